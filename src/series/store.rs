//! A series as it lies on disk.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::model::{Confidence, Dated, Document, Obtained};
use crate::read::{self, ReadOptions};

use super::file_name::{FileName, precision};
use super::manifest::{Entry, Manifest};
use super::{SeriesError, Settings};

/// The snapshots of one page, in order of time.
#[derive(Debug, Clone)]
pub struct Series {
    /// Where they lie.
    pub folder: PathBuf,
    /// What is known of the page.
    pub settings: Settings,
    /// What is known of each snapshot, in order of time.
    pub snapshots: Vec<Entry>,
}

impl Series {
    /// Opens a series: what its manifest lists, and snapshots that lie beside without being listed.
    ///
    /// # Errors
    /// Where the folder, its settings or its manifest cannot be read, or there is no snapshot.
    pub fn open(folder: &Path) -> Result<Series, SeriesError> {
        let series = Series::open_or_new(folder)?;
        if series.snapshots.is_empty() { Err(SeriesError::Empty(folder.to_owned())) } else { Ok(series) }
    }

    /// The same of a folder that may be empty, or not there yet.
    pub(super) fn open_or_new(folder: &Path) -> Result<Series, SeriesError> {
        let settings = Settings::load(folder)?;
        let mut snapshots = Manifest::load(folder)?.sound(folder)?;
        let listed: BTreeSet<String> = snapshots.iter().map(|entry| entry.file.clone()).collect();
        for name in files(folder)?.into_iter().filter(|name| !listed.contains(&name.to_string())) {
            snapshots.push(unlisted(folder, &name, &settings)?);
        }
        snapshots.sort_by(|a, b| {
            a.moment().cmp(&b.moment()).then_with(|| (a.number(), &a.file).cmp(&(b.number(), &b.file)))
        });
        Ok(Series { folder: folder.to_owned(), settings, snapshots })
    }

    /// What to call it: its folder's name.
    pub fn name(&self) -> String {
        let whole = fs::canonicalize(&self.folder).unwrap_or_else(|_| self.folder.clone());
        whole.file_name().map_or_else(|| self.folder.display().to_string(), |name| name.to_string_lossy().into_owned())
    }

    /// The bytes of a snapshot.
    ///
    /// # Errors
    /// Where its file cannot be read, or is no plain file.
    pub fn bytes(&self, entry: &Entry) -> Result<Vec<u8>, SeriesError> {
        bytes(&self.folder, &entry.file)
    }

    /// Reads a snapshot as a document, with the day of capture that the manifest knows.
    ///
    /// # Errors
    /// Where its file cannot be read, or is no text.
    pub fn read(&self, entry: &Entry, options: &ReadOptions) -> Result<Document, SeriesError> {
        let path = self.folder.join(&entry.file);
        let bytes = self.bytes(entry)?;
        let given = entry.date.confidence == Confidence::Given;
        let told = options.captured.is_some();
        let options = ReadOptions {
            charset: charset(&entry.media_type),
            captured: options.captured.clone().or_else(|| entry.date.value.clone().filter(|_| given)),
            ..self.settings.options(options)
        };
        let mut document = read::read(&bytes, &path.to_string_lossy(), &options)
            .map_err(|source| SeriesError::Unreadable { path, source })?;
        if given && !told {
            document.captured = entry.date.clone();
        }
        Ok(document)
    }
}

/// The bytes of a file of a series. One that a writer was interrupted in naming is found under its earlier name.
pub(super) fn bytes(folder: &Path, file: &str) -> Result<Vec<u8>, SeriesError> {
    let path = folder.join(file);
    match plain(&path) {
        Err(SeriesError::Io { source, .. }) if source.kind() == ErrorKind::NotFound => {
            let staged = folder.join(staged(file));
            if plain(&staged).is_ok() { fs::read(&staged) } else { Err(source) }
        }
        refused @ Err(_) => return refused.map(|()| Vec::new()),
        Ok(()) => fs::read(&path),
    }
    .map_err(SeriesError::io(&path))
}

/// Where a snapshot lies until its line stands in the manifest.
pub(super) fn staged(file: &str) -> String {
    format!(".{file}.new")
}

