//! What a change must be like.

use std::borrow::Cow;

use regex::Regex;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::value::Error as Plain;
use serde::de::{Error, IntoDeserializer};
use serde::{Deserialize, Deserializer};

use crate::language::token::fold;
use crate::model::{Change, Comparison, Evidence, Facet, FacetKind, Family, Kind, Level, Side};

/// What a change must be like: all that is said holds.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Condition {
    /// Of one of these kinds or families.
    kinds: Vec<Sort>,
    /// Of this level or above.
    at_least: Option<Level>,
    /// At least so sure, from zero to one.
    confidence: Option<f64>,
    /// In a section whose title the pattern finds.
    section: Option<Pattern>,
    /// The side whose words `text` and `matches` look at; either where it is not said.
    side: Option<Side>,
    /// With these words in a quote, however they are written.
    text: Option<String>,
    /// With a quote that the pattern finds.
    matches: Option<Pattern>,
    /// With a duty, a right or a promise that is put more weakly or more strongly.
    force: Option<Force>,
    /// With a figure that rises or falls by more than so many percent.
    by_more_than: Option<f64>,
}

/// Which way the force of a statement goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Force {
    /// From "must" to "should" or "may", or to nothing.
    Weakened,
    /// The other way.
    Strengthened,
}

/// How strongly the normal forms of modals bind.
const STRENGTH: [(&str, u8); 9] = [
    ("obligation", 3),
    ("prohibition", 3),
    ("exclusion", 3),
    ("commitment", 3),
    ("recommendation", 2),
    ("discouragement", 2),
    ("permission", 1),
    ("exemption", 1),
    ("prediction", 1),
];

/// As strongly binds what only lets be, or speaks of what may come.
const PERMISSION: u8 = 1;

impl Condition {
    /// Whether a change of a comparison is like that.
    pub(super) fn holds(&self, comparison: &Comparison, change: &Change) -> bool {
        (self.kinds.is_empty() || self.kinds.iter().any(|sort| sort.holds(change.kind)))
            && self.at_least.is_none_or(|level| change.level >= level)
            && self.confidence.is_none_or(|confidence| change.confidence >= confidence)
            && self
                .section
                .as_ref()
                .is_none_or(|pattern| titles(comparison, change).any(|title| pattern.0.is_match(title)))
            && self.text.as_ref().is_none_or(|text| {
                let text = fold(text);
                self.quotes(comparison, change).any(|quote| fold(quote).contains(&text))
            })
            && self
                .matches
                .as_ref()
                .is_none_or(|pattern| self.quotes(comparison, change).any(|quote| pattern.0.is_match(quote)))
            && self.force.is_none_or(|force| goes(comparison, change) == Some(force))
            && self.by_more_than.is_none_or(|percent| by(comparison, change).is_some_and(|by| by > percent))
    }

    fn quotes<'a>(&self, comparison: &'a Comparison, change: &'a Change) -> impl Iterator<Item = &'a str> {
        let asked = self.side;
        sides(change).filter(move |(side, _)| asked.is_none_or(|asked| asked == *side)).flat_map(
            move |(side, evidence)| {
                let text = &comparison.sides.get(side).document.text;
                evidence.iter().map(move |evidence| evidence.span.of(text))
            },
        )
    }
}

fn sides(change: &Change) -> impl Iterator<Item = (Side, &[Evidence])> {
    [(Side::Old, &change.old[..]), (Side::New, &change.new[..])].into_iter()
}

fn titles<'a>(comparison: &'a Comparison, change: &'a Change) -> impl Iterator<Item = &'a str> {
    sides(change).flat_map(|(side, evidence)| {
        let document = &comparison.sides.get(side).document;
        evidence.iter().map(|evidence| document.sections[document.segments[evidence.segment].section].title.as_str())
    })
}

