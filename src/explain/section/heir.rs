//! Sections that took the place of others, by where the claims under their titles went.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Pair, Relation, Role, SectionLink, SectionRelation, Side};

use super::title;
use super::{claims_of, heading};
use crate::explain::context::Context;

/// A title took the place of another where this share of the linked claims under each went over to the other.
const TOOK_PLACE: f64 = 0.4;

/// … and so many claims, where there are more on either side.
const FEW: usize = 2;

/// A section was split, or merged into another, where each part has this share of its linked claims.
const PART: f64 = 0.25;

/// Where one was, whatever has this share is a part too.
const LESSER_PART: f64 = 0.1;

/// The section links of the alignment, where added and removed sections whose subsections hold each other's claims
/// are related too: renamed, split or merged.
pub(super) fn sections(context: &Context<'_>) -> Vec<SectionLink> {
    let links = &context.alignment.sections;
    let Pair { old: removed, new: added } = lonely(links);
    let votes = votes(context, &removed, &added);
    let mut related: Vec<SectionLink> = Vec::new();
    let mut used: Pair<BTreeSet<usize>> = Pair::default();
    let mut heirs: Vec<(f64, usize, usize)> = Vec::new();
    for (&(old, new), &count) in &votes.pairs {
        let (from, to) = votes.shares(old, new);
        // One claim that went over makes no heir of a section that holds many others.
        let small = [(Side::Old, old), (Side::New, new)].into_iter().all(|(s, at)| claims_of(context, s, at) <= FEW);
        let took = from >= TOOK_PLACE && to >= TOOK_PLACE && (count >= FEW || small);
        if removed.contains(&old) && added.contains(&new) && took {
            heirs.push((from.min(to), old, new));
        }
    }
    heirs.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| context.place(a.1, a.2).cmp(&context.place(b.1, b.2))));
    let heirs = heirs.into_iter().map(|(_, old, new)| (old, new));
    for (old, new) in retitled(context, &removed, &added).into_iter().chain(heirs) {
        if !used.old.contains(&old) && !used.new.contains(&new) {
            used.old.insert(old);
            used.new.insert(new);
            related.push(SectionLink { old: vec![old], new: vec![new], relation: SectionRelation::Renamed });
        }
    }
    for (old, new) in title::alike(context, Pair::new(&removed, &added), &mut used) {
        related.push(SectionLink { old: vec![old], new: vec![new], relation: SectionRelation::Renamed });
    }
    for side in Side::BOTH {
        related.extend(parted(context, &votes, side, Pair::new(&removed, &added), &used));
    }
    // What took up a title stands in one link with the section that had it, and no more in its own.
    let joined = taken_up(context, Pair::new(&removed, &added), &used, links.iter().chain(&related));
    let is_joined =
        |l: &SectionLink| l.relation == SectionRelation::Renamed && joined.contains_key(&(l.old[0], l.new[0]));
    related.retain(|link| !is_joined(link));
    related.extend(joined.values().cloned());
    for link in &related {
        used.old.extend(link.old.iter().filter(|o| removed.contains(o)));
        used.new.extend(link.new.iter().filter(|n| added.contains(n)));
    }
    let alone = |l: &&SectionLink| match l.relation {
        SectionRelation::Removed => !l.old.iter().any(|o| used.old.contains(o)),
        SectionRelation::Added => !l.new.iter().any(|n| used.new.contains(n)),
        _ => !is_joined(l),
    };
    let kept: Vec<SectionLink> = links.iter().filter(alone).cloned().collect();
    kept.into_iter().chain(related).collect()
}

/// Sections of one side alone whose claims stand in several of the other, of which one at least is alone too: an old one
/// was split, into a new one several were merged.
fn parted(
    context: &Context<'_>,
    votes: &Votes,
    side: Side,
    lonely: Pair<&BTreeSet<usize>>,
    used: &Pair<BTreeSet<usize>>,
) -> Vec<SectionLink> {
    let ends = |section: usize, part: usize| if side == Side::Old { (section, part) } else { (part, section) };
    let mut links = Vec::new();
    let across = votes.across(side);
    for &section in lonely.get(side).difference(used.get(side)) {
        let share = |part: usize| votes.of(side, section, votes.pairs.get(&ends(section, part)).copied());
        let own = |part: usize| votes.own.get(side.other()).get(&ends(section, part)).copied();
        let own_parts = &across[across.partition_point(|pair| pair.0 < section)..];
        let own_parts = &own_parts[..own_parts.partition_point(|pair| pair.0 == section)];
        let with = |least: f64| own_parts.iter().map(|p| p.1).filter(|&part| share(part) >= least).collect::<Vec<_>>();
        let parts = with(PART);
        if parts.len() < 2 || !parts.iter().any(|part| lonely.get(side.other()).contains(part)) {
            continue;
        }
        let by_itself = |part: usize| votes.of(side, section, own(part)) >= LESSER_PART;
        let parts = innermost(context, side.other(), with(LESSER_PART), by_itself);
        links.push(match side {
            Side::Old => SectionLink { old: vec![section], new: parts, relation: SectionRelation::Split },
            Side::New => SectionLink { old: parts, new: vec![section], relation: SectionRelation::Merged },
        });
    }
    links
}

/// Pairs of sections that one side alone has and whose headings a link joins.
fn retitled(context: &Context<'_>, removed: &BTreeSet<usize>, added: &BTreeSet<usize>) -> Vec<(usize, usize)> {
    let titles = removed.iter().filter_map(|&old| {
        let link = &context.alignment.links[context.primary.old[heading(context, Side::Old, old)?]?];
        let (&[_], &[title]) = (&link.old[..], &link.new[..]) else { return None };
        let new = context.sides.new.document.segments[title].section;
        (added.contains(&new) && heading(context, Side::New, new) == Some(title)).then_some((old, new))
    });
    titles.collect()
}

