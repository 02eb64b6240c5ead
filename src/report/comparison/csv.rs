//! CSV for spreadsheets: one change a row. No cell can become a formula.

use std::io::{self, Write};

use crate::model::{Change, Comparison, Evidence, Side};
use crate::report::phrase;
use crate::report::{safe, sheet};

use super::View;
use super::survey::Survey;

/// The names of the columns. New ones come at the end.
const COLUMNS: [&str; 13] = [
    "id",
    "level",
    "kind",
    "family",
    "headline",
    "old",
    "new",
    "section",
    "places",
    "confidence",
    "score",
    "old lines",
    "new lines",
];

/// Writes a row of names, then the changes in order of rank.
pub(super) fn render(comparison: &Comparison, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let survey = Survey::new(comparison, view);
    sheet::write(&COLUMNS, survey.shown.iter().map(|change| row(&survey, change)), out)
}

fn row(survey: &Survey<'_>, change: &Change) -> [String; 13] {
    let section = survey.section_of(change).unwrap_or_default();
    [
        change.id.clone(),
        phrase::name(change.level),
        phrase::name(change.kind),
        phrase::name(change.kind.family()),
        safe::cell(&change.headline).into_owned(),
        quotes(survey, Side::Old, &change.old),
        quotes(survey, Side::New, &change.new),
        safe::cell(&section).into_owned(),
        change.count.to_string(),
        format!("{:.2}", change.confidence),
        format!("{:.1}", change.score),
        lines(survey, Side::Old, &change.old),
        lines(survey, Side::New, &change.new),
    ]
}

/// One side's quotes.
fn quotes(survey: &Survey<'_>, side: Side, evidence: &[Evidence]) -> String {
    sheet::quotes(evidence.iter().map(|evidence| evidence.span.of(&survey.document(side).text)))
}

/// Where the quotes stand in the source file: `3`, `5 to 6`, which no spreadsheet takes for a date.
fn lines(survey: &Survey<'_>, side: Side, evidence: &[Evidence]) -> String {
    let mut lines: Vec<(usize, usize)> =
        evidence.iter().map(|evidence| survey.document(side).segments[evidence.segment].lines).collect();
    lines.dedup();
    let told =
        |&(first, last): &(usize, usize)| if first == last { first.to_string() } else { format!("{first} to {last}") };
    lines.iter().map(told).collect::<Vec<_>>().join(", ")
}
