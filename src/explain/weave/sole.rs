//! Of the sentences that one was split into, the one that keeps all that is kept.
//!
//! Where "If you do not live in Norland, we …" became "If you live in Sudland, we …" and "If you live outside Sudland or
//! Norland, we …", a comparison may keep the beginning of the first and the end of the second, and finds the words
//! between put in: neither what was said nor what is. Where one of the sentences alone keeps as much as all of them, it is
//! the old one, and the others are put in whole.

use std::ops::Range;

use crate::model::{Pair, Side};

use super::Run;
use super::unit::Unit;

/// One of more sentences is not looked for: what so many say together is no sentence that was split.
const MOST: usize = 32;

/// The same comparison with one sentence of several alone, where that keeps as much; `compare` sets units against each
/// other.
pub(super) fn sole(
    units: &Pair<Vec<Unit>>,
    runs: Vec<Run>,
    compare: impl Fn(&Pair<Vec<Unit>>) -> Vec<Run>,
) -> Vec<Run> {
    let segments = |side: Side| segments(units.get(side));
    let several = match (segments(Side::Old).len(), segments(Side::New).len()) {
        (1, 2..=MOST) => Side::New,
        (2..=MOST, 1) => Side::Old,
        _ => return runs,
    };
    // Letters of words that weigh something, and of all.
    let kept = |units: &[Unit], runs: &[Run]| -> (usize, usize) {
        let kept = runs.iter().filter(|run| run.kept).flat_map(|run| &units[run.of(several)]);
        kept.fold((0, 0), |(heavy, all), unit| (heavy + if unit.light { 0 } else { unit.letters }, all + unit.letters))
    };
    let (all, _) = kept(units.get(several), &runs);
    // Words of no weight alone say nothing of where the sentence went.
    if all == 0 {
        return runs;
    }
    let mut best: Option<(usize, Range<usize>, Vec<Run>)> = None;
    for segment in segments(several) {
        let mut part = units.clone();
        *part.get_mut(several) = units.get(several)[segment.clone()].to_vec();
        let found = compare(&part);
        let (heavy, letters) = kept(part.get(several), &found);
        if heavy >= all && best.as_ref().is_none_or(|(most, ..)| letters > *most) {
            best = Some((letters, segment, found));
        }
    }
    best.map_or(runs, |(_, segment, found)| among(units, several, segment, found))
}

/// The units of each segment, one range after the other.
fn segments(units: &[Unit]) -> Vec<Range<usize>> {
    let mut start = 0;
    let ranges = units.chunk_by(|a, b| a.segment == b.segment).map(|part| {
        let range = start..start + part.len();
        start = range.end;
        range
    });
    ranges.collect()
}

/// Runs of one segment among the others, which are put in or left out.
fn among(units: &Pair<Vec<Unit>>, side: Side, segment: Range<usize>, found: Vec<Run>) -> Vec<Run> {
    let other = units.get(side.other()).len();
    let lone = |here: Range<usize>, there: usize| {
        let mut run = Run { kept: false, old: there..there, new: there..there };
        *run.of_mut(side) = here;
        run
    };
    let moved = found.into_iter().map(|mut run| {
        let here = run.of(side);
        *run.of_mut(side) = here.start + segment.start..here.end + segment.start;
        run
    });
    let before = lone(0..segment.start, 0);
    let behind = lone(segment.end..units.get(side).len(), other);
    let all = std::iter::once(before).chain(moved).chain(std::iter::once(behind));
    all.filter(|run| !run.old.is_empty() || !run.new.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::weave::compare::compare;
    use crate::model::Span;

    /// A unit for each letter or mark; a full stop ends a segment.
    fn units(text: &str) -> Vec<Unit> {
        let unit = |(at, mark): (usize, char)| Unit {
            segment: text[..at].matches('.').count(),
            span: Span::new(at, at + 1),
            key: u64::from(u32::from(mark)),
            meant: u64::from(u32::from(mark)),
            letters: usize::from(mark.is_alphabetic()),
            term: false,
            light: !mark.is_alphabetic(),
            topical: true,
            figure: false,
        };
        text.chars().enumerate().map(unit).collect()
    }

    /// Runs as text: kept as it is, old in brackets, new in braces.
    fn shown(old: &str, new: &str) -> String {
        let units = Pair::new(units(old), units(new));
        let runs = sole(&units, compare(&units), compare);
        let shown = |run: &Run| match (run.kept, &old[run.old.clone()], &new[run.new.clone()]) {
            (true, here, _) => here.to_owned(),
            (_, here, "") => format!("[{here}]"),
            (_, "", there) => format!("{{{there}}}"),
            (_, here, there) => format!("[{here}]{{{there}}}"),
        };
        runs.iter().map(shown).collect()
    }

    #[test]
    fn a_sentence_that_keeps_all_is_the_old_one() {
        assert_eq!(shown("abxcd.", "abq.abycd."), "{abq.}ab[x]{y}cd.");
        assert_eq!(shown("abxcd.", "abycd.qcd."), "ab[x]{y}cd.{qcd.}");
        assert_eq!(shown("abq.abycd.", "abxcd."), "[abq.]ab[y]{x}cd.");
    }

    #[test]
    fn sentences_that_share_what_is_kept_keep_it() {
        assert_eq!(shown("abcd.", "abx.cdy."), "ab{x.}cd{y}.");
    }
}
