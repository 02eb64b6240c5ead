//! Sentences of a page with their changed words marked.

use crate::model::{Comparison, Edit, EditOp, Link, Pair, Side, Span};
use crate::report::safe;

use super::paint::{Paint, Tone};

/// Unchanged text that is longer is shortened in its middle…
const LONG: usize = 320;
/// …to this many bytes before and after the gap.
const KEPT: usize = 120;

/// An excerpt runs on to the end of its sentence where no more than this is left of it.
const SLACK: usize = 16;

/// Share of the text, in hundredths, that must be the same for old and new to be shown in one.
const INTERWOVEN: usize = 50;

/// Whether a link's two sides read well interwoven: one sentence each, most of it kept.
pub(super) fn interwoven(link: &Link, edits: &[Edit]) -> bool {
    let length = |edit: &Edit| edit.old.len() + edit.new.len();
    let kept: usize = edits.iter().filter(|edit| edit.op == EditOp::Equal).map(length).sum();
    let all: usize = edits.iter().map(length).sum();
    link.old.len() == 1 && link.new.len() == 1 && kept * 100 >= all * INTERWOVEN
}

/// Both sides of a link in one text: what is gone struck out where it stood, what is new beside it.
pub(super) fn both(paint: Paint, text: Pair<&str>, edits: &[Edit]) -> String {
    let mut shown = String::new();
    let mut end: Pair<Option<usize>> = Pair::default();
    for edit in edits {
        let spans = Pair::new(edit.old, edit.new);
        let parted = |side: Side| {
            let span = spans.get(side);
            !span.is_empty() && end.get(side).is_some_and(|end| end < span.start)
        };
        if Side::BOTH.into_iter().any(parted) {
            shown.push(' ');
        }
        match edit.op {
            EditOp::Equal => shown.push_str(&shortened(edit.new.of(text.new))),
            EditOp::Delete | EditOp::Insert | EditOp::Replace => {
                for (tone, words) in
                    [(Tone::StruckWords, edit.old.of(text.old)), (Tone::AddedWords, edit.new.of(text.new))]
                {
                    if !words.is_empty() {
                        shown.push_str(&paint.paint(tone, &safe::terminal(words)));
                    }
                }
            }
        }
        for side in Side::BOTH {
            if !spans.get(side).is_empty() {
                *end.get_mut(side) = Some(spans.get(side).end);
            }
        }
    }
    shown
}

/// A stretch of one side's text with some of its words marked.
pub(super) fn marked(paint: Paint, text: &str, stretch: Span, marks: &[Span], tone: Tone) -> String {
    let mut shown = String::new();
    let mut at = stretch.start;
    for mark in joined(text, stretch, marks) {
        shown.push_str(&shortened(&text[at..mark.start]));
        shown.push_str(&paint.paint(tone, &safe::terminal(mark.of(text))));
        at = mark.end;
    }
    shown.push_str(&shortened(&text[at..stretch.end]));
    shown
}

/// A stretch of text around what is marked in it, at most about `room` bytes, cut between words.
pub(super) fn excerpt(paint: Paint, text: &str, whole: Span, marks: &[Span], tone: Tone, room: usize) -> String {
    let focus = joined(text, whole, marks).first().copied().unwrap_or(Span::new(whole.start, whole.start));
    let spare = room.saturating_sub(focus.len());
    let start =
        if focus.end - whole.start <= room { whole.start } else { word_start(text, focus.start, spare / 2, whole) };
    let end = if whole.end - start <= room + SLACK {
        whole.end
    } else {
        word_end(text, (start + room).max(focus.start + room / 2), whole)
    };
    let body = marked(paint, text, Span::new(start, end), marks, tone);
    let before = if start > whole.start { "… " } else { "" };
    let after = if end < whole.end { " …" } else { "" };
    format!("{before}{body}{after}")
}

/// The marks of a side: the words of a link that are not the same on the other side.
pub(super) fn changed_words(comparison: &Comparison, link: usize, side: Side) -> Vec<Span> {
    let edits = comparison.edits.get(link).map_or(&[][..], Vec::as_slice);
    let of_side = |edit: &Edit| if side == Side::Old { edit.old } else { edit.new };
    edits.iter().filter(|edit| edit.op != EditOp::Equal).map(of_side).filter(|span| !span.is_empty()).collect()
}

