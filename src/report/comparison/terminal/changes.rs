//! Every change in document order, with the words that changed marked in their sentences.

use std::io::{self, Write};

use crate::model::{Change, Kind, Side, Span};
use crate::report::phrase;
use crate::report::safe::terminal as safe;

use super::paint::Tone;
use super::places::{Place, Unit};
use super::{Page, passage, tones};

/// Places of such a change that are quoted on each side.
const EXAMPLES: usize = 3;
/// Units of one change that are printed in full.
const UNITS: usize = 8;

/// What is told once for several places, then each place under the title of its section.
pub(super) fn changes(page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let places = page.atlas.places(page.shown.iter().copied(), &page.comparison.alignment);
    if !places.throughout.is_empty() {
        page.title("In several places", out)?;
        for (index, change) in places.throughout.into_iter().enumerate() {
            if index > 0 {
                writeln!(out)?;
            }
            event(page, change, out)?;
        }
    }
    if places.ordered.is_empty() {
        return Ok(());
    }
    page.title("Changes in document order", out)?;
    let mut section = None;
    for (index, place) in places.ordered.iter().enumerate() {
        let here = place.units.first().and_then(|&unit| page.unit_section(unit));
        if here.is_some() && here != section {
            section = here;
            let title = section.as_deref().unwrap_or_default();
            if index > 0 {
                writeln!(out)?;
            }
            let title = page.paint.paint(Tone::Section, &safe(&format!("§ {title}")));
            writeln!(out, "{}", page.paint.wrap("", &title))?;
        } else if index > 0 {
            writeln!(out)?;
        }
        local(page, place, out)?;
    }
    Ok(())
}

/// A change of several places: its headline and some of them.
fn event(page: &Page, change: &Change, out: &mut dyn Write) -> io::Result<()> {
    headline(page, change, out)?;
    for (side, evidence) in [(Side::Old, &change.old), (Side::New, &change.new)] {
        let document = &page.comparison.sides.get(side).document;
        let (mark, all, words) = tones(side);
        for evidence in evidence.iter().take(EXAMPLES) {
            let whole = document.segments[evidence.segment].span;
            let room = page.paint.width.saturating_sub(16);
            let shown = passage::excerpt(page.paint, &document.text, whole, &[evidence.span], words, room);
            write!(out, "{}", page.paint.wrap(&format!("    {} ", page.paint.paint(all, mark)), &shown))?;
        }
        more(page, evidence.len(), EXAMPLES, out)?;
    }
    page.why(change, "    ", out)
}

/// All that changed in one place, and then the place itself.
fn local(page: &Page, place: &Place, out: &mut dyn Write) -> io::Result<()> {
    for change in &place.changes {
        // The words of an addition or a removal are all there is to say of it.
        if matches!(change.kind, Kind::Added | Kind::Removed) {
            let facts = format!("{} · {}", phrase::kind(change.kind), phrase::confidence(change.confidence));
            write!(out, "{}", page.paint.wrap("  ", &page.paint.paint(Tone::Quiet, &facts)))?;
        } else {
            headline(page, change, out)?;
        }
        page.why(change, "    ", out)?;
    }
    for &unit in place.units.iter().take(UNITS) {
        passage_of(page, unit, out)?;
    }
    more(page, place.units.len(), UNITS, out)
}

fn headline(page: &Page, change: &Change, out: &mut dyn Write) -> io::Result<()> {
    let facts = format!("{} · {}", phrase::kind(change.kind), phrase::confidence(change.confidence));
    let line = format!("{}  {}", safe(&change.headline), page.paint.paint(Tone::Quiet, &facts));
    write!(out, "{}", page.paint.wrap("  ", &line))
}

fn more(page: &Page, all: usize, shown: usize, out: &mut dyn Write) -> io::Result<()> {
    if all > shown {
        writeln!(out, "{}", page.paint.paint(Tone::Quiet, &format!("    … and {} more", all - shown)))?;
    }
    Ok(())
}

fn passage_of(page: &Page, unit: Unit, out: &mut dyn Write) -> io::Result<()> {
    match unit {
        Unit::Old(segment) => whole(page, Side::Old, segment, out),
        Unit::New(segment) => whole(page, Side::New, segment, out),
        Unit::Link(index) => linked(page, index, out),
    }
}

/// A segment that stands on one side only.
fn whole(page: &Page, side: Side, segment: usize, out: &mut dyn Write) -> io::Result<()> {
    let (mark, all, _) = tones(side);
    let text = page.comparison.sides.get(side).document.segment_text(segment);
    let shown = page.paint.paint(all, &safe(text));
    write!(out, "{}", page.paint.wrap(&format!("    {} ", page.paint.paint(all, mark)), &shown))
}

/// A link: interwoven where most is kept, else one side after the other.
fn linked(page: &Page, index: usize, out: &mut dyn Write) -> io::Result<()> {
    let comparison = page.comparison;
    let link = &comparison.alignment.links[index];
    let edits = comparison.edits.get(index).map_or(&[][..], Vec::as_slice);
    if passage::interwoven(link, edits) {
        let text = comparison.sides.as_ref().map(|side| side.document.text.as_str());
        let moved = if link.moved { "→" } else { "~" };
        return write!(out, "{}", page.paint.wrap(&format!("    {moved} "), &passage::both(page.paint, text, edits)));
    }
    for (side, ends) in [(Side::Old, &link.old), (Side::New, &link.new)] {
        let document = &comparison.sides.get(side).document;
        let marks: Vec<Span> = passage::changed_words(comparison, index, side);
        let (mark, all, words) = tones(side);
        for &segment in ends {
            let span = document.segments[segment].span;
            let shown = passage::marked(page.paint, &document.text, span, &marks, words);
            write!(out, "{}", page.paint.wrap(&format!("    {} ", page.paint.paint(all, mark)), &shown))?;
        }
    }
    Ok(())
}
