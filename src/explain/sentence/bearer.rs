//! Whom a rule binds: "The landlord must repair the boiler" that becomes "The tenant must repair the boiler".

use crate::language::token::fold;
use crate::model::{FacetKind, Kind, Link, Pair, Side, TokenKind};

use super::Told;
use super::force;
use super::tense::is_one_word;
use crate::explain::context::Context;
use crate::explain::draft::Draft;
use crate::explain::quote;
use crate::explain::weave::unit::Unit;
use crate::explain::weave::{Run, Weave};

/// Who is bound is named in so many words of substance at most.
const LONGEST: usize = 3;

/// Tells the changed runs that name another party before a verb which binds it.
///
/// Both versions must speak of both parties somewhere: where one of them stands in one version alone, it may be but
/// another name.
pub(super) fn explain<'w>(context: &Context<'_>, link: &Link, weave: &'w Weave, open: Vec<&'w Run>) -> Told<'w> {
    let whole = link.old.len() == 1 && link.new.len() == 1 && !weave.rewritten;
    let (told, open): (Vec<&Run>, Vec<&Run>) =
        open.into_iter().partition(|run| whole && is_bearer(context, weave, run));
    let draft = |run: &Run| {
        let quotes = quote::of_run(context, weave, run);
        let mut draft = Draft::new(Kind::Agent, quotes.old, quotes.new, link.confidence);
        draft.words = Pair::new(Side::Old, Side::New).map(|side| Some(weave.text(context, side, run.of(side))));
        draft
    };
    Told { drafts: told.into_iter().map(draft).collect(), open }
}

fn is_bearer(context: &Context<'_>, weave: &Weave, run: &Run) -> bool {
    let parties = Pair::new(Side::Old, Side::New).map(|side| party(context, weave, side, run));
    let (Some(old), Some(new)) = (parties.old, parties.new) else { return false };
    let known = |side: Side, party: &[&Unit]| {
        let keys = party.iter().flat_map(|unit| context.tokens_in(side, unit.segment, unit.span));
        keys.filter(|token| context.is_substance(side, token))
            .all(|token| context.occurs(side.other(), context.key(side, token)))
    };
    let language = context.sides.new.document.language.as_deref();
    let text = |side: Side, unit: &Unit| fold(context.text(side, unit.span));
    // "We're" and "we are legally" are one party.
    let words = |side: Side| -> Vec<u64> {
        let tokens = weave.places(side, run.of(side)).into_iter();
        let tokens = tokens.flat_map(|place| context.tokens_in(side, place.segment, place.span));
        tokens.filter(|token| token.kind == TokenKind::Word).map(|token| context.key(side, token)).collect()
    };
    let (here, there) = (words(Side::Old), words(Side::New));
    if here.iter().any(|word| there.contains(word)) {
        return false;
    }
    let alike =
        |one: &&Unit| new.iter().any(|other| is_one_word(language, &text(Side::Old, one), &text(Side::New, other)));
    known(Side::Old, &old) && known(Side::New, &new) && !old.iter().any(alike)
}

/// The words of substance of a run that is all that a sentence says before a verb that binds.
fn party<'w>(context: &Context<'_>, weave: &'w Weave, side: Side, run: &Run) -> Option<Vec<&'w Unit>> {
    let units = weave.units.get(side);
    let range = run.of(side);
    let segment = units.get(range.start)?.segment;
    let before = units[..range.start].iter().rev().take_while(|unit| unit.segment == segment);
    let verb = units.get(range.end).filter(|unit| unit.segment == segment)?;
    let mut facets = context.facets_in(side, verb.span);
    let binds = facets.any(|facet| facet.kind == FacetKind::Modal && force::binds(facet));
    // "Claims must be brought" binds who brings them.
    let behind = units.get(range.end + 1);
    let suffers =
        behind.is_some_and(|unit| context.facets_in(side, unit.span).any(|facet| facet.kind == FacetKind::Voice));
    let party: Vec<&Unit> = units[range].iter().filter(|unit| unit.topical).collect();
    let opens = before.into_iter().all(|unit| !unit.topical);
    let plain = party.iter().all(|unit| !context.facets_in(side, unit.span).any(|facet| facet.kind.is_figure()));
    (opens && binds && !suffers && plain && (1..=LONGEST).contains(&party.len())).then_some(party)
}
