//! `recension import git`: the commits that changed a file.

use std::io::BufReader;
use std::path::PathBuf;
use std::process::Stdio;

use anyhow::{Context, bail};
use recension::series::Writer;
use recension::series::import::git::{CAT, CatFile, Commit, LOG, commits, import};
use recension::{ReadOptions, read};

use crate::cli::exit::Exit;
use crate::cli::git::{ended, git, missing};
use crate::cli::given::NewPage;
use crate::cli::past::progress;

/// Bring the history of a file in a git repository into a series
///
/// One snapshot for each commit on the main line that changed the file, with the commit's date, id and subject; renames
/// are followed. Commits that the series has already are left alone, so that the same command brings it up to date.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  recension import git ~/src/site docs/terms.md --series terms
  recension import git . privacy.html --series privacy --range v1.0..main

Git must be installed. Exit code: 0; 2 where something is in the way.")]
pub(super) struct Git {
    /// The repository
    repo: PathBuf,
    /// The file in it
    path: String,
    /// The folder of the series
    #[arg(long, value_name = "SERIES")]
    series: PathBuf,
    /// Only these commits: A..B, as git takes it
    #[arg(long, value_name = "RANGE")]
    range: Option<String>,
    /// Where the page stands; kept where the series is new
    #[arg(long, value_name = "URL")]
    address: Option<String>,
    #[command(flatten)]
    page: NewPage,
}

impl Git {
    /// Imports, and says how much.
    pub(super) fn run(self) -> anyhow::Result<Exit> {
        let commits = self.commits()?;
        let mut cat =
            git(&self.repo, &CAT).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().with_context(missing)?;
        let input = cat.stdin.take().context("git takes no input")?;
        let output = BufReader::new(cat.stdout.take().context("git gives no output")?);
        let mut blobs = CatFile { input, output };
        let mut settings = self.page.settings(self.address.as_deref());
        settings.title = settings.title.or_else(|| title(&mut blobs, &commits));
        let mut writer = Writer::open(&self.series, &settings)?;
        let bar = progress(commits.len(), "commits");
        let done = import(&mut writer, &commits, &mut blobs, &mut |done| bar.set_position(done as u64))?;
        bar.finish_and_clear();
        drop(blobs);
        cat.wait()?;
        super::tell(&self.series, &done)?;
        Ok(Exit::Success)
    }

    fn commits(&self) -> anyhow::Result<Vec<Commit>> {
        let range = self.range.as_deref().unwrap_or("HEAD");
        let mut log = git(&self.repo, &LOG);
        log.args([range, "--", &self.path]).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut log = log.spawn().with_context(missing)?;
        let read = commits(BufReader::new(log.stdout.take().context("git gives no output")?));
        ended(log)?;
        let commits = read.context("what git log printed cannot be read")?;
        if commits.is_empty() {
            bail!("{}: no commit in {range} changed {}; paths are counted from there", self.repo.display(), self.path);
        }
        Ok(commits)
    }
}

/// What the newest version calls itself.
fn title(blobs: &mut dyn recension::series::import::git::Blobs, commits: &[Commit]) -> Option<String> {
    let newest = commits.iter().rev().find(|commit| commit.blob.is_some())?;
    let bytes = blobs.blob(newest.blob.as_deref()?).ok()?;
    read::read(&bytes, &newest.path, &ReadOptions::default()).ok()?.title
}
