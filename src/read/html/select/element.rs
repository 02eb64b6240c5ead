//! The tree of a page as the matcher of selectors sees it.

use std::fmt;

use cssparser::ToCss;
use html5ever::{LocalName, Namespace, local_name, ns};
use precomputed_hash::PrecomputedHash;
use selectors::attr::{AttrSelectorOperation, CaseSensitivity, NamespaceConstraint};
use selectors::bloom::BloomFilter;
use selectors::matching::{ElementSelectorFlags, MatchingContext};
use selectors::parser::{self, SelectorParseErrorKind};
use selectors::{OpaqueElement, SelectorImpl};

use super::super::sink::{Data, NONE, Tree};

/// What selectors are made of: the names and texts of HTML. States of a browser (`:hover`) and parts that no markup has
/// (`::before`) do not exist here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Css;

impl SelectorImpl for Css {
    type ExtraMatchingData<'a> = ();
    type AttrValue = Text;
    type Identifier = Name;
    type LocalName = Name;
    type NamespaceUrl = Namespace;
    type NamespacePrefix = Name;
    type BorrowedLocalName = Name;
    type BorrowedNamespaceUrl = Namespace;
    type NonTSPseudoClass = State;
    type PseudoElement = Part;
}

/// How selectors are read.
pub(super) struct Syntax;

impl parser::Parser<'_> for Syntax {
    type Impl = Css;
    type Error = SelectorParseErrorKind;

    fn parse_is_and_where(&self) -> bool {
        true
    }

    fn parse_has(&self) -> bool {
        true
    }
}

/// The value of an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text(String);

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Text(text.to_owned())
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl ToCss for Text {
    fn to_css<W: fmt::Write>(&self, out: &mut W) -> fmt::Result {
        cssparser::serialize_string(&self.0, out)
    }
}

/// The name of an element, an attribute, a class or an id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Name(LocalName);

impl From<&str> for Name {
    fn from(name: &str) -> Self {
        Name(name.into())
    }
}

impl PrecomputedHash for Name {
    fn precomputed_hash(&self) -> u32 {
        self.0.precomputed_hash()
    }
}

impl ToCss for Name {
    fn to_css<W: fmt::Write>(&self, out: &mut W) -> fmt::Result {
        cssparser::serialize_identifier(&self.0, out)
    }
}

/// A state of a browser: there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum State {}

impl parser::NonTSPseudoClass for State {
    fn is_active_or_hover(&self) -> bool {
        match *self {}
    }

    fn is_user_action_state(&self) -> bool {
        match *self {}
    }
}

impl ToCss for State {
    fn to_css<W: fmt::Write>(&self, _: &mut W) -> fmt::Result {
        match *self {}
    }
}

/// A part of an element that no markup has: there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {}

impl parser::PseudoElement for Part {}

impl ToCss for Part {
    fn to_css<W: fmt::Write>(&self, _: &mut W) -> fmt::Result {
        match *self {}
    }
}

/// An element of a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Element<'t> {
    pub(super) tree: &'t Tree,
    pub(super) node: u32,
}

impl<'t> Element<'t> {
    fn name(&self) -> Option<&'t LocalName> {
        match &self.tree.nodes[self.node as usize].data {
            Data::Element { name, .. } => Some(name),
            _ => None,
        }
    }

    fn is_html(&self) -> bool {
        matches!(self.tree.nodes[self.node as usize].data, Data::Element { html: true, .. })
    }

    /// The element at a node, or the first one that `step` leads to from there.
    fn from(self, mut node: u32, step: fn(&Tree, u32) -> u32) -> Option<Self> {
        while node != NONE {
            let element = Element { node, ..self };
            if element.name().is_some() {
                return Some(element);
            }
            node = step(self.tree, node);
        }
        None
    }
}

