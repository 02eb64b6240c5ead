//! A record of the input: two documents in one of four forms.

use std::path::PathBuf;

use recension::ReadOptions;
use recension::model::{Document, Pair, Role};
use recension::read::{GivenSegment, from_segments};
use serde::Deserialize;
use serde_json::Value;

use crate::cli::input::{self, Trouble};

/// A pair to compare.
#[derive(Debug, Deserialize)]
pub(super) struct Record {
    /// Given back as it is.
    #[serde(default)]
    pub(super) id: Value,
    old: Source,
    new: Source,
    lang: Option<String>,
    old_date: Option<String>,
    new_date: Option<String>,
}

/// A document in one of four forms.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Source {
    /// A text.
    Text(String),
    /// Claims, one to an item.
    Claims(Vec<String>),
    /// A file.
    File { path: PathBuf },
    /// Segments with roles and sections.
    Segments { segments: Vec<SegmentRecord> },
}

/// A segment that is taken as it is.
#[derive(Debug, Deserialize)]
struct SegmentRecord {
    text: String,
    role: Option<Role>,
    section: Option<String>,
}

impl Record {
    /// The two documents.
    pub(super) fn documents(&self) -> Result<Pair<Document>, Trouble> {
        let name = match &self.id {
            Value::String(id) => id.clone(),
            id => id.to_string(),
        };
        let options = |captured: &Option<String>| ReadOptions {
            captured: captured.clone(),
            language: self.lang.clone(),
            ..ReadOptions::default()
        };
        Ok(Pair {
            old: self.old.document(&name, &options(&self.old_date))?,
            new: self.new.document(&name, &options(&self.new_date))?,
        })
    }
}

impl Source {
    fn document(&self, name: &str, options: &ReadOptions) -> Result<Document, Trouble> {
        match self {
            Source::Text(text) => input::text(text, name, options),
            Source::File { path } => input::snapshot(path, options),
            Source::Claims(claims) => {
                let given: Vec<_> = claims.iter().map(|claim| GivenSegment::claim(claim)).collect();
                Ok(from_segments(&given, name, options))
            }
            Source::Segments { segments } => {
                let given: Vec<_> = segments.iter().map(SegmentRecord::given).collect();
                Ok(from_segments(&given, name, options))
            }
        }
    }
}

impl SegmentRecord {
    fn given(&self) -> GivenSegment {
        GivenSegment { text: self.text.clone(), role: self.role.unwrap_or(Role::Claim), section: self.section.clone() }
    }
}
