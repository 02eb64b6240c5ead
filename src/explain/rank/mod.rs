//! Drafts in order of importance, each with its level and the reasons for it.

mod again;
pub(super) mod group;
mod weigh;
pub(super) mod weights;

use std::cmp::Reverse;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::language::token::fold;
use crate::model::{Annotated, ClaimCounts, Evidence, Factor, Family, Kind, Level, Pair, Role, Section, Side};

use super::context::Context;
use super::context::discourse;
use super::draft::Draft;
use super::presence::echo;
use super::section::title;
use super::summary;

/// Why a change stands behind others that say the same kind of thing.
const OTHERS_FIRST: &str = "others of its kind come first";

/// The factors that say how much of the page comes or goes.
const MUCH_GOES: &str = "much else goes";
const MUCH_COMES: &str = "much else comes";

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

/// Scores and orders the drafts. `claims` says how many claims came, went or changed.
pub(super) fn rank(context: &Context<'_>, drafts: Vec<Draft>, claims: &ClaimCounts) -> Vec<Ranked> {
    let scene = Scene::new(context, claims, &drafts);
    let mut ranked: Vec<Ranked> = drafts.into_par_iter().map(|draft| score(&scene, draft)).collect();
    sort(&mut ranked);
    again::discount(context, &mut ranked);
    rescore(&mut ranked);
    sort(&mut ranked);
    vary(&mut ranked);
    rescore(&mut ranked);
    ranked.par_iter_mut().for_each(|one| {
        one.why.sort_by(|a, b| b.points.total_cmp(&a.points).then(a.factor.cmp(b.factor)));
        one.level = level(one);
        if let Some(factor) = one.draft.routine {
            one.why.push(Factor { factor, points: 0.0 });
        }
    });
    hush(&mut ranked);
    sort(&mut ranked);
    let screen =
        (weights::FIRST_SCREEN + summary::changed(claims) / weights::CLAIMS_FOR_A_LINE).min(weights::LONGEST_SCREEN);
    for beyond in ranked.iter_mut().skip(screen).filter(|r| r.level == Level::Headline) {
        beyond.level = Level::Notable;
    }
    ranked
}

fn sort(ranked: &mut [Ranked]) {
    ranked.par_sort_by(|a, b| {
        Reverse(a.level)
            .cmp(&Reverse(b.level))
            .then(b.score.total_cmp(&a.score))
            .then_with(|| a.draft.place().cmp(&b.draft.place()).then(a.draft.kind.cmp(&b.draft.kind)))
    });
}

/// A silent edit is told as loudly as the loudest thing that it was made for, and no louder.
fn hush(ranked: &mut [Ranked]) {
    let others = ranked.iter().filter(|one| one.draft.kind != Kind::SilentEdit);
    let loudest = others.map(|one| one.level).max().unwrap_or(Level::Minor);
    for one in ranked.iter_mut().filter(|one| one.draft.kind == Kind::SilentEdit) {
        one.level = one.level.min(loudest);
    }
}

fn level(ranked: &Ranked) -> Level {
    // That much else comes or goes, or changes so, sets a claim behind others, but does not hide it.
    let behind = ranked.why.iter().map(|f| match f.factor {
        MUCH_GOES | MUCH_COMES => f.points,
        OTHERS_FIRST => (f.points - weights::OF_ITS_KIND_HIDES).min(0.0),
        _ => 0.0,
    });
    let own = ranked.score - behind.sum::<f64>();
    match ranked.score {
        _ if ranked.draft.routine.is_some() => Level::Minor,
        score if score >= weights::HEADLINE => Level::Headline,
        _ if own >= weights::NOTABLE => Level::Notable,
        _ => Level::Minor,
    }
}

/// How near a change stands to the beginning of its document, from one down to zero.
fn nearness(context: &Context<'_>, draft: &Draft) -> f64 {
    let place =
        |side: Side, e: &Evidence| e.segment as f64 / context.sides.get(side).document.segments.len().max(1) as f64;
    let places = Side::BOTH.into_iter().flat_map(|side| draft.on(side).iter().map(move |e| place(side, e)));
    (1.0 - places.fold(1.0, f64::min)).powi(3)
}

