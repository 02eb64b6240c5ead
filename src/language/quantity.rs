//! What is counted and measured: numbers with units, money, shares, ranges and ordinals.
//!
//! Normal forms: `[qualifier ]amount[..amount][ unit]`, amounts exact and without separators, units by the keys of
//! the lexicon, money with its ISO code: `40`, `over 50000000000 EUR`, `5.25..5.5 %`, `0.5 pp`, `14 day`, `#3` for
//! ordinals, `thousands` for vague ones.

use super::amount::Amount;
use super::facet::Found;
use super::family::{Families, Family};
use super::number::{Numeral, is_signed, numeral};
use super::passage::Passage;
use crate::model::{FacetKind, TokenKind};

/// An amount with what it counts.
#[derive(Debug, Clone, Copy)]
struct Measure {
    amount: Amount,
    scale: Option<Amount>,
    unit: Option<(FacetKind, &'static str)>,
    end: usize,
    is_bare_one: bool,
}

/// The unit in the normal form of an amount; empty for a bare number.
pub fn unit_of(normal: &str) -> &str {
    let last = normal.rsplit(' ').next();
    last.filter(|unit| !unit.contains(|c: char| c.is_ascii_digit())).unwrap_or_default()
}

/// Finds numbers, money and percents.
pub fn annotate(passage: &Passage<'_>, found: &mut Found) {
    let mut at = 0;
    while at < passage.len() {
        at = if found.is_claimed(at) { at + 1 } else { quantity(passage, at, found).unwrap_or(at + 1) };
    }
}

/// The tables of words that a quantity may begin with.
const OPENERS: Families = Families::of(&[
    Family::NotNumber,
    Family::Vague,
    Family::Ordinal,
    Family::Before,
    Family::Currency,
    Family::Cardinal,
    Family::Article,
    Family::Fraction,
]);

/// Enters the quantity that begins at a token. Returns the token after it.
fn quantity(passage: &Passage<'_>, at: usize, found: &mut Found) -> Option<usize> {
    let may_open = passage.is(at, TokenKind::Number) || passage.begins(at, OPENERS) || passage.compound(at).is_some();
    if !may_open {
        return None;
    }
    if let Some((end, _)) = passage.phrase(at, Family::NotNumber) {
        return Some(end);
    }
    if let Some((end, normal)) = passage.phrase(at, Family::Vague) {
        found.add(passage, (at, end), FacetKind::Number, normal);
        return Some(end);
    }
    if let Some((end, normal)) = ordinal(passage, at) {
        found.add(passage, (at, end), FacetKind::Number, normal);
        found.claim(at, end);
        return Some(end);
    }
    let (start, before) = passage.phrase(at, Family::Before).map_or((at, None), |(end, value)| (end, Some(value)));
    let from = measure(passage, start)?;
    let (low, high) = range(passage, at, from);
    let last = high.unwrap_or(low);
    let is_article = last.is_bare_one && last.unit.is_none() && !matches!(before, Some("at least" | "exactly"));
    if is_article || is_enumerator(passage, at, start, &last) {
        return None;
    }
    if (start..last.end).any(|i| found.is_claimed(i)) {
        return None;
    }
    let after = passage.phrase(last.end, Family::After).filter(|_| before.is_none());
    let (kind, unit) = last.unit.unwrap_or((FacetKind::Number, ""));
    let qualifier = before.or(after.map(|(_, value)| value)).unwrap_or("");
    let end = after.map_or(last.end, |(end, _)| end);
    let mut normal = String::from(qualifier);
    if !normal.is_empty() {
        normal.push(' ');
    }
    let (factor, unit) = split_factor(unit);
    normal.push_str(&low.amount.times(factor)?.to_string());
    if let Some(high) = high {
        normal.push_str("..");
        normal.push_str(&high.amount.times(factor)?.to_string());
    }
    if !unit.is_empty() {
        normal.push(' ');
        normal.push_str(unit);
    }
    // The sign belongs to what is quoted.
    let signed = at == start && passage.is(at, TokenKind::Number) && is_signed(passage, at);
    let at = at - usize::from(signed);
    found.add(passage, (at, end), kind, normal);
    found.claim(at, end);
    Some(end)
}

/// An amount with its currency or unit.
fn measure(passage: &Passage<'_>, at: usize) -> Option<Measure> {
    if let Some((start, code)) = passage.phrase(at, Family::Currency) {
        let mut numeral = numeral(passage, start).filter(|numeral| !numeral.is_bare_one || numeral.scale.is_some())?;
        if !passage.is(start, TokenKind::Number) {
            return None;
        }
        let mut unit_end = scaled_by_suffix(passage, &mut numeral)?;
        // "$40 billion dollars", "US$5 USD": told twice.
        if let Some((end, _)) = passage.phrase(unit_end, Family::Currency).filter(|&(_, again)| again == code) {
            unit_end = end;
        }
        return Some(Measure::of(numeral, Some((FacetKind::Money, code)), unit_end));
    }
    let mut numeral = numeral(passage, at)?;
    let dash = usize::from(
        passage.is_mark(numeral.end, "-") && passage.is_glued(numeral.end) && passage.is_glued(numeral.end + 1),
    );
    let families = [
        (Family::Percent, FacetKind::Percent),
        (Family::Currency, FacetKind::Money),
        (Family::Unit, FacetKind::Number),
    ];
    for start in [numeral.end + dash, numeral.end] {
        for (family, kind) in families {
            if let Some((end, unit)) = passage.phrase(start, family) {
                return Some(Measure::of(numeral, Some((kind, unit)), end));
            }
        }
    }
    // "40bn euros", "40 Md €"; any other letters glued to digits make an identifier.
    let is_glued = passage.is(numeral.end, TokenKind::Word) && passage.is_glued(numeral.end);
    let suffix = passage.phrase(numeral.end, Family::Suffix);
    let counts_money = suffix.is_some_and(|(end, _)| passage.begins(end, Family::Currency.into()));
    if is_glued || counts_money {
        let end = scaled_by_suffix(passage, &mut numeral)?;
        return match passage.phrase(end, Family::Currency) {
            Some((end, code)) => Some(Measure::of(numeral, Some((FacetKind::Money, code)), end)),
            None => Some(Measure::of(numeral, None, end)),
        };
    }
    Some(Measure::of(numeral, None, numeral.end))
}

impl Measure {
    fn of(numeral: Numeral, unit: Option<(FacetKind, &'static str)>, end: usize) -> Measure {
        Measure { amount: numeral.amount, scale: numeral.scale, unit, end, is_bare_one: numeral.is_bare_one }
    }
}

/// Multiplies by a scale that is written after the digits as letters: `$40bn`, `40 bn`. Returns the token after it,
/// or none where letters are glued to the digits that are no scale.
fn scaled_by_suffix(passage: &Passage<'_>, numeral: &mut Numeral) -> Option<usize> {
    let Some((end, value)) = passage.phrase(numeral.end, Family::Suffix) else {
        let glued_letters = passage.is(numeral.end, TokenKind::Word) && passage.is_glued(numeral.end);
        return (!glued_letters || passage.form(numeral.end) == "'s").then_some(numeral.end);
    };
    let scale = Amount::of_value(value)?;
    numeral.amount = numeral.amount.times(scale)?;
    numeral.scale = Some(scale);
    numeral.end = end;
    Some(end)
}

/// Joins a measure with the one that it is a range with: "5-1/4 to 5-1/2 percent", "between one and two years".
fn range(passage: &Passage<'_>, at: usize, from: Measure) -> (Measure, Option<Measure>) {
    let connector = passage.phrase(from.end, Family::To).or_else(|| {
        let between = at > 0 && passage.phrase(at - 1, Family::Between).is_some();
        passage.phrase(from.end, Family::NumberJoin).filter(|_| between)
    });
    let Some(to) = connector.and_then(|(end, _)| measure(passage, end)) else {
        return (from, None);
    };
    let mut low = from;
    if low.unit.is_some() && to.unit.map(|unit| unit.1) != low.unit.map(|unit| unit.1) {
        // "$10-20 million" names its currency once, before both.
        let currency_first = low.unit.is_some_and(|unit| unit.0 == FacetKind::Money) && to.unit.is_none();
        if !currency_first {
            return (from, None);
        }
    }
    if let (None, Some(scale)) = (low.scale, to.scale) {
        let scaled = low.amount.times(scale).unwrap_or(low.amount);
        if low.amount.is_less_than(scale) && scaled.is_less_than(to.amount) {
            low.amount = scaled;
        }
    }
    if !low.amount.is_less_than(to.amount) {
        return (from, None);
    }
    let unit = to.unit.or(low.unit);
    (Measure { unit, ..low }, Some(Measure { unit, ..to }))
}

/// Whether a number only counts the paragraphs: "1.", "(2)", "10.2 Title", "\[3\]".
fn is_enumerator(passage: &Passage<'_>, at: usize, start: usize, measure: &Measure) -> bool {
    if measure.unit.is_some() || measure.scale.is_some() || at != start || measure.end != start + 1 {
        return false;
    }
    let enclosed = start > 0
        && matches!((passage.form(start - 1), passage.form(measure.end)), ("(", ")") | ("[", "]"))
        && passage.raw(start).len() <= 3;
    let leads = (0..start).all(|i| passage.is(i, TokenKind::Mark));
    let digits = passage.is(start, TokenKind::Number);
    let announces = matches!(passage.form(measure.end), "." | ")" | ":" | "\\")
        || passage.raw(measure.end).chars().next().is_some_and(char::is_uppercase);
    enclosed || (digits && leads && (announces || measure.end == passage.len()))
}

/// "third", "20th", "1er".
fn ordinal(passage: &Passage<'_>, at: usize) -> Option<(usize, String)> {
    if passage.is(at, TokenKind::Number) && passage.is_glued(at + 1) {
        let (end, _) = passage.phrase(at + 1, Family::OrdinalSuffix)?;
        let digits = passage.raw(at);
        return digits.bytes().all(|b| b.is_ascii_digit()).then(|| (end, format!("#{digits}")));
    }
    let (end, value) = passage.phrase(at, Family::Ordinal)?;
    // "First, ...": an adverb.
    let is_adverb = passage.is_mark(end, ",") || at == 0;
    (!is_adverb).then(|| (end, format!("#{value}")))
}

/// A unit of the lexicon, and what an amount is multiplied by to be told in it.
fn split_factor(unit: &'static str) -> (Amount, &'static str) {
    match unit.split_once(' ').and_then(|(factor, name)| Some((Amount::of_value(factor)?, name))) {
        Some((factor, name)) => (factor, name),
        None => (Amount::ONE, unit),
    }
}
