//! Claims that took each other's place by where they stand: what a page opens with, what fills a field, the line that
//! announces a list, and what alone stands between the same neighbours or measures the same.

use std::collections::BTreeMap;

use crate::model::{Facet, FacetKind, Pair, Relation, Role, SectionRelation, Segment, Side};

use super::counterpart::{SHARED, SHARED_WORDS};
use crate::explain::context::Context;

/// How sure it is that one took the place of the other.
const BY_PLACE: f64 = 0.4;

/// So many items must have gone from one list to the other for their lines to be counterparts.
const ITEMS: usize = 2;

/// Pairs of old and new claims, with how sure each is.
pub(super) fn pairs(context: &Context<'_>, free: &dyn Fn(Side, usize) -> bool) -> Vec<(f64, usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = openings(context, free).into_iter().collect();
    pairs.extend(fields(context, free));
    pairs.extend(announcements(context));
    pairs.extend(in_place(context, free));
    pairs.extend(measured(context, free));
    pairs.into_iter().map(|(old, new)| (BY_PLACE, old, new)).collect()
}

/// The first claims of both versions, where they have words of substance in common: what a page opens with says what it
/// holds its matter to be.
fn openings(context: &Context<'_>, free: &dyn Fn(Side, usize) -> bool) -> Option<(usize, usize)> {
    let first = |side: Side| {
        let segments = &context.sides.get(side).document.segments;
        (0..segments.len()).find(|&s| segments[s].role == Role::Claim && !context.is_stamp(side, s))
    };
    let (old, new) = (first(Side::Old)?, first(Side::New)?);
    let common = context.stems(Side::Old, old).shared(context.stems(Side::New, new)) >= SHARED_WORDS;
    (common && free(Side::Old, old) && free(Side::New, new)).then_some((old, new))
}

/// The only claims of sections that kept their titles: what a field says, however short, is no longer what it said
/// ("Form of state": "one-party state", "constitutional monarchy").
fn fields(context: &Context<'_>, free: &dyn Fn(Side, usize) -> bool) -> Vec<(usize, usize)> {
    // By section, its claim if it has no other text.
    let sole = Pair::new(Side::Old, Side::New).map(|side| {
        let document = &context.sides.get(side).document;
        let mut sole: Vec<Option<usize>> = vec![None; document.sections.len()];
        let mut count = vec![0; document.sections.len()];
        for (at, segment) in document.segments.iter().enumerate().filter(|(_, s)| s.role.is_content()) {
            if segment.role != Role::Heading {
                count[segment.section] += 1;
                sole[segment.section] = Some(at).filter(|_| count[segment.section] == 1);
            }
        }
        sole
    });
    let kept = context.alignment.sections.iter().filter(|link| link.relation == SectionRelation::Kept);
    let pairs = kept.filter_map(|link| match (&link.old[..], &link.new[..]) {
        (&[old], &[new]) => sole.old[old].zip(sole.new[new]),
        _ => None,
    });
    pairs.filter(|&(old, new)| free(Side::Old, old) && free(Side::New, new)).collect()
}

/// Lines that announce lists most of whose items, of the shorter list, went from one to the other.
fn announcements(context: &Context<'_>) -> Vec<(usize, usize)> {
    let announces = |side: Side, segment: usize| {
        let colon = context.text(side, context.whole(side, segment).span).ends_with(':');
        context.role(side, segment) == Role::LeadIn || (colon && context.role(side, segment) == Role::Claim)
    };
    // By the item, the last such line before it in its section.
    let announced = Pair::new(Side::Old, Side::New).map(|side| {
        let segments = &context.sides.get(side).document.segments;
        let mut line = None;
        let before = |(at, segment): (usize, &Segment)| {
            line = line.filter(|&line: &usize| segments[line].section == segment.section);
            let announced = line;
            line = match segment.role {
                Role::Heading => None,
                _ if announces(side, at) => Some(at),
                _ => line,
            };
            announced
        };
        segments.iter().enumerate().map(before).collect::<Vec<Option<usize>>>()
    });
    let items = |side: Side, line: usize| announced.get(side).iter().filter(|&&of| of == Some(line)).count();
    let mut votes: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for link in context.alignment.links.iter().filter(|l| l.relation != Relation::Repeat) {
        let (old, new) = (announced.old[link.old[0]], announced.new[link.new[0]]);
        if let (Some(old), Some(new)) = (old, new) {
            *votes.entry((old, new)).or_default() += 1;
        }
    }
    let free =
        |&((old, new), _): &((usize, usize), usize)| context.is_free(Side::Old, old) && context.is_free(Side::New, new);
    let most = |&((old, new), votes): &((usize, usize), usize)| {
        votes >= ITEMS && 2 * votes >= items(Side::Old, old).min(items(Side::New, new))
    };
    votes.into_iter().filter(most).filter(free).map(|(pair, _)| pair).collect()
}

/// Claims that alone stand between the same neighbours in both versions, and speak of the same in some words.
fn in_place(context: &Context<'_>, free: &dyn Fn(Side, usize) -> bool) -> Vec<(usize, usize)> {
    let counterpart = |new: usize| {
        let link = &context.alignment.links[context.primary.new[new]?];
        (link.old.len() == 1 && link.new.len() == 1).then(|| link.old[0])
    };
    let count = context.sides.new.document.segments.len();
    let between = |new: usize| {
        let old = counterpart(new - 1)? + 1;
        if counterpart(new + 1)? != old + 1 || !free(Side::Old, old) {
            return None;
        }
        let (here, there) = (context.stems(Side::Old, old), context.stems(Side::New, new));
        let shared = here.shared(there);
        let alike = shared as f64 >= SHARED * here.len().min(there.len()) as f64;
        (shared >= SHARED_WORDS && alike).then_some((old, new))
    };
    (1..count.saturating_sub(1)).filter(|&new| free(Side::New, new)).filter_map(between).collect()
}

/// Claims that alone on their sides begin with the same words of substance and give a figure of the same kind: "Inflation
/// in towns slowed to 3.6 %", "Inflation in towns was 1.4 %".
fn measured(context: &Context<'_>, free: &dyn Fn(Side, usize) -> bool) -> Vec<(usize, usize)> {
    /// So many words tell what is measured.
    const SUBJECT: usize = 2;
    let subjects = |side: Side| {
        let annotated = *context.sides.get(side);
        let figure = |facet: &&Facet| matches!(facet.kind, FacetKind::Percent | FacetKind::Money);
        let mut subjects: BTreeMap<(FacetKind, [u64; SUBJECT]), Option<usize>> = BTreeMap::new();
        for segment in (0..annotated.document.segments.len()).filter(|&segment| free(side, segment)) {
            let Some(figure) = annotated.segment_facets(segment).iter().find(figure) else { continue };
            let before = annotated.segment_tokens(segment).iter().take_while(|t| t.span.start < figure.span.start);
            let mut stems = before.filter(|t| context.is_substance(side, t)).map(|t| context.stem(side, t));
            if let (Some(first), Some(second)) = (stems.next(), stems.next()) {
                let places = subjects.entry((figure.kind, [first, second]));
                places.and_modify(|place| *place = None).or_insert(Some(segment));
            }
        }
        subjects
    };
    let (old, new) = (subjects(Side::Old), subjects(Side::New));
    let pairs = old.iter().filter_map(|(subject, place)| Some(((*place)?, (*new.get(subject)?)?)));
    pairs.collect()
}
