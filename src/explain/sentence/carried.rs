//! What a sentence loses in one place and has in another: the same said in another order, or once instead of twice.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::language::token::fold;
use crate::model::{Facet, FacetKind, Side};

use super::listing::{Item, cut};
use super::reunited::is_of_sentence;
use super::tense::is_one_word;
use crate::explain::context::Context;
use crate::explain::weave::unit::Unit;
use crate::explain::weave::{Run, Weave};

/// With so many words of substance, most of them suffice …
const SEVERAL: usize = 3;

/// … which are this share.
const MOST: f64 = 0.75;

/// So many words of substance are few.
const FEW: usize = 4;

/// So many are more than a sentence says twice.
const MANY: usize = 64;

/// Whether the words that a run puts in are left out by others, or the other way round; of several, whether the other
/// side says most somewhere, in whatever form.
pub(super) fn is_carried(context: &Context<'_>, weave: &Weave, run: &Run) -> bool {
    let Some(side) = weave.lone_side(run) else { return false };
    if is_announced(context, weave, side, run) {
        return true;
    }
    // "Including but not limited to" is about what is said beside it.
    let limits = |u: &&Unit| {
        let mut facets = context.sides.get(side).segment_facets(u.segment).iter();
        facets.any(|facet| facet.kind == FacetKind::Quantifier && facet.span.contains(u.span))
    };
    let mut topical = weave.units.get(side)[run.of(side)].iter().filter(|u| u.topical && !limits(u)).peekable();
    if topical.peek().is_none() {
        return false;
    }
    let there = weave.changed().flat_map(|other| &weave.units.get(side.other())[other.of(side.other())]);
    let keys: Vec<u64> = there.map(|u| u.key).collect();
    if topical.all(|u| keys.contains(&u.key)) {
        return true;
    }
    // A figure that is given once more may be another claim, and so may a sentence that names somebody else, or a clause
    // that denies or asks for what it speaks of.
    let decides = weave.expresses(context, side, run.of(side), &[FacetKind::Negation, FacetKind::Condition]);
    if (decides && !weave.covers_segment(side, run))
        || (weave.has_figure(context, side, run.of(side)) && !keeps_figures(context, weave, side, run))
        || (weave.covers_segment(side, run) && names(context, weave, side, run))
    {
        return false;
    }
    let here = context.stems_in(side, weave.places(side, run.of(side)));
    let changed = weave.changed().flat_map(|other| weave.places(side.other(), other.of(side.other())));
    if here.len() > 1 && here.shared(&context.stems_in(side.other(), changed)) == here.len() {
        return true;
    }
    if is_in_other_forms(context, weave, side, run) {
        return true;
    }
    if is_said_again(weave, side, run) {
        return false;
    }
    let there = context.stems_in(side.other(), weave.places(side.other(), 0..weave.units.get(side.other()).len()));
    // "The seller pays the cost" is not said by "The buyer pays the cost", though most of its words are.
    let begins = topical_opening(context, weave, side, run).is_none_or(|stem| there.has(stem));
    begins && here.len() >= SEVERAL && here.shared(&there) as f64 >= MOST * here.len() as f64
}

/// Whether one sentence says in a run once more what it says elsewhere, and the other one says but once: "In the first case the
/// board, and in the second the board and the council take part" has got another case for the council.
fn is_said_again(weave: &Weave, side: Side, run: &Run) -> bool {
    let units = |side: Side| weave.units.get(side).iter();
    let times = |side: Side, key: u64| units(side).filter(|unit| unit.key == key).count();
    let words: Vec<u64> =
        weave.units.get(side)[run.of(side)].iter().filter(|unit| unit.topical).map(|unit| unit.key).collect();
    (FEW..=MANY).contains(&words.len())
        && is_of_sentence(weave)
        && words.iter().all(|&key| times(side.other(), key) == 1 && times(side, key) == 2)
}

/// The stem of the first word of substance of a sentence that a run begins.
fn topical_opening(context: &Context<'_>, weave: &Weave, side: Side, run: &Run) -> Option<u64> {
    let units = weave.units.get(side);
    let range = run.of(side);
    let first = units.get(range.start)?;
    let opens = range.start == 0 || units[range.start - 1].segment != first.segment;
    let tokens = context.tokens_in(side, first.segment, context.whole(side, first.segment).span).iter();
    let stem = tokens.filter(|token| context.is_substance(side, token)).map(|token| context.stem(side, token)).next();
    stem.filter(|_| opens)
}

