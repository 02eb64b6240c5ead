//! A version with the age of everything it says.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::Role;
use crate::report::comparison::View;
use crate::report::history::Blame;
use crate::series::blame::Line;

use super::claim::{EventWire, FormWire, events, forms};
use super::{PageWire, tool};
use crate::report::wire::{FORMAT, ToolWire};

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
