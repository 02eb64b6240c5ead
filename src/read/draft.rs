//! What the readers of the formats write into: the reading text as it grows, with its blocks.
//!
//! A reader opens a block, pushes text with the source line it comes from, marks line breaks and closes the
//! block. White space is collapsed on the way; whether a line break joins two lines or parts them is decided
//! when the block is closed, because only then both lines are known (see [`super::wrap`]).

use crate::language::numbering::{bullet, numbering};
use crate::language::token::{is_blank, is_unspaced};
use crate::model::{Note, Role, Span};

use super::wrap::{self, Line, Wrap};

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
    /// Preformatted text.
    Code,
    /// The legend of a picture or its alternative text.
    Caption,
    /// Front matter.
    Metadata,
}

/// A paragraph, list item, table row …: what is cut into sentences.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// Where it stands in the text, without surrounding white space.
    pub(super) span: Span,
    /// What it is by its form.
    pub(super) kind: Kind,
    /// How deep it stands: nesting of lists, or columns of indentation in plain text.
    pub(super) depth: usize,
    /// Whether a bullet or a list's own number stood before it.
    pub(super) listed: bool,
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
    /// Index of the region it stands in, see [`Draft::regions`].
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

/// What a page says about itself outside its text.
#[derive(Debug, Clone, Default)]
pub(super) struct Meta {
    /// Its title.
    pub(super) title: Option<String>,
    /// Its language, as declared.
    pub(super) language: Option<String>,
    /// Dates by the name of the field that holds them, in order of occurrence.
    pub(super) dates: Vec<(String, String)>,
    /// Text that only readers without scripts see.
    pub(super) noscript: String,
}

/// The form of text that is pushed.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Style {
    /// It is bold.
    pub(super) bold: bool,
    /// It is the text of a link.
    pub(super) linked: bool,
}

/// The text of an open block between two line breaks.
#[derive(Debug, Default)]
struct Piece {
    text: String,
    /// (offset in the text, source line) where the line changes.
    marks: Vec<(usize, usize)>,
    /// Whether the break before it was a hard one.
    hard: bool,
    /// Columns of its source line and its indentation, zero where the source does not wrap lines.
    columns: usize,
    indent: usize,
    /// Bytes outside white space: all, bold ones, those of links.
    visible: usize,
    bold: usize,
    linked: usize,
    /// Bytes from the beginning that are bold without a gap.
    lead: usize,
    /// Whether it follows a line break that parts it from a block before.
    parted: bool,
}

impl Piece {
    fn push(&mut self, text: &str, mut line: usize, style: Style, verbatim: bool) {
        let before = self.visible;
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
        self.linked += if style.linked { added } else { 0 };
        if style.bold && bold_so_far && added > 0 {
            self.lead = self.text.trim_end().len();
        }
    }

    fn push_collapsed(&mut self, part: &str) {
        for word in part.split_inclusive(is_collapsible) {
            let bare = word.trim_end_matches(is_collapsible);
            self.text.push_str(bare);
            self.visible += bare.len();
            if bare.len() < word.len() && !self.text.is_empty() && !self.text.ends_with(' ') {
                self.text.push(' ');
            }
        }
    }

    /// Appends `next`, which follows after a line break.
    fn join(&mut self, next: Piece) {
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
        self.columns = next.columns;
        self.visible += next.visible;
        self.bold += next.bold;
        self.linked += next.linked;
    }

    fn is_blank(&self) -> bool {
        self.text.chars().all(is_blank)
    }

    fn line(&self) -> Line<'_> {
        Line { text: self.text.trim_end(), columns: self.columns }
    }
}

/// White space that is collapsed. A no-break space is text: it is kept.
fn is_collapsible(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

/// A character of a script without spaces, or one of its marks.
fn is_unspaced_mark(c: char) -> bool {
    is_unspaced(c) || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff60}')
}

#[derive(Debug)]
struct Open {
    kind: Kind,
    depth: usize,
    listed: bool,
    region: Option<usize>,
    pieces: Vec<Piece>,
}

