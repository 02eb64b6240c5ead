//! The reading text against the bytes it was read from.

use std::borrow::Cow;

use super::{Law, Violation, Violations, excerpt, pieces};
use crate::language::note::plain;
use crate::model::{Document, MediaType};
use crate::read::{ReadError, decode};

/// So many bytes may lie between a text and the one before it, of texts that are read beside their line.
const AHEAD: usize = 2000;

/// Checks that every text of the source stands in the reading text, and that the reading text holds no more letters
/// and digits than they do. Markup, white space and marks without letters are not looked at: what a bullet, a ruler
/// or an attribute is, depends on the format.
///
/// # Errors
/// Where the bytes are no text, as in reading them.
pub fn source(bytes: &[u8], document: &Document) -> Result<Vec<Violation>, ReadError> {
    let text = decode(bytes, &mut Vec::new())?;
    let read = ink(&document.text);
    let pieces = match document.media_type {
        MediaType::Text => pieces::of_text(&text),
        MediaType::Markdown => pieces::of_markdown(&text, |line| read.contains(&*ink(line))),
        MediaType::Html => pieces::of_page(&text),
        MediaType::Segments => return Ok(Vec::new()),
    };
    let mut found = Violations::default();
    let (mut at, mut total) = (0, 0);
    for piece in &pieces {
        let wanted = ink(piece);
        total += wanted.len();
        let ahead = &read[at..read.floor_char_boundary(at + wanted.len() + AHEAD)];
        if let Some(next) = ahead.find(&*wanted) {
            at += next + wanted.len();
            continue;
        }
        // Alternative texts and hidden remarks are read beside the line that they stand in.
        let elsewhere = read.contains(&*wanted) || outside_attributes(piece).all(|part| read.contains(&*ink(part)));
        found.unless(elsewhere, Law::Source, None, || format!("{} is not in the reading text", excerpt(piece)));
    }
    // In Markdown the numbers of lists are markup to the parser, and text to a reader.
    let may_exceed = document.media_type == MediaType::Markdown;
    found.unless(read.len() <= total || may_exceed, Law::Source, None, || {
        format!("the reading text has {} letters and digits, the source only {total}", read.len())
    });
    Ok(found.0)
}

/// The letters and digits of a text. To raise digits is markup.
fn ink(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| c.is_alphanumeric() && plain(c) == c) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|c| c.is_alphanumeric()).map(plain).collect())
}

/// The parts of a text around what looks like the attribute lists that some Markdown has: `{#anchor}`, `{: .note}`.
/// Whether one is text or markup depends on where it stands.
fn outside_attributes(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let open = ["{#", "{.", "{:"].iter().filter_map(|mark| text.find(mark)).min();
        rest = open.and_then(|open| text[open..].find('}').map(|close| &text[open + close + 1..]));
        Some(&text[..open.unwrap_or(text.len())])
    })
}

#[cfg(test)]
mod tests {
    use crate::read::{ReadOptions, read};

    fn violations(source: &str, name: &str, lose: &str) -> Vec<String> {
        let mut document = read(source.as_bytes(), name, &ReadOptions::default()).expect("it reads");
        document.text = document.text.replace(lose, "");
        let found = super::source(source.as_bytes(), &document).expect("it reads");
        found.into_iter().map(|violation| violation.detail).collect()
    }

    const TEXT: &str = "Fees\n\n• Visitors pay 10 euros.\n-----\n1. Crews do not.\n";
    const MARKDOWN: &str = "---\ntitle: Fees &lt;/p>\n---\n\n## Fees {#fees}\n\n1. Visitors *pay* [10 euros](https://x.y/z).\n2. Crews do not.\n\n<p>Dogs stay <b>outside</b>.</p>\n\n![a map](m.png)\n";
    const HTML: &str = "<title>T</title><p>Visitors <b>pay</b> 10 euros.<script>lost()</script><div hidden>Crews do not.</div><img alt='a map'><svg><text>12 km</text><title>x</title></svg>";

    const FILLED: &str = "---\ntitle: A &amp; B\n---\n\n{{< note title=\"Fees\" >}}\nSee [rooms]({% page \"/rooms/\" %}) and ![a map]({{ site.base }}/m.png).\n{{< /note >}}\n";

    #[test]
    fn a_document_as_read_holds_all_of_its_source() {
        let page = "---\ntitle: \"A &amp; B\"\n---\n\n<p>Visitors pay.</p>";
        let sources = [(TEXT, "a.txt"), (MARKDOWN, "a.md"), (HTML, "a.html"), (FILLED, "b.md"), (page, "b.html")];
        for (source, name) in sources {
            assert_eq!(violations(source, name, "\0"), [""; 0], "{name}");
        }
    }

    #[test]
    fn what_a_reader_loses_is_found() {
        assert_eq!(violations(TEXT, "a.txt", "Crews"), ["“1. Crews do not.” is not in the reading text"]);
        assert_eq!(violations(MARKDOWN, "a.md", "10 euros"), ["“10 euros” is not in the reading text"]);
        assert_eq!(violations(HTML, "a.html", "a map"), ["“a map” is not in the reading text"]);
    }

    #[test]
    fn what_a_reader_makes_up_is_found() {
        let mut document = read(TEXT.as_bytes(), "a.txt", &ReadOptions::default()).expect("it reads");
        document.text.push_str(" Dogs pay too.");
        assert_eq!(super::source(TEXT.as_bytes(), &document).expect("it reads").len(), 1);
    }
}
