//! What a pair of pages is told as: the kind of a change and the words it quotes.

use recension::model::{Change, Comparison, Edit, EditOp, Kind, Level, Side};
use recension::{ReadOptions, compare, read};

fn pages(old: &str, new: &str) -> Comparison {
    let options = ReadOptions { language: Some("en".into()), ..ReadOptions::default() };
    let read = |text: &str, name: &str| read::read(text.as_bytes(), name, &options).expect("a page that can be read");
    compare(read(old, "old.md"), read(new, "new.md"))
}

fn quotes(comparison: &Comparison, change: &Change, side: Side) -> Vec<String> {
    let evidence = if side == Side::Old { &change.old } else { &change.new };
    evidence.iter().map(|e| e.span.of(&comparison.sides.get(side).document.text).to_owned()).collect()
}

/// The first change of a kind above minor, with its old and new quotes.
fn told(comparison: &Comparison, kind: Kind) -> (Vec<String>, Vec<String>, String) {
    let change = comparison.changes.iter().find(|c| c.kind == kind && c.level > Level::Minor).unwrap_or_else(|| {
        let all: Vec<_> = comparison.changes.iter().map(|c| (c.kind, c.level, &c.headline)).collect();
        panic!("no {kind:?} among {all:?}")
    });
    (quotes(comparison, change, Side::Old), quotes(comparison, change, Side::New), change.headline.clone())
}

fn shown(comparison: &Comparison) -> Vec<Kind> {
    comparison.changes.iter().filter(|c| c.level > Level::Minor).map(|c| c.kind).collect()
}

/// Sentences that stay as they are, so that pages have something to be aligned by.
const FRAME: &str = "# Reading room\n\nThe reading room is open to every member of the society.\n\n\
    Coats and bags are left at the desk by the entrance.\n\n";

fn framed(text: &str) -> String {
    format!("{FRAME}{text}\n\nThe room closes at eight in the evening on all working days.\n")
}

#[test]
fn what_kept_words_depend_on_decides_what_they_mean() {
    let old = framed("The librarian does not expect that the northern wing will reopen before the winter.");
    let new = framed("The northern wing will reopen before the winter.");
    let (old, _, _) = told(&pages(&old, &new), Kind::Polarity);
    assert!(old.iter().any(|q| q.contains("does not expect")), "{old:?}");
}

#[test]
fn a_condition_is_told_as_one_and_not_by_the_verb_inside_it() {
    let old = framed("Visitors may not copy maps or drawings from the collection.");
    let new = framed("Visitors may not copy maps or drawings from the collection, unless authorized by the keeper.");
    let comparison = pages(&old, &new);
    let (_, new, _) = told(&comparison, Kind::Condition);
    assert!(new.iter().any(|q| q.contains("unless authorized by the keeper")), "{new:?}");
    assert!(!shown(&comparison).contains(&Kind::Modality), "{:?}", shown(&comparison));
}

#[test]
fn who_else_a_rule_applies_to_is_its_scope_and_no_figure() {
    let old = framed("The fee is waived for students of the town college.");
    let new = framed("The fee is waived for students of the town college or visitors aged 18 or under.");
    let comparison = pages(&old, &new);
    told(&comparison, Kind::Scope);
    assert!(!shown(&comparison).contains(&Kind::Number), "{:?}", shown(&comparison));
}

#[test]
fn what_one_sentence_loses_is_one_change_told_by_the_weightiest_words() {
    let old = framed("Perform live recording of the voices of readers in the halls for research purposes.");
    let new = framed("Live recording of the voices of readers in the halls.");
    let comparison = pages(&old, &new);
    let (old, _, headline) = told(&comparison, Kind::Scope);
    assert!(old.len() == 2 && headline.contains("for research purposes"), "{old:?} {headline}");
}

#[test]
fn a_verb_that_ends_otherwise_tells_of_another_time() {
    let old = framed("The committee of friends directs the purchase of rare books and provides a forum for donors.");
    let new = framed("The committee of friends directed the purchase of rare books and provided a forum for donors.");
    let (old, new, _) = told(&pages(&old, &new), Kind::Tense);
    assert_eq!((old[0].as_str(), new[0].as_str()), ("directs", "directed"));
}

#[test]
fn a_name_cut_short_is_the_same_name() {
    let old = framed("The Harbour Library Council appoints two auditors for each year.");
    let new = framed("The Council appoints two auditors for each year.\n\nThe Harbour Library Council meets in May.");
    assert!(!shown(&pages(&old, &new)).contains(&Kind::Name));
}

