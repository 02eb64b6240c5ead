//! One claim or one term through all versions.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::model::{Event, Lineage};
use crate::report::paint::{Paint, Tone};
use crate::report::phrase;
use crate::report::safe::terminal as safe;
use crate::series::trace::{Candidate, concerning};

use super::super::{Found, Trace, View};
use super::words::marked;

/// Columns that the longest bar takes at most.
const BAR: usize = 40;
/// Changes of one version that concern a term and are told.
const TOLD: usize = 4;

/// Writes what became of the claim or the term.
pub(in crate::report::history) fn render(trace: &Trace<'_>, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let paint = super::paint(view);
    match &trace.found {
        Found::Claim { candidates, chosen } => claim(trace, paint, candidates, *chosen, out),
        Found::Term { counts } => term(trace, paint, counts, out),
    }
}

fn moments(trace: &Trace<'_>) -> (Vec<String>, usize) {
    let moments: Vec<String> = trace.history.versions.iter().map(phrase::moment).collect();
    let width = moments.iter().map(|moment| moment.chars().count()).max().unwrap_or(0);
    (moments, width)
}

fn claim(
    trace: &Trace<'_>,
    paint: Paint,
    candidates: &[Candidate],
    chosen: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let history = trace.history;
    let (moments, width) = moments(trace);
    let lineage = &history.lineages[candidates[chosen].lineage];
    let latest = lineage.forms.last().map_or("", |form| form.text.as_str());
    write!(out, "{}", paint.wrap("", &paint.paint(Tone::Strong, &safe(latest))))?;
    let mut by_version: BTreeMap<usize, Vec<&Event>> = BTreeMap::new();
    for event in &lineage.events {
        by_version.entry(event.version).or_default().push(event);
    }
    for (version, events) in by_version {
        let told: Vec<String> = events.iter().map(|event| phrase::what(history, event)).collect();
        let margin = format!("{:width$}  ", moments[version]);
        writeln!(out)?;
        write!(out, "{}", paint.wrap(&margin, &paint.paint(Tone::Section, &safe(&told.join("; ")))))?;
        if let Some(words) = words(paint, lineage, version) {
            write!(out, "{}", paint.wrap(&" ".repeat(width + 2), &words))?;
        }
    }
    let last = history.versions.len() - 1;
    if lineage.at(last).is_some() {
        let line = format!("{:width$}  still stands", moments[last]);
        writeln!(out, "\n{}", paint.paint(Tone::Quiet, &line))?;
    }
    if candidates.len() > 1 {
        writeln!(out, "\n{}", paint.paint(Tone::Quiet, "The words may mean another claim (--pick N):"))?;
        for (index, other) in candidates.iter().enumerate().filter(|(index, _)| *index != chosen) {
            let text = &history.lineages[other.lineage].forms[other.form].text;
            let line = paint.paint(Tone::Quiet, &safe(&phrase::excerpt(text)));
            write!(out, "{}", paint.wrap(&format!("{:>3}  ", index + 1), &line))?;
        }
    }
    Ok(())
}

/// The words that a version has, marked against those before; `None` where they are the same, or it has none.
fn words(paint: Paint, lineage: &Lineage, version: usize) -> Option<String> {
    let at = lineage.forms.iter().position(|form| form.versions.0 == version)?;
    let text = &lineage.forms[at].text;
    Some(match at.checked_sub(1).map(|before| &lineage.forms[before].text) {
        Some(before) if before != text => marked(paint, before, text),
        _ => safe(text).into_owned(),
    })
}

fn term(trace: &Trace<'_>, paint: Paint, counts: &[usize], out: &mut dyn Write) -> io::Result<()> {
    let history = trace.history;
    let (moments, width) = moments(trace);
    let with = counts.iter().filter(|&&count| count > 0).count();
    let title = format!("“{}” stands in {with} of {}", trace.text, phrase::count(counts.len(), "snapshot"));
    writeln!(out, "{}\n", paint.paint(Tone::Strong, &safe(&title)))?;
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let room = BAR.min(paint.width.saturating_sub(width + 8)).max(1);
    let digits = most.to_string().len();
    for (moment, &count) in moments.iter().zip(counts) {
        let length = if most <= room { count } else { (count * room).div_ceil(most) };
        let bar = paint.paint(Tone::Added, &"█".repeat(length));
        writeln!(out, "{}", format!("{moment:width$}  {count:>digits$} {bar}").trim_end())?;
    }
    let mut first = true;
    for step in &history.steps {
        let changes = concerning(&step.changes, &trace.text);
        let Some(told) = changes.get(..TOLD.min(changes.len())).filter(|told| !told.is_empty()) else { continue };
        if std::mem::take(&mut first) {
            writeln!(out, "\n{}", paint.paint(Tone::Strong, "What changed about it"))?;
        }
        writeln!(out, "\n{}", paint.paint(Tone::Section, &safe(&moments[step.new])))?;
        for change in told {
            let facts = format!("{} · {}", phrase::kind(change.kind), change.id);
            let line = format!("{}  {}", safe(&change.headline), paint.paint(Tone::Quiet, &facts));
            write!(out, "{}", paint.wrap("  ", &line))?;
        }
        if changes.len() > told.len() {
            let more = format!("  … and {} more", changes.len() - told.len());
            writeln!(out, "{}", paint.paint(Tone::Quiet, &more))?;
        }
    }
    Ok(())
}