/// Whether the few words of substance in a run are what the other side says in another form, and bind no otherwise there:
/// "[must be kept]", "[you must keep]".
fn is_in_other_forms(context: &Context<'_>, weave: &Weave, side: Side, run: &Run) -> bool {
    /// More words than that are not compared: sentences without end have as many as they like.
    const MOST: usize = 256;
    let there = side.other();
    let topical: Vec<&Unit> = weave.units.get(side)[run.of(side)].iter().filter(|unit| unit.topical).collect();
    let changed: Vec<Range<usize>> = weave.changed().filter(|other| *other != run).map(|run| run.of(there)).collect();
    let others = || changed.iter().flat_map(|range| &weave.units.get(there)[range.clone()]).filter(|unit| unit.topical);
    if topical.is_empty() || topical.len() > FEW || others().take(MOST + 1).count() > MOST {
        return false;
    }
    let language = context.sides.get(side).document.language.as_deref();
    let stands = |word: &&Unit| {
        let word = fold(context.text(side, word.span));
        others().any(|other| is_one_word(language, &word, &fold(context.text(there, other.span))))
    };
    topical.iter().all(stands) && binds_alike(context, weave, side, run)
}

/// Whether what a run denies, bids or lets be is so in other changed runs of the other side.
fn binds_alike(context: &Context<'_>, weave: &Weave, side: Side, run: &Run) -> bool {
    stand_elsewhere(context, weave, side, run, |kind| matches!(kind, FacetKind::Negation | FacetKind::Modal))
}

/// Whether each figure of a run of few words stands in other changed runs of the other side: it is the same figure.
fn keeps_figures(context: &Context<'_>, weave: &Weave, side: Side, run: &Run) -> bool {
    weave.units.get(side)[run.of(side)].iter().filter(|unit| unit.topical).count() <= FEW
        && stand_elsewhere(context, weave, side, run, FacetKind::is_figure)
}

/// Whether all facets of some kinds in a run stand in other changed runs of the other side.
fn stand_elsewhere(context: &Context<'_>, weave: &Weave, side: Side, run: &Run, wanted: fn(FacetKind) -> bool) -> bool {
    let facets = |side: Side, run: &Run| weave.facets(context, side, run.of(side)).filter(|facet| wanted(facet.kind));
    let mut here = facets(side, run).peekable();
    here.peek().is_none() || {
        let others = weave.changed().filter(|other| *other != run);
        let known: Vec<&str> = others.flat_map(|run| facets(side.other(), run)).map(|facet| &*facet.normal).collect();
        here.all(|facet| known.contains(&&*facet.normal))
    }
}

/// What is left of a run, of one side, without items at its ends that other changed runs of the other side have: "gore,
/// excessive violence" that becomes "violence, gore" loses "excessive".
pub(super) fn uncarried(context: &Context<'_>, weave: &Weave, side: Side, run: &Run) -> Range<usize> {
    let units = weave.units.get(side);
    let others = weave.changed().filter(|other| *other != run);
    let there = others.flat_map(|other| &weave.units.get(side.other())[other.of(side.other())]);
    let keys: BTreeSet<u64> = there.filter(|unit| unit.topical).map(|unit| unit.key).collect();
    let items = cut(context, weave, side, run.of(side));
    let carried = |item: &Item| {
        let mut topical = units[item.range.clone()].iter().filter(|unit| unit.topical).peekable();
        topical.peek().is_some() && topical.all(|unit| keys.contains(&unit.key))
    };
    let left: Vec<&Item> = items.iter().filter(|item| !carried(item)).collect();
    match (left.first(), left.last(), items.first(), items.last()) {
        (Some(first), Some(last), Some(opening), Some(closing)) if left.len() < items.len() => {
            let start = if first.range == opening.range { run.of(side).start } else { first.range.start };
            let end = if last.range == closing.range { run.of(side).end } else { last.range.end };
            start..end
        }
        _ => run.of(side),
    }
}

/// Whether a run names what the other side of the link does not.
fn names(context: &Context<'_>, weave: &Weave, side: Side, run: &Run) -> bool {
    let name = |facet: &&Facet| facet.kind == FacetKind::Name;
    let there: BTreeSet<&str> = weave
        .places(side.other(), 0..weave.units.get(side.other()).len())
        .into_iter()
        .flat_map(|place| context.facets_in(side.other(), place.span).filter(name))
        .map(|facet| &*facet.normal)
        .collect();
    let here = weave.places(side, run.of(side)).into_iter();
    here.flat_map(|place| context.facets_in(side, place.span).filter(name)).any(|facet| !there.contains(&*facet.normal))
}

/// Whether the words of a run end the line above the item on the other side: "You:" above "Are a pilot", which was "You're a
/// pilot".
fn is_announced(context: &Context<'_>, weave: &Weave, side: Side, run: &Run) -> bool {
    let there = side.other();
    let document = &context.sides.get(there).document;
    let item = weave.units.get(there).first().map(|unit| unit.segment);
    let Some(line) = item.and_then(|item| document.announcement(item)) else { return false };
    let line = fold(document.segment_text(line));
    let last = line
        .rsplit(|c: char| c.is_whitespace())
        .next()
        .unwrap_or_default()
        .trim_matches(|c: char| !c.is_alphanumeric());
    let words = fold(&weave.text(context, side, run.of(side)));
    let rest = words.strip_prefix(last).filter(|_| !last.is_empty());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('\'') && !rest.contains(' '))
}