#[test]
fn a_label_of_a_list_is_no_news() {
    let old = framed("b. Copying maps without leave of the keeper");
    let new = framed("Copying maps without leave of the keeper");
    assert_eq!(shown(&pages(&old, &new)), []);
}

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
fn a_figure_in_a_table_is_told_with_its_row_and_column() {
    let table = "| Room | Places | Opens |\n|---|---|---|\n| Maps | 12 | at 9 |\n| Prints | 8 | at 10 |\n";
    let comparison = pages(&framed(table), &framed(&table.replace("| 8 |", "| 6 |")));
    assert_eq!(comparison.changes[0].headline, "“8” becomes “6” in “Prints”, column “Places”");
    // Which of two rows without figures is the head cannot be told.
    let doubtful = table.replace("| Maps | 12 | at 9 |", "| Maps | none | never |");
    let comparison = pages(&framed(&doubtful), &framed(&doubtful.replace("| 8 |", "| 6 |")));
    assert_eq!(comparison.changes[0].headline, "“8” becomes “6” in “Prints | 6 | at 10”");
}

#[test]
fn a_figure_is_set_against_that_of_its_own_column() {
    let table = "| Room | Places | Lamps |\n|---|---|---|\n| Maps | 12 | 24 |\n| Prints | 8 | 9 |\n";
    let comparison = pages(&framed(table), &framed(&table.replace("| 12 | 24 |", "| 24 | 48 |")));
    let (old, new, headline) = told(&comparison, Kind::Number);
    assert_eq!((old, new), (vec!["12".to_owned(), "24".into()], vec!["24".to_owned(), "48".into()]));
    assert_eq!(headline, "“12” becomes “24” in “Maps”, column “Places”");
}

#[test]
fn what_both_versions_say_before_a_figure_is_not_marked() {
    let old = framed("The map room holds about 71 maps of the town, more than 12 of them coloured.");
    let comparison = pages(&old, &old.replace("71", "76").replace("more than 12", "fewer than 14"));
    let edits: Vec<_> = comparison.edits.iter().flatten().collect();
    let marked = |side: Side| -> Vec<&str> {
        let text = &comparison.sides.get(side).document.text;
        let place = |edit: &Edit| if side == Side::Old { edit.old } else { edit.new };
        edits.iter().filter(|edit| edit.op != EditOp::Equal).map(|edit| place(edit).of(text)).collect()
    };
    assert_eq!((marked(Side::Old), marked(Side::New)), (vec!["71", "more than 12"], vec!["76", "fewer than 14"]));
}

#[test]
fn a_term_that_stands_in_the_one_that_followed_it_does_not_remain() {
    let old = framed(
        "The Harbour Group meets in May.\n\nMembers of the Harbour Group are elected.\n\nThe Harbour Group keeps the \
         seal.\n\nWrite to the Harbour Group for a key.\n\nThe office of the Harbour Group closes at noon.",
    );
    let comparison = pages(&old, &old.replace("Harbour Group", "Harbour Safety Group"));
    let renamed: Vec<&Change> = comparison.changes.iter().filter(|c| c.kind == Kind::Renamed).collect();
    assert!(renamed.len() == 1 && !renamed[0].headline.contains("remains"), "{renamed:?}");
}

#[test]
fn a_name_that_stands_in_most_places_after_its_succession_is_told_so() {
    let rules = "Members of Quayside elect the keeper.\n\nQuayside lends maps for a week.\n\nWrite to Quayside for a \
        key.\n\nQuayside keeps the seal.";
    let company = "The Quayside company is now Jetty.\n\nMore is told at the office of Jetty.\n\n";
    let comparison = pages(&framed(rules), &framed(&format!("{company}{rules}")));
    let (_, _, headline) = told(&comparison, Kind::Succession);
    assert_eq!(headline, "Says that “Quayside” gave way to “Jetty”; the old term remains 4 times");
}

#[test]
fn pointers_to_other_pages_stand_behind_a_claim() {
    let old = format!("{FRAME}Books are lent for a month.\n");
    let pointers = "## Further reading\n\n### The catalogue\n\nReaders have the right to a printed catalogue.\n";
    let comparison = pages(&old, &format!("{old}\nMaps are lent for a week.\n\n{pointers}"));
    assert!(comparison.changes[0].headline.contains("Maps"), "{:?}", comparison.changes);
}

