//! The same bid in another form: "Boats must be washed" and "Wash boats", "You must bring a ticket" and "Bring a ticket".

use crate::language::token::fold;
use crate::model::{Facet, FacetKind, Link, Pair, Side};

use super::tense::is_one_word;
use crate::explain::context::Context;
use crate::explain::weave::unit::Unit;
use crate::explain::weave::{Run, Weave};

/// What binds is followed by its verb within so many words: "must be washed", "have to bring".
const NEAR: usize = 2;

/// So many words without substance open a sentence before its verb: "Please bring".
const OPENING: usize = 1;

/// Two forms of a word have so many letters in common at their beginning …
const STEM: usize = 4;

/// … and no more than so many others behind: "washed", "wash", "apporter", "apportez".
const ENDING: usize = 3;

/// The normal form of what a sentence that opens with its verb says.
const BINDS: &str = "obligation";

/// The side of a link that binds by a word for it what the other side bids by its verb alone.
pub(super) fn bids_alike(context: &Context<'_>, link: &Link, weave: &Weave) -> Option<Side> {
    let (&[_], &[_]) = (&link.old[..], &link.new[..]) else { return None };
    let forces = Pair::new(Side::Old, Side::New).map(|side| {
        let facets = context.sides.get(side).segment_facets(link.ends(side)[0]).iter();
        let decides = |facet: &&Facet| matches!(facet.kind, FacetKind::Modal | FacetKind::Negation);
        facets.filter(decides).collect::<Vec<&Facet>>()
    });
    Side::BOTH.into_iter().find(|&side| {
        let ([modal], []) = (&forces.get(side)[..], &forces.get(side.other())[..]) else { return false };
        modal.kind == FacetKind::Modal && modal.normal == BINDS && opens_with(context, weave, side, modal)
    })
}

/// Whether the other side opens with the verb behind what binds on this one.
fn opens_with(context: &Context<'_>, weave: &Weave, side: Side, modal: &Facet) -> bool {
    let there = weave.units.get(side.other());
    let opening = there.iter().take(OPENING + 1).find(|unit| unit.topical);
    let behind = weave.units.get(side).iter().skip_while(|unit| unit.span.start < modal.span.end);
    let verb = behind.take(NEAR).find(|unit| unit.topical);
    let (Some(opening), Some(verb)) = (opening, verb) else { return false };
    let word = |side: Side, unit: &Unit| fold(context.text(side, unit.span));
    let (verb, opening) = (word(side, verb), word(side.other(), opening));
    let language = context.sides.get(side).document.language.as_deref();
    let shared = verb.chars().zip(opening.chars()).take_while(|(one, other)| one == other).count();
    let longer = verb.chars().count().max(opening.chars().count());
    (shared >= STEM && longer - shared <= ENDING) || is_one_word(language, &verb, &opening)
}

/// Whether a run has nothing but what binds, and the verb of it in another form.
pub(super) fn is_bid(context: &Context<'_>, link: &Link, weave: &Weave, run: &Run) -> bool {
    let Some(side) = bids_alike(context, link, weave) else { return false };
    let words = |side: Side| weave.units.get(side)[run.of(side)].iter().filter(|unit| unit.topical).count();
    let binds = weave.expresses(context, side, run.of(side), &[FacetKind::Modal]);
    let verb = |side: Side| words(side) == 1;
    (binds && words(side) <= 1 && words(side.other()) <= 1)
        || (run.of(side).is_empty() && verb(side.other()) && run.of(side.other()).start <= OPENING)
}
