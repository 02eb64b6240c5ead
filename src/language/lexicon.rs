//! What is known of a language: `lexicon/LANG.toml`, compiled into tables by `build.rs`.
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
//! its file, enter its code in the list of `build.rs`, and add `tests/fixtures/facets/LANG.txt`.

use super::family::{Families, Family};
use super::slot;

/// How a language is written.
#[derive(Debug, Clone, Copy)]
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
    pub number_glue: Option<&'static str>,
    /// Endings of adjectives, where nouns are written with a capital: an adjective that has one begins a name.
    pub adjective_endings: &'static [&'static str],
    /// Endings of case and gender that names lose in their normal form, longest first.
    pub name_endings: &'static [&'static str],
    /// Spellings that say the same, the one to be replaced first: `nour>nor`.
    pub spelling: &'static [&'static str],
    /// Endings of verbs in present and past: `s>ed`.
    pub tense_endings: &'static [(&'static str, &'static str)],
    /// Endings of verbs that say how, behind the word that else names who acts: "by staying at home".
    pub manner_endings: &'static [&'static str],
    /// What a participle begins with, or has behind the prefix of its verb: "melden", "gemeldet", "aufführen", "aufgeführt".
    pub participle_prefix: Option<&'static str>,
}

/// One phrase of a lexicon.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The table it stands in.
    pub family: Family,
    /// Whether it must begin a sentence.
    pub opens: bool,
    /// Whether the lexicon writes it with a capital.
    pub capital: bool,
    value: u16,
    length: u16,
    start: u32,
}

impl Entry {
    /// A phrase whose `length` words stand at `start` among the words of its lexicon. `marks` has `^` for one that must
    /// begin a sentence, `A` for one with a capital.
    const fn new(family: Family, value: u16, marks: &str, start: u32, length: u16) -> Entry {
        let (marks, mut at) = (marks.as_bytes(), 0);
        let mut entry = Entry { family, opens: false, capital: false, value, length, start };
        while at < marks.len() {
            match marks[at] {
                b'^' => entry.opens = true,
                _ => entry.capital = true,
            }
            at += 1;
        }
        entry
    }

    /// What decides between phrases that begin at one word: their length, then whether they must open a sentence.
    pub fn weight(&self) -> u32 {
        u32::from(self.length) * 2 + u32::from(self.opens)
    }
}

/// What begins with a word.
#[derive(Debug, Clone, Copy)]
struct Start {
    /// Where its phrases are in the order of all: first those with another word behind it.
    first: u32,
    /// Then those with a gap behind it.
    gapped: u32,
    /// Then those of this one word.
    single: u32,
    /// The tables they are of; also whether it is a stop word.
    families: Families,
}

impl Start {
    const fn new(first: u32, gapped: u32, single: u32, families: u64) -> Start {
        Start { first, gapped, single, families: Families::of_bits(families) }
    }
}

/// The knowledge of one language. All forms in it are folded as [`super::token::fold`] does; words are known by their
/// place in the alphabet of all words of the phrases.
///
/// It holds few pointers: each would have to be set when the program starts, for languages that no page has, too.
#[derive(Debug)]
pub struct Lexicon {
    /// How the language is written.
    pub conventions: Conventions,
    /// The words, sorted, one directly after the other.
    forms: &'static str,
    /// Where each of the words begins in them, and where the last one ends.
    bounds: &'static [u32],
    /// Where the words are looked up.
    slots: &'static [u16],
    /// What begins with each of the words.
    starts: &'static [Start],
    /// All phrases, by first word, then by second word, then the longest first.
    entries: &'static [Entry],
    /// The words of all phrases.
    words: &'static [u32],
    /// What phrases mean.
    values: &'static [&'static str],
    scales: &'static [(&'static str, u64)],
}

impl Lexicon {
    /// The index that no word has.
    pub const UNKNOWN: u32 = u32::MAX;
    /// The index of a gap in a phrase.
    pub const GAP: u32 = u32::MAX - 1;