#[test]
fn an_item_that_another_rule_names_in_passing_is_told_with_it() {
    let old = framed("The following is forbidden:\n\n* Weapons storage\n* Ball games in the halls");
    let new = framed(
        "Do not use the rooms to harm others: for example, do not bring poison, do not store weapons, and do not \
         light fires near the shelves of the reading room.",
    );
    let comparison = pages(&old, &new);
    let pair = |c: &&Change| {
        quotes(&comparison, c, Side::Old).iter().any(|q| q == "Weapons storage")
            && quotes(&comparison, c, Side::New).iter().any(|q| q.contains("store weapons"))
    };
    assert!(comparison.changes.iter().any(|c| pair(&c)), "{:?}", comparison.changes);
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
fn scare_quotes_that_go_are_told_by_the_word_they_held() {
    let old = framed("The keepers deplore the “liberation” of forty volumes from the locked case.");
    let new = framed("The keepers deplore the liberation of forty volumes from the locked case.");
    let (.., headline) = told(&pages(&old, &new), Kind::Quotation);
    assert!(headline.starts_with("No longer puts in quotes “liberation”"), "{headline}");
}

#[test]
fn a_clause_that_changed_places_is_compared_with_itself() {
    let gate = "western gate opens every morning before noon for carts, boats and visitors from the islands";
    let keeper = "keeper finds that the timbers of the quay need repair";
    let old = framed(&format!("The {keeper} soon, and the {gate}."));
    let new = framed(&format!("The {gate}, and the {keeper} now."));
    let comparison = pages(&old, &new);
    let headlines: Vec<&str> = comparison.changes.iter().map(|change| change.headline.as_str()).collect();
    assert!(headlines.iter().any(|line| line.starts_with("“soon, and” becomes “now”")), "{headlines:?}");
    assert!(!headlines.iter().any(|line| line.starts_with("Drops") || line.starts_with("Adds")), "{headlines:?}");
}

#[test]
fn what_is_between_two_parties_is_told_once_however_the_sentences_changed() {
    let old = framed(
        "Trade fell sharply after the Norland-Sudland dispute broke out.\n\nBecause of the Norland-Sudland dispute the \
         ferry no longer runs.",
    );
    let new = framed(
        "Two harbours have been closed since Norland's naval blockade of Sudland began.\n\nGrain prices doubled in the \
         first month of Norland's naval blockade of Sudland.",
    );
    let (old, new, headline) = told(&pages(&old, &new), Kind::Term);
    assert_eq!(
        headline,
        "“Norland-Sudland dispute” (2 times) gives way to “Norland's naval blockade of Sudland” (2 times)"
    );
    assert_eq!((old.len(), new.len()), (2, 2));
}

#[test]
fn what_follows_a_name_that_only_belongs_to_another_word_ties_nothing() {
    let old =
        framed("Norland's quarrel with Sudland's fishermen is old.\n\nNorland's quarrel with Sudland's guild too.");
    let new = framed("Norland's treaty with Sudland was signed in May.\n\nNorland's treaty with Sudland binds both.");
    let terms = |c: &&Change| c.kind == Kind::Term && !c.old.is_empty() && !c.new.is_empty();
    let comparison = pages(&old, &new);
    assert!(!comparison.changes.iter().any(|c| terms(&c)), "{:?}", comparison.changes);
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
fn who_said_it_is_told_where_the_page_now_says_it_itself() {
    let old = framed("In an interview the director stressed that the collection belongs to the whole town.");
    let new = framed("The society holds that the collection belongs to the whole town.");
    let (old, _, _) = told(&pages(&old, &new), Kind::Attribution);
    assert!(old.iter().any(|q| q.contains("stressed")), "{old:?}");
}

#[test]
fn a_common_word_inside_a_name_is_told_with_the_name() {
    let page = |policy: &str| {
        framed(&format!(
            "Readers agree to the {policy}.\n\nWe keep data on paper.\n\nSee the {policy} for details.\n\nThe {policy} \
             applies to all data.\n"
        ))
    };
    let comparison = pages(&page("Data Policy"), &page("Privacy Policy"));
    let (_, _, headline) = told(&comparison, Kind::Renamed);
    assert_eq!(headline, "“Data Policy” becomes “Privacy Policy” in 3 places");
}

#[test]
fn an_acronym_that_is_written_out_is_still_mentioned() {
    let old = framed("The FTC licenses lanterns.\n\nAsk the FTC first.\n\nThe FTC visits the library every spring.");
    let new = framed("Whoever wants a lantern asks the U.S. Federal Trade Commission first.");
    let comparison = pages(&old, &new);
    assert!(comparison.changes.iter().all(|c| !c.headline.contains("mentions")), "{:?}", comparison.changes);
}

#[test]
fn what_stands_word_for_word_is_not_changed_by_a_near_double_that_goes() {
    let stands = "Readers who tear pages, bend covers or write into books are asked to leave.";
    let double = "Readers who tear pages, bend covers or write into maps are asked to leave.";
    let comparison = pages(&framed(&format!("{stands}\n\n{double}")), &framed(stands));
    assert_eq!(comparison.summary.claims.equal.new, comparison.summary.claims.total.new);
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
fn rows_of_tables_that_change_are_in_the_verdict() {
    let page =
        |row: &str| framed(&format!("| Fee | Euros |\n|---|---|\n| card | 10 |\n| lantern | 4 |\n{row}| map | 7 |\n"));
    let comparison = pages(&page(""), &page("| glove | 2 |\n"));
    assert!(comparison.summary.verdict.starts_with("No claim changed"), "{}", comparison.summary.verdict);
    assert!(comparison.summary.verdict.ends_with("; 1 row of a table changed"), "{}", comparison.summary.verdict);
}

#[test]
fn an_item_is_told_with_the_line_that_announces_its_list() {
    let page = |items: &str| {
        let list = "We take out of the catalogue whatever misleads about the house, including claims that:";
        framed(&format!("{list}\n\n* the maps are forged\n{items}* the keeper sleeps"))
    };
    let gone = "* the approved lanterns cause fires or blindness\n";
    let (_, _, headline) = told(&pages(&page(gone), &page("")), Kind::Removed);
    let said =
        "No longer lists “the approved lanterns cause fires or blindness” under “… the house, including claims that:”";
    assert_eq!(headline, said);
}

#[test]
fn an_item_whose_words_stand_in_another_item_is_added_all_the_same() {
    let list = |items: &str| framed(&format!("The fund pays for:\n\n{items}"));
    let old = list("* Home dialysis\n* Dental surgery\n* Eye tests");
    let new = list("* Home dialysis\n* Surgery\n* Dental surgery\n* Eye tests");
    assert_eq!(told(&pages(&old, &new), Kind::Added).1, ["Surgery"]);
    assert_eq!(told(&pages(&new, &old), Kind::Removed).0, ["Surgery"]);
    let old = list("* poll.gov\n* stats.norland.gov");
    let new = list("* poll.gov\n* norland.gov\n* stats.norland.gov");
    assert_eq!(told(&pages(&old, &new), Kind::Added).1, ["norland.gov"]);
}

#[test]
fn an_item_that_a_sentence_takes_up_is_no_removal() {
    let old = framed("Visitors may see:\n\n* maps\n* drawings\n* charts");
    let new = framed("Visitors may see maps, drawings and charts.");
    let kinds = shown(&pages(&old, &new));
    assert!(!kinds.contains(&Kind::Removed), "{kinds:?}");
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
fn a_subject_that_goes_into_the_line_above_the_items_is_not_dropped() {
    let old = framed(
        "You get a card if at least one of these applies to you:\n\n* You’re a newly licensed pilot\n* You’re a former keeper",
    );
    let new = framed(
        "You get a card if at least one of these is true. You:\n\n* Are a newly licensed pilot\n* Are a former keeper",
    );
    let comparison = pages(&old, &new);
    let headlines: Vec<&str> =
        comparison.changes.iter().filter(|c| c.level > Level::Minor).map(|c| &*c.headline).collect();
    assert!(headlines.iter().all(|line| !line.contains("You’re")), "{headlines:?}");
}

#[test]
fn an_enumeration_that_became_a_list_is_told_by_its_items() {
    let sentence = framed("Readers must bring a card, two photographs, a pair of gloves, and a signed form.");
    let list = framed(
        "Readers must bring the following:\n\n* a card\n* two photographs\n* a signed form\n* a letter from a member",
    );
    let headlines = |comparison: &Comparison| -> Vec<String> {
        comparison.changes.iter().filter(|c| c.level > Level::Minor).map(|c| c.headline.clone()).collect()
    };
    let set = headlines(&pages(&sentence, &list));
    assert!(set.iter().any(|line| line.starts_with("Drops “a pair of gloves” in")), "{set:?}");
    assert!(set.iter().any(|line| line.starts_with("Adds “a letter from a member”")), "{set:?}");
    assert_eq!(set.len(), 2, "{set:?}");
    let unset = headlines(&pages(&list, &sentence));
    assert!(unset.iter().any(|line| line.starts_with("Adds “a pair of gloves” in")), "{unset:?}");
    assert_eq!(unset.len(), 2, "{unset:?}");
}

#[test]
fn a_sentence_that_became_a_list_loses_no_item_to_a_page_that_says_it_elsewhere_too() {
    let old = framed(
        "1. Obey the rules of the house – for example, don’t disturb the work of others, keep a book without a slip, or \
         take part in any unlawful act, including the theft of maps.\n\nOn the shelves:\n\n1. Don’t disturb the work of \
         others, including:\n   * talking aloud\n   * moving the chairs of others",
    );
    let new = framed(
        "1. Obey the rules of the house—for example, do not:\n   1. Disturb the work of others\n   2. Keep a book without a \
         slip\n   3. Take part in any unlawful act, including the theft of maps\n   4. Copy more than ten pages\n\nOn the \
         shelves:\n\n1. Don’t disturb the work of others, including:\n   * talking aloud\n   * moving the chairs of others",
    );
    let comparison = pages(&old, &new);
    let told: Vec<&str> = comparison.changes.iter().filter(|c| c.level > Level::Minor).map(|c| &*c.headline).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("Copy more than ten pages”"), "{told:?}");
}

#[test]
fn items_that_go_from_one_sentence_are_all_named() {
    let old = framed("Members may borrow maps, prints, letters, journals and drawings for two weeks.");
    let new = framed("Members may borrow maps, letters and drawings for two weeks.");
    let (_, _, headline) = told(&pages(&old, &new), Kind::ListItem);
    assert!(headline.starts_with("Drops “prints”, “journals” in "), "{headline}");
}

#[test]
fn figures_are_told_one_beside_the_other_each_at_its_place() {
    let old = framed("The tolls of the bridge, the ferry and the lock stay at 0.00%, 0.25% and -0.50% respectively.");
    let new = framed("The tolls of the bridge, the ferry and the lock stay at 0.50%, 0.75% and 0.00% respectively.");
    let (_, _, headline) = told(&pages(&old, &new), Kind::Percent);
    assert!(headline.starts_with("“0.00%”, “0.25%”, “-0.50%” become “0.50%”, “0.75%”, “0.00%”"), "{headline}");
    let old = framed("Readers keep a map for 3 days and a book for 14 days.");
    let new = framed("Readers of all ages keep a map for 5 days and a book for 21 days.");
    let (_, _, headline) = told(&pages(&old, &new), Kind::Number);
    assert!(headline.starts_with("“3 days”, “14 days” become “5 days”, “21 days”"), "{headline}");
}

#[test]
fn a_sentence_that_loses_one_statement_and_gains_another_is_told_once() {
    let old = framed(
        "The council is to decide in May which of the halls may be used for sales, and the maps, the prints and the \
         drawings stay open.",
    );
    let new = framed(
        "The maps, the prints and the drawings stay open, and the keeper is to be told in writing whenever a reader has \
         to leave a card.",
    );
    let comparison = pages(&old, &new);
    let lines: Vec<&str> = comparison.changes.iter().filter(|c| c.level > Level::Minor).map(|c| &*c.headline).collect();
    assert!(!lines.iter().any(|line| line.starts_with("Drops") || line.starts_with("Adds")), "{lines:?}");
    assert!(lines.iter().any(|line| line.contains("The council is to decide")), "{lines:?}");
}

#[test]
fn a_clause_that_begins_with_its_verb_is_told_with_both_sentences() {
    let old = framed("The members of the society, the town and the school use the northern reading room of the house.");
    let new = framed(
        "The members of the society, the town and the school are asked to sign the great book of visits that lies open at \
         the desk of the keeper beside the gate before they use the northern reading room of the house.",
    );
    let comparison = pages(&old, &new);
    let lines: Vec<&str> = comparison.changes.iter().map(|c| &*c.headline).collect();
    assert!(lines.iter().all(|line| !line.starts_with("Adds “are asked")), "{lines:?}");
}

#[test]
fn an_item_that_stands_further_on_does_not_go_with_the_word_beside_it() {
    let old =
        framed("Do not show real prints telling of smoke, excessive noise, or animal harm, above all to children.");
    let new =
        framed("Do not lend or show any prints telling of noise, smoke, or animal cruelty, above all to children.");
    let comparison = pages(&old, &new);
    let lines: Vec<&str> = comparison.changes.iter().map(|c| &*c.headline).collect();
    assert!(lines.iter().any(|line| line.starts_with("Drops “excessive” in ")), "{lines:?}");
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
fn an_item_below_a_label_is_told_with_it() {
    let list = "The county restricts the following:\n\n* Guest houses\n  * Closed for guests from inside the county\n  * Open \
                for crews of ships\n* Camp sites\n  * Closed for guests from abroad\n  * Open for those without a home";
    let old = framed(list);
    let new = framed(&list.replace("  * Open for crews of ships\n", ""));
    let (_, _, headline) = told(&pages(&old, &new), Kind::Removed);
    assert_eq!(headline, "No longer lists “Open for crews of ships” under “Guest houses”");
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
fn items_are_told_with_the_line_that_announces_them() {
    let steps = "To lend a map, we ask that readers take the following steps:\n\n- Bring a card of the society.\n\
        - Leave a deposit at the desk.\n";
    let comparison = pages(
        &framed("Maps are kept in the north wing."),
        &framed(&format!("Maps are kept in the north wing.\n\n{steps}")),
    );
    let (_, new, headline) = told(&comparison, Kind::Added);
    assert_eq!(new.len(), 3, "{new:?}");
    assert!(headline.ends_with("and 2 more"), "{headline}");
    let added = comparison.changes.iter().filter(|c| c.kind == Kind::Added).count();
    assert_eq!(added, 1, "all in one change");
}

#[test]
fn an_item_that_became_two_takes_both_with_it() {
    let list = |items: &str| framed(&format!("Readers do not do what:\n\n{items}- blocks the doors of the hall\n"));
    let old = list("- harasses, abuses, threatens or insults any reader or guest, including keepers and pages\n");
    let new = list(
        "- harasses or abuses another reader or guest, including keepers and pages\n\
         - threatens or insults any reader or guest\n",
    );
    let comparison = pages(&old, &new);
    let split = comparison.alignment.links.iter().find(|link| link.old.len() == 1 && link.new.len() == 2);
    assert!(split.is_some(), "{:?}", comparison.alignment.links);
    assert!(
        !comparison.changes.iter().any(|c| c.kind == Kind::Added && c.new.len() == 1 && c.level == Level::Headline)
    );
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
fn of_a_parted_sentence_the_half_that_keeps_its_words_is_set_against_it() {
    let old = framed(
        "In some cases there may be a reason to return a card, for example where a reader paid what was owed and agreed to keep the rules of the room.",
    );
    let new = framed(
        "Appeals: Whoever holds that no rule was broken writes to the keeper, who looks at all that was said and done. \
         Return: Where a reader wishes to pay what was owed and agrees to keep the rules of the room, the keeper may return the card.",
    );
    let comparison = pages(&old, &new);
    let wordings = comparison.changes.iter().filter(|c| c.level == Level::Headline && c.headline.contains("becomes"));
    for change in wordings {
        assert!(!change.headline.contains("“Appeals"), "{}", change.headline);
    }
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
fn claims_that_measure_the_same_are_set_against_each_other() {
    let old =
        framed("PPI inflation slowed to 3.6% in January, with easing in cost pressures across farms and factories.");
    let new = framed("PPI inflation was 1.4% in August, the same as at the time of the June report.");
    let comparison = pages(&old, &new);
    let (old, new, _) = told(&comparison, Kind::Percent);
    assert!(old[0].contains("3.6%") && new[0].contains("1.4%"), "{old:?} {new:?}");
    assert!(!shown(&comparison).contains(&Kind::Removed), "{:?}", shown(&comparison));
}

#[test]
fn an_item_that_goes_is_no_news_of_a_field_that_mentions_it() {
    let page = |items: &str| {
        format!(
            "---\ntitle: Farming\nmeta: \"Water quotas, seed loans, crop fairs, and fodder.\"\n---\n\n# Farms\n\nThe ministry helps farmers with:\n\n{items}* Cheap fodder\n\nCall the drought line every day.\n"
        )
    };
    let comparison = pages(&page("* Seed loans\n* Crop fairs\n"), &page(""));
    let (old, _, headline) = told(&comparison, Kind::Removed);
    assert_eq!(old, ["Seed loans", "Crop fairs"], "{headline}");
}

#[test]
fn other_numbers_of_notes_are_no_change_of_a_claim() {
    let page = |first: usize| framed(&format!("The wing was built in 1999.[{first}] It is open.[{}]", first + 1));
    let comparison = pages(&page(3), &page(4));
    let all: Vec<_> = comparison.changes.iter().map(|change| (change.kind, change.headline.as_str())).collect();
    assert_eq!(all, [(Kind::Cosmetic, "Gives other numbers to titles, items or notes in 2 places")]);
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

/// The headlines of one kind above minor, of a sentence between others.
fn headlines_of(old: &str, new: &str, kind: Kind) -> Vec<String> {
    let comparison = pages(&framed(old), &framed(new));
    let shown = comparison.changes.iter().filter(|c| c.kind == kind && c.level > Level::Minor);
    shown.map(|change| change.headline.clone()).collect()
}

#[test]
fn an_item_put_in_is_quoted_without_the_word_that_joins_the_next() {
    let old = "Members must be fourteen years old to use the Library. However, readers of all ages may use Harbour Junior \
               (where available) if a parent enables it.";
    let new = "Members must be fourteen years old to use the Library; however, readers of all ages may use the Library and \
               Harbour Junior (where available) if a parent enables it.";
    let told = headlines_of(old, new, Kind::ListItem);
    assert!(told.len() == 1 && told[0].starts_with("Adds “the Library” in"), "{told:?}");
    assert!(headlines_of(old, new, Kind::Name).is_empty());
}

#[test]
fn what_is_denied_inside_a_word_is_not_reversed_by_a_word_that_denies_it() {
    let kept = "The deposit is due in May. Its amount will be unchanged.";
    let same = "The deposit is due in May. There will be no change to its amount.";
    assert!(headlines_of(kept, same, Kind::Polarity).is_empty());
    let old = "There will be a change to the amount and the day on which it falls.";
    let new = "There will be no change to the amount and the day on which it falls.";
    assert_eq!(headlines_of(old, new, Kind::Polarity).len(), 1);
    let old = "The amount of the deposit and the day on which it falls will be unchanged.";
    let new = "There will be no refund of the amount and the day on which it falls.";
    assert_eq!(headlines_of(old, new, Kind::Polarity).len(), 1);
}

#[test]
fn a_figure_becomes_a_figure_and_no_words_that_hold_none() {
    let old = "Sales are likely to grow by around 3.5% this year. Against this backdrop, the guild expects sales growth of \
               around 3% for 2022.";
    let new = "For this year, the guild anticipates sales growth of around 2%.";
    let told = headlines_of(old, new, Kind::Percent);
    assert!(told.len() == 1 && told[0].starts_with("“around 3%” becomes “around 2%” in"), "{told:?}");
    let old = "The guild is keeping the harbour fee of all boats at 1%, and remains willing to act in the strait.";
    let told = headlines_of(old, "The guild is also willing to be active in the strait.", Kind::Percent);
    assert!(told.iter().all(|line| line.starts_with("Drops the figure “1%”")), "{told:?}");
    // A word that stands where the figure alone stood says how often, too.
    let told = headlines_of(
        "Accounts are closed at least once every 180 days without a login.",
        "Accounts are closed at least once every year without a login.",
        Kind::Number,
    );
    assert!(told.len() == 1 && told[0].starts_with("“180 days” becomes “year”"), "{told:?}");
}

#[test]
fn figures_of_a_series_are_set_against_those_of_the_same_label() {
    let old = "The survey puts the harvest at 0.4% for 2019, 1.1% for 2020 and 0.9% for 2021.";
    let new = "The survey puts wages at 3.2% for 2020, 2.6% for 2021 and 1.8% for 2022.";
    let told = headlines_of(old, new, Kind::Percent);
    assert!(told.len() == 1 && told[0].starts_with("“1.1%”, “0.9%” become “3.2%”, “2.6%” in"), "{told:?}");
    assert!(headlines_of(old, new, Kind::Date).is_empty());
    let old = "The survey puts the harvest at 0.4% for 2019 and 1.1% for 2020.";
    let new = "The survey puts the harvest at 3.2% for 2019 and 2.6% for 2020.";
    let told = headlines_of(old, new, Kind::Percent);
    assert!(told.len() == 1 && told[0].starts_with("“0.4%”, “1.1%” become “3.2%”, “2.6%” in"), "{told:?}");
}

#[test]
fn a_figure_is_told_with_the_way_it_goes_where_that_turns() {
    let told = headlines_of(
        "The orchard grew by 0.8% in Q3, following a 1.4% contraction in Q2.",
        "The orchard grew by 1.0% in Q3, up from 0.1% in Q2.",
        Kind::Percent,
    );
    assert!(told.len() == 1 && told[0].starts_with("“0.8%”, “1.4% contraction” become “1.0%”, “0.1%”"), "{told:?}");
}

#[test]
fn a_figure_of_the_same_thing_in_another_clause_is_what_it_became() {
    let old = "The guild is keeping the key toll and the harbour fee at 1%, and remains willing to act as necessary in \
               the strait.";
    let new = "The guild is raising the key toll by 0.75 percentage points to 2%. It is also willing to be active as \
               necessary in the strait.";
    let told = headlines_of(old, new, Kind::Percent);
    assert!(told.len() == 1 && told[0].starts_with("“1%” becomes “2%”"), "{told:?}");
    let new = "The guild is raising the pilot fee of the north by 0.75 percentage points to 2%. It is also willing to be \
               active as necessary in the strait.";
    let told = headlines_of(old, new, Kind::Percent);
    assert!(!told.iter().any(|line| line.contains("becomes “2%”")), "{told:?}");
}

#[test]
fn a_number_that_tells_things_apart_is_quoted_with_the_thing() {
    let told = headlines_of(
        "The island is on Tier 3 of the register of harbours.",
        "The island is on Tier 2 of the register of harbours.",
        Kind::Number,
    );
    assert!(told.len() == 1 && told[0].starts_with("“Tier 3” becomes “Tier 2”"), "{told:?}");
    let old = "The register rates the island as a place with serious problems (2010).";
    let new = "The register rates the island as a place with serious problems (2015).";
    assert!(headlines_of(old, new, Kind::Date).is_empty());
    let old = "The treaty between the two islands was signed (in 2010).";
    let new = "The treaty between the two islands was signed (in 2015).";
    assert_eq!(headlines_of(old, new, Kind::Date).len(), 1);
}

#[test]
fn figures_of_several_clauses_are_several_changes() {
    let page = |weavers: &str, join: &str, sailors: &str| {
        format!(
            "The river is a border; the town houses {weavers} weavers from the north{join} {sailors} sailors by the sea."
        )
    };
    let told =
        |join: &str| headlines_of(&page("29,000", join, "140,000"), &page("91,000", join, "100,000"), Kind::Number);
    assert_eq!(told("; the guards build a fence; camps house").len(), 2);
    assert_eq!(told(" and").len(), 1);
}

#[test]
fn what_somebody_decides_stands_before_the_figures_it_drops() {
    let old =
        framed("The guild will therefore raise slightly the ceiling of the rent index, from zero percent previously.");
    let new = framed("The guild will therefore maintain the prevailing ceiling of the rent index.");
    let comparison = pages(&old, &new);
    assert_eq!(comparison.changes[0].kind, Kind::Direction, "{:?}", comparison.changes[0].headline);
    // Where the decision gives another figure, that says it all.
    let old = framed("The guild decided to keep the target for the rent index at 1 percent.");
    let new = framed("The guild decided to raise the target for the rent index to 2 percent.");
    let comparison = pages(&old, &new);
    assert_eq!(comparison.changes[0].kind, Kind::Percent, "{:?}", comparison.changes[0].headline);
}

#[test]
fn a_standard_that_goes_is_told_before_the_words_around_it() {
    let old = framed(
        "If we reasonably believe that any post is in breach of these rules or may harm the house, we may take down that \
         post in our discretion.",
    );
    let new = framed(
        "If any of your posts is in breach of these rules or may harm the house, we may take down some or all of such \
         posts in our discretion.",
    );
    let comparison = pages(&old, &new);
    assert_eq!(comparison.changes[0].kind, Kind::Condition, "{:?}", comparison.changes[0].headline);
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

/// All headlines above minor.
fn headlines(comparison: &Comparison) -> Vec<&str> {
    comparison.changes.iter().filter(|c| c.level > Level::Minor).map(|c| c.headline.as_str()).collect()
}

#[test]
fn a_name_and_its_acronym_in_brackets_are_one_mention() {
    let once = framed("The keys are kept by the Deputy Keeper of Manuscripts (DKM), and nobody else has any.");
    let gone = framed("The keys are kept in a box by the door, and nobody else has any.");
    let comparison = pages(&once, &gone);
    assert!(!headlines(&comparison).iter().any(|line| line.contains("times")), "{:?}", headlines(&comparison));
    let twice = format!("{once}\nVisitors who lost a card write to the DKM.\n");
    let comparison = pages(&twice, &format!("{gone}\nVisitors who lost a card write to the office.\n"));
    let (_, _, headline) = told(&comparison, Kind::Term);
    assert_eq!(headline, "No longer mentions “Deputy Keeper of Manuscripts” (2 times before)");
}

#[test]
fn a_name_is_counted_inside_longer_ones_too() {
    let old = framed(
        "Write to the Archivist.\n\nThe council moved the Archivist of Zembla to report to the palace in spring.\n\n\
         Ask the Archivist for maps, and an archivist of the town for plans.",
    );
    let new = framed("The lending desk is new.\n\nThe council sold its boats.\n\nMaps are sold at noon.");
    let (_, _, headline) = told(&pages(&old, &new), Kind::Term);
    assert_eq!(headline, "No longer mentions “Archivist” (3 times before)");
}

#[test]
fn other_marks_around_a_defined_term_are_no_change_of_what_it_means() {
    let old = framed(
        "* \"Reader\" refers to any person with a \"blue card\" of the society.\n\
         * \"Loan\" refers to the act of taking a book home.",
    );
    let new = framed(
        "* *Reader* refers to any person with a stamped card of the society or of the town.\n\
         * *Loan* refers to the act of taking a book home.",
    );
    let comparison = pages(&old, &new);
    let (old, _, headline) = told(&comparison, Kind::Definition);
    assert!(!old.iter().any(|quote| quote.contains("Loan")), "{old:?} {headline}");
    assert!(!headline.contains("cannot be quoted"), "{headline}");
    assert_eq!(shown(&comparison), [Kind::Definition], "{:?}", headlines(&comparison));
}

#[test]
fn a_rename_is_told_once_with_all_forms_of_the_term() {
    let page = |one: &str, many: &str| {
        framed(&format!(
            "{many} never talk about a rescue in the hall.\n\nA {one} with a night card opens the gate.\n\n\
             Bags of non-{many} are searched by any {one}.\n\nOld {one} Reports are kept for ten years in the tower.\n\n\
             Before a tour, {many} look at the sky.\n\nThe tower is open to all {many}.\n\nAsk a {one} for the way."
        ))
    };
    let comparison = pages(&page("Pilot", "Pilots"), &page("Warden", "Wardens"));
    assert_eq!(shown(&comparison), [Kind::Renamed], "{:?}", headlines(&comparison));
    assert_eq!(headlines(&comparison), ["“Pilots” becomes “Wardens” in 8 places"]);
}

#[test]
fn a_term_that_mostly_stays_became_nothing_else() {
    let stays: String = (1..=9).map(|day| format!("On day {day} the Ledger is read aloud in the hall.\n\n")).collect();
    let page = |term: &str| {
        framed(&format!("{stays}Guests sign the {term} by the gate.\n\nLost cards are noted in the {term} at noon."))
    };
    let comparison = pages(&page("Ledger"), &page("Register"));
    assert!(!shown(&comparison).contains(&Kind::Renamed), "{:?}", headlines(&comparison));
    let (_, _, headline) = told(&comparison, Kind::Term);
    assert_eq!(headline, "In 2 places says “Register” where it said “Ledger”; the old term remains 9 times");
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
