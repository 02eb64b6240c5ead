//! Rows of tables: which cell stands for which, and where one stands.

use crate::model::{Document, Evidence, Link, Pair, Role, Side};

use super::context::Context;
use super::unit::Unit;

/// What stands between the cells of a row in the reading text.
const BAR: &str = " | ";

/// The title of the row and the head of the column that a quote stands in; `None` where it stands in no cell of a table
/// that has both, or where more than one row could be the head.
pub(super) fn place(document: &Document, quote: Evidence) -> Option<(&str, &str)> {
    let row = quote.segment;
    let cells = cells(document, row)?;
    let before = document.text.get(document.segments[row].span.start..quote.span.start)?;
    let column = before.matches(BAR).count();
    let title = cells.first().filter(|title| column > 0 && column < cells.len() && !title.is_empty())?;
    let section = document.segments[row].section;
    let above = (0..row).rev().take_while(|&above| document.segments[above].section == section);
    let table = above.map_while(|above| self::cells(document, above));
    // Figures are what a table tells; what is above them has none.
    let is_head = |cells: &Vec<&str>| cells.iter().all(|cell| !cell.contains(|c: char| c.is_ascii_digit()));
    let mut heads = table.filter(|above| above.len() == cells.len() && is_head(above));
    let head = heads.next().filter(|_| heads.next().is_none())?;
    let head = head[column];
    (!head.is_empty()).then_some((*title, head))
}

/// Ties the units of two rows to their columns, if they have as many: a figure that stands in another column than before
/// is another figure. Tells whether it did.
pub(super) fn tie(context: &Context<'_>, link: &Link, units: &mut Pair<Vec<Unit>>) -> bool {
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
