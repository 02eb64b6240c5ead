//! The words of the reports: one place for every name, count and date that a reader sees.

use serde::Serialize;

use crate::model::{ClaimCounts, Confidence, Dated, Event, History, Kind, Role, Side, Trouble, Version, What};
use crate::series::cite::Cited;

/// The name that a value of the model has in every report (`lead_in`, `section_renamed`).
pub fn name(value: impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// A kind of change in words.
pub fn kind(kind: Kind) -> String {
    name(kind).replace('_', " ")
}

/// A side of a comparison.
pub const fn side(side: Side) -> &'static str {
    match side {
        Side::Old => "old",
        Side::New => "new",
    }
}

/// What the sentence is that came nearest on the other side to one without a counterpart.
pub fn nearest(side: Side, probability: f64) -> String {
    format!("nearest in the {} version ({:.0}\u{a0}%)", self::side(side), probability * 100.0)
}

/// A probability in words that promise no more than it holds.
pub fn confidence(probability: f64) -> String {
    format!("{:.0}\u{a0}%\u{a0}sure", (probability * 100.0).clamp(0.0, 99.4))
}

/// A headline in parts: whether each stands inside of its outer quotation marks.
pub fn quotes(headline: &str) -> Vec<(bool, &str)> {
    let mut parts = Vec::new();
    let (mut depth, mut from) = (0_usize, 0);
    for (at, c) in headline.char_indices() {
        match c {
            '“' => {
                if depth == 0 {
                    parts.push((false, &headline[from..at + c.len_utf8()]));
                    from = at + c.len_utf8();
                }
                depth += 1;
            }
            '”' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    parts.push((true, &headline[from..at]));
                    from = at;
                }
            }
            _ => {}
        }
    }
    parts.push((depth > 0, &headline[from..]));
    parts
}

/// A section by its title, behind the sign for one unless the title begins with it.
pub fn in_section(title: &str) -> String {
    if title.starts_with('§') { title.to_owned() } else { format!("§ {title}") }
}

/// A number with its noun, whose plural is formed by -s.
pub fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// In how many places something happened: claims that come or go are counted themselves, they may stand together.
pub fn places(kind: Kind, number: usize) -> String {
    count(number, if matches!(kind, Kind::Added | Kind::Removed | Kind::Restored) { "claim" } else { "place" })
}

/// When a snapshot was taken, and how that is known.
pub fn captured(dated: &Dated) -> String {
    match (&dated.value, dated.confidence) {
        (Some(value), Confidence::Bounded) => format!("captured not before {value} ({})", bound(&dated.basis)),
        (Some(value), _) => format!("captured {value} ({})", dated.basis),
        (None, _) => "date of capture unknown".to_owned(),
    }
}

/// What a snapshot says of its own date, and where.
pub fn stated(dated: &Dated) -> String {
    match (&dated.value, dated.confidence) {
        (Some(value), Confidence::Bounded) => format!("states no date, not before {value} ({})", bound(&dated.basis)),
        (Some(value), _) => format!("dated {value} ({})", dated.basis),
        (None, _) => "states no date".to_owned(),
    }
}

/// The basis of a bound without the words that say it is one.
fn bound(basis: &str) -> &str {
    basis.strip_prefix("not before, ").unwrap_or(basis)
}

/// The place of a version in time, as short as can be: its date, a bound, or the name of its file.
pub fn moment(version: &Version) -> String {
    match (&version.date.value, version.date.confidence) {
        (Some(value), Confidence::Bounded) => format!("{value} or later"),
        (Some(value), _) => value.clone(),
        (None, _) => version.file.clone(),
    }
}

/// The place of a version in time, how that is known, and what the version is called.
pub fn placed(version: &Version) -> String {
    let title = version.title.as_ref().map_or_else(String::new, |title| format!(": {title}"));
    match &version.date.value {
        Some(_) => format!("{} ({}){title}", moment(version), bound(&version.date.basis)),
        None => format!("{}, undated{title}", version.file),
    }
}

/// Where a quote stands in a file.
pub fn place(cited: &Cited, file: &str) -> String {
    let lines = match cited.lines {
        (first, last) if first == last => format!("line {first}"),
        (first, last) => format!("lines {first} to {last}"),
    };
    let section = if cited.section.is_empty() { String::new() } else { format!("{}, ", in_section(&cited.section)) };
    format!("{section}{lines} of {file}")
}

/// Why something is no part of what a page says.
pub fn ignored(role: Role) -> String {
    match role {
        Role::Ignored => "ignored by a selector".to_owned(),
        role => format!("{}, ignored", name(role).replace('_', " ")),
    }
}

/// Pages, each with the date of its snapshot.
pub fn pages(pages: &[(&str, Option<&str>)]) -> String {
    let page = |(name, date): &(&str, Option<&str>)| match date {
        Some(date) => format!("{name} ({date})"),
        None => (*name).to_owned(),
    };
    pages.iter().map(page).collect::<Vec<_>>().join(", ")
}

