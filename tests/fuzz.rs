//! The fuzz targets on stable Rust: the corpus, and inputs bred from it by dice that fall the same every time.
//!
//! `FUZZ_RUNS` asks for so many inputs of each target, `FUZZ_SEED` for other ones:
//!
//! ```text
//! FUZZ_RUNS=100000 FUZZ_SEED=5 cargo test --release --test fuzz html
//! ```
//!
//! `scripts/fuzz` lets coverage lead instead of dice. It asks for what there is to begin with through `FUZZ_CORPUS`, a
//! folder to write it to.
#![cfg(feature = "audit")]

mod common;
#[path = "../fuzz/src/lib.rs"]
#[allow(unreachable_pub, reason = "a crate of its own to cargo-fuzz")]
mod targets;

use std::panic;
use std::path::Path;

use common::root;
use targets::{TARGETS, Target};

/// Inputs of each target, where nobody asks for more.
const RUNS: u64 = 60;
/// Longest input: what takes long is not tried less often, only shorter.
const LONGEST: usize = 4000;

#[test]
fn text() {
    fuzz("text");
}

#[test]
fn markdown() {
    fuzz("markdown");
}

#[test]
fn html() {
    fuzz("html");
}

#[test]
fn bytes() {
    fuzz("bytes");
}

#[test]
fn pair() {
    fuzz("pair");
}

#[test]
fn claims() {
    fuzz("claims");
}

#[test]
fn policy() {
    fuzz("policy");
}

#[test]
fn manifest() {
    fuzz("manifest");
}

#[test]
fn warc() {
    fuzz("warc");
}

#[test]
fn every_target_is_run_here_and_by_cargo_fuzz() {
    let here = include_str!("fuzz.rs");
    let manifest = std::fs::read_to_string(root().join("fuzz/Cargo.toml")).expect("it is there");
    for (name, _) in TARGETS {
        assert!(here.contains(&format!("fuzz(\"{name}\")")), "{name}");
        assert!(manifest.contains(&format!("fuzz_targets/{name}.rs")), "{name}");
        assert!(root().join(format!("fuzz/fuzz_targets/{name}.rs")).is_file(), "{name}");
    }
}

#[test]
fn every_corpus_can_be_handed_to_cargo_fuzz() {
    let place = tempfile::tempdir().expect("a place to write");
    let folder = std::env::var_os("FUZZ_CORPUS").map_or_else(|| place.path().to_owned(), Into::into);
    for (name, _) in TARGETS {
        std::fs::create_dir_all(folder.join(name)).expect("a folder can be made");
        for input in corpus(name) {
            let hash = blake3::hash(&input).to_hex();
            std::fs::write(folder.join(name).join(&hash[..12]), input).expect("the input can be written");
        }
    }
    let quoted = |scrap: &&str| -> String { scrap.bytes().map(|byte| format!("\\x{byte:02x}")).collect() };
    let words: String = SCRAPS.iter().map(|scrap| format!("\"{}\"\n", quoted(scrap))).collect();
    std::fs::write(folder.join("scraps.dict"), words).expect("the words can be written");
}

fn fuzz(name: &str) {
    let (_, target) = TARGETS.iter().find(|(known, _)| *known == name).expect("it is a target");
    let corpus = corpus(name);
    assert!(!corpus.is_empty(), "{name} has nothing to begin with");
    for input in &corpus {
        run(name, *target, input);
    }
    let asked = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    let mut dice = Dice(asked("FUZZ_SEED").unwrap_or(1997));
    for _ in 0..asked("FUZZ_RUNS").unwrap_or(RUNS) {
        run(name, *target, &breed(&corpus, &mut dice));
    }
}

/// Runs a target; where it panics, the input is kept and named, to become part of the corpus when it is mended.
fn run(name: &str, target: Target, input: &[u8]) {
    if panic::catch_unwind(|| target(input)).is_err() {
        let hash = blake3::hash(input).to_hex();
        let path = std::env::temp_dir().join(format!("{name}-{}", &hash[..12]));
        std::fs::write(&path, input).expect("the input can be kept");
        panic!("the input that broke {name} is in {}", path.display());
    }
}

/// Inputs to begin with: what once broke the target, and the fixtures.
fn corpus(name: &str) -> Vec<Vec<u8>> {
    let mut files = Vec::new();
    list(&root().join("fuzz/corpus").join(name), &mut files);
    let sides = |folder: &Path, ext: &str| ["old", "new"].map(|side| folder.join(format!("{side}.{ext}")));
    let mut inputs: Vec<Vec<u8>> = files.iter().map(|file| std::fs::read(file).expect("it can be read")).collect();
    let read = |path: &str| std::fs::read(root().join(path)).expect("it is there");
    match name {
        "policy" => {
            inputs.push(read("src/policy/default.toml"));
            inputs.push([POLICY, ACCEPTED].join("\n====\n").into_bytes());
            return inputs;
        }
        "manifest" => {
            let series = "snapshots/nato-relations-with-ukraine";
            let files = ["series.toml", "manifest.jsonl"].map(|file| read(&format!("{series}/{file}")));
            inputs.extend([files.join(&b"\n====\n"[..]), [SETTINGS, MANIFEST].join("\n====\n").into_bytes()]);
            return inputs;
        }
        "warc" => {
            inputs.extend(
                ["site.warc", "site.warc.gz", "site.wacz"].map(|file| read(&format!("tests/fixtures/warc/{file}"))),
            );
            return inputs;
        }
        _ => {}
    }
    let mut folders = Vec::new();
    for folder in std::fs::read_dir(root().join("tests/fixtures")).expect("it is there") {
        folders.push(folder.expect("it can be listed").path());
    }
    folders.sort();
    for folder in folders {
        for ext in ["txt", "md", "html"] {
            let [old, new] = sides(&folder, ext).map(|file| std::fs::read(file).ok());
            let (Some(old), Some(new)) = (old, new) else { continue };
            match name {
                "pair" => inputs.push([old, b"\n====\n".to_vec(), new].concat()),
                "claims" => {
                    let new =
                        String::from_utf8_lossy(&new).lines().map(|line| format!("+{line}\n")).collect::<String>();
                    inputs.push([old, new.into_bytes()].concat());
                }
                _ => inputs.extend([old, new]),
            }
        }
    }
    inputs
}

