//! The types of the JSON reports: what other programs read, so they change only by addition.
//!
//! They borrow from the model and hold no logic but the translation. `recension schema` prints their JSON Schemas.

mod alignment;
mod change;
mod comparison;
mod history;
mod snapshot;

pub use alignment::{EditWire, LinkWire, SectionLinkWire};
pub use change::{ChangeWire, EvidenceWire, FactorWire, NearestWire};
pub use comparison::{
    BothSides, ClaimsWire, ComparedWire, ComparisonWire, ExplainedWire, NoteWire, SummaryWire, TermWire, ToolWire,
};
pub use history::{
    BlameLineWire, BlameWire, CandidateWire, EventWire, FormWire, LogEntryWire, LogWire, PageWire, QuoteWire,
    TermStepWire, ToldWire, TraceWire, VersionWire, WhatWire,
};
pub use snapshot::{CaptureWire, DatedWire, SectionWire, SegmentWire, SnapshotWire};

use crate::model::Span;

/// Name and major version of the contract.
pub const FORMAT: &str = "recension/1";

/// A half-open range: its start and the first position after it.
pub type Range = [usize; 2];

fn range(span: Span) -> Range {
    [span.start, span.end]
}

/// Four decimals: more would be noise in a probability or a score.
fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}
