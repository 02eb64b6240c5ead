//! What a reader is told, with its evidence.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{Change, Comparison, Document, Evidence, Factor, Family, Kind, Level, Nearest};

use super::{Range, range, rounded};

/// One change.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Change")]
pub struct ChangeWire<'a> {
    /// Stable name: hashes kind and quotes, not positions.
    pub id: &'a str,
    /// What kind of change; kinds may be added.
    pub kind: Kind,
    /// The kind's family; families are closed.
    pub family: Family,
    /// How loudly it is told.
    pub level: Level,
    /// Sum of the factors of `why`.
    pub score: f64,
    /// Probability that it is so.
    pub confidence: f64,
    /// One line in plain words.
    pub headline: &'a str,
    /// In how many places it happened.
    pub count: usize,
    /// Evidence in the old text.
    pub old: Vec<EvidenceWire<'a>>,
    /// Evidence in the new text.
    pub new: Vec<EvidenceWire<'a>>,
    /// Of an addition or removal: what came nearest on the other side, and was refused.
    pub nearest: Vec<NearestWire<'a>>,
    /// The factors of the score.
    pub why: Vec<FactorWire<'a>>,
}

impl<'a> ChangeWire<'a> {
    /// A change's wire form; `comparison` is the one it belongs to.
    pub fn new(change: &'a Change, comparison: &'a Comparison) -> Self {
        let sides = comparison.sides.as_ref().map(|side| &side.document);
        // A removed claim's nearest counterparts stand on the new side; anything else's would be on the old one.
        let other = if change.new.is_empty() { sides.new } else { sides.old };
        ChangeWire {
            id: &change.id,
            kind: change.kind,
            family: change.kind.family(),
            level: change.level,
            score: rounded(change.score),
            confidence: rounded(change.confidence),
            headline: &change.headline,
            count: change.count,
            old: change.old.iter().map(|evidence| EvidenceWire::new(evidence, sides.old)).collect(),
            new: change.new.iter().map(|evidence| EvidenceWire::new(evidence, sides.new)).collect(),
            nearest: change.nearest.iter().map(|nearest| NearestWire::new(nearest, other)).collect(),
            why: change.why.iter().map(FactorWire::new).collect(),
        }
    }
}

/// A quote with its place.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Evidence")]
pub struct EvidenceWire<'a> {
    /// Index of the segment.
    pub segment: usize,
    /// Exactly the reading text at the span.
    pub quote: &'a str,
    /// Bytes of the reading text, inside the segment.
    pub span: Range,
}

impl<'a> EvidenceWire<'a> {
    fn new(evidence: &Evidence, document: &'a Document) -> Self {
        EvidenceWire { segment: evidence.segment, quote: evidence.span.of(&document.text), span: range(evidence.span) }
    }
}

/// A counterpart that was refused.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Nearest")]
pub struct NearestWire<'a> {
    /// Index of the claim that came or went.
    pub of: usize,
    /// Index of the segment on the other side.
    pub segment: usize,
    /// Its words.
    pub quote: &'a str,
    /// Probability that the two state the same thing.
    pub score: f64,
}

impl<'a> NearestWire<'a> {
    fn new(nearest: &Nearest, document: &'a Document) -> Self {
        let Nearest { of, segment, span, score } = *nearest;
        NearestWire { of, segment, quote: span.of(&document.text), score: rounded(score) }
    }
}

/// One named part of a score.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Factor")]
pub struct FactorWire<'a> {
    /// What it is, in words.
    pub factor: &'a str,
    /// What it adds.
    pub points: f64,
}

impl<'a> FactorWire<'a> {
    fn new(factor: &'a Factor) -> Self {
        FactorWire { factor: factor.factor, points: rounded(factor.points) }
    }
}
