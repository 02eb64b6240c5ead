//! Line breaks in the source: did the author end a line, or did the text only not fit?

use crate::language::lexicon::Lexicon;
use crate::language::numbering::{bullet, numbering};

/// A line as far as its end and its beginning matter.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// Its text, without surrounding white space.
    pub(super) text: &'a str,
    /// Columns of the whole source line, markup and indentation included; zero where none are known.
    pub(super) columns: usize,
    /// Whether it is all of a link.
    pub(super) linked: bool,
}

/// How a source wraps its lines.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Wrap {
    /// The column at which lines are broken, where running text is broken at all.
    width: Option<usize>,
    /// Whether in its markup a line break inside a paragraph means nothing.
    flows: bool,
    /// Whether it does where lines are wrapped: text extractors write what only looks like this markup.
    may_flow: bool,
}

/// Narrowest and widest column that counts as a margin: shorter lines are lists and verse, longer ones are
/// paragraphs that stand on one line each.
const MARGIN: std::ops::RangeInclusive<usize> = 40..=140;

/// Of this share of the width, in tenths, a line is full: margins are ragged.
const FULL: usize = 9;

/// A line that would not reach this share of the width, in hundredths, with the next word was ended on purpose.
const ROOMY: usize = 92;

/// A text wraps its lines where this share, in tenths, of those that break inside a sentence are full. Over seventy
/// pages and documents it is .77 and more where they are wrapped, and .69 and less where they are not.
const WRAPPED: usize = 7;

/// A line that another one follows directly, inside a sentence.
struct Break {
    /// Columns of the line.
    columns: usize,
    /// Columns it would have with the first word of the next line.
    with_next: usize,
    /// The widest line that no blank one parts from it, where there are enough of them to tell a margin.
    widest: Option<usize>,
    /// Whether it may be a numbered title: where it is not full, it breaks no sentence.
    titled: bool,
}

impl Wrap {
    /// Measures how a text wraps its lines: it does where most lines that break a sentence could not have taken the
    /// first word of the next one.
    pub(super) fn measure(text: &str) -> Self {
        let breaks = breaks(text);
        let mut lengths: Vec<usize> = breaks.iter().map(|line| line.columns).collect();
        lengths.sort_unstable();
        let Some(&width) = lengths.get(lengths.len().saturating_sub(1) * 9 / 10) else { return Wrap::default() };
        if !MARGIN.contains(&width) {
            return Wrap::default();
        }
        let reaches = |line: &Break, margin: usize| line.with_next * 10 > margin * FULL;
        let is_full = |line: &&Break| reaches(line, width) || line.widest.is_some_and(|widest| reaches(line, widest));
        let full = breaks.iter().filter(is_full).count();
        let all = breaks.iter().filter(|line| !line.titled || is_full(line)).count();
        Wrap { width: (full * 10 >= all * WRAPPED).then_some(width), ..Wrap::default() }
    }

    /// The same of a text whose markup parts paragraphs by blank lines and indentation alone.
    pub(super) fn of_markup(self) -> Self {
        Wrap { flows: true, ..self }
    }

    /// The same of Markdown.
    pub(super) fn of_markdown(self) -> Self {
        Wrap { may_flow: true, ..self }
    }

    /// Whether the text is such a one.
    pub(super) fn is_of_markup(self) -> bool {
        self.flows
    }

    /// Whether `next` continues the sentence or paragraph of `line`, rather than beginning a block of its own.
    pub(super) fn joins(self, line: Line<'_>, next: Line<'_>, hard: bool) -> bool {
        let open_end = line.text.ends_with([',', '-', '–', '—', '(', '，', '、']);
        let lower = next.text.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase);
        let ended = is_ended(line.text);
        let marked = bullet(next.text) > 0 || numbering(next.text) > 0;
        if hard {
            return !marked && lower && (open_end || (!ended && breaks_sentence(line.text, next.text)));
        }
        // A title in capitals above its text.
        if is_in_capitals(line.text) && !is_in_capitals(next.text) && !ended && !lower {
            return false;
        }
        let full = self.width.is_some_and(|width| {
            let word = next.text.split_whitespace().next().unwrap_or_default();
            line.columns + 1 + word.chars().count() > width
        });
        // "the rules of the act and", "§ 108 of the code".
        if marked {
            return !ended && (full || (next.text.starts_with('§') && is_left_open(line.text)));
        }
        if abbreviates(line.text, next.text) || (lower && !ended && (breaks_off(line) || is_quoted(line.text))) {
            return true;
        }
        // An author who wraps lines may give a link one of its own in the middle of a sentence.
        let aside = self.width.is_some() && line.linked != next.linked && !ended;
        // A line of less than half the width may be a title or a date to which an extractor left no blank line.
        let half = self.width.is_some_and(|width| line.columns * 2 >= width);
        // What a term of a list is explained by: "Last changed by", ": Act of 3 May".
        if is_explained(next.text) {
            return true;
        }
        if self.flows || aside || (self.may_flow && half && !ended) {
            return true;
        }
        // "3. We will not hide problems", with much room for the first word of what follows, is a title.
        let word = next.text.split_whitespace().next().unwrap_or_default().chars().count();
        let roomy = self.width.is_some_and(|width| (line.columns + 1 + word) * 100 <= width * ROOMY);
        if numbering(line.text) > 0 && roomy && !lower && !open_end {
            return false;
        }
        // Margins are ragged: words are not always broken where they could have been.
        let long = self.width.is_some_and(|width| line.columns * 10 >= width * 7);
        full || (open_end && lower) || (!ended && (long || (self.width.is_some() && lower)))
    }
}

