//! Standing phrases without a capital that one version uses again and again and the other never does: "core team".

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use crate::language::token::fold;
use crate::model::{Evidence, FacetKind, Kind, Pair, Side, Span, Token, TokenKind};

use crate::explain::context::Context;
use crate::explain::draft::Draft;

/// Where each of several phrases stands.
pub(super) type Phrases = Vec<Vec<Evidence>>;

/// Two words are a standing phrase of a page that has them together so often.
const STANDING: usize = 5;

/// So many phrases of a side are looked at, the commonest first.
const MOST: usize = 64;

/// A word of fewer letters carries no phrase.
const SHORTEST: usize = 3;

/// Tells the phrases that came or went, but for those that `known` terms hold already.
pub(super) fn explain(context: &Context<'_>, phrases: Pair<Phrases>, known: &[String], drafts: &mut Vec<Draft>) {
    for (side, phrases) in [(Side::Old, phrases.old), (Side::New, phrases.new)] {
        let mut told: Vec<Evidence> = Vec::new();
        for places in phrases {
            let words = context.text(side, places[0].span);
            let again = places.iter().filter(|place| told.iter().any(|other| other.span.overlaps(place.span))).count();
            let form = fold(words);
            // "Team members" is no news of its own where each of them is one of the "core team".
            if again * 2 >= places.len()
                || known.iter().any(|term| !term.is_empty() && (term.contains(&form) || form.contains(term)))
            {
                continue;
            }
            told.extend(&places);
            let count = places.len();
            let (old, new) = if side == Side::Old { (places, vec![]) } else { (vec![], places) };
            let mut draft = Draft::new(Kind::Term, old, new, 0.9).times(count);
            *draft.words.get_mut(side) = Some(words.to_owned());
            *draft.words.get_mut(side.other()) = Some(String::new());
            drafts.push(draft);
        }
    }
}

/// The standing phrases that one side alone has.
pub(super) fn standing(context: &Context<'_>) -> Pair<Phrases> {
    let (old, new) = rayon::join(|| of_side(context, Side::Old), || of_side(context, Side::New));
    Pair::new(old, new)
}

/// The standing phrases of a side that the other one never has, the commonest first.
fn of_side(context: &Context<'_>, side: Side) -> Phrases {
    let mut phrases: Vec<Vec<Evidence>> = places(context, side).into_values().collect();
    phrases.retain(|places| context.stands(side, places[0]).is_none());
    phrases.sort_by_key(|places| (Reverse(places.len()), places[0]));
    phrases.truncate(MOST);
    phrases
}

/// Where two words of substance stand side by side outside names, by what they are; those that stand.
fn places(context: &Context<'_>, side: Side) -> FxHashMap<(u32, u32), Vec<Evidence>> {
    let annotated = *context.sides.get(side);
    let (mut all, mut counts) = (Vec::new(), FxHashMap::<(u32, u32), usize>::default());
    for segment in 0..annotated.document.segments.len() {
        if !context.role(side, segment).is_content() {
            continue;
        }
        let names = || annotated.segment_facets(segment).iter().filter(|facet| facet.kind == FacetKind::Name);
        let carries = |token: &Token| {
            token.kind == TokenKind::Word && token.span.len() >= SHORTEST && context.is_substance(side, token)
        };
        for pair in annotated.segment_tokens(segment).windows(2) {
            let span = Span::new(pair[0].span.start, pair[1].span.end);
            let apart = pair[0].span.end < pair[1].span.start;
            if apart && pair.iter().all(carries) && !names().any(|name| name.span.overlaps(span)) {
                let words = (pair[0].word, pair[1].word);
                *counts.entry(words).or_default() += 1;
                all.push((words, Evidence { segment, span }));
            }
        }
    }
    // Most pairs of words stand once, and need no list of places.
    let mut places: FxHashMap<(u32, u32), Vec<Evidence>> = FxHashMap::default();
    for (words, place) in all.into_iter().filter(|(words, _)| counts[words] >= STANDING) {
        places.entry(words).or_default().push(place);
    }
    places
}
