//! Claims that took each other's place, although they are too far apart for a link.
//!
//! A rule that is lifted is seldom said in the words that it was made in: "Face coverings are required by law" gives
//! way to "There is no longer a legal requirement to wear a face covering". Told as one removal and one addition,
//! the reader would have to find the pair alone.

use rustc_hash::FxHashMap;

use crate::model::{FacetKind, Link, Relation, Role, Side};

use super::context::Context;
use super::force;

/// A refused link this probable, between claims that nothing else was linked to, is told as a replacement.
const PROBABLE: f64 = 0.4;

/// A reversal needs this share of the words of substance of the shorter claim …
const SHARED: f64 = 0.4;

/// … and so many of them.
const SHARED_WORDS: usize = 2;

/// How sure a reversal found by its words is.
const REVERSAL: f64 = 0.5;

/// Words are compared by so many of their first letters, which bears inflection.
const STEM: usize = 5;

/// Words in more claims than this lead to no candidate: bounds the work on large pages.
const COMMON: usize = 200;

/// Pairs of unlinked claims that took each other's place, as links of their own.
pub(super) fn pairs(context: &Context<'_>) -> Vec<Link> {
    let free = |side: Side, segment: usize| {
        context.role(side, segment) == Role::Claim
            && context.is_free(side, segment)
            && context.stands(side, context.whole(side, segment)).is_none()
    };
    let mut candidates: Vec<(f64, usize, usize)> = context
        .alignment
        .refused
        .iter()
        .filter(|r| r.score >= PROBABLE && free(Side::Old, r.old) && free(Side::New, r.new))
        .map(|r| (r.score, r.old, r.new))
        .collect();
    candidates.extend(reversals(context, &free));
    // Ties are broken from the side whose text sorts first, so that exchanged sides give the same pairs.
    let swapped = context.sides.old.document.text > context.sides.new.document.text;
    let place = |c: &(f64, usize, usize)| if swapped { (c.2, c.1) } else { (c.1, c.2) };
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

/// The words of substance of a segment by their stems, each once.
fn stems(context: &Context<'_>, side: Side, segment: usize) -> Vec<u64> {
    let annotated = *context.sides.get(side);
    let mut stems: Vec<u64> = annotated
        .segment_tokens(segment)
        .iter()
        .filter(|t| context.is_substance(side, t))
        .map(|t| {
            let form = annotated.vocabulary.form(t.word);
            let end = form.char_indices().nth(STEM).map_or(form.len(), |(at, _)| at);
            super::context::key(&form[..end])
        })
        .collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// Claims of opposite poles that speak of the same in the same part of the page.
fn reversals(context: &Context<'_>, free: &dyn Fn(Side, usize) -> bool) -> Vec<(f64, usize, usize)> {
    let claims = |side: Side| -> Vec<(usize, bool, Vec<u64>)> {
        (0..context.sides.get(side).document.segments.len())
            .filter(|&s| free(side, s))
            .filter_map(|s| Some((s, pole(context, side, s)?, stems(context, side, s))))
            .collect()
    };
    let (old, new) = (claims(Side::Old), claims(Side::New));
    let mut index: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (at, (_, _, stems)) in new.iter().enumerate() {
        for &stem in stems {
            index.entry(stem).or_default().push(at);
        }
    }
    let mut found = Vec::new();
    for (segment, pole, stems) in &old {
        let mut shared: FxHashMap<usize, usize> = FxHashMap::default();
        for places in stems.iter().filter_map(|stem| index.get(stem)).filter(|places| places.len() <= COMMON) {
            for &at in places {
                *shared.entry(at).or_default() += 1;
            }
        }
        for (at, count) in shared {
            let (other, other_pole, other_stems) = &new[at];
            let share = count as f64 / stems.len().min(other_stems.len()).max(1) as f64;
            if pole != other_pole && count >= SHARED_WORDS && share >= SHARED && context.same_part(*segment, *other) {
                found.push((REVERSAL * share.min(1.0), *segment, *other));
            }
        }
    }
    found
}
