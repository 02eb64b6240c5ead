//! HTML → blocks: a walk of the whole body, in order, without recursion.

mod sink;
mod walk;

use super::draft::Draft;

/// Reads a page.
pub(super) fn read(text: &str, draft: &mut Draft) {
    read_fragment(text, 1, draft);
}

/// Reads HTML whose first line is the given line of the source.
pub(super) fn read_fragment(text: &str, first_line: usize, draft: &mut Draft) {
    let tree = sink::parse(text);
    walk::walk(&tree, first_line - 1, draft);
    draft.close();
}
