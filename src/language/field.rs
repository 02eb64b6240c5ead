//! What a body deals with, as its name lists it: "Department for Ports and Fisheries", "Ministry of Government
//! Administration, Reform and Church Affairs".

use super::casing::{Shape, begins_sentence};
use super::family::{Families, Family};
use super::passage::Passage;

/// So many fields stand before the last one at most.
const FIELDS: usize = 3;

/// Whether what stands behind a connector are fields of the body whose name ends at a token: of any body behind "for", behind
/// "of" only of one that deals with several ("Ministry of", not "Bank of").
pub fn leads_to_fields(passage: &Passage<'_>, head: usize, connector: usize) -> bool {
    let is = |family: Family| passage.phrase(head, family).is_some();
    is(Family::NameField) || (is(Family::NameHead) && passage.phrase(connector, Family::NameFor).is_some())
}

/// The token that a further field begins at, where fields that end at a token go on.
pub fn next_field(passage: &Passage<'_>, end: usize) -> Option<usize> {
    if let Some(last) = last_field(passage, end) {
        return Some(last);
    }
    // A list that "and" closes: else what stands behind the comma is another name.
    let mut at = end;
    for _ in 0..FIELDS {
        if !passage.is_mark(at, ",") {
            return None;
        }
        at = behind(passage, at + 1)?;
        if last_field(passage, at).is_some() {
            return Some(end + 1);
        }
    }
    None
}

/// The token that the last field of a list begins at, where "and" stands at a token.
fn last_field(passage: &Passage<'_>, at: usize) -> Option<usize> {
    let (next, _) = passage.phrase(at, Family::NameAnd)?;
    behind(passage, next).map(|_| next)
}

/// The token behind a field that begins at a token: words with capitals, none of which names a body, a person's office or
/// what has an acronym.
fn behind(passage: &Passage<'_>, start: usize) -> Option<usize> {
    const OTHERS: Families = Families::of(&[Family::Title, Family::Alias]);
    let is_field = |at: usize| {
        passage.shape(at) == Shape::Capital
            && !passage.is_stop(at)
            && !begins_sentence(passage, at)
            && !passage.begins(at, OTHERS)
            && passage.phrase(at, Family::NameHead).is_none()
    };
    let words = (start..passage.len()).take_while(|&at| is_field(at)).count();
    let end = start + words;
    // "And Coast Office" is another body.
    let goes_on = passage.phrase(end, Family::NameHead).is_some() && passage.shape(end) == Shape::Capital;
    (words > 0 && !goes_on).then_some(end)
}
