//! Cues: words and phrases that tell how something is said: negation, force, scope, condition, source, judgement,
//! certainty, degree, direction, tense. All that is known of them stands in the lexicons.
//!
//! The normal form is the line of the lexicon: `obligation`, `amount up`. Longer phrases win over shorter ones, and
//! no word counts twice: "must not" is a prohibition, neither an obligation nor a negation.

use super::casing::{Shape, Style, begins_sentence, style};
use super::facet::Found;
use super::family::{Families, Family};
use super::lexicon::{Entry, Lexicon};
use super::passage::Passage;
use super::token::is_in_address;
use crate::model::{Facet, FacetKind, TokenKind};

/// The tables that yield cues, or keep words from being such.
const CUES: Families = Families::of(&[
    Family::Free,
    Family::Frequency,
    Family::Negation,
    Family::Modal,
    Family::Quantifier,
    Family::Condition,
    Family::Attribution,
    Family::Evaluation,
    Family::Framing,
    Family::Certainty,
    Family::Degree,
    Family::Direction,
    Family::Tense,
    Family::Voice,
    Family::Ignore,
]);

/// Finds cues.
pub fn annotate(passage: &Passage<'_>, found: &mut Found) {
    let mut taken = vec![false; passage.len()];
    for at in 0..passage.len() {
        if !passage.begins(at, CUES) || taken[at] || found.is_claimed(at) || is_in_name(passage, at, found) {
            continue;
        }
        // "37signals" is a name, and signals nothing.
        if passage.is_glued(at) && passage.is(at.saturating_sub(1), TokenKind::Number) {
            continue;
        }
        // "safe@example.org" judges nothing.
        if is_in_address(passage.text, passage.tokens, at, at) {
            continue;
        }
        let mut longest = None;
        for entry in passage.phrases(at) {
            if longest.is_some_and(|weight| entry.weight() < weight) {
                break;
            }
            if !CUES.overlaps(entry.family.into()) || !is_written_so(passage, at, entry) {
                continue;
            }
            if is_determiner(passage, at, entry)
                || (entry.family == Family::Condition && is_of_date(passage, at, found))
            {
                continue;
            }
            let Some(end) = passage.match_entry(at, entry) else { continue };
            // "Is limited to 2,000" bounds the amount, and has said so.
            if entry.family == Family::Quantifier && found.is_claimed(end - 1) {
                continue;
            }
            longest = Some(entry.weight());
            let words = passage.lexicon.words(entry);
            // What stands in a gap remains free.
            let before = words.iter().position(|&word| word == Lexicon::GAP).unwrap_or(words.len());
            let after = words.len() - (before + 1).min(words.len());
            taken[at..at + before].fill(true);
            taken[end - after..end].fill(true);
            let Some(kind) = kind(entry.family) else { continue };
            // A "must-have", "may-2024" as a part of an address: no verb.
            let hyphened = passage.is_mark(end, "-") && passage.is_glued(end) && passage.is_glued(end + 1);
            if kind == FacetKind::Modal && (hyphened || is_term(passage, end - 1)) {
                continue;
            }
            let span = passage.span(at, end);
            let is_told =
                |facet: &Facet| (facet.span, facet.kind, &*facet.normal) == (span, kind, passage.lexicon.value(entry));
            if !found.of_segment().last().is_some_and(is_told) {
                found.add(passage, (at, end), kind, passage.lexicon.value(entry));
            }
        }
    }
}

/// Whether a word that forbids what follows it at the beginning of a line ("No smoking") stands before the subject of a
/// sentence: "No cover is provided" denies.
fn is_determiner(passage: &Passage<'_>, at: usize, entry: &Entry) -> bool {
    /// The verb is one of so many words behind it.
    const NEAR: usize = 6;
    let one = entry.family == Family::Modal && entry.opens && passage.lexicon.words(entry).len() == 1;
    if !one || passage.phrase(at, Family::Negation).is_none_or(|(_, value)| value != "no") {
        return false;
    }
    let clause = |next: usize| passage.phrase(next, Family::Condition).is_some();
    let words = (at + 1..(at + 1 + NEAR).min(passage.len()))
        .take_while(|&next| !passage.is(next, TokenKind::Mark) && !clause(next));
    let is_verb = |(_, value): (usize, &str)| matches!(value, "present" | "past");
    words.into_iter().any(|next| passage.phrase(next, Family::Tense).is_some_and(is_verb))
}

/// Whether a word stands behind a date, of which it only says what happened then: "in 1976, when two storms struck".
fn is_of_date(passage: &Passage<'_>, at: usize, found: &Found) -> bool {
    let end = if at > 1 && passage.is_mark(at - 1, ",") { at - 1 } else { at };
    let ends = |facet: &Facet| facet.kind == FacetKind::Date && facet.span.end == passage.tokens[end - 1].span.end;
    end < at && found.is_claimed(end - 1) && found.of_segment().iter().any(ends)
}

/// Whether a word of substance has the capital of a defined term: "an account Banned from the harbour" forbids nothing.
fn is_term(passage: &Passage<'_>, at: usize) -> bool {
    let capital = passage.shape(at) == Shape::Capital && !begins_sentence(passage, at);
    let nouns = passage.lexicon.conventions.capital_nouns;
    capital && !nouns && !passage.is_stop(at) && style(passage) == Style::Sentence
}

/// Whether a word has the capital that a cue has, where that tells nouns from others.
fn is_written_so(passage: &Passage<'_>, at: usize, entry: &Entry) -> bool {
    !passage.lexicon.conventions.capital_nouns
        || entry.capital == passage.raw(at).starts_with(char::is_uppercase)
        || (!entry.capital && begins_sentence(passage, at))
        || is_set_in_capitals(passage.raw(at))
}

/// Whether a word of several letters has no small one: "KEINE" in a clause that is set in capitals.
fn is_set_in_capitals(word: &str) -> bool {
    word.chars().count() > 1 && !word.contains(char::is_lowercase)
}

/// Whether a word only belongs to a name: "High Court", "the option None Of The Above".
fn is_in_name(passage: &Passage<'_>, at: usize, found: &Found) -> bool {
    if passage.shape(at) != Shape::Capital || begins_sentence(passage, at) {
        return false;
    }
    let beside = || [at.wrapping_sub(1), at + 1].iter().any(|&at| passage.shape(at) == Shape::Capital);
    let titled = || !passage.lexicon.conventions.capital_nouns && beside() && style(passage) == Style::Sentence;
    found.is_in_name(at) || titled()
}

/// The kind of facet that a cue of this table yields; none for the tables that are no cues.
const fn kind(family: Family) -> Option<FacetKind> {
    Some(match family {
        Family::Free => FacetKind::Money,
        Family::Frequency => FacetKind::Number,
        Family::Negation => FacetKind::Negation,
        Family::Modal => FacetKind::Modal,
        Family::Quantifier => FacetKind::Quantifier,
        Family::Condition => FacetKind::Condition,
        Family::Attribution => FacetKind::Attribution,
        Family::Evaluation => FacetKind::Evaluation,
        Family::Framing => FacetKind::Framing,
        Family::Certainty => FacetKind::Certainty,
        Family::Degree => FacetKind::Degree,
        Family::Direction => FacetKind::Direction,
        Family::Tense => FacetKind::Tense,
        Family::Voice => FacetKind::Voice,
        _ => return None,
    })
}
