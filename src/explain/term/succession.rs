//! Statements that one named thing gave way to another, joined with how often both versions name them.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::language::family::Family;
use crate::language::lexicon::Lexicon;
use crate::model::{Evidence, FacetKind, Kind, Relation, Role, Side, Span, Vocabulary};

use super::names::Names;
use crate::explain::context::Context;
use crate::explain::context::discourse::{self, Discourse, Element, Pattern};
use crate::explain::draft::Draft;
use crate::explain::quote;

/// So often the old name stands in what is said of the new one.
pub(in crate::explain) const STATED: usize = 2;

/// How many words "…" stands for at most.
const GAP: usize = 8;

/// How many words may stand between a name and the word of the pattern next to it.
const NEAR: usize = 3;

/// … where the name is that of several things: "all existing Funds that support the country into".
const NEAR_MANY: usize = 6;

/// No change quotes more places of a name than this.
const QUOTES: usize = 8;

/// A segment as a row of names and words.
#[derive(Debug, Clone)]
enum Item<'c> {
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

/// A pattern with the words that it cannot do without: few segments hold them, and only those are read.
struct Sought {
    pattern: &'static Pattern,
    /// For each of these words which of the document's it may be.
    words: Vec<Vec<u32>>,
}

impl Sought {
    /// Nothing, where a document does not have the words.
    fn of(pattern: &'static Pattern, vocabulary: &Vocabulary) -> Option<Self> {
        let words = pattern.0.iter().filter_map(|element| match element {
            Element::Word(words) => Some(words.iter().filter_map(|word| vocabulary.find(word)).collect()),
            _ => None,
        });
        let words: Vec<Vec<u32>> = words.collect();
        (!words.iter().any(Vec::is_empty)).then_some(Sought { pattern, words })
    }

    /// Whether it may stand where these words are.
    fn may_stand(&self, here: &[u32]) -> bool {
        self.words.iter().all(|words| here.iter().any(|word| words.contains(word)))
    }
}

/// What a statement says.
struct Statement {
    old: String,
    new: String,
    quote: Evidence,
}

/// All successions and consolidations that one version states and the other does not know of.
pub(in crate::explain) fn explain(context: &Context<'_>, names: &Names, drafts: &mut Vec<Draft>) {
    let language = context.sides.new.document.language.as_deref();
    let known = discourse::of(language);
    let annotated = context.sides.new;
    let sought = |patterns: &'static [Pattern]| -> Vec<Sought> {
        patterns.iter().filter_map(|pattern| Sought::of(pattern, &annotated.vocabulary)).collect()
    };
    let patterns = [(Kind::Consolidation, sought(&known.merger)), (Kind::Succession, sought(&known.succession))];
    let lexicon = Lexicon::of(language);
    let is_office = |name: &str| {
        let first = name.split(' ').next().unwrap_or_default();
        lexicon.families(lexicon.index(first)).overlaps(Family::Title.into())
    };
    let mut in_any = vec![false; annotated.vocabulary.len()];
    let all = patterns.iter().flat_map(|(_, sought)| sought).flat_map(|sought| sought.words.iter().flatten());
    all.for_each(|&word| in_any[word as usize] = true);
    let states = |segment: usize| {
        let mut stated = Vec::new();
        let equal =
            context.primary.new[segment].is_some_and(|l| context.alignment.links[l].relation == Relation::Equal);
        if equal || !context.role(Side::New, segment).is_content() {
            return stated;
        }
        let tokens = annotated.segment_tokens(segment);
        let here: Vec<u32> = tokens.iter().map(|token| token.word).filter(|&word| in_any[word as usize]).collect();
        let worth_reading = patterns.iter().flat_map(|(kind, sought)| {
            sought.iter().filter(|sought| sought.may_stand(&here)).map(|sought| (*kind, sought.pattern))
        });
        let worth_reading: Vec<(Kind, &Pattern)> = worth_reading.collect();
        if worth_reading.is_empty() {
            return stated;
        }
        let items = items(context, segment);
        if items.iter().filter(|i| matches!(i, Item::Name { .. })).count() < 2 {
            return stated;
        }
        for (kind, pattern) in worth_reading {
            let read = read(pattern, &items, segment, kind == Kind::Consolidation, known);
            // "Anna Berg, formerly Director": offices are not succeeded by who held them.
            let held =
                |s: &Statement| is_apposition(pattern) && [&s.old, &s.new].into_iter().any(|name| is_office(name));
            if let Some(statement) = read.filter(|statement| !held(statement)) {
                let old = resolve(context, names, Side::Old, &statement.old);
                let new = resolve(context, names, Side::New, &statement.new);
                if old != new && is_news(names, &old, &new) {
                    stated.push(((kind, old, new), statement.quote));
                }
            }
        }
        stated
    };
    let mut found: BTreeMap<(Kind, String, String), Vec<Evidence>> = BTreeMap::new();
    let segments = 0..context.sides.new.document.segments.len();
    for (statement, quote) in segments.into_par_iter().map(states).collect::<Vec<_>>().into_iter().flatten() {
        let quotes = found.entry(statement).or_default();
        if !quotes.contains(&quote) {
            quotes.push(quote);
        }
    }
    for ((kind, old, new), mut quotes) in found {
        quotes.sort_unstable();
        quotes.dedup_by_key(|q| q.segment);
        quotes.truncate(QUOTES);
        quotes.retain(|&q| !context.stale(Side::New, q));
        if quotes.is_empty() {
            continue;
        }
        let places = telling_places(context, names.places(Side::Old, &old));
        let written =
            |side, normal: &str| names.places(side, normal).first().map(|e| context.text(side, e.span).to_owned());
        let (from, to) = (written(Side::Old, &old), written(Side::New, &new));
        let count = names.count(Side::Old, &old) + names.count(Side::New, &new);
        // An old name that stands in most of its places after all is told so; its mention in the statement is none.
        let (before, left) = (names.count(Side::Old, &old), names.count(Side::New, &old));
        let remains = left * 2 > before && left > STATED;
        // Where it stands in all of them no place of it is quoted: nothing changed there.
        let places = if remains && left + STATED >= before { Vec::new() } else { places };
        let (leading, mut places) = (places.first().copied(), places);
        places.sort_unstable();
        let stated = quotes.len();
        let mut draft = Draft::new(kind, places, quotes, 0.95).times(count);
        draft.lead.old.extend(leading);
        if let Some(counted) = from.as_deref().filter(|_| remains).map(|name| context.counts([name].into_iter())[0]) {
            // As a reader would count it who looks for the name, inside longer ones too, but for the statements.
            (draft.before, draft.left) = (counted.old, counted.new.saturating_sub(stated));
        }
        draft.words.old = from;
        draft.words.new = to;
        drafts.push(draft);
    }
}

