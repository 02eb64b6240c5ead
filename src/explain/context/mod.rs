//! What every explainer draws on: the two sides, the alignment, and indexes over both.

pub(super) mod bracket;
pub(super) mod column;
mod copy;
pub(super) mod crossref;
pub(super) mod discourse;
mod holding;
pub(super) mod row;
mod stakes;
mod standing;
pub(super) mod stems;

use std::hash::Hasher;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHasher};

use crate::language::lexicon::Lexicon;
use crate::language::numbering::numbering;
use crate::language::spelling::Spelling;
use crate::language::token::{fold, tokenize, without_accent};
use crate::model::{
    Alignment, Annotated, Evidence, Facet, FacetKind, Note, Pair, Relation, Role, Side, Span, Token, TokenKind,
};

use stakes::stakes;
use standing::Standing;
use stems::Stems;

/// Quotes of at least this many letters and digits must not stand in the other version where a change claims
/// that they are new or gone. Shorter ones recur by chance.
pub(super) const TELLING_LETTERS: usize = 20;

/// Words are compared by so many of their first letters where they may be inflected.
const STEM: usize = 5;

/// No addition or removal is surer than this.
const CERTAIN: f64 = 0.97;

/// A date with no more words of substance beside it is a stamp ("Date of last revision: …").
const STAMP_LABEL: usize = 3;

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
    /// For each old section the new ones that it is related to.
    parts: FxHashMap<usize, Vec<usize>>,
    /// For each side and word of its vocabulary a key that is equal for equal words of both sides.
    keys: Pair<Vec<u64>>,
    /// Segments that begin with a number of their own, by it; few pairs ask for them.
    numbered: Pair<OnceLock<FxHashMap<String, usize>>>,
    /// For each row of a table the one that is its head; few pairs ask for them.
    heads: Pair<OnceLock<Vec<Option<usize>>>>,
    /// Keys like `keys`, with variants of spelling levelled.
    meant: Pair<Vec<u64>>,
    /// For each side what its language knows of variants of spelling.
    spelling: Pair<Spelling>,
    /// For each side and word of its vocabulary whether it carries a topic.
    topical: Pair<Vec<bool>>,
    /// For each side and word of its vocabulary whether it tells of stakes.
    stakes: Pair<Vec<bool>>,
    /// For each side and word of its vocabulary the key of its stem.
    stems: Pair<Vec<u64>>,
    /// For each segment that was asked for them its stems.
    stems_of: Pair<Vec<OnceLock<Stems>>>,
    standing: Pair<Standing<'a>>,
    /// By section, the one of the other side, where each is linked with the other alone.
    counterparts: Pair<FxHashMap<usize, usize>>,
    /// For each section whether by its title all documents of a kind have the same.
    boilerplate: Pair<Vec<bool>>,
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
        let indexes = |s: &'a Annotated| {
            let forms = || (0..s.vocabulary.len() as u32).map(|id| s.vocabulary.form(id));
            let language = s.document.language.as_deref();
            let lexicon = Lexicon::of(language);
            let spelling = Spelling::of(lexicon);
            let keys: Vec<u64> = forms().map(key).collect();
            let meant: Vec<u64> = forms().map(|form| key(&spelling.levelled(form))).collect();
            let topical: Vec<bool> = forms().map(|form| !lexicon.is_stop_word(lexicon.index(form))).collect();
            let stems: Vec<u64> = forms().map(stem).collect();
            let standing = Standing::new(s, &keys);
            (keys, meant, topical, stakes(s), stems, standing, spelling)
        };
        let (old, new) = rayon::join(|| indexes(sides.old), || indexes(sides.new));
        let mut refused: Pair<FxHashMap<usize, Vec<(usize, f64)>>> = Pair::default();
        for pair in &alignment.refused {
            refused.old.entry(pair.old).or_default().push((pair.new, pair.score));
            refused.new.entry(pair.new).or_default().push((pair.old, pair.score));
        }
        let mut parts: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
        let mut counterparts: Pair<FxHashMap<usize, usize>> = Pair::default();
        for link in &alignment.sections {
            if let ([old], [new]) = (&link.old[..], &link.new[..]) {
                counterparts.old.entry(*old).or_insert(*new);
                counterparts.new.entry(*new).or_insert(*old);
            }
            for &section in &link.old {
                parts.entry(section).or_default().extend(&link.new);
            }
        }
        Context {
            sides,
            alignment,
            primary,
            repeat,
            refused,
            parts,
            counterparts,
            keys: Pair::new(old.0, new.0),
            numbered: Pair::default(),
            heads: Pair::default(),
            meant: Pair::new(old.1, new.1),
            spelling: Pair::new(old.6, new.6),
            topical: Pair::new(old.2, new.2),
            stakes: Pair::new(old.3, new.3),
            stems: Pair::new(old.4, new.4),
            stems_of: sides.map(|side| side.document.segments.iter().map(|_| OnceLock::new()).collect()),
            standing: Pair::new(old.5, new.5),
            boilerplate: sides.map(discourse::boilerplate),
        }
    }

    /// Whether a segment stands in a section that all documents of a kind have in the same words ("Copyright Notice").
    pub(super) fn is_boilerplate(&self, side: Side, segment: usize) -> bool {
        self.boilerplate.get(side)[self.sides.get(side).document.segments[segment].section]
    }

    /// The key of a token: equal on both sides for equal folded forms.
    pub(super) fn key(&self, side: Side, token: &Token) -> u64 {
        self.keys.get(side)[token.word as usize]
    }

    /// The key of a token by what it means: equal for two spellings of one word.
    pub(super) fn meant(&self, side: Side, token: &Token) -> u64 {
        self.meant.get(side)[token.word as usize]
    }

    /// Words run together, with variants of spelling and contractions levelled ("hasn't" and "has not"), and without
    /// the accents that capitals may lack.
    pub(super) fn levelled(&self, side: Side, words: &str) -> String {
        let bare: String = words.chars().map(|c| if c.is_uppercase() { without_accent(c) } else { c }).collect();
        let joined = fold(&bare).replace(['-', ' '], "");
        self.spelling.get(side).levelled(&joined).into_owned()
    }

    /// The key of a token by its first letters.
    pub(super) fn stem(&self, side: Side, token: &Token) -> u64 {
        self.stems.get(side)[token.word as usize]
    }

    /// The first segment that begins with a number of its own.
    pub(super) fn numbered(&self, side: Side, number: &str) -> Option<usize> {
        let numbered = self.numbered.get(side).get_or_init(|| crossref::numbered(self.sides.get(side)));
        numbered.get(number).copied()
    }

    /// The row that is the head of the table in which another one stands, where it can be told.
    pub(super) fn head(&self, side: Side, row: usize) -> Option<usize> {
        self.heads.get(side).get_or_init(|| row::heads(&self.sides.get(side).document))[row]
    }

    /// The reading text of one side at a span.
    pub(super) fn text(&self, side: Side, span: Span) -> &'a str {
        let annotated = *self.sides.get(side);
        span.of(&annotated.document.text)
    }

    /// Whether an old and a new segment stand in sections that belong together.
    pub(super) fn same_part(&self, old: usize, new: usize) -> bool {
        let old = self.sides.old.document.segments[old].section;
        let new = self.sides.new.document.segments[new].section;
        match self.parts.get(&old) {
            Some(counterparts) => counterparts.contains(&new),
            None => self.alignment.sections.is_empty(),
        }
    }

    /// By what ties between pairs are broken, so that exchanged sides give the same pairs: the places in the side whose
    /// text sorts first, then those in the other one.
    pub(super) fn place(&self, old: usize, new: usize) -> (usize, usize) {
        if self.sides.old.document.text > self.sides.new.document.text { (new, old) } else { (old, new) }
    }

    /// The role of a segment.
    pub(super) fn role(&self, side: Side, segment: usize) -> Role {
        self.sides.get(side).document.segments[segment].role
    }

    /// Whether a segment is in no link.
    pub(super) fn is_free(&self, side: Side, segment: usize) -> bool {
        self.primary.get(side)[segment].is_none() && self.repeat.get(side)[segment].is_none()
    }

    /// How sure it is that segments have no counterpart: the share of them that can be expected to have none. Those that
    /// are linked after all say nothing of it.
    pub(super) fn alone(&self, side: Side, segments: impl Iterator<Item = usize>) -> f64 {
        let sure = segments.filter_map(|segment| self.alignment.alone(side, segment));
        let (sum, count) = sure.fold((0.0, 0), |(sum, count), sure| (sum + sure, count + 1));
        if count == 0 { CERTAIN } else { (sum / f64::from(count)).min(CERTAIN) }
    }

    /// A whole segment as evidence.
    pub(super) fn whole(&self, side: Side, segment: usize) -> Evidence {
        Evidence { segment, span: self.sides.get(side).document.segments[segment].span }
    }

    /// A segment without the number or letter that it begins with, as evidence.
    pub(super) fn body(&self, side: Side, segment: usize) -> Evidence {
        let Evidence { span, .. } = self.whole(side, segment);
        let start = span.start + numbering(self.text(side, span));
        Evidence { segment, span: if start < span.end { Span::new(start, span.end) } else { span } }
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
        match token.kind {
            TokenKind::Number => true,
            TokenKind::Word => self.topical.get(side)[token.word as usize],
            TokenKind::Mark => false,
        }
    }

    /// Whether a token says that much is at stake.
    pub(super) fn is_at_stake(&self, side: Side, token: &Token) -> bool {
        self.stakes.get(side)[token.word as usize]
    }

    /// Whether a side has a word.
    pub(super) fn occurs(&self, side: Side, key: u64) -> bool {
        self.standing.get(side).has(key)
    }

    /// Whether a segment is a date with at most a label, and no sentence: the page's own stamp.
    pub(super) fn is_stamp(&self, side: Side, segment: usize) -> bool {
        let annotated = *self.sides.get(side);
        let dates: Vec<Span> =
            annotated.segment_facets(segment).iter().filter(|f| f.kind == FacetKind::Date).map(|f| f.span).collect();
        let label = annotated
            .segment_tokens(segment)
            .iter()
            .filter(|t| self.is_substance(side, t) && !dates.iter().any(|d| d.overlaps(t.span)));
        let is_sentence = annotated.document.segment_text(segment).ends_with(['.', '。'])
            && annotated.document.segments[segment].role != Role::Date;
        // A row of a table gives the date of one thing after the other.
        let is_row = annotated.document.segments[segment].role == Role::Table;
        !dates.is_empty() && !is_sentence && !is_row && label.count() <= STAMP_LABEL
    }

    /// How often both sides have each of many terms.
    pub(super) fn counts<'t>(&self, terms: impl Iterator<Item = &'t str>) -> Vec<Pair<usize>> {
        let run = |term: &str| {
            let mut keys = Vec::new();
            tokenize(term, |t| {
                if t.kind != TokenKind::Mark {
                    keys.push(key(&fold(t.span.of(term))));
                }
            });
            keys
        };
        let runs: Vec<Vec<u64>> = terms.map(run).collect();
        if runs.is_empty() {
            return Vec::new();
        }
        let (old, new) = rayon::join(|| self.standing.old.counts(&runs), || self.standing.new.counts(&runs));
        old.into_iter().zip(new).map(|(old, new)| Pair::new(old, new)).collect()
    }

    /// What was bounded in looking for quotes, by the side that was looked through.
    pub(super) fn notes(&self) -> impl Iterator<Item = (Side, Note)> + '_ {
        Side::BOTH.into_iter().filter_map(|side| self.standing.get(side).note().map(|note| (side, note)))
    }

    /// The words of a piece of evidence, marks left out.
    fn run(&self, side: Side, evidence: Evidence) -> Vec<(u64, &'a str)> {
        let annotated = *self.sides.get(side);
        let tokens = self.tokens_in(side, evidence.segment, evidence.span);
        let mut run = Vec::with_capacity(tokens.len());
        let words = tokens.iter().filter(|t| t.kind != TokenKind::Mark);
        run.extend(words.map(|t| (self.key(side, t), annotated.vocabulary.form(t.word))));
        run
    }

    /// How many letters and digits a piece of evidence has.
    pub(super) fn letters(&self, side: Side, evidence: Evidence) -> usize {
        letters(self.text(side, evidence.span))
    }

    /// Where the words of a piece of evidence stand one after the other in a single segment of the other
    /// side, marks aside: that segment and its span there.
    pub(super) fn stands(&self, side: Side, evidence: Evidence) -> Option<Evidence> {
        self.standing.get(side.other()).find(&self.run(side, evidence), |_| true)
    }

    /// What stands right before and behind a span in the whole that it is part of.
    fn beside(&self, side: Side, whole: Span, span: Span) -> (&'a str, &'a str) {
        /// Bytes: what joins two words is shorter.
        const NEAR: usize = 64;
        let before = self.text(side, Span::new(whole.start, span.start));
        let behind = self.text(side, Span::new(span.end, whole.end));
        (
            &before[before.ceil_char_boundary(before.len().saturating_sub(NEAR))..],
            &behind[..behind.floor_char_boundary(NEAR)],
        )
    }

    /// Where a segment stands in the other version as something said by itself: a whole one, an item of a row, or, of so
    /// many letters that they tell something, anywhere. "Surgery" does not stand in "Dental surgery".
    pub(super) fn recurs(&self, side: Side, segment: usize) -> Option<Evidence> {
        let (body, other) = (self.body(side, segment), side.other());
        let telling = self.letters(side, body) >= TELLING_LETTERS;
        let join = &discourse::of(self.sides.get(other).document.language.as_deref()).join;
        let joins = |word: Option<&str>| word.map(fold).is_some_and(|word| join.contains(&word));
        let apart = |place: Evidence| {
            let whole = self.whole(other, place.segment).span;
            let (before, behind) = self.beside(other, whole, place.span);
            // A mark without a space beside it is part of a name: "stats.example.org".
            let spaced = before.trim_end().len() < before.len();
            let opens = before.is_empty()
                || before.ends_with(['(', '“', '"'])
                || (spaced && before.trim_end().ends_with(|c: char| !c.is_alphanumeric()))
                || joins(before.split_whitespace().next_back());
            let marks = behind.trim_start_matches(|c: char| !c.is_alphanumeric() && !c.is_whitespace());
            let closes = marks.is_empty()
                || (marks.len() < behind.len() && marks.starts_with(char::is_whitespace))
                || joins(behind.split_whitespace().next());
            // What a field of front matter mentions is said by no claim of the page.
            opens && closes && self.role(other, place.segment) != Role::Metadata
        };
        self.standing.get(other).find(&self.run(side, body), |place| telling || apart(place))
    }

    /// Whether a piece of evidence is long enough to tell something and yet stands in the other version.
    pub(super) fn stale(&self, side: Side, evidence: Evidence) -> bool {
        self.letters(side, evidence) >= TELLING_LETTERS && self.stands(side, evidence).is_some()
    }
}

/// How many letters and digits a text has.
pub(super) fn letters(text: &str) -> usize {
    let mut letters = 0;
    for byte in text.bytes() {
        if !byte.is_ascii() {
            return text.chars().filter(|c| c.is_alphanumeric()).count();
        }
        letters += usize::from(byte.is_ascii_alphanumeric());
    }
    letters
}

/// A key for the first letters of a folded form.
fn stem(form: &str) -> u64 {
    let end = form.char_indices().nth(STEM).map_or(form.len(), |(at, _)| at);
    key(&form[..end])
}

/// A key for a folded form.
pub(super) fn key(form: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(form.as_bytes());
    hasher.finish()
}
