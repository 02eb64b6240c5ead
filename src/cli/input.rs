//! Where snapshots come from: files and standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use recension::model::{Document, Pair};
use recension::read::{self, Limits, ReadError, ReadOptions};
use recension::series::{Selection, select};

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

    pub(super) fn read(source_name: &str, error: &ReadError) -> Self {
        let (kind, advice) = match error {
            ReadError::Empty => ("empty", "; was the page captured?"),
            ReadError::NotText(_) => ("not_text", "; plain text, Markdown and HTML can be compared"),
            ReadError::TooLarge { .. } => ("too_large", "; --limit bytes=N reads more"),
            ReadError::TooMany { .. } => ("too_many", "; --limit segments=N reads more"),
            _ => ("unreadable", ""),
        };
        Trouble::new(kind, source_name, format!("{error}{advice}"))
    }
}

/// Reads the two snapshots that one or two operands name; one of them may be standard input (`-`).
pub(super) fn pair(old: &Path, new: Option<&Path>, options: &Pair<ReadOptions>) -> anyhow::Result<Pair<Document>> {
    let Some(new) = new else { return pair_of_series(old, options) };
    if is_stdin(old) && is_stdin(new) {
        anyhow::bail!("- -: both sides cannot be standard input; save one of them to a file");
    }
    let (old, new) = rayon::join(|| operand(old, &options.old), || operand(new, &options.new));
    Ok(Pair::new(old?, new?))
}

/// Two snapshots of one series: the last two, or those that a range names, or from one to the newest.
fn pair_of_series(path: &Path, options: &Pair<ReadOptions>) -> anyhow::Result<Pair<Document>> {
    let name = path.display();
    let Some((series, selection)) = select(path)? else {
        anyhow::bail!("{name}: one operand must be a series (a folder of snapshots), SERIES@DATE or SERIES@DATE..DATE");
    };
    let last = series.snapshots.len() - 1;
    let (old, new) = match selection {
        Selection::Whole if last == 0 => {
            anyhow::bail!("{name}: the series has one snapshot, there is nothing to compare")
        }
        Selection::Whole => (last - 1, last),
        Selection::One(old) if old == last => anyhow::bail!("{name}: this is the newest snapshot; name an earlier one"),
        Selection::One(old) => (old, last),
        Selection::Range(old, new) => (old, new),
    };
    let read = |index: usize, options| series.read(&series.snapshots[index], options);
    let (old, new) = rayon::join(|| read(old, &options.old), || read(new, &options.new));
    Ok(Pair::new(old?, new?))
}

/// Whether an operand names a pair by itself.
pub(super) fn is_range(path: &Path) -> anyhow::Result<bool> {
    Ok(!is_stdin(path) && matches!(select(path)?, Some((_, Selection::Range(..)))))
}

/// Reads the one snapshot that an operand names: a file, standard input, or a snapshot of a series.
pub(super) fn operand(path: &Path, options: &ReadOptions) -> anyhow::Result<Document> {
    let chosen = if is_stdin(path) { None } else { select(path)? };
    let Some((series, selection)) = chosen else { return Ok(snapshot(path, options)?) };
    let index = match selection {
        Selection::Whole => series.snapshots.len() - 1,
        Selection::One(index) => index,
        Selection::Range(..) => anyhow::bail!("{}: this names a pair, and one snapshot is wanted", path.display()),
    };
    Ok(series.read(&series.snapshots[index], options)?)
}

/// Reads one snapshot from a file, or from standard input where the path is `-`.
pub(super) fn snapshot(path: &Path, options: &ReadOptions) -> Result<Document, Trouble> {
    snapshot_of(&bytes(path, options.limits)?, path, options)
}

/// Reads the bytes of a snapshot that came from a file, or from standard input.
pub(super) fn snapshot_of(bytes: &[u8], path: &Path, options: &ReadOptions) -> Result<Document, Trouble> {
    let name = path.to_string_lossy();
    read::read(bytes, &name, options).map_err(|error| Trouble::read(&name, &error))
}

/// The bytes of a file, or of standard input where the path is `-`; no more than are read, so that a source without an
/// end has one.
pub(super) fn bytes(path: &Path, limits: Limits) -> Result<Vec<u8>, Trouble> {
    let most = limits.bytes;
    let read = |source: &mut dyn Read, expected: usize| {
        let mut bytes = Vec::with_capacity(expected.min(most).saturating_add(1));
        source.take((most as u64).saturating_add(1)).read_to_end(&mut bytes).map(|_| bytes)
    };
    let bytes = if is_stdin(path) {
        read(&mut io::stdin().lock(), 0)
    } else {
        // A directory opens like a file, and fails where it is read.
        File::open(path).and_then(|mut file| {
            let expected = file.metadata().map_or(0, |metadata| metadata.len());
            read(&mut file, usize::try_from(expected).unwrap_or(most))
        })
    };
    let name = path.to_string_lossy();
    let bytes = bytes.map_err(|error| Trouble::io(&name, &error))?;
    match bytes.len() > most {
        true => Err(Trouble::read(&name, &ReadError::TooLarge { most })),
        false => Ok(bytes),
    }
}

/// The text of a policy or a list: of one without an end, an error.
pub(super) fn small(path: &Path) -> io::Result<String> {
    const MOST: u64 = 16 << 20;
    let mut text = String::new();
    File::open(path)?.take(MOST + 1).read_to_string(&mut text)?;
    if text.len() as u64 > MOST {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it has more than {MOST} bytes")));
    }
    Ok(text)
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
