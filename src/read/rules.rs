//! What markup and wording tell about roles, as data: `lexicon/roles.toml`.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::language::table::{self, Tables, tables};
use crate::model::Role;

/// Words in order, with any words between them: "enter … code".
#[derive(Debug, Deserialize)]
#[serde(from = "String")]
pub(super) struct Phrase(Vec<String>);

impl From<String> for Phrase {
    fn from(source: String) -> Self {
        Phrase(source.split(" … ").map(str::to_owned).collect())
    }
}

impl Phrase {
    /// Whether it stands in a folded text.
    pub(super) fn is_in(&self, text: &str) -> bool {
        let mut rest = text;
        self.0.iter().all(|part| match find_word(rest, part) {
            Some(end) => {
                rest = &rest[end..];
                true
            }
            None => false,
        })
    }
}

/// The end of the first occurrence of `part` that does not begin inside a word.
fn find_word(text: &str, part: &str) -> Option<usize> {
    // Most parts stand nowhere, and to tell that takes less than to look for all places.
    if !text.contains(part) {
        return None;
    }
    text.match_indices(part).find_map(|(at, _)| {
        let inside = text[..at].ends_with(char::is_alphanumeric) && part.starts_with(|c: char| c.is_ascii_alphabetic());
        (!inside).then_some(at + part.len())
    })
}

/// The wording of one language. What each list is for stands in the file.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Wording {
    pub(super) date: Vec<String>,
    pub(super) act: Vec<String>,
    pub(super) enacted: Vec<String>,
    pub(super) effective: Vec<String>,
    pub(super) updated: Vec<Phrase>,
    pub(super) future: FxHashSet<String>,
    pub(super) deadline: FxHashSet<String>,
    pub(super) since: FxHashSet<String>,
    pub(super) dated: Vec<String>,
    pub(super) control: FxHashSet<String>,
    pub(super) contents: FxHashSet<String>,
    pub(super) callout: FxHashSet<String>,
    pub(super) link: Vec<String>,
    pub(super) related: FxHashSet<String>,
    pub(super) notice: Vec<Phrase>,
    pub(super) context: Vec<String>,
    pub(super) part: Vec<String>,
    pub(super) lead_in: FxHashSet<String>,
    pub(super) announces: FxHashSet<String>,
    pub(super) caption: Vec<String>,
    pub(super) person: Vec<String>,
    pub(super) verb: FxHashSet<String>,
}

/// Names of landmarks, classes and ids by the role they tell.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Names {
    navigation: Vec<String>,
    notice: Vec<String>,
    link: Vec<String>,
    hidden: Vec<String>,
}

impl Names {
    fn by_role(&self) -> [(Role, &[String]); 4] {
        [
            (Role::Hidden, &self.hidden),
            (Role::Notice, &self.notice),
            (Role::Navigation, &self.navigation),
            (Role::Link, &self.link),
        ]
    }
}

/// The file of all rules.
const FILE: &str = include_str!("../../lexicon/roles.toml");

static LANDMARKS: LazyLock<Names> = LazyLock::new(|| table::table(FILE, "landmark"));
static NAMES: LazyLock<Names> = LazyLock::new(|| table::table(FILE, "name"));

static WORDINGS: Tables<Wording, 12> = tables!(FILE: "de" "en" "es" "fr" "it" "ja" "nl" "pl" "pt" "ru" "uk" "zh");

/// The wording of a language, if it is known. Pages in any language speak English to machines and visitors: the
/// English wording comes second.
pub(super) fn wordings(language: Option<&str>) -> Vec<&'static Wording> {
    let own = language.filter(|&code| code != "en").and_then(|code| table::find(&WORDINGS, code));
    own.into_iter().chain(table::find(&WORDINGS, "en")).collect()
}

/// The role of an element by its ARIA landmark.
pub(super) fn role_of_landmark(landmark: &str) -> Option<Role> {
    LANDMARKS.by_role().into_iter().find(|(_, names)| names.iter().any(|name| name == landmark)).map(|(role, _)| role)
}

