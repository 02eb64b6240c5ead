//! The JSON report: the whole comparison for other programs.

use std::io::{self, Write};

use crate::model::Comparison;
use crate::report::wire::ComparisonWire;

use super::View;

/// Writes a comparison as one JSON object and a line end.
pub(super) fn render(comparison: &Comparison, view: &View, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &ComparisonWire::new(comparison, view))?;
    out.write_all(b"\n")
}
