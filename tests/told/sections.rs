//! What is told of sections and their titles.

use super::*;

#[test]
fn a_chapter_that_comes_is_told_once_with_the_sections_under_it() {
    let chapter = "## Night readers\n\n### Keys\n\nNight readers receive a key against a deposit of ten crowns.\n\n\
        ### Lamps\n\nOil lamps are forbidden between the shelves at any hour.\n\n";
    let (old, new) = (framed(""), framed(chapter));
    let comparison = pages(&old, &new);
    let added: Vec<_> = comparison.changes.iter().filter(|c| c.kind == Kind::SectionAdded).collect();
    assert_eq!(added.len(), 1, "{added:?}");
    assert!(quotes(&comparison, added[0], Side::New).iter().any(|q| q.contains("Oil lamps")));
}

#[test]
fn a_chapter_stands_before_a_section_of_one_that_holds_no_more() {
    let rules = "# Rules\n\n## Loans\n\nBooks are lent for a month.\n\n## Fees\n\nMembers pay nothing.\n\n";
    let new = format!("{rules}## Lamps\n\nOil lamps are forbidden.\n\n{FRAME}# Keys\n\nSpare keys are forbidden.\n");
    let comparison = pages(&format!("{rules}{FRAME}"), &new);
    let added: Vec<_> = comparison.changes.iter().filter(|c| c.kind == Kind::SectionAdded).collect();
    assert!(added.len() == 2 && added[0].headline.contains("Keys"), "{added:?}");
    assert!(added[0].score > added[1].score);
}

#[test]
fn many_sections_that_go_are_one_change_that_names_the_largest() {
    let section = |name: &str, rules: &[&str]| format!("## {name}\n\n{}\n\n", rules.join("\n\n"));
    let gone = [
        section(
            "Lanterns",
            &["Lanterns are lent at dusk.", "Each lantern is numbered.", "Broken glass is swept up at once."],
        ),
        section("Gloves", &["Gloves protect the oldest bindings.", "Clean pairs lie beside the press."]),
        section("Ladders", &["Ladders roll along the upper gallery."]),
        section("Parasols", &["Parasols stay in the courtyard."]),
    ];
    let page = |sections: &str| format!("{FRAME}{sections}## Hours\n\nThe room closes at eight in the evening.\n");
    let (old, new) = (page(&gone.concat()), page(""));
    let comparison = pages(&old, &new);
    let (_, _, headline) = told(&comparison, Kind::SectionRemoved);
    assert_eq!(headline, "Drops 4 sections with 7 claims, among them “Lanterns”, “Gloves”, “Ladders”");
    assert_eq!(shown(&comparison).iter().filter(|k| **k == Kind::SectionRemoved).count(), 1);
}

#[test]
fn a_section_of_which_something_is_left_says_how_much_went() {
    let kept = "Ladders roll along the upper gallery.";
    let gone = "Parasols stay in the courtyard.\n\nBroken glass is swept up at once.";
    let frame = |middle: &str, last: &str| format!("{FRAME}{middle}## Hours\n\nThe room closes at eight.\n\n{last}\n");
    let old = frame(&format!("## Furniture\n\n{kept}\n\n{gone}\n\n"), "");
    let (_, _, headline) = told(&pages(&old, &frame("", kept)), Kind::SectionRemoved);
    assert_eq!(headline, "Drops the section “Furniture” with 2 of its 3 claims");
}

#[test]
fn a_title_taken_up_by_another_section_is_a_merger() {
    let page = |sections: &str| format!("{FRAME}{sections}## Hours\n\nThe room closes at eight in the evening.\n");
    let lending = "Books are lent for four weeks.\n\nEach reader has a card.";
    let old =
        page(&format!("## Use of the press\n\n{lending}\n\n## Lending grant\n\nThe town pays for the bindings.\n\n"));
    let new = page(&format!("## Use of the press and lending grant\n\n{lending}\n\n"));
    let comparison = pages(&old, &new);
    let (_, _, headline) = told(&comparison, Kind::SectionMerged);
    assert_eq!(
        headline,
        "Merges the sections “Use of the press”, “Lending grant” into “Use of the press and lending grant”"
    );
    let (old, _, _) = told(&comparison, Kind::Removed);
    assert!(old.iter().any(|quote| quote.contains("The town pays")), "{old:?}");
}

