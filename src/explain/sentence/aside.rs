//! Facets that say nothing of what their sentence claims: numbers of its parts, modals of its conditions, words that only
//! stress others.

use crate::model::{Facet, FacetKind, Side, Span};

use super::difference::touches;
use crate::explain::context::Context;
use crate::explain::weave::Weave;

/// Whether a facet takes no part where the facets of both sides are compared.
pub(super) fn is_aside(context: &Context<'_>, weave: &Weave, side: Side, facet: &Facet) -> bool {
    is_conditional(context, side, facet) || is_enumerator(weave, side, facet) || is_doubled(context, weave, side, facet)
}

/// Whether a number only tells the parts of a sentence apart.
fn is_enumerator(weave: &Weave, side: Side, facet: &Facet) -> bool {
    let units = weave.units.get(side);
    let first = units.partition_point(|unit| unit.span.end <= facet.span.start);
    let here = units.get(first).filter(|unit| unit.span.overlaps(facet.span));
    facet.kind == FacetKind::Number && here.is_some_and(|unit| unit.letters == 0)
}

/// Whether a modal stands in a condition ("unless the law prohibits it") or a question ("Where should I look?"): it binds
/// nobody there.
fn is_conditional(context: &Context<'_>, side: Side, facet: &Facet) -> bool {
    if facet.kind != FacetKind::Modal {
        return false;
    }
    if context.text(side, context.whole(side, facet.segment).span).ends_with(['?', '？', '؟']) {
        return true;
    }
    let open = |condition: &&Facet| {
        let between = (condition.span.end, facet.span.start);
        condition.kind == FacetKind::Condition
            && between.0 <= between.1
            && !context.text(side, Span::new(between.0, between.1)).contains([',', ';', ':', '，'])
    };
    let facets = context.sides.get(side).segment_facets(facet.segment);
    facets.iter().any(|f| open(&f))
}

/// Whether a modal that one version alone has only stresses another one beside it that both have: "must compulsorily".
fn is_doubled(context: &Context<'_>, weave: &Weave, side: Side, facet: &Facet) -> bool {
    /// So many bytes may lie between the two.
    const NEAR: usize = 32;
    if facet.kind != FacetKind::Modal {
        return false;
    }
    let beside = |other: &&Facet| {
        let (first, second) = if other.span < facet.span { (other.span, facet.span) } else { (facet.span, other.span) };
        let gap = first.end..second.start;
        gap.start <= gap.end
            && gap.len() <= NEAR
            && !context.text(side, Span::new(gap.start, gap.end)).contains([',', ';', ':', '.'])
    };
    let same = |other: &&Facet| {
        other.kind == FacetKind::Modal && other.normal == facet.normal && other.span != facet.span && beside(other)
    };
    let kept = |other: &Facet| weave.runs.iter().all(|run| run.kept || !touches(weave, side, run.of(side), other));
    let changed = || weave.changed().any(|run| touches(weave, side, run.of(side), facet));
    changed() && context.sides.get(side).segment_facets(facet.segment).iter().filter(same).any(kept)
}
