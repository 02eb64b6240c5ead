//! What speaks for and against a pair, looked at by itself: overlap, order, numbers, names, neighbours, rivals.
//!
//! Every feature is symmetric in the two sides, so that swapping the snapshots mirrors the result.

use rayon::prelude::*;

use crate::model::Pair;

use super::candidate::{Candidates, best_others};
use super::facts::Facts;
use super::lexis::Lexis;
use super::vector::{Overlap, Rows, Vectors, dot, overlap};

/// Names of the features, in the order of [`Features`].
pub const NAMES: [&str; 47] = [
    "words alike",
    "stems alike",
    "stem pairs alike",
    "letters alike",
    "words contained",
    "words contained both ways",
    "stems contained",
    "stems contained both ways",
    "letters contained",
    "letters contained both ways",
    "same order",
    "same order, shorter side",
    "rarest shared word",
    "second rarest shared word",
    "word found only here",
    "numbers shared",
    "numbers clash",
    "names shared",
    "names clash",
    "neighbours alike",
    "surroundings alike",
    "found in surroundings",
    "found in surroundings both ways",
    "next sentence adds",
    "next sentence adds, other side",
    "rival adds",
    "rival adds, other side",
    "position",
    "position in near versions",
    "letters alike in near versions",
    "near versions",
    "length",
    "letters ahead of rivals",
    "letters behind a rival",
    "letters as share of rivals",
    "letters as share of rivals, other side",
    "stems ahead of rivals",
    "stems behind a rival",
    "stems as share of rivals",
    "stems as share of rivals, other side",
    "containment ahead of rivals",
    "containment behind a rival",
    "containment as share of rivals",
    "containment as share of rivals, other side",
    "same role",
    "opening words",
    "short",
];

/// Where in [`NAMES`] the likeness of stems and the containment of letters stand.
pub(super) const STEMS: usize = 1;
/// See [`STEMS`].
pub(super) const LETTERS: usize = 8;

/// One value for each of [`NAMES`].
pub type Features = [f32; NAMES.len()];

/// Segments on each side of one that count as its surroundings.
const WINDOW: usize = 3;
/// Above this product of lengths the order of shared words is not looked at: the cost would be quadratic in the length
/// of a sentence.
const LCS_CELLS: usize = 40_000;
/// Pairs that a thread takes at once: fewer would cost more to hand out than to compute.
pub(super) const SHARE: usize = 256;

