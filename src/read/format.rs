//! What a text is written in: by what it contains, then by the extension of its name.

use crate::model::MediaType;

use super::restructured::{directive, is_markup};

/// The format of a text.
pub(super) fn detect(text: &str, source: &str) -> MediaType {
    let head = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let extension = source.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    let extension = extension.as_deref().unwrap_or_default();
    if opens_page(head) {
        return MediaType::Html;
    }
    match extension {
        "html" | "htm" | "xhtml" | "shtml" | "mhtml" if opens_tag(head) || has_tags(head) => MediaType::Html,
        "md" | "markdown" | "mdx" | "mkd" | "mdown" | "qmd" | "rmd" => MediaType::Markdown,
        "rst" | "rest" => MediaType::Text,
        _ if starts_with_block_tag(head) && has_tags(head) => MediaType::Html,
        _ if markdown_signs(text) >= 3 => MediaType::Markdown,
        _ => MediaType::Text,
    }
}

/// Whether a text begins as a whole page does, comments and declarations aside.
fn opens_page(mut head: &str) -> bool {
    loop {
        let rest = if let Some(comment) = head.strip_prefix("<!--") {
            comment.find("-->").map(|end| &comment[end + 3..])
        } else if head.starts_with("<?xml") {
            head.find("?>").map(|end| &head[end + 2..])
        } else {
            None
        };
        match rest {
            Some(rest) => head = rest.trim_start(),
            None => break,
        }
    }
    ["<!doctype html", "<html", "<head>", "<head ", "<body"].iter().any(|tag| starts_with_ignoring_case(head, tag))
}

fn opens_tag(head: &str) -> bool {
    head.strip_prefix('<')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '!' | '?' | '/')))
}

fn starts_with_block_tag(head: &str) -> bool {
    const TAGS: [&str; 16] = [
        "<main", "<div", "<p>", "<p ", "<section", "<article", "<h1", "<h2", "<table", "<ul", "<ol", "<nav", "<header",
        "<title", "<meta", "<body",
    ];
    TAGS.iter().any(|tag| starts_with_ignoring_case(head, tag))
}

/// Whether a text holds closing tags of blocks as HTML does; one per kilobyte is enough, a lone one is not.
fn has_tags(head: &str) -> bool {
    const CLOSING: [&str; 9] = ["</p>", "</div>", "</li>", "</td>", "</h1>", "</h2>", "</main>", "</span>", "</a>"];
    const WITHIN: usize = 64 * 1024;
    let mut end = head.len().min(WITHIN);
    while !head.is_char_boundary(end) {
        end -= 1;
    }
    let lower = head[..end].to_ascii_lowercase();
    let found: usize = CLOSING.iter().map(|tag| lower.matches(tag).count()).sum();
    found * 1024 >= end
}

/// How many different signs of Markdown a text shows that plain text does not. Emphasis and rows of ticks are none where
/// the text has marks of reStructuredText, which writes them too, the latter under titles.
fn markdown_signs(text: &str) -> usize {
    let mut headings = 0;
    let mut links = 0;
    let mut emphasis = 0;
    let mut fences = 0;
    let mut restructured = false;
    for line in text.lines().take(2000) {
        let hashes = line.bytes().take_while(|&b| b == b'#').count();
        headings += usize::from((1..=6).contains(&hashes) && line[hashes..].starts_with(' '));
        links += line.matches("](").count();
        emphasis += line.matches("**").count() / 2;
        fences += usize::from(line.starts_with("```"));
        restructured |= is_markup(line.trim_start()) || directive(line.trim_start()).is_some();
    }
    if restructured {
        (emphasis, fences) = (0, 0);
    }
    [headings.min(2), links.min(2), emphasis.min(2), fences.min(2)].iter().sum()
}

fn starts_with_ignoring_case(text: &str, start: &str) -> bool {
    text.as_bytes().get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_before_the_name() {
        assert_eq!(detect("<!DOCTYPE html><p>x", "page.txt"), MediaType::Html);
        assert_eq!(detect("<!-- saved -->\n<html lang=en>", "-"), MediaType::Html);
        assert_eq!(detect("<main><p>One.</p></main>", "a.txt"), MediaType::Html);
        assert_eq!(detect("# Title\n\n## Part\n\nSee [here](x) and **this**.", "-"), MediaType::Markdown);
    }

    #[test]
    fn restructured_text_is_no_markdown() {
        let text = ".. _rules:\n\nRules\n```````\n\n**All** members, **new** and old, follow them.\n\nDues\n````\n";
        assert_eq!(detect(text, "-"), MediaType::Text);
        assert_eq!(detect("# Rules\n\n**All** [members](x).\n\n# Dues\n", "rules.rst"), MediaType::Text);
    }

    #[test]
    fn the_name_decides_where_the_content_is_open() {
        assert_eq!(detect("Just a line.", "a.md"), MediaType::Markdown);
        assert_eq!(detect("Just a line.", "a.html"), MediaType::Text);
        assert_eq!(detect("Just a line.", "a.txt"), MediaType::Text);
        assert_eq!(detect("<div align=center>\n\n# Title\n\n</div>\n", "README.md"), MediaType::Markdown);
    }
}
