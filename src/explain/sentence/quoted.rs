//! The words that a headline quotes of a typed change.

use crate::language::family::Family;
use crate::language::lexicon::Lexicon;
use crate::language::token::fold;
use crate::model::{Facet, FacetKind, Pair, Side, Span};

use super::amounts::{alike, counted, directed, exchanges, unit};
use super::carried::uncarried;
use super::difference::{Difference, says_more};
use super::reunited::noun;
use super::scrap::leads_on;
use super::series;
use crate::explain::context::Context;
use crate::explain::headline::BETWEEN;
use crate::explain::quote;
use crate::explain::weave::unit::Unit;
use crate::explain::weave::{Run, Weave};

/// Longer lists are seen below the line.
const LONGEST: usize = 60;

/// Puts what stands for what beside what is told of the same kind; an amount that one side alone has gives way to it.
pub(super) fn beside(told: &mut Pair<Option<String>>, words: &Pair<Option<String>>) {
    let text = |pair: &Pair<Option<String>>, side: Side| pair.get(side).clone().unwrap_or_default();
    let [(old, next_old), (new, next_new)] = Side::BOTH.map(|side| (text(told, side), text(words, side)));
    let lone = old.is_empty() || new.is_empty();
    let known = old.split(BETWEEN).zip(new.split(BETWEEN)).any(|pair| pair == (&*next_old, &*next_new));
    let long = (old.len() + next_old.len()).max(new.len() + next_new.len()) > LONGEST;
    if lone {
        *told = Pair::new(Some(next_old), Some(next_new));
    } else if !known && !long {
        let both = |one: &str, two: &str| Some(format!("{one}{BETWEEN}{two}"));
        *told = Pair::new(both(&old, &next_old), both(&new, &next_new));
    }
}

/// Puts what came, or went, beside what else of its kind did so on the same side.
pub(super) fn listed(told: &mut Pair<Option<String>>, words: &Pair<Option<String>>) {
    let lone = |pair: &Pair<Option<String>>, side: Side| {
        let text = |side: Side| pair.get(side).as_deref().unwrap_or_default();
        !text(side).is_empty() && text(side.other()).is_empty()
    };
    let Some(side) = Side::BOTH.into_iter().find(|&side| lone(told, side) && lone(words, side)) else { return };
    if let (Some(told), Some(next)) = (told.get_mut(side), words.get(side))
        && !told.split(BETWEEN).any(|known| known == next)
        && told.len() + next.len() <= LONGEST
    {
        *told = format!("{told}{BETWEEN}{next}");
    }
}

