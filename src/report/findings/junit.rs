//! JUnit XML, which most CI systems read: a test case a rule, which fails by its open findings.

use std::io::{self, Write};

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use crate::model::{Finding, Severity, Side};
use crate::report::safe::terminal as safe;

use super::{Checked, Checks};

/// Writes a suite for each pair, named after its new snapshot.
pub(super) fn render(checks: &Checks<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut report = Report::new("recension");
    for pair in &checks.pairs {
        let mut suite = TestSuite::new(safe(&pair.document(Side::New).source).into_owned());
        for id in checks.policy.ids() {
            let found: Vec<&Finding> = pair.open().filter(|finding| finding.rule == id).collect();
            suite.add_test_case(case(pair, id, &found));
        }
        report.add_test_suite(suite);
    }
    let xml = report.to_string().map_err(io::Error::other)?;
    // Jenkins' schema has no such count at the root, and nothing is ever skipped.
    let xml = xml.replacen(" skipped=\"0\"", "", 1);
    out.write_all(xml.as_bytes())
}

fn case(pair: &Checked, id: &str, found: &[&Finding]) -> TestCase {
    // A note is no reason to fail; it is in the case's output.
    let fails = found.iter().any(|finding| finding.severity > Severity::Note);
    let lines: Vec<String> = found
        .iter()
        .map(|finding| {
            let (file, line, _) = pair.place(finding);
            safe(&format!("{file}:{line}: {}", finding.message)).into_owned()
        })
        .collect();
    let mut status =
        if fails { TestCaseStatus::non_success(NonSuccessKind::Failure) } else { TestCaseStatus::success() };
    if fails {
        status
            .set_message(lines.first().cloned().unwrap_or_default())
            .set_type("finding")
            .set_description(lines.join("\n"));
    }
    let mut case = TestCase::new(safe(id), status);
    case.set_classname("recension");
    if !fails && !lines.is_empty() {
        case.set_system_out(lines.join("\n"));
    }
    case
}