/// Computes the features of all candidates.
pub(super) fn features(
    candidates: &Candidates,
    vectors: &Vectors,
    lexis: &Lexis,
    facts: &Pair<Vec<Facts>>,
) -> Vec<Features> {
    let sizes = Pair::new(candidates.of_old.len(), candidates.of_new.len());
    let (old, new) =
        rayon::join(|| Windows::of(&vectors.stems.old, sizes.old), || Windows::of(&vectors.stems.new, sizes.new));
    let windows = Pair::new(old, new);
    let rarest = ((lexis.segments + 1) as f32).ln().max(1.0);

    let both = |&(old, new): &(u32, u32)| {
        let (o, n) = (old as usize, new as usize);
        (
            overlap((&vectors.grams.old, o), (&vectors.grams.new, n), &lexis.gram_weight),
            overlap((&vectors.stems.old, o), (&vectors.stems.new, n), &lexis.stem_weight),
        )
    };
    let overlaps = candidates.pairs.par_iter().with_min_len(SHARE).map(both);
    let (grams, stems): (Vec<Overlap>, Vec<Overlap>) = overlaps.unzip();
    let cosine = |all: &[Overlap]| all.iter().map(|o| o.cosine).collect::<Vec<f32>>();
    let measures = [cosine(&grams), cosine(&stems), stems.iter().map(|o| o.most()).collect()];
    let rivals = [0, 1, 2].map(|k: usize| best_others(candidates, &measures[k]));
    let near = nearness(candidates, &measures[0]);
    let gains = Gains::of(&vectors.stems, sizes);
    let rival_gains = gains.of_rivals(candidates, &stems);

    let one = |scratch: &mut Vec<f32>, k: usize| {
        let (old, new) = candidates.pairs[k];
        let (o, n) = (old as usize, new as usize);
        let words = overlap((&vectors.words.old, o), (&vectors.words.new, n), &lexis.word_weight);
        let pairs = overlap((&vectors.pairs.old, o), (&vectors.pairs.new, n), &vectors.pair_weight);
        let order = shared_order(vectors, lexis, o, n, scratch);
        let rare = rare(vectors, lexis, o, n);
        let (fo, fn_) = (&facts.old[o], &facts.new[n]);
        let around = windows.old.compare(&windows.new, o, n, vectors, lexis);
        let next = gains.of_neighbours(o, n, stems[k].product);
        let rival = rival_gains[k];
        let position = ((o as f32 + 0.5) / sizes.old as f32 - (n as f32 + 0.5) / sizes.new as f32).abs();
        let lengths = (vectors.length.old[o] as f32 + 1.0, vectors.length.new[n] as f32 + 1.0);
        let numbers = agreement(&fo.numbers, &fn_.numbers);
        let names = agreement(&fo.names, &fn_.names);

        let mut f = [0.0; NAMES.len()];
        f[..19].copy_from_slice(&[
            words.cosine,
            stems[k].cosine,
            pairs.cosine,
            grams[k].cosine,
            words.most(),
            words.least(),
            stems[k].most(),
            stems[k].least(),
            grams[k].most(),
            grams[k].least(),
            order.0,
            order.1,
            rare.0 / rarest,
            rare.1 / rarest,
            rare.2,
            numbers.0,
            numbers.1,
            names.0,
            names.1,
        ]);
        f[19..27].copy_from_slice(&[
            around.apart,
            around.together,
            around.most,
            around.least,
            next.0.max(next.1),
            next.0.min(next.1),
            rival.0.max(rival.1),
            rival.0.min(rival.1),
        ]);
        f[27..32].copy_from_slice(&[
            position,
            position * near,
            grams[k].cosine * near,
            near,
            (lengths.0 / lengths.1).ln().abs(),
        ]);
        for (m, rivals) in rivals.iter().enumerate() {
            let value = measures[m][k];
            let (row, column) = (rivals[k].old, rivals[k].new);
            let share = |other: f32| if value == 0.0 { 0.0 } else { value / other.max(value) };
            let at = 32 + 4 * m;
            f[at] = (value - row).max(value - column);
            f[at + 1] = (value - row).min(value - column);
            f[at + 2] = share(row).max(share(column));
            f[at + 3] = share(row).min(share(column));
        }
        f[44] = f32::from(fo.role == fn_.role);
        f[45] = opening(&vectors.sequence.old[o], &vectors.sequence.new[n]);
        f[46] = 1.0 / lengths.0.min(lengths.1);
        f
    };
    (0..candidates.len()).into_par_iter().with_min_len(SHARE).map_init(Vec::new, one).collect()
}

/// How near the two versions are: the mean, over the segments of the side that has more of them linked, of the best
/// likeness of letters that each finds. Zero for strangers, one for copies.
fn nearness(candidates: &Candidates, likeness: &[f32]) -> f32 {
    let mean = |count: usize, best: &dyn Fn(u32) -> f32| (0..count as u32).map(best).sum::<f32>() / count.max(1) as f32;
    let rows = mean(candidates.of_old.len(), &|o| candidates.row(o).map(|k| likeness[k]).fold(0.0, f32::max));
    let columns = mean(candidates.of_new.len(), &|n| {
        candidates.column(n).iter().map(|&k| likeness[k as usize]).fold(0.0, f32::max)
    });
    rows.max(columns)
}

