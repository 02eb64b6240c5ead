//! What of a comparison a reader wants to see, and in which dress.

use std::collections::BTreeMap;

use crate::explain::about;
use crate::model::{Change, Comparison, Family, Kind, Level};

/// What of a comparison is shown, and how.
#[derive(Debug, Clone)]
pub struct View {
    /// The lowest level of changes to show; each format has its own where none is given.
    pub level: Option<Level>,
    /// The only kinds to show; all where this and `families` are empty.
    pub kinds: Vec<Kind>,
    /// The only families to show.
    pub families: Vec<Family>,
    /// A name or term: only what concerns it is shown.
    pub about: Option<String>,
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
            families: Vec::new(),
            about: None,
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
    pub fn changes<'a>(&self, comparison: &'a Comparison) -> Vec<&'a Change> {
        let mut changes = match &self.about {
            Some(term) => about(comparison, term),
            None => comparison.changes.iter().collect(),
        };
        changes.retain(|change| self.shows(change));
        changes
    }

    fn shows(&self, change: &Change) -> bool {
        let any = self.kinds.is_empty() && self.families.is_empty();
        self.level.is_none_or(|level| change.level >= level)
            && (any || self.kinds.contains(&change.kind) || self.families.contains(&change.kind.family()))
    }
}
