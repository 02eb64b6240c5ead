//! The policy file.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::model::Severity;

use super::condition::{Condition, Sort};
use super::trouble::PolicyError;

/// What is flagged where no file says otherwise.
const DEFAULT: &str = include_str!("default.toml");

/// A policy file: recension.toml.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Policy {
    /// Whether the rules that hold without a file hold too, after those of the file.
    #[serde(default)]
    pub(super) defaults: bool,
    /// Changes that are flagged; the first rule that a change meets tells it.
    #[serde(default, rename = "rule")]
    pub(super) rules: Vec<Rule>,
    /// Claims that must stay.
    #[serde(default, rename = "watch")]
    pub(super) watches: Vec<Watch>,
    /// Terms that must stay or must not come.
    #[serde(default, rename = "term")]
    pub(super) terms: Vec<Term>,
    /// Changes of no interest; what a rule flags of them is told as ignored.
    #[serde(default, rename = "ignore")]
    pub(super) ignores: Vec<Ignore>,
    /// What differs for some pages, by the name of the page's folder.
    #[serde(default, rename = "page")]
    pub(super) pages: BTreeMap<String, Page>,
}

/// Changes that are flagged.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Rule {
    /// A name of its own.
    pub(super) id: String,
    /// How much a finding of it weighs.
    pub(super) level: Severity,
    /// What is told before the change.
    pub(super) message: Option<String>,
    /// Which changes; all of them where nothing is said.
    #[serde(default)]
    pub(super) when: Condition,
}

/// A claim that must stay, in these words or others.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Watch {
    /// A name of its own.
    pub(super) id: String,
    /// How much a finding of it weighs.
    pub(super) level: Severity,
    /// The claim, as a snapshot has it.
    pub(super) claim: String,
    /// Kinds or families of changes that it may undergo.
    #[serde(default)]
    pub(super) allow: Vec<Sort>,
}

/// A term that must stay or must not come.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Term {
    /// A name of its own.
    pub(super) id: String,
    /// How much a finding of it weighs.
    pub(super) level: Severity,
    /// The term, of one or more words.
    pub(super) text: String,
    /// What is asked of it.
    pub(super) must: Must,
}

/// What is asked of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Must {
    /// The new snapshot must have it where the old one does.
    Stay,
    /// The new snapshot must not have it.
    NotAppear,
}

/// Changes of no interest.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Ignore {
    /// Why.
    pub(super) reason: String,
    /// Which changes.
    pub(super) when: Condition,
}

/// What differs for one page.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Page {
    /// Ids of rules, watches and terms that do not hold.
    #[serde(default)]
    pub(super) off: Vec<String>,
    /// Other levels for some.
    #[serde(default)]
    pub(super) level: BTreeMap<String, Severity>,
}

impl Policy {
    /// Reads a policy file.
    ///
    /// # Errors
    /// Where it is no TOML, has keys or values that are unknown, or names one rule twice; with the place.
    pub fn parse(source: &str) -> Result<Policy, PolicyError> {
        let mut policy: Policy = toml::from_str(source).map_err(|error| PolicyError::from_toml(&error))?;
        if policy.defaults {
            policy.rules.extend(Policy::default().rules);
        }
        let ids = policy.ids();
        for (index, id) in ids.iter().enumerate() {
            if ids[..index].contains(id) {
                return Err(PolicyError::at(source, id, format!("there are two rules of the name `{id}`")));
            }
        }
        for id in policy.pages.values().flat_map(|page| page.off.iter().chain(page.level.keys())) {
            if !ids.contains(&id.as_str()) {
                return Err(PolicyError::unknown(source, id, "rule, watch or term", &ids));
            }
        }
        Ok(policy)
    }

    /// The TOML of what is flagged where there is no file.
    pub const fn default_source() -> &'static str {
        DEFAULT
    }

    /// The ids of all that can be flagged.
    pub fn ids(&self) -> Vec<&str> {
        let rules = self.rules.iter().map(|rule| rule.id.as_str());
        let watches = self.watches.iter().map(|watch| watch.id.as_str());
        rules.chain(watches).chain(self.terms.iter().map(|term| term.id.as_str())).collect()
    }

    /// What a rule says of itself: its message, the claim it watches, the term.
    pub fn about(&self, id: &str) -> Option<String> {
        let rule = self.rules.iter().find(|rule| rule.id == id).and_then(|rule| rule.message.clone());
        let watch = || self.watches.iter().find(|watch| watch.id == id).map(|watch| watch.claim.clone());
        let term = || self.terms.iter().find(|term| term.id == id).map(|term| term.text.clone());
        rule.or_else(watch).or_else(term)
    }

    pub(super) fn is_off(&self, page: &str, id: &str) -> bool {
        self.pages.get(page).is_some_and(|page| page.off.iter().any(|off| off == id))
    }

    pub(super) fn severity(&self, page: &str, id: &str) -> Option<Severity> {
        self.pages.get(page)?.level.get(id).copied()
    }
}

impl Default for Policy {
    /// What is flagged where there is no file.
    fn default() -> Self {
        toml::from_str(DEFAULT).expect("the policy that comes with the crate is sound")
    }
}

#[cfg(test)]
mod tests {
    use super::Policy;

    #[test]
    fn the_policy_without_a_file_is_sound_and_can_be_extended() {
        let ids = Policy::default();
        assert_eq!(ids.ids(), Policy::parse(Policy::default_source()).expect("it is sound").ids());
        let more = "defaults = true\n[[rule]]\nid = \"mine\"\nlevel = \"note\"\n";
        assert_eq!(Policy::parse(more).expect("it is sound").ids()[0], "mine");
        assert_eq!(Policy::parse(more).expect("it is sound").ids().len(), ids.ids().len() + 1);
    }

    #[test]
    fn what_is_unknown_is_refused_at_its_place_with_what_was_meant() {
        for (source, place, advice) in [
            ("[[rule]]\nid = \"a\"\nlevel = \"error\"\nwhne = {}\n", "whne", "when"),
            ("[[rule]]\nid = \"a\"\nlevel = \"eror\"\n", "\"eror\"", "error"),
            ("[[rule]]\nid = \"a\"\nlevel = \"note\"\nwhen = { kinds = [\"modalty\"] }\n", "[\"modalty\"]", "modality"),
            ("[[rule]]\nid = \"abc\"\nlevel = \"note\"\n[page.x]\noff = [\"abd\"]\n", "abd", "abc"),
        ] {
            let error = Policy::parse(source).expect_err("it is refused");
            assert_eq!(&source[error.span.clone().expect("it has a place")], place, "{error}");
            assert_eq!(error.suggestion.as_deref(), Some(advice), "{error}");
        }
    }

    #[test]
    fn a_pattern_that_is_none_is_refused_at_its_place() {
        let source = "[[rule]]\nid = \"a\"\nlevel = \"note\"\nwhen = { matches = \"(\" }\n";
        let error = Policy::parse(source).expect_err("it is refused");
        assert_eq!(&source[error.span.expect("it has a place")], "\"(\"");
    }
}
