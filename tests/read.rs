//! What reading promises whatever the format is.

mod common;

use common::root;
use proptest::prelude::*;
use recension::model::{Confidence, Document, MediaType, Role};
use recension::{ReadOptions, read};

fn fixture(name: &str) -> Document {
    let path = format!("tests/fixtures/read/{name}");
    let bytes = std::fs::read(root().join(&path)).expect("the fixture is there");
    read::read(&bytes, &path, &ReadOptions::default()).expect("it is a text")
}

/// What the page says: its segments without front matter and menus.
fn said(document: &Document) -> Vec<&str> {
    (0..document.segments.len())
        .filter(|&at| {
            !matches!(document.segments[at].role, Role::Metadata | Role::Navigation | Role::Notice | Role::Hidden)
        })
        .map(|at| document.segment_text(at))
        .collect()
}

#[test]
fn the_same_page_says_the_same_in_every_format() {
    let [html, markdown, text] = ["port.html", "port.md", "port.txt"].map(fixture);
    assert_eq!(
        [html.media_type, markdown.media_type, text.media_type],
        [MediaType::Html, MediaType::Markdown, MediaType::Text]
    );
    assert_eq!(
        said(&html),
        [
            "Port of Velmund: rules for visitors",
            "Last updated: 3 May 2021",
            "The port is open on all days of the year.",
            "Visitors must register at the gate, e.g. with an identity card, before they enter.",
            "The U.S. Coast Guard is exempt.",
            "Fees",
            "The following fees apply:",
            "day visitors pay 10 euros",
            "crews pay nothing; crews of visiting ships pay 2 euros",
            "Ship | Fee",
            "Up to 20 m | 30 euros",
            "Reductions",
            "Pupils & students pay half.",
            "Ask at the gate.",
            "The gate of the port",
            "Safety",
            "Wear a helmet.",
            "Do not smoke.",
            "Fires are forbidden.",
        ]
    );
    assert_eq!(said(&markdown), said(&html));
    assert_eq!(said(&text), said(&html));
}

#[test]
fn titles_dates_and_languages_are_found_in_every_format() {
    for document in ["port.html", "port.md", "port.txt"].map(fixture) {
        assert_eq!(document.title.as_deref(), Some("Port of Velmund: rules for visitors"), "{}", document.source);
        assert_eq!(document.stated.value.as_deref(), Some("2021-05-03"), "{}", document.source);
        assert_eq!(document.stated.confidence, Confidence::Stated, "{}", document.source);
        assert_eq!(document.language.as_deref(), Some("en"), "{}", document.source);
    }
}

#[test]
fn marked_headings_make_the_same_sections() {
    let outline = |document: &Document| {
        let sections = document.sections.iter().filter(|section| !section.title.is_empty());
        sections.map(|section| (section.level, section.title.clone())).collect::<Vec<_>>()
    };
    let html = outline(&fixture("port.html"));
    assert_eq!(outline(&fixture("port.md")), html);
    assert_eq!(html.iter().map(|(level, _)| *level).collect::<Vec<_>>(), [1, 2, 3, 2]);
}

#[test]
fn an_item_is_announced_by_the_line_above_its_own_list() {
    let rules = [
        ("rules.md", "You must not:\n\n1. harm people, including:\n    - by words\n    - by deeds\n2. sell spyware\n"),
        (
            "rules.html",
            "<p>You must not:</p><ol><li>harm people, including:<ul><li>by words</li><li>by deeds</li></ul></li>\
             <li>sell spyware</li></ol>",
        ),
        ("rules.txt", "You must not:\n- harm people, including:\n    - by words\n    - by deeds\n- sell spyware\n"),
    ];
    for (name, source) in rules {
        let document = read::read(source.as_bytes(), name, &ReadOptions::default()).expect("it is a text");
        let announced = |at: usize| document.announcement(at).map(|line| document.segment_text(line));
        let inner = document.segment_text(1);
        assert!(inner.ends_with("harm people, including:"), "{name}");
        let outer = Some("You must not:");
        assert_eq!([1, 2, 3, 4].map(announced), [outer, Some(inner), Some(inner), outer], "{name}");
    }
}

