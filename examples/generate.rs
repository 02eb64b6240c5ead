//! Writes a long document, a revision of it and the truth about the two, for benches:
//!
//! ```text
//! cargo run --release --example generate -- 10000 target/bench/10k
//! ```
//!
//! The folder gets `old.md`, `new.md`, `old.html`, `new.html` and `gold.jsonl`: one record with the sentences of both
//! sides and their links `[old, new, kind]`. Of the sentences 5 % are edited, 2 % stand elsewhere, 2 % are gone, 2 % are
//! new, 1 % are split in two and 1 % merged with the next. The same arguments give the same bytes everywhere.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

use serde_json::json;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [count, folder] = arguments.as_slice() else {
        return Err(io::Error::other("usage: generate SENTENCES FOLDER"));
    };
    let count: usize = count.parse().map_err(io::Error::other)?;
    let folder = Path::new(folder);
    fs::create_dir_all(folder)?;
    let mut dice = Dice(7);
    let words = Words::new(&mut dice);
    let old: Vec<Sentence> = (0..count).map(|_| words.sentence(&mut dice)).collect();
    let revised = revise(&old, &words, &mut dice);
    let new: Vec<String> = revised.iter().map(|item| item.text.clone()).collect();
    let old: Vec<String> = old.iter().map(Sentence::text).collect();
    let links: Vec<_> = (revised.iter().enumerate())
        .flat_map(|(at, item)| item.from.iter().map(move |&from| (from, at, item.kind)))
        .collect();
    let gold = json!({"id": format!("generated-{count}"), "lang": "en", "old": old, "new": new, "links": links});
    fs::write(folder.join("gold.jsonl"), format!("{gold}\n"))?;
    for (name, sentences) in [("old", &old), ("new", &new)] {
        fs::write(folder.join(format!("{name}.md")), markdown(sentences))?;
        fs::write(folder.join(format!("{name}.html")), html(sentences))?;
    }
    Ok(())
}

/// SplitMix64: the same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `bound`.
    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    /// Whether something happens that does so in so many of a thousand cases.
    fn happens(&mut self, thousandths: usize) -> bool {
        self.below(1000) < thousandths
    }

    /// A rank below `bound`, small ones far more often: roughly Zipf's law, as in prose.
    fn rank(&mut self, bound: usize) -> usize {
        let uniform = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        (((bound as f64 + 1.0).powf(uniform)) as usize - 1).min(bound - 1)
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

/// The content words: made up, but pronounceable, several thousand of them.
struct Words {
    nouns: Vec<String>,
    verbs: Vec<String>,
    adjectives: Vec<String>,
    names: Vec<String>,
}

const STARTS: [&str; 20] =
    ["b", "br", "c", "cl", "d", "dr", "f", "fl", "g", "gr", "h", "l", "m", "n", "p", "pr", "r", "s", "st", "t"];
const VOWELS: [&str; 8] = ["a", "e", "i", "o", "u", "ai", "ea", "ou"];
const ENDS: [&str; 10] = ["n", "r", "l", "s", "t", "nd", "rm", "st", "ck", "v"];

impl Words {
    fn new(dice: &mut Dice) -> Words {
        let mut many = |count: usize, endings: &[&str]| -> Vec<String> {
            let mut words = std::collections::BTreeSet::new();
            let mut all = Vec::with_capacity(count);
            while all.len() < count {
                let mut word = String::new();
                for _ in 0..1 + dice.below(2) {
                    word.push_str(dice.pick(&STARTS));
                    word.push_str(dice.pick(&VOWELS));
                }
                word.push_str(dice.pick(&ENDS));
                word.push_str(dice.pick(endings));
                if words.insert(word.clone()) {
                    all.push(word);
                }
            }
            all
        };
        let capital = |word: String| word[..1].to_uppercase() + &word[1..];
        Words {
            nouns: many(3000, &["", "ment", "ity", "er", "age", "ance"]),
            verbs: many(900, &["", "e", "ify", "ise"]),
            adjectives: many(900, &["al", "ive", "ous", "ic", "ful"]),
            names: many(600, &["", "ia", "berg", "ton"]).into_iter().map(capital).collect(),
        }
    }

    fn zipf<'a>(words: &'a [String], dice: &mut Dice) -> &'a str {
        &words[dice.rank(words.len())]
    }

    /// "the old harbour of Velmund"
    fn party(&self, dice: &mut Dice) -> String {
        let mut party = String::from(dice.pick(&["the ", "the ", "a ", "every ", "its ", "this "]));
        if dice.happens(500) {
            party.push_str(Self::zipf(&self.adjectives, dice));
            party.push(' ');
        }
        party.push_str(Self::zipf(&self.nouns, dice));
        if dice.happens(350) {
            let _ = write!(party, " of {}", Self::zipf(&self.names, dice));
        }
        party
    }

    /// "the council must support a fund of 40 million euros in 2017"
    fn clause(&self, dice: &mut Dice) -> String {
        let mut clause = self.party(dice);
        let modal = dice.pick(&["will", "must", "may", "should", "can", "did not", "has begun to"]);
        let _ = write!(clause, " {modal} {} {}", Self::zipf(&self.verbs, dice), self.party(dice));
        if dice.happens(450) {
            let _ =
                write!(clause, " {} {}", dice.pick(&["with", "for", "under", "against", "through"]), self.party(dice));
        }
        match dice.below(8) {
            0 => drop(write!(clause, " in {}", 1990 + dice.below(35))),
            1 => drop(write!(clause, " for {} million euros", 2 + dice.below(900))),
            2 => drop(write!(clause, " by {} per cent", 1 + dice.below(80))),
            _ => {}
        }
        clause
    }

    fn sentence(&self, dice: &mut Dice) -> Sentence {
        let lead = match dice.below(5) {
            0 => {
                format!("{} {}, ", dice.pick(&["in the case of", "with regard to", "together with"]), self.party(dice))
            }
            _ => String::new(),
        };
        let clauses = (0..1 + dice.below(3)).map(|_| self.clause(dice)).collect();
        Sentence { lead, clauses, joints: dice.below(3) }
    }
}

