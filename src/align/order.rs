//! In which order two segments say the stems that both have.

use super::lexis::Lexis;
use super::marks::Marks;
use super::sequence::Sequences;
use super::vector::Vectors;
use super::walk::is_long;

/// Above this product of lengths the order of shared words is not looked at: the cost would be quadratic in the length
/// of a sentence.
const LCS_CELLS: usize = 40_000;

/// Room for the order of shared stems.
pub(super) struct Order {
    shared: Marks,
    old: Vec<u32>,
    new: Vec<u32>,
    row: Vec<f32>,
}

impl Order {
    /// Room for so many stems.
    pub(super) fn new(stems: usize) -> Self {
        Order { shared: Marks::new(stems), old: Vec::new(), new: Vec::new(), row: Vec::new() }
    }

    /// Weight of the longest run of stems in common order, as share of the longer and of the shorter side.
    pub(super) fn shared(
        &mut self,
        vectors: &Vectors,
        lexis: &Lexis,
        old: usize,
        new: usize,
        shared: &[u32],
    ) -> (f32, f32) {
        // Stems of one side alone are in no run.
        self.shared.set(shared);
        let keep = |to: &mut Vec<u32>, stems: &Sequences, segment: usize| {
            let sequence = stems.of(segment);
            if is_long(sequence) {
                return stems.keep(segment, shared, to);
            }
            to.clear();
            to.extend(sequence.iter().filter(|&&stem| self.shared.has(stem)));
        };
        keep(&mut self.old, &vectors.sequence.old, old);
        keep(&mut self.new, &vectors.sequence.new, new);
        if self.old.is_empty() || self.old.len() * self.new.len() > LCS_CELLS {
            return (0.0, 0.0);
        }
        let row = &mut self.row;
        row.clear();
        row.resize(self.new.len() + 1, 0.0);
        for &x in &self.old {
            let (mut diagonal, mut left) = (0.0, 0.0_f32);
            for (&y, here) in self.new.iter().zip(&mut row[1..]) {
                let above = *here;
                left = if x == y { diagonal + lexis.stem_weight[x as usize] } else { above.max(left) };
                *here = left;
                diagonal = above;
            }
        }
        let heaviest = row[self.new.len()];
        let (old, new) = (vectors.sequence.old.mass[old], vectors.sequence.new.mass[new]);
        (heaviest / old.max(new), heaviest / old.min(new))
    }
}
