//! Columns of tables: which one of the new table is which one of the old table.

use rustc_hash::FxHashMap;

use crate::language::token::fold;
use crate::model::{Pair, Side};

use super::{Context, row};

/// So many rows tell whether a table keeps its columns where they were, or keeps their names.
const ROWS: usize = 8;

/// A number for each column of two rows, the same for two columns that stand for each other: by what the heads of their
/// tables call them, or by their places, where those are unknown and the rows have as many cells. `None` for what are no
/// two rows of tables, and where nothing tells it.
pub(in crate::explain) fn paired(context: &Context<'_>, old: usize, new: usize) -> Option<Pair<Vec<usize>>> {
    let count = Pair::new(cells(context, Side::Old, old)?.len(), cells(context, Side::New, new)?.len());
    if count.old.min(count.new) < 2 {
        return None;
    }
    let in_place = Pair::new((1..=count.old).collect(), (1..=count.new).collect());
    let by_name = || {
        let heads = Pair::new(context.head(Side::Old, old)?, context.head(Side::New, new)?);
        let columns = named(&cells(context, Side::Old, heads.old)?, &cells(context, Side::New, heads.new)?)?;
        (count.old != count.new || columns == in_place || go_by_name(context, heads, &columns)).then_some(columns)
    };
    by_name().or_else(|| (count.old == count.new).then(|| in_place.clone()))
}

/// The cells of a row of one side.
fn cells<'c>(context: &Context<'c>, side: Side, row: usize) -> Option<Vec<&'c str>> {
    row::cells(&context.sides.get(side).document, row)
}

/// Whether the cells below the heads moved with them: where they did not, the columns are called otherwise.
fn go_by_name(context: &Context<'_>, heads: Pair<usize>, columns: &Pair<Vec<usize>>) -> bool {
    let (mut by_name, mut in_place) = (0, 0);
    let rows = (heads.new + 1..context.primary.new.len()).take(ROWS);
    for row in rows.take_while(|&row| context.head(Side::New, row) == Some(heads.new)) {
        let link = context.primary.new[row].map(|link| &context.alignment.links[link].old[..]);
        let Some(&[old]) = link.filter(|old| old.len() == 1 && context.head(Side::Old, old[0]) == Some(heads.old))
        else {
            continue;
        };
        let (Some(before), Some(now)) = (cells(context, Side::Old, old), cells(context, Side::New, row)) else {
            continue;
        };
        in_place += before.iter().zip(&now).filter(|(before, now)| before == now).count();
        let of_new = columns.new.iter().zip(&now);
        by_name += of_new.filter(|(column, now)| before.get(**column - 1) == Some(now)).count();
    }
    by_name >= in_place
}

/// The same by the names of the columns; `None` where no two are called alike.
fn named(old: &[&str], new: &[&str]) -> Option<Pair<Vec<usize>>> {
    // Of columns that are called alike the first stands for the first.
    let names = |heads: &[&str]| -> Vec<(String, usize)> {
        let mut met: FxHashMap<String, usize> = FxHashMap::default();
        let nth = |head: &&str| {
            let count = met.entry(fold(head)).or_default();
            *count += 1;
            (fold(head), *count)
        };
        heads.iter().map(nth).collect()
    };
    let (names_old, names_new) = (names(old), names(new));
    let place: FxHashMap<&(String, usize), usize> = names_old.iter().enumerate().map(|(at, name)| (name, at)).collect();
    let mut from: Vec<Option<usize>> = names_new.iter().map(|name| place.get(name).copied()).collect();
    if from.iter().all(Option::is_none) {
        return None;
    }
    let mut kept = vec![false; old.len()];
    from.iter().flatten().for_each(|&at| kept[at] = true);
    // Between the same two columns as before as many others: they are called otherwise.
    let mut start = 0;
    while start < new.len() {
        if from[start].is_some() {
            start += 1;
            continue;
        }
        let end = start + from[start..].iter().take_while(|from| from.is_none()).count();
        let first = if start == 0 { Some(0) } else { from[start - 1].map(|at| at + 1) };
        let range = first.map(|first| first..first + kept[first..].iter().take_while(|kept| !**kept).count());
        let behind = if end == new.len() { Some(old.len()) } else { from[end] };
        if let Some(range) = range.filter(|range| range.len() == end - start && Some(range.end) == behind) {
            from[start..end].iter_mut().zip(range).for_each(|(from, at)| *from = Some(at));
        }
        start = end;
    }
    let new = from.iter().enumerate().map(|(at, from)| from.map_or(old.len() + at, |at| at) + 1).collect();
    Some(Pair::new((1..=old.len()).collect(), new))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(old: &str, new: &str) -> Option<Vec<usize>> {
        named(&old.split(' ').collect::<Vec<_>>(), &new.split(' ').collect::<Vec<_>>()).map(|pair| pair.new)
    }

    #[test]
    fn columns_are_known_by_their_names() {
        assert_eq!(numbers("day opens closes", "day opens break closes"), Some(vec![1, 2, 6, 3]));
        assert_eq!(numbers("day opens closes", "day closes opens"), Some(vec![1, 3, 2]));
        assert_eq!(numbers("land 2015 2016 2017", "land 2016 2017 2018"), Some(vec![1, 3, 4, 8]));
        assert_eq!(numbers("fee fee", "fee fee fee"), Some(vec![1, 2, 5]));
    }

    #[test]
    fn a_column_between_the_same_others_has_another_name() {
        assert_eq!(numbers("ticket adults children", "ticket adults youths"), Some(vec![1, 2, 3]));
        assert_eq!(numbers("ticket a b fee", "ticket c d fee"), Some(vec![1, 2, 3, 4]));
        assert_eq!(numbers("ticket a fee", "ticket c d fee"), Some(vec![1, 5, 6, 3]));
        assert_eq!(numbers("ticket fee", "what price"), None);
    }
}
