//! `recension import`: a whole history from elsewhere.

mod git;

use clap::Subcommand;

use super::exit::Exit;

/// Bring a whole history into a series
#[derive(Debug, clap::Args)]
pub(super) struct Import {
    #[command(subcommand)]
    from: From,
}

#[derive(Debug, Subcommand)]
enum From {
    Git(git::Git),
}

impl Import {
    /// Imports from where it was asked for.
    pub(super) fn run(self) -> anyhow::Result<Exit> {
        match self.from {
            From::Git(git) => git.run(),
        }
    }
}
