//! Rules for a pair of snapshots → findings: what must not change unseen.
//!
//! A policy is a TOML file of *rules* (changes that are flagged), *watches* (claims that must stay), *terms* (that must
//! not come or go) and *ignores* (changes of no interest, which stay visible as ignored). The first rule that a change
//! meets tells it. What somebody has accepted is in a list of its own, see [`Accepted`].

mod accepted;
mod condition;
mod file;
mod term;
mod trouble;
mod watch;

pub use accepted::{Accepted, Entry};
pub use file::Policy;
pub use trouble::PolicyError;

use crate::explain::fingerprint;
use crate::model::{Change, Comparison, Finding, Side, Standing};

impl Policy {
    /// What the policy flags in a comparison, in the order of the changes, then of the watches and terms. `page` is the
    /// name under which the file may set rules of its own for a page.
    pub fn check(&self, comparison: &Comparison, accepted: &Accepted, page: &str) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (index, change) in comparison.changes.iter().enumerate() {
            findings.extend(self.flag(comparison, index, change, page));
        }
        findings.extend(watch::check(&self.watches, comparison));
        findings.extend(term::check(&self.terms, comparison));
        for finding in &mut findings {
            finding.severity = self.severity(page, &finding.rule).unwrap_or(finding.severity);
            let entry = accepted.find(page, comparison, finding);
            if let (Standing::Open, Some(entry)) = (&finding.standing, entry) {
                finding.standing = Standing::Accepted { date: entry.date.clone(), reason: entry.reason.clone() };
            }
        }
        findings.retain(|finding| !self.is_off(page, &finding.rule));
        findings
    }

    /// What the rules make of one change.
    fn flag(&self, comparison: &Comparison, index: usize, change: &Change, page: &str) -> Option<Finding> {
        let rules = self.rules.iter().filter(|rule| !self.is_off(page, &rule.id));
        let rule = { rules }.find(|rule| rule.when.holds(comparison, change))?;
        let ignored = self.ignores.iter().find(|ignore| ignore.when.holds(comparison, change));
        let message = match &rule.message {
            Some(message) => format!("{message}: {}", change.headline),
            None => change.headline.clone(),
        };
        Some(Finding {
            rule: rule.id.clone(),
            severity: rule.level,
            message,
            standing: ignored.map_or(Standing::Open, |ignore| Standing::Ignored { reason: ignore.reason.clone() }),
            change: Some(index),
            place: place(change),
            fingerprint: fingerprint(comparison, change),
        })
    }
}

/// Where a reader should look: in the new snapshot, unless what is flagged is gone from it.
fn place(change: &Change) -> Option<(Side, usize)> {
    let leading = |side| change.leading(side).map(|evidence| (side, evidence.segment));
    leading(Side::New).or_else(|| leading(Side::Old))
}