/// What happened to a claim; other claims are told in the words that they had then.
pub fn what(history: &History, event: &Event) -> String {
    let words = |lineage: usize| {
        let forms = history.lineages.get(lineage).map_or(&[][..], |lineage| &lineage.forms);
        let form = forms.iter().rev().find(|form| form.versions.0 <= event.version).or(forms.first());
        form.map_or_else(String::new, |form| format!("“{}”", excerpt(&form.text)))
    };
    let all = |lineages: &[usize]| lineages.iter().map(|&lineage| words(lineage)).collect::<Vec<_>>().join(", ");
    match &event.what {
        What::FirstSeen => "first seen".to_owned(),
        What::SplitFrom { lineage } => format!("split off from {}", words(*lineage)),
        What::Repeats { lineage } => format!("first seen, says again what stands elsewhere: {}", words(*lineage)),
        What::Reworded { kinds } if kinds.is_empty() => "reworded".to_owned(),
        What::Reworded { kinds } => {
            format!("reworded: {}", kinds.iter().map(|&of| kind(of)).collect::<Vec<_>>().join(", "))
        }
        What::Moved { from, to } if from == to => "moved within its section".to_owned(),
        What::Moved { from, to } => format!("moved from {} to {}", section(from), section(to)),
        What::SplitInto { lineages } => format!("split; {} became a claim of its own", all(lineages)),
        What::Absorbs { lineages } => format!("takes in {}", all(lineages)),
        What::MergedInto { lineage } => format!("becomes a part of {}", words(*lineage)),
        What::Dropped => "dropped".to_owned(),
        What::Restored { last } => match history.versions.get(*last) {
            Some(version) => format!("said again, for the last time before on {}", moment(version)),
            None => "said again".to_owned(),
        },
    }
}

/// A section by its title.
pub fn section(title: &str) -> String {
    if title.is_empty() { "the beginning".to_owned() } else { format!("“{}”", excerpt(title)) }
}

/// The beginning of a text, cut between words where it is long.
pub fn excerpt(text: &str) -> String {
    cut(text, 60)
}

/// At most so many characters of a text, cut between words.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let end = text.char_indices().nth(most).map_or(text.len(), |(at, _)| at);
    let cut = text[..end].rfind(char::is_whitespace).unwrap_or(end);
    format!("{} …", text[..cut].trim_end())
}

/// What is wrong with a file of a series, and what to do about it.
pub fn trouble(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Missing => "it is listed in the manifest, and not there".to_owned(),
        Trouble::Changed { recorded, found } => {
            format!("it is not what was captured: {found}, recorded as {recorded}")
        }
        Trouble::Unlisted => "the manifest does not list it; `recension add SERIES FILE` does that".to_owned(),
        Trouble::NotAFile => "it is no plain file; links are not followed".to_owned(),
        Trouble::ListedTwice => "two lines of the manifest list it".to_owned(),
        Trouble::BadLine { line, message } => format!("line {line} holds no snapshot: {message}"),
    }
}

/// What became of the claims, in one line; relations that do not occur are left out.
pub fn claims(claims: &ClaimCounts) -> String {
    let mut parts = Vec::new();
    let mut part = |number: usize, words: String| {
        if number > 0 {
            parts.push(words);
        }
    };
    let same = claims.equal.old.max(claims.equal.new);
    part(same, format!("{same} the same"));
    part(claims.cosmetic.old, format!("{} cosmetic", claims.cosmetic.old));
    part(claims.reworded.old, format!("{} reworded", claims.reworded.old));
    part(claims.split.old, format!("{} split into {}", claims.split.old, claims.split.new));
    part(claims.merged.old, format!("{} merged into {}", claims.merged.old, claims.merged.new));
    part(claims.regrouped.old, format!("{} regrouped into {}", claims.regrouped.old, claims.regrouped.new));
    let repeats = claims.repeat.old + claims.repeat.new;
    part(repeats, format!("{repeats} said again"));
    part(claims.removed, format!("{} removed", claims.removed));
    part(claims.added, format!("{} added", claims.added));
    part(claims.restored, format!("{} restored", claims.restored));
    part(claims.moved, format!("{} moved", claims.moved));
    let totals = format!("{}, then {}", count(claims.total.old, "claim"), claims.total.new);
    if parts.is_empty() { totals } else { format!("{totals}: {}", parts.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SideCounts;

    #[test]
    fn a_title_has_one_sign_for_a_section() {
        assert_eq!(in_section("Fees"), "§ Fees");
        assert_eq!(in_section("§ 3 Gebühren"), "§ 3 Gebühren");
    }

    #[test]
    fn a_headline_is_read_by_its_outer_quotation_marks() {
        assert_eq!(quotes("a “b “c” d” e"), [(false, "a “"), (true, "b “c” d"), (false, "” e")]);
        assert_eq!(quotes("a “b"), [(false, "a “"), (true, "b")]);
    }

    #[test]
    fn counts_are_told_in_plain_words_and_without_zeros() {
        let both = |old, new| SideCounts { old, new };
        let counts = ClaimCounts {
            total: both(4, 6),
            equal: both(2, 2),
            split: both(1, 2),
            removed: 1,
            added: 2,
            ..ClaimCounts::default()
        };
        assert_eq!(claims(&counts), "4 claims, then 6: 2 the same, 1 split into 2, 1 removed, 2 added");
        assert_eq!(count(1, "change"), "1 change");
    }

    #[test]
    fn no_probability_is_called_certain() {
        assert_eq!(confidence(1.0), "99\u{a0}%\u{a0}sure");
        assert_eq!(confidence(0.934), "93\u{a0}%\u{a0}sure");
    }

    #[test]
    fn kinds_are_words() {
        assert_eq!(kind(Kind::SectionRenamed), "section renamed");
    }
}
