//! Claims that no version says any more, to be found again.
//!
//! The same words are found by themselves. Others by an index over the words of what is gone; the few that share most
//! with a new claim are then aligned with it, by the same rules as two versions are.

use std::collections::BTreeMap;
use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::align::align;
use crate::annotate::annotate;
use crate::language::is_stop_word;
use crate::language::token::{fold, tokenize};
use crate::model::{Pair, Relation, TokenKind};
use crate::read::{GivenSegment, ReadOptions, from_segments};

/// Claims that are gone and share most with a new one are looked at more closely, so many at most.
const CANDIDATES: usize = 4;
/// Of the words of substance of what is gone at least this part is said again …
const KEPT: f64 = 0.8;
/// (all its numbers among them) and makes at least this part of what is said now: a promise may come back with a reservation, but a new sentence
/// in the old frame, with another name or the opposite in it, is another claim.
const OF_THE_NEW: f64 = 0.4;
/// Fewer words of substance tell too little to know a claim again by some of them.
const TELLING: usize = 4;
/// How sure the aligner must be. It knows nothing of the claim's surroundings here, so more than between versions.
const SURE: f64 = 0.7;

/// A claim that is gone.
#[derive(Debug)]
struct Gone {
    text: String,
    words: Vec<u64>,
    /// Those of them that are numbers.
    numbers: Vec<u64>,
    /// The step that dropped it.
    step: usize,
}

/// All claims that are gone, by their lineages.
#[derive(Debug, Default)]
pub(super) struct Past {
    gone: BTreeMap<usize, Gone>,
    by_text: FxHashMap<String, Vec<usize>>,
    by_word: FxHashMap<u64, Vec<usize>>,
}

impl Past {
    /// A lineage's claim is dropped in a step.
    pub(super) fn drop(&mut self, lineage: usize, text: &str, step: usize, language: Option<&str>) {
        let (words, numbers) = words_and_numbers(text, language);
        for &word in &words {
            self.by_word.entry(word).or_default().push(lineage);
        }
        self.by_text.entry(fold(text)).or_default().push(lineage);
        self.gone.insert(lineage, Gone { text: text.to_owned(), words, numbers, step });
    }

    /// The lineages that new claims continue: for each its index in `claims` and the lineage, disjoint. What was
    /// dropped in the same step was compared with them already.
    pub(super) fn take(&mut self, claims: &[&str], step: usize, language: Option<&str>) -> Vec<(usize, usize)> {
        let mut found: Vec<(usize, usize)> = Vec::new();
        if self.gone.is_empty() {
            return found;
        }
        let mut open: Vec<usize> = Vec::new();
        for (index, claim) in claims.iter().enumerate() {
            let same = self.by_text.get(&fold(claim)).into_iter().flatten().copied();
            let mut same = same.filter(|lineage| self.gone.get(lineage).is_some_and(|gone| gone.step < step));
            match same.next_back() {
                Some(lineage) => {
                    self.remove(lineage);
                    found.push((index, lineage));
                }
                None => open.push(index),
            }
        }
        for (index, lineage) in self.akin(claims, &open, step, language) {
            self.remove(lineage);
            found.push((index, lineage));
        }
        found.sort_unstable();
        found
    }

    /// New claims that state in other words what is gone.
    fn akin(&self, claims: &[&str], open: &[usize], step: usize, language: Option<&str>) -> Vec<(usize, usize)> {
        let mut asking: Vec<usize> = Vec::new();
        let mut nearest: Vec<Vec<usize>> = Vec::new();
        for &index in open {
            let near = self.near(&words(claims[index], language), step);
            if !near.is_empty() {
                asking.push(index);
                nearest.push(near);
            }
        }
        let mut candidates: Vec<usize> = nearest.concat();
        candidates.sort_unstable();
        candidates.dedup();
        if candidates.is_empty() {
            return Vec::new();
        }
        let options = ReadOptions { language: language.map(str::to_owned), ..ReadOptions::default() };
        let document = |texts: &mut dyn Iterator<Item = &str>| {
            annotate(from_segments(&texts.map(GivenSegment::claim).collect::<Vec<_>>(), "", &options))
        };
        let old = document(&mut candidates.iter().map(|lineage| self.gone[lineage].text.as_str()));
        let new = document(&mut asking.iter().map(|&index| claims[index]));
        let links = align(Pair::new(&old, &new)).links;
        let single = |relation| matches!(relation, Relation::Equal | Relation::Cosmetic | Relation::Reworded);
        let sure = links.iter().filter(|link| single(link.relation) && link.confidence >= SURE);
        let pairs = sure.map(|link| (link.new[0], candidates[link.old[0]]));
        pairs.filter(|(new, old)| nearest[*new].contains(old)).map(|(new, old)| (asking[new], old)).collect()
    }

