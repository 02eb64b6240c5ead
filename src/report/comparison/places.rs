//! Where in the text a change is told: its units, in document order.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{Alignment, Change, Comparison, Evidence, Family, Relation, Side};

/// What a change touches: a link, or a segment that has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Unit {
    /// Index of a link.
    Link(usize),
    /// Index of an old segment without a link.
    Old(usize),
    /// Index of a new segment without a link.
    New(usize),
}

/// What a reader meets in one place.
pub(super) struct Place<'a> {
    /// Where it is told.
    pub(super) at: Unit,
    /// The units that all its changes touch.
    pub(super) units: Vec<Unit>,
    /// The changes, by rank.
    pub(super) changes: Vec<&'a Change>,
}

/// All changes by place: those of several places, then the others in document order.
pub(super) struct Places<'a> {
    /// Changes that are told once for several places, by rank.
    pub(super) throughout: Vec<&'a Change>,
    /// The others, in document order; what is gone stands where it stood among what remains.
    pub(super) ordered: Vec<Place<'a>>,
}

/// An order over units: place in the new text, old-only matter after what it followed.
type Key = (usize, usize, usize);

/// Which link each segment belongs to, and where old segments stand in the new text.
pub(super) struct Atlas {
    links: [Vec<Option<usize>>; 2],
    /// For each old segment one more than the new segment that the last unmoved link before it ends at.
    anchors: Vec<usize>,
}

impl Atlas {
    /// Surveys a comparison.
    pub(super) fn new(comparison: &Comparison) -> Self {
        let sides = comparison.sides.as_ref().map(|side| side.document.segments.len());
        let mut links = [vec![None; sides.old], vec![None; sides.new]];
        survey(&comparison.alignment, &mut links);
        let mut anchors = vec![0; sides.old];
        let mut anchor = 0;
        for segment in 0..sides.old {
            let link = links[0][segment].map(|link: usize| &comparison.alignment.links[link]);
            if let Some(link) = link.filter(|link| !link.moved && link.relation != Relation::Repeat) {
                anchor = link.new.last().map_or(anchor, |last| last + 1);
            }
            anchors[segment] = anchor;
        }
        Atlas { links, anchors }
    }

    /// The link of a segment, primary before repeat.
    pub(super) fn link(&self, side: Side, segment: usize) -> Option<usize> {
        self.links[usize::from(side == Side::New)].get(segment).copied().flatten()
    }

    /// The units of a change, in the order of its evidence.
    pub(super) fn units(&self, change: &Change) -> Vec<Unit> {
        let old = change.old.iter().map(|e| self.link(Side::Old, e.segment).map_or(Unit::Old(e.segment), Unit::Link));
        let new = change.new.iter().map(|e| self.link(Side::New, e.segment).map_or(Unit::New(e.segment), Unit::Link));
        let mut seen = FxHashSet::default();
        old.chain(new).filter(|&unit| seen.insert(unit)).collect()
    }

    /// The evidence of a change place by place: of each unit what is quoted first on each side, the old one first.
    pub(super) fn evidence(&self, change: &Change) -> Vec<Vec<(Side, Evidence)>> {
        let units = self.units(change);
        let index: FxHashMap<Unit, usize> = units.iter().enumerate().map(|(at, &unit)| (unit, at)).collect();
        let mut places: Vec<Vec<(Side, Evidence)>> = vec![Vec::new(); units.len()];
        for (side, evidence) in [(Side::Old, &change.old), (Side::New, &change.new)] {
            for &one in evidence {
                let alone = if side == Side::Old { Unit::Old(one.segment) } else { Unit::New(one.segment) };
                let place = &mut places[index[&self.link(side, one.segment).map_or(alone, Unit::Link)]];
                if place.iter().all(|&(known, _)| known != side) {
                    place.push((side, one));
                }
            }
        }
        places
    }

    /// Every unit of both sides, in document order.
    #[cfg(feature = "html")]
    pub(super) fn all(&self, alignment: &Alignment) -> Vec<Unit> {
        let [old, new] = &self.links;
        let old = old.iter().enumerate().map(|(segment, link)| link.map_or(Unit::Old(segment), Unit::Link));
        let new = new.iter().enumerate().map(|(segment, link)| link.map_or(Unit::New(segment), Unit::Link));
        let mut units: Vec<Unit> = old.chain(new).collect();
        units.sort_by_key(|&unit| (self.key(unit, alignment), unit));
        units.dedup();
        units
    }

    /// Whether a change sets what stands in one place of the old text against what stands in another of the new one.
    fn stand_against_each_other(&self, change: &Change) -> bool {
        let one = |side: Side, evidence: &[Evidence]| {
            let units: FxHashSet<Option<usize>> = evidence.iter().map(|e| self.link(side, e.segment)).collect();
            !evidence.is_empty() && units.len() == 1 && (evidence.len() == 1 || !units.contains(&None))
        };
        one(Side::Old, &change.old) && one(Side::New, &change.new)
    }

    fn key(&self, unit: Unit, alignment: &Alignment) -> Key {
        match unit {
            Unit::Link(link) => (alignment.links[link].new.first().map_or(0, |first| first + 1), 0, link),
            Unit::New(segment) => (segment + 1, 0, segment),
            Unit::Old(segment) => (self.anchors[segment], 1, segment),
        }
    }

    /// Sorts changes, given by rank, to their places.
    pub(super) fn places<'a>(&self, changes: impl Iterator<Item = &'a Change>, alignment: &Alignment) -> Places<'a> {
        let mut throughout = Vec::new();
        let mut ordered: BTreeMap<(Key, Unit, Vec<Unit>), Vec<&Change>> = BTreeMap::new();
        for change in changes {
            let units = self.units(change);
            // Neighbours that came, went or moved together have one place, where the first of them stands; the same words
            // changed in two do not. What took the place of something elsewhere is told where it stands now.
            let together = matches!(change.kind.family(), Family::Presence | Family::Structure | Family::Sections);
            let place = match units[..] {
                [_, new] if !together && self.stand_against_each_other(change) => Some(new),
                [first, ..] if units.len() == 1 || together => Some(first),
                _ => None,
            };
            match place {
                Some(unit) => ordered.entry((self.key(unit, alignment), unit, units)).or_default().push(change),
                None => throughout.push(change),
            }
        }
        let ordered = ordered.into_iter().map(|((_, at, units), changes)| Place { at, units, changes }).collect();
        Places { throughout, ordered }
    }
}

fn survey(alignment: &Alignment, links: &mut [Vec<Option<usize>>; 2]) {
    // Repeats last, so that they stand only where no primary link does.
    let repeats = |index: &usize| alignment.links[*index].relation == Relation::Repeat;
    let (repeated, primary): (Vec<usize>, Vec<usize>) = (0..alignment.links.len()).partition(repeats);
    for index in primary.into_iter().chain(repeated) {
        let link = &alignment.links[index];
        for (side, ends) in [(0, &link.old), (1, &link.new)] {
            for &segment in ends {
                links[side][segment].get_or_insert(index);
            }
        }
    }
}
