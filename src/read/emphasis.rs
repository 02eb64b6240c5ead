//! Marks of bold text that stand where its parser does not see them, set where it does. Offsets stay.
//!
//! What makes Markdown of HTML writes `<b>Fees<br></b>Ships pay` as `**Fees`, a line break, and `**Ships pay`: to
//! CommonMark neither mark closes anything, and both are text.

use std::borrow::Cow;
use std::ops::Range;

/// The mark of bold text.
const MARK: &str = "**";

/// The end of one bold text and the beginning of the next, with nothing between.
const BOTH: &str = "****";

/// A run of asterisks.
#[derive(Debug, Clone, Copy)]
struct Run {
    at: usize,
    /// Whether bold text may begin here.
    opens: bool,
    /// Whether it may end here.
    closes: bool,
}

/// A block as far as marks may belong together: the lines up to an empty one or to the next item. Lines of only spaces
/// part its paragraphs.
#[derive(Debug, Default)]
struct Block {
    /// The marks that belong to none in their own paragraph.
    strays: Vec<Run>,
    /// Of the paragraph that is read: the open marks, and the marks of both kinds that stand within the outermost.
    open: Vec<Run>,
    within: Vec<usize>,
    /// What is to be mended: places of [`BOTH`] that say nothing.
    empty: Vec<usize>,
    /// Whether it holds what is not read here: code, or marks of another length.
    other: bool,
}

/// Sets such marks to the text that they are about, and takes out those between two bold texts that follow each other
/// without a gap, which CommonMark does not pair either: `**Remov****ing**`.
pub(super) fn closed(text: &str) -> Cow<'_, str> {
    if !text.contains(MARK) {
        return Cow::Borrowed(text);
    }
    let mut masked = Cow::Borrowed(text);
    let mut block = Block::default();
    let mut fence: Option<&str> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        let fenced = ["```", "~~~"].into_iter().find(|mark| bare.starts_with(mark));
        let begins = line.trim_end_matches(['\r', '\n']).is_empty() || fenced.is_some() || starts_block(bare);
        if begins {
            std::mem::take(&mut block).mend(text, &mut masked);
        }
        match (fenced, fence) {
            (Some(mark), Some(open)) if mark == open => fence = None,
            (Some(mark), None) => fence = Some(mark),
            _ if fence.is_none() => block.read(text, at..at + line.len()),
            _ => {}
        }
        at += line.len();
    }
    block.mend(text, &mut masked);
    masked
}

/// Whether a line begins an item, a title, a row or a quotation.
fn starts_block(line: &str) -> bool {
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = number.len() < line.len() && number.starts_with([')', '.']) && number[1..].starts_with(' ');
    numbered || line.starts_with(['#', '|', '>']) || ["* ", "- ", "+ "].iter().any(|mark| line.starts_with(mark))
}

impl Block {
    fn read(&mut self, text: &str, line: Range<usize>) {
        if text[line.clone()].trim().is_empty() {
            self.end_paragraph();
        }
        self.other |= text[line.clone()].contains('`');
        let mut at = line.start;
        while let Some(found) = text[at..line.end].find('*').map(|found| at + found) {
            let length = text[found..line.end].bytes().take_while(|&byte| byte == b'*').count();
            at = found + length;
            if text[..found].ends_with('\\') {
                continue;
            }
            let run = Run::new(text, found, length, &line);
            match length {
                1 => {}
                2 => self.enter(run),
                4 if run.opens && run.closes && !self.open.is_empty() => self.within.push(found),
                4 => {}
                _ => self.other = true,
            }
        }
    }

    /// Pairs a mark with the last one that is open in its paragraph, or leaves it open.
    fn enter(&mut self, run: Run) {
        if run.closes && self.open.pop().is_some() {
            if self.open.is_empty() {
                self.empty.append(&mut self.within);
            }
        } else if run.opens {
            self.open.push(run);
        } else {
            self.strays.push(run);
        }
    }

    fn end_paragraph(&mut self) {
        self.strays.append(&mut self.open);
        self.within.clear();
    }

    fn mend(mut self, text: &str, masked: &mut Cow<'_, str>) {
        self.end_paragraph();
        if self.other {
            return;
        }
        for at in self.empty {
            take_out(text, at, masked);
        }
        self.strays.sort_unstable_by_key(|run| run.at);
        let mut strays = self.strays.into_iter().peekable();
        while let Some(first) = strays.next() {
            if strays.peek().is_some_and(|second| pair(text, first, *second, masked)) {
                strays.next();
            }
        }
    }
}

impl Run {
    /// A run of a line, with what CommonMark makes of it by the characters around it.
    fn new(text: &str, at: usize, length: usize, line: &Range<usize>) -> Self {
        let before = text[line.start..at].chars().next_back();
        let after = text[at + length..line.end].chars().next();
        let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let mark = |c: Option<char>| c.is_some_and(|c| !c.is_alphanumeric() && !c.is_whitespace());
        let opens = !space(after) && (!mark(after) || space(before) || mark(before));
        let closes = !space(before) && (!mark(before) || space(after) || mark(after));
        Run { at, opens, closes }
    }

    fn end(self) -> usize {
        self.at + MARK.len()
    }
}

