//! `recension log`: what changed at each snapshot.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use recension::report::history::{Audience, LOG, Log};
use recension::series::log::{Query, log};
use recension::series::{Series, folders};

use super::exit::Exit;
use super::given::Time;
use super::output::Screen;
use super::past::Past;
use super::select::Select;

/// Changes of a snapshot that are told where nothing is asked for in particular.
const BRIEF: usize = 5;

/// Tell what changed at each snapshot of a page
///
/// The newest snapshot comes first. Claims that were dropped and are said again are told as such, and so are edits that
/// were made while the page's own "last updated" line stood still. Of several pages an edit that all of them made is
/// told once.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  recension log terms
  recension log terms --since 2020 --kind facts,force
  recension log terms --kind silent_edit,restored
  recension log snapshots -n 10              every series in the folder, the same edit once
  recension log terms privacy --reverse --format json")]
pub(super) struct LogOf {
    /// Series, or folders of series
    #[arg(required = true, value_name = "SERIES")]
    series: Vec<PathBuf>,
    #[command(flatten)]
    time: Time,
    /// So many snapshots at most
    #[arg(short = 'n', long, value_name = "N", help_heading = "Selection")]
    max_count: Option<usize>,
    /// The oldest snapshot first
    #[arg(long, help_heading = "Output")]
    reverse: bool,
    /// How the report is written
    #[arg(short, long, value_name = "FORMAT", default_value = LOG[0].name, help_heading = "Output",
          value_parser = PossibleValuesParser::new(LOG.iter().map(|format| format.name)))]
    format: String,
    #[command(flatten)]
    select: Select,
    #[command(flatten)]
    past: Past,
    #[command(flatten)]
    screen: Screen,
}

impl LogOf {
    /// Follows each page, and tells.
    pub(super) fn run(self) -> anyhow::Result<Exit> {
        let mut histories = Vec::new();
        for path in &self.series {
            for folder in folders(path)? {
                let series = Series::open(&folder)?;
                histories.push(self.past.follow(&series, series.snapshots.len())?);
            }
        }
        let mut options = BTreeMap::new();
        self.select.describe(&mut options);
        let mut view = self.select.view();
        let brief = view.level.is_none() && view.kinds.is_empty() && view.families.is_empty();
        let query = Query {
            since: self.time.since.clone(),
            until: self.time.until.clone(),
            level: view.level,
            kinds: std::mem::take(&mut view.kinds),
            families: std::mem::take(&mut view.families),
            about: view.about.take(),
            limit: self.max_count,
            reverse: self.reverse,
        };
        for (name, value) in [("since", &query.since), ("until", &query.until)] {
            options.extend(value.as_deref().map(|value| (name.to_owned(), value.into())));
        }
        let entries = log(&histories, &query);
        let report = Log { histories: &histories, entries, brief: brief.then_some(BRIEF) };
        let view = self.screen.view(view, options);
        let format = LOG.iter().find(|format| format.name == self.format).unwrap_or(&LOG[0]);
        match format.audience {
            Audience::Reader => self.screen.page(|out| (format.render)(&report, &view, out))?,
            Audience::Program => self.screen.print(|out| (format.render)(&report, &view, out))?,
        }
        Ok(Exit::Success)
    }
}
