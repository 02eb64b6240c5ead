//! What an edit does to the meaning: the facets of both sides of a link compared.
//!
//! A facet takes part where it touches a changed run. In each run, and then across the runs of the link, facets
//! that say the same cancel out; what is left was replaced, dropped or put in.

use crate::model::{Annotated, Evidence, Facet, FacetKind, Kind, Link, Pair, Side};

use super::context::Context;
use super::draft::Draft;
use super::quote;
use super::weave::{Run, Weave};
use super::wording::quieten;

/// A run put in or left out with more words of substance than this is a statement of its own: a negation or a
/// modal verb inside it says nothing of the sentence around it.
const CLAUSE: usize = 4;

/// A run with no more words of substance than this is fully told by the facet in it.
const PHRASE: usize = 3;

/// What the facets of a link tell, and which of its changed runs that leaves open.
pub(super) struct Told<'w> {
    /// One change for each kind.
    pub(super) drafts: Vec<Draft>,
    /// Changed runs in which more changed than the drafts say.
    pub(super) open: Vec<&'w Run>,
}

/// A facet that only one side has, or that replaces another.
struct Difference<'f> {
    kind: Kind,
    run: usize,
    facets: Pair<Vec<&'f Facet>>,
}

/// Compares the facets of a link.
pub(super) fn explain<'w>(context: &Context<'_>, link: &Link, weave: &'w Weave) -> Told<'w> {
    let runs: Vec<&Run> = weave.changed().collect();
    let differences = differences(context, link, weave, &runs);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut told = vec![false; runs.len()];
    for difference in &differences {
        let run = runs[difference.run];
        let short = heavy(weave, run) <= PHRASE && !weave.rewritten;
        told[difference.run] |= short;
        let quotes = if short { quote::of_run(context, weave, run) } else { around(context, link, weave, difference) };
        let index = drafts.iter().position(|d| d.kind == difference.kind).unwrap_or_else(|| {
            drafts.push(Draft::new(difference.kind, vec![], vec![], link.confidence));
            drafts.len() - 1
        });
        let draft = &mut drafts[index];
        if draft.evidence.old.is_empty() && draft.evidence.new.is_empty() {
            draft.words = difference_words(context, weave, difference, run, short);
        }
        draft.evidence.old.extend(quotes.old);
        draft.evidence.new.extend(quotes.new);
    }
    for draft in &mut drafts {
        for side in Side::BOTH {
            let quotes = draft.evidence.get_mut(side);
            quotes.sort_unstable();
            quotes.dedup();
        }
        if weave.rewritten {
            draft.because("the sentence is rewritten around it", -1.0);
        }
    }
    drafts.retain(|d| !d.evidence.old.is_empty() || !d.evidence.new.is_empty());
    let drafts = drafts.into_iter().map(|draft| quieten(context, link, draft)).collect();
    let open = runs.into_iter().zip(told).filter(|(_, told)| !told).map(|(run, _)| run).collect();
    Told { drafts, open }
}

fn differences<'c>(context: &Context<'c>, link: &Link, weave: &Weave, runs: &[&Run]) -> Vec<Difference<'c>> {
    let mut found: Vec<Difference<'c>> = runs
        .iter()
        .enumerate()
        .flat_map(|(run, _)| KINDS.iter().map(move |&kind| Difference { kind, run, facets: Pair::default() }))
        .collect();
    for side in Side::BOTH {
        let segments = if side == Side::Old { &link.old } else { &link.new };
        let annotated: &'c Annotated = context.sides.get(side);
        for facet in segments.iter().flat_map(|&s| annotated.segment_facets(s)) {
            let Some(kind) = kind(facet.kind) else { continue };
            let Some(run) = runs
                .iter()
                .position(|run| weave.units.get(side)[run.of(side)].iter().any(|u| u.span.overlaps(facet.span)))
            else {
                continue;
            };
            let row = KINDS.iter().position(|&k| k == kind).unwrap_or(0);
            found[run * KINDS.len() + row].facets.get_mut(side).push(facet);
        }
    }
    for difference in &mut found {
        // As many on both sides stand for each other in order; else what both have is the same.
        if difference.facets.old.len() == difference.facets.new.len() {
            let pairs = difference.facets.old.iter().zip(&difference.facets.new);
            (difference.facets.old, difference.facets.new) =
                pairs.filter(|(a, b)| a.kind != b.kind || a.normal != b.normal).map(|(a, b)| (*a, *b)).unzip();
        } else {
            cancel(&mut difference.facets);
        }
    }
    // What one run leaves out and another puts in has only changed its place in the sentence.
    for row in 0..KINDS.len() {
        let mut lonely: Pair<Vec<&Facet>> = Pair::default();
        let one_sided = |d: &Difference<'_>| d.facets.old.is_empty() != d.facets.new.is_empty();
        for difference in found.iter().skip(row).step_by(KINDS.len()).filter(|d| one_sided(d)) {
            lonely.old.extend(&difference.facets.old);
            lonely.new.extend(&difference.facets.new);
        }
        let before = lonely.clone();
        cancel(&mut lonely);
        let gone = |side: Side, facet: &Facet| {
            before.get(side).iter().any(|f| std::ptr::eq(*f, facet))
                && !lonely.get(side).iter().any(|f| std::ptr::eq(*f, facet))
        };
        for difference in found.iter_mut().skip(row).step_by(KINDS.len()) {
            difference.facets.old.retain(|f| !gone(Side::Old, f));
            difference.facets.new.retain(|f| !gone(Side::New, f));
        }
    }
    found.retain(|d| {
        let run = runs[d.run];
        let (old, new) = (d.facets.old.is_empty(), d.facets.new.is_empty());
        // A clause of its own brings its own numbers, names and modal verbs.
        let clause = weave.lone_side(run).is_some() && heavy(weave, run) > CLAUSE;
        !(old && new) && !((old || new) && clause)
    });
    found
}

