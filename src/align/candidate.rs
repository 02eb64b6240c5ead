//! Which pairs are worth a close look: an inverted index over stems, pairs of stems and character n-grams.
//!
//! No step compares all pairs. Each segment asks the index for its best counterparts, from both sides.

use crate::model::Pair;

use super::lexis::Lexis;
use super::vector::{Rows, Vectors};

/// Counterparts kept for each segment. On the gold sets six give the same figures as eight at three quarters of the cost.
pub(super) const KEEP: usize = 6;
/// A feature that stands in more segments than this tells nothing apart in a long document and is left out; the
/// limit keeps the cost of one query bounded.
const COMMON: usize = 100;

/// An inverted index over the segments of any number of documents.
#[derive(Debug)]
pub(super) struct Index {
    spaces: [Postings; 3],
    segments: usize,
}

#[derive(Debug)]
struct Postings {
    starts: Vec<u32>,
    entries: Vec<(u32, f32)>,
}

impl Postings {
    fn of(rows: &Rows, features: usize, segments: usize, wanted: impl Fn(usize) -> bool) -> Self {
        let mut starts = vec![0_u32; features + 1];
        for segment in (0..segments).filter(|&s| wanted(s)) {
            for &feature in rows.features(segment) {
                starts[feature as usize + 1] += 1;
            }
        }
        for feature in 0..features {
            starts[feature + 1] += starts[feature];
        }
        let mut next = starts.clone();
        let mut entries = vec![(0, 0.0); starts[features] as usize];
        for segment in (0..segments).filter(|&s| wanted(s)) {
            for (&feature, &value) in rows.features(segment).iter().zip(rows.values(segment)) {
                let at = &mut next[feature as usize];
                entries[*at as usize] = (segment as u32, value / rows.norm[segment]);
                *at += 1;
            }
        }
        Postings { starts, entries }
    }
}

/// Scratch memory of queries.
#[derive(Debug, Default)]
pub(super) struct Query {
    score: Vec<f32>,
    touched: Vec<u32>,
    /// Whether a query since the last look left out every feature of its segment.
    pub(super) starved: bool,
}

impl Index {
    /// Indexes the wanted segments of one document.
    pub(super) fn of(spaces: [(&Rows, usize); 3], segments: usize, wanted: impl Fn(usize) -> bool) -> Self {
        Index { spaces: spaces.map(|(rows, features)| Postings::of(rows, features, segments, &wanted)), segments }
    }

    /// Adds to the query's scores the sum of the cosines in all spaces of `segment`, whose rows are `rows`.
    fn gather(&self, rows: [&Rows; 3], segment: usize, query: &mut Query) {
        query.score.resize(self.segments.max(query.score.len()), 0.0);
        let (mut had, mut used) = (false, false);
        for (postings, rows) in self.spaces.iter().zip(rows) {
            let norm = rows.norm[segment];
            for (&feature, &value) in rows.features(segment).iter().zip(rows.values(segment)) {
                let (start, end) = (postings.starts[feature as usize], postings.starts[feature as usize + 1]);
                let list = &postings.entries[start as usize..end as usize];
                had |= !list.is_empty();
                if list.len() > COMMON {
                    continue;
                }
                used |= !list.is_empty();
                let value = value / norm;
                for &(other, theirs) in list {
                    let score = &mut query.score[other as usize];
                    if *score == 0.0 {
                        query.touched.push(other);
                    }
                    *score += value * theirs;
                }
            }
        }
        query.starved |= had && !used;
    }

    /// The best counterparts of `segment`, best first, at most [`KEEP`].
    pub(super) fn find(&self, rows: [&Rows; 3], segment: usize, query: &mut Query, found: &mut Vec<(u32, f32)>) {
        self.gather(rows, segment, query);
        found.clear();
        for &other in &query.touched {
            found.push((other, std::mem::take(&mut query.score[other as usize])));
        }
        query.touched.clear();
        let by_score = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if found.len() > KEEP {
            found.select_nth_unstable_by(KEEP, by_score);
            found.truncate(KEEP);
        }
        found.sort_unstable_by(by_score);
    }
}

