//! Cues: words and phrases that tell how something is said: negation, force, scope, condition, source, judgement,
//! certainty, degree, direction, tense. All that is known of them stands in the lexicons.
//!
//! The normal form is the line of the lexicon: `obligation`, `amount up`. Longer phrases win over shorter ones, and
//! no word counts twice: "must not" is a prohibition, neither an obligation nor a negation.

use super::casing::{Shape, begins_sentence, shape};
use super::facet::Found;
use super::lexicon::Family;
use super::passage::Passage;
use crate::model::{FacetKind, TokenKind};

/// Finds cues.
pub fn annotate(passage: &Passage<'_>, found: &mut Found) {
    let mut taken = vec![false; passage.len()];
    for at in 0..passage.len() {
        if taken[at] || found.is_claimed(at) || is_in_name(passage, at, found) {
            continue;
        }
        let mut longest = None;
        for entry in passage.lexicon.starting_with(passage.lexical(at)) {
            if longest.is_some_and(|length| entry.words.len() < length) {
                break;
            }
            if entry.family.cue().is_none() && entry.family != Family::Ignore {
                continue;
            }
            let Some(end) = passage.match_entry(at, entry) else { continue };
            longest = Some(entry.words.len());
            take(&mut taken, at, end, entry.gap());
            if let Some(kind) = entry.family.cue() {
                found.add(passage, (at, end), kind, &*entry.value);
            }
        }
    }
}

/// Marks the words of a phrase as used; those inside its gap stay free.
fn take(taken: &mut [bool], start: usize, end: usize, gap: Option<(usize, usize)>) {
    match gap {
        Some((before, after)) => {
            taken[start..start + before].fill(true);
            taken[end - after..end].fill(true);
        }
        None => taken[start..end].fill(true),
    }
}

/// Whether a word only belongs to a name: "High Court".
fn is_in_name(passage: &Passage<'_>, at: usize, found: &Found) -> bool {
    passage.is(at, TokenKind::Word)
        && shape(passage.raw(at)) == Shape::Capital
        && !begins_sentence(passage, at)
        && found.of_segment().iter().any(|facet| {
            facet.kind == FacetKind::Name
                && facet.span.contains(passage.tokens[at].span)
                && facet.span != passage.tokens[at].span
        })
}
