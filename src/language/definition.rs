//! Definitions: "“Output” means …". The normal form is the folded term.

use super::facet::Found;
use super::lexicon::Family;
use super::passage::Passage;
use crate::model::{FacetKind, TokenKind};

/// Finds terms in quotation marks or emphasis that a defining verb follows.
pub fn annotate(passage: &Passage<'_>, found: &mut Found) {
    for at in 1..passage.len() {
        let after_mark = passage.is(at - 1, TokenKind::Mark) && !matches!(passage.form(at - 1), "," | ";" | ".");
        let Some((end, _)) = passage.phrase(at, Family::Definition).filter(|_| after_mark) else { continue };
        let quoted = found.of_segment().iter().rfind(|facet| facet.kind == FacetKind::Quotation);
        let Some(term) = quoted.filter(|facet| facet.span.end == passage.tokens[at - 1].span.end) else { continue };
        let (start, normal) = (term.span.start, term.normal.clone());
        let first = passage.tokens.partition_point(|token| token.span.start < start);
        found.add(passage, (first, end), FacetKind::Definition, normal);
    }
}
