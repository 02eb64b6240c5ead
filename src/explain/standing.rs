//! The running words of a document, to be searched for quotes.

use rustc_hash::FxHashMap;

use crate::model::{Annotated, Evidence, Span, TokenKind};

/// A lone word of the vocabulary that holds a quote of one word is looked for only from this length on.
const LONG_WORD: usize = 16;

/// All words and numbers of a document in order, with an index by word.
pub(super) struct Standing<'a> {
    annotated: &'a Annotated,
    /// Key, segment, place and vocabulary index.
    words: Vec<Word>,
    /// For each key its indexes in `words`.
    places: FxHashMap<u64, Vec<u32>>,
}

#[derive(Debug, Clone, Copy)]
struct Word {
    key: u64,
    id: u32,
    segment: usize,
    span: Span,
}

impl<'a> Standing<'a> {
    /// Indexes a document; `keys` are the keys of its vocabulary.
    pub(super) fn new(annotated: &'a Annotated, keys: &[u64]) -> Self {
        let mut words = Vec::with_capacity(annotated.tokens.len());
        let mut places: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for segment in 0..annotated.document.segments.len() {
            for token in annotated.segment_tokens(segment).iter().filter(|t| t.kind != TokenKind::Mark) {
                let key = keys[token.word as usize];
                places.entry(key).or_default().push(words.len() as u32);
                words.push(Word { key, id: token.word, segment, span: token.span });
            }
        }
        Standing { annotated, words, places }
    }

    /// Whether a word occurs.
    pub(super) fn has(&self, key: u64) -> bool {
        self.places.contains_key(&key)
    }

    /// How often a run of words stands here, as whole words.
    pub(super) fn count(&self, run: &[(u64, &str)]) -> usize {
        let Some((offset, places)) = self.rarest(run) else { return 0 };
        let stands = |&&place: &&u32| self.at(place, offset, run).is_some_and(|there| exact(there, run));
        places.iter().filter(stands).count()
    }

    /// The first place where a run of words stands in one segment; its last word may be longer there and its first
    /// one may have a prefix, as inflection does it.
    pub(super) fn find(&self, run: &[(u64, &str)]) -> Option<Evidence> {
        if let [(key, form)] = run
            && !self.has(*key)
            && form.len() >= LONG_WORD
        {
            return self.words.iter().find(|w| self.form(w).contains(form)).map(|w| covering(&[*w]));
        }
        let (offset, places) = self.rarest(run)?;
        places.iter().find_map(|&place| {
            let there = self.at(place, offset, run)?;
            let last = run.len() - 1;
            let fits = there.iter().zip(run).enumerate().all(|(index, (word, (key, form)))| {
                word.key == *key
                    || (index == last && self.form(word).starts_with(form))
                    || (index == 0 && self.form(word).ends_with(form))
            });
            fits.then(|| covering(there))
        })
    }

    fn form(&self, word: &Word) -> &'a str {
        self.annotated.vocabulary.form(word.id)
    }

    /// The word of a run that occurs in the fewest places, but for the ends that occur nowhere.
    fn rarest(&self, run: &[(u64, &str)]) -> Option<(usize, &[u32])> {
        let mut rarest: Option<(usize, &[u32])> = None;
        for (offset, (key, _)) in run.iter().enumerate() {
            match self.places.get(key) {
                Some(places) if rarest.is_none_or(|(_, best)| places.len() < best.len()) => {
                    rarest = Some((offset, places))
                }
                None if offset > 0 && offset + 1 < run.len() => return None,
                _ => {}
            }
        }
        rarest
    }

    /// The words where a run would stand if its word at `offset` is the one at `place`, all of one segment.
    fn at(&self, place: u32, offset: usize, run: &[(u64, &str)]) -> Option<&[Word]> {
        let start = (place as usize).checked_sub(offset)?;
        let there = self.words.get(start..start + run.len())?;
        (there[0].segment == there[run.len() - 1].segment).then_some(there)
    }
}

fn exact(there: &[Word], run: &[(u64, &str)]) -> bool {
    there.iter().zip(run).all(|(word, (key, _))| word.key == *key)
}

fn covering(words: &[Word]) -> Evidence {
    Evidence { segment: words[0].segment, span: Span::new(words[0].span.start, words[words.len() - 1].span.end) }
}