/// What the headline says: amounts, dates and names as such, the words of a short run, else the facets with what
/// they bear on.
pub(super) fn words(
    context: &Context<'_>,
    weave: &Weave,
    run: &Run,
    difference: &Difference<'_>,
    short: bool,
) -> Pair<Option<String>> {
    let fact = is_fact(difference.kind);
    // Where a phrase stands for another, what one of them expresses is not said without the other.
    let exchanged = !weave.rewritten && weave.lone_side(run).is_none();
    let paired = exchanges(context, weave, difference);
    let first = series::closing(context, difference).unwrap_or_else(|| alike(difference));
    // "Active members" that becomes "members" is no other name.
    let plain = |side: Side| weave.units.get(side)[run.of(side)].iter().all(|unit| !unit.light);
    let described = difference.kind == FacetKind::Name
        && short
        && Side::BOTH.into_iter().all(plain)
        && Side::BOTH.into_iter().any(|side| says_more(weave, side, run, difference));
    let one = |side: Side| {
        let facets = difference.facets.get(side);
        if difference.kind == FacetKind::Quotation && facets.is_empty() {
            return Some(String::new());
        }
        if (fact && difference.is_exchange() && !described) || difference.kind == FacetKind::Quotation {
            if !paired.is_empty() {
                let of = |side: Side, pair: &Pair<usize>| difference.facets.get(side)[*pair.get(side)];
                let count = |side: Side, pair: &Pair<usize>| {
                    let figure = of(side, pair);
                    let bare = figure.kind == FacetKind::Number && unit(figure).is_empty();
                    noun(context, weave, side, figure).filter(|_| bare)
                };
                let text = |pair: &Pair<usize>| match count(Side::Old, pair) == count(Side::New, pair) {
                    true => (*directed(context, weave, difference, *pair).get(side)).to_owned(),
                    // "27,000 people", "23,500 employees".
                    false => counted(context, weave, side, of(side, pair)),
                };
                return Some(paired.iter().map(text).collect::<Vec<_>>().join(&BETWEEN.to_string()));
            }
            let quoted = ['"', '“', '”', '„', '«', '»', '‘', '’'];
            let facet = facets.get(*first.get(side));
            let text = match difference.kind.is_amount() && difference.is_exchange() {
                true => *directed(context, weave, difference, first).get(side),
                false => facet.map_or("", |f| context.text(side, f.span)),
            };
            // "Four consecutive weeks" is not four months, nor is "the seventh day".
            let bare = facet.is_some_and(|f| unit(f).is_empty()) && difference.facets().any(|f| !unit(f).is_empty());
            if bare && difference.kind == FacetKind::Number {
                return facet.map(|f| counted(context, weave, side, f));
            }
            return Some(if fact { text } else { text.trim_matches(quoted) }.to_owned());
        }
        // Of "virus disease (VD), formerly known as" the name is what went.
        let more = || {
            difference.kind == FacetKind::Name && !difference.is_exchange() && says_more(weave, side, run, difference)
        };
        if weave.lone_side(run) == Some(side) && !facets.is_empty() && more() {
            return facets.first().map(|facet| context.text(side, facet.span).to_owned());
        }
        // "Never" for "by 2010" gives way to no date.
        if facets.is_empty() && difference.kind == FacetKind::Negation && is_bare_figure(context, weave, side, run) {
            return Some(String::new());
        }
        if short || (exchanged && !difference.is_exchange()) {
            // A mark, or the number of an item, is nothing that gives way to words, nor is an article.
            let units = &weave.units.get(side)[run.of(side)];
            // "Including" decides what is in, as "excluding" does what is not.
            let decides = matches!(difference.kind, FacetKind::Condition | FacetKind::Quantifier)
                && run.old.len() == 1
                && run.new.len() == 1;
            let lone = units.len() == 1 && !fact && !difference.is_exchange() && !decides;
            let bare = lone && leads_on(context, side, &units[0]);
            let says = |unit: &Unit| unit.letters > 0 && !bare;
            let lone = weave.lone_side(run) == Some(side);
            let range = || if lone { uncarried(context, weave, side, run) } else { run.of(side) };
            let text = || weave.text(context, side, range());
            return Some(if units.iter().any(says) { text() } else { String::new() });
        }
        let quote = facets.first().and_then(|f| quote::of_facet(context, weave, side, f));
        Some(quote.map_or(String::new(), |e| context.text(side, e.span).to_owned()))
    };
    Pair::new(one(Side::Old), one(Side::New))
}

/// Whether a side of a run holds a figure and nothing else of substance.
fn is_bare_figure(context: &Context<'_>, weave: &Weave, side: Side, run: &Run) -> bool {
    let figures: Vec<&Facet> = weave.facets(context, side, run.of(side)).filter(|f| f.kind.is_figure()).collect();
    let of_figure = |unit: &Unit| unit.light || figures.iter().any(|figure| figure.span.overlaps(unit.span));
    !figures.is_empty() && weave.units.get(side)[run.of(side)].iter().all(of_figure)
}

/// What a number took the place of where that is "one", which alone is no figure: "one tablet", "two tablets".
pub(super) fn instead_of_one(
    context: &Context<'_>,
    weave: &Weave,
    run: &Run,
    difference: &Difference<'_>,
) -> Option<Pair<Option<String>>> {
    let side = Side::BOTH.into_iter().find(|&side| difference.facets.get(side).is_empty())?;
    let [figure] = difference.facets.get(side.other())[..] else { return None };
    let lexicon = Lexicon::of(context.sides.get(side).document.language.as_deref());
    let units = weave.units.get(side);
    let is_one =
        |unit: &Unit| lexicon.value_of_word(&fold(context.text(side, unit.span)), &[Family::Cardinal]) == Some("1");
    let range = run.of(side);
    let one = range.clone().find(|&at| is_one(&units[at])).filter(|_| difference.kind == FacetKind::Number)?;
    let noun = units.get(one + 1).filter(|next| next.topical && next.segment == units[one].segment)?;
    let mut words = Pair::new(None, None);
    *words.get_mut(side) = Some(context.text(side, Span::new(units[one].span.start, noun.span.end)).to_owned());
    *words.get_mut(side.other()) = Some(counted(context, weave, side.other(), figure));
    Some(words)
}

/// Whether a facet states a fact, which is news where another stands for it; what a cue alone does is done by its
/// coming or going.
pub(super) fn is_fact(kind: FacetKind) -> bool {
    kind.is_figure() || kind == FacetKind::Name
}
