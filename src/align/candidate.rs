//! Which pairs are worth a close look: an inverted index over stems, pairs of stems and character n-grams.
//!
//! No step compares all pairs. One walk over the index serves both sides: what an old segment finds in it is offered to
//! the new segments too, so that each gets its best counterparts.

use rayon::prelude::*;

use crate::model::Pair;

use super::lexis::Lexis;
use super::vector::{Rows, Vectors};

/// Counterparts kept for each segment. On the gold sets six give the same figures as eight at three quarters of the cost.
pub(super) const KEEP: usize = 6;
/// A feature that stands in more segments than this tells nothing apart in a long document and is left out; the
/// limit keeps the cost of one query bounded.
const COMMON: usize = 100;
/// Segments that a thread takes at once.
const SHARE: usize = 64;

/// An inverted index over the segments of one document.
#[derive(Debug)]
struct Index {
    spaces: [Postings; 3],
    segments: usize,
}

/// For each feature the segments that have it, with its share of theirs; none where it is common.
#[derive(Debug)]
struct Postings {
    starts: Vec<u32>,
    entries: Vec<(u32, f32)>,
}

impl Postings {
    fn of(rows: &Rows, features: usize, segments: &[usize]) -> Self {
        const NOWHERE: u32 = u32::MAX;
        let mut places = vec![0_u32; features];
        for &segment in segments {
            for &feature in rows.features(segment) {
                places[feature as usize] += 1;
            }
        }
        let mut starts = Vec::with_capacity(features + 1);
        let mut end = 0;
        // How often a feature stands gives way to where its next entry goes.
        for place in &mut places {
            starts.push(end);
            let count = std::mem::replace(place, end);
            if count as usize > COMMON {
                *place = NOWHERE;
            } else {
                end += count;
            }
        }
        starts.push(end);
        let mut entries = vec![(0, 0.0); end as usize];
        for &segment in segments {
            let unit = 1.0 / rows.norm[segment];
            for (feature, value) in rows.entries(segment) {
                let place = &mut places[feature];
                if *place != NOWHERE {
                    entries[*place as usize] = (segment as u32, value * unit);
                    *place += 1;
                }
            }
        }
        Postings { starts, entries }
    }

    /// The segments that have a feature.
    fn of_feature(&self, feature: usize) -> &[(u32, f32)] {
        &self.entries[self.starts[feature] as usize..self.starts[feature + 1] as usize]
    }
}

/// Scratch memory of queries.
#[derive(Debug, Default)]
struct Query {
    score: Vec<f32>,
    touched: Vec<u32>,
}

impl Index {
    fn of(spaces: [(&Rows, usize); 3], all: usize, wanted: &[usize]) -> Self {
        let [one, two, three] = spaces.map(|(rows, features)| move || Postings::of(rows, features, wanted));
        // The last ones, the n-grams, are as many as all others.
        let (three, (one, two)) = rayon::join(three, || (one(), two()));
        Index { spaces: [one, two, three], segments: all }
    }

    /// Calls `each` with every indexed segment that shares a telling feature with `segment`, whose rows are `rows`, and
    /// with the sum of their cosines in all spaces.
    fn query(&self, rows: [&Rows; 3], segment: usize, query: &mut Query, mut each: impl FnMut(u32, f32)) {
        let Query { score, touched } = query;
        score.resize(self.segments, 0.0);
        touched.resize(self.segments + 1, 0);
        let mut count = 0;
        for (postings, rows) in self.spaces.iter().zip(rows) {
            let unit = 1.0 / rows.norm[segment];
            for (feature, value) in rows.entries(segment) {
                let value = value * unit;
                for &(other, theirs) in postings.of_feature(feature) {
                    let score = &mut score[other as usize];
                    // Written every time and counted the first time, which spares a branch.
                    touched[count] = other;
                    count += usize::from(*score == 0.0);
                    *score += value * theirs;
                }
            }
        }
        for &other in &touched[..count] {
            each(other, std::mem::take(&mut score[other as usize]));
        }
    }
}

/// The best counterparts of one segment so far, best first.
#[derive(Debug, Clone, Copy)]
struct Best {
    found: [(f32, u32); KEEP],
}

impl Best {
    const NONE: Best = Best { found: [(0.0, u32::MAX); KEEP] };

