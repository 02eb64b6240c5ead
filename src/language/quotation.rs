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

/// The mark that closes the quotation which a token opens.
fn closing(passage: &Passage<'_>, open: usize) -> Option<usize> {
    if !passage.is(open, TokenKind::Mark) {
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
