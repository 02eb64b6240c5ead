//! Dates and periods as prose writes them.
//!
//! Normal forms follow ISO 8601: `2017-07-11`, `2017-07`, `2017`, `2017-07-09/2017-07-10` for periods, `--07-11` and
//! `--07` where the year is not told. Beyond it: `early 2017`, `end 2014-06`, `1990s`, `Q3 2012`, `summer 2016`,
//! `T10:22` for a time of day, `weekday 1` for a Monday, and `11/07/2017` where day and month cannot be told apart.

use super::calendar::{Calendar, calendar, day, is_counted, is_month_certain, year};
use super::facet::Found;
use super::family::{Families, Family};
use super::passage::Passage;
use crate::model::{FacetKind, TokenKind};

/// A normal form, and the token after what it was read from.
type Read = (usize, String);

/// Finds dates, periods and times of day.
pub fn annotate(passage: &Passage<'_>, found: &mut Found) {
    let mut at = 0;
    while at < passage.len() {
        let date = if found.is_claimed(at) { None } else { date(passage, at) };
        match date {
            Some((end, normal)) if !(at..end).any(|i| found.is_claimed(i)) => {
                found.add(passage, (at, end), FacetKind::Date, normal);
                found.claim(at, end);
                at = end;
            }
            _ => at += 1,
        }
    }
}

/// The tables of words that a date may begin with.
const DATE_WORDS: Families =
    Families::of(&[Family::Month, Family::Weekday, Family::PartOfPeriod, Family::Season, Family::FractionOfPeriod]);

fn date(passage: &Passage<'_>, at: usize) -> Option<Read> {
    match passage.tokens[at].kind {
        TokenKind::Number => numeric(passage, at)
            .or_else(|| clock(passage, at))
            .or_else(|| period(passage, at))
            .or_else(|| decade(passage, at))
            .or_else(|| years(passage, at)),
        TokenKind::Word if passage.begins(at, DATE_WORDS) => part_of_period(passage, at)
            .or_else(|| fraction_of_year(passage, at))
            .or_else(|| period(passage, at))
            .or_else(|| weekday(passage, at)),
        TokenKind::Word => quarter(passage, at),
        TokenKind::Mark => None,
    }
}

/// One calendar date, or two joined to a period: "9-10 July 2017", "July 9-10, 2017", "28 February to 3 March 2017".
fn period(passage: &Passage<'_>, at: usize) -> Option<Read> {
    let start = after_weekday(passage, at);
    let Some((end, from)) = calendar(passage, start) else {
        // A day whose month stands with the second one.
        let (end, first) = day(passage, start)?;
        let end = end + usize::from(passage.is_mark(end, ".") && passage.is_glued(end));
        let (end, to) = calendar(passage, after_to(passage, end).or_else(|| after_and(passage, end))?)?;
        let from = Calendar { day: Some(first), ..to };
        return (to.day? > first).then(|| (end, joined(from, to)));
    };
    if from.day.is_none() && from.year.is_none() && !is_month_certain(passage, start) {
        return None;
    }
    if let Some(next) = after_to(passage, end) {
        let next = after_weekday(passage, next);
        match calendar(passage, next) {
            Some((end, to)) if to.day.is_some() == from.day.is_some() && (to.year.is_some() || from.year.is_none()) => {
                return Some((end, joined(Calendar { year: from.year.or(to.year), ..from }, to)));
            }
            None if from.day.is_some() && from.year.is_none() && !passage.is(end - 1, TokenKind::Word) => {
                if let Some((end, second)) = day(passage, next).filter(|&(_, second)| Some(second) > from.day) {
                    let comma = usize::from(passage.is_mark(end, ","));
                    let (end, year) = year(passage, end + comma).map_or((end, None), |(end, year)| (end, Some(year)));
                    let to = Calendar { year, month: from.month, day: Some(second) };
                    return Some((end, joined(Calendar { year, ..from }, to)));
                }
            }
            _ => {}
        }
    }
    Some((end, from.to_string()))
}

fn joined(from: impl std::fmt::Display, to: impl std::fmt::Display) -> String {
    format!("{from}/{to}")
}

/// The token after a word or dash that makes a range.
fn after_to(passage: &Passage<'_>, at: usize) -> Option<usize> {
    passage.phrase(at, Family::To).map(|(end, _)| end)
}

