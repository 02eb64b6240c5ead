//! Findings for people, in the form that compilers use: level, rule, place, what it is.

use std::io::{self, Write};

use owo_colors::{OwoColorize, Style};

use crate::model::{Change, Finding, Severity, Side, Standing};
use crate::report::phrase;
use crate::report::safe::terminal as safe;

use super::{Checked, Checks};

/// Writes what is open, then in a line each what is not, and the sum.
pub(super) fn render(checks: &Checks<'_>, out: &mut dyn Write) -> io::Result<()> {
    for (pair, finding) in checks.open() {
        one(checks, pair, finding, out)?;
    }
    for pair in &checks.pairs {
        for finding in &pair.findings {
            let why = match &finding.standing {
                Standing::Open => continue,
                Standing::Accepted { date, reason } => format!("accepted {date}: {reason}"),
                Standing::Ignored { reason } => format!("ignored: {reason}"),
            };
            writeln!(out, "{}", quiet(checks, &safe(&format!("{} ({why})", finding.message))))?;
        }
        for entry in &pair.stale {
            let line = format!("accepted on {}, and not in this pair: {} ({})", entry.date, entry.headline, entry.id);
            writeln!(out, "{}", quiet(checks, &safe(&line)))?;
        }
    }
    writeln!(out, "{}", sum(checks))
}

fn one(checks: &Checks<'_>, pair: &Checked, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let (file, line, _) = pair.place(finding);
    let level = painted(checks, style(finding.severity), &phrase::name(finding.severity));
    let place = safe(file);
    writeln!(out, "{level}[{}] {place}:{line}: {}", safe(&finding.rule), safe(&finding.message))?;
    if let Some(change) = finding.change.map(|index| &pair.comparison.changes[index]) {
        for (side, mark) in [(Side::Old, "-"), (Side::New, "+")] {
            if let Some(evidence) = change.leading(side) {
                writeln!(out, "  {mark} {}", safe(pair.document(side).segment_text(evidence.segment)))?;
            }
        }
        writeln!(out, "  {}", quiet(checks, &facts(change)))?;
    }
    writeln!(out)
}

fn facts(change: &Change) -> String {
    format!(
        "{} · {} · accept it: --accept {}",
        phrase::kind(change.kind),
        phrase::confidence(change.confidence),
        change.id
    )
}

fn sum(checks: &Checks<'_>) -> String {
    let mut parts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .filter(|&severity| checks.count(severity) > 0)
        .map(|severity| phrase::count(checks.count(severity), &phrase::name(severity)))
        .collect();
    if parts.is_empty() {
        parts.push("nothing is flagged".to_owned());
    }
    for (name, closed) in [("accepted", closed(checks, true)), ("ignored", closed(checks, false))] {
        if closed > 0 {
            parts.push(format!("{closed} {name}"));
        }
    }
    parts.join(", ")
}

fn closed(checks: &Checks<'_>, accepted: bool) -> usize {
    let of = |finding: &&Finding| match finding.standing {
        Standing::Open => false,
        Standing::Accepted { .. } => accepted,
        Standing::Ignored { .. } => !accepted,
    };
    checks.pairs.iter().flat_map(|pair| &pair.findings).filter(of).count()
}

fn quiet(checks: &Checks<'_>, text: &str) -> String {
    painted(checks, Style::new().dimmed(), text)
}

fn painted(checks: &Checks<'_>, style: Style, text: &str) -> String {
    if checks.colour { text.style(style).to_string() } else { text.to_owned() }
}

fn style(severity: Severity) -> Style {
    match severity {
        Severity::Error => Style::new().red().bold(),
        Severity::Warning => Style::new().yellow().bold(),
        Severity::Note => Style::new().cyan().bold(),
    }
}
