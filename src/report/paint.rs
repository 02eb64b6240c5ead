//! Colours, or the marks that stand for them where there are none.

use owo_colors::{OwoColorize, Style};
use textwrap::{WordSeparator, WordSplitter, WrapAlgorithm};

/// What a piece of the report is; how it looks follows from that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Tone {
    /// Running text.
    Plain,
    /// The verdict, titles of the parts.
    Strong,
    /// The title of a section of the page.
    Section,
    /// What can be skipped.
    Quiet,
    /// What is wrong with a snapshot.
    Warning,
    /// A whole passage that is gone.
    Removed,
    /// A whole passage that is new.
    Added,
    /// Words that are gone, among others that stay.
    RemovedWords,
    /// Words that are new, among others that stay.
    AddedWords,
    /// Words that are gone, followed by what stands in their place.
    StruckWords,
}

/// The look of a report.
#[derive(Debug, Clone, Copy)]
pub(in crate::report) struct Paint {
    /// Whether colours may be used.
    pub(in crate::report) colour: bool,
    /// Columns of running text.
    pub(in crate::report) width: usize,
}

impl Paint {
    /// `text` in a tone. Without colours only changed words are marked: `[-gone-]`, `{+new+}`.
    pub(in crate::report) fn paint(self, tone: Tone, text: &str) -> String {
        if self.colour {
            return match style(tone) {
                None => text.to_owned(),
                // Style ends with a full reset, which `wrap` relies on.
                Some(style) => text.style(style).to_string(),
            };
        }
        match tone {
            Tone::RemovedWords | Tone::StruckWords => format!("[-{text}-]"),
            Tone::AddedWords => format!("{{+{text}+}}"),
            _ => text.to_owned(),
        }
    }

    /// Painted text in lines that fit, the first after `first` and the others after as many spaces.
    pub(in crate::report) fn wrap(self, first: &str, text: &str) -> String {
        let indent = textwrap::core::display_width(first);
        let width = self.width.saturating_sub(indent).max(20);
        let options = textwrap::Options::new(width)
            .wrap_algorithm(WrapAlgorithm::FirstFit)
            .word_separator(WordSeparator::AsciiSpace)
            .word_splitter(WordSplitter::NoHyphenation);
        let mut open = String::new();
        let mut page = String::new();
        for (index, line) in textwrap::wrap(text, options).iter().enumerate() {
            page.push_str(&if index == 0 { first.to_owned() } else { " ".repeat(indent) });
            page.push_str(&open);
            page.push_str(line);
            // A style must not run into the indent of the next line.
            if let Some(at) = line.rfind("\u{1b}[") {
                let code = &line[at..=line[at..].find('m').map_or(at, |end| at + end)];
                open = if code == RESET { String::new() } else { code.to_owned() };
            }
            if !open.is_empty() {
                page.push_str(RESET);
            }
            page.push('\n');
        }
        page
    }
}

const RESET: &str = "\u{1b}[0m";

fn style(tone: Tone) -> Option<Style> {
    let style = Style::new();
    match tone {
        Tone::Plain => None,
        Tone::Strong => Some(style.bold()),
        Tone::Section => Some(style.cyan().bold()),
        Tone::Quiet => Some(style.dimmed()),
        Tone::Warning => Some(style.yellow().bold()),
        Tone::Removed => Some(style.red()),
        Tone::Added => Some(style.green()),
        Tone::RemovedWords => Some(style.red().bold()),
        Tone::AddedWords => Some(style.green().bold()),
        Tone::StruckWords => Some(style.red().strikethrough()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_never_runs_into_an_indent() {
        let paint = Paint { colour: true, width: 24 };
        let page = paint.wrap("  ", &paint.paint(Tone::Added, "one two three four five six seven"));
        for line in page.lines() {
            assert!(line.starts_with("  \u{1b}[32m"), "{line:?}");
            assert!(line.ends_with("\u{1b}[0m"), "{line:?}");
        }
        assert!(page.lines().count() > 1);
    }

    #[test]
    fn without_colours_changed_words_have_marks() {
        let paint = Paint { colour: false, width: 80 };
        assert_eq!(paint.paint(Tone::StruckWords, "may"), "[-may-]");
        assert_eq!(paint.paint(Tone::AddedWords, "must"), "{+must+}");
        assert_eq!(paint.paint(Tone::Strong, "Verdict"), "Verdict");
    }
}
