//! The report for people at a terminal: readable without colours and at eighty columns.
//!
//! The verdict first, then both snapshots, the headlines, the sections at a glance, every change in document
//! order, and at the foot what made the report from what.

mod changes;
mod headlines;
mod paint;
mod passage;
mod places;
mod sections;
mod snapshots;

use std::io::{self, Write};

use crate::model::{Change, Comparison, Level, Side, Span};
use crate::report::phrase;
use crate::report::safe::terminal as safe;

use super::View;
use paint::{Paint, Tone};
use places::{Atlas, Unit};

/// Columns of running text at most: longer lines are hard to read.
const WIDEST: usize = 110;
/// And at least, however narrow the terminal is.
const NARROWEST: usize = 40;

/// Writes the report. Changes below `notable` are left out, and counted, where no level is asked for.
pub(super) fn render(comparison: &Comparison, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let view = &View { level: view.level.or(Some(Level::Notable)), ..view.clone() };
    let paint = Paint { colour: view.colour, width: view.width.clamp(NARROWEST, WIDEST) };
    let page = Page { comparison, view, shown: view.changes(comparison), paint, atlas: Atlas::new(comparison) };
    snapshots::verdict(&page, out)?;
    snapshots::snapshots(&page, out)?;
    headlines::headlines(&page, out)?;
    sections::sections(&page, out)?;
    changes::changes(&page, out)?;
    foot(&page, out)
}

/// What every part of the report draws on.
struct Page<'a> {
    comparison: &'a Comparison,
    view: &'a View,
    /// The changes that are shown, by rank.
    shown: Vec<&'a Change>,
    paint: Paint,
    atlas: Atlas,
}

/// The mark, the tone and the tone of marked words of a side.
const fn tones(side: Side) -> (&'static str, Tone, Tone) {
    match side {
        Side::Old => ("-", Tone::Removed, Tone::RemovedWords),
        Side::New => ("+", Tone::Added, Tone::AddedWords),
    }
}

impl Page<'_> {
    /// The title of a part of the report.
    fn title(&self, words: &str, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n{}\n", self.paint.paint(Tone::Strong, &words.to_uppercase()))
    }

    /// The factors of a change's score, where they were asked for.
    fn why(&self, change: &Change, indent: &str, out: &mut dyn Write) -> io::Result<()> {
        if !self.view.why {
            return Ok(());
        }
        let factors: Vec<_> = change.why.iter().map(|f| format!("{} {:+.1}", f.factor, f.points)).collect();
        let line = format!("why {:.1}: {}", change.score, factors.join(", "));
        write!(out, "{}", self.paint.wrap(indent, &self.paint.paint(Tone::Quiet, &safe(&line))))
    }

    /// The title of a section: in quotation marks where it is an excerpt of an inferred one, in words where there is
    /// none.
    fn section_title(&self, side: Side, section: usize) -> String {
        self.titled(side, section).unwrap_or_else(|| "(before the first heading)".to_owned())
    }

    fn titled(&self, side: Side, section: usize) -> Option<String> {
        let section = self.comparison.sides.get(side).document.sections.get(section)?;
        match (section.title.as_str(), section.inferred) {
            ("", _) => None,
            (title, true) => Some(format!("“{title}”")),
            (title, false) => Some(title.to_owned()),
        }
    }

    /// The title of the section that a change stands in; of the new one, if it has a place there.
    fn section_of(&self, change: &Change) -> Option<String> {
        let old = change.old.first().map(|evidence| (Side::Old, evidence.segment));
        let (side, segment) = change.new.first().map(|evidence| (Side::New, evidence.segment)).or(old)?;
        self.titled(side, self.comparison.sides.get(side).document.segments[segment].section)
    }

    /// The title of the section that a unit stands in: for old matter that section's name in the new text.
    fn unit_section(&self, unit: Unit) -> Option<String> {
        let (side, segment) = match unit {
            Unit::New(segment) => (Side::New, segment),
            Unit::Link(link) => (Side::New, *self.comparison.alignment.links[link].new.first()?),
            Unit::Old(segment) => (Side::Old, segment),
        };
        let document = &self.comparison.sides.get(side).document;
        let section = document.segments[segment].section;
        let heir = || {
            let links = &self.comparison.alignment.sections;
            links.iter().find(|link| link.old.contains(&section))?.new.first().copied()
        };
        let (side, section) = match side {
            Side::Old => heir().map_or((side, section), |new| (Side::New, new)),
            Side::New => (side, section),
        };
        (document.sections.len() > 1).then(|| self.section_title(side, section))
    }

    /// The words of a segment that its link's other side does not have.
    fn changed_words(&self, side: Side, segment: usize) -> Vec<Span> {
        self.atlas.link(side, segment).map_or_else(Vec::new, |link| passage::changed_words(self.comparison, link, side))
    }
}

/// What was noticed, what was not shown, and what made the report from what.
fn foot(page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let paint = page.paint;
    if !page.comparison.notes.is_empty() {
        page.title("Notes", out)?;
        for (side, note) in &page.comparison.notes {
            let side = side.map_or(String::new(), |side| format!("{}: ", phrase::side(side)));
            write!(out, "{}", paint.wrap("  ", &safe(&format!("{side}{} ({})", note.message, note.code))))?;
        }
    }
    let shown = page.shown.len();
    let hidden = page.comparison.changes.len() - shown;
    let mut line = format!("{} shown", phrase::count(shown, "change"));
    if hidden > 0 {
        line.push_str(&format!(", {hidden} not"));
        if page.view.level != Some(Level::Minor) {
            line.push_str(" (--level minor shows all)");
        }
    }
    writeln!(out)?;
    let options: Vec<_> = page.view.options.iter().map(|(name, value)| format!("{name} {value}")).collect();
    let options = if options.is_empty() { String::new() } else { format!(" · {}", options.join(", ")) };
    let tool = format!("recension {}{options} · {line}", env!("CARGO_PKG_VERSION"));
    write!(out, "{}", paint.wrap("", &paint.paint(Tone::Quiet, &safe(&tool))))?;
    for side in Side::BOTH {
        let hash = format!("{} {}", phrase::side(side), page.comparison.sides.get(side).document.hash);
        writeln!(out, "{}", paint.paint(Tone::Quiet, &hash))?;
    }
    Ok(())
}
