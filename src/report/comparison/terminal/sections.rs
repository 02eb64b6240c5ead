//! The sections at a glance: what became of each, and of the claims in it.

use std::io::{self, Write};

use crate::model::SectionRelation;
use crate::report::comparison::tally::{self, Line};
use crate::report::safe::terminal as safe;

use super::Page;
use super::paint::Tone;

/// A line for each section of the new text and each that is gone.
pub(super) fn sections(page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let lines = tally::sections(&page.survey);
    if page.survey.comparison.alignment.sections.len() < 2 {
        return Ok(());
    }
    page.title("Sections", out)?;
    let columns = ["same", "changed", "added", "removed"].map(|name| format!("{name:>8}")).concat();
    let room = page.paint.width.saturating_sub(columns.len() + 4);
    writeln!(out, "{}", page.paint.paint(Tone::Quiet, &format!("    {:room$}{columns}", "claims")))?;
    lines.iter().try_for_each(|line| section(page, line, room, out))
}

fn section(page: &Page, line: &Line<'_>, room: usize, out: &mut dyn Write) -> io::Result<()> {
    let link = line.link;
    let (mark, tone) = match link.relation {
        SectionRelation::Added => ("+", Tone::Added),
        SectionRelation::Removed => ("-", Tone::Removed),
        SectionRelation::Kept => (" ", Tone::Plain),
        _ => ("~", Tone::Strong),
    };
    let indent = "  ".repeat(line.depth.min(3));
    let mut title = tally::title(&page.survey, link);
    if link.relation == SectionRelation::Moved {
        title.push_str(" (moved)");
    }
    let title = fitted(&format!("{indent}{}", safe(&title)), room.saturating_sub(1));
    let pad = " ".repeat(room.saturating_sub(textwrap::core::display_width(&title)));
    let columns: String = line
        .tally
        .columns()
        .map(|number| if number == 0 { format!("{:>8}", "·") } else { format!("{number:>8}") })
        .concat();
    writeln!(out, "  {} {}{pad}{columns}", page.paint.paint(tone, mark), page.paint.paint(tone, &title))
}

/// `text` in at most so many columns.
fn fitted(text: &str, columns: usize) -> String {
    if textwrap::core::display_width(text) <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        if textwrap::core::display_width(&kept) + 2 > columns {
            break;
        }
        kept.push(c);
    }
    kept.push('…');
    kept
}
