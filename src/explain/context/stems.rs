//! The words of substance of a passage by their stems: what two passages have in common, whatever their endings.

use std::ops::Deref;

use crate::model::{Evidence, Side};

use super::Context;

/// Stems of words of substance, ascending, each once.
#[derive(Debug, Clone, Default)]
pub(in crate::explain) struct Stems(Vec<u64>);

impl Stems {
    /// How many it has in common with others.
    pub(in crate::explain) fn shared(&self, others: &Stems) -> usize {
        self.iter().filter(|&&stem| others.has(stem)).count()
    }

    pub(in crate::explain) fn has(&self, stem: u64) -> bool {
        self.binary_search(&stem).is_ok()
    }
}

impl Deref for Stems {
    type Target = [u64];

    fn deref(&self) -> &[u64] {
        &self.0
    }
}

impl Context<'_> {
    /// Of a segment. Many stages ask for those of the same ones.
    pub(in crate::explain) fn stems(&self, side: Side, segment: usize) -> &Stems {
        self.stems_of.get(side)[segment].get_or_init(|| self.stems_in(side, [self.whole(side, segment)]))
    }

    /// Of one place or several.
    pub(in crate::explain) fn stems_in(&self, side: Side, places: impl IntoIterator<Item = Evidence>) -> Stems {
        let mut stems = Vec::new();
        for place in places {
            let tokens = self.tokens_in(side, place.segment, place.span);
            stems.reserve(tokens.len());
            stems.extend(tokens.iter().filter(|t| self.is_substance(side, t)).map(|t| self.stem(side, t)));
        }
        stems.sort_unstable();
        stems.dedup();
        Stems(stems)
    }
}