fn after_and(passage: &Passage<'_>, at: usize) -> Option<usize> {
    passage.phrase(at, Family::NumberJoin).map(|(end, _)| end)
}

fn after_weekday(passage: &Passage<'_>, at: usize) -> usize {
    let Some((end, _)) = passage.phrase(at, Family::Weekday) else { return at };
    end + usize::from(passage.is_mark(end, ","))
}

fn weekday(passage: &Passage<'_>, at: usize) -> Option<Read> {
    let (end, number) = passage.phrase(at, Family::Weekday)?;
    passage.raw(at).starts_with(char::is_uppercase).then(|| (end, format!("weekday {number}")))
}

/// `2017-07-11`, `11.07.2017`, `2017/07/11`, `2024年12月31日`.
fn numeric(passage: &Passage<'_>, at: usize) -> Option<Read> {
    let raw = passage.raw(at);
    if raw.contains('.') {
        let parts: Vec<&str> = raw.split('.').collect();
        return match parts[..] {
            [day, month, year] if year.len() == 4 => Some((at + 1, Calendar::of(year, month, day)?.to_string())),
            [year, month, day] if year.len() == 4 => Some((at + 1, Calendar::of(year, month, day)?.to_string())),
            _ => None,
        };
    }
    let (mark, second) = (passage.form(at + 1), passage.raw(at + 2));
    let numbers = passage.is(at + 2, TokenKind::Number) && (1..=2).contains(&second.len());
    if !numbers {
        return None;
    }
    if matches!(mark, "年" | "년") && raw.len() == 4 && matches!(passage.form(at + 3), "月" | "월") {
        let day_at = at + 4;
        if passage.is(day_at, TokenKind::Number) && matches!(passage.form(day_at + 1), "日" | "일") {
            return Some((day_at + 2, Calendar::of(raw, second, passage.raw(day_at))?.to_string()));
        }
        let month = Calendar::of(raw, second, "1")?;
        return Some((day_at, Calendar { day: None, ..month }.to_string()));
    }
    let three = (at + 1..at + 5).all(|i| passage.is_glued(i))
        && passage.form(at + 3) == mark
        && passage.is(at + 4, TokenKind::Number)
        && !(passage.is_glued(at + 5) && passage.form(at + 5) == mark);
    if !three || passage.is_glued(at) && passage.form(at - 1) == mark {
        return None;
    }
    let third = passage.raw(at + 4);
    let normal = match mark {
        "-" | "/" if raw.len() == 4 => Calendar::of(raw, second, third)?.to_string(),
        "-" | "/" if third.len() == 4 => by_order(passage, raw, second, third)?,
        _ => return None,
    };
    Some((at + 5, normal))
}

/// Two numbers and a year, by the order of the language; kept as written where that cannot be told.
fn by_order(passage: &Passage<'_>, first: &str, second: &str, year: &str) -> Option<String> {
    let conventions = &passage.lexicon.conventions;
    let day_first = Calendar::of(year, second, first);
    let month_first = Calendar::of(year, first, second);
    match (day_first, month_first) {
        (Some(date), _) if conventions.day_first => Some(date.to_string()),
        (Some(date), None) | (None, Some(date)) => Some(date.to_string()),
        (Some(one), Some(other)) if one == other => Some(one.to_string()),
        (Some(_), Some(_)) => Some(format!("{first:0>2}/{second:0>2}/{year}")),
        (None, None) => None,
    }
}