/// The full name of a party: what `side` calls it, else what the other version does.
fn resolve(context: &Context<'_>, names: &Names, side: Side, normal: &str) -> String {
    if names.count(Side::Old, normal) + names.count(Side::New, normal) > 0 {
        let full = names.full(context, side, normal);
        if full != normal || names.count(side, normal) > 0 {
            return full;
        }
    }
    names.full(context, side, normal)
}

/// Whether the statement tells something between these two versions: the old one knows the old name, and has
/// hardly heard of the new one.
fn is_news(names: &Names, old: &str, new: &str) -> bool {
    let before = names.count(Side::Old, new);
    names.count(Side::Old, old) > 0 && names.count(Side::New, new) > 0 && before * 4 <= names.count(Side::New, new)
}

/// The places of the old name that say most about it, these first: a sentence before a title, written
/// in full before by its acronym, near the beginning of a sentence before mentions in passing.
fn telling_places(context: &Context<'_>, places: &[Evidence]) -> Vec<Evidence> {
    let mut ranked: Vec<(bool, std::cmp::Reverse<usize>, usize, Evidence)> = places
        .iter()
        .map(|&place| {
            let offset = place.span.start - context.whole(Side::Old, place.segment).span.start;
            let titled = context.role(Side::Old, place.segment) == Role::Heading;
            (titled, std::cmp::Reverse(context.letters(Side::Old, place)), offset, place)
        })
        .collect();
    ranked.sort_unstable();
    let mut best: Vec<Evidence> = Vec::new();
    for (.., place) in ranked {
        if best.len() < QUOTES && best.iter().all(|b| b.segment != place.segment) {
            best.extend(quote::widened(context, Side::Old, place));
        }
    }
    best
}

/// A segment of the new side as names and words; a name and its acronym in brackets are one name.
fn items<'c>(context: &Context<'c>, segment: usize) -> Vec<Item<'c>> {
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
fn read(pattern: &Pattern, items: &[Item<'_>], segment: usize, many: bool, known: &Discourse) -> Option<Statement> {
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
fn is_apposition(pattern: &Pattern) -> bool {
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
