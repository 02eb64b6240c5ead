//! Copies of a text of which one changed where it stood: "You may take photographs" in three sections, and "You may not take
//! photographs" in one of them. The page still says what the copy said, but there it says something else.

use crate::model::{Pair, Side};

use super::solve::Partition;
use super::study::Study;

/// The least probability of a copy and what stands in its place; two copies of other texts ("Yes.", "No.") need none.
const IN_PLACE: f32 = 0.25;

/// Joins copies that were left over with what alone stands in their place beside joined neighbours. Returns what was joined.
pub(super) fn join(study: &Study, probability: &[f32], partition: &mut Partition) -> Vec<(usize, usize)> {
    let extras = Pair::new(extras(study, Side::Old), extras(study, Side::New));
    let mut joined = Vec::new();
    for side in Side::BOTH {
        let forwards = extras.get(side).iter().map(|&extra| (extra, true));
        let backwards = extras.get(side).iter().rev().map(|&extra| (extra, false));
        for (extra, forward) in forwards.chain(backwards) {
            let Some(place) = place(study, partition, (side, extra), forward) else { continue };
            let (old, new) = if side == Side::Old { (extra, place) } else { (place, extra) };
            let candidate = study.pair(study.originals.old[old], study.originals.new[new]);
            let copies = extras.get(side.other()).binary_search(&place).is_ok();
            let alike = copies || candidate.is_some_and(|k| probability[k] >= IN_PLACE);
            if alike && partition.are_alone(old, new) && !study.are_of_two_forms(old, new) {
                partition.join(old, new);
                joined.push((old, new));
            }
        }
    }
    joined
}

/// The copies of one side that the other side has no copy for, ascending.
fn extras(study: &Study, side: Side) -> Vec<usize> {
    let anchors = &study.anchors;
    let mut extras: Vec<usize> = match side {
        Side::Old => anchors.repeats.iter().map(|pair| pair.0).filter(|&old| anchors.of_old[old].is_none()).collect(),
        Side::New => anchors.repeats.iter().map(|pair| pair.1).filter(|&new| anchors.of_new[new].is_none()).collect(),
    };
    extras.sort_unstable();
    extras.dedup();
    extras
}

/// What stands on the other side behind the counterpart of the segment before a copy, or before that of the one behind it.
fn place(study: &Study, partition: &Partition, (side, copy): (Side, usize), forward: bool) -> Option<usize> {
    let size = match side.other() {
        Side::Old => study.sizes().0,
        Side::New => study.sizes().1,
    };
    let place = if forward {
        partition.counterparts(side, copy.checked_sub(1)?)?.1 + 1
    } else {
        partition.counterparts(side, copy + 1)?.0.checked_sub(1)?
    };
    (place < size).then_some(place)
}
