//! Claims that only one version makes.

pub(super) mod clause;
pub(super) mod counterpart;
pub(super) mod echo;
pub(super) mod mention;
mod opened;
mod place;

use rustc_hash::FxHashMap;

use crate::language::token::fold;
use crate::model::{Evidence, Kind, Nearest, Role, Side};

use super::context::Context;
use super::draft::Draft;
use super::page::visibility;
use super::section::Told;

/// All segments without a link, as added or removed.
pub(super) fn explain(context: &Context<'_>, told: &Told, drafts: &mut Vec<Draft>) {
    let (old, new) = rayon::join(|| of_side(context, told, Side::Old), || of_side(context, told, Side::New));
    drafts.extend(old);
    drafts.extend(new);
}

fn of_side(context: &Context<'_>, told: &Told, side: Side) -> Vec<Draft> {
    let (mut drafts, mut group) = (Vec::new(), Vec::new());
    // A page may have one text any number of times.
    let mut recurring: FxHashMap<&str, Option<Evidence>> = FxHashMap::default();
    for segment in 0..context.sides.get(side).document.segments.len() {
        if !is_unlinked(context, side, segment) || told.has(side, segment) {
            continue;
        }
        let text = context.text(side, context.whole(side, segment).span);
        let stands = *recurring.entry(text).or_insert_with(|| context.recurs(side, segment));
        if let Some(other) = stands.or_else(|| opened::opens(context, side, segment)) {
            drafts.push(recurrence(context, side, segment, other));
            continue;
        }
        if !group.is_empty() && !belong_together(context, side, &group, segment) {
            drafts.extend(presence(context, side, &group));
            group.clear();
        }
        group.push(segment);
    }
    drafts.extend(presence(context, side, &group));
    drafts
}

fn is_unlinked(context: &Context<'_>, side: Side, segment: usize) -> bool {
    context.is_free(side, segment) && !context.whole(side, segment).span.is_empty()
}

/// Text that has no counterpart of its own, and yet is no news.
fn recurrence(context: &Context<'_>, side: Side, segment: usize, other: Evidence) -> Draft {
    /// A place is found by its words alone.
    const SURE: f64 = 0.8;
    let here = context.whole(side, segment);
    let places = if side == Side::Old { (here, other) } else { (other, here) };
    if let Some(draft) = visibility::of_places(context, places.0, places.1, SURE) {
        return draft;
    }
    let (here, there) = (vec![here], vec![other]);
    let (old, new) = if side == Side::Old { (here, there) } else { (there, here) };
    Draft::new(Kind::Moved, old, new, SURE).routine("stands in the other version too")
}

/// Whether an addition or removal is told with its neighbours before it: the sentences of a block, the items of a
/// list with the line that announces them, lines of the same side matter.
fn belong_together(context: &Context<'_>, side: Side, group: &[usize], next: usize) -> bool {
    let segments = &context.sides.get(side).document.segments;
    let Some(&last) = group.last() else { return false };
    let (a, b) = (&segments[last], &segments[next]);
    if next != last + 1 || a.role.is_content() != b.role.is_content() {
        return false;
    }
    if !a.role.is_content() {
        return a.role == b.role;
    }
    let line = context.sides.get(side).document.announcement(next);
    let announced = line.is_some_and(|line| group.contains(&line));
    let items = announced || (is_item(context, side, next) && (a.role == Role::LeadIn || is_item(context, side, last)));
    a.section == b.section
        && b.role != Role::Heading
        && a.role != Role::Heading
        && b.role != Role::LeadIn
        && (a.block == b.block || items)
}

/// Whether a segment looks like an item of a list: a block of its own that is no finished sentence.
pub(super) fn is_item(context: &Context<'_>, side: Side, segment: usize) -> bool {
    let segments = &context.sides.get(side).document.segments;
    let block = segments[segment].block;
    let shares = |other: Option<usize>| other.and_then(|o| segments.get(o)).is_some_and(|s| s.block == block);
    let text = context.text(side, context.whole(side, segment).span);
    let finished = text.trim_end_matches(['"', '”', ')', '’']).ends_with(['.', '!', '?', '。']);
    !shares(segment.checked_sub(1)) && !shares(Some(segment + 1)) && !finished && !text.ends_with(':')
}

fn presence(context: &Context<'_>, side: Side, group: &[usize]) -> Option<Draft> {
    let first = *group.first()?;
    let quotes = group.iter().map(|&s| context.whole(side, s)).collect();
    let confidence = context.alone(side, group.iter().copied());
    let mut draft = match side {
        Side::Old => Draft::new(Kind::Removed, quotes, vec![], confidence),
        Side::New => Draft::new(Kind::Added, vec![], quotes, confidence),
    };
    draft.nearest = nearest(context, side, group);
    draft.count = group.len();
    Some(if !context.role(side, first).is_content() {
        draft.routine("no part of what the page says")
    } else if group.iter().all(|&s| context.is_stamp(side, s)) {
        draft.routine("the page's own date")
    } else if group.iter().all(|&s| is_title_line(context, side, s)) {
        draft.routine("the page's title")
    } else if group.iter().all(|&s| context.sides.get(side).document.names_columns(s)) {
        draft.routine("names columns")
    } else {
        draft
    })
}

/// What came nearest on the other side to claims that came or went, and was refused: the most probable, and whatever is
/// close to one of them. A title, a menu, a line that announces a list, and what has no word in common help nobody.
pub(super) fn nearest(context: &Context<'_>, side: Side, claims: &[usize]) -> Vec<Nearest> {
    const LEAST: usize = 3;
    let other = side.other();
    let rivals = |of: usize| context.refused.get(side).get(&of).into_iter().flatten().map(move |&r| (of, r));
    let whole = |segment: usize| context.whole(other, segment).span;
    let helps = |nearest: &Nearest| {
        let stems = |side: Side, segment: usize| context.stems(side, segment);
        context.role(other, nearest.segment).is_content() == context.role(side, nearest.of).is_content()
            && context.role(other, nearest.segment) != Role::Heading
            && !context.text(other, nearest.span).ends_with([':', '：'])
            && stems(side, nearest.of).shared(stems(other, nearest.segment)) > 0
    };
    let mut nearest: Vec<Nearest> = claims
        .iter()
        .flat_map(|&of| rivals(of))
        .map(|(of, (segment, score))| Nearest { of, segment, span: whole(segment), score })
        .filter(|nearest| !nearest.is_close() || helps(nearest))
        .collect();
    nearest.sort_by(|a, b| b.score.total_cmp(&a.score).then((a.of, a.segment).cmp(&(b.of, b.segment))));
    let close = nearest.iter().take_while(|n| n.is_close()).count();
    nearest.truncate(close.max(LEAST));
    nearest
}

/// Whether a segment repeats the title of the page before anything is said.
fn is_title_line(context: &Context<'_>, side: Side, segment: usize) -> bool {
    let document = &context.sides.get(side).document;
    let opens = document.segments[..segment].iter().all(|s| s.role != Role::Claim);
    let text = document.segment_text(segment);
    opens && document.title.as_deref().is_some_and(|title| fold(title) == fold(text))
}
