//! Series for tests: the fixtures, copied to where a test may write.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::root;

/// A folder that is gone when the test is over.
pub(crate) fn scratch() -> tempfile::TempDir {
    tempfile::tempdir().expect("there is a place for temporary files")
}

/// A copy of a series of the fixtures in a folder, under its own name; without what is kept of comparisons where somebody
/// looked at it in its place.
pub(crate) fn copy(name: &str, into: &Path) -> PathBuf {
    let to = into.join(name);
    fs::create_dir_all(&to).expect("a folder can be made");
    for entry in fs::read_dir(root().join("tests/fixtures/series").join(name)).expect("the fixture is there") {
        let entry = entry.expect("it can be listed");
        if entry.path().is_dir() {
            continue;
        }
        fs::copy(entry.path(), to.join(entry.file_name())).expect("it can be copied");
    }
    to
}

/// The names of the files in a folder, sorted.
pub(crate) fn listing(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).expect("it can be listed");
    let mut names: Vec<String> =
        names.map(|entry| entry.expect("it can be listed").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The lines of a series' manifest.
pub(crate) fn manifest(series: &Path) -> Vec<Value> {
    let text = fs::read_to_string(series.join("manifest.jsonl")).expect("there is a manifest");
    text.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}