/// Takes out what both sides have.
fn cancel(facets: &mut Pair<Vec<&Facet>>) {
    let mut index = 0;
    while index < facets.old.len() {
        match facets.new.iter().position(|f| f.normal == facets.old[index].normal && f.kind == facets.old[index].kind) {
            Some(there) => {
                facets.new.remove(there);
                facets.old.remove(index);
            }
            None => index += 1,
        }
    }
}

/// What the headline says: the words of a short run, else those of the facets.
fn difference_words(
    context: &Context<'_>,
    weave: &Weave,
    difference: &Difference<'_>,
    run: &Run,
    short: bool,
) -> Pair<Option<String>> {
    let one = |side: Side| {
        if short {
            return Some(weave.text(context, side, run.of(side)));
        }
        let quote = difference.facets.get(side).first().and_then(|f| quote::of_facet(context, weave, side, f));
        Some(quote.map_or(String::new(), |e| context.text(side, e.span).to_owned()))
    };
    Pair::new(one(Side::Old), one(Side::New))
}

/// The facets with the words beside them; on a side that has none, the words of the run.
fn around(context: &Context<'_>, link: &Link, weave: &Weave, difference: &Difference<'_>) -> Pair<Vec<Evidence>> {
    let run = weave.changed().nth(difference.run).cloned();
    let one = |side: Side| -> Vec<Evidence> {
        let facets = difference.facets.get(side);
        if !facets.is_empty() {
            return facets.iter().filter_map(|f| quote::of_facet(context, weave, side, f)).collect();
        }
        let range = run.as_ref().map(|run| run.of(side)).unwrap_or_default();
        if weave.rewritten || range.len() > 8 {
            let segments = if side == Side::Old { &link.old } else { &link.new };
            let wholes = segments.iter().map(|&s| context.whole(side, s));
            return wholes.filter(|&e| !context.stale(side, e)).collect();
        }
        quote::of_range(context, weave, side, range)
    };
    Pair::new(one(Side::Old), one(Side::New))
}

/// How many words of substance a run has, on the side that has more.
pub(super) fn heavy(weave: &Weave, run: &Run) -> usize {
    weave.substance(Side::Old, run).max(weave.substance(Side::New, run))
}

/// The kinds that facets tell, in the order they are told.
const KINDS: [Kind; 18] = [
    Kind::Polarity,
    Kind::Modality,
    Kind::Money,
    Kind::Percent,
    Kind::Number,
    Kind::Date,
    Kind::Name,
    Kind::Condition,
    Kind::Scope,
    Kind::Certainty,
    Kind::Degree,
    Kind::Direction,
    Kind::Tense,
    Kind::Attribution,
    Kind::Evaluation,
    Kind::Quotation,
    Kind::Reference,
    Kind::Definition,
];

/// What a change of a facet is told as.
const fn kind(facet: FacetKind) -> Option<Kind> {
    Some(match facet {
        FacetKind::Number => Kind::Number,
        FacetKind::Money => Kind::Money,
        FacetKind::Percent => Kind::Percent,
        FacetKind::Date => Kind::Date,
        FacetKind::Name => Kind::Name,
        FacetKind::Negation => Kind::Polarity,
        FacetKind::Modal => Kind::Modality,
        FacetKind::Quantifier => Kind::Scope,
        FacetKind::Condition => Kind::Condition,
        FacetKind::Attribution => Kind::Attribution,
        FacetKind::Evaluation => Kind::Evaluation,
        FacetKind::Certainty => Kind::Certainty,
        FacetKind::Degree => Kind::Degree,
        FacetKind::Direction => Kind::Direction,
        FacetKind::Tense => Kind::Tense,
        FacetKind::Quotation => Kind::Quotation,
        FacetKind::Reference => Kind::Reference,
        FacetKind::Definition => Kind::Definition,
    })
}
