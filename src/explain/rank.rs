//! Drafts in order of importance, each with its level and the reasons for it.

use std::cmp::Reverse;

use crate::model::{Factor, Kind, Level, Side};

use super::context::{Context, letters};
use super::draft::Draft;
use super::weights;

/// A draft with its place in the order.
#[derive(Debug, Clone)]
pub(super) struct Ranked {
    /// The change.
    pub(super) draft: Draft,
    /// How loudly it is told.
    pub(super) level: Level,
    /// Sum of the factors.
    pub(super) score: f64,
    /// All factors, largest first.
    pub(super) why: Vec<Factor>,
}

/// Scores and orders the drafts. `changed` is the number of claims that are not the same on both sides.
pub(super) fn rank(context: &Context<'_>, drafts: Vec<Draft>, changed: usize) -> Vec<Ranked> {
    let mut ranked: Vec<Ranked> = drafts.into_iter().map(|draft| score(context, draft)).collect();
    ranked.sort_by(|a, b| {
        Reverse(a.level)
            .cmp(&Reverse(b.level))
            .then(b.score.total_cmp(&a.score))
            .then_with(|| a.draft.place().cmp(&b.draft.place()).then(a.draft.kind.cmp(&b.draft.kind)))
    });
    let screen = (weights::FIRST_SCREEN + changed / weights::CLAIMS_FOR_A_LINE).min(weights::LONGEST_SCREEN);
    for beyond in ranked.iter_mut().skip(screen).filter(|r| r.level == Level::Headline) {
        beyond.level = Level::Notable;
    }
    ranked
}

fn score(context: &Context<'_>, draft: Draft) -> Ranked {
    let mut why = draft.why.clone();
    let mut add = |factor, points: f64| {
        if points != 0.0 {
            why.push(Factor { factor, points });
        }
    };
    add("kind of change", weights::kind(draft.kind));
    if matches!(draft.kind, Kind::Added | Kind::Removed | Kind::Wording) {
        add("how much is said", extent(context, &draft));
    }
    add("how sure it is", 2.0 * (draft.confidence.min(0.9) - 0.9));
    why.sort_by(|a, b| b.points.total_cmp(&a.points).then(a.factor.cmp(b.factor)));
    let score = why.iter().map(|f| f.points).sum();
    let level = match score {
        _ if draft.routine.is_some() => Level::Minor,
        s if s >= weights::HEADLINE => Level::Headline,
        s if s >= weights::NOTABLE => Level::Notable,
        _ => Level::Minor,
    };
    Ranked { draft, level, score, why }
}

/// Grows with the longest quote: a word is nothing, a full sentence two points.
fn extent(context: &Context<'_>, draft: &Draft) -> f64 {
    let longest = Side::BOTH
        .into_iter()
        .flat_map(|side| draft.on(side).iter().map(move |e| letters(context.text(side, e.span))))
        .max()
        .unwrap_or(0);
    (longest as f64 / 50.0).min(2.0)
}