#[test]
fn a_claim_that_goes_into_a_section_of_its_own_is_told_with_both_titles() {
    let old = "# Article 4\n\nReaders must be silent.\n\nGuests enjoy the hospitality of the house.\n\n# Article 5\n\nThe \
               house is closed on Mondays.\n";
    let new = "# Article 4\n\nReaders must be silent.\n\n# Article 4a\n\nGuests enjoy the hospitality of the house.\n\nWho \
               breaks the peace of the library loses this right.\n\n# Article 5\n\nThe house is closed on Mondays.\n";
    let (_, _, headline) = told(&pages(old, new), Kind::Moved);
    assert_eq!(headline, "Moves “Guests enjoy the hospitality of the house.” from “Article 4” to “Article 4a”");
}

#[test]
fn a_section_written_otherwise_is_not_left_by_its_claims() {
    let page = |title: &str, claims: &str| format!("{FRAME}## {title}\n\n{claims}\n\nBread is not brought in.\n");
    let (one, two) = ("Lanterns are lent at dusk by the porter.", "Gloves protect the oldest bindings of the house.");
    let old = page("Loans & care", &format!("{one}\n\n{two}"));
    let new = page("Loans and Care", &format!("{two}\n\n{one}"));
    let moved = pages(&old, &new).changes.into_iter().filter(|c| c.kind == Kind::Moved);
    let headlines: Vec<String> = moved.map(|change| change.headline).collect();
    assert!(headlines.iter().all(|headline| !headline.contains(" from “")), "{headlines:?}");
}

#[test]
fn a_title_that_stands_elsewhere_is_no_new_name() {
    let old = "# Terms\n\n## 8. Linked lenders\n\nYou may let another lender see your card of the society.\n\nYou let us pass \
        your name to it.\n\n## 9. More about our maps\n\nMaps of the harbour are lent for a week and not longer.\n";
    let new = "# Terms\n\n## 5. More about our maps\n\nMaps of the harbour are lent for a week and not longer.\n\nA circle is \
        a group of members who read together.\n\nCircles may be open to members alone.\n";
    let comparison = pages(old, new);
    let headlines: Vec<&str> = comparison.changes.iter().map(|c| &*c.headline).collect();
    assert!(headlines.iter().all(|line| !line.contains("Renames")), "{headlines:?}");
    assert!(headlines.iter().any(|line| line.starts_with("Drops the section “8. Linked lenders”")), "{headlines:?}");
}

#[test]
fn front_matter_is_no_heir_of_what_went_from_the_text() {
    let body = "## History\n\nIn March 2011, three pilots founded the crew at the northern quay.\n";
    let old = format!(
        "---\ntitle: About us\n---\n\nOur crew is made up of about 120 pilots, mechanics and divers, all of them paid by the \
         county.\n\n{body}"
    );
    let new = format!("---\ntitle: About us\nlead: Our crew of pilots, mechanics and divers.\n---\n\n{body}");
    let comparison = pages(&old, &new);
    let removed = |c: &&Change| matches!(c.kind, Kind::Removed | Kind::SectionRemoved) && c.level > Level::Minor;
    let gone: Vec<String> =
        comparison.changes.iter().filter(removed).flat_map(|c| quotes(&comparison, c, Side::Old)).collect();
    assert!(gone.iter().any(|quote| quote.starts_with("Our crew is made up of about 120")), "{gone:?}");
}

#[test]
fn a_title_above_text_that_stays_is_no_news() {
    let text = "Books are lent for four weeks.\n\nEach reader has a card.\n\nKeepers look after the lamps.\n\n";
    let old = format!("{FRAME}## Lending\n\n{text}The town pays for the bindings.\n\nBindings are red.\n");
    let new =
        format!("{FRAME}## Lending\n\n{text}## Bindings\n\nThe town pays for the bindings.\n\nBindings are red.\n");
    let comparison = pages(&old, &new);
    let loud = comparison.changes.iter().filter(|c| c.kind == Kind::SectionSplit && c.level == Level::Headline);
    assert_eq!(loud.count(), 0, "{:?}", shown(&comparison));
}