/// The marks inside a stretch, in order, and as one where only white space parts them.
fn joined(text: &str, stretch: Span, marks: &[Span]) -> Vec<Span> {
    let mut marks: Vec<Span> = (marks.iter())
        .map(|mark| Span::new(mark.start.max(stretch.start), mark.end.min(stretch.end)))
        .filter(|mark| mark.start < mark.end)
        .collect();
    marks.sort_unstable();
    let mut all: Vec<Span> = Vec::with_capacity(marks.len());
    for mark in marks {
        match all.last_mut() {
            Some(last) if mark.start <= last.end || text[last.end..mark.start].trim().is_empty() => {
                last.end = last.end.max(mark.end);
            }
            _ => all.push(mark),
        }
    }
    all
}

/// Unchanged text, harmless, and without the middle of what is very long.
fn shortened(text: &str) -> String {
    let shown = safe::terminal(text);
    if shown.len() <= LONG {
        return shown.into_owned();
    }
    let whole = Span::new(0, shown.len());
    let (head, tail) = (word_end(&shown, KEPT, whole), word_start(&shown, shown.len(), KEPT, whole));
    format!("{} … {}", &shown[..head], &shown[tail..])
}

/// The start of a word, at most `room` bytes before `at`.
fn word_start(text: &str, at: usize, room: usize, whole: Span) -> usize {
    let from = text.ceil_char_boundary(at.saturating_sub(room).max(whole.start));
    if from == whole.start || from >= at {
        return from.min(at);
    }
    match text[from..at].find(char::is_whitespace) {
        Some(space) => at - text[from + space..at].trim_start().len(),
        None => from,
    }
}

/// The end of a word, at most at `at`.
fn word_end(text: &str, at: usize, whole: Span) -> usize {
    let to = text.floor_char_boundary(at.clamp(whole.start, whole.end));
    let kept = &text[whole.start..to];
    if to == whole.end {
        return to;
    }
    kept.rfind(char::is_whitespace).map_or(to, |space| whole.start + kept[..space].trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Paint = Paint { colour: false, width: 80 };

    #[test]
    fn both_sides_read_as_one_sentence() {
        let text = Pair::new("The fee is 10 euros.", "The fee is now 12 euros.");
        let edit = |op, old: (usize, usize), new: (usize, usize)| Edit {
            op,
            old: Span::new(old.0, old.1),
            new: Span::new(new.0, new.1),
        };
        let edits = [
            edit(EditOp::Equal, (0, 10), (0, 10)),
            edit(EditOp::Insert, (10, 10), (11, 14)),
            edit(EditOp::Replace, (11, 13), (15, 17)),
            edit(EditOp::Equal, (14, 20), (18, 24)),
        ];
        assert_eq!(both(PLAIN, text, &edits), "The fee is {+now+} [-10-]{+12+} euros.");
    }

    #[test]
    fn what_is_gone_at_the_start_stands_apart_from_what_remains() {
        let text = Pair::new("No flood is expected.", "Flood is expected.");
        let edits = [
            Edit { op: EditOp::Delete, old: Span::new(0, 2), new: Span::new(0, 0) },
            Edit { op: EditOp::Equal, old: Span::new(3, 21), new: Span::new(0, 18) },
        ];
        assert_eq!(both(PLAIN, text, &edits), "[-No-] Flood is expected.");
    }

    #[test]
    fn words_side_by_side_share_a_mark() {
        let text = "All members shall report.";
        let marks = [Span::new(4, 11), Span::new(12, 17)];
        let whole = Span::new(0, text.len());
        assert_eq!(marked(PLAIN, text, whole, &marks, Tone::RemovedWords), "All [-members shall-] report.");
    }

    #[test]
    fn an_excerpt_keeps_the_marked_words_and_cuts_between_words() {
        let text = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen";
        let at = text.find("nine").expect("it is there");
        let shown = excerpt(PLAIN, text, Span::new(0, text.len()), &[Span::new(at, at + 4)], Tone::AddedWords, 24);
        assert!(shown.contains("{+nine+}"), "{shown}");
        assert!(shown.starts_with("… ") && shown.ends_with(" …"), "{shown}");
        for word in shown.replace(['{', '+', '}', '…'], "").split_whitespace() {
            assert!(text.split(' ').any(|whole| whole == word), "{word} in {shown}");
        }
    }

    #[test]
    fn long_unchanged_text_loses_its_middle() {
        let text = "word ".repeat(200);
        let shown = shortened(&text);
        assert!(shown.len() < LONG && shown.contains(" … "));
        let wide = "理".repeat(400);
        assert!(shortened(&wide).contains('…'));
    }
}
