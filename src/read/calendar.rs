//! Dates as they are written: in a text, in a field of metadata, in the name of a file.

use jiff::civil::Date;

use crate::language::date;
use crate::language::facet::alone;
use crate::model::{Precision, Span};

/// A date that a text mentions.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// Where it stands in the text.
    pub(super) span: Span,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; another form where it is no calendar date.
    pub(super) value: String,
}

impl Mention {
    /// Whether it is a day of the calendar.
    pub(super) fn is_day(&self) -> bool {
        precision(&self.value) == Some(Precision::Day)
    }

    /// Whether it is a date with a year and a month.
    pub(super) fn is_full(&self) -> bool {
        precision(&self.value).is_some_and(|precision| precision != Precision::Year)
    }
}

/// The dates that a text mentions.
pub(super) fn mentions(text: &str, language: Option<&str>) -> Vec<Mention> {
    let facets = alone(text, language.or(Some("en")), date::annotate);
    facets.into_iter().map(|facet| Mention { span: facet.span, value: facet.normal.into_owned() }).collect()
}

/// How exact a value is, if it is a calendar date.
pub(super) fn precision(value: &str) -> Option<Precision> {
    let parts: Vec<&str> = value.split('-').collect();
    let lengths = [4, 2, 2];
    let formed = parts
        .iter()
        .zip(lengths)
        .all(|(part, length)| part.len() == length && part.bytes().all(|b| b.is_ascii_digit()));
    let number = |at: usize| parts.get(at).map_or(Some(1), |part| part.parse::<i16>().ok());
    let exists = Date::new(number(0)?, number(1)?.try_into().ok()?, number(2)?.try_into().ok()?).is_ok();
    match parts.len() {
        1 if formed && exists => Some(Precision::Year),
        2 if formed && exists => Some(Precision::Month),
        3 if formed && exists => Some(Precision::Day),
        _ => None,
    }
}

/// The date that a value begins with: `2017`, `2017-07`, `2017-07-11T10:22Z`, `20170711`, `11 July 2017`.
pub(super) fn leading_date(value: &str) -> Option<String> {
    let value = value.trim().trim_start_matches(['"', '\'', '[']);
    let digits = value.bytes().take_while(|b| b.is_ascii_digit() || *b == b'-').count();
    let head = &value[..digits];
    let compact = || {
        let all: String = head.chars().filter(char::is_ascii_digit).take(8).collect();
        (head.len() >= 8 && !head.contains('-') && all.len() == 8)
            .then(|| format!("{}-{}-{}", &all[..4], &all[4..6], &all[6..8]))
    };
    let prefix = |length: usize| head.get(..length).filter(|_| head.len() == length || length == 10).map(str::to_owned);
    let formed =
        [prefix(10), prefix(7), prefix(4), compact()].into_iter().flatten().find(|date| precision(date).is_some());
    formed.or_else(|| {
        let in_words = mentions(value.get(..value.len().min(80)).unwrap_or_default(), Some("en"));
        in_words.into_iter().find(|mention| mention.is_full()).map(|mention| mention.value)
    })
}

/// The date in the name of a file, and how exact it is.
pub fn date_in_name(source: &str) -> Option<(String, Precision)> {
    let value = in_name(source)?;
    let precision = precision(&value)?;
    Some((value, precision))
}

/// The date in the name of a file: `2017-07-11.txt`, `2017-07-11.2.md`, `terms_20170711.html`, `2017.md`.
pub(super) fn in_name(source: &str) -> Option<String> {
    let name = source.rsplit(['/', '\\']).next().unwrap_or_default();
    let starts = name
        .char_indices()
        .filter(|&(at, c)| c.is_ascii_digit() && !name[..at].ends_with(|b: char| b.is_ascii_digit()));
    let mut year = None;
    for (at, _) in starts {
        let rest = &name[at..];
        let length = rest.bytes().take_while(|b| b.is_ascii_digit() || *b == b'-').count();
        let run = rest[..length].trim_end_matches('-');
        match run.len() {
            10 | 7 if precision(run).is_some() => return Some(run.to_owned()),
            // Archives name captures by day and time without marks.
            8 | 12 | 14 if !run.contains('-') => {
                let date = format!("{}-{}-{}", &run[..4], &run[4..6], &run[6..8]);
                if precision(&date).is_some() && latest_year(&run[..4]).is_some() {
                    return Some(date);
                }
            }
            4 if at == 0 && latest_year(run).is_some() => year = Some(run.to_owned()),
            _ => {
                if let Some(date) = run.get(..10).filter(|date| precision(date).is_some()) {
                    return Some(date.to_owned());
                }
            }
        }
    }
    year
}

/// The latest year of our time that stands in a text as four digits.
pub(super) fn latest_year(text: &str) -> Option<u32> {
    const OUR_TIME: std::ops::RangeInclusive<u32> = 1900..=2099;
    let mut latest = None;
    // Most texts have no digit, which is soon seen of many bytes at once.
    if !text.bytes().fold(false, |any, byte| any | byte.is_ascii_digit()) {
        return None;
    }
    let mut rest = text.as_bytes();
    while let Some(start) = rest.iter().position(u8::is_ascii_digit) {
        let length = rest[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, behind) = rest[start..].split_at(length);
        if length == 4 {
            let year = digits.iter().fold(0, |year, digit| year * 10 + u32::from(digit - b'0'));
            latest = latest.max(Some(year).filter(|year| OUR_TIME.contains(year)));
        }
        rest = behind;
    }
    latest
}