    /// What is gone and shares most words with a claim.
    fn near(&self, words: &[u64], step: usize) -> Vec<usize> {
        if words.len() < TELLING {
            return Vec::new();
        }
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for lineage in words.iter().filter_map(|word| self.by_word.get(word)).flatten() {
            *shared.entry(*lineage).or_default() += 1;
        }
        let mut near: Vec<(f64, usize)> = shared
            .into_iter()
            .filter(|(lineage, _)| self.gone[lineage].step < step && self.gone[lineage].words.len() >= TELLING)
            .filter(|(lineage, _)| self.gone[lineage].numbers.iter().all(|number| words.contains(number)))
            .filter(|(_, count)| *count as f64 >= OF_THE_NEW * words.len() as f64)
            .map(|(lineage, count)| (count as f64 / self.gone[&lineage].words.len() as f64, lineage))
            .filter(|(share, _)| *share >= KEPT)
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        near.truncate(CANDIDATES);
        near.into_iter().map(|(_, lineage)| lineage).collect()
    }

    fn remove(&mut self, lineage: usize) {
        let Some(gone) = self.gone.remove(&lineage) else { return };
        for word in gone.words {
            if let Some(holders) = self.by_word.get_mut(&word) {
                holders.retain(|&holder| holder != lineage);
            }
        }
        if let Some(holders) = self.by_text.get_mut(&fold(&gone.text)) {
            holders.retain(|&holder| holder != lineage);
        }
    }
}

/// The different words of substance of a text.
pub(super) fn words(text: &str, language: Option<&str>) -> Vec<u64> {
    words_and_numbers(text, language).0
}

/// The same, and those of them that are numbers.
fn words_and_numbers(text: &str, language: Option<&str>) -> (Vec<u64>, Vec<u64>) {
    let mut seen = FxHashSet::default();
    let (mut words, mut numbers) = (Vec::new(), Vec::new());
    tokenize(text, |token| {
        let form = fold(token.span.of(text));
        if token.kind != TokenKind::Mark && !is_stop_word(language, &form) {
            let mut hasher = rustc_hash::FxHasher::default();
            hasher.write(form.as_bytes());
            let word = hasher.finish();
            if seen.insert(word) {
                words.push(word);
                numbers.extend((token.kind == TokenKind::Number).then_some(word));
            }
        }
    });
    (words, numbers)
}

#[cfg(test)]
mod tests {
    use super::Past;

    fn past() -> Past {
        let mut past = Past::default();
        past.drop(7, "We will never sell the movements of your ship to third parties.", 1, Some("en"));
        past.drop(8, "The committee of 2012 met in spring and agreed on 7 measures.", 1, Some("en"));
        past.drop(6, "You should get tested for the flu before the summer.", 1, Some("en"));
        past.drop(9, "The crane lifts twelve tonnes and is inspected every spring.", 2, Some("en"));
        past
    }

    #[test]
    fn the_same_words_and_nearly_the_same_are_known_again() {
        let again = "We will never sell the movements of your ship to third parties, unless the law requires it.";
        assert_eq!(past().take(&["The office is shut.", again], 3, Some("en")), [(1, 7)]);
        let same = "THE CRANE lifts twelve tonnes and is inspected every spring.";
        assert_eq!(past().take(&[same], 3, Some("en")), [(0, 9)]);
    }

    #[test]
    fn what_only_sounds_alike_is_not() {
        for other in [
            "The crane is painted every spring.",
            "Third parties may moor at the pier.",
            "You should therefore get a booster vaccine for the flu as soon as possible.",
            "The committee of 2013 met in spring and agreed on 9 measures.",
            "The lock keeper lifts twelve boats and is inspected every winter.",
        ] {
            assert_eq!(past().take(&[other], 3, Some("en")), [], "{other}");
        }
    }

    #[test]
    fn what_was_dropped_in_the_same_step_is_no_restoration() {
        let same = "The crane lifts twelve tonnes and is inspected every spring.";
        assert_eq!(past().take(&[same], 2, Some("en")), []);
    }

    #[test]
    fn nothing_is_restored_twice() {
        let mut past = past();
        let same = "The crane lifts twelve tonnes and is inspected every spring.";
        assert_eq!(past.take(&[same, same], 3, Some("en")).len(), 1);
        assert_eq!(past.take(&[same], 4, Some("en")), []);
    }
}
