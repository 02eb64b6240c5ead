//! Links, edits and section relations.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{Edit, EditOp, Link, Relation, SectionLink, SectionRelation};

use super::{Range, range, rounded};

/// Old and new segments that state the same thing.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Link")]
pub struct LinkWire<'a> {
    /// Old segments, ascending.
    pub old: &'a [usize],
    /// New segments, ascending.
    pub new: &'a [usize],
    /// How they relate; all links but repeats are disjoint.
    pub relation: Relation,
    /// Whether it stands in another place.
    pub moved: bool,
    /// Probability that the link is right.
    pub confidence: f64,
    /// What differs, word by word; left out in `batch --emit links`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edits: Option<Vec<EditWire>>,
}

impl<'a> LinkWire<'a> {
    /// A link's wire form, with its edits where they are given.
    pub fn new(link: &'a Link, edits: Option<&[Edit]>) -> Self {
        LinkWire {
            old: &link.old,
            new: &link.new,
            relation: link.relation,
            moved: link.moved,
            confidence: rounded(link.confidence),
            edits: edits.map(|edits| edits.iter().map(EditWire::new).collect()),
        }
    }
}

/// A difference inside a link. The old spans of a link's edits tile its old segments, the new ones its new segments.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Edit")]
pub struct EditWire {
    /// What it does.
    pub op: EditOp,
    /// Bytes of the old reading text.
    pub old: Range,
    /// Bytes of the new reading text.
    pub new: Range,
}

impl EditWire {
    fn new(edit: &Edit) -> Self {
        EditWire { op: edit.op, old: range(edit.old), new: range(edit.new) }
    }
}

/// Old and new sections that hold the same matter.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "SectionLink")]
pub struct SectionLinkWire<'a> {
    /// Old sections, ascending.
    pub old: &'a [usize],
    /// New sections, ascending.
    pub new: &'a [usize],
    /// How they relate.
    pub relation: SectionRelation,
}

impl<'a> SectionLinkWire<'a> {
    pub(super) fn new(link: &'a SectionLink) -> Self {
        SectionLinkWire { old: &link.old, new: &link.new, relation: link.relation }
    }
}
