//! Which differences say something of a sentence, and which only come with its other words.

use crate::language::token::fold;
use crate::model::{Facet, FacetKind, Link, Role, Side, Span};

use super::carried::is_carried;
use super::context::Context;
use super::difference::{CLAUSE, Difference, PHRASE, row, says_more};
use super::discourse;
use super::force;
use super::weave::{Run, Weave};

/// A number with no more words of substance beside it, itself counted, is a figure put in or left out ("Five Trust
/// Funds"); with more it belongs to a clause ("or aged 18 or under").
const COUNTED: usize = 2;

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
    // What is typed into a machine orders nobody.
    let is_code = |side: Side, segments: &[usize]| segments.iter().all(|&s| context.role(side, s) == Role::Code);
    let is_figure = row(difference.kind) == row(FacetKind::Number);
    if !is_figure && is_code(Side::Old, &link.old) && is_code(Side::New, &link.new) {
        return false;
    }
    // A title that is put otherwise ("How can I prevent that?") orders and denies nothing; nor does one that names a
    // thing with one word ("No warranty").
    if link.new.iter().all(|&segment| context.role(Side::New, segment) == Role::Heading) {
        let alone = weave.lone_side(run).is_some();
        let turned = short && (!alone || names_much(weave));
        let ignored = match difference.kind {
            FacetKind::Modal => !turned,
            FacetKind::Negation => !turned || !alone,
            _ => false,
        };
        if ignored {
            return false;
        }
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
            .any(|f| row(f.kind) == row(facet.kind) && (f.normal == facet.normal || speaks_alike(f, facet)))
    };
    // What an item says is bid or let be by the line above its list.
    let announced = |&s: &usize| {
        let other = *context.sides.get(side.other());
        let line = other.document.announcement(s);
        line.is_some_and(|line| {
            other.segment_facets(line).iter().any(|f| f.kind == facet.kind && speaks_alike(f, facet))
        })
    };
    if facet.kind == FacetKind::Modal && other_segments.iter().any(announced) {
        return false;
    }
    if facet.kind == FacetKind::Negation
        && (is_aside(context, weave, (side, run), facet) || forbids(context, weave, side.other(), run))
    {
        return false;
    }
    // "You must note the number. The number must be given above": once is enough.
    if facet.kind != FacetKind::Negation && is_carried(context, weave, run) && !unheard() {
        return false;
    }
    // "Further" that goes leaves the matter as it was.
    if facet.kind == FacetKind::Quantifier && facet.normal == "other" {
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
            // "Sent without receipt", put in, brings along what it denies.
            FacetKind::Negation if facet.normal == LACKS && beside(side) => false,
            FacetKind::Tense => old.max(new) <= COUNTED,
            FacetKind::Number => old.max(new) <= COUNTED && !joins(context, weave, side, run),
            // "And maintainers for major components" that goes takes with it whom it speaks of.
            FacetKind::Evaluation | FacetKind::Degree => old.max(new) <= PHRASE,
            _ => old.max(new) <= CLAUSE || (decides && governs),
        };
    }
    let phrase = old.max(new) <= if weave.rewritten { 2 * PASSAGE } else { PASSAGE };
    // "No longer in doubt", where something else now stands, was not turned round.
    if facet.normal == CEASES && facet.kind == FacetKind::Negation && beside(side) && beside(side.other()) {
        return false;
    }
    let decisive = match facet.kind {
        FacetKind::Money | FacetKind::Percent | FacetKind::Number => true,
        // Another clause may deny something without turning round what stood there; what is no longer so was so before.
        FacetKind::Negation => phrase && (weave.rewritten || facet.normal == CEASES),
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

/// Whether a run has the brackets that a facet stands in: a remark that denies something comes or goes whole ("the charter
/// [does not yet exist]").
fn is_aside(context: &Context<'_>, weave: &Weave, (side, run): (Side, &Run), facet: &Facet) -> bool {
    let units = &weave.units.get(side)[run.of(side)];
    let (Some(first), Some(last)) = (units.first(), units.last()) else { return false };
    if first.span.start > facet.span.start || last.span.end < facet.span.end {
        return false;
    }
    let before = context.text(side, Span::new(first.span.start, facet.span.start));
    let behind = context.text(side, Span::new(facet.span.end, context.whole(side, facet.segment).span.end));
    [('(', ')'), ('[', ']')].iter().any(|&(open, close)| {
        before.rfind(open).is_some_and(|at| !before[at..].contains(close)) && behind.contains(close)
    })
}

/// Whether a side of a run forbids or excuses something: then a denial beside it turns nothing round.
fn forbids(context: &Context<'_>, weave: &Weave, side: Side, run: &Run) -> bool {
    let places = weave.places(side, run.of(side)).into_iter();
    let mut facets = places.flat_map(|place| context.facets_in(side, place.span));
    facets.any(|facet| facet.kind == FacetKind::Modal && force::is_for(facet) == Some(false))
}

/// Words are the same from so many first letters on.
const STEM: usize = 5;

/// Whether the other side of a run denies inside a word what this side denies with a word of its own: "not acceptable",
/// "unacceptable".
pub(super) fn denies_within(context: &Context<'_>, weave: &Weave, side: Side, run: &Run) -> bool {
    let words = |side: Side| -> Vec<String> {
        weave.units.get(side)[run.of(side)].iter().map(|unit| fold(context.text(side, unit.span))).collect()
    };
    let (here, there) = (words(side), words(side.other()));
    let affixes = &discourse::of(context.sides.get(side).document.language.as_deref()).denying;
    let begins =
        |word: &str, with: &str| word.char_indices().nth(STEM).is_some_and(|(at, _)| with.starts_with(&word[..at]));
    there.iter().any(|word| {
        let bare = affixes.iter().filter_map(|affix| word.strip_prefix(affix.as_str()));
        bare.into_iter().any(|bare| here.iter().any(|word| begins(word, bare)))
    })
}

/// Whether more than a word of substance is kept.
fn names_much(weave: &Weave) -> bool {
    weave.runs.iter().filter(|run| run.kept).map(|run| weave.substance(Side::New, run)).sum::<usize>() > 1
}

/// Whether kept words of the same sentence follow a run.
fn precedes_kept(weave: &Weave, side: Side, run: &Run) -> bool {
    let (units, end) = (weave.units.get(side), run.of(side).end);
    let next = units[end..].iter().find(|unit| unit.letters > 0);
    !weave.rewritten && next.is_some_and(|unit| unit.segment == units[end - 1].segment)
}

/// Whether two modals both bid or both forbid ("agrees to" in one place is no duty dropped where another says "must"), or
/// both are conditions ("in case", "when").
fn speaks_alike(one: &Facet, other: &Facet) -> bool {
    let modal = one.kind == FacetKind::Modal && force::binds(one) && force::binds(other);
    (modal && force::is_for(one) == force::is_for(other)) || one.kind == FacetKind::Condition
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
