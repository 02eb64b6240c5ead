//! The names of both sides with all their places.

use std::collections::BTreeMap;

use crate::language::stop::is_stop_word;
use crate::model::{Evidence, FacetKind, Pair, Side};

use crate::explain::context::Context;

/// One name: every place of it on both sides.
#[derive(Debug, Clone, Default)]
pub(super) struct Named {
    /// Where it stands, in document order.
    pub(super) places: Pair<Vec<Evidence>>,
}

/// All names of a pair by their normal form.
#[derive(Debug, Default)]
pub(in crate::explain) struct Names(BTreeMap<String, Named>);

impl Names {
    /// Collects the names of both sides. Only what the page says counts, not its menus.
    pub(in crate::explain) fn new(context: &Context<'_>) -> Self {
        let mut names: BTreeMap<String, Named> = BTreeMap::new();
        for side in Side::BOTH {
            let annotated = *context.sides.get(side);
            for facet in annotated.facets.iter().filter(|f| f.kind == FacetKind::Name) {
                if context.role(side, facet.segment).is_content() {
                    let place = Evidence { segment: facet.segment, span: facet.span };
                    if !names.contains_key(&*facet.normal) {
                        names.insert(facet.normal.clone().into_owned(), Named::default());
                    }
                    if let Some(named) = names.get_mut(&*facet.normal) {
                        named.places.get_mut(side).push(place);
                    }
                }
            }
        }
        Names(names)
    }

    /// All names in order of their normal forms.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Named)> {
        self.0.iter().map(|(normal, named)| (normal.as_str(), named))
    }

    /// How often a side has a name.
    pub(super) fn count(&self, side: Side, normal: &str) -> usize {
        self.0.get(normal).map_or(0, |n| n.places.get(side).len())
    }

    /// The places of a name on one side.
    pub(super) fn places(&self, side: Side, normal: &str) -> &[Evidence] {
        self.0.get(normal).map_or(&[], |n| n.places.get(side))
    }

    /// The full name that a short one stands for ("the Commission"): the commonest longer name on `side` that ends
    /// with it, where it is not but a complement there ("Friends of the Commission"). The short one itself where there
    /// is none.
    pub(super) fn full(&self, context: &Context<'_>, side: Side, short: &str) -> String {
        let language = context.sides.get(side).document.language.as_deref();
        let complement =
            |rest: &str| rest.split_whitespace().next_back().is_some_and(|word| is_stop_word(language, word));
        let longer = self.0.iter().filter(|(normal, named)| {
            !named.places.get(side).is_empty()
                && normal.strip_suffix(short).is_some_and(|rest| rest.ends_with([' ', '-']) && !complement(rest))
        });
        longer
            .max_by_key(|(normal, named)| (named.places.get(side).len(), std::cmp::Reverse((*normal).clone())))
            .map_or_else(|| short.to_owned(), |(normal, _)| normal.clone())
    }
}
