//! Clauses that changed places: what is put in before the kept words and left out behind them, or the other way round, is
//! one clause if it says nearly the same. Laid side by side by itself, what else changed in it shows.

use std::collections::BTreeSet;

use crate::model::{FacetKind, Pair};

use crate::explain::context::Context;
use crate::explain::context::stems::Stems;
use crate::explain::weave::{Run, Weave};

/// A clause has at least so many words of substance …
const FEWEST: usize = 4;

/// … of which the longer one of the two shares this many with the other.
const SHARED: f64 = 0.66;

/// … or this share of all words, of which it has so many.
const ALIKE: f64 = 0.6;
/// See [`ALIKE`].
const WORDS: usize = 4;

/// … or its first words, so many: "except as permitted by".
const OPENING: usize = 3;

/// More pairs of clauses than this are not compared: sentences without end have as many as they like.
const MOST: usize = 1024;

/// The clauses of a weave that changed places, each laid side by side, and the other changed runs.
pub(super) fn clauses<'w>(context: &Context<'_>, weave: &'w Weave) -> (Vec<Weave>, Vec<&'w Run>) {
    let runs: Vec<&Run> = weave.changed().collect();
    let mut clauses: Pair<Vec<Clause>> = Pair::default();
    for (run, found) in runs.iter().enumerate() {
        let Some(side) = weave.lone_side(found) else { continue };
        let stems = context.stems_in(side, weave.places(side, found.of(side)));
        let units = weave.units.get(side)[found.of(side)].iter().filter(|unit| unit.letters > 0);
        let words: BTreeSet<u64> = units.clone().map(|unit| unit.key).collect();
        let order: Vec<u64> = units.clone().filter(|unit| unit.topical).map(|unit| unit.key).collect();
        let topical = order.iter().copied().collect();
        let facets = weave.facets(context, side, found.of(side));
        let forces: Vec<String> =
            facets.filter(|facet| facet.kind == FacetKind::Modal).map(|facet| facet.normal.to_string()).collect();
        let opening: Vec<u64> = units.map(|unit| unit.key).take(OPENING).collect();
        let binds = !forces.is_empty() && !order.is_empty();
        if stems.len() >= FEWEST || words.len() >= WORDS || binds {
            clauses.get_mut(side).push(Clause { run, stems, words, topical, order, forces, opening });
        }
    }
    if clauses.old.len() * clauses.new.len() > MOST {
        return (Vec::new(), runs);
    }
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for old in &clauses.old {
        let free = |new: &&Clause| old.is_near(new) && pairs.iter().all(|pair| pair.1 != new.run);
        pairs.extend(clauses.new.iter().find(free).map(|new| (old.run, new.run)));
    }
    let laid = pairs.iter().map(|&(old, new)| weave.part(context, runs[old].old.clone(), runs[new].new.clone()));
    let laid = laid.collect();
    let is_paired = |at: usize| pairs.iter().any(|pair| pair.0 == at || pair.1 == at);
    let others = runs.into_iter().enumerate().filter(|(at, _)| !is_paired(*at)).map(|(_, run)| run).collect();
    (laid, others)
}

/// What one side alone has at a place.
struct Clause {
    /// Index among the changed runs.
    run: usize,
    stems: Stems,
    /// The keys of all its words, and of those of substance.
    words: BTreeSet<u64>,
    topical: BTreeSet<u64>,
    /// Those of substance as they stand.
    order: Vec<u64>,
    /// What it bids or lets be.
    forces: Vec<String>,
    /// The keys of its first words.
    opening: Vec<u64>,
}

impl Clause {
    /// Whether it shares most of its words with another clause: "you must register", "you should register".
    fn is_worded_as(&self, other: &Clause) -> bool {
        let longer = self.words.len().max(other.words.len());
        self.words.intersection(&other.words).count() as f64 >= ALIKE * longer as f64
    }

    /// Whether two clauses say nearly the same.
    fn is_near(&self, other: &Clause) -> bool {
        // Of two sets of so many, neither of fewer than the least: whether they share enough of the larger.
        let alike = |shared: usize, (one, two): (usize, usize), least: usize, share: f64| {
            one.min(two) >= least && shared as f64 >= share * one.max(two) as f64
        };
        let sizes = (self.stems.len(), other.stems.len());
        // The same words in another order may tell who did it to whom.
        let ordered = self.topical != other.topical || self.order == other.order;
        let in_substance = ordered && alike(self.stems.shared(&other.stems), sizes, FEWEST, SHARED);
        let sizes = (self.words.len(), other.words.len());
        let in_words = alike(self.words.intersection(&other.words).count(), sizes, WORDS, ALIKE);
        let reworded = self.topical != other.topical && !self.topical.is_disjoint(&other.topical);
        // "The council must answer", "the council may answer".
        let bound = !self.order.is_empty() && self.order == other.order && self.forces != other.forces;
        let opened = self.opening.len() == OPENING && self.opening == other.opening;
        in_substance || (bound && self.is_worded_as(other)) || ((in_words || opened) && reworded)
    }
}