    /// The lexicon of a language, by its ISO 639-1 code; what all languages share where there is none.
    pub fn of(language: Option<&str>) -> &'static Lexicon {
        language.and_then(|code| LEXICONS.iter().find(|entry| entry.0 == code)).map_or(&COMMON, |entry| &entry.1)
    }

    /// All lexicons, each with the ISO 639-1 code of its language.
    pub fn all() -> impl Iterator<Item = (&'static str, &'static Lexicon)> {
        LEXICONS.iter().map(|entry| (entry.0, &entry.1))
    }

    /// The words of a phrase, by their indices; [`Lexicon::GAP`] stands for a few others.
    pub fn words(&self, entry: &Entry) -> &[u32] {
        &self.words[entry.start as usize..][..usize::from(entry.length)]
    }

    /// What a phrase means in its table.
    pub fn value(&self, entry: &Entry) -> &'static str {
        self.values[usize::from(entry.value)]
    }

    /// The index of a folded word, or [`Lexicon::UNKNOWN`] where it is in no phrase, and no stop word.
    pub fn index(&self, folded: &str) -> u32 {
        slot::find(folded, self.slots, |word| self.form(word.into())).map_or(Lexicon::UNKNOWN, u32::from)
    }

    /// The phrases that may stand at a word before some other one, the longest first. Hundreds begin with "in" and
    /// "not": the second word tells most of them apart.
    pub fn starting_with(&self, word: u32, next: u32) -> impl Iterator<Item = &Entry> {
        let [followed, mut gapped, single] = self.entries_of(word);
        let second = |entry: &Entry| self.words(entry)[1];
        // Many words are in no phrase, and none is looked for that has them.
        let known = if next == Lexicon::UNKNOWN { &[] } else { followed };
        let from = &known[known.partition_point(|entry| second(entry) < next)..];
        let mut followed = &from[..from.iter().take_while(|entry| second(entry) == next).count()];
        let longest = std::iter::from_fn(move || match (followed.first(), gapped.first()) {
            (Some(one), Some(other)) if one.weight() < other.weight() => gapped.split_off_first(),
            (Some(_), _) => followed.split_off_first(),
            (None, _) => gapped.split_off_first(),
        });
        longest.chain(single)
    }

    /// The phrases that begin with a word: with another one behind it, with a gap, and it alone.
    fn entries_of(&self, word: u32) -> [&[Entry]; 3] {
        let Some(start) = self.starts.get(word as usize) else { return [&[]; 3] };
        let end = self.starts.get(word as usize + 1).map_or(self.entries.len(), |next| next.first as usize);
        let (first, gapped, single) = (start.first as usize, start.gapped as usize, start.single as usize);
        [&self.entries[first..gapped], &self.entries[gapped..single], &self.entries[single..end]]
    }

    /// The tables that have a phrase which begins with a word.
    pub fn families(&self, word: u32) -> Families {
        self.starts.get(word as usize).map_or(Families::default(), |start| start.families.without(Family::StopWord))
    }

    /// Whether a phrase of a table begins with a word, folded.
    pub fn begins(&self, folded: &str, family: Family) -> bool {
        self.families(self.index(folded)).overlaps(family.into())
    }

    /// Whether a word, by its index, carries no topic: articles, pronouns, prepositions, auxiliaries.
    pub fn is_stop_word(&self, word: u32) -> bool {
        self.starts.get(word as usize).is_some_and(|start| start.families.overlaps(Family::StopWord.into()))
    }

    /// What a single word means in the first of some tables that has it.
    pub fn value_of_word(&self, folded: &str, families: &[Family]) -> Option<&str> {
        let [_, _, single] = self.entries_of(self.index(folded));
        single.iter().find(|entry| families.contains(&entry.family)).map(|entry| self.value(entry))
    }

    /// The words from a hundred on that multiply ("hundert"), the largest first.
    pub fn scales(&self) -> &'static [(&'static str, u64)] {
        self.scales
    }

    /// The word at an index.
    fn form(&self, word: u32) -> &str {
        let word = word as usize;
        &self.forms[self.bounds[word] as usize..self.bounds[word + 1] as usize]
    }
}

// `COMMON`, what all languages share, and `LEXICONS`, each with the code of its language.
include!(concat!(env!("OUT_DIR"), "/lexicons.rs"));

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::pattern::GAP;
    use crate::language::token::fold;

    #[test]
    fn every_lexicon_parses_and_is_written_in_folded_forms() {
        for (code, lexicon) in LEXICONS {
            let words = (0..lexicon.starts.len() as u32).filter(|&word| lexicon.is_stop_word(word));
            let words: Vec<&str> = words.map(|word| lexicon.form(word)).collect();
            assert!(words.len() > 20, "{code} has too few stop words");
            for word in words {
                assert_eq!(fold(word), word, "in {code}");
            }
        }
    }

    #[test]
    fn braces_do_not_nest() {
        for (code, lexicon) in LEXICONS {
            assert!(!lexicon.forms.contains(['{', '}']), "in {code}");
        }
    }

    #[test]
    fn no_phrase_means_two_things_in_one_table() {
        let mut clashes = Vec::new();
        for (code, lexicon) in LEXICONS {
            let mut phrases: Vec<_> = lexicon.entries.iter().collect();
            phrases.sort_by_key(|entry| (entry.family, lexicon.words(entry), entry.opens));
            for pair in phrases.windows(2) {
                let same = lexicon.words(pair[0]) == lexicon.words(pair[1])
                    && (pair[0].family, pair[0].opens) == (pair[1].family, pair[1].opens);
                if same && lexicon.value(pair[0]) != lexicon.value(pair[1]) {
                    let phrase: Vec<_> = lexicon
                        .words(pair[0])
                        .iter()
                        .map(|&word| match word {
                            Lexicon::GAP => GAP,
                            word => lexicon.form(word),
                        })
                        .collect();
                    clashes.push(format!(
                        "{code}: “{}” {} and {}",
                        phrase.join(" "),
                        lexicon.value(pair[0]),
                        lexicon.value(pair[1])
                    ));
                }
            }
        }
        assert!(clashes.is_empty(), "\n{}\n", clashes.join("\n"));
    }

    #[test]
    fn longer_phrases_come_first() {
        let lexicon = Lexicon::of(Some("en"));
        for entry in lexicon.entries {
            let words = lexicon.words(entry);
            let next = words.get(1).copied().unwrap_or(Lexicon::UNKNOWN);
            let phrases: Vec<&Entry> = lexicon.starting_with(words[0], next).collect();
            assert!(phrases.iter().any(|phrase| phrase.start == entry.start), "{words:?}");
            assert!(phrases.windows(2).all(|pair| pair[0].weight() >= pair[1].weight()), "{words:?}");
        }
        assert!(lexicon.families(lexicon.index("mid")).overlaps(Family::PartOfPeriod.into()));
        assert_eq!(lexicon.families(Lexicon::UNKNOWN), Families::default());
    }
}
