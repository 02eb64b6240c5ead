//! Document → Annotated: tokens and facets, once per snapshot, shared by every comparison it is in.

use crate::language::token::{fold_into, tokenize};
use crate::model::{Annotated, Document, Span, Token, Vocabulary};

/// Tokenises a document and finds what its words express.
pub fn annotate(document: Document) -> Annotated {
    let mut vocabulary = Vocabulary::default();
    let mut tokens = Vec::with_capacity(document.text.len() / 5);
    let mut token_ranges = Vec::with_capacity(document.segments.len());
    let mut form = String::new();
    for segment in &document.segments {
        let first = tokens.len();
        let text = segment.span.of(&document.text);
        tokenize(text, |raw| {
            fold_into(raw.span.of(text), &mut form);
            let span = Span::new(segment.span.start + raw.span.start, segment.span.start + raw.span.end);
            tokens.push(Token { span, word: vocabulary.intern(&form), kind: raw.kind });
        });
        token_ranges.push((first, tokens.len()));
    }
    let facet_ranges = vec![(0, 0); document.segments.len()];
    Annotated { document, vocabulary, tokens, token_ranges, facets: Vec::new(), facet_ranges }
}
