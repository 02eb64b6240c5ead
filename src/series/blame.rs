//! A version with the age of everything it says.

use crate::model::{History, Lineage, What};

/// What a version says, with its age.
#[derive(Debug, Clone, Copy)]
pub struct Line<'h> {
    /// Index of its lineage.
    pub index: usize,
    /// Its lineage.
    pub lineage: &'h Lineage,
    /// Its words.
    pub text: &'h str,
    /// The title of its section; empty before the first heading.
    pub section: &'h str,
    /// The version that says it first, in whatever words.
    pub first_seen: usize,
    /// The version that has these words first, typography aside; the same as `first_seen` where they never changed.
    pub last_changed: usize,
    /// How often its words changed.
    pub times: usize,
    /// Where it had been dropped and was said again: the version that said it again last.
    pub restored: Option<usize>,
}

/// Everything that the last version of a history says, in the order of its text.
pub fn blame(history: &History) -> Vec<Line<'_>> {
    let line = |&index: &usize| {
        let lineage = history.lineages.get(index)?;
        let form = lineage.forms.last()?;
        let first_seen = lineage.first_seen();
        Some(Line {
            index,
            lineage,
            text: &form.text,
            section: &form.section,
            first_seen,
            last_changed: lineage.changed().last().unwrap_or(first_seen),
            times: lineage.changed().count(),
            restored: lineage
                .events
                .iter()
                .rev()
                .find(|event| matches!(event.what, What::Restored { .. }))
                .map(|event| event.version),
        })
    };
    history.standing.iter().filter_map(line).collect()
}
