//! Segments as sparse vectors over words, stems, pairs of stems and character n-grams.

use rustc_hash::FxHashMap;

use crate::model::{Annotated, Pair};

use super::lexis::Lexis;

/// One sparse row for each segment, entries in the order in which the segment first has them.
#[derive(Debug, Default)]
pub(super) struct Rows {
    starts: Vec<u32>,
    features: Vec<u32>,
    /// (1 + ln tf) · weight.
    values: Vec<f32>,
    /// Euclidean length of each row.
    pub(super) norm: Vec<f32>,
    /// Sum of the weights of each row's features, each counted once.
    pub(super) mass: Vec<f32>,
}

impl Rows {
    fn new(segments: usize) -> Self {
        let mut starts = Vec::with_capacity(segments + 1);
        starts.push(0);
        Rows { starts, norm: Vec::with_capacity(segments), mass: Vec::with_capacity(segments), ..Rows::default() }
    }

    fn range(&self, segment: usize) -> std::ops::Range<usize> {
        self.starts[segment] as usize..self.starts[segment + 1] as usize
    }

    /// The different features of a segment.
    pub(super) fn features(&self, segment: usize) -> &[u32] {
        &self.features[self.range(segment)]
    }

    /// The values that belong to [`Self::features`].
    pub(super) fn values(&self, segment: usize) -> &[f32] {
        &self.values[self.range(segment)]
    }

