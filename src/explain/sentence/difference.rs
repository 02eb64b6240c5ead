//! The facets of both sides of a link compared: what was replaced, dropped or put in.
//!
//! A facet takes part where it touches a changed run. In each run, and then across the runs of the link, facets
//! that say the same cancel out; what is left differs.

use std::ops::Range;

use crate::model::{Annotated, Facet, FacetKind, Link, Pair, Side, Span};

use super::aside::is_aside;
use super::cancel;
use super::cancel::is_one;
use super::definition;
use super::denial::{
    answers_alike, denies, denies_twice, denies_within, is_denied_inside, is_excluded_alike, is_still_denied,
};
use super::force;
use super::idle::is_act;
use super::reunited::{by_subject, reunite};
use super::telling::is_telling;
use super::unlike;
use crate::explain::context::Context;
use crate::explain::weave::unit::Unit;
use crate::explain::weave::{Run, Weave};

/// A run put in or left out with more words of substance than this is a statement of its own: a negation or a
/// modal verb inside it says nothing of the sentence around it.
pub(super) const CLAUSE: usize = 4;

/// Where no more words of substance changed than this, a cue on one side alone is the change.
pub(super) const PHRASE: usize = 3;

/// Whether a normal form is that of a verb: of one that only helps others, or of one whose forms the lexicon lists
/// because no ending tells them. Alone it says nothing; "gives" that becomes "gave" does.
fn is_verb(normal: &str) -> bool {
    matches!(normal, "present" | "past" | "perfect" | "past perfect" | "progress") || normal.starts_with(VERB)
}

/// What the normal forms of listed verbs begin with.
const VERB: &str = "verb ";

/// What differs in one kind of facet, in one changed run.
#[derive(Debug, Clone)]
pub(super) struct Difference<'c> {
    /// The kind of the facets; for amounts of different kinds that of the new one.
    pub(super) kind: FacetKind,
    /// Index of the run among the changed ones.
    pub(super) run: usize,
    /// What only the old side says, what only the new one does.
    pub(super) facets: Pair<Vec<&'c Facet>>,
    /// Whether a word that stands on both sides denies what the facets say.
    pub(super) denied: bool,
}

impl Difference<'_> {
    /// What differs, of both sides.
    pub(super) fn facets(&self) -> impl Iterator<Item = &Facet> {
        self.facets.old.iter().chain(&self.facets.new).copied()
    }

    /// Whether one thing stands for another.
    pub(super) fn is_exchange(&self) -> bool {
        !self.facets.old.is_empty() && !self.facets.new.is_empty()
    }
}

/// What a comparison of the facets gives.
pub(super) struct Compared<'c> {
    /// What differs, by run and kind.
    pub(super) differences: Vec<Difference<'c>>,
    /// For each run whether other words say the same there.
    pub(super) restated: Vec<bool>,
}

