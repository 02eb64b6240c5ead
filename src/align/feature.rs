//! What speaks for and against a pair, looked at by itself: overlap, order, numbers, names, neighbours, rivals.
//!
//! Every feature is symmetric in the two sides, so that swapping the snapshots mirrors the result.

use std::ops::Range;

use rayon::prelude::*;

use crate::model::Pair;

use super::candidate::{Candidates, best_others};
use super::facts::{Facts, agreement};
use super::gain::{self, Neighbours};
use super::kin::Kin;
use super::lexis::Lexis;
use super::lists::Lists;
use super::names::{Features, NAMES};
use super::order::Order;
use super::sequence::opening;
use super::vector::{Laid, Overlap, Vectors};
use super::window::{LaidWindow, Windows};

/// Old segments whose pairs a thread takes at once, and pairs: fewer would cost more to hand out than to compute.
const ROWS: usize = 32;
/// See [`ROWS`].
pub(super) const SHARE: usize = 256;

/// What was found out of the candidates.
#[derive(Debug, Default)]
pub(super) struct Looked {
    /// For each pair its features; zero for anchors, which no model decides.
    pub(super) features: Vec<Features>,
    /// For each pair the stems that both segments have.
    pub(super) shared: Lists,
    /// How near the two versions are.
    pub(super) near: f32,
    /// What long segments of a side share.
    pub(super) kin: Pair<Kin>,
    /// How many entries of rows were looked at to compare the pairs one by one.
    pub(super) steps: u64,
}

/// Computes the features of all candidates.
pub(super) fn features(candidates: &Candidates, vectors: &Vectors, lexis: &Lexis, facts: &Pair<Vec<Facts>>) -> Looked {
    let given = Given::of(candidates, vectors, lexis, facts);
    // Filled side by side: to touch so much memory for the first time takes longer than to fill it.
    let mut features: Vec<Features> = rayon::iter::repeat_n([0.0; NAMES.len()], candidates.len()).collect();
    let mut rest = &mut features[..];
    let starts = (0..candidates.sizes.old).step_by(ROWS);
    let shares = starts.map(|start| {
        let rows = start..(start + ROWS).min(candidates.sizes.old);
        let pairs = candidates.row(rows.end as u32 - 1).end - candidates.row(start as u32).start;
        (rows, rest.split_off_mut(..pairs).expect("a row has as many features as pairs"))
    });
    let look = |bench: &mut Bench, (rows, mut features): (Range<usize>, &mut [Features])| {
        let mut found = Found::default();
        for old in rows {
            let row = features.split_off_mut(..candidates.row(old as u32).len()).expect("as many as pairs");
            bench.row(&given, old, row, &mut found);
        }
        found.steps = bench.steps();
        found
    };
    let shares = shares.collect::<Vec<_>>().into_par_iter();
    let shares: Vec<Found> = shares.map_init(|| Bench::of(&given), look).collect();
    let (mut grams, mut stems, mut shared, mut steps) = (Vec::new(), Vec::new(), Lists::default(), 0);
    for share in shares {
        grams.extend(share.grams);
        stems.extend(share.stems);
        shared.append(&share.shared);
        steps += share.steps;
    }
    let near = nearness(candidates, &grams);
    let kin = Kin::of(candidates, &vectors.stems, &lexis.stem_weight);
    among_rivals(&mut features, &given, &kin, &grams, &stems, near);
    Looked { features, shared, near, kin, steps }
}

/// What pairs are compared by.
struct Given<'a> {
    candidates: &'a Candidates,
    vectors: &'a Vectors,
    lexis: &'a Lexis,
    facts: &'a Pair<Vec<Facts>>,
    windows: Pair<Windows>,
    neighbours: Pair<Neighbours>,
    /// Weight of a stem that stands once.
    rarest: f32,
}

impl<'a> Given<'a> {
    fn of(candidates: &'a Candidates, vectors: &'a Vectors, lexis: &'a Lexis, facts: &'a Pair<Vec<Facts>>) -> Self {
        let mut open = candidates.sizes.map(|size| vec![false; size]);
        for (&(old, new), _) in candidates.pairs.iter().zip(&candidates.fixed).filter(|(_, fixed)| !**fixed) {
            open.old[old as usize] = true;
            open.new[new as usize] = true;
        }
        let stems = lexis.stem_weight.len();
        let side = |rows, open: &[bool]| (Windows::of(rows, stems, open), Neighbours::of(rows, stems, open));
        let (old, new) = rayon::join(|| side(&vectors.stems.old, &open.old), || side(&vectors.stems.new, &open.new));
        Given {
            candidates,
            vectors,
            lexis,
            facts,
            windows: Pair::new(old.0, new.0),
            neighbours: Pair::new(old.1, new.1),
            rarest: ((lexis.segments + 1) as f32).ln().max(1.0),
        }
    }
}

