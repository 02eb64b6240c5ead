//! The running words of a document, to be searched for quotes.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use rustc_hash::FxHashMap;

use crate::language::token::is_in_address;
use crate::model::{Annotated, Evidence, Note, Span, TokenKind};

use super::holding::{Holding, SHORTEST};

/// In so many places of its rarest word a quote is looked for. A word that stands more often is in every other sentence,
/// and what is told of it is seldom a question of whether it stands elsewhere too.
const PLACES: usize = 1000;

/// All words and numbers of a document in order, with an index by word.
pub(super) struct Standing<'a> {
    annotated: &'a Annotated,
    /// The words of the vocabulary by their keys.
    ids: FxHashMap<u64, u32>,
    /// Indexes of the tokens that are words or numbers.
    words: Vec<u32>,
    /// For each word of the vocabulary its indexes in `words`, one list directly after the other.
    places: Vec<u32>,
    /// Where these lists begin.
    starts: Vec<u32>,
    /// Long words by what they hold; few documents are asked for one.
    holding: OnceLock<Holding>,
    /// Whether a quote was not found in as many places as are looked at.
    bounded: AtomicBool,
}

impl<'a> Standing<'a> {
    /// Indexes a document; `keys` are the keys of its vocabulary.
    pub(super) fn new(annotated: &'a Annotated, keys: &[u64]) -> Self {
        let tokens = &annotated.tokens;
        let is_word = |&token: &u32| tokens[token as usize].kind != TokenKind::Mark;
        let words: Vec<u32> = (0..tokens.len() as u32).filter(is_word).collect();
        let id = |&token: &u32| tokens[token as usize].word as usize;
        let mut starts = vec![0; keys.len() + 2];
        words.iter().for_each(|token| starts[id(token) + 2] += 1);
        (1..starts.len()).for_each(|at| starts[at] += starts[at - 1]);
        let mut places = vec![0; words.len()];
        for (place, token) in words.iter().enumerate() {
            // Each start moves on to the next one's as its list fills.
            let next = &mut starts[id(token) + 1];
            places[*next as usize] = place as u32;
            *next += 1;
        }
        let ids = keys.iter().enumerate().map(|(id, &key)| (key, id as u32)).collect();
        let (holding, bounded) = (OnceLock::new(), AtomicBool::new(false));
        Standing { annotated, ids, words, places, starts, holding, bounded }
    }

    /// Whether a word occurs.
    pub(super) fn has(&self, key: u64) -> bool {
        self.ids.get(&key).is_some_and(|&id| !self.places_of(id).is_empty())
    }

    /// How often each of many runs of words stands in one segment, as whole words: one walk for all that begin alike.
    pub(super) fn counts(&self, runs: &[Vec<u64>]) -> Vec<usize> {
        let ids = |run: &Vec<u64>| run.iter().map(|key| self.ids.get(key).copied()).collect::<Option<Vec<u32>>>();
        let runs: Vec<Option<Vec<u32>>> = runs.iter().map(ids).collect();
        let known = || runs.iter().flatten().filter(|run| !run.is_empty());
        let mut counts: FxHashMap<&[u32], usize> = known().map(|run| (&run[..], 0)).collect();
        if counts.is_empty() {
            return vec![0; runs.len()];
        }
        // By how a run begins, how long those are that begin so.
        let mut lengths: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
        for run in known() {
            let lengths = lengths.entry(run[0]).or_default();
            if !lengths.contains(&run.len()) {
                lengths.push(run.len());
            }
        }
        let (text, all) = (&self.annotated.document.text, &self.annotated.tokens);
        let mut here = Vec::new();
        for (&first, lengths) in &lengths {
            for (&place, &length) in self.places_of(first).iter().flat_map(|at| lengths.iter().map(move |l| (at, l))) {
                let Some(tokens) = self.row(place, 0, length) else { continue };
                here.clear();
                here.extend(tokens.iter().map(|&token| self.id(token)));
                if let Some(count) = counts.get_mut(&here[..])
                    && self.is_of_one_segment(tokens)
                    && !is_in_address(text, all, tokens[0] as usize, tokens[length - 1] as usize)
                {
                    *count += 1;
                }
            }
        }
        runs.iter().map(|run| run.as_deref().and_then(|run| counts.get(run)).copied().unwrap_or(0)).collect()
    }

    /// The first place that will do where a run of words stands in one segment; its last word may be longer there and its
    /// first one may have a prefix, as inflection does it.
    pub(super) fn find(&self, run: &[(u64, &str)], will_do: impl Fn(Evidence) -> bool) -> Option<Evidence> {
        let ids = self.ids_of(run);
        if let ([(_, form)], [None]) = (run, &ids[..])
            && form.len() >= SHORTEST
        {
            let vocabulary = &self.annotated.vocabulary;
            let candidates = self.holding.get_or_init(|| Holding::new(vocabulary)).candidates(form);
            let holding = self.bound(candidates).filter(|&id| vocabulary.form(id).contains(form));
            let &first = holding.filter_map(|id| self.places_of(id).first()).min()?;
            return self.row(first, 0, 1).map(|there| self.covering(there)).filter(|&place| will_do(place));
        }
        let (offset, places) = self.rarest(&ids)?;
        self.bound(places.iter()).find_map(|&place| {
            let there = self.row(place, offset, run.len())?;
            let fits = |index: usize| {
                let (id, form) = (self.id(there[index]), run[index].1);
                let here = self.annotated.vocabulary.form(id);
                Some(id) == ids[index]
                    || (index + 1 == run.len() && here.starts_with(form))
                    || (index == 0 && here.ends_with(form))
            };
            // Few fit, and only of those the segment is looked for.
            let stands = (0..run.len()).all(fits) && self.is_of_one_segment(there);
            stands.then(|| self.covering(there)).filter(|&place| will_do(place))
        })
    }

