//! The order of things: which pairs lie on chains of links that keep the order of both documents.
//!
//! All figures are computed over the candidates only, with Fenwick trees, in O(C log C).

use crate::model::Pair;

use super::candidate::Candidates;

/// Log-weight that a chain loses for each segment it leaves out, and gains for each link (fitted on the gold sets).
const GAP: f64 = 0.7;
const LINK: f64 = 1.0;

/// What the chains say of each candidate.
#[derive(Debug)]
pub(super) struct Chain {
    /// Probability of lying on a chain drawn by weight (forward-backward).
    pub(super) posterior: Vec<f32>,
    /// One where it lies on the best chain.
    pub(super) on: Vec<f32>,
    /// One where it continues a link of the best chain in its row or column.
    pub(super) beside: Vec<f32>,
    /// Share of its two segments that the best chain uses for other links.
    pub(super) used: Vec<f32>,
    /// Share of the strong links that it crosses.
    pub(super) crossed: Vec<f32>,
    /// Distance outside the gap between the strong links around it, as share of the document.
    pub(super) outside: Vec<f32>,
    /// Share of the strong links that keep the common order.
    pub(super) ordered: f32,
}

/// Follows the chains of pairs that have these log-odds. `strong` are those that are each other's best, ascending.
pub(super) fn chain(candidates: &Candidates, log_odds: &[f32], strong: &[usize]) -> Chain {
    let sizes = candidates.sizes;
    // A chain that leaves nothing out gains 2·GAP for each link; leaving out segments needs no bookkeeping then.
    let weight: Vec<f64> = log_odds.iter().map(|&odds| f64::from(odds) + LINK + 2.0 * GAP).collect();
    let links: Vec<(u32, u32)> = strong.iter().map(|&k| candidates.pairs[k]).collect();
    let kept = increasing(&links);
    let (posterior, (best, (crossed, outside))) = rayon::join(
        || posterior(candidates, &weight, sizes),
        || {
            let best = best_chain(candidates, &weight, sizes);
            (best, rayon::join(|| crossed(candidates, &links, sizes.new), || outside(candidates, &kept, sizes)))
        },
    );
    let mut of_old = vec![u32::MAX; sizes.old];
    let mut of_new = vec![u32::MAX; sizes.new];
    for &k in &best {
        let (o, n) = candidates.pairs[k];
        of_old[o as usize] = n;
        of_new[n as usize] = o;
    }
    let (mut on, mut beside, mut used) = (Vec::new(), Vec::new(), Vec::new());
    for &(o, n) in &candidates.pairs {
        let (at, from) = (of_old[o as usize], of_new[n as usize]);
        let is_on = at == n;
        on.push(f32::from(is_on));
        let next = |a: u32, b: u32| a != u32::MAX && a.abs_diff(b) == 1;
        beside.push(f32::from(!is_on && (next(at, n) || next(from, o))));
        let taken = |at: u32| f32::from(!is_on && at != u32::MAX) / 2.0;
        used.push(taken(at) + taken(from));
    }
    Chain {
        posterior,
        on,
        beside,
        used,
        crossed,
        outside,
        ordered: if links.is_empty() { 0.0 } else { kept.len() as f32 / links.len() as f32 },
    }
}

/// A prefix structure over new segments.
struct Fenwick<T> {
    nodes: Vec<T>,
}

impl<T: Copy> Fenwick<T> {
    fn new(size: usize, zero: T) -> Self {
        Fenwick { nodes: vec![zero; size + 1] }
    }

    fn add(&mut self, at: usize, value: T, join: impl Fn(T, T) -> T) {
        let mut node = at + 1;
        while node < self.nodes.len() {
            self.nodes[node] = join(self.nodes[node], value);
            node += node & node.wrapping_neg();
        }
    }

    /// Joins the values at all places before `end`.
    fn before(&self, end: usize, zero: T, join: impl Fn(T, T) -> T) -> T {
        let (mut node, mut sum) = (end, zero);
        while node > 0 {
            sum = join(sum, self.nodes[node]);
            node &= node - 1;
        }
        sum
    }
}

