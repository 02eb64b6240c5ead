//! What the commands on the past of a page share: which series, how far, and where digests are kept.

use std::io::{self, IsTerminal};
use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};
use recension::ReadOptions;
use recension::model::History;
use recension::series::cache::{Cache, FolderCache, NoCache};
use recension::series::{Selection, Series, follow, select};

use super::given::language;
use super::limits::LimitsOf;

/// The folder in that of a series where digests are kept.
const CACHE: &str = ".recension";

/// How a page is followed.
#[derive(Debug, clap::Args)]
pub(super) struct Past {
    /// Language of the page, where its series.toml does not tell it: en, de, fr, zh …
    #[arg(long, value_name = "CODE", value_parser = language, help_heading = "What you know of the snapshots")]
    lang: Option<String>,
    /// Compare everything anew, and keep nothing in SERIES/.recension
    #[arg(long)]
    no_cache: bool,
    #[command(flatten)]
    limits: LimitsOf,
}

impl Past {
    /// Follows the page that an operand names, up to the snapshot that it names.
    pub(super) fn of(&self, operand: &Path) -> anyhow::Result<History> {
        Ok(self.series(operand)?.1)
    }

    /// The same, with the series.
    pub(super) fn series(&self, operand: &Path) -> anyhow::Result<(Series, History)> {
        let Some((series, selection)) = select(operand)? else {
            anyhow::bail!("{}: there is no such series; name a folder of snapshots, or SERIES@DATE", operand.display());
        };
        let last = match selection {
            Selection::Whole => series.snapshots.len() - 1,
            Selection::One(index) => index,
            Selection::Range(..) => {
                anyhow::bail!("{}: name one snapshot, all until it are looked at", operand.display())
            }
        };
        let history = self.follow(&series, last + 1)?;
        Ok((series, history))
    }

    /// How its snapshots are read.
    pub(super) fn options(&self) -> ReadOptions {
        ReadOptions { language: self.lang.clone(), limits: self.limits.get(), ..ReadOptions::default() }
    }

    /// Follows a page through its first snapshots.
    pub(super) fn follow(&self, series: &Series, snapshots: usize) -> anyhow::Result<History> {
        let kept = FolderCache::new(series.folder.join(CACHE));
        // A digest is kept under what was read, not under how much of it.
        let cache: &dyn Cache = if self.no_cache || self.limits.are_told() { &NoCache } else { &kept };
        let bar = progress(snapshots, "snapshots");
        let history =
            follow(series, Some(snapshots), &self.options(), cache, &mut |done| bar.set_position(done as u64));
        bar.finish_and_clear();
        Ok(history?)
    }
}

/// A progress bar on standard error, where a person can see it.
pub(super) fn progress(all: usize, of: &'static str) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} {msg}, {eta} left").expect("the template is sound");
    ProgressBar::new(all as u64).with_style(style).with_message(of)
}
