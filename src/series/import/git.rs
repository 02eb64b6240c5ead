//! The history of a file in a git repository: one snapshot for each commit that changed it.
//!
//! What `git` prints is read here; starting it is the caller's business.

use std::collections::BTreeSet;
use std::io::{self, BufRead, Write};

use jiff::Timestamp;
use jiff::tz::Offset;

use crate::model::{Confidence, Dated, Obtained, Precision, Revision};
use crate::read;

use super::super::manifest::Entry;
use super::super::{SeriesError, Writer, store};
use super::{Imported, Sink};

/// How `git` is asked for the commits: `git -C REPO ARGS [RANGE] -- PATH`. The main line of the history is followed,
/// because that is what stood there at each time, and so are renames.
pub const LOG: [&str; 8] = [
    "log",
    "--follow",
    "--first-parent",
    "--raw",
    "--no-abbrev",
    "-z",
    "--format=%x01%H%x00%ct%x00%s",
    "--end-of-options",
];

/// How `git` is asked for the files: `git -C REPO ARGS`.
pub const CAT: [&str; 2] = ["cat-file", "--batch"];

/// A commit that changed the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// Its full id.
    pub id: String,
    /// When it was committed, in seconds since 1970.
    pub time: i64,
    /// The first line of its message.
    pub subject: String,
    /// What the file was called in it.
    pub path: String,
    /// The id of the file's bytes; `None` where the commit deletes it, or puts something in its place that is no file.
    pub blob: Option<String>,
}

/// Reads what [`LOG`] asks for. The oldest commit comes first.
///
/// # Errors
/// Where it cannot be read, or is something else.
pub fn commits(log: impl BufRead) -> io::Result<Vec<Commit>> {
    let strange = |field: &str| io::Error::new(io::ErrorKind::InvalidData, format!("git log printed '{field}'"));
    let text = |field: Vec<u8>| String::from_utf8_lossy(&field).into_owned();
    let mut fields = log.split(0).map(|field| field.map(text));
    let mut commits: Vec<Commit> = Vec::new();
    while let Some(field) = fields.next() {
        let field = field?;
        let field = field.trim_start_matches('\n');
        let mut next = || fields.next().unwrap_or_else(|| Err(io::ErrorKind::UnexpectedEof.into()));
        if let Some(id) = field.strip_prefix('\u{1}') {
            let time = next()?;
            let time = time.parse().map_err(|_| strange(&time))?;
            commits.push(Commit { id: id.to_owned(), time, subject: next()?, path: String::new(), blob: None });
        } else if let Some(raw) = field.strip_prefix(':') {
            let [_, mode, _, blob, status] = raw.split(' ').collect::<Vec<_>>()[..] else { return Err(strange(field)) };
            let mut path = next()?;
            if status.starts_with(['R', 'C']) {
                path = next()?;
            }
            let commit = commits.last_mut().ok_or_else(|| strange(field))?;
            commit.path = path;
            commit.blob = mode.starts_with("100").then(|| blob.to_owned());
        } else if !field.is_empty() {
            return Err(strange(field));
        }
    }
    commits.reverse();
    Ok(commits)
}

/// Where the bytes of files come from.
pub trait Blobs {
    /// The bytes with that id.
    ///
    /// # Errors
    /// Where they cannot be had.
    fn blob(&mut self, id: &str) -> io::Result<Vec<u8>>;
}

/// A running `git` that was asked for [`CAT`].
#[derive(Debug)]
pub struct CatFile<W, R> {
    /// What it reads from.
    pub input: W,
    /// What it prints.
    pub output: R,
}

impl<W: Write, R: BufRead> Blobs for CatFile<W, R> {
    fn blob(&mut self, id: &str) -> io::Result<Vec<u8>> {
        writeln!(self.input, "{id}")?;
        self.input.flush()?;
        let mut head = String::new();
        self.output.read_line(&mut head)?;
        let size = match head.trim_end().split(' ').collect::<Vec<_>>()[..] {
            [_, "blob", size] => size.parse::<usize>().ok(),
            _ => None,
        };
        let strange =
            || io::Error::new(io::ErrorKind::InvalidData, format!("git cat-file printed '{}'", head.trim_end()));
        let mut bytes = vec![0; size.ok_or_else(strange)? + 1];
        self.output.read_exact(&mut bytes)?;
        bytes.pop();
        Ok(bytes)
    }
}

