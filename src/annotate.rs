//! Document → Annotated: tokens and facets, once per snapshot, shared by every comparison it is in.

use crate::language::casing::{Shape, shape};
use crate::language::facet::{ANNOTATORS, Found};
use crate::language::lexicon::Lexicon;
use crate::language::name::Names;
use crate::language::passage::{Passage, Words};
use crate::language::token::{folded, tokenize};
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
            let word = vocabulary.intern(folded(raw.span.of(text), &mut form));
            let span = Span::new(segment.span.start + raw.span.start, segment.span.start + raw.span.end);
            tokens.push(Token { span, word, kind: raw.kind });
        });
        token_ranges.push((first, tokens.len()));
    }
    let mut annotated = Annotated {
        facet_ranges: Vec::with_capacity(document.segments.len()),
        facets: Vec::new(),
        acronyms: Vec::new(),
        document,
        vocabulary,
        tokens,
        token_ranges,
    };
    find_facets(&mut annotated);
    annotated
}

/// Fills the facets: the document's names are learnt from all segments first.
fn find_facets(annotated: &mut Annotated) {
    let lexicon = Lexicon::of(annotated.document.language.as_deref());
    let words = Words::of(&annotated.vocabulary, lexicon);
    let shapes: Vec<Shape> = annotated.tokens.iter().map(|t| shape(t.span.of(&annotated.document.text))).collect();
    let unknown = Names::default();
    let passages = |names| {
        let (annotated, words, shapes) = (&*annotated, &words, &shapes);
        annotated.token_ranges.iter().map(move |&(start, end)| Passage {
            text: &annotated.document.text,
            tokens: &annotated.tokens[start..end],
            shapes: &shapes[start..end],
            vocabulary: &annotated.vocabulary,
            lexicon,
            words,
            names,
        })
    };
    let mut names = Names::new(&annotated.vocabulary);
    passages(&unknown).for_each(|passage| names.learn(&passage));
    let mut found = Found::default();
    let mut ranges = Vec::with_capacity(annotated.document.segments.len());
    for (segment, passage) in passages(&names).enumerate() {
        let first = found.facets.len();
        found.begin(segment, passage.len());
        for annotator in ANNOTATORS {
            annotator(&passage, &mut found);
        }
        found.end();
        ranges.push((first, found.facets.len()));
    }
    annotated.facets = found.facets;
    annotated.facet_ranges = ranges;
    annotated.acronyms = names.into_acronyms();
}
