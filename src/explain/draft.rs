//! A change in the making: what the explainers hand to ranking and wording.

use crate::model::{Evidence, Factor, Kind, Nearest, Pair, Side};

/// Why a change is no news: numbers of titles, items or notes.
pub(super) const NUMBERING: &str = "numbering";

/// A change before it has a level, a headline and a name.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// What kind of change.
    pub(super) kind: Kind,
    /// Evidence on both sides.
    pub(super) evidence: Pair<Vec<Evidence>>,
    /// For added and removed claims and sections: what came nearest on the other side.
    pub(super) nearest: Vec<Nearest>,
    /// Probability that it is so.
    pub(super) confidence: f64,
    /// In how many places it happened.
    pub(super) count: usize,
    /// The words of the headline where they are not the first evidence: a term, a pair of values.
    pub(super) words: Pair<Option<String>>,
    /// What is quoted first of all the evidence, where ranking found the weightiest: that comes first.
    pub(super) lead: Pair<Vec<Evidence>>,
    /// In how many places the old term stood.
    pub(super) before: usize,
    /// In how many places the old term still stands; how many claims of a section stand on the other side too.
    pub(super) left: usize,
    /// Whether the new term stands in other places than the old one did.
    pub(super) apart: bool,
    /// Factors that its explainer knows of; ranking adds its own.
    pub(super) why: Vec<Factor>,
    /// Set where the change is never told above `minor`, with the reason as a factor.
    pub(super) routine: Option<&'static str>,
}

impl Draft {
    /// A change of one place.
    pub(super) fn new(kind: Kind, old: Vec<Evidence>, new: Vec<Evidence>, confidence: f64) -> Self {
        Draft {
            kind,
            evidence: Pair::new(old, new),
            nearest: Vec::new(),
            confidence,
            count: 1,
            words: Pair::default(),
            lead: Pair::default(),
            before: 0,
            left: 0,
            apart: false,
            why: Vec::new(),
            routine: None,
        }
    }

    /// The same change, never told above `minor` because of `reason`.
    pub(super) fn routine(mut self, reason: &'static str) -> Self {
        self.routine.get_or_insert(reason);
        self
    }

    /// The same change in `count` places.
    pub(super) fn times(mut self, count: usize) -> Self {
        self.count = count;
        self
    }

    /// Adds a known factor of its score.
    pub(super) fn because(&mut self, factor: &'static str, points: f64) {
        self.why.push(Factor { factor, points });
    }

    /// Takes in what another change of the same link rests on.
    pub(super) fn absorb(&mut self, other: Draft) {
        for side in Side::BOTH {
            let evidence = self.evidence.get_mut(side);
            evidence.extend_from_slice(other.on(side));
            evidence.sort_unstable();
            evidence.dedup();
        }
    }

    /// Evidence of one side.
    pub(super) fn on(&self, side: Side) -> &[Evidence] {
        self.evidence.get(side)
    }

    /// The evidence that speaks for it, where ranking found it, with its side.
    pub(super) fn leading(&self) -> Option<(Side, Evidence)> {
        Side::BOTH.into_iter().find_map(|side| Some((side, *self.lead.get(side).first()?)))
    }

    /// Where it stands, for an order among equals: by the new text where it is there, else by the old one.
    pub(super) fn place(&self) -> (usize, usize, usize) {
        let first = |e: &[Evidence]| e.iter().map(|e| e.span.start).min().unwrap_or(usize::MAX);
        let (old, new) = (first(&self.evidence.old), first(&self.evidence.new));
        (new.min(old), new, old)
    }
}
