//! Words that say that rights, lives, safety, money or power are touched: `lexicon/stakes.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{Annotated, Pair};

/// Entries are looked up by so many of their first characters.
const HEAD: usize = 3;

/// The beginnings of words of one language, by their first characters.
type Beginnings = FxHashMap<String, Vec<String>>;

static ALL: LazyLock<BTreeMap<String, Beginnings>> = LazyLock::new(|| {
    let source: BTreeMap<String, BTreeMap<String, String>> =
        toml::from_str(include_str!("../../lexicon/stakes.toml")).unwrap_or_default();
    source
        .into_iter()
        .map(|(language, tables)| {
            let mut beginnings = Beginnings::default();
            for entry in tables.values().flat_map(|words| words.split_whitespace()) {
                beginnings.entry(head(entry)).or_default().push(entry.to_owned());
            }
            (language, beginnings)
        })
        .collect()
});

/// The words of both vocabularies that tell of stakes.
#[derive(Debug)]
pub(super) struct Stakes(Pair<FxHashSet<u32>>);

impl Stakes {
    /// Looks the words of both sides up.
    pub(super) fn new(sides: Pair<&Annotated>) -> Self {
        Stakes(sides.map(|side| {
            let Some(beginnings) = side.document.language.as_deref().and_then(|l| ALL.get(l)) else {
                return FxHashSet::default();
            };
            (0..side.vocabulary.len() as u32).filter(|&id| tells(beginnings, side.vocabulary.form(id))).collect()
        }))
    }

    /// Whether a word of one side tells of stakes.
    pub(super) fn has(&self, side: crate::model::Side, word: u32) -> bool {
        self.0.get(side).contains(&word)
    }
}

fn head(word: &str) -> String {
    word.chars().take(HEAD).collect()
}

fn tells(beginnings: &Beginnings, form: &str) -> bool {
    let fits = |entry: &String| match entry.strip_suffix('.') {
        Some(whole) => form == whole,
        None => form.starts_with(entry.as_str()),
    };
    beginnings.get(&head(form)).is_some_and(|entries| entries.iter().any(fits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_and_whole_words() {
        let english = &ALL["en"];
        for word in ["rights", "licensed", "war", "weapons", "fined", "self-harm", "law"] {
            assert!(tells(english, word), "{word}");
        }
        for word in ["warm", "lawn", "finely", "diet", "table"] {
            assert!(!tells(english, word), "{word}");
        }
        assert!(tells(&ALL["de"], "streitkräfte") && tells(&ALL["fr"], "amendes"));
    }
}
