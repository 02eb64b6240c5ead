//! Proper names: runs of capitals with their connectors, acronyms with what they stand for.
//!
//! The normal form is the folded name without article, title, possessive and dots: `nato-ukraine commission` for
//! "the NATO-Ukraine Commission's", for "NUC" where the document explains it, and `united states` for "U.S.".
//!
//! A capital at the beginning of a sentence, in a title, or on a word that the document also writes small is no sign
//! of a name; nor is a single capital in a language that writes its nouns so.

use rustc_hash::FxHashMap;

use super::acronym::bindings;
use super::casing::{Casing, Shape, Style, begins_sentence, style};
use super::facet::Found;
use super::family::{Families, Family};
use super::field::{leads_to_fields, next_field};
use super::passage::Passage;
use crate::model::{FacetKind, TokenKind, Vocabulary};

/// What a whole document tells of its names.
#[derive(Debug, Default)]
pub struct Names {
    casing: Casing,
    /// Normal forms of long names by their acronyms, folded.
    acronyms: FxHashMap<String, String>,
    /// The long names as words, with their normal forms, by their first word.
    long: FxHashMap<u32, Vec<LongForm>>,
}

/// A long name as words, and its normal form.
type LongForm = (Box<[u32]>, String);

impl Names {
    /// Knows nothing yet.
    pub fn new(vocabulary: &Vocabulary) -> Names {
        Names { casing: Casing::new(vocabulary.len()), ..Names::default() }
    }

    /// Learns from a segment. All segments of a document come before the first is annotated.
    pub fn learn(&mut self, passage: &Passage<'_>) {
        self.casing.count(passage);
        bindings(passage, |binding| {
            let (start, end) = binding.long;
            let normal = normal(passage, start, end);
            let acronym = singular(passage, binding.acronym);
            if !self.acronyms.contains_key(acronym) {
                self.acronyms.insert(acronym.to_owned(), normal.clone());
                let words: Box<[u32]> = passage.tokens[start..end].iter().map(|token| token.word).collect();
                self.long.entry(words[0]).or_default().push((words, normal));
            }
        });
    }

    /// The acronyms that the document explains, folded, with the normal forms of their long names; sorted.
    pub fn into_acronyms(self) -> Vec<(String, String)> {
        let mut acronyms: Vec<_> = self.acronyms.into_iter().collect();
        acronyms.sort();
        acronyms
    }

    fn long_form(&self, passage: &Passage<'_>, at: usize) -> Option<(usize, &str)> {
        let forms = self.long.get(&passage.tokens[at].word)?;
        let stands = |words: &[u32]| {
            passage.tokens[at..].len() >= words.len()
                && passage.tokens[at..].iter().zip(words).all(|(token, &word)| token.word == word)
        };
        let longest = forms.iter().filter(|(words, _)| stands(words)).max_by_key(|(words, _)| words.len())?;
        Some((at + longest.0.len(), &longest.1))
    }
}

/// Finds names.
pub fn annotate(passage: &Passage<'_>, found: &mut Found) {
    let style = style(passage);
    let mut at = 0;
    while at < passage.len() {
        if passage.tokens[at].kind != TokenKind::Word || found.is_claimed(at) {
            at += 1;
            continue;
        }
        at = match name(passage, at, style, found) {
            Some((start, end, normal)) => {
                found.add(passage, (start, end), FacetKind::Name, normal);
                if end > at + 1 {
                    found.note_name(at, end);
                }
                end
            }
            None => at + 1,
        };
    }
}

/// A name has no more words.
const LONGEST: usize = 32;

/// What a word begins with before a hyphen has no more letters: "Bi", "Non", "Sub".
const PREFIX: usize = 3;

