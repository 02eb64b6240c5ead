//! Markdown: a report to paste into an article, an issue or a pull request, and its first screen alone for the summary
//! of a CI job.
//!
//! Words that changed stand in `<del>` and `<ins>`: unlike asterisks they hold beside any other character.

use std::io::{self, Write};

use crate::model::{Change, Comparison, Level, SectionRelation, Side, Verdict};
use crate::report::phrase;
use crate::report::safe::markdown as safe;

use super::View;
use super::passage::{self, Mark, Piece};
use super::places::{Place, Unit};
use super::survey::Survey;
use super::tally;

/// Headlines of the short form.
const SHOWN: usize = 20;
/// Bytes of a quoted sentence, about.
const ROOM: usize = 420;
/// Places of one change that are quoted.
const EXAMPLES: usize = 3;

/// Writes the whole report. Changes below `notable` are left out, and counted, where no level is asked for.
pub(super) fn render(comparison: &Comparison, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let view = &View { level: view.level.or(Some(Level::Notable)), ..view.clone() };
    let survey = &Survey::new(comparison, view);
    head(survey, out)?;
    headlines(survey, view, usize::MAX, out)?;
    sections(survey, out)?;
    changes(survey, view, out)?;
    notes(survey, out)?;
    foot(survey, view, out)
}

/// Writes the verdict, the snapshots and the headlines.
pub(super) fn summary(comparison: &Comparison, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let view = &View { level: view.level.or(Some(Level::Notable)), ..view.clone() };
    let survey = &Survey::new(comparison, view);
    head(survey, out)?;
    headlines(survey, view, SHOWN, out)?;
    foot(survey, view, out)
}

/// The verdict, the counts it rests on, and the two snapshots.
fn head(survey: &Survey<'_>, out: &mut dyn Write) -> io::Result<()> {
    let summary = &survey.comparison.summary;
    let documents = Side::BOTH.map(|side| survey.document(side));
    let title = documents.iter().rev().find_map(|document| document.title.as_deref().filter(|title| !title.is_empty()));
    let title = title.unwrap_or(&documents[1].source);
    writeln!(out, "# {}\n", safe(&format!("What changed: {title}")))?;
    writeln!(out, "**{}**\n\n{}\n", safe(&summary.verdict), safe(&phrase::claims(&summary.claims)))?;
    writeln!(out, "| | snapshot | captured | states |\n|---|---|---|---|")?;
    for side in Side::BOTH {
        let document = survey.document(side);
        let name = document.title.as_deref().filter(|title| !title.is_empty()).unwrap_or_default();
        let names =
            [name, &document.source].into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" · ");
        let dates = [phrase::captured(&document.captured), phrase::stated(&document.stated)];
        writeln!(out, "| {} | {} | {} | {} |", phrase::side(side), safe(&names), safe(&dates[0]), safe(&dates[1]))?;
    }
    for side in Side::BOTH {
        let capture = &survey.document(side).capture;
        if capture.verdict == Verdict::Suspect {
            let reasons = safe(&capture.reasons.join("; "));
            writeln!(out, "\n**Suspect capture ({}):** {reasons}", phrase::side(side))?;
        }
    }
    Ok(())
}

/// What matters most, each with the words it rests on.
fn headlines(survey: &Survey<'_>, view: &View, shown: usize, out: &mut dyn Write) -> io::Result<()> {
    let all = survey.headlines();
    if all.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Headlines\n")?;
    for (index, change) in all.iter().take(shown).enumerate() {
        // What belongs to an item stands below its first letter.
        let mark = format!("{}. ", index + 1);
        let indent = " ".repeat(mark.len());
        writeln!(out, "{mark}**{}**  ", safe(&change.headline))?;
        writeln!(out, "{indent}{} · `{}`", safe(&survey.facts(change).join(" · ")), change.id)?;
        for (side, evidence) in survey.quoted(change) {
            quote(&indent, side, &survey.excerpt(change, side, &evidence, ROOM), out)?;
        }
        if let Some((label, _, words)) = survey.nearest(change, ROOM) {
            writeln!(out, "\n{indent}> {label}: {}", pieces(&words).trim())?;
        }
        why(view, change, &indent, out)?;
        writeln!(out)?;
    }
    if all.len() > shown {
        writeln!(out, "… and {}", phrase::count(all.len() - shown, "more headline"))?;
    }
    Ok(())
}

/// What became of each section.
fn sections(survey: &Survey<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lines = tally::sections(survey);
    if survey.comparison.alignment.sections.len() < 2 {
        return Ok(());
    }
    writeln!(out, "## Sections\n\n| | section | same | changed | added | removed |\n|---|---|--:|--:|--:|--:|")?;
    for line in lines {
        let became = match line.link.relation {
            SectionRelation::Kept => String::new(),
            relation => phrase::name(relation),
        };
        let columns = line.tally.columns().map(|number| if number == 0 { String::new() } else { number.to_string() });
        writeln!(out, "| {became} | {} | {} |", safe(&tally::title(survey, line.link)), columns.join(" | "))?;
    }
    writeln!(out)
}

