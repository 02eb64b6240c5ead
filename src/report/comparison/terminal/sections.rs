//! The sections at a glance: what became of each, and of the claims in it.

use std::collections::BTreeSet;
use std::io::{self, Write};

use crate::model::{Pair, Relation, Role, SectionLink, SectionRelation, Side};
use crate::report::safe::terminal as safe;

use super::Page;
use super::paint::Tone;

/// What became of the claims of some sections.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    same: usize,
    changed: usize,
    added: usize,
    removed: usize,
}

impl Tally {
    fn is_empty(&self) -> bool {
        self.same + self.changed + self.added + self.removed == 0
    }
}

/// A line for each section of the new text and each that is gone.
pub(super) fn sections(page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let links = &page.comparison.alignment.sections;
    if links.len() < 2 {
        return Ok(());
    }
    page.title("Sections", out)?;
    let columns = ["same", "changed", "added", "removed"].map(|name| format!("{name:>8}")).concat();
    let room = page.paint.width.saturating_sub(columns.len() + 4);
    writeln!(out, "{}", page.paint.paint(Tone::Quiet, &format!("    {:room$}{columns}", "claims")))?;
    let fates = fates(page);
    let depths: BTreeSet<usize> = links.iter().map(|link| level(page, link)).collect();
    for link in links {
        let tally = tally(page, link, &fates);
        // A heading alone is told where something became of it; what stands before the first one is often nothing.
        let titled = |side, sections: &[usize]| sections.iter().any(|&s| page.titled(side, s).is_some());
        let told =
            link.relation != SectionRelation::Kept && (titled(Side::Old, &link.old) || titled(Side::New, &link.new));
        if told || !tally.is_empty() {
            let depth = depths.range(..level(page, link)).count();
            section(page, link, depth, &tally, room, out)?;
        }
    }
    Ok(())
}

fn level(page: &Page, link: &SectionLink) -> usize {
    let of = |side: Side, section: usize| page.comparison.sides.get(side).document.sections[section].level;
    let new = link.new.first().map(|&section| of(Side::New, section));
    new.or(link.old.first().map(|&section| of(Side::Old, section))).unwrap_or(1)
}

fn section(
    page: &Page,
    link: &SectionLink,
    depth: usize,
    tally: &Tally,
    room: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (mark, tone) = match link.relation {
        SectionRelation::Added => ("+", Tone::Added),
        SectionRelation::Removed => ("-", Tone::Removed),
        SectionRelation::Kept => (" ", Tone::Plain),
        _ => ("~", Tone::Strong),
    };
    let indent = "  ".repeat(depth.min(3));
    let names = |side, sections: &[usize]| {
        sections.iter().map(|&s| page.section_title(side, s)).collect::<Vec<_>>().join(" + ")
    };
    let mut title = match link.relation {
        SectionRelation::Removed => names(Side::Old, &link.old),
        SectionRelation::Renamed | SectionRelation::Split | SectionRelation::Merged => {
            format!("{} → {}", names(Side::Old, &link.old), names(Side::New, &link.new))
        }
        _ => names(Side::New, &link.new),
    };
    if link.relation == SectionRelation::Moved {
        title.push_str(" (moved)");
    }
    let title = fitted(&format!("{indent}{}", safe(&title)), room.saturating_sub(1));
    let pad = " ".repeat(room.saturating_sub(textwrap::core::display_width(&title)));
    let columns: String = [tally.same, tally.changed, tally.added, tally.removed]
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

/// What became of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Alone,
    Same,
    Changed,
}

fn fates(page: &Page) -> Pair<Vec<Fate>> {
    let mut fates = page.comparison.sides.as_ref().map(|side| vec![Fate::Alone; side.document.segments.len()]);
    for link in &page.comparison.alignment.links {
        let fate = match link.relation {
            Relation::Equal | Relation::Cosmetic | Relation::Repeat => Fate::Same,
            _ => Fate::Changed,
        };
        for (side, ends) in [(Side::Old, &link.old), (Side::New, &link.new)] {
            for &segment in ends {
                let now = &mut fates.get_mut(side)[segment];
                if *now == Fate::Alone || link.relation != Relation::Repeat {
                    *now = fate;
                }
            }
        }
    }
    fates
}

/// Counts the new claims of a section and the old ones that are gone; of a removed section the old ones.
fn tally(page: &Page, link: &SectionLink, fates: &Pair<Vec<Fate>>) -> Tally {
    let mut tally = Tally::default();
    let gone = link.new.is_empty();
    for (side, sections) in [(Side::Old, &link.old), (Side::New, &link.new)] {
        let document = &page.comparison.sides.get(side).document;
        for &section in sections {
            let (start, end) = document.sections[section].segments;
            for segment in (start..end).filter(|&segment| document.segments[segment].role == Role::Claim) {
                match (fates.get(side)[segment], side) {
                    (Fate::Alone, Side::Old) => tally.removed += 1,
                    (Fate::Alone, Side::New) => tally.added += 1,
                    (Fate::Same, Side::Old) if gone => tally.same += 1,
                    (Fate::Changed, Side::Old) if gone => tally.changed += 1,
                    (_, Side::Old) => {}
                    (Fate::Same, Side::New) => tally.same += 1,
                    (Fate::Changed, Side::New) => tally.changed += 1,
                }
            }
        }
    }
    tally
}
