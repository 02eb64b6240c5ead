//! What became of whole sections, each told as one change.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Evidence, Kind, Pair, Relation, Role, SectionLink, SectionRelation, Side};

use super::context::Context;
use super::draft::Draft;

/// An added or removed section tells its claims where at least this share of them has no link.
const OWN_CLAIMS: f64 = 0.5;

/// A title took the place of another where this share of the linked claims under each went over to the other.
const TOOK_PLACE: f64 = 0.4;

/// A section was split, or merged into another, where each part has this share of its linked claims.
const PART: f64 = 0.25;

/// The segments that were told with others, so that they are not told again one by one.
#[derive(Debug)]
pub(super) struct Told(Pair<Vec<bool>>);

impl Told {
    /// Nothing told yet.
    pub(super) fn new(context: &Context<'_>) -> Self {
        Told(context.sides.map(|s| vec![false; s.document.segments.len()]))
    }

    /// Whether this segment was told.
    pub(super) fn has(&self, side: Side, segment: usize) -> bool {
        self.0.get(side)[segment]
    }

    /// Marks a segment as told.
    pub(super) fn mark(&mut self, side: Side, segment: usize) {
        self.0.get_mut(side)[segment] = true;
    }
}

/// The section relations of the alignment as changes.
pub(super) fn explain(context: &Context<'_>, told: &mut Told, drafts: &mut Vec<Draft>) {
    let links = successors(context);
    for link in &links {
        let draft = match link.relation {
            SectionRelation::Kept => None,
            SectionRelation::Added => presence(context, Side::New, &link.new, told),
            SectionRelation::Removed => presence(context, Side::Old, &link.old, told),
            SectionRelation::Renamed => headings(context, Kind::SectionRenamed, link, told),
            SectionRelation::Moved => headings(context, Kind::SectionMoved, link, told),
            SectionRelation::Split => headings(context, Kind::SectionSplit, link, told),
            SectionRelation::Merged => headings(context, Kind::SectionMerged, link, told),
        };
        drafts.extend(draft);
    }
}

/// The section links of the alignment, where added and removed sections whose subsections hold each other's claims
/// are related too: renamed, split or merged.
fn successors(context: &Context<'_>) -> Vec<SectionLink> {
    let links = &context.alignment.sections;
    let lonely = |relation, side: Side| -> BTreeSet<usize> {
        let of = |l: &SectionLink| if side == Side::Old { l.old.clone() } else { l.new.clone() };
        links.iter().filter(|l| l.relation == relation).flat_map(of).collect()
    };
    let removed = lonely(SectionRelation::Removed, Side::Old);
    let added = lonely(SectionRelation::Added, Side::New);
    let votes = votes(context, &removed, &added);
    let mut related: Vec<SectionLink> = Vec::new();
    let mut used: Pair<BTreeSet<usize>> = Pair::default();
    for &(old, new) in votes.pairs.keys() {
        let (from, to) = votes.shares(old, new);
        if removed.contains(&old) && added.contains(&new) && from >= TOOK_PLACE && to >= TOOK_PLACE {
            used.old.insert(old);
            used.new.insert(new);
            related.push(SectionLink { old: vec![old], new: vec![new], relation: SectionRelation::Renamed });
        }
    }
    for &old in removed.difference(&used.old) {
        let into: Vec<usize> = votes.of_old(old).filter(|&new| votes.shares(old, new).0 >= PART).collect();
        if into.len() > 1 && into.iter().any(|n| added.contains(n)) {
            related.push(SectionLink { old: vec![old], new: into, relation: SectionRelation::Split });
        }
    }
    for &new in added.difference(&used.new) {
        let from: Vec<usize> = votes.of_new(new).filter(|&old| votes.shares(old, new).1 >= PART).collect();
        if from.len() > 1 && from.iter().any(|o| removed.contains(o)) {
            related.push(SectionLink { old: from, new: vec![new], relation: SectionRelation::Merged });
        }
    }
    for link in &related {
        used.old.extend(link.old.iter().filter(|o| removed.contains(o)));
        used.new.extend(link.new.iter().filter(|n| added.contains(n)));
    }
    let alone = |l: &&SectionLink| match l.relation {
        SectionRelation::Removed => !l.old.iter().any(|o| used.old.contains(o)),
        SectionRelation::Added => !l.new.iter().any(|n| used.new.contains(n)),
        _ => true,
    };
    let kept: Vec<SectionLink> = links.iter().filter(alone).cloned().collect();
    kept.into_iter().chain(related).collect()
}

/// How many claims went from which section to which, subsections included.
struct Votes {
    pairs: BTreeMap<(usize, usize), usize>,
    totals: Pair<BTreeMap<usize, usize>>,
}

impl Votes {
    /// Which share of the linked claims of `old` went to `new`, and which of those of `new` came from `old`.
    fn shares(&self, old: usize, new: usize) -> (f64, f64) {
        let votes = self.pairs.get(&(old, new)).map_or(0.0, |&n| n as f64);
        let total = |totals: &BTreeMap<usize, usize>, section| totals.get(&section).map_or(1.0, |&n| n as f64);
        (votes / total(&self.totals.old, old), votes / total(&self.totals.new, new))
    }

