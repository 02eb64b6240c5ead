//! What is told of claims that came, went or took the place of others.

use super::*;

#[test]
fn pointers_to_other_pages_stand_behind_a_claim() {
    let old = format!("{FRAME}Books are lent for a month.\n");
    let pointers = "## Further reading\n\n### The catalogue\n\nReaders have the right to a printed catalogue.\n";
    let comparison = pages(&old, &format!("{old}\nMaps are lent for a week.\n\n{pointers}"));
    assert!(comparison.changes[0].headline.contains("Maps"), "{:?}", comparison.changes);
}

#[test]
fn one_sentence_put_into_two_places_is_one_change() {
    let notice = "Flash photography of the globes is forbidden.";
    let old = "# Globes\n\nThe globes stand in the east hall.\n\n# Atlases\n\nThe atlases stand in the west hall.\n";
    let new = format!(
        "# Globes\n\nThe globes stand in the east hall.\n\n{notice}\n\n# Atlases\n\nThe atlases stand in the west \
         hall.\n\n{notice}\n"
    );
    let (_, new, headline) = told(&pages(old, &new), Kind::Added);
    assert_eq!(new, [notice, notice]);
    assert!(headline.ends_with("in 2 places"), "{headline}");
}

#[test]
fn what_stands_word_for_word_is_not_changed_by_a_near_double_that_goes() {
    let stands = "Readers who tear pages, bend covers or write into books are asked to leave.";
    let double = "Readers who tear pages, bend covers or write into maps are asked to leave.";
    let comparison = pages(&framed(&format!("{stands}\n\n{double}")), &framed(stands));
    assert_eq!(comparison.summary.claims.equal.new, comparison.summary.claims.total.new);
}

#[test]
fn rows_of_tables_that_change_are_in_the_verdict() {
    let page =
        |row: &str| framed(&format!("| Fee | Euros |\n|---|---|\n| card | 10 |\n| lantern | 4 |\n{row}| map | 7 |\n"));
    let comparison = pages(&page(""), &page("| glove | 2 |\n"));
    assert!(comparison.summary.verdict.starts_with("No claim changed"), "{}", comparison.summary.verdict);
    assert!(comparison.summary.verdict.ends_with("; 1 row of a table changed"), "{}", comparison.summary.verdict);
}

#[test]
fn a_claim_that_says_more_than_the_one_it_resembles_is_new() {
    let first = "Members who lend books of the society to strangers without the consent of the keeper break the rules.";
    let second =
        "Members who lend books of the society to strangers without the consent of the keeper receive no prize.";
    let comparison = pages(&framed(first), &framed(&format!("{first}\n\n{second}")));
    assert_eq!(told(&comparison, Kind::Added).1, [second]);
}

#[test]
fn what_a_page_offers_its_readers_is_no_headline() {
    let offer = "You may sign up to receive notifications of new rules of the reading room by letter.";
    let rule = "You may lend every map of the collection to members of other societies.";
    let changes =
        pages(&framed("Maps lie in the hall."), &framed(&format!("{offer}\n\nMaps lie in the hall.\n\n{rule}")));
    let headlines: Vec<&str> = changes.changes.iter().map(|c| &*c.headline).collect();
    let at = |words: &str| headlines.iter().position(|line| line.contains(words)).expect("it is told");
    assert!(at("lend every map") < at("sign up"), "{headlines:?}");
}

#[test]
fn a_claim_that_restates_one_that_stands_is_added() {
    let rule = "If you believe that your map was copied in a way that breaks the rules of the society, please report it on \
        the form for copies (https://";
    let tail = "/form) or write to the keeper of the collection at:\n\nQuay 4.";
    let old = format!("# Terms\n\n## Maps\n\n{rule}forms.harbour.example{tail}");
    let new = format!(
        "# Terms\n\n## Summary\n\n* You have remedies. Further, if you believe that your map was copied in a way that breaks \
         the rules of the society, the way to report it is told in these terms.\n\n## Maps\n\n{rule}forms.quay.example{tail}"
    );
    let headlines: Vec<String> = pages(&old, &new).changes.into_iter().map(|c| c.headline).collect();
    assert!(headlines.iter().any(|line| line.starts_with("Adds the section “Summary” with 2 claims")), "{headlines:?}");
    assert!(headlines.iter().all(|line| !line.starts_with("Instead of")), "{headlines:?}");
}