/// The name that begins at a token: where it begins without its title, where it ends, and its normal form.
fn name(passage: &Passage<'_>, at: usize, style: Style, found: &Found) -> Option<(usize, usize, String)> {
    if let Some((end, normal)) = passage.names.long_form(passage, at) {
        return Some((at, end, normal.to_owned()));
    }
    // Most words begin with a small letter, as no other name does.
    if passage.text.as_bytes()[passage.tokens[at].span.start].is_ascii_lowercase() {
        return None;
    }
    let run = run(passage, at, style, found)?;
    // The form of a company is none that it is called by: "Nova, Inc."
    if run.words == 1 && passage.phrase(at, Family::NameSuffix).is_some() {
        return None;
    }
    // "NOTE: The fee is due."
    if at == 0 && run.words == 1 && !run.is_alias && passage.is_mark(run.end, ":") {
        return None;
    }
    // "Bi-national": what a word begins with is no name.
    let prefixed = passage.is_mark(run.end, "-") && passage.is_glued(run.end) && passage.is_glued(run.end + 1);
    if run.words == 1 && prefixed && !run.has_upper && (2..=PREFIX).contains(&passage.tokens[at].span.len()) {
        return None;
    }
    let is_evident = run.is_alias || run.has_upper;
    if run.words == 1 && !is_evident && passage.lexicon.conventions.capital_nouns {
        return None;
    }
    if run.words == 1 && !is_evident {
        let uses = passage.names.casing.of(passage.tokens[at].word);
        if uses.small > 0 && uses.small >= uses.capital {
            return None;
        }
    }
    // "Justice Department" is no person.
    let is_body = passage.phrase(run.end - 1, Family::NameHead).is_some();
    let start = if is_body { at } else { after_titles(passage, at, run.end) };
    Some((start, run.end, normal(passage, start, run.end)))
}

/// A run of words that are written like a name.
struct Run {
    end: usize,
    words: usize,
    /// Whether there is more than initials.
    has_word: bool,
    has_upper: bool,
    is_alias: bool,
}

fn run(passage: &Passage<'_>, at: usize, style: Style, found: &Found) -> Option<Run> {
    let first = piece(passage, at, style)?;
    let is_word = |at: usize| passage.tokens[at].span.len() > 1;
    let mut run = Run {
        end: first,
        words: 1,
        has_word: is_word(at),
        has_upper: is_upper(passage, at),
        is_alias: alias(passage, at).is_some(),
    };
    let mut last = at;
    let nouns = passage.lexicon.conventions.capital_nouns;
    let may_go_on = !nouns || opens_name(passage, at);
    if !may_go_on && !run.is_alias && !run.has_upper {
        return None;
    }
    let mut fields = false;
    while let Some(next) =
        next_field(passage, run.end).filter(|_| fields).or_else(|| continuation(passage, last, run.end))
    {
        if closes_list(passage, at, run.end) {
            break;
        }
        if run.words == LONGEST || !may_go_on && !passage.is_mark(run.end, "-") {
            break;
        }
        let Some(end) = piece(passage, next, style).filter(|_| !found.is_claimed(next)) else { break };
        fields |= next > run.end && leads_to_fields(passage, last, run.end);
        run.end = end;
        run.words += 1;
        run.has_word |= is_word(next);
        run.has_upper |= is_upper(passage, next);
        last = next;
    }
    // "COVID-19"
    let number = run.end + 1;
    if passage.is_mark(run.end, "-")
        && passage.is_glued(run.end)
        && passage.is_glued(number)
        && passage.is(number, TokenKind::Number)
        && !goes_on(passage, number + 1)
    {
        run = Run { end: number + 1, has_upper: true, ..run };
    }
    let opens =
        run.words > 1 || run.is_alias || run.has_upper || !begins_sentence(passage, at) || is_known(passage, at);
    (opens && (run.has_word || run.has_upper || run.is_alias)).then_some(run)
}

/// Whether a token belongs to the one before it: a mark that ends a clause does not ("COVID-19, or flu"), unless a number
/// follows it at once ("ISO-27001:2013").
fn goes_on(passage: &Passage<'_>, at: usize) -> bool {
    let ends = [",", ".", ";", ":", ")", "!", "?", "]"].into_iter().any(|mark| passage.is_mark(at, mark));
    let number = passage.is(at + 1, TokenKind::Number) && passage.is_glued(at + 1);
    passage.is_glued(at) && (!ends || number)
}

