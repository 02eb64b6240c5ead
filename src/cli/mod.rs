//! One file per command: arguments → library → report. Only here are files read, and anything printed.

mod add;
mod batch;
mod blame;
mod check;
mod cite;
mod diff;
mod exit;
mod git;
mod given;
mod import;
mod input;
mod install;
mod limits;
mod log;
mod output;
mod pager;
mod past;
mod schema;
mod select;
mod show;
mod trace;
mod verify;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Compare dated snapshots of a page and report what it claims now that it did not claim then.
#[derive(Debug, Parser)]
#[command(
    name = "recension",
    version,
    max_term_width = 100,
    after_help = "\
Examples:
  recension diff 2017-07-11.txt undated.md     what changed between two snapshots
  recension check old.html new.html            what a policy flags: the gate in CI
  recension show page.html --stage sections    how a page is read
  recension add terms terms-2024-05-01.html    keep a snapshot in a series
  recension log terms                          what changed at each snapshot
  recension batch pairs.jsonl > reports.jsonl  many pairs, all cores

`recension COMMAND --help` tells more, with examples."
)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Diff(diff::Diff),
    Check(check::Check),
    Show(show::Show),
    Log(log::LogOf),
    Blame(blame::BlameOf),
    Trace(trace::TraceOf),
    Cite(cite::CiteOf),
    Add(add::Add),
    Import(import::Import),
    Verify(verify::Verify),
    Batch(batch::Batch),
    Schema(schema::SchemaOf),
    Completions(install::Completions),
    Man(install::Man),
}

/// Runs the command that the arguments ask for.
pub(crate) fn main() -> ExitCode {
    exit::code(match Args::parse().command {
        Command::Diff(diff) => diff.run(),
        Command::Check(check) => check.run(),
        Command::Show(show) => show.run(),
        Command::Log(log) => log.run(),
        Command::Blame(blame) => blame.run(),
        Command::Trace(trace) => trace.run(),
        Command::Cite(cite) => cite.run(),
        Command::Add(add) => add.run(),
        Command::Import(import) => import.run(),
        Command::Verify(verify) => verify.run(),
        Command::Batch(batch) => batch.run(),
        Command::Schema(schema) => schema.run(),
        Command::Completions(completions) => completions.run(),
        Command::Man(man) => man.run(),
    })
}
