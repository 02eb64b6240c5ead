//! Where the topic of a long text shifts, for texts that have lost their headings.
//!
//! Between every two blocks the vocabulary of the blocks before is compared with that of the blocks after (Hearst,
//! "TextTiling", 1997). A gap that is deeper than its neighbourhood is a shift. Lists are never parted from what
//! announces them.

use std::collections::BTreeSet;
use std::hash::Hasher as _;

use rustc_hash::{FxHashMap, FxHasher};

use crate::language::token::fold_into;
use crate::model::Segment;

use super::block::Kind;
use super::draft::Draft;

/// More segments than this are too many for one section, in a document that has lost its headings and in one that
/// has them.
const TOO_LONG: (usize, usize) = (30, 60);

/// Segments that an inferred section has at least, and that none exceeds if there is any gap to part it at.
const SHORTEST: usize = 5;
const LONGEST: usize = 40;

/// Blocks on either side of a gap whose words are compared.
const WINDOW: usize = 4;

/// How far from a gap its neighbourhood reaches, in blocks.
const REACH: isize = 24;

/// Characters of a title that is an excerpt.
const EXCERPT: usize = 60;

/// The segments of a half-open range at which new topics begin; none where the range is no longer than a section.
/// `lost` tells that the document has no headings to go by.
pub(super) fn shifts(draft: &Draft, segments: &[Segment], (first, end): (usize, usize), lost: bool) -> Vec<usize> {
    if end - first <= if lost { TOO_LONG.0 } else { TOO_LONG.1 } {
        return Vec::new();
    }
    let blocks = blocks_of(segments, first, end);
    let gaps = gaps(draft, segments, &blocks);
    let mut shifts = forced(segments, &blocks);
    let mut ranked: Vec<usize> = (1..blocks.len()).filter(|&gap| gaps[gap] > 0.0).collect();
    ranked.sort_by(|&a, &b| gaps[b].total_cmp(&gaps[a]).then(a.cmp(&b)));
    let deep = threshold(&ranked, &gaps);
    let start_of = |gap: usize| blocks[gap].0;
    let mut taken: BTreeSet<usize> = shifts.iter().map(|&gap| start_of(gap)).collect();
    for gap in ranked {
        let at = start_of(gap);
        let before = taken.range(..=at).next_back().copied().unwrap_or(first);
        let after = taken.range(at + 1..).next().copied().unwrap_or(end);
        let room = at - before >= SHORTEST && after - at >= SHORTEST;
        if room && (gaps[gap] >= deep || after - before > LONGEST) {
            taken.insert(at);
            shifts.push(gap);
        }
    }
    let mut starts: Vec<usize> = shifts.into_iter().map(start_of).filter(|&at| at > first).collect();
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// A title for an inferred section: how its first segment begins.
pub(super) fn excerpt(text: &str) -> String {
    let mut title = String::new();
    for word in text.split_whitespace() {
        if !title.is_empty() && title.chars().count() + word.chars().count() >= EXCERPT {
            title.push('…');
            return title;
        }
        if !title.is_empty() {
            title.push(' ');
        }
        title.extend(word.chars().take(EXCERPT));
    }
    title
}

/// The blocks of a range as half-open ranges of segments.
fn blocks_of(segments: &[Segment], first: usize, end: usize) -> Vec<(usize, usize)> {
    let mut blocks: Vec<(usize, usize)> = Vec::new();
    for index in first..end {
        match blocks.last_mut() {
            Some(last) if segments[last.0].block == segments[index].block => last.1 = index + 1,
            _ => blocks.push((index, index + 1)),
        }
    }
    blocks
}

/// Gaps between what is said and what only surrounds it: front matter, notices, lists of links.
fn forced(segments: &[Segment], blocks: &[(usize, usize)]) -> Vec<usize> {
    const RUN: usize = 3;
    let content = |gap: usize| segments[blocks[gap].0].role.is_content();
    let run = |mut gaps: std::ops::Range<usize>, is: bool| gaps.len() == RUN && gaps.all(|gap| content(gap) == is);
    (1..blocks.len())
        .filter(|&gap| content(gap) != content(gap - 1))
        .filter(|&gap| {
            let after = run(gap..(gap + RUN).min(blocks.len()), content(gap));
            let before = run(gap.saturating_sub(RUN)..gap, content(gap - 1));
            after && before
        })
        .collect()
}

/// How much deeper than the average a gap must be.
fn threshold(ranked: &[usize], gaps: &[f64]) -> f64 {
    let count = ranked.len().max(1) as f64;
    let mean = ranked.iter().map(|&gap| gaps[gap]).sum::<f64>() / count;
    let spread = (ranked.iter().map(|&gap| (gaps[gap] - mean).powi(2)).sum::<f64>() / count).sqrt();
    mean + spread
}

/// For each gap before a block how deep it is; zero where none may be.
fn gaps(draft: &Draft, segments: &[Segment], blocks: &[(usize, usize)]) -> Vec<f64> {
    let words = words_of(draft, segments, blocks);
    let different = words.iter().flatten().map(|&(id, _)| id as usize + 1).max().unwrap_or(0);
    let mut sides = Sides { weights: vec![[0.0; 2]; different], met: vec![0; different + 1] };
    let likeness: Vec<f64> = (0..=blocks.len())
        .map(|gap| {
            if gap == 0 || gap == blocks.len() {
                return 1.0;
            }
            sides.similarity(&words[gap.saturating_sub(WINDOW)..gap], &words[gap..(gap + WINDOW).min(blocks.len())])
        })
        .collect();
    let climb = |from: usize, step: isize| {
        let mut top = likeness[from];
        let mut at = from as isize + step;
        let reach = from as isize - REACH..=from as isize + REACH;
        while reach.contains(&at) && (0..likeness.len() as isize).contains(&at) && likeness[at as usize] >= top {
            top = likeness[at as usize];
            at += step;
        }
        top - likeness[from]
    };
    (0..blocks.len())
        .map(|gap| {
            let start = &draft.blocks[segments[blocks[gap].0].block];
            let content =
                segments[blocks[gap].0].role.is_content() && segments[blocks[gap.max(1) - 1].0].role.is_content();
            let before = gap.checked_sub(1).map(|before| segments[blocks[before].1 - 1].span.of(&draft.text));
            let announced = before.is_none_or(|text| text.ends_with([':', '：']));
            let begins = start.kind == Kind::Paragraph || (start.kind == Kind::Item && !start.listed);
            if gap == 0 || !content || !begins || announced { 0.0 } else { climb(gap, -1) + climb(gap, 1) }
        })
        .collect()
}

/// The words of each block that carry a topic, as numbers with their weights, sorted.
fn words_of(draft: &Draft, segments: &[Segment], blocks: &[(usize, usize)]) -> Vec<Vec<(u32, f64)>> {
    const SHORTEST_WORD: usize = 4;
    /// Words that a block has which no other one before it has, or less, on the average.
    const WORDS: usize = 32;
    let mut folded = String::new();
    // By their hashes: two words that had the same one would be one to what tells topics apart.
    let mut ids: FxHashMap<u64, u32> = FxHashMap::default();
    ids.reserve(WORDS * blocks.len());
    let mut in_blocks: Vec<u32> = Vec::new();
    let mut met: Vec<u32> = Vec::new();
    let mut words: Vec<Vec<(u32, f64)>> = Vec::with_capacity(blocks.len());
    for &(from, to) in blocks {
        met.clear();
        for segment in &segments[from..to] {
            fold_into(segment.span.of(&draft.text), &mut folded);
            split(&folded, |word| {
                if word.len() >= SHORTEST_WORD {
                    let next = ids.len() as u32;
                    met.push(*ids.entry(hash(word)).or_insert(next));
                }
            });
        }
        met.sort_unstable();
        in_blocks.resize(ids.len(), 0);
        let mut block: Vec<(u32, f64)> = Vec::with_capacity(met.len());
        block.extend(met.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as f64)));
        block.iter().for_each(|&(id, _)| in_blocks[id as usize] += 1);
        words.push(block);
    }
    // By the number of blocks: words are many, and blocks few.
    let total = blocks.len() as f64;
    let rarity: Vec<f64> = (0..=blocks.len()).map(|blocks| (total / blocks as f64).ln()).collect();
    let rarity = |id: u32| rarity[in_blocks[id as usize] as usize];
    words.iter_mut().flatten().for_each(|(id, weight)| *weight *= rarity(*id));
    words
}