/// Weight of the longest run of stems in common order, as share of the longer and of the shorter side.
fn shared_order(vectors: &Vectors, lexis: &Lexis, old: usize, new: usize, row: &mut Vec<f32>) -> (f32, f32) {
    let (a, b) = (&vectors.sequence.old[old], &vectors.sequence.new[new]);
    if a.is_empty() || b.is_empty() || a.len() * b.len() > LCS_CELLS {
        return (0.0, 0.0);
    }
    row.clear();
    row.resize(b.len() + 1, 0.0);
    for &x in a {
        let mut diagonal = 0.0;
        for (j, &y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { diagonal + lexis.stem_weight[x as usize] } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    let mass = |s: &[u32]| s.iter().map(|&x| lexis.stem_weight[x as usize]).sum::<f32>();
    let (ma, mb) = (mass(a), mass(b));
    (row[b.len()] / ma.max(mb), row[b.len()] / ma.min(mb))
}

/// The two greatest weights of shared stems, and whether one of them stands in this pair only.
fn rare(vectors: &Vectors, lexis: &Lexis, old: usize, new: usize) -> (f32, f32, f32) {
    let (mut first, mut second, mut only) = (0.0_f32, 0.0_f32, 0.0);
    super::vector::shared((&vectors.stems.old, old), (&vectors.stems.new, new), |_, _, stem| {
        let weight = lexis.stem_weight[stem as usize];
        if weight > first {
            (first, second) = (weight, first);
        } else {
            second = second.max(weight);
        }
        if lexis.stem_places[stem as usize] == Pair::new(1, 1) {
            only = 1.0;
        }
    });
    (first, second, only)
}

/// Share of the facts that two segments share, and share of those unmatched where both have some.
fn agreement(old: &[u32], new: &[u32]) -> (f32, f32) {
    let common = old.iter().filter(|x| new.binary_search(x).is_ok()).count() as f32;
    let all = (old.len() + new.len()) as f32 - common;
    if all == 0.0 {
        return (0.0, 0.0);
    }
    let clash = if old.is_empty() || new.is_empty() { 0.0 } else { 1.0 - common / all };
    (common / all, clash)
}

/// Whether the first stems are the same: share of the first three.
fn opening(old: &[u32], new: &[u32]) -> f32 {
    let same = old.iter().zip(new).take(3).filter(|(a, b)| a == b).count();
    same as f32 / 3.0
}

/// By how much a pair's cosine rises when something is added to one of its sides.
struct Gains<'a> {
    stems: &'a Pair<Rows>,
    /// Dot product of each segment with the next one of its side.
    next: Pair<Vec<f32>>,
}

impl<'a> Gains<'a> {
    fn of(stems: &'a Pair<Rows>, sizes: Pair<usize>) -> Self {
        let next = |rows: &Rows, count: usize| (1..count).map(|at| dot((rows, at - 1), (rows, at))).collect();
        Gains { stems, next: Pair::new(next(&stems.old, sizes.old), next(&stems.new, sizes.new)) }
    }

    /// The gain of `norm · (with other) / …` over `product` alone, where `cross` is the dot product of the fixed side with
    /// the added segment and `inner` that of the two joined segments.
    fn gain(fixed: f32, (own, other): (f32, f32), product: f32, cross: f32, inner: f32) -> f32 {
        let over = |product: f32, square: f32| {
            if fixed == 0.0 || square <= 0.0 { 0.0 } else { product / (fixed * square.sqrt()) }
        };
        over(product + cross, own * own + other * other + 2.0 * inner) - over(product, own * own)
    }

    /// The better of the two neighbours on the new side, then on the old side.
    fn of_neighbours(&self, old: usize, new: usize, product: f32) -> (f32, f32) {
        let (a, b) = (&self.stems.old, &self.stems.new);
        let adjacent = |at: usize, next: &[f32]| {
            let before = at.checked_sub(1).map(|k| (k, next[k]));
            [before, next.get(at).map(|&inner| (at + 1, inner))].into_iter().flatten()
        };
        let on_new = adjacent(new, &self.next.new)
            .map(|(k, inner)| Self::gain(a.norm[old], (b.norm[new], b.norm[k]), product, dot((a, old), (b, k)), inner));
        let on_old = adjacent(old, &self.next.old)
            .map(|(k, inner)| Self::gain(b.norm[new], (a.norm[old], a.norm[k]), product, dot((a, k), (b, new)), inner));
        (on_new.fold(-1.0, f32::max), on_old.fold(-1.0, f32::max))
    }

    /// For each pair the greatest gain from any other pair of its row, then of its column, wherever it stands.
    fn of_rivals(&self, candidates: &Candidates, stems: &[Overlap]) -> Vec<(f32, f32)> {
        let (a, b) = (&self.stems.old, &self.stems.new);
        let rows = || {
            let mut gains = vec![-1.0_f32; candidates.len()];
            for old in 0..candidates.of_old.len() as u32 {
                let row: Vec<usize> = candidates.row(old).collect();
                Self::among(&row, a.norm[old as usize], b, |k| candidates.pairs[k].1 as usize, stems, &mut gains);
            }
            gains
        };
        let columns = || {
            let mut gains = vec![-1.0_f32; candidates.len()];
            for new in 0..candidates.of_new.len() as u32 {
                let column: Vec<usize> = candidates.column(new).iter().map(|&k| k as usize).collect();
                Self::among(&column, b.norm[new as usize], a, |k| candidates.pairs[k].0 as usize, stems, &mut gains);
            }
            gains
        };
        let (rows, columns) = rayon::join(rows, columns);
        rows.into_iter().zip(columns).collect()
    }

    /// The gains among the pairs of one row or column: `fixed` is the norm of the segment that they share, `rows` and
    /// `segment` tell the others.
    fn among(
        pairs: &[usize],
        fixed: f32,
        rows: &Rows,
        segment: impl Fn(usize) -> usize,
        stems: &[Overlap],
        gains: &mut [f32],
    ) {
        for (at, &k) in pairs.iter().enumerate() {
            for &r in &pairs[at + 1..] {
                let (one, two) = (segment(k), segment(r));
                let inner = dot((rows, one), (rows, two));
                let (x, y) = (stems[k].product, stems[r].product);
                gains[k] = gains[k].max(Self::gain(fixed, (rows.norm[one], rows.norm[two]), x, y, inner));
                gains[r] = gains[r].max(Self::gain(fixed, (rows.norm[two], rows.norm[one]), y, x, inner));
            }
        }
    }
}

/// The stems around each segment, the segment itself left out.
struct Windows {
    rows: Vec<Vec<(u32, f32)>>,
    norm: Vec<f32>,
}

struct Around {
    apart: f32,
    together: f32,
    most: f32,
    least: f32,
}

impl Windows {
    fn of(stems: &Rows, count: usize) -> Self {
        let mut rows = Vec::with_capacity(count);
        let mut norm = Vec::with_capacity(count);
        for at in 0..count {
            let mut row: Vec<(u32, f32)> = Vec::new();
            for near in at.saturating_sub(WINDOW)..(at + WINDOW + 1).min(count) {
                if near != at && stems.norm[near] > 0.0 {
                    let scale = 1.0 / stems.norm[near];
                    row.extend(stems.features(near).iter().zip(stems.values(near)).map(|(&f, &v)| (f, v * scale)));
                }
            }
            row.sort_unstable_by_key(|entry| entry.0);
            row.dedup_by(|next, first| {
                let same = next.0 == first.0;
                if same {
                    first.1 += next.1;
                }
                same
            });
            norm.push(row.iter().map(|e| e.1 * e.1).sum::<f32>().sqrt());
            rows.push(row);
        }
        Windows { rows, norm }
    }

    fn compare(&self, new: &Windows, o: usize, n: usize, vectors: &Vectors, lexis: &Lexis) -> Around {
        let (a, b) = (&self.rows[o], &new.rows[n]);
        let (mut product, mut i, mut j) = (0.0, 0, 0);
        while i < a.len() && j < b.len() {
            match a[i].0.cmp(&b[j].0) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    product += a[i].1 * b[j].1;
                    i += 1;
                    j += 1;
                }
            }
        }
        let over = |p: f32, x: f32, y: f32| if x == 0.0 || y == 0.0 { 0.0 } else { p / (x * y) };
        let (so, sn) = (&vectors.stems.old, &vectors.stems.new);
        let cross_old = window_dot(a, sn, n);
        let cross_new = window_dot(b, so, o);
        let unit = |rows: &Rows, k: usize| if rows.norm[k] > 0.0 { 1.0 } else { 0.0 };
        let own = over(dot((so, o), (sn, n)), so.norm[o], sn.norm[n]);
        let self_old = window_dot(a, so, o);
        let self_new = window_dot(b, sn, n);
        let norm_old = (self.norm[o].powi(2) + unit(so, o) + 2.0 * self_old).max(0.0).sqrt();
        let norm_new = (new.norm[n].powi(2) + unit(sn, n) + 2.0 * self_new).max(0.0).sqrt();
        let (in_old, in_new) = (found(sn, n, a, so, o, lexis), found(so, o, b, sn, n, lexis));
        Around {
            apart: over(product, self.norm[o], new.norm[n]),
            together: over(product + cross_old + cross_new + own, norm_old, norm_new),
            most: in_old.max(in_new),
            least: in_old.min(in_new),
        }
    }
}