/// The lines of a text that break a sentence, code between fences left out. Paragraphs may be wrapped at other columns
/// than their neighbours, having been written at another time.
fn breaks(text: &str) -> Vec<Break> {
    let mut breaks = Vec::new();
    let mut paragraph: Vec<&str> = Vec::new();
    let mut fenced = false;
    for line in text.lines().map(str::trim_end).chain([""]) {
        let trimmed = line.trim_start();
        let fence = trimmed.starts_with("```") || trimmed.starts_with("~~~");
        fenced ^= fence;
        let blank = trimmed.is_empty() || fence || fenced || is_rule(trimmed);
        let starts = bullet(trimmed) > 0 || numbering(trimmed) > 0 || trimmed.starts_with(['#', '|', '>']);
        if blank || starts || trimmed.starts_with("..") || is_explained(trimmed) {
            broken(&paragraph, &mut breaks);
            paragraph.clear();
        }
        if !blank {
            paragraph.push(line);
        }
    }
    breaks
}

/// Whether a line explains the term above it, as lists of definitions in Markdown do.
fn is_explained(line: &str) -> bool {
    line.strip_prefix(':').is_some_and(|rest| rest.starts_with([' ', '\t']) && !rest.trim().is_empty())
}

/// The lines of a paragraph that break a sentence.
fn broken(paragraph: &[&str], breaks: &mut Vec<Break>) {
    let columns = |line: &str| line.chars().count();
    let widest = paragraph.iter().map(|line| columns(line)).max().filter(|_| paragraph.len() > 2);
    let titled = |pair: &[&str]| {
        let capital = pair[1].chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase);
        numbering(pair[0].trim_start()) > 0 && capital
    };
    // Where a link has a line of its own its author ended two, wherever the margin is.
    let linked = |line: &str| line.trim().starts_with('[') && is_link_end(line.trim());
    let measured = |pair: &&[&str]| !is_ended(pair[0]) && !pair.iter().any(|line| linked(line));
    for pair in paragraph.windows(2).filter(measured) {
        let word = pair[1].split_whitespace().next().unwrap_or_default();
        let with_next = columns(pair[0]) + 1 + columns(word);
        breaks.push(Break { columns: columns(pair[0]), with_next, widest, titled: titled(pair) });
    }
}

/// Whether a line of Markdown ends with its first link.
fn is_link_end(line: &str) -> bool {
    let address = line.split_once("](").map(|(_, rest)| rest);
    address.is_some_and(|rest| rest.trim_end_matches([',', '.', ';', ')']).find([')', ' ']).is_none())
}

/// A line that only draws: `-----`, `=====`, `* * *`.
pub(super) fn is_rule(line: &str) -> bool {
    let marks = line.chars().filter(|c| !c.is_whitespace());
    let drawn = |c: char| matches!(c, '-' | '=' | '_' | '*' | '~' | '–' | '—' | '─' | '═' | '#' | '+');
    marks.clone().all(drawn) && marks.count() >= 3
}

/// Whether a hard break, which may part lines of an address or a list, stands inside of a sentence for all that: it has
/// begun with a capital and some words, and ends on the next line, or goes on there with as many.
fn breaks_sentence(line: &str, next: &str) -> bool {
    /// A sentence has so many words.
    const SOME: usize = 4;
    let some = |text: &str| text.split_whitespace().nth(SOME - 1).is_some();
    let capital = line.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase);
    capital && some(line) && (some(next) || next.ends_with(['.', '!', '?', '…']))
}

/// Whether a line of several words has letters, and none of them is small.
fn is_in_capitals(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    text.contains(' ') && letters().nth(1).is_some() && !letters().any(char::is_lowercase)
}

/// Whether lines that begin with a capital break off inside of a sentence, where the next one begins with a small letter: the
/// last of them is too long for an item of a list, or its last word too small for the end of one.
fn breaks_off(line: Line<'_>) -> bool {
    let capital = line.text.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase);
    capital && (line.columns >= *MARGIN.start() || is_left_open(line.text))
}

/// Whether the last word is one that others follow, in whatever language: "of", "und", "les".
fn is_left_open(text: &str) -> bool {
    const SHORT: usize = 4;
    let mut words = text.rsplit(char::is_whitespace);
    let Some(word) = words.next().filter(|word| word.chars().all(char::is_lowercase)) else { return false };
    let stop = || Lexicon::all().any(|(_, lexicon)| lexicon.is_stop_word(lexicon.index(word)));
    words.next().is_some_and(|word| word.ends_with(char::is_alphanumeric)) && word.chars().count() <= SHORT && stop()
}

