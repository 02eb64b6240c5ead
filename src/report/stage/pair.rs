//! The stages of a pair.

use std::io::{self, Write};

use rustc_hash::FxHashMap;

use crate::model::{Alone, Change, Comparison, Evidence, Link, Pair, Refused, Side};
use crate::report::phrase::name;
use crate::report::safe::terminal as safe;

/// How many reasons of a link are printed: the rest is too small to explain anything.
const REASONS: usize = 6;

/// The links with their reasons, then what is left over with the rivals that were refused.
pub(super) fn align(comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
    let rivals = rivals(&comparison.alignment.refused);
    for link in &comparison.alignment.links {
        print_link(comparison, link, out)?;
    }
    for (side, what) in [(Side::Old, "removed"), (Side::New, "added")] {
        for &Alone { segment, confidence } in comparison.alignment.alone.get(side) {
            writeln!(out, "{what}  {confidence:.2}")?;
            print_segment(comparison, side, segment, out)?;
            for (rival, score) in rivals.get(side).get(&segment).into_iter().flatten() {
                let text = comparison.sides.get(side.other()).document.segment_text(*rival);
                writeln!(out, "      refused  {score:.2}  {rival:>5}  {}", safe(text))?;
            }
        }
    }
    for relation in &comparison.alignment.sections {
        writeln!(out, "section {:?} → {:?}  {}", relation.old, relation.new, name(relation.relation))?;
    }
    Ok(())
}

fn ends(link: &Link, side: Side) -> &[usize] {
    match side {
        Side::Old => &link.old,
        Side::New => &link.new,
    }
}

fn print_link(comparison: &Comparison, link: &Link, out: &mut dyn Write) -> io::Result<()> {
    let moved = if link.moved { ", moved" } else { "" };
    writeln!(out, "{}{moved}  {:.2}", name(link.relation), link.confidence)?;
    for side in Side::BOTH {
        for &segment in ends(link, side) {
            print_segment(comparison, side, segment, out)?;
        }
    }
    if !link.reasons.is_empty() {
        let reasons: Vec<_> =
            link.reasons.iter().take(REASONS).map(|r| format!("{} {:+.2}", r.feature, r.points)).collect();
        writeln!(out, "      why  {}", reasons.join(", "))?;
    }
    Ok(())
}

fn print_segment(comparison: &Comparison, side: Side, segment: usize, out: &mut dyn Write) -> io::Result<()> {
    let mark = if side == Side::Old { '-' } else { '+' };
    writeln!(out, "  {mark} {segment:>5}  {}", safe(comparison.sides.get(side).document.segment_text(segment)))
}

/// The rivals of each segment of a side, best first.
type Rivals = Pair<FxHashMap<usize, Vec<(usize, f64)>>>;

fn rivals(refused: &[Refused]) -> Rivals {
    let mut rivals = Rivals::default();
    for refused in refused {
        rivals.old.entry(refused.old).or_default().push((refused.new, refused.score));
        rivals.new.entry(refused.new).or_default().push((refused.old, refused.score));
    }
    rivals
}

/// All changes in order of rank with quotes and factors.
pub(super) fn changes(comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", safe(&comparison.summary.verdict))?;
    for (rank, change) in comparison.changes.iter().enumerate() {
        print_change(comparison, rank, change, out)?;
    }
    Ok(())
}

fn print_change(comparison: &Comparison, rank: usize, change: &Change, out: &mut dyn Write) -> io::Result<()> {
    let (kind, level) = (name(change.kind), name(change.level));
    writeln!(out, "{:>4}  {level:<8}  {kind:<15}  {:>5.2}  {}", rank + 1, change.score, safe(&change.headline))?;
    for (side, mark, evidence) in [(Side::Old, '-', &change.old), (Side::New, '+', &change.new)] {
        for Evidence { segment, span } in evidence {
            let text = &comparison.sides.get(side).document.text;
            writeln!(out, "      {mark} {segment:>5}  {}", safe(span.of(text)))?;
        }
    }
    if !change.why.is_empty() {
        let why: Vec<_> = change.why.iter().map(|f| format!("{} {:+.2}", f.factor, f.points)).collect();
        writeln!(out, "      why  {}", why.join(", "))?;
    }
    Ok(())
}
