//! Segments as sparse vectors over words, stems, pairs of stems and character n-grams.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::model::{Annotated, Pair};

use super::lexis::Lexis;
use super::lists::Lists;

/// One sparse row for each segment of a document, entries in the order in which the segment first has them. Equal
/// segments, of either document, share their entries.
#[derive(Debug)]
pub(super) struct Rows {
    entries: Arc<Entries>,
    /// Where each row stands in them.
    ranges: Vec<(u32, u32)>,
    /// Euclidean length of each row.
    pub(super) norm: Vec<f32>,
    /// Sum of the weights of each row's features, each counted once.
    pub(super) mass: Vec<f32>,
}

#[derive(Debug, Default)]
struct Entries {
    features: Vec<u32>,
    /// (1 + ln tf) · weight.
    values: Vec<f32>,
}

/// A row of [`Entries`].
struct Row {
    range: (u32, u32),
    norm: f32,
    mass: f32,
}

impl Rows {
    /// The rows of both documents: each text has these features, in order and as often as it has them.
    fn of<I: Iterator<Item = u32>>(texts: &Texts, features: impl Fn(usize) -> I, weight: &[f32]) -> Pair<Rows> {
        let mut entries = Entries::default();
        // Scratch: where a feature was put last.
        let mut places = vec![0; weight.len()];
        let rows = (0..texts.words.len()).map(|text| entries.push(features(text), &mut places, weight));
        let rows: Vec<Row> = rows.collect();
        let entries = Arc::new(entries);
        texts.of.as_ref().map(|of| {
            let rows = of.iter().map(|&text| &rows[text as usize]);
            Rows {
                entries: Arc::clone(&entries),
                ranges: rows.clone().map(|row| row.range).collect(),
                norm: rows.clone().map(|row| row.norm).collect(),
                mass: rows.map(|row| row.mass).collect(),
            }
        })
    }

    fn range(&self, segment: usize) -> std::ops::Range<usize> {
        let (start, end) = self.ranges[segment];
        start as usize..end as usize
    }

    /// The different features of a segment.
    pub(super) fn features(&self, segment: usize) -> &[u32] {
        &self.entries.features[self.range(segment)]
    }

    /// The values that belong to [`Self::features`].
    pub(super) fn values(&self, segment: usize) -> &[f32] {
        &self.entries.values[self.range(segment)]
    }

    /// The features of a segment with their values.
    pub(super) fn entries(&self, segment: usize) -> impl Iterator<Item = (usize, f32)> + '_ {
        self.features(segment).iter().zip(self.values(segment)).map(|(&feature, &value)| (feature as usize, value))
    }
}

impl Entries {
    /// Adds a row.
    fn push(&mut self, features: impl Iterator<Item = u32>, places: &mut [u32], weight: &[f32]) -> Row {
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
        let (mut square, mut mass) = (0.0_f32, 0.0);
        for (&feature, value) in self.features[start..].iter().zip(&mut self.values[start..]) {
            let weight = weight[feature as usize];
            *value = if repeated && *value > 1.0 { (1.0 + value.ln()) * weight } else { weight };
            square += *value * *value;
            mass += weight;
        }
        Row { range: (start as u32, self.features.len() as u32), norm: square.sqrt(), mass }
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
        let [product] =
            sums(rows.features(segment), rows.values(segment), |feature, value| [self.values[feature] * value]);
        product
    }

    /// Compares the row that lies here, an old one, with a new one whose features have these weights.
    pub(super) fn overlap(&self, old: (&Rows, usize), new: (&Rows, usize), weight: &[f32]) -> Overlap {
        let [product, mass] = sums(new.0.features(new.1), new.0.values(new.1), |feature, value| {
            let here = self.values[feature];
            [here * value, if here > 0.0 { weight[feature] } else { 0.0 }]
        });
        Overlap::of(old, new, product, mass)
    }
}