/// What all changes of a pair are scored against.
struct Scene<'c> {
    context: &'c Context<'c>,
    /// For each section whether it tells by its title what is new.
    news: Pair<Vec<bool>>,
    /// The level of the outermost sections that have others beside them.
    outermost: Pair<usize>,
    /// Which share of the old claims went, and which of the new ones came.
    turnover: Pair<f64>,
    /// How sure it is on the average that something came or went: between far versions nothing of it is as sure as in
    /// others, and that sets none of it behind.
    usual: f64,
}

impl<'c> Scene<'c> {
    fn new(context: &'c Context<'c>, claims: &ClaimCounts, drafts: &[Draft]) -> Self {
        let news = |side: &Annotated| -> Vec<bool> {
            let known = &discourse::of(side.document.language.as_deref()).news;
            let told = |section: &Section| {
                let title = fold(&section.title);
                known.iter().any(|k| title.contains(k.as_str()))
            };
            side.document.sections.iter().map(told).collect()
        };
        let (old, new) = rayon::join(|| news(context.sides.old), || news(context.sides.new));
        let share = |some: usize, all: usize| some as f64 / all.max(1) as f64;
        let turnover = Pair::new(share(claims.removed, claims.total.old), share(claims.added, claims.total.new));
        let sure: Vec<f64> = drafts.iter().filter(|d| comes_or_goes(d)).map(|d| d.confidence).collect();
        let usual = if sure.is_empty() { weights::SURE } else { sure.iter().sum::<f64>() / sure.len() as f64 };
        // The last bits depend on the order, and with the sides exchanged the order is another.
        let usual = (usual * 1e3).round() / 1e3;
        Scene { context, news: Pair::new(old, new), outermost: context.sides.map(outermost), turnover, usual }
    }

    /// Whether a change is of a section of the outermost level.
    fn is_outermost(&self, draft: &Draft) -> bool {
        let level = |side: Side, e: &Evidence| {
            let document = &self.context.sides.get(side).document;
            document.sections[document.segments[e.segment].section].level
        };
        let within = |side: Side| draft.on(side).first().is_some_and(|e| level(side, e) <= *self.outermost.get(side));
        Side::BOTH.into_iter().any(within)
    }

    /// Whether a change stands in a section that by its title tells what is new.
    fn is_news(&self, side: Side, draft: &Draft) -> bool {
        draft.on(side).iter().any(|evidence| self.tells_news(side, evidence))
    }

    /// Whether a quote does.
    fn tells_news(&self, side: Side, evidence: &Evidence) -> bool {
        self.news.get(side)[self.context.sides.get(side).document.segments[evidence.segment].section]
    }
}

/// The level of the outermost sections of a document that is no single one's; zero where there is none.
fn outermost(side: &Annotated) -> usize {
    let mut levels: Vec<usize> =
        side.document.sections.iter().filter(|s| !s.title.is_empty()).map(|s| s.level).collect();
    levels.sort_unstable();
    levels.windows(2).find(|two| two[0] == two[1]).map_or(0, |two| two[0])
}

/// Whether a change says that claims or sections came or went.
fn comes_or_goes(draft: &Draft) -> bool {
    matches!(draft.kind, Kind::Added | Kind::Removed | Kind::SectionAdded | Kind::SectionRemoved)
}

