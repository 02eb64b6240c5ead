//! What a snapshot says: sections and segments over one reading text.

use serde::{Deserialize, Serialize};

use super::Span;

/// What a segment is to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A statement of the text: what the comparison is about.
    Claim,
    /// A title of a section.
    Heading,
    /// A line that announces what follows ("They include:").
    LeadIn,
    /// The legend of a picture, or a picture's alternative text.
    Caption,
    /// A row of a table.
    Table,
    /// Preformatted text.
    Code,
    /// Front matter.
    Metadata,
    /// The page's own date line ("Last updated: …").
    Date,
    /// Menus, breadcrumbs, "skip to content", marks without words that part others.
    Navigation,
    /// Cookie, login and newsletter notices.
    Notice,
    /// An entry of a list of related links.
    Link,
    /// Text under hidden attributes: accordions, tabs.
    Hidden,
    /// What the user asked to ignore, by selectors.
    Ignored,
}

impl Role {
    /// Whether changes of such segments are told as changes of what the page says.
    /// Everything else is compared too, and told at most as minor.
    pub const fn is_content(self) -> bool {
        matches!(self, Role::Claim | Role::Heading | Role::LeadIn | Role::Caption | Role::Table | Role::Code)
    }
}

/// One sentence-level unit of a document. The segments of a document are in order and disjoint, and every
/// character outside white space belongs to exactly one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Where it stands in the reading text, without surrounding white space. Empty only for an empty item
    /// of a document that was given already segmented.
    pub span: Span,
    /// First and last line in the source file, counted from one, both included.
    pub lines: (usize, usize),
    /// What it is to a reader.
    pub role: Role,
    /// Index of the innermost section it belongs to.
    pub section: usize,
    /// Index of the block (paragraph, list item, table row) it was cut from; equal for the sentences of one block.
    pub block: usize,
    /// Whether that is an item of a list.
    pub listed: bool,
    /// How deep it stands: nesting of lists, or columns of indentation. Only the order of depths means something.
    pub depth: usize,
}

/// A heading and what stands under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its title, or an excerpt of its first claim where it is inferred; empty for what stands before any heading.
    pub title: String,
    /// Depth, one for the outermost.
    pub level: usize,
    /// Whether it was concluded from the run of the text, because headings are lost.
    pub inferred: bool,
    /// Index of the section that it stands in.
    pub parent: Option<usize>,
    /// Its own segments as a half-open range of indices, without those of its subsections. Includes its heading.
    pub segments: (usize, usize),
}

/// How a value was come by, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Told by the user, the file name or the archive.
    Given,
    /// Found in metadata of the page.
    Metadata,
    /// Stated in the page's own text.
    Stated,
    /// Only a bound is known: not before this date.
    Bounded,
    /// Nothing is known.
    Unknown,
}

/// How exact a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// A year.
    Year,
    /// A month of a year.
    Month,
    /// A day.
    Day,
    /// No value.
    None,
}

/// A date with how it is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dated {
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as exact as known.
    pub value: Option<String>,
    /// How exact the value is.
    pub precision: Precision,
    /// In words where it comes from: `file name`, `line 3: 'Last updated: 11 Jul. 2017'`.
    pub basis: String,
    /// How it is known.
    pub confidence: Confidence,
}

impl Dated {
    /// A date of which nothing is known.
    pub fn unknown() -> Self {
        Dated {
            value: None,
            precision: Precision::None,
            basis: "nothing states it".into(),
            confidence: Confidence::Unknown,
        }
    }
}

/// Whether a capture is the page or what stood in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Nothing speaks against it.
    Sound,
    /// Probably a bot wall, an error page, a truncated or an empty body.
    Suspect,
}

/// The soundness of a capture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capture {
    /// The judgement.
    pub verdict: Verdict,
    /// In words what speaks against it; empty where it is sound.
    pub reasons: Vec<String>,
}

/// What kind of source a document was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MediaType {
    /// Plain text, read line by line.
    Text,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
    /// Given already segmented.
    Segments,
}

impl MediaType {
    /// Its name as MIME type.
    pub const fn as_str(self) -> &'static str {
        match self {
            MediaType::Text => "text/plain",
            MediaType::Markdown => "text/markdown",
            MediaType::Html => "text/html",
            MediaType::Segments => "application/json",
        }
    }
}

/// Something the reader of a report should know about how a result came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// A stable name: `undecodable`, `candidates_bounded` …
    pub code: &'static str,
    /// One sentence for people.
    pub message: String,
    /// Where it stands, if it has a place.
    pub span: Option<Span>,
}

