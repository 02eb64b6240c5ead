//! Plain text: lines, bullets and indentation → blocks.

use crate::language::numbering::bullet;
use crate::language::token::is_blank;

use super::draft::{Draft, Form, Kind};
use super::piece::Style;
use super::wrap::{Wrap, is_rule};

/// Columns that a tab advances to.
const TAB: usize = 4;

/// Reads plain text. A blank line parts blocks, so does a bullet or a number at the beginning of a line; other
/// lines are joined where the text is wrapped, and are blocks of their own where it is not. A line that is underlined is
/// a title.
pub(super) fn read(text: &str, draft: &mut Draft) {
    draft.wrap = Wrap::measure(text);
    let mut flowing = false;
    let mut underlines: Vec<char> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.chars().all(is_blank) || is_rule(line) {
            if let Some(mark) = line.chars().next().filter(|_| flowing && is_rule(line)) {
                // The kinds of underlines are the levels, in the order they come in.
                let level = underlines.iter().position(|&known| known == mark);
                if draft.entitle(level.unwrap_or(underlines.len()) + 1, line.trim_end().chars().count())
                    && level.is_none()
                {
                    underlines.push(mark);
                }
            }
            draft.close();
            flowing = false;
            continue;
        }
        let body = line.trim_start();
        if is_markup(body) {
            draft.open(Kind::Metadata);
            draft.push(body, number + 1, Style::default());
            draft.close();
            flowing = false;
            continue;
        }
        let indent = columns(&line[..line.len() - body.len()]);
        let marked = bullet(body);
        if marked > 0 && marked < body.trim_end().len() {
            draft.open(Form { depth: indent, listed: true, ..Kind::Item.into() });
        } else if flowing {
            draft.line_break(false);
        } else {
            draft.open(Form { depth: indent, ..Kind::Paragraph.into() });
        }
        draft.source_line(line.trim_end().chars().count(), indent);
        draft.push(if marked < body.trim_end().len() { &body[marked..] } else { body }, number + 1, Style::default());
        flowing = true;
    }
}

/// A line that says something to a program only, as reStructuredText has them: `.. _target:`, `.. note::`.
fn is_markup(line: &str) -> bool {
    line.strip_prefix(".. ").is_some_and(|rest| rest.starts_with('_') || rest.trim_end().ends_with("::"))
}

fn columns(indentation: &str) -> usize {
    indentation.chars().fold(0, |at, c| if c == '\t' { (at / TAB + 1) * TAB } else { at + 1 })
}

#[cfg(test)]
mod tests {
    use crate::model::Role;
    use crate::read::{ReadOptions, read};

    fn segments(text: &str) -> Vec<(Role, String)> {
        let document = read(text.as_bytes(), "a.txt", &ReadOptions::default()).expect("it reads");
        (0..document.segments.len())
            .map(|at| (document.segments[at].role, document.segment_text(at).to_owned()))
            .collect()
    }

    #[test]
    fn underlined_lines_are_titles_and_what_speaks_to_programs_is_no_claim() {
        let page = "Rules of the port\n=================\n\n:Revision: $Revision: 8173 $\n\n.. _fees:\n\nFees\n----\n\n\
            .. note::\n\n    Crews pay nothing.\n\nA ship pays 25 euros, which are\nmeant for the pilots of the\n----------\n";
        let told = segments(page);
        let of = |role: Role| told.iter().filter(|s| s.0 == role).map(|s| s.1.as_str()).collect::<Vec<_>>();
        assert_eq!(of(Role::Heading), ["Rules of the port", "Fees"]);
        assert_eq!(of(Role::Metadata), [":Revision: $Revision: 8173 $", ".. _fees:", ".. note::"]);
        assert!(of(Role::Claim).contains(&"Crews pay nothing."));
    }
}
