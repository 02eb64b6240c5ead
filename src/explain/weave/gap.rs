//! Words that came do not always fill the gap that others left: "as trustees [-or managers-]{+, except that they may be
//! refunded+}" drops one thing and adds another, and so does "{+risky,+} unlawful or [-risky-]{+restricted+}", where
//! nothing went.

use rustc_hash::FxHashMap;

use super::Run;
use super::unit::Unit;
use crate::explain::context::Context;
use crate::model::{Pair, Side};

/// So many words of substance behind a mark are a clause of their own …
const CLAUSE: usize = 4;

/// … and no more than so many beside it are none.
const PHRASE: usize = 3;

/// Parts each run whose sides do not stand for each other: what went first, then what came.
pub(super) fn part(context: &Context<'_>, units: &Pair<Vec<Unit>>, runs: Vec<Run>) -> Vec<Run> {
    if runs.iter().all(|run| run.kept || run.old.is_empty() || run.new.is_empty()) {
        return runs;
    }
    let changed = Pair::new(Side::Old, Side::New).map(|side| changed(units, &runs, side));
    let mut parted = Vec::with_capacity(runs.len());
    for (at, run) in runs.iter().enumerate() {
        let goes_on = |side: Side| {
            appends(context, units, run, side.other()) || is_moved((units, &runs), changed.get(side.other()), at, side)
        };
        let Some(first) = Side::BOTH.into_iter().find(|&side| !run.kept && goes_on(side)) else {
            parted.push(run.clone());
            continue;
        };
        let (mut alone, mut rest) = (run.clone(), run.clone());
        let (went, came) = (run.of(first), run.of(first.other()));
        *alone.of_mut(first.other()) = came.start..came.start;
        *rest.of_mut(first) = went.end..went.end;
        parted.extend([alone, rest]);
    }
    parted
}

/// Whether a side appends a clause to what the sentence says already, where the other one goes on with a few words.
fn appends(context: &Context<'_>, units: &Pair<Vec<Unit>>, run: &Run, side: Side) -> bool {
    let (here, there) = (&units.get(side)[run.of(side)], &units.get(side.other())[run.of(side.other())]);
    let substance = |units: &[Unit]| units.iter().filter(|unit| !unit.light).count();
    let marked = |side: Side, units: &[Unit]| {
        units.first().is_some_and(|unit| matches!(context.text(side, unit.span), "," | ";" | "(" | "–" | "—"))
    };
    let before = run.of(side).start.checked_sub(1).map(|at| &units.get(side)[at]);
    let inside = here.first().zip(before).is_some_and(|(first, before)| first.segment == before.segment);
    // What follows at once without a mark is of the same clause.
    let behind = units.get(side).get(run.of(side).end);
    let closed = here.last().zip(behind).is_none_or(|(last, next)| next.segment != last.segment || next.letters == 0);
    inside
        && closed
        && marked(side, here)
        && !marked(side.other(), there)
        && substance(here) >= CLAUSE
        && (1..=PHRASE).contains(&substance(there))
}

/// The words of substance that a side has in changed runs, each with the first and the last of those.
fn changed(units: &Pair<Vec<Unit>>, runs: &[Run], side: Side) -> FxHashMap<u64, (usize, usize)> {
    let mut changed = FxHashMap::default();
    for (at, run) in runs.iter().enumerate().filter(|(_, run)| !run.kept) {
        for unit in topical(units, run, side) {
            changed.entry(unit.key).and_modify(|(_, last)| *last = at).or_insert((at, at));
        }
    }
    changed
}

fn topical<'u>(units: &'u Pair<Vec<Unit>>, run: &Run, side: Side) -> impl Iterator<Item = &'u Unit> {
    units.get(side)[run.of(side)].iter().filter(|unit| unit.topical)
}

/// Whether a few words that a side has in a run stand by themselves elsewhere on the other side, where the words of
/// substance of its changed runs are `known`: they only went to another place.
fn is_moved(
    (units, runs): (&Pair<Vec<Unit>>, &[Run]),
    known: &FxHashMap<u64, (usize, usize)>,
    at: usize,
    side: Side,
) -> bool {
    let here = || topical(units, &runs[at], side);
    let few = here().take(PHRASE + 1).count();
    if !(1..=PHRASE).contains(&few) || topical(units, &runs[at], side.other()).next().is_none() {
        return false;
    }
    let Some(there) = here().next().and_then(|unit| known.get(&unit.key)).map(|&(first, _)| &runs[first]) else {
        return false;
    };
    let alone = topical(units, there, side).next().is_none() && topical(units, there, side.other()).count() == few;
    let goes_there = |unit: &Unit| topical(units, there, side.other()).any(|other| other.key == unit.key);
    alone && here().all(goes_there)
}
