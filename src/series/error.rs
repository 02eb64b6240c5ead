//! What stands in the way of a series.

use std::io;
use std::path::{Path, PathBuf};

use crate::read::ReadError;

/// Why a series cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SeriesError {
    /// The folder holds no snapshot.
    #[error("{}: it is a directory without snapshots; those of a series are named DATE.EXT, such as 2017-07-11.html", .0.display())]
    Empty(PathBuf),
    /// A file or folder cannot be read or written.
    #[error("{}: {source}", .path.display())]
    Io {
        /// Which one.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// `series.toml` or the manifest does not hold what it should.
    #[error("{}: {message}", .path.display())]
    Malformed {
        /// Which file.
        path: PathBuf,
        /// What is wrong in it, with the line.
        message: String,
    },
    /// A snapshot cannot be read as a text.
    #[error("{}: {source}", .path.display())]
    Unreadable {
        /// Which one.
        path: PathBuf,
        /// Why.
        source: ReadError,
    },
    /// A snapshot is a symbolic link or a folder: only plain files of the series itself are read.
    #[error("{}: it is no plain file; links are not followed out of a series", .0.display())]
    NotAFile(PathBuf),
    /// The bytes of a snapshot are not those that were captured.
    #[error("{}: it is not what was captured; `recension verify` tells more", .0.display())]
    Changed(PathBuf),
    /// No snapshot answers to what was asked for.
    #[error("{}@{wanted}: there is no such snapshot; {there}", .folder.display())]
    NoSuch {
        /// The series.
        folder: PathBuf,
        /// What was asked for.
        wanted: String,
        /// What is there, in words.
        there: String,
    },
    /// A web archive cannot be asked, or does not answer as one.
    #[error("{address}: {message}")]
    Fetch {
        /// What was asked for.
        address: String,
        /// Why there is no answer.
        message: String,
    },
    /// What is to be added contradicts what is known. The reason is a sentence.
    #[error("{0}")]
    Refused(String),
}

impl SeriesError {
    /// Wraps an error of the file system with the path that it concerns.
    pub(super) fn io(path: &Path) -> impl FnOnce(io::Error) -> SeriesError + '_ {
        move |source| SeriesError::Io { path: path.to_owned(), source }
    }
}
