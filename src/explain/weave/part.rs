//! A sentence beside several: where one of them keeps nearly all that is kept of it, the words are laid beside that one.
//! The longest run of common words may lie in a sentence that only speaks of the same, and leave nothing to its own.

use std::ops::Range;

use crate::model::{Pair, Side};

use super::Run;
use super::unit::Unit;

/// Such a share, in hundredths, of the letters of what is kept beside all of them is nearly all.
const NEARLY_ALL: usize = 85;

/// Beside more sentences a whole is not laid one by one.
const MOST: usize = 6;

/// The runs of one sentence beside several as they are laid by `lay`, or those beside the one of them that is nearest.
pub(super) fn nearest(
    units: &Pair<Vec<Unit>>,
    runs: Vec<Run>,
    lay: impl Fn(&Pair<Vec<Unit>>) -> Vec<Run>,
) -> Vec<Run> {
    let parts = units.as_ref().map(|side| parts(side));
    // Of several that became one each may decide what the one means: "does not expect it until it".
    let side = Side::New;
    if parts.old.len() != 1 || !(2..=MOST).contains(&parts.new.len()) {
        return runs;
    }
    let beside = |part: &Range<usize>| {
        let mut alone = units.clone();
        *alone.get_mut(side) = units.get(side)[part.clone()].to_vec();
        let runs = lay(&alone);
        (kept(units.get(side.other()), &runs, side.other()), runs)
    };
    let laid = parts.get(side).iter().map(|part| (part, beside(part)));
    // Of two that keep as much the first one is nearest.
    let nearest = laid.reduce(|best, next| if next.1.0 > best.1.0 { next } else { best });
    match nearest {
        Some((part, (most, beside))) if most * 100 >= NEARLY_ALL * kept(units.get(side.other()), &runs, side.other()) => {
            whole(units, side, part, beside)
        }
        _ => runs,
    }
}

/// Where the sentences of a side stand among its units.
fn parts(units: &[Unit]) -> Vec<Range<usize>> {
    let mut start = 0;
    let part = |part: &[Unit]| {
        start += part.len();
        start - part.len()..start
    };
    units.chunk_by(|a, b| a.segment == b.segment).map(part).collect()
}

/// Letters of substance that runs keep of a side.
fn kept(units: &[Unit], runs: &[Run], side: Side) -> usize {
    let letters = |run: &Run| units[run.of(side)].iter().filter(|unit| !unit.light).map(|unit| unit.letters).sum::<usize>();
    runs.iter().filter(|run| run.kept).map(letters).sum()
}

/// The runs beside one part of a side, with the other parts put in before and behind it.
fn whole(units: &Pair<Vec<Unit>>, side: Side, part: &Range<usize>, beside: Vec<Run>) -> Vec<Run> {
    let end = units.get(side.other()).len();
    let lone = |range: Range<usize>, at: usize| {
        let (old, new) = if side == Side::Old { (range, at..at) } else { (at..at, range) };
        Run { kept: false, old, new }
    };
    let mut runs: Vec<Run> = Vec::with_capacity(beside.len() + 2);
    runs.extend((part.start > 0).then(|| lone(0..part.start, 0)));
    runs.extend(beside.into_iter().map(|mut run| {
        let range = run.of_mut(side);
        *range = range.start + part.start..range.end + part.start;
        run
    }));
    let rest = part.end..units.get(side).len();
    runs.extend((!rest.is_empty()).then(|| lone(rest, end)));
    runs
}
