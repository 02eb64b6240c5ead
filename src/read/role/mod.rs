//! What a block is to a reader, by its markup, its wording and its place on the page.
//!
//! Every rule labels; none drops text. What is labelled as no content is told at most as minor, so a wrong label
//! is a lost change: where a rule is not sure, the block stays a claim.

mod caption;
mod date_line;
mod lead_in;
mod pointer;

pub(super) use lead_in::LeadIns;

use rustc_hash::FxHashMap;

use crate::language::numbering::numbering;
use crate::language::token::fold_into;
use crate::model::Role;

use super::draft::{Block, Draft, Kind, Region};
use super::rules::{Wording, wordings};

/// Longest block in bytes that wording is looked for in: notices, date lines and links are short.
const SHORT: usize = 400;

/// How many blocks from either end of the page notices are looked for in.
const EDGE: usize = 16;

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
                Kind::Row => Some(Role::Table),
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
        if self.any(|w| w.control.contains(bare) || w.control.contains(text)) {
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

    /// Labels tables of contents: runs of short lines most of which come again as titles, in the same order and
    /// with text between them.
    fn label_contents(&self, draft: &Draft, roles: &mut [Option<Role>]) {
        const FEWEST: usize = 3;
        let titles = self.titles(draft);
        let is_entry = |index: usize| {
            let text = self.folded[index].as_str();
            !text.is_empty()
                && text.len() <= 120
                && !text.ends_with(['.', ';', ':', ','])
                && draft.blocks[index].kind != Kind::Metadata
        };
        let mut index = 0;
        while index < self.folded.len() {
            let mut end = index;
            let mut places: Vec<usize> = Vec::new();
            let mut last = index;
            while end < self.folded.len() && is_entry(end) {
                let known = titles.get(self.title(draft, end));
                let after = places.last().copied().unwrap_or(end + 1);
                let next = known.and_then(|known| known.get(known.partition_point(|&place| place <= after)));
                if let Some(&place) = next {
                    places.push(place);
                    last = end + 1;
                // One entry in five may have another title in the text.
                } else if places.len() * 5 < (end + 1 - index) * 4 {
                    break;
                }
                end += 1;
            }
            let text_between = places.windows(2).filter(|pair| pair[1] > pair[0] + 1).count();
            let above = places.first().is_some_and(|&first| first >= last);
            if places.len() >= FEWEST && text_between * 2 >= places.len() && above {
                roles[index..last]
                    .iter_mut()
                    .filter(|role| role.is_none())
                    .for_each(|role| *role = Some(Role::Navigation));
            }
            index = last.max(index + 1);
        }
    }

    /// Where lines stand that may be titles, by their folded texts: headings, bold lines, and lines before a longer
    /// text.
    fn titles(&self, draft: &Draft) -> FxHashMap<&str, Vec<usize>> {
        let mut titles: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (index, block) in draft.blocks.iter().enumerate() {
            let before_text = || {
                let next = draft.blocks.get(index + 1);
                !block.listed
                    && next.is_some_and(|next| {
                        next.span.len() > block.span.len() && ends_as_sentence(next.span.of(&draft.text))
                    })
            };
            if matches!(block.kind, Kind::Heading(_)) || block.bold || before_text() {
                titles.entry(self.title(draft, index)).or_default().push(index);
            }
        }
        titles
    }

    /// Labels login, newsletter, cookie and browser notices at both ends of the page. What also speaks of such
    /// matters is one of them where it stands beside one. A page that is about such matters has none.
    fn label_notices(&self, draft: &Draft, roles: &mut [Option<Role>]) {
        let about = |text: &str| self.any(|w| w.context.iter().any(|word| text.contains(word.as_str())));
        let titled =
            |(index, block): (usize, &Block)| matches!(block.kind, Kind::Heading(_)) && about(&self.folded[index]);
        let title = draft.meta.title.as_deref().unwrap_or_default().to_lowercase();
        if about(&title) || draft.blocks.iter().enumerate().any(titled) {
            return;
        }
        let may_be = |index: usize| {
            let block = &draft.blocks[index];
            let plain = matches!(block.kind, Kind::Paragraph | Kind::Item) && !block.bold;
            plain && numbering(&self.folded[index]) == 0
        };
        let open: Vec<usize> = (0..roles.len()).filter(|&index| roles[index].is_none() && may_be(index)).collect();
        let edges =
            open.iter().copied().take(EDGE).chain(open.iter().copied().skip(EDGE.max(open.len().saturating_sub(EDGE))));
        let edges: Vec<usize> = edges.collect();
        let strong = |index: usize| self.any(|w| w.notice.iter().any(|phrase| phrase.is_in(&self.folded[index])));
        let mut labelled = vec![false; edges.len()];
        for (at, &index) in edges.iter().enumerate() {
            labelled[at] = strong(index);
        }
        for at in 0..edges.len() {
            let beside = |other: usize, at: usize| {
                labelled.get(other).copied().unwrap_or(false) && edges[other].abs_diff(edges[at]) <= 1
            };
            if !labelled[at] && about(&self.folded[edges[at]]) && (beside(at.wrapping_sub(1), at) || beside(at + 1, at))
            {
                labelled[at] = true;
            }
        }
        let chosen: Vec<usize> = edges.iter().zip(&labelled).filter(|&(_, &is)| is).map(|(&index, _)| index).collect();
        let bytes: usize = chosen.iter().map(|&index| draft.blocks[index].span.len()).sum();
        if bytes * 100 <= draft.text.len() * LARGEST_PART {
            for index in chosen {
                roles[index] = Some(Role::Notice);
            }
        }
    }

    /// Labels the title of the browser's window where an extractor wrote it above the text: "Terms | Example".
    fn label_title_line(&self, draft: &Draft, roles: &mut [Option<Role>]) {
        let Some(first) = draft.blocks.iter().position(|block| block.kind != Kind::Metadata) else { return };
        let heading = draft.blocks.iter().position(|block| matches!(block.kind, Kind::Heading(_)));
        let Some(heading) = heading.filter(|&heading| heading > first && heading <= first + 8) else { return };
        let line = self.folded[first].as_str();
        let title = self.title(draft, heading);
        let parts = [" | ", " - ", " • ", " :: ", " » "]
            .iter()
            .filter(|mark| line.contains(**mark))
            .flat_map(|mark| line.split(*mark));
        if !title.is_empty() && parts.map(str::trim).any(|part| part == title) {
            roles[first] = roles[first].or(Some(Role::Metadata));
        }
    }

    /// Labels menus: blocks that are nothing but links, in the header or footer of the page, or before and behind
    /// all that is a sentence, as far as no heading and no lead-in makes them part of the text.
    fn label_menus(&self, draft: &Draft, roles: &mut [Option<Role>]) {
        const WORDS_OF_A_SENTENCE: usize = 6;
        let sentence = |block: &Block| {
            let text = block.span.of(&draft.text);
            !block.linked && ends_as_sentence(text) && words(text) >= WORDS_OF_A_SENTENCE
        };
        let heading = |block: &Block| matches!(block.kind, Kind::Heading(_)) || block.bold;
        let text_begins = |block: &Block| heading(block) || sentence(block);
        let Some(last) = draft.blocks.iter().rposition(sentence) else { return };
        let begin = draft.blocks.iter().position(text_begins).unwrap_or(0);
        let behind = &draft.blocks[last + 1..];
        let end = last + 1 + behind.iter().position(heading).unwrap_or(behind.len());
        let announced = draft.blocks[last].span.of(&draft.text).ends_with([':', '：']);
        for (index, block) in draft.blocks.iter().enumerate() {
            let menu = block.linked && !matches!(block.kind, Kind::Heading(_)) && roles[index].is_none();
            if menu && (block.framed || index < begin) {
                roles[index] = Some(Role::Navigation);
            } else if menu && (last + 1..end).contains(&index) && !announced {
                roles[index] = Some(Role::Link);
            }
        }
    }

    /// Labels lists of links under a heading that announces them, as far as they are no sentences.
    fn label_related(&self, draft: &Draft, roles: &mut [Option<Role>]) {
        const LONGEST: usize = 15;
        let known = draft.blocks.iter().any(|block| block.linked);
        let mut under: Option<usize> = None;
        for (index, block) in draft.blocks.iter().enumerate() {
            if let Kind::Heading(level) = block.kind {
                let title = bare(&self.folded[index]);
                if self.any(|w| w.related.contains(title)) {
                    under = Some(level);
                } else if under.is_some_and(|above| level <= above) {
                    under = None;
                }
                continue;
            }
            let text = block.span.of(&draft.text);
            let title = !known && !ends_as_sentence(text) && words(text) <= LONGEST;
            if under.is_some() && (block.linked || title) && roles[index].is_none() {
                roles[index] = Some(Role::Link);
            }
        }
    }

    /// Labels the list of links that a page ends with: titles of other pages, one a line, below text that is made
    /// of sentences.
    fn label_tail(&self, draft: &Draft, roles: &mut [Option<Role>]) {
        const FEWEST: usize = 4;
        const WORDS_OF_A_TITLE: usize = 5;
        let is_title = |index: usize| {
            let block = &draft.blocks[index];
            let text = block.span.of(&draft.text);
            let form =
                matches!(block.kind, Kind::Paragraph | Kind::Heading(_)) || (block.kind == Kind::Item && block.linked);
            form && block.span.len() <= SHORT
                && !text.ends_with(['.', ':', ';', ',', '!', '。', '：', '；'])
                && !text.starts_with(char::is_lowercase)
                && numbering(text) == 0
                // People and their addresses are no titles of other pages.
                && !text.contains('@')
        };
        // Among titles a line that names people is a title too, not a caption.
        let is_free = |role: Option<Role>| matches!(role, None | Some(Role::Caption));
        let mut start = roles.len();
        while start > 0 && (is_title(start - 1) || roles[start - 1].is_some_and(|role| !role.is_content())) {
            start -= 1;
        }
        let tail: Vec<usize> = (start..roles.len()).filter(|&index| is_free(roles[index])).collect();
        let count: usize = tail.iter().map(|&index| words(&self.folded[index])).sum();
        let body = &draft.blocks[..start];
        let prose = body.iter().filter(|b| matches!(b.kind, Kind::Paragraph | Kind::Item));
        let sentences = prose.clone().filter(|b| ends_as_sentence(b.span.of(&draft.text))).count();
        let announced = start > 0 && body[start - 1].span.of(&draft.text).ends_with([':', '：']);
        let linked = tail.iter().all(|&index| draft.blocks[index].linked);
        let titles = count >= tail.len() * WORDS_OF_A_TITLE
            && !tail.iter().any(|&i| matches!(draft.blocks[i].kind, Kind::Heading(_)));
        if tail.len() >= FEWEST && !announced && sentences * 2 >= prose.count() && sentences > 0 && (linked || titles) {
            for index in tail {
                roles[index] = Some(Role::Link);
            }
        }
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
