//! What is said in other words, put in or left out, and what only looks different.

use crate::model::{Evidence, FacetKind, Kind, Link, Pair, Relation, Role, Side};

use super::context::Context;
use super::discourse;
use super::draft::Draft;
use super::quote;
use super::typed::heavy;
use super::weave::{Run, Weave};

/// A sentence with more open edits than this is shown whole.
const PIECES: usize = 3;

/// A run put in or left out with at least so many words of substance is told by itself, however much else changed.
const CLAUSE: usize = 4;

/// The number that a line begins with has no more digits than this.
const NUMBERING: usize = 4;

/// The changed runs of a link that no typed change tells.
pub(super) fn explain(context: &Context<'_>, link: &Link, weave: &Weave, open: &[&Run]) -> Vec<Draft> {
    let (form, words): (Vec<&Run>, Vec<&Run>) = open.iter().partition(|run| is_form(weave, run));
    let mut drafts = Vec::new();
    let whole = weave.rewritten || words.len() > PIECES;
    let (clauses, replaced): (Vec<&Run>, Vec<&Run>) = words
        .into_iter()
        .partition(|run| !weave.rewritten && weave.lone_side(run).is_some() && (!whole || heavy(weave, run) >= CLAUSE));
    for run in clauses {
        drafts.extend(clause(context, link, weave, run));
    }
    if !replaced.is_empty() {
        drafts.push(wording(context, link, weave, &replaced, whole));
    }
    if !form.is_empty() || (weave.changed().next().is_none() && weave.exchanged(context).next().is_none()) {
        let quotes = if form.is_empty() { wholes(context, link) } else { collect(context, weave, &form) };
        let draft = Draft::new(Kind::Cosmetic, quotes.old, quotes.new, link.confidence);
        drafts.push(draft.routine("typography and numbering"));
    }
    drafts.into_iter().map(|draft| quieten(context, link, draft)).collect()
}

/// Keeps quiet about what is no content, and about what is linked a second time.
pub(super) fn quieten(context: &Context<'_>, link: &Link, draft: Draft) -> Draft {
    let content = |side, segments: &[usize]| segments.iter().all(|&s| context.role(side, s).is_content());
    let stamp = |side, segments: &[usize]| segments.iter().all(|&s| context.is_stamp(side, s));
    if link.relation == Relation::Repeat {
        draft.routine("stated elsewhere as well")
    } else if stamp(Side::Old, &link.old) && stamp(Side::New, &link.new) {
        draft.routine("the page's own date")
    } else if content(Side::Old, &link.old) && content(Side::New, &link.new) {
        draft
    } else {
        draft.routine("no part of what the page says")
    }
}

/// Words put in or left out of a sentence that else stands: an item of a list, a condition, or what narrows and
/// widens what the sentence says.
fn clause(context: &Context<'_>, link: &Link, weave: &Weave, run: &Run) -> Option<Draft> {
    let side = weave.lone_side(run)?;
    let quotes = quote::of_run(context, weave, run);
    if quotes.get(side).is_empty() {
        return Some(hushed(context, link));
    }
    let kind = if context.role(side, weave.units.get(side)[run.of(side).start].segment) == Role::Heading {
        Kind::SectionRenamed
    } else if opens_with(context, weave, side, run, FacetKind::Condition) {
        Kind::Condition
    } else if is_list_item(context, weave, side, run) {
        Kind::ListItem
    } else {
        Kind::Scope
    };
    let mut draft = Draft::new(kind, quotes.old, quotes.new, link.confidence);
    *draft.words.get_mut(side) = Some(weave.text(context, side, run.of(side)));
    *draft.words.get_mut(side.other()) = Some(String::new());
    Some(draft)
}

/// Whether a cue stands within the first words of a run.
fn opens_with(context: &Context<'_>, weave: &Weave, side: Side, run: &Run, kind: FacetKind) -> bool {
    let opening = &weave.units.get(side)[run.of(side)];
    opening.iter().take(3).any(|unit| {
        context
            .sides
            .get(side)
            .segment_facets(unit.segment)
            .iter()
            .any(|f| f.kind == kind && f.span.overlaps(unit.span))
    })
}

