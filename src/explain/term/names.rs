//! The names of both sides with all their places.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::language::stop::is_stop_word;
use crate::language::token::tokenize;
use crate::model::{Evidence, FacetKind, Pair, Side, Span};

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
        let mut names: FxHashMap<&str, Named> = FxHashMap::default();
        for side in Side::BOTH {
            let annotated = *context.sides.get(side);
            for facet in annotated.facets.iter().filter(|f| f.kind == FacetKind::Name) {
                if context.role(side, facet.segment).is_content() {
                    let place = Evidence { segment: facet.segment, span: facet.span };
                    let places = names.entry(&*facet.normal).or_default().places.get_mut(side);
                    if !places.last().is_some_and(|&last| is_in_brackets_behind(context, side, last, place)) {
                        places.push(place);
                    }
                }
            }
        }
        Names(names.into_iter().map(|(normal, named)| (normal.to_owned(), named)).collect())
    }

    /// All names in order of their normal forms.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Named)> {
        self.0.iter().map(|(normal, named)| (normal.as_str(), named))
    }

    /// How often a side has a name.
    pub(super) fn count(&self, side: Side, normal: &str) -> usize {
        self.0.get(normal).map_or(0, |n| n.places.get(side).len())
    }

    /// How often a side writes each of some words as they are written here, capitals and all, whole words in what the page
    /// says: inside longer names too, and in titles.
    pub(super) fn written<'t>(context: &Context<'t>, side: Side, names: &[&'t str]) -> Vec<usize> {
        if names.is_empty() {
            return Vec::new();
        }
        let annotated = *context.sides.get(side);
        let mut counts: FxHashMap<&str, usize> = names.iter().map(|name| (*name, 0)).collect();
        // By how a name begins, how long those are that begin so.
        let mut lengths: FxHashMap<&str, BTreeSet<usize>> = FxHashMap::default();
        for name in names {
            tokenize(name, |token| {
                if token.span.start == 0 {
                    lengths.entry(token.span.of(name)).or_default().insert(name.len());
                }
            });
        }
        // Most words begin otherwise than any of them, and none is looked up.
        let mut begins = [false; 256];
        names.iter().filter_map(|name| name.bytes().next()).for_each(|byte| begins[usize::from(byte)] = true);
        let text = annotated.document.text.as_bytes();
        for segment in (0..annotated.document.segments.len()).filter(|&s| context.role(side, s).is_content()) {
            let whole = context.text(side, context.whole(side, segment).span);
            let begin = context.whole(side, segment).span.start;
            let tokens = annotated.segment_tokens(segment).iter();
            for token in tokens.filter(|token| begins[usize::from(text[token.span.start])]) {
                let rest = &whole[token.span.start - begin..];
                for &length in lengths.get(context.text(side, token.span)).into_iter().flatten() {
                    let name = rest.get(..length).filter(|_| !rest[length..].starts_with(char::is_alphanumeric));
                    if let Some(count) = name.and_then(|name| counts.get_mut(name)) {
                        *count += 1;
                    }
                }
            }
        }
        names.iter().map(|name| counts[name]).collect()
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

/// Whether a place of a name only says in brackets how the one before it is written for short, or in full: "Fair Ports
/// Union (the “FPU”)" is one mention.
fn is_in_brackets_behind(context: &Context<'_>, side: Side, before: Evidence, place: Evidence) -> bool {
    if before.segment != place.segment || before.span.end > place.span.start {
        return false;
    }
    let between = Span::new(before.span.end, place.span.start);
    let joint = context.text(side, between).trim_start();
    let words = context.tokens_in(side, place.segment, between).iter();
    let whole = context.whole(side, place.segment).span;
    let behind = context.text(side, Span::new(place.span.end, whole.end));
    joint.starts_with('(')
        && !joint.contains(')')
        && words.into_iter().all(|token| !context.is_substance(side, token))
        && behind.trim_start_matches(['"', '”', '“', '’', '\'', '»']).starts_with(')')
}
