//! Brackets that a quote would cut in two.

use crate::explain::context::Context;
use crate::model::{Evidence, Side, Span};

/// Marks that come in pairs.
const BRACKETS: [(char, char); 5] = [('(', ')'), ('[', ']'), ('“', '”'), ('„', '“'), ('«', '»')];

/// A quote with the bracket that it leaves beside it: what “(NUC” opens, the next mark closes.
pub(in crate::explain) fn balanced(context: &Context<'_>, side: Side, quote: Evidence) -> Evidence {
    let Evidence { segment, mut span } = quote;
    let (text, around) = (context.text(side, span), context.whole(side, segment).span);
    if text.bytes().all(|byte| byte.is_ascii() && !matches!(byte, b'(' | b')' | b'[' | b']')) {
        return quote;
    }
    for (open, close) in BRACKETS {
        let (opened, closed) = (text.matches(open).count(), text.matches(close).count());
        if opened == closed + 1 && context.text(side, Span::new(span.end, around.end)).starts_with(close) {
            span.end += close.len_utf8();
        } else if closed == opened + 1 && context.text(side, Span::new(around.start, span.start)).ends_with(open) {
            span.start -= open.len_utf8();
        }
    }
    Evidence { segment, span }
}
