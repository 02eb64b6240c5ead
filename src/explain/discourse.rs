//! What sentences say about names, and how lists are joined: `lexicon/discourse.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::language::token::fold;

/// The part of the lexicon that explaining needs, of one language.
#[derive(Debug, Default)]
pub(super) struct Discourse {
    /// Words that join the last item to a list, folded.
    pub(super) join: Vec<String>,
    /// Articles of what is one among others, folded.
    pub(super) indefinite: Vec<String>,
    /// Words that turn against what was said, folded.
    pub(super) contrast: Vec<String>,
    /// Words at the beginning of a sentence that point back at the one before it, folded.
    pub(super) back: Vec<String>,
    /// What follows a reference to another place of the same page, folded.
    pub(super) here: Vec<String>,
    /// Titles of sections that tell what is new, folded.
    pub(super) news: Vec<String>,
    /// Statements that one named thing gave way to another.
    pub(super) succession: Vec<Pattern>,
    /// Statements that several things became one.
    pub(super) merger: Vec<Pattern>,
}

/// A statement about two names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern(pub(super) Vec<Element>);

/// A part of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Element {
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

#[derive(Deserialize)]
struct Source {
    #[serde(default)]
    join: Vec<String>,
    #[serde(default)]
    indefinite: Vec<String>,
    #[serde(default)]
    contrast: Vec<String>,
    #[serde(default)]
    back: Vec<String>,
    #[serde(default)]
    here: Vec<String>,
    #[serde(default)]
    news: Vec<String>,
    #[serde(default)]
    succession: Vec<String>,
    #[serde(default)]
    merger: Vec<String>,
}

static ALL: LazyLock<BTreeMap<String, Discourse>> = LazyLock::new(|| {
    let source: BTreeMap<String, Source> =
        toml::from_str(include_str!("../../lexicon/discourse.toml")).unwrap_or_default();
    let patterns = |lines: &[String]| lines.iter().map(|line| parse(line)).collect();
    source
        .into_iter()
        .map(|(language, s)| {
            let words = |words: &[String]| words.iter().map(|w| fold(w)).collect();
            let discourse = Discourse {
                join: words(&s.join),
                indefinite: words(&s.indefinite),
                contrast: words(&s.contrast),
                back: words(&s.back),
                here: words(&s.here),
                news: words(&s.news),
                succession: patterns(&s.succession),
                merger: patterns(&s.merger),
            };
            (language, discourse)
        })
        .collect()
});

static NONE: LazyLock<Discourse> = LazyLock::new(Discourse::default);

/// What is known of a language; nothing of one that has no table.
pub(super) fn of(language: Option<&str>) -> &'static Discourse {
    language.and_then(|l| ALL.get(l)).unwrap_or(&NONE)
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
