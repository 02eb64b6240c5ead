//! The words that a headline quotes of a typed change.

use crate::language::family::Family;
use crate::language::is_stop_word;
use crate::language::lexicon::Lexicon;
use crate::language::token::fold;
use crate::model::{Facet, FacetKind, Pair, Role, Side, Span};

use super::carried::uncarried;
use super::difference::{Difference, says_more};
use super::reunited::{noun, subject};
use super::series;
use crate::explain::context::{Context, discourse};
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
                return Some(paired.iter().map(text).collect::<Vec<_>>().join(BETWEEN));
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
        if short || (exchanged && !difference.is_exchange()) {
            // A mark, or the number of an item, is nothing that gives way to words, nor is an article.
            let units = &weave.units.get(side)[run.of(side)];
            // "Including" decides what is in, as "excluding" does what is not.
            let decides = matches!(difference.kind, FacetKind::Condition | FacetKind::Quantifier)
                && run.old.len() == 1
                && run.new.len() == 1;
            let lone = units.len() == 1 && !fact && !difference.is_exchange() && !decides;
            let bare = lone && is_bare(context, side, units);
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

/// A figure with what it counts: the noun behind it, over what is said of that.
fn counted(context: &Context<'_>, weave: &Weave, side: Side, figure: &Facet) -> String {
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

/// Whether rows of tables are compared, in which each figure stands under a head of its own.
pub(super) fn is_row(context: &Context<'_>, weave: &Weave) -> bool {
    weave.units.new.first().is_some_and(|unit| context.role(Side::New, unit.segment) == Role::Table)
}

/// Whether a word is one that only leads to what follows: an article, a preposition.
fn is_bare(context: &Context<'_>, side: Side, units: &[Unit]) -> bool {
    let word = units.first().map_or(String::new(), |unit| fold(context.text(side, unit.span)));
    let discourse = discourse::of(context.sides.get(side).document.language.as_deref());
    discourse.preposition.contains(&word) || discourse.articles.contains(&word)
}

/// The unit that an amount is measured in; empty for a bare number.
pub(super) fn unit(facet: &Facet) -> &str {
    let last = facet.normal.rsplit(' ').next();
    last.filter(|unit| !unit.contains(|c: char| c.is_ascii_digit())).unwrap_or_default()
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
fn exchanges(context: &Context<'_>, weave: &Weave, difference: &Difference<'_>) -> Vec<Pair<usize>> {
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
        let alike = measures_alike(old[here], new[there]) && once(&of.old, here) && once(&of.new, there);
        alike.then(|| Pair::new(here, there))
    };
    let mut pairs: Vec<Pair<usize>> = (0..old.len()).filter_map(partner).collect();
    let left = |side: Side| -> Vec<usize> {
        (0..difference.facets.get(side).len()).filter(|at| !pairs.iter().any(|pair| pair.get(side) == at)).collect()
    };
    if let ([here], [there]) = (&left(Side::Old)[..], &left(Side::New)[..])
        && !pairs.is_empty()
        && measures_alike(old[*here], new[*there])
    {
        pairs.push(Pair::new(*here, *there));
        pairs.sort_by_key(|pair| pair.old);
    }
    pairs
}

/// Two amounts that stand for each other, with the noun behind one of them that alone says which way it goes ("1.4%
/// contraction", "0.1%"), and the one before that they number ("Tier 3").
fn directed<'c>(context: &Context<'c>, weave: &Weave, difference: &Difference<'_>, pair: Pair<usize>) -> Pair<&'c str> {
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
fn alike(difference: &Difference<'_>) -> Pair<usize> {
    let pairs = difference.facets.old.iter().enumerate().flat_map(|(old, a)| {
        let all = difference.facets.new.iter().enumerate();
        all.filter(move |(_, b)| measures_alike(a, b)).map(move |(new, _)| Pair::new(old, new))
    });
    pairs.into_iter().next().filter(|_| difference.kind.is_figure()).unwrap_or_default()
}

/// Whether a facet states a fact, which is news where another stands for it; what a cue alone does is done by its
/// coming or going.
pub(super) fn is_fact(kind: FacetKind) -> bool {
    kind.is_figure() || kind == FacetKind::Name
}
