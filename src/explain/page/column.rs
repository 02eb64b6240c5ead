//! Columns that a table gained or lost: told once, with what stands in them, and not cell by cell.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::model::{Evidence, Kind, Pair, Relation, Role, Side};

use crate::explain::context::{Context, column, row};
use crate::explain::draft::Draft;

/// What tells a change of a whole column from one of a few words.
pub(in crate::explain) const COLUMN: &str = "a column of a table";

/// A column of one version alone.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Lone {
    /// The rows that name the columns.
    heads: (usize, usize),
    /// Whether the new table has it.
    new: bool,
    /// Which cell of the head it is.
    cell: usize,
}

/// Columns that came or went.
pub(in crate::explain) fn explain(context: &Context<'_>, drafts: &mut Vec<Draft>) {
    let mut lone: BTreeMap<Lone, (Vec<Evidence>, f64)> = BTreeMap::new();
    let mut moved: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for link in context.alignment.links.iter().filter(|link| link.relation != Relation::Repeat) {
        let (&[old], &[new]) = (&link.old[..], &link.new[..]) else { continue };
        // Most links are of no rows, and nothing is asked of their tables.
        if context.role(Side::Old, old) != Role::Table || context.role(Side::New, new) != Role::Table {
            continue;
        }
        let Some(heads) = context.head(Side::Old, old).zip(context.head(Side::New, new)) else { continue };
        let Some(columns) = column::paired(context, old, new) else { continue };
        let known = columns.as_ref().map(|side| side.iter().copied().collect::<FxHashSet<usize>>());
        if !columns.new.iter().filter(|column| known.old.contains(column)).is_sorted() {
            let confidence = moved.entry(heads).or_insert(1.0);
            *confidence = confidence.min(link.confidence);
        }
        for side in Side::BOTH {
            let cells = row::places(context, side, *Pair::new(old, new).get(side));
            let there = known.get(side.other());
            for (cell, place) in cells.into_iter().enumerate() {
                if columns.get(side).get(cell).is_none_or(|column| there.contains(column)) {
                    continue;
                }
                let at = Lone { heads, new: side == Side::New, cell };
                let (quotes, confidence) = lone.entry(at).or_insert((Vec::new(), 1.0));
                quotes.extend(place);
                *confidence = confidence.min(link.confidence);
            }
        }
    }
    for ((old, new), confidence) in moved {
        let (old, new) = (context.whole(Side::Old, old), context.whole(Side::New, new));
        drafts.push(Draft::new(Kind::Order, vec![old], vec![new], confidence).routine("columns in another order"));
    }
    for (at, (mut quotes, confidence)) in lone {
        let (side, head) = if at.new { (Side::New, at.heads.1) } else { (Side::Old, at.heads.0) };
        let Some(name) = row::places(context, side, head).into_iter().nth(at.cell).flatten() else { continue };
        quotes.push(name);
        quotes.sort_unstable();
        quotes.dedup();
        let mut evidence: Pair<Vec<Evidence>> = Pair::default();
        *evidence.get_mut(side) = quotes;
        let mut draft = Draft::new(Kind::Scope, evidence.old, evidence.new, confidence);
        draft.words = Pair::new(Some(String::new()), Some(String::new()));
        *draft.words.get_mut(side) = Some(context.text(side, name.span).to_owned());
        draft.because(COLUMN, 0.0);
        drafts.push(draft);
    }
}