fn score(scene: &Scene<'_>, mut draft: Draft) -> Ranked {
    let context = scene.context;
    let mut why = draft.why.clone();
    let boilerplate = |side: Side| draft.on(side).iter().all(|e| context.is_boilerplate(side, e.segment));
    // What the page told as news says what it claimed before that; what the other version may still say in other words is
    // not what is quoted as gone.
    let discount = |evidence: &Evidence| {
        let stale = if scene.tells_news(Side::Old, evidence) { weights::OLD_NEWS } else { 0.0 };
        let near = draft.nearest.iter().filter(|near| near.of == evidence.segment && near.is_close());
        stale + weights::NEAR * near.map(|near| near.score).fold(0.0, f64::max)
    };
    let common = draft.kind != Kind::Capture && Side::BOTH.into_iter().all(boilerplate);
    let mut add = |factor, points: f64| {
        if points != 0.0 {
            why.push(Factor { factor, points });
        }
    };
    add("kind of change", weights::kind(draft.kind));
    match draft.kind.family() {
        Family::Terms => {}
        Family::Sections => {
            let claims = weigh::claims(context, &draft);
            // What pages are praised with, to which a section only points, is not at stake in this one.
            if !common {
                let stakes = claims.iter().map(|claim| claim.stakes).max().unwrap_or_default();
                add("what is at stake", (weights::STAKES * stakes as f64).min(weights::STAKES_MOST));
                let outermost = if scene.is_outermost(&draft) { weights::OUTERMOST } else { 0.0 };
                add("a section of the outermost level", outermost);
            }
            if comes_or_goes(&draft) {
                add("holds no claims", if claims.is_empty() { weights::HOLDS_NOTHING } else { 0.0 });
                let offers = !claims.is_empty() && claims.iter().all(|claim| claim.offers);
                add(weigh::OFFERS, if offers { weights::OFFERS } else { 0.0 });
                draft.lead = weigh::leading(context, &claims, weights::OF_A_SECTION, discount);
                if draft.kind == Kind::SectionAdded {
                    weigh::open(context, &claims, &mut draft.lead.new);
                }
            }
        }
        _ => {
            let quotes = weigh::quotes(context, &draft);
            let best = quotes.first();
            best.into_iter().flat_map(|quote| quote.factors()).for_each(|(factor, points)| add(factor, points));
            if comes_or_goes(&draft) {
                draft.lead = weigh::leading(context, &quotes, weights::OF_A_GROUP, discount);
                for side in Side::BOTH {
                    if let Some(&lead) = draft.lead.get(side).first() {
                        *draft.words.get_mut(side) = Some(context.text(side, lead.span).to_owned());
                    }
                }
            }
        }
    }
    add("breadth", (weights::BREADTH * (draft.count as f64).log2()).min(weights::BREADTH_MOST));
    // Where a claim stands is what its move changes.
    let moves = matches!(draft.kind, Kind::Moved | Kind::SectionMoved | Kind::Order);
    if !moves {
        add("stands near the beginning", weights::LEAD * nearness(context, &draft));
    }
    if !matches!(draft.kind.family(), Family::Terms | Family::Sections) && scene.is_news(Side::New, &draft) {
        add("the page itself tells it as news", weights::NEWS_SECTION);
    }
    if matches!(draft.kind, Kind::Removed | Kind::SectionRemoved | Kind::Moved) && scene.is_news(Side::Old, &draft) {
        add("the page told it as news before", weights::OLD_NEWS);
    }
    if common {
        // Another name, number or address in it is said of this one alone.
        let words = |side: Side| draft.words.get(side).as_deref().is_some_and(|words| !words.is_empty());
        let own = draft.kind.family() == Family::Facts && words(Side::Old) && words(Side::New);
        add(
            "all documents of a kind have such a section",
            if own { weights::BOILERPLATE_FACT } else { weights::BOILERPLATE },
        );
    }
    if let (Kind::Added | Kind::Removed, Some((side, _))) = (draft.kind, draft.leading()) {
        // Of several claims one that is said nowhere else is news enough.
        let echoed = draft.lead.get(side).iter().map(|&lead| echo::echoed(context, side, lead));
        let beyond = (echoed.fold(1.0, f64::min) - weights::ECHOED_FROM).max(0.0);
        add("the other version says much of it nearby", weights::ECHOED * beyond / (1.0 - weights::ECHOED_FROM));
    }
    if let (Kind::Added | Kind::Removed, Some((side, lead))) = (draft.kind, draft.leading())
        && context.role(side, lead.segment) == Role::Code
    {
        add("code, and no sentence", weights::CODE);
    }
    if let (Kind::Added | Kind::Removed, Some((side, lead))) = (draft.kind, draft.leading())
        && context.sides.get(side).document.is_picture(lead.segment)
    {
        add("what a picture shows, and no sentence", weights::PICTURE);
    }
    // The more of a page comes or goes, the less one claim that does so tells of it.
    match draft.kind {
        Kind::Removed | Kind::SectionRemoved => add(MUCH_GOES, weights::TURNOVER * scene.turnover.old),
        Kind::Added | Kind::SectionAdded => add(MUCH_COMES, weights::TURNOVER * scene.turnover.new),
        _ => {}
    }
    let heading = |side: Side, e: &Evidence| context.role(side, e.segment) == Role::Heading;
    // A title that comes or goes where its section does not is told with the sections; one that is put otherwise tells
    // little of its section.
    let told = matches!(draft.kind.family(), Family::Sections | Family::Terms | Family::Facts);
    let titles = moves || common || !told;
    if !titles && Side::BOTH.into_iter().any(|side| draft.on(side).first().is_some_and(|e| heading(side, e))) {
        add("stands in a heading", weights::HEADING);
    }
    if is_version(context, &draft) {
        add("the version in a title", weights::VERSION);
    }
    let titles = draft.words.as_ref().map(|words| words.as_deref().unwrap_or_default());
    if draft.kind == Kind::SectionRenamed && title::has_all_words(titles.old, titles.new) {
        add("the title only gets or loses words", weights::TITLE_STAYS);
    }
    let sure = if comes_or_goes(&draft) { scene.usual.min(weights::SURE) } else { weights::SURE };
    add("how sure it is", weights::DOUBT * (draft.confidence.min(sure) - sure));
    let score = why.iter().map(|f| f.points).sum();
    Ranked { draft, level: Level::Notable, score, why }
}

