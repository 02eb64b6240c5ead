//! Compiles `lexicon/LANG.toml` into tables, so that comparing two pages does not begin with reading dictionaries.
//!
//! The notation of the files, how their words are cut and folded and which tables they have is what the library knows
//! as well: those modules are its own.

#![allow(missing_docs, reason = "nothing of it is public")]

#[allow(dead_code, unreachable_pub, reason = "the library uses more of it")]
#[path = "src/language/family.rs"]
mod family;
#[allow(dead_code, unreachable_pub, reason = "the library uses more of it")]
#[path = "src/model/token.rs"]
mod model;
#[allow(dead_code, unreachable_pub, reason = "the library uses more of it")]
#[path = "src/language/note.rs"]
mod note;
#[allow(dead_code, unreachable_pub, reason = "the library uses more of it")]
#[path = "src/language/pattern.rs"]
mod pattern;
#[allow(dead_code, unreachable_pub, reason = "the library uses more of it")]
#[path = "src/language/slot.rs"]
mod slot;
#[allow(dead_code, unreachable_pub, reason = "the library uses more of it")]
#[path = "src/language/token.rs"]
mod token;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs};

use family::{Families, Family};
use pattern::{GAP, OPENER, expand};
use token::{fold_into, tokenize};
use toml::{Table, Value};

/// The languages that have a lexicon, by their ISO 639-1 codes.
const LANGUAGES: [&str; 15] =
    ["da", "de", "en", "es", "fr", "it", "ja", "nl", "no", "pl", "pt", "ru", "sv", "uk", "zh"];

fn main() {
    for path in READER {
        println!("cargo::rerun-if-changed={path}");
    }
    println!("cargo::rustc-env=RECENSION_READER={:016x}", reader());
    let common = Source::of(&["common"]);
    let mut code = format!("static COMMON: Lexicon = {};\n", common.compile());
    writeln!(code, "static LEXICONS: &[(&str, Lexicon)] = &[").expect("memory");
    for language in LANGUAGES {
        writeln!(code, "({language:?}, {}),", Source::of(&["common", language]).compile()).expect("memory");
    }
    writeln!(code, "];").expect("memory");
    let out = env::var("OUT_DIR").expect("cargo sets it");
    fs::write(Path::new(&out).join("lexicons.rs"), code).expect("the tables are written");
}

/// All that decides how pages are read and compared: what is cached of a comparison is true for this content alone.
const READER: [&str; 9] = [
    "lexicon",
    "src/language",
    "src/read",
    "src/annotate.rs",
    "src/align",
    "src/explain",
    "src/model",
    "src/series/digest.rs",
    "build.rs",
];

/// A number for that content.
fn reader() -> u64 {
    let mut files: Vec<PathBuf> = Vec::new();
    let mut open: Vec<PathBuf> = READER.iter().map(PathBuf::from).collect();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(&path).expect("it is listed").map(|entry| entry.expect("it is listed").path()));
        } else {
            files.push(path);
        }
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        fs::read(&file).unwrap_or_default().hash(&mut hasher);
    }
    hasher.finish()
}

/// A phrase as a file has it.
struct Phrase {
    family: Family,
    value: String,
    opens: bool,
    capital: bool,
    /// Its folded words; [`GAP`] for a gap.
    words: Vec<String>,
}

/// What the files of a language say.
#[derive(Default)]
struct Source {
    stop_words: BTreeSet<String>,
    conventions: Table,
    phrases: Vec<Phrase>,
}

impl Source {
    /// Reads files, the more general ones first.
    fn of(names: &[&str]) -> Source {
        let mut source = Source::default();
        for name in names {
            let path = format!("lexicon/{name}.toml");
            let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
            let file: Table = text.parse().unwrap_or_else(|error| panic!("{path}: {error}"));
            for (key, value) in file {
                match (&*key, value) {
                    ("stop_words", Value::String(words)) => {
                        source.stop_words.extend(words.split_whitespace().map(str::to_owned));
                    }
                    ("conventions", Value::Table(conventions)) => source.conventions = conventions,
                    (table, Value::Table(lines)) => source.enter_all(table, lines),
                    (key, _) => panic!("{path}: `{key}` is no table"),
                }
            }
        }
        source
    }

