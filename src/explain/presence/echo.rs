//! How much of a claim that came or went the other version says nearby, in several sentences or in other company.

use crate::model::{Evidence, Side};

use crate::explain::context::Context;
use crate::explain::context::stems::Stems;

/// Neighbours of the claim that may tell where in the other version to look …
const NEIGHBOURS: usize = 8;

/// … which is so many segments around their counterparts.
const AROUND: usize = 3;

/// So many segments in a row may say what one said.
const WINDOW: usize = 3;

/// At most so many segments are looked at.
const REGION: usize = 24;

/// A claim with fewer words of substance is not looked for.
const FEWEST: usize = 4;

/// Which share of the words of substance of a claim the other version has in a few sentences where the claim's
/// neighbours stand; zero where that is nowhere, or the claim is short.
pub(in crate::explain) fn echoed(context: &Context<'_>, side: Side, claim: Evidence) -> f64 {
    let wanted = context.stems(side, claim.segment);
    if wanted.len() < FEWEST {
        return 0.0;
    }
    let other = side.other();
    let primary = context.primary.get(side);
    let linked = |segment: &usize| primary.get(*segment).copied().flatten();
    let before = (claim.segment.saturating_sub(NEIGHBOURS)..claim.segment).rev().find_map(|s| linked(&s));
    let behind = (claim.segment + 1..claim.segment + 1 + NEIGHBOURS).find_map(|s| linked(&s));
    let ends = before.into_iter().chain(behind).flat_map(|link| {
        let link = &context.alignment.links[link];
        link.ends(other)
    });
    let ends: Vec<usize> = ends.copied().collect();
    let (Some(&first), Some(&last)) = (ends.iter().min(), ends.iter().max()) else { return 0.0 };
    let count = context.sides.get(other).document.segments.len();
    let region = first.saturating_sub(AROUND)..(last + AROUND + 1).min(count);
    if region.len() > REGION {
        return 0.0;
    }
    // Of each segment which of the words it has: it stands in several windows.
    let has = |there: &Stems| -> Vec<bool> { wanted.iter().map(|&stem| there.has(stem)).collect() };
    let said: Vec<Vec<bool>> = region.map(|segment| has(context.stems(other, segment))).collect();
    let share = |window: &[Vec<bool>]| {
        let stands = |at: &usize| window.iter().any(|segment| segment[*at]);
        (0..wanted.len()).filter(stands).count() as f64 / wanted.len() as f64
    };
    said.windows(WINDOW.min(said.len()).max(1)).map(share).fold(0.0, f64::max)
}
