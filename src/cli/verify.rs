//! `recension verify`: is every file of a series what was captured?

use std::path::PathBuf;

use recension::report::{phrase, safe};
use recension::series::{folders, verify};

use super::exit::Exit;
use super::output;

/// Check that every file of a series still is what was captured
///
/// Compares each snapshot with the hash in the manifest, and tells what was changed, what is missing, and what lies
/// there without being listed.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  recension verify terms
  recension verify snapshots      every series in the folder

Exit code: 0; 1 where something is not as it was recorded; 2 where something is in the way.")]
pub(super) struct Verify {
    /// Series, or folders of series
    #[arg(required = true, value_name = "SERIES")]
    series: Vec<PathBuf>,
}

impl Verify {
    /// Checks each series, and tells what is wrong with it.
    pub(super) fn run(self) -> anyhow::Result<Exit> {
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
