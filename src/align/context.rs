//! What the other pairs say of a pair: competition in its row and column, the chain of links in common order, links
//! around it, what of a sentence is left unexplained. Computed from the probabilities of an earlier pass.

use crate::model::Pair;

use super::candidate::{Candidates, best_places};
use super::chain::{Chain, chain};
use super::feature::Looked;
use super::kin::Kin;
use super::lexis::Lexis;
use super::logistic::log_odds;
use super::marks::Marks;
use super::names;
use super::vector::{Rows, Vectors};
use super::walk::is_long;

/// Names of the features that come with the context.
const OWN: [&str; 41] = [
    "looked at alone",
    "looked at alone in covered documents",
    "covered documents",
    "ahead of rivals",
    "behind a rival",
    "share of rivals",
    "share of rivals, other side",
    "taken",
    "taken, other side",
    "taken on both sides",
    "taken, near versions",
    "taken, other side, near versions",
    "taken on both sides, near versions",
    "share of rivals, near versions",
    "share of rivals, other side, near versions",
    "fits the order",
    "fits the order, in ordered documents",
    "crosses",
    "crosses, in ordered documents",
    "on the chain",
    "on the chain, in ordered documents",
    "beside the chain",
    "beside the chain, in ordered documents",
    "chain uses its places",
    "chain uses its places, in ordered documents",
    "outside its gap",
    "links around",
    "links around, near versions",
    "diagonal neighbours",
    "further piece",
    "further piece, other side",
    "explains a rest",
    "explains a rest, other side",
    "explains rare words of a rest",
    "explains rare words of a rest, other side",
    "rival says the same",
    "rival says the same, other side",
    "rival says something else",
    "rival says something else, other side",
    "equal share",
    "ordered documents",
];

/// Names of the features, in the order of [`Context`]: those of the pair by itself, then those of its context.
pub const NAMES: [&str; names::NAMES.len() + OWN.len()] = {
    let mut names = [""; names::NAMES.len() + OWN.len()];
    let mut k = 0;
    while k < names.len() {
        names[k] = if k < names::NAMES.len() { names::NAMES[k] } else { OWN[k - names::NAMES.len()] };
        k += 1;
    }
    names
};

/// One value for each of [`NAMES`].
pub type Context = [f32; NAMES.len()];

/// Sentences on each side whose links count as around a pair.
const AROUND: i64 = 5;
/// Pairs less probable than this say nothing of what is around them.
const LIVE: f32 = 0.05;

/// The state of all pairs between two passes: what the probabilities of the earlier one say of each.
#[derive(Debug)]
pub struct Pass<'a> {
    candidates: &'a Candidates,
    looked: &'a Looked,
    probability: Vec<f32>,
    vectors: &'a Vectors,
    lexis: &'a Lexis,
    odds: Vec<f32>,
    /// For each pair the best other pair of its row and of its column.
    places: Vec<Pair<Option<usize>>>,
    /// Sum of the probabilities of each row and column.
    sums: Pair<Vec<f32>>,
    chain: Chain,
    live: Vec<Vec<(u32, f32)>>,
    /// Mean over the segments of the side that has more of them linked of how probably each is linked.
    covered: f32,
    /// min(1, share of segments with an equal counterpart / .3).
    equal: f32,
    /// Share of the mutual-best links that stand in common order, damped where there are few.
    ordered: f32,
}

impl<'a> Pass<'a> {
    pub(super) fn of(
        candidates: &'a Candidates,
        looked: &'a Looked,
        probability: Vec<f32>,
        vectors: &'a Vectors,
        lexis: &'a Lexis,
        equal_share: f32,
    ) -> Self {
        let sizes = candidates.sizes;
        let places = best_places(candidates, &probability);
        let odds: Vec<f32> = probability.iter().map(|&p| log_odds(p)).collect();
        let behind = |place: Option<usize>, k: usize| place.is_some_and(|other| probability[k] < probability[other]);
        let strong: Vec<usize> = (0..candidates.len())
            .filter(|&k| probability[k] > 0.5 && !behind(places[k].old, k) && !behind(places[k].new, k))
            .collect();
        let best = |indices: &mut dyn Iterator<Item = usize>| indices.map(|k| probability[k]).fold(0.0_f32, f32::max);
        let cover =
            |count: usize, of: &dyn Fn(u32) -> f32| (0..count as u32).map(of).sum::<f32>() / count.max(1) as f32;
        let covered = || {
            cover(sizes.old, &|o| best(&mut candidates.row(o)))
                .max(cover(sizes.new, &|n| best(&mut candidates.column(n).iter().map(|&k| k as usize))))
        };
        let live =
            |o| candidates.row(o).filter(|&k| probability[k] >= LIVE).map(|k| (candidates.pairs[k].1, probability[k]));
        let live = || (0..sizes.old as u32).map(|o| live(o).collect()).collect();
        let (chain, (covered, live, sums)) =
            rayon::join(|| chain(candidates, &odds, &strong), || (covered(), live(), sums(candidates, &probability)));
        Pass {
            candidates,
            looked,
            vectors,
            lexis,
            odds,
            sums,
            live,
            covered,
            equal: (equal_share / 0.3).min(1.0),
            ordered: chain.ordered * (strong.len() as f32 / 4.0).min(1.0),
            places,
            chain,
            probability,
        }
    }

