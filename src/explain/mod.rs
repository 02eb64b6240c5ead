//! Alignment → changes: what a reader is told, in order of rank.

use crate::model::{Alignment, Annotated, Comparison, Pair, Summary};

/// Explains an alignment.
pub fn explain(sides: Pair<Annotated>, alignment: Alignment) -> Comparison {
    let edits = vec![Vec::new(); alignment.links.len()];
    Comparison {
        sides,
        alignment,
        edits,
        changes: Vec::new(),
        ledger: Vec::new(),
        summary: Summary::default(),
        notes: Vec::new(),
    }
}
