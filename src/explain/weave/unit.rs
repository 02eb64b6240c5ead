//! Segments → units: the smallest things that an edit may touch.

use std::hash::Hasher;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use crate::language::numbering::numbering;
use crate::language::token::fold;
use crate::model::{Facet, FacetKind, Link, Pair, Side, Span, Token, TokenKind};

use super::compound;
use crate::explain::context::{Context, discourse, letters};
use crate::explain::term::substitution::Substitutions;

/// When two units are the same.
#[derive(Debug, Clone, Copy)]
pub(in crate::explain) enum Reading<'t> {
    /// Where they are written alike.
    Written,
    /// Where they say the same: quantities, dates and names by their normal forms, and terms that replace each
    /// other throughout the document.
    Meant(&'t Substitutions),
}

/// A word, mark, number or name: the smallest thing that an edit may touch.
#[derive(Debug, Clone, Copy)]
pub(in crate::explain) struct Unit {
    /// The segment it stands in.
    pub(in crate::explain) segment: usize,
    /// Its place in the reading text.
    pub(in crate::explain) span: Span,
    /// Equal for equal units of both sides.
    pub(in crate::explain) key: u64,
    /// The same by what it says, whatever reading it was cut for.
    pub(super) meant: u64,
    /// How many letters and digits it has; zero for marks.
    pub(in crate::explain) letters: usize,
    /// Whether it is a term that others replace throughout.
    pub(in crate::explain) term: bool,
    /// Whether it is too slight to hold two changes apart: a mark, an article, a preposition.
    pub(in crate::explain) light: bool,
    /// Whether a word of substance is in it, however short.
    pub(in crate::explain) topical: bool,
    /// Whether it is an amount or a date.
    pub(super) figure: bool,
}

/// Cuts the segments of one side into units: names, quantities and compounds whole, everything else token by token.
/// What is `loose` is cut too.
pub(super) fn units(
    context: &Context<'_>,
    side: Side,
    segments: &[usize],
    reading: Reading<'_>,
    loose: &[Span],
) -> Vec<Unit> {
    let annotated = context.sides.get(side);
    let mut units = Vec::with_capacity(segments.iter().map(|&segment| annotated.segment_tokens(segment).len()).sum());
    let join = &discourse::of(annotated.document.language.as_deref()).join;
    for &segment in segments {
        let tokens = annotated.segment_tokens(segment);
        let mut atoms = annotated.segment_facets(segment).iter().filter(|f| is_atom(f.kind)).peekable();
        let keys: Vec<u64> = tokens.iter().map(|t| context.key(side, t)).collect();
        let body = context.body(side, segment).span.start;
        let (whole, mut enumerated) = (context.whole(side, segment).span, 0..0);
        // Most sentences have no bracket, and none of their words is asked whether it numbers a part of one.
        let numbers = context.text(side, whole).contains(')');
        let mut at = 0;
        // "Nova SE" is a company; in "Nova se réserve" the second word is that of the verb.
        let names = |first: &Token, last: &Token| {
            let small = context.text(side, last.span).starts_with(char::is_lowercase);
            let capital = context.text(side, first.span).starts_with(char::is_uppercase);
            !(capital && small) || context.is_substance(side, last)
        };
        while at < tokens.len() {
            if let Reading::Meant(terms) = reading
                && let Some((class, count)) =
                    terms.at(&keys[at..], |count| count == 1 || names(&tokens[at], &tokens[at + count - 1]))
            {
                let span = Span::new(tokens[at].span.start, tokens[at + count - 1].span.end);
                let letters = letters(context.text(side, span));
                let topical = tokens[at..at + count].iter().any(|t| context.is_substance(side, t));
                units.push(Unit {
                    segment,
                    span,
                    key: class,
                    meant: class,
                    letters,
                    term: true,
                    light: false,
                    topical,
                    figure: false,
                });
                at += count;
                continue;
            }
            let begins = tokens[at].span.start;
            if numbers && begins >= enumerated.end {
                enumerated = enumerator(&annotated.document.text, whole, begins, join);
            }
            while atoms.next_if(|a| a.span.end <= begins || a.span.start < begins).is_some() {}
            let atom = atoms.next_if(|a| a.span.start == begins).filter(|a| !loose.contains(&a.span));
            let simple =
                atom.map_or(at + 1, |a| at + tokens[at..].partition_point(|t| t.span.end <= a.span.end).max(1));
            let stop = atoms.peek().map_or(usize::MAX, |a| a.span.start);
            let end = compound::end(&annotated.document.text, (tokens, stop), simple, atom.map(|a| a.kind));
            let atom = atom.filter(|_| end == simple);
            let group = &tokens[at..end];
            let span = Span::new(begins, group[group.len() - 1].span.end);
            let text = context.text(side, span);
            let meant = match (atom, group) {
                // At the beginning of a sentence a capital is no sign of a name.
                (Some(atom), [word]) if atom.kind == FacetKind::Name && atom.normal == fold(text) => {
                    context.meant(side, word)
                }
                (Some(atom), _) => said(atom),
                (None, [token]) => context.meant(side, token),
                (None, _) => written(&keys[at..end]),
            };
            let key = match (reading, group) {
                (Reading::Meant(_), _) => meant,
                (Reading::Written, [_]) => keys[at],
                (Reading::Written, _) => written(&keys[at..end]),
            };
            // The number of an item is a mark, also of one inside a sentence.
            let counts = span.end <= body || span.end <= enumerated.end;
            let light = counts || (group.len() == 1 && is_light(group[0].kind, text));
            let topical = !counts && group.iter().any(|t| context.is_substance(side, t));
            let silent = counts || group.iter().all(|token| token.kind == TokenKind::Mark);
            let letters = if silent { 0 } else { letters(text) };
            let figure = atom.is_some_and(|atom| atom.kind.is_figure());
            units.push(Unit { segment, span, key, meant, letters, term: false, light, topical, figure });
            at = end;
        }
    }
    units
}

