//! Definitions: "“Output” means …", "(the “Services”)". The normal form is the folded term.

use super::facet::Found;
use super::family::Family;
use super::passage::Passage;
use crate::model::{FacetKind, Span};

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