/// Sums over the entries of a row. Each addition of floats waits for the one before it, so that several sums side by side
/// are faster than one.
pub(super) fn sums<const N: usize>(features: &[u32], values: &[f32], of: impl Fn(usize, f32) -> [f32; N]) -> [f32; N] {
    const LANES: usize = 4;
    let mut lanes = [[0.0; N]; LANES];
    let add = |sum: &mut [f32; N], feature: u32, value: f32| {
        sum.iter_mut().zip(of(feature as usize, value)).for_each(|(sum, term)| *sum += term);
    };
    let (features, last_features) = features.as_chunks::<LANES>();
    let (values, last_values) = values.as_chunks::<LANES>();
    for (features, values) in features.iter().zip(values) {
        for lane in 0..LANES {
            add(&mut lanes[lane], features[lane], values[lane]);
        }
    }
    for (lane, (&feature, &value)) in lanes.iter_mut().zip(last_features.iter().zip(last_values)) {
        add(lane, feature, value);
    }
    std::array::from_fn(|n| (lanes[0][n] + lanes[1][n]) + (lanes[2][n] + lanes[3][n]))
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
#[derive(Debug)]
pub(super) struct Sequences {
    stems: Arc<Lists>,
    /// For each segment its text.
    texts: Vec<u32>,
    /// Sum of the weights of each segment's stems, each counted as often as it stands there.
    pub(super) mass: Vec<f32>,
}

impl Sequences {
    /// The stems of a segment.
    pub(super) fn of(&self, segment: usize) -> &[u32] {
        self.stems.of(self.texts[segment] as usize)
    }
}

impl Vectors {
    /// Builds the rows of both documents, whose words have these `joint` numbers. Segments with equal `keys` have equal words.
    pub(super) fn of(
        sides: Pair<&Annotated>,
        joint: &Pair<Vec<u32>>,
        lexis: &Lexis,
        keys: &Pair<Vec<Option<u64>>>,
    ) -> Self {
        let texts = Texts::of(sides, joint, lexis, keys);
        let of_words = |text: usize| texts.words.of(text).iter().copied();
        let of_stems = |text: usize| texts.stems.of(text).iter().copied();
        let of_grams = |text: usize| of_words(text).flat_map(|word| lexis.grams(word as usize)).copied();
        let (grams, (words, stems, (pairs, pair_weight))) = rayon::join(
            || Rows::of(&texts, of_grams, &lexis.gram_weight),
            || {
                let words = Rows::of(&texts, of_words, &lexis.word_weight);
                let stems = Rows::of(&texts, of_stems, &lexis.stem_weight);
                let (pairs, weight) = stem_pairs(&texts.stems, &lexis.stem_weight);
                let rows = Rows::of(&texts, |text| pairs.of(text).iter().copied(), &weight);
                (words, stems, (rows, weight))
            },
        );
        let Texts { words: in_order, stems: sequences, of } = texts;
        let mass = |text: usize| sequences.of(text).iter().map(|&stem| lexis.stem_weight[stem as usize]).sum();
        let masses: Vec<f32> = (0..sequences.len()).map(mass).collect();
        let sequences = Arc::new(sequences);
        let length = of.as_ref().map(|of| of.iter().map(|&text| in_order.of(text as usize).len() as u32).collect());
        let sequence = of.map(|texts| Sequences {
            stems: Arc::clone(&sequences),
            mass: texts.iter().map(|&text| masses[text as usize]).collect(),
            texts,
        });
        Vectors { words, stems, pairs, grams, sequence, pair_weight, length }
    }
}

/// The different texts of both documents in order of first occurrence: equal segments are one text.
struct Texts {
    /// For each text its words.
    words: Lists,
    /// For each text its stems.
    stems: Lists,
    /// For each segment its text.
    of: Pair<Vec<u32>>,
}

impl Texts {
    fn of(sides: Pair<&Annotated>, joint: &Pair<Vec<u32>>, lexis: &Lexis, keys: &Pair<Vec<Option<u64>>>) -> Self {
        let (mut words, mut stems) = (Lists::default(), Lists::default());
        let mut known: FxHashMap<u64, u32> = FxHashMap::default();
        let mut number = |side: &Annotated, joint: &[u32], keys: &[Option<u64>]| -> Vec<u32> {
            let text = |(segment, key): (usize, &Option<u64>)| {
                let next = words.len() as u32;
                let text = key.map_or(next, |key| *known.entry(key).or_insert(next));
                if text == next {
                    let tokens = side.segment_tokens(segment).iter().map(|token| joint[token.word as usize]);
                    let row = words.push(tokens.filter(|&word| lexis.is_word[word as usize]));
                    stems.push(row.iter().filter_map(|&word| lexis.stem[word as usize]));
                }
                text
            };
            keys.iter().enumerate().map(text).collect()
        };
        let old = number(sides.old, &joint.old, &keys.old);
        let new = number(sides.new, &joint.new, &keys.new);
        Texts { words, stems, of: Pair::new(old, new) }
    }
}

/// The pairs of neighbouring stems of every text, and the weights of all such pairs.
fn stem_pairs(stems: &Lists, stem_weight: &[f32]) -> (Lists, Vec<f32>) {
    let (mut pairs, mut weight) = (Lists::default(), Vec::new());
    let mut ids: FxHashMap<u64, u32> = FxHashMap::default();
    ids.reserve(stems.entries().len() / 2);
    for text in 0..stems.len() {
        pairs.push(stems.of(text).windows(2).map(|two| {
            *ids.entry(u64::from(two[0]) << 32 | u64::from(two[1])).or_insert_with(|| {
                // A pair is at least as rare as its rarer half; counting pairs would cost a pass.
                weight.push(stem_weight[two[0] as usize].max(stem_weight[two[1] as usize]));
                (weight.len() - 1) as u32
            })
        }));
    }
    (pairs, weight)
}
