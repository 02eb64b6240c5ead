//! The report for people at a terminal: readable without colours and at eighty columns.
//!
//! The verdict first, then both snapshots, the headlines, the sections at a glance, every change in document
//! order, and at the foot what made the report from what.

mod changes;
mod headlines;
mod sections;
mod snapshots;

use std::io::{self, Write};

use crate::model::{Change, Comparison, Level, Side};
use crate::report::phrase;
use crate::report::safe::terminal as safe;

use super::View;
use super::passage::{Mark, Piece};
use super::survey::Survey;
use crate::report::paint;
use paint::{Paint, Tone};

/// Columns of running text at most: longer lines are hard to read.
const WIDEST: usize = 110;
/// And at least, however narrow the terminal is.
const NARROWEST: usize = 40;

/// Writes the report. Changes below `notable` are left out, and counted, where no level is asked for.
pub(super) fn render(comparison: &Comparison, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let view = &View { level: view.level.or(Some(Level::Notable)), ..view.clone() };
    let paint = Paint { colour: view.colour, width: view.width.clamp(NARROWEST, WIDEST) };
    let page = Page { survey: Survey::new(comparison, view), view, paint };
    snapshots::verdict(&page, out)?;
    snapshots::snapshots(&page, out)?;
    headlines::headlines(&page, out)?;
    sections::sections(&page, out)?;
    changes::changes(&page, out)?;
    foot(&page, out)
}

/// What every part of the report draws on.
struct Page<'a> {
    survey: Survey<'a>,
    view: &'a View,
    paint: Paint,
}

/// The mark of a side, and the tone of what only that side has.
const fn tones(side: Side) -> (&'static str, Tone) {
    match side {
        Side::Old => ("-", Tone::Removed),
        Side::New => ("+", Tone::Added),
    }
}

impl Page<'_> {
    /// The title of a part of the report.
    fn title(&self, words: &str, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n{}\n", self.paint.paint(Tone::Strong, &words.to_uppercase()))
    }

    /// Pieces of a sentence; `removed` is the tone of words that are gone.
    fn pieces(&self, pieces: &[Piece<'_>], removed: Tone) -> String {
        let tone = |mark| match mark {
            Mark::Plain | Mark::Apart => Tone::Plain,
            Mark::Removed => removed,
            Mark::Added => Tone::AddedWords,
        };
        pieces.iter().map(|piece| self.paint.paint(tone(piece.mark), &safe(piece.text))).collect()
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
}

/// What was noticed, what was not shown, and what made the report from what.
fn foot(page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let paint = page.paint;
    if !page.survey.comparison.notes.is_empty() {
        page.title("Notes", out)?;
        for (side, note) in &page.survey.comparison.notes {
            let side = side.map_or(String::new(), |side| format!("{}: ", phrase::side(side)));
            write!(out, "{}", paint.wrap("  ", &safe(&format!("{side}{} ({})", note.message, note.code))))?;
        }
    }
    writeln!(out)?;
    let made = page.survey.colophon(page.view);
    write!(out, "{}", paint.wrap("", &paint.paint(Tone::Quiet, &safe(&made))))?;
    for side in Side::BOTH {
        let hash = format!("{} {}", phrase::side(side), page.survey.comparison.sides.get(side).document.hash);
        writeln!(out, "{}", paint.paint(Tone::Quiet, &hash))?;
    }
    Ok(())
}
