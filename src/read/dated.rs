//! The two dates of a snapshot: when it was taken, and what the page says of itself.

use rustc_hash::FxHashSet;

use crate::language::token::fold_into;
use crate::model::{Confidence, Dated, Precision, Role, Segment};

use super::calendar::{Mention, in_name, latest_year, leading_date, mentions, precision};
use super::draft::Draft;
use super::rules::{Wording, wordings};

/// When the snapshot was taken: as the user tells it, or as its file is named.
pub(super) fn captured(source: &str, told: Option<&str>) -> Dated {
    if let Some(told) = told.and_then(leading_date) {
        return dated(told, "told by the user".into(), Confidence::Given);
    }
    match in_name(source) {
        Some(value) => dated(value, "file name".into(), Confidence::Given),
        None => Dated::unknown(),
    }
}

/// What the page says of its own date: by its metadata, by its own line, or at least by the dates it mentions.
pub(super) fn stated(draft: &Draft, segments: &[Segment], language: Option<&str>, captured: &Dated) -> Dated {
    by_metadata(draft)
        .or_else(|| by_line(draft, segments, language, captured))
        .or_else(|| by_single_time(draft))
        .or_else(|| bound(draft, segments, language, captured))
        .unwrap_or_else(Dated::unknown)
}

/// Bytes from which on a claim is text, and no line beside a title.
const SENTENCE: usize = 60;

/// The two words before a date stand in so many bytes.
const NEAR: usize = 64;

/// Names of metadata fields that date the present state of a page.
pub(super) const MODIFIED: [&str; 17] = [
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "date_modified",
    "date-modified",
    "last-modified",
    "last_modified",
    "lastmod",
    "last_updated",
    "last-updated",
    "lastupdated",
    "updated",
    "updated_at",
    "modified",
    "revised",
    "dcterms.modified",
    "dc.date.modified",
];

/// Names of metadata fields that may date its first one.
const PUBLISHED: [&str; 15] = [
    "date",
    "article:published_time",
    "datepublished",
    "date_published",
    "published",
    "published_at",
    "publish_date",
    "pubdate",
    "dcterms.date",
    "dcterms.issued",
    "dc.date",
    "dc.date.issued",
    "citation_publication_date",
    "issued",
    "created",
];

fn by_metadata(draft: &Draft) -> Option<Dated> {
    let field = |wanted: &str| {
        let named = draft.meta.dates.iter().filter(|(name, _)| name == wanted);
        named.filter_map(|(name, value)| Some((name.clone(), leading_date(value)?))).next_back()
    };
    let linked_data = || {
        let scripts = draft.meta.dates.iter().filter(|(name, _)| name == "ld+json");
        let key = |key: &'static str| {
            let mut found =
                scripts.clone().filter_map(move |(_, script)| Some((key.to_owned(), json_date(script, key)?)));
            found.next()
        };
        key("dateModified").or_else(|| key("datePublished"))
    };
    let (name, value) = MODIFIED.iter().chain(&PUBLISHED).find_map(|wanted| field(wanted)).or_else(linked_data)?;
    Some(dated(value, format!("metadata '{name}'"), Confidence::Metadata))
}

/// The date in `"key": "2017-07-11T…"`; the script need not be sound JSON for that.
fn json_date(script: &str, key: &str) -> Option<String> {
    script.match_indices(key).find_map(|(at, _)| {
        let rest = script[at + key.len()..].trim_start_matches(['"', ' ', ':']);
        leading_date(rest)
    })
}

