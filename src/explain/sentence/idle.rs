//! Cues that say nothing where they stand: in code and titles, in remarks that come or go whole, beside others that say
//! the same.

use crate::model::{Facet, FacetKind, Link, Role, Side, Span, Token};

use super::carried::is_carried;
use super::difference::row;
use super::force;
use crate::explain::context::{Context, discourse};
use crate::explain::weave::{Run, Weave};

/// Whether a cue says nothing because of what its sentence is; `short` tells that little changed beside it.
pub(super) fn in_its_place(
    context: &Context<'_>,
    link: &Link,
    weave: &Weave,
    run: &Run,
    (kind, short): (FacetKind, bool),
) -> bool {
    // What is typed into a machine orders nobody.
    let is_code = |side: Side, segments: &[usize]| segments.iter().all(|&s| context.role(side, s) == Role::Code);
    let is_figure = row(kind) == row(FacetKind::Number);
    if !is_figure && is_code(Side::Old, &link.old) && is_code(Side::New, &link.new) {
        return true;
    }
    // A title that is put otherwise ("How can I prevent that?") orders and denies nothing; nor does one that names a
    // thing with one word ("No warranty").
    let titled = link.new.iter().all(|&segment| context.role(Side::New, segment) == Role::Heading);
    let alone = weave.lone_side(run).is_some();
    let turned = || short && (!alone || names_much(weave));
    match kind {
        FacetKind::Modal => titled && !turned(),
        FacetKind::Negation => titled && !(alone && turned()),
        _ => false,
    }
}

/// Whether a cue that one side alone has in a run says nothing because of what stands beside it, or in the segments of the
/// other side; `unheard` tells that none of them says the same.
pub(super) fn beside_others(
    context: &Context<'_>,
    weave: &Weave,
    (side, run): (Side, &Run),
    (facet, others): (&Facet, &[usize]),
    unheard: impl Fn() -> bool,
) -> bool {
    // What an item says is bid or let be by the line above its list.
    let announced = |&s: &usize| {
        let other = *context.sides.get(side.other());
        let line = other.document.announcement(s);
        line.is_some_and(|line| {
            other.segment_facets(line).iter().any(|f| f.kind == facet.kind && speaks_alike(f, facet))
        })
    };
    // "You must note the number. The number must be given above": once is enough.
    let said = || is_carried(context, weave, run) && !unheard();
    match facet.kind {
        FacetKind::Negation => {
            is_aside(context, weave, (side, run), facet) || forbids(context, weave, side.other(), run)
        }
        FacetKind::Modal => others.iter().any(announced) || said(),
        // "Further" that goes leaves the matter as it was.
        FacetKind::Quantifier => facet.normal == "other" || said(),
        _ => said(),
    }
}

/// Whether two modals both bid or both forbid ("agrees to" in one place is no duty dropped where another says "must"), or
/// both are conditions ("in case", "when").
pub(super) fn speaks_alike(one: &Facet, other: &Facet) -> bool {
    let modal = one.kind == FacetKind::Modal && force::binds(one) && force::binds(other);
    (modal && force::is_for(one) == force::is_for(other)) || one.kind == FacetKind::Condition
}

/// Whether a run has the brackets that a facet stands in: a remark that denies something comes or goes whole ("the charter
/// [does not yet exist]").
fn is_aside(context: &Context<'_>, weave: &Weave, (side, run): (Side, &Run), facet: &Facet) -> bool {
    let units = &weave.units.get(side)[run.of(side)];
    let (Some(first), Some(last)) = (units.first(), units.last()) else { return false };
    if first.span.start > facet.span.start || last.span.end < facet.span.end {
        return false;
    }
    let before = context.text(side, Span::new(first.span.start, facet.span.start));
    let behind = context.text(side, Span::new(facet.span.end, context.whole(side, facet.segment).span.end));
    [('(', ')'), ('[', ']')].iter().any(|&(open, close)| {
        before.rfind(open).is_some_and(|at| !before[at..].contains(close)) && behind.contains(close)
    })
}

/// Whether a modal is that of a clause about a noun: what may be in "scenes where a child may be hurt" permits nothing.
pub(super) fn is_of_noun(context: &Context<'_>, side: Side, modal: &Facet) -> bool {
    /// The subject of such a clause has no more words.
    const SUBJECT: usize = 3;
    let annotated = *context.sides.get(side);
    let relative = &discourse::of(annotated.document.language.as_deref()).relative;
    let tokens = annotated.segment_tokens(modal.segment);
    let end = tokens.partition_point(|token| token.span.start < modal.span.start);
    let before = &tokens[end.saturating_sub(SUBJECT + 1)..end];
    let word = |token: &Token| annotated.vocabulary.form(token.word);
    let opens = before.iter().rposition(|token| relative.iter().any(|known| known == word(token)));
    // "Where a ship may not enter, it waits": a sentence that such a word begins is about no noun.
    opens.is_some_and(|at| end - before.len() + at > 0)
}

/// Whether a verb that an item begins with is one of the acts that the line above its list speaks of: "encourage" below "You
/// may not:" advises nobody.
pub(super) fn is_act(context: &Context<'_>, side: Side, facet: &Facet) -> bool {
    let annotated = *context.sides.get(side);
    facet.kind == FacetKind::Modal
        && facet.span.start == context.body(side, facet.segment).span.start
        && annotated.document.announcement(facet.segment).is_some()
        && context.tokens_in(side, facet.segment, facet.span).first().is_some_and(|t| context.is_substance(side, t))
}

/// Whether a side of a run forbids or excuses something: then a denial beside it turns nothing round.
fn forbids(context: &Context<'_>, weave: &Weave, side: Side, run: &Run) -> bool {
    let mut facets = weave.facets(context, side, run.of(side));
    facets.any(|facet| facet.kind == FacetKind::Modal && force::is_for(facet) == Some(false))
}

/// Whether more than a word of substance is kept.
fn names_much(weave: &Weave) -> bool {
    weave.runs.iter().filter(|run| run.kept).map(|run| weave.substance(Side::New, run)).sum::<usize>() > 1
}
