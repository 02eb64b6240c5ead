//! Words that say that rights, lives, safety, money or power are touched: `lexicon/stakes.toml`.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::language::table::{self, Tables, tables};
use crate::model::Annotated;

/// Entries are looked up by so many of their first characters.
const HEAD: usize = 3;

/// The beginnings of words of one language, by their first characters.
#[derive(Deserialize)]
#[serde(from = "BTreeMap<String, String>")]
struct Beginnings(FxHashMap<String, Vec<String>>);

impl From<BTreeMap<String, String>> for Beginnings {
    fn from(lists: BTreeMap<String, String>) -> Self {
        let mut beginnings: FxHashMap<String, Vec<String>> = FxHashMap::default();
        for entry in lists.values().flat_map(|words| words.split_whitespace()) {
            beginnings.entry(head(entry).to_owned()).or_default().push(entry.to_owned());
        }
        Beginnings(beginnings)
    }
}

const FILE: &str = include_str!("../../../lexicon/stakes.toml");

static ALL: Tables<Beginnings, 3> = tables!(FILE: "de" "en" "fr");

/// For each word of a document's vocabulary whether it tells of stakes.
pub(super) fn stakes(side: &Annotated) -> Vec<bool> {
    let beginnings = side.document.language.as_deref().and_then(|code| table::find(&ALL, code));
    let tells = |id| beginnings.is_some_and(|beginnings| tells(beginnings, side.vocabulary.form(id)));
    (0..side.vocabulary.len() as u32).map(tells).collect()
}

fn head(word: &str) -> &str {
    word.char_indices().nth(HEAD).map_or(word, |(end, _)| &word[..end])
}

fn tells(beginnings: &Beginnings, form: &str) -> bool {
    let fits = |entry: &String| match entry.strip_suffix('.') {
        Some(whole) => form == whole,
        None => form.starts_with(entry.as_str()),
    };
    beginnings.0.get(head(form)).is_some_and(|entries| entries.iter().any(fits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_and_whole_words() {
        let of = |code| table::find(&ALL, code).expect("it has a table");
        let english = of("en");
        for word in ["rights", "licensed", "war", "weapons", "fined", "self-harm", "law"] {
            assert!(tells(english, word), "{word}");
        }
        for word in ["warm", "lawn", "finely", "diet", "table"] {
            assert!(!tells(english, word), "{word}");
        }
        assert!(tells(of("de"), "streitkräfte") && tells(of("fr"), "amendes"));
    }
}