/// What was found out of pairs beside their features, looked at one by one.
#[derive(Default)]
struct Found {
    grams: Vec<f32>,
    stems: Vec<Overlap>,
    shared: Lists,
    steps: u64,
}

/// An old segment laid out to be compared with its candidates.
struct Bench {
    words: Laid,
    stems: Laid,
    pairs: Laid,
    grams: Laid,
    /// The stems of the segments beside it.
    before: Laid,
    /// See `before`.
    after: Laid,
    around: LaidWindow,
    order: Order,
}

impl Bench {
    fn of(given: &Given<'_>) -> Self {
        let lexis = given.lexis;
        let stems = || Laid::new(lexis.stem_weight.len());
        Bench {
            words: Laid::new(lexis.word_weight.len()),
            stems: stems(),
            pairs: Laid::new(given.vectors.pair_weight.len()),
            grams: Laid::new(lexis.gram_weight.len()),
            before: stems(),
            after: stems(),
            around: LaidWindow::new(lexis.stem_weight.len()),
            order: Order::new(lexis.stem_weight.len()),
        }
    }

    /// Looks at all pairs of an old segment.
    fn row(&mut self, given: &Given<'_>, old: usize, features: &mut [Features], found: &mut Found) {
        let (candidates, vectors) = (given.candidates, given.vectors);
        let row = candidates.row(old as u32);
        let is_open = row.clone().any(|k| !candidates.fixed[k]);
        if is_open {
            self.lay(given, old);
        }
        for (k, features) in row.zip(features) {
            let new = candidates.pairs[k].1 as usize;
            if candidates.fixed[k] {
                found.grams.push(1.0);
                found.stems.push(Overlap::of_equal((&vectors.stems.old, old), (&vectors.stems.new, new)));
                found.shared.push(vectors.stems.old.features(old).iter().copied());
            } else {
                *features = self.pair(given, old, new, found);
            }
        }
        if is_open {
            self.lift();
        }
    }

    fn lay(&mut self, given: &Given<'_>, old: usize) {
        let vectors = given.vectors;
        self.words.lay(&vectors.words.old, old);
        self.stems.lay(&vectors.stems.old, old);
        self.pairs.lay(&vectors.pairs.old, old);
        self.grams.lay(&vectors.grams.old, old);
        self.around.lay(&given.windows.old, old);
        for (beside, _) in given.neighbours.old.beside(old) {
            let laid = if beside < old { &mut self.before } else { &mut self.after };
            laid.lay(&vectors.stems.old, beside);
        }
    }

    fn lift(&mut self) {
        for laid in [&mut self.words, &mut self.stems, &mut self.pairs, &mut self.grams] {
            laid.lift();
        }
        self.before.lift();
        self.after.lift();
        self.around.lift();
    }

    /// How many entries of rows were looked at since the last call.
    fn steps(&self) -> u64 {
        let laid = [&self.words, &self.stems, &self.pairs, &self.grams, &self.before, &self.after];
        laid.iter().map(|laid| laid.steps.take()).sum::<u64>() + self.around.steps.take()
    }

