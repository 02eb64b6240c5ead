//! `recension cite`: a change with all that is needed to check it.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use recension::report::citation::{Audience, FORMATS};
use recension::series::cite::cite;

use super::exit::Exit;
use super::output::Screen;
use super::past::Past;

/// Cite a change: quotes, dates, hashes, links
///
/// Prints the words of both sides with their lines, the dates of both snapshots and how they are known, the hashes of
/// their files, and links that lead a browser to the words, into the archived capture where its address is known.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  recension cite terms 9d29b7e0b8cc             the ids stand in `recension log terms`
  recension cite terms 9d29 --format markdown   the beginning of an id is enough
  recension cite terms 9d29 --format annotation a W3C Web Annotation, as JSON")]
pub(super) struct CiteOf {
    /// The series
    series: PathBuf,
    /// The change, or the beginning of its id
    id: String,
    /// How the citation is written
    #[arg(short, long, value_name = "FORMAT", default_value = FORMATS[0].name, help_heading = "Output",
          value_parser = PossibleValuesParser::new(FORMATS.iter().map(|format| format.name)))]
    format: String,
    #[command(flatten)]
    past: Past,
    #[command(flatten)]
    screen: Screen,
}

impl CiteOf {
    /// Finds the change, and cites it.
    pub(super) fn run(self) -> anyhow::Result<Exit> {
        let (series, history) = self.past.series(&self.series)?;
        let citation = cite(&series, &history, &self.id, &self.past.options())?;
        let format = FORMATS.iter().find(|format| format.name == self.format).unwrap_or(&FORMATS[0]);
        match format.audience {
            Audience::Reader => self.screen.page(|out| (format.render)(&citation, out))?,
            Audience::Program => self.screen.print(|out| (format.render)(&citation, out))?,
        }
        Ok(Exit::Success)
    }
}
