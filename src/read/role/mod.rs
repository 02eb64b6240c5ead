//! What a block is to a reader, by its markup, its wording and its place on the page.
//!
//! Every rule labels; none drops text. What is labelled as no content is told at most as minor, so a wrong label
//! is a lost change: where a rule is not sure, the block stays a claim.

mod caption;
mod date_line;
mod label;
mod lead_in;
mod pointer;

pub(super) use lead_in::LeadIns;

use crate::language::numbering::numbering;
use crate::language::token::fold_into;
use crate::model::Role;

use super::block::{Block, Kind, Region};
use super::draft::Draft;
use super::rules::{Wording, wordings};

/// Longest block in bytes that wording is looked for in: notices, date lines and links are short.
const SHORT: usize = 400;

/// How many blocks the top of the page has, where a date that stands alone is the page's own.
const FRONT: usize = 12;

/// The largest share of the text that a region or a notice may hold, in hundredths: more is the page itself.
const LARGEST_PART: usize = 40;

/// Titles of this level and deeper may stand above a box inside a section.
const DEEP: usize = 3;

/// Labels the blocks that their markup or wording gives away. Headings by look are not known yet.
pub(super) fn by_wording(draft: &mut Draft, language: Option<&str>) {
    by_region(draft);
    let page = Page::new(draft, language);
    let mut roles: Vec<Option<Role>> = draft.blocks.iter().map(|block| block.role).collect();
    for (index, role) in roles.iter_mut().enumerate() {
        if role.is_none() {
            *role = page.line_role(draft, index);
        }
    }
    page.label_contents(draft, &mut roles);
    page.label_notices(draft, &mut roles);
    page.label_title_line(draft, &mut roles);
    page.label_menus(draft, &mut roles);
    for (block, role) in draft.blocks.iter_mut().zip(roles) {
        block.role = role;
    }
}

/// Labels the blocks that their form gives away, now that headings are known.
pub(super) fn by_form(draft: &mut Draft, language: Option<&str>) {
    let page = Page::new(draft, language);
    let mut roles: Vec<Option<Role>> = draft.blocks.iter().map(|block| block.role).collect();
    page.label_related(draft, &mut roles);
    pointer::label(draft, &mut roles);
    page.label_tail(draft, &mut roles);
    for (index, role) in roles.iter_mut().enumerate() {
        let block = &draft.blocks[index];
        if role.is_none() {
            *role = match block.kind {
                Kind::Heading(_) => Some(Role::Heading),
                Kind::Value if page.is_date_line(draft, index) => Some(Role::Date),
                Kind::Row | Kind::HeadRow | Kind::Value => Some(Role::Table),
                Kind::Code => Some(Role::Code),
                Kind::Caption | Kind::Picture => Some(Role::Caption),
                Kind::Metadata => Some(Role::Metadata),
                Kind::Paragraph | Kind::Item | Kind::Term => None,
            };
        }
    }
    for (block, role) in draft.blocks.iter_mut().zip(roles) {
        block.role = role;
    }
}

/// Gives the blocks of a region its role, unless the region is most of the page; what a user has ignored may be that.
fn by_region(draft: &mut Draft) {
    let all = draft.text.len().max(1);
    for block in &mut draft.blocks {
        let region = block.region.map(|region| draft.regions[region]);
        let part = |region: &Region| region.role == Role::Ignored || region.bytes * 100 <= all * LARGEST_PART;
        block.role = region.filter(part).map(|region| region.role);
    }
}

/// The blocks of a page with their folded texts.
struct Page {
    wordings: Vec<&'static Wording>,
    /// Folded texts of short blocks, without marks around them; empty for long ones.
    folded: Vec<String>,
    language: Option<String>,
    /// Index of the block at which the top of the page ends.
    front: usize,
}

impl Page {
    fn new(draft: &Draft, language: Option<&str>) -> Self {
        let fold = |block: &Block| {
            let mut folded = String::new();
            if block.span.len() <= SHORT {
                fold_into(block.span.of(&draft.text), &mut folded);
            }
            folded
        };
        let folded = draft.blocks.iter().map(fold).collect();
        let metadata = draft.blocks.iter().take_while(|block| block.kind == Kind::Metadata).count();
        Page { wordings: wordings(language), folded, language: language.map(str::to_owned), front: metadata + FRONT }
    }

