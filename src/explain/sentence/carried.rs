//! What a sentence loses in one place and has in another: the same said in another order, or once instead of twice.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::model::Side;

use crate::explain::context::Context;
use crate::explain::presence::counterpart::stems_in;
use crate::explain::weave::{Run, Weave};

/// With so many words of substance, most of them suffice …
const SEVERAL: usize = 3;

/// … which are this share.
const MOST: f64 = 0.75;

/// Whether the words that a run puts in are left out by others, or the other way round; of several, whether the other
/// side says most somewhere, in whatever form.
pub(super) fn is_carried(context: &Context<'_>, weave: &Weave, run: &Run) -> bool {
    let Some(side) = weave.lone_side(run) else { return false };
    let mut topical = weave.units.get(side)[run.of(side)].iter().filter(|u| u.topical).peekable();
    if topical.peek().is_none() {
        return false;
    }
    let there = weave.changed().flat_map(|other| &weave.units.get(side.other())[other.of(side.other())]);
    let keys: Vec<u64> = there.map(|u| u.key).collect();
    if topical.all(|u| keys.contains(&u.key)) {
        return true;
    }
    // A figure that is given once more may be another claim.
    if weave.has_figure(context, side, run.of(side)) {
        return false;
    }
    let stems = |side: Side, range: Range<usize>| -> BTreeSet<u64> {
        weave.places(side, range).into_iter().flat_map(|place| stems_in(context, side, place)).collect()
    };
    let here = stems(side, run.of(side));
    let there = stems(side.other(), 0..weave.units.get(side.other()).len());
    here.len() >= SEVERAL && here.intersection(&there).count() as f64 >= MOST * here.len() as f64
}
