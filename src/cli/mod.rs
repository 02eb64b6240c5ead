//! One file per command: arguments → library → report. Only here are files read, and anything printed.

mod batch;
mod diff;
mod exit;
mod input;
mod output;
mod show;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Compare dated snapshots of a page and report what it claims now that it did not claim then.
#[derive(Debug, Parser)]
#[command(name = "recension", version, max_term_width = 100, arg_required_else_help = true)]
struct Args {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    screen: output::Screen,
}

#[derive(Debug, Subcommand)]
enum Command {
    Diff(diff::Diff),
    Show(show::Show),
    Batch(batch::Batch),
}

/// Runs the command that the arguments ask for.
pub(crate) fn main() -> ExitCode {
    let Args { command, screen } = Args::parse();
    let done = match command {
        Command::Diff(diff) => diff.run(&screen),
        Command::Show(show) => show.run(&screen),
        Command::Batch(batch) => batch.run(),
    };
    exit::code(done)
}
