//! A progress bar on standard error, where a person can see it.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressStyle};

/// A bar over the bytes of a file, or a count of what came through a pipe.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// A bar; hidden where standard error is no terminal, or where answers run across the same screen.
    pub(super) fn new(length: Option<u64>, to_file: bool) -> Progress {
        if !io::stderr().is_terminal() || (!to_file && io::stdout().is_terminal()) {
            return Progress(ProgressBar::hidden());
        }
        let (bar, style) = match length {
            Some(length) => (ProgressBar::new(length), "{bar:40} {percent:>3} %  {msg}, {eta} left"),
            None => (ProgressBar::no_length(), "{spinner} {msg}, {elapsed}"),
        };
        if let Ok(style) = ProgressStyle::with_template(style) {
            bar.set_style(style);
        }
        Progress(bar)
    }

    /// One more record is answered, which took so many bytes.
    pub(super) fn advance(&self, records: usize, bytes: usize) {
        self.0.inc(bytes as u64);
        if !self.0.is_hidden() {
            self.0.set_message(format!("{records} compared"));
        }
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        self.0.finish_and_clear();
    }
}
