//! Items of a list that the other version names in passing: "Weapons development" struck from a list of what is
//! forbidden, and "develop or use weapons" among the examples of another rule.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{Evidence, Kind, Relation, Role, Side, Span};

use crate::explain::context::Context;
use crate::explain::context::stems::Stems;
use crate::explain::draft::Draft;
use crate::explain::quote;
use crate::explain::section::Told;

/// An item has no more words of substance than this …
const ITEM_MOST: usize = 8;

/// … and no fewer.
const ITEM_LEAST: usize = 2;

/// Where not all words of an item are named, so many must be …
const NAMED: usize = 3;

/// … and this share of them.
const NAMED_SHARE: f64 = 0.4;

/// Between the words that name an item stand no more other words of substance than this.
const BESIDE: usize = 1;

/// A claim that names an item in passing has so many times its words.
const FULLER: usize = 2;

/// How sure it is that the words mean the item.
const MEANT: f64 = 0.8;

/// A word of substance of a claim.
#[derive(Debug, Clone, Copy)]
struct Word {
    stem: u64,
    span: Span,
}

/// The items of one side without a counterpart that changed or new claims of the other one name.
pub(in crate::explain) fn explain(context: &Context<'_>, told: &Told, drafts: &mut Vec<Draft>) {
    let (old, new) = rayon::join(|| of_side(context, told, Side::Old), || of_side(context, told, Side::New));
    drafts.extend(old);
    drafts.extend(new);
}

fn of_side(context: &Context<'_>, told: &Told, side: Side) -> Vec<Draft> {
    let other = side.other();
    let mut drafts = Vec::new();
    let items = items(context, side, told);
    if items.is_empty() {
        return drafts;
    }
    // Few pages have such items, and only claims that share a word with one can name it.
    let mut index: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for &stem in items.iter().flat_map(|(_, sought)| sought.iter()) {
        index.entry(stem).or_default();
    }
    let mut claims: Vec<(usize, Vec<Word>)> = Vec::new();
    let segments = 0..context.sides.get(other).document.segments.len();
    for segment in segments.filter(|&s| is_news(context, other, s)) {
        let words = words(context, other, segment);
        for word in &words {
            if let Some(places) = index.get_mut(&word.stem).filter(|places| places.last() != Some(&claims.len())) {
                places.push(claims.len());
            }
        }
        claims.push((segment, words));
    }
    for (item, sought) in items {
        let mut holding: Vec<usize> = sought.iter().filter_map(|s| index.get(s)).flatten().copied().collect();
        holding.sort_unstable();
        let named = holding.chunk_by(|a, b| a == b).filter(|of| is_named(of.len(), sought.len())).filter_map(|of| {
            let (segment, words) = &claims[of[0]];
            // An item is no mention of another item.
            (words.len() >= FULLER * sought.len()).then(|| naming(sought, words)).flatten().map(|n| (n, *segment))
        });
        let best = named.max_by_key(|((count, span), segment)| (*count, std::cmp::Reverse((span.len(), *segment))));
        if let Some(((count, span), segment)) = best {
            drafts.extend(draft(context, side, item, Evidence { segment, span }, count < sought.len()));
        }
    }
    drafts
}

/// Whether a claim says something that the other version does not say in the same words.
fn is_news(context: &Context<'_>, side: Side, segment: usize) -> bool {
    let same = |link: usize| context.alignment.links[link].relation == Relation::Equal;
    context.role(side, segment) == Role::Claim && !context.primary.get(side)[segment].is_some_and(same)
}

/// The items of one side that are told nowhere yet, with their stems.
fn items<'c>(context: &'c Context<'_>, side: Side, told: &Told) -> Vec<(usize, &'c Stems)> {
    let all = 0..context.sides.get(side).document.segments.len();
    all.filter(|&s| is_item(context, side, s) && !told.has(side, s))
        .map(|s| (s, context.stems(side, s)))
        .filter(|(_, sought)| (ITEM_LEAST..=ITEM_MOST).contains(&sought.len()))
        .collect()
}

fn is_item(context: &Context<'_>, side: Side, segment: usize) -> bool {
    context.role(side, segment) == Role::Claim
        && context.is_free(side, segment)
        && !context.text(side, context.whole(side, segment).span).ends_with(['.', '!', '?', '。'])
        && context.stands(side, context.whole(side, segment)).is_none()
}

fn words(context: &Context<'_>, side: Side, segment: usize) -> Vec<Word> {
    let tokens = context.sides.get(side).segment_tokens(segment);
    let mut words = Vec::with_capacity(tokens.len());
    let heavy = tokens.iter().filter(|t| context.is_substance(side, t));
    words.extend(heavy.map(|t| Word { stem: context.stem(side, t), span: t.span }));
    words
}

/// How many words of an item a claim names side by side, and where.
fn naming(sought: &Stems, words: &[Word]) -> Option<(usize, Span)> {
    let mut best: Option<(usize, Span)> = None;
    for start in (0..words.len()).filter(|&i| sought.has(words[i].stem)) {
        let mut found: FxHashSet<u64> = FxHashSet::default();
        let mut beside = 0;
        for word in &words[start..] {
            // A word that is said again stands beside what is sought.
            if sought.has(word.stem) && found.insert(word.stem) {
                if best.is_none_or(|(count, _)| found.len() > count) {
                    best = Some((found.len(), Span::new(words[start].span.start, word.span.end)));
                }
            } else {
                beside += 1;
                if beside > BESIDE {
                    break;
                }
            }
        }
    }
    best.filter(|&(count, _)| is_named(count, sought.len()))
}

/// Whether so many of the words of an item tell of it.
fn is_named(count: usize, of: usize) -> bool {
    count == of || (count >= NAMED && count as f64 >= NAMED_SHARE * of as f64)
}

fn draft(context: &Context<'_>, side: Side, item: usize, named: Evidence, partly: bool) -> Option<Draft> {
    let here = vec![context.whole(side, item)];
    let there = vec![quote::widened(context, side.other(), named)?];
    let (old, new) = if side == Side::Old { (here, there) } else { (there, here) };
    let kind = if partly { Kind::Scope } else { Kind::Wording };
    Some(Draft::new(kind, old, new, MEANT))
}