/// Sets two marks to what stands between them, where that is text of one paragraph and each of them stands at the end or
/// the beginning of a line if not at a word. Tells whether it is.
fn pair(text: &str, first: Run, second: Run, masked: &mut Cow<'_, str>) -> bool {
    let between = &text[first.end()..second.at];
    let bold = between.trim_ascii();
    let start = first.end() + (between.len() - between.trim_ascii_start().len());
    let end = start + bold.len();
    let broken = |gap: &str| gap.is_empty() || gap.contains('\n');
    let (lead, tail) = (&text[first.end()..start], &text[end..second.at]);
    let opens = if lead.is_empty() { first.opens } else { broken(lead) };
    // What follows the second mark is text of its line or nothing: "** without tax" is a note.
    let behind = &text[second.end()..];
    let noted =
        !tail.is_empty() && behind.starts_with(' ') && !behind.lines().next().unwrap_or_default().trim().is_empty();
    let closes = if tail.is_empty() { second.closes } else { broken(tail) && !noted };
    if bold.is_empty() {
        let room = masked.to_mut();
        [first, second].iter().for_each(|run| room.replace_range(run.at..run.end(), "  "));
        return true;
    }
    let one = bold.contains(char::is_alphanumeric) && !bold.lines().any(|line| line.trim().is_empty());
    if !(one && opens && closes) {
        return false;
    }
    let room = masked.to_mut();
    room.replace_range(first.at..start, &format!("{lead}{MARK}"));
    room.replace_range(end..second.end(), &format!("{MARK}{tail}"));
    true
}

/// Takes the marks between two bold texts out: what stands behind them up to the next space moves there. Where a word
/// begins with a capital behind them, a space takes their place.
fn take_out(text: &str, at: usize, masked: &mut Cow<'_, str>) {
    let behind = at + BOTH.len();
    let blank = " ".repeat(BOTH.len());
    if text[behind..].starts_with(char::is_uppercase) {
        masked.to_mut().replace_range(at..behind, &blank);
        return;
    }
    let end = text[behind..].find(|c: char| c.is_whitespace() || c == '*').map_or(text.len(), |end| behind + end);
    let marks = text[end..].len() - text[end..].trim_start_matches('*').len();
    // What closes there closes behind a word, and what opens there stays where it is.
    let end = end + if marks == MARK.len() { marks } else { 0 };
    masked.to_mut().replace_range(at..end, &format!("{}{blank}", &text[behind..end]));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Role;
    use crate::read::{ReadOptions, read};

    fn told(markdown: &str) -> Vec<(Role, String)> {
        let document = read(markdown.as_bytes(), "a.md", &ReadOptions::default()).expect("it reads");
        let segment = |at: usize| (document.segments[at].role, document.segment_text(at).to_owned());
        (0..document.segments.len()).map(segment).collect()
    }

    #[test]
    fn a_bold_title_may_close_on_a_later_line() {
        for page in [
            "**Fees  \n**Ships pay at the gate.\n",
            "**Fees  \n  \n**Ships pay at the gate.\n",
            "**Fees  \n**\n\nShips pay at the gate.\n",
            "**  \nFees  \n**  \n\nShips pay at the gate.\n",
            "**\nFees\n**\n\nShips pay at the gate.\n",
            "**  \n  \nFees**\n\nShips pay at the gate.\n",
        ] {
            assert_eq!(closed(page).len(), page.len());
            let told = told(page);
            let read: Vec<(Role, &str)> = told.iter().map(|(role, text)| (*role, text.as_str())).collect();
            assert_eq!(read, [(Role::Heading, "Fees"), (Role::Claim, "Ships pay at the gate.")], "{page:?}");
        }
        let item = "3. **Fees  \n    **  \n    **_Ships_** pay at the gate.\n";
        let read: Vec<String> = told(item).into_iter().map(|(_, text)| text).collect();
        assert_eq!(read, ["3. Fees", "Ships pay at the gate."]);
    }

    #[test]
    fn marks_without_text_between_are_no_text() {
        let read = |page: &str| told(page).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
        assert_eq!(read("**Mov****ing Your Boat**\n\nAsk first.\n"), ["Moving Your Boat", "Ask first."]);
        assert_eq!(read("**Mov****ing** ships pay.\n"), ["Moving ships pay."]);
        assert_eq!(read("**27.2****Ships.** They pay.\n"), ["27.2 Ships.", "They pay."]);
        assert_eq!(read("Fees are d****d high.\n"), ["Fees are d****d high."]);
    }

    #[test]
    fn what_is_no_mark_of_bold_text_stays() {
        for page in [
            "Ships pay 5 €** for crews.  \n  \n** without tax\n",
            "Ships **pay  \nat** the gate.\n",
            "**Fees** are 2 ** 3 and  \n2 ** 4 here.\n",
            "* **Fees  \n* **Ships pay.\n",
            "```\n**Fees  \n**Ships pay.\n```\n",
            "**Fees\n\n**Ships pay.\n",
            "**Fees  \n**Call `**kwargs` here.\n",
            "**Bold **inner** text** here.\n",
            "***Fees* here  \n**Ships pay.\n",
            "\\**Fees  \n**Ships pay.\n",
        ] {
            assert!(matches!(closed(page), Cow::Borrowed(_)), "{page:?} → {:?}", closed(page));
        }
    }
}
