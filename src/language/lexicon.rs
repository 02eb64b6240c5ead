//! What is known of a language: `lexicon/LANG.toml`, read when the language is first met.
//!
//! A file has three parts, all of which may be absent. A language without a file has only what all share
//! (`lexicon/common.toml`: signs and codes), and keeps the facets that need no words: digits, ISO dates, runs of
//! capitals, acronyms, quotations.
//!
//! 1. `stop_words`, words that carry no topic, and `[conventions]` of writing ([`Conventions`]).
//! 2. Tables of word forms that the annotators ask for: `[number.cardinal]`, `[date.month]` … ([`Family`] lists
//!    them). A line is `value = ["form", …]`, where value is what the form means: `3 = ["three"]`.
//! 3. Tables of cues, one for each kind of facet: `[modal]`, `[certainty]` … A line is
//!    `normal = ["phrase", …]`: phrases of one line say the same. Where two phrases start at the same word, the
//!    longer one wins, so "must not" can be listed beside "must"; `[ignore]` lists phrases that say nothing of
//!    what their words say ("not only").
//!
//! Forms are written in lower case, save that a language that writes its nouns with capitals has its nouns so in the
//! tables of cues, where "Würde" is not "würde". [`super::pattern`] tells the short-hand with braces. To add a language, write
//! its file, enter its code in the list below, and add `tests/fixtures/facets/LANG.txt`.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::sync::LazyLock;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use serde::Deserialize;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::pattern::{GAP, OPENER, expand};
use super::token::{fold_into, tokenize};
use crate::model::FacetKind;

/// How a language is written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Conventions {
    /// The decimal mark; unknown where the language has no lexicon.
    pub decimal: Option<char>,
    /// Whether an ordinary space may group digits, as in `40 000`.
    pub groups_by_space: bool,
    /// Whether common nouns are written with a capital, so that one capital is no sign of a name.
    pub capital_nouns: bool,
    /// Whether `3/4/2020` names the day first.
    pub day_first: bool,
    /// Whether number words are written as one word with this between ones and tens (`einundzwanzig`).
    pub number_glue: Option<String>,
    /// Endings of adjectives, where nouns are written with a capital: an adjective that has one begins a name.
    pub adjective_endings: Vec<String>,
    /// Endings of case and gender that names lose in their normal form, longest first.
    pub name_endings: Vec<String>,
}

/// A table of the lexicon: what its phrases are to the annotators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
#[allow(missing_docs, reason = "the table below says what each is")]
pub enum Family {
    Cardinal,
    Article,
    Scale,
    Suffix,
    Fraction,
    Part,
    Ordinal,
    OrdinalSuffix,
    Vague,
    NumberJoin,
    NotNumber,
    Currency,
    Percent,
    Unit,
    Before,
    After,
    To,
    Between,
    Month,
    DoubtfulMonth,
    Weekday,
    PartOfPeriod,
    Season,
    FractionOfPeriod,
    DateContext,
    DateOf,
    Decade,
    Clock,
    NameOf,
    NameFor,
    NameHead,
    Title,
    Alias,
    Label,
    Sublabel,
    Law,
    Definition,
    Negation,
    Modal,
    Quantifier,
    Condition,
    Attribution,
    Evaluation,
    Certainty,
    Degree,
    Direction,
    Tense,
    Ignore,
}

