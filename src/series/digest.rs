//! What a history keeps of a comparison: no reading text, only what the lineages and the log are made of.
//!
//! A digest is as small as what changed: of claims that stand as they stood it has no words, because the version before
//! has them. That bounds the memory of a history by the changes, and makes the digests fit to be cached.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::model::{
    Annotated, Capture, Change, Comparison, Dated, Document, Evidence, Family, Kind, Level, Quote, Relation, Role,
    Side, Summary, Told,
};

/// What a history keeps of a snapshot by itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Head {
    pub(super) title: Option<String>,
    pub(super) language: Option<String>,
    pub(super) stated: Dated,
    pub(super) capture: Capture,
    pub(super) claims: usize,
}

impl Head {
    pub(super) fn new(document: &Document) -> Head {
        Head {
            title: document.title.clone(),
            language: document.language.clone(),
            stated: document.stated.clone(),
            capture: document.capture.clone(),
            claims: document.segments.iter().filter(|segment| segment.role == Role::Claim).count(),
        }
    }
}

/// Something that a version says: a segment that is content.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Statement {
    pub(super) segment: usize,
    /// Index of its section's title.
    pub(super) section: usize,
    pub(super) role: Role,
    /// Its words; `None` where it is linked to an earlier statement of the very same words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<String>,
}

/// A link between statements, by their indices.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Thread {
    pub(super) old: Vec<usize>,
    pub(super) new: Vec<usize>,
    pub(super) relation: Relation,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) moved: bool,
    /// The kinds of change that its words make.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) kinds: Vec<Kind>,
}

/// What a history keeps of a version and what led to it. The first version has neither links nor changes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Digest {
    pub(super) sections: Vec<String>,
    pub(super) statements: Vec<Statement>,
    pub(super) threads: Vec<Thread>,
    pub(super) summary: Summary,
    pub(super) changes: Vec<Told>,
}

impl Digest {
    /// Of the first version.
    pub(super) fn first(document: &Document) -> Digest {
        let (statements, _) = statements(document);
        let sections = document.sections.iter().map(|section| section.title.clone()).collect();
        Digest { sections, statements, ..Digest::default() }
    }

    /// Of a version and its predecessor.
    pub(super) fn of(comparison: &Comparison) -> Digest {
        let new = &comparison.sides.new.document;
        let (mut statements, new_index) = statements(new);
        let (_, old_index) = self::statements(&comparison.sides.old.document);
        let kinds = kinds_by_link(comparison);
        let mut threads = Vec::new();
        for (index, link) in comparison.alignment.links.iter().enumerate() {
            let ends = |segments: &[usize], known: &FxHashMap<usize, usize>| -> Vec<usize> {
                segments.iter().filter_map(|segment| known.get(segment).copied()).collect()
            };
            let (old, new) = (ends(&link.old, &old_index), ends(&link.new, &new_index));
            if old.is_empty() || new.is_empty() {
                continue;
            }
            if let ([before], [after]) = (&link.old[..], &link.new[..])
                && link.relation == Relation::Equal
                && comparison.sides.old.document.segment_text(*before)
                    == comparison.sides.new.document.segment_text(*after)
            {
                statements[new[0]].text = None;
            }
            threads.push(Thread {
                old,
                new,
                relation: link.relation,
                moved: link.moved,
                kinds: kinds.get(&index).cloned().unwrap_or_default(),
            });
        }
        Digest {
            sections: new.sections.iter().map(|section| section.title.clone()).collect(),
            statements,
            threads,
            summary: comparison.summary.clone(),
            changes: comparison.changes.iter().map(|change| told(comparison, change)).collect(),
        }
    }
}

/// The statements of a document, and for each of their segments which one it is.
fn statements(document: &Document) -> (Vec<Statement>, FxHashMap<usize, usize>) {
    let mut statements = Vec::new();
    let mut index = FxHashMap::default();
    for (segment, place) in document.segments.iter().enumerate() {
        if place.role.is_content() && !place.span.is_empty() {
            index.insert(segment, statements.len());
            let text = Some(document.segment_text(segment).to_owned());
            statements.push(Statement { segment, section: place.section, role: place.role, text });
        }
    }
    (statements, index)
}

/// For each link the kinds of change that rest on its segments, those of its words alone.
fn kinds_by_link(comparison: &Comparison) -> FxHashMap<usize, Vec<Kind>> {
    let mut links: [FxHashMap<usize, usize>; 2] = Default::default();
    for (index, link) in comparison.alignment.links.iter().enumerate() {
        if link.relation != Relation::Repeat {
            links[0].extend(link.old.iter().map(|&segment| (segment, index)));
            links[1].extend(link.new.iter().map(|&segment| (segment, index)));
        }
    }
    let mut found: FxHashMap<usize, Vec<(Level, Kind)>> = FxHashMap::default();
    for change in &comparison.changes {
        for (evidence, links) in [(&change.old, &links[0]), (&change.new, &links[1])] {
            for link in evidence.iter().filter_map(|evidence| links.get(&evidence.segment)) {
                found.entry(*link).or_default().push((change.level, change.kind));
            }
        }
    }
    found.into_iter().map(|(link, found)| (link, kinds_of_words(&found))).collect()
}

/// The different kinds of what other words do, without those that are hardly worth telling where others are there.
pub(super) fn kinds_of_words(found: &[(Level, Kind)]) -> Vec<Kind> {
    let of = |least: Level| {
        let mut kinds: Vec<Kind> = Vec::new();
        for &(_, kind) in found.iter().filter(|(level, kind)| *level >= least && is_of_words(*kind)) {
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        kinds
    };
    let weighty = of(Level::Notable);
    if weighty.is_empty() { of(Level::Minor) } else { weighty }
}

/// Whether a kind of change tells what other words do, and not where they stand.
fn is_of_words(kind: Kind) -> bool {
    matches!(kind.family(), Family::Facts | Family::Force | Family::Voice | Family::Terms) || kind == Kind::ListItem
}

fn told(comparison: &Comparison, change: &Change) -> Told {
    let quotes = |side: Side, evidence: &[Evidence]| {
        let annotated: &Annotated = comparison.sides.get(side);
        evidence.iter().map(|evidence| quote(&annotated.document, evidence)).collect()
    };
    Told {
        id: change.id.clone(),
        kind: change.kind,
        level: change.level,
        score: change.score,
        confidence: change.confidence,
        headline: change.headline.clone(),
        count: change.count,
        old: quotes(Side::Old, &change.old),
        new: quotes(Side::New, &change.new),
        since: None,
    }
}

fn quote(document: &Document, evidence: &Evidence) -> Quote {
    let section = document.segments[evidence.segment].section;
    Quote {
        text: evidence.span.of(&document.text).to_owned(),
        sentence: document.segment_text(evidence.segment).to_owned(),
        segment: evidence.segment,
        section: document.sections.get(section).map_or_else(String::new, |section| section.title.clone()),
    }
}
