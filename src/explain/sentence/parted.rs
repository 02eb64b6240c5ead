//! Sentences that were parted or joined: which of them belong together, and what took up the rest.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::{Evidence, Link, Side};

use crate::explain::context::Context;
use crate::explain::weave::{Run, Weave};

/// The sentences of a split that took up the rest of what a run replaces: "harass or threaten" becomes "harass", and
/// "threaten" in a sentence of its own.
pub(super) fn further<'a>(
    context: &'a Context<'_>,
    weave: &'a Weave,
    side: Side,
    run: &'a Run,
) -> impl Iterator<Item = String> + 'a {
    /// So many words of substance it has of them.
    const SHARED: usize = 2;
    let stems = move |side: Side, range| context.stems_in(side, weave.places(side, range));
    let replaced = stems(side.other(), run.of(side.other()));
    let sentences = weave.changed().filter(move |other| *other != run && weave.covers_segment(side, other));
    let takes = move |other: &&Run| stems(side, other.of(side)).shared(&replaced) >= SHARED;
    sentences.filter(takes).map(move |other| weave.text(context, side, other.of(side)))
}

/// The sentence on the other side of a split or merger that says enough of what a whole one says to have taken it up, though
/// in other places of it.
pub(super) fn taken_up(
    context: &Context<'_>,
    link: &Link,
    weave: &Weave,
    side: Side,
    segment: usize,
) -> Option<Evidence> {
    /// A sentence of which others keep so much has its heirs.
    const KEPT: f64 = 0.8;
    /// So many words of substance it has of them …
    const SHARED: usize = 3;
    /// … which are this share.
    const SHARE: f64 = 0.3;
    let here = context.stems(side, segment);
    let others = link.ends(side.other());
    let shared = |other: usize| context.stems(side.other(), other).shared(here);
    let most = others.iter().map(|&other| (shared(other), other)).max_by_key(|&(count, at)| (count, Reverse(at)))?;
    let enough = most.0 >= SHARED && most.0 as f64 >= SHARE * here.len() as f64;
    let units = weave.units.get(side.other()).iter().enumerate();
    let words: Vec<usize> = units.filter(|(_, u)| u.segment == most.1 && u.topical).map(|(at, _)| at).collect();
    let kept = words.iter().filter(|&&at| weave.kept(side.other(), at).is_some()).count();
    let keeps = kept as f64 >= KEPT * words.len() as f64;
    (enough && !keeps).then(|| context.whole(side.other(), most.1))
}

/// Of several sentences that became one, or one that became several, the two that have most words of substance in common:
/// which of them gave way to which.
pub(super) fn nearest(weave: &Weave, link: &Link) -> Option<(usize, usize)> {
    if link.old.len() + link.new.len() == 2 {
        return None;
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (at, unit) in weave.units.old.iter().enumerate().filter(|(_, unit)| unit.topical) {
        if let Some(there) = weave.kept(Side::Old, at) {
            *shared.entry((unit.segment, weave.units.new[there].segment)).or_default() += 1;
        }
    }
    shared.into_iter().max_by_key(|&(pair, count)| (count, Reverse(pair))).map(|(pair, _)| pair)
}