/// Fails where a path is a symbolic link or no file.
pub(super) fn plain(path: &Path) -> Result<(), SeriesError> {
    let metadata = fs::symlink_metadata(path).map_err(SeriesError::io(path))?;
    if metadata.is_file() { Ok(()) } else { Err(SeriesError::NotAFile(path.to_owned())) }
}

/// The bytes of what a series tells of itself; none where there is no such file.
pub(super) fn told(path: &Path) -> Result<Option<Vec<u8>>, SeriesError> {
    match plain(path) {
        Err(SeriesError::Io { source, .. }) if source.kind() == ErrorKind::NotFound => Ok(None),
        refused @ Err(_) => refused.map(|()| None),
        Ok(()) => fs::read(path).map(Some).map_err(SeriesError::io(path)),
    }
}

/// The names of the snapshots that lie in a folder, ascending; none where there is no such folder.
pub(super) fn files(folder: &Path) -> Result<Vec<FileName>, SeriesError> {
    let listing = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        listing => listing.map_err(SeriesError::io(folder))?,
    };
    let mut names = Vec::new();
    for entry in listing {
        let entry = entry.map_err(SeriesError::io(folder))?;
        names.extend(entry.file_name().to_str().and_then(FileName::parse));
    }
    names.sort();
    Ok(names)
}

/// What can be known of a snapshot that no manifest lists: its name, or what its text says, dates it.
fn unlisted(folder: &Path, name: &FileName, settings: &Settings) -> Result<Entry, SeriesError> {
    let file = name.to_string();
    let bytes = bytes(folder, &file)?;
    let options = settings.options(&ReadOptions::default());
    let by_name = name.date.clone().map(|value| Dated {
        precision: precision(&value).expect("it is the date of a name"),
        value: Some(value),
        basis: "file name".into(),
        confidence: Confidence::Given,
    });
    let document = || read::read(&bytes, &file, &options);
    let (date, media_type) = match by_name {
        Some(date) => (date, media_type(&name.extension).to_owned()),
        None => match document() {
            Ok(document) => (document.stated, document.media_type.as_str().to_owned()),
            Err(source) => return Err(SeriesError::Unreadable { path: folder.join(&file), source }),
        },
    };
    let offered = Entry::offered(&name.extension, Obtained::File, &media_type, date);
    Ok(Entry { hash: hash(&bytes), file, ..offered })
}

/// The hash of bytes as manifests have it.
pub(super) fn hash(bytes: &[u8]) -> String {
    format!("blake3:{}", blake3::hash(bytes).to_hex())
}

/// The charset that a MIME type tells: `text/html; charset=windows-1252`.
fn charset(media_type: &str) -> Option<String> {
    let mut parameters = media_type.split(';').skip(1).filter_map(|parameter| parameter.trim().split_once('='));
    let (_, value) = parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
    Some(value.trim().trim_matches(['"', '\'']).to_owned())
}

/// The MIME type that an extension tells.
pub(super) fn media_type(extension: &str) -> &'static str {
    match extension.to_ascii_lowercase().as_str() {
        "html" | "htm" | "xhtml" | "shtml" => "text/html",
        "md" | "markdown" | "mdx" => "text/markdown",
        _ => "text/plain",
    }
}

/// The series that a path means: itself where snapshots lie in it, else each of its folders where some do.
///
/// # Errors
/// Where the path cannot be listed, or there is no series.
pub fn folders(path: &Path) -> Result<Vec<PathBuf>, SeriesError> {
    let is_series = |folder: &Path| Ok(folder.join(super::manifest::FILE).is_file() || !files(folder)?.is_empty());
    fs::read_dir(path).map_err(SeriesError::io(path))?;
    if is_series(path)? {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(path).map_err(SeriesError::io(path))? {
        let entry = entry.map_err(SeriesError::io(path))?;
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) && is_series(&entry.path())? {
            found.push(entry.path());
        }
    }
    found.sort();
    if found.is_empty() { Err(SeriesError::Empty(path.to_owned())) } else { Ok(found) }
}
