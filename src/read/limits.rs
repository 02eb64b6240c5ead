//! Bounds on what one snapshot may ask of the machine.

use crate::model::{Note, Span};

/// What is read of a snapshot at most. Each bound that is reached is told: as an error where nothing sensible is left to
/// do, as a note where all of the text is kept and only read otherwise. There is none on time: a result that depends on
/// the clock is not the same twice, and with these the time is bounded too.
///
/// ```
/// use recension::read::{Limits, ReadError, ReadOptions, read};
///
/// let options = ReadOptions { limits: Limits { bytes: 4, ..Limits::default() }, ..ReadOptions::default() };
/// assert!(matches!(read(b"Open daily.", "a.txt", &options), Err(ReadError::TooLarge { most: 4 })));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file; one that is larger is an error. The largest pages written by people, the standard of HTML
    /// among them, have some 13 million.
    pub bytes: usize,
    /// Segments of a document; one that has more is an error.
    pub segments: usize,
    /// Bytes of one segment; a longer sentence is read in pieces, cut where it has white space, and noted.
    pub sentence: usize,
    /// Elements of HTML inside each other; the tags of deeper ones are passed over, their text is kept, as browsers do
    /// it (Blink: 512), and it is noted. What builds the tree looks through all open elements again and again.
    pub depth: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { bytes: 32 << 20, segments: 500_000, sentence: 16 << 10, depth: 512 }
    }
}

impl Limits {
    /// A sentence in pieces no longer than the bound, each but the last ending where white space begins, at a line's
    /// end if there is one in its second half; the sentence itself where it is short enough.
    pub(super) fn pieces(self, text: &str, sentence: Span) -> Vec<Span> {
        let mut pieces = Vec::new();
        let mut rest = sentence;
        while rest.len() > self.sentence {
            let body = rest.of(text);
            let head = &body[..body.floor_char_boundary(self.sentence)];
            let line = head.rfind('\n').filter(|&at| at > head.len() / 2);
            let cut = line.or_else(|| head.rfind(char::is_whitespace)).filter(|&at| at > 0);
            // A bound below one character cuts after that.
            let first = body.chars().next().map_or(0, char::len_utf8);
            let cut = cut.unwrap_or(head.len().max(first));
            pieces.push(Span::new(rest.start, rest.start + body[..cut].trim_end().len()));
            let next = &body[cut..];
            rest.start += cut + (next.len() - next.trim_start().len());
        }
        if !rest.is_empty() || pieces.is_empty() {
            pieces.push(rest);
        }
        pieces
    }

    pub(super) fn sentences_cut(self, count: usize, first: Span) -> Note {
        let message = format!(
            "Longer than {} bytes without an end, and read in pieces: {count} of its sentences, the first one here.",
            self.sentence
        );
        Note { code: "long_sentence", message, span: Some(first) }
    }

    pub(super) fn elements_passed_over(self) -> Note {
        let message = format!(
            "Elements stand more than {} deep in each other; the tags of deeper ones are passed over, their text is not.",
            self.depth
        );
        Note { code: "deep_nesting", message, span: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str, sentence: usize) -> Vec<&str> {
        let limits = Limits { sentence, ..Limits::default() };
        limits.pieces(text, Span::new(0, text.len())).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn a_long_sentence_is_cut_where_it_has_space_and_nothing_is_lost() {
        assert_eq!(pieces("one two three", 20), ["one two three"]);
        assert_eq!(pieces("one two three", 9), ["one two", "three"]);
        assert_eq!(pieces("a = 123\nb = 2 # x", 12), ["a = 123", "b = 2 # x"]);
        assert_eq!(pieces("unbroken", 3), ["unb", "rok", "en"]);
        assert_eq!(pieces("äöü", 1), ["ä", "ö", "ü"]);
    }
}
