//! What is told of items and enumerations.

use super::*;

#[test]
fn a_label_of_a_list_is_no_news() {
    let old = framed("b. Copying maps without leave of the keeper");
    let new = framed("Copying maps without leave of the keeper");
    assert_eq!(shown(&pages(&old, &new)), []);
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
fn an_item_below_a_label_is_told_with_it() {
    let list = "The county restricts the following:\n\n* Guest houses\n  * Closed for guests from inside the county\n  * Open \
                for crews of ships\n* Camp sites\n  * Closed for guests from abroad\n  * Open for those without a home";
    let old = framed(list);
    let new = framed(&list.replace("  * Open for crews of ships\n", ""));
    let (_, _, headline) = told(&pages(&old, &new), Kind::Removed);
    assert_eq!(headline, "No longer lists “Open for crews of ships” under “Guest houses”");
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
fn items_of_several_lists_are_told_under_the_line_that_announces_them_all() {
    let gone = "Here is what the rules of the house say, in short:\n\n1. Keep the secrets of others, including:\n    \
        * Copying letters without complying with applicable legal requirements of the kingdom\n    \
        * Opening sealed drawers\n2. Do not harm the collection, including:\n    * Cutting maps from their covers\n    \
        * Lending globes to sailors\n";
    let comparison = pages(&framed(gone), &framed("Maps lie in the hall."));
    let (_, _, headline) = told(&comparison, Kind::Removed);
    assert!(headline.ends_with("of the house say, in short:”"), "{headline}");
}
