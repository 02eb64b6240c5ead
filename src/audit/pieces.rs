//! The texts of a source, found without the reader: what must all stand in the reading text.

use std::borrow::Cow;
use std::sync::LazyLock;

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use regex::Regex;

use crate::language::numbering::bullet;

/// The lines of a plain text, parted where they are set in columns: a cell of a table may go on in the next line.
pub(super) fn of_text(text: &str) -> Vec<String> {
    // An "o" that stands for a bullet is a mark, though a letter.
    let lines = text.lines().map(str::trim_start).map(|line| &line[bullet(line)..]);
    lines.flat_map(|line| line.split(['|', '\t']).flat_map(|part| part.split("  "))).map(str::to_owned).collect()
}

/// The texts of Markdown as its parser tells them, front matter by lines. What looks like front matter is that where
/// all its lines `stand` as they are.
pub(super) fn of_markdown(text: &str, stands: impl Fn(&str) -> bool) -> Vec<String> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let front = &text[..front_matter(text)];
    let front = if front.lines().all(stands) { front } else { "" };
    let mut pieces: Vec<String> = front.lines().map(str::to_owned).collect();
    let mut html = String::new();
    let body = without_templates(&text[front.len()..]);
    let body = with_items(&body);
    for event in Parser::new_ext(&body, options) {
        match event {
            Event::Text(text) | Event::Code(text) => pieces.extend(text.lines().map(str::to_owned)),
            Event::Html(part) => html.push_str(&part),
            Event::End(TagEnd::HtmlBlock) => pieces.extend(of_html(&std::mem::take(&mut html))),
            Event::Start(Tag::FootnoteDefinition(label)) | Event::FootnoteReference(label) => {
                pieces.push(label.into_string());
            }
            _ => {}
        }
    }
    pieces
}

/// A text in which no mark of an item stands alone above its text: converters of HTML write such.
fn with_items(text: &str) -> Cow<'_, str> {
    static ALONE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?m)^([ \t]*(?:[*+-]|[0-9]{1,9}[.)]))[ \t]*\r?\n(?:[ \t]*\r?\n)+ {2,}([^ \t\r\n])")
            .expect("it is sound")
    });
    ALONE.replace_all(text, "$1   $2")
}

/// A text without what a template fills in: addresses of links, and lines that are nothing else.
fn without_templates(text: &str) -> Cow<'_, str> {
    static FILLED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\]\(\{[%{][^\n\]]*?[%}]\}[^\s)]*\)").expect("it is sound"));
    static LINE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?m)^[ \t]*(\{\{<.*?>\}\}|\{\{%.*?%\}\}|\{%.*?%\})[ \t]*\r?$").expect("it is sound")
    });
    match (FILLED.is_match(text), LINE.is_match(text)) {
        (false, false) => Cow::Borrowed(text),
        _ => Cow::Owned(LINE.replace_all(&FILLED.replace_all(text, "]"), "").into_owned()),
    }
}

/// Where a text goes on behind fields between two fences, or behind lines that a percent sign begins.
fn front_matter(text: &str) -> usize {
    let opened = text.trim_start_matches('\u{feff}');
    let fence = opened.lines().next().unwrap_or_default().trim_end();
    let mut behind = text.len() - opened.len();
    for (number, line) in opened.split_inclusive('\n').enumerate() {
        let titled = fence.starts_with("% ") && line.starts_with(['%', ' ', '\t']);
        if !titled && !matches!(fence, "---" | "+++") {
            return if number > 0 { behind } else { 0 };
        }
        behind += line.len();
        if number > 0 && !titled && matches!(line.trim_end(), "---" | "+++" | "...") {
            return behind;
        }
    }
    0
}

/// Elements whose content is shown to nobody, or only where something else fails.
const UNSHOWN: [&str; 19] = [
    "script", "style", "template", "noscript", "iframe", "object", "embed", "audio", "video", "canvas", "noembed",
    "noframes", "datalist", "rp", "map", "title", "meta", "link", "base",
];

/// The texts of a page, front matter by lines: its text nodes and the alternative texts of its pictures.
pub(super) fn of_page(text: &str) -> Vec<String> {
    let (front, page) = text.split_at(front_matter(text));
    front.lines().map(str::to_owned).chain(of_html(page)).collect()
}

fn of_html(text: &str) -> Vec<String> {
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(text);
    let mut pieces = Vec::new();
    // Open nodes with whether they are part of a drawing, of which only `text` elements are text.
    let mut open: Vec<(Handle, bool)> = vec![(dom.document.clone(), false)];
    while let Some((node, drawing)) = open.pop() {
        let mut drawing = drawing;
        match &node.data {
            NodeData::Text { contents } if !drawing => pieces.push(contents.borrow().to_string()),
            NodeData::Element { name, attrs, .. } => {
                let local = &*name.local;
                if name.ns == html5ever::ns!(html) && UNSHOWN.contains(&local) {
                    continue;
                }
                // A drawing shows no pictures of a page, not even where its title holds one.
                if matches!(local, "img" | "area") && !drawing {
                    let attrs = attrs.borrow();
                    let alternative = attrs.iter().find(|attribute| &*attribute.name.local == "alt");
                    pieces.extend(alternative.map(|attribute| attribute.value.to_string()));
                }
                drawing = (drawing || local == "svg") && local != "text";
            }
            _ => {}
        }
        let children = node.children.borrow();
        open.extend(children.iter().rev().map(|child| (child.clone(), drawing)));
    }
    pieces
}
