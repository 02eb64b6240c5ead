//! `recension diff`: compares two snapshots.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use recension::ReadOptions;
use recension::model::{Level, Pair};
use recension::report::comparison::{FORMATS, View, format};

use super::exit::Exit;
use super::output::{Screen, Target};
use super::{input, output};

/// Compare two snapshots of a page
#[derive(Debug, clap::Args)]
pub(super) struct Diff {
    /// The earlier snapshot (- is standard input)
    old: PathBuf,
    /// The later snapshot (- is standard input)
    new: PathBuf,
    /// How the report is written
    #[arg(short, long, value_name = "FORMAT", default_value = FORMATS[0].name,
          value_parser = PossibleValuesParser::new(FORMATS.iter().map(|format| format.name)))]
    format: String,
    /// Exit with 1 where a change at or above the level exists
    #[arg(long)]
    exit_code: bool,
    /// Leave the reading texts out of the JSON report
    #[arg(long)]
    no_text: bool,
    /// Date of capture of the earlier snapshot: YYYY, YYYY-MM or YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = input::date)]
    old_date: Option<String>,
    /// Date of capture of the later snapshot
    #[arg(long, value_name = "DATE", value_parser = input::date)]
    new_date: Option<String>,
    #[command(flatten)]
    about: input::About,
    #[command(flatten)]
    target: Target,
}

impl Diff {
    /// Compares and reports.
    pub(super) fn run(self, _screen: &Screen) -> anyhow::Result<Exit> {
        let language = self.about.lang;
        let options = Pair::new(self.old_date, self.new_date).map(|captured| ReadOptions {
            captured,
            language: language.clone(),
            ..ReadOptions::default()
        });
        let documents = input::pair(Pair::new(self.old.as_path(), self.new.as_path()), &options)?;
        let comparison = recension::compare(documents.old, documents.new);
        let view = View { text: !self.no_text, ..View::default() };
        let format = format(&self.format).unwrap_or(FORMATS[0]);
        output::write(self.target.output.as_deref(), |out| (format.render)(&comparison, &view, out))?;
        let found = comparison.changes.iter().any(|change| change.level >= Level::Notable);
        Ok(if self.exit_code && found { Exit::Found } else { Exit::Success })
    }
}