/// Records the commits' files, which are given the oldest first. Commits that the series has already are left alone;
/// `progress` hears how many are done.
///
/// # Errors
/// Where the bytes cannot be had, or the series cannot be written. What was recorded until then stays.
pub fn import(
    writer: &mut Writer,
    commits: &[Commit],
    blobs: &mut dyn Blobs,
    progress: &mut dyn FnMut(usize),
) -> Result<Imported, SeriesError> {
    let there = writer.series.snapshots.iter();
    let known: BTreeSet<String> =
        there.filter_map(|entry| entry.revision.as_ref()).map(|revision| revision.commit.clone()).collect();
    let folder = writer.series.folder.clone();
    let mut sink = Sink::new(writer);
    let mut latest = i64::MIN;
    for (index, commit) in commits.iter().enumerate() {
        latest = latest.max(commit.time);
        let name = || format!("{} ({})", &commit.id[..commit.id.len().min(12)], commit.subject);
        match &commit.blob {
            _ if known.contains(&commit.id) => sink.done.known += 1,
            None => sink.skip(name(), "it deletes the file, or makes it something else".into()),
            Some(blob) => {
                let bytes =
                    blobs.blob(blob).map_err(|source| SeriesError::Io { path: folder.join(&commit.path), source })?;
                match (read::check(&bytes), entry(commit, latest)) {
                    (Err(error), _) => sink.skip(name(), error.to_string()),
                    (_, None) => sink.skip(name(), "its date is out of range".into()),
                    (Ok(()), Some(entry)) => sink.take(entry, bytes)?,
                }
            }
        }
        progress(index + 1);
    }
    sink.finish()
}

/// What is known of a commit's file. Where a clock went wrong, a commit counts as made when the one before it was:
/// `latest` is the latest time so far.
fn entry(commit: &Commit, latest: i64) -> Option<Entry> {
    let moment = Timestamp::from_second(latest).ok()?;
    let day = |moment: Timestamp| Offset::UTC.to_datetime(moment).date().to_string();
    let short = &commit.id[..commit.id.len().min(12)];
    let basis = if commit.time < latest {
        let own = day(Timestamp::from_second(commit.time).ok()?);
        format!("commit {short}, dated {own}, after one of this day")
    } else {
        format!("commit {short}")
    };
    let extension = commit.path.rsplit('/').next()?.rsplit_once('.').map_or("", |(_, extension)| extension);
    let date = Dated { value: Some(day(moment)), precision: Precision::Day, basis, confidence: Confidence::Given };
    Some(Entry {
        captured: Some(moment.to_string()),
        revision: Some(Revision {
            commit: commit.id.clone(),
            subject: commit.subject.clone(),
            path: commit.path.clone(),
        }),
        ..Entry::offered(extension, Obtained::Git, store::media_type(extension), date)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commits_are_read_with_renames_and_deletions() {
        let log = "\u{1}cc\x003\0last\0\n:100644 000000 b2 00 D\0new.md\0\
                   \u{1}bb\x002\0a : subject\0\n:100644 100644 b1 b2 R090\0old.md\0new.md\0\
                   \u{1}aa\x001\0\0\n:000000 100644 00 b1 A\0old.md\0";
        let read = commits(log.as_bytes()).expect("it is what git prints");
        let told: Vec<_> = read.iter().map(|c| (c.id.as_str(), c.path.as_str(), c.blob.as_deref())).collect();
        assert_eq!(told, [("aa", "old.md", Some("b1")), ("bb", "new.md", Some("b2")), ("cc", "new.md", None)]);
        assert!(commits("fatal: no\0".as_bytes()).is_err());
    }

    #[test]
    fn a_clock_that_went_backwards_does_not_turn_the_order_around() {
        let commit = Commit { id: "a".repeat(40), time: 0, subject: "x".into(), path: "t.md".into(), blob: None };
        let entry = entry(&commit, 86_400 * 366).expect("a date of our time");
        assert_eq!(entry.date.value.as_deref(), Some("1971-01-02"));
        assert!(entry.date.basis.contains("dated 1970-01-01"), "{}", entry.date.basis);
    }

    #[test]
    fn files_are_read_from_git_one_after_the_other() {
        let output = &b"b1 blob 3\none\nb2 blob 4\ntwo\n\nb3 missing\n"[..];
        let mut cat = CatFile { input: Vec::new(), output };
        assert_eq!(cat.blob("b1").expect("it is there"), b"one");
        assert_eq!(cat.blob("b2").expect("it is there"), b"two\n");
        assert!(cat.blob("b3").is_err());
        assert_eq!(cat.input, b"b1\nb2\nb3\n");
    }
}
