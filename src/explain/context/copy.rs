//! Texts that stand several times: which of two places says only what another one says too.

use crate::model::{Link, Relation, Side};

use super::Context;

impl Context<'_> {
    /// Whether a link joins a copy with the same text elsewhere.
    pub(in crate::explain) fn is_copy(&self, link: &Link) -> bool {
        let text = |side: Side, segment: usize| self.text(side, self.whole(side, segment).span);
        link.relation == Relation::Repeat
            && text(Side::Old, link.old[0]).split_whitespace().eq(text(Side::New, link.new[0]).split_whitespace())
    }

    /// Of the ends of such a link, the side whose copy has no counterpart of its own.
    pub(in crate::explain) fn extra(&self, old: usize) -> Side {
        if self.primary.old[old].is_none() { Side::Old } else { Side::New }
    }

    /// The section that alone became of one, or that it came from.
    pub(in crate::explain) fn section_counterpart(&self, side: Side, section: usize) -> Option<usize> {
        self.counterparts.get(side).get(&section).copied()
    }
}