/// Whether a change is that of a version's number in a title: "2.0", "1.3.2".
fn is_version(context: &Context<'_>, draft: &Draft) -> bool {
    let version = |words: &Option<String>| {
        let numbers = words.as_deref().unwrap_or_default().trim_start_matches(['v', 'V', '.', ' ']).split('.');
        let counted = numbers.clone().count();
        (2..=4).contains(&counted)
            && numbers.into_iter().all(|n| !n.is_empty() && n.len() < 3 && n.bytes().all(|b| b.is_ascii_digit()))
    };
    let titled = |e: &Evidence| context.role(Side::New, e.segment) == Role::Heading;
    // "This is version 2.0 of the rules", where the page is called so.
    let called = |side: Side| {
        let title = context.sides.get(side).document.title.as_deref().unwrap_or_default();
        let number = draft.words.get(side).as_deref().unwrap_or_default().trim_start_matches(['v', 'V', '.', ' ']);
        title.split([' ', 'v', 'V', '(', ')', '@']).any(|word| !number.is_empty() && word == number)
    };
    let title =
        |side: Side| draft.on(side).first().map_or("", |e| context.text(side, context.whole(side, e.segment).span));
    if draft.kind == Kind::SectionRenamed {
        return title::same_but_version(title(Side::Old), title(Side::New));
    }
    draft.kind == Kind::Number
        && version(&draft.words.old)
        && version(&draft.words.new)
        && (draft.on(Side::New).iter().all(titled) || Side::BOTH.into_iter().all(called))
}

fn rescore(ranked: &mut [Ranked]) {
    for one in ranked {
        one.score = one.why.iter().map(|f| f.points).sum();
    }
}

/// Lowers each change by how many of its kind come before it, so that the first screen shows what all kinds of
/// things happened.
fn vary(ranked: &mut [Ranked]) {
    let mut before: FxHashMap<Kind, usize> = FxHashMap::default();
    for one in ranked.iter_mut().filter(|r| r.draft.routine.is_none()) {
        let count = before.entry(one.draft.kind).or_default();
        let points = (weights::OF_ITS_KIND * *count as f64).max(weights::OF_ITS_KIND_MOST);
        if *count > 0 {
            one.why.push(Factor { factor: OTHERS_FIRST, points });
        }
        *count += 1;
    }
}
