//! Headings → sections.

use crate::model::{Section, Segment, Span};

use super::draft::{Block, Draft, Kind};

/// Builds the sections of a document and tells each segment the one it stands in.
pub(super) fn sections(draft: &Draft, segments: &mut [Segment]) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (index, segment) in segments.iter_mut().enumerate() {
        let block = &draft.blocks[segment.block];
        match block.kind {
            Kind::Heading(level) => {
                while open.last().is_some_and(|&s| sections[s].level >= level) {
                    open.pop();
                }
                let title = block.span.of(&draft.text).to_owned();
                let parent = open.last().copied();
                sections.push(Section { title, level, inferred: false, parent, segments: (index, index) });
                open.push(sections.len() - 1);
            }
            _ if sections.is_empty() => {
                sections.push(Section {
                    title: String::new(),
                    level: 1,
                    inferred: false,
                    parent: None,
                    segments: (0, 0),
                });
            }
            _ => {}
        }
        segment.section = sections.len() - 1;
        sections[segment.section].segments.1 = index + 1;
    }
    sections
}

/// Turns blocks that are headings by their look into headings: bold lines, and, where a page marks none, short
/// lines that stand before a paragraph.
pub(super) fn find_headings(draft: &mut Draft) {
    let text = std::mem::take(&mut draft.text);
    let marked = draft.blocks.iter().filter(|b| matches!(b.kind, Kind::Heading(_))).count();
    let deepest =
        draft.blocks.iter().filter_map(|b| if let Kind::Heading(level) = b.kind { Some(level) } else { None }).max();
    let mut found = marked;
    for index in 0..draft.blocks.len() {
        if draft.blocks[index].bold && is_title(&draft.blocks, index, &text) {
            draft.blocks[index].kind = Kind::Heading(deepest.unwrap_or(0) + 1);
            found += 1;
        }
    }
    if found < 3 {
        for index in 0..draft.blocks.len() {
            if is_title(&draft.blocks, index, &text) && before_body(&draft.blocks, index, &text) {
                let level = if index == 0 { 1 } else { 2 + draft.blocks[index].depth };
                draft.blocks[index].kind = Kind::Heading(level);
            }
        }
    }
    draft.text = text;
}

/// Longest title in bytes and in words.
const LONGEST: (usize, usize) = (160, 16);

fn is_title(blocks: &[Block], index: usize, text: &str) -> bool {
    let block = &blocks[index];
    let title = block.span.of(text);
    let formed = matches!(block.kind, Kind::Paragraph | Kind::Item);
    formed
        && block.span.len() <= LONGEST.0
        && title.split_whitespace().count() <= LONGEST.1
        && !title.ends_with(['.', '!', ':', ';', ',', '…', '。', '：', '；', '，'])
        && !title.trim_start_matches(['(', '"', '“', '‘']).starts_with(char::is_lowercase)
        && !siblings(blocks, index)
}

/// Whether a block is an item among others of its list.
fn siblings(blocks: &[Block], index: usize) -> bool {
    let item = &blocks[index];
    let like = |other: Option<&Block>| other.is_some_and(|o| o.kind == Kind::Item && o.listed && o.depth == item.depth);
    item.kind == Kind::Item && (like(blocks.get(index + 1)) || (index > 0 && like(blocks.get(index - 1))))
}

fn before_body(blocks: &[Block], index: usize, text: &str) -> bool {
    let is_body = |span: Span| {
        let body = span.of(text);
        body.len() > LONGEST.0 || body.ends_with(['.', '!', '?', ':', '。'])
    };
    blocks.get(index + 1).is_some_and(|next| is_body(next.span) && !next.listed)
        && (index == 0 || is_body(blocks[index - 1].span) || matches!(blocks[index - 1].kind, Kind::Heading(_)))
}
