//! Plain text: lines, bullets and indentation → blocks.

use crate::language::numbering::bullet;
use crate::language::token::is_blank;

use super::block::{Form, Kind};
use super::draft::Draft;
use super::page::{self, Place};
use super::piece::Style;
use super::restructured::{Literal, Remark, directive, is_markup, is_option, is_underline};
use super::role::is_entry;
use super::table::{self, Table};
use super::wrap::{self, Line, Wrap, is_rule};

/// Columns that a tab advances to.
const TAB: usize = 4;

/// Reads plain text. A blank line parts blocks, so does a bullet or a number at the beginning of a line; other
/// lines are joined where the text is wrapped, and are blocks of their own where it is not. A line that is underlined is
/// a title. What stands at the head and the foot of pages is read behind the paragraph that goes on over them.
pub(super) fn read(text: &str, draft: &mut Draft) {
    let lines: Vec<&str> = text.lines().collect();
    let places = page::places(&lines);
    let kept = |line: &usize| places[*line] == Place::Text;
    draft.wrap = match (0..lines.len()).all(|line| kept(&line)) {
        true => Wrap::measure(text),
        false => Wrap::measure(&(0..lines.len()).filter(kept).map(|line| lines[line]).collect::<Vec<_>>().join("\n")),
    };
    if lines.iter().map(|line| line.trim_start()).any(|line| is_markup(line) || directive(line).is_some()) {
        draft.wrap = draft.wrap.of_markup();
    }
    let letterhead = letterhead(&lines);
    let (mut literal, mut remark) = (Literal::default(), Remark::default());
    let mut behind = 0;
    let mut flowing = false;
    let mut running: Vec<(usize, &str)> = Vec::new();
    // The last line that was no blank one.
    let mut last = "";
    let mut underlines: Vec<char> = Vec::new();
    for (number, &line) in lines.iter().enumerate() {
        match places[number] {
            Place::Running => running.push((number, line.trim())),
            Place::Gap => {}
            Place::Text => {
                // A paragraph goes on over the page, or ends with it.
                let goes_on = flowing && goes_on(last, line);
                if !running.is_empty() && !goes_on {
                    draft.close();
                    flowing = false;
                }
            }
        }
        if places[number] != Place::Text || number < behind {
            continue;
        }
        if !flowing {
            aside(draft, &mut running);
        }
        if let Some(found) = table::at(&lines, number).filter(|_| !flowing) {
            behind = found.end;
            rows(draft, &found);
            continue;
        }
        if draft.wrap.is_of_markup() && literal.holds(line) {
            if !draft.is_open() {
                draft.open(Kind::Code);
            }
            draft.push(&format!("{line}\n"), number + 1, Style::default());
            continue;
        }
        let drawn = is_rule(line) || (flowing && draft.wrap.is_of_markup() && is_underline(line));
        if line.chars().all(is_blank) || drawn {
            if let Some(mark) = line.chars().next().filter(|_| flowing && drawn) {
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
            aside(draft, &mut running);
            continue;
        }
        let body = line.trim_start();
        let field = draft.wrap.is_of_markup() && is_option(body);
        let listed = is_option(last.trim_start());
        let option = field && !flowing && (is_markup(last.trim_start()) || listed);
        // Each field of a list is one statement: `:Status: Draft`.
        if field && flowing && listed {
            draft.close();
            flowing = false;
        }
        let remarked = draft.wrap.is_of_markup() && remark.holds(line);
        last = line;
        if is_markup(body) || option || remarked || letterhead.contains(&number) {
            draft.open(Kind::Metadata);
            draft.push(body, number + 1, Style::default());
            draft.close();
            flowing = false;
            continue;
        }
        if is_entry(body) {
            draft.open(Kind::Item);
            draft.push(body, number + 1, Style::default());
            draft.close();
            flowing = false;
            continue;
        }
        let mut indent = columns(&line[..line.len() - body.len()]);
        let mut body = body;
        if let Some(said) = directive(body).filter(|_| draft.wrap.is_of_markup() && !flowing) {
            draft.open(Kind::Metadata);
            draft.push(&body[..said], number + 1, Style::default());
            draft.close();
            body = &body[said..];
            // What it says goes on below it, as deep as that is set.
            let next = lines.get(number + 1).filter(|next| !next.trim().is_empty());
            indent = next.map_or(indent, |next| columns(&next[..next.len() - next.trim_start().len()]).max(indent));
        }
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
    draft.close();
    aside(draft, &mut running);
}

/// The lines of a first paragraph that is set in columns: who publishes a document, and under which number and date.
fn letterhead(lines: &[&str]) -> std::ops::Range<usize> {
    const GAP: &str = "      ";
    let start = lines.iter().position(|line| !line.trim().is_empty()).unwrap_or(lines.len());
    let end = lines[start..].iter().position(|line| line.trim().is_empty()).map_or(lines.len(), |end| start + end);
    let columns = |line: &&&str| line.trim().contains(GAP);
    let set = lines[start..end].iter().filter(columns).count();
    if set >= 2 && set * 2 >= end - start { start..end } else { 0..0 }
}

/// Reads a table row by row.
fn rows(draft: &mut Draft, table: &Table<'_>) {
    for (nth, row) in table.rows.iter().enumerate() {
        draft.open(if nth < table.heads { Kind::HeadRow } else { Kind::Row });
        for cell in row {
            for (nth, &(line, text)) in cell.iter().enumerate() {
                if nth == 0 {
                    draft.cell(line + 1);
                } else {
                    draft.space();
                }
                draft.push(text, line + 1, Style::default());
            }
        }
        draft.close();
    }
}

/// Whether a line ends in the middle of a sentence that the next one goes on with.
fn goes_on(line: &str, next: &str) -> bool {
    let [line, next] = [line, next].map(|text| Line { text: text.trim(), columns: 0, linked: false });
    !next.text.is_empty() && wrap::goes_on(line, next)
}

/// Reads lines that stand beside the text.
fn aside(draft: &mut Draft, lines: &mut Vec<(usize, &str)>) {
    for (number, line) in lines.drain(..) {
        draft.open(Kind::Metadata);
        draft.push(line, number + 1, Style::default());
        draft.close();
    }
}

/// Columns that indentation takes.
pub(super) fn columns(indentation: &str) -> usize {
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
    fn what_a_directive_says_is_read_and_what_authors_remark_is_no_claim() {
        let page = "Rules\n=====\n\nFees\n^^^^\n\n.. Fees of crews should be\n   told here as well.\n\n.. warning:: A ship that does not pay\n  \
            is not let out.\n\nSee :class:`~port.Fees` for more.\n\nAsk\n\"\"\"\n\nAsk at the gate.\n";
        let told = segments(page);
        let of = |role: Role| told.iter().filter(|s| s.0 == role).map(|s| s.1.as_str()).collect::<Vec<_>>();
        assert_eq!(of(Role::Heading), ["Rules", "Fees", "Ask"]);
        assert_eq!(of(Role::Metadata), [".. Fees of crews should be", "told here as well.", ".. warning::"]);
        assert_eq!(
            of(Role::Claim),
            ["A ship that does not pay is not let out.", "See :class:`~port.Fees` for more.", "Ask at the gate."]
        );
    }

    #[test]
    fn fields_are_statements_of_their_own_and_roles_are_words() {
        let page = "Rules\n=====\n\n:Keeper: the harbour office\n:Status: in force\n\nWhoever enters asks the\n:ref:`pilots`,\n\
            :term:`agents` or guards.\n\n.. note:: Ask first.\n";
        let told = segments(page);
        let claims = told.iter().filter(|s| s.0 == Role::Claim).map(|s| s.1.as_str()).collect::<Vec<_>>();
        let asks = "Whoever enters asks the :ref:`pilots`, :term:`agents` or guards.";
        assert_eq!(claims, [":Keeper: the harbour office", ":Status: in force", asks, "Ask first."]);
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

    #[test]
    fn markup_tells_paragraphs_tables_and_code() {
        let page = "Fees\n====\n\n.. _fees:\n\n1) Every ship that comes into the\n   Port pays one\n   Fee.\n\n2) Yachts pay::\n\n     pay 25\n\n     pay --twice\n\n\
            Term\n    What it means is told\n    Here.\n\n.. image:: plan.png\n   :alt: Plan\n\n=====  ===\nShip   Fee\n=====  ===\nferry  25\nyacht  12\n=====  ===\n";
        let told = segments(page);
        let of = |role: Role| told.iter().filter(|s| s.0 == role).map(|s| s.1.as_str()).collect::<Vec<_>>();
        assert_eq!(of(Role::Heading), ["Fees"]);
        assert_eq!(of(Role::Table), ["Ship | Fee", "ferry | 25", "yacht | 12"]);
        assert_eq!(of(Role::Code), ["pay 25\n\n     pay --twice"]);
        assert!(of(Role::Claim).contains(&"1) Every ship that comes into the Port pays one Fee."), "{told:?}");
        assert!(of(Role::Claim).contains(&"What it means is told Here."), "{told:?}");
        assert_eq!(of(Role::Metadata), [".. _fees:", ".. image:: plan.png", ":alt: Plan"]);
    }

    #[test]
    fn a_paragraph_goes_on_over_the_page() {
        let foot = |number: usize| {
            format!("\n\nPort Office       Rules        [Page {number}]\n\u{c}\nRules 12      Port      May 2005\n\n\n")
        };
        let page = format!(
            "   2.  Fees . . . . . . . . 3\n   3.  Notices  . . 4\n\n   Every ship that comes into the port in the winter has{}   to pay the \
             pilot.{}   Crews do not pay.{}   Dogs stay out.\n",
            foot(1),
            foot(2),
            foot(3)
        );
        let told = segments(&page);
        let of = |role: Role| told.iter().filter(|s| s.0 == role).map(|s| s.1.as_str()).collect::<Vec<_>>();
        let claims = of(Role::Claim);
        assert!(
            claims.contains(&"Every ship that comes into the port in the winter has to pay the pilot."),
            "{claims:?}"
        );
        assert!(claims.contains(&"Crews do not pay.") && claims.len() == 3, "{claims:?}");
        assert_eq!(of(Role::Metadata).len(), 6);
        assert!(claims.iter().chain(&of(Role::Heading)).all(|text| !text.contains(". .")));
    }

    #[test]
    fn a_letterhead_in_columns_is_no_claim() {
        let page = "Port Working Group                 A. Smith\nNotice: 12                    Port Office\nCategory: Rules\n\n\
                    Ships pay a fee.\n";
        let told = segments(page);
        assert_eq!(told.iter().filter(|s| s.0 == Role::Metadata).count(), 3);
        assert_eq!(told.iter().filter(|s| s.0 == Role::Claim).count(), 1);
    }

    #[test]
    fn a_numbered_line_with_room_behind_it_is_a_title() {
        let page = "    1. We will give back to the community\n       When we write new components of the system, we will license\n       \
                    them as free software, and we will make the best system that we\n       can.\n    2. We will not hide problems\n       \
                    Reports that people file online will promptly become visible to\n       others, at all times and without a fee of any kind for \
                    those who\n       read them.\n";
        let told = segments(page);
        let titles: Vec<&str> = told.iter().filter(|s| s.0 == Role::Heading).map(|s| s.1.as_str()).collect();
        assert_eq!(titles, ["1. We will give back to the community", "2. We will not hide problems"]);
    }
}
