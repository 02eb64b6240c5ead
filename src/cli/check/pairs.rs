//! Which snapshots are held to the policy, each against the one before.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, bail};
use recension::ReadOptions;
use recension::model::{Comparison, Pair};
use recension::series::{Series, folders};

use crate::cli::git::{ended, git, missing};
use crate::cli::input;

/// The folder with a series for each page.
const SNAPSHOTS: &str = "snapshots";

/// The pairs that are asked for.
#[derive(Debug, clap::Args)]
pub(super) struct Pairs {
    /// The earlier snapshot, or a series (its newest pair), or a folder of series; snapshots/ where nothing is given
    old: Option<PathBuf>,
    /// The later snapshot
    #[arg(conflicts_with = "since")]
    new: Option<PathBuf>,
    /// Every snapshot that git commits added since REV (or in A..B), each against the one before
    #[arg(long, value_name = "REV")]
    since: Option<String>,
    /// The name under which the policy and the list know the page; that of the folder where it is not given
    #[arg(long, value_name = "NAME")]
    page: Option<String>,
}

impl Pairs {
    /// The pairs, compared, each with the name of its page.
    pub(super) fn compared(&self, options: &Pair<ReadOptions>) -> anyhow::Result<Vec<(String, Comparison)>> {
        let compare = |old: &Path, new: Option<&Path>| {
            let documents = input::pair(old, new, options)?;
            anyhow::Ok(recension::compare(documents.old, documents.new))
        };
        let old = self.old.as_deref().unwrap_or(Path::new(SNAPSHOTS));
        if let Some(new) = &self.new {
            let path = absolute(new);
            return Ok(vec![(self.name(path.parent().unwrap_or(Path::new(""))), compare(old, Some(new))?)]);
        }
        if self.old.is_none() && !old.is_dir() {
            bail!("there is no folder {SNAPSHOTS}; name two snapshots, a series, or a folder of series");
        }
        if let Some(since) = &self.since {
            return self.added(old, since, options);
        }
        if !old.is_dir() {
            let series = old.to_string_lossy();
            let folder = series.rsplit_once('@').map_or(&*series, |(folder, _)| folder);
            return Ok(vec![(self.name(&absolute(Path::new(folder))), compare(old, None)?)]);
        }
        let folders = folders(old)?;
        let all = folders.len() > 1 || folders[0] != old;
        let mut compared = Vec::new();
        for folder in folders {
            // Of many pages some are new: there is nothing to hold them to yet.
            if !all || Series::open(&folder)?.snapshots.len() > 1 {
                compared.push((self.name(&absolute(&folder)), compare(&folder, None)?));
            }
        }
        Ok(compared)
    }

    /// Every snapshot that commits added, compared with the one before it in time. A page's first one is held to nothing.
    fn added(
        &self,
        path: &Path,
        since: &str,
        options: &Pair<ReadOptions>,
    ) -> anyhow::Result<Vec<(String, Comparison)>> {
        if !path.is_dir() {
            bail!("{}: with --since name a series or a folder of series", path.display());
        }
        let mut compared = Vec::new();
        for folder in folders(path)? {
            let (series, added) = (Series::open(&folder)?, added(&folder, since)?);
            for pair in series.snapshots.windows(2).filter(|pair| added.contains(&pair[1].file)) {
                let read = |entry, options| series.read(entry, options);
                let (old, new) = rayon::join(|| read(&pair[0], &options.old), || read(&pair[1], &options.new));
                compared.push((self.name(&absolute(&folder)), recension::compare(old?, new?)));
            }
        }
        Ok(compared)
    }

    fn name(&self, folder: &Path) -> String {
        let own = || folder.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        self.page.clone().unwrap_or_else(own)
    }
}

/// The names of the files that commits added to a folder: those of a range, or those since the branch left a revision.
fn added(folder: &Path, since: &str) -> anyhow::Result<BTreeSet<String>> {
    let range = if since.contains("..") { since.to_owned() } else { format!("{since}...HEAD") };
    // A snapshot that got another name is one that is new under it.
    let shape = ["diff", "--name-only", "--no-renames", "--diff-filter=A", "--relative", "-z", "--end-of-options"];
    let mut command = git(folder, &shape);
    command.args([&range, "--", "."]).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().with_context(missing)?;
    let mut listed = Vec::new();
    if let Some(mut out) = child.stdout.take() {
        out.read_to_end(&mut listed)?;
    }
    ended(child)?;
    Ok(listed.split(|&byte| byte == 0).map(|name| String::from_utf8_lossy(name).into_owned()).collect())
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
