//! The first screen: what matters most, each in one line with the words it rests on.

use std::io::{self, Write};

use crate::model::{Change, Evidence, Level, Side, Span};
use crate::report::phrase;
use crate::report::safe::terminal as safe;

use super::Page;
use super::paint::Tone;
use super::passage;

/// Headlines on the first screen; the others follow in document order.
const SHOWN: usize = 20;

/// The changes of level headline, ranked.
pub(super) fn headlines(page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let all: Vec<&Change> = page.shown.iter().copied().filter(|change| change.level == Level::Headline).collect();
    if all.is_empty() {
        return Ok(());
    }
    page.title("Headlines", out)?;
    for (index, change) in all.iter().take(SHOWN).enumerate() {
        headline(page, index + 1, change, out)?;
    }
    if all.len() > SHOWN {
        writeln!(out, "    … and {} below", phrase::count(all.len() - SHOWN, "more headline"))?;
    }
    Ok(())
}

fn headline(page: &Page, number: usize, change: &Change, out: &mut dyn Write) -> io::Result<()> {
    let paint = page.paint;
    let title = paint.paint(Tone::Strong, &safe(&change.headline));
    write!(out, "{}", paint.wrap(&format!("{number:>3} "), &title))?;
    for (side, evidence) in [(Side::Old, &change.old), (Side::New, &change.new)] {
        if let Some(evidence) = evidence.first().filter(|evidence| !is_said(page, side, evidence, &change.headline)) {
            quote(page, side, evidence, out)?;
        }
    }
    let mut facts = vec![phrase::kind(change.kind)];
    let section = page.section_of(change).filter(|title| !change.headline.contains(title.as_str()));
    facts.extend(section.map(|title| format!("§ {title}")));
    if change.count > 1 {
        facts.push(phrase::count(change.count, "place"));
    }
    facts.push(phrase::confidence(change.confidence));
    write!(out, "{}", paint.wrap("    ", &paint.paint(Tone::Quiet, &safe(&facts.join(" · ")))))?;
    page.why(change, "    ", out)
}

/// Whether a headline holds a whole segment's words already, so that quoting them would say them twice.
fn is_said(page: &Page, side: Side, evidence: &Evidence, headline: &str) -> bool {
    let document = &page.comparison.sides.get(side).document;
    evidence.span == document.segments[evidence.segment].span && headline.contains(evidence.span.of(&document.text))
}

/// One side's words in the sentence they stand in, about two lines of it.
fn quote(page: &Page, side: Side, evidence: &Evidence, out: &mut dyn Write) -> io::Result<()> {
    let document = &page.comparison.sides.get(side).document;
    let whole = document.segments[evidence.segment].span;
    let (mark, all, words) = super::tones(side);
    let marks: Vec<Span> =
        if evidence.span == whole { page.changed_words(side, evidence.segment) } else { vec![evidence.span] };
    let room = page.paint.width.saturating_sub(6) * 2 - 8;
    let shown = passage::excerpt(page.paint, &document.text, whole, &marks, words, room);
    write!(out, "{}", page.paint.wrap(&format!("    {} ", page.paint.paint(all, mark)), &shown))
}