/// What facets differ in each changed run of a link.
pub(super) fn differences<'c>(context: &Context<'c>, link: &Link, weave: &Weave, runs: &[&Run]) -> Compared<'c> {
    let mut found: Vec<Difference<'c>> = Vec::new();
    for side in Side::BOTH {
        let segments = link.ends(side);
        let annotated: &'c Annotated = context.sides.get(side);
        let facets = segments.iter().flat_map(|&s| annotated.segment_facets(s));
        let says = |facet: &&Facet| {
            facet.kind != FacetKind::Framing
                && !is_aside(context, weave, side, facet)
                && !is_act(context, side, facet)
                && !definition::is_of_marks(context, weave, side, facet)
        };
        for facet in facets.filter(says) {
            if let Some(run) = runs.iter().position(|run| touches(weave, side, run.of(side), facet)) {
                enter(&mut found, run, side, facet);
            }
        }
    }
    complete(context, link, weave, runs, &mut found);
    found.sort_by_key(|d| (d.run, row(d.kind)));
    let all = found.clone();
    let mut reunited = by_subject(context, weave, &mut found);
    // A figure that is given once more, of another case, has not stayed where the sentence gave it.
    let stays = |old: &Facet, new: &Facet| is_one(old, new) && weave.is_one(old, new);
    for difference in &mut found {
        cancel::within(difference, &stays);
    }
    // "and within 60 days" that gives way to "30 days after": what else stands there came and went with its figure.
    let wordy = |d: &Difference<'_>| Side::BOTH.into_iter().any(|side| says_more(weave, side, runs[d.run], d));
    let wordy = found.iter().map(wordy).collect::<Vec<bool>>();
    cancel::across(&mut found, &wordy, &stays);
    if answers_alike(&found) {
        found.retain(|difference| !matches!(difference.kind, FacetKind::Negation | FacetKind::Direction));
    }
    let denied = |run: usize| {
        let short = weave.substance(Side::Old, runs[run]).max(weave.substance(Side::New, runs[run])) <= PHRASE;
        let negated = |side: Side| {
            let mut here = all.iter().filter(|d| d.run == run && d.kind == FacetKind::Negation);
            here.any(|d| !d.facets.get(side).is_empty())
        };
        let denies = |side| negated(side) && denies_within(context, weave, side, runs[run]);
        short && Side::BOTH.into_iter().any(denies)
    };
    let denied: Vec<bool> = (0..runs.len()).map(denied).collect();
    found.retain(|difference| {
        let judges = matches!(difference.kind, FacetKind::Negation | FacetKind::Evaluation);
        !(judges && denied[difference.run])
    });
    let mut against = Pair::new(false, false);
    for difference in &all {
        for side in Side::BOTH {
            *against.get_mut(side) |= difference.facets.get(side).iter().any(|f| denies(f));
        }
    }
    let undone = |side: Side| *against.get(side) && !*against.get(side.other()) && denies_twice(context, weave, side);
    if Side::BOTH.into_iter().any(undone) {
        found.retain(|d| !Side::BOTH.into_iter().any(|side| d.facets.get(side).iter().any(|f| denies(f))));
    }
    if is_excluded_alike(&all, &found) {
        found.retain(|difference| !foretells(difference) && !difference.facets().all(|f| f.normal == "future"));
    }
    for difference in &mut found {
        difference.denied = is_still_denied(context, link, weave, difference);
    }
    found.retain(|difference| !difference.denied || force::advises_alone(&difference.facets));
    found.retain(|difference| !is_denied_inside(context, weave, difference));
    reunited.extend(reunite(context, link, weave, &mut found));
    unlike::part(&mut found);
    // Few words come with a figure that is told where the other one stood.
    let with_figure = |run: usize| reunited.contains(&run) && weave.substance(Side::New, runs[run]) <= PHRASE;
    let restated = |run: usize| is_restated(weave, runs[run], run, &all, &found) || denied[run] || with_figure(run);
    let restated = (0..runs.len()).map(restated).collect();
    found.retain(|difference| !difference.facets.old.is_empty() || !difference.facets.new.is_empty());
    yield_to_others(&mut found);
    let verbs = |side: Side, run: usize| {
        // A verb that only changes its place ("in no event will we", "we will") is none that was got.
        let had = |f: &Facet| {
            all.iter().filter(|d| d.run == run).any(|d| d.facets.get(side.other()).iter().any(|had| is_one(had, f)))
        };
        let got = |f: &&Facet| matches!(f.kind, FacetKind::Tense | FacetKind::Modal) && !had(f);
        all.iter().filter(|d| d.run != run).any(|d| d.facets.get(side).iter().any(&got))
    };
    found.retain(|difference| {
        // What a sentence says of its object alone governs nothing where the object has got a verb of its own.
        let side = if difference.facets.old.is_empty() { Side::New } else { Side::Old };
        let single = link.old.len() == 1 && link.new.len() == 1;
        let governs = weave.governs(runs[difference.run]) && !(single && verbs(side.other(), difference.run));
        is_telling(context, link, weave, (runs, governs), difference)
    });
    for difference in &mut found {
        if let Some(facet) = difference.facets.new.first().or(difference.facets.old.first()) {
            difference.kind = facet.kind;
        }
    }
    Compared { differences: found, restated }
}

