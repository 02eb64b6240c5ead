//! What every explainer draws on: the two sides, the alignment, and indexes over both.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

use crate::language::is_stop_word;
use crate::language::token::{fold, tokenize};
use crate::model::{Alignment, Annotated, Evidence, Facet, Pair, Relation, Role, Side, Span, Token, TokenKind};

/// Quotes of at least this many letters and digits must not stand in the other version where a change claims
/// that they are new or gone. Shorter ones recur by chance.
pub(super) const TELLING_LETTERS: usize = 20;

/// The pair under explanation.
pub(super) struct Context<'a> {
    /// The documents.
    pub(super) sides: Pair<&'a Annotated>,
    /// Their links.
    pub(super) alignment: &'a Alignment,
    /// For each segment the link it belongs to that is no repeat.
    pub(super) primary: Pair<Vec<Option<usize>>>,
    /// For each segment the first repeat link it is in.
    pub(super) repeat: Pair<Vec<Option<usize>>>,
    /// For each segment its refused counterparts, best first.
    pub(super) refused: Pair<FxHashMap<usize, Vec<(usize, f64)>>>,
    /// For each side and word of its vocabulary a key that is equal for equal words of both sides.
    keys: Pair<Vec<u64>>,
    standing: Pair<Standing>,
}

impl<'a> Context<'a> {
    /// Builds the indexes.
    pub(super) fn new(sides: Pair<&'a Annotated>, alignment: &'a Alignment) -> Self {
        let mut primary = sides.map(|s| vec![None; s.document.segments.len()]);
        let mut repeat = primary.clone();
        for (index, link) in alignment.links.iter().enumerate() {
            let table = if link.relation == Relation::Repeat { &mut repeat } else { &mut primary };
            for &segment in &link.old {
                table.old[segment].get_or_insert(index);
            }
            for &segment in &link.new {
                table.new[segment].get_or_insert(index);
            }
        }
        let keys: Pair<Vec<u64>> =
            sides.map(|s| (0..s.vocabulary.len() as u32).map(|id| key(s.vocabulary.form(id))).collect());
        let standing = Pair::new(Standing::new(sides.old, &keys.old), Standing::new(sides.new, &keys.new));
        let mut refused: Pair<FxHashMap<usize, Vec<(usize, f64)>>> = Pair::default();
        for pair in &alignment.refused {
            refused.old.entry(pair.old).or_default().push((pair.new, pair.score));
            refused.new.entry(pair.new).or_default().push((pair.old, pair.score));
        }
        Context { sides, alignment, primary, repeat, refused, keys, standing }
    }

    /// The key of a token: equal on both sides for equal folded forms.
    pub(super) fn key(&self, side: Side, token: &Token) -> u64 {
        self.keys.get(side)[token.word as usize]
    }

