//! Which words of a link are quoted as evidence of a change.
//!
//! A quote is as short as tells the change, whole words always. One of [`TELLING_LETTERS`] or more never stands
//! word for word in the other version: it is widened by its neighbours until it is news there, or given up.

use std::ops::Range;

use crate::model::{Evidence, Facet, FacetKind, Pair, Side, Span};

use super::context::{Context, TELLING_LETTERS};
use super::weave::unit::Unit;
use super::weave::{Run, Weave, trim};

/// By how many units a quote is widened at most, on each end.
const WIDEN: usize = 6;

/// How many units of context show a place where something was put in or left out, on each end.
const ANCHOR: usize = 3;

/// The evidence of a changed run: its words on the side that has them, the place on the side that has not.
pub(super) fn of_run(context: &Context<'_>, weave: &Weave, run: &Run) -> Pair<Vec<Evidence>> {
    let one = |side: Side| of_range(context, weave, side, run.of(side));
    Pair::new(one(Side::Old), one(Side::New))
}

/// The evidence of a range of units of one side; where it is empty, the place where they are missing.
pub(super) fn of_range(context: &Context<'_>, weave: &Weave, side: Side, range: Range<usize>) -> Vec<Evidence> {
    let units = weave.units.get(side);
    // Where a word of substance is missing, the place is shown.
    if units[range.clone()].iter().all(|u| u.light) {
        return anchor(context, side, units, range.start).into_iter().collect();
    }
    let mut quotes = Vec::new();
    let mut start = range.start;
    for part in units[range].chunk_by(|a, b| a.segment == b.segment) {
        quotes.extend(fresh(context, side, units, start..start + part.len()));
        start += part.len();
    }
    quotes
}

/// A quote widened by its neighbours until it is news to the other version; nothing where even that does not help.
pub(super) fn widened(context: &Context<'_>, side: Side, place: Evidence) -> Option<Evidence> {
    let tokens = context.sides.get(side).segment_tokens(place.segment);
    let mut start = tokens.partition_point(|t| t.span.end <= place.span.start);
    let mut end = tokens.partition_point(|t| t.span.start < place.span.end).max(start + 1).min(tokens.len());
    for _ in 0..=WIDEN {
        let span = Span::new(tokens.get(start)?.span.start, tokens[end - 1].span.end);
        let quote = Evidence { segment: place.segment, span };
        if !context.stale(side, quote) {
            return Some(quote);
        }
        start = start.saturating_sub(1);
        end = (end + 1).min(tokens.len());
    }
    None
}

/// A facet with the word that it bears on: the next one of substance behind it, or before it at the end.
pub(super) fn of_facet(context: &Context<'_>, weave: &Weave, side: Side, facet: &Facet) -> Option<Evidence> {
    let units = weave.units.get(side);
    let start = units.partition_point(|u| u.span.end <= facet.span.start);
    let end = units.partition_point(|u| u.span.start < facet.span.end).max(start);
    if start == end {
        return None;
    }
    let here = |u: &Unit| u.segment == units[start].segment;
    if matches!(facet.kind, FacetKind::Money | FacetKind::Percent | FacetKind::Date | FacetKind::Name) {
        return fresh(context, side, units, start..end);
    }
    let behind = (end..units.len().min(end + WIDEN)).take_while(|&i| here(&units[i])).find(|&i| !units[i].light);
    let wide = match behind {
        Some(last) => start..last + 1,
        None => {
            (0..start).rev().take(WIDEN).take_while(|&i| here(&units[i])).find(|&i| !units[i].light).unwrap_or(start)
                ..end
        }
    };
    let quote = cover(&units[wide]);
    if context.stale(side, quote) { fresh(context, side, units, start..end) } else { Some(quote) }
}

/// The words that one side puts in quotation marks, and the same words on the other side, which does not. Nothing where
/// they are so many that they would seem to be gone, or where they are not kept.
pub(super) fn of_quoted(context: &Context<'_>, weave: &Weave, side: Side, facet: &Facet) -> Option<Pair<Evidence>> {
    let here = Evidence { segment: facet.segment, span: facet.span };
    let units = weave.units.get(side).iter().enumerate();
    let words = units.filter(|(_, u)| u.letters > 0 && u.segment == facet.segment && facet.span.contains(u.span));
    let kept = words.map(|(unit, _)| weave.kept(side, unit)).collect::<Option<Vec<usize>>>()?;
    let there = &weave.units.get(side.other())[*kept.first()?..=*kept.last()?];
    let one_place = there.iter().all(|u| u.segment == there[0].segment);
    let there = Some(cover(there)).filter(|_| one_place)?;
    let (old, new) = if side == Side::Old { (here, there) } else { (there, here) };
    (!context.stale(Side::Old, old) && !context.stale(Side::New, new)).then_some(Pair::new(old, new))
}

/// A quote of the units in `range`, all of one segment, widened until it is news to the other version.
fn fresh(context: &Context<'_>, side: Side, units: &[Unit], range: Range<usize>) -> Option<Evidence> {
    let segment = units[range.start].segment;
    let (mut start, mut end) = trim(units, range);
    for _ in 0..=WIDEN {
        let quote = cover(&units[start..end]);
        if !context.stale(side, quote) {
            return Some(quote);
        }
        if start > 0 && units[start - 1].segment == segment {
            start -= 1;
        }
        if end < units.len() && units[end].segment == segment {
            end += 1;
        }
    }
    None
}

/// The words around a place where something is missing: too few to be taken for a claim of their own.
fn anchor(context: &Context<'_>, side: Side, units: &[Unit], at: usize) -> Option<Evidence> {
    let segment = units.get(at).or(units.last())?.segment;
    // An insertion at the end of a sentence belongs to what it was added to.
    let segment = if at > 0 && units.get(at).is_none_or(|u| u.segment != units[at - 1].segment) {
        units[at - 1].segment
    } else {
        segment
    };
    let (mut start, mut end) = (at, at);
    let mut letters = 0;
    for _ in 0..ANCHOR {
        if start > 0 && units[start - 1].segment == segment && letters + units[start - 1].letters < TELLING_LETTERS {
            start -= 1;
            letters += units[start].letters;
        }
        if end < units.len() && units[end].segment == segment && letters + units[end].letters < TELLING_LETTERS {
            letters += units[end].letters;
            end += 1;
        }
    }
    let (start, end) = trim(units, start..end);
    let quote = (start < end).then(|| cover(&units[start..end]))?;
    (!context.stale(side, quote)).then_some(quote)
}

fn cover(units: &[Unit]) -> Evidence {
    Evidence { segment: units[0].segment, span: Span::new(units[0].span.start, units[units.len() - 1].span.end) }
}
