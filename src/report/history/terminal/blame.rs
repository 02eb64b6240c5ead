//! A version with the age of everything it says.

use std::io::{self, Write};

use crate::model::Role;
use crate::report::paint::Tone;
use crate::report::phrase;
use crate::report::safe::terminal as safe;

use super::super::{Blame, View, title};

/// Writes the version, each claim behind the dates on which it was first seen and last changed.
pub(in crate::report::history) fn render(blame: &Blame<'_>, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let paint = super::paint(view);
    let history = blame.history;
    let moment = |version: usize| history.versions.get(version).map_or_else(String::new, phrase::moment);
    let dates: Vec<String> = history.versions.iter().map(phrase::moment).collect();
    let width = dates.iter().map(|date| date.chars().count()).max().unwrap_or(0).max("first seen".len());
    let Some(last) = history.versions.len().checked_sub(1) else { return Ok(()) };
    let title = title(history);
    let span = format!("{title} · {} · {} since {}", moment(last), phrase::count(last + 1, "snapshot"), moment(0));
    write!(out, "{}", paint.wrap("", &paint.paint(Tone::Strong, &safe(&span))))?;
    let head = format!("{:width$}  {:width$}  times", "first seen", "changed");
    writeln!(out, "\n{}", paint.paint(Tone::Quiet, &head))?;
    for line in &blame.lines {
        let changed = if line.times > 0 { moment(line.last_changed) } else { String::new() };
        let times = if line.times > 0 { format!("×{}", line.times) } else { String::new() };
        let margin = format!("{:width$}  {changed:width$}  {times:>5}  ", moment(line.first_seen));
        let mut text = match line.lineage.role {
            Role::Heading => paint.paint(Tone::Section, &safe(line.text)),
            _ => safe(line.text).into_owned(),
        };
        if let Some(restored) = line.restored {
            text.push(' ');
            text.push_str(&paint.paint(Tone::Quiet, &format!("(said again {})", moment(restored))));
        }
        write!(out, "{}", paint.wrap(&margin, &text))?;
    }
    Ok(())
}
