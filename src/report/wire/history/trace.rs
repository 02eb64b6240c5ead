//! One claim or one term.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::History;
use crate::report::comparison::View;
use crate::report::history::{Found, Trace};
use crate::series::trace::{Candidate, concerning};

use super::claim::{EventWire, FormWire, events, forms};
use super::{PageWire, ToldWire, tool};
use crate::report::wire::{FORMAT, ToolWire, rounded};

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
