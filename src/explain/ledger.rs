//! The table of terms and names: how often each side has them, and what replaced what.

use rustc_hash::FxHashSet;

use crate::language::token::fold;
use crate::model::{Evidence, Family, Kind, Pair, Side, TermEntry};

use super::collocation;
use super::context::Context;
use super::draft::Draft;
use super::names::Names;
use super::substitution::Exchange;
use super::weights;

/// A name must have been there so often for its going to be an event of its own.
const MENTIONS: usize = 2;

/// A term in so many places is one of the page's own: that another one took its place everywhere is an event.
const MANY: usize = 5;

/// The ledger holds no more entries than this.
const ENTRIES: usize = 200;

/// Exchanged terms, names and standing phrases that vanish or arrive, each told once.
pub(super) fn explain(context: &Context<'_>, names: &Names, exchanges: &[Exchange], drafts: &mut Vec<Draft>) {
    let counts = context.counts(exchanges.iter().map(|exchange| exchange.terms.old.as_str()));
    for (exchange, count) in exchanges.iter().zip(counts) {
        let named = |term: &str| term.chars().any(char::is_uppercase);
        let kind = if named(&exchange.terms.old) && named(&exchange.terms.new) { Kind::Renamed } else { Kind::Term };
        let places = exchange.places.clone();
        let mut draft = Draft::new(kind, places.old, places.new, 0.95).times(exchange.count);
        draft.words = exchange.terms.clone().map(Some);
        (draft.before, draft.left) = (count.old, count.new);
        if draft.left == 0 && draft.before >= MANY {
            draft.because("gone from everywhere", weights::GONE);
        }
        drafts.push(draft);
    }
    let mut known: Vec<String> = drafts.iter().filter(|d| d.kind.family() == Family::Terms).flat_map(parties).collect();
    known.sort_unstable();
    let begins_one = |name: &str| {
        let next = known.partition_point(|term| term.as_str() < name);
        known.get(next).is_some_and(|term| term.starts_with(name))
    };
    for (_, named) in names.iter() {
        for side in Side::BOTH {
            let (here, there) = (named.places.get(side), named.places.get(side.other()));
            if here.len() < MENTIONS || !there.is_empty() || stands_in_other(context, side, here) {
                continue;
            }
            // A name that another one gave way to, or took the place of, is told with it; so is one that begins such a
            // term.
            let name = fold(context.text(side, here[0].span));
            if known.binary_search(&name).is_ok() || begins_one(&format!("{name} ")) {
                continue;
            }
            let evidence = here.to_vec();
            let mut pair = Pair::default();
            *pair.get_mut(side) = evidence;
            let mut draft = Draft::new(Kind::Term, pair.old, pair.new, 0.9).times(here.len());
            *draft.words.get_mut(side) = Some(context.text(side, here[0].span).to_owned());
            *draft.words.get_mut(side.other()) = Some(String::new());
            drafts.push(draft);
        }
    }
    let known: Vec<String> = drafts.iter().filter(|d| d.kind.family() == Family::Terms).flat_map(parties).collect();
    collocation::explain(context, &known, drafts);
}

/// The folded terms that a draft is about.
fn parties(draft: &Draft) -> impl Iterator<Item = String> {
    [&draft.words.old, &draft.words.new].into_iter().flatten().map(|words| fold(words)).collect::<Vec<_>>().into_iter()
}

/// Whether the words of a name stand in the other version, be it inside another name.
fn stands_in_other(context: &Context<'_>, side: Side, places: &[Evidence]) -> bool {
    places.iter().any(|&place| context.stands(side, place).is_some())
}

/// The table itself, largest difference first.
pub(super) fn entries(context: &Context<'_>, names: &Names, drafts: &[Draft]) -> Vec<TermEntry> {
    let of_terms =
        drafts.iter().filter(|d| matches!(d.kind, Kind::Renamed | Kind::Term | Kind::Succession | Kind::Consolidation));
    let both = of_terms.filter_map(|d| d.words.old.as_ref().zip(d.words.new.as_ref()));
    let replaced: Vec<_> = both.filter(|(old, new)| !old.is_empty() && !new.is_empty()).collect();
    let counts = context.counts(replaced.iter().map(|(old, _)| old.as_str()));
    let entry = |(&(old, new), counts): (&(&String, &String), Pair<usize>)| TermEntry {
        term: old.clone(),
        old: counts.old,
        new: counts.new,
        becomes: Some(new.clone()),
    };
    let mut entries: Vec<TermEntry> = replaced.iter().zip(counts).map(entry).collect();
    let mut known: FxHashSet<String> = entries.iter().map(|entry| entry.term.clone()).collect();
    for (_, named) in names.iter() {
        let (old, new) = (named.places.old.len(), named.places.new.len());
        let side = if old > 0 { Side::Old } else { Side::New };
        let Some(first) = named.places.get(side).first() else { continue };
        let term = context.text(side, first.span).split_whitespace().collect::<Vec<_>>().join(" ");
        if old != new && known.insert(term.clone()) {
            entries.push(TermEntry { term, old, new, becomes: None });
        }
    }
    entries.sort_by(|a, b| {
        b.becomes
            .is_some()
            .cmp(&a.becomes.is_some())
            .then(b.old.abs_diff(b.new).cmp(&a.old.abs_diff(a.new)))
            .then_with(|| a.term.cmp(&b.term))
    });
    entries.truncate(ENTRIES);
    entries
}
