//! Words in quotation marks. The normal form is what stands between them, folded.

use super::facet::Found;
use super::passage::Passage;
use super::token::fold_into;
use crate::model::{FacetKind, Span, TokenKind};

/// Finds quotations that begin and end in the segment.
pub fn annotate(passage: &Passage<'_>, found: &mut Found) {
    let mut at = 0;
    let mut normal = String::new();
    while at < passage.len() {
        if let Some(end) = code(passage, at) {
            at = end;
            continue;
        }
        at = match closing(passage, at) {
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
fn closing(passage: &Passage<'_>, open: usize) -> Option<usize> {
    if !passage.is(open, TokenKind::Mark) {
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
        "`" => &["'", "’", "´"],
        "‚" => &["‘", "’"],
        _ => return None,
    };
    let close =
        (open + 1..passage.len()).find(|&at| passage.is(at, TokenKind::Mark) && closers.contains(&passage.raw(at)));
    // Between backticks stand names of files and programs too.
    let is_code = |close: &usize| {
        let inside = Span::new(passage.tokens[open].span.end, passage.tokens[*close].span.start).of(passage.text);
        passage.raw(open) == "`" && inside.contains(['.', '/', '_', '`', '='])
    };
    close.filter(|close| !is_code(close))
}
