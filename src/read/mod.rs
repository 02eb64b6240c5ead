//! Bytes → Document: format and charset, blocks, segments, roles, sections, dates, soundness.
//!
//! ```text
//! bytes ─charset─▶ text ─format─▶ text | markdown | html ─▶ Draft (reading text + blocks)
//!       ─outline─▶ headings ─role─▶ roles ─segment─▶ segments ─outline─▶ sections
//! ```

mod charset;
mod draft;
mod format;
mod front_matter;
mod given;
mod html;
mod markdown;
mod outline;
mod role;
mod segment;
mod text;
mod wrap;

use crate::model::{Capture, Dated, Document, MediaType, Role, Verdict};

use draft::{Draft, Kind};

pub use given::{GivenSegment, from_segments};

/// What the caller knows of a snapshot before it is read.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The format, where it should not be found out.
    pub media_type: Option<MediaType>,
    /// ISO 639-1 code of the language, where it should not be found out.
    pub language: Option<String>,
    /// The date of capture as the user tells it: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub captured: Option<String>,
}

/// Why bytes could not be read as a snapshot.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// There is nothing in it.
    #[error("it is empty")]
    Empty,
    /// It is no text.
    #[error("it is not text: {0}")]
    NotText(String),
}

/// Reads the bytes of a snapshot. `source` is its name for reports; a date in it counts as date of capture.
///
/// # Errors
/// Where the bytes are empty or no text.
pub fn read(bytes: &[u8], source: &str, options: &ReadOptions) -> Result<Document, ReadError> {
    let mut draft = Draft::default();
    let text = charset::decode(bytes, &mut draft.notes)?;
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let media_type = options.media_type.unwrap_or_else(|| format::detect(&text, source));
    match media_type {
        MediaType::Html => html::read(&text, &mut draft),
        MediaType::Markdown => markdown::read(&text, &mut draft),
        MediaType::Text | MediaType::Segments => text::read(&text, &mut draft),
    }
    let mut draft = draft.finish();
    outline::find_headings(&mut draft);
    for block in &mut draft.blocks {
        block.role = match block.kind {
            Kind::Heading(_) | Kind::Term => Some(Role::Heading),
            Kind::Row => Some(Role::Table),
            Kind::Code => Some(Role::Code),
            Kind::Caption => Some(Role::Caption),
            Kind::Metadata => Some(Role::Metadata),
            Kind::Paragraph | Kind::Item if block.linked && block.listed => Some(Role::Link),
            Kind::Paragraph | Kind::Item => None,
        };
        if let Some(region) = block.region {
            block.role = Some(draft.regions[region].role);
        }
    }
    let language = options.language.clone().or(draft.meta.language.clone()).unwrap_or_else(|| "en".into());
    let mut segments = segment::cut(&draft, &language);
    let sections = outline::sections(&draft, &mut segments);
    Ok(Document {
        source: source.to_owned(),
        hash: format!("blake3:{}", blake3::hash(bytes).to_hex()),
        media_type,
        title: draft.meta.title,
        language: Some(language),
        captured: Dated::unknown(),
        stated: Dated::unknown(),
        capture: Capture { verdict: Verdict::Sound, reasons: Vec::new() },
        text: draft.text,
        sections,
        segments,
        notes: draft.notes,
    })
}
