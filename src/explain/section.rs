//! What became of whole sections, each told as one change.

use crate::model::{Evidence, Kind, Role, SectionLink, SectionRelation, Side};

use super::context::Context;
use super::draft::Draft;

/// An added or removed section tells its claims where at least this share of them has no link.
const OWN_CLAIMS: f64 = 0.5;

/// The segments that sections have told, so that they are not told again one by one.
#[derive(Debug)]
pub(super) struct Told(crate::model::Pair<Vec<bool>>);

impl Told {
    /// Whether a section told this segment.
    pub(super) fn has(&self, side: Side, segment: usize) -> bool {
        self.0.get(side)[segment]
    }
}

/// The section relations of the alignment as changes.
pub(super) fn explain(context: &Context<'_>, drafts: &mut Vec<Draft>) -> Told {
    let mut told = Told(context.sides.map(|s| vec![false; s.document.segments.len()]));
    for link in &context.alignment.sections {
        let draft = match link.relation {
            SectionRelation::Kept => None,
            SectionRelation::Added => presence(context, Side::New, &link.new, &mut told),
            SectionRelation::Removed => presence(context, Side::Old, &link.old, &mut told),
            SectionRelation::Renamed => headings(context, Kind::SectionRenamed, link, &mut told),
            SectionRelation::Moved => headings(context, Kind::SectionMoved, link, &mut told),
            SectionRelation::Split => headings(context, Kind::SectionSplit, link, &mut told),
            SectionRelation::Merged => headings(context, Kind::SectionMerged, link, &mut told),
        };
        drafts.extend(draft);
    }
    told
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
    let free: Vec<usize> = claims
        .iter()
        .copied()
        .filter(|&s| context.is_free(side, s) && context.stands(side, context.whole(side, s)).is_none())
        .collect();
    // A new title over old matter is not told as a new section: its claims say what became of them.
    if !context.is_free(side, heading) || (free.len() as f64) < OWN_CLAIMS * claims.len() as f64 {
        return None;
    }
    let quotes: Vec<Evidence> =
        std::iter::once(heading).chain(free.iter().copied()).map(|s| context.whole(side, s)).collect();
    for quote in &quotes {
        told.0.get_mut(side)[quote.segment] = true;
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
    let linked = |side: Side, quotes: &[Evidence]| quotes.iter().all(|q| !context.is_free(side, q.segment));
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
            told.0.get_mut(side)[quote.segment] = true;
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
