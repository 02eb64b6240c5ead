//! Places in a text, and the words that stand there.

/// A half-open byte range of a reading text, on character boundaries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// First byte that no longer belongs to it.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it covers nothing.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies inside it.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The part that both have, where there is one.
    pub fn shared(self, other: Span) -> Option<Span> {
        self.overlaps(other).then(|| Span::new(self.start.max(other.start), self.end.min(other.end)))
    }

    /// The part of `text` that it covers.
    ///
    /// # Panics
    /// Where it does not lie on character boundaries of `text`.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }
}

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TokenKind {
    /// Letters, with inner apostrophes and hyphens' parts as tokens of their own; one character in scripts
    /// that write no spaces.
    Word,
    /// Digits with their separators: `1,000.5`, `5-1/4` is two numbers and a mark.
    Number,
    /// Any other visible character.
    Mark,
}

/// One word, number or mark of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Token {
    /// Where it stands in the reading text.
    pub span: Span,
    /// Index of its folded form in the document's [`Vocabulary`](crate::model::Vocabulary).
    pub word: u32,
    /// What it is made of.
    pub kind: TokenKind,
}
