//! Rows of tables: which cell stands for which, and where one stands.

use rustc_hash::FxHashMap;

use crate::model::{Document, Evidence, Role, Side, Span};

use super::Context;

/// What stands between the cells of a row in the reading text.
pub(in crate::explain) const BAR: char = '|';

/// The title of the row and the head of the column that a quote stands in; `None` where it stands in no cell of a table
/// that has both, or where more than one row could be the head.
pub(in crate::explain) fn place<'a>(context: &Context<'a>, side: Side, quote: Evidence) -> Option<(&'a str, &'a str)> {
    let head = context.head(side, quote.segment).filter(|&head| head != quote.segment)?;
    let document = &context.sides.get(side).document;
    let row = cells(document, quote.segment)?;
    let before = document.text.get(document.segments[quote.segment].span.start..quote.span.start)?;
    let column = before.matches(BAR).count();
    let title = row.first().filter(|title| column > 0 && !title.is_empty())?;
    let head = cells(document, head)?.get(column).copied().filter(|head| !head.is_empty())?;
    Some((title, head))
}

/// For each row of a table the one above it that names its columns: it has as many cells, and it is marked as a head, or
/// it alone has no figures, which are what a table tells.
pub(super) fn heads(document: &Document) -> Vec<Option<usize>> {
    let mut heads = vec![None; document.segments.len()];
    // Of the table so far, by their number of cells: the last row that is marked; the first row without figures, and how
    // many there are.
    let mut marked: FxHashMap<usize, usize> = FxHashMap::default();
    let mut known: FxHashMap<usize, (usize, usize)> = FxHashMap::default();
    let mut section = None;
    for (at, segment) in document.segments.iter().enumerate() {
        let row = cells(document, at);
        if row.is_none() || section != Some(segment.section) {
            marked.clear();
            known.clear();
        }
        section = Some(segment.section);
        let Some(row) = row else { continue };
        if document.names_columns(at) {
            marked.insert(row.len(), at);
            heads[at] = Some(at);
            continue;
        }
        let bare = row.iter().all(|cell| !cell.contains(|c: char| c.is_ascii_digit()));
        let told = || known.get(&row.len()).filter(|(_, count)| *count == 1 && !bare).map(|&(head, _)| head);
        heads[at] = marked.get(&row.len()).copied().or_else(told);
        // A name and its value make no table with columns.
        if bare && row.len() > 2 {
            known.entry(row.len()).or_insert((at, 0)).1 += 1;
        }
    }
    heads
}

/// The cells of a row as evidence, of an empty one nothing; none at all for what is no row of a table.
pub(in crate::explain) fn places(context: &Context<'_>, side: Side, row: usize) -> Vec<Option<Evidence>> {
    let document = &context.sides.get(side).document;
    let place = |text: &str| {
        let start = text.as_ptr() as usize - document.text.as_ptr() as usize;
        (!text.is_empty()).then(|| Evidence { segment: row, span: Span::new(start, start + text.len()) })
    };
    cells(document, row).unwrap_or_default().into_iter().map(place).collect()
}

/// The cells of a row; `None` for what is no row of a table.
pub(in crate::explain) fn cells(document: &Document, segment: usize) -> Option<Vec<&str>> {
    let row = document.segments.get(segment).filter(|segment| segment.role == Role::Table)?;
    Some(row.span.of(&document.text).split(BAR).map(str::trim).collect())
}
