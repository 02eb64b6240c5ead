//! `recension show`: any stage between bytes and report, as readable text.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use recension::annotate::annotate;
use recension::model::Pair;
use recension::report::stage::{STAGES, Shows, stage};
use recension::{ReadOptions, compare};

use super::exit::Exit;
use super::output::{Screen, Target};
use super::{input, output};

/// Show how a snapshot is read, or how a pair is aligned
#[derive(Debug, clap::Args)]
pub(super) struct Show {
    /// The snapshot; with a second one, the earlier of the two
    file: PathBuf,
    /// The later snapshot
    new: Option<PathBuf>,
    /// The stage: of one snapshot segments where none is named, of a pair align
    #[arg(short, long, value_name = "STAGE",
          value_parser = PossibleValuesParser::new(STAGES.iter().map(|stage| stage.name)))]
    stage: Option<String>,
    #[command(flatten)]
    about: input::About,
    #[command(flatten)]
    target: Target,
}

impl Show {
    /// Reads, and prints the stage.
    pub(super) fn run(self, _screen: &Screen) -> anyhow::Result<Exit> {
        let options = ReadOptions { language: self.about.lang, ..ReadOptions::default() };
        let usual = if self.new.is_some() { "align" } else { "segments" };
        let name = self.stage.as_deref().unwrap_or(usual);
        let stage = stage(name).ok_or_else(|| anyhow::anyhow!("{name}: there is no such stage"))?;
        let path = self.target.output.as_deref();
        match (stage.shows, &self.new) {
            (Shows::Snapshot(show), None) => {
                let side = annotate(input::snapshot(&self.file, &options)?);
                output::write(path, |out| show(&side, out))?;
            }
            (Shows::Snapshot(show), Some(new)) => {
                let paths = Pair::new(self.file.as_path(), new.as_path());
                let sides = input::pair(paths, &Pair::new(options.clone(), options))?.map(annotate);
                output::write(path, |out| {
                    show(&sides.old, out)?;
                    writeln!(out)?;
                    show(&sides.new, out)
                })?;
            }
            (Shows::Pair(show), Some(new)) => {
                let paths = Pair::new(self.file.as_path(), new.as_path());
                let documents = input::pair(paths, &Pair::new(options.clone(), options))?;
                let comparison = compare(documents.old, documents.new);
                output::write(path, |out| show(&comparison, out))?;
            }
            (Shows::Pair(_), None) => {
                anyhow::bail!("stage {name} needs two snapshots: recension show OLD NEW --stage {name}")
            }
        }
        Ok(Exit::Success)
    }
}
