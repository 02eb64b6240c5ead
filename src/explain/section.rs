//! What became of whole sections, each told as one change.

use std::collections::{BTreeMap, BTreeSet};

use crate::language::token::fold;
use crate::model::{Evidence, Kind, Link, Pair, Relation, Role, SectionLink, SectionRelation, Side};

use super::context::Context;
use super::draft::Draft;
use super::headline::BETWEEN;
use super::substitution::Substitutions;
use super::title;
use super::typed;
use super::unit::Reading;
use super::weave::Weave;
use super::weights;

/// An added or removed section tells its claims where at least this share of them has no link.
const OWN_CLAIMS: f64 = 0.5;

/// A title took the place of another where this share of the linked claims under each went over to the other.
const TOOK_PLACE: f64 = 0.4;

/// … and so many claims, where there are more on either side.
const FEW: usize = 2;

/// A section was split, or merged into another, where each part has this share of its linked claims.
const PART: f64 = 0.25;

/// More sections that go are told together …
const SEPARATE: usize = 3;

/// … by the titles of so many of them.
const NAMED: usize = 3;

/// How sure it is that sections belong together whose claims went over.
const HELD: f64 = 0.9;

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
pub(super) fn explain(context: &Context<'_>, terms: &Substitutions, told: &mut Told, drafts: &mut Vec<Draft>) {
    let links = successors(context);
    let lonely = lonely(&links);
    for side in Side::BOTH {
        let alone = lonely.get(side).iter().filter_map(|&s| presence(context, side, s, lonely.get(side), told));
        let alone: Vec<Draft> = alone.collect();
        match side {
            Side::Old if alone.len() > SEPARATE => drafts.push(dropped(context, alone)),
            _ => drafts.extend(alone),
        }
    }
    drafts.extend(split_off(context, &lonely.new));
    for link in &links {
        if link.relation == SectionRelation::Renamed {
            drafts.extend(retitled(context, terms, link));
        }
        let draft = match link.relation {
            SectionRelation::Kept | SectionRelation::Added | SectionRelation::Removed => None,
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
    for (_, old, new) in heirs {
        if !used.old.contains(&old) && !used.new.contains(&new) {
            used.old.insert(old);
            used.new.insert(new);
            related.push(SectionLink { old: vec![old], new: vec![new], relation: SectionRelation::Renamed });
        }
    }
    for (old, new) in title::alike(context, Pair::new(&removed, &added), &mut used) {
        related.push(SectionLink { old: vec![old], new: vec![new], relation: SectionRelation::Renamed });
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

/// The sections that one side alone has.
fn lonely(links: &[SectionLink]) -> Pair<BTreeSet<usize>> {
    let of = |relation| links.iter().filter(move |l| l.relation == relation);
    Pair::new(
        of(SectionRelation::Removed).flat_map(|l| l.old.iter().copied()).collect(),
        of(SectionRelation::Added).flat_map(|l| l.new.iter().copied()).collect(),
    )
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
        self.pairs.range((old, 0)..=(old, usize::MAX)).map(|((_, new), _)| *new)
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

/// Many sections that went, as one change that names the largest.
fn dropped(context: &Context<'_>, mut sections: Vec<Draft>) -> Draft {
    sections.sort_by_key(|draft| (std::cmp::Reverse(draft.count), draft.place()));
    let titles: Vec<Evidence> = sections.iter().take(NAMED).map(|draft| draft.evidence.old[0]).collect();
    let quotes = sections.iter().flat_map(|draft| draft.evidence.old.iter().copied());
    let mut all = Draft::new(Kind::SectionRemoved, quotes.collect(), vec![], HELD);
    all.evidence.old.sort_unstable();
    all.count = sections.iter().map(|draft| draft.count).sum();
    all.words.old = self::titles(context, Side::Old, &titles);
    all
}

/// A section that only one side has: its heading and its claims without a link, with the sections under it where
/// that side alone has them all.
fn presence(
    context: &Context<'_>,
    side: Side,
    section: usize,
    lonely: &BTreeSet<usize>,
    told: &mut Told,
) -> Option<Draft> {
    let sections = &context.sides.get(side).document.sections;
    let own = news_of(context, side, section).filter(|quotes| !told.has(side, quotes[0].segment))?;
    let under = |&s: &usize| std::iter::successors(sections[s].parent, |&p| sections[p].parent).any(|p| p == section);
    let below: Vec<usize> = (section + 1..sections.len()).filter(under).collect();
    let mut quotes = own;
    let heading = quotes[0];
    if below.iter().all(|s| lonely.contains(s)) {
        quotes.extend(below.iter().filter_map(|&s| news_of(context, side, s)).flatten());
    }
    let claims = quotes.iter().filter(|q| context.role(side, q.segment) == Role::Claim).count();
    quotes.retain(|q| !told.has(side, q.segment));
    for quote in &quotes {
        told.mark(side, quote.segment);
    }
    let confidence = context.alone(side, quotes.iter().map(|quote| quote.segment));
    let mut draft = match side {
        Side::Old => Draft::new(Kind::SectionRemoved, quotes, vec![], confidence),
        Side::New => Draft::new(Kind::SectionAdded, vec![], quotes, confidence),
    };
    // A section may be nothing but its heading.
    draft.count = claims.max(1);
    *draft.words.get_mut(side) = Some(context.text(side, heading.span).to_owned());
    Some(draft)
}

/// The heading of a section and those of its claims that have no link; nothing where most of them have one: a new
/// title over old matter is no new section, and its claims say what became of them.
fn news_of(context: &Context<'_>, side: Side, section: usize) -> Option<Vec<Evidence>> {
    let document = &context.sides.get(side).document;
    let section_of = &document.sections[section];
    let heading = heading(context, side, section).filter(|_| !section_of.inferred)?;
    let members = section_of.segments.0..section_of.segments.1;
    let claims: Vec<usize> = members
        .filter(|&s| document.segments[s].role.is_content() && document.segments[s].role != Role::Heading)
        .collect();
    let news = |s: &&usize| context.is_free(side, **s) && context.stands(side, context.body(side, **s)).is_none();
    let free: Vec<usize> = claims.iter().filter(news).copied().collect();
    if !context.is_free(side, heading) || (free.len() as f64) < OWN_CLAIMS * claims.len() as f64 {
        return None;
    }
    Some(std::iter::once(heading).chain(free).map(|s| context.whole(side, s)).collect())
}

/// What a new title says otherwise than the old one that it took the place of.
fn retitled(context: &Context<'_>, terms: &Substitutions, link: &SectionLink) -> Vec<Draft> {
    // A title that a menu repeats is linked to the menu's entry.
    let free = |side: Side, section: usize| {
        heading(context, side, section).filter(|&s| context.primary.get(side)[s].is_none())
    };
    let ends = (link.old.first().and_then(|&s| free(Side::Old, s)), link.new.first().and_then(|&s| free(Side::New, s)));
    let (Some(old), Some(new)) = ends else { return Vec::new() };
    let link = Link {
        old: vec![old],
        new: vec![new],
        relation: Relation::Reworded,
        moved: false,
        confidence: HELD,
        reasons: Vec::new(),
    };
    let weave = Weave::new(context, &link, Reading::Meant(terms));
    if weave.rewritten { Vec::new() } else { typed::explain(context, &link, &weave, weave.changed().collect()).drafts }
}

/// Sections of both sides that belong together, shown by their headings.
fn headings(context: &Context<'_>, kind: Kind, link: &SectionLink, told: &mut Told) -> Option<Draft> {
    let quotes = |side: Side, sections: &[usize]| -> Vec<Evidence> {
        sections.iter().filter_map(|&s| opening(context, side, s)).map(|s| context.whole(side, s)).collect()
    };
    let (old, new) = (quotes(Side::Old, &link.old), quotes(Side::New, &link.new));
    // A heading in a link says itself what became of it.
    let linked =
        |side: Side, quotes: &[Evidence]| quotes.iter().all(|q| context.primary.get(side)[q.segment].is_some());
    let all_linked = linked(Side::Old, &old) && linked(Side::New, &new);
    if old.is_empty() || new.is_empty() || (all_linked && kind == Kind::SectionRenamed) {
        return None;
    }
    let named = |side: Side, quotes: &[Evidence]| -> BTreeSet<String> {
        quotes.iter().map(|e| fold(context.text(side, e.span))).collect()
    };
    let names = Pair::new(named(Side::Old, &old), named(Side::New, &new));
    let kept = (all_linked || names.old == names.new) && matches!(kind, Kind::SectionSplit | Kind::SectionMerged);
    // What came from a part of a section came from the section too: that is no merger.
    let one = kind == Kind::SectionMerged && apart(context, Side::Old, &link.old) == 1;
    for (side, quotes) in [(Side::Old, &old), (Side::New, &new)] {
        for quote in quotes.iter().filter(|q| context.is_free(side, q.segment)) {
            told.mark(side, quote.segment);
        }
    }
    let mut draft = Draft::new(kind, old, new, HELD);
    // Of sections that become one which keeps a title, the other titles are the news; so they are where one is parted.
    draft.words = Pair::new((Side::Old, Kind::SectionMerged), (Side::New, Kind::SectionSplit)).map(|(side, many)| {
        let all = draft.on(side);
        let stands = |e: &Evidence| names.get(side.other()).contains(&fold(context.text(side, e.span)));
        let others: Vec<Evidence> = all.iter().filter(|e| kind == many && !stands(e)).copied().collect();
        titles(context, side, if others.is_empty() { all } else { &others })
    });
    Some(match (kept, one) {
        (true, _) => draft.routine("all titles still stand"),
        (_, true) => draft.routine("a part of one section goes into another"),
        _ => draft,
    })
}

/// How many of these sections stand in none of the others.
fn apart(context: &Context<'_>, side: Side, sections: &[usize]) -> usize {
    let all = &context.sides.get(side).document.sections;
    let above = |&section: &usize| std::iter::successors(all[section].parent, |&s| all[s].parent);
    let holding: BTreeSet<usize> = sections.iter().flat_map(above).collect();
    sections.iter().filter(|section| !holding.contains(section)).count()
}

/// All titles, as one quote after the other.
fn titles(context: &Context<'_>, side: Side, headings: &[Evidence]) -> Option<String> {
    Some(headings.iter().map(|e| context.text(side, e.span)).collect::<Vec<_>>().join(BETWEEN))
}

/// New sections that took claims out of sections that still stand, each told with what it took.
fn split_off(context: &Context<'_>, added: &BTreeSet<usize>) -> Vec<Draft> {
    let section = |side: Side, segment: usize| context.sides.get(side).document.segments[segment].section;
    let standing: BTreeMap<usize, usize> = context
        .alignment
        .sections
        .iter()
        .filter(|l| l.old.len() == 1 && l.new.len() == 1)
        .map(|l| (l.old[0], l.new[0]))
        .collect();
    let mut taken: BTreeMap<(usize, usize), Vec<&Link>> = BTreeMap::new();
    for link in context.alignment.links.iter().filter(|l| l.relation != Relation::Repeat) {
        let (old, new) = (section(Side::Old, link.old[0]), section(Side::New, link.new[0]));
        let claims =
            context.role(Side::Old, link.old[0]) == Role::Claim && context.role(Side::New, link.new[0]) == Role::Claim;
        if claims && added.contains(&new) && standing.get(&old).is_some_and(|s| *s != new) {
            taken.entry((old, new)).or_default().push(link);
        }
    }
    let told = |((old, new), links): ((usize, usize), Vec<&Link>)| {
        let titles = (heading(context, Side::Old, old)?, heading(context, Side::New, new)?);
        if let [link] = links[..] {
            let quotes = |side: Side, segments: &[usize]| segments.iter().map(|&s| context.whole(side, s)).collect();
            let mut draft =
                Draft::new(Kind::Moved, quotes(Side::Old, &link.old), quotes(Side::New, &link.new), link.confidence);
            draft.because("goes into a new section", weights::NEW_PLACE);
            return Some(draft);
        }
        let old = std::iter::once(titles.0).chain(links.iter().flat_map(|l| l.old.iter().copied()));
        let new = std::iter::once(titles.1).chain(links.iter().flat_map(|l| l.new.iter().copied()));
        let (old, new) = (
            old.map(|s| context.whole(Side::Old, s)).collect::<Vec<_>>(),
            new.map(|s| context.whole(Side::New, s)).collect::<Vec<_>>(),
        );
        let words = Pair::new(self::titles(context, Side::Old, &old[..1]), self::titles(context, Side::New, &new[..1]));
        let mut draft = Draft::new(Kind::SectionSplit, old, new, HELD);
        if links.len() * 2 < claims_of(context, Side::Old, section(Side::Old, links[0].old[0])) {
            draft.because("takes little of it", weights::TAKES_LITTLE);
        }
        let alike = words.old.as_deref().map(fold) == words.new.as_deref().map(fold);
        draft.words = words;
        Some(if alike { draft.routine("all titles still stand") } else { draft })
    };
    taken.into_iter().filter_map(told).collect()
}

/// How many claims a section holds, its subsections left out.
fn claims_of(context: &Context<'_>, side: Side, section: usize) -> usize {
    let (start, end) = context.sides.get(side).document.sections[section].segments;
    (start..end).filter(|&segment| context.role(side, segment) == Role::Claim).count()
}

/// The heading of a section, or the line that announces what a section without one holds.
fn opening(context: &Context<'_>, side: Side, section: usize) -> Option<usize> {
    let document = &context.sides.get(side).document;
    let announces = |&first: &usize| document.segment_text(first).ends_with(':');
    let first = Some(document.sections[section].segments.0).filter(|_| document.sections[section].inferred);
    heading(context, side, section).or(first.filter(announces))
}

/// The heading of a section, if it has one of its own.
pub(super) fn heading(context: &Context<'_>, side: Side, section: usize) -> Option<usize> {
    let document = &context.sides.get(side).document;
    let (start, end) = document.sections[section].segments;
    (start < end && document.segments[start].role == Role::Heading).then_some(start)
}
