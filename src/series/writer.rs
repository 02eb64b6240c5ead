//! The one way in which a series grows.
//!
//! A snapshot is written beside its later name and synced, then its line is appended to the manifest and synced, then
//! it takes its name. Killed at any moment, a writer leaves either nothing that counts or a capture that is found: a
//! line that was not finished is none, and a file that did not get its name is read under its first one until the next
//! writer names it. A lock on the manifest keeps a second writer waiting.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::model::Confidence;

use super::file_name::{FileName, is_extension};
use super::manifest::{self, Entry, Manifest};
use super::store::{self, Series, hash, staged};
use super::{SeriesError, Settings, settings};

/// What became of bytes that were to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recorded {
    /// They are a new snapshot.
    New(Entry),
    /// The snapshot next to them in time holds the same bytes: nothing to record.
    Known(Entry),
}

/// Writes to a series.
#[derive(Debug)]
pub struct Writer {
    /// The series as it stands.
    pub series: Series,
    /// The manifest, from when the series is there.
    manifest: Option<Ledger>,
    /// For each date in a name the highest number that a snapshot of it has.
    numbers: BTreeMap<Option<String>, usize>,
}

/// A manifest that is held for writing.
#[derive(Debug)]
struct Ledger {
    path: PathBuf,
    file: File,
    /// Length of its finished lines.
    finished: u64,
}

impl Writer {
    /// Opens a series for writing, and waits until no one else writes to it. What an interrupted writer left is
    /// finished; snapshots that lie in a folder without a manifest are listed in its first one. A series that is not
    /// there is begun with its first snapshot, and `settings` are written where it has none.
    ///
    /// # Errors
    /// Where the folder cannot be read or written, or its settings or manifest do not hold what they should.
    pub fn open(folder: &Path, settings: &Settings) -> Result<Writer, SeriesError> {
        let mut series = Series::open_or_new(folder)?;
        let is_there = !series.snapshots.is_empty() || fs::symlink_metadata(folder.join(manifest::FILE)).is_ok();
        if !folder.join(settings::FILE).exists() {
            series.settings = settings.clone();
        }
        let mut writer = Writer { series, manifest: None, numbers: BTreeMap::new() };
        if is_there {
            writer.begin()?;
        }
        Ok(writer)
    }

    /// Holds the manifest, and takes in what stands there, where that is still to be done.
    fn begin(&mut self) -> Result<(), SeriesError> {
        if self.manifest.is_some() {
            return Ok(());
        }
        let folder = &self.series.folder;
        fs::create_dir_all(folder).map_err(SeriesError::io(folder))?;
        let path = folder.join(manifest::FILE);
        if fs::symlink_metadata(&path).is_ok() {
            store::plain(&path)?;
        }
        let file =
            OpenOptions::new().create(true).append(true).read(true).open(&path).map_err(SeriesError::io(&path))?;
        file.lock().map_err(SeriesError::io(&path))?;
        let found = Manifest::load(folder)?;
        let finished = found.finished as u64;
        file.set_len(finished).map_err(SeriesError::io(&path))?;
        for entry in &found.entries {
            name_staged(folder, &entry.file)?;
        }
        sweep(folder)?;
        found.sound(folder)?;
        if !folder.join(settings::FILE).exists() {
            write_anew(folder, settings::FILE, self.series.settings.to_file().as_bytes())?;
        }
        self.series = Series::open_or_new(folder)?;
        for name in self.series.snapshots.iter().filter_map(|entry| FileName::parse(&entry.file)) {
            let highest = self.numbers.entry(name.date).or_default();
            *highest = name.number.max(*highest);
        }
        self.manifest = Some(Ledger { path, file, finished });
        if finished == 0 {
            let standing: String = self.series.snapshots.iter().map(manifest::line).collect();
            self.append(&standing)?;
        }
        Ok(())
    }

    /// Lists a snapshot that lies in the folder, and that no line lists.
    ///
    /// # Errors
    /// Where the manifest cannot be written.
    pub fn list(&mut self, entry: &Entry) -> Result<(), SeriesError> {
        self.begin()?;
        self.append(&manifest::line(entry))
    }

    /// Records snapshots, given in order of time. The name of the file in each entry is chosen here; its extension is
    /// what the entry's `file` ends with. Bytes that a neighbour in time holds already are not recorded again.
    ///
    /// # Errors
    /// Where something cannot be written; then none of them is recorded.
    pub fn record(&mut self, offered: Vec<(Entry, Vec<u8>)>) -> Result<Vec<Recorded>, SeriesError> {
        let mut done = Vec::with_capacity(offered.len());
        if offered.is_empty() {
            return Ok(done);
        }
        self.begin()?;
        let mut fresh: Vec<(Entry, Vec<u8>)> = Vec::new();
        for (mut entry, bytes) in offered {
            entry.hash = hash(&bytes);
            match self.same_neighbour(&entry) {
                Some(known) => done.push(Recorded::Known(known)),
                None => {
                    entry.file = self.next_name(&entry).to_string();
                    self.insert(entry.clone());
                    fresh.push((entry.clone(), bytes));
                    done.push(Recorded::New(entry));
                }
            }
        }
        if let Err(error) = self.store(&fresh) {
            for (entry, _) in &fresh {
                self.series.snapshots.retain(|there| there.file != entry.file);
                // What cannot be taken away again is hidden, and in nobody's way.
                let _ = fs::remove_file(self.series.folder.join(staged(&entry.file)));
            }
            return Err(error);
        }
        Ok(done)
    }

