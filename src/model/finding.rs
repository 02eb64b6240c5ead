//! What a policy flags.

use serde::{Deserialize, Serialize};

use super::Side;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth a look.
    Note,
    /// Should be looked at before the snapshot is taken.
    Warning,
    /// Must not pass unseen.
    Error,
}

/// Whether a finding still waits for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has accepted it.
    Open,
    /// It is in the list of accepted changes.
    Accepted {
        /// When it was accepted, `YYYY-MM-DD`.
        date: String,
        /// Why, in the words of who did.
        reason: String,
    },
    /// A rule of the policy says that it is of no interest.
    Ignored {
        /// Why, as the policy says.
        reason: String,
    },
}

/// One thing that a policy flags.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Id of the rule that flags it.
    pub rule: String,
    /// How much it weighs.
    pub severity: Severity,
    /// One line for people.
    pub message: String,
    /// Whether it still waits for somebody.
    pub standing: Standing,
    /// Index of the change that it rests on, in [`Comparison::changes`](super::Comparison::changes).
    pub change: Option<usize>,
    /// The side, and its segment, where a reader should look; nothing where it concerns what is not there at all.
    pub place: Option<(Side, usize)>,
    /// Equal for what is the same finding in another comparison: it rests on rule and sentences, not on lines.
    pub fingerprint: String,
}
