//! What is fuzzed. A target takes any bytes and panics where a promise is broken; `cargo fuzz` calls it from
//! `fuzz_targets/`, `tests/fuzz.rs` on stable Rust.

use recension::model::{Document, MediaType, Pair};
use recension::report::comparison::{Audience, FORMATS, View};
use recension::{ReadOptions, audit, compare, read};

/// Something that must hold for any bytes.
pub type Target = fn(&[u8]);

/// All targets by name: the names of `fuzz_targets/NAME.rs` and of `corpus/NAME/`.
pub const TARGETS: &[(&str, Target)] =
    &[("text", text), ("markdown", markdown), ("html", html), ("bytes", bytes), ("pair", pair), ("claims", claims)];

/// Plain text.
pub fn text(data: &[u8]) {
    lawful_document(data, "page.txt", Some(MediaType::Text));
}

/// Markdown.
pub fn markdown(data: &[u8]) {
    lawful_document(data, "page.md", Some(MediaType::Markdown));
}

/// HTML.
pub fn html(data: &[u8]) {
    lawful_document(data, "page.html", Some(MediaType::Html));
}

/// Whatever the bytes may be.
pub fn bytes(data: &[u8]) {
    lawful_document(data, "page", None);
}

/// Two pages with a line between them that holds nothing but `====`, from bytes to every report.
pub fn pair(data: &[u8]) {
    const BETWEEN: &[u8] = b"\n====\n";
    let at = data.windows(BETWEEN.len()).position(|window| window == BETWEEN);
    let (old, new) = at.map_or((data, data), |at| (&data[..at], &data[at + BETWEEN.len()..]));
    let sides = Pair::new(lawful_document(old, "2020-01-01", None), lawful_document(new, "2021-01-01", None));
    if let Pair { old: Some(old), new: Some(new) } = sides {
        lawful_pair(old, new);
    }
}

/// Claims as given, a line each; those that begin with `+` are the new ones.
pub fn claims(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let side = |new: bool| {
        let lines = text.lines().filter(|line| line.starts_with('+') == new);
        let claims: Vec<_> = lines.map(|line| read::GivenSegment::claim(line.trim_start_matches('+'))).collect();
        read::from_segments(&claims, "given", &ReadOptions::default())
    };
    lawful_pair(side(false), side(true));
}

fn lawful_document(data: &[u8], name: &str, media_type: Option<MediaType>) -> Option<Document> {
    let options = ReadOptions { media_type, ..ReadOptions::default() };
    let document = read::read(data, name, &options).ok()?;
    assert_eq!(audit::document(&document), []);
    assert_eq!(audit::source(data, &document).expect("it was read"), []);
    // HTML ends lines by a carriage return alone too.
    let height = data.iter().filter(|&&byte| matches!(byte, b'\n' | b'\r')).count() + 1;
    let wide = data.contains(&0);
    for segment in &document.segments {
        let (first, last) = segment.lines;
        assert!(1 <= first && first <= last && (last <= height || wide), "{segment:?} of {height} lines");
    }
    Some(document)
}

fn lawful_pair(old: Document, new: Document) {
    let there = compare(old.clone(), new.clone());
    assert_eq!(audit::comparison(&there), []);
    assert_eq!(audit::mirror(&there, &compare(new, old)), []);
    for format in FORMATS {
        let mut report = Vec::new();
        (format.render)(&there, &View::default(), &mut report).expect("memory takes everything");
        let report = String::from_utf8(report).expect("reports are UTF-8");
        let raw =
            |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t') || ('\u{202a}'..='\u{202e}').contains(&c);
        // What is for programs holds the page as it is.
        let harmless = format.audience == Audience::Program || !report.contains(raw);
        assert!(harmless, "a control character in {}", format.name);
    }
}
