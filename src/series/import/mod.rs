//! Whole histories from elsewhere. What they are read from, and who hears of the progress, comes in as arguments.

pub mod git;
#[cfg(feature = "warc")]
pub mod warc;

use super::SeriesError;
use super::manifest::Entry;
use super::writer::{Recorded, Writer};

/// Snapshots that are written before any of them counts: one wait for the disk serves them all.
const BATCH: usize = 64;

/// … and so many bytes of them.
const BYTES: usize = 64 << 20;

/// What an import did.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Imported {
    /// How many snapshots are new.
    pub recorded: usize,
    /// How many the series had already, or hold the same bytes as the one before.
    pub known: usize,
    /// What was left out: its name, and why.
    pub skipped: Vec<(String, String)>,
}

/// Records snapshots as they come, in batches.
struct Sink<'w> {
    writer: &'w mut Writer,
    waiting: Vec<(Entry, Vec<u8>)>,
    /// How many bytes wait.
    bytes: usize,
    done: Imported,
}

impl<'w> Sink<'w> {
    fn new(writer: &'w mut Writer) -> Self {
        Sink { writer, waiting: Vec::with_capacity(BATCH), bytes: 0, done: Imported::default() }
    }

    fn take(&mut self, entry: Entry, bytes: Vec<u8>) -> Result<(), SeriesError> {
        self.bytes += bytes.len();
        self.waiting.push((entry, bytes));
        if self.waiting.len() >= BATCH || self.bytes >= BYTES { self.flush() } else { Ok(()) }
    }

    fn skip(&mut self, name: String, reason: String) {
        self.done.skipped.push((name, reason));
    }

    fn flush(&mut self) -> Result<(), SeriesError> {
        self.bytes = 0;
        for recorded in self.writer.record(std::mem::take(&mut self.waiting))? {
            match recorded {
                Recorded::New(_) => self.done.recorded += 1,
                Recorded::Known(_) => self.done.known += 1,
            }
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Imported, SeriesError> {
        self.flush()?;
        Ok(self.done)
    }
}
