//! What the tests share.

// Every test crate uses its own part of it.
#![allow(dead_code)]

#[cfg(feature = "cli")]
pub(crate) mod cli;
pub(crate) mod git;
pub(crate) mod series;
#[cfg(all(feature = "cli", feature = "html"))]
pub(crate) mod web;

use std::path::PathBuf;

/// The folder of the repository.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The pairs under `tests/fixtures`, and the one under `snapshots`, as paths from the repository's folder.
pub(crate) fn pairs() -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    let mut folders: Vec<PathBuf> = std::fs::read_dir(root().join("tests/fixtures"))
        .expect("the fixtures are there")
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    for folder in folders {
        let name = folder.file_name().and_then(|name| name.to_str()).expect("fixtures have plain names").to_owned();
        for ext in ["md", "txt", "html"] {
            if folder.join(format!("old.{ext}")).exists() {
                let path = |side| format!("tests/fixtures/{name}/{side}.{ext}");
                pairs.push((path("old"), path("new")));
            }
        }
    }
    let series = "snapshots/nato-relations-with-ukraine";
    pairs.push((format!("{series}/2017-07-11.txt"), format!("{series}/undated.md")));
    pairs
}
