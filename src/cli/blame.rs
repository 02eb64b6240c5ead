//! `recension blame`: a version with the age of everything it says.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use recension::report::history::{Audience, BLAME, Blame, View};
use recension::series::blame::blame;

use super::exit::Exit;
use super::output::Screen;
use super::past::Past;

/// Show since when a page says what it says
///
/// Each claim of the newest snapshot, or of another one, behind the date on which it was first seen in whatever words,
/// the date on which its words last changed, and how often they did.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  recension blame terms
  recension blame terms@2019
  recension blame terms --format json | jq '.lines[] | select(.times > 3).text'")]
pub(super) struct BlameOf {
    /// A series, or SERIES@DATE
    series: PathBuf,
    /// How the report is written
    #[arg(short, long, value_name = "FORMAT", default_value = BLAME[0].name, help_heading = "Output",
          value_parser = PossibleValuesParser::new(BLAME.iter().map(|format| format.name)))]
    format: String,
    #[command(flatten)]
    past: Past,
    #[command(flatten)]
    screen: Screen,
}

impl BlameOf {
    /// Follows the page, and shows its text.
    pub(super) fn run(self) -> anyhow::Result<Exit> {
        let history = self.past.of(&self.series)?;
        let report = Blame { history: &history, lines: blame(&history) };
        let view = self.screen.view(View::default(), BTreeMap::new());
        let format = BLAME.iter().find(|format| format.name == self.format).unwrap_or(&BLAME[0]);
        match format.audience {
            Audience::Reader => self.screen.page(|out| (format.render)(&report, &view, out))?,
            Audience::Program => self.screen.print(|out| (format.render)(&report, &view, out))?,
        }
        Ok(Exit::Success)
    }
}