impl Family {
    /// The tables by their names in the files.
    const TABLES: [(&'static str, Family); 48] = [
        // Number words by their value; articles that may stand for one ("a million").
        ("number.cardinal", Family::Cardinal),
        ("number.article", Family::Article),
        // What multiplies ("billion"), also as letters after the digits ("bn").
        ("number.scale", Family::Scale),
        ("number.suffix", Family::Suffix),
        // Fractions that stand alone ("half"), and such that need a number before them ("two thirds").
        ("number.fraction", Family::Fraction),
        ("number.part", Family::Part),
        ("number.ordinal", Family::Ordinal),
        ("number.ordinal_suffix", Family::OrdinalSuffix),
        ("number.vague", Family::Vague),
        // What joins number words ("one hundred and five").
        ("number.join", Family::NumberJoin),
        // Phrases whose number words count nothing ("third party").
        ("number.not", Family::NotNumber),
        // Codes of ISO 4217 with their names and signs.
        ("quantity.currency", Family::Currency),
        // Shares and what they count: `%`, `pp` (percentage points), with a factor where they differ.
        ("quantity.percent", Family::Percent),
        // Units, with a factor where they convert exactly ("7 day" for the week).
        ("quantity.unit", Family::Unit),
        // Qualifiers before and after a quantity ("at least", "or more").
        ("quantity.before", Family::Before),
        ("quantity.after", Family::After),
        // Range words: "to" between two quantities, or "and" after "between".
        ("quantity.to", Family::To),
        ("quantity.between", Family::Between),
        // Months by number; those that are also ordinary words ("may") need a context.
        ("date.month", Family::Month),
        ("date.doubtful_month", Family::DoubtfulMonth),
        ("date.weekday", Family::Weekday),
        // "early", "mid", "late", "end of"
        ("date.part", Family::PartOfPeriod),
        ("date.season", Family::Season),
        // "first quarter of", "second half of"
        ("date.fraction", Family::FractionOfPeriod),
        // Words before a year or month that show that it is one.
        ("date.context", Family::DateContext),
        // What may stand between day, month and year ("of", "de").
        ("date.of", Family::DateOf),
        // Endings of decades: "1990s", "1990er Jahre".
        ("date.decade", Family::Decade),
        // Parts of a clock time: "am", "pm", "Uhr".
        ("date.clock", Family::Clock),
        // Connectors inside names: after any capital ("of"), and after a head only ("for", "on").
        ("name.of", Family::NameOf),
        ("name.for", Family::NameFor),
        // Nouns that names of bodies and treaties are built around.
        ("name.head", Family::NameHead),
        // Titles and offices before a person's name.
        ("name.title", Family::Title),
        // Names with several forms, by the normal one.
        ("name.alias", Family::Alias),
        // References: "Article 5", "section 3.2", parts of them ("Abs. 2"), numbered laws ("Regulation 2016/679").
        ("reference.label", Family::Label),
        ("reference.part", Family::Sublabel),
        ("reference.law", Family::Law),
        // What stands between a term and its definition ("means").
        ("definition", Family::Definition),
        // Cues, see `FacetKind`.
        ("negation", Family::Negation),
        ("modal", Family::Modal),
        ("quantifier", Family::Quantifier),
        ("condition", Family::Condition),
        ("attribution", Family::Attribution),
        ("evaluation", Family::Evaluation),
        ("certainty", Family::Certainty),
        ("degree", Family::Degree),
        ("direction", Family::Direction),
        ("tense", Family::Tense),
        ("ignore", Family::Ignore),
    ];

    /// The kind of facet that a cue of this table yields; none for the tables that are no cues.
    pub const fn cue(self) -> Option<FacetKind> {
        Some(match self {
            Family::Negation => FacetKind::Negation,
            Family::Modal => FacetKind::Modal,
            Family::Quantifier => FacetKind::Quantifier,
            Family::Condition => FacetKind::Condition,
            Family::Attribution => FacetKind::Attribution,
            Family::Evaluation => FacetKind::Evaluation,
            Family::Certainty => FacetKind::Certainty,
            Family::Degree => FacetKind::Degree,
            Family::Direction => FacetKind::Direction,
            Family::Tense => FacetKind::Tense,
            _ => return None,
        })
    }

    /// The table with a name, and what the name says beyond it: `direction.amount` is a group of `direction`.
    fn of_table(name: &str) -> Option<(Family, &str)> {
        Family::TABLES.iter().find_map(|&(table, family)| match name.strip_prefix(table)? {
            "" => Some((family, "")),
            group => group.strip_prefix('.').map(|group| (family, group)),
        })
    }
}

/// A set of tables.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Families(u64);

impl Families {
    /// The set of some tables.
    pub const fn of(families: &[Family]) -> Families {
        let (mut bits, mut i) = (0, 0);
        while i < families.len() {
            bits |= 1 << families[i] as u8;
            i += 1;
        }
        Families(bits)
    }

    /// Whether there are tables in it besides some others.
    pub const fn exceeds(self, others: Families) -> bool {
        self.0 & !others.0 != 0
    }

    /// Whether the two have a table in common.
    pub const fn overlaps(self, other: Families) -> bool {
        self.0 & other.0 != 0
    }
}

impl From<Family> for Families {
    fn from(family: Family) -> Families {
        Families::of(&[family])
    }
}

/// One phrase of a lexicon.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The table it stands in.
    pub family: Family,
    /// What it means there.
    pub value: &'static str,
    /// Whether it must begin a sentence.
    pub opens: bool,
    /// Whether the lexicon writes it with a capital.
    pub capital: bool,
    first: u32,
    length: u32,
    start: u32,
}

impl Entry {
    /// What decides between phrases that begin at one word: their length, then whether they must open a sentence.
    pub fn weight(&self) -> u32 {
        self.length * 2 + u32::from(self.opens)
    }
}

/// The knowledge of one language. All forms in it are folded as [`super::token::fold`] does.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Words that carry no topic: articles, pronouns, prepositions, auxiliaries.
    pub stop_words: FxHashSet<&'static str>,
    /// How the language is written.
    pub conventions: Conventions,
    indices: FxHashMap<Box<str>, u32>,
    /// The words by their indices.
    forms: Vec<Box<str>>,
    /// The words of all phrases.
    words: Vec<u32>,
    /// All phrases, by first word, then the longest first.
    entries: Vec<Entry>,
    /// For each word, where in `entries` the phrases start that begin with it, and which tables they are of.
    starts: Vec<(u32, Families)>,
    scales: Vec<(Box<str>, u64)>,
}

