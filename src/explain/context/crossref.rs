//! References to other places of the same page, whose numbers shift when sections come and go.

use crate::language::numbering::numbering;
use crate::language::token::fold;
use crate::model::{Annotated, Facet, Pair, Side};
use rustc_hash::FxHashMap;

use super::Context;
use super::discourse;

/// The segments that begin with a number of their own, by it.
pub(super) fn numbered(annotated: &Annotated) -> FxHashMap<String, usize> {
    let document = &annotated.document;
    let mut numbered = FxHashMap::default();
    for segment in 0..document.segments.len() {
        let text = document.segment_text(segment);
        let number = text[..numbering(text)].trim_matches(|c: char| !c.is_alphanumeric());
        if !number.is_empty() {
            numbered.entry(number.to_lowercase()).or_insert(segment);
        }
    }
    numbered
}

/// Whether an old and a new reference mean the same place of the page, or only places of this page.
pub(in crate::explain) fn shifts(context: &Context<'_>, facets: &Pair<Vec<&Facet>>) -> bool {
    !facets.old.is_empty()
        && facets.old.len() == facets.new.len()
        && facets.old.iter().zip(&facets.new).all(|(old, new)| {
            same_place(context, old, new) || (is_here(context, Side::Old, old) && is_here(context, Side::New, new))
        })
}

fn same_place(context: &Context<'_>, old: &Facet, new: &Facet) -> bool {
    let number = |facet: &Facet| facet.normal.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let old = context.numbered(Side::Old, &number(old)).and_then(|s| context.primary.old[s]);
    let new = context.numbered(Side::New, &number(new)).and_then(|s| context.primary.new[s]);
    old.is_some() && old == new
}

/// Whether what follows a reference says that it means this page ("below", "of these terms").
fn is_here(context: &Context<'_>, side: Side, facet: &Facet) -> bool {
    let document = &context.sides.get(side).document;
    let end = document.segments[facet.segment].span.end;
    let behind = fold(document.text[facet.span.end..end].trim_start());
    discourse::of(document.language.as_deref()).here.iter().any(|words| behind.starts_with(words.as_str()))
}
