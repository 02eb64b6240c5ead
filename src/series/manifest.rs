//! `manifest.jsonl`: one line for each capture, in the order in which they were recorded.
//!
//! Lines are only ever appended. A last line without a line end is one that a writer could not finish: it counts for
//! nothing, and the next writer takes it away.

use std::collections::BTreeSet;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::model::{Dated, Obtained, Revision};

use super::file_name::{FileName, precision};
use super::{SeriesError, store};

/// The name of the file.
pub(super) const FILE: &str = "manifest.jsonl";

/// What is known of one capture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Name of the file in the folder of the series.
    pub file: String,
    /// Where the page stood, if that differs from the series' address or only the capture knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Where this capture can be looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archived: Option<String>,
    /// The moment of the capture (RFC 3339, UTC), where it is known more exactly than the date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub captured: Option<String>,
    /// How it came here.
    pub obtained: Obtained,
    /// The commit it was taken from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<Revision>,
    /// MIME type.
    pub media_type: String,
    /// `blake3:` and the hash of the bytes in hexadecimal.
    pub hash: String,
    /// When it was captured, and how that is known.
    pub date: Dated,
}

impl Entry {
    /// What is known of bytes before they are recorded: a writer gives them their name and their hash.
    pub(super) fn offered(extension: &str, obtained: Obtained, media_type: &str, date: Dated) -> Entry {
        Entry {
            file: format!("new.{extension}"),
            address: None,
            archived: None,
            captured: None,
            obtained,
            revision: None,
            media_type: media_type.to_owned(),
            hash: String::new(),
            date,
        }
    }

    /// Its place in time: by its date or the bound of it, then by the moment of capture. A capture of which nothing is
    /// known comes last.
    pub fn moment(&self) -> (bool, Option<&str>, Option<&str>) {
        (self.date.value.is_none(), self.date.value.as_deref(), self.captured.as_deref())
    }

    /// Its number among those of the same day.
    pub fn number(&self) -> usize {
        FileName::parse(&self.file).map_or(0, |name| name.number)
    }
}

/// A line that holds no entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BadLine {
    /// Counted from one.
    pub(super) line: usize,
    /// What is wrong with it.
    pub(super) message: String,
}

/// A manifest as it was found.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    /// The entries in the order of their lines.
    pub(super) entries: Vec<Entry>,
    /// Lines that hold none.
    pub(super) bad: Vec<BadLine>,
    /// Length in bytes of the lines that were finished.
    pub(super) finished: usize,
    /// Whether there is such a file at all.
    pub(super) exists: bool,
}

impl Manifest {
    /// Reads the manifest of a series; a missing file is an empty one.
    pub(super) fn load(folder: &Path) -> Result<Manifest, SeriesError> {
        let path = folder.join(FILE);
        Ok(store::told(&path)?.map_or_else(Manifest::default, |bytes| Manifest::parse(&bytes)))
    }

    fn parse(bytes: &[u8]) -> Manifest {
        let finished = bytes.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
        let mut manifest = Manifest { finished, exists: true, ..Manifest::default() };
        for (index, line) in bytes[..finished].split(|&b| b == b'\n').enumerate() {
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            match entry(line) {
                Ok(entry) => manifest.entries.push(entry),
                Err(message) => manifest.bad.push(BadLine { line: index + 1, message }),
            }
        }
        manifest
    }

    /// The entries; as an error the first line that holds none, or a file that is listed twice: a short manifest could
    /// have the same page read a million times.
    pub(super) fn sound(self, folder: &Path) -> Result<Vec<Entry>, SeriesError> {
        let malformed = |message: String| SeriesError::Malformed { path: folder.join(FILE), message };
        if let Some(bad) = self.bad.first() {
            return Err(malformed(format!("line {}: {}", bad.line, bad.message)));
        }
        let mut listed = BTreeSet::new();
        match self.entries.iter().find(|entry| !listed.insert(&entry.file)) {
            Some(twice) => Err(malformed(format!("two lines list {}", twice.file))),
            None => Ok(self.entries),
        }
    }
}

fn entry(line: &[u8]) -> Result<Entry, String> {
    let entry: Entry = serde_json::from_slice(line).map_err(|error| error.to_string())?;
    if FileName::parse(&entry.file).is_none() {
        return Err(format!("'{}' is no name of a snapshot (DATE[.n].EXT, undated[.n].EXT)", entry.file));
    }
    match &entry.date.value {
        Some(date) if precision(date).is_none() => Err(format!("'{date}' is no date (2020-01-31, 2020-01 or 2020)")),
        _ => Ok(entry),
    }
}

/// An entry as a line of the file.
pub(super) fn line(entry: &Entry) -> String {
    let mut line = serde_json::to_string(entry).expect("an entry has text keys");
    line.push('\n');
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Entry {
        let offered = Entry::offered("txt", Obtained::File, "text/plain", Dated::unknown());
        Entry { file: "2017-07-11.txt".into(), hash: "blake3:00".into(), ..offered }
    }

    #[test]
    fn a_line_that_was_not_finished_counts_for_nothing() {
        let whole = line(&sample());
        let torn = format!("{whole}{}", &whole[..whole.len() / 2]);
        let manifest = Manifest::parse(torn.as_bytes());
        assert_eq!((manifest.entries.len(), manifest.bad.len(), manifest.finished), (1, 0, whole.len()));
        assert_eq!(manifest.entries[0], sample());
    }

    #[test]
    fn a_line_may_not_lead_out_of_the_folder() {
        let mut astray = sample();
        astray.file = "../2017-07-11.txt".into();
        assert_eq!(Manifest::parse(line(&astray).as_bytes()).bad[0].line, 1);
    }

    #[test]
    fn what_is_no_date_and_what_is_listed_twice_is_refused() {
        let mut never = sample();
        never.date.value = Some("2020-13-45".into());
        assert!(Manifest::parse(line(&never).as_bytes()).bad[0].message.contains("'2020-13-45' is no date"));
        let twice = Manifest::parse(line(&sample()).repeat(2).as_bytes());
        let error = twice.sound(Path::new("fee")).expect_err("it is listed twice");
        assert!(error.to_string().contains("two lines list 2017-07-11.txt"), "{error}");
    }
}