/// A sentence of one to three clauses.
#[derive(Clone)]
struct Sentence {
    lead: String,
    clauses: Vec<String>,
    joints: usize,
}

const JOINTS: [&str; 3] = [", and ", ", while ", "; "];

impl Sentence {
    fn text(&self) -> String {
        closed(&format!("{}{}", self.lead, self.clauses.join(JOINTS[self.joints])))
    }
}

/// With a capital and a full stop.
fn closed(words: &str) -> String {
    format!("{}{}.", words[..1].to_uppercase(), &words[1..])
}

/// A sentence of the revision, where it comes from, and what was done to it.
struct Item {
    text: String,
    from: Vec<usize>,
    kind: &'static str,
}

fn revise(old: &[Sentence], words: &Words, dice: &mut Dice) -> Vec<Item> {
    let mut kept: Vec<Item> = Vec::with_capacity(old.len());
    let mut moved: Vec<Item> = Vec::new();
    let mut at = 0;
    while at < old.len() {
        let sentence = &old[at];
        let item = |text: String, kind| Item { text, from: vec![at], kind };
        match dice.below(1000) {
            0..50 => kept.push(item(edited(sentence, words, dice), "edited")),
            50..70 => moved.push(item(sentence.text(), "moved")),
            70..90 => {}
            90..110 => {
                kept.push(item(sentence.text(), "equal"));
                kept.push(Item { text: words.sentence(dice).text(), from: vec![], kind: "new" });
            }
            110..120 if sentence.clauses.len() > 1 => {
                kept.push(item(closed(&format!("{}{}", sentence.lead, sentence.clauses[0])), "split"));
                kept.push(item(closed(&sentence.clauses[1..].join(JOINTS[sentence.joints])), "split"));
            }
            120..130 if at + 1 < old.len() => {
                let (first, second) = (sentence.text(), old[at + 1].text());
                let text =
                    format!("{}, and {}{}", first.trim_end_matches('.'), second[..1].to_lowercase(), &second[1..]);
                kept.push(Item { text, from: vec![at, at + 1], kind: "merged" });
                at += 1;
            }
            _ => kept.push(item(sentence.text(), "equal")),
        }
        at += 1;
    }
    for item in moved {
        kept.insert(dice.below(kept.len() + 1), item);
    }
    kept
}

/// One to three edits as editors make them: a word, a number or a clause.
fn edited(sentence: &Sentence, words: &Words, dice: &mut Dice) -> String {
    let mut sentence = sentence.clone();
    for _ in 0..1 + dice.below(3) {
        let clause = dice.below(sentence.clauses.len());
        let mut parts: Vec<String> = sentence.clauses[clause].split(' ').map(str::to_owned).collect();
        let part = dice.below(parts.len());
        match dice.below(4) {
            0 => parts.insert(part, Words::zipf(&words.adjectives, dice).to_owned()),
            1 if parts.len() > 5 => drop(parts.remove(part)),
            2 if sentence.clauses.len() < 4 => {
                sentence.clauses.push(words.clause(dice));
                continue;
            }
            _ => {
                parts[part] = match parts[part].parse::<usize>() {
                    Ok(number) => (number + 1 + dice.below(9)).to_string(),
                    Err(_) => Words::zipf(&words.nouns, dice).to_owned(),
                }
            }
        }
        sentence.clauses[clause] = parts.join(" ");
    }
    sentence.text()
}

/// Sentences to a paragraph and paragraphs to a section.
const PARAGRAPH: usize = 5;
const SECTION: usize = 12;

/// The title of the section that begins at a paragraph, if one does: the same on both sides.
fn title(paragraph: usize) -> Option<String> {
    paragraph.is_multiple_of(SECTION).then(|| format!("Part {}", paragraph / SECTION + 1))
}

fn markdown(sentences: &[String]) -> String {
    let mut page = String::from("# Generated report\n");
    for (index, paragraph) in sentences.chunks(PARAGRAPH).enumerate() {
        if let Some(title) = title(index) {
            let _ = write!(page, "\n## {title}\n");
        }
        let _ = write!(page, "\n{}\n", paragraph.join(" "));
    }
    page
}

/// As pages are: a menu, wrappers, classes, links and scripts make most of the bytes.
fn html(sentences: &[String]) -> String {
    let mut page = String::from(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Generated report</title>\n\
         <script>window.settings = {\"page\": \"report\"};</script></head>\n<body><nav class=\"menu\"><ul>\
         <li><a href=\"/\">Home</a></li><li><a href=\"/reports\">Reports</a></li></ul></nav><main>\n<h1>Generated report</h1>\n",
    );
    for (index, paragraph) in sentences.chunks(PARAGRAPH).enumerate() {
        if let Some(title) = title(index) {
            let _ = writeln!(page, "<h2 id=\"part-{index}\" class=\"section-title\">{title}</h2>");
        }
        let _ = writeln!(
            page,
            "<div class=\"block block--text\" data-index=\"{index}\"><div class=\"inner\"><p class=\"text\">{} \
             <a class=\"reference\" href=\"/notes/{index}\" title=\"Note {index}\">[{index}]</a></p></div></div>",
            paragraph.join(" ")
        );
    }
    page.push_str("</main><footer><p>Printed for tests.</p></footer></body></html>\n");
    page
}