#[test]
fn what_is_no_text_is_refused() {
    let told = |bytes: &[u8]| read::read(bytes, "a", &ReadOptions::default()).unwrap_err().to_string();
    assert_eq!(told(b""), "it is empty");
    assert_eq!(told(b" \n\t\xc2\xa0\n"), "it is empty");
    assert!(told(b"\x89PNG\r\n\x1a\n\0\0\0").contains("picture"));
}

fn visible(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Every visible character of the reading text is in exactly one segment, and lines lie in the source.
fn assert_tiled(document: &Document, source: &str) {
    let segments: String = (0..document.segments.len()).map(|at| visible(document.segment_text(at))).collect();
    assert_eq!(segments, visible(&document.text));
    assert!(document.segments.is_sorted_by(|a, b| a.span.end <= b.span.start));
    let height = source.split('\n').count();
    for segment in &document.segments {
        assert!(
            (1..=segment.lines.1).contains(&segment.lines.0) && segment.lines.1 <= height,
            "{segment:?} of {height}"
        );
    }
}

/// Scraps of markup and text in any order.
fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<div hidden>",
        "</div>",
        "<table><tr><td>",
        "<td>",
        "<tr>",
        "</table>",
        "<li>",
        "<ul>",
        "<h2>",
        "</h2>",
        "<br>",
        "<b>",
        "</b>",
        "<a href=x>",
        "</a>",
        "<img alt='a map'>",
        "<script>x</script>",
        "<template>",
        "<svg><text>",
        "<!--",
        "-->",
        "<pre>",
        "<nav>",
        "</nav>",
        "<select><option>",
        "<title>",
        "<body lang=de>",
        "&amp;",
        "&#0;",
        "<dt>",
        "<dd>",
        "# ",
        "## ",
        "* ",
        "- ",
        "1. ",
        "(2) ",
        "> ",
        "```\n",
        "| a | b |\n|---|---|\n",
        "---\n",
        "===\n",
        "**",
        "_",
        "[x](y)",
        "![z](w)",
        "{#id}",
        "[^1]",
        "[^1]: ",
        "    ",
        "\t",
        "% ",
        "+++\n",
        "title: x\n",
        "<details>\n",
        "\\",
        "\n",
        "\n\n",
        "\r\n",
        "  \n",
        " ",
        "\u{a0}",
        "\u{200b}",
        "\u{feff}",
        "\u{2028}",
        "e\u{301}",
        "理事会。",
        "U.S. ",
        "Mr. X said “no.” ",
        "3.14",
        "§ 5 ",
        "第三条",
        "Last updated: 3 May 2021",
        "A sentence. ",
        "Another one? ",
        "word ",
        "Contents\n",
        "12 ",
        "a) ",
        "\0",
    ]);
    prop::collection::vec(scrap, 0..40).prop_map(|scraps| scraps.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_markup_can_break_a_reader(source in scraps(), kind in 0..3usize) {
        let media_type = [MediaType::Text, MediaType::Markdown, MediaType::Html][kind];
        let options = ReadOptions { media_type: Some(media_type), ..ReadOptions::default() };
        if let Ok(document) = read::read(source.as_bytes(), "scraps", &options) {
            assert_tiled(&document, &source);
        }
    }

    #[test]
    fn plain_text_loses_nothing(source in scraps()) {
        let options = ReadOptions { media_type: Some(MediaType::Text), ..ReadOptions::default() };
        if let Ok(document) = read::read(source.as_bytes(), "scraps", &options) {
            prop_assert_eq!(visible(&document.text), visible(&source));
        }
    }

    #[test]
    fn any_string_can_be_read(source in "\\PC{0,200}", kind in 0..3usize) {
        let media_type = [MediaType::Text, MediaType::Markdown, MediaType::Html][kind];
        let options = ReadOptions { media_type: Some(media_type), ..ReadOptions::default() };
        if let Ok(document) = read::read(source.as_bytes(), "any", &options) {
            assert_tiled(&document, &source);
        }
    }
}
