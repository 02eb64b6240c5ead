//! Bytes → Document: format and charset, blocks, segments, roles, sections, dates, soundness.
//!
//! ```text
//! bytes ─charset─▶ text ─format─▶ text | markdown | html ─▶ Draft (reading text + blocks)
//!       ─outline─▶ headings ─role─▶ roles ─segment─▶ segments ─outline─▶ sections
//! ```

mod block;
mod boundary;
mod calendar;
mod capture;
mod charset;
mod colon_title;
mod dated;
mod draft;
mod emphasis;
mod enumeration;
mod format;
mod front_matter;
mod given;
mod heading;
mod hidden;
mod html;
mod limits;
mod markdown;
mod mask;
mod outline;
mod page;
mod part;
mod piece;
mod restructured;
mod revised;
mod role;
mod rules;
mod segment;
mod table;
mod tag;
mod text;
mod tongue;
mod topic;
mod wrap;

use crate::language::numbering::numbering;
use crate::model::{Document, MediaType, Section};

use draft::Draft;

pub use calendar::date_in_name;
#[cfg(feature = "audit")]
pub(crate) use charset::decode;
pub use given::{GivenSegment, from_segments};
#[cfg(feature = "selectors")]
pub use html::select::{SelectorError, Selectors};
pub use limits::Limits;
pub use revised::{Revised, revised};
pub use tongue::other_language;

/// What the caller knows of a snapshot before it is read.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The format, where it should not be found out.
    pub media_type: Option<MediaType>,
    /// ISO 639-1 code of the language, where it should not be found out.
    pub language: Option<String>,
    /// The charset as a server told it, such as `windows-1252`; what the bytes themselves show comes first.
    pub charset: Option<String>,
    /// The date of capture as the user tells it: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub captured: Option<String>,
    /// Which parts of an HTML page are the page; all of it where nothing is said.
    #[cfg(feature = "selectors")]
    pub selectors: Option<Selectors>,
    /// What is read of a snapshot at most.
    pub limits: Limits,
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
    /// It is larger than [`Limits::bytes`].
    #[error("it has more than {most} bytes")]
    TooLarge {
        /// How many are read.
        most: usize,
    },
    /// It has more segments than [`Limits::segments`].
    #[error("it has more than {most} sentences")]
    TooMany {
        /// How many are read.
        most: usize,
    },
}

/// Whether bytes can be read as a snapshot at all, without reading it.
///
/// # Errors
/// Where they are empty or no text, or more than [`Limits`] allow.
pub fn check(bytes: &[u8]) -> Result<(), ReadError> {
    let most = Limits::default().bytes;
    if bytes.len() > most {
        return Err(ReadError::TooLarge { most });
    }
    let text = charset::decode(bytes, &mut Vec::new())?;
    if text.trim().is_empty() { Err(ReadError::Empty) } else { Ok(()) }
}

/// Reads the bytes of a snapshot. `source` is its name for reports; a date in it counts as date of capture.
///
/// # Errors
/// Where the bytes are empty or no text, or more than [`ReadOptions::limits`] allow.
pub fn read(bytes: &[u8], source: &str, options: &ReadOptions) -> Result<Document, ReadError> {
    let limits = options.limits;
    if bytes.len() > limits.bytes {
        return Err(ReadError::TooLarge { most: limits.bytes });
    }
    let mut draft = Draft::within(limits);
    let text = charset::decode_told(bytes, options.charset.as_deref(), &mut draft.notes)?;
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let media_type = options.media_type.unwrap_or_else(|| format::detect(&text, source));
    match media_type {
        MediaType::Html => html::read(&text, options, &mut draft),
        MediaType::Markdown => markdown::read(&text, &mut draft),
        MediaType::Text | MediaType::Segments => text::read(&text, &mut draft),
    }
    let mut draft = draft.finish();
    if draft.blocks.len() > limits.segments {
        return Err(ReadError::TooMany { most: limits.segments });
    }
    draft.notes.extend(hidden::notes(&draft.text));
    let language = tongue::of(options.language.as_deref(), draft.meta.language.as_deref(), &draft.text);
    role::by_wording(&mut draft, language.as_deref());
    heading::find(&mut draft, language.as_deref());
    role::by_form(&mut draft, language.as_deref());
    let mut segments = segment::cut(&mut draft, language.as_deref());
    if segments.len() > limits.segments {
        return Err(ReadError::TooMany { most: limits.segments });
    }
    let sections = outline::sections(&draft, &mut segments);
    let captured = dated::captured(source, options.captured.as_deref());
    let stated = dated::stated(&draft, &segments, language.as_deref(), &captured);
    let capture = capture::judge(&text, media_type, &draft);
    Ok(Document {
        source: source.to_owned(),
        hash: format!("blake3:{}", blake3::hash(bytes).to_hex()),
        media_type,
        title: title(&draft, &sections),
        language,
        captured,
        stated,
        capture,
        text: draft.text,
        sections,
        segments,
        hyperlinks: draft.hyperlinks,
        pictures: draft.pictures,
        column_heads: draft.column_heads,
        notes: draft.notes,
    })
}

/// The title of a page: from its metadata, or the first heading near its top that no number tells to be a part.
fn title(draft: &Draft, sections: &[Section]) -> Option<String> {
    const NEAR_THE_TOP: usize = 20;
    let told = draft.meta.title.clone().filter(|title| !title.trim().is_empty());
    let heads = |section: &&Section| {
        !section.inferred
            && !section.title.is_empty()
            && numbering(&section.title) == 0
            && section.segments.0 < NEAR_THE_TOP
    };
    let heading =
        || sections.iter().filter(heads).min_by_key(|section| section.level).map(|section| section.title.clone());
    told.or_else(heading)
}