/// Whether a line is nothing but a term in quotation marks, which the next one defines.
fn is_quoted(text: &str) -> bool {
    let marks = ['"', '\'', '“', '”', '‘', '’', '«', '»', '„'];
    let inside = text.strip_prefix(marks).and_then(|text| text.strip_suffix(marks));
    inside.is_some_and(|term| !term.is_empty() && !term.contains(marks))
}

/// Whether a line ends with the full stop of an abbreviation that a number follows: "§ 197 Abs.", "2".
fn abbreviates(line: &str, next: &str) -> bool {
    const SHORT: usize = 3;
    let word = line.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let letters = word
        .strip_suffix('.')
        .is_some_and(|word| word.chars().all(char::is_alphabetic) && (1..=SHORT).contains(&word.chars().count()));
    letters && next.starts_with(|c: char| c.is_ascii_digit())
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
        let line = |text: &'static str| Line { text, columns: text.chars().count(), linked: false };
        let leak = |s: &str| -> &'static str { Box::leak(s.to_owned().into_boxed_str()) };
        Wrap::measure(text).joins(line(leak(first)), line(leak(second)), false)
    }

    const NARROW: &str = "The parties agree that the services are provided as they are and\n\
        that no warranty is given for any of them, whether express or\n\
        implied. This section survives the end of the agreement for as\n\
        long as the law allows it.\n";

    #[test]
    fn wrapped_lines_join() {
        let lines: Vec<&str> = NARROW.lines().collect();
        assert!(lines.windows(2).all(|w| joins(NARROW, w[0], w[1])));
    }

    #[test]
    fn paragraphs_may_have_margins_of_their_own() {
        let wide = "Whoever has read the announcement of the harbour office, which was made in spring, will\n\
            remember that every boat has to be moved away from the northern quay before the summer\n\
            comes. Nobody who leaves one there can complain of what the tide may do.\n";
        let text = [NARROW, wide, NARROW, wide].join("\n");
        let lines: Vec<&str> = NARROW.lines().collect();
        assert!(lines.windows(2).all(|w| joins(&text, w[0], w[1])));
    }

    #[test]
    fn lines_of_their_own_stay_apart() {
        let text = "parks, beaches, forests\nallotments\nplaygrounds and all other open places that a town may have\n";
        assert!(!joins(text, "allotments", "playgrounds"));
    }

    #[test]
    fn a_sentence_that_breaks_off_goes_on_whatever_the_margin() {
        let line = |text: &'static str| Line { text, columns: text.chars().count(), linked: false };
        let joins = |first, second| Wrap::default().joins(line(first), line(second), false);
        assert!(joins("All leaders are obligated to respect the privacy", "and security of the"));
        assert!(joins("Respect the privacy and security of the", "reporter of any incident."));
        assert!(joins("‘Use’", "means doing any act that the law restricts."));
        assert!(joins("It is subject to the rules of this act and", "§ 108 of the code."));
        assert!(joins("This is laid down in § 197 Abs.", "2 und 3 des Gesetzes."));
        assert!(!joins("information about the devices that you use to visit us", "information about your way"));
        assert!(!joins("Boats, ropes, sails and other things", "that are sold here"));
        assert!(!joins("It is subject to the rules of this act", "§ 108 of the code."), "a title");
        assert!(!joins("The boat is safe.", "2 boats are not."));
    }

    #[test]
    fn a_numbered_line_begins_a_block() {
        let text = "(1) All people are equal before the law.\n(2) Men and women have equal rights.\n";
        assert!(!joins(text, "(1) All people are equal before the law.", "(2) Men and women have equal rights."));
    }

    #[test]
    fn a_term_and_what_explains_it_are_one_line() {
        let text = format!("Dated\n:   2008-05-28\n\nPrinted\n:   sheet 3\n\nState\n:   print 4\n\n{NARROW}");
        assert!(joins(&text, "Dated", ":   2008-05-28"));
        assert!(!joins(&text, "Dated", ":-)"));
        let lines: Vec<&str> = NARROW.lines().collect();
        assert!(lines.windows(2).all(|w| joins(&text, w[0], w[1])), "they say nothing of the margin");
    }

    #[test]
    fn a_hard_break_inside_a_clause_joins() {
        let line = |text| Line { text, columns: 0, linked: false };
        let wrap = Wrap::default();
        assert!(wrap.joins(line("Conscious of its duty before God and men,"), line("moved by the purpose"), true));
        assert!(!wrap.joins(line("Updated: 28 February 2025"), line("Effective: 5 March 2025"), true));
        assert!(wrap.joins(line("No dam is guaranteed to stop"), line("floods."), true));
        assert!(wrap.joins(line("No dam is guaranteed to stop"), line("what the sea may bring"), true));
        assert!(!wrap.joins(line("We sell all that boats need"), line("ropes"), true), "an item of a list");
        assert!(!wrap.joins(line("what a boat may need"), line("ropes of all lengths."), true));
        assert!(!wrap.joins(line("Harbour Office"), line("near the old gate."), true));
        assert!(!wrap.joins(line("No dam is guaranteed to stop."), line("floods may come."), true));
    }
}
