//! GitLab's code quality report.

use std::io::{self, Write};

use serde::Serialize;

use crate::model::Severity;
use crate::report::safe::terminal as safe;

use super::Checks;

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'a str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// Writes the open findings as a list.
pub(super) fn render(checks: &Checks<'_>, out: &mut dyn Write) -> io::Result<()> {
    let issues: Vec<Issue<'_>> = checks
        .open()
        .map(|(pair, finding)| {
            let (path, begin, end) = pair.place(finding);
            Issue {
                description: safe(&finding.message).into_owned(),
                check_name: &finding.rule,
                // GitLab takes two issues of one fingerprint for one.
                fingerprint: blake3::hash(
                    format!("{}\n{}\n{}", pair.page, finding.rule, finding.fingerprint).as_bytes(),
                )
                .to_hex()
                .to_string(),
                severity: match finding.severity {
                    Severity::Error => "major",
                    Severity::Warning => "minor",
                    Severity::Note => "info",
                },
                location: Location { path, lines: Lines { begin, end } },
            }
        })
        .collect();
    serde_json::to_writer_pretty(&mut *out, &issues)?;
    out.write_all(b"\n")
}