/// The reading text as it grows.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// The text so far.
    pub(super) text: String,
    /// Its closed blocks, in order.
    pub(super) blocks: Vec<Block>,
    /// Regions whose markup tells a role.
    pub(super) regions: Vec<Region>,
    /// What the page says about itself.
    pub(super) meta: Meta,
    /// What was noticed.
    pub(super) notes: Vec<Note>,
    /// How the source wraps its lines.
    pub(super) wrap: Wrap,
    /// (offset, line): from this offset of the text on it comes from this line of the source.
    marks: Vec<(usize, usize)>,
    open: Option<Open>,
    /// Alternative texts of pictures in the open block: they follow it.
    pictures: Vec<(String, usize)>,
    /// A number that stands alone and belongs to the block that follows ("1.4", then a heading).
    carried: Option<(Open, Piece)>,
}

impl Draft {
    /// Begins a block; one that is open is closed.
    pub(super) fn open(&mut self, kind: Kind, depth: usize, listed: bool, region: Option<usize>) {
        self.close();
        self.open = Some(Open { kind, depth, listed, region, pieces: vec![Piece::default()] });
    }

    /// Whether a block is open.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Whether the open block has visible text.
    pub(super) fn has_text(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.pieces.iter().any(|p| p.visible > 0))
    }

    /// Tells the form of the source line that the open block stands on: its length and indentation in columns.
    pub(super) fn source_line(&mut self, columns: usize, indent: usize) {
        if let Some(piece) = self.open.as_mut().and_then(|open| open.pieces.last_mut()) {
            piece.columns = columns;
            piece.indent = indent;
        }
    }

    /// Adds text that begins on a line of the source. White space is collapsed, except in preformatted text.
    /// Without an open block a paragraph is opened for it.
    pub(super) fn push(&mut self, text: &str, line: usize, style: Style) {
        if self.open.is_none() {
            self.open(Kind::Paragraph, 0, false, None);
        }
        let open = self.open.as_mut().expect("a block is open");
        let verbatim = open.kind == Kind::Code;
        open.pieces.last_mut().expect("an open block has a piece").push(text, line, style, verbatim);
    }

    /// Adds a space where there is text before it.
    pub(super) fn space(&mut self) {
        if let Some(piece) = self.open.as_mut().and_then(|open| open.pieces.last_mut()) {
            piece.push_collapsed(" ");
        }
    }

    /// Marks a line break: a hard one is meant by the author, a soft one may be mere wrapping.
    pub(super) fn line_break(&mut self, hard: bool) {
        if let Some(open) = self.open.as_mut() {
            open.pieces.push(Piece { hard, ..Piece::default() });
        }
    }

    /// Begins the next cell of a row: a bar where there is text before it.
    pub(super) fn cell(&mut self, line: usize) {
        let Some(piece) = self.open.as_mut().and_then(|open| open.pieces.last_mut()) else { return };
        let text = piece.text.trim_end();
        if !text.is_empty() && !text.ends_with('|') {
            piece.push(" | ", line, Style::default(), false);
        }
    }

    /// Tells the alternative text of a picture: it becomes a caption, after the open block.
    pub(super) fn picture(&mut self, alternative: &str, line: usize, region: Option<usize>) {
        self.pictures.push((alternative.to_owned(), line));
        if !self.has_text() {
            let open = self.open.take();
            self.caption_pictures(region);
            self.open = open;
        }
    }

    /// Closes the open block: lines that were only wrapped are joined, others become blocks of their own, and
    /// one without visible text disappears.
    pub(super) fn close(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        let mut pieces = std::mem::take(&mut open.pieces).into_iter();
        let Some(mut group) = pieces.next() else { return };
        let (kind, indent) = (open.kind, group.indent);
        let mut blank_between = false;
        for piece in pieces {
            if piece.is_blank() {
                blank_between |= piece.hard;
                continue;
            }
            if group.is_blank() || (!blank_between && self.joins(kind, indent, &group, &piece)) {
                group.join(piece);
                continue;
            }
            let parted = std::mem::replace(&mut group, piece);
            group.parted = !std::mem::take(&mut blank_between);
            let title = matches!(kind, Kind::Heading(_));
            self.settle(
                &Open { kind: if title { Kind::Paragraph } else { open.kind }, pieces: Vec::new(), ..open },
                parted,
            );
            let text = group.text.trim_start();
            open.listed = bullet(text) > 0 || numbering(text) > 0;
            open.kind = match kind {
                Kind::Paragraph | Kind::Item if open.listed => Kind::Item,
                Kind::Item if group.indent <= indent => Kind::Paragraph,
                _ => kind,
            };
        }
        let region = open.region;
        self.settle(&open, group);
        self.caption_pictures(region);
    }

    fn joins(&self, kind: Kind, indent: usize, group: &Piece, piece: &Piece) -> bool {
        match kind {
            Kind::Row | Kind::Code | Kind::Metadata => true,
            // Only the last line before a ruler is the title, unless it goes on in the middle of a phrase.
            Kind::Heading(_) if piece.hard || piece.text.trim_start().starts_with(char::is_lowercase) => true,
            // A line below the text of its item, not below its bullet.
            Kind::Item if piece.indent > indent && !piece.hard && wrap::goes_on(group.line(), piece.line()) => true,
            _ => self.wrap.joins(group.line(), piece.line(), piece.hard),
        }
    }

    fn caption_pictures(&mut self, region: Option<usize>) {
        for (alternative, line) in std::mem::take(&mut self.pictures) {
            let mut piece = Piece::default();
            piece.push(&alternative, line, Style::default(), false);
            let open = Open { kind: Kind::Caption, depth: 0, listed: false, region, pieces: Vec::new() };
            self.settle(&open, piece);
        }
    }

    /// Closes the last block and gives what was read.
    pub(super) fn finish(mut self) -> Self {
        self.close();
        if let Some((open, piece)) = self.carried.take() {
            self.append(&open, piece);
        }
        self
    }

    /// First and last line of the source that a span of the text comes from.
    pub(super) fn lines(&self, span: Span) -> (usize, usize) {
        let line_at = |offset: usize| {
            let next = self.marks.partition_point(|&(at, _)| at <= offset);
            next.checked_sub(1).map_or(1, |mark| self.marks[mark].1)
        };
        let first = line_at(span.start);
        (first, line_at(span.end.saturating_sub(1).max(span.start)).max(first))
    }

    fn settle(&mut self, open: &Open, mut piece: Piece) {
        if piece.is_blank() {
            return;
        }
        let flows = matches!(open.kind, Kind::Heading(_) | Kind::Paragraph | Kind::Item);
        if let Some((before, number)) = self.carried.take() {
            if flows && before.region == open.region {
                let mut joined = number;
                joined.join(piece);
                piece = joined;
            } else {
                self.append(&before, number);
            }
        }
        let text = piece.text.trim();
        if flows && open.kind != Kind::Item && numbering(text) == text.len() {
            let alone = Open { pieces: Vec::new(), ..*open };
            self.carried = Some((alone, piece));
        } else {
            self.append(open, piece);
        }
    }

    fn append(&mut self, open: &Open, piece: Piece) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let verbatim = open.kind == Kind::Code;
        let text = if verbatim { piece.text.trim_matches(['\n', '\r']) } else { piece.text.trim() };
        let text = text.trim_end_matches(|c: char| c.is_whitespace() || (open.kind == Kind::Row && c == '|'));
        let flows = matches!(open.kind, Kind::Paragraph | Kind::Item);
        let marked = if flows && !text.starts_with(['-', '–', '—', '*', '+']) { bullet(text) } else { 0 };
        let text = &text[if marked < text.len() { marked } else { 0 }..];
        let lead = text.as_ptr() as usize - piece.text.as_ptr() as usize;
        let start = self.text.len();
        self.text.push_str(text);
        for (at, line) in piece.marks {
            let at = start + at.saturating_sub(lead);
            match self.marks.last_mut() {
                Some(last) if last.0 == at => last.1 = line,
                _ => self.marks.push((at, line)),
            }
        }
        let span = Span::new(start + (text.len() - text.trim_start().len()), self.text.len());
        if let Some(region) = open.region {
            self.regions[region].bytes += span.len();
        }
        self.blocks.push(Block {
            span,
            kind: if marked > 0 { Kind::Item } else { open.kind },
            depth: if piece.indent > 0 { piece.indent } else { open.depth },
            listed: open.listed || marked > 0,
            bold: piece.bold > 0 && piece.bold * 20 >= piece.visible * 19,
            linked: piece.linked > 0 && piece.linked * 10 >= piece.visible * 9,
            parted: piece.parted,
            title: piece.lead.checked_sub(lead).filter(|&length| length > 0 && length < text.len()),
            title_level: 0,
            region: open.region,
            role: None,
        });
    }
}
