//! `recension batch`: many pairs, JSON Lines in and out, all cores.

mod answer;
mod progress;
mod record;

use std::io::{self, BufRead, BufReader, Read};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use rayon::prelude::*;
use recension::report::comparison::View;

use super::exit::Exit;
use super::limits::LimitsOf;
use super::{input, output};
use answer::{Answer, Emit, Outcome};
pub(super) use answer::{ChangesLine, ComparisonLine, ErrorLine, LinksLine};
use progress::Progress;
pub(super) use record::Record;

/// Records in memory at once for each core: enough to keep it busy, few enough for large documents.
const RECORDS_PER_CORE: usize = 16;
/// And bytes of them at most, so that long records do not pile up.
const BYTES: usize = 16 << 20;

/// Compare many pairs: JSON Lines in, JSON Lines out
///
/// Reads one record a line and answers each with one line, in the order of the input, on all cores. A record is
/// {"id", "old", "new"} and may have "lang", "old_date" and "new_date". "old" and "new" are each a text, a path
/// {"path": "page.html"}, a list of claims ["…", "…"] or {"segments": [{"text", "role", "section"}]}.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  recension batch pairs.jsonl > reports.jsonl
  recension batch --emit links < pairs.jsonl
  echo '{\"id\": 1, \"old\": \"Open.\", \"new\": \"Closed.\"}' | recension batch

A record that cannot be compared is answered with {\"id\", \"error\": {\"kind\", \"message\"}}.
Exit code: 0; 1 where a record failed; 2 where nothing could be read.")]
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
    /// Compare so many pairs at a time; all cores where it is not given
    #[arg(short, long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    limits: LimitsOf,
}

/// How the records fared.
#[derive(Debug, Default)]
struct Tally {
    answered: usize,
    failed: usize,
    unreadable: usize,
}

impl Batch {
    /// Reads records and writes a line for each.
    pub(super) fn run(self) -> anyhow::Result<Exit> {
        let jobs = self.jobs.map_or(0, NonZeroUsize::get);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build()?;
        let (source, length) = self.open()?;
        let progress = Progress::new(length, self.output.is_some());
        let answer = Answer {
            emit: self.emit,
            limits: self.limits.get(),
            view: View { text: !self.no_text, ..View::default() },
        };
        let mut tally = Tally::default();
        // Reading runs ahead by a bounded number of records; a slow producer still gets every answer at once.
        let room = RECORDS_PER_CORE * pool.current_num_threads();
        let (sender, records) = sync_channel(room);
        let longest = answer::longest_line(answer.limits);
        thread::spawn(move || read(source, longest, &sender));
        output::to(self.output.as_deref(), |out| {
            while let Some(chunk) = next_chunk(&records, room)? {
                let done: Vec<Outcome> = pool.install(|| chunk.par_iter().map(|line| answer.to(line)).collect());
                for (line, outcome) in chunk.iter().zip(done) {
                    tally.count(&outcome);
                    out.write_all(&outcome.line)?;
                    out.write_all(b"\n")?;
                    progress.advance(tally.answered, line.len());
                }
                out.flush()?;
            }
            Ok(())
        })?;
        progress.finish();
        tally.exit(&self.file.to_string_lossy())
    }

    /// The records and, of a file, how many bytes they are.
    fn open(&self) -> anyhow::Result<(Box<dyn Read + Send>, Option<u64>)> {
        if input::is_stdin(&self.file) {
            return Ok((Box::new(io::stdin()), None));
        }
        let file = input::open(&self.file)?;
        let length = file.metadata().map(|metadata| metadata.len()).ok();
        Ok((Box::new(file), length))
    }
}

impl Tally {
    fn count(&mut self, outcome: &Outcome) {
        self.answered += 1;
        self.failed += usize::from(outcome.error.is_some());
        self.unreadable += usize::from(outcome.error == Some(answer::NO_RECORD));
    }

    fn exit(&self, name: &str) -> anyhow::Result<Exit> {
        if self.answered == 0 {
            anyhow::bail!("{name}: there are no records in it; one JSON object a line is expected");
        }
        if self.answered == self.unreadable {
            anyhow::bail!("{name}: no line of it is a record; see recension batch --help for their form");
        }
        Ok(if self.failed > 0 { Exit::Found } else { Exit::Success })
    }
}

type Line = io::Result<Vec<u8>>;

/// Sends the lines of `source` until it ends, cannot be read or nobody listens any more. Of one that is longer than
/// `longest` the beginning is sent, a byte longer than that; the rest is passed over.
fn read(source: Box<dyn Read + Send>, longest: usize, lines: &SyncSender<Line>) {
    let mut source = BufReader::new(source);
    loop {
        let mut line = Vec::new();
        let read = (&mut source).take(longest as u64 + 1).read_until(b'\n', &mut line);
        let cut = line.len() > longest && !line.ends_with(b"\n");
        let sent = match read.and_then(|read| if cut { source.skip_until(b'\n').map(|_| read) } else { Ok(read) }) {
            Ok(0) => return,
            Ok(_) if line.iter().all(u8::is_ascii_whitespace) => Ok(()),
            Ok(_) => lines.send(Ok(line)),
            Err(error) => {
                // The last thing to be said either way.
                let _ = lines.send(Err(error));
                return;
            }
        };
        if sent.is_err() {
            return;
        }
    }
}

/// What has been read so far, at most `room` lines: waits for the first, takes what else is there.
fn next_chunk(lines: &Receiver<Line>, room: usize) -> io::Result<Option<Vec<Vec<u8>>>> {
    let Ok(first) = lines.recv() else { return Ok(None) };
    let mut chunk = vec![first?];
    let mut bytes = chunk[0].len();
    while chunk.len() < room && bytes < BYTES {
        let Ok(line) = lines.try_recv() else { break };
        let line = line?;
        bytes += line.len();
        chunk.push(line);
    }
    Ok(Some(chunk))
}
