//! The first screen: what matters most, each in one line with the words it rests on.

use std::io::{self, Write};

use crate::model::{Change, Evidence, Side};
use crate::report::phrase;
use crate::report::safe::terminal as safe;

use super::Page;
use super::paint::Tone;

/// Headlines on the first screen; the others follow in document order.
const SHOWN: usize = 20;

/// So many lines are for the quotes of a headline together: cut before its point a quote says little.
const LINES: usize = 10;

/// The changes of level headline, ranked.
pub(super) fn headlines(page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let all = page.survey.headlines();
    if all.is_empty() {
        return Ok(());
    }
    page.title("Headlines", out)?;
    let mut quoted = Vec::new();
    for change in all.iter().take(SHOWN) {
        headline(page, change, &mut quoted, out)?;
    }
    if all.len() > SHOWN {
        writeln!(out, "    … and {} below", phrase::count(all.len() - SHOWN, "more headline"))?;
    }
    Ok(())
}

/// A headline with its quotes, or the number of the one before it that has the same: `before` are the quotes of those.
fn headline(page: &Page, change: &Change, before: &mut Vec<Vec<u8>>, out: &mut dyn Write) -> io::Result<()> {
    let paint = page.paint;
    let number = before.len() + 1;
    let title = paint.paint(Tone::Strong, &safe(&change.headline));
    write!(out, "{}", paint.wrap(&format!("{number:>3} "), &title))?;
    let quoted: Vec<(Side, Evidence)> = page.survey.quoted(change).collect();
    // A sentence, or one set against another, is shown further than one of several.
    let lines = (LINES / quoted.len().max(1)).clamp(3, 6);
    let mut block = Vec::new();
    for &(side, evidence) in &quoted {
        quote(page, change, (side, evidence), lines, &mut block)?;
    }
    match before.iter().position(|other| *other == block).filter(|_| !block.is_empty()) {
        Some(other) => writeln!(out, "{}", paint.paint(Tone::Quiet, &format!("    quoted under {}", other + 1)))?,
        None => out.write_all(&block)?,
    }
    before.push(block);
    if let Some((label, _, words)) = page.survey.nearest(change, room(page, 2)) {
        let label = paint.paint(Tone::Quiet, &format!("{label}:"));
        write!(out, "{}", paint.wrap("    ≈ ", &format!("{label} {}", page.pieces(&words, Tone::Plain))))?;
    }
    let facts = page.survey.facts(change);
    write!(out, "{}", paint.wrap("    ", &paint.paint(Tone::Quiet, &safe(&facts.join(" · ")))))?;
    page.why(change, "    ", out)
}

/// One side's words in the sentence they stand in, about so many lines of it.
fn quote(
    page: &Page,
    change: &Change,
    (side, evidence): (Side, Evidence),
    lines: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (mark, all) = super::tones(side);
    let pieces = page.survey.excerpt(change, side, &evidence, room(page, lines));
    let shown = page.pieces(&pieces, Tone::RemovedWords);
    write!(out, "{}", page.paint.wrap(&format!("    {} ", page.paint.paint(all, mark)), &shown))
}

/// Bytes of a sentence that take so many lines.
fn room(page: &Page, lines: usize) -> usize {
    page.paint.width.saturating_sub(6) * lines - 8
}
