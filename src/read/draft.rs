//! What the readers of the formats write into: the reading text as it grows, with its blocks.
//!
//! A reader opens a block, pushes text with the source line it comes from, marks line breaks and closes the
//! block. White space is collapsed on the way; whether a line break joins two lines or parts them is decided
//! when the block is closed, because only then both lines are known (see [`super::wrap`]).

use crate::language::numbering::{bullet, numbering};
use crate::model::{Hyperlink, Note, Span};

use super::block::{Block, Form, Kind, Region};
use super::limits::Limits;
use super::piece::{Piece, Style};
use super::wrap::{self, Wrap};

/// A title of fewer columns than this may have a longer line below it than twice its own length.
const TITLE: usize = 8;

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
    /// The addresses of links, as the source writes them.
    pub(super) addresses: Vec<String>,
    /// The links of the closed blocks, in order.
    pub(super) hyperlinks: Vec<Hyperlink>,
    /// Where the alternative texts of pictures stand.
    pub(super) pictures: Vec<Span>,
    /// Where the rows stand that name the columns of a table.
    pub(super) column_heads: Vec<Span>,
    /// What is read at most.
    pub(super) limits: Limits,
    /// What was noticed.
    pub(super) notes: Vec<Note>,
    /// How the source wraps its lines.
    pub(super) wrap: Wrap,
    /// (offset, line): from this offset of the text on it comes from this line of the source.
    marks: Vec<(usize, usize)>,
    /// The open block with its lines so far; there is always one line.
    open: Option<(Form, Vec<Piece>)>,
    /// How many cells of it have begun.
    cells: usize,
    /// Whether the last closed block is of a table whose columns have names.
    headed: bool,
    /// What belongs beside the open block, not into it: it follows.
    beside: Vec<(Form, Piece)>,
    /// A number that stands alone and belongs to the block that follows ("1.4", then a heading).
    carried: Option<(Form, Piece)>,
}

impl Draft {
    /// Nothing read yet.
    pub(super) fn within(limits: Limits) -> Self {
        Draft { limits, ..Draft::default() }
    }

    /// Begins a block; one that is open is closed.
    pub(super) fn open(&mut self, form: impl Into<Form>) {
        self.close();
        self.cells = 0;
        self.open = Some((form.into(), vec![Piece::default()]));
    }

    /// Whether a block is open.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Whether the open block has visible text.
    pub(super) fn has_text(&self) -> bool {
        self.open.as_ref().is_some_and(|(_, pieces)| pieces.iter().any(Piece::has_text))
    }

    /// Tells the form of the source line that the open block stands on: its length and indentation in columns.
    pub(super) fn source_line(&mut self, columns: usize, indent: usize) {
        if let Some(piece) = self.piece() {
            piece.columns = columns;
            piece.indent = indent;
        }
    }

    /// Makes the open block a title if it is one line that a line of so many columns can underline, and tells whether it
    /// is.
    pub(super) fn entitle(&mut self, level: usize, columns: usize) -> bool {
        let Some((form, pieces)) = &mut self.open else { return false };
        let [line] = &pieces[..] else { return false };
        let fits = line.columns <= columns && columns <= 2 * line.columns.max(TITLE);
        let title = form.kind == Kind::Paragraph && line.has_text() && fits;
        if title {
            form.kind = Kind::Heading(level);
        }
        title
    }

    /// Enters the address of a link; gives its index.
    pub(super) fn address(&mut self, address: &str) -> usize {
        self.addresses.push(address.to_owned());
        self.addresses.len() - 1
    }

