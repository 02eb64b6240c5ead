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
    let moves = Moves::new(units, &runs);
    let mut parted = Vec::with_capacity(runs.len());
    for (at, run) in runs.iter().enumerate() {
        if let Some(both) = beside_figures(context, units, run) {
            parted.extend(both);
            continue;
        }
        let goes_on = |side: Side| appends(context, units, run, side.other()) || moves.is_moved(at, side);
        // Of both sides the one that says less comes first, whichever is the old one.
        let first = match (!run.kept && goes_on(Side::Old), !run.kept && goes_on(Side::New)) {
            (true, true) if run.old.len() == run.new.len() => None,
            (true, true) => Some(if run.old.len() < run.new.len() { Side::Old } else { Side::New }),
            (true, false) => Some(Side::Old),
            (false, true) => Some(Side::New),
            (false, false) => None,
        };
        let Some(first) = first else {
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

/// A figure that gives way to another one, and what the other one brings along: "14 days", "30 days unless the ticket was a
/// gift". Nothing of that stands for the first figure.
fn beside_figures(context: &Context<'_>, units: &Pair<Vec<Unit>>, run: &Run) -> Option<[Run; 2]> {
    if run.kept || run.old.len().min(run.new.len()) != 1 || run.old.len() == run.new.len() {
        return None;
    }
    let single = if run.old.len() == 1 { Side::Old } else { Side::New };
    let kind = |side: Side, at: usize| {
        let unit = units.get(side)[at];
        let figure = context.facets_in(side, unit.span).find(|f| f.kind.is_figure() && f.span.contains(unit.span));
        figure.map(|facet| facet.kind)
    };
    let other = single.other();
    let (range, there) = (run.of(other), units.get(other));
    let figure = kind(single, run.of(single).start)?;
    // Of several figures each may be the one that stands for it.
    let says = |rest: &[Unit]| rest.iter().any(|unit| !unit.light) && !rest.iter().any(|unit| unit.figure);
    let (mut alone, mut both) = (run.clone(), run.clone());
    if kind(other, range.start) == Some(figure) && says(&there[range.start + 1..range.end]) {
        *both.of_mut(other) = range.start..range.start + 1;
        *alone.of_mut(other) = range.start + 1..range.end;
        *alone.of_mut(single) = run.of(single).end..run.of(single).end;
        return Some([both, alone]);
    }
    if kind(other, range.end - 1) == Some(figure) && says(&there[range.start..range.end - 1]) {
        *both.of_mut(other) = range.end - 1..range.end;
        *alone.of_mut(other) = range.start..range.end - 1;
        *alone.of_mut(single) = run.of(single).start..run.of(single).start;
        return Some([alone, both]);
    }
    None
}

/// The words of substance of a run on one side, if they are few.
#[derive(Default)]
struct Words {
    /// How many there are, or more than are few.
    count: usize,
    keys: [u64; PHRASE],
}

impl Words {
    fn of(units: &[Unit]) -> Self {
        let mut words = Words::default();
        for unit in units.iter().filter(|unit| unit.topical).take(PHRASE + 1) {
            words.keys.iter_mut().skip(words.count).take(1).for_each(|key| *key = unit.key);
            words.count += 1;
        }
        words
    }

    /// The words, where they are a few.
    fn few(&self) -> Option<&[u64]> {
        self.keys.get(..self.count).filter(|keys| !keys.is_empty())
    }
}

/// Which words of substance changed, and where: looked up once, as a sentence may have as many runs as words.
struct Moves {
    /// Those of each run; of kept ones none.
    words: Pair<Vec<Words>>,
    /// The first run of each word.
    first: Pair<FxHashMap<u64, usize>>,
}

impl Moves {
    fn new(units: &Pair<Vec<Unit>>, runs: &[Run]) -> Self {
        let sides = Pair::new(Side::Old, Side::New);
        let changed = |side: Side, run: &Run| if run.kept { &[][..] } else { &units.get(side)[run.of(side)] };
        let words = sides.map(|side| runs.iter().map(|run| Words::of(changed(side, run))).collect());
        let first = sides.map(|side| {
            let mut first = FxHashMap::default();
            for (at, run) in runs.iter().enumerate() {
                let topical = changed(side, run).iter().filter(|unit| unit.topical);
                topical.for_each(|unit| _ = *first.entry(unit.key).or_insert(at));
            }
            first
        });
        Moves { words, first }
    }

    /// Whether a few words that a side has in a run stand by themselves elsewhere on the other side: they only went to
    /// another place, and something else stands in theirs.
    fn is_moved(&self, run: usize, side: Side) -> bool {
        let (here, there) = (self.words.get(side), self.words.get(side.other()));
        let Some(words) = here[run].few().filter(|_| there[run].count > 0) else { return false };
        let Some(&place) = self.first.get(side.other()).get(&words[0]) else { return false };
        let alone = here[place].count == 0 && there[place].count == words.len();
        alone && there[place].few().is_some_and(|others| words.iter().all(|word| others.contains(word)))
    }
}