    /// What a reader is told where quotes were not looked for everywhere.
    pub(super) fn note(&self) -> Option<Note> {
        let message = format!(
            "Some words stand so often that quotes of them alone were looked for in the first {PLACES} places only."
        );
        self.bounded.load(Ordering::Relaxed).then_some(Note { code: "quotes_bounded", message, span: None })
    }

    /// The first of many places, which is noted where somebody asks for more.
    fn bound<T>(&self, places: impl Iterator<Item = T>) -> impl Iterator<Item = T> {
        places.enumerate().map_while(|(nth, place)| {
            if nth == PLACES {
                self.bounded.store(true, Ordering::Relaxed);
            }
            (nth < PLACES).then_some(place)
        })
    }

    /// The words of a run in the vocabulary; none for a word that occurs nowhere.
    fn ids_of(&self, run: &[(u64, &str)]) -> Vec<Option<u32>> {
        let id = |key| self.ids.get(key).copied().filter(|&id| !self.places_of(id).is_empty());
        run.iter().map(|(key, _)| id(key)).collect()
    }

    fn id(&self, token: u32) -> u32 {
        self.annotated.tokens[token as usize].word
    }

    fn places_of(&self, id: u32) -> &[u32] {
        &self.places[self.starts[id as usize] as usize..self.starts[id as usize + 1] as usize]
    }

    /// The word of a run that occurs in the fewest places, but for the ends that occur nowhere.
    fn rarest(&self, run: &[Option<u32>]) -> Option<(usize, &[u32])> {
        let mut rarest: Option<(usize, &[u32])> = None;
        for (offset, id) in run.iter().enumerate() {
            match id.map(|id| self.places_of(id)) {
                Some(places) if rarest.is_none_or(|(_, best)| places.len() < best.len()) => {
                    rarest = Some((offset, places))
                }
                None if offset > 0 && offset + 1 < run.len() => return None,
                _ => {}
            }
        }
        rarest
    }

    /// The tokens where a run of words would stand if its word at `offset` is the one at `place`.
    fn row(&self, place: u32, offset: usize, length: usize) -> Option<&[u32]> {
        let start = (place as usize).checked_sub(offset)?;
        self.words.get(start..start + length)
    }

    fn is_of_one_segment(&self, tokens: &[u32]) -> bool {
        let end = self.annotated.token_ranges[self.segment(tokens[0])].1;
        (tokens[tokens.len() - 1] as usize) < end
    }

    fn segment(&self, token: u32) -> usize {
        self.annotated.token_ranges.partition_point(|&(_, end)| end <= token as usize)
    }

    fn covering(&self, tokens: &[u32]) -> Evidence {
        let span = |token: u32| self.annotated.tokens[token as usize].span;
        let (first, last) = (tokens[0], tokens[tokens.len() - 1]);
        Evidence { segment: self.segment(first), span: Span::new(span(first).start, span(last).end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::annotate;
    use crate::explain::context::key;
    use crate::read::{ReadOptions, read};

    #[test]
    fn a_quote_of_the_commonest_words_is_looked_for_in_so_many_places() {
        let text = "open gate ".repeat(PLACES + 1);
        let document = read(text.as_bytes(), "a.txt", &ReadOptions::default()).expect("it is text");
        let annotated = annotate(document);
        let forms = (0..annotated.vocabulary.len() as u32).map(|id| annotated.vocabulary.form(id));
        let standing = Standing::new(&annotated, &forms.map(key).collect::<Vec<u64>>());
        let run = |words: [&'static str; 2]| words.map(|word| (key(word), word));
        assert!(standing.find(&run(["open", "gate"]), |_| true).is_some());
        assert_eq!(standing.note(), None);
        assert_eq!(standing.find(&run(["gate", "gate"]), |_| true), None);
        assert_eq!(standing.note().map(|note| note.code), Some("quotes_bounded"));
        let keys = |words: &[&str]| words.iter().map(|word| key(word)).collect::<Vec<u64>>();
        let counts = standing.counts(&[keys(&["open", "gate"]), keys(&["gate", "open"]), keys(&["shut"]), keys(&[])]);
        assert_eq!(counts, [PLACES + 1, PLACES, 0, 0], "all are counted");
    }

    #[test]
    fn a_word_inside_an_address_is_not_counted() {
        let text = b"The Harbour lends keys. See help.harbour.org, or write to harbour@quay.org. Ask the Harbour.";
        let document = read(text, "a.txt", &ReadOptions::default()).expect("it is text");
        let annotated = annotate(document);
        let forms = (0..annotated.vocabulary.len() as u32).map(|id| annotated.vocabulary.form(id));
        let standing = Standing::new(&annotated, &forms.map(key).collect::<Vec<u64>>());
        assert_eq!(standing.counts(&[vec![key("harbour")]]), [2]);
    }
}
