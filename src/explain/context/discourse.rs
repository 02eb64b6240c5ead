//! What sentences say about names, and how lists are joined: `lexicon/discourse.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::language::numbering::numbering;
use crate::language::table::{self, Tables, tables};
use crate::language::token::fold;
use crate::model::{Annotated, Role, Section, Token};

/// The part of the lexicon that explaining needs, of one language.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Source")]
pub(in crate::explain) struct Discourse {
    /// Words that join the last item to a list, folded.
    pub(in crate::explain) join: Vec<String>,
    /// Words that only announce the items of a list, folded.
    pub(in crate::explain) announces: Vec<String>,
    /// Words that part a verb from a name: what follows is one among others, or another thing altogether; folded.
    pub(in crate::explain) apart: Vec<String>,
    /// Words that only stand before a noun, folded.
    pub(in crate::explain) articles: Vec<String>,
    pub(in crate::explain) cases: Vec<(String, String)>,
    /// Words that govern the name behind them, folded.
    pub(in crate::explain) preposition: Vec<String>,
    /// What a word begins with that denies the rest of it, folded.
    pub(in crate::explain) denying: Vec<String>,
    /// Words that turn against what was said, folded.
    pub(in crate::explain) contrast: Vec<String>,
    /// Words that add to what was said, or conclude from it, folded.
    pub(in crate::explain) onward: Vec<String>,
    /// Words at the beginning of a sentence that point back at the one before it, folded.
    pub(in crate::explain) back: Vec<String>,
    /// Words that point at what was said before wherever they stand in the beginning of a sentence, folded.
    pub(in crate::explain) pointing: Vec<String>,
    /// Words that a clause about a noun begins with, folded.
    pub(in crate::explain) relative: Vec<String>,
    /// What nouns begin with by which a document calls itself, folded.
    pub(in crate::explain) itself: Vec<String>,
    /// What follows a reference to another place of the same page, folded.
    pub(super) here: Vec<String>,
    /// Titles of sections that any document of a kind has in the same words, folded.
    pub(super) boilerplate: Vec<String>,
    /// Titles of sections that tell what is new, folded.
    pub(in crate::explain) news: Vec<String>,
    /// What pages say of their links, folded.
    pub(in crate::explain) labels: Vec<String>,
    /// Nouns that a number behind them tells apart, folded.
    pub(in crate::explain) numbered: Vec<String>,
    /// How pages offer to tell of what is new, folded.
    pub(in crate::explain) offers: Vec<String>,
    /// Statements that one named thing gave way to another.
    pub(in crate::explain) succession: Vec<Pattern>,
    /// Statements that several things became one.
    pub(in crate::explain) merger: Vec<Pattern>,
}

/// A statement about two names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::explain) struct Pattern(pub(in crate::explain) Vec<Element>);

/// A part of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::explain) enum Element {
    /// The name that was.
    Old,
    /// The name that is.
    New,
    /// One of these words.
    Word(Vec<String>),
    /// One of these words, or nothing.
    Maybe(Vec<String>),
    /// A few other words.
    Gap,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Source {
    join: Vec<String>,
    announces: Vec<String>,
    apart: Vec<String>,
    articles: Vec<String>,
    cases: Vec<String>,
    preposition: Vec<String>,
    denying: Vec<String>,
    contrast: Vec<String>,
    onward: Vec<String>,
    back: Vec<String>,
    pointing: Vec<String>,
    relative: Vec<String>,
    itself: Vec<String>,
    here: Vec<String>,
    boilerplate: Vec<String>,
    news: Vec<String>,
    labels: Vec<String>,
    numbered: Vec<String>,
    offers: Vec<String>,
    succession: Vec<String>,
    merger: Vec<String>,
}

