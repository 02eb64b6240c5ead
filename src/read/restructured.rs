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

/// An option of a directive: `:maxdepth: 2`.
pub(super) fn is_option(line: &str) -> bool {
    let name = line.strip_prefix(':').and_then(|rest| rest.split_once(':')).map(|(name, _)| name);
    name.is_some_and(|name| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "-_".contains(c)))
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
