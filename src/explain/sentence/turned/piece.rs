//! What is left of a turned sentence: the words that one side alone has, and what gave way to what.

use std::ops::Range;

use crate::model::{FacetKind, Pair, Side};

use super::word::Word;
use super::{small, voice};
use crate::explain::context::Context;
use crate::explain::weave::{Run, Weave};

/// What gives way to each other in a turned sentence has so many words of substance at most.
const PHRASE: usize = 3;

/// What gives way to its like, wherever that stands, in this order.
const GIVE_WAY: [FacetKind; 7] = [
    FacetKind::Modal,
    FacetKind::Condition,
    FacetKind::Money,
    FacetKind::Percent,
    FacetKind::Number,
    FacetKind::Date,
    FacetKind::Name,
];

/// Words of one side alone that stand together.
pub(super) struct Piece {
    pub(super) run: usize,
    pub(super) units: Range<usize>,
    /// The same with the small words that lead to them, and those that end their clause: "especially on the basis of who they
    /// are".
    pub(super) led_by: Range<usize>,
    /// How many of them are of substance.
    pub(super) heavy: usize,
    pub(super) kinds: Vec<FacetKind>,
    /// Whether a preposition or such leads to them.
    pub(super) led: bool,
    /// Whether they follow the word that introduces who acts in a passive sentence.
    pub(super) acts: bool,
    /// Whether they open their sentence.
    pub(super) opens: bool,
    /// Whether they are the one verb that is passive here: "must be carried out", "has to do".
    pub(super) verb: bool,
}

/// The words that a side alone has, those together that nothing parts which both have.
pub(super) fn pieces(
    context: &Context<'_>,
    weave: &Weave,
    side: Side,
    changed: &[&Run],
    (words, turns): (&[Word<'_>], bool),
) -> Vec<Piece> {
    let units = weave.units.get(side);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut open = false;
    // What is mostly new is told whole: "Removing the offending content", whatever else is said of content.
    let whole: Vec<bool> = (0..changed.len())
        .map(|run| {
            let own = |met: bool| words.iter().filter(|w| w.run == run && w.met.is_some() == met).count();
            !turns && own(false) > own(true)
        })
        .collect();
    for word in words {
        if word.met.is_some() && !(whole[word.run] && open) {
            open = false;
            continue;
        }
        let kinds = word.facets.iter().map(|facet| facet.kind);
        let heavy = usize::from(units[word.units.start].topical);
        let last = pieces.last_mut().filter(|last| {
            open && last.run == word.run
                && units[last.units.end - 1].segment == units[word.units.start].segment
                && units[last.units.end..word.units.start].iter().all(|unit| unit.letters > 0)
        });
        match last {
            Some(last) => {
                last.units.end = word.units.end;
                last.heavy += heavy;
                last.kinds.extend(kinds);
            }
            None if word.again => continue,
            None => {
                let start = changed[word.run].of(side).start;
                let before =
                    units[start..word.units.start].iter().rev().take_while(|unit| !unit.topical && unit.letters > 0);
                let segment = units[word.units.start].segment;
                let mut own = units[..word.units.start].iter().rev().take_while(|unit| unit.segment == segment);
                pieces.push(Piece {
                    run: word.run,
                    units: word.units.clone(),
                    led_by: word.units.clone(),
                    verb: false,
                    heavy,
                    kinds: kinds.collect(),
                    led: before.clone().any(|unit| small::leads(context, side, unit)),
                    acts: before.clone().any(|unit| voice::is(context, side, unit, voice::BY)),
                    opens: own.all(|unit| !unit.topical),
                });
            }
        }
        open = true;
    }
    for piece in &mut pieces {
        let (segment, run) = (units[piece.units.start].segment, changed[piece.run].of(side));
        // "Must be washed" that is said by "have to wash" leaves no "be".
        let is_voice = |at: usize| voice::is(context, side, &units[at], voice::PASSIVE);
        let met = |at: usize| words.iter().any(|word| word.met.is_some() && word.units.contains(&at));
        let small =
            |&at: &usize| units[at].letters > 0 && !units[at].topical && units[at].segment == segment && !met(at);
        let before = (run.start..piece.units.start).rev().take_while(small).take_while(|&at| !is_voice(at)).count();
        let start = piece.units.start;
        piece.verb = turns && piece.heavy == 1 && piece.kinds.is_empty() && start > run.start && is_voice(start - 1);
        let behind = (piece.units.end..run.end).take_while(small).count();
        let next = units[..run.end].get(piece.units.end + behind);
        let ends = next.is_none_or(|unit| unit.letters == 0 || unit.segment != segment);
        piece.led_by = piece.units.start - before..piece.units.end + if ends { behind } else { 0 };
    }
    pieces
}

/// The pieces of both sides as runs, those that gave way to each other in one.
pub(super) fn paired(changed: &[&Run], pieces: Pair<Vec<Piece>>) -> Vec<Run> {
    let mut partner: Vec<Option<usize>> = vec![None; pieces.old.len()];
    let says = |old: &Piece, new: &Piece| old.heavy > 0 && new.heavy > 0;
    let alike = |old: &Piece, new: &Piece| {
        says(old, new) && old.led == new.led && old.heavy.abs_diff(new.heavy) <= 1 && old.heavy.max(new.heavy) <= PHRASE
    };
    let acts = |old: &Piece, new: &Piece| says(old, new) && ((old.acts && new.opens) || (old.opens && new.acts));
    let in_run = |old: &Piece, new: &Piece| says(old, new) && old.run == new.run;
    for kind in GIVE_WAY {
        pair(&pieces, &mut partner, &|old, new| old.kinds.contains(&kind) && new.kinds.contains(&kind));
    }
    pair(&pieces, &mut partner, &acts);
    pair(&pieces, &mut partner, &in_run);
    pair(&pieces, &mut partner, &alike);
    let mut runs = Vec::new();
    for (old, piece) in pieces.old.iter().enumerate() {
        let (old, new) = match partner[old] {
            Some(new) => (piece.units.clone(), pieces.new[new].units.clone()),
            None if piece.verb => continue,
            None => {
                let place = changed[piece.run].new.start;
                (piece.led_by.clone(), place..place)
            }
        };
        runs.push(Run { kept: false, old, new });
    }
    let lone = |(at, piece): &(usize, &Piece)| !partner.contains(&Some(*at)) && !piece.verb;
    for (_, piece) in pieces.new.iter().enumerate().filter(lone) {
        let place = changed[piece.run].old.start;
        let new = piece.led_by.clone();
        runs.push(Run { kept: false, old: place..place, new });
    }
    runs
}

/// Makes partners of the pieces without one of which each fits the other one alone.
fn pair(pieces: &Pair<Vec<Piece>>, partner: &mut [Option<usize>], fits: &dyn Fn(&Piece, &Piece) -> bool) {
    let sole = |found: &mut dyn Iterator<Item = usize>| found.next().filter(|_| found.next().is_none());
    for old in 0..pieces.old.len() {
        if partner[old].is_some() {
            continue;
        }
        let free = |new: &usize| !partner.contains(&Some(*new)) && fits(&pieces.old[old], &pieces.new[*new]);
        let Some(new) = sole(&mut (0..pieces.new.len()).filter(free)) else { continue };
        let too = |at: &usize| partner[*at].is_none() && fits(&pieces.old[*at], &pieces.new[new]);
        if sole(&mut (0..pieces.old.len()).filter(too)) == Some(old) {
            partner[old] = Some(new);
        }
    }
}