    /// Takes a counterpart in where it is better than one of those kept; of two equally good ones the first.
    fn offer(&mut self, score: f32, other: u32) {
        let worse = |kept: &(f32, u32)| kept.0 < score || (kept.0 == score && kept.1 > other);
        if !worse(&self.found[KEEP - 1]) {
            return;
        }
        let mut at = KEEP - 1;
        while at > 0 && worse(&self.found[at - 1]) {
            self.found[at] = self.found[at - 1];
            at -= 1;
        }
        self.found[at] = (score, other);
    }

    fn iter(&self) -> impl Iterator<Item = (f32, u32)> + '_ {
        self.found.iter().copied().take_while(|found| found.1 != u32::MAX)
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
    let index = |rows: &[&Rows; 3], all: usize, wanted: &[usize]| {
        Index::of([0, 1, 2].map(|k| (rows[k], features[k])), all, wanted)
    };
    let those = |all: &[bool]| (0..all.len()).filter(|&s| all[s]).collect::<Vec<usize>>();
    let asking = asks.as_ref().map(|all| those(all));

    // The old ones that ask look at all new ones, and what they see is what these would see of them. The new ones that
    // ask look at those old ones that did not.
    let silent: Vec<usize> = (0..asks.old.len()).filter(|&o| answers.old[o] && !asks.old[o]).collect();
    let (news, olds) = rayon::join(
        || index(&rows.new, asks.new.len(), &those(&answers.new)),
        || index(&rows.old, asks.old.len(), &silent),
    );
    let mut seen: Vec<Seen> = by_share(&asking.old, |share| {
        let mut seen = Seen { pairs: Vec::with_capacity(share.len() * KEEP), of_new: vec![Best::NONE; asks.new.len()] };
        let mut query = Query::default();
        for &old in share {
            let mut best = Best::NONE;
            news.query(rows.old, old, &mut query, |new, score| {
                best.offer(score, new);
                if asks.new[new as usize] {
                    seen.of_new[new as usize].offer(score, old as u32);
                }
            });
            seen.pairs.extend(best.iter().map(|(_, new)| (old as u32, new)));
        }
        seen
    });
    let mut pairs: Vec<(u32, u32)> = by_share(&asking.new, |share| {
        let mut query = Query::default();
        let mut pairs = Vec::with_capacity(share.len() * KEEP);
        for &new in share {
            let mut best = Best::NONE;
            seen.iter().flat_map(|seen| seen.of_new[new].iter()).for_each(|(score, old)| best.offer(score, old));
            if !silent.is_empty() {
                olds.query(rows.new, new, &mut query, |old, score| best.offer(score, old));
            }
            pairs.extend(best.iter().map(|(_, old)| (old, new as u32)));
        }
        pairs
    })
    .concat();
    seen.iter_mut().for_each(|seen| pairs.append(&mut seen.pairs));
    pairs.sort_unstable();
    pairs.dedup();
    let starved = starved(vectors, lexis, &asking, &pairs);
    (pairs, starved)
}

/// What a share of the old segments saw.
struct Seen {
    /// The best pairs of each of them.
    pairs: Vec<(u32, u32)>,
    /// For each new segment the best of them.
    of_new: Vec<Best>,
}

/// Hands segments out to the threads; what comes of it must not depend on where the shares are cut.
fn by_share<T: Send>(segments: &[usize], each: impl Fn(&[usize]) -> T + Send + Sync) -> Vec<T> {
    let share = segments.len().div_ceil(rayon::current_num_threads()).max(SHARE);
    segments.par_chunks(share).map(each).collect()
}

/// Whether a segment that asks got no candidate although the other side has a stem of it.
fn starved(vectors: &Vectors, lexis: &Lexis, asking: &Pair<Vec<usize>>, pairs: &[(u32, u32)]) -> bool {
    let alone =
        |asking: &[usize], all: usize, rows: &Rows, got: fn(&(u32, u32)) -> u32, places: fn(&Pair<u32>) -> u32| {
            let mut has = vec![false; all];
            pairs.iter().for_each(|pair| has[got(pair) as usize] = true);
            let shares =
                |segment: usize| rows.features(segment).iter().any(|&s| places(&lexis.stem_places[s as usize]) > 0);
            asking.iter().any(|&segment| !has[segment] && shares(segment))
        };
    alone(&asking.old, vectors.length.old.len(), &vectors.stems.old, |p| p.0, |places| places.new)
        || alone(&asking.new, vectors.length.new.len(), &vectors.stems.new, |p| p.1, |places| places.old)
}

