//! Which segments of two documents state the same thing.

use serde::{Deserialize, Serialize};

use super::{Note, Pair, Side};

/// How the two ends of a link relate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The same text, white space aside.
    Equal,
    /// The same words; case, punctuation, typography or numbering differ.
    Cosmetic,
    /// One segment each, other words.
    Reworded,
    /// One old segment, several new ones.
    Split,
    /// Several old segments, one new one.
    Merged,
    /// Several on both sides.
    Regrouped,
    /// A further statement of something that is linked already.
    Repeat,
}

/// One named reason for or against a link.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// The feature's name.
    pub feature: &'static str,
    /// Its contribution to the log-odds of the link.
    pub points: f64,
}

/// Old and new segments that state the same thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Old segments, ascending.
    pub old: Vec<usize>,
    /// New segments, ascending.
    pub new: Vec<usize>,
    /// How they relate. All links but repeats are disjoint.
    pub relation: Relation,
    /// Whether it stands in another place than the order of the other links suggests.
    pub moved: bool,
    /// Calibrated probability that the link is right.
    pub confidence: f64,
    /// What spoke for and against it, largest contribution first.
    pub reasons: Vec<Reason>,
}

impl Link {
    /// Its segments of one side, ascending.
    #[must_use]
    pub fn ends(&self, side: Side) -> &[usize] {
        match side {
            Side::Old => &self.old,
            Side::New => &self.new,
        }
    }
}

/// A pair that was looked at and not linked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Refused {
    /// The old segment.
    pub old: usize,
    /// The new segment.
    pub new: usize,
    /// Its probability.
    pub score: f64,
}

/// A segment in no link.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alone {
    /// The segment.
    pub segment: usize,
    /// Calibrated probability that the other side has no counterpart.
    pub confidence: f64,
}

/// How sections relate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SectionRelation {
    /// The same title, the same place.
    Kept,
    /// Another title for the same content.
    Renamed,
    /// In another place.
    Moved,
    /// One became several.
    Split,
    /// Several became one.
    Merged,
    /// Only in the new document.
    Added,
    /// Only in the old document.
    Removed,
}

/// Old and new sections that hold the same matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionLink {
    /// Old sections, ascending; empty for an added one.
    pub old: Vec<usize>,
    /// New sections, ascending; empty for a removed one.
    pub new: Vec<usize>,
    /// How they relate.
    pub relation: SectionRelation,
}

/// All links of a pair of documents. A segment that is in none is added or removed.
#[derive(Debug, Clone, Default)]
pub struct Alignment {
    /// Ordered by first new segment, then first old one.
    pub links: Vec<Link>,
    /// Every section of both sides is in exactly one.
    pub sections: Vec<SectionLink>,
    /// For segments without a link their best refused counterparts, best first; at most three for each segment.
    pub refused: Vec<Refused>,
    /// The segments without a link, ascending.
    pub alone: Pair<Vec<Alone>>,
    /// Bounds that were hit.
    pub notes: Vec<Note>,
}

impl Alignment {
    /// How sure it is that a segment without a link has no counterpart.
    pub fn alone(&self, side: Side, segment: usize) -> Option<f64> {
        let alone = self.alone.get(side);
        alone.binary_search_by_key(&segment, |alone| alone.segment).ok().map(|at| alone[at].confidence)
    }
}
