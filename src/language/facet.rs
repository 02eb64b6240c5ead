//! The table of annotators: what finds the facets of a segment.
//!
//! An annotator looks at a [`Passage`] and enters what it finds into [`Found`]. To add one: write a file with a
//! function of this shape, enter it in [`ANNOTATORS`], and give its kinds to `FacetKind`. The order matters only
//! where annotators ask for the same tokens: who comes first [claims](Found::claim) them, as a date claims the
//! numbers in it.

use std::borrow::Cow;

use super::casing::{Shape, shape};
use super::lexicon::Lexicon;
use super::name::Names;
use super::passage::{Passage, Words};
use super::token::{fold_into, tokenize};
use super::{address, cue, date, definition, name, quantity, quotation, reference, version};
use crate::model::{Facet, FacetKind, Token, Vocabulary};

/// What finds one or more kinds of facets.
pub type Annotator = fn(&Passage<'_>, &mut Found);

/// All annotators, in the order in which they may claim tokens.
pub const ANNOTATORS: [Annotator; 9] = [
    address::annotate,
    reference::annotate,
    date::annotate,
    version::annotate,
    quantity::annotate,
    name::annotate,
    quotation::annotate,
    definition::annotate,
    cue::annotate,
];

/// What one annotator finds in a text that stands alone, as one segment, in a language by its ISO 639-1 code.
pub fn alone(text: &str, language: Option<&str>, annotator: Annotator) -> Vec<Facet> {
    let lexicon = Lexicon::of(language);
    let mut vocabulary = Vocabulary::default();
    let mut tokens = Vec::new();
    let mut form = String::new();
    tokenize(text, |raw| {
        fold_into(raw.span.of(text), &mut form);
        tokens.push(Token { span: raw.span, word: vocabulary.intern(&form), kind: raw.kind });
    });
    let words = Words::of(&vocabulary, lexicon);
    let shapes: Vec<Shape> = tokens.iter().map(|token| shape(token.span.of(text))).collect();
    let passage = Passage {
        text,
        tokens: &tokens,
        shapes: &shapes,
        vocabulary: &vocabulary,
        lexicon,
        words: &words,
        names: &Names::default(),
    };
    let mut found = Found::default();
    found.begin(0, tokens.len());
    annotator(&passage, &mut found);
    found.end();
    found.facets
}

/// The facets found so far, and which tokens of the current segment are spoken for.
#[derive(Debug, Default)]
pub struct Found {
    /// All facets of the document so far.
    pub facets: Vec<Facet>,
    segment: usize,
    first: usize,
    claimed: Vec<bool>,
    in_name: Vec<bool>,
    /// Tokens of addresses, whose words say nothing.
    mute: Vec<bool>,
}

impl Found {
    /// Nothing so far, with room for so many facets.
    pub fn with_room(facets: usize) -> Self {
        Found { facets: Vec::with_capacity(facets), ..Found::default() }
    }

    /// Begins a segment with that many tokens.
    pub fn begin(&mut self, segment: usize, tokens: usize) {
        self.segment = segment;
        self.first = self.facets.len();
        self.claimed.clear();
        self.claimed.resize(tokens, false);
        self.in_name.clear();
        self.in_name.resize(tokens, false);
        self.mute.clear();
        self.mute.resize(tokens, false);
    }

    /// Ends the segment: its facets are brought into the order of places.
    pub fn end(&mut self) {
        self.facets[self.first..].sort_by_key(|facet| (facet.span.start, facet.kind, facet.span.end));
    }

    /// Enters a facet over a half-open range of tokens, unless it is of an address.
    ///
    /// # Panics
    /// Where the range is empty or reaches beyond the segment.
    pub fn add(
        &mut self,
        passage: &Passage<'_>,
        tokens: (usize, usize),
        kind: FacetKind,
        normal: impl Into<Cow<'static, str>>,
    ) {
        if self.mute[tokens.0..tokens.1].contains(&true) {
            return;
        }
        let span = passage.span(tokens.0, tokens.1);
        self.facets.push(Facet { segment: self.segment, span, kind, normal: normal.into() });
    }

    /// Takes a half-open range of tokens, so that later annotators leave them alone.
    ///
    /// # Panics
    /// Where the range reaches beyond the segment.
    pub fn claim(&mut self, start: usize, end: usize) {
        self.claimed[start..end].fill(true);
    }

    /// Whether a token is taken.
    pub fn is_claimed(&self, at: usize) -> bool {
        self.claimed.get(at).copied().unwrap_or(false)
    }

    /// Takes a token of an address for good: nothing in it expresses anything.
    ///
    /// # Panics
    /// Where the segment has no such token.
    pub fn mute(&mut self, at: usize) {
        self.claimed[at] = true;
        self.mute[at] = true;
    }

    /// Notes that a half-open range of tokens is a name of several words.
    ///
    /// # Panics
    /// Where the range reaches beyond the segment.
    pub fn note_name(&mut self, start: usize, end: usize) {
        self.in_name[start..end].fill(true);
    }

    /// Whether a token is one of several words of a name.
    pub fn is_in_name(&self, at: usize) -> bool {
        self.in_name.get(at).copied().unwrap_or(false)
    }

    /// The facets of the current segment.
    pub fn of_segment(&self) -> &[Facet] {
        &self.facets[self.first..]
    }
}
