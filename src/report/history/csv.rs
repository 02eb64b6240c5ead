//! Histories for spreadsheets. No cell can become a formula.

use std::io::{self, Write};

use crate::model::Quote;
use crate::report::safe::cell;
use crate::report::{phrase, sheet};
use crate::series::log::{Entry, Item};

use super::{Blame, Log, View};

/// The names of the columns of a log. New ones come at the end.
const LOG: [&str; 14] = [
    "page",
    "date",
    "file",
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
];

/// The names of the columns of a blame.
const BLAME: [&str; 7] = ["first seen", "last changed", "times", "said again", "role", "section", "text"];

/// Writes one row for each change.
pub(super) fn log(log: &Log<'_>, _: &View, out: &mut dyn Write) -> io::Result<()> {
    let rows = log.entries.iter().flat_map(|entry| entry.changes.iter().map(move |item| change(entry, item)));
    sheet::write(&LOG, rows, out)
}

/// Writes one row for everything that the version says.
pub(super) fn blame(blame: &Blame<'_>, _: &View, out: &mut dyn Write) -> io::Result<()> {
    let moment = |version: usize| blame.history.versions.get(version).map_or_else(String::new, phrase::moment);
    let rows = blame.lines.iter().map(|line| {
        [
            moment(line.first_seen),
            moment(line.last_changed),
            line.times.to_string(),
            line.restored.map_or_else(String::new, moment),
            phrase::name(line.lineage.role),
            cell(line.section).into_owned(),
            cell(line.text).into_owned(),
        ]
    });
    sheet::write(&BLAME, rows, out)
}

fn change(entry: &Entry<'_>, item: &Item<'_>) -> [String; 14] {
    let (change, version) = (item.change, &entry.history.versions[entry.version]);
    let section = change.new.first().or(change.old.first()).map_or("", |quote| &quote.section);
    [
        cell(&entry.history.name).into_owned(),
        phrase::moment(version),
        version.file.clone(),
        change.id.clone(),
        phrase::name(change.level),
        phrase::name(change.kind),
        phrase::name(change.kind.family()),
        cell(&change.headline).into_owned(),
        quotes(&change.old),
        quotes(&change.new),
        cell(section).into_owned(),
        change.count.to_string(),
        format!("{:.2}", change.confidence),
        format!("{:.1}", change.score),
    ]
}

fn quotes(quotes: &[Quote]) -> String {
    sheet::quotes(quotes.iter().map(|quote| quote.text.as_str()))
}