/// What is told once for several places, then each place under the title of its section.
fn changes(survey: &Survey<'_>, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let places = survey.places();
    if !places.throughout.is_empty() {
        writeln!(out, "## In several places\n")?;
        for change in places.throughout {
            item(view, change, out)?;
            let (examples, rest) = survey.examples(change, EXAMPLES);
            for (side, evidence) in examples {
                quote("  ", side, &survey.excerpt(change, side, &evidence, ROOM), out)?;
            }
            if rest > 0 {
                writeln!(out, "  >\n  > … and {rest} more")?;
            }
            writeln!(out)?;
        }
    }
    if !places.ordered.is_empty() {
        writeln!(out, "## Changes in document order\n")?;
    }
    let mut section = None;
    for place in &places.ordered {
        let here = survey.unit_section(place.at);
        if here.is_some() && here != section {
            section = here;
            writeln!(out, "### {}\n", safe(&phrase::in_section(section.as_deref().unwrap_or_default())))?;
        }
        local(survey, view, place, out)?;
    }
    Ok(())
}

/// All that changed in one place, and then the place itself.
fn local(survey: &Survey<'_>, view: &View, place: &Place<'_>, out: &mut dyn Write) -> io::Result<()> {
    for change in &place.changes {
        item(view, change, out)?;
    }
    for &unit in &place.units {
        match unit {
            Unit::Old(segment) => alone(survey, Side::Old, segment, out)?,
            Unit::New(segment) => alone(survey, Side::New, segment, out)?,
            Unit::Link(index) => linked(survey, index, out)?,
        }
    }
    writeln!(out)
}

/// One change in one line.
fn item(view: &View, change: &Change, out: &mut dyn Write) -> io::Result<()> {
    let facts = format!("{} · {}", phrase::kind(change.kind), phrase::confidence(change.confidence));
    writeln!(out, "- **{}** {} · `{}`", safe(&change.headline), safe(&facts), change.id)?;
    why(view, change, "  ", out)
}

/// The factors of a score, where they were asked for.
fn why(view: &View, change: &Change, indent: &str, out: &mut dyn Write) -> io::Result<()> {
    if !view.why {
        return Ok(());
    }
    let factors: Vec<_> = change.why.iter().map(|f| format!("{} {:+.1}", f.factor, f.points)).collect();
    writeln!(out, "\n{indent}why {:.1}: {}", change.score, safe(&factors.join(", ")))
}

/// A segment that stands on one side only.
fn alone(survey: &Survey<'_>, side: Side, segment: usize, out: &mut dyn Write) -> io::Result<()> {
    let text = survey.document(side).segment_text(segment);
    quote("  ", side, &[Piece { mark: Mark::Plain, text }], out)
}

/// A link: interwoven where most is kept, else one side after the other.
fn linked(survey: &Survey<'_>, index: usize, out: &mut dyn Write) -> io::Result<()> {
    let link = &survey.comparison.alignment.links[index];
    let edits = survey.edits(index);
    if let Some(woven) = survey.woven(index) {
        return writeln!(out, "\n  > {}", pieces(&passage::shortened(woven)));
    }
    for (side, ends) in [(Side::Old, &link.old), (Side::New, &link.new)] {
        let document = survey.document(side);
        let marks = passage::changed_words(edits, side);
        for &segment in ends {
            let span = document.segments[segment].span;
            let marked = passage::marked(&document.text, span, &marks, Mark::of(side));
            quote("  ", side, &passage::shortened(marked), out)?;
        }
    }
    Ok(())
}

/// Words of one side in a quote of their own.
fn quote(indent: &str, side: Side, words: &[Piece<'_>], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n{indent}> {}: {}", phrase::side(side), pieces(words).trim())
}

fn pieces(pieces: &[Piece<'_>]) -> String {
    let mut line = String::new();
    for piece in pieces {
        let words = safe(piece.text);
        match piece.mark {
            Mark::Plain | Mark::Apart => line.push_str(&words),
            Mark::Removed => line.push_str(&format!("<del>{words}</del>")),
            Mark::Added => {
                let gap = if line.ends_with("</del>") { " " } else { "" };
                line.push_str(&format!("{gap}<ins>{words}</ins>"));
            }
        }
    }
    line
}

fn notes(survey: &Survey<'_>, out: &mut dyn Write) -> io::Result<()> {
    if !survey.comparison.notes.is_empty() {
        writeln!(out, "## Notes\n")?;
    }
    for (side, note) in &survey.comparison.notes {
        let side = side.map_or(String::new(), |side| format!("{}: ", phrase::side(side)));
        writeln!(out, "- {}", safe(&format!("{side}{} ({})", note.message, note.code)))?;
    }
    Ok(())
}

fn foot(survey: &Survey<'_>, view: &View, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n---\n\n{}  ", safe(&survey.colophon(view)))?;
    let hashes = Side::BOTH.map(|side| format!("{} `{}`", phrase::side(side), survey.document(side).hash));
    writeln!(out, "{}", hashes.join("  \n"))
}
