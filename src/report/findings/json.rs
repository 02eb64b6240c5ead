//! Findings for other programs.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{Finding, Severity, Side, Standing};
use crate::report::wire::{ChangeWire, FORMAT};

use super::{Checked, Checks};

/// Writes the findings as one JSON object and a line end.
pub(super) fn render(checks: &Checks<'_>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &FindingsWire::new(checks))?;
    out.write_all(b"\n")
}

/// What a policy flags in one or more pairs of snapshots.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Findings")]
pub struct FindingsWire<'a> {
    /// `recension/1`: rises only where a reader of the old form would misread the new one.
    format: &'a str,
    /// Version of recension.
    version: &'a str,
    /// The pairs that were checked.
    pairs: Vec<PairWire<'a>>,
    /// How many findings are open.
    open: CountsWire,
}

/// A pair that was checked.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "CheckedPair")]
struct PairWire<'a> {
    /// The name under which policy and list know the page.
    page: &'a str,
    /// The earlier snapshot.
    old: SourceWire<'a>,
    /// The later snapshot.
    new: SourceWire<'a>,
    /// All that is flagged, accepted and ignored findings too.
    findings: Vec<FindingWire<'a>>,
    /// Accepted changes of the page that are not in this pair, by their ids.
    stale: Vec<&'a str>,
}

/// A snapshot.
#[derive(Debug, Serialize, JsonSchema)]
struct SourceWire<'a> {
    /// How the user named it.
    source: &'a str,
    /// `blake3:` and the hash of the file's bytes.
    hash: &'a str,
}

/// One finding.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Finding")]
struct FindingWire<'a> {
    /// Id of the rule.
    rule: &'a str,
    /// How much it weighs.
    level: Severity,
    /// One line for people.
    message: &'a str,
    /// Whether it waits for somebody.
    standing: StandingWire,
    /// Why it does not, and for accepted ones the date.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    /// When it was accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    /// Where to look.
    place: PlaceWire<'a>,
    /// Equal for the same finding in another comparison.
    fingerprint: &'a str,
    /// The change that it rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<ChangeWire<'a>>,
}

#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum StandingWire {
    Open,
    Accepted,
    Ignored,
}

/// A place in a snapshot's file.
#[derive(Debug, Serialize, JsonSchema)]
struct PlaceWire<'a> {
    /// Which snapshot; nothing where it concerns what is in neither.
    side: Option<Side>,
    /// Its file.
    source: &'a str,
    /// First and last line, counted from one.
    lines: [usize; 2],
}

/// How many.
#[derive(Debug, Serialize, JsonSchema)]
struct CountsWire {
    /// Of level error.
    error: usize,
    /// Of level warning.
    warning: usize,
    /// Of level note.
    note: usize,
}

impl<'a> FindingsWire<'a> {
    fn new(checks: &'a Checks<'_>) -> Self {
        FindingsWire {
            format: FORMAT,
            version: env!("CARGO_PKG_VERSION"),
            pairs: checks.pairs.iter().map(PairWire::new).collect(),
            open: CountsWire {
                error: checks.count(Severity::Error),
                warning: checks.count(Severity::Warning),
                note: checks.count(Severity::Note),
            },
        }
    }
}

impl<'a> PairWire<'a> {
    fn new(pair: &'a Checked) -> Self {
        let source = |side| {
            let document = pair.document(side);
            SourceWire { source: &document.source, hash: &document.hash }
        };
        PairWire {
            page: &pair.page,
            old: source(Side::Old),
            new: source(Side::New),
            findings: pair.findings.iter().map(|finding| FindingWire::new(pair, finding)).collect(),
            stale: pair.stale.iter().map(|entry| entry.id.as_str()).collect(),
        }
    }
}

impl<'a> FindingWire<'a> {
    fn new(pair: &'a Checked, finding: &'a Finding) -> Self {
        let (standing, reason, date) = match &finding.standing {
            Standing::Open => (StandingWire::Open, None, None),
            Standing::Accepted { date, reason } => (StandingWire::Accepted, Some(reason.as_str()), Some(date.as_str())),
            Standing::Ignored { reason } => (StandingWire::Ignored, Some(reason.as_str()), None),
        };
        let (source, first, last) = pair.place(finding);
        let change = finding.change.map(|index| &pair.comparison.changes[index]);
        FindingWire {
            rule: &finding.rule,
            level: finding.severity,
            message: &finding.message,
            standing,
            reason,
            date,
            place: PlaceWire { side: finding.place.map(|(side, _)| side), source, lines: [first, last] },
            fingerprint: &finding.fingerprint,
            change: change.map(|change| ChangeWire::new(change, &pair.comparison)),
        }
    }
}
