//! Labels that a block gets from those around it: tables of contents, notices, menus, lists of links.

use rustc_hash::FxHashMap;

use crate::language::numbering::numbering;
use crate::model::Role;
use crate::read::block::{Block, Kind};
use crate::read::draft::Draft;

use super::{LARGEST_PART, Page, SHORT, bare, ends_as_sentence, words};

/// How many blocks from either end of the page notices are looked for in.
const EDGE: usize = 16;

impl Page {
    /// Labels tables of contents: runs of short lines most of which come again as titles, in the same order and
    /// with text between them.
    pub(super) fn label_contents(&self, draft: &Draft, roles: &mut [Option<Role>]) {
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
    pub(super) fn label_notices(&self, draft: &Draft, roles: &mut [Option<Role>]) {
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
    pub(super) fn label_title_line(&self, draft: &Draft, roles: &mut [Option<Role>]) {
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
    pub(super) fn label_menus(&self, draft: &Draft, roles: &mut [Option<Role>]) {
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
    pub(super) fn label_related(&self, draft: &Draft, roles: &mut [Option<Role>]) {
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
    pub(super) fn label_tail(&self, draft: &Draft, roles: &mut [Option<Role>]) {
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
