//! Segments as sparse vectors over words, stems, pairs of stems and character n-grams.

use crate::model::{Annotated, Pair};

use super::lexis::Lexis;

/// One sparse row for each segment, entries ascending by feature.
#[derive(Debug, Default)]
pub(super) struct Rows {
    starts: Vec<usize>,
    features: Vec<u32>,
    /// (1 + ln tf) · weight.
    values: Vec<f32>,
    /// Euclidean length of each row.
    pub(super) norm: Vec<f32>,
    /// Sum of the weights of each row's features, each counted once.
    pub(super) mass: Vec<f32>,
}

impl Rows {
    fn new() -> Self {
        Rows { starts: vec![0], ..Rows::default() }
    }

    /// The features of a segment, ascending.
    pub(super) fn features(&self, segment: usize) -> &[u32] {
        &self.features[self.starts[segment]..self.starts[segment + 1]]
    }

    /// The values that belong to [`Self::features`].
    pub(super) fn values(&self, segment: usize) -> &[f32] {
        &self.values[self.starts[segment]..self.starts[segment + 1]]
    }

    fn push(&mut self, features: &mut [u32], weight: &[f32]) {
        features.sort_unstable();
        let (mut square, mut mass) = (0.0, 0.0);
        for run in features.chunk_by(|a, b| a == b) {
            let weight = weight[run[0] as usize];
            let value = if run.len() == 1 { weight } else { (1.0 + (run.len() as f32).ln()) * weight };
            self.features.push(run[0]);
            self.values.push(value);
            square += value * value;
            mass += weight;
        }
        self.starts.push(self.features.len());
        self.norm.push(square.sqrt());
        self.mass.push(mass);
    }
}

/// What two rows have in common.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Overlap {
    /// Dot product of the two.
    pub(super) product: f32,
    /// Cosine of the two.
    pub(super) cosine: f32,
    /// Share of the old row's mass that the new row holds.
    pub(super) in_new: f32,
    /// Share of the new row's mass that the old row holds.
    pub(super) in_old: f32,
}

impl Overlap {
    pub(super) fn most(self) -> f32 {
        self.in_new.max(self.in_old)
    }

    pub(super) fn least(self) -> f32 {
        self.in_new.min(self.in_old)
    }
}

/// The dot product of two rows.
pub(super) fn dot(a: (&Rows, usize), b: (&Rows, usize)) -> f32 {
    let mut sum = 0.0;
    shared(a, b, |x, y, _| sum += x * y);
    sum
}

/// Compares two rows whose features have these weights.
pub(super) fn overlap(old: (&Rows, usize), new: (&Rows, usize), weight: &[f32]) -> Overlap {
    let (mut product, mut mass) = (0.0, 0.0);
    shared(old, new, |x, y, feature| {
        product += x * y;
        mass += weight[feature as usize];
    });
    if mass == 0.0 {
        return Overlap::default();
    }
    Overlap {
        product,
        cosine: product / (old.0.norm[old.1] * new.0.norm[new.1]),
        in_new: mass / old.0.mass[old.1],
        in_old: mass / new.0.mass[new.1],
    }
}

/// Calls `each` with both values of every feature that two rows share.
pub(super) fn shared(a: (&Rows, usize), b: (&Rows, usize), mut each: impl FnMut(f32, f32, u32)) {
    let (fa, va) = (a.0.features(a.1), a.0.values(a.1));
    let (fb, vb) = (b.0.features(b.1), b.0.values(b.1));
    let (mut i, mut j) = (0, 0);
    while i < fa.len() && j < fb.len() {
        match fa[i].cmp(&fb[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                each(va[i], vb[j], fa[i]);
                i += 1;
                j += 1;
            }
        }
    }
}

/// The rows of both documents in four spaces, and their stems in order.
#[derive(Debug)]
pub(super) struct Vectors {
    pub(super) words: Pair<Rows>,
    pub(super) stems: Pair<Rows>,
    pub(super) pairs: Pair<Rows>,
    pub(super) grams: Pair<Rows>,
    /// Stems in order of the text, for every segment.
    pub(super) sequence: Pair<Vec<Vec<u32>>>,
    /// Weights of the pairs of stems.
    pub(super) pair_weight: Vec<f32>,
    /// Words, stop words included, of every segment.
    pub(super) length: Pair<Vec<u32>>,
}

impl Vectors {
    /// Builds the rows of both documents.
    pub(super) fn of(sides: Pair<&Annotated>, lexis: &Lexis) -> Self {
        let mut pair_ids: rustc_hash::FxHashMap<(u32, u32), u32> = rustc_hash::FxHashMap::default();
        let mut pair_weight: Vec<f32> = Vec::new();
        let mut build = |side: &Annotated, joint: &[u32]| {
            let (mut words, mut stems, mut pairs, mut grams) = (Rows::new(), Rows::new(), Rows::new(), Rows::new());
            let (mut sequence, mut length) = (Vec::new(), Vec::new());
            let (mut word_row, mut pair_row, mut gram_row) = (Vec::new(), Vec::new(), Vec::new());
            for segment in 0..side.document.segments.len() {
                word_row.clear();
                pair_row.clear();
                gram_row.clear();
                let mut order: Vec<u32> = Vec::new();
                for token in side.segment_tokens(segment) {
                    let word = joint[token.word as usize];
                    if !lexis.is_word[word as usize] {
                        continue;
                    }
                    word_row.push(word);
                    gram_row.extend_from_slice(&lexis.grams[word as usize]);
                    if let Some(stem) = lexis.stem[word as usize] {
                        if let Some(&before) = order.last() {
                            let id = *pair_ids.entry((before, stem)).or_insert_with(|| {
                                // A pair is at least as rare as its rarer half; counting pairs would cost a pass.
                                let weight = lexis.stem_weight[before as usize].max(lexis.stem_weight[stem as usize]);
                                pair_weight.push(weight);
                                (pair_weight.len() - 1) as u32
                            });
                            pair_row.push(id);
                        }
                        order.push(stem);
                    }
                }
                length.push(word_row.len() as u32);
                words.push(&mut word_row, &lexis.word_weight);
                stems.push(&mut order.clone(), &lexis.stem_weight);
                pairs.push(&mut pair_row, &pair_weight);
                grams.push(&mut gram_row, &lexis.gram_weight);
                sequence.push(order);
            }
            (words, stems, pairs, grams, sequence, length)
        };
        let old = build(sides.old, &lexis.joint.old);
        let new = build(sides.new, &lexis.joint.new);
        Vectors {
            words: Pair::new(old.0, new.0),
            stems: Pair::new(old.1, new.1),
            pairs: Pair::new(old.2, new.2),
            grams: Pair::new(old.3, new.3),
            sequence: Pair::new(old.4, new.4),
            length: Pair::new(old.5, new.5),
            pair_weight,
        }
    }
}