    /// For each pair whether it is an anchor.
    pub(super) fn fixed(&self) -> &[bool] {
        &self.candidates.fixed
    }

    /// The context of a pair.
    pub fn context(&self, k: usize) -> Context {
        self.look(k, &mut self.marks())
    }

    /// The context of one of many pairs, with the same room for all.
    pub(super) fn look(&self, k: usize, marks: &mut Pair<Marks>) -> Context {
        self.mark(k, marks);
        let (old, new) = self.candidates.pairs[k];
        let (p, l) = (self.probability[k], self.odds[k]);
        let rivals = self.rivals(k);
        let (e, mono, covered, chain) = (self.equal, self.ordered, self.covered, &self.chain);
        let margin = |place: Option<usize>| (l - place.map_or(log_odds(0.0), |k| self.odds[k])).clamp(-6.0, 6.0);
        let margins = order(margin(self.places[k].old), margin(self.places[k].new));
        let share = |sum: f32| p / sum.max(1e-6);
        let shares = order(share(self.sums.old[old as usize]), share(self.sums.new[new as usize]));
        let taken = order(rivals.old, rivals.new);
        let around = around(&self.live, old, new);
        let pieces = self.pieces(k, rivals);
        let rest = self.rests(k, marks);
        let said = self.said(k, marks);
        let same = order(rivals.old * said.old, rivals.new * said.new);
        let other = order(rivals.old * (1.0 - said.old), rivals.new * (1.0 - said.new));
        let fits = log_odds(chain.posterior[k]);
        let own: [f32; OWN.len()] = [
            l,
            l * covered,
            covered,
            margins.0,
            margins.1,
            shares.0,
            shares.1,
            taken.0,
            taken.1,
            taken.0 * taken.1,
            taken.0 * e,
            taken.1 * e,
            taken.0 * taken.1 * e,
            shares.0 * e,
            shares.1 * e,
            fits,
            fits * mono * mono,
            chain.crossed[k],
            chain.crossed[k] * mono,
            chain.on[k],
            chain.on[k] * mono,
            chain.beside[k],
            chain.beside[k] * mono,
            chain.used[k],
            chain.used[k] * mono,
            chain.outside[k],
            around.0,
            around.0 * e,
            around.1,
            pieces.0,
            pieces.1,
            rest.0,
            rest.1,
            rest.2,
            rest.3,
            same.0,
            same.1,
            other.0,
            other.1,
            e,
            mono,
        ];
        let mut all = [0.0; NAMES.len()];
        all[..names::NAMES.len()].copy_from_slice(&self.looked.features[k]);
        all[names::NAMES.len()..].copy_from_slice(&own);
        all
    }

    /// Probability of the best other pair of the row and of the column of a pair; zero where there is none.
    fn rivals(&self, k: usize) -> Pair<f32> {
        self.places[k].map(|place| place.map_or(0.0, |k| self.probability[k]))
    }

    /// How much a pair looks like a further piece: beside the best pair of its row (a split) or column (a merge), with
    /// nothing better on its other side.
    fn pieces(&self, k: usize, rivals: Pair<f32>) -> (f32, f32) {
        let (candidates, probability) = (self.candidates, &self.probability);
        let (old, new) = candidates.pairs[k];
        let beside = |a: u32, b: u32| a.abs_diff(b) == 1;
        // Both are in order of their other side, so that what is beside the pair stands there in it too.
        let row = candidates.row(old);
        let row =
            (k.saturating_sub(1).max(row.start)..(k + 2).min(row.end)).filter(|&r| beside(candidates.pairs[r].1, new));
        let column = candidates.column(new);
        let at = column.partition_point(|&c| (c as usize) < k);
        let column = column[at.saturating_sub(1)..(at + 2).min(column.len())]
            .iter()
            .map(|&c| c as usize)
            .filter(|&c| beside(candidates.pairs[c].0, old));
        let split = row.map(|r| probability[r]).fold(0.0_f32, f32::max) * (1.0 - rivals.new);
        let merge = column.map(|c| probability[c]).fold(0.0_f32, f32::max) * (1.0 - rivals.old);
        order(split, merge)
    }