    /// Adds text that begins on a line of the source. White space is collapsed, except in preformatted text.
    /// Without an open block a paragraph is opened for it.
    pub(super) fn push(&mut self, text: &str, line: usize, style: Style) {
        if self.open.is_none() {
            self.open(Kind::Paragraph);
        }
        let kind = self.open.as_ref().map(|(form, _)| form.kind);
        let verbatim = kind == Some(Kind::Code);
        let nameless = if kind == Some(Kind::HeadRow) && !text.trim().is_empty() { self.cells.max(1) - 1 } else { 0 };
        if let Some(piece) = self.piece() {
            if nameless > 0 && piece.text.trim().is_empty() {
                piece.push(&"| ".repeat(nameless), line, Style::default(), false);
            }
            piece.push(text, line, style, verbatim);
        }
    }

    /// Adds a space where there is text before it.
    pub(super) fn space(&mut self) {
        if let Some(piece) = self.piece() {
            piece.push_collapsed(" ");
        }
    }

    /// Marks a line break: a hard one is meant by the author, a soft one may be mere wrapping.
    pub(super) fn line_break(&mut self, hard: bool) {
        if let Some((_, pieces)) = &mut self.open {
            pieces.push(Piece::after_break(hard));
        }
    }

    /// Begins the next cell of a row: a bar where there is text before it. Where columns have names an empty cell has its
    /// bar too; other tables may only be set out with them.
    pub(super) fn cell(&mut self, line: usize) {
        self.cells += 1;
        let named = self.headed || self.open.as_ref().is_some_and(|(form, _)| form.kind == Kind::HeadRow);
        let Some(piece) = self.piece() else { return };
        let text = piece.text.trim_end();
        if !text.is_empty() && (named || !text.ends_with('|')) {
            piece.push(" | ", line, Style::default(), false);
        }
    }

    /// Adds text that belongs beside the open block: the alternative text of a picture, a hidden remark. It becomes
    /// a block of its own, behind the open one if that has text already.
    pub(super) fn beside(&mut self, form: Form, text: &str, line: usize) {
        let mut piece = Piece::default();
        piece.push(text, line, Style::default(), false);
        if self.has_text() {
            self.beside.push((form, piece));
        } else {
            self.settle(form, piece);
        }
    }

    /// Closes the open block: lines that were only wrapped are joined, others become blocks of their own, and
    /// one without visible text disappears.
    pub(super) fn close(&mut self) {
        let Some((first, pieces)) = self.open.take() else { return };
        let mut form = first;
        let mut pieces = pieces.into_iter();
        let Some(mut group) = pieces.next() else { return };
        let indent = group.indent;
        let mut blank_between = false;
        for piece in pieces {
            if piece.is_blank() {
                blank_between |= piece.hard;
                continue;
            }
            if group.is_blank() || (!blank_between && self.joins(first.kind, indent, &group, &piece)) {
                group.join(piece);
                continue;
            }
            let parted = std::mem::replace(&mut group, piece);
            group.parted = !std::mem::take(&mut blank_between);
            let title = matches!(form.kind, Kind::Heading(_));
            self.settle(Form { kind: if title { Kind::Paragraph } else { form.kind }, ..form }, parted);
            let text = group.text.trim_start();
            form.listed = bullet(text) > 0 || numbering(text) > 0;
            form.kind = match first.kind {
                Kind::Paragraph | Kind::Item if form.listed => Kind::Item,
                Kind::Item if group.indent <= indent => Kind::Paragraph,
                kind => kind,
            };
        }
        self.settle(form, group);
        for (form, piece) in std::mem::take(&mut self.beside) {
            self.settle(form, piece);
        }
    }

