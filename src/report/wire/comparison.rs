//! The whole report on a pair.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{ClaimCounts, Comparison, Note, Side, SideCounts, Summary, TermEntry};
use crate::report::comparison::View;

use super::{ChangeWire, FORMAT, LinkWire, Range, SectionLinkWire, SnapshotWire, range};

/// Everything that is known about a pair of snapshots.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Comparison")]
pub struct ComparisonWire<'a> {
    /// What was compared.
    #[serde(flatten)]
    pub compared: ComparedWire<'a>,
    /// What was found.
    #[serde(flatten)]
    pub explained: ExplainedWire<'a>,
}

/// What was compared, and by what.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ComparedWire<'a> {
    /// `recension/1`: rises only where a reader of the old form would misread the new one.
    pub format: &'a str,
    /// What made it.
    pub tool: ToolWire<'a>,
    /// The earlier snapshot.
    pub old: SnapshotWire<'a>,
    /// The later snapshot.
    pub new: SnapshotWire<'a>,
}

/// What became of the old snapshot in the new one.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExplainedWire<'a> {
    /// Which segments state the same thing.
    pub links: Vec<LinkWire<'a>>,
    /// Which sections hold the same matter.
    pub sections: Vec<SectionLinkWire<'a>>,
    /// What changed, in order of rank.
    pub changes: Vec<ChangeWire<'a>>,
    /// Terms and names whose use changed.
    pub ledger: Vec<TermWire<'a>>,
    /// The verdict and the counts.
    pub summary: SummaryWire<'a>,
    /// What was noticed on the way.
    pub notes: Vec<NoteWire<'a>>,
}

impl<'a> ComparisonWire<'a> {
    /// The wire form of what `view` selects of a comparison.
    pub fn new(comparison: &'a Comparison, view: &'a View) -> Self {
        let alignment = &comparison.alignment;
        let snapshot = |side| SnapshotWire::new(&comparison.sides.get(side).document, view.text);
        let compared = || ComparedWire {
            format: FORMAT,
            tool: ToolWire { version: env!("CARGO_PKG_VERSION"), options: &view.options },
            old: snapshot(Side::Old),
            new: snapshot(Side::New),
        };
        let explained = || ExplainedWire {
            links: (alignment.links.iter().enumerate())
                .map(|(index, link)| LinkWire::new(link, comparison.edits.get(index).map(Vec::as_slice)))
                .collect(),
            sections: alignment.sections.iter().map(SectionLinkWire::new).collect(),
            changes: view.changes(comparison).into_iter().map(|c| ChangeWire::new(c, comparison)).collect(),
            ledger: comparison.ledger.iter().map(TermWire::new).collect(),
            summary: SummaryWire::new(&comparison.summary),
            notes: comparison.notes.iter().map(|(side, note)| NoteWire::new(*side, note)).collect(),
        };
        let (compared, explained) = rayon::join(compared, explained);
        ComparisonWire { compared, explained }
    }
}

/// What made a report.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Tool")]
pub struct ToolWire<'a> {
    /// Version of recension.
    pub version: &'a str,
    /// The options that shape the result and were given.
    pub options: &'a BTreeMap<String, serde_json::Value>,
}

/// A term or name with how often each side uses it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Term")]
pub struct TermWire<'a> {
    /// The term as written.
    pub term: &'a str,
    /// How often the old text has it.
    pub old: usize,
    /// How often the new text has it.
    pub new: usize,
    /// What takes its place.
    pub becomes: Option<&'a str>,
}

impl<'a> TermWire<'a> {
    fn new(entry: &'a TermEntry) -> Self {
        TermWire { term: &entry.term, old: entry.old, new: entry.new, becomes: entry.becomes.as_deref() }
    }
}

/// The comparison in one line and a few figures.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Summary")]
pub struct SummaryWire<'a> {
    /// One sentence: what to think of the pair.
    pub verdict: &'a str,
    /// What became of the claims.
    pub claims: ClaimsWire,
}

impl<'a> SummaryWire<'a> {
    /// A summary's wire form.
    pub fn new(summary: &'a Summary) -> Self {
        SummaryWire { verdict: &summary.verdict, claims: ClaimsWire::new(&summary.claims) }
    }
}

/// How many claims each side has.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BothSides {
    /// Of the old side.
    pub old: usize,
    /// Of the new side.
    pub new: usize,
}

impl BothSides {
    fn new(counts: SideCounts) -> Self {
        BothSides { old: counts.old, new: counts.new }
    }
}

/// What became of the claims. A side's claims are the sum of its relations plus `removed` (old), or `added` and
/// `restored` (new);
/// each relation counts both sides, because an n:m link holds different numbers of them.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Claims")]
pub struct ClaimsWire {
    /// Claims of the old side.
    pub old: usize,
    /// Claims of the new side.
    pub new: usize,
    /// The same text.
    pub equal: BothSides,
    /// The same words, other typography.
    pub cosmetic: BothSides,
    /// One each, other words.
    pub reworded: BothSides,
    /// One old, several new.
    pub split: BothSides,
    /// Several old, one new.
    pub merged: BothSides,
    /// Several on both sides.
    pub regrouped: BothSides,
    /// A further statement of what is linked already.
    pub repeat: BothSides,
    /// Old claims without a counterpart.
    pub removed: usize,
    /// New claims without a counterpart, but for those that are restored.
    pub added: usize,
    /// New claims without a counterpart that an earlier snapshot made: in a history alone, none in a comparison.
    pub restored: usize,
    /// Old claims that stand in another place: an extra mark, in no sum.
    pub moved: usize,
}

impl ClaimsWire {
    fn new(claims: &ClaimCounts) -> Self {
        ClaimsWire {
            old: claims.total.old,
            new: claims.total.new,
            equal: BothSides::new(claims.equal),
            cosmetic: BothSides::new(claims.cosmetic),
            reworded: BothSides::new(claims.reworded),
            split: BothSides::new(claims.split),
            merged: BothSides::new(claims.merged),
            regrouped: BothSides::new(claims.regrouped),
            repeat: BothSides::new(claims.repeat),
            removed: claims.removed,
            added: claims.added,
            restored: claims.restored,
            moved: claims.moved,
        }
    }
}

/// Something the reader should know about how the result came about.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Note")]
pub struct NoteWire<'a> {
    /// A stable name.
    pub code: &'a str,
    /// One sentence for people.
    pub message: &'a str,
    /// The side it concerns, if one alone.
    pub side: Option<Side>,
    /// Bytes of that side's reading text.
    pub span: Option<Range>,
}

impl<'a> NoteWire<'a> {
    fn new(side: Option<Side>, note: &'a Note) -> Self {
        NoteWire { code: note.code, message: &note.message, side, span: note.span.map(range) }
    }
}
