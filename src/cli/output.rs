//! Where reports go, and in which dress: standard output, a pager, or a file.

use std::collections::BTreeMap;
use std::env;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anstream::{AutoStream, ColorChoice};
use anyhow::Context;
use recension::report::comparison::View;
use serde_json::Value;

use super::pager::Pager;

/// Where a report for people goes, and how it looks there.
#[derive(Debug, clap::Args)]
pub(super) struct Screen {
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
    /// Use colours; auto: on a terminal, unless NO_COLOR is set, or with CLICOLOR_FORCE anywhere
    #[arg(long, value_name = "WHEN", default_value = "auto", help_heading = "Output")]
    color: When,
    /// Do not page what is longer than the screen (pager: $RECENSION_PAGER, $PAGER or less)
    #[arg(long, help_heading = "Output")]
    no_pager: bool,
}

/// When colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum When {
    Auto,
    Always,
    Never,
}

impl Screen {
    /// Whether reports may use colours. A file gets them only where they are asked for in so many words.
    pub(super) fn colour(&self) -> bool {
        match self.color {
            When::Always => true,
            When::Never => false,
            When::Auto => self.output.is_none() && AutoStream::choice(&io::stdout()) != ColorChoice::Never,
        }
    }

    /// Columns: what `COLUMNS` says, else the terminal's, else eighty.
    pub(super) fn width(&self) -> usize {
        let told = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|&columns| columns > 0);
        told.unwrap_or_else(|| if self.output.is_none() { textwrap::termwidth() } else { 80 })
    }

    /// A view in the dress of this screen, with the options that were given.
    pub(super) fn view(&self, view: View, options: BTreeMap<String, Value>) -> View {
        View { colour: self.colour(), width: self.width(), options, ..view }
    }

    /// Lets `report` write a report for people: to a pager where there is a terminal.
    pub(super) fn page(&self, report: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> anyhow::Result<()> {
        if self.output.is_some() || self.no_pager || !io::stdout().is_terminal() {
            return to(self.output.as_deref(), report);
        }
        match Pager::start() {
            None => to(None, report),
            Some(mut pager) => {
                let done = report(pager.input());
                pager.wait()?;
                Ok(done?)
            }
        }
    }

    /// Lets `report` write a report for programs.
    pub(super) fn print(&self, report: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> anyhow::Result<()> {
        to(self.output.as_deref(), report)
    }
}

/// Lets `report` write to the file, or to standard output where none is named.
pub(super) fn to(path: Option<&Path>, report: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> anyhow::Result<()> {
    let Some(path) = path else {
        let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
        report(&mut out)?;
        return Ok(out.flush()?);
    };
    let trouble = || format!("{}: the report cannot be written there", path.display());
    let mut out = BufWriter::new(File::create(path).with_context(trouble)?);
    report(&mut out).with_context(trouble)?;
    out.flush().with_context(trouble)
}
