//! What can be checked in a segment: its numbers and names, in the pair's joint numbering.

use rustc_hash::FxHashMap;

use crate::model::{Annotated, FacetKind, Pair, Role};

/// The facts of one segment.
#[derive(Debug)]
pub(super) struct Facts {
    /// Normal forms of numbers, amounts, percents and dates, ascending.
    pub(super) numbers: Vec<u32>,
    /// Normal forms of names, ascending.
    pub(super) names: Vec<u32>,
    /// What the segment is to a reader.
    pub(super) role: Role,
}

/// Collects the facts of both documents.
pub(super) fn facts(sides: Pair<&Annotated>) -> Pair<Vec<Facts>> {
    let mut ids: FxHashMap<&str, u32> = FxHashMap::default();
    let old = of(sides.old, &mut ids);
    Pair::new(old, of(sides.new, &mut ids))
}

fn of<'a>(side: &'a Annotated, ids: &mut FxHashMap<&'a str, u32>) -> Vec<Facts> {
    let one = |segment: usize| {
        let (mut numbers, mut names) = (Vec::new(), Vec::new());
        for facet in side.segment_facets(segment) {
            let list = match facet.kind {
                kind if kind.is_figure() => &mut numbers,
                FacetKind::Name => &mut names,
                _ => continue,
            };
            let next = ids.len() as u32;
            list.push(*ids.entry(&*facet.normal).or_insert(next));
        }
        for list in [&mut numbers, &mut names] {
            list.sort_unstable();
            list.dedup();
        }
        Facts { numbers, names, role: side.document.segments[segment].role }
    };
    (0..side.document.segments.len()).map(one).collect()
}

/// Share of the facts that two segments share, and share of those unmatched where both have some.
pub(super) fn agreement(old: &[u32], new: &[u32]) -> (f32, f32) {
    let (few, many) = if old.len() < new.len() { (old, new) } else { (new, old) };
    let common = few.iter().filter(|x| many.binary_search(x).is_ok()).count() as f32;
    let all = (old.len() + new.len()) as f32 - common;
    if all == 0.0 {
        return (0.0, 0.0);
    }
    let clash = if old.is_empty() || new.is_empty() { 0.0 } else { 1.0 - common / all };
    (common / all, clash)
}
