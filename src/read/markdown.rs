//! Markdown → blocks.
//!
//! The block structure is CommonMark's. Soft line breaks are judged one by one, as in plain text: what text
//! extractors write often only looks like Markdown, its blocks separated by single line breaks, which to
//! CommonMark is one paragraph, or one list whose last item swallows all that follows.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::language::note;
use crate::language::numbering::numbering;

use super::block::{Form, Kind};
use super::draft::Draft;
use super::piece::Style;
use super::tag::{is_tag, is_tag_of};
use super::wrap::Wrap;
use super::{emphasis, front_matter, html, mask};

/// Reads Markdown.
pub(super) fn read(text: &str, draft: &mut Draft) {
    let body = front_matter::read(text, draft);
    // The lines of front matter end where their author ended them, and say nothing of how the text is wrapped.
    let spaced = mask::spaced(&text[body..]);
    let bare = mask::shortcodes(&spaced);
    let filled = mask::templates(&bare);
    draft.wrap = Wrap::measure(&filled).of_markdown();
    let bold = emphasis::closed(&filled);
    let joined = mask::brackets(&bold);
    let itemised = mask::items(&joined);
    let underlined = mask::underlines(&itemised);
    let masked = mask::attributes(&underlined);
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut reader = Reader::new(text, body, &masked, draft);
    for (event, range) in Parser::new_ext(&masked, options).into_offset_iter() {
        reader.event(event, range.start, range.end);
    }
    reader.draft.close();
}

struct Reader<'a> {
    text: &'a str,
    /// Where the Markdown begins, behind the front matter.
    body: usize,
    /// The Markdown as it is parsed.
    masked: &'a str,
    lines: Vec<SourceLine>,
    draft: &'a mut Draft,
    bold: usize,
    /// The open links: the indexes of their addresses.
    links: Vec<usize>,
    /// The item whose first block is still to come: where it begins in the source.
    item: Option<usize>,
    /// Open items and tables: inside them text needs no paragraph of its own.
    ordered: Vec<bool>,
    /// The alternative text of the picture that is being read, with its line.
    picture: Option<(String, usize)>,
    pictures: usize,
    code: bool,
    /// Inside of `<sup>`.
    raised: bool,
    /// The label of a note whose first block is still to come.
    label: Option<(String, usize)>,
    /// HTML that is being collected, with its line.
    html: Option<(String, usize)>,
}

