//! Which differences say something of a sentence, and which only come with its other words.

use crate::language::token::fold;
use crate::model::{Evidence, Facet, FacetKind, Link, Pair, Side, Span, TokenKind};

use super::act;
use super::amounts::numbered;
use super::difference::{CLAUSE, Difference, PHRASE, row, says_more};
use super::force;
use super::idle;
use super::kinds::reaches;
use crate::explain::context::Context;
use crate::explain::context::discourse;
use crate::explain::term::substitution::is_inflected;
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
    let most = weave.substance(Side::Old, run).max(weave.substance(Side::New, run));
    let short = most <= PHRASE && !weave.rewritten;
    if idle::in_its_place(context, link, weave, run, (difference.kind, short)) {
        return false;
    }
    if !difference.is_exchange() && difference.facets().all(force::is_due) {
        return false;
    }
    let beside = |side: Side| says_more(weave, side, run, difference);
    if difference.is_exchange() {
        let other_things = || beside(Side::Old) && beside(Side::New) && !has_one_noun(context, weave, run, difference);
        return is_telling_exchange(difference, most, other_things);
    }
    let Some((side, facet)) = Side::BOTH.into_iter().find_map(|s| Some((s, *difference.facets.get(s).first()?))) else {
        return false;
    };
    let beside = Pair::new(beside(Side::Old), beside(Side::New));
    let cue = Cue { context, link, weave, run, governs, side, facet, most, short, beside };
    cue.is_news() && if weave.lone_side(run).is_some() { cue.decides_alone() } else { cue.decides_in_place() }
}

/// Whether facets that stand for each other in a run of `most` words of substance say something of the sentence.
fn is_telling_exchange(difference: &Difference<'_>, most: usize, other_things: impl Fn() -> bool) -> bool {
    match difference.kind {
        FacetKind::Direction => opposite(difference),
        // "Neither" and "not" deny alike; what is no longer so was so before.
        FacetKind::Negation => {
            let ceases = |side: Side| difference.facets.get(side).iter().any(|f| f.normal == CEASES);
            ceases(Side::Old) != ceases(Side::New)
        }
        FacetKind::Modal => most <= PASSAGE,
        // "Any reason" that becomes "all rights" speaks of something else.
        FacetKind::Quantifier => most <= 2 * CLAUSE && !other_things(),
        FacetKind::Tense | FacetKind::Degree | FacetKind::Name => most <= 2 * CLAUSE,
        _ => true,
    }
}

/// Whether both sides of a run say beside their facets the same words in other forms: "only keepers", "any keeper".
fn has_one_noun(context: &Context<'_>, weave: &Weave, run: &Run, difference: &Difference<'_>) -> bool {
    let [old, new] = Side::BOTH.map(|side| {
        let facets = difference.facets.get(side);
        let units = weave.units.get(side)[run.of(side)].iter();
        let more = units.filter(|unit| !unit.light && !facets.iter().any(|facet| facet.span.overlaps(unit.span)));
        more.map(|unit| context.text(side, unit.span)).collect::<Vec<&str>>()
    });
    let same = |(one, other): (&&str, &&str)| fold(one) == fold(other) || is_inflected(one, other);
    old.len() == new.len() && old.iter().zip(&new).all(same) && reaches(difference)
}

/// A facet that one side of a run has and the other has not.
struct Cue<'c, 'd> {
    context: &'c Context<'d>,
    link: &'c Link,
    weave: &'c Weave,
    run: &'c Run,
    /// Whether kept words depend on the run.
    governs: bool,
    side: Side,
    facet: &'c Facet,
    /// Words of substance of the longer side of the run.
    most: usize,
    /// Whether the run is a phrase in a sentence that otherwise stands.
    short: bool,
    /// Whether a side of the run says more than its facets.
    beside: Pair<bool>,
}

impl Cue<'_, '_> {
    /// The facets of the sentence on the other side.
    fn others(&self) -> impl Iterator<Item = &Facet> {
        let (other, segments) = (self.side.other(), self.link.ends(self.side.other()));
        segments.iter().flat_map(move |&s| self.context.sides.get(other).segment_facets(s))
    }

    /// Whether the other side nowhere has its like.
    fn is_unheard(&self) -> bool {
        let alike = |f: &Facet| f.normal == self.facet.normal || idle::speaks_alike(f, self.facet);
        !self.others().any(|f| row(f.kind) == row(self.facet.kind) && alike(f))
    }

    /// Whether each side of the run says something besides: then another thing may be spoken of.
    fn is_of_another(&self) -> bool {
        self.beside.old && self.beside.new
    }

    /// Whether it came or went at all, and is one that somebody would be told of.
    fn is_news(&self) -> bool {
        let Self { context, weave, run, side, facet, .. } = *self;
        let there = self.link.ends(side.other());
        if idle::beside_others(context, weave, (side, run), (facet, there), || self.is_unheard()) {
            return false;
        }
        match facet.kind {
            FacetKind::Modal => !idle::is_of_noun(context, side, facet) && (!weave.rewritten || force::compels(facet)),
            // A figure that the sentence has on the other side too, be it in another place, neither came nor went.
            kind if kind.is_figure() => self.is_unheard() && !self.is_written_there(),
            // Nor is a name that the other side has too one that it names no longer.
            FacetKind::Name => self.is_unheard() || !(*self.beside.get(side) || self.is_put_in()),
            _ => true,
        }
    }

