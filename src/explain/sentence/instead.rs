//! What takes the place of something else, though one side alone seems to have words of substance there.

use crate::language::token::fold;
use crate::model::{FacetKind, Pair, Side};

use super::reunited::is_of_sentence;
use super::typed::heavy;
use crate::explain::context::{Context, discourse};
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
    (part(Side::Old) && part(Side::New)) || has_other_verb(context, weave, words)
}

/// Whether a sentence loses the only verb that tells what is, was or must be, and gains about as many words elsewhere, more
/// than both sides keep: "Entry is free for children" has become no narrower where "Children pay nothing" stands for it.
fn has_other_verb(context: &Context<'_>, weave: &Weave, words: &[&Run]) -> bool {
    /// So many times as many words may come as go, or go as come.
    const TIMES: usize = 3;
    let lone = |side: Side| words.iter().filter(move |run| weave.lone_side(run) == Some(side));
    let changed = Pair::new(Side::Old, Side::New).map(|side| lone(side).map(|run| heavy(weave, run)).sum::<usize>());
    let stands: usize = weave.runs.iter().filter(|run| run.kept).map(|run| weave.substance(Side::New, run)).sum();
    let (fewer, more) = (changed.old.min(changed.new), changed.old.max(changed.new));
    let loses = |side: Side| {
        let mut others = weave.runs.iter().filter(|run| weave.lone_side(run) != Some(side));
        lone(side).any(|run| has_verb(context, weave, side, run))
            && !others.any(|run| has_verb(context, weave, side, run))
    };
    fewer > 0
        && more <= TIMES * fewer
        && 2 * stands <= fewer + more
        && is_of_sentence(weave)
        && Side::BOTH.into_iter().any(loses)
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

/// Whether a run has a name, or what else somebody is called, on one side and nothing but a pronoun on the other one: "The
/// Museum" that becomes "We", "it" or "which".
pub(super) fn is_pronoun_for_name(context: &Context<'_>, weave: &Weave, run: &Run) -> bool {
    /// So many words of substance at most.
    const FEW: usize = 2;
    let is_pronoun = |there: Side| {
        let known = discourse::of(context.sides.get(there).document.language.as_deref());
        let mut words = weave.units.get(there)[run.of(there)].iter().filter(|unit| unit.letters > 0);
        let first = words.next().map(|unit| fold(context.text(there, unit.span)));
        let stands = |word: String| {
            let cased = known.cases.iter().any(|(one, other)| *one == word || *other == word);
            cased || known.relative.contains(&word) || known.back.contains(&word)
        };
        first.is_some_and(stands) && words.next().is_none()
    };
    let is_called =
        |side: Side| (1..=FEW).contains(&weave.substance(side, run)) && !has_verb(context, weave, side, run);
    Side::BOTH.into_iter().any(|side| is_called(side) && is_pronoun(side.other()))
}

/// Whether a run has a verb in a form that tells what is, was or must be.
pub(super) fn has_verb(context: &Context<'_>, weave: &Weave, side: Side, run: &Run) -> bool {
    weave.expresses(context, side, run.of(side), &[FacetKind::Tense, FacetKind::Modal])
}