impl From<Source> for Discourse {
    fn from(source: Source) -> Self {
        let words = |words: &[String]| words.iter().map(|w| fold(w)).collect();
        let patterns = |lines: &[String]| lines.iter().map(|line| parse(line)).collect();
        Discourse {
            join: words(&source.join),
            announces: words(&source.announces),
            apart: words(&source.apart),
            articles: words(&source.articles),
            cases: source
                .cases
                .iter()
                .filter_map(|pair| pair.split_once('>'))
                .map(|(a, b)| (fold(a), fold(b)))
                .collect(),
            preposition: words(&source.preposition),
            denying: words(&source.denying),
            contrast: words(&source.contrast),
            onward: words(&source.onward),
            back: words(&source.back),
            pointing: words(&source.pointing),
            relative: words(&source.relative),
            itself: words(&source.itself),
            here: words(&source.here),
            boilerplate: words(&source.boilerplate),
            news: words(&source.news),
            labels: words(&source.labels),
            numbered: words(&source.numbered),
            offers: words(&source.offers),
            succession: patterns(&source.succession),
            merger: patterns(&source.merger),
        }
    }
}

const FILE: &str = include_str!("../../../lexicon/discourse.toml");

static ALL: Tables<Discourse, 3> = tables!(FILE: "de" "en" "fr");

static NONE: LazyLock<Discourse> = LazyLock::new(Discourse::default);

/// What is known of a language; nothing of one that has no table.
pub(in crate::explain) fn of(language: Option<&str>) -> &'static Discourse {
    language.and_then(|code| table::find(&ALL, code)).unwrap_or(&NONE)
}

/// For each section of a side whether its title, or that of one it stands in, is one that all documents of a kind have.
pub(super) fn boilerplate(side: &Annotated) -> Vec<bool> {
    let known = &of(side.document.language.as_deref()).boilerplate;
    let told = |section: &Section| {
        let title = fold(&section.title[numbering(&section.title)..]);
        let title = title.trim_matches(|c: char| !c.is_alphanumeric());
        known.iter().any(|known| known == title)
    };
    let mut boilerplate: Vec<bool> = Vec::new();
    // A section stands behind the one it is part of.
    for section in &side.document.sections {
        let inherited = section.parent.is_some_and(|parent| boilerplate.get(parent).copied().unwrap_or_default());
        boilerplate.push(inherited || told(section));
    }
    boilerplate
}

fn parse(line: &str) -> Pattern {
    let words = |text: &str| text.split('/').map(fold).collect();
    Pattern(
        line.split_whitespace()
            .map(|part| match part {
                "OLD" => Element::Old,
                "NEW" => Element::New,
                "…" => Element::Gap,
                _ => match part.strip_prefix('{').and_then(|p| p.strip_suffix('}')) {
                    Some(inner) => Element::Maybe(words(inner)),
                    None => Element::Word(words(part)),
                },
            })
            .collect(),
    )
}

/// Whether a sentence points at the one before it: by its first words ("This", "Doing so"), by a word before its first
/// comma ("To prevent this,"), or because it stands in brackets.
pub(in crate::explain) fn points_back(annotated: &Annotated, tokens: &[Token]) -> bool {
    const FIRST: usize = 6;
    /// A clause before the first comma has no more words.
    const AHEAD: usize = 14;
    let known = of(annotated.document.language.as_deref());
    let back = &known.back;
    let form = |token: &Token| annotated.vocabulary.form(token.word);
    let first = &tokens[..tokens.len().min(FIRST)];
    // The number of a paragraph is none of its words.
    let number = tokens.first().zip(tokens.last()).map_or(0, |(first, last)| {
        let text = &annotated.document.text[first.span.start..last.span.end];
        first.span.start + numbering(text)
    });
    let words = || tokens.iter().skip_while(|token| token.span.start < number);
    let paused = |pair: &[Token]| form(&pair[1]) == "," && back.iter().any(|word| word == form(&pair[0]));
    // The bracket that it opens with is closed at its end.
    let closed = || tokens.iter().position(|token| form(token) == ")");
    let bracketed =
        first.first().is_some_and(|token| form(token) == "(") && closed().is_some_and(|at| at + 2 >= tokens.len());
    // "Outside of the pandemic, this is …": the clause behind the first comma points back, or a word before it does.
    let opening: Vec<&str> = words().take(AHEAD).map(form).collect();
    let begins = |phrase: &String| {
        let mut here = words().map(form);
        // Few sentences begin with the first word of a phrase, and of the others no more is asked.
        opening.first().is_some_and(|first| phrase.starts_with(first))
            && phrase.split(' ').all(|word| here.next() == Some(word))
    };
    let points = |at: usize| {
        let itself = |next: &&str| known.itself.iter().any(|noun| next.starts_with(noun.as_str()));
        known.pointing.iter().any(|word| word == opening[at]) && !opening[at + 1..].iter().take(2).any(itself)
    };
    let resumed = (1..opening.len()).any(|at| opening[at - 1] == "," && points(at));
    let clause = opening.iter().take(FIRST).position(|word| *word == ",").unwrap_or(opening.len().min(FIRST));
    let begun = (0..clause).any(points);
    bracketed || resumed || begun || back.iter().any(begins) || first.windows(2).any(paused)
}

