//! What the quotes of a change weigh: which of them speaks for all.

use crate::language::token::fold;
use crate::model::{Evidence, FacetKind, Family, Pair, Role, Side, Token};

use super::weights;
use crate::explain::context::Context;
use crate::explain::context::discourse;
use crate::explain::draft::Draft;
use crate::explain::sentence::force;
use crate::explain::sentence::kinds::is_free;

/// The normal form of what brings something to its end.
const ENDS: &str = "course end";

/// Why what a page offers its readers is no claim of weight.
pub(super) const OFFERS: &str = "offers to tell what is new";

/// A quote of a change and what it holds.
#[derive(Debug)]
pub(super) struct Quote {
    /// The side it stands on.
    pub(super) side: Side,
    /// Where.
    pub(super) evidence: Evidence,
    /// How many of its words say that much is at stake.
    pub(super) stakes: usize,
    /// How many such words its sentence has besides.
    around: usize,
    /// How many different words of substance it has.
    all: usize,
    /// How many of them the other version has nowhere.
    news: usize,
    /// What it expresses.
    facets: Vec<FacetKind>,
    /// Whether a modal among them binds somebody or lets go.
    binds: bool,
    /// Whether it says that something ended.
    ends: bool,
    /// Whether it only offers to tell readers of what is new.
    pub(super) offers: bool,
    /// Whether it points at another sentence or paragraph.
    points: bool,
    /// How much it weighs, all in all.
    weight: f64,
}

/// The quotes of a change, the weightiest first: a change of many claims is as important as its most important one.
pub(super) fn quotes(context: &Context<'_>, draft: &Draft) -> Vec<Quote> {
    // What only shows a place, or where else it is said, does not weigh.
    ordered(context, draft, |side| draft.words.get(side).as_deref() != Some(""))
}

/// The claims of sections, the weightiest first.
pub(super) fn claims(context: &Context<'_>, draft: &Draft) -> Vec<Quote> {
    let mut quotes = ordered(context, draft, |_| true);
    let is_heading = |quote: &Quote| context.role(quote.side, quote.evidence.segment) == Role::Heading;
    quotes.retain(|quote| !is_heading(quote));
    quotes
}

fn ordered(context: &Context<'_>, draft: &Draft, speaks: impl Fn(Side) -> bool) -> Vec<Quote> {
    let sides = Side::BOTH.into_iter().filter(|&side| speaks(side));
    let all = sides.flat_map(|side| draft.on(side).iter().map(move |&evidence| (side, evidence)));
    let comes_or_goes = matches!(draft.kind.family(), Family::Presence | Family::Sections);
    let quote = |(side, evidence): (Side, Evidence)| {
        Quote::new(context, side, evidence, comes_or_goes && offers(context, side, evidence.segment))
    };
    let mut quotes: Vec<Quote> = all.map(quote).collect();
    quotes.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    quotes
}

/// Whether a sentence offers to tell readers of what is new.
fn offers(context: &Context<'_>, side: Side, segment: usize) -> bool {
    let known = &discourse::of(context.sides.get(side).document.language.as_deref()).offers;
    if known.is_empty() {
        return false;
    }
    let text = fold(context.text(side, context.whole(side, segment).span));
    known.iter().any(|phrase| text.contains(phrase.as_str()))
}

/// Those of these quotes that say most of all of them, each another thing: the weightiest, where the first of several in
/// the text does not weigh nearly as much.
///
/// `discount` says what each old one loses by what is known of its place.
pub(super) fn leading(
    context: &Context<'_>,
    quotes: &[Quote],
    count: usize,
    discount: impl Fn(&Evidence) -> f64,
) -> Pair<Vec<Evidence>> {
    let mut leading: Pair<Vec<Evidence>> = Pair::default();
    let mut said: Vec<String> = Vec::new();
    let claims = quotes.iter().filter(|quote| context.role(quote.side, quote.evidence.segment) == Role::Claim);
    let first = claims.map(|quote| quote.evidence).min();
    let mut ranked: Vec<(f64, &Quote)> = quotes.iter().map(|quote| (quote.weight, quote)).collect();
    for (weight, quote) in &mut ranked {
        *weight += if Some(quote.evidence) == first { weights::OPENS } else { 0.0 };
        *weight += if quote.points { weights::UNCLEAR } else { 0.0 };
        *weight += if quote.side == Side::Old { discount(&quote.evidence) } else { 0.0 };
        if !matches!(context.role(quote.side, quote.evidence.segment), Role::Claim | Role::LeadIn) {
            *weight += weights::NO_SENTENCE;
        }
    }
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (_, quote) in ranked {
        let words = fold(context.text(quote.side, quote.evidence.span));
        if said.len() < count && !said.contains(&words) {
            leading.get_mut(quote.side).push(quote.evidence);
            said.push(words);
        }
    }
    leading
}

