//! Equal edits in many places are one change with a count.

use rustc_hash::FxHashMap;

use crate::language::token::fold;
use crate::model::{Kind, Pair, Side};

use super::draft::Draft;

/// Joins drafts that say the same of the same words, at the place of the first one.
pub(super) fn group(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut first: FxHashMap<(Kind, Option<&'static str>, Pair<String>), usize> = FxHashMap::default();
    let mut grouped: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let Some(words) = same_words(&draft) else {
            grouped.push(draft);
            continue;
        };
        match first.entry((draft.kind, draft.routine, words)) {
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert(grouped.len());
                grouped.push(draft);
            }
            std::collections::hash_map::Entry::Occupied(entry) => join(&mut grouped[*entry.get()], draft),
        }
    }
    grouped
}

/// By which words a draft is the same as another; nothing where it stands for itself.
fn same_words(draft: &Draft) -> Option<Pair<String>> {
    match draft.kind {
        Kind::Cosmetic => Some(Pair::default()),
        Kind::Order | Kind::Visibility | Kind::LinkTarget | Kind::Reference if draft.routine.is_some() => {
            Some(Pair::default())
        }
        Kind::Added | Kind::Removed | Kind::Moved | Kind::Split | Kind::Merged => None,
        _ if draft.kind.family() == crate::model::Family::Terms => None,
        _ => {
            let words = draft.words.as_ref().map(|w| w.as_deref().map(fold));
            Some(Pair::new(words.old?, words.new?))
        }
    }
}

fn join(into: &mut Draft, draft: Draft) {
    into.count += draft.count;
    into.confidence = into.confidence.max(draft.confidence);
    for side in Side::BOTH {
        let evidence = into.evidence.get_mut(side);
        evidence.extend_from_slice(draft.on(side));
        evidence.sort_unstable();
        evidence.dedup();
    }
    for factor in draft.why {
        if !into.why.iter().any(|f| f.factor == factor.factor) {
            into.why.push(factor);
        }
    }
}