/// Dot product of a window with the unit vector of a segment.
fn window_dot(window: &[(u32, f32)], rows: &Rows, segment: usize) -> f32 {
    if rows.norm[segment] == 0.0 {
        return 0.0;
    }
    let (features, values) = (rows.features(segment), rows.values(segment));
    let (mut sum, mut i) = (0.0, 0);
    for (feature, value) in features.iter().zip(values) {
        while i < window.len() && window[i].0 < *feature {
            i += 1;
        }
        if i < window.len() && window[i].0 == *feature {
            sum += window[i].1 * value;
        }
    }
    sum / rows.norm[segment]
}

/// Share of a segment's stems that stand in the other side's segment or in its surroundings.
fn found(rows: &Rows, segment: usize, window: &[(u32, f32)], others: &Rows, other: usize, lexis: &Lexis) -> f32 {
    if rows.mass[segment] == 0.0 {
        return 0.0;
    }
    let own = others.features(other);
    let (mut mass, mut i, mut j) = (0.0, 0, 0);
    for &feature in rows.features(segment) {
        while i < window.len() && window[i].0 < feature {
            i += 1;
        }
        while j < own.len() && own[j] < feature {
            j += 1;
        }
        if (i < window.len() && window[i].0 == feature) || (j < own.len() && own[j] == feature) {
            mass += lexis.stem_weight[feature as usize];
        }
    }
    mass / rows.mass[segment]
}
