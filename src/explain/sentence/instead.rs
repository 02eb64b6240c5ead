//! What takes the place of something else, though one side alone seems to have words of substance there.

use crate::model::{FacetKind, Side};

use super::typed::heavy;
use crate::explain::context::Context;
use crate::explain::weave::{Run, Weave};

/// Whether a sentence both loses and gains a part with a verb of its own: "The court founded the guild to bring together"
/// that gives way to "became one of the guilds, which also include", around words that stand, is one statement instead
/// of another.
pub(super) fn is_restated(context: &Context<'_>, weave: &Weave, words: &[&Run]) -> bool {
    /// Such a part has so many words of substance.
    const PART: usize = 3;
    let part = |side: Side| {
        let mut lone = words.iter().filter(|run| weave.lone_side(run) == Some(side));
        lone.any(|run| weave.substance(side, run) >= PART && has_verb(context, weave, side, run))
    };
    part(Side::Old) && part(Side::New)
}

/// Whether a run of few words has a verb on both sides, on one of them one that says little: "gilt" that becomes "ist",
/// where "anwendbar" stands further on. One with its subject ("You are") stands for as many words as there are.
pub(super) fn is_verb_for_verb(context: &Context<'_>, weave: &Weave, run: &Run) -> bool {
    /// So many words of substance at most.
    const FEW: usize = 2;
    let verb = |side: Side| has_verb(context, weave, side, run);
    let words = |side: Side| weave.units.get(side)[run.of(side)].iter().filter(|unit| unit.letters > 0).count();
    let stands =
        |side: Side| verb(side.other()) && (heavy(weave, run) <= FEW || (verb(side) && words(side.other()) > 1));
    weave.lone_side(run).is_some_and(stands)
}

/// Whether a run has a verb in a form that tells what is, was or must be.
fn has_verb(context: &Context<'_>, weave: &Weave, side: Side, run: &Run) -> bool {
    weave.expresses(context, side, run.of(side), &[FacetKind::Tense, FacetKind::Modal])
}
