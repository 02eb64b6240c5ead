//! What sentences say about names, and how lists are joined: `lexicon/discourse.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::language::numbering::numbering;
use crate::language::table::{self, Tables, tables};
use crate::language::token::fold;
use crate::model::{Annotated, Section};

/// The part of the lexicon that explaining needs, of one language.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Source")]
pub(in crate::explain) struct Discourse {
    /// Words that join the last item to a list, folded.
    pub(in crate::explain) join: Vec<String>,
    /// Words that part a verb from a name: what follows is one among others, or another thing altogether; folded.
    pub(in crate::explain) apart: Vec<String>,
    /// Words that govern the name behind them, folded.
    pub(in crate::explain) preposition: Vec<String>,
    /// What a word begins with that denies the rest of it, folded.
    pub(in crate::explain) denying: Vec<String>,
    /// Words that turn against what was said, folded.
    pub(in crate::explain) contrast: Vec<String>,
    /// Words at the beginning of a sentence that point back at the one before it, folded.
    pub(in crate::explain) back: Vec<String>,
    /// What follows a reference to another place of the same page, folded.
    pub(super) here: Vec<String>,
    /// Titles of sections that any document of a kind has in the same words, folded.
    pub(super) boilerplate: Vec<String>,
    /// Titles of sections that tell what is new, folded.
    pub(in crate::explain) news: Vec<String>,
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
    apart: Vec<String>,
    preposition: Vec<String>,
    denying: Vec<String>,
    contrast: Vec<String>,
    back: Vec<String>,
    here: Vec<String>,
    boilerplate: Vec<String>,
    news: Vec<String>,
    succession: Vec<String>,
    merger: Vec<String>,
}

impl From<Source> for Discourse {
    fn from(source: Source) -> Self {
        let words = |words: &[String]| words.iter().map(|w| fold(w)).collect();
        let patterns = |lines: &[String]| lines.iter().map(|line| parse(line)).collect();
        Discourse {
            join: words(&source.join),
            apart: words(&source.apart),
            preposition: words(&source.preposition),
            denying: words(&source.denying),
            contrast: words(&source.contrast),
            back: words(&source.back),
            here: words(&source.here),
            boilerplate: words(&source.boilerplate),
            news: words(&source.news),
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
        known.iter().any(|known| known == title.trim_matches(|c: char| !c.is_alphanumeric()))
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
}
