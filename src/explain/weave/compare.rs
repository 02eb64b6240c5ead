//! Units of both sides set against each other: which of them are kept, and which changes a reader sees as one.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::Run;
use super::unit::{Unit, sorted_keys};
use crate::model::{Pair, Side};

/// Below this share of kept letters, of the side that keeps more, old and new are shown whole.
const KEPT_WHOLE: f64 = 0.25;

/// Below this share of kept letters of the longer side too.
const KEPT_OF_LONGER: f64 = 0.1;

/// Compares the units. The result is the same, mirrored, with the sides exchanged.
pub(super) fn compare(units: &Pair<Vec<Unit>>) -> Vec<Run> {
    let sorted = units.as_ref().map(sorted_keys);
    // What one side alone has is kept in no reading: between far versions that is most of it.
    let shared = |side: &[Unit], other: &[u64]| -> Vec<(usize, u64)> {
        let all = side.iter().map(|unit| unit.key).enumerate();
        let mut shared = Vec::with_capacity(side.len());
        shared.extend(all.filter(|(_, key)| other.binary_search(key).is_ok()));
        shared
    };
    let shared = Pair::new(shared(&units.old, &sorted.new), shared(&units.new, &sorted.old));
    let keys = shared.as_ref().map(|side| side.iter().map(|(_, key)| *key).collect::<Vec<u64>>());
    let swapped = keys.old.cmp(&keys.new).is_gt();
    let (first, second) = if swapped { (&keys.new, &keys.old) } else { (&keys.old, &keys.new) };

    let mut runs: Vec<Run> = Vec::new();
    let (mut old, mut new) = (0, 0);
    let mut run_until = |kept: bool, to: (usize, usize)| {
        if (old, new) != to {
            push(&mut runs, Run { kept, old: old..to.0, new: new..to.1 });
            (old, new) = to;
        }
    };
    for op in capture_diff_slices(Algorithm::Patience, first, second) {
        let (DiffTag::Equal, mut one, mut two) = op.as_tag_tuple() else { continue };
        if swapped {
            (one, two) = (two, one);
        }
        for (&(one, _), &(two, _)) in shared.old[one].iter().zip(&shared.new[two]) {
            run_until(false, (one, two));
            run_until(true, (one + 1, two + 1));
        }
    }
    run_until(false, (units.old.len(), units.new.len()));
    runs
}

/// Adds a run, joined with the last one where both are kept or both are changed.
pub(super) fn push(runs: &mut Vec<Run>, run: Run) {
    match runs.last_mut() {
        Some(last) if last.kept == run.kept => {
            last.old.end = run.old.end;
            last.new.end = run.new.end;
        }
        _ => runs.push(run),
    }
}

/// Joins changes that only slight kept words hold apart, so that a phrase is shown replaced as a phrase.
pub(super) fn merge_confetti(units: &Pair<Vec<Unit>>, runs: Vec<Run>) -> Vec<Run> {
    let mut merged: Vec<Run> = Vec::with_capacity(runs.len());
    let heavy = |run: &Run| units.old[run.old.clone()].iter().chain(&units.new[run.new.clone()]).any(|u| !u.light);
    for (index, run) in runs.iter().enumerate() {
        let words = || units.old[run.old.clone()].iter().chain(&units.new[run.new.clone()]);
        let slight = run.kept && run.old.len() <= 2 && words().all(|u| u.light);
        let between = index > 0 && index + 1 < runs.len() && heavy(&runs[index - 1]) && heavy(&runs[index + 1]);
        let one_segment = |side: Side, range: Range<usize>| {
            let units = &units.get(side)[range.start.saturating_sub(1)..(range.end + 1).min(units.get(side).len())];
            units.windows(2).all(|w| w[0].segment == w[1].segment)
        };
        // "Carried by five votes", "lost by four votes": the figure is one change, and the word another.
        let (before, behind) = match between {
            true => (is_figure(units, &runs[index - 1]), is_figure(units, &runs[index + 1])),
            false => (false, false),
        };
        let dissolve = slight
            && between
            && (before == behind || !words().any(|u| u.letters > 0))
            && one_segment(Side::Old, run.old.clone())
            && one_segment(Side::New, run.new.clone());
        push(&mut merged, Run { kept: run.kept && !dissolve, ..run.clone() });
    }
    merged
}

/// Whether amounts or dates alone give way to each other in a run.
fn is_figure(units: &Pair<Vec<Unit>>, run: &Run) -> bool {
    let figures = |side: Side| {
        let mut heavy = units.get(side)[run.of(side)].iter().filter(|unit| !unit.light).peekable();
        heavy.peek().is_some() && heavy.all(|unit| unit.figure)
    };
    Side::BOTH.into_iter().all(figures)
}

/// Parts what one side alone has where a segment ends: each part is put in or left out for itself.
pub(super) fn part_segments(units: &Pair<Vec<Unit>>, runs: Vec<Run>) -> Vec<Run> {
    let mut parted = Vec::with_capacity(runs.len());
    for run in runs {
        let slight = |side: Side| units.get(side)[run.of(side)].iter().all(|u| u.light);
        let lone = |side: &Side| {
            let other = side.other();
            run.of(other).is_empty() || (slight(other) && !slight(*side))
        };
        let Some(side) = Side::BOTH.into_iter().find(lone).filter(|_| !run.kept) else {
            parted.push(run);
            continue;
        };
        // What little the other side has goes with the first part.
        let mut there = run.of(side.other());
        let mut start = run.of(side).start;
        for part in units.get(side)[run.of(side)].chunk_by(|a, b| a.segment == b.segment) {
            let here = start..start + part.len();
            start = here.end;
            let (old, new) = if side == Side::Old { (here, there.clone()) } else { (there.clone(), here) };
            parted.push(Run { kept: false, old, new });
            there.start = there.end;
        }
        if run.of(side).is_empty() {
            parted.push(run);
        }
    }
    parted
}

/// Whether a reader sees more in the two whole than in the words they share.
pub(super) fn too_little_kept(units: &Pair<Vec<Unit>>, runs: &[Run]) -> bool {
    let weight = |units: &[Unit]| units.iter().filter(|u| !u.light).map(|u| u.letters).sum::<usize>() as f64;
    // What is kept may be spelt otherwise on the other side.
    let kept = |side: Side| -> f64 {
        runs.iter().filter(|run| run.kept).map(|run| weight(&units.get(side)[run.of(side)])).sum()
    };
    let kept = kept(Side::Old).min(kept(Side::New));
    let (old, new) = (weight(&units.old), weight(&units.new));
    old > 0.0 && new > 0.0 && (kept < KEPT_WHOLE * old.min(new) || kept < KEPT_OF_LONGER * old.max(new))
}