/// The facets of some kinds that a side's evidence holds.
fn facets<'a>(
    comparison: &'a Comparison,
    change: &'a Change,
    of: Side,
    kinds: &'a [FacetKind],
) -> impl Iterator<Item = &'a Facet> {
    let annotated = comparison.sides.get(of);
    sides(change).filter(move |(side, _)| *side == of).flat_map(|(_, evidence)| evidence).flat_map(move |evidence| {
        let facets = annotated.segment_facets(evidence.segment).iter();
        facets.filter(move |facet| kinds.contains(&facet.kind) && facet.span.overlaps(evidence.span))
    })
}

/// Which way the force of what a change touches goes.
fn goes(comparison: &Comparison, change: &Change) -> Option<Force> {
    let strength = |side| {
        let of = |facet: &Facet| {
            STRENGTH.iter().find(|(name, _)| *name == facet.normal).map_or(0, |(_, strength)| *strength)
        };
        facets(comparison, change, side, &[FacetKind::Modal]).map(of).max().unwrap_or(0)
    };
    let (old, new) = (strength(Side::Old), strength(Side::New));
    // "We may collect" that becomes "we collect" was no duty, and "we collect" that becomes "we may" is none.
    if old.max(new) <= PERMISSION && old.min(new) == 0 {
        return None;
    }
    match new.cmp(&old) {
        std::cmp::Ordering::Less => Some(Force::Weakened),
        std::cmp::Ordering::Greater => Some(Force::Strengthened),
        std::cmp::Ordering::Equal => None,
    }
}

/// By how many percent the figure of a change rises or falls, where each side has one.
fn by(comparison: &Comparison, change: &Change) -> Option<f64> {
    let figure = |side| {
        facets(comparison, change, side, &[FacetKind::Number, FacetKind::Money, FacetKind::Percent])
            .find_map(|facet| facet.normal.split(' ').find_map(|word| word.parse::<f64>().ok()))
    };
    let (old, new) = (figure(Side::Old)?, figure(Side::New)?);
    (old != 0.0).then(|| ((new - old) / old * 100.0).abs())
}

/// A kind or a family of changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Kind(Kind),
    Family(Family),
}

impl Sort {
    pub(super) fn holds(self, kind: Kind) -> bool {
        match self {
            Sort::Kind(one) => one == kind,
            Sort::Family(family) => family == kind.family(),
        }
    }
}

impl<'de> Deserialize<'de> for Sort {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let kind: Result<Kind, Plain> = Kind::deserialize(name.as_str().into_deserializer());
        let family: Result<Family, Plain> = Family::deserialize(name.as_str().into_deserializer());
        match (kind, family) {
            (Ok(kind), _) => Ok(Sort::Kind(kind)),
            (_, Ok(family)) => Ok(Sort::Family(family)),
            (Err(kinds), Err(families)) => {
                let list = |error: &Plain| {
                    error.to_string().split_once("one of ").map_or(String::new(), |(_, list)| list.to_owned())
                };
                let known = format!("{}, {}", list(&kinds), list(&families));
                Err(D::Error::custom(format!("unknown kind `{name}`, expected one of {known}")))
            }
        }
    }
}

impl JsonSchema for Sort {
    fn schema_name() -> Cow<'static, str> {
        "KindOrFamily".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let (kind, family) = (generator.subschema_for::<Kind>(), generator.subschema_for::<Family>());
        schemars::json_schema!({ "anyOf": [kind, family] })
    }
}

/// A regular expression.
#[derive(Debug, Clone)]
pub(super) struct Pattern(Regex);

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let pattern = String::deserialize(deserializer)?;
        Regex::new(&pattern).map(Pattern).map_err(|error| {
            let what = error.to_string().lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
            D::Error::custom(format!("the pattern cannot be read: {what}"))
        })
    }
}

impl JsonSchema for Pattern {
    fn schema_name() -> Cow<'static, str> {
        "Pattern".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({ "type": "string", "format": "regex" })
    }
}
