//! A label that is put before what a sentence says, or taken away: "Free to copy: Our maps are …" permits nothing.

use crate::language::stop::is_stop_word;
use crate::model::{FacetKind, Kind, Link};

use super::Told;
use crate::explain::context::Context;
use crate::explain::draft::Draft;
use crate::explain::quote;
use crate::explain::rank::weights;
use crate::explain::weave::{Run, Weave};

/// A label has at most so many words.
const WORDS: usize = 6;

/// Tells the changed runs that are labels.
pub(super) fn explain<'w>(context: &Context<'_>, link: &Link, weave: &'w Weave, open: Vec<&'w Run>) -> Told<'w> {
    let (labels, open): (Vec<&Run>, Vec<&Run>) = open.into_iter().partition(|run| is_label(context, weave, run));
    let told = |run: &Run| {
        let side = weave.lone_side(run)?;
        let quotes = quote::of_run(context, weave, run);
        let mut draft = Draft::new(Kind::Wording, quotes.old, quotes.new, link.confidence);
        *draft.words.get_mut(side) = Some(weave.text(context, side, run.of(side)));
        *draft.words.get_mut(side.other()) = Some(String::new());
        draft.because("a label of what is said", weights::LABEL);
        Some(draft)
    };
    Told { drafts: labels.into_iter().filter_map(told).collect(), open }
}

/// Whether a run puts in or leaves out a few words with a colon behind them, at the beginning of a sentence.
fn is_label(context: &Context<'_>, weave: &Weave, run: &Run) -> bool {
    let Some(side) = weave.lone_side(run) else { return false };
    let units = weave.units.get(side);
    let range = run.of(side);
    let Some((first, last)) = units.get(range.start).zip(range.end.checked_sub(1).and_then(|at| units.get(at))) else {
        return false;
    };
    let opens = range.start.checked_sub(1).is_none_or(|at| units[at].segment != first.segment);
    let goes_on = units.get(range.end).is_some_and(|next| next.segment == first.segment);
    if !opens || !goes_on || first.segment != last.segment || !matches!(context.text(side, last.span), ":" | "：") {
        return false;
    }
    // "You agree not to:" is none: it says what the list below it is about.
    let language = context.sides.get(side).document.language.as_deref();
    let words: Vec<&str> =
        units[range.clone()].iter().filter(|unit| unit.letters > 0).map(|unit| context.text(side, unit.span)).collect();
    let names = |word: Option<&&str>| word.is_some_and(|word| !is_stop_word(language, word));
    words.len() <= WORDS
        && names(words.first())
        && names(words.last())
        && !weave.expresses(context, side, range.clone(), &[FacetKind::Negation])
        && !weave.has_figure(context, side, range)
}