/// The page's own date line. One above the text that dates the last change comes first; of several the latest that is no
/// later than the capture: pages state when they were first published, too, and when pages were that they lead to. A day
/// of entry into force is not asked where another date stands.
fn by_line(draft: &Draft, segments: &[Segment], language: Option<&str>, captured: &Dated) -> Option<Dated> {
    let wordings = wordings(language);
    let mut best: Option<((bool, bool, String), Dated)> = None;
    let is_text = |segment: &Segment| segment.role == Role::Claim && segment.span.len() >= SENTENCE;
    let text = segments.iter().position(is_text).unwrap_or(segments.len());
    for (index, segment) in segments.iter().enumerate().filter(|(_, segment)| segment.role == Role::Date) {
        let line = segment.span.of(&draft.text);
        let mut folded = String::new();
        fold_into(line, &mut folded);
        if wordings.iter().any(|w| w.enacted.iter().any(|label| folded.starts_with(label.as_str()))) {
            continue;
        }
        let effective = wordings.iter().any(|w| w.effective.iter().any(|label| folded.contains(label.as_str())));
        let found = mentions(line, language);
        let Some(value) = found.into_iter().filter(Mention::is_full).map(|mention| mention.value).max() else {
            continue;
        };
        let updated = || wordings.iter().any(|w| w.updated.iter().any(|phrase| phrase.is_in(&folded)));
        let rank = (!effective, index < text && updated(), value.clone());
        if !is_later(&value, captured) && best.as_ref().is_none_or(|(known, _)| *known < rank) {
            let basis = format!("line {}: '{}'", segment.lines.0, excerpt(line));
            best = Some((rank, dated(value, basis, Confidence::Stated)));
        }
    }
    best.map(|(_, dated)| dated)
}

/// Whether a date lies after the day, month or year in which the snapshot was taken, where that is known.
fn is_later(value: &str, captured: &Dated) -> bool {
    captured.value.as_deref().is_some_and(|limit| value > limit && !value.starts_with(limit))
}

/// The date of a `<time>` element, where all that there are agree.
fn by_single_time(draft: &Draft) -> Option<Dated> {
    let mut times: Vec<String> = draft
        .meta
        .dates
        .iter()
        .filter(|(name, _)| name == "time")
        .filter_map(|(_, value)| leading_date(value))
        .collect();
    times.dedup();
    match times.as_slice() {
        [only] => Some(dated(only.clone(), "the page's only <time>".into(), Confidence::Metadata)),
        _ => None,
    }
}

/// The latest date that the text speaks of as past: the page cannot be older. Sentences that speak of what is to
/// come say nothing about it, nor do the cells of tables, which may be plans, nor dates after the capture.
fn bound(draft: &Draft, segments: &[Segment], language: Option<&str>, captured: &Dated) -> Option<Dated> {
    let wordings = wordings(language);
    let mut years: Vec<(u32, usize)> = Vec::new();
    for (index, segment) in segments.iter().enumerate() {
        if (segment.role.is_content() && segment.role != Role::Table) || segment.role == Role::Link {
            years.extend(latest_year(segment.span.of(&draft.text)).map(|year| (year, index)));
        }
    }
    years.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut best: Option<(String, usize)> = None;
    let mut folded = String::new();
    for (year, index) in years {
        // Segments come by their years: no later one can hold a later date.
        if best.as_ref().is_some_and(|(value, _)| value[..4].parse().is_ok_and(|known: u32| known > year)) {
            break;
        }
        let text = segments[index].span.of(&draft.text);
        fold_into(text, &mut folded);
        let to_come =
            folded.split(|c: char| !c.is_alphanumeric()).any(|word| wordings.iter().any(|w| w.future.contains(word)));
        if to_come {
            continue;
        }
        for mention in mentions(text, language) {
            // Of a period the beginning is past, if anything is.
            let value = mention.value.split('/').next().unwrap_or_default();
            let near = text.floor_char_boundary(mention.span.start.saturating_sub(NEAR));
            let before: Vec<String> =
                text[near..mention.span.start].split_whitespace().rev().take(2).map(str::to_lowercase).collect();
            let said = |words: fn(&Wording) -> &FxHashSet<String>, of: &[String]| {
                of.iter().any(|word| wordings.iter().any(|w| words(w).contains(word)))
            };
            let to_come = said(|w| &w.deadline, &before);
            let point = value.len() > 4 || said(|w| &w.since, &before[..before.len().min(1)]);
            if to_come || !point {
                continue;
            }
            let known = best.as_ref().is_none_or(|(known, _)| known.as_str() < value);
            if precision(value).is_some() && known && !is_later(value, captured) {
                best = Some((value.to_owned(), index));
            }
        }
    }
    best.map(|(value, index)| {
        let line = segments[index].lines.0;
        let basis = format!("not before, line {line}: '{}'", excerpt(segments[index].span.of(&draft.text)));
        dated(value, basis, Confidence::Bounded)
    })
}

fn excerpt(line: &str) -> String {
    const LONGEST: usize = 80;
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line.to_owned(),
    }
}

