//! Claims that took each other's place, although they are too far apart for a link.
//!
//! A rule that is lifted is seldom said in the words that it was made in: "Face coverings are required by law" gives
//! way to "There is no longer a legal requirement to wear a face covering". Told as one removal and one addition,
//! the reader would have to find the pair alone.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::model::{FacetKind, Link, Pair, Relation, Role, Side};

use super::place;
use crate::explain::context::Context;
use crate::explain::context::stems::Stems;
use crate::explain::sentence::force;

/// A refused link this probable, between claims that nothing else was linked to, is told as a replacement.
const PROBABLE: f64 = 0.4;

/// A reversal needs this share of the words of substance of the shorter claim …
pub(super) const SHARED: f64 = 0.4;

/// … and so many of them.
pub(super) const SHARED_WORDS: usize = 2;

/// A claim said anew needs this share of the words of substance of both, rare words counting for more, wherever it
/// stands: of some 180 pairs in sixty page histories hardly one below it belonged together, and two of three above.
/// That a short claim's words all stand in a long one says little: "Further venues are permitted to open".
const RESTATED: f64 = 0.37;

/// … and so many of them.
const RESTATED_WORDS: usize = 4;

/// A short claim all of whose words another one has needs so many.
const CONTAINED_WORDS: usize = 3;

/// Claims of opposite poles need this share of the words of both.
const REVERSED: f64 = 0.2;

/// A claim whose counterpart has one already needs this share …
const TAKEN_IN: f64 = 0.7;

/// … and so many words.
const TAKEN_IN_WORDS: usize = 7;

/// What shares so much with its counterpart still stands, and took in nothing.
const STANDS: f64 = 0.8;

/// How sure a counterpart found by its words is, where it has them all and no others.
const BY_WORDS: f64 = 0.7;

/// How sure it is that a claim took in another one all of whose words it has.
const BY_INTAKE: f64 = 0.5;

/// What is less sure is set against each other as a whole, not word by word.
pub(in crate::explain) const SURE: f64 = 0.5;

/// Claims that a thread takes at once.
const SHARE: usize = 64;

/// Words in more claims than this lead to no candidate: bounds the work on large pages.
pub(super) const COMMON: usize = 200;

/// Pairs of unlinked claims that took each other's place, as links of their own.
pub(in crate::explain) fn pairs(context: &Context<'_>) -> Vec<Link> {
    // Asked of a claim for every candidate it is in: looked up once.
    let known = Pair::new(Side::Old, Side::New).map(|side| {
        let is_free = |segment: usize| {
            context.role(side, segment) == Role::Claim
                && !context.whole(side, segment).span.is_empty()
                && context.is_free(side, segment)
                && context.stands(side, context.whole(side, segment)).is_none()
        };
        let all = 0..context.sides.get(side).document.segments.len();
        all.into_par_iter().with_min_len(SHARE).map(is_free).collect::<Vec<bool>>()
    });
    let free = |side: Side, segment: usize| known.get(side)[segment];
    let mut candidates: Vec<(f64, usize, usize)> = context
        .alignment
        .refused
        .iter()
        .filter(|r| r.score >= PROBABLE && free(Side::Old, r.old) && free(Side::New, r.new))
        .map(|r| (r.score, r.old, r.new))
        .collect();
    candidates.extend(by_words(context, &free));
    candidates.extend(place::pairs(context, &free));
    let place = |c: &(f64, usize, usize)| context.place(c.1, c.2);
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| place(a).cmp(&place(b))));
    let mut taken = context.sides.map(|s| vec![false; s.document.segments.len()]);
    let mut links = Vec::new();
    for (confidence, old, new) in candidates {
        if !taken.old[old] && !taken.new[new] {
            taken.old[old] = true;
            taken.new[new] = true;
            links.push(Link {
                old: vec![old],
                new: vec![new],
                relation: Relation::Reworded,
                moved: false,
                confidence,
                reasons: Vec::new(),
            });
        }
    }
    links.sort_by_key(|l| (l.new[0], l.old[0]));
    links
}

/// What a claim says of its matter: that it is so or must be, or that it is not or need not be.
fn pole(context: &Context<'_>, side: Side, segment: usize) -> Option<bool> {
    let facets = context.sides.get(side).segment_facets(segment);
    if facets.iter().any(|f| f.kind == FacetKind::Negation) {
        return Some(false);
    }
    facets.iter().filter(|f| f.kind == FacetKind::Modal).find_map(force::is_for)
}

/// A claim with its pole and its stems.
type Claim<'c> = (usize, Option<bool>, &'c Stems);

/// The new claims that have a stem: those without a counterpart, and those with one.
#[derive(Default)]
struct Places {
    free: Vec<usize>,
    taken: Vec<usize>,
}

