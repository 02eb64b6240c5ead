//! Copies of a text of which one changed where it stood: "You may take photographs" in three sections, and "You may not take
//! photographs" in one of them. The page still says what the copy said, but there it says something else.

use rustc_hash::FxHashSet;

use crate::model::{Pair, Side};

use super::solve::{IN_PLACE, Partition};
use super::study::Study;

/// Joins copies that were left over with what alone stands in their place beside joined neighbours; two copies of other
/// texts ("Yes.", "No.") need nothing in common. Returns what was joined.
pub(super) fn join(study: &Study, probability: &[f32], partition: &mut Partition) -> Pair<FxHashSet<usize>> {
    let extras = Pair::new(extras(study, Side::Old), extras(study, Side::New));
    let mut joined: Pair<FxHashSet<usize>> = Pair::default();
    for side in Side::BOTH {
        let forwards = extras.get(side).iter().map(|&extra| (extra, true));
        let backwards = extras.get(side).iter().rev().map(|&extra| (extra, false));
        for (extra, forward) in forwards.chain(backwards) {
            let Some(place) = place(study, partition, (side, extra), forward) else { continue };
            let (old, new) = if side == Side::Old { (extra, place) } else { (place, extra) };
            let candidate = study.pair_of_texts(old, new);
            let copies = extras.get(side.other()).binary_search(&place).is_ok();
            let alike = copies || candidate.is_some_and(|k| probability[k] >= IN_PLACE);
            if alike && partition.are_alone(old, new) && !study.are_of_two_forms(old, new) {
                partition.join(old, new);
                joined.old.insert(old);
                joined.new.insert(new);
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
