//! One side of a comparison.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{Capture, Confidence, Dated, Document, Hyperlink, Precision, Role, Section, Verdict};

use super::{Range, range};

/// A snapshot as it was read.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Snapshot")]
pub struct SnapshotWire<'a> {
    /// How the user named it: a path, `-`, a record's id.
    pub source: &'a str,
    /// The page's title.
    pub title: Option<&'a str>,
    /// ISO 639-1 code of its language.
    pub language: Option<&'a str>,
    /// What it was read as, as MIME type.
    pub media_type: &'a str,
    /// `blake3:` and the hash of the file's bytes.
    pub hash: &'a str,
    /// When it was taken.
    pub captured: DatedWire<'a>,
    /// What the page says of its own date.
    pub stated: DatedWire<'a>,
    /// Whether the capture is sound.
    pub capture: CaptureWire<'a>,
    /// The reading text; left out with `--no-text`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'a str>,
    /// Its sections in document order.
    pub sections: Vec<SectionWire<'a>>,
    /// Its segments in document order.
    pub segments: Vec<SegmentWire<'a>>,
    /// Its hyperlinks in order of their places.
    pub hyperlinks: Vec<HyperlinkWire<'a>>,
}

impl<'a> SnapshotWire<'a> {
    /// A document's wire form, with its reading text where `text` says so.
    pub fn new(document: &'a Document, text: bool) -> Self {
        SnapshotWire {
            source: &document.source,
            title: document.title.as_deref(),
            language: document.language.as_deref(),
            media_type: document.media_type.as_str(),
            hash: &document.hash,
            captured: DatedWire::new(&document.captured),
            stated: DatedWire::new(&document.stated),
            capture: CaptureWire::new(&document.capture),
            text: text.then_some(document.text.as_str()),
            sections: document.sections.iter().map(SectionWire::new).collect(),
            segments: (0..document.segments.len()).map(|index| SegmentWire::new(document, index)).collect(),
            hyperlinks: document.hyperlinks.iter().map(HyperlinkWire::new).collect(),
        }
    }
}

/// Words that lead elsewhere.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Hyperlink")]
pub struct HyperlinkWire<'a> {
    /// Bytes of the reading text.
    pub span: Range,
    /// The address as the source writes it.
    pub address: &'a str,
}

impl<'a> HyperlinkWire<'a> {
    fn new(link: &'a Hyperlink) -> Self {
        HyperlinkWire { span: range(link.span), address: &link.address }
    }
}

/// A date with how it is known.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Dated")]
pub struct DatedWire<'a> {
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub value: Option<&'a str>,
    /// How exact it is.
    pub precision: Precision,
    /// In words where it comes from.
    pub basis: &'a str,
    /// How it is known.
    pub confidence: Confidence,
}

impl<'a> DatedWire<'a> {
    pub(super) fn new(dated: &'a Dated) -> Self {
        DatedWire {
            value: dated.value.as_deref(),
            precision: dated.precision,
            basis: &dated.basis,
            confidence: dated.confidence,
        }
    }
}

/// Whether a capture is the page or what stood in its place.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Capture")]
pub struct CaptureWire<'a> {
    /// The judgement.
    pub verdict: Verdict,
    /// What speaks against it.
    pub reasons: &'a [String],
}

impl<'a> CaptureWire<'a> {
    fn new(capture: &'a Capture) -> Self {
        CaptureWire { verdict: capture.verdict, reasons: &capture.reasons }
    }
}

/// A heading and what stands under it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Section")]
pub struct SectionWire<'a> {
    /// Its title.
    pub title: &'a str,
    /// Depth, one for the outermost.
    pub level: usize,
    /// Whether it was concluded from the run of the text.
    pub inferred: bool,
    /// Index of the section that it stands in.
    pub parent: Option<usize>,
    /// Its own segments, without its subsections'.
    pub segments: Range,
}

impl<'a> SectionWire<'a> {
    fn new(section: &'a Section) -> Self {
        SectionWire {
            title: &section.title,
            level: section.level,
            inferred: section.inferred,
            parent: section.parent,
            segments: section.segments.into(),
        }
    }
}

/// One sentence-level unit.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Segment")]
pub struct SegmentWire<'a> {
    /// The reading text at its span.
    pub text: &'a str,
    /// What it is to a reader.
    pub role: Role,
    /// Index of its section.
    pub section: usize,
    /// Bytes of the reading text.
    pub span: Range,
    /// First and last line in the source file, counted from one, both included.
    pub lines: Range,
}

impl<'a> SegmentWire<'a> {
    fn new(document: &'a Document, index: usize) -> Self {
        let segment = &document.segments[index];
        SegmentWire {
            text: document.segment_text(index),
            role: segment.role,
            section: segment.section,
            span: range(segment.span),
            lines: segment.lines.into(),
        }
    }
}
