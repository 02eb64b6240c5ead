//! Segments as sparse vectors over words, stems, pairs of stems and character n-grams.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::model::{Annotated, Pair};

use super::lexis::Lexis;
use super::lists::Lists;
use super::sequence::Sequences;
use super::walk::{Lookup, Steps, sums};

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
    /// Finds features in long rows, which are numbered by where they begin.
    lookup: Lookup,
}

/// A row of [`Entries`].
struct Row {
    range: (u32, u32),
    norm: f32,
    mass: f32,
}

impl Rows {
    /// The rows of both documents: each text has these features, in order and as often as it has them; all together have
    /// so many of them at `most`.
    fn of<I: Iterator<Item = u32>>(
        texts: &Texts,
        features: impl Fn(usize) -> I,
        most: usize,
        weight: &[f32],
    ) -> Pair<Rows> {
        let (features_of_all, values) = (Vec::with_capacity(most), Vec::with_capacity(most));
        let mut entries = Entries { features: features_of_all, values, lookup: Lookup::default() };
        let (mut places, mut again) = (vec![0; weight.len()], Vec::new());
        let rows = (0..texts.words.len()).map(|text| entries.push(features(text), (&mut places, &mut again), weight));
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

    /// Where any of `few` features stand in a segment's row, ascending; none where it is to be walked.
    fn positions(&self, segment: usize, few: &[u32]) -> Option<Vec<u32>> {
        self.entries.lookup.positions(self.ranges[segment].0, self.features(segment), few)
    }

    /// Sums over the entries of a segment, where `of` is zero for all but `few` features.
    pub(super) fn sums<const N: usize>(
        &self,
        segment: usize,
        few: &[u32],
        steps: &Steps,
        of: impl Fn(usize, f32) -> [f32; N],
    ) -> [f32; N] {
        let row = (self.features(segment), self.values(segment));
        self.entries.lookup.sums(self.ranges[segment].0, row, few, steps, of)
    }

    /// The dot product of two rows where the first one is long: its features are looked up.
    pub(super) fn dot_with_long(&self, long: usize, other: usize) -> Option<f32> {
        let (find, values) = (self.finder(long)?, self.values(long));
        let [product] = sums(self.features(other), self.values(other), |feature, value| {
            [find(feature as u32).map_or(0.0, |at| values[at]) * value]
        });
        Some(product)
    }

    /// Sum of the weights of those features of a segment that another one has too.
    pub(super) fn shared_mass(&self, segment: usize, other: usize, weight: &[f32]) -> f32 {
        let features = self.features(segment);
        if let Some(positions) = self.positions(segment, self.features(other)) {
            return positions.iter().map(|&at| weight[features[at as usize] as usize]).sum();
        }
        let has = self.asked(other, features.len());
        features.iter().filter(|&&feature| has(feature)).map(|&feature| weight[feature as usize]).sum()
    }

    /// Whether a segment has a feature, asked so many `times`: a row that is asked often is sorted first.
    pub(super) fn asked(&self, segment: usize, times: usize) -> impl Fn(u32) -> bool + '_ {
        const LOOKED_THROUGH: usize = 4096;
        let (features, find) = (self.features(segment), self.finder(segment));
        let sorted = (find.is_none() && features.len() * times > LOOKED_THROUGH).then(|| {
            let mut sorted = features.to_vec();
            sorted.sort_unstable();
            sorted
        });
        move |feature| match (&find, &sorted) {
            (Some(find), _) => find(feature).is_some(),
            (None, Some(sorted)) => sorted.binary_search(&feature).is_ok(),
            (None, None) => has(features, feature),
        }
    }

    /// Tells where a feature stands in a segment's row, if that is long.
    fn finder(&self, segment: usize) -> Option<impl Fn(u32) -> Option<usize> + use<'_>> {
        self.entries.lookup.finder(self.ranges[segment].0, self.features(segment))
    }
}

impl Entries {
    /// Adds a row. `places` tells behind which entry a feature was put last, and `again` has room for those that are met
    /// again.
    fn push(
        &mut self,
        features: impl Iterator<Item = u32>,
        (places, again): (&mut [u32], &mut Vec<u32>),
        weight: &[f32],
    ) -> Row {
        let start = self.features.len();
        again.clear();
        features.for_each(|feature| {
            let place = &mut places[feature as usize];
            if *place as usize > start {
                again.push(*place - 1);
            } else {
                self.features.push(feature);
                *place = self.features.len() as u32;
            }
        });
        // Counted in place of the value until the row is complete.
        self.values.resize(self.features.len(), 1.0);
        again.iter().for_each(|&at| self.values[at as usize] += 1.0);
        let repeated = !again.is_empty();
        let (mut square, mut mass) = (0.0_f32, 0.0);
        for (&feature, value) in self.features[start..].iter().zip(&mut self.values[start..]) {
            let weight = weight[feature as usize];
            *value = if repeated && *value > 1.0 { (1.0 + value.ln()) * weight } else { weight };
            square += *value * *value;
            mass += weight;
        }
        self.lookup.add(start as u32, &self.features[start..]);
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
    /// Those that lie here.
    features: Vec<u32>,
    /// What was looked at to compare it.
    pub(super) steps: Steps,
}

impl Laid {
    pub(super) fn new(features: usize) -> Self {
        Laid { values: vec![0.0; features], features: Vec::new(), steps: Steps::default() }
    }

