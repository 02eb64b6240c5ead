//! The stages of a pair.

use std::io::{self, Write};

use crate::model::{Change, Comparison, Evidence, Link, Side};
use crate::report::phrase::name;
use crate::report::safe::terminal as safe;

/// How many reasons of a link are printed: the rest is too small to explain anything.
const REASONS: usize = 6;

/// The links with their reasons, then what is left over with the rivals that were refused.
pub(super) fn align(comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
    let mut linked = comparison.sides.as_ref().map(|side| vec![false; side.document.segments.len()]);
    for link in &comparison.alignment.links {
        for side in Side::BOTH {
            for &segment in ends(link, side) {
                linked.get_mut(side)[segment] = true;
            }
        }
        print_link(comparison, link, out)?;
    }
    for (side, what) in [(Side::Old, "removed"), (Side::New, "added")] {
        for segment in (0..linked.get(side).len()).filter(|&segment| !linked.get(side)[segment]) {
            writeln!(out, "{what}")?;
            print_segment(comparison, side, segment, out)?;
            print_refused(comparison, side, segment, out)?;
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

fn print_refused(comparison: &Comparison, side: Side, segment: usize, out: &mut dyn Write) -> io::Result<()> {
    for refused in &comparison.alignment.refused {
        let (own, rival) = match side {
            Side::Old => (refused.old, refused.new),
            Side::New => (refused.new, refused.old),
        };
        if own == segment {
            let text = comparison.sides.get(side.other()).document.segment_text(rival);
            writeln!(out, "      refused  {:.2}  {rival:>5}  {}", refused.score, safe(text))?;
        }
    }
    Ok(())
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
