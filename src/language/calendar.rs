//! Days, months and years in words and numerals: the parts that [`super::date`] builds dates from.

use std::fmt;

use super::casing::Shape;
use super::family::{Families, Family};
use super::passage::Passage;
use crate::model::TokenKind;

/// A day, month and year, as far as they are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Calendar {
    /// The year.
    pub year: Option<u32>,
    /// The month, from one.
    pub month: Option<u32>,
    /// The day of the month, from one.
    pub day: Option<u32>,
}

impl Calendar {
    /// A full date from digits; none where there is no such month or day.
    pub fn of(year: &str, month: &str, day: &str) -> Option<Calendar> {
        let (year, month, day): (u32, u32, u32) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
        let exists = (1000..2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        exists.then_some(Calendar { year: Some(year), month: Some(month), day: Some(day) })
    }
}

impl fmt::Display for Calendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year}")?,
            None => f.write_str("-")?,
        }
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

/// The tables of what numbers may count.
const COUNTED: [Family; 4] = [Family::Unit, Family::Percent, Family::Currency, Family::Scale];

/// Whether at a token stands what a number before it counts: "2009 pour cent", but not "2009 pour la ville".
pub fn is_counted(passage: &Passage<'_>, at: usize) -> bool {
    passage.begins(at, Families::of(&COUNTED)) && COUNTED.iter().any(|&family| passage.phrase(at, family).is_some())
}

/// "11 July 2017", "11th of July", "11-Jul-2017", "July 11, 2017", "July 2017", "July": the date that begins at a
/// token, and the token after it. There is a month in it.
pub fn calendar(passage: &Passage<'_>, at: usize) -> Option<(usize, Calendar)> {
    if let Some((end, day)) = day(passage, at) {
        let dot = usize::from(passage.is_mark(end, ".") && passage.is_glued(end));
        let (end, month) = month(passage, after_of(passage, after_dash(passage, end + dot)))?;
        let date = Calendar { month: Some(month), day: Some(day), year: None };
        return Some(with_year(passage, end, date));
    }
    let (end, month) = month(passage, at)?;
    let date = Calendar { month: Some(month), ..Calendar::default() };
    let (after_year, full) = with_year(passage, end, date);
    if full.year.is_some() {
        return Some((after_year, full));
    }
    match day(passage, end).filter(|&(end, _)| !is_counted(passage, end)) {
        Some((end, day)) => Some(with_year(passage, end, Calendar { day: Some(day), ..date })),
        None => Some((end, date)),
    }
}

fn with_year(passage: &Passage<'_>, end: usize, date: Calendar) -> (usize, Calendar) {
    let comma = usize::from(passage.is_mark(end, ","));
    match year(passage, after_of(passage, after_dash(passage, end + comma))) {
        Some((end, year)) => (end, Calendar { year: Some(year), ..date }),
        None => (end, date),
    }
}

/// A day of a month in numerals, with its ordinal ending: "11", "1st", "1er".
pub fn day(passage: &Passage<'_>, at: usize) -> Option<(usize, u32)> {
    let raw = passage.raw(at);
    if raw.len() > 2 || !passage.is(at, TokenKind::Number) {
        return None;
    }
    let day = raw.parse().ok().filter(|day| (1..=31).contains(day))?;
    let suffix = passage.phrase(at + 1, Family::OrdinalSuffix).filter(|_| passage.is_glued(at + 1));
    Some((suffix.map_or(at + 1, |(end, _)| end), day))
}

/// Four digits that may be a year.
pub fn year(passage: &Passage<'_>, at: usize) -> Option<(usize, u32)> {
    let raw = passage.raw(at);
    if raw.len() != 4 || !passage.is(at, TokenKind::Number) {
        return None;
    }
    let letters_follow =
        passage.is_glued(at + 1) && passage.is(at + 1, TokenKind::Word) && passage.form(at + 1) != "'s";
    let unspaced = passage.form(at + 1).chars().next().is_some_and(super::token::is_unspaced);
    let year = raw.parse().ok().filter(|year| (1000..2200).contains(year))?;
    (!letters_follow || unspaced).then_some((at + 1, year))
}

/// A month by its name. Names that are ordinary words too count only with a capital.
fn month(passage: &Passage<'_>, at: usize) -> Option<(usize, u32)> {
    let (end, number) = passage.phrase(at, Family::Month)?;
    let capital = passage.raw(at).starts_with(char::is_uppercase);
    if !capital && passage.phrase(at, Family::DoubtfulMonth).is_some() {
        return None;
    }
    Some((end, number.parse().ok()?))
}

/// Whether a month that stands alone is one: its name is no other word, or the word before shows it.
pub fn is_month_certain(passage: &Passage<'_>, at: usize) -> bool {
    // "YOU MAY": capitals throughout tell nothing.
    let is_shouted = passage.shape(at) == Shape::Upper;
    passage.phrase(at, Family::DoubtfulMonth).is_none()
        || !is_shouted
            && (1..=2).any(|words| {
                at >= words && passage.phrase(at - words, Family::DateContext).is_some_and(|(end, _)| end == at)
            })
}

fn after_of(passage: &Passage<'_>, at: usize) -> usize {
    passage.phrase(at, Family::DateOf).map_or(at, |(end, _)| end)
}

fn after_dash(passage: &Passage<'_>, at: usize) -> usize {
    at + usize::from(passage.is_mark(at, "-") && passage.is_glued(at) && passage.is_glued(at + 1))
}