    fn of_old(&self, old: usize) -> impl Iterator<Item = usize> {
        self.pairs.keys().filter(move |(o, _)| *o == old).map(|(_, n)| *n)
    }

    fn of_new(&self, new: usize) -> impl Iterator<Item = usize> {
        self.pairs.keys().filter(move |(_, n)| *n == new).map(|(o, _)| *o)
    }
}

fn votes(context: &Context<'_>, removed: &BTreeSet<usize>, added: &BTreeSet<usize>) -> Votes {
    let mut votes = Votes { pairs: BTreeMap::new(), totals: Pair::default() };
    let lines = |side: Side, segment: usize| -> Vec<usize> {
        let document = &context.sides.get(side).document;
        std::iter::successors(Some(document.segments[segment].section), |&s| document.sections[s].parent).collect()
    };
    for link in context.alignment.links.iter().filter(|l| l.relation != Relation::Repeat) {
        let (Some(&old), Some(&new)) = (link.old.first(), link.new.first()) else { continue };
        if context.role(Side::Old, old) == Role::Heading || context.role(Side::New, new) == Role::Heading {
            continue;
        }
        let (old, new) = (lines(Side::Old, old), lines(Side::New, new));
        for &section in &old {
            *votes.totals.old.entry(section).or_default() += 1;
        }
        for &section in &new {
            *votes.totals.new.entry(section).or_default() += 1;
        }
        for &one in &old {
            for &other in new.iter().filter(|n| removed.contains(&one) || added.contains(n)) {
                *votes.pairs.entry((one, other)).or_default() += 1;
            }
        }
    }
    votes
}

/// A section that only one side has: its heading and its claims without a link.
fn presence(context: &Context<'_>, side: Side, sections: &[usize], told: &mut Told) -> Option<Draft> {
    let document = &context.sides.get(side).document;
    let section = &document.sections[*sections.first()?];
    let heading = heading(context, side, sections[0]).filter(|_| !section.inferred)?;
    let members = section.segments.0..section.segments.1;
    let claims: Vec<usize> = members
        .filter(|&s| document.segments[s].role.is_content() && document.segments[s].role != Role::Heading)
        .collect();
    let news = |s: &usize| context.is_free(side, *s) && context.stands(side, context.whole(side, *s)).is_none();
    let free: Vec<usize> = claims.iter().copied().filter(news).collect();
    // A new title over old matter is not told as a new section: its claims say what became of them.
    if !context.is_free(side, heading) || (free.len() as f64) < OWN_CLAIMS * claims.len() as f64 {
        return None;
    }
    let untold = free.iter().copied().filter(|&s| !told.has(side, s));
    let quotes: Vec<Evidence> = std::iter::once(heading).chain(untold).map(|s| context.whole(side, s)).collect();
    for quote in &quotes {
        told.mark(side, quote.segment);
    }
    let mut draft = match side {
        Side::Old => Draft::new(Kind::SectionRemoved, quotes, vec![], 0.9),
        Side::New => Draft::new(Kind::SectionAdded, vec![], quotes, 0.9),
    };
    // A section may be nothing but its heading.
    draft.count = free.len().max(1);
    *draft.words.get_mut(side) = Some(context.text(side, context.whole(side, heading).span).to_owned());
    Some(draft)
}

/// Sections of both sides that belong together, shown by their headings.
fn headings(context: &Context<'_>, kind: Kind, link: &SectionLink, told: &mut Told) -> Option<Draft> {
    let quotes = |side: Side, sections: &[usize]| -> Vec<Evidence> {
        sections.iter().filter_map(|&s| heading(context, side, s)).map(|s| context.whole(side, s)).collect()
    };
    let (old, new) = (quotes(Side::Old, &link.old), quotes(Side::New, &link.new));
    // A heading in a link says itself what became of it.
    let linked =
        |side: Side, quotes: &[Evidence]| quotes.iter().all(|q| context.primary.get(side)[q.segment].is_some());
    let all_linked = linked(Side::Old, &old) && linked(Side::New, &new);
    if old.is_empty() || new.is_empty() || (all_linked && kind == Kind::SectionRenamed) {
        return None;
    }
    let kept = match kind {
        Kind::SectionSplit => linked(Side::New, &new),
        Kind::SectionMerged => linked(Side::Old, &old),
        _ => false,
    };
    for (side, quotes) in [(Side::Old, &old), (Side::New, &new)] {
        for quote in quotes.iter().filter(|q| context.is_free(side, q.segment)) {
            told.mark(side, quote.segment);
        }
    }
    let draft = Draft::new(kind, old, new, 0.9);
    Some(if kept { draft.routine("all titles still stand") } else { draft })
}

/// The heading of a section, if it has one of its own.
fn heading(context: &Context<'_>, side: Side, section: usize) -> Option<usize> {
    let document = &context.sides.get(side).document;
    let (start, end) = document.sections[section].segments;
    (start < end && document.segments[start].role == Role::Heading).then_some(start)
}