    /// The reading text of one side at a span.
    pub(super) fn text(&self, side: Side, span: Span) -> &'a str {
        let annotated = *self.sides.get(side);
        span.of(&annotated.document.text)
    }

    /// The role of a segment.
    pub(super) fn role(&self, side: Side, segment: usize) -> Role {
        self.sides.get(side).document.segments[segment].role
    }

    /// Whether a segment is in no link.
    pub(super) fn is_free(&self, side: Side, segment: usize) -> bool {
        self.primary.get(side)[segment].is_none() && self.repeat.get(side)[segment].is_none()
    }

    /// A whole segment as evidence.
    pub(super) fn whole(&self, side: Side, segment: usize) -> Evidence {
        Evidence { segment, span: self.sides.get(side).document.segments[segment].span }
    }

    /// The tokens of a segment that lie in a span.
    pub(super) fn tokens_in(&self, side: Side, segment: usize, span: Span) -> &'a [Token] {
        let annotated = *self.sides.get(side);
        let tokens = annotated.segment_tokens(segment);
        let start = tokens.partition_point(|t| t.span.end <= span.start);
        let end = tokens.partition_point(|t| t.span.start < span.end);
        &tokens[start..end.max(start)]
    }

    /// The facets of one side that touch a span.
    pub(super) fn facets_in(&self, side: Side, span: Span) -> impl Iterator<Item = &'a Facet> {
        let annotated = *self.sides.get(side);
        let segment = annotated.document.segments.partition_point(|s| s.span.end <= span.start);
        let facets: &[Facet] =
            if segment < annotated.document.segments.len() { annotated.segment_facets(segment) } else { &[] };
        facets.iter().filter(move |f| f.span.overlaps(span))
    }

    /// Whether a token is a word of substance: no mark, and no word that carries no topic.
    pub(super) fn is_substance(&self, side: Side, token: &Token) -> bool {
        let annotated = *self.sides.get(side);
        let language = annotated.document.language.as_deref();
        token.kind == TokenKind::Number
            || (token.kind == TokenKind::Word && !is_stop_word(language, annotated.vocabulary.form(token.word)))
    }

    /// Whether a side has a word.
    pub(super) fn occurs(&self, side: Side, key: u64) -> bool {
        self.standing.get(side).places.contains_key(&key)
    }

    /// How often the words of a piece of evidence of `side` stand on the side `there`.
    pub(super) fn mentions(&self, side: Side, evidence: Evidence, there: Side) -> usize {
        let words: Vec<u64> = self
            .tokens_in(side, evidence.segment, evidence.span)
            .iter()
            .filter(|t| t.kind != TokenKind::Mark)
            .map(|t| self.key(side, t))
            .collect();
        self.standing.get(there).all(&words).count()
    }

    /// How often both sides have a term.
    pub(super) fn counts(&self, term: &str) -> (usize, usize) {
        let mut words = Vec::new();
        tokenize(term, |t| {
            if t.kind != TokenKind::Mark {
                words.push(key(&fold(t.span.of(term))));
            }
        });
        (self.standing.old.all(&words).count(), self.standing.new.all(&words).count())
    }

    /// How many letters and digits a piece of evidence has.
    pub(super) fn letters(&self, side: Side, evidence: Evidence) -> usize {
        letters(self.text(side, evidence.span))
    }

    /// Where the words of a piece of evidence stand one after the other in a single segment of the other
    /// side, marks aside: that segment and its span there.
    pub(super) fn stands(&self, side: Side, evidence: Evidence) -> Option<Evidence> {
        let words: Vec<u64> = self
            .tokens_in(side, evidence.segment, evidence.span)
            .iter()
            .filter(|t| t.kind != TokenKind::Mark)
            .map(|t| self.key(side, t))
            .collect();
        let (segment, first, last) = self.standing.get(side.other()).find(&words)?;
        Some(Evidence { segment, span: Span::new(first.start, last.end) })
    }

    /// Whether a piece of evidence is long enough to tell something and yet stands in the other version.
    pub(super) fn stale(&self, side: Side, evidence: Evidence) -> bool {
        self.letters(side, evidence) >= TELLING_LETTERS && self.stands(side, evidence).is_some()
    }
}

/// How many letters and digits a text has.
pub(super) fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// A key for a folded form.
pub(super) fn key(form: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(form.as_bytes());
    hasher.finish()
}

/// The running words of a document, to be searched for runs.
struct Standing {
    /// Words and numbers in document order: key, segment, place.
    words: Vec<(u64, usize, Span)>,
    /// For each key its indexes in `words`.
    places: FxHashMap<u64, Vec<u32>>,
}

impl Standing {
    fn new(side: &Annotated, keys: &[u64]) -> Self {
        let mut words = Vec::with_capacity(side.tokens.len());
        let mut places: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for segment in 0..side.document.segments.len() {
            for token in side.segment_tokens(segment) {
                if token.kind != TokenKind::Mark {
                    let key = keys[token.word as usize];
                    places.entry(key).or_default().push(words.len() as u32);
                    words.push((key, segment, token.span));
                }
            }
        }
        Standing { words, places }
    }

    /// The first place where all of `run` stands in one segment.
    fn find(&self, run: &[u64]) -> Option<(usize, Span, Span)> {
        self.all(run).next()
    }

    /// All places where all of `run` stands in one segment: the segment, the first and the last word.
    fn all<'s>(&'s self, run: &'s [u64]) -> impl Iterator<Item = (usize, Span, Span)> + 's {
        let none: &[u32] = &[];
        let mut rarest = (0, self.places.get(run.first().unwrap_or(&0)).map_or(none, |p| p));
        for (offset, key) in run.iter().enumerate() {
            let places = self.places.get(key).map_or(none, |p| p);
            if places.len() < rarest.1.len() {
                rarest = (offset, places);
            }
        }
        let (offset, places) = rarest;
        places.iter().filter_map(move |&place| {
            let start = (place as usize).checked_sub(offset)?;
            let there = self.words.get(start..start + run.len())?;
            let whole = there[0].1 == there[run.len() - 1].1 && there.iter().zip(run).all(|(w, &key)| w.0 == key);
            whole.then(|| (there[0].1, there[0].2, there[run.len() - 1].2))
        })
    }
}
