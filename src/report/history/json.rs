//! Histories for other programs.

use std::io::{self, BufWriter, Write};

use serde::Serialize;

use crate::report::wire::{BlameWire, LogWire, TraceWire};

use super::{Blame, Log, Trace, View};

/// Writes a log as one JSON object and a line end.
pub(super) fn log(log: &Log<'_>, view: &View, out: &mut dyn Write) -> io::Result<()> {
    write(&LogWire::new(log, view), out)
}

/// Writes a blame as one JSON object and a line end.
pub(super) fn blame(blame: &Blame<'_>, view: &View, out: &mut dyn Write) -> io::Result<()> {
    write(&BlameWire::new(blame, view), out)
}

/// Writes a trace as one JSON object and a line end.
pub(super) fn trace(trace: &Trace<'_>, view: &View, out: &mut dyn Write) -> io::Result<()> {
    write(&TraceWire::new(trace, view), out)
}

fn write(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    // The serialiser writes a few bytes at a time.
    let mut out = BufWriter::with_capacity(1 << 16, out);
    serde_json::to_writer(&mut out, value)?;
    out.write_all(b"\n")?;
    out.flush()
}