/// Probability of each pair to lie on a chain, where a chain's weight is the product of its links' odds and of a
/// factor for each segment left out.
fn posterior(candidates: &Candidates, weight: &[f64], sizes: Pair<usize>) -> Vec<f32> {
    let factor: Vec<f64> = weight.iter().map(|w| w.exp()).collect();
    let flipped = candidates.pairs.iter().rev().map(|&(o, n)| ((sizes.old - 1) as u32 - o, (sizes.new - 1) as u32 - n));
    let (forward, mut backward) = rayon::join(
        || sweep(candidates.pairs.iter().copied(), factor.iter().copied(), sizes.new),
        || sweep(flipped, factor.iter().rev().copied(), sizes.new),
    );
    backward.reverse();
    let total = forward.iter().copied().fold(Sum::ONE, Sum::plus);
    let both = forward.iter().zip(&backward).zip(factor);
    both.map(|((f, &b), factor)| f.times(1.0 / factor).share(b, total).min(1.0) as f32).collect()
}

/// For pairs in order of rows, the sum of the weights of all chains that end in each.
fn sweep(pairs: impl Iterator<Item = (u32, u32)>, factors: impl Iterator<Item = f64>, columns: usize) -> Vec<Sum> {
    let mut tree = Fenwick::new(columns, Sum::ZERO);
    let mut out: Vec<Sum> = Vec::new();
    let mut waiting: Vec<(u32, Sum)> = Vec::new();
    let mut row = None;
    for ((o, n), factor) in pairs.zip(factors) {
        if row != Some(o) {
            for (at, value) in waiting.drain(..) {
                tree.add(at as usize, value, Sum::plus);
            }
            row = Some(o);
        }
        let value = tree.before(n as usize, Sum::ONE, Sum::plus).times(factor);
        out.push(value);
        waiting.push((n, value));
    }
    out
}

/// A sum of products of many odds, which no float holds: `mantissa · 2^(512 · power)`, the mantissa between 2^-256 and
/// 2^256 where it is not zero.
#[derive(Debug, Clone, Copy)]
struct Sum {
    mantissa: f64,
    power: i32,
}

impl Sum {
    const ZERO: Sum = Sum { mantissa: 0.0, power: i32::MIN };
    const ONE: Sum = Sum { mantissa: 1.0, power: 0 };
    const STEP: f64 = f64::from_bits((1023 + 512) << 52);
    const HIGH: f64 = f64::from_bits((1023 + 256) << 52);

    fn scaled(self) -> Self {
        if self.mantissa >= Self::HIGH {
            Sum { mantissa: self.mantissa / Self::STEP, power: self.power + 1 }
        } else if self.mantissa < 1.0 / Self::HIGH && self.mantissa > 0.0 {
            Sum { mantissa: self.mantissa * Self::STEP, power: self.power - 1 }
        } else {
            self
        }
    }

    fn plus(self, other: Sum) -> Sum {
        let (high, low) = if self.power >= other.power { (self, other) } else { (other, self) };
        match high.power.saturating_sub(low.power) {
            0 => Sum { mantissa: high.mantissa + low.mantissa, ..high }.scaled(),
            1 => Sum { mantissa: high.mantissa + low.mantissa / Self::STEP, ..high }.scaled(),
            _ => high,
        }
    }

    fn times(self, factor: f64) -> Sum {
        Sum { mantissa: self.mantissa * factor, ..self }.scaled()
    }

    /// This times `other` as a share of `total`.
    fn share(self, other: Sum, total: Sum) -> f64 {
        let share = self.mantissa / total.mantissa * other.mantissa;
        match self.power.saturating_add(other.power).saturating_sub(total.power) {
            0 => share,
            1 => share * Self::STEP,
            -1 => share / Self::STEP,
            _ => 0.0,
        }
    }
}

/// The heaviest chain, as ascending indices of candidates.
fn best_chain(candidates: &Candidates, weight: &[f64], sizes: Pair<usize>) -> Vec<usize> {
    const NONE: (f64, usize) = (0.0, usize::MAX);
    let heavier = |a: (f64, usize), b: (f64, usize)| if b.0 > a.0 { b } else { a };
    let mut tree = Fenwick::new(sizes.new, NONE);
    let mut before = vec![usize::MAX; candidates.len()];
    let (mut best, mut waiting, mut row) = (NONE, Vec::new(), u32::MAX);
    for (k, &(o, n)) in candidates.pairs.iter().enumerate() {
        if row != o {
            for (at, value) in waiting.drain(..) {
                tree.add(at, value, heavier);
            }
            row = o;
        }
        let (score, from) = tree.before(n as usize, NONE, heavier);
        before[k] = from;
        let here = (score + weight[k], k);
        best = heavier(best, here);
        waiting.push((n as usize, here));
    }
    let mut out = Vec::new();
    let mut at = best.1;
    while at != usize::MAX {
        out.push(at);
        at = before[at];
    }
    out.reverse();
    out
}

