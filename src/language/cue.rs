//! Cues: words and phrases that tell how something is said: negation, force, scope, condition, source, judgement,
//! certainty, degree, direction, tense. All that is known of them stands in the lexicons.
//!
//! The normal form is the line of the lexicon: `obligation`, `amount up`. Longer phrases win over shorter ones, and
//! no word counts twice: "must not" is a prohibition, neither an obligation nor a negation.

use super::casing::{Shape, begins_sentence, shape};
use super::facet::Found;
use super::lexicon::{Families, Family, Lexicon};
use super::passage::Passage;

/// The tables that yield cues, or keep words from being such.
const CUES: Families = Families::of(&[
    Family::Negation,
    Family::Modal,
    Family::Quantifier,
    Family::Condition,
    Family::Attribution,
    Family::Evaluation,
    Family::Certainty,
    Family::Degree,
    Family::Direction,
    Family::Tense,
    Family::Ignore,
]);

/// Finds cues.
pub fn annotate(passage: &Passage<'_>, found: &mut Found) {
    let mut taken = vec![false; passage.len()];
    for at in 0..passage.len() {
        if !passage.begins(at, CUES) || taken[at] || found.is_claimed(at) || is_in_name(passage, at, found) {
            continue;
        }
        let mut longest = None;
        for entry in passage.lexicon.starting_with(passage.lexical(at)) {
            let words = passage.lexicon.words(entry);
            if longest.is_some_and(|length| words.len() < length) {
                break;
            }
            if !CUES.overlaps(entry.family.into()) {
                continue;
            }
            let Some(end) = passage.match_entry(at, entry) else { continue };
            longest = Some(words.len());
            // What stands in a gap remains free.
            let before = words.iter().position(|&word| word == Lexicon::GAP).unwrap_or(words.len());
            let after = words.len() - (before + 1).min(words.len());
            taken[at..at + before].fill(true);
            taken[end - after..end].fill(true);
            if let Some(kind) = entry.family.cue() {
                found.add(passage, (at, end), kind, entry.value);
            }
        }
    }
}

/// Whether a word only belongs to a name: "High Court".
fn is_in_name(passage: &Passage<'_>, at: usize, found: &Found) -> bool {
    found.is_in_name(at) && shape(passage.raw(at)) == Shape::Capital && !begins_sentence(passage, at)
}
