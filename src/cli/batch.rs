//! `recension batch`: many pairs, JSON Lines in and out, all cores.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::PathBuf;

use anyhow::Context;
use rayon::prelude::*;
use recension::annotate::annotate;
use recension::report::comparison::View;
use recension::report::wire::{ChangeWire, ComparisonWire, LinkWire, SummaryWire};
use serde::Serialize;
use serde_json::Value;

use super::exit::Exit;
use super::input::{self, Trouble};
use super::output;

mod record;

use record::Record;

/// Records that are in memory at once; enough for every core, few enough for large documents.
const CHUNK: usize = 256;

/// What a line of output holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Emit {
    /// The whole comparison.
    Comparison,
    /// The changes.
    Changes,
    /// The links.
    Links,
}

/// Compare many pairs: JSON Lines in and out
#[derive(Debug, clap::Args)]
pub(super) struct Batch {
    /// The records (- is standard input)
    #[arg(default_value = "-")]
    file: PathBuf,
    /// What each line of output holds
    #[arg(long, value_name = "WHAT", default_value = "comparison")]
    emit: Emit,
    /// Leave the reading texts out
    #[arg(long)]
    no_text: bool,
    #[command(flatten)]
    target: output::Target,
}

/// One line of output.
#[derive(Serialize)]
struct Line<'a, T> {
    id: &'a Value,
    #[serde(flatten)]
    body: T,
}

#[derive(Serialize)]
struct Links<'a> {
    links: Vec<LinkWire<'a>>,
}

#[derive(Serialize)]
struct Changes<'a> {
    summary: SummaryWire<'a>,
    changes: Vec<ChangeWire<'a>>,
}

#[derive(Serialize)]
struct Failure<'a> {
    error: FailureBody<'a>,
}

#[derive(Serialize)]
struct FailureBody<'a> {
    kind: &'a str,
    message: String,
}

impl Batch {
    /// Reads records and writes a line for each, in order.
    pub(super) fn run(self) -> anyhow::Result<Exit> {
        let mut input: Box<dyn BufRead> = if input::is_stdin(&self.file) {
            Box::new(io::stdin().lock())
        } else {
            Box::new(BufReader::new(
                File::open(&self.file)
                    .with_context(|| format!("{}: the records cannot be read", self.file.display()))?,
            ))
        };
        let view = View { text: !self.no_text, ..View::default() };
        let mut failed = false;
        let mut error = None;
        output::write(self.target.output.as_deref(), |out| {
            match self.stream(&mut *input, &view, out) {
                Ok(any) => failed = any,
                Err(e) => error = Some(e),
            }
            Ok(())
        })?;
        if let Some(error) = error {
            return Err(error);
        }
        Ok(if failed { Exit::Found } else { Exit::Success })
    }

    fn stream(&self, input: &mut dyn BufRead, view: &View, out: &mut dyn Write) -> anyhow::Result<bool> {
        let mut lines = input.lines();
        let mut failed = false;
        loop {
            let chunk: Vec<String> = lines.by_ref().take(CHUNK).collect::<io::Result<_>>()?;
            if chunk.is_empty() {
                return Ok(failed);
            }
            let done: Vec<(bool, Vec<u8>)> =
                chunk.par_iter().filter(|line| !line.trim().is_empty()).map(|line| self.answer(line, view)).collect();
            for (ok, line) in done {
                failed |= !ok;
                out.write_all(&line)?;
                out.write_all(b"\n")?;
            }
        }
    }

    /// The line of output for a line of input, and whether it could be answered.
    fn answer(&self, line: &str, view: &View) -> (bool, Vec<u8>) {
        match serde_json::from_str::<Record>(line) {
            Ok(record) => match self.compare(&record, view) {
                Ok(answer) => (true, answer),
                Err(trouble) => (false, failure(&record.id, trouble.kind, trouble.to_string())),
            },
            Err(error) => (false, failure(&Value::Null, "record", error.to_string())),
        }
    }

    fn compare(&self, record: &Record, view: &View) -> Result<Vec<u8>, Trouble> {
        let documents = record.documents()?;
        let id = &record.id;
        if self.emit == Emit::Links {
            let sides = documents.map(annotate);
            let alignment = recension::align::align(sides.as_ref());
            let links = alignment.links.iter().map(|link| LinkWire::new(link, None)).collect();
            return Ok(line(id, Links { links }));
        }
        let comparison = recension::compare(documents.old, documents.new);
        Ok(if self.emit == Emit::Changes {
            let changes = view.changes(&comparison).map(|change| ChangeWire::new(change, &comparison)).collect();
            line(id, Changes { summary: SummaryWire::new(&comparison.summary), changes })
        } else {
            line(id, ComparisonWire::new(&comparison, view))
        })
    }
}

fn failure(id: &Value, kind: &str, message: String) -> Vec<u8> {
    line(id, Failure { error: FailureBody { kind, message } })
}

fn line(id: &Value, body: impl Serialize) -> Vec<u8> {
    serde_json::to_vec(&Line { id, body }).expect("wire types have string keys only")
}