fn hash(word: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word);
    hasher.finish()
}

/// Calls `each` with the words of a text.
fn split<'t>(text: &'t str, mut each: impl FnMut(&'t [u8])) {
    if text.is_ascii() {
        text.as_bytes().split(|byte| !byte.is_ascii_alphanumeric()).for_each(each);
    } else {
        text.split(|c: char| !c.is_alphanumeric()).for_each(|word| each(word.as_bytes()));
    }
}

/// Room for the weights of all words on either side of a gap.
struct Sides {
    weights: Vec<[f64; 2]>,
    /// The words that have one, each once, and room behind them for all others and one more.
    met: Vec<u32>,
}

impl Sides {
    /// The cosine of the words of two runs of blocks.
    fn similarity(&mut self, before: &[Vec<(u32, f64)>], after: &[Vec<(u32, f64)>]) -> f64 {
        let mut count = 0;
        for (side, blocks) in [before, after].into_iter().enumerate() {
            // What stands in every block weighs nothing.
            for &(id, weight) in blocks.iter().flatten().filter(|(_, weight)| *weight > 0.0) {
                let weights = &mut self.weights[id as usize];
                // Written every time and counted the first time, which spares a branch.
                self.met[count] = id;
                count += usize::from(weights[0] + weights[1] == 0.0);
                weights[side] += weight;
            }
        }
        let (mut dot, mut norms) = (0.0, [0.0; 2]);
        for &id in &self.met[..count] {
            let [before, after] = std::mem::take(&mut self.weights[id as usize]);
            dot += before * after;
            norms[0] += before * before;
            norms[1] += after * after;
        }
        let norms = f64::sqrt(norms[0]) * f64::sqrt(norms[1]);
        if norms > 0.0 { dot / norms } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use crate::read::{ReadOptions, read};

    #[test]
    fn a_long_text_without_headings_is_parted_where_its_topic_shifts() {
        let about = |topic: &str| {
            (0..12)
                .map(|n| {
                    format!(
                        "The {topic} council met on {topic} matters, and {topic} rule number {n} was adopted there.\n\n"
                    )
                })
                .collect::<String>()
        };
        let text = about("fishing") + &about("railway") + &about("hospital");
        let document = read(text.as_bytes(), "a.txt", &ReadOptions::default()).expect("it reads");
        let starts: Vec<usize> = document.sections.iter().map(|s| s.segments.0).collect();
        assert_eq!(starts, [0, 12, 24]);
        assert!(document.sections[1].inferred && document.sections[1].title.starts_with("The railway council met"));
    }

    #[test]
    fn excerpts_end_at_a_word() {
        assert_eq!(super::excerpt("Short one."), "Short one.");
        let long = super::excerpt(&"word ".repeat(40));
        assert!(long.ends_with('…') && long.chars().count() <= 61);
    }
}