#[test]
fn a_question_takes_the_place_of_no_answer() {
    let old = "# Requests\n\n## Q: Does the society ever refuse requests of other libraries?\n\nThe society may refuse \
        requests of other libraries where they do not meet the rules.\n\n## Q: How fast is the answer?\n\nThe society \
        answers within ten days.\n";
    let new = "# Requests\n\n## Questions\n\nDoes the society ever refuse requests of other libraries?\n\nHow fast is the \
        answer?\n";
    let comparison = pages(old, new);
    let removed: Vec<String> = comparison
        .changes
        .iter()
        .filter(|c| matches!(c.kind, Kind::Removed | Kind::SectionRemoved))
        .flat_map(|c| quotes(&comparison, c, Side::Old))
        .collect();
    for answer in ["The society may refuse requests", "The society answers within ten days"] {
        assert!(removed.iter().any(|quote| quote.starts_with(answer)), "{removed:?}");
    }
}

#[test]
fn of_a_change_in_several_places_both_sides_of_one_are_quoted() {
    let (notice, gift) = ("read our notice of the keeper", "give us the right to show the map");
    let old = framed(&format!("By coming in you agree to {notice}.\n\nBy sending a map you agree to {gift}."));
    let new = framed(&format!("By sending a map you {gift}.\n\nBy coming in you {notice}."));
    let comparison = pages(&old, &new);
    let change = comparison.changes.iter().find(|c| c.count == 2 && c.kind != Kind::Moved).expect("it is one change");
    let segment = |side: Side| change.representatives(side).next().expect("it is quoted").segment;
    let (old, new) = (segment(Side::Old), segment(Side::New));
    let linked = comparison.alignment.links.iter().any(|link| link.old.contains(&old) && link.new.contains(&new));
    assert!(linked, "{}", change.headline);
}

#[test]
fn the_words_of_an_address_are_not_looked_for_elsewhere() {
    let old = framed(
        "If a dam leaks, stop and tell us at dam-inspector-rewards@water.example at once.\n\nReports are read daily.",
    );
    let new = framed(
        "If a dam leaks, stop and tell us at once.\n\nIn addition to our Inspector Rewards, reports are read daily.",
    );
    let comparison = pages(&old, &new);
    let change = comparison.changes.iter().find(|c| c.headline.contains("dam-inspector")).expect("it is told");
    assert!(quotes(&comparison, change, Side::New).iter().all(|quote| !quote.contains("Rewards")));
}

#[test]
fn a_claim_that_moves_is_quoted_without_the_number_it_got() {
    let old = "# Law\n\n## Article 1\n\nThe harbour is free to all crews of the land. Whoever flees has a right to a berth \
               at the quay.\n\n## Article 2\n\nThe council sits at the town hall.\n";
    let new = "# Law\n\n## Article 1\n\nThe harbour is free to all crews of the land.\n\n## Article 1a\n\n(1) Whoever flees \
               has a right to a berth at the quay.\n\n(2) Who comes from a safe port has none of these rights.\n\n## Article \
               2\n\nThe council sits at the town hall.\n";
    let (_, _, headline) = told(&pages(old, new), Kind::Moved);
    assert!(headline.starts_with("Moves “Whoever flees has a right"), "{headline}");
}

#[test]
fn a_clause_that_became_a_claim_of_its_own_is_set_against_it() {
    let old =
        framed("Overtime is when you are paid for extra hours that you work, whereas comp time is when you rest.");
    let new = framed(
        "Overtime is when you are paid for extra hours that you are required to work. Ask the desk for the rates of the \
         year.\n\nComp time is when you rest.",
    );
    let comparison = pages(&old, &new);
    let all: Vec<&str> = comparison.changes.iter().map(|change| change.headline.as_str()).collect();
    assert!(!all.iter().any(|line| line.starts_with("Drops “Overtime")), "{all:?}");
}