    pub(super) fn lay(&mut self, rows: &Rows, segment: usize) {
        rows.entries(segment).for_each(|(feature, value)| self.values[feature] = value);
        self.features.extend_from_slice(rows.features(segment));
    }

    /// Takes away the row that was laid.
    pub(super) fn lift(&mut self) {
        self.features.drain(..).for_each(|feature| self.values[feature as usize] = 0.0);
    }

    /// What the row that lies here has of a feature.
    pub(super) fn value(&self, feature: u32) -> f32 {
        self.values[feature as usize]
    }

    /// The dot product of the row that lies here and another one.
    pub(super) fn dot(&self, rows: &Rows, segment: usize) -> f32 {
        let [product] =
            rows.sums(segment, &self.features, &self.steps, |feature, value| [self.values[feature] * value]);
        product
    }

    /// The features of a row that the one that lies here has too, in their order.
    pub(super) fn shared<'r>(&'r self, rows: &'r Rows, segment: usize) -> impl Iterator<Item = u32> + 'r {
        let features = rows.features(segment);
        let looked_up = rows.positions(segment, &self.features);
        let walked = if looked_up.is_some() { &[] } else { features };
        let looked_up = looked_up.into_iter().flatten().map(|at| features[at as usize]);
        looked_up.chain(walked.iter().copied().filter(|&feature| self.value(feature) > 0.0))
    }

    /// Compares the row that lies here, an old one, with a new one whose features have these weights.
    pub(super) fn overlap(&self, old: (&Rows, usize), new: (&Rows, usize), weight: &[f32]) -> Overlap {
        let [product, mass] = new.0.sums(new.1, &self.features, &self.steps, |feature, value| {
            let here = self.values[feature];
            [here * value, if here > 0.0 { weight[feature] } else { 0.0 }]
        });
        Overlap::of(old, new, product, mass)
    }
}

/// Whether a row has a feature. Rows are short, and without a way out early the comparison is of many at once.
pub(super) fn has(features: &[u32], feature: u32) -> bool {
    features.iter().fold(false, |found, &other| found | (other == feature))
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
        let (words, stems) = (texts.words.entries(), texts.stems.entries());
        let most_grams = || words.iter().map(|&word| lexis.grams(word as usize).len()).sum();
        let (grams, (words, stems, (pairs, pair_weight))) = rayon::join(
            || Rows::of(&texts, of_grams, most_grams(), &lexis.gram_weight),
            || {
                let words = Rows::of(&texts, of_words, words.len(), &lexis.word_weight);
                let rows_of_stems = Rows::of(&texts, of_stems, stems.len(), &lexis.stem_weight);
                let (pairs, weight) = stem_pairs(&texts.stems, &lexis.stem_weight);
                let most = pairs.entries().len();
                let rows = Rows::of(&texts, |text| pairs.of(text).iter().copied(), most, &weight);
                (words, rows_of_stems, (rows, weight))
            },
        );
        let Texts { words: in_order, stems: sequences, of } = texts;
        let mass = |text: usize| sequences.of(text).iter().map(|&stem| lexis.stem_weight[stem as usize]).sum();
        let masses: Vec<f32> = (0..sequences.len()).map(mass).collect();
        let mut lookup = Lookup::default();
        (0..sequences.len()).for_each(|text| lookup.add(text as u32, sequences.of(text)));
        let (sequences, lookup) = (Arc::new(sequences), Arc::new(lookup));
        let length = of.as_ref().map(|of| of.iter().map(|&text| in_order.of(text as usize).len() as u32).collect());
        let sequence = of.map(|texts| Sequences {
            stems: Arc::clone(&sequences),
            lookup: Arc::clone(&lookup),
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
        let tokens = sides.old.tokens.len() + sides.new.tokens.len();
        let (mut words, mut stems) = (Lists::with_room(tokens), Lists::with_room(tokens));
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
    let (mut pairs, mut weight) = (Lists::with_room(stems.entries().len()), Vec::new());
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