    /// Looks at a pair of the old segment that lies here.
    fn pair(&mut self, given: &Given<'_>, old: usize, new: usize, found: &mut Found) -> Features {
        let Given { candidates, vectors, lexis, .. } = *given;
        let words = self.words.overlap((&vectors.words.old, old), (&vectors.words.new, new), &lexis.word_weight);
        let stems = self.stems.overlap((&vectors.stems.old, old), (&vectors.stems.new, new), &lexis.stem_weight);
        let pairs = self.pairs.overlap((&vectors.pairs.old, old), (&vectors.pairs.new, new), &vectors.pair_weight);
        let grams = self.grams.overlap((&vectors.grams.old, old), (&vectors.grams.new, new), &lexis.gram_weight);
        let shared = found.shared.push(self.stems.shared(&vectors.stems.new, new));
        let order = self.order.shared(vectors, lexis, old, new, shared);
        let rare = rare(shared, lexis);
        let around = self.around.compare(
            &self.stems,
            (&given.windows.old, &vectors.stems.old, old),
            (&given.windows.new, &vectors.stems.new, new),
            stems.product,
            lexis,
        );
        let rows = &vectors.stems;
        let next = (
            given
                .neighbours
                .new
                .gain(&rows.new, new, rows.old.norm[old], stems.product, |beside| self.stems.dot(&rows.new, beside)),
            given.neighbours.old.gain(&rows.old, old, rows.new.norm[new], stems.product, |beside| {
                if beside < old { &self.before } else { &self.after }.dot(&rows.new, new)
            }),
        );
        let sizes = candidates.sizes.map(|size| size as f32);
        let position = ((old as f32 + 0.5) / sizes.old - (new as f32 + 0.5) / sizes.new).abs();
        let lengths = (vectors.length.old[old] as f32 + 1.0, vectors.length.new[new] as f32 + 1.0);
        let facts = (&given.facts.old[old], &given.facts.new[new]);
        let numbers = agreement(&facts.0.numbers, &facts.1.numbers);
        let names = agreement(&facts.0.names, &facts.1.names);

        let mut f = [0.0; NAMES.len()];
        f[..25].copy_from_slice(&[
            words.cosine,
            stems.cosine,
            pairs.cosine,
            grams.cosine,
            words.most(),
            words.least(),
            stems.most(),
            stems.least(),
            grams.most(),
            grams.least(),
            order.0,
            order.1,
            rare.0 / given.rarest,
            rare.1 / given.rarest,
            rare.2,
            numbers.0,
            numbers.1,
            names.0,
            names.1,
            around.apart,
            around.together,
            around.found.0,
            around.found.1,
            next.0.max(next.1),
            next.0.min(next.1),
        ]);
        f[27] = position;
        f[31] = (lengths.0 / lengths.1).ln().abs();
        f[44] = f32::from(facts.0.role == facts.1.role);
        f[45] = opening(vectors.sequence.old.of(old), vectors.sequence.new.of(new));
        f[46] = 1.0 / lengths.0.min(lengths.1);
        found.grams.push(grams.cosine);
        found.stems.push(stems);
        f
    }
}

/// Fills in what compares a pair with the other pairs of its segments.
fn among_rivals(
    features: &mut [Features],
    given: &Given<'_>,
    kin: &Pair<Kin>,
    grams: &[f32],
    stems: &[Overlap],
    near: f32,
) {
    let candidates = given.candidates;
    let measures = [
        grams.to_vec(),
        stems.iter().map(|overlap| overlap.cosine).collect(),
        stems.iter().map(|overlap| overlap.most()).collect(),
    ];
    let (rivals, gains) = rayon::join(
        || measures.each_ref().map(|measure| best_others(candidates, measure)),
        || gain::rivals(candidates, &given.vectors.stems, kin, given.lexis.stem_weight.len(), stems),
    );
    let one = |(k, f): (usize, &mut Features)| {
        if candidates.fixed[k] {
            return;
        }
        let gain = gains[k];
        (f[25], f[26]) = (gain.old.max(gain.new), gain.old.min(gain.new));
        (f[28], f[29], f[30]) = (f[27] * near, grams[k] * near, near);
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
    };
    features.par_iter_mut().enumerate().with_min_len(SHARE).for_each(one);
}

/// How near the two versions are: the mean, over the segments of the side that has more of them linked, of the best
/// likeness of letters that each finds. Zero for strangers, one for copies.
fn nearness(candidates: &Candidates, likeness: &[f32]) -> f32 {
    let mean = |count: usize, best: &dyn Fn(u32) -> f32| (0..count as u32).map(best).sum::<f32>() / count.max(1) as f32;
    let rows = mean(candidates.sizes.old, &|o| candidates.row(o).map(|k| likeness[k]).fold(0.0, f32::max));
    let columns =
        mean(candidates.sizes.new, &|n| candidates.column(n).iter().map(|&k| likeness[k as usize]).fold(0.0, f32::max));
    rows.max(columns)
}

/// The two greatest weights of shared stems, and whether one of them stands in this pair only.
fn rare(shared: &[u32], lexis: &Lexis) -> (f32, f32, f32) {
    let (mut first, mut second, mut only) = (0.0_f32, 0.0_f32, 0.0);
    for &stem in shared {
        let weight = lexis.stem_weight[stem as usize];
        if weight > first {
            (first, second) = (weight, first);
        } else {
            second = second.max(weight);
        }
        if lexis.stem_places[stem as usize] == Pair::new(1, 1) {
            only = 1.0;
        }
    }
    (first, second, only)
}