    /// Closes the last block and gives what was read.
    pub(super) fn finish(mut self) -> Self {
        self.close();
        if let Some((form, piece)) = self.carried.take() {
            self.append(form, piece);
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

    fn piece(&mut self) -> Option<&mut Piece> {
        self.open.as_mut().and_then(|(_, pieces)| pieces.last_mut())
    }

    fn joins(&self, kind: Kind, indent: usize, group: &Piece, piece: &Piece) -> bool {
        match kind {
            // A cell may hold a list.
            kind if kind.is_row() => !(piece.hard && bullet(&piece.text) > 0),
            Kind::Code | Kind::Metadata => true,
            // Only the last line before a ruler is the title, unless it goes on in the middle of a phrase.
            Kind::Heading(_) if piece.hard || piece.text.trim_start().starts_with(char::is_lowercase) => true,
            // A line below the text of its item, not below its bullet.
            Kind::Item if piece.indent > indent && !piece.hard && wrap::goes_on(group.line(), piece.line()) => true,
            // A term stands above its definition.
            Kind::Paragraph if self.wrap.is_of_markup() && piece.indent != group.indent => {
                numbering(group.text.trim_start()) > 0
            }
            _ => self.wrap.joins(group.line(), piece.line(), piece.hard),
        }
    }

    /// Adds a finished block; a number alone waits for the block that it belongs to.
    fn settle(&mut self, form: Form, mut piece: Piece) {
        if piece.is_blank() {
            return;
        }
        let flows = matches!(form.kind, Kind::Heading(_) | Kind::Paragraph | Kind::Item);
        if let Some((before, number)) = self.carried.take() {
            if flows && before.region == form.region {
                let mut joined = number;
                joined.join(piece);
                piece = joined;
            } else {
                self.append(before, number);
            }
        }
        let text = piece.text.trim();
        if flows && form.kind != Kind::Item && numbering(text) == text.len() {
            self.carried = Some((form, piece));
        } else {
            self.append(form, piece);
        }
    }

    fn append(&mut self, form: Form, piece: Piece) {
        // One more than may be tells that there are too many; the rest would only take memory.
        if self.blocks.len() > self.limits.segments {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let verbatim = form.kind == Kind::Code;
        let text = if verbatim { piece.text.trim_matches(['\n', '\r']) } else { piece.text.trim() };
        self.headed = form.kind == Kind::HeadRow || (self.headed && form.kind == Kind::Row);
        let idle = |c: char| c.is_whitespace() || (form.kind == Kind::Row && !self.headed && c == '|');
        let text = text.trim_end_matches(idle);
        let flows = matches!(form.kind, Kind::Paragraph | Kind::Item);
        let marked = if flows && !text.starts_with(['-', '–', '—', '*', '+']) { bullet(text) } else { 0 };
        let text = &text[if marked < text.len() { marked } else { 0 }..];
        let lead = text.as_ptr() as usize - piece.text.as_ptr() as usize;
        let start = self.text.len();
        self.text.push_str(text);
        for &(at, line) in &piece.marks {
            let at = start + at.saturating_sub(lead);
            match self.marks.last_mut() {
                Some(last) if last.0 == at => last.1 = line,
                _ => self.marks.push((at, line)),
            }
        }
        let span = Span::new(start + (text.len() - text.trim_start().len()), self.text.len());
        for &(place, link) in &piece.links {
            let at = |offset: usize| (start + offset.saturating_sub(lead)).min(self.text.len());
            let place = Span::new(at(place.start), at(place.end));
            if !place.is_empty() {
                self.hyperlinks.push(Hyperlink { span: place, address: self.addresses[link].clone() });
            }
        }
        if form.kind == Kind::Picture {
            self.pictures.push(span);
        }
        if form.kind == Kind::HeadRow {
            self.column_heads.push(span);
        }
        if let Some(region) = form.region {
            self.regions[region].bytes += span.len();
        }
        self.blocks.push(Block {
            span,
            kind: if marked > 0 { Kind::Item } else { form.kind },
            depth: if piece.indent > 0 { piece.indent } else { form.depth },
            listed: form.listed || marked > 0,
            framed: form.framed,
            bold: piece.is_bold(),
            linked: piece.is_linked(),
            parted: piece.parted,
            title: piece.lead.checked_sub(lead).filter(|&length| length > 0 && length < text.len()),
            title_level: 0,
            region: form.region,
            role: None,
        });
    }
}
