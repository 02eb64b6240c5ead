//! Amounts that stand for each other: which of several, and in which words.

use crate::language::is_stop_word;
use crate::language::lexicon::Lexicon;
use crate::language::quantity::unit_of;
use crate::language::token::fold;
use crate::model::{Facet, FacetKind, Pair, Role, Side, Span};

use super::difference::Difference;
use super::reunited::{noun, subject};
use super::series;
use crate::explain::context::{Context, discourse};
use crate::explain::weave::Weave;

/// The unit that an amount is measured in; empty for a bare number.
pub(super) fn unit(facet: &Facet) -> &str {
    unit_of(&facet.normal)
}

/// Whether two amounts are of one kind and in one unit, or two dates of one form: an hour is no day, and a day no year.
pub(super) fn measures_alike(one: &Facet, other: &Facet) -> bool {
    let form = |date: &Facet| date.normal.replace(|c: char| c.is_ascii_digit(), "0");
    one.kind == other.kind
        && match one.kind {
            FacetKind::Date => form(one) == form(other),
            _ => unit(one) == unit(other),
        }
}

/// Which amounts are told side by side: those of one label, or several that stand for as many others in the same units.
pub(super) fn exchanges(context: &Context<'_>, weave: &Weave, difference: &Difference<'_>) -> Vec<Pair<usize>> {
    let row = weave.columns.is_none() && is_row(context, weave);
    if !difference.is_exchange() || !difference.kind.is_figure() || row {
        return Vec::new();
    }
    let mut pairs = series::pairs(context, difference, measures_alike);
    if pairs.is_empty() && !weave.rewritten && is_list(context, weave, difference) {
        pairs = (0..difference.facets.old.len()).map(|at| Pair::new(at, at)).collect();
    }
    if pairs.is_empty() {
        pairs = of_one_noun(context, weave, difference);
    }
    pairs.truncate(MOST);
    pairs
}

/// Of several amounts those that count the same, or are measured in one unit: "27,000 people at 14 sites", "23,500 staff at
/// 11 sites".
fn of_one_noun(context: &Context<'_>, weave: &Weave, difference: &Difference<'_>) -> Vec<Pair<usize>> {
    let Pair { old, new } = &difference.facets;
    if old.len() + new.len() == 2 || difference.kind == FacetKind::Date {
        return Vec::new();
    }
    let counts = |side: Side, figure: &Facet| match unit(figure).is_empty() {
        true => noun(context, weave, side, figure).map(|stem| (stem, String::new())),
        false => Some((0, unit(figure).to_owned())),
    };
    let of = Pair::new(Side::Old, Side::New)
        .map(|side| difference.facets.get(side).iter().map(|figure| counts(side, figure)).collect::<Vec<_>>());
    let once = |side: &[Option<(u64, String)>], at: usize| side.iter().filter(|other| **other == side[at]).count() == 1;
    let partner = |here: usize| {
        let there = of.new.iter().position(|other| other.is_some() && *other == of.old[here])?;
        let alike = measures_alike(old[here], new[there]) && is_near(old[here], new[there], FAR);
        let alike = alike && once(&of.old, here) && once(&of.new, there);
        alike.then(|| Pair::new(here, there))
    };
    let mut pairs: Vec<Pair<usize>> = (0..old.len()).filter_map(partner).collect();
    let left = Pair::new(Side::Old, Side::New).map(|side| {
        let all = 0..difference.facets.get(side).len();
        all.filter(|at| !pairs.iter().any(|pair| pair.get(side) == at)).collect::<Vec<usize>>()
    });
    match (&left.old[..], &left.new[..]) {
        ([here], [there]) if !pairs.is_empty() && measures_alike(old[*here], new[*there]) => {
            pairs.push(Pair::new(*here, *there));
        }
        _ if pairs.is_empty() && difference.kind == FacetKind::Number => pairs = by_size(difference),
        _ => {}
    }
    pairs.sort_by_key(|pair| pair.old);
    pairs
}

/// As many numbers as there were, set against each other by their size: a staff of thousands is none of millions, in whatever
/// order both are told. None, where their order tells the same.
fn by_size(difference: &Difference<'_>) -> Vec<Pair<usize>> {
    let Pair { old, new } = &difference.facets;
    let sorted = |figures: &[&Facet]| {
        let mut order: Vec<usize> = (0..figures.len()).collect();
        order.sort_by(|&a, &b| size(figures[a]).total_cmp(&size(figures[b])));
        order
    };
    let pairs: Vec<Pair<usize>> = sorted(old).into_iter().zip(sorted(new)).map(|(a, b)| Pair::new(a, b)).collect();
    let near = |pair: &Pair<usize>| {
        measures_alike(old[pair.old], new[pair.new]) && is_near(old[pair.old], new[pair.new], NEAR)
    };
    let turned = pairs.iter().any(|pair| pair.old != pair.new);
    if old.len() == new.len() && turned && pairs.iter().all(near) { pairs } else { Vec::new() }
}

/// What one number may be so many times as much as another that counts the same …
const FAR: f64 = 100.0;

/// … and what nothing but its size tells to be of the same.
const NEAR: f64 = 10.0;