/// The token after one piece of a name: a word with a capital, an initial with its dot, an alias, an acronym with
/// its number ("C4").
fn piece(passage: &Passage<'_>, at: usize, style: Style) -> Option<usize> {
    if let Some((end, _)) = alias(passage, at) {
        return Some(end);
    }
    if !passage.is(at, TokenKind::Word) {
        return None;
    }
    let raw = passage.raw(at);
    let is_stop = passage.is_stop(at);
    let uses = passage.names.casing.of(passage.tokens[at].word);
    match passage.shape(at) {
        Shape::Plain => None,
        Shape::Upper if is_roman(raw) => None,
        // Capitals throughout may be mere emphasis ("MUST NOT").
        Shape::Upper => {
            let is_word = style == Style::Shouted || is_stop || uses.small > uses.capital || is_ordinary(passage, at);
            (!is_word || passage.names.acronyms.contains_key(singular(passage, at))).then_some(at + 1)
        }
        Shape::Capital if is_stop => None,
        Shape::Capital if raw.chars().count() == 1 => {
            if passage.is(at + 1, TokenKind::Number) && passage.is_glued(at + 1) {
                return Some(at + 2);
            }
            let next_is_name = passage.shape(at + 2) != Shape::Plain;
            let dotted = passage.is_mark(at + 1, ".") && passage.is_glued(at + 1) && next_is_name;
            dotted.then_some(at + 2)
        }
        Shape::Capital if style != Style::Sentence => is_known(passage, at).then_some(at + 1),
        Shape::Capital if begins_sentence(passage, at) => {
            let may_open = uses.small == 0 && !is_ordinary(passage, at);
            (is_known(passage, at) || may_open).then_some(at + 1)
        }
        Shape::Capital => Some(at + 1),
    }
}

/// Whether the document writes a word with a capital where none is due, and never small.
fn is_known(passage: &Passage<'_>, at: usize) -> bool {
    let uses = passage.names.casing.of(passage.tokens[at].word);
    uses.capital > 0 && uses.small == 0
}

/// Where nouns have capitals: whether a word begins a name of several words, because it is an adjective with a capital
/// or a title. Its being written small elsewhere shows the adjective.
fn opens_name(passage: &Passage<'_>, at: usize) -> bool {
    let form = passage.form(at);
    let is_small_elsewhere = passage.names.casing.of(passage.tokens[at].word).small > 0;
    let endings = passage.lexicon.conventions.adjective_endings;
    !begins_sentence(passage, at) && (is_small_elsewhere || endings.iter().any(|ending| form.ends_with(ending)))
        || passage.begins(at, Family::Title.into())
}

/// Whether the lexicon knows a word as anything but a part of names.
fn is_ordinary(passage: &Passage<'_>, at: usize) -> bool {
    const IN_NAMES: Families =
        Families::of(&[Family::NameHead, Family::Title, Family::Alias, Family::Label, Family::Framing]);
    passage.begins_other_than(at, IN_NAMES)
}

