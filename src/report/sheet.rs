//! Tables for spreadsheets, as CSV.

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use super::safe;

/// Tells a spreadsheet that what follows is UTF-8; without it quotation marks of a page come out as other characters.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Writes a row of names, then the others.
pub(super) fn write<const N: usize>(
    names: &[&str; N],
    rows: impl Iterator<Item = [String; N]>,
    out: &mut dyn Write,
) -> io::Result<()> {
    out.write_all(BYTE_ORDER_MARK)?;
    let mut table = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    table.write_record(names)?;
    for row in rows {
        table.write_record(row)?;
    }
    table.flush()
}

/// Quotes of a page in one cell, each once, a line each.
pub(super) fn quotes<'q>(quotes: impl Iterator<Item = &'q str>) -> String {
    let mut told: Vec<&str> = Vec::new();
    for quote in quotes {
        if !told.contains(&quote) {
            told.push(quote);
        }
    }
    told.into_iter().map(safe::cell).collect::<Vec<_>>().join("\n")
}
