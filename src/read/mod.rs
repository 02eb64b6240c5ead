//! Bytes → Document: format and charset, blocks, segments, roles, sections, dates, soundness.

mod given;

use crate::model::{Document, MediaType};

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
    let text = std::str::from_utf8(bytes).map_err(|e| ReadError::NotText(e.to_string()))?;
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let lines: Vec<GivenSegment> =
        text.lines().filter(|l| !l.trim().is_empty()).map(|l| GivenSegment::claim(l.trim())).collect();
    Ok(from_segments(&lines, source, options))
}
