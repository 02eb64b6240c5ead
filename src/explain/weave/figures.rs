//! Amounts that are told one after the other, each of its own thing.
//!
//! "The tolls are 0.00%, 0.25% and 0.50% respectively" that becomes "… 0.50%, 0.75% and 1.00% respectively" keeps no
//! figure: the first 0.50% is the toll of another bridge than the last one was. Nor does "0.4% for 2019, 1.1% for 2020" that
//! becomes "1.1% for 2021, 0.4% for 2022".

use std::hash::Hasher;
use std::ops::Range;

use rustc_hash::FxHasher;

use crate::language::is_stop_word;
use crate::model::{Facet, FacetKind, Link, Pair, Side, Span};

use super::recurring;
use super::unit::Unit;
use crate::explain::context::Context;
use crate::explain::context::discourse;

/// Keeps amounts apart that stand at different places of such lists, where each side has one list of that length.
pub(super) fn place(context: &Context<'_>, link: &Link, units: &mut Pair<Vec<Unit>>) {
    // Most sentences tell no amount, and of those nothing more is asked.
    let amounts = |side: Side| {
        let annotated = context.sides.get(side);
        let mut facets = link.ends(side).iter().flat_map(|&segment| annotated.segment_facets(segment));
        facets.any(|facet| facet.kind.is_amount())
    };
    if !Side::BOTH.into_iter().all(amounts) {
        return;
    }
    let lists = Pair::new(lists(context, units, Side::Old), lists(context, units, Side::New));
    for old in &lists.old {
        let long = |list: &&Vec<usize>| list.len() == old.len();
        let alike: Vec<&Vec<usize>> = lists.new.iter().filter(long).collect();
        let [new] = alike[..] else { continue };
        if lists.old.iter().filter(long).count() > 1 {
            continue;
        }
        for (place, (&here, &there)) in old.iter().zip(new).enumerate() {
            let (a, b) = (units.old[here].key, units.new[there].key);
            if a != b {
                units.old[here].key = placed(a, place);
                units.new[there].key = placed(b, place);
            }
        }
    }
    recurring::part(context, units, |key| placed(key, usize::MAX - 1));
    let series = Pair::new(Side::Old, Side::New).map(|side| series(context, units.get(side), side));
    if series.old.len() > 1 && series.new.len() > 1 {
        for side in Side::BOTH {
            for (at, label) in series.get(side) {
                let unit = &mut units.get_mut(side)[*at];
                unit.key = tied(unit.key, &label.normal);
            }
        }
    }
}

/// The date or name that says of what an amount is: the next one behind it, with one small word between at most.
pub(in crate::explain) fn label<'c>(context: &Context<'c>, side: Side, figure: &Facet) -> Option<&'c Facet> {
    let annotated = *context.sides.get(side);
    let language = annotated.document.language.as_deref();
    /// What else may be expressed there, by so many facets at most.
    const NEAR: usize = 4;
    let facets = annotated.segment_facets(figure.segment);
    let behind = &facets[facets.partition_point(|f| f.span.start < figure.span.end)..];
    let named = |f: &&Facet| matches!(f.kind, FacetKind::Date | FacetKind::Name);
    let label = behind.iter().take(NEAR).find(named).filter(|_| figure.kind.is_amount())?;
    let between = context.text(side, Span::new(figure.span.end, label.span.start)).trim();
    let leads = between.is_empty() || between == "(" || is_stop_word(language, between);
    leads.then_some(label)
}

/// The units of amounts with a date each, and the dates.
fn series<'c>(context: &Context<'c>, units: &[Unit], side: Side) -> Vec<(usize, &'c Facet)> {
    let heavy = units.iter().enumerate().filter(|(_, unit)| !unit.light);
    // Most units are words, of which nothing more is asked.
    let figures = heavy.filter(|(_, unit)| context.text(side, unit.span).bytes().any(|byte| byte.is_ascii_digit()));
    let dated = |(at, unit): (usize, &Unit)| {
        let mut facets = context.facets_in(side, unit.span);
        let figure = facets.find(|f| f.kind.is_amount() && f.span == unit.span)?;
        Some((at, label(context, side, figure).filter(|label| label.kind == FacetKind::Date)?))
    };
    figures.filter_map(dated).collect()
}

/// The key of an amount with its label.
fn tied(key: u64, label: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u64(key);
    hasher.write(label.as_bytes());
    hasher.finish()
}

/// The key of an amount at a place of its list.
fn placed(key: u64, place: usize) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u64(key);
    hasher.write_usize(place + 1);
    hasher.finish()
}

/// The units of amounts that only marks and joining words part, two and more in a row.
fn lists(context: &Context<'_>, units: &Pair<Vec<Unit>>, side: Side) -> Vec<Vec<usize>> {
    let units = units.get(side);
    let join = &discourse::of(context.sides.get(side).document.language.as_deref()).join;
    let figure = |unit: &Unit| {
        // Most units are words, of which nothing more is asked.
        if unit.light || !context.text(side, unit.span).bytes().any(|byte| byte.is_ascii_digit()) {
            return false;
        }
        let mut facets = context.facets_in(side, unit.span);
        facets.any(|f| matches!(f.kind, FacetKind::Percent | FacetKind::Money) && f.span == unit.span)
    };
    let parts = |between: Range<usize>| {
        !between.is_empty()
            && units[between].iter().all(|unit| {
                let text = context.text(side, unit.span);
                matches!(text, "," | ";" | "-" | "–" | "−" | "+")
                    || join.iter().any(|word| word.eq_ignore_ascii_case(text))
            })
    };
    let mut lists: Vec<Vec<usize>> = Vec::new();
    for at in (0..units.len()).filter(|&at| figure(&units[at])) {
        match lists.last_mut() {
            Some(list) if list.last().is_some_and(|&last| parts(last + 1..at)) => list.push(at),
            _ => lists.push(vec![at]),
        }
    }
    lists.retain(|list| list.len() > 1);
    lists
}
