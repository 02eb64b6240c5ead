//! Where snapshots come from: files and standard input.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use recension::model::{Document, Pair};
use recension::read::{self, ReadError, ReadOptions};

/// Why a snapshot could not be had: what, where, and what to do about it.
#[derive(Debug, thiserror::Error)]
#[error("{source_name}: {message}")]
pub(super) struct Trouble {
    /// A stable name for programs.
    pub(super) kind: &'static str,
    source_name: String,
    message: String,
}

impl Trouble {
    pub(super) fn new(kind: &'static str, source_name: &str, message: impl Into<String>) -> Self {
        Trouble { kind, source_name: source_name.to_owned(), message: message.into() }
    }

    fn io(source_name: &str, error: &io::Error) -> Self {
        let (kind, message) = match error.kind() {
            io::ErrorKind::NotFound => {
                ("missing", "there is no such file; check the path, or give - for standard input".into())
            }
            io::ErrorKind::IsADirectory => ("directory", "it is a directory; name one of the files in it".into()),
            io::ErrorKind::PermissionDenied => ("forbidden", "it may not be read; check its permissions".into()),
            _ => ("unreadable", format!("it cannot be read: {error}")),
        };
        Trouble { kind, source_name: source_name.to_owned(), message }
    }

    fn read(source_name: &str, error: &ReadError) -> Self {
        let (kind, advice) = match error {
            ReadError::Empty => ("empty", "; was the page captured?"),
            ReadError::NotText(_) => ("not_text", "; plain text, Markdown and HTML can be compared"),
            _ => ("unreadable", ""),
        };
        Trouble::new(kind, source_name, format!("{error}{advice}"))
    }
}

/// Reads two snapshots; one of them may be standard input (`-`).
pub(super) fn pair(paths: Pair<&Path>, options: &Pair<ReadOptions>) -> anyhow::Result<Pair<Document>> {
    if is_stdin(paths.old) && is_stdin(paths.new) {
        anyhow::bail!("- -: both sides cannot be standard input; save one of them to a file");
    }
    let (old, new) = rayon::join(|| snapshot(paths.old, &options.old), || snapshot(paths.new, &options.new));
    Ok(Pair::new(old?, new?))
}

/// Reads one snapshot from a file, or from standard input where the path is `-`.
pub(super) fn snapshot(path: &Path, options: &ReadOptions) -> Result<Document, Trouble> {
    let name = path.to_string_lossy();
    let bytes = if is_stdin(path) {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(path)
    };
    let bytes = bytes.map_err(|error| Trouble::io(&name, &error))?;
    read::read(&bytes, &name, options).map_err(|error| Trouble::read(&name, &error))
}

/// Opens a file that is read piece by piece.
pub(super) fn open(path: &Path) -> Result<File, Trouble> {
    let trouble = |error| Trouble::io(&path.to_string_lossy(), &error);
    let file = File::open(path).map_err(trouble)?;
    // A directory opens like a file, and fails only where it is read.
    if file.metadata().is_ok_and(|metadata| metadata.is_dir()) {
        return Err(trouble(io::ErrorKind::IsADirectory.into()));
    }
    Ok(file)
}

/// Reads a text that came in a record of that name.
pub(super) fn text(text: &str, name: &str, options: &ReadOptions) -> Result<Document, Trouble> {
    read::read(text.as_bytes(), name, options).map_err(|error| Trouble::read(name, &error))
}

/// Whether a path means standard input.
pub(super) fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}