/// The rank and the role of a list of names, and one of its entries.
type Entry = (usize, Role, &'static str);

/// The entries of names by their first word, with the rank and role of their list: pages hold a name or two for every
/// element, so that trying each entry on each name would cost more than parsing the page.
static ENTRIES: LazyLock<FxHashMap<&str, Vec<Entry>>> = LazyLock::new(|| {
    let mut entries: FxHashMap<&str, Vec<Entry>> = FxHashMap::default();
    for (rank, (role, names)) in NAMES.by_role().into_iter().enumerate() {
        for entry in names {
            let first = entry.split(' ').next().unwrap_or_default();
            entries.entry(first).or_default().push((rank, role, entry));
        }
    }
    entries
});

/// The role of an element by the names of its classes or its id.
pub(super) fn role_of_names(names: &str) -> Option<Role> {
    names.split_ascii_whitespace().find_map(|name| {
        let words = words_of(name);
        let known = words.split(' ').filter_map(|word| ENTRIES.get(word)).flatten();
        let named = known.filter(|(_, role, entry)| is_named(&words, entry, *role));
        named.min_by_key(|(rank, ..)| *rank).map(|&(_, role, _)| role)
    })
}

/// Whether the words of an entry stand together in a name. One word alone hides only as the whole name:
/// "overflow-hidden" hides nothing.
fn is_named(words: &str, entry: &str, role: Role) -> bool {
    if role == Role::Hidden && !entry.contains(' ') {
        return words == entry;
    }
    words.match_indices(entry).any(|(at, _)| {
        let end = at + entry.len();
        (at == 0 || words.as_bytes()[at - 1] == b' ') && (end == words.len() || words.as_bytes()[end] == b' ')
    })
}

/// The words of a name: "gem-c-Breadcrumbs" and "cookieBanner" → "gem c breadcrumbs", "cookie banner".
fn words_of(name: &str) -> String {
    let mut words = String::with_capacity(name.len() + 4);
    let mut lower_before = false;
    for c in name.chars() {
        if matches!(c, '-' | '_' | ':' | '.' | '/') {
            if !words.ends_with(' ') && !words.is_empty() {
                words.push(' ');
            }
            lower_before = false;
            continue;
        }
        if c.is_uppercase() && lower_before {
            words.push(' ');
        }
        lower_before = c.is_lowercase();
        words.extend(c.to_lowercase());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::token::fold;

    #[test]
    fn the_file_parses_and_is_written_folded() {
        for (language, wording) in &WORDINGS {
            let phrases = wording.notice.iter().flat_map(|p| &p.0);
            let plain = wording.date.iter().chain(&wording.link).chain(&wording.context).chain(&wording.caption);
            let words = wording.control.iter().chain(&wording.related).chain(&wording.contents).chain(&wording.callout);
            for phrase in phrases.chain(plain).chain(words) {
                assert_eq!(fold(phrase), *phrase, "in {language}");
            }
        }
    }

    #[test]
    fn names_of_classes_tell_roles() {
        assert_eq!(role_of_names("gem-c-Breadcrumbs"), Some(Role::Navigation));
        assert_eq!(role_of_names("x CookieConsentBanner y"), Some(Role::Notice));
        assert_eq!(role_of_names("govuk-visually-hidden"), Some(Role::Hidden));
        assert_eq!(role_of_names("hidden"), Some(Role::Hidden));
        assert_eq!(role_of_names("overflow-hidden"), None);
        assert_eq!(role_of_names("cookie-policy"), None);
    }

    #[test]
    fn phrases_may_have_gaps() {
        let phrase = Phrase::from("enter … code".to_owned());
        assert!(phrase.is_in("please enter the code we sent"));
        assert!(!phrase.is_in("the code you enter"));
        assert!(!phrase.is_in("a center with a code"));
    }
}