/// The longest run of links, given in order of the old side, that ascends on the new side too.
fn increasing(links: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before = vec![usize::MAX; links.len()];
    for (k, &(_, new)) in links.iter().enumerate() {
        let at = tails.partition_point(|&t| links[t].1 < new);
        before[k] = if at == 0 { usize::MAX } else { tails[at - 1] };
        if at == tails.len() {
            tails.push(k);
        } else {
            tails[at] = k;
        }
    }
    let mut out = Vec::with_capacity(tails.len());
    let mut at = tails.last().copied().unwrap_or(usize::MAX);
    while at != usize::MAX {
        out.push(links[at]);
        at = before[at];
    }
    out.reverse();
    out
}

/// For each candidate the share of the links that it crosses.
fn crossed(candidates: &Candidates, links: &[(u32, u32)], columns: usize) -> Vec<f32> {
    let total = links.len().max(1) as f32;
    let sum = |a: u32, b: u32| a + b;
    let mut count = vec![0_u32; candidates.len()];
    let mut tree = Fenwick::new(columns, 0_u32);
    let (mut next, mut entered) = (0, 0);
    for (k, &(o, n)) in candidates.pairs.iter().enumerate() {
        while next < links.len() && links[next].0 < o {
            tree.add(links[next].1 as usize, 1, sum);
            next += 1;
            entered += 1;
        }
        count[k] += entered - tree.before(n as usize + 1, 0, sum);
    }
    let mut tree = Fenwick::new(columns, 0_u32);
    let mut next = links.len();
    for (k, &(o, n)) in candidates.pairs.iter().enumerate().rev() {
        while next > 0 && links[next - 1].0 > o {
            next -= 1;
            tree.add(links[next].1 as usize, 1, sum);
        }
        count[k] += tree.before(n as usize, 0, sum);
    }
    count.into_iter().map(|c| c as f32 / total).collect()
}

/// How far each candidate lies outside the gap that the ordered strong links around it leave.
fn outside(candidates: &Candidates, kept: &[(u32, u32)], sizes: Pair<usize>) -> Vec<f32> {
    let beyond = |at: u32, other: u32, key: fn(&(u32, u32)) -> u32, value: fn(&(u32, u32)) -> u32, size: usize| {
        let before = kept.partition_point(|link| key(link) < at);
        let after = before + kept[before..].iter().take_while(|link| key(link) == at).count();
        let low = if before == 0 { 0 } else { value(&kept[before - 1]) };
        let high = kept.get(after).map_or(size as u32, value);
        (low.saturating_sub(other)).max(other.saturating_sub(high)) as f32 / size.max(1) as f32
    };
    let each = candidates
        .pairs
        .iter()
        .map(|&(o, n)| (beyond(o, n, |l| l.0, |l| l.1, sizes.new) + beyond(n, o, |l| l.1, |l| l.0, sizes.old)) / 2.0);
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::logistic::log_odds;

    #[test]
    fn sums_outgrow_floats() {
        let many = (0..3000).fold(Sum::ONE, |sum, _| sum.times(50.0).plus(Sum::ONE));
        let more = many.times(3.0).plus(many);
        assert!((many.share(Sum::ONE, more) - 0.25).abs() < 1e-9);
        assert_eq!(Sum::ONE.share(Sum::ONE, more), 0.0);
    }

    #[test]
    fn the_longest_ascending_run_is_kept() {
        assert_eq!(increasing(&[(0, 3), (1, 0), (2, 1), (3, 5), (4, 4)]), [(1, 0), (2, 1), (4, 4)]);
    }

    #[test]
    fn a_pair_off_the_chain_crosses_and_is_improbable() {
        let candidates = Candidates::of(vec![(0, 0), (1, 1), (2, 2), (2, 0)], &[], Pair::new(3, 3));
        let odds = [0.9, 0.9, 0.4, 0.9].map(log_odds);
        let found = chain(&candidates, &odds, &[0, 1, 3]);
        assert_eq!(found.on, [1.0, 1.0, 0.0, 1.0]);
        assert!(found.posterior[2] < 0.1 && found.posterior[1] > 0.9, "{:?}", found.posterior);
        assert!(found.crossed[2] > 0.3);
    }
}