/// "10:22", "4am", "4.30 pm", "18 Uhr".
fn clock(passage: &Passage<'_>, at: usize) -> Option<Read> {
    let raw = passage.raw(at);
    let suffix = passage.phrase(at + 1, Family::Clock);
    let (hours, minutes) = match raw.split_once([':', '.']) {
        Some((hours, minutes)) if minutes.len() == 2 && (raw.contains(':') || suffix.is_some()) => (hours, minutes),
        None if suffix.is_some() => (raw, "0"),
        _ => return None,
    };
    let (mut hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    hours = match suffix.map(|(_, value)| value) {
        Some("am" | "pm") if !(1..=12).contains(&hours) => return None,
        Some("am") => hours % 12,
        Some("pm") => hours % 12 + 12,
        _ => hours,
    };
    (hours <= 24 && minutes < 60).then(|| (suffix.map_or(at + 1, |(end, _)| end), format!("T{hours:02}:{minutes:02}")))
}

/// "1990s", "1990er Jahre".
fn decade(passage: &Passage<'_>, at: usize) -> Option<Read> {
    let raw = passage.raw(at);
    let (end, _) = passage.phrase(at + 1, Family::Decade).filter(|_| passage.is_glued(at + 1))?;
    (raw.len() == 4 && raw.ends_with('0') && raw.parse::<u32>().is_ok()).then(|| (end, format!("{raw}s")))
}

/// "2014", "2016-17", "2014 to 2020".
fn years(passage: &Passage<'_>, at: usize) -> Option<Read> {
    let (end, first) = year(passage, at)?;
    let glued_mark = passage.is_glued(end) && matches!(passage.form(end), "-" | "/") && passage.is_glued(end + 1);
    if glued_mark && passage.is(end + 1, TokenKind::Number) {
        let digits = passage.raw(end + 1);
        let number: u32 = digits.parse().ok()?;
        let second = match digits.len() {
            4 => number,
            2 => first / 100 * 100 + number,
            _ => return None,
        };
        let is_month = digits.len() == 2 && (1..=12).contains(&number) && second != first + 1;
        return match passage.form(end) {
            "-" if is_month => Some((end + 2, format!("{first}-{digits}"))),
            _ if second > first && second < first + 200 => Some((end + 2, joined(first, second))),
            _ => None,
        };
    }
    if let Some((end, second)) = after_to(passage, end).and_then(|next| year(passage, next))
        && second > first
    {
        return Some((end, joined(first, second)));
    }
    is_year_by_context(passage, at, first).then(|| (end, first.to_string()))
}

/// Whether four digits that stand alone are a year, not a count.
fn is_year_by_context(passage: &Passage<'_>, at: usize, year: u32) -> bool {
    let next = at + 1;
    if is_counted(passage, next) {
        return false;
    }
    let ends_here = |family: Family, words: usize| {
        at >= words && passage.phrase(at - words, family).is_some_and(|(end, _)| end == at)
    };
    let in_context = ends_here(Family::DateContext, 1) || ends_here(Family::DateContext, 2);
    if !in_context && (ends_here(Family::Currency, 1) || ends_here(Family::Before, 1) || ends_here(Family::Before, 2)) {
        return false;
    }
    let before = if at == 0 { "" } else { passage.raw(at - 1) };
    let after = passage.raw(next);
    let counts_something =
        passage.is(next, TokenKind::Word) && after.starts_with(char::is_lowercase) && !passage.is_stop(next);
    match year {
        1900..=2099 if passage.lexicon.conventions.decimal.is_none() => true,
        1900..=2099 => in_context || !counts_something || before.starts_with(char::is_uppercase) || before == "(",
        _ => (in_context || before == "(") && !counts_something && passage.lexicon.conventions.decimal.is_some(),
    }
}

/// "mid-2011", "end of June 2014", "the early 1990s".
fn part_of_period(passage: &Passage<'_>, at: usize) -> Option<Read> {
    let (start, part) = passage.phrase(at, Family::PartOfPeriod)?;
    let start = start + usize::from(passage.is_mark(start, "-") && passage.is_glued(start));
    let (end, whole) = match passage.tokens.get(start)?.kind {
        TokenKind::Number => {
            decade(passage, start).or_else(|| year(passage, start).map(|(end, year)| (end, year.to_string())))?
        }
        _ => {
            let (end, date) = calendar(passage, start).filter(|(_, date)| date.day.is_none())?;
            (end, date.to_string())
        }
    };
    Some((end, format!("{part} {whole}")))
}

/// "third quarter of 2012", "summer 2016".
fn fraction_of_year(passage: &Passage<'_>, at: usize) -> Option<Read> {
    let (end, part) = passage.phrase(at, Family::FractionOfPeriod).or_else(|| passage.phrase(at, Family::Season))?;
    let end = passage.phrase(end, Family::DateOf).map_or(end, |(end, _)| end);
    let (end, year) = year(passage, end)?;
    Some((end, format!("{part} {year}")))
}

/// "Q3 2024".
fn quarter(passage: &Passage<'_>, at: usize) -> Option<Read> {
    // Asked of nearly every word, of which few have anything at once behind them.
    if !passage.is_glued(at + 1) || passage.form(at) != "q" {
        return None;
    }
    let number = passage.raw(at + 1).parse::<u32>().ok().filter(|number| (1..=4).contains(number))?;
    let (end, year) = year(passage, at + 2)?;
    Some((end, format!("Q{number} {year}")))
}
