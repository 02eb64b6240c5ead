//! Scraps: words that a sentence lost or gained because it was put otherwise, and that are no part of it which says something
//! by itself ("The unit is composed of twelve experts", "Twelve experts make up the unit").

use crate::language::token::fold;
use crate::model::Side;

use super::turned::small;
use super::wording::{CLAUSE, has_substance};
use crate::explain::context::{Context, discourse};
use crate::explain::weave::unit::Unit;
use crate::explain::weave::{Run, Weave};

/// Whether one side alone has the words of a run, and the other side has further ones elsewhere, neither of them a phrase
/// that could come or go without the rest: the sentence was put otherwise.
pub(super) fn is_scrap(context: &Context<'_>, weave: &Weave, run: &Run) -> bool {
    let scrap = |side: Side, run: &Run| lone(weave, run) == Some(side) && !is_phrase(context, weave, side, run);
    let Some(side) = lone(weave, run) else { return false };
    // "We charge a commission", "A commission is charged": what opens a sentence is no part of it without the rest.
    let words = weave.units.get(side)[run.of(side)].iter().filter(|unit| unit.letters > 0).count();
    if weave.governs(run) && words > 1 && scrap(side, run) {
        return true;
    }
    scrap(side, run) && weave.changed().any(|other| scrap(side.other(), other))
}

/// Whether a run only leads to words that stand behind it: "the date of".
pub(super) fn leads(context: &Context<'_>, weave: &Weave, side: Side, run: &Run) -> bool {
    let units = weave.units.get(side);
    let range = run.of(side);
    let (last, next) = (units[range.clone()].last(), units.get(range.end));
    let follows = |last: &Unit| next.is_some_and(|next| next.segment == last.segment && next.letters > 0);
    last.is_some_and(|last| leads_on(context, side, last) && follows(last))
}

/// The side that alone has words of substance in a run, however short.
pub(super) fn lone(weave: &Weave, run: &Run) -> Option<Side> {
    let has = |side: Side| has_substance(weave, side, run);
    weave.lone_side(run).filter(|&side| has(side) && !has(side.other()))
}

/// Whether a run is a phrase that a sentence can do without: many words, or what a comma parts from the rest or a small word
/// leads to ("in writing"), or a figure; but for one that itself leads to what stands.
fn is_phrase(context: &Context<'_>, weave: &Weave, side: Side, run: &Run) -> bool {
    let units = weave.units.get(side);
    let range = run.of(side);
    let mark = |at: usize| units.get(at).is_none_or(|unit| unit.letters == 0);
    let first = range.clone().find(|&at| units[at].letters > 0).unwrap_or(range.start);
    let opens = first > 0 && mark(first - 1) && units[first - 1].segment == units[first].segment;
    let known = discourse::of(context.sides.get(side).document.language.as_deref());
    let word = fold(context.text(side, units[first].span));
    let led = small::leads(context, side, &units[first])
        || [&known.join, &known.relative, &known.contrast].iter().any(|words| words.contains(&word));
    // "Which is based in Vienna" that stands where "is" stood.
    let before = units[..first].iter().rev().take_while(|unit| unit.segment == units[first].segment);
    let mut small = before.take_while(|unit| !unit.topical);
    let relative = small.any(|unit| known.relative.contains(&fold(context.text(side, unit.span))));
    let goes_on = |at: usize| units.get(at + 1).is_some_and(|next| next.segment == units[first].segment);
    let closes = mark(range.end - 1) || (range.end < units.len() && mark(range.end) && goes_on(range.end));
    let parted = (opens && mark(range.end)) || closes;
    let led = led || relative;
    // "Members and", put before "guests", is an item.
    let last = units[range.clone()].iter().rev().find(|unit| unit.letters > 0);
    let joins = last.is_some_and(|unit| known.join.contains(&fold(context.text(side, unit.span))));
    joins
        || weave.substance(side, run) >= CLAUSE
        || weave.has_figure(context, side, range)
        || ((led || parted) && !leads(context, weave, side, run))
}

/// Whether a word is one that only leads to what follows: an article, a preposition.
pub(super) fn leads_on(context: &Context<'_>, side: Side, unit: &Unit) -> bool {
    let known = discourse::of(context.sides.get(side).document.language.as_deref());
    small::leads(context, side, unit) || known.articles.contains(&fold(context.text(side, unit.span)))
}
