//! Which differences say something of a sentence, and which only come with its other words.

use crate::language::token::fold;
use crate::model::{Evidence, Facet, FacetKind, Link, Side, Span, TokenKind};

use super::difference::{CLAUSE, Difference, PHRASE, row, says_more};
use super::force;
use super::idle;
use super::quoted::is_fact;
use crate::explain::context::Context;
use crate::explain::context::discourse;
use crate::explain::weave::{Run, Weave};

/// A number with no more words of substance beside it, itself counted, is a figure put in or left out ("Five Trust
/// Funds"); with more it belongs to a clause ("or aged 18 or under").
const COUNTED: usize = 2;

/// A figure of so many digits says by itself what it is, whatever it is part of.
const IDENTIFIES: usize = 4;

/// Where a passage of more words of substance stands for another, what one of them bids is not the change.
const PASSAGE: usize = 3 * CLAUSE;

/// The normal form of what denies only the word that follows.
const LACKS: &str = "without";

/// The normal form of what was so, and is so no longer.
const CEASES: &str = "no longer";

/// Whether a difference says something of the sentence: amounts, dates and names that stand for others always do;
/// a cue on one side alone does where little else changed, or where it decides what the sentence means and the
/// other side nowhere has its like.
pub(super) fn is_telling(
    context: &Context<'_>,
    link: &Link,
    weave: &Weave,
    (runs, governs): (&[&Run], bool),
    difference: &Difference<'_>,
) -> bool {
    let run = runs[difference.run];
    let (old, new) = (weave.substance(Side::Old, run), weave.substance(Side::New, run));
    let short = old.max(new) <= PHRASE && !weave.rewritten;
    if idle::in_its_place(context, link, weave, run, (difference.kind, short)) {
        return false;
    }
    let beside = |side: Side| says_more(weave, side, run, difference);
    if difference.is_exchange() {
        return match difference.kind {
            FacetKind::Direction => opposite(difference),
            // "Neither" and "not" deny alike; what is no longer so was so before.
            FacetKind::Negation => {
                let ceases = |side: Side| difference.facets.get(side).iter().any(|f| f.normal == CEASES);
                ceases(Side::Old) != ceases(Side::New)
            }
            FacetKind::Modal => old.max(new) <= PASSAGE,
            // "Any reason" that becomes "all rights" speaks of something else.
            FacetKind::Quantifier => old.max(new) <= 2 * CLAUSE && !(beside(Side::Old) && beside(Side::New)),
            FacetKind::Tense | FacetKind::Degree | FacetKind::Name => old.max(new) <= 2 * CLAUSE,
            _ => true,
        };
    }
    let Some((side, facet)) = Side::BOTH.into_iter().find_map(|s| Some((s, *difference.facets.get(s).first()?))) else {
        return false;
    };
    let other_segments = if side == Side::Old { &link.new } else { &link.old };
    let unheard = || {
        let other = *context.sides.get(side.other());
        !other_segments
            .iter()
            .flat_map(|&s| other.segment_facets(s))
            .any(|f| row(f.kind) == row(facet.kind) && (f.normal == facet.normal || idle::speaks_alike(f, facet)))
    };
    if idle::beside_others(context, weave, (side, run), (facet, other_segments), unheard) {
        return false;
    }
    if facet.kind == FacetKind::Modal && idle::is_of_noun(context, side, facet) {
        return false;
    }
    // A figure that the sentence has on the other side too, be it in another place, neither came nor went.
    let there = *context.sides.get(side.other());
    let written = fold(context.text(side, facet.span));
    let stands_there = || {
        let mut tokens = other_segments.iter().flat_map(|&s| there.segment_tokens(s));
        tokens.any(|token| token.kind == TokenKind::Number && there.vocabulary.form(token.word) == written)
    };
    let figure = is_fact(facet.kind) && facet.kind != FacetKind::Name;
    if figure && (!unheard() || (written.len() >= IDENTIFIES && stands_there())) {
        return false;
    }
    if weave.rewritten && matches!(facet.kind, FacetKind::Modal) && !force::compels(facet) {
        return false;
    }
    if weave.lone_side(run).is_some() {
        // A clause of its own brings its own numbers, names and verbs; a short phrase is what it expresses, and what
        // kept words depend on decides what they mean.
        let decides = match facet.kind {
            FacetKind::Negation | FacetKind::Modal | FacetKind::Condition | FacetKind::Attribution => true,
            FacetKind::Certainty => force::denies(facet),
            _ => false,
        };
        return match facet.kind {
            FacetKind::Direction => false,
            FacetKind::Negation if weave.governs(run) && !governs => false,
            FacetKind::Negation if denies_its_own(context, weave, (side, run), facet) => false,
            // "Sent without receipt", put in, brings along what it denies.
            FacetKind::Negation if facet.normal == LACKS && beside(side) => false,
            FacetKind::Tense => old.max(new) <= COUNTED,
            FacetKind::Number => old.max(new) <= COUNTED && !joins(context, weave, side, run),
            // "And maintainers for major components" that goes takes with it whom it speaks of.
            FacetKind::Evaluation | FacetKind::Degree => old.max(new) <= PHRASE,
            _ => old.max(new) <= CLAUSE || (decides && governs),
        };
    }
    // The first quarter, the second objective: which one was meant, not how much.
    if facet.kind == FacetKind::Number && facet.normal.starts_with('#') {
        return false;
    }
    let phrase = old.max(new) <= if weave.rewritten { 2 * PASSAGE } else { PASSAGE };
    // "No longer in doubt", where something else now stands, was not turned round.
    if facet.normal == CEASES && facet.kind == FacetKind::Negation && beside(side) && beside(side.other()) {
        return false;
    }
    // "Has not withdrawn" that gives way to "maintained" says the same, or another thing: to turn round is to deny the same.
    let denies_more = |side: Side| {
        let segments = if side == Side::Old { &link.old } else { &link.new };
        let facets = segments.iter().flat_map(|&s| context.sides.get(side).segment_facets(s));
        facets.filter(|f| f.kind == FacetKind::Negation).count() > 1
    };
    let another = facet.kind == FacetKind::Negation && beside(side) && beside(side.other());
    if another && !unheard() && denies_more(side) {
        return false;
    }
    // "To anybody without symptoms", for "of charge", takes along what it denies.
    let own = |span: Span| weave.units.get(side)[run.of(side)].iter().any(|u| !u.light && u.span.start >= span.end);
    if facet.normal == LACKS && facet.kind == FacetKind::Negation && own(facet.span) {
        return false;
    }
    // "Any reason on appropriate notice", for "any violation of these rules", is another ground, and no judgement.
    let judges = facet.kind == FacetKind::Evaluation;
    if judges && beside(side) && beside(side.other()) {
        return false;
    }
    let decisive = match facet.kind {
        FacetKind::Money | FacetKind::Percent | FacetKind::Number => {
            old.max(new) <= PHRASE || !stands(context, weave, side, facet)
        }
        // Another clause may deny something without turning round what stood there; what is no longer so was so before.
        // Before a verb that stands ("we will not", "we", both before "remove") it is the verb's.
        FacetKind::Negation => {
            phrase && (weave.rewritten || facet.normal == CEASES || denies_kept(weave, side, run, facet))
        }
        FacetKind::Modal => phrase && force::binds(facet),
        // "He emphasises that" before words that now stand in the page's own voice.
        FacetKind::Attribution => phrase && precedes_kept(weave, side, run),
        _ => false,
    };
    // A name for a thing neither bids nor denies: nothing is turned round where one is put into a sentence.
    let states = || {
        let verbs = [FacetKind::Modal, FacetKind::Negation, FacetKind::Tense];
        let other = *context.sides.get(side.other());
        other_segments.iter().flat_map(|&s| other.segment_facets(s)).any(|f| verbs.contains(&f.kind))
    };
    if matches!(facet.kind, FacetKind::Modal | FacetKind::Negation) && !short && !states() {
        return false;
    }
    (short && facet.kind != FacetKind::Direction) || (decisive && unheard())
}

