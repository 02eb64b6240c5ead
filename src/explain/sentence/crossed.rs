//! Clauses that changed places: what is put in before the kept words and left out behind them, or the other way round, is
//! one clause if it says nearly the same. Laid side by side by itself, what else changed in it shows.

use std::collections::BTreeSet;

use crate::model::Pair;

use crate::explain::context::Context;
use crate::explain::presence::counterpart::stems_in;
use crate::explain::weave::{Run, Weave};

/// A clause has at least so many words of substance …
const FEWEST: usize = 4;

/// … of which the longer one of the two shares this many with the other.
const SHARED: f64 = 0.66;

/// More pairs of clauses than this are not compared: sentences without end have as many as they like.
const MOST: usize = 1024;

/// The clauses of a weave that changed places, each laid side by side, and the other changed runs.
pub(super) fn clauses<'w>(context: &Context<'_>, weave: &'w Weave) -> (Vec<Weave>, Vec<&'w Run>) {
    let runs: Vec<&Run> = weave.changed().collect();
    let mut clauses: Pair<Vec<(usize, BTreeSet<u64>)>> = Pair::default();
    for (at, run) in runs.iter().enumerate() {
        let Some(side) = weave.lone_side(run) else { continue };
        let places = weave.places(side, run.of(side)).into_iter();
        let stems: BTreeSet<u64> = places.flat_map(|place| stems_in(context, side, place)).collect();
        if stems.len() >= FEWEST {
            clauses.get_mut(side).push((at, stems));
        }
    }
    if clauses.old.len() * clauses.new.len() > MOST {
        return (Vec::new(), runs);
    }
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (old, here) in &clauses.old {
        let same = |(new, there): &(usize, BTreeSet<u64>)| {
            let shared = here.intersection(there).count() as f64;
            let near = shared >= SHARED * here.len().max(there.len()) as f64;
            (near && pairs.iter().all(|pair| pair.1 != *new)).then_some(*new)
        };
        pairs.extend(clauses.new.iter().find_map(same).map(|new| (*old, new)));
    }
    let laid = pairs.iter().map(|&(old, new)| weave.part(context, runs[old].old.clone(), runs[new].new.clone()));
    let laid = laid.collect();
    let is_paired = |at: usize| pairs.iter().any(|pair| pair.0 == at || pair.1 == at);
    let others = runs.into_iter().enumerate().filter(|(at, _)| !is_paired(*at)).map(|(_, run)| run).collect();
    (laid, others)
}
