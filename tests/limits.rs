//! What hostile input may cost. Bounds are stated in work: segments compared, candidate pairs scored, bytes held.
//!
//! Sizes are scaled down so that the test is quick; in full, with a table of what each input cost:
//!
//! ```text
//! HOSTILE=full cargo test --release --test limits -- --nocapture
//! ```

#![cfg(feature = "audit")]
#![allow(clippy::print_stdout, reason = "the table is for those who ask for it")]

use std::sync::{Mutex, MutexGuard};

use peak_alloc::PeakAlloc;
use recension::align::Study;
use recension::annotate::annotate;
use recension::model::{Comparison, Document, Pair};
use recension::read::{Limits, ReadError, ReadOptions, read};
use recension::{audit, compare};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Bytes held of a comparison at most, for each byte of both inputs …
const HELD_PER_BYTE: usize = 32;
/// … for each segment, which may be one letter …
const HELD_PER_SEGMENT: usize = 1536;
/// … for each pair of segments that was scored …
const HELD_PER_PAIR: usize = 512;
/// … for each word and mark, whatever its length …
const HELD_PER_TOKEN: usize = 256;
/// … and for the tables of the languages and what else does not depend on the input.
const HELD: usize = 64 << 20;
/// Candidate pairs scored at most for each segment of both sides.
const PAIRS_PER_SEGMENT: usize = 16;
/// Entries of rows looked at to compare them, at most, for each byte of both inputs.
const STEPS_PER_BYTE: u64 = 64;
/// Edits told at most for each word and mark of both sides.
const EDITS_PER_TOKEN: usize = 1;

/// What one test holds: memory is counted for the whole process, so that no other may take or give back any meanwhile.
struct Scale {
    _alone: MutexGuard<'static, ()>,
}

impl Scale {
    /// Waits until no other test runs.
    fn alone() -> Self {
        static ALONE: Mutex<()> = Mutex::new(());
        Self { _alone: ALONE.lock().unwrap_or_else(std::sync::PoisonError::into_inner) }
    }

    /// What work yields, and the bytes it held at most. The harness has threads of its own, which may give back a few.
    fn weigh<T>(&self, work: impl FnOnce() -> T) -> (T, usize) {
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        let result = work();
        (result, MEMORY.peak_usage().saturating_sub(before))
    }

    /// Compares two texts, holds what it cost to the bounds, and says what it was.
    fn compared(&self, case: &str, name: &str, old: &str, new: &str) -> Comparison {
        let (comparison, held) = self.weigh(|| compare(document(old, name), document(new, name)));
        let segments = comparison.sides.as_ref().map(|side| side.document.segments.len());
        let study = Study::of(comparison.sides.as_ref());
        let (pairs, steps) = (study.pairs().len(), study.steps());
        let tokens = comparison.sides.old.tokens.len() + comparison.sides.new.tokens.len();
        let edits: usize = comparison.edits.iter().map(Vec::len).sum();
        let bytes = old.len() + new.len();
        println!(
            "{case:<40} {:>9} bytes {:>6} + {:<6} segments {pairs:>7} pairs {:>4} steps a byte {edits:>7} edits {:>4} MiB",
            bytes,
            segments.old,
            segments.new,
            steps / bytes.max(1) as u64,
            held >> 20
        );
        let all = segments.old + segments.new;
        assert!(pairs <= PAIRS_PER_SEGMENT * all, "{case}: {pairs} pairs of {all} segments were scored");
        assert!(steps <= STEPS_PER_BYTE * bytes as u64, "{case}: {steps} entries were looked at for {bytes} bytes");
        assert!(edits <= EDITS_PER_TOKEN * tokens, "{case}: {edits} edits of {tokens} words and marks");
        let most =
            HELD_PER_BYTE * bytes + HELD_PER_SEGMENT * all + HELD_PER_PAIR * pairs + HELD_PER_TOKEN * tokens + HELD;
        assert!(held <= most, "{case}: {held} bytes were held, of {most}, for {bytes} bytes");
        assert_eq!(audit::comparison(&comparison), [], "{case}");
        comparison
    }
}

