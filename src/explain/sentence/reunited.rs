//! Figures that a sentence gives in another clause: of the same thing, "keeping the key rate at 1%", "is raising the key rate
//! by half a point to 2%".

use std::collections::BTreeSet;

use crate::language::token::fold;
use crate::model::{Facet, FacetKind, Link, Pair, Side};

use super::amounts::{measures_alike, unit};
use super::difference::Difference;
use crate::explain::context::{Context, discourse};
use crate::explain::weave::figures::label;
use crate::explain::weave::unit::Unit;
use crate::explain::weave::{Run, Weave};

/// So many words and marks before a figure are asked what it is of …
const REACH: usize = 10;

/// … and so many words of substance have both sides there.
const SHARED: usize = 2;

/// So many sentences of both sides are few.
const FEW: usize = 3;

/// Where more figures than this differ, none of them is the one.
const MOST: usize = 16;

/// Sets the one figure of a unit that a link loses against the one that it gains, where both are of the same thing. Tells in
/// which runs the latter stood.
pub(super) fn reunite<'c>(
    context: &Context<'c>,
    link: &Link,
    weave: &Weave,
    found: &mut [Difference<'c>],
) -> Vec<usize> {
    let lone = |side: Side| {
        let told = |kind: FacetKind| kind.is_figure() || kind == FacetKind::Name;
        let differences = found.iter().enumerate().filter(|(_, d)| told(d.kind));
        let all = differences.flat_map(|(at, d)| d.facets.get(side).iter().map(move |facet| (at, *facet)));
        let measured = |facet: &Facet| match facet.kind {
            FacetKind::Name => true,
            // A date that says of when a figure is goes with that.
            FacetKind::Date => !is_label(context, side, facet),
            _ => !unit(facet).is_empty() || noun(context, weave, side, facet).is_some(),
        };
        all.filter(|(_, facet)| measured(facet)).collect::<Vec<(usize, &'c Facet)>>()
    };
    let (old, new) = (lone(Side::Old), lone(Side::New));
    if old.len() + new.len() > MOST {
        return Vec::new();
    }
    let mut moves = Vec::new();
    for &(here, one) in &old {
        let one_kind = |other: &Facet| (one.kind, other.kind) == (FacetKind::Name, FacetKind::Name);
        let of = |side: Side, figure: &Facet| {
            noun(context, weave, side, figure).filter(|_| figure.kind == FacetKind::Number && unit(figure).is_empty())
        };
        let counts = of(Side::Old, one);
        let alike = |side: Side, all: &[(usize, &'c Facet)]| -> Vec<(usize, &'c Facet)> {
            let measures = |other: &Facet| measures_alike(one, other) && of(side, other) == counts;
            let (lone, set): (Vec<_>, Vec<_>) = all
                .iter()
                .filter(|(_, other)| one_kind(other) || measures(other))
                .partition(|(at, _)| !found[*at].is_exchange());
            // A figure that gave way to one is set against that already.
            if lone.is_empty() { set } else { lone }
        };
        let ([_], [(there, other)]) = (&alike(Side::Old, &old)[..], &alike(Side::New, &new)[..]) else { continue };
        let (there, other) = (*there, *other);
        // "3.4% in February" is not what "2.0% in May" was.
        let labels = (label(context, Side::Old, one), label(context, Side::New, other));
        let apart = matches!(labels, (Some(one), Some(other)) if one.normal != other.normal);
        let together = match one.kind {
            // When something happens may be said before it or behind it.
            FacetKind::Date => kept(weave),
            // "Our officer is Ellen Marsh", "Dev Patel is our officer".
            FacetKind::Name if is_of_sentence(weave) && is_all(weave, one, other) => kept(weave) + 1,
            FacetKind::Name => 0,
            // "500 staff", "420 staff".
            _ if counts.is_some() => SHARED,
            _ => shared(weave, one, other).max(led(weave, one, other)),
        };
        // One figure of its unit that a few sentences lose, and one that those in their place gain.
        let few = link.old.len() + link.new.len() <= FEW && kept(weave) > 0;
        let sole = one.kind != FacetKind::Name
            && ((old.len() + new.len() == 2 && is_of_sentence(weave) && kept(weave) > 0)
                || (few && one.kind.is_amount() && !met(&found[there], other) && written_alike(context, one, other)));
        if !apart && here != there && !found[here].is_exchange() && (together >= SHARED || sole) {
            moves.push((here, there, other));
        }
    }
    let mut left = Vec::new();
    for (here, there, figure) in moves {
        left.push(found[there].run);
        let Some(place) = found[there].facets.new.iter().position(|f| std::ptr::eq(*f, figure)) else { continue };
        let figure = found[there].facets.new.remove(place);
        found[here].facets.new.push(figure);
    }
    left
}

/// Sets figures against each other that are of the same thing by the word which their clause begins with, where the clauses
/// changed places: "adults pay 12 euros and students 8", "students pay 9 euros and adults 12". Tells in which runs those of
/// the new side stood.
pub(super) fn by_subject<'c>(context: &Context<'c>, weave: &Weave, found: &mut [Difference<'c>]) -> Vec<usize> {
    let subjects = Pair::new(Side::Old, Side::New).map(|side| {
        let figures = found.iter().enumerate().filter(|(_, d)| d.kind.is_amount());
        let all = figures.flat_map(|(at, d)| d.facets.get(side).iter().map(move |figure| (at, *figure)));
        let mut subjects: Vec<_> =
            all.filter_map(|(at, figure)| Some((subject(context, weave, side, figure)?, at, figure))).collect();
        subjects.sort_by_key(|(_, _, figure)| figure.span.start);
        subjects
    });
    let (old, new) = (&subjects.old, &subjects.new);
    let once = |side: &[(u64, usize, &'c Facet)], subject: u64| {
        side.iter().filter(|(other, ..)| *other == subject).count() == 1
    };
    let mut pairs = Vec::new();
    for (here, (subject, at, figure)) in old.iter().enumerate().take(MOST) {
        let there = new.iter().position(|(other, _, of)| other == subject && measures_alike(figure, of));
        if let Some(there) = there.filter(|_| once(old, *subject) && once(new, *subject)) {
            pairs.push((here, there, *at, *figure));
        }
    }
    // In the same order and runs they are set against each other anyhow.
    let met = pairs.iter().all(|&(_, there, at, _)| new[there].1 == at);
    if pairs.len() < 2 || (met && pairs.is_sorted_by_key(|pair| pair.1)) {
        return Vec::new();
    }
    let runs =
        pairs.iter().filter(|&&(_, there, at, _)| new[there].1 != at).map(|&(_, there, ..)| found[new[there].1].run);
    let runs = runs.collect();
    for &(_, there, at, figure) in &pairs {
        let (_, from, other) = new[there];
        found[from].facets.new.retain(|facet| !std::ptr::eq(*facet, other));
        found[at].facets.old.retain(|facet| !std::ptr::eq(*facet, figure));
    }
    for &(_, there, at, figure) in pairs.iter().filter(|(_, there, _, figure)| figure.normal != new[*there].2.normal) {
        found[at].facets.old.push(figure);
        found[at].facets.new.push(new[there].2);
    }
    runs
}

/// The stem of the noun that a bare number counts: the word of substance behind it.
pub(super) fn noun(context: &Context<'_>, weave: &Weave, side: Side, figure: &Facet) -> Option<u64> {
    /// "Five of whom are women": so many words further the noun is looked for.
    const NEAR: usize = 4;
    // "At 63 and men at 65": what a joining word parts from it is of the next one.
    let join = &discourse::of(context.sides.get(side).document.language.as_deref()).join;
    let joins = |unit: &Unit| join.contains(&fold(context.text(side, unit.span)));
    let behind = weave.units.get(side).iter().skip_while(|unit| unit.span.end <= figure.span.end).take(NEAR);
    let mut words = behind.take_while(|unit| unit.segment == figure.segment && unit.letters > 0 && !joins(unit));
    let noun = words.find(|unit| unit.topical)?;
    Some(context.stem(side, context.tokens_in(side, noun.segment, noun.span).first()?))
}

/// The stem of what a figure is of: of a bare number the noun behind it, of others the first word of substance of their
/// clause, behind the figure, or the mark, before it.
pub(super) fn subject(context: &Context<'_>, weave: &Weave, side: Side, figure: &Facet) -> Option<u64> {
    let units = weave.units.get(side);
    let stem = |unit: &Unit| {
        let token = context.tokens_in(side, unit.segment, unit.span).first()?;
        Some(context.stem(side, token))
    };
    if unit(figure).is_empty()
        && let Some(noun) = noun(context, weave, side, figure)
    {
        return Some(noun);
    }
    let end = units.partition_point(|unit| unit.span.end <= figure.span.start);
    let ends = |unit: &&Unit| {
        let amount = || context.facets_in(side, unit.span).any(|facet| facet.kind.is_figure());
        unit.segment != figure.segment || unit.letters == 0 || amount()
    };
    let clause = units[..end].iter().rev().take(REACH).take_while(|unit| !ends(unit));
    stem(clause.filter(|unit| unit.topical).last()?)
}

/// Whether each figure of a run stands on the other side of the link too: "and within 45 days" gave way to "14 days after"
/// where both still say both, of other things.
pub(super) fn crosses_figures(context: &Context<'_>, link: &Link, weave: &Weave, run: &Run) -> bool {
    let is_figure = |facet: &&Facet| facet.kind.is_figure();
    let crosses = |side: Side| {
        let there = *context.sides.get(side.other());
        let segments = link.ends(side.other());
        let stands = |figure: &Facet| {
            let mut facets = segments.iter().flat_map(|&s| there.segment_facets(s));
            facets.any(|facet| facet.kind == figure.kind && facet.normal == figure.normal)
        };
        let mut figures = weave.facets(context, side, run.of(side)).filter(is_figure).peekable();
        figures.peek().is_some() && figures.all(stands)
    };
    weave.lone_side(run).is_none() && crosses(Side::Old) && crosses(Side::New)
}

/// Whether a figure of the new side gave way to one that measures the same already.
fn met(difference: &Difference<'_>, figure: &Facet) -> bool {
    difference.facets.old.iter().any(|old| measures_alike(old, figure))
}

/// Whether two figures are written alike: "a 71-year-old" is no answer to "two years ago".
fn written_alike(context: &Context<'_>, old: &Facet, new: &Facet) -> bool {
    let joined = |side: Side, facet: &Facet| {
        let behind = &context.sides.get(side).document.text[facet.span.end..];
        context.text(side, facet.span).contains('-') || behind.starts_with('-')
    };
    joined(Side::Old, old) == joined(Side::New, new)
}

/// Whether a sentence is set against a sentence.
pub(super) fn is_of_sentence(weave: &Weave) -> bool {
    let one = |units: &[Unit]| units.first().zip(units.last()).is_some_and(|(one, other)| one.segment == other.segment);
    one(&weave.units.old) && one(&weave.units.new)
}

/// Whether no word of substance changed but two names, or only its place ("Professor").
fn is_all(weave: &Weave, old: &Facet, new: &Facet) -> bool {
    let rest = |side: Side, name: &Facet| -> BTreeSet<u64> {
        let changed = weave.changed().flat_map(|run| &weave.units.get(side)[run.of(side)]);
        changed.filter(|unit| unit.topical && !unit.span.overlaps(name.span)).map(|unit| unit.key).collect()
    };
    rest(Side::Old, old) == rest(Side::New, new)
}

/// Whether a date is the label of a figure.
fn is_label(context: &Context<'_>, side: Side, date: &Facet) -> bool {
    let mut figures = context.sides.get(side).segment_facets(date.segment).iter().filter(|f| f.kind.is_amount());
    figures.any(|figure| label(context, side, figure).is_some_and(|label| std::ptr::eq(label, date)))
}

/// How many words of substance both sides keep.
fn kept(weave: &Weave) -> usize {
    let kept = weave.runs.iter().filter(|run| run.kept);
    kept.flat_map(|run| &weave.units.new[run.new.clone()]).filter(|unit| unit.topical).count()
}

/// How many words stand before both figures in the same order, one of substance among them: "the fee is".
fn led(weave: &Weave, old: &Facet, new: &Facet) -> usize {
    let before = |side: Side, figure: &Facet| {
        let units = weave.units.get(side);
        let end = units.partition_point(|unit| unit.span.end <= figure.span.start);
        let near = units[..end].iter().rev().take_while(|unit| unit.segment == figure.segment && unit.letters > 0);
        near.map(|unit| (unit.key, unit.topical)).take(REACH).collect::<Vec<_>>()
    };
    let (old, new) = (before(Side::Old, old), before(Side::New, new));
    let same: Vec<_> = old.iter().zip(&new).take_while(|(one, other)| one.0 == other.0).collect();
    if same.iter().any(|(one, _)| one.1) { same.len() } else { 0 }
}

/// How many words of substance stand before both figures.
fn shared(weave: &Weave, old: &Facet, new: &Facet) -> usize {
    let words = |side: Side, figure: &Facet| -> BTreeSet<u64> {
        let units = weave.units.get(side);
        let before = &units[..units.partition_point(|unit| unit.span.end <= figure.span.start)];
        let near = before.iter().rev().take(REACH).take_while(|unit| unit.segment == figure.segment);
        near.filter(|unit| unit.topical).map(|unit| unit.key).collect()
    };
    words(Side::Old, old).intersection(&words(Side::New, new)).count()
}
