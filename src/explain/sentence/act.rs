//! What somebody does with a thing: raises it, keeps it, lowers it. "Raises the rate" is a decision, "prices rise" is none.

use crate::language::token::fold;
use crate::model::{Facet, FacetKind, Side, Token};

use super::difference::Difference;
use crate::explain::context::{Context, discourse};

/// The normal form of what is kept as it was.
pub(super) const KEPT: &str = "amount same";

/// Why a change of what somebody does weighs more than one of where things go.
pub(super) const DONE: &str = "says what is done";

/// What the normal forms of amounts and of policies begin with.
const AXES: [&str; 2] = ["amount ", "policy "];

/// Whether a facet says that a policy is made tighter or looser.
pub(super) fn is_turned(facet: &Facet) -> bool {
    facet.normal.starts_with(AXES[1])
}

/// Whether both sides say by a verb what is done with a thing.
pub(super) fn is_act(context: &Context<'_>, difference: &Difference<'_>) -> bool {
    let acts = |side: Side| difference.facets.get(side).iter().any(|facet| has_object(context, side, facet));
    Side::BOTH.into_iter().all(acts)
}

/// Whether an article, or a word that points back, follows at once or behind one word of substance: "raise slightly the
/// ceiling", "tightening its policy"; not "fell after the war".
fn has_object(context: &Context<'_>, side: Side, verb: &Facet) -> bool {
    let annotated = *context.sides.get(side);
    let discourse = discourse::of(annotated.document.language.as_deref());
    let tokens = annotated.segment_tokens(verb.segment);
    let behind = tokens.partition_point(|token| token.span.start < verb.span.end);
    let leads = |token: &Token| {
        let word = fold(context.text(side, token.span));
        discourse.articles.contains(&word) || discourse.back.contains(&word)
    };
    let axis = AXES.iter().any(|axis| verb.normal.starts_with(axis));
    let object = match &tokens[behind..] {
        [next, ..] if leads(next) => true,
        [adverb, next, ..] => context.is_substance(side, adverb) && leads(next),
        _ => false,
    };
    verb.kind == FacetKind::Direction && axis && object
}