/// A size in full, or scaled down.
fn size(full: usize) -> usize {
    if std::env::var_os("HOSTILE").is_some_and(|value| value == "full") { full } else { full / 200 }
}

fn document(text: &str, name: &str) -> Document {
    read(text.as_bytes(), name, &ReadOptions::default()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The codes of the notes on a document.
fn notes(document: &Document) -> Vec<&str> {
    document.notes.iter().map(|note| note.code).collect()
}

#[test]
fn elements_nested_without_end() {
    let scale = Scale::alone();
    let count = size(100_000).max(1000);
    for (case, open, close) in [
        ("nested blocks", "<div>", "</div>"),
        ("nested blocks never closed", "<div>", ""),
        ("nested formatting", "<b>", "</b>"),
        ("nested lists", "<ul><li>", ""),
        ("nested tables", "<table><tr><td>", ""),
    ] {
        let page = |word: &str| format!("<p>{word}.</p>{}Deep.{}", open.repeat(count), close.repeat(count));
        let comparison = scale.compared(case, "page.html", &page("Open"), &page("Closed"));
        assert!(comparison.sides.new.document.text.ends_with("Deep."), "{case}: the text is kept");
        assert!(notes(&comparison.sides.new.document).contains(&"deep_nesting"), "{case}: it is told");
    }
    let again = |word: &str| format!("<p>{word}.{}", "<font a=b>x<p>".repeat(size(100_000)));
    scale.compared("formatting that is taken up again", "page.html", &again("Open"), &again("Closed"));
    let quotes = |word: &str| format!("{word}.\n\n{} Deep.\n", ">".repeat(count));
    scale.compared("nested quotations", "page.md", &quotes("Open"), &quotes("Closed"));
    let brackets = |word: &str| format!("{word}.\n\n{}\n", "[a](".repeat(count));
    scale.compared("nested links", "page.md", &brackets("Open"), &brackets("Closed"));
}

#[test]
fn a_single_line() {
    let scale = Scale::alone();
    let words = |seed: usize, count: usize| -> String {
        (0..count).map(|at| format!("w{} ", (at * 7919 + seed) % 50_021)).collect()
    };
    // The bound on bytes is reached first: a line of 200 MB is refused unread.
    let line = "words without an end ".repeat(size(200 << 20) / 21 + 1);
    let limits = Limits { bytes: size(32 << 20), ..Limits::default() };
    let refused = read(line.as_bytes(), "a.txt", &ReadOptions { limits, ..ReadOptions::default() });
    assert!(matches!(refused, Err(ReadError::TooLarge { most }) if most == limits.bytes));
    drop(line);
    let count = size(1_000_000);
    let comparison = scale.compared("a line of words", "a.txt", &words(1, count), &words(2, count));
    assert!(notes(&comparison.sides.old.document).contains(&"long_sentence"));
    let longest = comparison.sides.old.document.segments.iter().map(|segment| segment.span.len()).max();
    assert!(longest <= Some(Limits::default().sentence));
    scale.compared("a line without a space", "a.txt", &"x".repeat(count), &"y".repeat(count));
    let sentences = |end: &str| (0..count / 4).map(|at| format!("Word{at} comes{end} ")).collect::<String>();
    scale.compared("sentences against one line", "a.txt", &sentences("."), &words(3, count / 2));
    scale.compared("a line of sentences", "a.txt", &sentences("."), &sentences("!"));
    let mut state = 1871_u64;
    let mut letters = || -> String {
        let mut letter = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            char::from(b'a' + (state >> 33) as u8 % 26)
        };
        (0..count / 2).flat_map(|_| [letter(), ' ']).collect()
    };
    let comparison = scale.compared("a line of letters by chance", "a.txt", &letters(), &letters());
    assert!(!comparison.changes.is_empty());
}

#[test]
fn long_words_that_stand_alone() {
    let scale = Scale::alone();
    let letter = |digit: u8| char::from(if digit.is_ascii_digit() { digit - b'0' + b'a' } else { digit });
    let word = |at: usize| format!("{:024}\n\n", at * 7919).bytes().map(letter).collect::<String>();
    let page = |first: usize| (first..first + size(100_000)).map(word).collect::<String>();
    scale.compared("long words that stand alone", "a.txt", &page(1), &page(10_000_000));
}

#[test]
fn paragraphs_of_one_letter() {
    let scale = Scale::alone();
    let page = |letter: &str| format!("{letter}\n\n").repeat(size(10_000_000));
    let most = size(500_000);
    let options = ReadOptions { limits: Limits { segments: most, ..Limits::default() }, ..ReadOptions::default() };
    {
        let text = page("a");
        let (refused, held) = scale.weigh(|| read(text.as_bytes(), "a.txt", &options));
        assert!(matches!(refused, Err(ReadError::TooMany { .. })));
        assert!(held <= HELD_PER_BYTE * text.len() + HELD, "{held} bytes were held of a page that is refused");
    }
    let some = |letter: &str| format!("{letter}\n\n").repeat(most - 1);
    scale.compared("as many paragraphs of a letter as may be", "a.txt", &some("a"), &some("b"));
}

#[test]
fn the_same_again_and_again() {
    let scale = Scale::alone();
    let count = size(100_000);
    let open = "The harbour is open to all.\n\n".repeat(count);
    let closed = "The harbour is closed to all.\n\n".repeat(count);
    let comparison = scale.compared("a sentence 100,000 times", "a.txt", &open, &closed);
    assert!(comparison.changes.len() < 10, "told once, not {} times", comparison.changes.len());
    scale.compared("a sentence 100,000 times, unchanged", "a.txt", &open, &open);
    scale.compared("… and once", "a.txt", &open, "The harbour is open to all.");
    let line = open.replace("\n\n", " ");
    scale.compared("… and all in one line", "a.txt", &line, &closed);
    let word = |count: usize| "word ".repeat(count);
    scale.compared("one word repeated", "a.txt", &word(size(1_000_000)), &word(size(700_000)));
    let paragraphs = |word: &str| format!("{word} {word} {word}.\n\n").repeat(count);
    scale.compared("paragraphs of one word", "a.txt", &paragraphs("one"), &paragraphs("other"));
    let numbers = |by: usize| (0..count).map(|at| format!("Fee {} euros.\n\n", at * by)).collect::<String>();
    scale.compared("sentences that differ in a figure", "a.txt", &numbers(1), &numbers(2));
}

#[test]
fn marks_of_notes_in_a_row() {
    let scale = Scale::alone();
    let line = |mark: &str, end: &str| format!("It was built.{} It is open{end}.\n", mark.repeat(size(300_000)));
    scale.compared("marks of notes in a row", "a.txt", &line("[1]", ""), &line("[1]", " now"));
    scale.compared("… each behind a space", "a.txt", &line(" x. [1]", ""), &line(" x. [1]", " now"));
    scale.compared("raised digits in a row", "a.txt", &line("²", ""), &line("³", " now"));
    scale.compared("… behind no word", "a.txt", &line(" ²²²²", ""), &line(" ²²²³", " now"));
}

#[test]
fn one_piece_again_and_again() {
    let scale = Scale::alone();
    for (name, piece, other) in [
        ("a.md", "(", "["),
        ("a.html", "![", "such "),
        ("a.html", "${{?’", "i.Harbour"),
        ("a.txt", ">X.", ">X."),
        ("a.txt", "B    ", "B    "),
        ("a.md", "(i)", "A. "),
        ("a.html", "`;", "and &amp;"),
        ("a.html", "i.`", "i.`"),
        ("a.md", "– The !", "– The !"),
        ("a.md", "<br>", "%{#a}"),
        ("a.txt", "?a<tr>§of ", "($a)\n\nJuly"),
        ("a.md", "(i)\n\n## ", "(i)\n\n## "),
        ("a.md", "](2017²", "<!--"),
        ("a.txt", "。#", "%20*"),
    ] {
        let page = |piece: &str, end: &str| format!("It was built.\n\n{}{end}\n", piece.repeat(size(30_000)));
        scale.compared(&format!("{piece:?} for {other:?}, {name}"), name, &page(piece, ""), &page(other, " now"));
    }
}

#[test]
fn words_that_change_places() {
    let scale = Scale::alone();
    let line = |first: &str, second: &str| {
        let pair = |at: usize| format!("gate{at} {first} or {second} quay{} ", at * 7);
        format!("{}.\n", (0..size(50_000)).map(pair).collect::<String>())
    };
    scale.compared("words that change places", "a.txt", &line("risky", "open"), &line("open", "shut"));
}

#[test]
fn nothing_in_common() {
    let scale = Scale::alone();
    // Numbers in letters, from the first or the second half of the alphabet: no letter is common either.
    let word = |number: usize, zero: u8| -> String {
        number.to_string().bytes().map(|digit| char::from(zero + digit - b'0')).collect()
    };
    let page = |zero: u8, end: &str| {
        (0..size(100_000))
            .map(|at| format!("{} {} {}{end}\n\n", word(at, zero), word(at * 3, zero), word(at * 7, zero)))
            .collect::<String>()
    };
    let comparison = scale.compared("without a common word", "a.txt", &page(b'a', "."), &page(b'n', "."));
    assert!(comparison.alignment.links.is_empty());
    let titles = |zero: u8| page(zero, "").replace("\n\n", "\n\nIt holds.\n\n# ");
    scale.compared("chapters without a common word", "a.md", &titles(b'a'), &titles(b'n'));
}

#[test]
fn bytes_by_chance() {
    let _scale = Scale::alone();
    let mut state = 1997_u64;
    let mut byte = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 56) as u8
    };
    let extensions = "txt md markdown mdx html htm xhtml shtml xml json csv pdf docx png gz zip exe toml warc rst";
    for (number, extension) in extensions.split(' ').chain([""]).enumerate() {
        // Any bytes, bytes of text, and bytes of markup: the first are refused as a rule, the others are not.
        for kind in 0..3 {
            let bytes: Vec<u8> = (0..size(400_000))
                .map(|_| match kind {
                    0 => byte(),
                    1 => byte() % 96 + 32,
                    _ => b"<>/=\"' apdivh12#*->|[]()&;\n\n"[usize::from(byte()) % 28],
                })
                .collect();
            let name = format!("{number}.{extension}");
            if let Ok(document) = read(&bytes, &name, &ReadOptions::default()) {
                assert_eq!(audit::document(&document), [], "{name} {kind}");
                assert_eq!(audit::source(&bytes, &document).expect("it was read"), [], "{name} {kind}");
                annotate(document);
            } else {
                assert_eq!(kind, 0, "{name} was refused");
            }
        }
    }
}

#[test]
fn bounds_can_be_set_and_are_told_as_errors() {
    let _scale = Scale::alone();
    let limits = Limits { bytes: 40, segments: 2, ..Limits::default() };
    let options = ReadOptions { limits, ..ReadOptions::default() };
    let told = |text: &str| read(text.as_bytes(), "a.txt", &options).map(|_| ()).map_err(|error| error.to_string());
    assert_eq!(told("One. Two."), Ok(()));
    assert_eq!(told("One. Two. Three."), Err("it has more than 2 sentences".into()));
    assert_eq!(told("One.\n\nTwo.\n\nThree."), Err("it has more than 2 sentences".into()));
    assert_eq!(told(&"Long ".repeat(20)), Err("it has more than 40 bytes".into()));
    let sides = Pair::new("a b c d e f g.", "a b c d e f h.").map(|text| {
        let limits = Limits { sentence: 6, ..Limits::default() };
        read(text.as_bytes(), "a.txt", &ReadOptions { limits, ..ReadOptions::default() }).expect("short")
    });
    assert_eq!(sides.old.segments.len(), 3);
    let comparison = compare(sides.old, sides.new);
    assert_eq!(audit::comparison(&comparison), []);
    assert_eq!(comparison.summary.claims.equal.old, 2);
}
