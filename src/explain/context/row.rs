//! Rows of tables: which cell stands for which, and where one stands.

use rustc_hash::FxHashMap;

use crate::model::{Document, Evidence, Link, Pair, Role, Side};

use super::Context;
use crate::explain::weave::unit::Unit;

/// What stands between the cells of a row in the reading text.
const BAR: &str = " | ";

/// The title of the row and the head of the column that a quote stands in; `None` where it stands in no cell of a table
/// that has both, or where more than one row could be the head.
pub(in crate::explain) fn place<'a>(context: &Context<'a>, side: Side, quote: Evidence) -> Option<(&'a str, &'a str)> {
    let head = context.head(side, quote.segment)?;
    let document = &context.sides.get(side).document;
    let row = cells(document, quote.segment)?;
    let before = document.text.get(document.segments[quote.segment].span.start..quote.span.start)?;
    let column = before.matches(BAR).count();
    let title = row.first().filter(|title| column > 0 && !title.is_empty())?;
    let head = cells(document, head)?.get(column).copied().filter(|head| !head.is_empty())?;
    Some((title, head))
}

/// For each row of a table the one above it that alone could be its head: it has as many cells, and no figures, which are
/// what a table tells.
pub(super) fn heads(document: &Document) -> Vec<Option<usize>> {
    let mut heads = vec![None; document.segments.len()];
    // Of the table so far, by their number of cells: the first row without figures, and how many there are.
    let mut known: FxHashMap<usize, (usize, usize)> = FxHashMap::default();
    let mut section = None;
    for (at, segment) in document.segments.iter().enumerate() {
        let row = cells(document, at);
        if row.is_none() || section != Some(segment.section) {
            known.clear();
        }
        section = Some(segment.section);
        let Some(row) = row else { continue };
        heads[at] = known.get(&row.len()).filter(|(_, count)| *count == 1).map(|&(head, _)| head);
        if row.iter().all(|cell| !cell.contains(|c: char| c.is_ascii_digit())) {
            known.entry(row.len()).or_insert((at, 0)).1 += 1;
        }
    }
    heads
}

/// Ties the units of two rows to their columns, if they have as many: a figure that stands in another column than before
/// is another figure. Tells whether it did.
pub(in crate::explain) fn tie(context: &Context<'_>, link: &Link, units: &mut Pair<Vec<Unit>>) -> bool {
    let (&[old], &[new]) = (&link.old[..], &link.new[..]) else { return false };
    let count = |side: Side, row: usize| cells(&context.sides.get(side).document, row).map_or(0, |cells| cells.len());
    if count(Side::Old, old) < 2 || count(Side::Old, old) != count(Side::New, new) {
        return false;
    }
    for side in Side::BOTH {
        let mut column = 0;
        for unit in units.get_mut(side) {
            if context.text(side, unit.span) == BAR.trim() {
                column += 1;
                // A bar is never part of a change.
                (unit.key, unit.light) = (0, false);
            }
            unit.key = unit.key.rotate_left(7) ^ column;
        }
    }
    true
}

/// The cells of a row; `None` for what is no row of a table.
fn cells(document: &Document, segment: usize) -> Option<Vec<&str>> {
    let row = document.segments.get(segment).filter(|segment| segment.role == Role::Table)?;
    Some(row.span.of(&document.text).split(BAR).map(str::trim).collect())
}
