//! `recension diff`: compares two snapshots.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use recension::model::{Comparison, Level};
use recension::report::comparison::{Audience, FORMATS, View, format};
use serde_json::Value;

use super::exit::Exit;
use super::given::Given;
use super::input;
use super::output::Screen;
use super::select::Select;

/// Compare two snapshots of a page
///
/// Tells what the page claims now that it did not claim then: first in a word, then what matters most, then every
/// change in the order of the text with its words marked.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  recension diff 2017-07-11.txt undated.md
  recension diff old.html new.html --level minor --why
  recension diff old.md new.md --kind number,date,modality
  recension diff old.md new.md --format html -o report.html
  recension diff old.md new.md --format markdown -o changes.md
  recension diff old.md new.md --format csv -o changes.csv
  curl -s https://example.org/terms | recension diff terms.html - --exit-code
  recension diff terms                       the last two snapshots of a series
  recension diff terms@2019                  from the last one of 2019 to the newest
  recension diff terms@2019-03-01..last      between any two: a date, first, last, undated
  curl -s https://example.org/terms | recension diff terms -

Exit code: 0; with --exit-code 1 where a change is shown; 2 where something is in the way.")]
pub(super) struct Diff {
    /// The earlier snapshot: a file (- is standard input) or SERIES@DATE; alone, a SERIES (its last two snapshots),
    /// SERIES@DATE (from then to the newest) or SERIES@DATE..DATE
    old: PathBuf,
    /// The later snapshot: a file (- is standard input), SERIES@DATE or SERIES (its newest)
    new: Option<PathBuf>,
    /// How the report is written; summary is Markdown for a CI job
    #[arg(short, long, value_name = "FORMAT", default_value = FORMATS[0].name, help_heading = "Output",
          value_parser = PossibleValuesParser::new(FORMATS.iter().map(|format| format.name)))]
    format: String,
    /// Leave the reading texts out of a report for programs
    #[arg(long, help_heading = "Output")]
    no_text: bool,
    /// Show for every change the factors of its score
    #[arg(long)]
    why: bool,
    /// Exit with 1 where a change is there that the options select (of level notable, if none is given)
    #[arg(long)]
    exit_code: bool,
    #[command(flatten)]
    select: Select,
    #[command(flatten)]
    given: Given,
    #[command(flatten)]
    screen: Screen,
}

impl Diff {
    /// Compares and reports.
    pub(super) fn run(self) -> anyhow::Result<Exit> {
        let documents = input::pair(&self.old, self.new.as_deref(), &self.given.options())?;
        let comparison = recension::compare(documents.old, documents.new);
        let format = format(&self.format).unwrap_or(FORMATS[0]);
        let view = self.view();
        match format.audience {
            Audience::Reader => self.screen.page(|out| (format.render)(&comparison, &view, out))?,
            Audience::Program => self.screen.print(|out| (format.render)(&comparison, &view, out))?,
        }
        let finds = self.exit_code && finds(&view, &comparison);
        // The process ends: to give all this back piece by piece would take longer than to write the report.
        std::mem::forget(comparison);
        Ok(if finds { Exit::Found } else { Exit::Success })
    }

    fn view(&self) -> View {
        let mut options: BTreeMap<String, Value> = BTreeMap::new();
        self.select.describe(&mut options);
        self.given.describe(&mut options);
        View {
            why: self.why,
            text: !self.no_text,
            colour: self.screen.colour(),
            width: self.screen.width(),
            options,
            ..self.select.view()
        }
    }
}

/// Whether there is a change that the view selects; of level notable or above where it names none.
fn finds(view: &View, comparison: &Comparison) -> bool {
    let level = view.level.unwrap_or(Level::Notable);
    view.changes(comparison).iter().any(|change| change.level >= level)
}
