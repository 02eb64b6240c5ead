//! By how much a pair's cosine rises when something is added to one of its sides: its neighbour, or a rival.

use rayon::prelude::*;

use crate::model::Pair;

use super::candidate::Candidates;
use super::kin::Kin;
use super::vector::{Laid, Overlap, Rows};
use super::walk::is_long;

/// Rows or columns that a thread takes at once.
const SHARE: usize = 128;

/// In a row or column of more pairs each is looked at beside so many of the likeliest ones alone: a segment that holds
/// half a page is a candidate of everything.
pub(super) const MOST: usize = 256;

/// The gain over `product`, the dot product of the fixed side with the one that it is paired with, where `cross` is that
/// with the added one and `inner` that of the two joined ones; `own` and `other` are their lengths.
fn gain(fixed: f32, (own, other): (f32, f32), product: f32, cross: f32, inner: f32) -> f32 {
    if fixed == 0.0 || own == 0.0 {
        return 0.0;
    }
    let joined = (own * own + other * other + 2.0 * inner).max(1e-12).sqrt();
    (product + cross) / (fixed * joined) - product / (fixed * own)
}

/// What the neighbours of a segment add to its pairs.
pub(super) struct Neighbours {
    /// Dot product of each segment with the next one of its side.
    next: Vec<f32>,
}

impl Neighbours {
    /// Looks at what stands beside the wanted segments.
    pub(super) fn of(rows: &Rows, features: usize, wanted: &[bool]) -> Self {
        let mut laid = Laid::new(features);
        let next = wanted.windows(2).enumerate().map(|(at, wanted)| {
            if wanted == [false, false] {
                return 0.0;
            }
            laid.lay(rows, at);
            let product = laid.dot(rows, at + 1);
            laid.lift();
            product
        });
        Neighbours { next: next.collect() }
    }

    /// The segments beside one, with their dot product with it.
    pub(super) fn beside(&self, at: usize) -> impl Iterator<Item = (usize, f32)> + '_ {
        let before = at.checked_sub(1).map(|k| (k, self.next[k]));
        before.into_iter().chain(self.next.get(at).map(|&inner| (at + 1, inner)))
    }

    /// The greatest gain of a pair with this product from a neighbour of its segment `at`; `fixed` is the length of the
    /// other side and `cross` its dot product with the neighbour.
    pub(super) fn gain(&self, rows: &Rows, at: usize, fixed: f32, product: f32, cross: impl Fn(usize) -> f32) -> f32 {
        let gains =
            self.beside(at).map(|(k, inner)| gain(fixed, (rows.norm[at], rows.norm[k]), product, cross(k), inner));
        gains.fold(-1.0, f32::max)
    }
}

/// For each pair the greatest gain from any other pair of its row, then of its column, wherever it stands.
pub(super) fn rivals(
    candidates: &Candidates,
    stems: &Pair<Rows>,
    kin: &Pair<Kin>,
    features: usize,
    overlaps: &[Overlap],
) -> Vec<Pair<f32>> {
    let (a, b) = (&stems.old, &stems.new);
    let row = |old: usize, laid: &mut Laid, gains: &mut Gains| {
        let others = Others { rows: b, kin: &kin.new, segment: |k| candidates.pairs[k].1 };
        among(candidates.row(old as u32), a.norm[old], &others, overlaps, laid, gains);
    };
    let column = |new: usize, laid: &mut Laid, gains: &mut Gains| {
        let column = candidates.column(new as u32).iter().map(|&k| k as usize);
        let others = Others { rows: a, kin: &kin.old, segment: |k| candidates.pairs[k].0 };
        among(column, b.norm[new], &others, overlaps, laid, gains);
    };
    let (rows, columns) =
        rayon::join(|| each(candidates.sizes.old, features, row), || each(candidates.sizes.new, features, column));
    let mut gains = vec![Pair::new(-1.0, -1.0); candidates.len()];
    rows.into_iter().flatten().for_each(|(k, gain)| gains[k].old = gain);
    columns.into_iter().flatten().for_each(|(k, gain)| gains[k].new = gain);
    gains
}

type Gains = Vec<(usize, f32)>;

fn each(count: usize, features: usize, one: impl Fn(usize, &mut Laid, &mut Gains) + Sync) -> Vec<Gains> {
    let share = |laid: &mut Laid, share: usize| {
        let mut gains = Gains::new();
        (share * SHARE..((share + 1) * SHARE).min(count)).for_each(|at| one(at, laid, &mut gains));
        gains
    };
    (0..count.div_ceil(SHARE)).into_par_iter().map_init(|| Laid::new(features), share).collect()
}

/// The segments on the other side of a row or column.
struct Others<'a, S: Fn(usize) -> u32> {
    rows: &'a Rows,
    kin: &'a Kin,
    /// That of a pair.
    segment: S,
}

/// The gains among the pairs of one row or column: `fixed` is the length of the segment that they share.
fn among<S: Fn(usize) -> u32>(
    pairs: impl Iterator<Item = usize>,
    fixed: f32,
    others: &Others<'_, S>,
    overlaps: &[Overlap],
    laid: &mut Laid,
    gains: &mut Gains,
) {
    let start = gains.len();
    gains.extend(pairs.map(|k| (k, -1.0)));
    let here = &mut gains[start..];
    if here.len() > MOST {
        return beside_likeliest(here, fixed, others, overlaps, laid);
    }
    let Others { rows, kin, segment } = others;
    for at in 1..here.len() {
        let (before, rest) = here.split_at_mut(at);
        let (k, most) = &mut before[at - 1];
        let one = segment(*k) as usize;
        // A long one is not laid anew for each of the many segments that it is a counterpart of.
        if !is_long(rows.features(one)) {
            laid.lay(rows, one);
        }
        for (r, theirs) in rest {
            let two = segment(*r) as usize;
            let inner = match kin.shared(two as u32, one as u32) {
                Some(shared) => shared.product,
                None => rows.dot_with_long(one, two).unwrap_or_else(|| laid.dot(rows, two)),
            };
            let (x, y) = (overlaps[*k].product, overlaps[*r].product);
            *most = most.max(gain(fixed, (rows.norm[one], rows.norm[two]), x, y, inner));
            *theirs = theirs.max(gain(fixed, (rows.norm[two], rows.norm[one]), y, x, inner));
        }
        laid.lift();
    }
}

/// The gains among so many pairs that only the likeliest ones are added to the others.
fn beside_likeliest<S: Fn(usize) -> u32>(
    pairs: &mut [(usize, f32)],
    fixed: f32,
    Others { rows, segment, .. }: &Others<'_, S>,
    overlaps: &[Overlap],
    laid: &mut Laid,
) {
    let likeness = |k: usize| {
        let norm = rows.norm[segment(k) as usize];
        if norm > 0.0 { overlaps[k].product / norm } else { 0.0 }
    };
    let mut likeliest: Vec<usize> = pairs.iter().map(|&(k, _)| k).collect();
    likeliest.sort_unstable_by(|&a, &b| likeness(b).total_cmp(&likeness(a)).then(a.cmp(&b)));
    for &k in &likeliest[..MOST] {
        let one = segment(k) as usize;
        laid.lay(rows, one);
        for (r, most) in pairs.iter_mut().filter(|(r, _)| *r != k) {
            let two = segment(*r) as usize;
            let inner = laid.dot(rows, two);
            let (x, y) = (overlaps[k].product, overlaps[*r].product);
            *most = most.max(gain(fixed, (rows.norm[two], rows.norm[one]), y, x, inner));
        }
        laid.lift();
    }
}
