//! Words that sentences begin or end with alike, handed over to the sentence that goes on.
//!
//! Where "The Allies condemned …" became two sentences that both begin with "The Allies", a comparison keeps the first
//! "The Allies" and finds the rest of that sentence put in together with what changed in the second. A sentence of which
//! nothing but such a beginning or end is kept is put in or left out whole, and the other one keeps the words.

use crate::model::{Pair, Side};

use super::Run;
use super::unit::Unit;

/// Hands over beginnings and ends of sentences beside each changed run that both sides have a part in.
pub(super) fn hand_over(units: &Pair<Vec<Unit>>, runs: Vec<Run>) -> Vec<Run> {
    let mut handed: Vec<Run> = Vec::with_capacity(runs.len());
    let mut rest = runs.into_iter().peekable();
    while let Some(run) = rest.next() {
        let Some(side) = crossing(units, &run) else {
            handed.push(run);
            continue;
        };
        let run = match handed.last_mut().filter(|before| before.kept) {
            Some(before) => match beginning(units.get(side), side, before, &run) {
                Some([put_in, kept, changed]) => {
                    handed.extend([put_in, kept]);
                    changed
                }
                None => run,
            },
            None => run,
        };
        match rest.peek_mut().filter(|behind| behind.kept) {
            Some(behind) => match end(units.get(side), side, &run, behind) {
                Some(parts) => handed.extend(parts),
                None => handed.push(run),
            },
            None => handed.push(run),
        }
    }
    handed.retain(|run| !run.old.is_empty() || !run.new.is_empty());
    handed
}

/// The side that alone has the end of a segment inside a run that both sides have a part in.
fn crossing(units: &Pair<Vec<Unit>>, run: &Run) -> Option<Side> {
    let crosses = |side: Side| {
        let part = &units.get(side)[run.of(side)];
        part.first().zip(part.last()).map(|(first, last)| first.segment != last.segment)
    };
    match (run.kept, crosses(Side::Old)?, crosses(Side::New)?) {
        (false, true, false) => Some(Side::Old),
        (false, false, true) => Some(Side::New),
        _ => None,
    }
}

/// A run with one side's part here and the other's there.
fn run(kept: bool, side: Side, here: std::ops::Range<usize>, there: std::ops::Range<usize>) -> Run {
    match side {
        Side::Old => Run { kept, old: here, new: there },
        Side::New => Run { kept, old: there, new: here },
    }
}

/// Whether two rows of words, of the same length, are the same and more than marks.
fn alike(one: &[Unit], other: &[Unit]) -> bool {
    one.iter().zip(other).all(|(a, b)| a.key == b.key) && one.iter().any(|unit| unit.letters > 0)
}

/// Hands the kept beginning of the segment that a run starts in to the segment that the run ends in.
fn beginning(units: &[Unit], side: Side, before: &mut Run, changed: &Run) -> Option<[Run; 3]> {
    let (here, there) = (changed.of(side), changed.of(side.other()));
    let within = |segment: usize| move |unit: &&Unit| unit.segment == segment;
    let length = units[..here.start].iter().rev().take_while(within(units[here.start].segment)).count();
    let last = units[here.clone()].iter().rev().take_while(within(units[here.end - 1].segment)).count();
    let start = here.end - last;
    let fits = length > 0 && length <= before.of(side).len() && length <= last;
    if !fits || !alike(&units[here.start - length..here.start], &units[start..start + length]) {
        return None;
    }
    let (from, to) = (here.start - length, there.start - length);
    before.of_mut(side).end = from;
    before.of_mut(side.other()).end = to;
    Some([
        run(false, side, from..start, to..to),
        run(true, side, start..start + length, to..there.start),
        run(false, side, start + length..here.end, there),
    ])
}

/// Hands the kept end of the segment that a run ends in to the segment that the run starts in.
fn end(units: &[Unit], side: Side, changed: &Run, behind: &mut Run) -> Option<[Run; 3]> {
    let (here, there) = (changed.of(side), changed.of(side.other()));
    let within = |segment: usize| move |unit: &&Unit| unit.segment == segment;
    let length = units[here.end..].iter().take_while(within(units[here.end - 1].segment)).count();
    let first = units[here.clone()].iter().take_while(within(units[here.start].segment)).count();
    let end = here.start + first;
    let fits = length > 0 && length <= behind.of(side).len() && length <= first && first < here.len();
    if !fits || !alike(&units[here.end..here.end + length], &units[end - length..end]) {
        return None;
    }
    let (from, to) = (here.end + length, there.end + length);
    behind.of_mut(side).start = from;
    behind.of_mut(side.other()).start = to;
    Some([
        run(false, side, here.start..end - length, there.clone()),
        run(true, side, end - length..end, there.end..to),
        run(false, side, end..from, to..to),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    /// A unit for each letter or mark; a full stop ends a segment.
    fn units(text: &str) -> Vec<Unit> {
        let unit = |(at, mark): (usize, char)| Unit {
            segment: text[..at].matches('.').count(),
            span: Span::new(at, at + 1),
            key: u64::from(u32::from(mark)),
            letters: usize::from(mark.is_alphabetic()),
            term: false,
            light: false,
            topical: true,
        };
        text.chars().enumerate().map(unit).collect()
    }

    /// Runs as text: kept as it is, old in brackets, new in braces.
    fn handed(old: &str, new: &str, lengths: &[(usize, usize)]) -> String {
        let (mut runs, mut at) = (Vec::new(), (0, 0));
        for (place, &(here, there)) in lengths.iter().enumerate() {
            let end = (at.0 + here, at.1 + there);
            runs.push(Run { kept: place % 2 == 0, old: at.0..end.0, new: at.1..end.1 });
            at = end;
        }
        let shown = |run: &Run| match (run.kept, &old[run.old.clone()], &new[run.new.clone()]) {
            (true, here, there) => {
                assert_eq!(here, there);
                here.to_owned()
            }
            (_, here, "") => format!("[{here}]"),
            (_, "", there) => format!("{{{there}}}"),
            (_, here, there) => format!("[{here}]{{{there}}}"),
        };
        hand_over(&Pair::new(units(old), units(new)), runs).iter().map(shown).collect()
    }

    #[test]
    fn a_beginning_goes_to_the_sentence_that_goes_on() {
        let runs = [(2, 2), (1, 5), (2, 2)];
        assert_eq!(handed("abxcd", "abq.abzcd", &[(2, 2), (1, 5), (2, 2)]), "{abq.}ab[x]{z}cd");
        assert_eq!(handed("abxcd", "abq.acczcd", &[(2, 2), (1, 6), (2, 2)]), "ab[x]{q.accz}cd");
        assert_eq!(handed("abq.abzcd", "abxcd", &runs.map(|(a, b)| (b, a))), "[abq.]ab[z]{x}cd");
    }

    #[test]
    fn an_end_goes_to_the_sentence_that_it_was_begun_in() {
        assert_eq!(handed("cdxab.", "cdzab.qab.", &[(2, 2), (1, 5), (3, 3)]), "cd[x]{z}ab.{qab.}");
        assert_eq!(handed("cdx.", "cdzab.q.", &[(2, 2), (1, 5), (1, 1)]), "cd[x]{zab.q}.", "a mark alone says nothing");
    }
}
