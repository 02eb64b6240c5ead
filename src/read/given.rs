//! Documents that come already segmented.

use crate::model::{Capture, Dated, Document, MediaType, Role, Section, Segment, Span, Verdict};

use super::ReadOptions;

/// A segment as its producer gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenSegment {
    /// Its text, taken as it is.
    pub text: String,
    /// What it is to a reader.
    pub role: Role,
    /// Title of the section it stands in, if there are any.
    pub section: Option<String>,
}

impl GivenSegment {
    /// A claim outside any section.
    pub fn claim(text: &str) -> Self {
        GivenSegment { text: text.to_owned(), role: Role::Claim, section: None }
    }
}

/// A document of segments taken as given: one item is one segment, empty ones keep their index. The reading
/// text is their texts with blank lines between them.
pub fn from_segments(given: &[GivenSegment], source: &str, options: &ReadOptions) -> Document {
    let mut text = String::new();
    let mut segments = Vec::with_capacity(given.len());
    let mut sections: Vec<Section> = Vec::new();
    let mut line = 1;
    for (index, item) in given.iter().enumerate() {
        if index > 0 {
            text.push_str("\n\n");
        }
        let lead = item.text.len() - item.text.trim_start().len();
        let start = text.len() + lead;
        text.push_str(&item.text);
        let end = (start + item.text.trim().len()).max(start);
        let title = item.section.clone().unwrap_or_default();
        if sections.last().is_none_or(|s| s.title != title) {
            sections.push(Section { title, level: 1, inferred: false, parent: None, segments: (index, index) });
        }
        let section = sections.len() - 1;
        sections[section].segments.1 = index + 1;
        let height = item.text.matches('\n').count();
        segments.push(Segment {
            span: Span::new(start, end),
            lines: (line, line + height),
            role: item.role,
            section,
            block: index,
            listed: false,
            depth: 0,
        });
        line += height + 2;
    }
    Document {
        source: source.to_owned(),
        hash: format!("blake3:{}", blake3::hash(text.as_bytes()).to_hex()),
        media_type: MediaType::Segments,
        title: None,
        language: options.language.clone(),
        captured: Dated::unknown(),
        stated: Dated::unknown(),
        capture: Capture { verdict: Verdict::Sound, reasons: Vec::new() },
        text,
        sections,
        segments,
        hyperlinks: Vec::new(),
        pictures: Vec::new(),
        column_heads: Vec::new(),
        notes: Vec::new(),
    }
}
