//! What reStructuredText writes into plain text for programs: directives with their options, and code that is announced.

use super::text::columns;

/// A line that says something to a program only, as reStructuredText has them: `.. _target:`, `.. note::`.
pub(super) fn is_markup(line: &str) -> bool {
    line.strip_prefix(".. ").is_some_and(|rest| rest.starts_with('_') || rest.trim_end().ends_with("::"))
        || is_directive(line, &CODE)
        || is_directive(line, &MACHINE)
}

/// Directives whose content is code.
const CODE: [&str; 5] = ["code-block", "code", "sourcecode", "parsed-literal", "literalinclude"];

/// Directives whose arguments are for programs.
const MACHINE: [&str; 9] =
    ["image", "figure", "include", "highlight", "module", "currentmodule", "contents", "toctree", "role"];

/// Whether a line is one of these directives: `.. image:: plan.png`.
fn is_directive(line: &str, known: &[&str]) -> bool {
    let name = line.strip_prefix(".. ").and_then(|rest| rest.split_once("::")).map(|(name, _)| name);
    name.is_some_and(|name| known.contains(&name))
}

/// Bytes of the directive that stands on a line before what it says: `.. note:: Ask first.`
pub(super) fn directive(line: &str) -> Option<usize> {
    let (name, rest) = line.strip_prefix(".. ")?.split_once("::")?;
    let named = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_:".contains(c));
    let says = rest.starts_with(' ') && !rest.trim().is_empty();
    (named && says && !CODE.contains(&name) && !MACHINE.contains(&name)).then(|| line.len() - rest.trim_start().len())
}

/// A line of one mark that makes a title of the line above it.
pub(super) fn is_underline(line: &str) -> bool {
    const MARKS: &str = "^\"'`:.<>$%&!@";
    const SHORTEST: usize = 3;
    let line = line.trim_end();
    let first = line.chars().next();
    first.is_some_and(|mark| MARKS.contains(mark) && line.chars().all(|c| c == mark)) && line.len() >= SHORTEST
}

/// A remark between authors: `.. This should be explained.`, with the lines below it that are indented more.
#[derive(Debug, Default)]
pub(super) struct Remark {
    /// The indentation of its first line.
    above: Option<usize>,
}

impl Remark {
    /// Whether a line is one of its lines, or begins one.
    pub(super) fn holds(&mut self, line: &str) -> bool {
        let body = line.trim();
        if body.is_empty() {
            return false;
        }
        let indent = columns(&line[..line.len() - line.trim_start().len()]);
        if self.above.is_some_and(|above| indent > above) {
            return true;
        }
        let said = body.strip_prefix(".. ").map(str::trim_start).filter(|said| !said.contains("::"));
        let begins = said.is_some_and(|said| said.starts_with(char::is_alphabetic));
        self.above = begins.then_some(indent);
        begins
    }
}

/// An option of a directive, or a field of a list: `:maxdepth: 2`. What a role marks (`:ref:`rules``) is none.
pub(super) fn is_option(line: &str) -> bool {
    let Some((name, value)) = line.strip_prefix(':').and_then(|rest| rest.split_once(':')) else { return false };
    let named = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
    named && (value.is_empty() || value.starts_with(char::is_whitespace))
}

/// The block of code that is announced by two colons, or by a directive: what is indented more than it.
#[derive(Debug, Default)]
pub(super) struct Literal {
    /// The indentation of the line that announces it.
    above: Option<usize>,
    /// Whether a blank line has followed it.
    open: bool,
}

impl Literal {
    /// Whether a line is one of its lines. Lines that are not may announce one.
    pub(super) fn holds(&mut self, line: &str) -> bool {
        let body = line.trim();
        let indent = columns(&line[..line.len() - line.trim_start().len()]);
        if body.is_empty() {
            let inside = self.open;
            self.open = self.above.is_some();
            return inside;
        }
        if self.above.is_some_and(|above| indent > above) {
            return self.open;
        }
        let announces = match body.starts_with("..") {
            true => is_directive(body, &CODE),
            false => body.ends_with("::"),
        };
        *self = Literal { above: announces.then_some(indent), open: false };
        false
    }
}