    /// The features of a segment with their values.
    pub(super) fn entries(&self, segment: usize) -> impl Iterator<Item = (usize, f32)> + '_ {
        self.features(segment).iter().zip(self.values(segment)).map(|(&feature, &value)| (feature as usize, value))
    }

    /// Adds the row of a segment with these features, in order and as often as it has them. `places` is scratch: where
    /// a feature was put last.
    fn push(&mut self, features: impl Iterator<Item = u32>, places: &mut [u32], weight: &[f32]) {
        let start = self.features.len();
        let mut repeated = false;
        for feature in features {
            let at = places[feature as usize] as usize;
            if at >= start && self.features.get(at) == Some(&feature) {
                // Counted in place of the value until the row is complete.
                self.values[at] += 1.0;
                repeated = true;
            } else {
                places[feature as usize] = self.features.len() as u32;
                self.features.push(feature);
                self.values.push(1.0);
            }
        }
        let (mut square, mut mass) = (0.0, 0.0);
        for (&feature, value) in self.features[start..].iter().zip(&mut self.values[start..]) {
            let weight = weight[feature as usize];
            *value = if repeated && *value > 1.0 { (1.0 + value.ln()) * weight } else { weight };
            square += *value * *value;
            mass += weight;
        }
        self.starts.push(self.features.len() as u32);
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
    /// Of two rows with this dot product and this mass in common.
    pub(super) fn of(old: (&Rows, usize), new: (&Rows, usize), product: f32, mass: f32) -> Self {
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

    /// Of two equal rows.
    pub(super) fn of_equal(old: (&Rows, usize), new: (&Rows, usize)) -> Self {
        Overlap::of(old, new, old.0.norm[old.1] * new.0.norm[new.1], new.0.mass[new.1])
    }

    pub(super) fn most(self) -> f32 {
        self.in_new.max(self.in_old)
    }

    pub(super) fn least(self) -> f32 {
        self.in_new.min(self.in_old)
    }
}

/// One row laid out by feature, so that any other row is compared with it in a single walk without branches.
#[derive(Debug)]
pub(super) struct Laid {
    values: Vec<f32>,
}

impl Laid {
    pub(super) fn new(features: usize) -> Self {
        Laid { values: vec![0.0; features] }
    }

    pub(super) fn lay(&mut self, rows: &Rows, segment: usize) {
        rows.entries(segment).for_each(|(feature, value)| self.values[feature] = value);
    }

    /// Takes away the row that was laid.
    pub(super) fn lift(&mut self, rows: &Rows, segment: usize) {
        rows.features(segment).iter().for_each(|&feature| self.values[feature as usize] = 0.0);
    }

    /// What the row that lies here has of a feature.
    pub(super) fn value(&self, feature: u32) -> f32 {
        self.values[feature as usize]
    }

    /// The dot product of the row that lies here and another one.
    pub(super) fn dot(&self, rows: &Rows, segment: usize) -> f32 {
        rows.entries(segment).fold(0.0, |sum, (feature, value)| sum + self.values[feature] * value)
    }

    /// Compares the row that lies here, an old one, with a new one whose features have these weights.
    pub(super) fn overlap(&self, old: (&Rows, usize), new: (&Rows, usize), weight: &[f32]) -> Overlap {
        let (mut product, mut mass) = (0.0, 0.0);
        for (feature, value) in new.0.entries(new.1) {
            let here = self.values[feature];
            product += here * value;
            mass += if here > 0.0 { weight[feature] } else { 0.0 };
        }
        Overlap::of(old, new, product, mass)
    }
}

/// The rows of both documents in four spaces, and their stems in order.
#[derive(Debug)]
pub(super) struct Vectors {
    pub(super) words: Pair<Rows>,
    pub(super) stems: Pair<Rows>,
    pub(super) pairs: Pair<Rows>,
    pub(super) grams: Pair<Rows>,
    pub(super) sequence: Pair<Sequences>,
    /// Weights of the pairs of stems.
    pub(super) pair_weight: Vec<f32>,
    /// Words, stop words included, of every segment.
    pub(super) length: Pair<Vec<u32>>,
}

/// The stems of every segment in order of the text.
#[derive(Debug, Default)]
pub(super) struct Sequences {
    starts: Vec<u32>,
    stems: Vec<u32>,
    /// Sum of the weights of each segment's stems, each counted as often as it stands there.
    pub(super) mass: Vec<f32>,
}

impl Sequences {
    /// The stems of a segment.
    pub(super) fn of(&self, segment: usize) -> &[u32] {
        &self.stems[self.starts[segment] as usize..self.starts[segment + 1] as usize]
    }
}

impl Vectors {
    /// Builds the rows of both documents.
    pub(super) fn of(sides: Pair<&Annotated>, lexis: &Lexis) -> Self {
        let mut pairs = StemPairs::default();
        let (words, stems, grams) = (lexis.is_word.len(), lexis.stem_weight.len(), lexis.gram_weight.len());
        let mut places = [words, stems, grams].map(|features| vec![0; features]);
        let old = Side::of(sides.old, &lexis.joint.old, lexis, &mut pairs, &mut places);
        let new = Side::of(sides.new, &lexis.joint.new, lexis, &mut pairs, &mut places);
        Vectors {
            words: Pair::new(old.words, new.words),
            stems: Pair::new(old.stems, new.stems),
            pairs: Pair::new(old.pairs, new.pairs),
            grams: Pair::new(old.grams, new.grams),
            sequence: Pair::new(old.sequence, new.sequence),
            length: Pair::new(old.length, new.length),
            pair_weight: pairs.weight,
        }
    }
}

/// The pairs of neighbouring stems that either document has.
#[derive(Default)]
struct StemPairs {
    ids: FxHashMap<u64, u32>,
    weight: Vec<f32>,
    places: Vec<u32>,
}

impl StemPairs {
    fn id(&mut self, before: u32, stem: u32, stem_weight: &[f32]) -> u32 {
        *self.ids.entry(u64::from(before) << 32 | u64::from(stem)).or_insert_with(|| {
            // A pair is at least as rare as its rarer half; counting pairs would cost a pass.
            self.weight.push(stem_weight[before as usize].max(stem_weight[stem as usize]));
            self.places.push(0);
            (self.weight.len() - 1) as u32
        })
    }
}

struct Side {
    words: Rows,
    stems: Rows,
    pairs: Rows,
    grams: Rows,
    sequence: Sequences,
    length: Vec<u32>,
}

impl Side {
    fn of(
        side: &Annotated,
        joint: &[u32],
        lexis: &Lexis,
        pairs: &mut StemPairs,
        [words, stems, grams]: &mut [Vec<u32>; 3],
    ) -> Self {
        let count = side.document.segments.len();
        let rows = || Rows::new(count);
        let mut out = Side {
            words: rows(),
            stems: rows(),
            pairs: rows(),
            grams: rows(),
            sequence: Sequences { starts: vec![0], ..Sequences::default() },
            length: Vec::with_capacity(count),
        };
        pairs.ids.reserve(side.tokens.len() / 2);
        let (mut row, mut pair_row) = (Vec::new(), Vec::new());
        for segment in 0..count {
            row.clear();
            let tokens = side.segment_tokens(segment).iter().map(|token| joint[token.word as usize]);
            row.extend(tokens.filter(|&word| lexis.is_word[word as usize]));
            let start = out.sequence.stems.len();
            out.sequence.stems.extend(row.iter().filter_map(|&word| lexis.stem[word as usize]));
            let sequence = &out.sequence.stems[start..];
            pair_row.clear();
            pair_row.extend(sequence.windows(2).map(|two| pairs.id(two[0], two[1], &lexis.stem_weight)));

            out.length.push(row.len() as u32);
            out.words.push(row.iter().copied(), words, &lexis.word_weight);
            out.stems.push(sequence.iter().copied(), stems, &lexis.stem_weight);
            out.pairs.push(pair_row.iter().copied(), &mut pairs.places, &pairs.weight);
            let all = row.iter().flat_map(|&word| lexis.grams(word as usize));
            out.grams.push(all.copied(), grams, &lexis.gram_weight);
            out.sequence.mass.push(sequence.iter().map(|&stem| lexis.stem_weight[stem as usize]).sum());
            out.sequence.starts.push(out.sequence.stems.len() as u32);
        }
        out
    }
}
