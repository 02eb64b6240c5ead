//! Ranked drafts → changes with a headline and a stable name.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::language::token::fold_into;
use crate::model::{Change, Evidence, Pair, Side};

use super::context::{Context, bracket};
use super::draft::Draft;
use super::headline::{BETWEEN, headline, longest};
use super::rank::Ranked;

/// How many hexadecimal digits name a change.
const DIGITS: usize = 12;

/// Words the changes and names them.
pub(super) fn finish(context: &Context<'_>, ranked: Vec<Ranked>) -> Vec<Change> {
    let word = |one: &Ranked| (said(context, &one.draft), headline(context, &one.draft), lead(context, &one.draft));
    let worded: Vec<(String, String, Pair<Vec<usize>>)> = ranked.par_iter().map(word).collect();
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    let ordinals: Vec<usize> =
        worded.iter().map(|(said, ..)| *seen.entry(said).and_modify(|n| *n += 1).or_insert(0)).collect();
    let ids: Vec<String> =
        worded.par_iter().zip(ordinals).map(|((said, ..), ordinal)| id(&format!("{said}\n{ordinal}"))).collect();
    let balanced = |side: Side, quotes: Vec<Evidence>| -> Vec<Evidence> {
        quotes.into_iter().map(|evidence| bracket::balanced(context, side, evidence)).collect()
    };
    ranked
        .into_par_iter()
        .zip(worded)
        .zip(ids)
        .map(|((Ranked { draft, level, score, why }, (_, headline, lead)), id)| Change {
            id,
            kind: draft.kind,
            level,
            score,
            confidence: draft.confidence,
            headline,
            count: draft.count,
            old: balanced(Side::Old, draft.evidence.old),
            new: balanced(Side::New, draft.evidence.new),
            lead,
            nearest: draft.nearest,
            why,
        })
        .collect()
}

/// The name of what is told in these words.
pub(crate) fn id(said: &str) -> String {
    blake3::hash(said.as_bytes()).to_hex()[..DIGITS].to_owned()
}

/// Which evidence is quoted first: a change of many claims is told by its weightiest ones. Of one that happened in several
/// places the two sides of one place are quoted.
fn lead(context: &Context<'_>, draft: &Draft) -> Pair<Vec<usize>> {
    let mut lead = speaking(context, draft);
    let ([old], [new]) = (&lead.old[..], &lead.new[..]) else { return lead };
    let link = |side: Side, at: usize| context.primary.get(side)[draft.on(side).get(at)?.segment];
    let place = link(Side::Old, *old);
    if place.is_some() && link(Side::New, *new).is_some_and(|there| Some(there) != place) {
        let there = (0..draft.on(Side::New).len()).find(|&at| link(Side::New, at) == place);
        lead.new = vec![there.unwrap_or(*new)];
    }
    lead
}

/// Which evidence of each side speaks for it.
fn speaking(context: &Context<'_>, draft: &Draft) -> Pair<Vec<usize>> {
    Pair::new(Side::Old, Side::New).map(|side| {
        let place = |wanted: Evidence| draft.on(side).iter().position(|&e| e == wanted);
        let quoting = |words: &str| draft.on(side).iter().position(|e| context.text(side, e.span) == words);
        let told = match draft.words.get(side) {
            Some(words) => quoting(words.split(BETWEEN).next().unwrap_or(words)),
            None => longest(draft.on(side)).copied().and_then(place),
        };
        let weightiest: Vec<usize> = draft.lead.get(side).iter().copied().filter_map(place).collect();
        if weightiest.is_empty() { vec![told.unwrap_or(0)] } else { weightiest }
    })
}

/// What a change is named after: its kind and its folded quotes.
fn said(context: &Context<'_>, draft: &Draft) -> String {
    let (mut said, mut folded) = (format!("{:?}", draft.kind), String::new());
    for side in Side::BOTH {
        said.push('\n');
        for evidence in draft.on(side) {
            fold_into(context.text(side, evidence.span), &mut folded);
            said.push_str(&folded);
            said.push('\t');
        }
    }
    said
}