/// The sentence before one that points at it, where that is a claim of the same section.
pub(crate) fn antecedent(annotated: &Annotated, segment: usize) -> Option<usize> {
    let segments = &annotated.document.segments;
    let before = segment.checked_sub(1)?;
    let near = segments[before].section == segments[segment].section && segments[before].role == Role::Claim;
    (near && points_back(annotated, annotated.segment_tokens(segment))).then_some(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_sound() {
        for language in ["en", "de", "fr"] {
            let known = of(Some(language));
            assert!(!known.join.is_empty() && !known.succession.is_empty() && !known.merger.is_empty());
            for Pattern(elements) in known.succession.iter().chain(&known.merger) {
                assert!(elements.contains(&Element::Old) && elements.contains(&Element::New), "{elements:?}");
                assert!(elements.iter().any(|e| matches!(e, Element::Word(_))), "{elements:?}");
            }
        }
        assert!(of(Some("xx")).join.is_empty());
    }

    #[test]
    fn a_sentence_points_back_from_anywhere_in_its_beginning() {
        let points = |text: &str| {
            let page = format!("{text}\n");
            let options = crate::ReadOptions { language: Some("en".into()), ..crate::ReadOptions::default() };
            let read = || crate::read::read(page.as_bytes(), "page.md", &options).expect("a page");
            let comparison = crate::compare(read(), read());
            points_back(&comparison.sides.new, comparison.sides.new.segment_tokens(0))
        };
        for text in [
            "Outside of the year of the flood, this is the slowest pace of all.",
            "Setting aside these effects, losses were small.",
            "They open every gate.",
        ] {
            assert!(points(text), "{text}");
        }
        for text in ["If you break these rules, the keeper takes your key.", "The keeper has the keys to this page."] {
            assert!(!points(text), "{text}");
        }
    }

    #[test]
    fn what_points_back_has_an_antecedent_in_its_section() {
        let page = "# Keys\n\nThe keeper has the keys. They open every gate.\n\n# Boats\n\nThis is a boat. A boat floats.\n\n(1) Guests have a key.\n\n(2) They return it.\n";
        let options = crate::ReadOptions { language: Some("en".into()), ..crate::ReadOptions::default() };
        let read = || crate::read::read(page.as_bytes(), "page.md", &options).expect("a page");
        let comparison = crate::compare(read(), read());
        let annotated = &comparison.sides.new;
        let of = |text: &str| {
            let segments = &annotated.document.segments;
            let at = segments.iter().position(|s| annotated.document.text[s.span.start..].starts_with(text));
            antecedent(annotated, at.expect("it is there")).map(|before| annotated.document.segment_text(before))
        };
        assert_eq!(of("They open"), Some("The keeper has the keys."));
        assert_eq!(of("(2) They"), Some("(1) Guests have a key."));
        assert_eq!(of("This is"), None, "a title is no claim");
        assert_eq!(of("A boat"), None, "it points at nothing");
    }
}
