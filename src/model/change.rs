//! What a reader is told.

use serde::{Deserialize, Serialize};

use super::{Pair, Side, Span};

/// What kind of change it is. New kinds may be added; the [`Family`] list is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
#[allow(missing_docs, reason = "the names are the report's own words; DESIGN.md section 3 lists them by family")]
pub enum Kind {
    Added,
    Removed,
    Restored,
    Moved,
    Split,
    Merged,
    Order,
    ListItem,
    SectionAdded,
    SectionRemoved,
    SectionRenamed,
    SectionMoved,
    SectionSplit,
    SectionMerged,
    Number,
    Money,
    Percent,
    Date,
    Name,
    Agent,
    Reference,
    Definition,
    Modality,
    Polarity,
    Scope,
    Condition,
    Certainty,
    Degree,
    Direction,
    Tense,
    Attribution,
    Quotation,
    Evaluation,
    Wording,
    Succession,
    Consolidation,
    Renamed,
    Term,
    Cosmetic,
    Invisible,
    LinkTarget,
    Visibility,
    ImageText,
    SilentEdit,
    Capture,
}

/// A closed grouping of the kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// Something is there, or is not.
    Presence,
    /// The same in another place or shape.
    Structure,
    /// Whole sections.
    Sections,
    /// Numbers, dates, names: what can be checked.
    Facts,
    /// How strongly, to whom, under which conditions.
    Force,
    /// Who speaks, and how.
    Voice,
    /// Document-wide names and terms.
    Terms,
    /// Typography and what a reader does not see.
    Form,
    /// Events in a series.
    Time,
    /// The capture itself.
    Capture,
}

impl Kind {
    /// The family it belongs to.
    pub const fn family(self) -> Family {
        use Kind::{
            Added, Agent, Attribution, Capture, Certainty, Condition, Consolidation, Cosmetic, Date, Definition,
            Degree, Direction, Evaluation, ImageText, Invisible, LinkTarget, ListItem, Merged, Modality, Money, Moved,
            Name, Number, Order, Percent, Polarity, Quotation, Reference, Removed, Renamed, Restored, Scope,
            SectionAdded, SectionMerged, SectionMoved, SectionRemoved, SectionRenamed, SectionSplit, SilentEdit, Split,
            Succession, Tense, Term, Visibility, Wording,
        };
        match self {
            Added | Removed | Restored => Family::Presence,
            Moved | Split | Merged | Order | ListItem => Family::Structure,
            SectionAdded | SectionRemoved | SectionRenamed | SectionMoved | SectionSplit | SectionMerged => {
                Family::Sections
            }
            Number | Money | Percent | Date | Name | Agent | Reference | Definition => Family::Facts,
            Modality | Polarity | Scope | Condition | Certainty | Degree | Direction | Tense => Family::Force,
            Attribution | Quotation | Evaluation | Wording => Family::Voice,
            Succession | Consolidation | Renamed | Term => Family::Terms,
            Cosmetic | Invisible | LinkTarget | Visibility | ImageText => Family::Form,
            SilentEdit => Family::Time,
            Capture => Family::Capture,
        }
    }
}

/// How loudly a change is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Shown on request.
    Minor,
    /// Shown.
    Notable,
    /// On the first screen.
    Headline,
}

/// An exact place that a change rests on: the quote is the reading text at the span, inside the segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Evidence {
    /// Index of the segment.
    pub segment: usize,
    /// Where in the reading text.
    pub span: Span,
}

/// A counterpart that was refused, of an added or removed claim: evidence of the other side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nearest {
    /// Index of the claim that it is not a counterpart of.
    pub of: usize,
    /// Index of the segment on the other side.
    pub segment: usize,
    /// Its place there.
    pub span: Span,
    /// How probable the link was, from zero to one.
    pub score: f64,
}

impl Nearest {
    /// Whether a reader of the claim is shown it, because the two may be one after all. Of such pairs one in four belongs
    /// together on the pages of `links/far`, one in ten below.
    pub fn is_close(&self) -> bool {
        self.score >= 0.15
    }
}

/// One named factor of a change's score.
#[derive(Debug, Clone, PartialEq)]
pub struct Factor {
    /// In words what it is.
    pub factor: &'static str,
    /// What it adds to the score.
    pub points: f64,
}

/// One thing that a reader is told.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Stable name: hashes kind, folded quotes and an ordinal, not positions.
    pub id: String,
    /// What kind of change.
    pub kind: Kind,
    /// How loudly it is told.
    pub level: Level,
    /// Sum of the factors.
    pub score: f64,
    /// Calibrated probability that it is so.
    pub confidence: f64,
    /// One line in plain words, at most 140 characters.
    pub headline: String,
    /// In how many places it happened.
    pub count: usize,
    /// Evidence in the old document.
    pub old: Vec<Evidence>,
    /// Evidence in the new document.
    pub new: Vec<Evidence>,
    /// For each side the indexes of the evidence that speaks for all of it, the one that the headline speaks of first.
    pub lead: Pair<Vec<usize>>,
    /// For added and removed claims and sections: what came nearest on the other side, the most probable first.
    pub nearest: Vec<Nearest>,
    /// The factors of the score, largest first.
    pub why: Vec<Factor>,
}

impl Change {
    /// The evidence of one side that the headline speaks of.
    pub fn leading(&self, side: Side) -> Option<Evidence> {
        self.representatives(side).next()
    }

    /// The evidence of one side that speaks for all of it, the most important first.
    pub fn representatives(&self, side: Side) -> impl Iterator<Item = Evidence> {
        let (evidence, lead) = match side {
            Side::Old => (&self.old, &self.lead.old),
            Side::New => (&self.new, &self.lead.new),
        };
        lead.iter().filter_map(|&index| evidence.get(index).copied())
    }
}
