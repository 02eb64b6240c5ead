//! What a user knows of the snapshots and tells.

use std::collections::BTreeMap;

use recension::ReadOptions;
use recension::model::Pair;
use recension::series::Settings;
use serde_json::Value;

use super::limits::LimitsOf;

/// Language and dates, where they should not be found out.
#[derive(Debug, clap::Args)]
pub(super) struct Given {
    /// Language of both texts: en, de, fr, zh …
    #[arg(long, value_name = "CODE", value_parser = language, help_heading = "What you know of the snapshots")]
    lang: Option<String>,
    /// When the earlier snapshot was taken: YYYY, YYYY-MM or YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = date, help_heading = "What you know of the snapshots")]
    old_date: Option<String>,
    /// When the later snapshot was taken
    #[arg(long, value_name = "DATE", value_parser = date, help_heading = "What you know of the snapshots")]
    new_date: Option<String>,
    #[command(flatten)]
    limits: LimitsOf,
}

impl Given {
    /// What reading the two snapshots takes into account.
    pub(super) fn options(&self) -> Pair<ReadOptions> {
        Pair::new(&self.old_date, &self.new_date).map(|captured| ReadOptions {
            captured: captured.clone(),
            language: self.lang.clone(),
            limits: self.limits.get(),
            ..ReadOptions::default()
        })
    }

    /// Enters the options that were given into the foot of a report.
    pub(super) fn describe(&self, options: &mut BTreeMap<String, Value>) {
        for (name, value) in [("lang", &self.lang), ("old_date", &self.old_date), ("new_date", &self.new_date)] {
            if let Some(value) = value {
                options.insert(name.into(), value.as_str().into());
            }
        }
    }
}

/// What a user knows of a page as a whole.
#[derive(Debug, clap::Args)]
pub(super) struct NewPage {
    /// What to call the page; kept where the series is new
    #[arg(long, value_name = "TITLE")]
    pub(super) title: Option<String>,
    /// Language of the page: en, de, fr, zh …; kept where the series is new
    #[arg(long, value_name = "CODE", value_parser = language)]
    pub(super) lang: Option<String>,
}

impl NewPage {
    /// The settings of a new series.
    pub(super) fn settings(&self, address: Option<&str>) -> Settings {
        Settings { title: self.title.clone(), address: address.map(str::to_owned), language: self.lang.clone() }
    }
}

/// A stretch of time.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Time {
    /// Only snapshots of this day, month or year, and later
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) since: Option<String>,
    /// Only snapshots until this day, month or year
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) until: Option<String>,
}

/// A language code as the library takes it: `de-CH` is `de`.
pub(super) fn language(code: &str) -> Result<String, String> {
    let primary = code.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let sound = (2..=3).contains(&primary.len()) && primary.bytes().all(|byte| byte.is_ascii_lowercase());
    if sound { Ok(primary) } else { Err("a language code has two letters: en, de, fr, zh".into()) }
}

/// A date as the library takes it, checked against the calendar.
pub(super) fn date(value: &str) -> Result<String, String> {
    let first_day = match value.len() {
        4 => format!("{value}-01-01"),
        7 => format!("{value}-01"),
        _ => value.to_owned(),
    };
    let shape = first_day.len() == 10 && first_day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    match first_day.parse::<jiff::civil::Date>() {
        Ok(_) if shape => Ok(value.to_owned()),
        _ => Err("a date is YYYY, YYYY-MM or YYYY-MM-DD".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::{date, language};

    #[test]
    fn dates_are_as_exact_as_known_and_in_the_calendar() {
        for good in ["2017", "2017-07", "2017-07-11", "2024-02-29"] {
            assert_eq!(date(good).as_deref(), Ok(good));
        }
        for bad in ["17", "2017-13", "2017-02-29", "2017-07-11T10:22", "20170711", "July"] {
            assert!(date(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_region_is_no_part_of_a_language() {
        assert_eq!(language("de-CH").as_deref(), Ok("de"));
        assert!(language("english").is_err());
    }
}
