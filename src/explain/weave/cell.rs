//! Rows of tables, laid side by side cell by cell.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::explain::context::{Context, column, row};
use crate::model::{Link, Pair, Side};

use super::Run;
use super::unit::Unit;

/// Ties the units of two rows to their columns: a figure that stands in another column than before is another figure.
/// Tells the column of each unit.
pub(super) fn tie(context: &Context<'_>, link: &Link, units: &mut Pair<Vec<Unit>>) -> Option<Pair<Vec<usize>>> {
    let (&[old], &[new]) = (&link.old[..], &link.new[..]) else { return None };
    let columns = column::paired(context, old, new)?;
    let mut of_units: Pair<Vec<usize>> = Pair::default();
    for side in Side::BOTH {
        let columns = columns.get(side);
        let units = units.get_mut(side);
        let is_bar = |unit: &Unit| context.text(side, unit.span).contains(row::BAR);
        // Before the first bar of a row is a cell, even an empty one.
        let first = usize::from(units.first().is_some_and(is_bar));
        for (cell, of_cell) in (first..).zip(units.chunk_by_mut(|_, next| !is_bar(next))) {
            let column = columns.get(cell).copied().unwrap_or_default();
            let (bar, said) = of_cell.split_at_mut(usize::from(of_cell.first().is_some_and(is_bar)));
            // A bar is never part of a change.
            bar.iter_mut().for_each(|bar| (bar.key, bar.light) = (0, false));
            // A tick or a dash may be all that a cell says.
            if said.iter().all(|unit| unit.letters == 0) {
                said.iter_mut().for_each(|mark| (mark.letters, mark.light) = (1, false));
            }
            of_cell.iter_mut().for_each(|unit| unit.key = unit.key.rotate_left(7) ^ column as u64);
            of_units.get_mut(side).extend(of_cell.iter().map(|_| column));
        }
    }
    Some(of_units)
}

/// Parts the changed runs of two rows where a cell ends: what stands in a column gives way to nothing of another one.
pub(super) fn part(columns: &Pair<Vec<usize>>, runs: &[Run]) -> Vec<Run> {
    let mut parted = Vec::with_capacity(runs.len());
    for run in runs {
        if run.kept {
            parted.push(run.clone());
            continue;
        }
        let new = cells(&columns.new, &run.new);
        let mut at = 0;
        for (column, old) in cells(&columns.old, &run.old) {
            let place = new[at..].iter().position(|(other, _)| *other == column);
            let here = || new.get(at).map_or(run.new.end, |(_, range)| range.start);
            let Some(place) = place else {
                let here = here();
                parted.push(Run { kept: false, old, new: here..here });
                continue;
            };
            let before = new[at..at + place].iter();
            parted.extend(before.map(|(_, new)| Run { kept: false, old: old.start..old.start, new: new.clone() }));
            parted.push(Run { kept: false, old, new: new[at + place].1.clone() });
            at += place + 1;
        }
        let end = run.old.end;
        parted.extend(new[at..].iter().map(|(_, new)| Run { kept: false, old: end..end, new: new.clone() }));
    }
    parted
}

/// The cells that differ of the columns that both rows have: the units of each without the bar before it.
pub(super) fn shared(units: &Pair<Vec<Unit>>, columns: &Pair<Vec<usize>>) -> Vec<(Range<usize>, Range<usize>)> {
    let cells = Pair::new(Side::Old, Side::New).map(|side| {
        let (units, columns) = (units.get(side), columns.get(side));
        let inside = |(column, range): (usize, Range<usize>)| {
            let bar = units[range.start].key == column as u64;
            (column, range.start + usize::from(bar)..range.end)
        };
        cells(columns, &(0..units.len())).into_iter().map(inside).collect::<Vec<_>>()
    });
    let old: FxHashMap<usize, Range<usize>> = cells.old.into_iter().collect();
    let both = cells.new.into_iter().filter_map(|(column, new)| Some((old.get(&column)?.clone(), new)));
    let keys = |side: Side, range: &Range<usize>| units.get(side)[range.clone()].iter().map(|unit| unit.key);
    both.filter(|(old, new)| !keys(Side::Old, old).eq(keys(Side::New, new))).collect()
}

/// The cells that a range of units covers: each with its column.
fn cells(columns: &[usize], range: &Range<usize>) -> Vec<(usize, Range<usize>)> {
    let mut start = range.start;
    let cell = |units: &[usize]| {
        let cell = (units[0], start..start + units.len());
        start += units.len();
        cell
    };
    columns[range.clone()].chunk_by(|a, b| a == b).map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(old: &[usize], new: &[usize]) -> Vec<(Range<usize>, Range<usize>)> {
        let run = Run { kept: false, old: 0..old.len(), new: 0..new.len() };
        let runs = part(&Pair::new(old.to_vec(), new.to_vec()), &[run]);
        runs.into_iter().map(|run| (run.old, run.new)).collect()
    }

    #[test]
    fn each_column_changes_by_itself() {
        assert_eq!(parted(&[4, 4], &[4, 8]), [(0..2, 0..1), (2..2, 1..2)]);
        assert_eq!(parted(&[1, 2, 2], &[3, 2]), [(0..1, 0..0), (1..1, 0..1), (1..3, 1..2)]);
        assert_eq!(parted(&[1, 2], &[2, 1]), [(0..0, 0..1), (0..1, 1..2), (1..2, 2..2)]);
    }
}
