//! Who acts where a sentence turned between active and passive: "The board closes the quay", "The quay is closed by the
//! board".

use crate::language::token::fold;
use crate::model::{FacetKind, Kind, Link, Pair, Side};

use super::small;
use crate::explain::context::Context;
use crate::explain::draft::Draft;
use crate::explain::sentence::tense::is_one_word;
use crate::explain::weave::Weave;
use crate::explain::weave::unit::Unit;

/// So many words may stand between a passive's auxiliary and its participle.
const BETWEEN: usize = 1;

/// What became of the roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::explain::sentence) enum Roles {
    /// Who acts still acts, who is acted on still is.
    Kept,
    /// They changed places.
    Exchanged,
    /// It cannot be told.
    Unknown,
}

/// The auxiliary of a passive verb, as the lexicon has it.
pub(in crate::explain::sentence) const PASSIVE: &str = "passive";

/// The word that introduces who acts.
pub(in crate::explain::sentence) const BY: &str = "by";

/// How many words of the passive, of one sort, a side of a link has.
pub(in crate::explain::sentence) fn count(context: &Context<'_>, link: &Link, side: Side, sort: &str) -> usize {
    let facets = link.ends(side).iter().flat_map(|&segment| context.sides.get(side).segment_facets(segment));
    facets.filter(|facet| facet.kind == FacetKind::Voice && facet.normal == sort).count()
}

/// Whether a unit is a word of the passive of one sort.
pub(super) fn is(context: &Context<'_>, side: Side, unit: &Unit, sort: &str) -> bool {
    context.facets_in(side, unit.span).any(|facet| facet.kind == FacetKind::Voice && facet.normal == sort)
}

/// Whether one side of a link has more passive verbs than the other, or names more of those who act behind them.
pub(in crate::explain::sentence) fn turns(context: &Context<'_>, link: &Link) -> bool {
    [PASSIVE, BY].into_iter().any(|sort| count(context, link, Side::Old, sort) != count(context, link, Side::New, sort))
}

/// Tells that who acts and who is acted on changed places.
pub(in crate::explain::sentence) fn exchanged(link: &Link, weave: &Weave) -> Draft {
    let all = Pair::new(Side::Old, Side::New).map(|side| weave.places(side, 0..weave.units.get(side).len()));
    Draft::new(Kind::Agent, all.old, all.new, link.confidence)
}

/// What became of the roles in a sentence with one verb that turned. Of the passive sentence the one behind "by" acts, and the
/// one before the verb is acted on; of the active one the one before the verb acts.
pub(in crate::explain::sentence) fn roles(context: &Context<'_>, link: &Link, weave: &Weave) -> Roles {
    let (&[_], &[_]) = (&link.old[..], &link.new[..]) else { return Roles::Unknown };
    let verbs = Side::BOTH.map(|side| participles(context, weave, side));
    let mut turned = Vec::new();
    for (passive, own) in Side::BOTH.into_iter().zip(&verbs) {
        let there = &verbs[usize::from(passive == Side::Old)];
        for &(auxiliary, participle) in own {
            let active = passive.other();
            let units = weave.units.get(active);
            let verb = (0..units.len())
                .find(|&at| units[at].topical && same(context, weave, (passive, participle), (active, at)));
            // "Will … be liable" is as passive as "will be liable".
            let before = weave.units.get(passive)[participle - 1].key;
            let alike = |verb: usize| verb > 0 && units[verb - 1].key == before;
            let verb = verb.filter(|&verb| !there.iter().any(|&(_, other)| other == verb) && !alike(verb));
            turned.extend(verb.map(|verb| (passive, auxiliary, participle, verb)));
        }
    }
    let [(passive, auxiliary, participle, verb)] = turned[..] else { return Roles::Unknown };
    let active = passive.other();
    let (there, here) = (weave.units.get(passive), weave.units.get(active));
    let patient = before(there, auxiliary);
    let agent = agent(context, weave, passive, participle);
    let (subject, object) = (before(here, verb), behind(here, verb));
    let among = |words: &[usize], place: &[usize]| {
        words
            .iter()
            .filter(|&&word| place.iter().any(|&at| same(context, weave, (passive, word), (active, at))))
            .count()
    };
    if agent.is_empty() {
        let left_out = subject.iter().any(|&at| {
            !(0..there.len()).any(|word| there[word].topical && same(context, weave, (passive, word), (active, at)))
        });
        return match (among(&patient, &subject), among(&patient, &object)) {
            (0, 1..) if !left_out => Roles::Kept,
            // "Be able" and "being able" are one.
            (1.., 0) if here[verb].key != there[participle].key => Roles::Exchanged,
            _ => Roles::Unknown,
        };
    }
    match (among(&agent, &subject), among(&agent, &object), among(&patient, &subject), among(&patient, &object)) {
        (1.., 0, 0, 1..) => Roles::Kept,
        (0, 1.., 1.., 0) => Roles::Exchanged,
        _ => Roles::Unknown,
    }
}

