//! The names of snapshots: `DATE[.n].EXT`, `undated[.n].EXT`.

use jiff::civil::Date;

use crate::model::Precision;

/// The name of a snapshot, taken apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileName {
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `None` where it is undated.
    pub date: Option<String>,
    /// Its number among those of the same day, from one; the first one's stands in no name.
    pub number: usize,
    /// Letters and digits behind the last dot.
    pub extension: String,
}

impl FileName {
    /// Takes a name apart; `None` where it is no name of a snapshot. Nothing that parses leads out of its folder.
    pub fn parse(name: &str) -> Option<FileName> {
        let mut parts: Vec<&str> = name.split('.').collect();
        let extension = parts.pop()?;
        let number = match parts.as_slice() {
            [_] => 1,
            [_, number] if !number.starts_with('0') => number.parse().ok().filter(|&number: &usize| number > 1)?,
            _ => return None,
        };
        let date = match *parts.first()? {
            "undated" => None,
            date => precision(date).map(|_| Some(date.to_owned()))?,
        };
        is_extension(extension).then(|| FileName { date, number, extension: extension.to_owned() })
    }

    /// The name without its extension, by which users call a snapshot: `2017-07-11.2`.
    pub fn stem(&self) -> String {
        let date = self.date.as_deref().unwrap_or("undated");
        if self.number > 1 { format!("{date}.{}", self.number) } else { date.to_owned() }
    }
}

impl std::fmt::Display for FileName {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}.{}", self.stem(), self.extension)
    }
}

/// Whether a text can be the extension of a snapshot.
pub(super) fn is_extension(text: &str) -> bool {
    (1..=8).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric()) && !matches!(text, "new" | "json")
}

/// How exact a date of the calendar is; `None` where it is none.
pub fn precision(date: &str) -> Option<Precision> {
    let shape =
        date.bytes().enumerate().all(|(at, b)| if matches!(at, 4 | 7) { b == b'-' } else { b.is_ascii_digit() });
    let (precision, day) = match date.len() {
        4 => (Precision::Year, format!("{date}-01-01")),
        7 => (Precision::Month, format!("{date}-01")),
        10 => (Precision::Day, date.to_owned()),
        _ => return None,
    };
    (shape && day.parse::<Date>().is_ok()).then_some(precision)
}

#[cfg(test)]
mod tests {
    use super::FileName;

    #[test]
    fn names_of_snapshots_are_taken_apart_and_put_together() {
        for name in ["2017-07-11.txt", "2017-07-11.2.html", "2017.md", "2017-07.12.md", "undated.md", "undated.3.txt"] {
            assert_eq!(FileName::parse(name).expect(name).to_string(), name);
        }
    }

    #[test]
    fn nothing_else_is_a_snapshot() {
        for name in [
            "README.md",
            "facts.json",
            "manifest.jsonl",
            "series.toml",
            "2017-13-01.txt",
            "2017-07-11",
            ".2017.txt.new",
            "2017-07-11.01.txt",
            "2017-07-11.1.txt",
            "2017-07-11.2.3.txt",
            "../2017.txt",
            "2017.t/t",
            "2017-07-1x.md",
            "",
        ] {
            assert_eq!(FileName::parse(name), None, "{name}");
        }
    }
}