/// How much a number is; nothing where its normal form has no digits.
fn size(figure: &Facet) -> f64 {
    figure.normal.split(' ').find_map(|part| part.parse().ok()).unwrap_or_default()
}

/// Whether of two numbers one is less than so many times the other.
fn is_near(one: &Facet, other: &Facet, times: f64) -> bool {
    let (one, other) = (size(one), size(other));
    one.max(other) <= times * one.min(other)
}

/// Two amounts that stand for each other, with the noun behind one of them that alone says which way it goes ("1.4%
/// contraction", "0.1%"), and the one before that they number ("Tier 3").
pub(super) fn directed<'c>(
    context: &Context<'c>,
    weave: &Weave,
    difference: &Difference<'_>,
    pair: Pair<usize>,
) -> Pair<&'c str> {
    let way = |side: Side| -> Option<(Span, &'c str)> {
        let figure = difference.facets.get(side)[*pair.get(side)];
        let units = weave.units.get(side);
        let next = units.get(units.partition_point(|unit| unit.span.start < figure.span.end))?;
        let mut facets = context.facets_in(side, next.span);
        let way = facets.find(|f| f.kind == FacetKind::Direction && f.span == next.span)?;
        (next.segment == figure.segment).then_some((way.span, &*way.normal))
    };
    let ways = Pair::new(Side::Old, Side::New).map(way);
    let differ = ways.old.map(|(_, normal)| normal) != ways.new.map(|(_, normal)| normal);
    Pair::new(Side::Old, Side::New).map(|side| {
        let figure = difference.facets.get(side)[*pair.get(side)].span;
        let end = ways.get(side).filter(|_| differ).map_or(figure.end, |(span, _)| span.end);
        context.text(side, Span::new(numbered(context, weave, side, figure).unwrap_or(figure.start), end))
    })
}

/// Where the noun begins that a figure numbers: "Tier 3".
pub(super) fn numbered(context: &Context<'_>, weave: &Weave, side: Side, figure: Span) -> Option<usize> {
    let units = weave.units.get(side);
    let before = units[..units.partition_point(|unit| unit.span.start < figure.start)].last()?;
    let known = &discourse::of(context.sides.get(side).document.language.as_deref()).numbered;
    known.contains(&fold(context.text(side, before.span))).then_some(before.span.start)
}

/// So many figures at most are told side by side.
const MOST: usize = 4;

/// Whether several amounts stand for as many others in the same units.
fn is_list(context: &Context<'_>, weave: &Weave, difference: &Difference<'_>) -> bool {
    let (old, new) = (&difference.facets.old, &difference.facets.new);
    let measured = match difference.kind {
        FacetKind::Number if difference.facets().all(|figure| !unit(figure).is_empty()) => true,
        // "Nine members, five women", "seven members, two women".
        FacetKind::Number => old.iter().zip(new).all(|(one, other)| {
            let of = |side: Side, figure: &Facet| subject(context, weave, side, figure);
            of(Side::Old, one).is_some() && of(Side::Old, one) == of(Side::New, other)
        }),
        kind => matches!(kind, FacetKind::Percent | FacetKind::Money | FacetKind::Date),
    };
    let alike = old.iter().zip(new).all(|(a, b)| measures_alike(a, b));
    measured && old.len() == new.len() && (2..=MOST).contains(&old.len()) && alike
}

/// Which facets of an exchange are set against each other: the first two in one unit, so that a rate stands against
/// a rate and not against the step that leads to it.
pub(super) fn alike(difference: &Difference<'_>) -> Pair<usize> {
    let pairs = difference.facets.old.iter().enumerate().flat_map(|(old, a)| {
        let all = difference.facets.new.iter().enumerate();
        all.filter(move |(_, b)| measures_alike(a, b)).map(move |(new, _)| Pair::new(old, new))
    });
    pairs.into_iter().next().filter(|_| difference.kind.is_figure()).unwrap_or_default()
}

/// A figure with what it counts: the noun behind it, over what is said of that.
pub(super) fn counted(context: &Context<'_>, weave: &Weave, side: Side, figure: &Facet) -> String {
    /// So many words further the noun is looked for.
    const FAR: usize = 3;
    let language = context.sides.get(side).document.language.as_deref();
    // Where nouns have capitals, a small word is said of one.
    let noun = |word: &str| match Lexicon::of(language).conventions.capital_nouns {
        true => word.starts_with(char::is_uppercase),
        false => !is_stop_word(language, word),
    };
    let units = weave.units.get(side);
    let behind = units.iter().skip_while(|unit| unit.span.end <= figure.span.end);
    let mut words = behind.take(FAR).take_while(|unit| unit.segment == figure.segment && unit.letters > 0);
    let end = words.find(|unit| noun(context.text(side, unit.span))).map_or(figure.span.end, |unit| unit.span.end);
    context.text(side, Span::new(figure.span.start, end)).to_owned()
}

/// Whether rows of tables are compared, in which each figure stands under a head of its own.
pub(super) fn is_row(context: &Context<'_>, weave: &Weave) -> bool {
    weave.units.new.first().is_some_and(|unit| context.role(Side::New, unit.segment) == Role::Table)
}
