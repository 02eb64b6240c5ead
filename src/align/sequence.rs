//! Segments as their stems in order.

use std::sync::Arc;

use super::lists::Lists;
use super::vector::has;
use super::walk::Lookup;

/// The stems of every segment in order of the text.
#[derive(Debug)]
pub(super) struct Sequences {
    /// Those of every text.
    pub(super) stems: Arc<Lists>,
    /// Finds stems in long texts.
    pub(super) lookup: Arc<Lookup>,
    /// For each segment its text.
    pub(super) texts: Vec<u32>,
    /// Sum of the weights of each segment's stems, each counted as often as it stands there.
    pub(super) mass: Vec<f32>,
}

impl Sequences {
    /// The stems of a segment.
    pub(super) fn of(&self, segment: usize) -> &[u32] {
        self.stems.of(self.texts[segment] as usize)
    }

    /// Puts those stems of a segment that are among `few` into a list.
    pub(super) fn keep(&self, segment: usize, few: &[u32], to: &mut Vec<u32>) {
        let stems = self.of(segment);
        to.clear();
        match self.lookup.positions(self.texts[segment], stems, few) {
            Some(positions) => to.extend(positions.iter().map(|&at| stems[at as usize])),
            None => to.extend(stems.iter().filter(|&&stem| has(few, stem))),
        }
    }
}

/// Whether the first stems are the same: share of the first three.
pub(super) fn opening(old: &[u32], new: &[u32]) -> f32 {
    let same = old.iter().zip(new).take(3).filter(|(a, b)| a == b).count();
    same as f32 / 3.0
}
