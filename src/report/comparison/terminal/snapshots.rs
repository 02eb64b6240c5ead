//! The head of the report: the verdict, and the two snapshots with their dates and how they are known.

use std::io::{self, Write};

use crate::model::{Document, Side, Verdict};
use crate::report::phrase;
use crate::report::safe::terminal as safe;

use super::Page;
use super::paint::Tone;

/// The verdict and the counts it rests on.
pub(super) fn verdict(page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let summary = &page.survey.comparison.summary;
    let paint = page.paint;
    write!(out, "{}", paint.wrap("", &paint.paint(Tone::Strong, &safe(&summary.verdict))))?;
    write!(out, "{}", paint.wrap("", &paint.paint(Tone::Quiet, &phrase::claims(&summary.claims))))
}

/// Both snapshots.
pub(super) fn snapshots(page: &Page, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out)?;
    for (side, tone) in [(Side::Old, Tone::Removed), (Side::New, Tone::Added)] {
        let document = page.survey.document(side);
        let label = page.paint.paint(tone, phrase::side(side));
        snapshot(page, &label, document, out)?;
    }
    Ok(())
}

fn snapshot(page: &Page, label: &str, document: &Document, out: &mut dyn Write) -> io::Result<()> {
    let paint = page.paint;
    let title = document.title.as_deref().filter(|title| !title.is_empty());
    let name = match title {
        Some(title) => format!("{} · {}", safe(title), paint.paint(Tone::Quiet, &safe(&document.source))),
        None => safe(&document.source).into_owned(),
    };
    write!(out, "{}", paint.wrap(&format!("{label}  "), &name))?;
    let dates = format!("{}, {}", phrase::captured(&document.captured), phrase::stated(&document.stated));
    write!(out, "{}", paint.wrap("     ", &paint.paint(Tone::Quiet, &safe(&dates))))?;
    if document.capture.verdict == Verdict::Suspect {
        let reasons = format!("suspect capture: {}", document.capture.reasons.join("; "));
        write!(out, "{}", paint.wrap("     ", &paint.paint(Tone::Warning, &safe(&reasons))))?;
    }
    Ok(())
}
