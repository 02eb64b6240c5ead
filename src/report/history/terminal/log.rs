//! What changed at each snapshot.

use std::io::{self, Write};

use crate::model::{Kind, Level};
use crate::report::paint::{Paint, Tone};
use crate::report::phrase;
use crate::report::safe::terminal as safe;
use crate::series::log::{Entry, Item};

use super::super::facts::facts;
use super::super::{Log, View};
use super::words::marked;

/// Writes the log. Where nothing is asked for in particular, changes below `notable` are left out, and counted.
pub(in crate::report::history) fn render(log: &Log<'_>, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let paint = super::paint(view);
    for (index, one) in log.entries.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        entry(log, paint, one, out)?;
    }
    let left_out = log.histories.iter().flat_map(|history| history.left_out.iter().map(move |one| (history, one)));
    for (index, (history, (file, reason))) in left_out.enumerate() {
        let lead = if index == 0 { "\n" } else { "" };
        let line = safe(&format!("left out {}/{file}: {reason}", history.name)).into_owned();
        write!(out, "{lead}{}", paint.wrap("", &paint.paint(Tone::Quiet, &line)))?;
    }
    Ok(())
}

fn entry(log: &Log<'_>, paint: Paint, entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
    let version = &entry.history.versions[entry.version];
    let name = if log.histories.len() > 1 { format!("  {}", entry.history.name) } else { String::new() };
    let title = format!("{}{name}", phrase::moment(version));
    writeln!(out, "{}", paint.paint(Tone::Section, &safe(&title)))?;
    let mut facts = Vec::new();
    if let Some(step) = entry.step {
        facts.push(format!("since {}", phrase::moment(&entry.history.versions[step.old])));
    }
    if let Some(revision) = &version.revision {
        facts.push(format!("commit {} {}", &revision.commit[..revision.commit.len().min(12)], revision.subject));
    }
    if let Some(step) = entry.step {
        write!(out, "{}", paint.wrap("  ", &paint.paint(Tone::Strong, &safe(&step.summary.verdict))))?;
        facts.push(phrase::claims(&step.summary.claims));
    } else {
        facts.push(format!("the first snapshot, with {}", phrase::count(version.claims, "claim")));
    }
    write!(out, "{}", paint.wrap("  ", &paint.paint(Tone::Quiet, &safe(&facts.join(" · ")))))?;
    let shown: Vec<&Item<'_>> = match log.brief {
        None => entry.changes.iter().collect(),
        Some(most) => entry.changes.iter().filter(|item| item.change.level >= Level::Notable).take(most).collect(),
    };
    for item in &shown {
        writeln!(out)?;
        change(paint, entry, item, out)?;
    }
    let minor = entry.changes.iter().filter(|item| item.change.level == Level::Minor).count();
    let minor = if log.brief.is_some() { minor } else { 0 };
    let more = entry.changes.len() - shown.len() - minor;
    let mut rest = Vec::new();
    if more > 0 {
        rest.push(format!("… and {more} more"));
    }
    if minor > 0 {
        rest.push(format!("{} of level minor", phrase::count(minor, "change")));
    }
    if entry.told_elsewhere > 0 {
        rest.push(format!("{} told with another page", phrase::count(entry.told_elsewhere, "change")));
    }
    if !rest.is_empty() {
        write!(out, "\n{}", paint.wrap("  ", &paint.paint(Tone::Quiet, &rest.join(", "))))?;
    }
    Ok(())
}

fn change(paint: Paint, entry: &Entry<'_>, item: &Item<'_>, out: &mut dyn Write) -> io::Result<()> {
    let change = item.change;
    let mark = if change.level == Level::Headline { "  ● " } else { "  · " };
    write!(out, "{}", paint.wrap(mark, &safe(&change.headline)))?;
    if let (Kind::Restored, [old, ..], [new, ..]) = (change.kind, &change.old[..], &change.new[..])
        && old.text != new.text
    {
        write!(out, "{}", paint.wrap("    ", &marked(paint, &old.text, &new.text)))?;
    }
    let mut facts = facts(entry, item);
    facts.push(change.id.clone());
    write!(out, "{}", paint.wrap("    ", &paint.paint(Tone::Quiet, &safe(&facts.join(" · ")))))
}
