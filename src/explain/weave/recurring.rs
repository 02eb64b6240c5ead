//! A figure that a sentence gives once more, for another case: where "within 30 days of purchase" becomes "within 14 days of
//! purchase, or 30 days for members", the 30 days have not stayed.

use super::unit::Unit;
use crate::explain::context::Context;
use crate::language::quantity::unit_of;
use crate::model::{FacetKind, Pair, Side};

/// A sentence with more figures is a list of them.
const MOST: usize = 8;

/// So many words on each side of a figure tell its place.
const BESIDE: usize = 2;

/// Keeps figures apart of which one side has another in the place that the other side has it in; `apart` makes the key.
pub(super) fn part(context: &Context<'_>, units: &mut Pair<Vec<Unit>>, apart: impl Fn(u64) -> u64) {
    let figures = units.as_ref().map(|side| (0..side.len()).filter(|&at| side[at].figure).collect::<Vec<usize>>());
    if Side::BOTH.into_iter().any(|side| figures.get(side).is_empty() || figures.get(side).len() > MOST) {
        return;
    }
    let mut again = Vec::new();
    for side in Side::BOTH {
        let (here, there) = (units.get(side), units.get(side.other()));
        let stands = |all: &[Unit], at: &[usize], key: u64| at.iter().filter(|&&at| all[at].key == key).count();
        for &at in figures.get(side) {
            let figure = &here[at];
            let others = figures.get(side.other());
            let once = |all: &[Unit], places: &[usize]| stands(all, places, figure.key) == 1;
            if !once(here, figures.get(side)) || !once(there, others) {
                continue;
            }
            let Some(&same) = others.iter().find(|&&other| there[other].key == figure.key) else { continue };
            let near = |other: usize| beside(here, at, there, other);
            let takes_place = |&&other: &&usize| {
                let measured = measure_of(context, side, figure);
                let alike = measured.is_some() && measured == measure_of(context, side.other(), &there[other]);
                let new = stands(here, figures.get(side), there[other].key) == 0;
                alike && new && near(other) >= BESIDE && near(other) > near(same)
            };
            if others.iter().any(|other| takes_place(&other)) {
                again.push((side.other(), same));
            }
        }
    }
    for (side, at) in again {
        let unit = &mut units.get_mut(side)[at];
        unit.key = apart(unit.key);
    }
}

/// How many words beside two figures are the same, counted from them.
fn beside(here: &[Unit], at: usize, there: &[Unit], other: usize) -> usize {
    let word = |unit: &&Unit| unit.letters > 0;
    let before = |units: &[Unit], at: usize| {
        units[..at].iter().rev().take_while(word).take(BESIDE).map(|unit| unit.key).collect::<Vec<u64>>()
    };
    let behind = |units: &[Unit], at: usize| {
        units[at + 1..].iter().take_while(word).take(BESIDE).map(|unit| unit.key).collect::<Vec<u64>>()
    };
    let same = |one: Vec<u64>, other: Vec<u64>| one.iter().zip(&other).take_while(|(one, other)| one == other).count();
    same(before(here, at), before(there, other)) + same(behind(here, at), behind(there, other))
}

/// What an amount measures, and in which unit; nothing of what only holds one, or of a date.
fn measure_of(context: &Context<'_>, side: Side, figure: &Unit) -> Option<(FacetKind, String)> {
    let facet =
        context.facets_in(side, figure.span).find(|facet| facet.kind.is_figure() && facet.span == figure.span)?;
    Some((facet.kind, unit_of(&facet.normal).to_owned()))
}