/// All candidate pairs (old, new), ascending, and whether the bound on common features left a segment without any.
/// Only those who ask look for counterparts, and only those who answer are found.
pub(super) fn candidates(
    vectors: &Vectors,
    lexis: &Lexis,
    asks: &Pair<Vec<bool>>,
    answers: &Pair<Vec<bool>>,
) -> (Vec<(u32, u32)>, bool) {
    let features = [lexis.stem_weight.len(), vectors.pair_weight.len(), lexis.gram_weight.len()];
    let spaces = |of: fn(&Pair<Rows>) -> &Rows| [of(&vectors.stems), of(&vectors.pairs), of(&vectors.grams)];
    let rows = Pair::new(spaces(|p| &p.old), spaces(|p| &p.new));
    let search = |from: &[&Rows; 3], to: &[&Rows; 3], asks: &[bool], answers: &[bool]| {
        let all = Index::of([0, 1, 2].map(|k| (to[k], features[k])), answers.len(), |s| answers[s]);
        let (mut query, mut found, mut pairs) = (Query::default(), Vec::new(), Vec::new());
        for segment in (0..asks.len()).filter(|&s| asks[s]) {
            all.find(*from, segment, &mut query, &mut found);
            pairs.extend(found.iter().map(|&(other, _)| (segment as u32, other)));
        }
        (pairs, query.starved)
    };
    let ((mut pairs, starved), (mirrored, starved_too)) = rayon::join(
        || search(&rows.old, &rows.new, &asks.old, &answers.new),
        || search(&rows.new, &rows.old, &asks.new, &answers.old),
    );
    pairs.extend(mirrored.into_iter().map(|(new, old)| (old, new)));
    pairs.sort_unstable();
    pairs.dedup();
    (pairs, starved || starved_too)
}

/// The candidate pairs with a way to walk them by either side.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    /// (old, new), ascending.
    pub(super) pairs: Vec<(u32, u32)>,
    /// Whether a pair is an anchor: equal text, no candidate among others.
    pub(super) fixed: Vec<bool>,
    /// For each old segment the half-open range of its pairs.
    pub(super) of_old: Vec<(u32, u32)>,
    /// For each new segment the indices of its pairs, ascending by old segment.
    pub(super) of_new: Vec<Vec<u32>>,
}

impl Candidates {
    /// Merges anchors into the candidates.
    pub(super) fn of(
        mut pairs: Vec<(u32, u32)>,
        anchors: impl Iterator<Item = (usize, usize)>,
        sizes: Pair<usize>,
    ) -> Self {
        let anchors: rustc_hash::FxHashSet<(u32, u32)> = anchors.map(|(o, n)| (o as u32, n as u32)).collect();
        pairs.extend(&anchors);
        pairs.sort_unstable();
        pairs.dedup();
        let fixed = pairs.iter().map(|pair| anchors.contains(pair)).collect();
        let mut of_old = vec![(0, 0); sizes.old];
        let mut of_new = vec![Vec::new(); sizes.new];
        for (index, &(old, new)) in pairs.iter().enumerate() {
            let range = &mut of_old[old as usize];
            if range.1 == 0 {
                range.0 = index as u32;
            }
            range.1 = index as u32 + 1;
            of_new[new as usize].push(index as u32);
        }
        Candidates { pairs, fixed, of_old, of_new }
    }

    /// Indices of the pairs of an old segment.
    pub(super) fn row(&self, old: u32) -> std::ops::Range<usize> {
        let (start, end) = self.of_old[old as usize];
        start as usize..end as usize
    }

    /// Indices of the pairs of a new segment.
    pub(super) fn column(&self, new: u32) -> &[u32] {
        &self.of_new[new as usize]
    }

    pub(super) fn len(&self) -> usize {
        self.pairs.len()
    }
}

/// For each pair the index of the best among the other pairs of its row and of its column.
pub(super) fn best_places(candidates: &Candidates, value: &[f32]) -> Vec<Pair<Option<usize>>> {
    let two_best = |indices: &mut dyn Iterator<Item = usize>| {
        let (mut first, mut second) = (None, None);
        for index in indices {
            let better = |than: Option<usize>| than.is_none_or(|t: usize| value[index] > value[t]);
            if better(first) {
                (first, second) = (Some(index), first);
            } else if better(second) {
                second = Some(index);
            }
        }
        (first, second)
    };
    let rows: Vec<_> = (0..candidates.of_old.len() as u32).map(|o| two_best(&mut candidates.row(o))).collect();
    let columns: Vec<_> = (0..candidates.of_new.len() as u32)
        .map(|n| two_best(&mut candidates.column(n).iter().map(|&k| k as usize)))
        .collect();
    let pick =
        |(first, second): (Option<usize>, Option<usize>), own: usize| if first == Some(own) { second } else { first };
    let pairs = candidates.pairs.iter().enumerate();
    pairs.map(|(k, &(o, n))| Pair::new(pick(rows[o as usize], k), pick(columns[n as usize], k))).collect()
}

/// For each pair the best value among the other pairs of its row and of its column; zero where there is none.
pub(super) fn best_others(candidates: &Candidates, value: &[f32]) -> Vec<Pair<f32>> {
    let best = |place: Option<usize>| place.map_or(0.0, |k| value[k]);
    best_places(candidates, value).into_iter().map(|places| places.map(best)).collect()
}