/// Whether a figure with the word after it stands somewhere in the other version too ("2 percent objective"): where one
/// passage gives way to another, it is no news then.
fn stands(context: &Context<'_>, weave: &Weave, side: Side, figure: &Facet) -> bool {
    let units = weave.units.get(side);
    let after = units.iter().find(|unit| unit.span.start >= figure.span.end && unit.letters > 0);
    let here = units.iter().find(|unit| unit.span.overlaps(figure.span));
    let Some((here, after)) = here.zip(after).filter(|(here, after)| here.segment == after.segment) else {
        return false;
    };
    let span = Span::new(figure.span.start, after.span.end);
    context.stands(side, Evidence { segment: here.segment, span }).is_some()
}

/// Whether what a run denies is said and closed in it: "not taxable and", before "payable on Monday".
fn denies_its_own(context: &Context<'_>, weave: &Weave, (side, run): (Side, &Run), negation: &Facet) -> bool {
    let join = &discourse::of(context.sides.get(side).document.language.as_deref()).join;
    let units = &weave.units.get(side)[run.of(side)];
    let mut behind = units.iter().skip_while(|unit| unit.span.start < negation.span.end).skip_while(|unit| unit.light);
    let denied = behind.next().is_some();
    denied && behind.any(|unit| join.contains(&fold(context.text(side, unit.span))))
}

/// Whether a negation is the last word of a run and a kept word of substance follows it at once.
fn denies_kept(weave: &Weave, side: Side, run: &Run, negation: &Facet) -> bool {
    let (units, end) = (weave.units.get(side), run.of(side).end);
    let last = end.checked_sub(1).map(|at| &units[at]);
    let next = units.get(end).filter(|next| last.is_some_and(|last| last.segment == next.segment));
    last.is_some_and(|last| last.span.overlaps(negation.span)) && next.is_some_and(|next| next.topical)
}

/// Whether kept words of the same sentence follow a run.
fn precedes_kept(weave: &Weave, side: Side, run: &Run) -> bool {
    let (units, end) = (weave.units.get(side), run.of(side).end);
    let next = units[end..].iter().find(|unit| unit.letters > 0);
    !weave.rewritten && next.is_some_and(|unit| unit.segment == units[end - 1].segment)
}

/// Whether a run begins with a word that joins it to what stands before ("or aged 18").
fn joins(context: &Context<'_>, weave: &Weave, side: Side, run: &Run) -> bool {
    let join = &discourse::of(context.sides.get(side).document.language.as_deref()).join;
    let first = weave.units.get(side)[run.of(side)].iter().find(|u| u.letters > 0);
    first.is_some_and(|u| join.iter().any(|word| word.eq_ignore_ascii_case(context.text(side, u.span))))
}

/// Whether two poles of one axis stand for each other ("amount up", "amount down").
fn opposite(difference: &Difference<'_>) -> bool {
    let axis = |facet: &Facet| facet.normal.rsplit_once(' ').map(|(axis, _)| axis.to_owned());
    difference
        .facets
        .old
        .iter()
        .any(|a| difference.facets.new.iter().any(|b| axis(a) == axis(b) && a.normal != b.normal))
}