/// A line of the source: where it begins, its columns and its indentation.
struct SourceLine {
    start: usize,
    columns: usize,
    indent: usize,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, body: usize, masked: &'a str, draft: &'a mut Draft) -> Self {
        let mut start = 0;
        let measured = |line: &str| {
            let indent = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
            let measured = SourceLine { start, columns: line.trim_end().chars().count(), indent };
            start += line.len() + 1;
            measured
        };
        let lines = text.split('\n').map(measured).collect();
        Reader {
            text,
            body,
            masked,
            lines,
            draft,
            bold: 0,
            links: Vec::new(),
            item: None,
            ordered: Vec::new(),
            picture: None,
            pictures: 0,
            code: false,
            raised: false,
            label: None,
            html: None,
        }
    }

    fn event(&mut self, event: Event<'_>, start: usize, end: usize) {
        let line = self.line(start);
        match event {
            Event::Start(tag) => self.start(tag, start),
            Event::End(tag) => self.end(tag),
            // What looks like an attribute list is one only outside of code.
            Event::Text(text) if self.code && text.len() == end - start => {
                self.push(&self.text[self.body + start..self.body + end], start);
            }
            Event::Code(_) => self.push(self.text[self.body + start..self.body + end].trim_matches('`'), start),
            Event::Text(text) if self.raised && note::is_number(&text) => self.push(&note::raised(&text), start),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.push(&text, start),
            Event::FootnoteReference(label) => self.push(&format!("[{label}]"), start),
            Event::SoftBreak if self.picture.is_some() => self.push(" ", start),
            Event::SoftBreak | Event::HardBreak => {
                self.draft.line_break(matches!(event, Event::HardBreak));
                self.source_line(end);
            }
            Event::InlineHtml(tag) if is_tag_of("sup", &tag) => self.raised = true,
            Event::InlineHtml(tag) if is_tag_of("/sup", &tag) => self.raised = false,
            Event::InlineHtml(tag) if is_tag_of("br", &tag) => {
                self.draft.line_break(true);
                self.source_line(end);
            }
            Event::Html(text) => match &mut self.html {
                Some((collected, _)) => collected.push_str(&text),
                None => self.html = Some((text.into_string(), line)),
            },
            Event::Rule => self.draft.close(),
            Event::InlineHtml(words) if !is_tag(&words) => self.push(&words, start),
            Event::InlineHtml(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: usize) {
        match tag {
            Tag::Paragraph => self.open(Kind::Paragraph, at),
            Tag::Heading { level, .. } => self.open(Kind::Heading(level as usize), at),
            Tag::CodeBlock(kind) => {
                // An indented block of a page is text that an extractor indented, not a program.
                self.code = matches!(kind, CodeBlockKind::Fenced(_));
                self.open(if self.code { Kind::Code } else { Kind::Paragraph }, at);
            }
            Tag::List(first) => {
                self.draft.close();
                self.ordered.push(first.is_some());
            }
            Tag::Item => {
                self.draft.close();
                self.item = Some(at);
            }
            Tag::TableHead => self.open(Kind::HeadRow, at),
            Tag::TableRow => self.open(Kind::Row, at),
            Tag::TableCell => {
                let line = self.line(at);
                self.draft.cell(line);
            }
            Tag::FootnoteDefinition(label) => {
                self.draft.close();
                self.label = Some((format!("[{label}] "), at));
            }
            Tag::HtmlBlock => {
                self.draft.close();
                self.html = None;
            }
            Tag::Strong => self.bold += 1,
            Tag::Link { dest_url, .. } => self.links.push(self.draft.address(&dest_url)),
            Tag::Image { .. } => {
                self.pictures += 1;
                let line = self.line(at);
                self.picture.get_or_insert_with(|| (String::new(), line));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::TableHead | TagEnd::TableRow => {
                self.code = false;
                self.draft.close();
            }
            TagEnd::Item => {
                self.draft.close();
                self.item = None;
            }
            TagEnd::List(_) => {
                self.ordered.pop();
            }
            TagEnd::HtmlBlock => {
                if let Some((text, line)) = self.html.take() {
                    html::read_fragment(&text, line, self.draft);
                }
            }
            TagEnd::Strong => self.bold -= 1,
            TagEnd::Link => {
                self.links.pop();
            }
            TagEnd::Image => self.end_picture(),
            // A note that says nothing.
            TagEnd::FootnoteDefinition => {
                if let Some((label, at)) = self.label.take() {
                    self.push(&label, at);
                }
                self.draft.close();
            }
            _ => {}
        }
    }

    fn end_picture(&mut self) {
        self.pictures -= 1;
        if self.pictures > 0 {
            return;
        }
        let (alternative, line) = self.picture.take().unwrap_or_default();
        if !alternative.trim().is_empty() {
            self.draft.beside(Kind::Picture.into(), &alternative, line);
        }
    }

    /// Opens a block; the first one of an item is the item, with its number as it is written.
    fn open(&mut self, kind: Kind, at: usize) {
        match self.item.take() {
            Some(item) if !kind.is_row() && kind != Kind::Code => {
                let kind = if kind == Kind::Paragraph { Kind::Item } else { kind };
                self.draft.open(Form { listed: true, ..kind.into() });
                self.source_line(item);
                if self.ordered.last() == Some(&true) {
                    let marker = &self.masked[item..];
                    let length = marker.find([' ', '\t', '\n', '\r']).unwrap_or(marker.len());
                    let line = self.line(item);
                    if !is_numbered(&marker[length..]) {
                        self.draft.push(&format!("{} ", &marker[..length]), line, Style { bold: true, link: None });
                    }
                }
            }
            _ => {
                self.draft.open(kind);
                self.source_line(at);
            }
        }
        if let Some((label, at)) = self.label.take() {
            self.push(&label, at);
        }
    }

    fn push(&mut self, text: &str, at: usize) {
        if let Some((alternative, _)) = &mut self.picture {
            alternative.push_str(text);
            return;
        }
        if !self.draft.is_open() {
            self.open(Kind::Paragraph, at);
        }
        let style = Style { bold: self.bold > 0, link: self.links.last().copied() };
        let line = self.line(at);
        if self.code || !text.contains('\n') {
            self.draft.push(text, line, style);
            return;
        }
        for (nth, part) in text.split('\n').enumerate() {
            if nth > 0 {
                self.draft.line_break(false);
            }
            self.draft.push(part, line + nth, style);
        }
    }

    /// Tells the draft how long the source line at `at` is and how deep it is indented.
    fn source_line(&mut self, at: usize) {
        let line = &self.lines[self.line(at) - 1];
        self.draft.source_line(line.columns, line.indent);
    }

    /// The line that an offset of the body stands on, from one.
    fn line(&self, at: usize) -> usize {
        self.lines.partition_point(|line| line.start <= self.body + at)
    }
}

/// Whether the text of an item has a number of its own, which its author gave it: "17. **11\\. No promises.**" was made of
/// a list by what read the page.
fn is_numbered(item: &str) -> bool {
    let start: String = item.trim_start_matches([' ', '\t', '*', '_', '[']).chars().take(12).collect();
    !start.starts_with('(') && numbering(&start.replace('\\', "")) > 0
}

#[cfg(test)]
mod tests {
    use crate::read::{ReadOptions, read};

    fn texts(markdown: &str) -> Vec<String> {
        let document = read(markdown.as_bytes(), "a.md", &ReadOptions::default()).expect("it reads");
        (0..document.segments.len()).map(|at| document.segment_text(at).to_owned()).collect()
    }

    #[test]
    fn an_item_has_one_number() {
        let page = "16. **10\\. Changes.** We change them.\n17. [11\\. Offers](/o) are made.\n18. 1. Last one.\n19. (a) First.";
        let read = ["10. Changes.", "We change them.", "11. Offers are made.", "1. Last one.", "19. (a) First."];
        assert_eq!(texts(page), read);
    }

    #[test]
    fn notes_begin_with_their_labels() {
        let page = "Ships pay.[^a1] Yachts do not.<sup>2</sup> Boats do.[^3]\n\n[^a1]: Since 1999.\n\n    See the fees.\n\n[^3]:\n";
        let read = ["Ships pay.[a1] Yachts do not.²", "Boats do.[3]", "[a1] Since 1999.", "See the fees.", "[3]"];
        assert_eq!(texts(page), read);
    }

    #[test]
    fn a_mark_alone_is_that_of_the_text_below_it() {
        let page = "Rules:\n\n*    \n    \n    Be tidy\n    -------\n    \n    **Sweep** the [hall](/h).\n    \n2.\n\n    Be fair.\n\n-\n\n    ```\n    code\n    ```\n";
        let read = ["Rules:", "Be tidy", "Sweep the hall.", "2. Be fair.", "code"];
        assert_eq!(texts(page), read);
    }

    #[test]
    fn a_number_behind_an_open_bracket_is_no_item() {
        let page = "Befugt sind:\n\n2.  eine Stelle, soweit das Amt (Absatz 4 Satz\n    1) es gestattet hat.\n\nStand 2024[Fassung vorher](/a)\n";
        let read = [
            "Befugt sind:",
            "2. eine Stelle, soweit das Amt (Absatz 4 Satz 1) es gestattet hat.",
            "Stand 2024 Fassung vorher",
        ];
        assert_eq!(texts(page), read);
    }

    #[test]
    fn a_name_in_angle_brackets_is_text() {
        assert_eq!(texts("See the [<Harbour Guidelines>](/g) first."), ["See the <Harbour Guidelines> first."]);
        assert_eq!(texts("See <b>the</b> <span class=\"Big\">rules</span>."), ["See the rules."]);
    }

    #[test]
    fn a_line_of_backticks_below_text_is_no_code_without_end() {
        let page = "First rules\n```````````\n\n   Inner rules\n   ```````````\n\nThe gate is open.\n\n```\ncode\n```\n\nOther rules\n```````````\n\nDogs stay out.\n";
        assert_eq!(
            texts(page),
            ["First rules", "Inner rules", "The gate is open.", "code", "Other rules", "Dogs stay out."]
        );
        assert_eq!(texts("Code:\n\n```\nopen to the end\n"), ["Code:", "open to the end"]);
    }

    #[test]
    fn links_and_emphasis_contribute_their_text_only() {
        assert_eq!(texts("See [the *terms*](https://x.y/z \"t\"), ~~now~~ **here**."), ["See the terms, now here."]);
    }

    #[test]
    fn code_is_text_as_it_stands() {
        assert_eq!(
            texts("Write `## Fees {#fees}` here.\n\n```\n# A {#a}\n```\n"),
            ["Write ## Fees {#fees} here.", "# A {#a}"]
        );
    }

    #[test]
    fn what_only_looks_like_a_list_is_read_line_by_line() {
        let text = "* First point of the list.\n* Second point of it.\nA paragraph that begins on its own line.\nAnother one.\n";
        assert_eq!(
            texts(text),
            [
                "First point of the list.",
                "Second point of it.",
                "A paragraph that begins on its own line.",
                "Another one."
            ]
        );
    }

    #[test]
    fn a_ruler_below_several_lines_makes_only_the_last_a_title() {
        let text = "This line is a paragraph that ends.\nThe Title\n---------\n\nText follows here.\n";
        let document = read(text.as_bytes(), "a.md", &ReadOptions::default()).expect("it reads");
        assert_eq!(document.sections[1].title, "The Title");
        assert_eq!(document.segments.len(), 3);
    }

    #[test]
    fn numbers_of_lists_are_kept_as_written() {
        assert_eq!(
            texts("3. Oktober 1990 ist der Tag.\n\nText.\n\n- one\n- two"),
            ["3. Oktober 1990 ist der Tag.", "Text.", "one", "two"]
        );
    }

    #[test]
    fn tables_are_rows_and_pictures_are_captions() {
        let text = "| Fee | Amount |\n|---|---|\n| Entry | 10 € |\n| Exit | |\n\nA text ![a chart](c.png) goes on.\n";
        assert_eq!(texts(text), ["Fee | Amount", "Entry | 10 €", "Exit |", "A text goes on.", "a chart"]);
    }
}
