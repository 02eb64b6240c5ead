//! Runs that are no news, with the reason: what one sentence says for several, or says in another place or form.

use std::ops::Range;

use crate::language::family::Family;
use crate::language::lexicon::Lexicon;
use crate::language::token::fold;
use crate::model::{FacetKind, Kind, Link, Pair, Role, Side};

use super::Told;
use super::bid::is_bid;
use super::carried::is_carried;
use super::frame::is_shared;
use super::recast::is_recast;
use super::wording::collect;
use crate::explain::context::{Context, discourse};
use crate::explain::draft::Draft;
use crate::explain::weave::unit::Unit;
use crate::explain::weave::{Run, Weave};

/// Tells such runs, one change for each reason, never above minor.
pub(super) fn explain<'w>(context: &Context<'_>, link: &Link, weave: &'w Weave, mut open: Vec<&'w Run>) -> Told<'w> {
    type Test = fn(&Context<'_>, &Link, &Weave, &Run) -> bool;
    let reasons: [(Test, &str); 8] = [
        (|context, _, weave, run| is_shared(context, weave, run), "said once for several sentences"),
        (|context, _, weave, run| is_carried(context, weave, run), "the sentence says it in another place"),
        (ties_cells, "ties what stands in the cells of a row"),
        (is_recast, "denies the same in another form"),
        (is_bid, "bids the same in another form"),
        (explains_acronym, "an acronym beside what it stands for"),
        (|context, _, weave, run| is_form_of_company(context, weave, run), "the form of law of a company"),
        (|context, _, weave, run| is_connective(context, weave, run), "ties the sentence to another one"),
    ];
    let mut drafts = Vec::new();
    for (test, reason) in reasons {
        let runs: Vec<&Run>;
        (runs, open) = open.into_iter().partition(|run| test(context, link, weave, run));
        let quotes = collect(context, weave, &runs);
        if !quotes.old.is_empty() || !quotes.new.is_empty() {
            let mut draft = Draft::new(Kind::Wording, quotes.old, quotes.new, link.confidence).routine(reason);
            // What stands beside the place of words that one side alone has is not what they became.
            if runs.iter().any(|run| weave.lone_side(run).is_some()) {
                draft.words = Pair::new(Side::Old, Side::New).map(|side| Some(weightiest(context, weave, side, &runs)));
            }
            drafts.push(draft);
        }
    }
    Told { drafts, open }
}

/// The words of the run that says most on a side.
fn weightiest(context: &Context<'_>, weave: &Weave, side: Side, runs: &[&Run]) -> String {
    let most = runs.iter().rev().max_by_key(|run| weave.substance(side, run));
    let says = most.filter(|run| weave.substance(side, run) > 0);
    says.map(|run| weave.text(context, side, run.of(side))).unwrap_or_default()
}

/// Whether a run is of the few words by which a sentence says what the cells of a row do: "We are open", "costs".
fn ties_cells(context: &Context<'_>, link: &Link, weave: &Weave, run: &Run) -> bool {
    /// So many words of substance at most tie two cells.
    const FEW: usize = 3;
    let row = |side: Side| link.ends(side).iter().all(|&segment| context.role(side, segment) == Role::Table);
    let Some(side) = Side::BOTH.into_iter().find(|&side| row(side) && !row(side.other())) else { return false };
    let (cells, sentence) = (run.of(side), run.of(side.other()));
    let decisive = [FacetKind::Negation, FacetKind::Condition, FacetKind::Modal, FacetKind::Quantifier];
    let says =
        |side: Side, range: Range<usize>| weave.units.get(side)[range].iter().filter(|unit| unit.topical).count();
    says(side, cells) == 0
        && says(side.other(), sentence.clone()) <= FEW
        && !weave.has_figure(context, side.other(), sentence.clone())
        && !weave.expresses(context, side.other(), sentence, &decisive)
}

/// Whether a run but puts in or leaves out, in brackets, an acronym whose name the other side has: "the Free Ports Act (FPA)".
fn explains_acronym(context: &Context<'_>, link: &Link, weave: &Weave, run: &Run) -> bool {
    let Some(side) = weave.lone_side(run) else { return false };
    let units = &weave.units.get(side)[run.of(side)];
    let mut words = units.iter().filter(|unit| unit.letters > 0);
    let (Some(acronym), None) = (words.next(), words.next()) else { return false };
    let there = *context.sides.get(side.other());
    let named = |normal: &str| {
        let mut facets = link.ends(side.other()).iter().flat_map(|&segment| there.segment_facets(segment));
        facets.any(|facet| facet.kind == FacetKind::Name && facet.normal == normal)
    };
    let bracketed = units.first().is_some_and(|unit| context.text(side, unit.span).starts_with('('));
    let mut names = context.facets_in(side, acronym.span).filter(|facet| facet.kind == FacetKind::Name);
    bracketed && names.any(|name| name.span == acronym.span && named(&name.normal))
}

/// Whether a run but puts in or leaves out which form of law a company has: "Nova, Inc."
fn is_form_of_company(context: &Context<'_>, weave: &Weave, run: &Run) -> bool {
    let words = |side: Side| weave.units.get(side)[run.of(side)].iter().filter(|unit| unit.letters > 0);
    let lexicon = Lexicon::of(None);
    let is_form = |side: Side, unit: &Unit| {
        let word = fold(context.text(side, unit.span));
        lexicon.begins(word.trim_end_matches('.'), Family::NameSuffix)
    };
    let bare = |side: Side| words(side).next().is_none();
    bare(Side::Old) != bare(Side::New) && Side::BOTH.into_iter().all(|side| words(side).all(|unit| is_form(side, unit)))
}

/// Whether a run but puts in or leaves out a word that ties its sentence to another one ("However,").
fn is_connective(context: &Context<'_>, weave: &Weave, run: &Run) -> bool {
    let words = |side: Side| fold(&weave.text(context, side, run.of(side)));
    let known = |side: Side, words: &str| {
        let known = discourse::of(context.sides.get(side).document.language.as_deref());
        let words = words.trim_matches(|c: char| !c.is_alphanumeric());
        known.contrast.iter().chain(&known.onward).any(|word| word == words)
    };
    // Most runs have words on both sides, and none of those is written out.
    let spoken = |side: Side| weave.units.get(side)[run.of(side)].iter().any(|unit| unit.letters > 0);
    let bare = |side: Side| !spoken(side) && !words(side).contains(char::is_alphanumeric);
    Side::BOTH.into_iter().any(|side| bare(side.other()) && known(side, &words(side)))
}
