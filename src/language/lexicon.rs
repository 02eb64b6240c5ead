//! What is known of a language: `lexicon/LANG.toml`, read when the language is first met.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use serde::Deserialize;

/// The knowledge of one language, as its file writes it.
#[derive(Debug, Default, Deserialize)]
struct Source {
    #[serde(default)]
    stop_words: String,
}

/// The knowledge of one language. All forms in it are folded as [`super::token::fold`] does.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Words that carry no topic: articles, pronouns, prepositions, auxiliaries.
    pub stop_words: FxHashSet<String>,
}

impl Lexicon {
    /// The lexicon of a language, by its ISO 639-1 code; an empty one where there is none.
    pub fn of(language: Option<&str>) -> &'static Lexicon {
        static NONE: LazyLock<Lexicon> = LazyLock::new(Lexicon::default);
        language.and_then(|code| LEXICONS.iter().find(|entry| entry.0 == code)).map_or(&NONE, |entry| &entry.1)
    }

    fn parse(source: &str) -> Lexicon {
        let source: Source = toml::from_str(source).expect("every lexicon is parsed in the tests");
        Lexicon { stop_words: source.stop_words.split_whitespace().map(str::to_owned).collect() }
    }
}

macro_rules! lexicons {
    ($($code:literal)*) => {
        static LEXICONS: [(&str, LazyLock<Lexicon>); [$($code),*].len()] = [
            $(($code, LazyLock::new(|| Lexicon::parse(include_str!(concat!("../../lexicon/", $code, ".toml")))))),*
        ];
    };
}

lexicons!("da" "de" "en" "es" "fr" "it" "ja" "nl" "no" "pl" "pt" "ru" "sv" "uk" "zh");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::token::fold;

    #[test]
    fn every_lexicon_parses_and_is_written_in_folded_forms() {
        for (code, lexicon) in &LEXICONS {
            assert!(lexicon.stop_words.len() > 20, "{code} has too few stop words");
            for word in &lexicon.stop_words {
                assert_eq!(fold(word), *word, "in {code}");
            }
        }
    }
}
