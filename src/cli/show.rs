//! `recension show`: any stage between bytes and report, as readable text.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use recension::annotate::annotate;
use recension::compare;
use recension::report::stage::{STAGES, Shows, Stage, stage};

use super::exit::Exit;
use super::given::Given;
use super::input;
use super::output::Screen;

/// Show how a snapshot is read, or how a pair is aligned
///
/// Prints what any stage of the comparison works on, for those who want to know why a report says what it says.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  recension show page.html                      the segments with their roles
  recension show page.html --stage sections     the outline
  recension show page.html --stage document     title, language, dates and how they are known
  recension show terms@2019                     a snapshot of a series
  recension show old.md new.md                  the links with their reasons and refused rivals
  recension show old.md new.md --stage changes  the changes with evidence and factors")]
pub(super) struct Show {
    /// The snapshot: a file (- is standard input), SERIES@DATE or SERIES (its newest); with a second one, the earlier
    /// of the two; SERIES@DATE..DATE is a pair by itself
    file: PathBuf,
    /// The later snapshot
    new: Option<PathBuf>,
    /// The stage; segments of one snapshot, align of a pair where none is named
    #[arg(short, long, value_name = "STAGE",
          value_parser = PossibleValuesParser::new(STAGES.iter().map(|stage| stage.name)))]
    stage: Option<String>,
    #[command(flatten)]
    given: Given,
    #[command(flatten)]
    screen: Screen,
}

impl Show {
    /// Reads as far as the stage, and prints it.
    pub(super) fn run(self) -> anyhow::Result<Exit> {
        let is_pair = self.new.is_some() || input::is_range(&self.file)?;
        let usual = if is_pair { "align" } else { "segments" };
        let name = self.stage.as_deref().unwrap_or(usual);
        let stage = stage(name).ok_or_else(|| anyhow::anyhow!("{name}: there is no such stage"))?;
        if is_pair {
            self.pair(stage)?
        } else {
            self.one(stage)?
        }
        Ok(Exit::Success)
    }

    fn one(&self, stage: Stage) -> anyhow::Result<()> {
        let Shows::Snapshot(show) = stage.shows else {
            anyhow::bail!("{0}: this stage needs two snapshots: recension show OLD NEW --stage {0}", stage.name);
        };
        let side = annotate(input::operand(&self.file, &self.given.options().old)?);
        self.screen.page(|out| show(&side, out))
    }

    fn pair(&self, stage: Stage) -> anyhow::Result<()> {
        let documents = input::pair(&self.file, self.new.as_deref(), &self.given.options())?;
        match stage.shows {
            Shows::Pair(show) => {
                let comparison = compare(documents.old, documents.new);
                self.screen.page(|out| show(&comparison, out))
            }
            Shows::Snapshot(show) => {
                let sides = documents.map(annotate);
                self.screen.page(|out: &mut dyn Write| -> io::Result<()> {
                    show(&sides.old, out)?;
                    writeln!(out)?;
                    show(&sides.new, out)
                })
            }
        }
    }
}
