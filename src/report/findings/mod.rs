//! Reports on what a policy flags. A format is one file here and one line in [`FORMATS`].

mod github;
mod gitlab;
mod json;
#[cfg(feature = "junit")]
mod junit;
mod sarif;
mod terminal;

use std::io::{self, Write};

pub use json::FindingsWire;

use crate::model::{Comparison, Document, Finding, Severity, Side, Standing};
use crate::policy::{Entry, Policy};

/// A pair that was held to a policy.
pub struct Checked {
    /// The name of its page.
    pub page: String,
    /// The pair.
    pub comparison: Comparison,
    /// What the policy flags.
    pub findings: Vec<Finding>,
    /// Accepted changes of the page that are not in this pair.
    pub stale: Vec<Entry>,
}

/// All pairs that were held to a policy.
pub struct Checks<'a> {
    /// What they were held to.
    pub policy: &'a Policy,
    /// The pairs.
    pub pairs: Vec<Checked>,
    /// Whether a report for people may use colours.
    pub colour: bool,
}

/// A way to write findings down.
#[derive(Clone, Copy)]
pub struct Format {
    /// How the user asks for it.
    pub name: &'static str,
    /// Writes it.
    pub render: fn(&Checks<'_>, &mut dyn Write) -> io::Result<()>,
}

/// All formats; the first is what a user gets who asks for none.
pub const FORMATS: &[Format] = &[
    Format { name: "terminal", render: terminal::render },
    Format { name: "json", render: json::render },
    Format { name: "sarif", render: sarif::render },
    #[cfg(feature = "junit")]
    Format { name: "junit", render: junit::render },
    Format { name: "github", render: github::render },
    Format { name: "gitlab", render: gitlab::render },
];

/// The format of that name.
pub fn format(name: &str) -> Option<Format> {
    FORMATS.iter().find(|format| format.name == name).copied()
}

impl Checked {
    fn document(&self, side: Side) -> &Document {
        &self.comparison.sides.get(side).document
    }

    /// The findings that wait for somebody.
    fn open(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.standing == Standing::Open)
    }

    /// File, first and last line of where to look; the first line of the new snapshot where it is nowhere.
    fn place(&self, finding: &Finding) -> (&str, usize, usize) {
        let (side, segment) = finding.place.map_or((Side::New, None), |(side, segment)| (side, Some(segment)));
        let document = self.document(side);
        let (first, last) = segment.and_then(|segment| document.segments.get(segment)).map_or((1, 1), |one| one.lines);
        (&document.source, first.max(1), last.max(1))
    }
}

impl Checks<'_> {
    /// The findings that wait for somebody, each with its pair.
    fn open(&self) -> impl Iterator<Item = (&Checked, &Finding)> {
        self.pairs.iter().flat_map(|pair| pair.open().map(move |finding| (pair, finding)))
    }

    /// How many open findings weigh so much.
    fn count(&self, severity: Severity) -> usize {
        self.open().filter(|(_, finding)| finding.severity == severity).count()
    }
}