/// The passive verbs of a side: the units of their auxiliaries and of their participles.
fn participles(context: &Context<'_>, weave: &Weave, side: Side) -> Vec<(usize, usize)> {
    let units = weave.units.get(side);
    let auxiliaries = (0..units.len()).filter(|&at| is(context, side, &units[at], PASSIVE));
    let participle = |at: usize| {
        let behind = units[at + 1..].iter().take(BETWEEN + 1).position(|unit| unit.topical && unit.letters > 0)?;
        // "Is in use" is no passive.
        let between = &units[at + 1..at + 1 + behind];
        between
            .iter()
            .all(|unit| unit.letters > 0 && !small::leads(context, side, unit))
            .then_some((at, at + 1 + behind))
    };
    let mut all: Vec<(usize, usize)> = auxiliaries.filter_map(participle).collect();
    // "Must be closed": the first of several auxiliaries.
    all.dedup_by_key(|(_, participle)| *participle);
    all
}

/// The words of substance of who acts behind a passive verb, as far as the next mark, figure or preposition.
fn agent(context: &Context<'_>, weave: &Weave, side: Side, participle: usize) -> Vec<usize> {
    let units = weave.units.get(side);
    let is_figure = |unit: &Unit| context.facets_in(side, unit.span).any(|facet| facet.kind.is_figure());
    let by = (participle + 1..units.len())
        .find(|&at| is(context, side, &units[at], BY) && !units.get(at + 1).is_some_and(is_figure));
    let Some(by) = by else { return Vec::new() };
    let ends = |unit: &Unit| unit.letters == 0 || small::leads(context, side, unit) || is_figure(unit);
    let phrase = (by + 1..units.len()).take_while(|&at| !ends(&units[at]));
    phrase.filter(|&at| units[at].topical).collect()
}

/// The words of substance before a verb, back to the last mark.
fn before(units: &[Unit], verb: usize) -> Vec<usize> {
    let phrase = (0..verb).rev().take_while(|&at| units[at].letters > 0 && units[at].segment == units[verb].segment);
    phrase.filter(|&at| units[at].topical).collect()
}

/// The words of substance behind a verb, as far as the next mark.
fn behind(units: &[Unit], verb: usize) -> Vec<usize> {
    let phrase = (verb + 1..units.len()).take_while(|&at| units[at].letters > 0);
    phrase.filter(|&at| units[at].topical).collect()
}

/// Whether units of both sides are one word, in whatever form.
fn same(context: &Context<'_>, weave: &Weave, one: (Side, usize), other: (Side, usize)) -> bool {
    let unit = |(side, at): (Side, usize)| weave.units.get(side)[at];
    let (a, b) = (unit(one), unit(other));
    let word = |side: Side, unit: Unit| fold(context.text(side, unit.span));
    let stem = |side: Side, unit: Unit| match context.tokens_in(side, unit.segment, unit.span) {
        [token] => Some(context.stem(side, token)),
        _ => None,
    };
    if a.term && b.term {
        return word(one.0, a) == word(other.0, b);
    }
    let language = context.sides.get(one.0).document.language.as_deref();
    a.key == b.key
        || (stem(one.0, a).is_some() && stem(one.0, a) == stem(other.0, b))
        || is_one_word(language, &word(one.0, a), &word(other.0, b))
}
