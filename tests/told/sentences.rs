//! What is told of a sentence that changed.

use super::*;

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
