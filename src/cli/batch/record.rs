//! A record of the input: two documents in one of four forms.

use std::path::PathBuf;

use recension::ReadOptions;
use recension::model::{Document, Pair, Role};
use recension::read::{GivenSegment, Limits, ReadError, from_segments};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use crate::cli::given;
use crate::cli::input::{self, Trouble};

/// A pair to compare.
#[derive(Debug, Deserialize, JsonSchema)]
pub(in crate::cli) struct Record {
    /// Given back as it is.
    #[serde(default)]
    pub(super) id: Value,
    /// The earlier document.
    old: Source,
    /// The later document.
    new: Source,
    /// Language of both.
    lang: Option<String>,
    /// When the earlier one was captured.
    old_date: Option<String>,
    /// When the later one was captured.
    new_date: Option<String>,
}

/// A document in one of four forms.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "a text, {\"path\"}, a list of claims or {\"segments\"} was expected")]
enum Source {
    /// A text.
    Text(String),
    /// Claims, one to an item.
    Claims(Vec<String>),
    /// A file.
    File {
        /// Where it is.
        path: PathBuf,
    },
    /// Segments with roles and sections.
    Segments {
        /// In order.
        segments: Vec<SegmentRecord>,
    },
}

/// A segment that is taken as it is.
#[derive(Debug, Deserialize, JsonSchema)]
struct SegmentRecord {
    /// Its text.
    text: String,
    /// What it is to a reader; a claim where it is not said.
    role: Option<Role>,
    /// Title of the section it stands in.
    section: Option<String>,
}

impl Record {
    /// The two documents.
    pub(super) fn documents(&self, limits: Limits) -> Result<Pair<Document>, Trouble> {
        let name = match &self.id {
            Value::String(id) => id.clone(),
            id => id.to_string(),
        };
        let told = |check: fn(&str) -> Result<String, String>, value: &Option<String>| {
            value.as_deref().map(check).transpose().map_err(|message| Trouble::new("record", &name, message))
        };
        let language = told(given::language, &self.lang)?;
        let options = |captured| ReadOptions { captured, language: language.clone(), limits, ..ReadOptions::default() };
        let dates = (told(given::date, &self.old_date)?, told(given::date, &self.new_date)?);
        let (old, new) =
            rayon::join(|| self.old.document(&name, &options(dates.0)), || self.new.document(&name, &options(dates.1)));
        Ok(Pair::new(old?, new?))
    }
}

impl Source {
    fn document(&self, name: &str, options: &ReadOptions) -> Result<Document, Trouble> {
        match self {
            Source::Text(text) => input::text(text, name, options),
            Source::File { path } => input::snapshot(path, options),
            Source::Claims(claims) => segmented(claims.iter().map(|claim| GivenSegment::claim(claim)), name, options),
            Source::Segments { segments } => segmented(segments.iter().map(SegmentRecord::given), name, options),
        }
    }
}

fn segmented(
    given: impl ExactSizeIterator<Item = GivenSegment>,
    name: &str,
    options: &ReadOptions,
) -> Result<Document, Trouble> {
    let most = options.limits.segments;
    if given.len() > most {
        return Err(Trouble::read(name, &ReadError::TooMany { most }));
    }
    Ok(from_segments(&given.collect::<Vec<_>>(), name, options))
}

impl SegmentRecord {
    fn given(&self) -> GivenSegment {
        GivenSegment { text: self.text.clone(), role: self.role.unwrap_or(Role::Claim), section: self.section.clone() }
    }
}
