//! The verdict: the comparison in one line and a few figures.

use crate::model::{ClaimCounts, Pair, Relation, Role, Side, SideCounts, Summary, Verdict};

use super::context::Context;

/// Below this share of claims that stand unchanged a page counts as rewritten.
const REWRITTEN: f64 = 0.2;

/// Counts what became of the claims, and says it in one sentence.
pub(super) fn summary(context: &Context<'_>) -> Summary {
    let claims = count(context);
    Summary { verdict: verdict(context, &claims), claims }
}

/// How many claims are not the same on both sides.
pub(super) fn changed(claims: &ClaimCounts) -> usize {
    let same = claims.equal.new + claims.cosmetic.new + claims.repeat.new;
    claims.total.new.saturating_sub(same) + claims.removed
}

/// What is done to the claims that are not the same on both sides, as a verb.
pub(super) fn deed(context: &Context<'_>) -> &'static str {
    let claims = count(context);
    match changed(&claims) {
        changed if changed == claims.added => "Adds",
        changed if changed == claims.removed => "Drops",
        _ => "Changes",
    }
}

fn count(context: &Context<'_>) -> ClaimCounts {
    let mut counts = ClaimCounts::default();
    for side in Side::BOTH {
        for (segment, place) in context.sides.get(side).document.segments.iter().enumerate() {
            let relation = context.primary.get(side)[segment].map(|l| &context.alignment.links[l]);
            if place.role == Role::Table && !place.span.is_empty() {
                let stands = context.repeat.get(side)[segment].is_some();
                counts.rows += usize::from(match relation.map(|l| l.relation) {
                    None | Some(Relation::Repeat) => !stands,
                    Some(Relation::Equal | Relation::Cosmetic) => false,
                    // Told once, on the side that stands.
                    Some(_) => side == Side::New,
                });
            }
            if place.role != Role::Claim || place.span.is_empty() {
                continue;
            }
            add(&mut counts.total, side);
            match relation.map(|l| l.relation) {
                Some(Relation::Equal) => add(&mut counts.equal, side),
                Some(Relation::Cosmetic) => add(&mut counts.cosmetic, side),
                Some(Relation::Reworded) => add(&mut counts.reworded, side),
                Some(Relation::Split) => add(&mut counts.split, side),
                Some(Relation::Merged) => add(&mut counts.merged, side),
                Some(Relation::Regrouped) => add(&mut counts.regrouped, side),
                Some(Relation::Repeat) | None if context.repeat.get(side)[segment].is_some() => {
                    add(&mut counts.repeat, side);
                }
                Some(Relation::Repeat) | None if side == Side::Old => counts.removed += 1,
                Some(Relation::Repeat) | None => counts.added += 1,
            }
            if side == Side::Old && relation.is_some_and(|l| l.moved) {
                counts.moved += 1;
            }
        }
    }
    counts
}

fn add(counts: &mut SideCounts, side: Side) {
    match side {
        Side::Old => counts.old += 1,
        Side::New => counts.new += 1,
    }
}

fn verdict(context: &Context<'_>, claims: &ClaimCounts) -> String {
    let suspect = context.sides.map(|s| s.document.capture.verdict == Verdict::Suspect);
    if let Some(which) = match suspect {
        Pair { old: true, new: true } => Some("Neither capture looks"),
        Pair { old: true, .. } => Some("The old capture does not look"),
        Pair { new: true, .. } => Some("The new capture does not look"),
        _ => None,
    } {
        return format!("{which} like the page: nothing follows from the differences");
    }
    of_counts(claims)
}

/// The verdict on two sound captures.
pub(crate) fn of_counts(claims: &ClaimCounts) -> String {
    let total = claims.total.old.max(claims.total.new);
    let rows = match claims.rows {
        0 => String::new(),
        1 => "; 1 row of a table changed".into(),
        rows => format!("; {rows} rows of tables changed"),
    };
    if total == 0 {
        return format!("There are no claims to compare{rows}");
    }
    let changed = changed(claims);
    if changed == 0 {
        let same = claims.equal.new + claims.repeat.new;
        let mut verdict = format!("No claim changed: {same} of {} the same", claims.total.new);
        if claims.cosmetic.new > 0 {
            verdict.push_str(&format!(", {} cosmetic", claims.cosmetic.new));
        }
        if claims.moved > 0 {
            verdict.push_str(&format!(", {} moved", claims.moved));
        }
        return verdict + &rows;
    }
    let standing = (claims.equal.new + claims.cosmetic.new) as f64 / total as f64;
    if standing < REWRITTEN && total > 5 {
        return format!("Rewritten: {} of claims stand unchanged; links are less certain{rows}", share(standing));
    }
    let both = claims.total.new + claims.removed;
    let details = [
        (claims.reworded.new + claims.split.new + claims.merged.new + claims.regrouped.new, "reworded"),
        (claims.added, "added"),
        (claims.restored, "restored"),
        (claims.removed, "removed"),
    ];
    let details: Vec<String> = details.iter().filter(|d| d.0 > 0).map(|(n, what)| format!("{n} {what}")).collect();
    format!("{} of claims changed: {}", share(changed as f64 / both as f64), details.join(", ")) + &rows
}

/// A share in words: never "0 %" for something, never "100 %" for less than all.
fn share(share: f64) -> String {
    match (share * 100.0).round() {
        p if p < 1.0 && share > 0.0 => "Less than 1 %".into(),
        p if p >= 100.0 && share < 1.0 => "99 %".into(),
        p => format!("{p} %"),
    }
}
