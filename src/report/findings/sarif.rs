//! SARIF 2.1.0, which code hosts show beside the lines of a pull request.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use crate::model::{Finding, Severity, Standing};
use crate::report::safe::terminal as safe;

use super::{Checked, Checks};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes one run with all findings; those that are accepted or ignored are suppressed results.
pub(super) fn render(checks: &Checks<'_>, out: &mut dyn Write) -> io::Result<()> {
    let ids = checks.policy.ids();
    let rules = ids
        .iter()
        .map(|id| Rule {
            id,
            short_description: Text { text: checks.policy.about(id).unwrap_or_else(|| (*id).to_owned()) },
        })
        .collect();
    let results =
        checks.pairs.iter().flat_map(|pair| pair.findings.iter().map(|finding| result(pair, finding, &ids))).collect();
    let driver = Driver { name: "recension", semantic_version: env!("CARGO_PKG_VERSION"), rules };
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results }],
    };
    serde_json::to_writer_pretty(&mut *out, &log)?;
    out.write_all(b"\n")
}

fn result<'a>(pair: &Checked, finding: &'a Finding, ids: &[&str]) -> Outcome<'a> {
    let (file, start_line, end_line) = pair.place(finding);
    let suppressions = match &finding.standing {
        Standing::Open => vec![],
        Standing::Accepted { reason, .. } | Standing::Ignored { reason } => {
            vec![Suppression { kind: "external", status: "accepted", justification: reason }]
        }
    };
    Outcome {
        rule_id: &finding.rule,
        rule_index: ids.iter().position(|id| *id == finding.rule),
        level: match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        },
        message: Text { text: safe(&finding.message).into_owned() },
        locations: [Location {
            physical_location: Physical {
                artifact_location: Artifact { uri: uri(file) },
                region: Region { start_line, end_line },
            },
        }],
        partial_fingerprints: BTreeMap::from([("recension/1", finding.fingerprint.as_str())]),
        suppressions,
    }
}

/// A path as a relative reference: what a URI has no room for is written in per cent.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'a str,
    version: &'a str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    column_kind: &'a str,
    results: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'a str,
    semantic_version: &'a str,
    rules: Vec<Rule<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    id: &'a str,
    short_description: Text,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'a str,
    message: Text,
    locations: [Location; 1],
    partial_fingerprints: BTreeMap<&'a str, &'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Suppression<'a>>,
}

#[derive(Serialize)]
struct Suppression<'a> {
    kind: &'a str,
    status: &'a str,
    justification: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Physical,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    end_line: usize,
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn a_path_is_a_relative_reference() {
        assert_eq!(uri("a b/ü.md"), "a%20b/%C3%BC.md");
        assert_eq!(uri("pages\\rules.md"), "pages/rules.md");
    }
}
