//! What is fuzzed. A target takes any bytes and panics where a promise is broken; `cargo fuzz` calls it from
//! `fuzz_targets/`, `tests/fuzz.rs` on stable Rust.

use recension::model::{Document, MediaType, Pair};
use recension::policy::{Accepted, Policy};
use recension::report::comparison::{Audience, FORMATS, View};
use recension::series::{Series, verify};
#[cfg(feature = "warc")]
use recension::series::{Settings, Writer};
use recension::{ReadOptions, audit, compare, read};

/// Something that must hold for any bytes.
pub type Target = fn(&[u8]);

/// What parts the files of an input that is several.
const BETWEEN: &[u8] = b"\n====\n";

/// All targets by name: the names of `fuzz_targets/NAME.rs` and of `corpus/NAME/`.
pub const TARGETS: &[(&str, Target)] = &[
    ("text", text),
    ("markdown", markdown),
    ("html", html),
    ("bytes", bytes),
    ("pair", pair),
    ("claims", claims),
    ("policy", policy),
    ("manifest", manifest),
    ("warc", warc),
];

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

/// A policy, then a list of accepted changes behind a line that holds nothing but `====`: what is read is held to a pair.
pub fn policy(data: &[u8]) {
    let (policy, accepted) = parted(data);
    let side = |text: &str| read::read(text.as_bytes(), "page.txt", &ReadOptions::default()).expect("it is a text");
    let comparison = compare(
        side("Members must report 12 boats by May.\n\nDogs are kept on a lead."),
        side("Members may report 14 boats.\n\nCats are welcome."),
    );
    let accepted = Accepted::parse(&String::from_utf8_lossy(accepted)).unwrap_or_default();
    match Policy::parse(&String::from_utf8_lossy(policy)) {
        Err(error) => assert!(!error.to_string().is_empty()),
        Ok(policy) => {
            let findings = policy.check(&comparison, &accepted, "page");
            let rules = policy.ids();
            assert!(findings.iter().all(|finding| rules.contains(&finding.rule.as_str())), "{findings:?}");
            accepted.stale("page", &comparison, &findings);
        }
    }
}

/// The two files of a series that people and merges write: settings, then a manifest, parted as above.
pub fn manifest(data: &[u8]) {
    let place = tempfile::tempdir().expect("a place to write");
    let folder = place.path().join("series");
    std::fs::create_dir(&folder).expect("it can be made");
    let (settings, manifest) = parted(data);
    for (name, bytes) in
        [("series.toml", settings), ("manifest.jsonl", manifest), ("2017-07-11.txt", b"The fee is 10 euros.")]
    {
        std::fs::write(folder.join(name), bytes).expect("it can be written");
    }
    std::fs::write(place.path().join("2018.txt"), "Beside the series.").expect("it can be written");
    if let Ok(series) = Series::open(&folder) {
        for entry in &series.snapshots {
            let bytes = series.bytes(entry).unwrap_or_default();
            assert!(!bytes.starts_with(b"Beside"), "{} is no file of the series", entry.file);
            drop(series.read(entry, &ReadOptions::default()));
        }
    }
    drop(verify(&folder));
}

/// A web archive, whose captures go into a series.
#[cfg(feature = "warc")]
pub fn warc(data: &[u8]) {
    use recension::series::import::Query;
    use recension::series::import::warc::{addresses, import};
    let archive = || std::io::Cursor::new(data);
    if addresses(archive()).is_ok_and(|found| !found.is_empty()) {
        let place = tempfile::tempdir().expect("a place to write");
        let folder = place.path().join("series");
        let mut writer = Writer::open(&folder, &Settings::default()).expect("it can be begun");
        let done = import(&mut writer, archive(), &Query::default(), &mut |_| {}).expect("the disk takes it");
        drop(writer);
        if done.recorded > 0 {
            let (count, problems) = verify(&folder).expect("it can be read");
            assert!(problems.is_empty() && count <= done.recorded, "{problems:?}");
        }
        let beside = std::fs::read_dir(place.path()).expect("it is there").filter_map(Result::ok);
        assert!(beside.into_iter().all(|entry| entry.path() == folder), "nothing beside the series");
    }
}

/// Without the feature there is nothing to try.
#[cfg(not(feature = "warc"))]
pub fn warc(_: &[u8]) {}

/// What stands before and behind the first line that holds nothing but `====`.
fn parted(data: &[u8]) -> (&[u8], &[u8]) {
    let at = data.windows(BETWEEN.len()).position(|window| window == BETWEEN);
    at.map_or((data, &[]), |at| (&data[..at], &data[at + BETWEEN.len()..]))
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