    /// The folded text of a block as a title: without its number and the marks around it.
    fn title(&self, draft: &Draft, index: usize) -> &str {
        let number = numbering(draft.blocks[index].span.of(&draft.text));
        let folded = self.folded[index].as_str();
        bare(folded.get(number..).filter(|rest| !rest.is_empty()).unwrap_or(folded))
    }

    fn any(&self, test: impl Fn(&Wording) -> bool) -> bool {
        self.wordings.iter().any(|wording| test(wording))
    }

    /// The role of a block whose wording alone gives it away.
    fn line_role(&self, draft: &Draft, index: usize) -> Option<Role> {
        let block = &draft.blocks[index];
        let text = self.folded[index].as_str();
        if text.is_empty() || !matches!(block.kind, Kind::Paragraph | Kind::Item | Kind::Term | Kind::Heading(_)) {
            return None;
        }
        let source = block.span.of(&draft.text);
        // Targets of links, as reStructuredText has them.
        if is_keyword(source) || source.starts_with(".. _") || is_callout(source) {
            return Some(Role::Metadata);
        }
        let bare = bare(text);
        if self.any(|w| w.contents.contains(bare)) || is_entry(source) {
            return Some(Role::Navigation);
        }
        if self.is_date_line(draft, index) {
            return Some(Role::Date);
        }
        // "Warning" above a box is no title of a part, though pages set it as one.
        let part = matches!(block.kind, Kind::Heading(level) if level < DEEP);
        if !part && self.any(|w| w.callout.contains(bare)) {
            return Some(Role::Metadata);
        }
        if matches!(block.kind, Kind::Heading(_)) {
            return None;
        }
        // "Yes." below a question is its answer, and no button.
        let before = index.checked_sub(1).map(|before| draft.blocks[before].span.of(&draft.text));
        let answers = source.trim_end().ends_with('.') && before.is_some_and(|before| before.trim_end().ends_with('?'));
        if !answers && self.any(|w| w.control.contains(bare) || w.control.contains(text)) {
            return Some(Role::Navigation);
        }
        if block.kind != Kind::Paragraph {
            return None;
        }
        if self.is_link_line(text) {
            return Some(Role::Link);
        }
        self.is_caption(block, text, &draft.text).then_some(Role::Caption)
    }

    /// A line that only leads elsewhere: "Learn more: …", "(More on …)".
    fn is_link_line(&self, text: &str) -> bool {
        let inner = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')).unwrap_or(text);
        let ended = inner.ends_with(['.', '!', ';', ':', '。']);
        !ended && words(inner) <= 16 && self.any(|w| w.link.iter().any(|link| begins_with_words(inner, link)))
    }
}

fn ends_as_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']'])
        .ends_with(['.', '!', '?', ':', ';', '…', '。', '！', '？', '：', '；'])
}

fn bare(folded: &str) -> &str {
    folded.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | ')' | '?'))
}

/// Whether a line holds what a version control system fills in: `$Revision: 8173 $`.
fn is_keyword(line: &str) -> bool {
    let keyword = |part: &str| {
        let name = part.split_once(": ").map_or("", |(name, _)| name);
        part.ends_with(' ') && !name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic())
    };
    line.trim_end().ends_with('$') && line.trim_end_matches('$').rsplit('$').next().is_some_and(keyword)
}

fn begins_with_words(text: &str, start: &str) -> bool {
    text.strip_prefix(start).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

fn words(text: &str) -> usize {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count()
}

/// A line that only names the kind of the note below it, as Markdown has it: "[!TIP]".
fn is_callout(line: &str) -> bool {
    let name = line.strip_prefix("[!").and_then(|rest| rest.strip_suffix(']'));
    name.is_some_and(|name| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphabetic()))
}

/// Whether a line is an entry of a table of contents: dots lead from a title to the number of its page.
pub(super) fn is_entry(line: &str) -> bool {
    const DOTS: usize = 4;
    const APART: [&str; 2] = [". .", "· ·"];
    let title = line.trim_end().trim_end_matches(|c: char| c.is_numeric());
    let leader = title.trim_end_matches(['.', ' ', '…', '·']);
    let dots = &title[leader.len()..];
    let leads = dots.matches(['.', '…', '·']).count() >= DOTS || APART.iter().any(|apart| dots.contains(apart));
    title.len() < line.trim_end().len() && !leader.is_empty() && leads
}
