//! `recension import`: a whole history from elsewhere.

mod git;
#[cfg(feature = "warc")]
mod warc;
#[cfg(feature = "wayback")]
mod wayback;

use std::path::Path;

use clap::Subcommand;
use recension::report::{phrase, safe};
use recension::series::import::Imported;

use super::exit::Exit;
use super::output;

/// What was left out and is told one by one.
const TOLD: usize = 10;

/// Bring a whole history into a series
#[derive(Debug, clap::Args)]
pub(super) struct Import {
    #[command(subcommand)]
    from: From,
}

#[derive(Debug, Subcommand)]
enum From {
    Git(git::Git),
    #[cfg(feature = "warc")]
    Warc(warc::Warc),
    #[cfg(feature = "wayback")]
    Wayback(wayback::Wayback),
}

impl Import {
    /// Imports from where it was asked for.
    pub(super) fn run(self) -> anyhow::Result<Exit> {
        match self.from {
            From::Git(git) => git.run(),
            #[cfg(feature = "warc")]
            From::Warc(warc) => warc.run(),
            #[cfg(feature = "wayback")]
            From::Wayback(wayback) => wayback.run(),
        }
    }
}

/// Says what an import did.
fn tell(series: &Path, done: &Imported) -> anyhow::Result<()> {
    let mut lines = vec![format!(
        "{}: {} recorded, {} already there or without a change",
        series.display(),
        phrase::count(done.recorded, "snapshot"),
        done.known
    )];
    lines.extend(done.skipped.iter().take(TOLD).map(|(name, why)| format!("left out {name}: {why}")));
    if done.skipped.len() > TOLD {
        lines.push(format!("left out {} more", done.skipped.len() - TOLD));
    }
    output::to(None, |out| lines.iter().try_for_each(|line| writeln!(out, "{}", safe::terminal(line))))
}
