//! Phrases put in or left out whose first word tells what they are: who acts ("by the army"), under which condition
//! ("unless …"), on whose word ("according to …").

use crate::language::lexicon::Lexicon;
use crate::language::token::fold;
use crate::model::{FacetKind, Kind, Link, Side};

use super::Told;
use super::carried::is_carried;
use super::denial::denied_elsewhere;
use super::force;
use super::recast::denies_alike;
use super::wording;
use crate::explain::context::Context;
use crate::explain::rank::weights;
use crate::explain::weave::unit::Unit;
use crate::explain::weave::{Run, Weave};

/// A cue opens a phrase where it stands among so many of its first words.
const OPENING: usize = 3;

/// Tells such phrases.
pub(super) fn explain<'w>(context: &Context<'_>, link: &Link, weave: &'w Weave, open: Vec<&'w Run>) -> Told<'w> {
    let mut told = Told { drafts: Vec::new(), open: Vec::new() };
    // "Not unless you agree" is "only if you agree".
    let recast = denies_alike(context, link).contains(&FacetKind::Condition);
    for run in &open {
        let lone = weave.lone_side(run).filter(|_| !weave.rewritten);
        let phrase = lone
            .and_then(|side| Some((side, kind(context, weave, side, run)?)))
            .filter(|(_, kind)| !(recast && *kind == Kind::Condition));
        let elsewhere =
            || denied_elsewhere(context, weave, run, open.iter().copied()).is_some() || is_carried(context, weave, run);
        match phrase.filter(|_| !elsewhere()) {
            Some((side, kind)) => {
                let mut draft = wording::clause(context, link, weave, (side, run), kind);
                if kind == Kind::Condition && weave.facets(context, side, run.of(side)).any(force::asks) {
                    draft.because(force::ASKED, weights::CONSENT);
                }
                told.drafts.push(draft);
            }
            None => told.open.push(*run),
        }
    }
    told
}

/// What the first words of a run tell that it is.
fn kind(context: &Context<'_>, weave: &Weave, side: Side, run: &Run) -> Option<Kind> {
    if names_agent(context, weave, side, run) {
        return Some(Kind::Agent);
    }
    // "If" that gives way to "unless" was a condition too, however short it is.
    let opens = |kind: FacetKind| {
        let there = side.other();
        opens_with(context, weave, side, run, kind) && !weave.expresses(context, there, run.of(there), &[kind])
    };
    match () {
        () if opens(FacetKind::Condition) => Some(Kind::Condition),
        () if opens(FacetKind::Attribution) => Some(Kind::Attribution),
        () => None,
    }
}

/// Whether a cue stands within the first words of a run, and the run is a phrase.
fn opens_with(context: &Context<'_>, weave: &Weave, side: Side, run: &Run, kind: FacetKind) -> bool {
    let opening = &weave.units.get(side)[run.of(side)];
    opening.iter().take(OPENING).any(|unit| {
        let facets = context.sides.get(side).segment_facets(unit.segment);
        facets.iter().any(|f| f.kind == kind && f.span.overlaps(unit.span))
    })
}

/// Whether a run says who does what the sentence says is done: it begins with the word that introduces the one who acts,
/// no amount and no date follows, and the rest of the sentence is passive.
fn names_agent(context: &Context<'_>, weave: &Weave, side: Side, run: &Run) -> bool {
    let units = &weave.units.get(side)[run.of(side)];
    let Some(first) = units.iter().position(|u| u.letters > 0) else { return false };
    let facets = context.sides.get(side).segment_facets(units[first].segment);
    let voice = |normal: &'static str| facets.iter().filter(move |f| f.kind == FacetKind::Voice && f.normal == normal);
    let introduced = voice("by").any(|f| f.span.overlaps(units[first].span));
    let measured = units.get(first + 1).is_none_or(|next| {
        use FacetKind::{Date, Money, Number, Percent};
        facets.iter().any(|f| matches!(f.kind, Date | Money | Number | Percent) && f.span.overlaps(next.span))
    });
    let endings = Lexicon::of(context.sides.get(side).document.language.as_deref()).conventions.manner_endings;
    let manner = units.get(first + 1).is_some_and(|next| {
        let verb = fold(context.text(side, next.span));
        endings.iter().any(|ending| verb.ends_with(ending))
    });
    let passive = voice("passive").any(|f| !units.iter().any(|u| u.span.overlaps(f.span)));
    // "By some of the members" that becomes "by the members" says how many, and not who.
    let counts = |unit: &Unit| context.facets_in(side, unit.span).any(|facet| facet.kind == FacetKind::Quantifier);
    let names = units[first..].iter().any(|unit| unit.topical && !counts(unit));
    introduced && !measured && !manner && passive && names
}