/// A Roman numeral that counts sections: "VIII", "IVa".
fn is_roman(raw: &str) -> bool {
    raw.trim_end_matches(|c: char| c.is_ascii_lowercase()).bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

/// Whether a piece is evidence of a name by itself: several capitals, or an acronym with a number ("C4").
fn is_upper(passage: &Passage<'_>, at: usize) -> bool {
    passage.shape(at) == Shape::Upper || (passage.is(at + 1, TokenKind::Number) && passage.is_glued(at + 1))
}

/// Whether "&" joins the last of a list of names: of "Cuba, Iran & Syria" none is called "Iran & Syria".
fn closes_list(passage: &Passage<'_>, start: usize, end: usize) -> bool {
    let behind = || (end + 1..passage.len()).find(|&at| passage.shape(at) == Shape::Plain);
    passage.is_mark(end, "&")
        && !passage.is_glued(end)
        && start > 1
        && passage.is_mark(start - 1, ",")
        && passage.shape(start - 2) != Shape::Plain
        && behind().is_none_or(|at| !passage.is_mark(at, ","))
}

/// Where a name may go on after its last piece, from `last` up to `end`.
fn continuation(passage: &Passage<'_>, last: usize, end: usize) -> Option<usize> {
    if passage.is_glued(end) && passage.raw(end - 1).ends_with(['\'', '’']) {
        return Some(end);
    }
    // "The Peoples' Movement"
    let plural = passage.raw(end - 1).ends_with('s') && passage.is_glued(end);
    if plural
        && (passage.is_mark(end, "'") || passage.is_mark(end, "’"))
        && !passage.is_glued(end + 1)
        && !is_quoted(passage, end)
    {
        return Some(end + 1);
    }
    if passage.is_glued(end) {
        let joins = passage.is_mark(end, "-") || passage.is_mark(end, "&");
        return (joins && passage.is_glued(end + 1)).then_some(end + 1);
    }
    if passage.is_mark(end, "&") {
        return Some(end + 1);
    }
    let is_initial = end > 0 && passage.is_mark(end - 1, ".");
    if let Some((next, _)) = passage.phrase(end, Family::NameOf).filter(|_| !is_initial) {
        return Some(next);
    }
    // "Agreement on Trade", but not "Russia on Trade".
    let is_head = passage.phrase(last, Family::NameHead).is_some();
    if let Some((next, _)) = passage.phrase(end, Family::NameFor).filter(|_| is_head) {
        return Some(next);
    }
    Some(end)
}

/// Whether a mark closes what one like it, or its counterpart, opened before.
fn is_quoted(passage: &Passage<'_>, at: usize) -> bool {
    (0..at).any(|before| ["'", "‘", "’"].iter().any(|mark| passage.is_mark(before, mark)) && !passage.is_glued(before))
}

/// A name with several forms: the token after it and the normal one. Short forms must be written in capitals.
fn alias(passage: &Passage<'_>, at: usize) -> Option<(usize, &'static str)> {
    let (end, normal) = passage.phrase(at, Family::Alias)?;
    let raw = passage.raw(at);
    let is_short = raw.len() <= 3;
    let capital = if is_short { !raw.chars().any(char::is_lowercase) } else { raw.starts_with(char::is_uppercase) };
    capital.then_some((end, normal))
}

/// Where a person's name begins in a run: after the last title or office ("Ukrainian President Petro Poroshenko").
fn after_titles(passage: &Passage<'_>, at: usize, end: usize) -> usize {
    let ends = (at..end).filter_map(|i| passage.phrase(i, Family::Title));
    let after = ends.map(|(next, _)| next).filter(|&next| next < end && passage.shape(next) != Shape::Plain).max();
    after.unwrap_or(at)
}

/// An acronym as it is looked up: folded, without the s of its plural.
fn singular<'a>(passage: &Passage<'a>, at: usize) -> &'a str {
    let (raw, form) = (passage.raw(at), passage.form(at));
    match raw.strip_suffix('s') {
        Some(rest) if rest.ends_with(char::is_uppercase) => form.strip_suffix('s').unwrap_or(form),
        _ => form,
    }
}

/// The normal form of the name in a range of tokens.
fn normal(passage: &Passage<'_>, start: usize, end: usize) -> String {
    let mut out = String::new();
    let mut at = start;
    while at < end {
        let (next, text) = match alias(passage, at).filter(|&(next, _)| next <= end) {
            Some((next, normal)) => (next, normal),
            // "The Republic of the Congo" is that of Congo.
            None => match passage.phrase(at, Family::NameOf).filter(|&(next, _)| at > start && next < end) {
                Some((next, _)) => (next, passage.form(at)),
                None if passage.is(at, TokenKind::Word) => (at + 1, word_of_name(passage, at)),
                None => (at + 1, passage.form(at)),
            },
        };
        // "Nova, LLC" is Nova.
        let is_suffix = at > start && passage.phrase(at, Family::NameSuffix).is_some();
        let is_silent = is_suffix || text == "'s" || (passage.is(at, TokenKind::Mark) && !matches!(text, "-" | "&"));
        if !is_silent {
            let goes_on = passage.is_glued(at) && !passage.is_mark(at - 1, ".");
            if !out.is_empty() && !goes_on {
                out.push(' ');
            }
            out.push_str(text);
        }
        at = next;
    }
    out
}

/// A word of a name as its normal form has it: an acronym with its long form, other words without the endings of
/// case, in languages that have such.
fn word_of_name<'a>(passage: &Passage<'a>, at: usize) -> &'a str {
    /// What must be left of a word.
    const SHORTEST_STEM: usize = 4;
    let form = singular(passage, at);
    if passage.shape(at) == Shape::Upper {
        return passage.names.acronyms.get(form).map_or(form, |long| long);
    }
    let endings = passage.lexicon.conventions.name_endings;
    let stem = endings.iter().find_map(|ending| form.strip_suffix(ending));
    stem.filter(|stem| stem.chars().count() >= SHORTEST_STEM).unwrap_or(form)
}
