//! Definitions: "“Output” means …", "Output means the …", "(the “Services”)". The normal form is the folded term.

use super::casing::Shape;
use super::facet::Found;
use super::family::Family;
use super::passage::Passage;
use super::token::fold;
use crate::model::{FacetKind, Span, TokenKind};

/// Finds quoted terms that a defining verb follows, or that stand alone in parentheses with small words.
pub fn annotate(passage: &Passage<'_>, found: &mut Found) {
    let is_quotation = |facet: &&crate::model::Facet| facet.kind == FacetKind::Quotation;
    let quoted: Vec<_> = found.of_segment().iter().filter(is_quotation).map(|f| (f.span, f.normal.clone())).collect();
    for (span, normal) in quoted {
        let (first, end) = tokens_of(passage, span);
        let defined = passage.phrase(end, Family::Definition).map(|(end, _)| (first, end));
        if let Some(range) = defined.or_else(|| in_parentheses(passage, first, end)) {
            found.add(passage, range, FacetKind::Definition, normal);
        }
    }
    if let Some((term, end)) = unquoted(passage) {
        found.add(passage, (0, end), FacetKind::Definition, fold(passage.span(0, term).of(passage.text)));
    }
}

/// A term that was set apart by its capital alone, or in italics, at the beginning of a segment, with the verb behind it
/// and a small word behind that: "Berth refers to any place", but not "Peace means that".
fn unquoted(passage: &Passage<'_>) -> Option<(usize, usize)> {
    /// A term has no more words.
    const MOST_WORDS: usize = 3;
    let is_term =
        |&at: &usize| passage.is(at, TokenKind::Word) && passage.shape(at) != Shape::Plain && !passage.is_stop(at);
    let term = (0..passage.len()).take_while(is_term).count();
    let (end, _) = passage.phrase(term, Family::Definition).filter(|_| (1..=MOST_WORDS).contains(&term))?;
    let announces = passage.phrase(term, Family::Ignore).is_some();
    (passage.is_stop(end) && !announces && !passage.lexicon.conventions.capital_nouns).then_some((term, end))
}

fn tokens_of(passage: &Passage<'_>, span: Span) -> (usize, usize) {
    let first = passage.tokens.partition_point(|token| token.span.start < span.start);
    (first, passage.tokens.partition_point(|token| token.span.start < span.end))
}

/// `(the “Services”)`: the range from parenthesis to parenthesis.
fn in_parentheses(passage: &Passage<'_>, first: usize, end: usize) -> Option<(usize, usize)> {
    /// How many words may stand between the parenthesis and the term ("(each an “Order Form”)").
    const MOST_WORDS: usize = 4;
    let open = (first.saturating_sub(MOST_WORDS + 1)..first).rev().find(|&at| passage.is_mark(at, "("))?;
    let only_small = (open + 1..first).all(|at| passage.is_stop(at) || passage.is_mark(at, ","));
    (only_small && passage.is_mark(end, ")")).then_some((open, end + 1))
}
