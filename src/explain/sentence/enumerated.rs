//! An enumeration inside a sentence that is now a list of its own, or the other way round: only items that came or went
//! are news, not what parts them or announces them.

use std::ops::Range;

use crate::language::token::fold;
use crate::model::{FacetKind, Kind, Link, Pair, Role, Side};

use super::Told;
use super::listing::{self, Separators};
use super::wording;
use crate::explain::context::Context;
use crate::explain::context::discourse;
use crate::explain::draft::Draft;
use crate::explain::quote;
use crate::explain::weave::{Run, Weave};

/// So many items at least stand on both sides.
const COMMON: usize = 2;

/// What announces items, and an item, has no more words of substance.
const SHORT: usize = 3;

/// What announces items stands no more units before the first of them.
const NEAR: usize = 3;

/// Tells the changed runs between and before the items, and items of the sentence that the list does not have.
pub(super) fn explain<'w>(context: &Context<'_>, link: &Link, weave: &'w Weave, open: Vec<&'w Run>) -> Told<'w> {
    let Some(list) = Enumerated::of(context, link, weave) else { return Told { drafts: Vec::new(), open } };
    let mut told = Told { drafts: Vec::new(), open: Vec::new() };
    let mut form: Pair<Vec<_>> = Pair::default();
    let mut announcing = Vec::new();
    for run in open {
        if list.only_parts(context, weave, run) {
            let quotes = quote::of_run(context, weave, run);
            form.old.extend(quotes.old);
            form.new.extend(quotes.new);
        } else if list.announces(context, weave, run) {
            announcing.push(run);
        } else if list.is_item(context, weave, run) {
            let at = run.of(list.sentence.other()).start;
            told.drafts.extend(listing::cut(context, weave, list.sentence, run.of(list.sentence)).into_iter().map(
                |item| {
                    let mut alone = Run { kept: false, old: at..at, new: at..at };
                    *alone.of_mut(list.sentence) = item.range;
                    wording::clause(context, link, weave, (list.sentence, &alone), Kind::ListItem)
                },
            ));
        } else {
            told.open.push(run);
        }
    }
    told.drafts.extend(announced(context, link, weave, &announcing));
    if !(form.old.is_empty() && form.new.is_empty()) {
        let draft = Draft::new(Kind::Cosmetic, form.old, form.new, link.confidence);
        told.drafts.push(draft.routine("an enumeration set in another way"));
    }
    told
}

/// A sentence on one side, the lines of a list on the other.
struct Enumerated {
    /// The side of the sentence.
    sentence: Side,
    /// Its units from the first item on.
    items: Range<usize>,
    /// Where the line that announces the list ends, in units of the other side.
    announced: usize,
}

impl Enumerated {
    fn of(context: &Context<'_>, link: &Link, weave: &Weave) -> Option<Enumerated> {
        let (sentence, lines) = match (&link.old[..], &link.new[..]) {
            ([_], lines @ [_, _, ..]) => (Side::Old, lines),
            (lines @ [_, _, ..], [_]) => (Side::New, lines),
            _ => return None,
        };
        let there = sentence.other();
        let segments = &context.sides.get(there).document.segments;
        let announces = !segments[lines[0]].listed
            && (context.role(there, lines[0]) == Role::LeadIn
                || context.text(there, context.whole(there, lines[0]).span).ends_with(':'));
        let listed = if announces { &lines[1..] } else { lines };
        if !listed.iter().all(|&line| segments[line].listed) {
            return None;
        }
        let units = weave.units.get(there);
        let kept = |at: usize| units[at].topical.then(|| weave.kept(there, at)).flatten();
        let of_line = |line: usize| {
            let first = units.partition_point(|u| u.segment < line);
            (first..units.len()).take_while(move |&at| units[at].segment == line)
        };
        let firsts: Vec<usize> = listed.iter().filter_map(|&line| of_line(line).find_map(kept)).collect();
        if firsts.len() < COMMON {
            return None;
        }
        let announced = if announces { of_line(lines[0]).count() } else { 0 };
        let first = *firsts.iter().min()?;
        // What goes before the first item that stands, with what parted the two, was one.
        let separators = Separators::new(context, weave, sentence);
        let lost = weave.changed().map(|run| run.of(sentence)).find(|range| {
            let words = weave.units.get(sentence)[range.clone()].iter().filter(|unit| !unit.light).count();
            let before = first.checked_sub(1).filter(|before| range.contains(before));
            before.is_some_and(|before| separators.has(before)) && words <= SHORT
        });
        let items = lost.map_or(first, |range| range.start)..weave.units.get(sentence).len();
        Some(Enumerated { sentence, items, announced })
    }

