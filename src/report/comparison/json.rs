//! The JSON report: the whole comparison for other programs.

use std::io::{self, BufWriter, Write};

use serde::Serializer as _;
use serde::ser::SerializeMap;

use crate::model::Comparison;
use crate::report::wire::{ComparedWire, ComparisonWire};

use super::View;

/// Bytes of JSON that a link and a change have, on the average; where they have more, the room for them grows.
const LINK: usize = 256;
const CHANGE: usize = 1280;

/// Writes a comparison as one JSON object and a line end.
pub(super) fn render(comparison: &Comparison, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let ComparisonWire { compared, explained } = ComparisonWire::new(comparison, view);
    // The serialiser writes a few bytes at a time.
    let mut out = BufWriter::with_capacity(1 << 16, out);
    let mut rest = Vec::with_capacity(LINK * explained.links.len() + CHANGE * explained.changes.len());
    let mut done = Ok(());
    // The two parts of the object are about as long: one is made while the other is written.
    rayon::in_place_scope(|scope| {
        scope.spawn(|_| done = serde_json::to_writer(&mut rest, &explained));
        let ComparedWire { format, tool, old, new } = &compared;
        let mut serializer = serde_json::Serializer::new(&mut out);
        let mut begun = serializer.serialize_map(None)?;
        begun.serialize_entry("format", format)?;
        begun.serialize_entry("tool", tool)?;
        begun.serialize_entry("old", old)?;
        begun.serialize_entry("new", new)
    })?;
    done?;
    out.write_all(b",")?;
    out.write_all(&rest[1..])?;
    out.write_all(b"\n")?;
    out.flush()
}
