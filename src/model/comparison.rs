//! Everything that is known about a pair of snapshots.

use serde::{Deserialize, Serialize};

use super::{Alignment, Annotated, Change, Note, Pair, Side, Span};

/// What an edit does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EditOp {
    /// The same on both sides, typography aside.
    Equal,
    /// Only in the old text.
    Delete,
    /// Only in the new text.
    Insert,
    /// One for the other.
    Replace,
}

/// A token-level difference inside a link. The old spans of a link's edits tile its old segments in document
/// order, the new spans its new ones (gaps hold only white space).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Edit {
    /// What it does.
    pub op: EditOp,
    /// Where in the old reading text; empty for an insertion.
    pub old: Span,
    /// Where in the new reading text; empty for a deletion.
    pub new: Span,
}

/// A term or name of the pair, with how often each side uses it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermEntry {
    /// The term as written.
    pub term: String,
    /// How often the old text has it.
    pub old: usize,
    /// How often the new text has it.
    pub new: usize,
    /// What takes its place, where that was found.
    pub becomes: Option<String>,
}

/// How many claims each side has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SideCounts {
    /// In the old document.
    pub old: usize,
    /// In the new document.
    pub new: usize,
}

/// What became of the claims. Each relation counts claims of both sides, because an n:m link holds different
/// numbers; a side's total is the sum of its relations plus removed (old), or added and restored (new).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimCounts {
    /// All claims.
    pub total: SideCounts,
    /// In links of relation `equal`.
    pub equal: SideCounts,
    /// In links of relation `cosmetic`.
    pub cosmetic: SideCounts,
    /// In links of relation `reworded`.
    pub reworded: SideCounts,
    /// In links of relation `split`.
    pub split: SideCounts,
    /// In links of relation `merged`.
    pub merged: SideCounts,
    /// In links of relation `regrouped`.
    pub regrouped: SideCounts,
    /// In no link but a `repeat`.
    pub repeat: SideCounts,
    /// Old claims in no link.
    pub removed: usize,
    /// New claims in no link, but for those that are restored.
    pub added: usize,
    /// New claims in no link that an earlier version made: only a history knows of them.
    #[serde(default)]
    pub restored: usize,
    /// Old claims in links that are marked as moved.
    pub moved: usize,
    /// Rows of tables, which are no claims, that are not the same on both sides.
    #[serde(default)]
    pub rows: usize,
}

/// The comparison in one line and a few figures.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// One sentence: what to think of the pair.
    pub verdict: String,
    /// What became of the claims.
    pub claims: ClaimCounts,
}

/// Everything that is known about a pair of snapshots.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The two documents as they were read and annotated.
    pub sides: Pair<Annotated>,
    /// The links.
    pub alignment: Alignment,
    /// For each link of the alignment its edits.
    pub edits: Vec<Vec<Edit>>,
    /// The changes in order of rank.
    pub changes: Vec<Change>,
    /// Terms and names whose use changed, largest difference first.
    pub ledger: Vec<TermEntry>,
    /// The verdict and the counts.
    pub summary: Summary,
    /// What was noticed on the way, with the side it concerns.
    pub notes: Vec<(Option<Side>, Note)>,
}