    fn store(&mut self, fresh: &[(Entry, Vec<u8>)]) -> Result<(), SeriesError> {
        let folder = &self.series.folder;
        fresh.par_iter().try_for_each(|(entry, bytes)| write_synced(&folder.join(staged(&entry.file)), bytes))?;
        let lines: String = fresh.iter().map(|(entry, _)| manifest::line(entry)).collect();
        self.append(&lines)?;
        // From here on they are recorded, named or not.
        for (entry, _) in fresh {
            name_staged(&self.series.folder, &entry.file)?;
        }
        sync_folder(&self.series.folder)
    }

    fn append(&mut self, lines: &str) -> Result<(), SeriesError> {
        let manifest = self.manifest.as_mut().expect("the series was begun");
        let written = manifest.file.write_all(lines.as_bytes()).and_then(|()| manifest.file.sync_data());
        if let Err(source) = written {
            // A part of the lines may stand there; an unfinished one counts for nothing, a finished one would.
            let _ = manifest.file.set_len(manifest.finished);
            return Err(SeriesError::Io { path: manifest.path.clone(), source });
        }
        manifest.finished += lines.len() as u64;
        Ok(())
    }

    /// A name that no snapshot of that date has.
    fn next_name(&mut self, entry: &Entry) -> FileName {
        let extension = entry.file.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        let extension = if is_extension(&extension) { extension } else { "txt".to_owned() };
        let captured = entry.date.confidence != Confidence::Bounded;
        let date = entry.date.value.clone().filter(|_| captured);
        let number = self.numbers.entry(date.clone()).and_modify(|number| *number += 1).or_insert(1);
        FileName { date, number: *number, extension }
    }

    fn insert(&mut self, entry: Entry) {
        let at = self.place(&entry);
        self.series.snapshots.insert(at, entry);
    }

    /// Where a new entry stands in time: behind all that are no later.
    fn place(&self, entry: &Entry) -> usize {
        let key = entry.moment();
        // Imports come in order of time: the place is at the end, or near it.
        self.series.snapshots.iter().rposition(|there| there.moment() <= key).map_or(0, |at| at + 1)
    }

    /// The snapshot next to an entry in time that holds the same bytes.
    fn same_neighbour(&self, entry: &Entry) -> Option<Entry> {
        let at = self.place(entry);
        let around = [at.checked_sub(1), Some(at)].into_iter().flatten();
        around.filter_map(|at| self.series.snapshots.get(at)).find(|there| there.hash == entry.hash).cloned()
    }
}

/// Gives a snapshot its name, where that was still to be done.
fn name_staged(folder: &Path, file: &str) -> Result<(), SeriesError> {
    let (from, to) = (folder.join(staged(file)), folder.join(file));
    if store::plain(&to).is_ok() || store::plain(&from).is_err() {
        return Ok(());
    }
    fs::rename(&from, &to).map_err(SeriesError::io(&to))
}

/// Takes away what an interrupted writer left that no line lists: what is listed has its name by now.
fn sweep(folder: &Path) -> Result<(), SeriesError> {
    for entry in fs::read_dir(folder).map_err(SeriesError::io(folder))? {
        let entry = entry.map_err(SeriesError::io(folder))?;
        let name = entry.file_name();
        let draft = name.to_str().and_then(|name| name.strip_prefix('.')?.strip_suffix(".new"));
        if draft.is_some_and(|file| FileName::parse(file).is_some() || file == settings::FILE) {
            // What cannot be taken away is hidden, and in nobody's way.
            let _ = fs::remove_file(entry.path());
        }
    }
    Ok(())
}

fn write_synced(path: &Path, bytes: &[u8]) -> Result<(), SeriesError> {
    // Whatever lies there is what an interrupted writer could not finish: a link must not be written through.
    let _ = fs::remove_file(path);
    let written = OpenOptions::new().write(true).create_new(true).open(path).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.map_err(SeriesError::io(path))
}

/// Writes a file so that it is there as a whole or not at all.
pub(super) fn write_anew(folder: &Path, file: &str, bytes: &[u8]) -> Result<(), SeriesError> {
    let (from, to) = (folder.join(staged(file)), folder.join(file));
    write_synced(&from, bytes)?;
    fs::rename(&from, &to).map_err(SeriesError::io(&to))
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> Result<(), SeriesError> {
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(SeriesError::io(folder))
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> Result<(), SeriesError> {
    Ok(())
}
