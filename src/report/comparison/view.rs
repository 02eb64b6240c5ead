//! What of a comparison a reader wants to see, and in which dress.

use std::collections::BTreeMap;

use crate::model::{Change, Comparison, Kind, Level};

/// What of a comparison is shown, and how.
#[derive(Debug, Clone)]
pub struct View {
    /// The lowest level of changes to show; each format has its own where none is given.
    pub level: Option<Level>,
    /// The only kinds to show; all where it is empty.
    pub kinds: Vec<Kind>,
    /// Whether the factors of every score are shown.
    pub why: bool,
    /// Whether reading texts are part of a report for programs.
    pub text: bool,
    /// Whether a report for people may use colours.
    pub colour: bool,
    /// How many columns a report for people may take.
    pub width: usize,
    /// The options that shape the result and were given, for the foot of the report.
    pub options: BTreeMap<String, serde_json::Value>,
}

impl Default for View {
    fn default() -> Self {
        View {
            level: None,
            kinds: Vec::new(),
            why: false,
            text: true,
            colour: false,
            width: 80,
            options: BTreeMap::new(),
        }
    }
}

impl View {
    /// The changes that it selects, in order of rank.
    pub fn changes<'a>(&'a self, comparison: &'a Comparison) -> impl Iterator<Item = &'a Change> {
        comparison.changes.iter().filter(|change| self.shows(change))
    }

    /// Whether it shows a change.
    pub fn shows(&self, change: &Change) -> bool {
        self.level.is_none_or(|level| change.level >= level)
            && (self.kinds.is_empty() || self.kinds.contains(&change.kind))
    }
}
