//! The words of the changed runs, and which of them both sides have, in whatever place or form.

use std::cell::LazyCell;
use std::ops::Range;

use crate::language::token::fold;
use crate::model::{Facet, FacetKind, Pair, Side, Span};

use crate::explain::context::Context;
use crate::explain::sentence::tense::is_one_word;
use crate::explain::weave::unit::{Unit, sorted_keys};
use crate::explain::weave::{Run, Weave};

/// A word that one side has in a changed run.
pub(super) struct Word<'c> {
    /// Its units: several where they express one thing, "shall not".
    pub(super) units: Range<usize>,
    /// The changed run that it stands in.
    pub(super) run: usize,
    /// What it is compared by.
    pub(super) form: String,
    pub(super) key: u64,
    pub(super) stem: Option<u64>,
    pub(super) term: bool,
    /// Whether it also stands where nothing changed: said again, it is no news by itself.
    pub(super) again: bool,
    /// The facets it is part of that decide what a sentence says.
    pub(super) facets: Vec<&'c Facet>,
    /// The word of the other side that it is.
    pub(super) met: Option<usize>,
}

/// Facets that decide what a sentence says: the same stand for each other, others for nothing.
fn decides(kind: FacetKind) -> bool {
    kind.is_figure()
        || matches!(
            kind,
            FacetKind::Modal
                | FacetKind::Negation
                | FacetKind::Condition
                | FacetKind::Quantifier
                | FacetKind::Certainty
                | FacetKind::Name
                | FacetKind::Reference
        )
}

/// The words of substance in the changed runs of a side, and those that decide.
pub(super) fn words<'c>(context: &Context<'c>, weave: &Weave, side: Side, changed: &[&Run]) -> Vec<Word<'c>> {
    let units = weave.units.get(side);
    let mut words = Vec::new();
    let mut seen: Vec<&Facet> = Vec::new();
    // Of "must be inspected" the first word binds.
    let is_voice = |unit: &Unit| {
        let mut facets = context.facets_in(side, unit.span);
        facets.any(|facet| facet.kind == FacetKind::Voice && facet.span.end == unit.span.end)
    };
    // Of most links no word is looked up there.
    let kept =
        LazyCell::new(|| sorted_keys(weave.runs.iter().filter(|run| run.kept).flat_map(|run| &units[run.of(side)])));
    for (run, range) in changed.iter().enumerate().map(|(at, run)| (at, run.of(side))) {
        let (mut next, end) = (range.start, range.end);
        for at in range {
            let unit = &units[at];
            if at < next {
                continue;
            }
            let facets: Vec<&Facet> = context.facets_in(side, unit.span).filter(|facet| decides(facet.kind)).collect();
            // "To" behind "have" is part of what that expresses.
            let news = facets.iter().any(|facet| !seen.iter().any(|known| std::ptr::eq(*known, *facet)));
            seen.extend(&facets);
            let cue = facets.iter().any(|facet| !facet.kind.is_figure() && facet.kind != FacetKind::Name);
            if unit.letters == 0 || !(news || (unit.topical && !cue)) {
                continue;
            }
            let reach = facets.iter().filter(|_| cue).map(|facet| facet.span.end).max().unwrap_or(unit.span.end);
            let more = units[at + 1..end].iter().take_while(|unit| unit.span.end <= reach && !is_voice(unit)).count();
            next = at + more + 1;
            let span = Span::new(unit.span.start, units[at + more].span.end);
            let tokens = context.tokens_in(side, unit.segment, span);
            let stem = if let [token] = tokens { Some(context.stem(side, token)) } else { None };
            let facets: Vec<&Facet> = context.facets_in(side, span).filter(|facet| decides(facet.kind)).collect();
            seen.extend(&facets);
            let form = fold(context.text(side, span));
            let again = facets.is_empty() && kept.binary_search(&unit.key).is_ok();
            words.push(Word {
                units: at..at + more + 1,
                run,
                form,
                key: unit.key,
                stem,
                term: unit.term,
                again,
                facets,
                met: None,
            });
        }
    }
    words
}

/// Finds for each word the one of the other side that it is: by what it expresses, as it is written, in another form.
pub(super) fn meet(context: &Context<'_>, words: &mut Pair<Vec<Word<'_>>>) {
    let language = context.sides.new.document.language.as_deref();
    let same_facets = |one: &Word<'_>, other: &Word<'_>| {
        one.facets.len() == other.facets.len()
            && one.facets.iter().zip(&other.facets).all(|(a, b)| a.kind == b.kind && a.normal == b.normal)
    };
    // A term that another one replaces throughout is told of by both.
    let exchanged = |one: &Word<'_>, other: &Word<'_>| one.term && other.term && one.form != other.form;
    type Test<'t> = &'t dyn Fn(&Word<'_>, &Word<'_>) -> bool;
    let tests: [Test<'_>; 4] = [
        &|one, other| one.key == other.key && same_facets(one, other) && !exchanged(one, other),
        &|one, other| !one.facets.is_empty() && same_facets(one, other),
        &|one, other| one.facets.is_empty() && other.facets.is_empty() && one.stem.is_some() && one.stem == other.stem,
        &|one, other| one.facets.is_empty() && other.facets.is_empty() && is_one_word(language, &one.form, &other.form),
    ];
    for test in tests {
        for old in 0..words.old.len() {
            if words.old[old].met.is_some() {
                continue;
            }
            // What stands in the same run is the nearer one.
            let free = |new: &usize| words.new[*new].met.is_none() && test(&words.old[old], &words.new[*new]);
            let run = words.old[old].run;
            let found = (0..words.new.len()).filter(free).min_by_key(|&new| (words.new[new].run != run, new));
            if let Some(new) = found {
                words.old[old].met = Some(new);
                words.new[new].met = Some(old);
            }
        }
    }
}
