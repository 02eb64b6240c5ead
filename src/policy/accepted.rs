//! The list of accepted changes: what somebody has looked at and lets pass, kept beside the policy and reviewed like it.

use serde::{Deserialize, Serialize};

use crate::model::{Change, Comparison, Evidence, Finding, Side, Standing};

use super::trouble::PolicyError;

/// The list of accepted changes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    /// In the order in which they were accepted.
    #[serde(default, rename = "accepted")]
    pub entries: Vec<Entry>,
}

/// One accepted change. It holds for these sentences: where they change again, or the same words change elsewhere, it
/// does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The page it was accepted for.
    pub page: String,
    /// The change's id, or the fingerprint of a finding without a change.
    pub id: String,
    /// What was told.
    pub headline: String,
    /// When it was accepted, `YYYY-MM-DD`.
    pub date: String,
    /// Why.
    pub reason: String,
    /// The old sentences that it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub old: Vec<String>,
    /// The new ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub new: Vec<String>,
}

impl Accepted {
    /// Reads a list.
    ///
    /// # Errors
    /// Where it is no such list; with the place.
    pub fn parse(source: &str) -> Result<Accepted, PolicyError> {
        toml::from_str(source).map_err(|error| PolicyError::from_toml(&error))
    }

    /// The list as a file.
    pub fn to_toml(&self) -> String {
        let head = "# Changes that were looked at and accepted; recension check --accept adds to it.\n\n";
        format!("{head}{}", toml::to_string(self).expect("strings and lists can be written as TOML"))
    }

    /// The entry that accepts a finding.
    pub fn find(&self, page: &str, comparison: &Comparison, finding: &Finding) -> Option<&Entry> {
        let now = entry(page, comparison, finding, "", "");
        self.entries
            .iter()
            .find(|entry| entry.page == now.page && entry.id == now.id && entry.old == now.old && entry.new == now.new)
    }

    /// Enters findings that are open. Returns how many were.
    pub fn accept(
        &mut self,
        page: &str,
        comparison: &Comparison,
        findings: &[&Finding],
        date: &str,
        reason: &str,
    ) -> usize {
        let before = self.entries.len();
        for finding in findings {
            if finding.standing == Standing::Open && self.find(page, comparison, finding).is_none() {
                self.entries.push(entry(page, comparison, finding, date, reason));
            }
        }
        self.entries.len() - before
    }

    /// Entries for a page that accept none of the findings: the change was undone, or another snapshot is checked.
    pub fn stale<'a>(&'a self, page: &str, comparison: &Comparison, findings: &[Finding]) -> Vec<&'a Entry> {
        let used: Vec<&Entry> = findings.iter().filter_map(|finding| self.find(page, comparison, finding)).collect();
        self.entries.iter().filter(|entry| entry.page == page && !used.contains(entry)).collect()
    }
}

/// The name by which a finding is accepted.
pub(super) fn name<'a>(comparison: &'a Comparison, finding: &'a Finding) -> &'a str {
    finding.change.map_or(finding.fingerprint.as_str(), |change| comparison.changes[change].id.as_str())
}

fn entry(page: &str, comparison: &Comparison, finding: &Finding, date: &str, reason: &str) -> Entry {
    let change: Option<&Change> = finding.change.map(|index| &comparison.changes[index]);
    let sentences = |side: Side, evidence: &[Evidence]| {
        let document = &comparison.sides.get(side).document;
        let mut segments: Vec<usize> = evidence.iter().map(|evidence| evidence.segment).collect();
        segments.dedup();
        segments.into_iter().map(|segment| document.segment_text(segment).to_owned()).collect()
    };
    Entry {
        page: page.to_owned(),
        id: name(comparison, finding).to_owned(),
        headline: change.map_or_else(|| finding.message.clone(), |change| change.headline.clone()),
        date: date.to_owned(),
        reason: reason.to_owned(),
        old: change.map_or_else(Vec::new, |change| sentences(Side::Old, &change.old)),
        new: change.map_or_else(Vec::new, |change| sentences(Side::New, &change.new)),
    }
}