    /// Whether nothing at all stands in its place on the other side.
    fn is_put_in(&self) -> bool {
        let other = self.side.other();
        self.weave.units.get(other)[self.run.of(other)].iter().all(|unit| unit.letters == 0)
    }

    /// Whether the other side writes the same digits, enough of them to say what they are.
    fn is_written_there(&self) -> bool {
        let there = *self.context.sides.get(self.side.other());
        let written = fold(self.context.text(self.side, self.facet.span));
        let mut tokens = self.link.ends(self.side.other()).iter().flat_map(|&s| there.segment_tokens(s));
        written.len() >= IDENTIFIES
            && tokens.any(|token| token.kind == TokenKind::Number && there.vocabulary.form(token.word) == written)
    }

    /// Whether it says something of a sentence into which its run was put, or from which it was left out: a clause of
    /// its own brings its own numbers, names and verbs; a short phrase is what it expresses, and what kept words depend
    /// on decides what they mean.
    fn decides_alone(&self) -> bool {
        let Self { context, weave, run, governs, side, facet, most, .. } = *self;
        let decides = match facet.kind {
            FacetKind::Negation | FacetKind::Modal | FacetKind::Condition | FacetKind::Attribution => true,
            FacetKind::Certainty => force::denies(facet),
            _ => false,
        };
        match facet.kind {
            FacetKind::Direction => false,
            FacetKind::Negation if weave.governs(run) && !governs => false,
            FacetKind::Negation if denies_its_own(context, weave, (side, run), facet) => false,
            // "Sent without receipt", put in, brings along what it denies.
            FacetKind::Negation if facet.normal == LACKS && *self.beside.get(side) => false,
            FacetKind::Tense => most <= COUNTED,
            FacetKind::Number => {
                // "Our aim 2 is to be": which one it is, and no amount.
                let labels = numbered(context, weave, side, facet.span).is_some();
                most <= COUNTED && !labels && !joins(context, weave, side, run)
            }
            // "And maintainers for major components" that goes takes with it whom it speaks of.
            FacetKind::Evaluation | FacetKind::Degree => most <= PHRASE,
            _ => most <= CLAUSE || (decides && governs),
        }
    }

    /// Whether it says something of a sentence in which its run stands for another.
    fn decides_in_place(&self) -> bool {
        let Self { context, weave, run, side, facet, most, short, .. } = *self;
        let phrase = most <= if weave.rewritten { 2 * PASSAGE } else { PASSAGE };
        // A name for a thing neither bids nor denies: nothing is turned round where one is put into a sentence.
        let states = || {
            let verbs = [FacetKind::Modal, FacetKind::Negation, FacetKind::Tense];
            self.others().any(|f| verbs.contains(&f.kind))
        };
        let decisive = match facet.kind {
            // The first quarter, the second objective: which one was meant, not how much.
            FacetKind::Number if facet.normal.starts_with('#') => return false,
            // "Any reason on appropriate notice", for "any violation of these rules", is another ground, and no judgement.
            FacetKind::Evaluation if self.is_of_another() => return false,
            FacetKind::Negation if self.denies_another() => return false,
            FacetKind::Modal | FacetKind::Negation if !short && !states() => return false,
            kind if kind.is_amount() => most <= PHRASE || !stands(context, weave, side, facet),
            // Another clause may deny something without turning round what stood there; what is no longer so was so
            // before. Before a verb that stands ("we will not", "we", both before "remove") it is the verb's.
            FacetKind::Negation => {
                phrase && (weave.rewritten || facet.normal == CEASES || denies_kept(weave, side, run, facet))
            }
            FacetKind::Modal => phrase && force::binds(facet),
            // "If we reasonably believe that any post", for "if any of your posts".
            FacetKind::Condition if facet.normal == force::REASON => {
                return phrase && !weave.rewritten && !self.others().any(|other| other.normal == force::REASON);
            }
            // "He emphasises that" before words that now stand in the page's own voice.
            FacetKind::Attribution => phrase && precedes_kept(weave, side, run),
            _ => false,
        };
        (short && facet.kind != FacetKind::Direction) || (decisive && self.is_unheard())
    }

    /// Whether a negation denies something else than what stands on the other side.
    fn denies_another(&self) -> bool {
        let Self { context, weave, run, side, facet, .. } = *self;
        // "To anybody without symptoms", for "of charge", takes along what it denies.
        let its_own = || weave.units.get(side)[run.of(side)].iter().any(|u| !u.light && u.span.start >= facet.span.end);
        // "Has not withdrawn" that gives way to "maintained" says the same, or another thing: to turn round is to deny
        // the same.
        let denies_more = || {
            let facets = self.link.ends(side).iter().flat_map(|&s| context.sides.get(side).segment_facets(s));
            facets.filter(|f| f.kind == FacetKind::Negation).count() > 1
        };
        // "No longer in doubt", where something else now stands, was not turned round.
        (self.is_of_another() && (facet.normal == CEASES || (!self.is_unheard() && denies_more())))
            || (facet.normal == LACKS && its_own())
    }
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
    // What is kept as it was is neither tightened nor loosened.
    let turned = |a: &Facet, b: &Facet| a.normal == act::KEPT && act::is_turned(b);
    difference.facets.old.iter().any(|a| {
        let mut new = difference.facets.new.iter();
        new.any(|b| (axis(a) == axis(b) && a.normal != b.normal) || turned(a, b) || turned(b, a))
    })
}
