//! A page over its snapshots.

mod blame;
mod claim;
mod trace;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{Family, History, Kind, Level, Quote, Revision, Told, Version};
use crate::report::comparison::View;
use crate::report::history::Log;
use crate::series::log::{Entry, Item};

use super::{DatedWire, FORMAT, SummaryWire, ToolWire, rounded};

pub use blame::{BlameLineWire, BlameWire};
pub use claim::{EventWire, FormWire, WhatWire};
pub use trace::{CandidateWire, TermStepWire, TraceWire};

/// What `log --format json` writes.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Log")]
pub struct LogWire<'a> {
    /// `recension/1`.
    pub format: &'a str,
    /// What made it.
    pub tool: ToolWire<'a>,
    /// The pages.
    pub pages: Vec<PageWire<'a>>,
    /// What happened, in the order in which it is told.
    pub entries: Vec<LogEntryWire<'a>>,
}

impl<'a> LogWire<'a> {
    /// The wire form of a log.
    pub fn new(log: &'a Log<'_>, view: &'a View) -> Self {
        let page = |entry: &Entry<'_>| log.histories.iter().position(|h| std::ptr::eq(h, entry.history)).unwrap_or(0);
        LogWire {
            format: FORMAT,
            tool: tool(view),
            pages: log.histories.iter().map(PageWire::new).collect(),
            entries: log.entries.iter().map(|entry| LogEntryWire::new(entry, page(entry))).collect(),
        }
    }
}

fn tool(view: &View) -> ToolWire<'_> {
    ToolWire { version: env!("CARGO_PKG_VERSION"), options: &view.options }
}

/// A page with its snapshots.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Page")]
pub struct PageWire<'a> {
    /// The name of the series.
    pub name: &'a str,
    /// What the page is called.
    pub title: Option<&'a str>,
    /// Where it stands.
    pub address: Option<&'a str>,
    /// Its snapshots in order of time.
    pub snapshots: Vec<VersionWire<'a>>,
    /// Files that are not the page, with the reason.
    pub left_out: Vec<[&'a str; 2]>,
}

impl<'a> PageWire<'a> {
    fn new(history: &'a History) -> Self {
        PageWire {
            name: &history.name,
            title: history.title.as_deref(),
            address: history.address.as_deref(),
            snapshots: history.versions.iter().map(VersionWire::new).collect(),
            left_out: history.left_out.iter().map(|(file, reason)| [file.as_str(), reason.as_str()]).collect(),
        }
    }
}

/// A snapshot of a series.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Version")]
pub struct VersionWire<'a> {
    /// Its file in the folder of the series.
    pub file: &'a str,
    /// `blake3:` and the hash of its bytes.
    pub hash: &'a str,
    /// Its title.
    pub title: Option<&'a str>,
    /// Its place in time, and how that is known.
    pub date: DatedWire<'a>,
    /// What the page says of its own date.
    pub stated: DatedWire<'a>,
    /// Where the page stood.
    pub address: Option<&'a str>,
    /// Where this capture can be looked at.
    pub archived: Option<&'a str>,
    /// The commit it was taken from.
    pub revision: Option<&'a Revision>,
    /// How many claims it makes.
    pub claims: usize,
}

impl<'a> VersionWire<'a> {
    fn new(version: &'a Version) -> Self {
        VersionWire {
            file: &version.file,
            hash: &version.hash,
            title: version.title.as_deref(),
            date: DatedWire::new(&version.date),
            stated: DatedWire::new(&version.stated),
            address: version.address.as_deref(),
            archived: version.archived.as_deref(),
            revision: version.revision.as_ref(),
            claims: version.claims,
        }
    }
}

/// What happened at a snapshot.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "LogEntry")]
pub struct LogEntryWire<'a> {
    /// Index of the page.
    pub page: usize,
    /// Index of the snapshot among those of the page.
    pub snapshot: usize,
    /// Index of the snapshot before; none of the first.
    pub since: Option<usize>,
    /// The verdict and the counts; none of the first.
    pub summary: Option<SummaryWire<'a>>,
    /// The changes, in order of rank.
    pub changes: Vec<ToldWire<'a>>,
    /// How many changes were told with another page.
    pub told_elsewhere: usize,
}

impl<'a> LogEntryWire<'a> {
    fn new(entry: &'a Entry<'_>, page: usize) -> Self {
        LogEntryWire {
            page,
            snapshot: entry.version,
            since: entry.step.map(|step| step.old),
            summary: entry.step.map(|step| SummaryWire::new(&step.summary)),
            changes: entry.changes.iter().map(ToldWire::of_item).collect(),
            told_elsewhere: entry.told_elsewhere,
        }
    }
}

/// A change from one snapshot to the next.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Told")]
pub struct ToldWire<'a> {
    /// Stable name: hashes kind and quotes, not positions.
    pub id: &'a str,
    /// What kind of change; kinds may be added.
    pub kind: Kind,
    /// The kind's family; families are closed.
    pub family: Family,
    /// How loudly it is told.
    pub level: Level,
    /// Sum of its factors.
    pub score: f64,
    /// Probability that it is so.
    pub confidence: f64,
    /// One line in plain words.
    pub headline: &'a str,
    /// In how many places it happened.
    pub count: usize,
    /// Evidence in the old snapshot; of what is restored, as it was said last.
    pub old: Vec<QuoteWire<'a>>,
    /// Evidence in the new snapshot.
    pub new: Vec<QuoteWire<'a>>,
    /// Of what is restored: index of the snapshot that said it last.
    pub last_said: Option<usize>,
    /// Other pages that made the same edit, and the date of the snapshot that shows it.
    pub also: Vec<(&'a str, Option<&'a str>)>,
}

impl<'a> ToldWire<'a> {
    fn new(change: &'a Told) -> Self {
        ToldWire {
            id: &change.id,
            kind: change.kind,
            family: change.kind.family(),
            level: change.level,
            score: rounded(change.score),
            confidence: rounded(change.confidence),
            headline: &change.headline,
            count: change.count,
            old: change.old.iter().map(QuoteWire::new).collect(),
            new: change.new.iter().map(QuoteWire::new).collect(),
            last_said: change.since,
            also: Vec::new(),
        }
    }

    fn of_item(item: &'a Item<'_>) -> Self {
        ToldWire { also: item.also.clone(), ..ToldWire::new(item.change) }
    }
}

/// Words of a snapshot.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Quote")]
pub struct QuoteWire<'a> {
    /// Exactly as they stand there.
    pub quote: &'a str,
    /// The sentence they stand in.
    pub sentence: &'a str,
    /// The title of its section.
    pub section: &'a str,
}

impl<'a> QuoteWire<'a> {
    fn new(quote: &'a Quote) -> Self {
        QuoteWire { quote: &quote.text, sentence: &quote.sentence, section: &quote.section }
    }
}
