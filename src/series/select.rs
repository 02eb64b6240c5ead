//! Naming snapshots: `SERIES`, `SERIES@2017-07-11`, `SERIES@first..last`.

use std::path::{Path, PathBuf};

use super::file_name::FileName;
use super::{Series, SeriesError};

/// What an operand names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection {
    /// A series as a whole.
    Whole,
    /// One snapshot: its index.
    One(usize),
    /// From one snapshot to another: their indices.
    Range(usize, usize),
}

/// Opens the series that an operand names, and finds the snapshots. `None` where the operand names a file, or
/// nothing that could be a series: what is there under the whole name comes first.
///
/// After the `@` stand a date or the name of a file without its extension: the last snapshot of that day, month or
/// year, else the last one before; `first`, `last`, `undated`; or two of these with `..` between them, of which the
/// first may be missing (the first snapshot) and the second too (the last).
///
/// # Errors
/// Where the series cannot be opened, or has no such snapshot.
pub fn select(operand: &Path) -> Result<Option<(Series, Selection)>, SeriesError> {
    if operand.is_dir() {
        return Ok(Some((Series::open(operand)?, Selection::Whole)));
    }
    if operand.exists() {
        return Ok(None);
    }
    let Some((folder, wanted)) = operand.to_str().and_then(|operand| operand.rsplit_once('@')) else {
        return Ok(None);
    };
    let folder = PathBuf::from(folder);
    if !folder.is_dir() {
        return Ok(None);
    }
    let series = Series::open(&folder)?;
    let selection = match wanted.split_once("..") {
        None => Selection::One(find(&series, wanted)?),
        Some((from, to)) => {
            let or = |end: &str, otherwise| if end.is_empty() { Ok(otherwise) } else { find(&series, end) };
            Selection::Range(or(from, 0)?, or(to, series.snapshots.len() - 1)?)
        }
    };
    Ok(Some((series, selection)))
}

/// The snapshot that a name means.
fn find(series: &Series, wanted: &str) -> Result<usize, SeriesError> {
    let names: Vec<Option<FileName>> = series.snapshots.iter().map(|entry| FileName::parse(&entry.file)).collect();
    let last = series.snapshots.len() - 1;
    match wanted {
        "first" => return Ok(0),
        "last" => return Ok(last),
        _ => {}
    }
    let by_name = |name: &Option<FileName>| {
        name.as_ref().is_some_and(|name| name.to_string() == wanted || (name.number > 1 && name.stem() == wanted))
    };
    let by_date = || {
        let date = super::file_name::precision(wanted).is_some();
        // A day of a month that a snapshot is dated by counts as in it, and the other way round.
        let not_after = |value: &str| value < wanted || value.starts_with(wanted);
        let dates = series.snapshots.iter().map(|entry| entry.date.value.as_deref());
        date.then(|| dates.clone().rposition(|value| value.is_some_and(not_after))).flatten()
    };
    let undated =
        || names.iter().rposition(|name| name.as_ref().is_some_and(|name| wanted == "undated" && name.date.is_none()));
    names.iter().position(by_name).or_else(undated).or_else(by_date).ok_or_else(|| SeriesError::NoSuch {
        folder: series.folder.clone(),
        wanted: wanted.to_owned(),
        there: there(series, &names),
    })
}

fn there(series: &Series, names: &[Option<FileName>]) -> String {
    let stem = |at: usize| names[at].as_ref().map_or_else(|| series.snapshots[at].file.clone(), FileName::stem);
    match series.snapshots.len() {
        1 => format!("there is only {}", stem(0)),
        n => format!("there are {n}, from {} to {}", stem(0), stem(n - 1)),
    }
}
