//! Claims that only one version makes.

use crate::language::token::fold;
use crate::model::{Evidence, Kind, Nearest, Role, Side};

use super::context::Context;
use super::draft::Draft;
use super::section::Told;

/// How sure an addition or removal is where no counterpart was even considered.
const CERTAIN: f64 = 0.97;

/// All segments without a link, as added or removed.
pub(super) fn explain(context: &Context<'_>, told: &Told, drafts: &mut Vec<Draft>) {
    for side in Side::BOTH {
        let mut group: Vec<usize> = Vec::new();
        for segment in 0..context.sides.get(side).document.segments.len() {
            if !is_unlinked(context, side, segment) || told.has(side, segment) {
                continue;
            }
            if let Some(other) = recurs(context, side, segment) {
                drafts.push(recurrence(context, side, segment, other));
                continue;
            }
            if group.last().is_some_and(|&last| !belong_together(context, side, last, segment)) {
                drafts.extend(presence(context, side, &group));
                group.clear();
            }
            group.push(segment);
        }
        drafts.extend(presence(context, side, &group));
    }
}

fn is_unlinked(context: &Context<'_>, side: Side, segment: usize) -> bool {
    context.is_free(side, segment) && !context.whole(side, segment).span.is_empty()
}

/// Where an unlinked segment stands word for word inside a segment of the other version.
fn recurs(context: &Context<'_>, side: Side, segment: usize) -> Option<Evidence> {
    context.stands(side, context.whole(side, segment))
}

/// Text that has no counterpart of its own, and yet is no news.
fn recurrence(context: &Context<'_>, side: Side, segment: usize, other: Evidence) -> Draft {
    let (here, there) = (vec![context.whole(side, segment)], vec![other]);
    let (old, new) = if side == Side::Old { (here, there) } else { (there, here) };
    Draft::new(Kind::Moved, old, new, 0.8).routine("stands in the other version too")
}

/// Whether two neighbouring additions or removals are told as one: the sentences of a block, the items of an
/// announced list, lines of the same side matter.
fn belong_together(context: &Context<'_>, side: Side, last: usize, next: usize) -> bool {
    let segments = &context.sides.get(side).document.segments;
    let (a, b) = (&segments[last], &segments[next]);
    if !a.role.is_content() {
        return a.role == b.role && next == last + 1;
    }
    next == last + 1 && a.section == b.section && b.role.is_content() && (a.block == b.block || a.role == Role::LeadIn)
}

fn presence(context: &Context<'_>, side: Side, group: &[usize]) -> Option<Draft> {
    let first = *group.first()?;
    let quotes = group.iter().map(|&s| context.whole(side, s)).collect();
    let mut nearest: Vec<Nearest> = group
        .iter()
        .filter_map(|segment| context.refused.get(side).get(segment))
        .flatten()
        .map(|&(segment, score)| Nearest { segment, span: context.whole(side.other(), segment).span, score })
        .collect();
    let doubt = nearest.iter().map(|n| n.score).fold(0.0, f64::max);
    nearest.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.segment.cmp(&b.segment)));
    nearest.dedup_by_key(|n| n.segment);
    nearest.truncate(3);
    let confidence = (1.0 - doubt).min(CERTAIN);
    let mut draft = match side {
        Side::Old => Draft::new(Kind::Removed, quotes, vec![], confidence),
        Side::New => Draft::new(Kind::Added, vec![], quotes, confidence),
    };
    draft.nearest = nearest;
    draft.count = group.len();
    Some(if !context.role(side, first).is_content() {
        draft.routine("no part of what the page says")
    } else if group.iter().all(|&s| context.is_stamp(side, s)) {
        draft.routine("the page's own date")
    } else if group.iter().all(|&s| is_title_line(context, side, s)) {
        draft.routine("the page's title")
    } else {
        draft
    })
}

/// Whether a segment repeats the title of the page before anything is said.
fn is_title_line(context: &Context<'_>, side: Side, segment: usize) -> bool {
    let document = &context.sides.get(side).document;
    let opens = document.segments[..segment].iter().all(|s| s.role != Role::Claim);
    let text = document.segment_text(segment);
    opens && document.title.as_deref().is_some_and(|title| fold(title) == fold(text))
}
