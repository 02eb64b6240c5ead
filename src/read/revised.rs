//! What a page says of its own last change.

use crate::language::token::fold_into;
use crate::model::{Confidence, Document, Precision, Role, Segment, Span};

use super::calendar::{Mention, mentions};
use super::dated::MODIFIED;
use super::rules::wordings;

/// The day on which a page was last changed, by its own word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revised {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// The segment that says so and the date in it; `None` where only metadata without a place in the text do.
    pub place: Option<(usize, Span)>,
}

/// What a page says of its own last change: by a line such as "Last updated: 11 Jul. 2017", or by metadata of that
/// meaning. A day of publication or of entry into force says nothing of it.
pub fn revised(document: &Document) -> Option<Revised> {
    let language = document.language.as_deref();
    let known = wordings(language);
    let mut folded = String::new();
    let lines = document.segments.iter().enumerate().filter(|(_, segment)| segment.role == Role::Date);
    let said = lines.filter_map(|(index, _)| {
        let line = document.segment_text(index);
        fold_into(line, &mut folded);
        if !known.iter().any(|wording| wording.updated.iter().any(|phrase| phrase.is_in(&folded))) {
            return None;
        }
        let start = document.segments[index].span.start;
        let last = mentions(line, language).into_iter().filter(Mention::is_day).max_by(|a, b| a.value.cmp(&b.value))?;
        let span = Span::new(start + last.span.start, start + last.span.end);
        Some(Revised { date: last.value, place: Some((index, span)) })
    });
    said.max_by(|a, b| a.date.cmp(&b.date).then(b.place.cmp(&a.place))).or_else(|| by_metadata(document))
}

fn by_metadata(document: &Document) -> Option<Revised> {
    let stated = &document.stated;
    let field = stated.basis.strip_prefix("metadata '")?.strip_suffix('\'')?;
    let modified = MODIFIED.contains(&field.to_ascii_lowercase().as_str());
    let exact = stated.confidence == Confidence::Metadata && stated.precision == Precision::Day;
    let date = stated.value.clone().filter(|_| modified && exact)?;
    let says_so = |(index, segment): (usize, &Segment)| {
        let at = segment.span.start + document.segment_text(index).find(&date)?;
        matches!(segment.role, Role::Metadata | Role::Date).then(|| (index, Span::new(at, at + date.len())))
    };
    let place = document.segments.iter().enumerate().find_map(says_so);
    Some(Revised { date, place })
}

#[cfg(test)]
mod tests {
    use super::revised;
    use crate::ReadOptions;
    use crate::read::read;

    fn day(text: &str, name: &str) -> Option<String> {
        revised(&read(text.as_bytes(), name, &ReadOptions::default()).expect("it is a text"))
            .map(|revised| revised.date)
    }

    #[test]
    fn only_a_day_of_change_counts() {
        let page = |line: &str| format!("A title\n\n{line}\n\nThe text says something about boats.\n");
        for line in ["Last updated: 11 Jul. 2017 10:22", "Last modified 11 July 2017"] {
            assert_eq!(day(&page(line), "a.txt").as_deref(), Some("2017-07-11"), "{line}");
        }
        for line in ["Published: 11 July 2017", "Effective date: 11 July 2017", "The harbour opened on 11 July 2017."] {
            assert_eq!(day(&page(line), "a.txt"), None, "{line}");
        }
    }

    #[test]
    fn metadata_of_that_meaning_counts_too() {
        let html = |name: &str| {
            format!(
                "<html><head><meta property='{name}' content='2021-03-04T10:00:00Z'></head><body><p>Text.</p></body></html>"
            )
        };
        assert_eq!(day(&html("article:modified_time"), "a.html").as_deref(), Some("2021-03-04"));
        assert_eq!(day(&html("article:published_time"), "a.html"), None);
    }
}