    /// Whether a run stands right before the items, says little and denies, binds or limits nothing.
    fn announces(&self, context: &Context<'_>, weave: &Weave, run: &Run) -> bool {
        let (there, end) = (self.sentence.other(), run.of(self.sentence).end);
        let before = self.announced > 0 && end <= self.items.start && run.of(there).end <= self.announced;
        let words = weave.substance(Side::Old, run).max(weave.substance(Side::New, run));
        before && end + NEAR >= self.items.start && words <= SHORT && !decides(context, weave, run)
    }

    /// Whether a run only parts items, or has no word of substance but for those that announce items.
    fn only_parts(&self, context: &Context<'_>, weave: &Weave, run: &Run) -> bool {
        let inside = run.of(self.sentence).start >= self.items.start;
        let before = run.of(self.sentence.other()).end <= self.announced;
        let slight = Side::BOTH.into_iter().all(|side| {
            let known = &discourse::of(context.sides.get(side).document.language.as_deref()).announces;
            weave.units.get(side)[run.of(side)].iter().all(|unit| {
                let word = fold(context.text(side, unit.span));
                unit.light || (before && known.contains(&word))
            })
        });
        (inside || before) && slight && !decides(context, weave, run)
    }

    /// Whether a run is an item of the sentence, parted from its neighbours, that the list lacks.
    fn is_item(&self, context: &Context<'_>, weave: &Weave, run: &Run) -> bool {
        let range = run.of(self.sentence);
        let separators = Separators::new(context, weave, self.sentence);
        let lone = weave.lone_side(run) == Some(self.sentence);
        let states = weave.expresses(context, self.sentence, range.clone(), &[FacetKind::Tense, FacetKind::Modal]);
        let before = separators.has(range.start) || range.start.checked_sub(1).is_some_and(|at| separators.has(at));
        let after = range.end.checked_sub(1).is_some_and(|at| separators.has(at))
            || separators.has(range.end)
            || range.end + 1 >= self.items.end;
        lone && !states && range.start >= self.items.start && (before || range.start == self.items.start) && after
    }
}

/// What was changed in the words that announce the items, as one change.
fn announced(context: &Context<'_>, link: &Link, weave: &Weave, runs: &[&Run]) -> Option<Draft> {
    let quotes = wording::collect(context, weave, runs);
    let words = |side: Side| quotes.get(side).iter().map(|e| context.text(side, e.span)).collect::<Vec<_>>().join(" ");
    let words = Pair::new(Some(words(Side::Old)), Some(words(Side::New)));
    if quotes.old.is_empty() && quotes.new.is_empty() {
        return None;
    }
    let mut draft = Draft::new(Kind::Wording, quotes.old, quotes.new, link.confidence);
    draft.words = words;
    Some(draft)
}

/// Whether a run denies, binds or limits something.
fn decides(context: &Context<'_>, weave: &Weave, run: &Run) -> bool {
    use FacetKind::{Condition, Modal, Negation, Quantifier};
    let decisive = [Condition, Modal, Negation, Quantifier];
    Side::BOTH.into_iter().any(|side| weave.expresses(context, side, run.of(side), &decisive))
}