/// The candidate pairs with a way to walk them by either side.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    /// (old, new), ascending.
    pub(super) pairs: Vec<(u32, u32)>,
    /// Whether a pair is an anchor: equal text, numbers aside, and no candidate among others.
    pub(super) fixed: Vec<bool>,
    /// How many old and new segments there are.
    pub(super) sizes: Pair<usize>,
    /// For each old segment where its pairs begin.
    row_starts: Vec<u32>,
    /// The indices of all pairs in order of the new side, those of one segment ascending.
    by_new: Vec<u32>,
    /// For each new segment where its indices begin.
    column_starts: Vec<u32>,
}

impl Candidates {
    /// Merges anchors, given for each old segment, into the candidates.
    pub(super) fn of(mut pairs: Vec<(u32, u32)>, anchors: &[Option<usize>], sizes: Pair<usize>) -> Self {
        let anchored = anchors.iter().enumerate().filter_map(|(o, n)| n.map(|n| (o as u32, n as u32)));
        pairs.extend(anchored);
        // Both are in order already, and a stable sort only joins them.
        pairs.sort();
        pairs.dedup();
        let fixed = pairs.iter().map(|&(o, n)| anchors.get(o as usize) == Some(&Some(n as usize))).collect();
        let mut row_starts = vec![0; sizes.old + 1];
        let mut column_starts = vec![0; sizes.new + 2];
        for &(old, new) in &pairs {
            row_starts[old as usize + 1] += 1;
            column_starts[new as usize + 2] += 1;
        }
        for starts in [&mut row_starts, &mut column_starts] {
            (1..starts.len()).for_each(|at| starts[at] += starts[at - 1]);
        }
        let mut by_new = vec![0; pairs.len()];
        for (index, &(_, new)) in pairs.iter().enumerate() {
            let at = &mut column_starts[new as usize + 1];
            by_new[*at as usize] = index as u32;
            *at += 1;
        }
        Candidates { pairs, fixed, sizes, row_starts, by_new, column_starts }
    }

    /// Indices of the pairs of an old segment.
    pub(super) fn row(&self, old: u32) -> std::ops::Range<usize> {
        self.row_starts[old as usize] as usize..self.row_starts[old as usize + 1] as usize
    }

    /// Indices of the pairs of a new segment.
    pub(super) fn column(&self, new: u32) -> &[u32] {
        &self.by_new[self.column_starts[new as usize] as usize..self.column_starts[new as usize + 1] as usize]
    }

    pub(super) fn len(&self) -> usize {
        self.pairs.len()
    }
}

/// For each pair the index of the best among the other pairs of its row and of its column.
pub(super) fn best_places(candidates: &Candidates, value: &[f32]) -> Vec<Pair<Option<usize>>> {
    fn mark(indices: impl Iterator<Item = usize> + Clone, value: &[f32], mut set: impl FnMut(usize, Option<usize>)) {
        let (mut first, mut second) = (None, None);
        for index in indices.clone() {
            let better = |than: Option<usize>| than.is_none_or(|t: usize| value[index] > value[t]);
            if better(first) {
                (first, second) = (Some(index), first);
            } else if better(second) {
                second = Some(index);
            }
        }
        indices.for_each(|index| set(index, if first == Some(index) { second } else { first }));
    }
    let mut places = vec![Pair::new(None, None); candidates.len()];
    for old in 0..candidates.sizes.old as u32 {
        mark(candidates.row(old), value, |k, best| places[k].old = best);
    }
    for new in 0..candidates.sizes.new as u32 {
        mark(candidates.column(new).iter().map(|&k| k as usize), value, |k, best| places[k].new = best);
    }
    places
}

/// For each pair the best value among the other pairs of its row and of its column; zero where there is none.
pub(super) fn best_others(candidates: &Candidates, value: &[f32]) -> Vec<Pair<f32>> {
    let best = |place: Option<usize>| place.map_or(0.0, |k| value[k]);
    best_places(candidates, value).into_iter().map(|places| places.map(best)).collect()
}
