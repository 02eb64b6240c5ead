//! Document → Annotated: tokens and facets, once per snapshot, shared by every comparison it is in.

use rayon::prelude::*;

use crate::language::casing::{Shape, shape};
use crate::language::facet::{ANNOTATORS, Found};
use crate::language::lexicon::Lexicon;
use crate::language::name::Names;
use crate::language::note;
use crate::language::passage::{Passage, Words};
use crate::language::token::{folded, tokenize};
use crate::model::{Annotated, Document, Facet, Pair, Span, Token, TokenKind, Vocabulary};

/// Segments that a thread takes at once.
const SHARE: usize = 64;
/// Facets that a segment has, or less, on the average.
const FACETS: usize = 8;

/// Tokenises a document and finds what its words express.
pub fn annotate(document: Document) -> Annotated {
    let mut vocabulary = Vocabulary::default();
    let mut tokens = Vec::with_capacity(document.text.len() / 5);
    let mut shapes = Vec::with_capacity(tokens.capacity());
    let mut token_ranges = Vec::with_capacity(document.segments.len());
    let mut form = String::new();
    for segment in &document.segments {
        let first = tokens.len();
        let text = segment.span.of(&document.text);
        tokenize(text, |raw| {
            let written = raw.span.of(text);
            // A raised digit that is no mark is a number.
            let raised = if raw.kind == TokenKind::Mark { note::form(written) } else { None };
            let word = vocabulary.intern(raised.as_deref().unwrap_or_else(|| folded(written, &mut form)));
            let span = Span::new(segment.span.start + raw.span.start, segment.span.start + raw.span.end);
            tokens.push(Token { span, word, kind: raw.kind });
            shapes.push(shape(written));
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
    find_facets(&mut annotated, shapes);
    annotated
}

/// Two snapshots of a page, at once. One too short to tell its language is taken to be in that of the other: what only
/// one of them was understood to say would be told as a change.
pub fn annotate_both(mut sides: Pair<Document>) -> Pair<Annotated> {
    let languages = sides.as_ref().map(|document| document.language.clone());
    sides.old.language = languages.old.clone().or(languages.new.clone());
    sides.new.language = languages.new.or(languages.old);
    let (old, new) = rayon::join(|| annotate(sides.old), || annotate(sides.new));
    Pair::new(old, new)
}

/// The same of snapshots that were annotated each by itself.
pub(crate) fn in_one_language(sides: Pair<Annotated>) -> Pair<Annotated> {
    let known = sides.as_ref().map(|side| side.document.language.is_some());
    if known.old == known.new { sides } else { annotate_both(sides.map(|side| side.document)) }
}

/// Fills the facets, where the tokens are written in these shapes: the document's names are learnt from all segments first.
fn find_facets(annotated: &mut Annotated, shapes: Vec<Shape>) {
    let sight = Sight::of(annotated, shapes);
    let segments = annotated.token_ranges.len();
    let (unknown, mut names) = (Names::default(), Names::new(&annotated.vocabulary));
    (0..segments).for_each(|segment| names.learn(&sight.passage(segment, &unknown)));
    let shares: Vec<usize> = (0..segments).step_by(SHARE).collect();
    let look = |&start: &usize| {
        let mut found = Found::with_room(SHARE * FACETS);
        for segment in start..(start + SHARE).min(segments) {
            let passage = sight.passage(segment, &names);
            found.begin(segment, passage.len());
            for annotator in ANNOTATORS {
                annotator(&passage, &mut found);
            }
            found.end();
        }
        found.facets
    };
    let shares: Vec<Vec<Facet>> = shares.par_iter().map(look).collect();
    let mut facets = Vec::with_capacity(shares.iter().map(Vec::len).sum());
    shares.into_iter().for_each(|mut share| facets.append(&mut share));
    let mut end = 0;
    let range = |segment| {
        let start = end;
        end += facets[start..].iter().take_while(|facet| facet.segment == segment).count();
        (start, end)
    };
    annotated.facet_ranges = (0..segments).map(range).collect();
    annotated.facets = facets;
    annotated.acronyms = names.into_acronyms();
}

/// What is seen of a document before its facets are found.
struct Sight<'a> {
    annotated: &'a Annotated,
    lexicon: &'static Lexicon,
    words: Words,
    shapes: Vec<Shape>,
}

impl<'a> Sight<'a> {
    fn of(annotated: &'a Annotated, shapes: Vec<Shape>) -> Self {
        let lexicon = Lexicon::of(annotated.document.language.as_deref());
        Sight { annotated, lexicon, words: Words::of(&annotated.vocabulary, lexicon), shapes }
    }

    /// A segment, in the light of what is known of the names.
    fn passage<'s>(&'s self, segment: usize, names: &'s Names) -> Passage<'s> {
        let (start, end) = self.annotated.token_ranges[segment];
        Passage {
            text: &self.annotated.document.text,
            tokens: &self.annotated.tokens[start..end],
            shapes: &self.shapes[start..end],
            vocabulary: &self.annotated.vocabulary,
            lexicon: self.lexicon,
            words: &self.words,
            names,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{ReadOptions, read};

    #[test]
    fn a_snapshot_too_short_to_tell_is_in_the_language_of_the_other() {
        let read = |text: &str| read(text.as_bytes(), "fee.txt", &ReadOptions::default()).expect("it reads");
        let short = || read("Members pay 12 euros.");
        let long = || read("The members of the harbour must pay a fee of 12 euros when they bring a boat.");
        assert_eq!(short().language, None);
        for sides in [Pair::new(short(), long()), Pair::new(long(), short())] {
            let each = Pair::new(annotate(sides.old.clone()), annotate(sides.new.clone()));
            for both in [annotate_both(sides), in_one_language(each)] {
                for side in [both.old, both.new] {
                    assert_eq!(side.document.language.as_deref(), Some("en"));
                    assert!(side.facets.iter().any(|facet| facet.normal == "12 EUR"), "{:?}", side.facets);
                }
            }
        }
    }
}