#[test]
fn titles_bid_and_deny_nothing() {
    let page = |above: &str, title: &str, rule: &str| {
        format!("{FRAME}## {above}\n\n### {title}\n\n{rule}\n\n## Hours\n\nThe room closes at eight in the evening.\n")
    };
    let old =
        page("Using the hall", "No betting or lottery sales", "The hall may not be used for betting of any kind.");
    let new = page("Prohibited uses", "Betting", "The hall must not be used for betting of any kind.");
    let kinds = shown(&pages(&old, &new));
    assert!(!kinds.contains(&Kind::Modality) && !kinds.contains(&Kind::Polarity), "{kinds:?}");
}

#[test]
fn a_title_in_the_place_of_another_is_no_new_name_without_claims_that_went_over() {
    let old = "# Letter\n\nIn May the Tide Unit was founded to mend the ports of the coast.\n\n\
        The unit is a band of engineers who bring good practice to the ports.\n\n\
        It measures how fast and how cheap the ports are.\n\nIt prints a yearly account of its spending.\n";
    let new = "# For the coast\n\n## People\n\n\
        The unit is a group of engineers on short terms who bring good practice to the ports.\n\n\
        ## Value\n\nPorts are where the real work is done.\n";
    let comparison = pages(old, new);
    assert!(!shown(&comparison).contains(&Kind::SectionRenamed), "{:?}", headlines(&comparison));
    let stays = old.replace("# Letter\n", "# How the ports are mended\n");
    assert!(shown(&pages(old, &stays)).contains(&Kind::SectionRenamed));
}

#[test]
fn a_section_that_lost_a_paragraph_and_got_a_new_title_is_not_split_into_itself() {
    let rest = "## Reasons\n\nThe house wants everyone to speak freely. Free speech is a right.\n";
    let doors = "You may not use rude pictures on your door. You also may not use your door name to insult a guest.\n";
    let first = "You may not attack other guests because of their faith, age or origin.";
    let old = format!("# Guest conduct policy\n\n{first} We do not allow stirring up harm.\n\n{doors}\n{rest}");
    let new = format!("# Guest conduct\n\n{first}\n\n{rest}\n## Rude doors\n\n{doors}");
    let comparison = pages(&old, &new);
    let (_, _, headline) = told(&comparison, Kind::SectionSplit);
    assert_eq!(headline, "Moves part of what stood under “Guest conduct policy” to “Rude doors”");
}

#[test]
fn another_title_makes_no_condition_go() {
    let claims = "We ban content that wishes harm on a whole group.\n\nWe ban pictures of accidents.\n\n\
        We ban the names of victims.\n";
    let page = |title: &str| framed(&format!("## {title}\n\n{claims}"));
    let comparison = pages(&page("When this applies"), &page("What breaks this rule?"));
    assert_eq!(shown(&comparison), [Kind::SectionRenamed], "{:?}", headlines(&comparison));
}

#[test]
fn a_new_section_is_shown_by_what_it_begins_with() {
    let section = "## Schedule of reports\n\nThe society moves to a printed report. \
        Reports will be released in January, April, July, and October. \
        They are part of its efforts to improve how it speaks. \
        The society must keep a low and stable burden for all payers in its work. \
        The next report will be released on 2 January 2024 to 300 members.\n";
    let comparison = pages(&framed("The gate is open."), &format!("{}\n{section}", framed("The gate is open.")));
    let added = comparison.changes.iter().find(|change| change.kind == Kind::SectionAdded).expect("a new section");
    let document = &comparison.sides.new.document;
    let leading: Vec<&str> = added.lead.new.iter().map(|&at| added.new[at].span.of(&document.text)).collect();
    assert!(leading.contains(&"The society moves to a printed report."), "{leading:?}");
}
