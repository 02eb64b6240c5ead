//! The sections at a glance: what became of each, and of the claims in it.

use std::collections::BTreeSet;

use crate::model::{Comparison, Pair, Relation, Role, SectionLink, SectionRelation, Side};

use super::survey::Survey;

/// What became of the claims of some sections.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    same: usize,
    changed: usize,
    added: usize,
    removed: usize,
}

impl Tally {
    fn is_empty(&self) -> bool {
        self.same + self.changed + self.added + self.removed == 0
    }

    /// The same, changed, added, removed.
    pub(super) const fn columns(&self) -> [usize; 4] {
        [self.same, self.changed, self.added, self.removed]
    }
}

/// What a reader is told of a section.
pub(super) struct Line<'a> {
    /// What became of it.
    pub(super) link: &'a SectionLink,
    /// How deep it stands, from zero.
    pub(super) depth: usize,
    /// What became of its claims.
    pub(super) tally: Tally,
}

/// A line for each section of the new text and each that is gone.
pub(super) fn sections<'a>(survey: &Survey<'a>) -> Vec<Line<'a>> {
    let links = &survey.comparison.alignment.sections;
    let fates = fates(survey.comparison);
    let depths: BTreeSet<usize> = links.iter().map(|link| level(survey, link)).collect();
    let mut lines = Vec::with_capacity(links.len());
    for link in links {
        let tally = tally(survey.comparison, link, &fates);
        // A heading alone is told where something became of it; what stands before the first one is often nothing.
        let titled = |side, sections: &[usize]| sections.iter().any(|&s| survey.titled(side, s).is_some());
        let told =
            link.relation != SectionRelation::Kept && (titled(Side::Old, &link.old) || titled(Side::New, &link.new));
        if told || !tally.is_empty() {
            lines.push(Line { link, depth: depths.range(..level(survey, link)).count(), tally });
        }
    }
    lines
}

/// The title of a section; both titles where they differ.
pub(super) fn title(survey: &Survey<'_>, link: &SectionLink) -> String {
    let names = |side, sections: &[usize]| {
        sections.iter().map(|&section| survey.section_title(side, section)).collect::<Vec<_>>().join(" + ")
    };
    match link.relation {
        SectionRelation::Removed => names(Side::Old, &link.old),
        SectionRelation::Renamed | SectionRelation::Split | SectionRelation::Merged => {
            format!("{} → {}", names(Side::Old, &link.old), names(Side::New, &link.new))
        }
        _ => names(Side::New, &link.new),
    }
}

fn level(survey: &Survey<'_>, link: &SectionLink) -> usize {
    let of = |side: Side, section: usize| survey.document(side).sections[section].level;
    let new = link.new.first().map(|&section| of(Side::New, section));
    new.or(link.old.first().map(|&section| of(Side::Old, section))).unwrap_or(1)
}

/// What became of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Alone,
    Same,
    Changed,
}

fn fates(comparison: &Comparison) -> Pair<Vec<Fate>> {
    let mut fates = comparison.sides.as_ref().map(|side| vec![Fate::Alone; side.document.segments.len()]);
    for link in &comparison.alignment.links {
        let fate = match link.relation {
            Relation::Equal | Relation::Cosmetic | Relation::Repeat => Fate::Same,
            _ => Fate::Changed,
        };
        for (side, ends) in [(Side::Old, &link.old), (Side::New, &link.new)] {
            for &segment in ends {
                let now = &mut fates.get_mut(side)[segment];
                if *now == Fate::Alone || link.relation != Relation::Repeat {
                    *now = fate;
                }
            }
        }
    }
    fates
}

/// Counts the new claims of a section and the old ones that are gone; of a removed section the old ones.
fn tally(comparison: &Comparison, link: &SectionLink, fates: &Pair<Vec<Fate>>) -> Tally {
    let mut tally = Tally::default();
    let gone = link.new.is_empty();
    for (side, sections) in [(Side::Old, &link.old), (Side::New, &link.new)] {
        let document = &comparison.sides.get(side).document;
        for &section in sections {
            let (start, end) = document.sections[section].segments;
            for segment in (start..end).filter(|&segment| document.segments[segment].role == Role::Claim) {
                match (fates.get(side)[segment], side) {
                    (Fate::Alone, Side::Old) => tally.removed += 1,
                    (Fate::Alone, Side::New) => tally.added += 1,
                    (Fate::Same, Side::Old) if gone => tally.same += 1,
                    (Fate::Changed, Side::Old) if gone => tally.changed += 1,
                    (_, Side::Old) => {}
                    (Fate::Same, Side::New) => tally.same += 1,
                    (Fate::Changed, Side::New) => tally.changed += 1,
                }
            }
        }
    }
    tally
}
