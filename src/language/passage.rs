//! A segment as the annotators see it: its tokens with what the lexicon knows of their words.

use rustc_hash::FxHashMap;

use super::casing::{Shape, begins_sentence};
use super::family::{Families, Family};
use super::lexicon::{Entry, Lexicon};
use super::name::Names;
use super::number::compound;
use crate::model::{Span, Token, TokenKind, Vocabulary};

/// What is known of a word.
#[derive(Debug, Clone, Copy)]
struct Known {
    /// Its index in the lexicon.
    index: u32,
    /// Whether it is a stop word.
    is_stop: bool,
    /// The tables that have a phrase which begins with it.
    families: Families,
}

/// The words of a document's vocabulary, looked up once.
#[derive(Debug)]
pub struct Words {
    known: Vec<Known>,
    /// Number words that are no phrases of the lexicon but made of such, by their index in the vocabulary.
    compounds: FxHashMap<u32, u64>,
}

impl Words {
    /// Looks up a vocabulary.
    pub fn of(vocabulary: &Vocabulary, lexicon: &Lexicon) -> Words {
        let mut words = Words { known: Vec::with_capacity(vocabulary.len()), compounds: FxHashMap::default() };
        for id in 0..vocabulary.len() as u32 {
            let form = vocabulary.form(id);
            let index = lexicon.index(form);
            if let Some(value) = compound(form, lexicon).filter(|_| index == Lexicon::UNKNOWN) {
                words.compounds.insert(id, value);
            }
            let is_stop = lexicon.is_stop_word(index);
            words.known.push(Known { index, is_stop, families: lexicon.families(index) });
        }
        words
    }
}

/// A segment with its tokens and all that is known of them. Token indices count within the segment.
#[derive(Debug, Clone, Copy)]
pub struct Passage<'a> {
    /// The reading text, to which all spans refer.
    pub text: &'a str,
    /// The tokens of the segment.
    pub tokens: &'a [Token],
    /// How each of the tokens is written.
    pub shapes: &'a [Shape],
    /// The folded forms.
    pub vocabulary: &'a Vocabulary,
    /// The lexicon of the document's language.
    pub lexicon: &'static Lexicon,
    /// The words of the vocabulary in that lexicon.
    pub words: &'a Words,
    /// What the whole document tells of its names.
    pub names: &'a Names,
}

impl<'a> Passage<'a> {
    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there is no token.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The text of a token as it is written; empty beyond the last.
    pub fn raw(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    /// The folded form of a token; empty beyond the last.
    pub fn form(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| self.vocabulary.form(token.word))
    }

    /// How a token is written; plain beyond the last.
    pub fn shape(&self, at: usize) -> Shape {
        self.shapes.get(at).copied().unwrap_or(Shape::Plain)
    }

    /// Whether there is a token of that kind.
    pub fn is(&self, at: usize, kind: TokenKind) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == kind)
    }

    /// Whether the token is that mark.
    pub fn is_mark(&self, at: usize, mark: &str) -> bool {
        self.is(at, TokenKind::Mark) && self.form(at) == mark
    }

    /// Whether nothing stands between a token and the one before it.
    pub fn is_glued(&self, at: usize) -> bool {
        at > 0 && at < self.len() && self.tokens[at - 1].span.end == self.tokens[at].span.start
    }

    /// The span of a half-open range of tokens.
    ///
    /// # Panics
    /// Where the range is empty or reaches beyond the tokens.
    pub fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.tokens[start].span.start, self.tokens[end - 1].span.end)
    }

    /// The longest phrase of a table that begins at a token: the token after it, and what it means.
    #[inline]
    pub fn phrase(&self, at: usize, family: Family) -> Option<(usize, &'static str)> {
        // Asked of nearly every word for many tables, of which few begin with it: what looks it up stands apart, so that
        // asking is no call.
        if self.begins(at, family.into()) { self.longest(at, family) } else { None }
    }

    /// The longest phrase of a table that begins at a token which begins one of its phrases at least.
    #[inline(never)]
    fn longest(&self, at: usize, family: Family) -> Option<(usize, &'static str)> {
        self.phrases(at)
            .filter(|entry| entry.family == family)
            .find_map(|entry| Some((self.match_entry(at, entry)?, self.lexicon.value(entry))))
    }

    /// The phrases that may begin at a token, the longest first.
    pub fn phrases(&self, at: usize) -> impl Iterator<Item = &'static Entry> {
        self.lexicon.starting_with(self.lexical(at), self.lexical(at + 1))
    }

    /// The token after one of the [phrases](Self::phrases) that may begin at a token, if it stands there.
    pub fn match_entry(&self, at: usize, entry: &Entry) -> Option<usize> {
        /// How many tokens a gap may hold.
        const WIDEST_GAP: usize = 16;
        let mut next = at + 1;
        // The first one stands there.
        let mut words = self.lexicon.words(entry)[1..].iter();
        while let Some(&word) = words.next() {
            if word == Lexicon::GAP {
                let &tail = words.next()?;
                next = (next..(next + WIDEST_GAP).min(self.len()))
                    .take_while(|&i| self.tokens[i].kind != TokenKind::Mark)
                    .find(|&i| self.lexical(i) == tail)?;
            } else if self.lexical(next) != word {
                return None;
            }
            next += 1;
        }
        (!entry.opens || begins_sentence(self, at) || self.begins_main_clause(at)).then_some(next)
    }

    /// Whether a token comes after the comma that ends the condition which a sentence opens with ("If in doubt, do not").
    fn begins_main_clause(&self, at: usize) -> bool {
        /// A condition has no more tokens than this.
        const LONGEST: usize = 32;
        if at == 0 || at > LONGEST || !self.is_mark(at - 1, ",") {
            return false;
        }
        let mut words = (0..at - 1).filter(|&i| self.is(i, TokenKind::Word));
        let opens = words.next().is_some_and(|first| self.phrase(first, Family::Condition).is_some());
        opens && !(0..at - 1).any(|i| self.is_mark(i, ","))
    }

    /// Whether a phrase of one of some tables may begin at a token.
    pub fn begins(&self, at: usize, families: Families) -> bool {
        self.known(at).is_some_and(|known| known.families.overlaps(families))
    }

    /// Whether the lexicon has a phrase of other than some tables that begins with a token's word.
    pub fn begins_other_than(&self, at: usize, families: Families) -> bool {
        self.known(at).is_some_and(|known| known.families.exceeds(families))
    }

    /// Whether a token is a stop word.
    pub fn is_stop(&self, at: usize) -> bool {
        self.known(at).is_some_and(|known| known.is_stop)
    }

    /// The value of a number word that is made of others (`einundzwanzig`).
    pub fn compound(&self, at: usize) -> Option<u64> {
        let compounds = &self.words.compounds;
        if compounds.is_empty() { None } else { compounds.get(&self.tokens.get(at)?.word).copied() }
    }

    /// The index of a token's word in the lexicon.
    pub fn lexical(&self, at: usize) -> u32 {
        self.known(at).map_or(Lexicon::UNKNOWN, |known| known.index)
    }

    fn known(&self, at: usize) -> Option<&Known> {
        self.tokens.get(at).map(|token| &self.words.known[token.word as usize])
    }
}