fn list(folder: &Path, files: &mut Vec<std::path::PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    files.extend(entries.map(|entry| entry.expect("it can be listed").path()));
    files.sort();
}

/// A policy with something of everything.
const POLICY: &str = r#"defaults = true
[[rule]]
id = "numbers"
level = "error"
message = "A figure moved"
when = { kinds = ["number"], by-more-than = 5, section = "Fees", text = "boats", matches = "[0-9]+", side = "new" }
[[watch]]
id = "report"
level = "warning"
claim = "Members must report 12 boats by May."
allow = ["wording"]
[[term]]
level = "note"
id = "dogs"
text = "Dogs"
must = "stay"
[[ignore]]
reason = "menus"
when = { section = "Menu", confidence = 0.5, at-least = "minor" }
[page.terms]
off = ["numbers"]
"#;

/// A list of accepted changes.
const ACCEPTED: &str = r#"[[accepted]]
id = "9d29b7e0b8cc"
page = "page"
date = "2024-01-01"
reason = "agreed"
headline = "\"must\" becomes \"may\""
new = ["Members may report 14 boats."]
"#;

const SETTINGS: &str = "title = \"Fees\"\naddress = \"https://harbour.example/fees\"\nlanguage = \"en\"\n";

/// A manifest with a line that leads astray.
const MANIFEST: &str = concat!(
    r#"{"file":"2017-07-11.txt","address":"https://harbour.example/fees","captured":"2017-07-11T10:00:00Z","#,
    r#""obtained":"file","media_type":"text/plain; charset=utf-8","hash":"blake3:00","#,
    r#""date":{"value":"2017-07-11","precision":"day","basis":"file name","confidence":"given"}}"#,
    "\n",
    r#"{"file":"../2018.txt","obtained":"file","media_type":"text/plain","hash":"blake3:00","#,
    r#""date":{"value":null,"precision":"day","basis":"","confidence":"unknown"}}"#,
    "\n",
);

/// Scraps that formats, segmenters and aligners look at.
const SCRAPS: &[&str] = &[
    "<p>",
    "</p>",
    "<div hidden>",
    "<table><tr><td>",
    "</table>",
    "<li>",
    "<h2>",
    "<br>",
    "<a href=x>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<template>",
    "<svg><text>",
    "<img alt='a map'>",
    "<select><option>",
    "<pre>",
    "&amp;",
    "&#0;",
    "&nbsp;",
    "# ",
    "- ",
    "1. ",
    "(2) ",
    "> ",
    "```\n",
    "| a | b |\n|---|---|\n",
    "---\n",
    "\n====\n",
    "**",
    "[x](y)",
    "![z](w)",
    "{#id}",
    "[^1]: ",
    "    ",
    "\t",
    "+",
    "\n",
    "\n\n",
    "\r\n",
    "\u{a0}",
    "\u{200b}",
    "\u{feff}",
    "\u{202e}",
    "\u{2028}",
    "e\u{301}",
    "理事会。",
    "U.S. ",
    "e.g. ",
    "“no.” ",
    "3.14",
    "5-1/4",
    "EUR 40 billion",
    "20 %",
    "2017-07-11",
    "9-10 July 2017",
    "Last updated: 3 May 2021",
    " must ",
    " may not ",
    " unless ",
    " replaced ",
    "The Council (TC) ",
    "A sentence. ",
    "\0",
    "\u{1b}[31m",
    "👩‍👩‍👧",
    "مجلس",
    "ß",
    "İ",
    "ﬁ",
    "[[rule]]\n",
    "when = { kinds = [\"money\"] }\n",
    "\"file\":\"../x.txt\",",
    "WARC/1.0\r\n",
    "Content-Length: 3\r\n",
    "\r\n\r\n",
    "\x1f\u{8b}\u{8}",
];

/// An input bred from two of the corpus: spliced, then changed in a few places.
fn breed(corpus: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let mut input = slice(&corpus[dice.below(corpus.len())], dice);
    if dice.below(3) == 0 {
        input.extend(slice(&corpus[dice.below(corpus.len())], dice));
    }
    for _ in 0..=dice.below(8) {
        let at = dice.below(input.len() + 1);
        let end = (at + dice.below(60)).min(input.len());
        match dice.below(6) {
            0 => drop(input.drain(at..end)),
            1 => {
                let copied = input[at..end].to_vec();
                let to = dice.below(input.len() + 1);
                input.splice(to..to, copied);
            }
            2 if at < input.len() => input[at] = dice.below(256) as u8,
            _ => {
                let scrap = SCRAPS[dice.below(SCRAPS.len())].as_bytes();
                input.splice(at..at, scrap.iter().copied());
            }
        }
    }
    input.truncate(LONGEST);
    input
}

/// A part of an input.
fn slice(input: &[u8], dice: &mut Dice) -> Vec<u8> {
    let start = dice.below(input.len() + 1);
    let end = (start + dice.below(LONGEST / 2)).min(input.len());
    input[start..end].to_vec()
}

/// SplitMix64: the same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % bound as u64) as usize
    }
}
