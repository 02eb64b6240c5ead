//! `recension import warc`: captures out of web archive files.

use std::fs::File;
use std::path::PathBuf;

use anyhow::{Context, bail};
use recension::series::Writer;
use recension::series::import::warc::{addresses, import};
use recension::series::import::{Imported, Query};

use crate::cli::exit::Exit;
use crate::cli::given::{NewPage, Time};
use crate::cli::past::progress;

/// Addresses that are listed where one must be chosen.
const LISTED: usize = 20;

/// Bring the captures of a page out of web archive files into a series
///
/// WARC files, plain or gzip, and WACZ files. Broken records are left out and named, the rest is imported.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  recension import warc crawl.warc.gz --series terms --address https://example.org/terms
  recension import warc 2019.wacz 2020.wacz --series terms --since 2019-06
  recension import warc crawl.warc.gz --series terms    lists the addresses, if there are several

Exit code: 0; 2 where something is in the way.")]
pub(super) struct Warc {
    /// The archives
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The folder of the series
    #[arg(long, value_name = "SERIES")]
    series: PathBuf,
    /// The address of the page; need not be told where the archives hold one page
    #[arg(long, value_name = "URL")]
    address: Option<String>,
    #[command(flatten)]
    time: Time,
    #[command(flatten)]
    page: NewPage,
}

impl Warc {
    /// Imports, and says how much.
    pub(super) fn run(self) -> anyhow::Result<Exit> {
        let address = match &self.address {
            Some(address) => address.clone(),
            None => self.only_address()?,
        };
        let Time { since, until } = self.time.clone();
        let query = Query { address: Some(address.clone()), since, until };
        let settings = self.page.settings(Some(&address));
        let archives = self.files.iter().map(|path| Ok((path, open(path)?))).collect::<anyhow::Result<Vec<_>>>()?;
        let mut writer = Writer::open(&self.series, &settings)?;
        let mut done = Imported::default();
        for (path, archive) in archives {
            let bar = progress(0, "records");
            bar.set_length(0);
            let one = import(&mut writer, archive, &query, &mut |read| bar.set_position(read as u64));
            bar.finish_and_clear();
            let one = one.with_context(|| path.display().to_string())?;
            done.recorded += one.recorded;
            done.known += one.known;
            done.skipped.extend(one.skipped);
        }
        if done == Imported::default() {
            bail!("{address}: the archives hold no capture of it in that time");
        }
        super::tell(&self.series, &done)?;
        Ok(Exit::Success)
    }

    /// The address of the one page that the archives hold.
    fn only_address(&self) -> anyhow::Result<String> {
        let mut found = std::collections::BTreeMap::<String, usize>::new();
        for path in &self.files {
            for (address, count) in addresses(open(path)?).with_context(|| path.display().to_string())? {
                *found.entry(address).or_default() += count;
            }
        }
        let mut listed: Vec<(&String, &usize)> = found.iter().collect();
        listed.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
        match listed[..] {
            [] => bail!("the archives hold no page"),
            [(address, _)] => Ok(address.clone()),
            _ => {
                let lines: Vec<String> =
                    listed.iter().take(LISTED).map(|(address, count)| format!("\n  {count:>5}  {address}")).collect();
                bail!("the archives hold {} pages; name one with --address:{}", listed.len(), lines.concat())
            }
        }
    }
}

fn open(path: &PathBuf) -> anyhow::Result<File> {
    File::open(path).with_context(|| format!("{}: it cannot be opened", path.display()))
}
