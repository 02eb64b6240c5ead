//! `recension completions` and `recension man`: what a package installs beside the binary.

use std::path::PathBuf;

use anyhow::Context;
use clap::{Command, CommandFactory};
use clap_complete::Shell;

use super::exit::Exit;
use super::{Args, output};

/// Print a completion script for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  recension completions bash > ~/.local/share/bash-completion/completions/recension
  recension completions fish > ~/.config/fish/completions/recension.fish
  recension completions zsh  > ~/.zfunc/_recension")]
pub(super) struct Completions {
    /// Which shell
    shell: Shell,
}

impl Completions {
    /// Prints the script.
    pub(super) fn run(self) -> anyhow::Result<Exit> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Args::command(), "recension", &mut script);
        output::to(None, |out| out.write_all(&script))?;
        Ok(Exit::Success)
    }
}

/// Print the manual page, or write those of all commands to a folder
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  recension man | man -l -
  recension man --folder ~/.local/share/man/man1")]
pub(super) struct Man {
    /// Write recension.1, recension-diff.1 … there
    #[arg(long, value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

impl Man {
    /// Prints or writes the pages.
    pub(super) fn run(self) -> anyhow::Result<Exit> {
        match self.folder {
            None => output::to(None, |out| clap_mangen::Man::new(Args::command()).render(out))?,
            Some(folder) => {
                std::fs::create_dir_all(&folder)
                    .and_then(|()| clap_mangen::generate_to(pages(), &folder))
                    .with_context(|| format!("{}: the pages cannot be written there", folder.display()))?;
            }
        }
        Ok(Exit::Success)
    }
}

/// All commands but `help`, which has no page of its own.
fn pages() -> Command {
    Args::command().disable_help_subcommand(true)
}