    /// Enters the phrases of a table and of the tables in it. `path` names the table.
    fn enter_all(&mut self, path: &str, table: Table) {
        for (key, value) in table {
            match value {
                Value::Array(patterns) => {
                    let (family, group) =
                        Family::of_table(path).unwrap_or_else(|| panic!("a lexicon has no table `{path}`"));
                    let value = if group.is_empty() { key } else { format!("{group} {key}") };
                    for pattern in &patterns {
                        let pattern = pattern.as_str().unwrap_or_else(|| panic!("`{path}`: {pattern} is no phrase"));
                        expand(pattern, &mut |phrase| self.enter(phrase, family, &value));
                    }
                }
                Value::Table(lines) => self.enter_all(&format!("{path}.{key}"), lines),
                other => panic!("`{path}.{key}`: {other} is neither a table nor a list of phrases"),
            }
        }
    }

    fn enter(&mut self, phrase: &str, family: Family, value: &str) {
        let (opens, phrase) = phrase.strip_prefix(OPENER).map_or((false, phrase), |phrase| (true, phrase));
        let (mut words, mut form) = (Vec::new(), String::new());
        for (number, part) in phrase.split(GAP).enumerate() {
            if number > 0 {
                words.push(GAP.to_owned());
            }
            // An elided word ends with its apostrophe only where a vowel follows.
            let elided = part.trim_end().ends_with('\'');
            let part = if elided { format!("{}a", part.trim_end()) } else { part.to_owned() };
            tokenize(&part, |token| {
                fold_into(token.span.of(&part), &mut form);
                words.push(form.clone());
            });
            words.truncate(words.len() - usize::from(elided));
        }
        if !words.is_empty() {
            let capital = phrase.starts_with(char::is_uppercase);
            self.phrases.push(Phrase { family, value: value.to_owned(), opens, capital, words });
        }
    }

    /// The expression of the `Lexicon` that the library holds.
    fn compile(mut self) -> String {
        let words = self.phrases.iter().flat_map(|phrase| &phrase.words).filter(|&word| word != GAP);
        let forms: BTreeSet<String> = words.chain(&self.stop_words).cloned().collect();
        let forms = Vec::from_iter(forms);
        let index: BTreeMap<&str, usize> = forms.iter().enumerate().map(|(at, form)| (form.as_str(), at)).collect();
        // Behind those with another word there, phrases with a gap, then single words.
        let second = |phrase: &Phrase| match phrase.words.get(1) {
            Some(word) => index.get(word.as_str()).copied().unwrap_or(forms.len()),
            None => forms.len() + 1,
        };
        self.phrases.sort_by_key(|phrase| {
            let weight = phrase.words.len() * 2 + usize::from(phrase.opens);
            (index[phrase.words[0].as_str()], second(phrase), Reverse(weight))
        });
        let values: BTreeSet<&str> = self.phrases.iter().map(|phrase| phrase.value.as_str()).collect();
        let values: Vec<&str> = values.into_iter().collect();

        let (mut words, mut entries) = (Vec::new(), String::new());
        let mut families = vec![Families::default(); forms.len()];
        for phrase in &self.phrases {
            let families = &mut families[index[phrase.words[0].as_str()]];
            *families = families.with(phrase.family.into());
        }
        for word in &self.stop_words {
            let families = &mut families[index[word.as_str()]];
            *families = families.with(Family::StopWord.into());
        }
        for phrase in &self.phrases {
            let value = values.binary_search(&phrase.value.as_str()).expect("all values are listed");
            let marks = format!("{}{}", if phrase.opens { "^" } else { "" }, if phrase.capital { "A" } else { "" });
            let (family, start, length) = (phrase.family, words.len(), phrase.words.len());
            write!(entries, "Entry::new(Family::{family:?}, {value}, {marks:?}, {start}, {length}),").expect("memory");
            let place = |word: &String| index.get(word.as_str()).map_or("Lexicon::GAP".to_owned(), usize::to_string);
            words.extend(phrase.words.iter().map(place));
        }
        let mut bounds = vec![0];
        bounds.extend(forms.iter().scan(0, |end, form| {
            *end += form.len();
            Some(*end)
        }));
        let start = |(word, families): (usize, &Families)| {
            let from = |least: usize| {
                let before = |phrase: &Phrase| (index[phrase.words[0].as_str()], second(phrase)) < (word, least);
                self.phrases.partition_point(before)
            };
            let (first, gapped, single) = (from(0), from(forms.len()), from(forms.len() + 1));
            format!("Start::new({first}, {gapped}, {single}, {})", families.bits())
        };
        let starts: Vec<String> = families.iter().enumerate().map(start).collect();
        format!(
            "Lexicon {{ conventions: {}, forms: {:?}, bounds: &{bounds:?}, slots: &{:?}, starts: &[{}], entries: \
             &[{entries}], words: &[{}], values: &{values:?}, scales: &{:?} }}",
            conventions(&self.conventions),
            forms.concat(),
            slot::lay_out(forms.iter().map(String::as_str)),
            starts.join(","),
            words.join(","),
            self.scales(),
        )
    }

