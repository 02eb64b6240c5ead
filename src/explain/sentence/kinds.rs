//! The kinds that a difference of facets is told as.

use crate::model::{Facet, FacetKind, Kind, Side};

use super::act;
use super::difference::Difference;
use super::force;
use crate::explain::context::Context;
use crate::explain::rank::weights;
use crate::explain::weave::{Run, Weave};

/// What a difference is told as, with a factor that its own facets know of.
pub(super) fn kinds(
    context: &Context<'_>,
    (weave, run): (&Weave, &Run),
    difference: &Difference<'_>,
) -> Vec<(Kind, Option<(&'static str, f64)>)> {
    let one = |kind| vec![(kind, None)];
    match difference.kind {
        // How often is no figure that a sentence gives, unless it gives way to one.
        FacetKind::Number if !difference.is_exchange() && are_frequencies(difference) => one(Kind::Scope),
        FacetKind::Number => one(Kind::Number),
        // What costs nothing is no amount that a sentence names, unless it gives way to one.
        FacetKind::Money if difference.facets().all(is_free) => one(Kind::Condition),
        FacetKind::Money => one(Kind::Money),
        FacetKind::Percent => one(Kind::Percent),
        FacetKind::Date => one(Kind::Date),
        FacetKind::Name => one(Kind::Name),
        FacetKind::Negation => one(Kind::Polarity),
        // "We will answer", "we answer".
        FacetKind::Modal if force::foretell(&difference.facets) && is_sole_modal(context, weave, difference) => {
            one(Kind::Tense)
        }
        FacetKind::Modal => force::kinds(&difference.facets, difference.denied),
        FacetKind::Quantifier => {
            let points = if is_only(difference) { weights::ONLY } else { weights::LIMITS };
            vec![(Kind::Scope, limits(difference).then_some(("limits or widens", points)))]
        }
        FacetKind::Condition => force::conditions(&difference.facets, weave.lone_side(run).is_none()),
        FacetKind::Attribution => one(Kind::Attribution),
        FacetKind::Evaluation => one(Kind::Evaluation),
        FacetKind::Certainty => force::certainty(&difference.facets),
        FacetKind::Degree => one(Kind::Degree),
        FacetKind::Direction => {
            vec![(Kind::Direction, act::is_act(context, difference).then_some((act::DONE, weights::ACT)))]
        }
        FacetKind::Tense => one(Kind::Tense),
        FacetKind::Voice | FacetKind::Framing => Vec::new(),
        FacetKind::Quotation => vec![(
            Kind::Quotation,
            is_scare(context, difference).then_some(("takes distance from a word", weights::DISTANCE)),
        )],
        FacetKind::Reference => one(Kind::Reference),
        FacetKind::Definition => one(Kind::Definition),
    }
}

/// Whether one side alone has a modal.
fn is_sole_modal(context: &Context<'_>, weave: &Weave, difference: &Difference<'_>) -> bool {
    let has = |side: Side| {
        let all = 0..weave.units.get(side).len();
        weave.expresses(context, side, all, &[FacetKind::Modal])
    };
    !difference.is_exchange() && has(Side::Old) != has(Side::New)
}

/// How the normal forms of times between begin that words give which count nothing: "annually", "every week".
const FREQUENCIES: [&str; 2] = ["every 1 ", "every 7 day"];

/// Whether numbers say how often in such words.
fn are_frequencies(difference: &Difference<'_>) -> bool {
    difference.facets().all(|facet| FREQUENCIES.iter().any(|begin| facet.normal.starts_with(begin)))
}

/// Whether a facet says that something costs nothing ("free of charge"), which is no amount in a currency.
pub(in crate::explain) fn is_free(facet: &Facet) -> bool {
    facet.kind == FacetKind::Money && facet.normal == "0"
}

/// The normal forms of quantifiers that say little of how far a statement reaches.
const VAGUE: [&str; 4] = ["other", "same", "including", "in particular"];

/// Whether a quantifier that comes, goes or changes says how far a statement reaches.
fn limits(difference: &Difference<'_>) -> bool {
    let mut facets = difference.facets.old.iter().chain(&difference.facets.new);
    facets.any(|f| !VAGUE.contains(&&*f.normal))
}

/// Whether all quantifiers of a difference say how far a statement reaches.
pub(super) fn reaches(difference: &Difference<'_>) -> bool {
    difference.facets().all(|f| !VAGUE.contains(&&*f.normal))
}

/// Whether a word that lets one thing alone be done comes or goes.
fn is_only(difference: &Difference<'_>) -> bool {
    !difference.is_exchange() && difference.facets().all(|facet| facet.normal == "only")
}

/// Quotation marks around no more words than this, none of them a name or a defined term, are scare quotes.
const SCARE: usize = 2;

/// Whether quotation marks that come or go take distance from a word ("annexation").
fn is_scare(context: &Context<'_>, difference: &Difference<'_>) -> bool {
    let scare = |side: Side, facet: &Facet| {
        let words = context.text(side, facet.span).split_whitespace();
        let plain = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_lowercase);
        words.clone().count() <= SCARE && words.into_iter().all(plain)
    };
    !difference.is_exchange()
        && Side::BOTH.into_iter().any(|side| difference.facets.get(side).iter().any(|f| scare(side, f)))
}