/// The bytes of a text that number a part of a sentence, where such a number begins at `at`: "if: (1) it is lent, or ii) it
/// is lost". The word before may `join` the last part.
fn enumerator(text: &str, sentence: Span, at: usize, join: &[String]) -> Range<usize> {
    /// So many bytes may such a number have, its brackets included.
    const LONGEST: usize = 8;
    let rest = &text[at..sentence.end];
    // Most words have no bracket behind them, and nothing more is asked of those.
    if !rest.bytes().take(LONGEST).any(|byte| byte == b')') {
        return at..at;
    }
    let before = &text[sentence.start..at];
    let words = before.trim_end();
    let joined = || words.rsplit(' ').next().is_some_and(|word| join.iter().any(|known| *known == fold(word)));
    if words.len() == before.len() || !(words.ends_with([',', ';', ':']) || joined()) {
        return at..at;
    }
    let number = rest[..numbering(rest)].trim_end();
    at..at + if number.ends_with(')') { number.len() } else { 0 }
}

/// The units of several words that the other side has none of, although it has their words one after the other: a name
/// in one version ("the Steering Council") that the other one writes as no name.
pub(super) fn loose(context: &Context<'_>, link: &Link, units: &Pair<Vec<Unit>>, side: Side) -> Vec<Span> {
    // Most units are nothing but letters, or a mark, and nothing more is asked of those.
    let plain = |unit: &Unit| unit.span.len() == unit.letters.max(1);
    let spaced =
        |unit: &&Unit| !unit.term && !plain(unit) && context.text(side, unit.span).contains(char::is_whitespace);
    let mut several: Vec<&Unit> = units.get(side).iter().filter(spaced).collect();
    if several.is_empty() {
        return Vec::new();
    }
    let other = side.other();
    let there = sorted_keys(units.get(other));
    several.retain(|unit| there.binary_search(&unit.key).is_err());
    if several.is_empty() {
        return Vec::new();
    }
    let keys = |side: Side, tokens: &[Token]| -> Vec<u64> { tokens.iter().map(|t| context.key(side, t)).collect() };
    let segments = link.ends(other).iter();
    let words = segments
        .map(|&segment| keys(other, context.sides.get(other).segment_tokens(segment)))
        .collect::<Vec<_>>()
        .concat();
    // The rows of words of the other side, by how many there are in one.
    let mut rows: FxHashMap<usize, FxHashSet<&[u64]>> = FxHashMap::default();
    let mut stands = |keys: &[u64]| {
        let rows = rows.entry(keys.len()).or_insert_with(|| words.windows(keys.len()).collect());
        rows.contains(keys)
    };
    let of_unit = |unit: &Unit| keys(side, context.tokens_in(side, unit.segment, unit.span));
    several.into_iter().filter(|unit| stands(&of_unit(unit))).map(|unit| unit.span).collect()
}

/// The keys of units, ascending: looked up often enough to be sorted, and too few to be hashed.
pub(in crate::explain) fn sorted_keys<'u>(units: impl IntoIterator<Item = &'u Unit>) -> Vec<u64> {
    let mut keys: Vec<u64> = units.into_iter().map(|unit| unit.key).collect();
    keys.sort_unstable();
    keys
}

/// The key of a quantity or name by what it says.
fn said(facet: &Facet) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u8(facet.kind as u8);
    hasher.write(facet.normal.as_bytes());
    hasher.finish()
}

/// The key of several words in a row.
fn written(keys: &[u64]) -> u64 {
    let mut hasher = FxHasher::default();
    keys.iter().for_each(|&key| hasher.write_u64(key));
    hasher.finish()
}

/// Facets that are replaced as a whole or not at all.
fn is_atom(kind: FacetKind) -> bool {
    kind.is_figure() || matches!(kind, FacetKind::Name | FacetKind::Reference)
}

/// Marks, and words of up to three letters that are no acronym: in every language with spaces most of those
/// are articles, prepositions and conjunctions. In scripts without spaces a single character is as slight.
fn is_light(kind: TokenKind, text: &str) -> bool {
    match kind {
        TokenKind::Mark => true,
        TokenKind::Number => false,
        TokenKind::Word => text.chars().nth(3).is_none() && !text.chars().skip(1).any(char::is_uppercase),
    }
}