impl Lexicon {
    /// The index that no word has.
    pub const UNKNOWN: u32 = u32::MAX;
    /// The index of a gap in a phrase.
    pub const GAP: u32 = u32::MAX - 1;

    /// The lexicon of a language, by its ISO 639-1 code; what all languages share where there is none.
    pub fn of(language: Option<&str>) -> &'static Lexicon {
        static COMMON_ONLY: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(&[COMMON]));
        language.and_then(|code| LEXICONS.iter().find(|entry| entry.0 == code)).map_or(&COMMON_ONLY, |entry| &entry.1)
    }

    /// The words of a phrase, by their indices; [`Lexicon::GAP`] stands for a few others.
    pub fn words(&self, entry: &Entry) -> &[u32] {
        &self.words[entry.start as usize..][..entry.length as usize]
    }

    /// The index of a folded word, or [`Lexicon::UNKNOWN`] where no phrase has it.
    pub fn index(&self, folded: &str) -> u32 {
        self.indices.get(folded).copied().unwrap_or(Lexicon::UNKNOWN)
    }

    /// The phrases that begin with a word, the longest first.
    pub fn starting_with(&self, word: u32) -> &[Entry] {
        match self.starts.get(word as usize) {
            Some(&(start, _)) => {
                let end = self.starts.get(word as usize + 1).map_or(self.entries.len(), |next| next.0 as usize);
                &self.entries[start as usize..end]
            }
            None => &[],
        }
    }

    /// The tables that have a phrase which begins with a word.
    pub fn families(&self, word: u32) -> Families {
        self.starts.get(word as usize).map_or(Families::default(), |start| start.1)
    }

    /// What a single word means in the first of some tables that has it.
    pub fn value_of_word(&self, folded: &str, families: &[Family]) -> Option<&str> {
        let phrases = self.starting_with(self.index(folded));
        let mut single = phrases.iter().filter(|entry| entry.length == 1);
        single.find(|entry| families.contains(&entry.family)).map(|entry| entry.value)
    }

    /// The words from a hundred on that multiply ("hundert"), the largest first.
    pub fn scales(&self) -> &[(Box<str>, u64)] {
        &self.scales
    }

    #[cfg(test)]
    fn form(&self, word: u32) -> &str {
        self.forms.get(word as usize).map_or(GAP, |form| form)
    }

    /// Reads files, the more general ones first.
    ///
    /// # Panics
    /// Where one is not TOML or has a table that is unknown: the files are part of the program, and tested.
    fn parse(files: &[&'static str]) -> Lexicon {
        /// About how many bytes of a file there are to a phrase, and to a word.
        const BYTES_PER_ENTRY: usize = 10;
        let expected = files.iter().map(|file| file.len()).sum::<usize>() / BYTES_PER_ENTRY;
        let mut lexicon = Lexicon {
            indices: FxHashMap::with_capacity_and_hasher(expected, FxBuildHasher),
            forms: Vec::with_capacity(expected),
            words: Vec::with_capacity(expected * 4),
            entries: Vec::with_capacity(expected * 2),
            ..Lexicon::default()
        };
        for file in files {
            for (key, value) in DeTable::parse(file).unwrap_or_else(|error| panic!("no lexicon: {error}")).into_inner()
            {
                match &*key.into_inner() {
                    "conventions" => {
                        let conventions = Conventions::deserialize(ValueDeserializer::from(value));
                        lexicon.conventions = conventions.unwrap_or_else(|error| panic!("no convention: {error}"));
                        let patterns = std::mem::take(&mut lexicon.conventions.adjective_endings);
                        let endings = &mut lexicon.conventions.adjective_endings;
                        patterns.iter().for_each(|one| expand(one, &mut |ending| endings.push(ending.to_owned())));
                    }
                    "stop_words" => match value.into_inner() {
                        DeValue::String(Cow::Borrowed(words)) => lexicon.stop_words.extend(words.split_whitespace()),
                        other => panic!("stop words are text, without escapes: {other:?}"),
                    },
                    path => lexicon.enter_all(path, value.into_inner()),
                }
            }
        }
        lexicon.order();
        lexicon
    }

    /// Enters the phrases of a table and of the tables in it. `path` names the table.
    fn enter_all(&mut self, path: &str, table: DeValue<'static>) {
        let DeValue::Table(table) = table else { panic!("`{path}` is no table") };
        let family = Family::of_table(path);
        for (key, value) in table {
            match (key.into_inner(), value.into_inner()) {
                (Cow::Borrowed(key), DeValue::Array(patterns)) => {
                    let (family, group) = family.unwrap_or_else(|| panic!("a lexicon has no table `{path}`"));
                    let value = if group.is_empty() { key } else { &*format!("{group} {key}").leak() };
                    let mut form = String::new();
                    for pattern in patterns.iter().filter_map(|pattern| pattern.get_ref().as_str()) {
                        expand(pattern, &mut |phrase| self.enter(phrase, family, value, &mut form));
                    }
                }
                (key, table) => self.enter_all(&format!("{path}.{key}"), table),
            }
        }
    }

    /// Enters a phrase. `form` is room for folding its words.
    fn enter(&mut self, phrase: &str, family: Family, value: &'static str, form: &mut String) {
        let start = self.words.len();
        let (opens, phrase) = phrase.strip_prefix(OPENER).map_or((false, phrase), |phrase| (true, phrase));
        for (number, part) in phrase.split(GAP).enumerate() {
            if number > 0 {
                self.words.push(Lexicon::GAP);
            }
            tokenize(part, |token| {
                fold_into(token.span.of(part), form);
                let word = self.intern(form);
                self.words.push(word);
            });
        }
        let length = (self.words.len() - start) as u32;
        let capital = phrase.starts_with(char::is_uppercase);
        if let Some(&first) = self.words.get(start) {
            self.entries.push(Entry { family, value, opens, capital, first, length, start: start as u32 });
        }
    }

    fn intern(&mut self, form: &str) -> u32 {
        if let Some(&index) = self.indices.get(form) {
            return index;
        }
        let index = self.forms.len() as u32;
        self.forms.push(form.into());
        self.indices.insert(form.into(), index);
        index
    }

    /// Brings the phrases into the order in which they are looked up.
    fn order(&mut self) {
        let scales = self.entries.iter().filter(|entry| entry.family == Family::Scale && entry.length == 1);
        let values =
            scales.filter_map(|entry| Some((self.forms[entry.first as usize].clone(), entry.value.parse().ok()?)));
        self.scales = values.filter(|&(_, value)| value >= 100).collect();
        self.scales.sort_by_key(|&(_, value)| Reverse(value));
        self.entries.sort_by_key(|entry| (entry.first, Reverse(entry.weight())));
        self.starts = vec![(0, Families::default()); self.forms.len()];
        let mut at = 0;
        for (word, start) in self.starts.iter_mut().enumerate() {
            start.0 = at as u32;
            while let Some(entry) = self.entries.get(at).filter(|entry| entry.first == word as u32) {
                start.1.0 |= Families::from(entry.family).0;
                at += 1;
            }
        }
    }
}