/// Claims that speak of the same in other words, and claims of opposite poles that speak of the same in the same
/// part of the page.
fn by_words(context: &Context<'_>, free: &(dyn Fn(Side, usize) -> bool + Sync)) -> Vec<(f64, usize, usize)> {
    let changed = |side: Side, segment: usize| {
        let link = context.primary.get(side)[segment].map(|l| &context.alignment.links[l]);
        context.role(side, segment) == Role::Claim && link.is_some_and(|l| l.relation != Relation::Equal)
    };
    let claims = |side: Side| -> Vec<Claim<'_>> {
        (0..context.sides.get(side).document.segments.len())
            .into_par_iter()
            .with_min_len(SHARE)
            .filter(|&s| free(side, s) || changed(side, s))
            .map(|s| (s, pole(context, side, s), context.stems(side, s)))
            .collect()
    };
    let (old, new) = (claims(Side::Old), claims(Side::New));
    let mut index: FxHashMap<u64, Places> = FxHashMap::default();
    for (at, (segment, _, stems)) in new.iter().enumerate() {
        for &stem in stems.iter() {
            let places = index.entry(stem).or_default();
            if free(Side::New, *segment) { &mut places.free } else { &mut places.taken }.push(at);
        }
    }
    let weights = weights(old.iter().chain(&new).map(|(.., stems)| *stems));
    let weigh = |stems: &[u64]| stems.iter().map(|stem| weights[stem]).sum::<f64>();
    let total: Pair<Vec<f64>> = Pair::new(&old, &new).map(|claims| claims.iter().map(|c| weigh(c.2)).collect());
    let of = |counts: &mut Vec<(usize, f64)>, (from, (segment, pole, stems)): (usize, &Claim<'_>)| {
        let mut found = Vec::new();
        let mut shared: Vec<usize> = Vec::new();
        for (stem, places) in stems.iter().filter_map(|stem| index.get_key_value(stem)) {
            if places.free.len() + places.taken.len() > COMMON {
                continue;
            }
            // Of two claims that both have a counterpart nothing is asked.
            let taken = if free(Side::Old, *segment) { &places.taken[..] } else { &[] };
            let weight = weights[stem];
            for &at in places.free.iter().chain(taken) {
                if counts[at].0 == 0 {
                    shared.push(at);
                }
                counts[at].0 += 1;
                counts[at].1 += weight;
            }
        }
        for at in shared {
            let (count, weight) = std::mem::take(&mut counts[at]);
            // Most share one word with many others, which is not enough for anything.
            if count < SHARED_WORDS {
                continue;
            }
            let (other, other_pole, other_stems) = &new[at];
            let share = count as f64 / stems.len().min(other_stems.len()).max(1) as f64;
            let weight = 2.0 * weight / (total.old[from] + total.new[at]).max(f64::MIN_POSITIVE);
            let (here, there) = (free(Side::Old, *segment), free(Side::New, *other));
            // A claim of which a part went into the counterpart of another one, unless that one still stands.
            let taken = || if here { (Side::New, *other, *other_stems) } else { (Side::Old, *segment, *stems) };
            if here != there && count >= TAKEN_IN_WORDS && share >= TAKEN_IN && !still_stands(context, taken()) {
                found.push((BY_INTAKE * share, *segment, *other));
            }
            if !(here && there) {
                continue;
            }
            let contained = count >= CONTAINED_WORDS && count == stems.len().min(other_stems.len());
            let restated = (count >= RESTATED_WORDS || contained) && weight >= RESTATED;
            let reversed = pole.is_some() && other_pole.is_some() && pole != other_pole && weight >= REVERSED;
            let opposite = count >= SHARED_WORDS && share >= SHARED && context.same_part(*segment, *other);
            if restated || (reversed && opposite) {
                found.push((BY_WORDS * weight, *segment, *other));
            }
        }
        found
    };
    let claims = old.par_iter().enumerate().with_min_len(SHARE);
    claims.map_init(|| vec![(0, 0.0); new.len()], of).flatten_iter().collect()
}

/// Whether a claim with these stems is linked with one that says nearly the same.
pub(super) fn still_stands(context: &Context<'_>, (side, segment, here): (Side, usize, &Stems)) -> bool {
    let Some(link) = context.primary.get(side)[segment].map(|l| &context.alignment.links[l]) else { return false };
    let ends = link.ends(side.other());
    let there = context.stems_in(side.other(), ends.iter().map(|&end| context.whole(side.other(), end)));
    here.shared(&there) as f64 >= STANDS * here.len().max(there.len()) as f64
}

/// How much a stem counts: the more, the fewer claims have it.
fn weights<'c>(claims: impl Iterator<Item = &'c Stems> + Clone) -> FxHashMap<u64, f64> {
    let all = claims.clone().count() as f64;
    let mut places: FxHashMap<u64, usize> = FxHashMap::default();
    claims.flat_map(|stems| stems.iter()).for_each(|&stem| *places.entry(stem).or_default() += 1);
    places.into_iter().map(|(stem, places)| (stem, (1.0 + all / places as f64).ln())).collect()
}