/// Whether a facet touches a range of units of one side.
pub(super) fn touches(weave: &Weave, side: Side, range: Range<usize>, facet: &Facet) -> bool {
    let units = &weave.units.get(side)[range];
    let first = units.partition_point(|u| u.span.end <= facet.span.start);
    units.get(first).is_some_and(|u| u.span.overlaps(facet.span))
}

fn enter<'c>(found: &mut Vec<Difference<'c>>, run: usize, side: Side, facet: &'c Facet) {
    match found.iter_mut().find(|d| d.run == run && row(d.kind) == row(facet.kind)) {
        Some(difference) => difference.facets.get_mut(side).push(facet),
        None => {
            let mut facets: Pair<Vec<&Facet>> = Pair::default();
            facets.get_mut(side).push(facet);
            found.push(Difference { kind: facet.kind, run, facets, denied: false });
        }
    }
}

/// Gives each facet that reaches beyond its run what stands for it on the other side: "may not" that loses its "not" is
/// a prohibition that becomes a permission.
fn complete<'c>(context: &Context<'c>, link: &Link, weave: &Weave, runs: &[&Run], found: &mut Vec<Difference<'c>>) {
    let mut beside = Vec::new();
    for difference in found.iter() {
        for side in Side::BOTH {
            let units = weave.units.get(side);
            let inside = runs[difference.run].of(side);
            let Some(covered) = cover(&units[inside.clone()]) else { continue };
            for facet in difference.facets.get(side).iter().filter(|f| !covered.contains(f.span)) {
                let first = units.partition_point(|u| u.span.end <= facet.span.start);
                let reach = (first..units.len()).take_while(|&i| units[i].span.start < facet.span.end);
                for there in reach.filter(|i| !inside.contains(i)).filter_map(|i| weave.kept(side, i)) {
                    beside.push((difference.run, side.other(), row(difference.kind), there, facet.span));
                }
            }
        }
    }
    for (run, side, row_of, unit, span) in beside {
        let segments = link.ends(side);
        let annotated: &'c Annotated = context.sides.get(side);
        let here = segments.iter().flat_map(|&s| annotated.segment_facets(s));
        // "Be liable for" has more words that stand than the "will be" which reaches into it, and stands with them.
        let units = weave.units.get(side);
        let other = weave.units.get(side.other());
        let goes_on = |facet: &Facet| {
            let own = units.iter().enumerate().filter(|(_, u)| u.span.overlaps(facet.span));
            let mut kept = own.filter_map(|(at, _)| weave.kept(side, at));
            kept.any(|at| other[at].topical && !other[at].span.overlaps(span))
        };
        let stands_for = |f: &&Facet| row(f.kind) == row_of && touches(weave, side, unit..unit + 1, f);
        for facet in here.filter(|f| stands_for(f) && !goes_on(f)) {
            let known = found.iter().any(|d| d.facets.get(side).iter().any(|f| std::ptr::eq(*f, facet)));
            if !known {
                enter(found, run, side, facet);
            }
        }
    }
}

/// Whether the verbs of an exchange, where the lexicon tells them apart, are one.
fn same_verb(difference: &Difference<'_>) -> bool {
    let verb =
        |facet: &&Facet| facet.normal.strip_prefix(VERB).and_then(|rest| rest.split(' ').next()).map(str::to_owned);
    let (old, new): (Vec<_>, Vec<_>) =
        (difference.facets.old.iter().map(verb).collect(), difference.facets.new.iter().map(verb).collect());
    old.iter().any(|verb| new.contains(verb))
}

fn cover(units: &[Unit]) -> Option<Span> {
    Some(Span::new(units.first()?.span.start, units.last()?.span.end))
}

