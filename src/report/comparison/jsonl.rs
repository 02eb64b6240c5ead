//! JSON Lines: one change a line, for tools that read a line at a time.

use std::io::{self, BufWriter, Write};

use crate::model::Comparison;
use crate::report::wire::ChangeWire;

use super::View;

/// Writes the changes in order of rank.
pub(super) fn render(comparison: &Comparison, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    for change in view.changes(comparison) {
        serde_json::to_writer(&mut out, &ChangeWire::new(change, comparison))?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
