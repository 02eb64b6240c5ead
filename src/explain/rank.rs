//! Drafts in order of importance, each with its level and the reasons for it.

use std::cmp::Reverse;

use rustc_hash::FxHashSet;

use crate::model::{Evidence, FacetKind, Factor, Family, Kind, Level, Pair, Role, Side};

use super::context::Context;
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
    let leads = Side::BOTH.map(|side| lead(context, side));
    let leads = Pair::new(leads[0], leads[1]);
    let mut ranked: Vec<Ranked> = drafts.into_iter().map(|draft| score(context, &leads, draft)).collect();
    sort(&mut ranked);
    discount(&mut ranked);
    for one in &mut ranked {
        one.why.sort_by(|a, b| b.points.total_cmp(&a.points).then(a.factor.cmp(b.factor)));
        one.score = one.why.iter().map(|f| f.points).sum();
        one.level = level(one);
    }
    sort(&mut ranked);
    let screen = (weights::FIRST_SCREEN + changed / weights::CLAIMS_FOR_A_LINE).min(weights::LONGEST_SCREEN);
    for beyond in ranked.iter_mut().skip(screen).filter(|r| r.level == Level::Headline) {
        beyond.level = Level::Notable;
    }
    ranked
}

fn sort(ranked: &mut [Ranked]) {
    ranked.sort_by(|a, b| {
        Reverse(a.level)
            .cmp(&Reverse(b.level))
            .then(b.score.total_cmp(&a.score))
            .then_with(|| a.draft.place().cmp(&b.draft.place()).then(a.draft.kind.cmp(&b.draft.kind)))
    });
}

fn level(ranked: &Ranked) -> Level {
    match ranked.score {
        _ if ranked.draft.routine.is_some() => Level::Minor,
        score if score >= weights::HEADLINE => Level::Headline,
        score if score >= weights::NOTABLE => Level::Notable,
        _ => Level::Minor,
    }
}

/// Where the opening of a document ends: behind its first claims.
fn lead(context: &Context<'_>, side: Side) -> usize {
    let segments = &context.sides.get(side).document.segments;
    let claims = segments.iter().filter(|s| s.role == Role::Claim).take(weights::LEAD_CLAIMS);
    claims.last().map_or(0, |s| s.span.end)
}

fn score(context: &Context<'_>, leads: &Pair<usize>, draft: Draft) -> Ranked {
    let mut why = draft.why.clone();
    let mut add = |factor, points: f64| {
        if points != 0.0 {
            why.push(Factor { factor, points });
        }
    };
    add("kind of change", weights::kind(draft.kind));
    let words = words(context, &draft);
    if matches!(draft.kind.family(), Family::Terms) {
        add("breadth", weights::BREADTH * (draft.count as f64).log2());
    } else {
        add("words that the other version does not have", (weights::NEWS * words.news as f64).min(weights::NEWS_MOST));
        add("how much is said", (weights::EXTENT * words.all as f64).min(weights::EXTENT_MOST));
        for (factor, points, kinds) in weights::CUES {
            if words.facets.iter().any(|f| kinds.contains(f)) {
                add(factor, points);
            }
        }
        if draft.count > 1 {
            add("breadth", weights::BREADTH * (draft.count as f64).log2().min(3.0));
        }
    }
    let inside = |side: Side, e: &Evidence| e.span.end <= *leads.get(side);
    if Side::BOTH.into_iter().any(|side| draft.on(side).iter().any(|e| inside(side, e))) {
        add("stands in the opening", weights::LEAD);
    }
    let heading = |side: Side, e: &Evidence| context.role(side, e.segment) == Role::Heading;
    if Side::BOTH.into_iter().any(|side| draft.on(side).first().is_some_and(|e| heading(side, e))) {
        add("stands in a heading", weights::HEADING);
    }
    add("how sure it is", weights::DOUBT * (draft.confidence.min(weights::SURE) - weights::SURE));
    let score = why.iter().map(|f| f.points).sum();
    Ranked { draft, level: Level::Notable, score, why }
}

/// What the quotes of a change hold.
#[derive(Default)]
struct Words {
    /// How many different words of substance.
    all: usize,
    /// How many of them the other version has nowhere.
    news: usize,
    /// What they express.
    facets: FxHashSet<FacetKind>,
}

fn words(context: &Context<'_>, draft: &Draft) -> Words {
    let mut words = Words::default();
    for side in Side::BOTH {
        let mut seen: FxHashSet<u64> = FxHashSet::default();
        let mut news = 0;
        for evidence in draft.on(side) {
            for token in context.tokens_in(side, evidence.segment, evidence.span) {
                let key = context.key(side, token);
                if context.is_substance(side, token) && seen.insert(key) && !context.occurs(side.other(), key) {
                    news += 1;
                }
            }
            words.facets.extend(context.facets_in(side, evidence.span).map(|f| f.kind));
        }
        words.all = words.all.max(seen.len());
        words.news = words.news.max(news);
    }
    words
}

/// Lowers changes of sentences that a stronger change tells already, so that one sentence does not fill the
/// first screen.
fn discount(ranked: &mut [Ranked]) {
    let mut told: FxHashSet<(Side, usize)> = FxHashSet::default();
    for one in ranked.iter_mut().filter(|r| r.draft.routine.is_none() && r.draft.kind.family() != Family::Terms) {
        let places: Vec<(Side, usize)> =
            Side::BOTH.into_iter().flat_map(|side| one.draft.on(side).iter().map(move |e| (side, e.segment))).collect();
        if places.iter().all(|place| told.contains(place)) {
            one.why.push(Factor { factor: "its sentence is told already", points: weights::TOLD_ALREADY });
        }
        if one.draft.kind != Kind::Moved && one.draft.kind.family() != Family::Sections {
            told.extend(places);
        }
    }
}
