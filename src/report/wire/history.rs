//! A page over its snapshots.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{Event, Family, Form, History, Kind, Level, Lineage, Quote, Revision, Role, Told, Version, What};
use crate::report::comparison::View;
use crate::report::history::{Blame, Found, Log, Trace};
use crate::series::blame::Line;
use crate::series::log::{Entry, Item};
use crate::series::trace::{Candidate, concerning};

use super::{DatedWire, FORMAT, SummaryWire, ToolWire, rounded};

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

/// What `blame --format json` writes.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Blame")]
pub struct BlameWire<'a> {
    /// `recension/1`.
    pub format: &'a str,
    /// What made it.
    pub tool: ToolWire<'a>,
    /// The page; the last of its snapshots is the one whose text is told.
    pub page: PageWire<'a>,
    /// Everything that snapshot says, in the order of its text.
    pub lines: Vec<BlameLineWire<'a>>,
}

impl<'a> BlameWire<'a> {
    /// The wire form of a blame.
    pub fn new(blame: &'a Blame<'_>, view: &'a View) -> Self {
        BlameWire {
            format: FORMAT,
            tool: tool(view),
            page: PageWire::new(blame.history),
            lines: blame.lines.iter().map(BlameLineWire::new).collect(),
        }
    }
}

/// What a snapshot says, with its age. Snapshots are told by their indices.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "BlameLine")]
pub struct BlameLineWire<'a> {
    /// Its words.
    pub text: &'a str,
    /// What it is to a reader.
    pub role: Role,
    /// The title of its section.
    pub section: &'a str,
    /// The snapshot that says it first.
    pub first_seen: usize,
    /// The snapshot that has these words first.
    pub last_changed: usize,
    /// How often its words changed.
    pub times: usize,
    /// The snapshot that said it again after a gap.
    pub restored: Option<usize>,
    /// Its wordings.
    pub forms: Vec<FormWire<'a>>,
    /// What happened to it.
    pub events: Vec<EventWire>,
}

impl<'a> BlameLineWire<'a> {
    fn new(line: &'a Line<'_>) -> Self {
        BlameLineWire {
            text: line.text,
            role: line.lineage.role,
            section: line.section,
            first_seen: line.first_seen,
            last_changed: line.last_changed,
            times: line.times,
            restored: line.restored,
            forms: forms(line.lineage),
            events: events(line.lineage),
        }
    }
}

fn forms(lineage: &Lineage) -> Vec<FormWire<'_>> {
    lineage.forms.iter().map(FormWire::new).collect()
}

fn events(lineage: &Lineage) -> Vec<EventWire> {
    lineage.events.iter().map(EventWire::new).collect()
}

/// A wording, and the snapshots that have it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Form")]
pub struct FormWire<'a> {
    /// The words.
    pub text: &'a str,
    /// The title of the section.
    pub section: &'a str,
    /// Whether it differs from the one before in typography alone.
    pub cosmetic: bool,
    /// First and last snapshot that has it.
    pub snapshots: [usize; 2],
}

impl<'a> FormWire<'a> {
    fn new(form: &'a Form) -> Self {
        FormWire {
            text: &form.text,
            section: &form.section,
            cosmetic: form.cosmetic,
            snapshots: [form.versions.0, form.versions.1],
        }
    }
}

/// Something that happened to a claim.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Event")]
pub struct EventWire {
    /// The snapshot that shows it first.
    pub snapshot: usize,
    /// What it is.
    #[serde(flatten)]
    pub what: WhatWire,
}

impl EventWire {
    fn new(event: &Event) -> Self {
        EventWire { snapshot: event.version, what: WhatWire::new(&event.what) }
    }
}