/// By the two sections of a renamed one what it is a part of: a merger, where it took up the title of a section that went,
/// or a split, where a section came with a part of its old title.
fn taken_up<'l>(
    context: &Context<'_>,
    lonely: Pair<&BTreeSet<usize>>,
    used: &Pair<BTreeSet<usize>>,
    links: impl Iterator<Item = &'l SectionLink>,
) -> BTreeMap<(usize, usize), SectionLink> {
    let is_one = |l: &&SectionLink| l.relation == SectionRelation::Renamed && l.old.len() == 1 && l.new.len() == 1;
    let mut renamed: Vec<(usize, usize)> = links.filter(is_one).map(|link| (link.old[0], link.new[0])).collect();
    renamed.sort_by_key(|&(old, new)| context.place(old, new));
    let found = Pair::new(Side::Old, Side::New).map(|side| {
        let alone = lonely.get(side).difference(used.get(side)).copied();
        title::taken_up(context, side, alone, &renamed)
    });
    let mut joined = BTreeMap::new();
    for (side, relation) in [(Side::Old, SectionRelation::Merged), (Side::New, SectionRelation::Split)] {
        // What would be both is neither.
        let once = |(at, _): &(&usize, &usize)| !found.get(side.other()).contains_key(at);
        for (&at, &section) in found.get(side).iter().filter(once) {
            let (old, new) = renamed[at];
            let mut link = SectionLink { old: vec![old], new: vec![new], relation };
            let ends = if side == Side::Old { &mut link.old } else { &mut link.new };
            ends.push(section);
            ends.sort_unstable();
            joined.insert((old, new), link);
        }
    }
    joined
}

/// The sections that one side alone has.
pub(super) fn lonely(links: &[SectionLink]) -> Pair<BTreeSet<usize>> {
    let of = |relation| links.iter().filter(move |l| l.relation == relation);
    Pair::new(
        of(SectionRelation::Removed).flat_map(|l| l.old.iter().copied()).collect(),
        of(SectionRelation::Added).flat_map(|l| l.new.iter().copied()).collect(),
    )
}

/// Sections without those that only hold others of them: of a chapter and its articles, the articles, unless the chapter
/// has enough `by_itself`.
fn innermost(context: &Context<'_>, side: Side, sections: Vec<usize>, by_itself: impl Fn(usize) -> bool) -> Vec<usize> {
    let all = &context.sides.get(side).document.sections;
    let inside = |section: usize, outer: usize| {
        std::iter::successors(all[section].parent, |&parent| all[parent].parent).any(|parent| parent == outer)
    };
    let holds = |outer: usize| sections.iter().any(|&section| inside(section, outer));
    sections.iter().copied().filter(|&section| !holds(section) || by_itself(section)).collect()
}

/// How many claims went from which section to which, subsections included.
struct Votes {
    pairs: BTreeMap<(usize, usize), usize>,
    /// The same, of a side without subsections.
    own: Pair<BTreeMap<(usize, usize), usize>>,
    /// How many linked claims each section has.
    totals: Pair<Vec<usize>>,
}

impl Votes {
    /// Which share of the linked claims of `old` went to `new`, and which of those of `new` came from `old`.
    fn shares(&self, old: usize, new: usize) -> (f64, f64) {
        let votes = self.pairs.get(&(old, new)).copied();
        (self.of(Side::Old, old, votes), self.of(Side::New, new, votes))
    }

    /// Which share of the linked claims of a section so many are.
    fn of(&self, side: Side, section: usize, votes: Option<usize>) -> f64 {
        votes.unwrap_or(0) as f64 / self.totals.get(side)[section].max(1) as f64
    }

    /// Each section of a side with those of the other one that its claims went to or came from, ascending.
    fn across(&self, side: Side) -> Vec<(usize, usize)> {
        let ends = |&(old, new): &(usize, usize)| if side == Side::Old { (old, new) } else { (new, old) };
        let mut across: Vec<(usize, usize)> = self.pairs.keys().map(ends).collect();
        across.sort_unstable();
        across
    }
}

fn votes(context: &Context<'_>, removed: &BTreeSet<usize>, added: &BTreeSet<usize>) -> Votes {
    let sections = context.sides.map(|side| side.document.sections.len());
    let lonely = |all: &BTreeSet<usize>, count: usize| (0..count).map(|at| all.contains(&at)).collect::<Vec<bool>>();
    let (removed, added) = (lonely(removed, sections.old), lonely(added, sections.new));
    let totals = sections.map(|count| vec![0; count]);
    let mut votes = Votes { pairs: BTreeMap::new(), own: Pair::default(), totals };
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
            votes.totals.old[section] += 1;
        }
        for &section in &new {
            votes.totals.new[section] += 1;
        }
        let asked = |one: usize, other: usize| removed[one] || added[other];
        for &one in old.iter().filter(|&&one| asked(one, new[0])) {
            *votes.own.new.entry((one, new[0])).or_default() += 1;
        }
        for &other in new.iter().filter(|&&other| asked(old[0], other)) {
            *votes.own.old.entry((old[0], other)).or_default() += 1;
        }
        for &one in &old {
            for &other in new.iter().filter(|&&other| asked(one, other)) {
                *votes.pairs.entry((one, other)).or_default() += 1;
            }
        }
    }
    votes
}
