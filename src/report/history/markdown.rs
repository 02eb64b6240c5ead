//! A log as Markdown, to paste into an article, an issue or a pull request.

use std::io::{self, Write};

use crate::model::Level;
use crate::report::phrase;
use crate::report::safe::markdown as safe;
use crate::series::log::Entry;

use super::facts::facts;
use super::{Log, View};

/// Writes a heading for each snapshot, and its changes. Where no level is asked for, changes below `notable` are left
/// out, and counted.
pub(super) fn log(log: &Log<'_>, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let least = view.level.unwrap_or(Level::Notable);
    for one in &log.entries {
        entry(log, one, least, out)?;
    }
    for history in log.histories {
        for (file, reason) in &history.left_out {
            writeln!(out, "left out {}\n", safe(&format!("{}/{file}: {reason}", history.name)))?;
        }
    }
    Ok(())
}

fn entry(log: &Log<'_>, entry: &Entry<'_>, least: Level, out: &mut dyn Write) -> io::Result<()> {
    let version = &entry.history.versions[entry.version];
    let name = if log.histories.len() > 1 { format!(" · {}", entry.history.name) } else { String::new() };
    writeln!(out, "## {}\n", safe(&format!("{}{name}", phrase::moment(version))))?;
    let Some(step) = entry.step else {
        return writeln!(out, "The first snapshot, with {}.\n", phrase::count(version.claims, "claim"));
    };
    let since = phrase::moment(&entry.history.versions[step.old]);
    writeln!(out, "**{}**\n", safe(&step.summary.verdict))?;
    writeln!(out, "since {} · {}\n", safe(&since), safe(&phrase::claims(&step.summary.claims)))?;
    let shown = entry.changes.iter().filter(|item| item.change.level >= least);
    for item in shown.clone() {
        let strong = if item.change.level == Level::Headline { "**" } else { "" };
        writeln!(out, "- {strong}{}{strong}  ", safe(&item.change.headline))?;
        writeln!(out, "  {} · `{}`", safe(&facts(entry, item).join(" · ")), item.change.id)?;
    }
    let rest = entry.changes.len() - shown.count();
    if rest > 0 {
        writeln!(out, "\n{} of a lower level", phrase::count(rest, "change"))?;
    }
    if entry.told_elsewhere > 0 {
        writeln!(out, "\n{} told with another page", phrase::count(entry.told_elsewhere, "change"))?;
    }
    writeln!(out)
}
