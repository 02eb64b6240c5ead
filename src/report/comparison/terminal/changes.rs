//! Every change in document order, with the words that changed marked in their sentences.

use std::io::{self, Write};

use crate::model::{Change, Kind, Side};
use crate::report::phrase;
use crate::report::safe::terminal as safe;

use super::paint::Tone;
use super::{Page, tones};
use crate::report::comparison::passage::{self, Mark};
use crate::report::comparison::places::{Place, Unit};

/// Places of such a change that are quoted.
const EXAMPLES: usize = 3;
/// Units of one change that are printed in full.
const UNITS: usize = 8;

/// What is told once for several places, then each place under the title of its section.
pub(super) fn changes(page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let places = page.survey.places();
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
        let here = page.survey.unit_section(place.at);
        if here.is_some() && here != section {
            section = here;
            let title = section.as_deref().unwrap_or_default();
            if index > 0 {
                writeln!(out)?;
            }
            let title = page.paint.paint(Tone::Section, &safe(&phrase::in_section(title)));
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
    let (examples, rest) = page.survey.examples(change, EXAMPLES);
    for (side, evidence) in examples {
        let (mark, all) = tones(side);
        let pieces = page.survey.excerpt(change, side, &evidence, page.paint.width.saturating_sub(16));
        let shown = page.pieces(&pieces, Tone::RemovedWords);
        write!(out, "{}", page.paint.wrap(&format!("    {} ", page.paint.paint(all, mark)), &shown))?;
    }
    more(page, rest, out)?;
    page.why(change, "    ", out)
}

/// All that changed in one place, and then the place itself.
fn local(page: &Page, place: &Place, out: &mut dyn Write) -> io::Result<()> {
    for change in place.changes.iter().filter(|change| !page.survey.is_said_before(change)) {
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
    more(page, place.units.len().saturating_sub(UNITS), out)
}

fn headline(page: &Page, change: &Change, out: &mut dyn Write) -> io::Result<()> {
    let facts = format!("{} · {}", page.survey.kinds(change), phrase::confidence(change.confidence));
    let line = format!("{}  {}", safe(&change.headline), page.paint.paint(Tone::Quiet, &facts));
    write!(out, "{}", page.paint.wrap("  ", &line))
}

fn more(page: &Page, rest: usize, out: &mut dyn Write) -> io::Result<()> {
    if rest > 0 {
        writeln!(out, "{}", page.paint.paint(Tone::Quiet, &format!("    … and {rest} more")))?;
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
    let (mark, all) = tones(side);
    let text = page.survey.document(side).segment_text(segment);
    let shown = page.paint.paint(all, &safe(text));
    write!(out, "{}", page.paint.wrap(&format!("    {} ", page.paint.paint(all, mark)), &shown))
}

/// A link: interwoven where most is kept, else one side after the other.
fn linked(page: &Page, index: usize, out: &mut dyn Write) -> io::Result<()> {
    let link = &page.survey.comparison.alignment.links[index];
    let edits = page.survey.edits(index);
    if let Some(woven) = page.survey.woven(index) {
        let moved = if link.moved { "→" } else { "~" };
        let shown = page.pieces(&passage::shortened(woven), Tone::StruckWords);
        return write!(out, "{}", page.paint.wrap(&format!("    {moved} "), &shown));
    }
    for (side, ends) in [(Side::Old, &link.old), (Side::New, &link.new)] {
        let document = page.survey.document(side);
        let marks = passage::changed_words(edits, side);
        let (mark, all) = tones(side);
        for &segment in ends {
            let span = document.segments[segment].span;
            let pieces = passage::shortened(passage::marked(&document.text, span, &marks, Mark::of(side)));
            let shown = page.pieces(&pieces, Tone::RemovedWords);
            write!(out, "{}", page.paint.wrap(&format!("    {} ", page.paint.paint(all, mark)), &shown))?;
        }
    }
    Ok(())
}
