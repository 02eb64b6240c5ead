//! Where reports go: standard output or a file.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;

/// Options of every command that concern the screen.
#[derive(Debug, clap::Args)]
pub(super) struct Screen {
    /// Whether to use colours.
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto")]
    pub(super) color: When,
}

/// When something is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum When {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The file that a command writes to instead of standard output.
#[derive(Debug, clap::Args)]
pub(super) struct Target {
    /// Write the report to this file.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

/// Lets `write` write to the file, or to standard output where none is named.
pub(super) fn write(path: Option<&Path>, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> anyhow::Result<()> {
    match path {
        None => {
            let mut out = BufWriter::new(io::stdout().lock());
            write(&mut out)?;
            out.flush()?;
        }
        Some(path) => {
            let at = || format!("{}: the report cannot be written", path.display());
            let mut out = BufWriter::new(File::create(path).with_context(at)?);
            write(&mut out).with_context(at)?;
            out.flush().with_context(at)?;
        }
    }
    Ok(())
}