impl selectors::Element for Element<'_> {
    type Impl = Css;

    fn opaque(&self) -> OpaqueElement {
        OpaqueElement::new(&self.tree.nodes[self.node as usize])
    }

    fn parent_element(&self) -> Option<Self> {
        let parent = self.tree.nodes[self.node as usize].parent;
        self.from(parent, |_, _| NONE)
    }

    fn parent_node_is_shadow_root(&self) -> bool {
        false
    }

    fn containing_shadow_host(&self) -> Option<Self> {
        None
    }

    fn is_pseudo_element(&self) -> bool {
        false
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        let step = |tree: &Tree, node: u32| tree.nodes[node as usize].before;
        self.from(step(self.tree, self.node), step)
    }

    fn next_sibling_element(&self) -> Option<Self> {
        let step = |tree: &Tree, node: u32| tree.nodes[node as usize].next;
        self.from(step(self.tree, self.node), step)
    }

    fn first_element_child(&self) -> Option<Self> {
        self.from(self.tree.nodes[self.node as usize].first, |tree, node| tree.nodes[node as usize].next)
    }

    fn is_html_element_in_html_document(&self) -> bool {
        self.is_html()
    }

    fn has_local_name(&self, name: &Name) -> bool {
        self.name() == Some(&name.0)
    }

    fn has_namespace(&self, namespace: &Namespace) -> bool {
        self.is_html() == (*namespace == ns!(html))
    }

    fn is_same_type(&self, other: &Self) -> bool {
        self.name() == other.name() && self.is_html() == other.is_html()
    }

    fn attr_matches(
        &self,
        namespace: &NamespaceConstraint<&Namespace>,
        name: &Name,
        operation: &AttrSelectorOperation<&Text>,
    ) -> bool {
        let Data::Element { attributes, .. } = &self.tree.nodes[self.node as usize].data else { return false };
        attributes.iter().any(|attribute| {
            !matches!(*namespace, NamespaceConstraint::Specific(wanted) if *wanted != attribute.name.ns)
                && attribute.name.local == name.0
                && operation.eval_str(&attribute.value)
        })
    }

    fn match_non_ts_pseudo_class(&self, state: &State, _: &mut MatchingContext<'_, Css>) -> bool {
        match *state {}
    }

    fn match_pseudo_element(&self, part: &Part, _: &mut MatchingContext<'_, Css>) -> bool {
        match *part {}
    }

    fn apply_selector_flags(&self, _: ElementSelectorFlags) {}

    fn is_link(&self) -> bool {
        self.name() == Some(&local_name!("a")) && self.tree.attribute(self.node, &local_name!("href")).is_some()
    }

    fn is_html_slot_element(&self) -> bool {
        false
    }

    fn has_id(&self, id: &Name, case: CaseSensitivity) -> bool {
        let own = self.tree.attribute(self.node, &local_name!("id"));
        own.is_some_and(|own| case.eq(own.as_bytes(), id.0.as_bytes()))
    }

    fn has_class(&self, name: &Name, case: CaseSensitivity) -> bool {
        let own = self.tree.attribute(self.node, &local_name!("class")).unwrap_or_default();
        own.split_ascii_whitespace().any(|own| case.eq(own.as_bytes(), name.0.as_bytes()))
    }

    fn has_custom_state(&self, _: &Name) -> bool {
        false
    }

    fn imported_part(&self, _: &Name) -> Option<Name> {
        None
    }

    fn is_part(&self, _: &Name) -> bool {
        false
    }

    fn is_empty(&self) -> bool {
        let mut child = self.tree.nodes[self.node as usize].first;
        while child != NONE {
            let node = &self.tree.nodes[child as usize];
            match &node.data {
                Data::Other => child = node.next,
                Data::Text(text) if text.is_empty() => child = node.next,
                _ => return false,
            }
        }
        true
    }

    fn is_root(&self) -> bool {
        self.tree.nodes[self.node as usize].parent == 0
    }

    fn add_element_unique_hashes(&self, _: &mut BloomFilter) -> bool {
        false
    }
}
