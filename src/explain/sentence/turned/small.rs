//! The small words of a sentence in another order: "from the lender to the borrower" has all words of "from the borrower to
//! the lender", and says the opposite.

use crate::language::lexicon::Lexicon;
use crate::language::token::fold;
use crate::model::{FacetKind, Link, Side};

use crate::explain::context::{Context, discourse};
use crate::explain::weave::Weave;
use crate::explain::weave::unit::Unit;

/// Whether both sides have the same small words before the same words of substance, but for articles, "and", and what only
/// the other `voice` needs ("are", "by", "us" for "we"). In one voice the articles of a language with capital nouns tell who
/// does what.
pub(in crate::explain::sentence) fn agree(context: &Context<'_>, link: &Link, weave: &Weave, voice: bool) -> bool {
    let free = |side: Side| {
        let language = context.sides.get(side).document.language.as_deref();
        voice || !Lexicon::of(language).conventions.capital_nouns
    };
    let of = |side: Side| led(context, weave, side, free(side));
    // Of a language without a table nothing is known of its small words.
    let known =
        |side: Side| !discourse::of(context.sides.get(side).document.language.as_deref()).preposition.is_empty();
    if !Side::BOTH.into_iter().all(known) {
        return true;
    }
    link.old.len() == 1 && link.new.len() == 1 && of(Side::Old) == of(Side::New)
}

/// Whether a unit is a preposition.
pub(in crate::explain::sentence) fn leads(context: &Context<'_>, side: Side, unit: &Unit) -> bool {
    let known = &discourse::of(context.sides.get(side).document.language.as_deref()).preposition;
    known.contains(&fold(context.text(side, unit.span)))
}

/// The small words of a side, sorted, each with the stem of the word of substance that it leads to.
fn led(context: &Context<'_>, weave: &Weave, side: Side, articles: bool) -> Vec<(String, u64)> {
    let units = weave.units.get(side);
    let known = discourse::of(context.sides.get(side).document.language.as_deref());
    // What is bid, denied, and when, is compared by itself.
    let is_verbal = |unit: &Unit| {
        let mut facets = context.facets_in(side, unit.span);
        facets.any(|facet| {
            matches!(facet.kind, FacetKind::Voice | FacetKind::Tense | FacetKind::Modal | FacetKind::Negation)
        })
    };
    let stem = |unit: &Unit| match context.tokens_in(side, unit.segment, unit.span) {
        [.., token] => context.stem(side, token),
        [] => unit.key,
    };
    let mut small = Vec::new();
    for (at, unit) in units.iter().enumerate().filter(|(_, unit)| unit.letters > 0 && !unit.topical) {
        let word = fold(context.text(side, unit.span));
        let free = is_verbal(unit) || (articles && known.articles.contains(&word)) || known.join.first() == Some(&word);
        if free {
            continue;
        }
        // "The member's fee" is the fee of the member.
        if matches!(&*word, "'s" | "’s") {
            let owner = units[..at].iter().rev().find(|unit| unit.topical).map_or(0, stem);
            small.push(("of".to_owned(), owner));
            continue;
        }
        let case = known.cases.iter().find_map(|(one, other)| (*one == word).then(|| other.clone()));
        // Who acts stands elsewhere in the other voice, and leads to nothing.
        let person = case.is_some()
            || known.cases.iter().any(|(_, other)| *other == word)
            || known.back.contains(&word)
            || known.relative.contains(&word);
        let next = units[at + 1..].iter().find(|next| next.topical && !person).map_or(0, stem);
        small.push((case.unwrap_or(word), next));
    }
    small.sort_unstable();
    small
}
