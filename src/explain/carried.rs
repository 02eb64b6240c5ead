//! What a sentence loses in one place and has in another: the same said in another order, or once instead of twice.

use std::collections::BTreeSet;

use crate::model::{FacetKind, Side};

use super::context::Context;
use super::weave::{Run, Weave};

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
    let figures = |kind| matches!(kind, FacetKind::Number | FacetKind::Money | FacetKind::Percent | FacetKind::Date);
    let mut places = weave.places(side, run.of(side)).into_iter();
    if places.any(|place| context.facets_in(side, place.span).any(|facet| figures(facet.kind))) {
        return false;
    }
    let here = stems(context, weave, side, run.of(side));
    let other = side.other();
    let there = stems(context, weave, other, 0..weave.units.get(other).len());
    here.len() >= SEVERAL && here.intersection(&there).count() as f64 >= MOST * here.len() as f64
}

/// The stems of the words of substance in a range of units.
fn stems(context: &Context<'_>, weave: &Weave, side: Side, range: std::ops::Range<usize>) -> BTreeSet<u64> {
    let units = weave.units.get(side)[range].iter();
    let tokens = units.flat_map(|unit| context.tokens_in(side, unit.segment, unit.span));
    tokens.filter(|token| context.is_substance(side, token)).map(|token| context.stem(side, token)).collect()
}
