//! Histories for people at a terminal.

pub(super) mod blame;
pub(super) mod log;
pub(super) mod trace;
mod words;

use crate::report::paint::Paint;

use super::View;

/// Columns of running text at most: longer lines are hard to read.
const WIDEST: usize = 110;
/// And at least, however narrow the terminal is.
const NARROWEST: usize = 40;

fn paint(view: &View) -> Paint {
    Paint { colour: view.colour, width: view.width.clamp(NARROWEST, WIDEST) }
}