    /// How much of what each segment of a pair says is said by the one that is its best rival for the other side: twins
    /// share what they are linked with, strangers compete for it. Of the old side's rivals the new segments are meant.
    fn said(&self, k: usize, rivals: &Pair<Marks>) -> Pair<f32> {
        let candidates = self.candidates;
        let (old, new) = candidates.pairs[k];
        let weights = &self.lexis.stem_weight;
        let share = |rows: &Rows, kin: &Kin, (segment, rival): (u32, u32), marks: &Marks| {
            let features = rows.features(segment as usize);
            let long = is_long(features) || is_long(rows.features(rival as usize));
            let mass = rows.mass[segment as usize];
            let said = match kin.shared(segment, rival) {
                Some(shared) => shared.mass,
                None if long => rows.shared_mass(segment as usize, rival as usize, weights),
                None => features.iter().filter(|&&stem| marks.has(stem)).map(|&stem| weights[stem as usize]).sum(),
            };
            if mass > 0.0 { said / mass } else { 0.0 }
        };
        let (stems, kin) = (&self.vectors.stems, &self.looked.kin);
        Pair::new(
            self.places[k].old.map_or(0.0, |r| share(&stems.new, &kin.new, (new, candidates.pairs[r].1), &rivals.new)),
            self.places[k].new.map_or(0.0, |r| share(&stems.old, &kin.old, (old, candidates.pairs[r].0), &rivals.old)),
        )
    }

    /// Share (and rarity) of each side's stems that this pair explains and the best rival does not.
    fn rests(&self, k: usize, rivals: &Pair<Marks>) -> (f32, f32, f32, f32) {
        let (old, new) = self.candidates.pairs[k];
        let (so, sn) = (&self.vectors.stems.old, &self.vectors.stems.new);
        let (mut rest_new, mut rest_old) = (0.0, 0.0);
        let shared = self.looked.shared.of(k);
        let long = |rows: &Rows, rival: Option<u32>| rival.filter(|&s| is_long(rows.features(s as usize)));
        let pairs = &self.candidates.pairs;
        let long_new = long(sn, self.places[k].old.map(|r| pairs[r].1)).map(|s| sn.asked(s as usize, shared.len()));
        let long_old = long(so, self.places[k].new.map(|r| pairs[r].0)).map(|s| so.asked(s as usize, shared.len()));
        for &stem in shared {
            let weight = self.lexis.stem_weight[stem as usize];
            if !rivals.old.has(stem) && !long_old.as_ref().is_some_and(|has| has(stem)) {
                rest_new += weight;
            }
            if !rivals.new.has(stem) && !long_new.as_ref().is_some_and(|has| has(stem)) {
                rest_old += weight;
            }
        }
        let share = |rest: f32, mass: f32| if mass > 0.0 { rest / mass } else { 0.0 };
        let shares = order(share(rest_new, sn.mass[new as usize]), share(rest_old, so.mass[old as usize]));
        let masses = order(rest_new / 10.0, rest_old / 10.0);
        (shares.0, shares.1, masses.0, masses.1)
    }

    /// Room for [`Self::look`].
    pub(super) fn marks(&self) -> Pair<Marks> {
        let stems = self.lexis.stem_weight.len();
        Pair::new(Marks::new(stems), Marks::new(stems))
    }

    /// Marks the stems of a pair's best rivals: of its row's, which is a new segment, and of its column's. Long ones are
    /// looked up instead.
    fn mark(&self, k: usize, marks: &mut Pair<Marks>) {
        let (pairs, stems) = (&self.candidates.pairs, &self.vectors.stems);
        let Pair { old: row, new: column } = self.places[k];
        let short = |features: &'a [u32]| if is_long(features) { &[] } else { features };
        marks.new.set(row.map_or(&[], |r| short(stems.new.features(pairs[r].1 as usize))));
        marks.old.set(column.map_or(&[], |r| short(stems.old.features(pairs[r].0 as usize))));
    }
}

fn order(a: f32, b: f32) -> (f32, f32) {
    (a.max(b), a.min(b))
}

/// Sum of the probabilities of each row and column.
fn sums(candidates: &Candidates, probability: &[f32]) -> Pair<Vec<f32>> {
    let rows = (0..candidates.sizes.old as u32).map(|o| candidates.row(o).map(|k| probability[k]).sum());
    let columns =
        (0..candidates.sizes.new as u32).map(|n| candidates.column(n).iter().map(|&k| probability[k as usize]).sum());
    Pair::new(rows.collect(), columns.collect())
}

/// Probability that lies around a pair, weighted by how nearly it continues in the same direction; then that of the
/// two diagonal neighbours alone. `live` holds for each old segment its pairs that are not improbable.
fn around(live: &[Vec<(u32, f32)>], old: u32, new: u32) -> (f32, f32) {
    let (mut sum, mut diagonal) = (0.0, 0.0);
    let rows = (i64::from(old) - AROUND).max(0)..(i64::from(old) + AROUND + 1).min(live.len() as i64);
    for o in rows.filter(|&o| o != i64::from(old)) {
        let di = o - i64::from(old);
        let row = &live[o as usize];
        let first = row.partition_point(|&(n, _)| i64::from(n) < i64::from(new) - AROUND);
        for &(n, p) in &row[first..] {
            let dj = i64::from(n) - i64::from(new);
            if dj > AROUND {
                break;
            }
            if dj == 0 {
                continue;
            }
            let apart = (di - dj).abs() as f32;
            let far = di.abs().max(dj.abs()) as f32;
            sum += p / ((1.0 + apart * apart) * (1.0 + 0.5 * (far - 1.0)));
            if di.abs() == 1 && di == dj {
                diagonal += p;
            }
        }
    }
    (sum, diagonal)
}
