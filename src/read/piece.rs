//! The text of a block between two line breaks, as it is collected.

use crate::language::token::{is_blank, is_unspaced};
use crate::model::Span;

use super::wrap::Line;

/// The form of text that is pushed.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Style {
    /// It is bold.
    pub(super) bold: bool,
    /// It is the text of a link: its index in [`Draft::addresses`](super::draft::Draft::addresses).
    pub(super) link: Option<usize>,
}

/// The text of an open block between two line breaks.
#[derive(Debug, Default)]
pub(super) struct Piece {
    /// The text, white space collapsed.
    pub(super) text: String,
    /// (offset in the text, source line) where the line changes.
    pub(super) marks: Vec<(usize, usize)>,
    /// Whether the break before it was a hard one.
    pub(super) hard: bool,
    /// Whether it follows a line break that parts it from the block before.
    pub(super) parted: bool,
    /// Columns of its source line, zero where the source does not wrap lines.
    pub(super) columns: usize,
    /// Columns that its source line is indented by.
    pub(super) indent: usize,
    /// The text of links in order: where it stands in the text, and the index of its address.
    pub(super) links: Vec<(Span, usize)>,
    /// Bytes from the beginning that are bold without a gap.
    pub(super) lead: usize,
    /// Bytes outside white space: all, bold ones, those of links.
    visible: usize,
    bold: usize,
    linked: usize,
    /// Of several lines, whether the last one is that of a link.
    ends_linked: Option<bool>,
}

impl Piece {
    /// What follows a line break.
    pub(super) fn after_break(hard: bool) -> Self {
        Piece { hard, ..Piece::default() }
    }

    /// Adds text that begins on a line of the source.
    pub(super) fn push(&mut self, text: &str, mut line: usize, style: Style, verbatim: bool) {
        // "2024[Previous version]": what a link begins with is no part of the year before it.
        let begins = self.links.last().is_none_or(|(_, last)| Some(*last) != style.link) && style.link.is_some();
        if begins && self.text.ends_with(|c: char| c.is_ascii_digit()) && text.starts_with(char::is_uppercase) {
            self.text.push(' ');
        }
        let (before, start) = (self.visible, self.text.len());
        let bold_so_far = self.lead >= self.text.trim_end().len();
        for part in text.split_inclusive('\n') {
            if self.marks.last().is_none_or(|&(_, last)| last != line) {
                self.marks.push((self.text.len(), line));
            }
            if verbatim {
                self.text.push_str(part);
                self.visible += part.trim().len();
            } else {
                self.push_collapsed(part);
            }
            line += usize::from(part.ends_with('\n'));
        }
        let added = self.visible - before;
        self.bold += if style.bold { added } else { 0 };
        if let Some(link) = style.link.filter(|_| added > 0) {
            self.linked += added;
            self.link(start, link);
        }
        if style.bold && bold_so_far && added > 0 {
            self.lead = self.text.trim_end().len();
        }
    }

    /// Notes that the text from `start` on is that of a link.
    fn link(&mut self, start: usize, link: usize) {
        let end = self.text.trim_end().len();
        let start = start + self.text[start..].len() - self.text[start..].trim_start().len();
        match self.links.last_mut() {
            Some((span, same)) if *same == link => span.end = end,
            _ => self.links.push((Span::new(start, end), link)),
        }
    }

    /// Adds text with its white space collapsed, without a place in the source.
    pub(super) fn push_collapsed(&mut self, text: &str) {
        // Most text has single spaces already, as is soon seen of many bytes at once, and goes in as it is.
        let spaced = self.text.is_empty() || self.text.ends_with(' ');
        let pairs = text.as_bytes().iter().zip(text.as_bytes().iter().skip(1));
        let doubled = pairs.fold(false, |any, (&one, &next)| any | ((one == b' ') & (next == b' ')));
        let others = text.bytes().fold(false, |any, byte| any | (is_collapsible(byte) & (byte != b' ')));
        if !(doubled || others || spaced && text.starts_with(' ')) {
            self.text.push_str(text);
            // Counted in bytes, of which many are added at once; none has room for more than so many.
            let seen = |stretch: &[u8]| stretch.iter().map(|&byte| u8::from(byte != b' ')).sum::<u8>();
            self.visible += text.as_bytes().chunks(255).map(|stretch| usize::from(seen(stretch))).sum::<usize>();
            return;
        }
        let mut rest = text;
        while let Some(end) = rest.bytes().position(is_collapsible) {
            self.push_word(&rest[..end]);
            if !self.text.is_empty() && !self.text.ends_with(' ') {
                self.text.push(' ');
            }
            rest = &rest[end + 1..];
        }
        self.push_word(rest);
    }

    fn push_word(&mut self, word: &str) {
        self.text.push_str(word);
        self.visible += word.len();
    }

    /// Appends `next`, which follows after a line break.
    pub(super) fn join(&mut self, next: Piece) {
        self.ends_linked = Some(next.is_linked());
        let spaced = !(self.text.ends_with(is_unspaced_mark) && next.text.starts_with(is_unspaced_mark));
        if spaced && !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
        let start = self.text.len();
        if self.lead >= self.text.trim_end().len() && next.lead > 0 {
            self.lead = start + next.lead;
        }
        self.text.push_str(&next.text);
        self.marks.extend(next.marks.iter().map(|&(at, line)| (start + at, line)));
        for (span, link) in next.links {
            let span = Span::new(start + span.start, start + span.end);
            match self.links.last_mut() {
                Some((last, same)) if *same == link => last.end = span.end,
                _ => self.links.push((span, link)),
            }
        }
        self.columns = next.columns;
        self.visible += next.visible;
        self.bold += next.bold;
        self.linked += next.linked;
    }

    /// Whether nothing of it can be seen.
    pub(super) fn is_blank(&self) -> bool {
        self.text.chars().all(is_blank)
    }

    /// Whether it has text other than white space.
    pub(super) fn has_text(&self) -> bool {
        self.visible > 0
    }

    /// Whether next to all of it is bold.
    pub(super) fn is_bold(&self) -> bool {
        self.bold > 0 && self.bold * 20 >= self.visible * 19
    }

    /// Whether nearly all of it is the text of links.
    pub(super) fn is_linked(&self) -> bool {
        self.linked > 0 && self.linked * 10 >= self.visible * 9
    }

    /// The line that it ends with.
    pub(super) fn line(&self) -> Line<'_> {
        let linked = self.ends_linked.unwrap_or_else(|| self.is_linked());
        Line { text: self.text.trim_end(), columns: self.columns, linked }
    }
}

/// White space that is collapsed. A no-break space is text: it is kept.
fn is_collapsible(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c)
}

/// A character of a script without spaces, or one of its marks.
fn is_unspaced_mark(c: char) -> bool {
    is_unspaced(c) || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff60}')
}
