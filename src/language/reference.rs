//! References to articles, sections and numbered laws.
//!
//! Normal forms: the label by its key in the lexicon, then the number and its parts: `article 16a 2` for
//! "Art. 16a Abs. 2" and "Article 16a(2)", `section 3.2`, `regulation 2016/679`, `article 5..7` for ranges.

use super::facet::Found;
use super::family::Family;
use super::passage::Passage;
use crate::model::{FacetKind, TokenKind};

/// Finds references.
pub fn annotate(passage: &Passage<'_>, found: &mut Found) {
    let mut at = 0;
    while at < passage.len() {
        at = law(passage, at, found).or_else(|| reference(passage, at, found)).unwrap_or(at + 1);
    }
}

/// A label with its numbers: each number of "sections 10.2 and 10.4" is a reference of its own.
fn reference(passage: &Passage<'_>, at: usize, found: &mut Found) -> Option<usize> {
    let (start, label) = passage.phrase(at, Family::Label)?;
    let (mut end, number) = number(passage, start, true)?;
    let mut normal = format!("{label} {number}");
    if let Some((after, to)) = passage.phrase(end, Family::To).and_then(|(next, _)| self::number(passage, next, false))
    {
        normal.push_str("..");
        normal.push_str(&to);
        end = after;
    }
    found.add(passage, (at, end), FacetKind::Reference, normal);
    found.claim(at, end);
    loop {
        let comma = usize::from(passage.is_mark(end, ","));
        let and = passage.phrase(end + comma, Family::NumberJoin).map(|(next, _)| next);
        let next = and.unwrap_or(end + comma);
        if next == end {
            break;
        }
        let Some((after, number)) = self::number(passage, next, false) else { break };
        // "Article 5, 30 days": the next number counts something.
        let counts = [Family::Unit, Family::Percent, Family::Currency, Family::Month, Family::Scale];
        if counts.iter().any(|&family| passage.phrase(after, family).is_some()) || passage.raw(next).len() > 6 {
            break;
        }
        found.add(passage, (next, after), FacetKind::Reference, format!("{label} {number}"));
        found.claim(next, after);
        end = after;
    }
    Some(end)
}

/// "5", "3.2.1", "16a", "IV", "B", with the parts that follow: "(1)(a)", "Abs. 2 Satz 1".
fn number(passage: &Passage<'_>, at: usize, letters: bool) -> Option<(usize, String)> {
    let raw = passage.raw(at);
    let mut end = at + 1;
    let mut normal = match passage.tokens.get(at)?.kind {
        TokenKind::Number if raw.len() <= 10 && !raw.contains([',', ':']) => {
            let mut number = raw.to_owned();
            if passage.is(end, TokenKind::Word) && passage.is_glued(end) {
                // "16a"; a longer word makes it something else.
                if passage.form(end).chars().count() > 1 {
                    return None;
                }
                number.push_str(passage.form(end));
                end += 1;
            }
            number
        }
        TokenKind::Word if letters && is_letter_number(raw) => raw.to_owned(),
        _ => return None,
    };
    loop {
        let inner = passage.form(end + 1);
        let enclosed = passage.is_mark(end, "(") && passage.is_mark(end + 2, ")") && passage.is_glued(end + 1);
        let is_part = inner.len() <= 3 && (passage.is(end + 1, TokenKind::Number) || is_small_letters(inner));
        if enclosed && is_part {
            normal.push(' ');
            normal.push_str(inner);
            end += 3;
            continue;
        }
        let comma = usize::from(passage.is_mark(end, ","));
        let Some((next, part)) = passage.phrase(end + comma, Family::Sublabel) else { break };
        let is_number = passage.is(next, TokenKind::Number) || passage.form(next).len() == 1;
        if !is_number || passage.is(next, TokenKind::Mark) {
            break;
        }
        normal.push(' ');
        if !part.is_empty() {
            normal.push_str(part);
            normal.push(' ');
        }
        normal.push_str(passage.form(next));
        end = next + 1;
        if passage.is_glued(end) && passage.is(end, TokenKind::Word) && passage.form(end).len() == 1 {
            normal.push_str(passage.form(end));
            end += 1;
        }
    }
    Some((end, normal))
}

/// A Roman numeral or a single capital.
fn is_letter_number(raw: &str) -> bool {
    let roman = raw.len() <= 6 && !raw.is_empty() && raw.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L'));
    let single = raw.len() == 1 && raw.bytes().all(|b| b.is_ascii_uppercase());
    roman || (single && raw != "I")
}

fn is_small_letters(form: &str) -> bool {
    !form.is_empty()
        && form.bytes().all(|b| b.is_ascii_lowercase())
        && (form.len() == 1 || form.bytes().all(|b| matches!(b, b'i' | b'v' | b'x')))
}

/// "Regulation (EU) 2016/679", "Directive 95/46/EC", "resolution 2202 (2015)".
fn law(passage: &Passage<'_>, at: usize, found: &mut Found) -> Option<usize> {
    let (mut next, label) = passage.phrase(at, Family::Law)?;
    if passage.is_mark(next, "(") && passage.is_mark(next + 2, ")") {
        next += 3;
    }
    if passage.is(next, TokenKind::Word) && matches!(passage.form(next), "no" | "nr" | "n") {
        next += 1 + usize::from(matches!(passage.form(next + 1), "." | "°"));
    }
    let mut end = next;
    let mut number = String::new();
    while passage.is(end, TokenKind::Number) && passage.raw(end).len() <= 5 {
        number.push_str(passage.raw(end));
        end += 1;
        let joins = matches!(passage.form(end), "/" | "-") && passage.is_glued(end) && passage.is_glued(end + 1);
        if !joins {
            break;
        }
        if passage.is(end + 1, TokenKind::Number) {
            number.push_str(passage.form(end));
        }
        end += 1;
    }
    if number.is_empty() || !(number.contains(['/', '-']) || number.len() >= 3) {
        return None;
    }
    if passage.is(end, TokenKind::Word) && passage.is_glued(end) {
        end += 1;
    }
    found.add(passage, (at, end), FacetKind::Reference, format!("{label} {number}"));
    found.claim(at, end);
    Some(end)
}
