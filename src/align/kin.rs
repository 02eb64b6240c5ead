//! What long segments of one side have in common, every two compared once.
//!
//! A short sentence is set beside several long ones, and what these share is asked for each such sentence. There are
//! thousands of those, but few long ones.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::Pair;

use super::candidate::Candidates;
use super::gain::MOST;
use super::vector::{Laid, Rows};
use super::walk::is_long;

/// The long segments of one side that share a counterpart which has no more than [`MOST`] of them.
#[derive(Debug, Default)]
pub(super) struct Kin {
    shared: FxHashMap<(u32, u32), Shared>,
}

/// What a segment shares with another one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shared {
    /// Dot product of their stems.
    pub(super) product: f32,
    /// Sum of the weights of the stems that both have.
    pub(super) mass: f32,
}

impl Kin {
    /// Compares those of both sides, by their stems.
    pub(super) fn of(candidates: &Candidates, stems: &Pair<Rows>, weight: &[f32]) -> Pair<Kin> {
        let rows = (0..candidates.sizes.old as u32).map(|old| candidates.row(old));
        let new = pairs(rows.map(|row| row.map(|k| candidates.pairs[k].1)), &stems.new);
        let columns = (0..candidates.sizes.new as u32).map(|new| candidates.column(new).iter());
        let old = pairs(columns.map(|column| column.map(|&k| candidates.pairs[k as usize].0)), &stems.old);
        Pair::new(compare(&old, &stems.old, weight), compare(&new, &stems.new, weight))
    }

    /// What `segment` shares with `other`, summed in the order of the segment.
    pub(super) fn shared(&self, segment: u32, other: u32) -> Option<Shared> {
        if self.shared.is_empty() { None } else { self.shared.get(&(other, segment)).copied() }
    }
}

/// Every two long segments of a group, both ways round, in order.
fn pairs(groups: impl Iterator<Item = impl ExactSizeIterator<Item = u32>>, rows: &Rows) -> Vec<(u32, u32)> {
    let mut pairs: FxHashSet<(u32, u32)> = FxHashSet::default();
    let mut long: Vec<u32> = Vec::new();
    for group in groups.filter(|group| group.len() <= MOST) {
        long.clear();
        long.extend(group.filter(|&segment| is_long(rows.features(segment as usize))));
        for &one in &long {
            pairs.extend(long.iter().filter(|&&two| two != one).map(|&two| (one, two)));
        }
    }
    let mut pairs: Vec<(u32, u32)> = pairs.into_iter().collect();
    pairs.sort_unstable();
    pairs
}

fn compare(pairs: &[(u32, u32)], rows: &Rows, weight: &[f32]) -> Kin {
    let of_one = |laid: &mut Laid, pairs: &[(u32, u32)]| {
        laid.lay(rows, pairs[0].0 as usize);
        let one = |&(one, two): &(u32, u32)| {
            let mass = laid.shared(rows, two as usize).map(|stem| weight[stem as usize]).sum();
            ((one, two), Shared { product: laid.dot(rows, two as usize), mass })
        };
        let shared: Vec<_> = pairs.iter().map(one).collect();
        laid.lift();
        shared
    };
    let each: Vec<&[(u32, u32)]> = pairs.chunk_by(|one, two| one.0 == two.0).collect();
    let shared: Vec<_> = each.into_par_iter().map_init(|| Laid::new(weight.len()), of_one).collect();
    Kin { shared: shared.into_iter().flatten().collect() }
}
