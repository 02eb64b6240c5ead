//! The running words of a document, to be searched for quotes.

use rustc_hash::FxHashMap;

use crate::model::{Annotated, Evidence, Span, TokenKind};

/// A lone word of the vocabulary that holds a quote of one word is looked for only from this length on.
const LONG_WORD: usize = 16;

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
        Standing { annotated, ids, words, places, starts }
    }

    /// Whether a word occurs.
    pub(super) fn has(&self, key: u64) -> bool {
        self.ids.get(&key).is_some_and(|&id| !self.places_of(id).is_empty())
    }

    /// How often a run of words stands here, as whole words.
    pub(super) fn count(&self, run: &[(u64, &str)]) -> usize {
        let ids = self.ids_of(run);
        let Some((offset, places)) = self.rarest(&ids) else { return 0 };
        let exact = |there: &[u32]| there.iter().zip(&ids).all(|(&token, &id)| Some(self.id(token)) == id);
        places.iter().filter(|&&place| self.at(place, offset, run.len()).is_some_and(exact)).count()
    }

    /// The first place where a run of words stands in one segment; its last word may be longer there and its first
    /// one may have a prefix, as inflection does it.
    pub(super) fn find(&self, run: &[(u64, &str)]) -> Option<Evidence> {
        let ids = self.ids_of(run);
        if let ([(_, form)], [None]) = (run, &ids[..])
            && form.len() >= LONG_WORD
        {
            let all = 0..self.annotated.vocabulary.len() as u32;
            let holding = all.filter(|&id| self.annotated.vocabulary.form(id).contains(form));
            let &first = holding.filter_map(|id| self.places_of(id).first()).min()?;
            return self.at(first, 0, 1).map(|there| self.covering(there));
        }
        let (offset, places) = self.rarest(&ids)?;
        places.iter().find_map(|&place| {
            let there = self.at(place, offset, run.len())?;
            let fits = |index: usize| {
                let (id, form) = (self.id(there[index]), run[index].1);
                let here = self.annotated.vocabulary.form(id);
                Some(id) == ids[index]
                    || (index + 1 == run.len() && here.starts_with(form))
                    || (index == 0 && here.ends_with(form))
            };
            (0..run.len()).all(fits).then(|| self.covering(there))
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

    /// The tokens where a run of words would stand if its word at `offset` is the one at `place`, all of one segment.
    fn at(&self, place: u32, offset: usize, length: usize) -> Option<&[u32]> {
        let start = (place as usize).checked_sub(offset)?;
        let there = self.words.get(start..start + length)?;
        let end = self.annotated.token_ranges[self.segment(there[0])].1;
        ((there[length - 1] as usize) < end).then_some(there)
    }

    /// The segment of a token.
    fn segment(&self, token: u32) -> usize {
        self.annotated.token_ranges.partition_point(|&(_, end)| end <= token as usize)
    }

    fn covering(&self, tokens: &[u32]) -> Evidence {
        let span = |token: u32| self.annotated.tokens[token as usize].span;
        let (first, last) = (tokens[0], tokens[tokens.len() - 1]);
        Evidence { segment: self.segment(first), span: Span::new(span(first).start, span(last).end) }
    }
}
