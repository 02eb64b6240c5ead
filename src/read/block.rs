//! The blocks that a reading text is made of: titles, paragraphs, items of lists, rows of tables.

use crate::model::{Role, Span};

/// What a block is by its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A title; the number is its level, from one.
    Heading(usize),
    /// Running text.
    Paragraph,
    /// An item of a list.
    Item,
    /// The term of a definition list.
    Term,
    /// A row of a table, its cells separated by bars.
    Row,
    /// The row that names the columns of a table, where the source marks it.
    HeadRow,
    /// A term and its value, a bar between them.
    Value,
    /// Preformatted text.
    Code,
    /// The legend of a picture.
    Caption,
    /// The alternative text of a picture.
    Picture,
    /// Front matter.
    Metadata,
}

impl Kind {
    /// Whether it is a row of a table.
    pub(super) fn is_row(self) -> bool {
        matches!(self, Kind::Row | Kind::HeadRow | Kind::Value)
    }
}

/// The form in which a block is opened.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    /// What it is.
    pub(super) kind: Kind,
    /// How deep it stands: nesting of lists, or columns of indentation in plain text.
    pub(super) depth: usize,
    /// Whether a bullet or a list's own number stood before it.
    pub(super) listed: bool,
    /// Whether it stands in the header, the footer or an aside of the page.
    pub(super) framed: bool,
    /// Index of the region it stands in, see [`super::draft::Draft::regions`].
    pub(super) region: Option<usize>,
}

impl From<Kind> for Form {
    fn from(kind: Kind) -> Self {
        Form { kind, depth: 0, listed: false, framed: false, region: None }
    }
}

/// A paragraph, list item, table row …: what is cut into sentences.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// Where it stands in the text, without surrounding white space.
    pub(super) span: Span,
    /// What it is by its form.
    pub(super) kind: Kind,
    /// How deep it stands, see [`Form::depth`].
    pub(super) depth: usize,
    /// Whether a bullet or a list's own number stood before it.
    pub(super) listed: bool,
    /// Whether it stands in the header, the footer or an aside of the page.
    pub(super) framed: bool,
    /// Whether all its text is bold.
    pub(super) bold: bool,
    /// Whether nearly all its text is the text of links.
    pub(super) linked: bool,
    /// Whether only a line break stands between it and the block before.
    pub(super) parted: bool,
    /// Bytes of it that are a title before its text: what is bold at its beginning, until the rules have run.
    pub(super) title: Option<usize>,
    /// The level of that title.
    pub(super) title_level: usize,
    /// Index of the region it stands in.
    pub(super) region: Option<usize>,
    /// The role of the segments cut from it, where its form or its region tells it.
    pub(super) role: Option<Role>,
}

/// A part of the page whose markup tells what it is: a menu, a cookie banner, a collapsed panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Region {
    /// The role of what stands in it.
    pub(super) role: Role,
    /// How many bytes of text stand in it.
    pub(super) bytes: usize,
}
