//! The JSON report: the whole comparison for other programs.

use std::io::{self, BufWriter, Write};

use crate::model::Comparison;
use crate::report::wire::ComparisonWire;

use super::View;

/// Writes a comparison as one JSON object and a line end.
pub(super) fn render(comparison: &Comparison, view: &View, out: &mut dyn Write) -> io::Result<()> {
    // The serialiser writes a few bytes at a time.
    let mut out = BufWriter::with_capacity(1 << 16, out);
    serde_json::to_writer(&mut out, &ComparisonWire::new(comparison, view))?;
    out.write_all(b"\n")?;
    out.flush()
}