/// What happened to a claim. Other claims are told by the number of their lineage.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "What")]
#[serde(tag = "event", rename_all = "snake_case")]
#[allow(missing_docs, reason = "the model tells what each is")]
pub enum WhatWire {
    FirstSeen,
    SplitFrom { lineage: usize },
    Repeats { lineage: usize },
    Reworded { kinds: Vec<Kind> },
    Moved { from: String, to: String },
    SplitInto { lineages: Vec<usize> },
    Absorbs { lineages: Vec<usize> },
    MergedInto { lineage: usize },
    Dropped,
    Restored { last_said: usize },
}

impl WhatWire {
    fn new(what: &What) -> Self {
        match what.clone() {
            What::FirstSeen => WhatWire::FirstSeen,
            What::SplitFrom { lineage } => WhatWire::SplitFrom { lineage },
            What::Repeats { lineage } => WhatWire::Repeats { lineage },
            What::Reworded { kinds } => WhatWire::Reworded { kinds },
            What::Moved { from, to } => WhatWire::Moved { from, to },
            What::SplitInto { lineages } => WhatWire::SplitInto { lineages },
            What::Absorbs { lineages } => WhatWire::Absorbs { lineages },
            What::MergedInto { lineage } => WhatWire::MergedInto { lineage },
            What::Dropped => WhatWire::Dropped,
            What::Restored { last } => WhatWire::Restored { last_said: last },
        }
    }
}

/// What `trace --format json` writes.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Trace")]
pub struct TraceWire<'a> {
    /// `recension/1`.
    pub format: &'a str,
    /// What made it.
    pub tool: ToolWire<'a>,
    /// The page.
    pub page: PageWire<'a>,
    /// What was asked for.
    pub text: &'a str,
    /// Of a claim: all that the words may mean, the likeliest first.
    pub candidates: Vec<CandidateWire<'a>>,
    /// Of a claim: index of the candidate that was asked for.
    pub chosen: Option<usize>,
    /// Of a term: how often each snapshot has it.
    pub counts: Vec<usize>,
    /// Of a term: the changes that concern it.
    pub steps: Vec<TermStepWire<'a>>,
}

impl<'a> TraceWire<'a> {
    /// The wire form of a trace.
    pub fn new(trace: &'a Trace<'_>, view: &'a View) -> Self {
        let history = trace.history;
        let (candidates, chosen, counts) = match &trace.found {
            Found::Claim { candidates, chosen } => (&candidates[..], Some(*chosen), &[][..]),
            Found::Term { counts } => (&[][..], None, &counts[..]),
        };
        let steps = history.steps.iter().map(|step| TermStepWire {
            snapshot: step.new,
            changes: concerning(&step.changes, &trace.text).into_iter().map(ToldWire::new).collect(),
        });
        TraceWire {
            format: FORMAT,
            tool: tool(view),
            page: PageWire::new(history),
            text: &trace.text,
            candidates: candidates.iter().map(|candidate| CandidateWire::new(candidate, history)).collect(),
            chosen,
            counts: counts.to_vec(),
            steps: if chosen.is_some() { Vec::new() } else { steps.filter(|step| !step.changes.is_empty()).collect() },
        }
    }
}

/// A claim that a quote may mean.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Candidate")]
pub struct CandidateWire<'a> {
    /// How much it shares with the quote, from zero to one.
    pub likeness: f64,
    /// The number of its lineage.
    pub lineage: usize,
    /// Its wordings.
    pub forms: Vec<FormWire<'a>>,
    /// What happened to it.
    pub events: Vec<EventWire>,
}

impl<'a> CandidateWire<'a> {
    fn new(candidate: &Candidate, history: &'a History) -> Self {
        let lineage = &history.lineages[candidate.lineage];
        CandidateWire {
            likeness: rounded(candidate.likeness),
            lineage: candidate.lineage,
            forms: forms(lineage),
            events: events(lineage),
        }
    }
}

/// What changed about a term at a snapshot.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "TermStep")]
pub struct TermStepWire<'a> {
    /// The snapshot.
    pub snapshot: usize,
    /// The changes that concern the term.
    pub changes: Vec<ToldWire<'a>>,
}
