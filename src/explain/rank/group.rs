//! Equal edits in many places are one change with a count.

use std::collections::BTreeSet;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::language::token::fold;
use crate::model::{Evidence, Factor, Family, Kind, Pair, Side};

use crate::explain::context::{Context, letters};
use crate::explain::draft::Draft;
use crate::explain::headline::BETWEEN;

/// Joins drafts that say the same of the same words, at the place of the first one.
pub(in crate::explain) fn group(context: &Context<'_>, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut first: FxHashMap<(Kind, Option<&'static str>, Pair<String>), usize> = FxHashMap::default();
    let mut grouped: Vec<Draft> = Vec::with_capacity(drafts.len());
    let mut joined = BTreeSet::new();
    let words: Vec<Option<Pair<String>>> = drafts.par_iter().map(|draft| same_words(context, draft)).collect();
    for (draft, words) in drafts.into_iter().zip(words) {
        let Some(words) = words else {
            grouped.push(draft);
            continue;
        };
        match first.entry((draft.kind, draft.routine, words)) {
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert(grouped.len());
                grouped.push(draft);
            }
            std::collections::hash_map::Entry::Occupied(entry) => {
                joined.insert(*entry.get());
                join(&mut grouped[*entry.get()], draft);
            }
        }
    }
    // In order when all are together: equal edits may be very many.
    for at in joined {
        for side in Side::BOTH {
            let evidence = grouped[at].evidence.get_mut(side);
            evidence.sort_unstable();
            evidence.dedup();
        }
    }
    grouped
}

/// By which words a draft is the same as another; nothing where it stands for itself.
fn same_words(context: &Context<'_>, draft: &Draft) -> Option<Pair<String>> {
    match draft.kind {
        Kind::Cosmetic => Some(Pair::default()),
        Kind::Order | Kind::Visibility | Kind::LinkTarget | Kind::Reference if draft.routine.is_some() => {
            Some(Pair::default())
        }
        // One sentence put into several places is one change; several of a block are not the same as others.
        Kind::Added | Kind::Removed => {
            let quotes = draft.evidence.as_ref().map(|quotes| quotes.as_slice());
            let said = |side: Side, quotes: &[Evidence]| match quotes {
                [] => Some(String::new()),
                [one] => Some(fold(context.text(side, one.span))),
                _ => None,
            };
            Some(Pair::new(said(Side::Old, quotes.old)?, said(Side::New, quotes.new)?))
        }
        Kind::Moved | Kind::Split | Kind::Merged => None,
        _ if draft.kind.family() == Family::Terms => None,
        _ => {
            let words = draft.words.as_ref().map(|w| w.as_deref().map(fold));
            let words = Pair::new(words.old?, words.new?);
            // What quotes no words is the same as nothing else.
            (!words.old.is_empty() || !words.new.is_empty()).then_some(words)
        }
    }
}

fn join(into: &mut Draft, draft: Draft) {
    into.count += draft.count;
    into.confidence = into.confidence.max(draft.confidence);
    for side in Side::BOTH {
        into.evidence.get_mut(side).extend_from_slice(draft.on(side));
    }
    for factor in draft.why {
        if !into.why.iter().any(|f| f.factor == factor.factor) {
            into.why.push(factor);
        }
    }
}

/// What a sentence gains, and what it loses, of one kind, as one change each that is told by the weightiest words.
pub(in crate::explain) fn joined(drafts: Vec<Draft>) -> Vec<Draft> {
    /// A figure says as much as so many letters.
    const FIGURE: usize = 60;
    let said = |draft: &Draft, side: Side| {
        let figure = |words: &str| if words.contains(|c: char| c.is_ascii_digit()) { FIGURE } else { 0 };
        draft.words.get(side).as_deref().map_or(0, |words| letters(words) + figure(words))
    };
    let lone = |draft: &Draft| Side::BOTH.into_iter().find(|side| draft.words.get(*side).as_deref() == Some(""));
    let mut joined: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let clause = matches!(draft.kind, Kind::Scope | Kind::Condition | Kind::ListItem | Kind::Added | Kind::Removed);
        let same = |d: &&mut Draft| (d.kind, d.routine, lone(d)) == (draft.kind, draft.routine, lone(&draft));
        match joined.iter_mut().find(same).filter(|_| clause && lone(&draft).is_some()) {
            Some(into) => {
                // Items are told side by side, in the order of the sentence.
                let items = into.kind == Kind::ListItem || (into.kind == Kind::Condition && both_fit(into, &draft));
                if items {
                    for side in Side::BOTH {
                        let (Some(items), Some(item)) = (into.words.get_mut(side), draft.words.get(side)) else {
                            continue;
                        };
                        if !item.is_empty() && !items.split(BETWEEN).any(|known| known == item) {
                            *items = format!("{items}{BETWEEN}{item}");
                        }
                    }
                } else if said(&draft, Side::Old) + said(&draft, Side::New)
                    > said(into, Side::Old) + said(into, Side::New)
                {
                    into.words = draft.words.clone();
                }
                into.count += usize::from(matches!(into.kind, Kind::Added | Kind::Removed));
                // What makes one of them weigh more makes both.
                let known = |into: &Draft, factor: &Factor| into.why.iter().any(|own| own.factor == factor.factor);
                for factor in draft.why.iter().filter(|factor| factor.points > 0.0) {
                    if !known(into, factor) {
                        into.because(factor.factor, factor.points);
                    }
                }
                for side in Side::BOTH {
                    let quotes = into.evidence.get_mut(side);
                    quotes.extend_from_slice(draft.on(side));
                    *quotes = longest(quotes);
                }
            }
            None => joined.push(draft),
        }
    }
    told_once(joined)
}

/// Whether there is room in a line for the words of two changes.
fn both_fit(one: &Draft, other: &Draft) -> bool {
    /// So many bytes of them.
    const ROOM: usize = 60;
    let length = |draft: &Draft, side: Side| draft.words.get(side).as_deref().map_or(0, str::len);
    Side::BOTH.into_iter().all(|side| length(one, side) + length(other, side) <= ROOM)
}

/// Words that one change tells for what they mean are not told as mere words beside it.
fn told_once(mut drafts: Vec<Draft>) -> Vec<Draft> {
    let is_wording = |draft: &Draft| draft.kind == Kind::Wording && draft.routine.is_none();
    let Some(at) = drafts.iter().position(is_wording) else { return drafts };
    let spoken = |draft: &Draft| Side::BOTH.into_iter().all(|side| draft.words.get(side).is_some());
    let same = |d: &Draft| !is_wording(d) && d.routine.is_none() && spoken(d) && d.words == drafts[at].words;
    if let Some(typed) = drafts.iter().position(same) {
        let wording = drafts.remove(at);
        let typed = &mut drafts[if typed > at { typed - 1 } else { typed }];
        // A figure is quoted with all that its headline says; a cue is what it is alone.
        if typed.kind.family() == Family::Facts {
            typed.absorb(wording);
            for side in Side::BOTH {
                let quotes = typed.evidence.get_mut(side);
                *quotes = longest(quotes);
            }
        }
    }
    drafts
}

/// The quotes that lie in no other one.
fn longest(quotes: &[Evidence]) -> Vec<Evidence> {
    let within = |one: &Evidence, other: &Evidence| one != other && other.span.contains(one.span);
    let mut kept: Vec<Evidence> =
        quotes.iter().filter(|one| !quotes.iter().any(|other| within(one, other))).copied().collect();
    kept.sort_unstable();
    kept.dedup();
    kept
}