#[test]
fn a_short_claim_whose_words_a_long_one_has_did_not_take_its_place() {
    let boats = ["Ada", "Borea", "Cormorant", "Dolphin", "Egret", "Fulmar", "Gannet", "Heron", "Ibis", "Jackdaw"];
    let list = boats.map(|boat| format!("The {boat} lies at the quay of the {boat} fishers.\n\n")).concat();
    let page = |first: &str, second: &str| format!("# Harbour\n\n## Boats\n\n{first}{list}## Yards\n\n{second}\n");
    let long = "Feasts of guilds or of sailors can take place in halls that are not expressly required to close under the rules \
        of the coast, in some halls that are closed only in part, and in halls that are permitted to open for the purposes \
        of providing unrestricted services.";
    let stands = "Keepers of yards hold a licence.";
    let comparison = pages(
        &page(&format!("{long}\n\n"), stands),
        &page("", &format!("{stands} Further halls are permitted to open.")),
    );
    let headlines: Vec<&str> = comparison.changes.iter().map(|c| &*c.headline).collect();
    assert!(headlines.iter().any(|line| line.starts_with("No longer says “Feasts of guilds")), "{headlines:?}");
    // Near: two that have most of their words in common say the same anew, wherever they stand.
    let (old, new) = (
        "New guidance will ask skippers with a cracked hull to stay in port and avoid towing other boats.",
        "Skippers of a cracked hull are asked to stay in port and avoid towing other boats.",
    );
    let comparison = pages(&page(&format!("{old}\n\n"), stands), &page("", &format!("{stands} {new}")));
    assert!(!shown(&comparison).contains(&Kind::Removed), "{:?}", shown(&comparison));
}

#[test]
fn another_value_of_a_field_took_the_place_of_the_first() {
    let page = |form: &str, money: &str| {
        format!(
            "# Zembla\n\n## Capital\n\nOnhava, on the coast.\n\n## Form of state\n\n{form}\n\n## Currency\n\n{money}\n"
        )
    };
    let money = "The crown is issued by the state bank and is not convertible abroad.";
    let old = page("one-party state (an assembly has been announced, but no vote has been held)", money);
    let comparison = pages(&old, &page("constitutional monarchy", money));
    let (old, new, _) = told(&comparison, Kind::Wording);
    assert!(old[0].starts_with("one-party state") && new[0] == "constitutional monarchy", "{old:?} {new:?}");
    assert_eq!(shown(&comparison), [Kind::Wording]);
    // Near: of several claims under one title none is the field.
    let several = page("constitutional monarchy\n\nEvery glazier has a vote.", money);
    let comparison = pages(&page("one-party state", money), &several);
    assert!(shown(&comparison).contains(&Kind::Removed), "{:?}", shown(&comparison));
}

#[test]
fn what_took_the_place_of_something_is_told_where_it_stands() {
    let page = |title: &str, text: &str| format!("# Quay\n\nThe quay is open.\n\n## {title}\n\n{text}\n");
    let old = page("State of the mole", "Closed for repairs until the new year");
    let comparison = pages(&old, &page("State of the mole", "One lane"));
    let mut out = Vec::new();
    let markdown = recension::report::comparison::format("markdown").expect("it is there");
    (markdown.render)(&comparison, &recension::report::comparison::View::default(), &mut out).expect("a report");
    let report = String::from_utf8(out).expect("text");
    assert!(!report.contains("In several places"), "{report}");
}

#[test]
fn what_a_picture_shows_makes_no_headline_where_it_comes_or_goes() {
    let line = "Drawing of a warden with the keys of the vault";
    let levels = |new: &str| {
        let comparison = pages(&framed(""), &framed(new));
        let added = comparison.changes.iter().filter(|change| change.kind == Kind::Added);
        added.map(|change| change.level).collect::<Vec<_>>()
    };
    let picture = levels(&format!("![{line}](w.png)"));
    assert!(picture.iter().all(|&level| level < Level::Headline), "{picture:?}");
    assert_eq!(levels(&format!("{line} is sold at the desk.")), [Level::Headline]);
}

#[test]
fn whom_a_rule_binds_is_who_acts_where_both_parties_are_known() {
    let rest = " The tenant must pay the rent on the first of the month. The landlord insures the house.";
    let told = |old: &str, new: &str| headlines_of(&format!("{old}{rest}"), &format!("{new}{rest}"), Kind::Agent);
    let boiler = told("The landlord must repair the boiler.", "The tenant must repair the boiler.");
    assert!(boiler.len() == 1 && boiler[0].starts_with("“landlord” becomes “tenant” in"), "{boiler:?}");
    // It may be another name of the same people.
    assert!(told("Applicants must send two photographs.", "Candidates must send two photographs.").is_empty());
}

#[test]
fn a_word_that_counts_in_gives_way_to_one_that_counts_out() {
    let old = "The price covers all meals, including drinks and snacks.";
    let told = headlines_of(old, "The price covers all meals, excluding drinks and snacks.", Kind::Condition);
    assert!(told.len() == 1 && told[0].starts_with("“including” becomes “excluding” in"), "{told:?}");
}