fn dated(value: String, basis: String, confidence: Confidence) -> Dated {
    let precision = precision(&value).unwrap_or(Precision::None);
    Dated { value: Some(value), precision, basis, confidence }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{ReadOptions, read};

    fn stated_of(text: &str, source: &str) -> Dated {
        read(text.as_bytes(), source, &ReadOptions::default()).expect("it reads").stated
    }

    #[test]
    fn a_schedule_tells_no_age() {
        let plan = "# Plan\n\nSupport began in March 2015.\n\n| Release | End |\n| --- | --- |\n| v4 | 2018-04-01 |\n";
        assert_eq!(stated_of(plan, "plan.md").value.as_deref(), Some("2015-03"));
    }

    #[test]
    fn names_of_files_tell_the_day_of_capture() {
        for (name, date) in [
            ("snapshots/page/2017-07-11.txt", Some("2017-07-11")),
            ("2017-07-11.2.md", Some("2017-07-11")),
            ("terms_20170711102200.html", Some("2017-07-11")),
            ("2017-07.md", Some("2017-07")),
            ("2017.md", Some("2017")),
            ("undated.md", None),
            ("resolution-1325.txt", None),
            ("2017-13-45.txt", None),
        ] {
            assert_eq!(captured(name, None).value.as_deref(), date, "{name}");
        }
        assert_eq!(captured("2017-07-11.txt", Some("2018-01-02")).value.as_deref(), Some("2018-01-02"));
    }

    #[test]
    fn metadata_comes_before_the_pages_own_line() {
        let html = "<html><head><meta property='article:modified_time' content='2021-03-04T10:00:00Z'></head>\
            <body><p>Last updated: 1 January 2020</p><p>Text.</p></body></html>";
        let stated = stated_of(html, "page.html");
        assert_eq!((stated.value.as_deref(), stated.confidence), (Some("2021-03-04"), Confidence::Metadata));
        let linked = "<html><body><script type='application/ld+json'>{\"dateModified\": \"2019-05-06\"}</script><p>Text.</p></body></html>";
        assert_eq!(stated_of(linked, "page.html").value.as_deref(), Some("2019-05-06"));
        assert_eq!(
            stated_of("---\ntitle: X\ndate: 2024-09-18\n---\n\nText.\n", "a.md").value.as_deref(),
            Some("2024-09-18")
        );
    }

    #[test]
    fn a_law_is_dated_by_the_act_that_changed_it_last() {
        let law = |lines: &str| {
            let text = format!("# Satzung des Gartens\n\n{lines}\n## § 1 Ziel\n\nGäste dürfen zwei Wochen bleiben.\n");
            stated_of(&text, "satzung.md").value
        };
        let made = "Ausfertigungsdatum\n:   2008-05-28\n";
        let changed = "\nZuletzt geändert durch\n:   Art. 68 G v. 23.10.2024 I Nr. 323\n";
        assert_eq!(law(&format!("{made}{changed}")).as_deref(), Some("2024-10-23"));
        assert_ne!(law(made).as_deref(), Some("2008-05-28"), "that dates its first version");
    }

    #[test]
    fn the_pages_own_line_is_quoted_with_its_line() {
        let stated = stated_of("A title\n\nLast updated: 11 Jul. 2017 10:22\n\nThe text says something.\n", "a.txt");
        assert_eq!(stated.value.as_deref(), Some("2017-07-11"));
        assert_eq!(stated.basis, "line 3: 'Last updated: 11 Jul. 2017 10:22'");
    }

    #[test]
    fn without_a_date_the_latest_past_one_is_a_bound() {
        let text = "The office opened in February 2025. It was founded in 1997. It will close by 2031.\n";
        let stated = stated_of(text, "undated.txt");
        assert_eq!((stated.value.as_deref(), stated.confidence), (Some("2025-02"), Confidence::Bounded));
        assert_eq!(stated.precision, Precision::Month);
    }

    #[test]
    fn no_date_after_the_capture_is_a_bound() {
        let text = "The office opened in February 2025. The rates of 1 June 2030 are those of the region.\n";
        assert_eq!(stated_of(text, "2026-03-01.txt").value.as_deref(), Some("2025-02"));
        assert_eq!(stated_of(text, "undated.txt").value.as_deref(), Some("2030-06-01"));
    }
}