/// Puts the claim that a new section begins with in the place of the least of those that lead: it says what the section
/// is about, unless it points at another one.
pub(super) fn open(context: &Context<'_>, quotes: &[Quote], leading: &mut [Evidence]) {
    let claims = quotes.iter().filter(|quote| context.role(quote.side, quote.evidence.segment) == Role::Claim);
    let first = claims.min_by_key(|quote| quote.evidence).filter(|quote| !quote.points && !quote.offers);
    let Some(first) = first.filter(|first| leading.len() > 1 && !leading.contains(&first.evidence)) else { return };
    if let Some(least) = leading.last_mut() {
        *least = first.evidence;
    }
}

/// Tokens by their words, of each word one.
fn each_once<'t>(tokens: impl Iterator<Item = &'t Token>) -> Vec<&'t Token> {
    let mut tokens: Vec<&Token> = tokens.collect();
    tokens.sort_unstable_by_key(|token| token.word);
    tokens.dedup_by_key(|token| token.word);
    tokens
}

impl Quote {
    fn new(context: &Context<'_>, side: Side, evidence: Evidence, offers: bool) -> Self {
        let (mut binds, mut ends) = (false, false);
        let annotated = context.sides.get(side);
        let tokens = context.tokens_in(side, evidence.segment, evidence.span);
        let words = each_once(tokens.iter().filter(|token| context.is_substance(side, token)));
        let is_new = |token: &&&Token| !context.occurs(side.other(), context.key(side, token));
        let is_at_stake = |token: &&&Token| context.is_at_stake(side, token);
        let (all, news) = (words.len(), words.iter().filter(is_new).count());
        let stakes = words.iter().filter(is_at_stake).count();
        let own = |token: &Token| words.binary_search_by_key(&token.word, |own| own.word).is_ok();
        let beside =
            annotated.segment_tokens(evidence.segment).iter().filter(|token| is_at_stake(&token) && !own(token));
        let around = each_once(beside).len();
        let mut facets: Vec<FacetKind> = Vec::new();
        for facet in context.facets_in(side, evidence.span) {
            binds |= facet.kind == FacetKind::Modal && force::binds(facet);
            ends |= side == Side::New && facet.kind == FacetKind::Direction && &*facet.normal == ENDS;
            // What costs nothing names no amount.
            if !facets.contains(&facet.kind) && !is_free(facet) {
                facets.push(facet.kind);
            }
        }
        let refers = facets.contains(&FacetKind::Reference);
        // What points at a sentence that is not quoted with it, or stands in any document, is quoted last.
        let points =
            refers || context.is_boilerplate(side, evidence.segment) || discourse::points_back(annotated, tokens);
        let mut quote =
            Quote { side, evidence, stakes, around, all, news, facets, binds, ends, offers, points, weight: 0.0 };
        let clarity = if points { weights::POINTS_BACK } else { 0.0 };
        quote.weight = quote.factors().map(|factor| factor.1).sum::<f64>() + clarity;
        quote
    }

    /// What makes it important: named factors with their points.
    pub(super) fn factors(&self) -> impl Iterator<Item = (&'static str, f64)> {
        let stakes = (weights::STAKES * self.stakes as f64).min(weights::STAKES_MOST);
        let around = (weights::AROUND * self.around as f64).min(weights::AROUND_MOST);
        let said = [
            ("words that the other version does not have", (weights::NEWS * self.news as f64).min(weights::NEWS_MOST)),
            ("how much is said", (weights::EXTENT * self.all as f64).min(weights::EXTENT_MOST)),
            ("what is at stake", stakes),
            ("what is at stake in its sentence", around.min((weights::AROUND_REACH - stakes).max(0.0))),
        ];
        let done = match (self.offers, self.binds) {
            (true, _) => Some((OFFERS, weights::OFFERS)),
            (false, true) => Some(("binds or lets go", weights::BINDING_WORDS)),
            (false, false) => None,
        };
        let expressed = weights::CUES.iter().filter(|cue| self.facets.iter().any(|facet| cue.2.contains(facet)));
        let ended = self.ends.then_some(("says that something ended", weights::ENDED));
        said.into_iter().chain(done).chain(ended).chain(expressed.map(|&(factor, points, _)| (factor, points)))
    }
}
