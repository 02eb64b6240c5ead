//! Sums over the entries of a row: all of them walked, or a few looked up where the row is long.
//!
//! Half a page read as one sentence is a counterpart of thousands of short ones; to walk it for each of them would cost
//! the product of both pages. Both ways add the same terms in the same order.

use std::cell::Cell;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// Lists longer than this are looked up …
const LONG: usize = 128;

/// … where they are so many times longer than the list of what is asked for: else walking is as cheap.
const FEWER: usize = 8;

/// Additions of floats wait for the one before them, so that several sums side by side are faster than one.
const LANES: usize = 4;

/// Whether a list is long enough to be looked up.
pub(super) fn is_long(list: &[u32]) -> bool {
    list.len() > LONG
}

/// How many entries of rows were looked at: what comparing them costs, in a measure that is the same on every machine.
#[derive(Debug, Default)]
pub(super) struct Steps(Cell<u64>);

impl Steps {
    /// Counts so many more.
    pub(super) fn add(&self, steps: usize) {
        self.0.set(self.0.get() + steps as u64);
    }

    /// Those counted since the last call.
    pub(super) fn take(&self) -> u64 {
        self.0.take()
    }
}

/// Where each entry stands in the long ones among many lists, which have numbers of their own.
#[derive(Debug, Default)]
pub(super) struct Lookup {
    /// By the number of a list, its entries in order: in few anything is ever looked up.
    sorted: FxHashMap<u32, OnceLock<Sorted>>,
}

/// The entries of a list with their positions, ascending.
type Sorted = Box<[(u32, u32)]>;

impl Lookup {
    /// Takes in a list, unless it is short.
    pub(super) fn add(&mut self, number: u32, list: &[u32]) {
        if is_long(list) {
            self.sorted.insert(number, OnceLock::new());
        }
    }

    /// The entries of a list that was taken in, unless it is short.
    fn sorted(&self, number: u32, list: &[u32]) -> Option<&[(u32, u32)]> {
        let sorted = || {
            let mut sorted: Sorted = list.iter().copied().zip(0..).collect();
            sorted.sort_unstable();
            sorted
        };
        Some(self.sorted.get(&number)?.get_or_init(sorted))
    }

    /// Where any of `few` stand in a list, ascending; none where it is to be walked.
    pub(super) fn positions(&self, number: u32, list: &[u32], few: &[u32]) -> Option<Vec<u32>> {
        if !is_long(list) || list.len() < FEWER * few.len() {
            return None;
        }
        let sorted = self.sorted(number, list)?;
        let mut found: Vec<u32> = few.iter().flat_map(|&entry| of_entry(sorted, entry)).collect();
        found.sort_unstable();
        Some(found)
    }

    /// Sums over the entries of a row that has this number, where `of` is zero for all but `few` features.
    pub(super) fn sums<const N: usize>(
        &self,
        number: u32,
        (features, values): (&[u32], &[f32]),
        few: &[u32],
        steps: &Steps,
        of: impl Fn(usize, f32) -> [f32; N],
    ) -> [f32; N] {
        if let Some(positions) = self.positions(number, features, few) {
            steps.add(few.len() + positions.len());
            return sums_at(&positions, features, values, of);
        }
        steps.add(features.len());
        sums(features, values, of)
    }

    /// Tells where an entry stands first in a list, for one that is long.
    pub(super) fn finder(&self, number: u32, list: &[u32]) -> Option<impl Fn(u32) -> Option<usize> + use<'_>> {
        let sorted = if is_long(list) { self.sorted(number, list)? } else { return None };
        Some(|entry| of_entry(sorted, entry).next().map(|at| at as usize))
    }
}

/// Where an entry stands, ascending.
fn of_entry(sorted: &[(u32, u32)], entry: u32) -> impl Iterator<Item = u32> + '_ {
    let start = sorted.partition_point(|other| other.0 < entry);
    sorted[start..].iter().take_while(move |other| other.0 == entry).map(|other| other.1)
}

/// Sums over all entries of a row.
pub(super) fn sums<const N: usize>(features: &[u32], values: &[f32], of: impl Fn(usize, f32) -> [f32; N]) -> [f32; N] {
    let mut lanes = [[0.0; N]; LANES];
    let (features, last_features) = features.as_chunks::<LANES>();
    let (values, last_values) = values.as_chunks::<LANES>();
    for (features, values) in features.iter().zip(values) {
        for lane in 0..LANES {
            add(&mut lanes[lane], of(features[lane] as usize, values[lane]));
        }
    }
    for (lane, (&feature, &value)) in lanes.iter_mut().zip(last_features.iter().zip(last_values)) {
        add(lane, of(feature as usize, value));
    }
    joined(lanes)
}

/// The same where all terms but those at these positions, ascending, are zero.
fn sums_at<const N: usize>(
    positions: &[u32],
    features: &[u32],
    values: &[f32],
    of: impl Fn(usize, f32) -> [f32; N],
) -> [f32; N] {
    let mut lanes = [[0.0; N]; LANES];
    for at in positions.iter().map(|&at| at as usize) {
        add(&mut lanes[at % LANES], of(features[at] as usize, values[at]));
    }
    joined(lanes)
}

fn add<const N: usize>(sum: &mut [f32; N], terms: [f32; N]) {
    sum.iter_mut().zip(terms).for_each(|(sum, term)| *sum += term);
}

fn joined<const N: usize>(lanes: [[f32; N]; LANES]) -> [f32; N] {
    std::array::from_fn(|n| (lanes[0][n] + lanes[1][n]) + (lanes[2][n] + lanes[3][n]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_looked_up_is_as_if_it_were_walked() {
        let list: Vec<u32> = (0..999).map(|at| at * 7919 % 1009).chain([5, 5]).collect();
        let values: Vec<f32> = list.iter().map(|&feature| (feature as f32 + 0.1).sqrt()).collect();
        let mut lookup = Lookup::default();
        lookup.add(3, &list);
        for few in [&[][..], &[5], &[5, 17, 1008, 2000, 3]] {
            let at = lookup.positions(3, &list, few).expect("it is long");
            let walked = list.iter().enumerate().filter(|(_, entry)| few.contains(entry)).map(|(at, _)| at as u32);
            assert_eq!(at, walked.collect::<Vec<_>>());
            let of = |feature: usize, value: f32| [if few.contains(&(feature as u32)) { value } else { 0.0 }];
            assert_eq!(sums_at(&at, &list, &values, of), sums(&list, &values, of), "to the last bit");
        }
        let find = lookup.finder(3, &list).expect("it is long");
        assert_eq!((find(5), find(2000)), (list.iter().position(|&entry| entry == 5), None));
        drop(find);
        assert_eq!(lookup.positions(3, &list, &list), None, "as many are walked");
        lookup.add(4, &list[..20]);
        assert_eq!(lookup.positions(4, &list[..20], &[5]), None, "short ones are walked");
        assert!(lookup.finder(4, &list[..20]).is_none());
    }
}
