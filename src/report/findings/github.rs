//! GitHub's workflow commands: an annotation at its line for each open finding.

use std::io::{self, Write};

use crate::model::Severity;
use crate::report::safe::terminal as safe;

use super::Checks;

/// Writes a command a line.
pub(super) fn render(checks: &Checks<'_>, out: &mut dyn Write) -> io::Result<()> {
    for (pair, finding) in checks.open() {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let (file, first, last) = pair.place(finding);
        let (file, rule) = (property(file), property(&finding.rule));
        writeln!(out, "::{command} file={file},line={first},endLine={last},title={rule}::{}", data(&finding.message))?;
    }
    Ok(())
}

/// Text after the command: no line of a page can become a command of its own.
fn data(text: &str) -> String {
    safe(text).replace('%', "%25")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn a_page_cannot_give_commands() {
        assert_eq!(data("100 %\n::error::x"), "100 %25 :\\u{3a}error::x");
        assert_eq!(property("a:b,c"), "a%3Ab%2Cc");
    }
}