/// Whether the words of a run say on both sides, or here and in another run, what cancels out: every word of substance
/// in it belongs to a cue that the other side has too.
fn is_restated(weave: &Weave, run: &Run, index: usize, all: &[Difference<'_>], left: &[Difference<'_>]) -> bool {
    /// More words than this are seldom cues alone.
    const LONGEST: usize = 4;
    if weave.rewritten || weave.substance(Side::Old, run).max(weave.substance(Side::New, run)) > LONGEST {
        return false;
    }
    let here = || all.iter().filter(move |d| d.run == index);
    // "rose" and "climbed" are two verbs in one tense.
    let idle =
        |d: &Difference<'_>| d.facets().all(|f| f.normal.starts_with(VERB)) && !(d.is_exchange() && same_verb(d));
    let cancelled = left.iter().filter(|d| d.run == index).all(idle);
    let covered = |side: Side| {
        weave.units.get(side)[run.of(side)].iter().all(|u| {
            let said = here().any(|d| d.facets.get(side).iter().any(|f| f.span.overlaps(u.span)));
            said || !u.topical
        })
    };
    let mut said = here().flat_map(Difference::facets);
    let says = said.any(|f| f.kind != FacetKind::Voice && !is_verb(&f.normal));
    // "is" that becomes "are" is no change of time, as long as nothing else stands there.
    let verbs = |side: Side| {
        let mut units = weave.units.get(side)[run.of(side)].iter().filter(|u| u.letters > 0).peekable();
        units.peek().is_some()
            && units.all(|u| {
                here()
                    .any(|d| d.facets.get(side).iter().any(|f| !f.normal.starts_with(VERB) && f.span.contains(u.span)))
            })
    };
    cancelled && covered(Side::Old) && covered(Side::New) && (says || (verbs(Side::Old) && verbs(Side::New)))
}

/// Whether all that one side alone has is a verb that speaks of what will come.
fn foretells(difference: &Difference<'_>) -> bool {
    let lone = difference.kind == FacetKind::Modal && !difference.is_exchange();
    lone && difference.facets().all(|f| f.normal == "prediction")
}

/// Takes out what another difference tells better: the tense of a modal verb, the auxiliaries of a verb that came or
/// went, and what words express inside a quotation that was replaced.
fn yield_to_others(found: &mut Vec<Difference<'_>>) {
    let told = |kind: FacetKind| -> Vec<usize> {
        found.iter().filter(|d| d.kind == kind && !foretells(d)).map(|d| d.run).collect()
    };
    let (modal, negation) = (told(FacetKind::Modal), told(FacetKind::Negation));
    let when: Vec<usize> =
        found.iter().filter(|d| d.kind == FacetKind::Tense && d.is_exchange()).map(|d| d.run).collect();
    // "will be" that becomes "is" has come, and binds nobody more or less.
    found.retain(|d| !(foretells(d) && when.contains(&d.run)));
    let quoted: Vec<(usize, Vec<Span>)> = found
        .iter()
        .filter(|d| d.kind == FacetKind::Quotation && d.is_exchange())
        .map(|d| (d.run, d.facets().map(|f| f.span).collect()))
        .collect();
    found.retain(|d| {
        let helps = !d.is_exchange() && d.facets().all(|f| is_verb(&f.normal));
        let other_verb = d.is_exchange() && !same_verb(d);
        let tense =
            d.kind == FacetKind::Tense && (helps || other_verb || modal.contains(&d.run) || negation.contains(&d.run));
        let inside = d.kind != FacetKind::Quotation
            && quoted.iter().any(|(run, spans)| {
                *run == d.run && d.facets().all(|f| spans.iter().any(|span| span.contains(f.span)))
            });
        !tense && !inside && d.kind != FacetKind::Voice
    });
}

/// Amounts of all kinds are compared with each other: "six" may become "EUR 40 billion".
pub(super) fn row(kind: FacetKind) -> u8 {
    match kind {
        kind if kind.is_amount() => 0,
        other => 1 + other as u8,
    }
}

/// Whether a run has words of substance on a side beside the facets that differ.
pub(super) fn says_more(weave: &Weave, side: Side, run: &Run, difference: &Difference<'_>) -> bool {
    let facets = difference.facets.get(side);
    let more = |unit: &Unit| !unit.light && !facets.iter().any(|f| f.span.overlaps(unit.span));
    weave.units.get(side)[run.of(side)].iter().any(more)
}