/// Whether a run enters or leaves an enumeration: it is parted from its neighbours by commas or joining words on
/// both ends, and the sentence has a further one.
fn is_list_item(context: &Context<'_>, weave: &Weave, side: Side, run: &Run) -> bool {
    let units = weave.units.get(side);
    let range = run.of(side);
    let join = &discourse::of(context.sides.get(side).document.language.as_deref()).join;
    let parts = |index: usize| {
        units.get(index).is_some_and(|u| {
            let text = context.text(side, u.span);
            matches!(text, "," | ";" | "/" | "、" | "，" | "；") || join.iter().any(|j| j.eq_ignore_ascii_case(text))
        })
    };
    let before = parts(range.start) || range.start.checked_sub(1).is_some_and(parts);
    let after = range.end.checked_sub(1).is_some_and(parts) || parts(range.end);
    let closes = units.get(range.end).is_none_or(|u| u.letters == 0);
    let separators = (0..units.len()).filter(|&i| parts(i)).count();
    before && (after || closes) && separators >= 2
}

fn wording(context: &Context<'_>, link: &Link, weave: &Weave, words: &[&Run], whole: bool) -> Draft {
    let mut quotes = if whole { wholes(context, link) } else { collect(context, weave, words) };
    quotes.old.retain(|&e| !context.stale(Side::Old, e));
    quotes.new.retain(|&e| !context.stale(Side::New, e));
    if quotes.old.is_empty() && quotes.new.is_empty() {
        return hushed(context, link);
    }
    let heading = link.new.iter().all(|&s| context.role(Side::New, s) == Role::Heading);
    let kind = if heading { Kind::SectionRenamed } else { Kind::Wording };
    let mut draft = Draft::new(kind, quotes.old, quotes.new, link.confidence);
    if !whole && let Some(run) = words.iter().max_by_key(|run| (heavy(weave, run), std::cmp::Reverse(run.new.start))) {
        draft.words.old = Some(weave.text(context, Side::Old, run.old.clone()));
        draft.words.new = Some(weave.text(context, Side::New, run.new.clone()));
    }
    draft
}

/// A change of words that all stand in both versions.
fn hushed(context: &Context<'_>, link: &Link) -> Draft {
    let all = wholes(context, link);
    Draft::new(Kind::Wording, all.old, all.new, link.confidence).routine("its words stand in both versions")
}

/// Whether a run changes nothing but marks, or the number a line begins with.
pub(super) fn is_form(weave: &Weave, run: &Run) -> bool {
    let side = |side: Side| {
        let units = weave.units.get(side);
        let range = run.of(side);
        let marks = units[range.clone()].iter().all(|u| u.letters == 0);
        let opens =
            range.start == 0 || units.get(range.start).is_some_and(|u| units[range.start - 1].segment != u.segment);
        let numbering = opens
            && range.len() <= 3
            && units[range].iter().all(|u| (u.letters <= NUMBERING && u.number) || u.letters == 0);
        marks || numbering
    };
    side(Side::Old) && side(Side::New)
}

fn collect(context: &Context<'_>, weave: &Weave, runs: &[&Run]) -> Pair<Vec<Evidence>> {
    let mut all: Pair<Vec<Evidence>> = Pair::default();
    for run in runs {
        let quotes = quote::of_run(context, weave, run);
        all.old.extend(quotes.old);
        all.new.extend(quotes.new);
    }
    all
}

/// All segments of a link, as evidence.
pub(super) fn wholes(context: &Context<'_>, link: &Link) -> Pair<Vec<Evidence>> {
    let side = |side, segments: &[usize]| segments.iter().map(|&s| context.whole(side, s)).collect();
    Pair::new(side(Side::Old, &link.old), side(Side::New, &link.new))
}
