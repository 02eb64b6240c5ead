//! What is measured otherwise where its words went to a sentence of their own: "Within 30 days we delete backups and logs" that
//! becomes "Within 30 days we delete logs. Within 60 days we delete backups".

use crate::model::{Facet, FacetKind, Kind, Link, Pair, Side};

use super::amounts::measures_alike;
use crate::explain::context::Context;
use crate::explain::draft::Draft;
use crate::explain::quote;
use crate::explain::weave::unit::{Unit, sorted_keys};
use crate::explain::weave::{Run, Weave};

/// So many words of substance, besides its amount, tell that a sentence is a part of another one …
const WORDS: usize = 3;

/// … which has this share of them.
const SHARE: f64 = 0.8;

/// The amount of a sentence that stood, or went, beside one with the amount of the whole, set against that amount; with the
/// run that such a sentence is.
pub(super) fn explain(context: &Context<'_>, link: &Link, weave: &Weave, runs: &[&Run]) -> Option<(Draft, usize)> {
    let parted = match (&link.old[..], &link.new[..]) {
        ([_], [_]) => return None,
        ([_], _) => Side::New,
        (_, [_]) => Side::Old,
        _ => return None,
    };
    let whole = parted.other();
    let amount = sole(context, whole, link.ends(whole)[0])?;
    let mut others = link.ends(parted).iter().filter_map(|&segment| sole(context, parted, segment));
    let stays = others.clone().any(|other| other.kind == amount.kind && other.normal == amount.normal);
    let differs = |other: &&Facet| measures_alike(amount, other) && other.normal != amount.normal;
    let other = others.find(differs).filter(|other| stays && is_part(weave, parted, other))?;
    let run = runs.iter().position(|run| {
        let units = &weave.units.get(parted)[run.of(parted)];
        units.iter().any(|unit| unit.span == other.span)
    })?;
    let kind = match amount.kind {
        FacetKind::Money => Kind::Money,
        FacetKind::Percent => Kind::Percent,
        _ => Kind::Number,
    };
    let mut facets = Pair::new(amount, amount);
    *facets.get_mut(parted) = other;
    let evidence = |side: Side| quote::of_facet(context, weave, side, facets.get(side));
    let mut draft = Draft::new(kind, vec![evidence(Side::Old)?], vec![evidence(Side::New)?], link.confidence);
    for side in Side::BOTH {
        *draft.words.get_mut(side) = Some(context.text(side, facets.get(side).span).to_owned());
    }
    Some((draft, run))
}

/// The only amount of a sentence.
fn sole<'c>(context: &Context<'c>, side: Side, segment: usize) -> Option<&'c Facet> {
    let annotated = *context.sides.get(side);
    let mut amounts = annotated.segment_facets(segment).iter().filter(|facet| facet.kind.is_amount());
    amounts.next().filter(|_| amounts.next().is_none())
}

/// Whether the sentence of an amount says nothing else than the other side of the link does.
fn is_part(weave: &Weave, side: Side, amount: &Facet) -> bool {
    let there = sorted_keys(weave.units.get(side.other()));
    let own = |unit: &&Unit| unit.segment == amount.segment && unit.topical && !unit.span.overlaps(amount.span);
    let words: Vec<&Unit> = weave.units.get(side).iter().filter(own).collect();
    let shared = words.iter().filter(|unit| there.binary_search(&unit.key).is_ok()).count();
    words.len() >= WORDS && shared as f64 >= SHARE * words.len() as f64
}
