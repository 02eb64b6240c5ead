//! The texts of a source, found without the reader: what must all stand in the reading text.

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The lines of a plain text.
pub(super) fn of_text(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

/// The texts of Markdown as its parser tells them, front matter by lines.
pub(super) fn of_markdown(text: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut pieces = Vec::new();
    let mut html = String::new();
    for event in Parser::new_ext(text, options) {
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

/// Elements whose content is shown to nobody, or only where something else fails.
const UNSHOWN: [&str; 19] = [
    "script", "style", "template", "noscript", "iframe", "object", "embed", "audio", "video", "canvas", "noembed",
    "noframes", "datalist", "rp", "map", "title", "meta", "link", "base",
];

/// The texts of a page: its text nodes and the alternative texts of its pictures.
pub(super) fn of_html(text: &str) -> Vec<String> {
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
                if matches!(local, "img" | "area") {
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
