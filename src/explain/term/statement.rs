//! Sentences read by patterns: which name gave way to which.

use crate::explain::context::Context;
use crate::explain::context::discourse::{Discourse, Element, Pattern};
use crate::model::{Evidence, FacetKind, Side, Span};

/// How many words "…" stands for at most.
const GAP: usize = 8;

/// How many words may stand between a name and the word of the pattern next to it.
const NEAR: usize = 3;

/// … where the name is that of several things: "all existing Funds that support the country into".
const NEAR_MANY: usize = 6;

/// A segment as a row of names and words.
#[derive(Debug, Clone)]
pub(super) enum Item<'c> {
    Name { normal: &'c str, span: Span },
    Word { form: &'c str, span: Span },
}

impl Item<'_> {
    fn span(&self) -> Span {
        match self {
            Item::Name { span, .. } | Item::Word { span, .. } => *span,
        }
    }
}

/// What a statement says.
pub(super) struct Statement {
    pub(super) old: String,
    pub(super) new: String,
    pub(super) quote: Evidence,
}

/// A segment of the new side as names and words; a name and its acronym in brackets are one name.
pub(super) fn items<'c>(context: &Context<'c>, segment: usize) -> Vec<Item<'c>> {
    let side = *context.sides.get(Side::New);
    let mut names = side.segment_facets(segment).iter().filter(|f| f.kind == FacetKind::Name).peekable();
    let mut items: Vec<Item<'c>> = Vec::new();
    let mut until = 0;
    for token in side.segment_tokens(segment) {
        if token.span.start < until {
            continue;
        }
        while names.next_if(|n| n.span.start < token.span.start).is_some() {}
        match names.next_if(|n| n.span.start == token.span.start) {
            Some(name) => {
                until = name.span.end;
                items.push(Item::Name { normal: &name.normal, span: name.span });
            }
            None => items.push(Item::Word { form: side.vocabulary.form(token.word), span: token.span }),
        }
    }
    let mut joined: Vec<Item<'c>> = Vec::with_capacity(items.len());
    let mut at = 0;
    while at < items.len() {
        if let (
            Some(Item::Name { normal, span }),
            [Item::Word { form: "(", .. }, Item::Name { normal: again, .. }, Item::Word { form: ")", span: close }, ..],
        ) = (joined.last_mut(), &items[at..])
            && *normal == *again
        {
            span.end = close.end;
            at += 3;
            continue;
        }
        joined.push(items[at].clone());
        at += 1;
    }
    joined
}

/// Reads a pattern out of a segment: the first place where it fits.
pub(super) fn read(
    pattern: &Pattern,
    items: &[Item<'_>],
    segment: usize,
    many: bool,
    known: &Discourse,
) -> Option<Statement> {
    // Many things may become "a single fund"; but who "became a partner" was not succeeded.
    let barred: Vec<&str> =
        known.apart.iter().chain(&known.preposition).filter(|_| !many).map(String::as_str).collect();
    let (near, bar) = if many { (NEAR_MANY, &barred[..]) } else { (NEAR, &barred[..]) };
    let by_name = matches!(pattern.0.first(), Some(Element::Old | Element::New));
    (0..items.len()).find_map(|start| {
        let governed = || !is_apposition(pattern) && is_governed(&items[..start], known);
        if by_name && (!matches!(items[start], Item::Name { .. }) || governed()) {
            return None;
        }
        let mut found = (None, None);
        let end = fit(&pattern.0, items, start, (near, bar), &mut found)?;
        let (Some(old), Some(new)) = found else { return None };
        let span = Span::new(items[start].span().start, items[end - 1].span().end);
        Some(Statement { old, new, quote: Evidence { segment, span } })
    })
}

/// Whether a pattern says of a name what it is, whatever the name is to its sentence: "lies with the Agency, the successor to
/// the Office".
pub(super) fn is_apposition(pattern: &Pattern) -> bool {
    matches!(pattern.0.get(1), Some(Element::Word(words)) if words.iter().any(|word| word == ","))
}

/// Whether the name behind these items depends on another word ("documents such as", "[") and is not what a verb speaks
/// of.
fn is_governed(before: &[Item<'_>], known: &Discourse) -> bool {
    let word = |back: usize| match before.len().checked_sub(back).map(|at| &before[at]) {
        Some(Item::Word { form, .. }) => Some(*form),
        _ => None,
    };
    let governs = |form: &str| known.preposition.iter().any(|word| word == form);
    match (word(2), word(1)) {
        (_, Some("[" | "(")) => true,
        // "by the Council"
        (before, Some(last)) => governs(last) || before.is_some_and(governs),
        _ => false,
    }
}

type Parties = (Option<String>, Option<String>);

/// Fits the elements from an item on; the result is the item behind the last one.
fn fit(
    elements: &[Element],
    items: &[Item<'_>],
    at: usize,
    (near, bar): (usize, &[&str]),
    found: &mut Parties,
) -> Option<usize> {
    let Some((first, rest)) = elements.split_first() else { return Some(at) };
    match first {
        Element::Word(words) => match items.get(at)? {
            Item::Word { form, .. } if words.iter().any(|w| w == form) => fit(rest, items, at + 1, (near, bar), found),
            _ => None,
        },
        Element::Maybe(words) => {
            if let Some(Item::Word { form, .. }) = items.get(at)
                && words.iter().any(|w| w == form)
                && let Some(end) = fit(rest, items, at + 1, (near, bar), found)
            {
                return Some(end);
            }
            fit(rest, items, at, (near, bar), found)
        }
        Element::Gap => (at..=(at + GAP).min(items.len())).find_map(|next| fit(rest, items, next, (near, bar), found)),
        Element::Old | Element::New => {
            let bars = |item: &Item<'_>| matches!(item, Item::Word { form, .. } if bar.contains(form));
            for place in at..=(at + near).min(items.len().checked_sub(1)?) {
                if bars(&items[place]) {
                    break;
                }
                let Item::Name { normal, .. } = &items[place] else { continue };
                let before = found.clone();
                if *first == Element::Old {
                    found.0 = Some((*normal).to_owned());
                } else {
                    found.1 = Some((*normal).to_owned());
                }
                let behind = if rest.is_empty() { 0 } else { near };
                for next in place + 1..=(place + 1 + behind).min(items.len()) {
                    // The verb belongs to the name next to it.
                    if !bar.is_empty() && next > place + 1 && matches!(items[next - 1], Item::Name { .. }) {
                        break;
                    }
                    if let Some(end) = fit(rest, items, next, (near, bar), found) {
                        return Some(end);
                    }
                }
                *found = before;
            }
            None
        }
    }
}