/// What all languages share.
const COMMON: &str = include_str!("../../lexicon/common.toml");

macro_rules! lexicons {
    ($($code:literal)*) => {
        static LEXICONS: [(&str, LazyLock<Lexicon>); [$($code),*].len()] = [
            $(($code, LazyLock::new(|| Lexicon::parse(&[COMMON, include_str!(concat!("../../lexicon/", $code, ".toml"))])))),*
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

    #[test]
    fn braces_do_not_nest() {
        for (code, lexicon) in &LEXICONS {
            let odd = lexicon.forms.iter().find(|form| form.contains(['{', '}']));
            assert_eq!(odd, None, "in {code}");
        }
    }

    #[test]
    fn no_phrase_means_two_things_in_one_table() {
        let mut clashes = Vec::new();
        for (code, lexicon) in &LEXICONS {
            let mut phrases: Vec<_> = lexicon.entries.iter().collect();
            phrases.sort_by_key(|entry| (entry.family, lexicon.words(entry), entry.opens));
            for pair in phrases.windows(2) {
                let same = lexicon.words(pair[0]) == lexicon.words(pair[1])
                    && (pair[0].family, pair[0].opens) == (pair[1].family, pair[1].opens);
                if same && pair[0].value != pair[1].value {
                    let phrase: Vec<_> = lexicon.words(pair[0]).iter().map(|&word| lexicon.form(word)).collect();
                    clashes.push(format!("{code}: “{}” {} and {}", phrase.join(" "), pair[0].value, pair[1].value));
                }
            }
        }
        assert!(clashes.is_empty(), "\n{}\n", clashes.join("\n"));
    }

    #[test]
    fn longer_phrases_come_first() {
        let lexicon = Lexicon::of(Some("en"));
        let phrases = lexicon.starting_with(lexicon.index("mid"));
        assert!(phrases.windows(2).all(|pair| pair[0].weight() >= pair[1].weight()));
        assert!(lexicon.families(lexicon.index("mid")).overlaps(Family::PartOfPeriod.into()));
        assert_eq!(lexicon.families(Lexicon::UNKNOWN), Families::default());
    }
}
