//! What denies, and whether the other side denies as much: with another word, inside a word, or twice.

use crate::language::token::fold;
use crate::model::{Facet, FacetKind, Link, Side};

use super::difference::{Difference, touches};
use super::force;
use crate::explain::context::Context;
use crate::explain::context::discourse;
use crate::explain::weave::{Run, Weave};

/// Words are the same from so many first letters on.
const STEM: usize = 5;

/// A sentence that changes in more places, or more words and marks, denies one thing here and another there.
const FEW: usize = 16;
/// See [`FEW`].
const BRIEF: usize = 128;

/// Whether a facet denies, or forbids.
pub(super) fn denies(facet: &Facet) -> bool {
    facet.kind == FacetKind::Negation || (facet.kind == FacetKind::Modal && force::is_for(facet) == Some(false))
}

/// Whether the word that denies on the one side stands on the other one too, beside another verb ("no term shall be",
/// "no term will be").
pub(super) fn is_still_denied(context: &Context<'_>, link: &Link, weave: &Weave, difference: &Difference<'_>) -> bool {
    let denied = |side: Side| {
        let segments = link.ends(side.other());
        let other = *context.sides.get(side.other());
        let negations = || {
            let facets = segments.iter().flat_map(|&s| other.segment_facets(s));
            facets.filter(|facet| facet.kind == FacetKind::Negation)
        };
        difference.facets.get(side).iter().filter(|facet| force::is_for(facet) == Some(false)).any(|facet| {
            let units = weave.units.get(side).iter().enumerate();
            let mut partners =
                units.filter(|(_, u)| u.span.overlaps(facet.span)).filter_map(|(at, _)| weave.kept(side, at));
            partners.any(|there| negations().any(|f| touches(weave, side.other(), there..there + 1, f)))
        })
    };
    difference.kind == FacetKind::Modal && difference.is_exchange() && Side::BOTH.into_iter().any(denied)
}

/// Whether one side excludes what the other one forbids or denies, so that nothing of it is left among what differs:
/// "under no circumstances will they" forbids as "they must not" does, and foretells nothing.
pub(super) fn is_excluded_alike(all: &[Difference<'_>], left: &[Difference<'_>]) -> bool {
    let excludes =
        |differences: &[Difference<'_>]| differences.iter().flat_map(Difference::facets).any(force::excludes);
    excludes(all) && !excludes(left)
}

/// Where a run denies, the one among others that does on the other side: "to the extent permitted, in no event will" takes
/// with it no more than "will not" brings.
pub(super) fn denied_elsewhere<'w>(
    context: &Context<'_>,
    weave: &Weave,
    run: &Run,
    mut others: impl Iterator<Item = &'w Run>,
) -> Option<&'w Run> {
    let denying = |side: Side, run: &Run| {
        let units = &weave.units.get(side)[run.of(side)];
        let facets = units
            .chunk_by(|a, b| a.segment == b.segment)
            .flat_map(|part| context.sides.get(side).segment_facets(part[0].segment).iter());
        facets.filter(|facet| denies(facet)).any(|facet| touches(weave, side, run.of(side), facet))
    };
    let side = Side::BOTH.into_iter().find(|&side| denying(side, run))?;
    others.find(|other| denying(side.other(), other))
}

/// Whether the other side of a run denies inside a word what this side denies with a word of its own: "not acceptable",
/// "unacceptable".
pub(super) fn denies_within(context: &Context<'_>, weave: &Weave, side: Side, run: &Run) -> bool {
    let words = |side: Side| words(context, weave, side, run);
    holds_denied(context, side, &words(side.other()), &words(side))
}

/// Whether a word that a sentence changes denies inside itself what the other side has bare: what the sentence denies
/// besides, it denies twice there, and the other side not at all ("not … incompatible", "compatible").
pub(super) fn denies_twice(context: &Context<'_>, weave: &Weave, side: Side) -> bool {
    let changed =
        |side: Side| weave.changed().flat_map(|run| words(context, weave, side, run)).collect::<Vec<String>>();
    holds_denied(context, side, &changed(side), &changed(side.other()))
}

/// What is answered, yes or no, by the normal forms of directions.
const ANSWERS: [(&str, &str); 2] = [("answer yes", "answer no"), ("answer no", "answer yes")];

/// Whether all that differs in what is denied and in which way things go is a denied answer and the one that it comes to:
/// "not accepted", "rejected".
pub(super) fn answers_alike(found: &[Difference<'_>]) -> bool {
    let one = |kind: FacetKind| {
        let mut all = found.iter().filter(|d| d.kind == kind && d.facets().next().is_some());
        all.next().filter(|_| all.next().is_none())
    };
    let (Some(denied), Some(given)) = (one(FacetKind::Negation), one(FacetKind::Direction)) else { return false };
    let answers = match (&given.facets.old[..], &given.facets.new[..]) {
        ([old], [new]) => ANSWERS.contains(&(&*old.normal, &*new.normal)),
        _ => false,
    };
    let mut facets = denied.facets();
    answers && facets.next().is_some_and(|facet| facet.normal == "not") && facets.next().is_none()
}

/// Whether what a negation denies is denied inside a changed word of the other side, wherever that stands: "there will be no
/// change to it", "it will be unchanged".
pub(super) fn is_denied_inside(context: &Context<'_>, weave: &Weave, difference: &Difference<'_>) -> bool {
    let inside = |side: Side| {
        let units = weave.units.get(side);
        let noun = |facet: &Facet| {
            let behind = &units[units.partition_point(|unit| unit.span.start < facet.span.end)..];
            let next = behind.iter().take_while(|unit| unit.segment == facet.segment).find(|unit| unit.topical)?;
            Some(fold(context.text(side, next.span)))
        };
        let denied: Vec<String> = difference.facets.get(side).iter().filter_map(|facet| noun(facet)).collect();
        let changed = weave.changed().flat_map(|run| words(context, weave, side.other(), run)).collect::<Vec<String>>();
        !denied.is_empty() && holds_denied(context, side, &changed, &denied)
    };
    difference.kind == FacetKind::Negation
        && !difference.is_exchange()
        && weave.changed().take(FEW + 1).count() <= FEW
        && weave.changed().map(|run| run.old.len() + run.new.len()).sum::<usize>() <= BRIEF
        && Side::BOTH.into_iter().any(inside)
}

/// The words of a run, folded.
fn words(context: &Context<'_>, weave: &Weave, side: Side, run: &Run) -> Vec<String> {
    weave.units.get(side)[run.of(side)].iter().map(|unit| fold(context.text(side, unit.span))).collect()
}

/// Whether a word denies inside itself one of some others.
fn holds_denied(context: &Context<'_>, side: Side, denied: &[String], bare: &[String]) -> bool {
    let affixes = &discourse::of(context.sides.get(side).document.language.as_deref()).denying;
    /// A shorter word is the same only where it is all there is.
    const SHORTEST: usize = 4;
    let begins = |word: &str, with: &str| match word.char_indices().nth(STEM) {
        Some((at, _)) => with.starts_with(&word[..at]),
        None => word == with && word.len() >= SHORTEST,
    };
    denied.iter().any(|word| {
        let rest = affixes.iter().filter_map(|affix| word.strip_prefix(affix.as_str()));
        rest.into_iter().any(|rest| bare.iter().any(|word| begins(word, rest)))
    })
}
