//! What became of whole sections, each told as one change.

mod bond;
mod heir;
pub(super) mod title;

use std::collections::{BTreeMap, BTreeSet};

use crate::language::token::fold;
use crate::model::{Evidence, FacetKind, Kind, Link, Pair, Relation, Role, SectionLink, SectionRelation, Side};

use super::context::Context;
use super::draft::Draft;
use super::headline::BETWEEN;
use super::page::structure::{REWORDED, keeps_words};
use super::presence;
use super::rank::weights;
use super::sentence::{is_of_force, typed};
use super::term::substitution::Substitutions;
use super::weave::Weave;
use super::weave::unit::Reading;

/// A section came or went where at least this share of its claims did, without those that say nothing of it: they stand
/// word for word on the other side too, as what every section says.
const OWN_CLAIMS: f64 = 0.5;

/// More sections that go are told together …
const SEPARATE: usize = 3;

/// … by the titles of so many of them.
const NAMED: usize = 3;

/// How sure it is that sections belong together whose claims went over.
pub(super) const HELD: f64 = 0.9;

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
    let links = heir::sections(context);
    let lonely = heir::lonely(&links);
    for side in Side::BOTH {
        let alone = lonely.get(side).iter().filter_map(|&s| lone(context, side, s, lonely.get(side), told));
        let alone: Vec<Draft> = alone.collect();
        match side {
            Side::Old if alone.len() > SEPARATE => drafts.push(dropped(context, alone)),
            _ => drafts.extend(alone),
        }
    }
    drafts.extend(split_off(context, &lonely.new));
    // What only stands in the same place under another title is told by its titles, which go and come.
    let borne_out = |link: &&SectionLink| match (link.relation, &link.old[..], &link.new[..]) {
        (SectionRelation::Renamed, &[old], &[new]) => bond::holds(context, old, new),
        _ => true,
    };
    for link in links.iter().filter(borne_out) {
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

/// Many sections that went, as one change that names the largest, those first of which nothing is left.
fn dropped(context: &Context<'_>, mut sections: Vec<Draft>) -> Draft {
    sections.sort_by_key(|draft| (draft.left > 0, std::cmp::Reverse(draft.count), draft.place()));
    let titles: Vec<Evidence> = sections.iter().take(NAMED).map(|draft| draft.evidence.old[0]).collect();
    let quotes = sections.iter().flat_map(|draft| draft.evidence.old.iter().copied());
    let mut all = Draft::new(Kind::SectionRemoved, quotes.collect(), vec![], HELD);
    all.evidence.old.sort_unstable();
    all.nearest = sections.iter().flat_map(|draft| draft.nearest.iter().copied()).collect();
    all.nearest.sort_by(|a, b| b.score.total_cmp(&a.score).then((a.of, a.segment).cmp(&(b.of, b.segment))));
    all.count = sections.iter().map(|draft| draft.count).sum();
    all.left = sections.iter().map(|draft| draft.left).sum();
    all.words.old = self::titles(context, Side::Old, &titles);
    all
}

/// A section that only one side has: its heading and its claims without a link, with the sections under it where
/// that side alone has them all.
fn lone(context: &Context<'_>, side: Side, section: usize, lonely: &BTreeSet<usize>, told: &mut Told) -> Option<Draft> {
    let sections = &context.sides.get(side).document.sections;
    let own = news_of(context, side, section).filter(|quotes| !told.has(side, quotes[0].segment))?;
    let under = |&s: &usize| std::iter::successors(sections[s].parent, |&p| sections[p].parent).any(|p| p == section);
    let below: Vec<usize> = (section + 1..sections.len()).filter(under).collect();
    let mut quotes = own;
    let heading = quotes[0];
    let mut left = linked_of(context, side, section);
    if below.iter().all(|s| lonely.contains(s)) {
        for (below, news) in below.iter().filter_map(|&s| Some((s, news_of(context, side, s)?))) {
            left += linked_of(context, side, below);
            quotes.extend(news);
        }
    }
    let claims = quotes.iter().filter(|q| context.role(side, q.segment) == Role::Claim).count();
    quotes.retain(|q| !told.has(side, q.segment));
    for quote in &quotes {
        told.mark(side, quote.segment);
    }
    let segments: Vec<usize> = quotes.iter().map(|quote| quote.segment).collect();
    let confidence = context.alone(side, segments.iter().copied());
    let mut draft = match side {
        Side::Old => Draft::new(Kind::SectionRemoved, quotes, vec![], confidence),
        Side::New => Draft::new(Kind::SectionAdded, vec![], quotes, confidence),
    };
    draft.nearest = presence::nearest(context, side, &segments);
    // A section may be nothing but its heading.
    draft.count = claims.max(1);
    draft.left = left;
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
    let linked = claims.iter().filter(|&&s| context.primary.get(side)[s].is_some()).count();
    if !context.is_free(side, heading) || (free.len() as f64) < OWN_CLAIMS * (free.len() + linked) as f64 {
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
    if weave.rewritten {
        return Vec::new();
    }
    let mut drafts = typed::explain(context, &link, &weave, weave.changed().collect()).drafts;
    // A title names its section, and neither bids nor denies where another one took its place: "When this applies" that
    // becomes "What breaks this rule?" is no condition that went. "Consider wearing a mask" still is the old "Wear a mask".
    if !keeps_half(&weave) {
        drafts.retain(|draft| !is_of_force(draft));
    }
    drafts
}

/// Whether two titles have half of the words of substance of the shorter one in common, and more than one word.
fn keeps_half(weave: &Weave) -> bool {
    let heavy = |side: Side| weave.units.get(side).iter().filter(|unit| !unit.light).count();
    let kept: usize = weave.runs.iter().filter(|run| run.kept).map(|run| weave.substance(Side::Old, run)).sum();
    kept > 1 && kept * 2 >= heavy(Side::Old).min(heavy(Side::New))
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
    let sure = match (kind, &link.old[..], &link.new[..]) {
        (Kind::SectionRenamed, &[old], &[new]) => bond::confidence(context, old, new),
        _ => HELD,
    };
    let mut draft = Draft::new(kind, old, new, sure);
    // A title put above a part of what a section holds takes nothing out of it.
    let titled = kind == Kind::SectionSplit && names.old.is_subset(&names.new);
    if titled && stays(context, link) {
        draft.because("its text stays where it stood", weights::STAYS);
    }
    // Of sections that become one which keeps a title, the other titles are the news; so they are where one is parted.
    draft.words = Pair::new((Side::Old, Kind::SectionMerged), (Side::New, Kind::SectionSplit)).map(|(side, many)| {
        let all = draft.on(side);
        let there = draft.on(side.other());
        let retitled = |e: &Evidence| there.iter().any(|other| are_linked(context, side, e.segment, other.segment));
        let stands = |e: &Evidence| {
            names.get(side.other()).contains(&fold(context.text(side, e.span)))
                || (many == Kind::SectionSplit && retitled(e))
        };
        let others: Vec<Evidence> = all.iter().filter(|e| kind == many && !stands(e)).copied().collect();
        titles(context, side, if others.is_empty() { all } else { &others })
    });
    let dated = |side: Side| draft.on(side).iter().all(|heading| is_date(context, side, heading));
    if kind == Kind::SectionRenamed && Side::BOTH.into_iter().all(dated) {
        return Some(draft.routine("the page's own date"));
    }
    Some(match (kept, one) {
        (true, _) => draft.routine("all titles still stand"),
        (_, true) => draft.routine("a part of one section goes into another"),
        _ => draft,
    })
}

/// Whether a link joins a segment of one side with one of the other.
fn are_linked(context: &Context<'_>, side: Side, here: usize, there: usize) -> bool {
    let link = context.primary.get(side)[here];
    link.is_some() && link == context.primary.get(side.other())[there]
}

/// Whether a title is but a date.
fn is_date(context: &Context<'_>, side: Side, heading: &Evidence) -> bool {
    let mut facets = context.facets_in(side, heading.span);
    let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let all = bare(context.text(side, heading.span));
    facets.any(|facet| facet.kind == FacetKind::Date && bare(context.text(side, facet.span)) == all)
}

/// Whether what sections of both sides have in common stands in the same order.
fn stays(context: &Context<'_>, sections: &SectionLink) -> bool {
    let section = |side: Side, segment: usize| context.sides.get(side).document.segments[segment].section;
    let within = |link: &&Link| {
        sections.old.contains(&section(Side::Old, link.old[0]))
            && sections.new.contains(&section(Side::New, link.new[0]))
    };
    let all = &context.sides.old.document.sections;
    let segments = sections.old.iter().flat_map(|&section| all[section].segments.0..all[section].segments.1);
    let links = segments.filter_map(|segment| context.primary.old[segment]).map(|link| &context.alignment.links[link]);
    links.filter(within).all(|link| !link.moved)
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
    Some(headings.iter().map(|e| context.text(side, e.span)).collect::<Vec<_>>().join(&BETWEEN.to_string()))
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
            return Some(if keeps_words(context, link) { draft } else { draft.routine(REWORDED) });
        }
        let old = std::iter::once(titles.0).chain(links.iter().flat_map(|l| l.old.iter().copied()));
        let new = std::iter::once(titles.1).chain(links.iter().flat_map(|l| l.new.iter().copied()));
        let (old, new) = (
            old.map(|s| context.whole(Side::Old, s)).collect::<Vec<_>>(),
            new.map(|s| context.whole(Side::New, s)).collect::<Vec<_>>(),
        );
        let words = Pair::new(self::titles(context, Side::Old, &old[..1]), self::titles(context, Side::New, &new[..1]));
        let mut draft = Draft::new(Kind::SectionSplit, old, new, HELD);
        draft.lead.new = draft.evidence.new.iter().skip(1).take(weights::OF_A_SECTION).copied().collect();
        if links.iter().all(|link| !link.moved) {
            draft.because("its text stays where it stood", weights::STAYS);
        }
        if links.len() * 2 < claims_of(context, Side::Old, section(Side::Old, links[0].old[0])) {
            draft.because("takes little of it", weights::TAKES_LITTLE);
        }
        let alike = words.old.as_deref().map(fold) == words.new.as_deref().map(fold);
        draft.words = words;
        Some(if alike { draft.routine("all titles still stand") } else { draft })
    };
    taken.into_iter().filter_map(told).collect()
}

/// How many claims of a section the other side has too, be it elsewhere, its subsections left out.
fn linked_of(context: &Context<'_>, side: Side, section: usize) -> usize {
    let (start, end) = context.sides.get(side).document.sections[section].segments;
    let stands =
        |segment: usize| !context.is_free(side, segment) || context.stands(side, context.body(side, segment)).is_some();
    (start..end).filter(|&segment| context.role(side, segment) == Role::Claim && stands(segment)).count()
}

/// How many claims a section holds, its subsections left out.
pub(super) fn claims_of(context: &Context<'_>, side: Side, section: usize) -> usize {
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
