//! Words in quotation marks. The normal form is what stands between them, folded.

use super::facet::Found;
use super::passage::Passage;
use super::token::fold_into;
use crate::model::{FacetKind, Span, TokenKind};

/// Finds quotations that begin and end in the segment.
pub fn annotate(passage: &Passage<'_>, found: &mut Found) {
    let mut at = 0;
    let mut normal = String::new();
    // The marks that nothing closes from here on.
    let mut unclosed: Vec<&str> = Vec::new();
    while at < passage.len() {
        // What opens a quotation is a mark.
        if !passage.is(at, TokenKind::Mark) {
            at += 1;
            continue;
        }
        if let Some(end) = code(passage, at) {
            at = end;
            continue;
        }
        at = match closing(passage, at, &mut unclosed) {
            Some(close) => {
                let inside = Span::new(passage.tokens[at].span.end, passage.tokens[close].span.start);
                fold_into(inside.of(passage.text).trim(), &mut normal);
                let kept = normal.trim_end_matches(['.', ',', ';', ':']);
                if !kept.is_empty() {
                    found.add(passage, (at, close + 1), FacetKind::Quotation, kept.to_owned());
                }
                close + 1
            }
            None => at + 1,
        };
    }
}

/// The end of what stands between double ticks from here on: what is quoted in there is a value.
fn code(passage: &Passage<'_>, open: usize) -> Option<usize> {
    let double = |at: usize| passage.raw(at) == "`" && passage.raw(at + 1) == "`" && is_glued(passage, at + 1);
    let last = passage.len().checked_sub(1)?;
    if open >= last || !double(open) {
        return None;
    }
    (open + 2..last).find(|&at| double(at)).map(|at| at + 2)
}

/// Whether no space stands before a token.
fn is_glued(passage: &Passage<'_>, at: usize) -> bool {
    passage.tokens[at - 1].span.end == passage.tokens[at].span.start
}

/// The mark that closes the quotation which a token opens.
fn closing<'a>(passage: &Passage<'a>, open: usize, unclosed: &mut Vec<&'a str>) -> Option<usize> {
    if unclosed.contains(&passage.raw(open)) {
        return None;
    }
    // A tick behind a word closes code.
    if passage.raw(open) == "`" && open > 0 && passage.is(open - 1, TokenKind::Word) && is_glued(passage, open) {
        return None;
    }
    let closers: &[&str] = match passage.raw(open) {
        "\"" => &["\""],
        "“" => &["”", "“"],
        "„" => &["“", "”", "\""],
        "”" => &["”"],
        "«" => &["»"],
        "»" => &["«"],
        "「" => &["」"],
        "『" => &["』"],
        "‘" => &["’"],
        // As typists had them: `stable'.
        "`" => &["'", "’", "´", "`"],
        "‚" => &["‘", "’"],
        _ => return None,
    };
    let mut marks = (open + 1..passage.len()).filter(|&at| passage.is(at, TokenKind::Mark));
    let Some(close) = marks.find(|&at| closers.contains(&passage.raw(at))) else {
        unclosed.push(passage.raw(open));
        return None;
    };
    // Between backticks stand names of files and programs too.
    let inside = Span::new(passage.tokens[open].span.end, passage.tokens[close].span.start).of(passage.text);
    let is_code = passage.raw(open) == "`" && (passage.raw(close) == "`" || inside.contains(['.', '/', '_', '=']));
    (!is_code).then_some(close)
}
