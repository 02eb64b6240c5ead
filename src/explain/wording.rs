//! What is said in other words, and what only looks different.

use crate::model::{Evidence, Kind, Link, Pair, Relation, Side};

use super::context::Context;
use super::draft::Draft;
use super::quote;
use super::weave::{Run, Weave};

/// More pieces of evidence than this on a side say less than the sentence whole.
const PIECES: usize = 6;

/// The changed runs of a link that no typed change tells, as one change of wording.
pub(super) fn explain(context: &Context<'_>, link: &Link, weave: &Weave, open: &[&Run]) -> Vec<Draft> {
    let (form, words): (Vec<&Run>, Vec<&Run>) = open.iter().partition(|run| is_form(weave, run));
    let mut drafts = Vec::new();
    if !words.is_empty() {
        drafts.push(wording(context, link, weave, &words));
    }
    if !form.is_empty() || (weave.changed().next().is_none() && link.relation != Relation::Equal) {
        let quotes = if form.is_empty() { wholes(context, link) } else { collect(context, weave, &form) };
        drafts.push(
            Draft::new(Kind::Cosmetic, quotes.old, quotes.new, link.confidence).routine("typography and numbering"),
        );
    }
    drafts
}

fn wording(context: &Context<'_>, link: &Link, weave: &Weave, words: &[&Run]) -> Draft {
    let mut quotes = if weave.rewritten { wholes(context, link) } else { collect(context, weave, words) };
    if quotes.old.len() > PIECES || quotes.new.len() > PIECES {
        quotes = wholes(context, link);
    }
    quotes.old.retain(|&e| !context.stale(Side::Old, e));
    quotes.new.retain(|&e| !context.stale(Side::New, e));
    if quotes.old.is_empty() && quotes.new.is_empty() {
        let all = wholes(context, link);
        return Draft::new(Kind::Wording, all.old, all.new, link.confidence)
            .routine("its words stand in both versions");
    }
    let draft = Draft::new(Kind::Wording, quotes.old, quotes.new, link.confidence);
    let content = link.old.iter().all(|&s| context.role(Side::Old, s).is_content())
        && link.new.iter().all(|&s| context.role(Side::New, s).is_content());
    if link.relation == Relation::Repeat {
        draft.routine("stated elsewhere as well")
    } else if content {
        draft
    } else {
        draft.routine("no part of what the page says")
    }
}

/// Whether a run changes nothing but marks, or the number a line begins with.
pub(super) fn is_form(weave: &Weave, run: &Run) -> bool {
    let side = |side: Side| {
        let units = weave.units.get(side);
        let range = run.of(side);
        let marks = units[range.clone()].iter().all(|u| u.letters == 0);
        let opens = range.start == 0
            || units[range.start - 1].segment != units.get(range.start).map_or(usize::MAX, |u| u.segment);
        let numbering =
            opens && range.len() <= 3 && units[range].iter().all(|u| u.letters <= 2 && u.number || u.letters == 0);
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
