//! Whether a series still is what was captured.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::Path;

use crate::model::{Problem, Trouble};

use super::SeriesError;
use super::manifest::Manifest;
use super::store::{bytes, files, hash};

/// Compares every file of a series with what was recorded of it, in the order of the manifest. Gives the number of
/// snapshots that the manifest lists, and all that is wrong.
///
/// # Errors
/// Where the folder or its manifest cannot be read at all.
pub fn verify(folder: &Path) -> Result<(usize, Vec<Problem>), SeriesError> {
    let manifest = Manifest::load(folder)?;
    let there = files(folder)?;
    if !manifest.exists && there.is_empty() {
        return Err(SeriesError::Empty(folder.to_owned()));
    }
    let mut problems = Vec::new();
    let mut problem = |file: &str, trouble| problems.push(Problem { file: file.to_owned(), trouble });
    for bad in &manifest.bad {
        problem(super::manifest::FILE, Trouble::BadLine { line: bad.line, message: bad.message.clone() });
    }
    let mut listed = BTreeSet::new();
    for entry in &manifest.entries {
        if !listed.insert(entry.file.as_str()) {
            problem(&entry.file, Trouble::ListedTwice);
            continue;
        }
        match bytes(folder, &entry.file) {
            Ok(bytes) => {
                let found = hash(&bytes);
                if found != entry.hash {
                    problem(&entry.file, Trouble::Changed { recorded: entry.hash.clone(), found });
                }
            }
            Err(SeriesError::NotAFile(_)) => problem(&entry.file, Trouble::NotAFile),
            Err(SeriesError::Io { source, .. }) if source.kind() == ErrorKind::NotFound => {
                problem(&entry.file, Trouble::Missing);
            }
            Err(error) => return Err(error),
        }
    }
    for name in there.iter().map(ToString::to_string).filter(|name| !listed.contains(name.as_str())) {
        problem(&name, Trouble::Unlisted);
    }
    Ok((listed.len(), problems))
}
