//! What a change is known by in another comparison.

use std::fmt::Write;

use crate::language::token::fold;
use crate::model::{Change, Comparison, Side};

/// How many hexadecimal digits it has.
const DIGITS: usize = 16;

/// A name of a change and the sentences it stands in. A change's id is that of its words alone: "must" for "should" has
/// the same id on every page, and one page's fingerprint of it is not another's.
pub fn fingerprint(comparison: &Comparison, change: &Change) -> String {
    let mut said = change.id.clone();
    for (side, evidence) in [(Side::Old, &change.old), (Side::New, &change.new)] {
        said.push('\n');
        for evidence in evidence {
            let _ = write!(said, "{}\t", fold(comparison.sides.get(side).document.segment_text(evidence.segment)));
        }
    }
    blake3::hash(said.as_bytes()).to_hex()[..DIGITS].to_owned()
}