    /// The words from a hundred on that multiply, the largest first.
    fn scales(&self) -> Vec<(&str, u64)> {
        let single = self.phrases.iter().filter(|phrase| phrase.family == Family::Scale && phrase.words.len() == 1);
        let values = single.filter_map(|phrase| Some((phrase.words[0].as_str(), phrase.value.parse().ok()?)));
        let mut scales: Vec<(&str, u64)> = values.filter(|&(_, value)| value >= 100).collect();
        scales.sort_by_key(|&(_, value)| Reverse(value));
        scales
    }
}

/// The expression of `Conventions`.
fn conventions(table: &Table) -> String {
    const KNOWN: [&str; 11] = [
        "decimal",
        "groups_by_space",
        "capital_nouns",
        "day_first",
        "number_glue",
        "adjective_endings",
        "name_endings",
        "spelling",
        "tense_endings",
        "manner_endings",
        "participle_prefix",
    ];
    if let Some(key) = table.keys().find(|key| !KNOWN.contains(&key.as_str())) {
        panic!("there is no convention `{key}`");
    }
    let text = |key: &str| table.get(key).and_then(Value::as_str);
    let is = |key: &str| table.get(key).and_then(Value::as_bool).unwrap_or(false);
    let list = |key: &str| {
        let mut all = Vec::new();
        let patterns = table.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        patterns.for_each(|pattern| expand(pattern, &mut |one| all.push(one.to_owned())));
        all
    };
    // Split here and not each time that two words are asked whether they are one verb.
    let tenses = list("tense_endings");
    let tenses: Vec<(&str, &str)> =
        tenses.iter().map(|pair| pair.split_once('>').unwrap_or_else(|| panic!("no `>` in `{pair}`"))).collect();
    format!(
        "Conventions {{ decimal: {:?}, groups_by_space: {}, capital_nouns: {}, day_first: {}, number_glue: {:?}, \
         adjective_endings: &{:?}, name_endings: &{:?}, spelling: &{:?}, \
         tense_endings: &{:?}, manner_endings: &{:?}, participle_prefix: {:?} }}",
        text("decimal").and_then(|mark| mark.chars().next()),
        is("groups_by_space"),
        is("capital_nouns"),
        is("day_first"),
        text("number_glue"),
        list("adjective_endings"),
        list("name_endings"),
        list("spelling"),
        tenses,
        list("manner_endings"),
        text("participle_prefix"),
    )
}