/// Words that lead elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hyperlink {
    /// Where the words stand in the reading text.
    pub span: Span,
    /// The address as the source writes it.
    pub address: String,
}

/// What a snapshot says.
#[derive(Debug, Clone)]
pub struct Document {
    /// How the user named it: a path, `-`, a record's id.
    pub source: String,
    /// `blake3:` and the hash of the file's bytes in hexadecimal.
    pub hash: String,
    /// What it was read as.
    pub media_type: MediaType,
    /// The page's title, from its metadata or its first heading.
    pub title: Option<String>,
    /// ISO 639-1 code of its language, given, declared or detected.
    pub language: Option<String>,
    /// When the snapshot was taken.
    pub captured: Dated,
    /// What the page says of its own date.
    pub stated: Dated,
    /// Whether the capture is sound.
    pub capture: Capture,
    /// The reading text: all text that a reader can reach, in order, blocks separated by blank lines.
    pub text: String,
    /// The sections in document order; never empty where there are segments.
    pub sections: Vec<Section>,
    /// The segments in document order.
    pub segments: Vec<Segment>,
    /// Its hyperlinks, in order of their places. Plain text has none.
    pub hyperlinks: Vec<Hyperlink>,
    /// Where the alternative texts of pictures stand, in order.
    pub pictures: Vec<Span>,
    /// Where the rows stand that name the columns of a table, as the source marks them, in order. Where it marks none
    /// they are among the other rows.
    pub column_heads: Vec<Span>,
    /// What was noticed while reading.
    pub notes: Vec<Note>,
}

impl Document {
    /// The line that announces the list which a segment is in ("They include:"), where there is one: of an item inside
    /// another item's list the innermost one. An item that only names something ("Guest houses") announces what its own
    /// list says of it.
    pub fn announcement(&self, segment: usize) -> Option<usize> {
        /// An item so many lines below it is not looked for: bounds the work on lists without end.
        const FAR: usize = 1000;
        /// An item of no more words, and no sentence, names what the items below it are about.
        const LABEL: usize = 6;
        let ends = |s: &Segment| s.span.of(&self.text).ends_with([':', '：']);
        let labels = |s: &Segment| {
            let text = s.span.of(&self.text);
            !text.ends_with(['.', '!', '?', ';', ',', '…', '。']) && text.split_whitespace().count() <= LABEL
        };
        let mut item = &self.segments[segment];
        if !item.listed {
            return None;
        }
        for (index, line) in self.segments[..segment].iter().enumerate().rev().take(FAR) {
            let outer = !line.listed || line.depth < item.depth;
            match (outer, ends(line)) {
                (true, true) => return (line.section == item.section && line.role != Role::Heading).then_some(index),
                (true, false) if !line.listed => return None,
                (true, false) if line.section == item.section && labels(line) => return Some(index),
                // An item of an outer list: what announces that one announces this one.
                (true, false) => item = line,
                // An item beside it that announces a list which is not set deeper leaves it open which of the two a
                // later item belongs to.
                (false, true) if self.segments[index + 1].depth <= line.depth => return None,
                (false, _) => {}
            }
        }
        None
    }

    /// The text of a segment.
    ///
    /// # Panics
    /// Where there is no such segment.
    pub fn segment_text(&self, segment: usize) -> &str {
        self.segments[segment].span.of(&self.text)
    }

    /// The hyperlinks that touch a span.
    pub fn hyperlinks_in(&self, span: Span) -> &[Hyperlink] {
        let start = self.hyperlinks.partition_point(|link| link.span.end <= span.start);
        let end = self.hyperlinks.partition_point(|link| link.span.start < span.end);
        &self.hyperlinks[start..end.max(start)]
    }

    /// Whether a segment is the alternative text of a picture.
    ///
    /// # Panics
    /// Where there is no such segment.
    pub fn is_picture(&self, segment: usize) -> bool {
        self.lies_in(&self.pictures, segment)
    }

    /// Whether a segment is the row that names the columns of its table, as the source marks it.
    ///
    /// # Panics
    /// Where there is no such segment.
    pub fn names_columns(&self, segment: usize) -> bool {
        self.lies_in(&self.column_heads, segment)
    }

    fn lies_in(&self, places: &[Span], segment: usize) -> bool {
        let span = self.segments[segment].span;
        let at = places.partition_point(|place| place.end <= span.start);
        places.get(at).is_some_and(|place| place.contains(span))
    }
}
