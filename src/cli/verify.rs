//! `recension verify`: is every file of a series what was captured? Does a comparison keep what reports promise?

use std::path::PathBuf;

use recension::audit::{self, Law, Violation};
use recension::compare;
use recension::model::{Pair, Side};
use recension::read::{Limits, ReadOptions};
use recension::report::{phrase, safe};
use recension::series::{folders, verify};

use super::exit::Exit;
use super::limits::LimitsOf;
use super::{input, output};

/// Check that a series is as it was captured, or that a comparison loses nothing
///
/// Compares each snapshot of a series with the hash in the manifest, and tells what was changed, what is missing, and
/// what lies there without being listed. With --pair, compares two files and checks the result against the files, afresh
/// and without asking the comparison: nothing lost, nothing invented, nothing silent.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  recension verify terms
  recension verify snapshots      every series in the folder
  recension verify --pair old.html new.html

Exit code: 0; 1 where something is not as it was recorded, or a promise is broken; 2 where something is in the way.")]
pub(super) struct Verify {
    /// Series, or folders of series
    #[arg(required_unless_present = "pair", value_name = "SERIES")]
    series: Vec<PathBuf>,
    /// Two files, whose comparison is checked
    #[arg(long, num_args = 2, value_names = ["OLD", "NEW"], conflicts_with = "series")]
    pair: Option<Vec<PathBuf>>,
    #[command(flatten)]
    limits: LimitsOf,
}

impl Verify {
    /// Checks what it is asked to check, and tells what is wrong with it.
    pub(super) fn run(self) -> anyhow::Result<Exit> {
        match self.pair.as_deref() {
            Some([old, new]) => pair(Pair::new(old, new), self.limits.get()),
            _ => self.series(),
        }
    }

    fn series(self) -> anyhow::Result<Exit> {
        let mut found = false;
        let mut lines = Vec::new();
        for path in &self.series {
            for folder in folders(path)? {
                let (count, problems) = verify(&folder)?;
                let name = folder.display();
                if problems.is_empty() {
                    lines.push(format!("{name}: {}, each as it was captured", phrase::count(count, "snapshot")));
                }
                found |= !problems.is_empty();
                lines.extend(problems.iter().map(|p| format!("{name}/{}: {}", p.file, phrase::trouble(&p.trouble))));
            }
        }
        output::to(None, |out| lines.iter().try_for_each(|line| writeln!(out, "{}", safe::terminal(line))))?;
        Ok(if found { Exit::Found } else { Exit::Success })
    }
}

/// Compares two files, holds the result to every law, and tells of each whether it holds.
fn pair(paths: Pair<&PathBuf>, limits: Limits) -> anyhow::Result<Exit> {
    let options = ReadOptions { limits, ..ReadOptions::default() };
    let mut found = Vec::new();
    let mut sides = Vec::new();
    for (side, path) in [(Side::Old, paths.old), (Side::New, paths.new)] {
        let bytes = input::bytes(path, limits)?;
        let document = input::snapshot_of(&bytes, path, &options)?;
        let of_side = audit::source(&bytes, &document)?.into_iter().chain(audit::document(&document));
        found.extend(of_side.map(|violation| Violation { side: Some(side), ..violation }));
        sides.push(document);
    }
    let [old, new] = <[_; 2]>::try_from(sides).expect("there are two sides");
    let there = compare(old.clone(), new.clone());
    found.extend(audit::comparison(&there));
    found.extend(audit::mirror(&there, &compare(new, old)));
    output::to(None, |out| {
        for law in Law::ALL {
            let broken: Vec<&Violation> = found.iter().filter(|violation| violation.law == law).collect();
            let verdict = if broken.is_empty() { "holds " } else { "BROKEN" };
            writeln!(out, "{verdict}  {}", law.promise())?;
            for violation in broken {
                let side = violation.side.map_or(String::new(), |side| format!("{}: ", phrase::side(side)));
                writeln!(out, "        {}", safe::terminal(&format!("{side}{}", violation.detail)))?;
            }
        }
        Ok(())
    })?;
    Ok(if found.is_empty() { Exit::Success } else { Exit::Found })
}
