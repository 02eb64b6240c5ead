//! Acronyms bound to what they stand for: "Comprehensive Assistance Package (CAP)".

use super::casing::Shape;
use super::passage::Passage;
use crate::model::TokenKind;

/// An acronym with its long form, as ranges of tokens of one segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Binding {
    /// The token of the acronym.
    pub acronym: usize,
    /// The tokens of the long form.
    pub long: (usize, usize),
}

/// Finds the acronyms that a segment explains, in either order: "Long Name (LN)", "LN (Long Name)". The letters must
/// be the initials of the words, each with further letters of its word where it has more ("Kosovo Force (KFOR)").
pub fn bindings(passage: &Passage<'_>, mut emit: impl FnMut(Binding)) {
    for open in (0..passage.len()).filter(|&at| passage.is_mark(at, "(")) {
        let Some(close) = (open + 2..passage.len().min(open + 20)).find(|&at| passage.is_mark(at, ")")) else {
            continue;
        };
        if let Some(acronym) = only_acronym(passage, open + 1, close) {
            if let Some(start) = long_form_before(passage, open, acronym) {
                emit(Binding { acronym, long: (start, open) });
            }
        } else if open > 0 && passage.shape(open - 1) == Shape::Upper {
            let acronym = open - 1;
            let covered = covers(passage, open + 1, close, &letters(passage.raw(acronym)));
            if covered {
                emit(Binding { acronym, long: (open + 1, close) });
            }
        }
    }
}

/// The acronym between parentheses, where only marks and small words stand beside it: `(the “MSA”)`.
fn only_acronym(passage: &Passage<'_>, start: usize, end: usize) -> Option<usize> {
    let mut acronym = None;
    for at in start..end {
        match passage.tokens[at].kind {
            TokenKind::Mark => {}
            TokenKind::Word if passage.shape(at) == Shape::Upper && acronym.is_none() => acronym = Some(at),
            TokenKind::Word if passage.is_stop(at) => {}
            _ => return None,
        }
    }
    acronym
}

/// Where the long form begins that ends before a token: the nearest word from which the initials fit.
fn long_form_before(passage: &Passage<'_>, end: usize, acronym: usize) -> Option<usize> {
    let letters = letters(passage.raw(acronym));
    if !(2..=10).contains(&letters.len()) {
        return None;
    }
    let mut words = 0;
    for start in (0..end).rev() {
        if passage.tokens[start].kind != TokenKind::Word {
            if !matches!(passage.form(start), "-" | "," | "&" | "*" | "\"") {
                return None;
            }
            continue;
        }
        words += 1;
        if words > letters.len() * 2 + 2 {
            return None;
        }
        let is_small = passage.is_stop(start);
        if !is_small && covers(passage, start, end, &letters) {
            return Some(start);
        }
    }
    None
}

/// The letters of an acronym in lower case, without the s of its plural.
fn letters(raw: &str) -> Vec<char> {
    let singular = raw.strip_suffix('s').filter(|rest| rest.ends_with(char::is_uppercase)).unwrap_or(raw);
    singular.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether letters are the initials of words, in order and all of them. Every word but the small ones gives its
/// first letter, and may give further ones.
fn covers(passage: &Passage<'_>, start: usize, end: usize, letters: &[char]) -> bool {
    if letters.is_empty() || letters.len() > 10 {
        return false;
    }
    // Bit n: the first n letters are accounted for.
    let mut reached: u32 = 1;
    for at in (start..end).filter(|&at| passage.tokens[at].kind == TokenKind::Word) {
        let form = passage.form(at);
        let is_small = passage.is_stop(at);
        let mut next = if is_small { reached } else { 0 };
        for from in (0..letters.len()).filter(|from| reached & (1 << from) != 0) {
            let mut chars = form.chars();
            if chars.next() != Some(letters[from]) {
                continue;
            }
            next |= 1 << (from + 1);
            for (more, &letter) in letters.iter().enumerate().skip(from + 1) {
                if !chars.any(|c| c == letter) {
                    break;
                }
                next |= 1 << (more + 1);
            }
        }
        reached = next;
    }
    reached & (1 << letters.len()) != 0
}
