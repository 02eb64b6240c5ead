//! Line breaks in the source: did the author end a line, or did the text only not fit?

use crate::language::numbering::{bullet, numbering};

/// A line as far as its end and its beginning matter.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// Its text, without surrounding white space.
    pub(super) text: &'a str,
    /// Columns of the whole source line, markup and indentation included; zero where none are known.
    pub(super) columns: usize,
}

/// How a source wraps its lines.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Wrap {
    /// The column at which lines are broken, where running text is broken at all.
    width: Option<usize>,
}

/// Narrowest and widest column that counts as a margin: shorter lines are lists and verse, longer ones are
/// paragraphs that stand on one line each.
const MARGIN: std::ops::RangeInclusive<usize> = 40..=140;

impl Wrap {
    /// Measures how a text wraps its lines: it does where most lines that another one follows directly could
    /// not have taken its first word.
    pub(super) fn measure(text: &str) -> Self {
        let mut followed: Vec<(usize, usize)> = Vec::new();
        let mut before: Option<usize> = None;
        for line in text.lines() {
            let trimmed = line.trim();
            if trimmed.is_empty() {
                before = None;
                continue;
            }
            let starts = bullet(trimmed) > 0 || numbering(trimmed) > 0 || trimmed.starts_with(['#', '|', '>']);
            if let (Some(columns), false) = (before, starts) {
                let word = trimmed.split_whitespace().next().unwrap_or_default();
                followed.push((columns, word.chars().count()));
            }
            before = Some(line.trim_end().chars().count());
        }
        if followed.is_empty() {
            return Wrap::default();
        }
        let mut lengths: Vec<usize> = followed.iter().map(|&(columns, _)| columns).collect();
        lengths.sort_unstable();
        let width = lengths[(lengths.len() - 1) * 9 / 10];
        if !MARGIN.contains(&width) {
            return Wrap::default();
        }
        let full = followed.iter().filter(|&&(columns, word)| columns + 1 + word > width).count();
        Wrap { width: (full * 5 >= followed.len() * 3).then_some(width) }
    }

    /// Whether `next` continues the sentence or paragraph of `line`, rather than beginning a block of its own.
    pub(super) fn joins(self, line: Line<'_>, next: Line<'_>, hard: bool) -> bool {
        let open_end = line.text.ends_with([',', '-', '–', '—', '(', '，', '、']);
        let lower = next.text.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase);
        let ended = is_ended(line.text);
        let marked = bullet(next.text) > 0 || numbering(next.text) > 0;
        if hard {
            return !marked && open_end && lower;
        }
        let full = self.width.is_some_and(|width| {
            let word = next.text.split_whitespace().next().unwrap_or_default();
            line.columns + 1 + word.chars().count() > width
        });
        if marked {
            return full && !ended;
        }
        // Margins are ragged: words are not always broken where they could have been.
        let long = self.width.is_some_and(|width| line.columns * 10 >= width * 7);
        full || (open_end && lower) || (!ended && (long || (self.width.is_some() && lower)))
    }
}

/// Whether a line does not end as a sentence does, and the next one is not marked as an item.
pub(super) fn goes_on(line: Line<'_>, next: Line<'_>) -> bool {
    !is_ended(line.text) && bullet(next.text) == 0 && numbering(next.text) == 0
}

/// Whether a line ends as a sentence, a lead-in or a list item does.
fn is_ended(text: &str) -> bool {
    text.trim_end_matches(['"', '\'', '”', '’', '»', '«', ')', ']', '*', '_'])
        .ends_with(['.', '!', '?', ':', ';', '…', '。', '！', '？', '：', '；'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joins(text: &str, first: &str, second: &str) -> bool {
        let line = |text: &'static str| Line { text, columns: text.chars().count() };
        let leak = |s: &str| -> &'static str { Box::leak(s.to_owned().into_boxed_str()) };
        Wrap::measure(text).joins(line(leak(first)), line(leak(second)), false)
    }

    const WRAPPED: &str = "The parties agree that the services are provided as they are and\n\
        that no warranty is given for any of them, whether express or\n\
        implied. This section survives the end of the agreement for as\n\
        long as the law allows it.\n";

    #[test]
    fn wrapped_lines_join() {
        let lines: Vec<&str> = WRAPPED.lines().collect();
        assert!(lines.windows(2).all(|w| joins(WRAPPED, w[0], w[1])));
    }

    #[test]
    fn lines_of_their_own_stay_apart() {
        let text = "parks, beaches, forests\nallotments\nplaygrounds and all other open places that a town may have\n";
        assert!(!joins(text, "allotments", "playgrounds"));
    }

    #[test]
    fn a_numbered_line_begins_a_block() {
        let text = "(1) All people are equal before the law.\n(2) Men and women have equal rights.\n";
        assert!(!joins(text, "(1) All people are equal before the law.", "(2) Men and women have equal rights."));
    }

    #[test]
    fn a_hard_break_inside_a_clause_joins() {
        let line = |text| Line { text, columns: 0 };
        let wrap = Wrap::default();
        assert!(wrap.joins(line("Conscious of its duty before God and men,"), line("moved by the purpose"), true));
        assert!(!wrap.joins(line("Updated: 28 February 2025"), line("Effective: 5 March 2025"), true));
    }
}
