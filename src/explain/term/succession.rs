//! Statements that one named thing gave way to another, joined with how often both versions name them.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::language::family::Family;
use crate::language::lexicon::Lexicon;
use crate::model::{Evidence, Kind, Relation, Role, Side, Vocabulary};

use super::names::Names;
use super::statement::{Item, Statement, is_apposition, items, read};
use crate::explain::context::Context;
use crate::explain::context::discourse::{self, Element, Pattern};
use crate::explain::draft::Draft;
use crate::explain::quote;

/// So often the old name stands in what is said of the new one.
pub(in crate::explain) const STATED: usize = 2;

/// No change quotes more places of a name than this.
const QUOTES: usize = 8;

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
    let is_office = |name: &str| lexicon.begins(name.split(' ').next().unwrap_or_default(), Family::Title);
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
