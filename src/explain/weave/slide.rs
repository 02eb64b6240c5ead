//! Changed runs slid along words that stand on both ends of them, to where a reader would part a sentence.
//!
//! Of "at the request of the owner" in front of "of the tenant", a comparison may find "the owner of" new as well as
//! "of the owner": both are as short. The one that begins and ends beside a mark is what was put in, and two of which
//! the words between can be moved to an end are one (Neil Fraser's clean-up of edits that slide, 2006; git slides its
//! hunks to blank lines for the same reason).

use crate::model::{Pair, Side};

use super::Run;
use super::unit::Unit;

/// Slides each run that one side alone has.
pub(super) fn slide(units: &Pair<Vec<Unit>>, runs: Vec<Run>) -> Vec<Run> {
    let mut slid: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs {
        slid.push(run);
        while let [.., first, kept, second] = slid.as_slice()
            && let Some(joined) = join(units, first, kept, second)
        {
            slid.truncate(slid.len() - 3);
            slid.extend(joined);
        }
    }
    for at in 1..slid.len().saturating_sub(1) {
        if let Some(side) = lone(&slid[at]).filter(|_| slid[at - 1].kept && slid[at + 1].kept) {
            settle(units.get(side), side, &mut slid[at - 1..=at + 1]);
        }
    }
    slid.retain(|run| !run.old.is_empty() || !run.new.is_empty());
    slid
}

/// The side that alone has something in a run.
fn lone(run: &Run) -> Option<Side> {
    match (run.old.is_empty(), run.new.is_empty()) {
        (false, true) if !run.kept => Some(Side::Old),
        (true, false) if !run.kept => Some(Side::New),
        _ => None,
    }
}

/// Two runs of one side as one, where the words between them begin the first or end the second.
fn join(units: &Pair<Vec<Unit>>, first: &Run, kept: &Run, second: &Run) -> Option<[Run; 2]> {
    let side = lone(first).filter(|&side| kept.kept && lone(second) == Some(side))?;
    let (one, between, two) = (first.of(side), kept.of(side), second.of(side));
    let same = |from: usize| {
        let (here, there) = (&units.get(side)[between.clone()], &units.get(side)[from..from + between.len()]);
        here.iter().zip(there).all(|(a, b)| a.key == b.key)
    };
    let there = kept.of(side.other());
    let run = |is_kept, here, there| match side {
        Side::Old => Run { kept: is_kept, old: here, new: there },
        Side::New => Run { kept: is_kept, old: there, new: here },
    };
    if between.len() <= one.len() && same(one.start) {
        let middle = one.start + between.len();
        return Some([run(true, one.start..middle, there.clone()), run(false, middle..two.end, there.end..there.end)]);
    }
    if between.len() <= two.len() && same(two.end - between.len()) {
        let middle = two.end - between.len();
        return Some([
            run(false, one.start..middle, there.start..there.start),
            run(true, middle..two.end, there.clone()),
        ]);
    }
    None
}

/// Moves a run between two that are kept to where it parts best; nearer is better among equals.
fn settle(units: &[Unit], side: Side, around: &mut [Run]) {
    let [before, run, behind] = around else { return };
    let (start, end) = (run.of(side).start, run.of(side).end);
    let left = (1..=before.of(side).len()).take_while(|&by| units[start - by].key == units[end - by].key).count();
    let right = (0..behind.of(side).len()).take_while(|&by| units[start + by].key == units[end + by].key).count();
    let steps = (1..=left).map(|by| -(by as isize)).chain((1..=right).map(|by| by as isize));
    let best = steps.map(|by| (parting(units, start.strict_add_signed(by), end.strict_add_signed(by)), by));
    let best = best.max_by_key(|&(parting, by)| (parting, std::cmp::Reverse((by.unsigned_abs(), by > 0))));
    let Some((_, by)) = best.filter(|(best, _)| *best > parting(units, start, end)) else { return };
    for side in Side::BOTH {
        let moved = |at: usize| at.strict_add_signed(by);
        *before.of_mut(side) = before.of(side).start..moved(before.of(side).end);
        *run.of_mut(side) = moved(run.of(side).start)..moved(run.of(side).end);
        *behind.of_mut(side) = moved(behind.of(side).start)..behind.of(side).end;
    }
}

/// How well a run is parted from what stands around it: at each end a mark or the end of a segment, and all of one
/// segment.
fn parting(units: &[Unit], start: usize, end: usize) -> usize {
    let parts = |at: usize| {
        at == 0
            || at == units.len()
            || units[at - 1].segment != units[at].segment
            || units[at - 1].letters == 0
            || units[at].letters == 0
    };
    let whole = units[start].segment == units[end - 1].segment;
    usize::from(parts(start)) + usize::from(parts(end)) + 2 * usize::from(whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    /// A unit for each letter or mark.
    fn units(text: &str) -> Vec<Unit> {
        let unit = |(at, mark): (usize, char)| Unit {
            segment: 0,
            span: Span::new(at, at + 1),
            key: u64::from(u32::from(mark)),
            meant: u64::from(u32::from(mark)),
            letters: usize::from(mark.is_alphabetic()),
            term: false,
            light: false,
            topical: true,
            figure: false,
        };
        text.chars().enumerate().map(unit).collect()
    }

    /// Runs as text: kept as it is, what is put in in braces.
    fn slid(old: &str, new: &str, lengths: &[(bool, usize)]) -> String {
        let (mut runs, mut at) = (Vec::new(), (0, 0));
        for &(kept, length) in lengths {
            let end = (at.0 + if kept { length } else { 0 }, at.1 + length);
            runs.push(Run { kept, old: at.0..end.0, new: at.1..end.1 });
            at = end;
        }
        let runs = slide(&Pair::new(units(old), units(new)), runs);
        let shown = |run: &Run| {
            let text = &new[run.new.clone()];
            if run.kept { text.to_owned() } else { format!("{{{text}}}") }
        };
        runs.iter().map(shown).collect()
    }

    #[test]
    fn two_that_can_be_one_are_one() {
        assert_eq!(slid("aop", "ao(xyoz)p", &[(true, 1), (false, 4), (true, 1), (false, 2), (true, 1)]), "ao{(xyoz)}p");
        assert_eq!(slid("aop", "axoyop", &[(true, 1), (false, 1), (true, 1), (false, 2), (true, 1)]), "a{xoy}op");
    }

    #[test]
    fn a_run_settles_beside_marks() {
        assert_eq!(slid("cab,c", "cabxab,c", &[(true, 2), (false, 3), (true, 3)]), "cab{xab},c");
        assert_eq!(slid("a,bc", "a,bxbc", &[(true, 3), (false, 2), (true, 1)]), "a,{bx}bc");
    }

    #[test]
    fn what_cannot_move_stays() {
        assert_eq!(slid("abc", "axbyc", &[(true, 1), (false, 1), (true, 1), (false, 1), (true, 1)]), "a{x}b{y}c");
    }
}
