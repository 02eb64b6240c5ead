//! Sentences of a page in pieces, with their changed words marked. Each format dresses the pieces in its own way.

use crate::model::{Edit, EditOp, Link, Pair, Side, Span};

/// Unchanged text that is longer is shortened in its middle…
const LONG: usize = 320;
/// …to this many bytes before and after the gap.
const KEPT: usize = 120;

/// Share of the text, in hundredths, that must be the same for old and new to be shown in one.
const INTERWOVEN: usize = 50;

/// What a piece of a sentence is to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Words that both sides have, or that nothing is said of.
    Plain,
    /// Words of the old side alone.
    Removed,
    /// Words of the new side alone.
    Added,
    /// A space that only the old side has, before words that are gone: none where those are not shown.
    Apart,
}

impl Mark {
    /// The mark of words that only this side has.
    pub(super) const fn of(side: Side) -> Self {
        match side {
            Side::Old => Mark::Removed,
            Side::New => Mark::Added,
        }
    }
}

/// A stretch of text that is dressed as one. The text is the page's own: it is made safe where it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    /// What it is.
    pub(super) mark: Mark,
    /// Its words.
    pub(super) text: &'a str,
}

impl<'a> Piece<'a> {
    /// Words that are left out.
    pub(super) const GAP: Piece<'static> = Piece { mark: Mark::Plain, text: " … " };

    /// Words without a mark.
    pub(super) const fn plain(text: &'a str) -> Self {
        Piece { mark: Mark::Plain, text }
    }
}

/// Whether a link's two sides read well interwoven: one sentence each, most of it kept.
pub(super) fn interwoven(link: &Link, edits: &[Edit]) -> bool {
    let length = |edit: &Edit| edit.old.len() + edit.new.len();
    let kept: usize = edits.iter().filter(|edit| edit.op == EditOp::Equal).map(length).sum();
    let all: usize = edits.iter().map(length).sum();
    link.old.len() == 1 && link.new.len() == 1 && kept * 100 >= all * INTERWOVEN
}

/// Both sides of a link in one text: what is gone where it stood, what is new beside it. `whole` is the sentence that
/// each side's edits tile.
pub(super) fn both<'a>(text: Pair<&'a str>, whole: Pair<Span>, edits: &[Edit]) -> Vec<Piece<'a>> {
    let mut pieces = Vec::with_capacity(edits.len() * 2);
    let mut end = whole.map(|span| span.start);
    for edit in edits {
        let spans = Pair::new(edit.old, edit.new);
        let gaps = Side::BOTH.map(|side| {
            let span = spans.get(side);
            if span.is_empty() { "" } else { &text.get(side)[*end.get(side)..span.start.max(*end.get(side))] }
        });
        pieces.extend(gap(gaps));
        match edit.op {
            EditOp::Equal => pieces.push(Piece::plain(edit.new.of(text.new))),
            EditOp::Delete | EditOp::Insert | EditOp::Replace => {
                for side in Side::BOTH {
                    let words = spans.get(side).of(text.get(side));
                    if !words.is_empty() {
                        pieces.push(Piece { mark: Mark::of(side), text: words });
                    }
                }
            }
        }
        for side in Side::BOTH {
            if !spans.get(side).is_empty() {
                *end.get_mut(side) = spans.get(side).end;
            }
        }
    }
    pieces.extend(gap(Side::BOTH.map(|side| &text.get(side)[*end.get(side)..whole.get(side).end])));
    pieces
}

/// What stands between two edits: white space is one space, anything else (it has no shape of its own, or it would be
/// part of a word) is shown as it is.
fn gap([old, new]: [&str; 2]) -> Option<Piece<'_>> {
    let (mark, shown) = if new.is_empty() { (Mark::Apart, old) } else { (Mark::Plain, new) };
    let text = if shown.trim().is_empty() { " " } else { shown };
    (!shown.is_empty()).then_some(Piece { mark, text })
}

/// A stretch of one side's text with some of its words marked.
pub(super) fn marked<'a>(text: &'a str, stretch: Span, marks: &[Span], mark: Mark) -> Vec<Piece<'a>> {
    let mut pieces = Vec::with_capacity(marks.len() * 2 + 1);
    let mut at = stretch.start;
    let plain = |pieces: &mut Vec<Piece<'a>>, from: usize, to: usize| {
        if from < to {
            pieces.push(Piece::plain(&text[from..to]));
        }
    };
    for words in joined(text, stretch, marks) {
        plain(&mut pieces, at, words.start);
        pieces.push(Piece { mark, text: words.of(text) });
        at = words.end;
    }
    plain(&mut pieces, at, stretch.end);
    pieces
}

/// The pieces without the middle of what is unchanged and very long.
pub(super) fn shortened(pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    let mut kept = Vec::with_capacity(pieces.len());
    for piece in pieces {
        if piece.mark != Mark::Plain || piece.text.len() <= LONG {
            kept.push(piece);
            continue;
        }
        let text = piece.text;
        let whole = Span::new(0, text.len());
        let (head, tail) = (word_end(text, KEPT, whole), word_start(text, text.len(), KEPT, whole));
        kept.extend([Piece::plain(&text[..head]), Piece::GAP, Piece::plain(&text[tail..])]);
    }
    kept
}

/// The marks of a side among the edits of a link: its words that are not the same on the other side.
pub(super) fn changed_words(edits: &[Edit], side: Side) -> Vec<Span> {
    let of_side = |edit: &Edit| if side == Side::Old { edit.old } else { edit.new };
    edits.iter().filter(|edit| edit.op != EditOp::Equal).map(of_side).filter(|span| !span.is_empty()).collect()
}

/// The marks inside a stretch, in order, and as one where only white space parts them.
pub(super) fn joined(text: &str, stretch: Span, marks: &[Span]) -> Vec<Span> {
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

/// The start of a word, at most `room` bytes before `at`.
pub(super) fn word_start(text: &str, at: usize, room: usize, whole: Span) -> usize {
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
pub(super) fn word_end(text: &str, at: usize, whole: Span) -> usize {
    let to = text.floor_char_boundary(at.clamp(whole.start, whole.end));
    let kept = &text[whole.start..to];
    if to == whole.end {
        return to;
    }
    kept.rfind(char::is_whitespace).map_or(to, |space| whole.start + kept[..space].trim_end().len())
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    fn ends(text: Pair<&str>) -> Pair<Span> {
        text.map(|text| Span::new(0, text.len()))
    }

    /// Pieces as one line, with git's marks of words.
    pub(in crate::report::comparison) fn line(pieces: &[Piece<'_>]) -> String {
        let dressed = |piece: &Piece<'_>| match piece.mark {
            Mark::Plain | Mark::Apart => piece.text.to_owned(),
            Mark::Removed => format!("[-{}-]", piece.text),
            Mark::Added => format!("{{+{}+}}", piece.text),
        };
        pieces.iter().map(dressed).collect()
    }

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
        assert_eq!(line(&both(text, ends(text), &edits)), "The fee is {+now+} [-10-]{+12+} euros.");
    }

    #[test]
    fn what_is_gone_at_the_start_stands_apart_from_what_remains() {
        let text = Pair::new("No flood is expected.", "Flood is expected.");
        let edits = [
            Edit { op: EditOp::Delete, old: Span::new(0, 2), new: Span::new(0, 0) },
            Edit { op: EditOp::Equal, old: Span::new(3, 21), new: Span::new(0, 18) },
        ];
        assert_eq!(line(&both(text, ends(text), &edits)), "[-No-] Flood is expected.");
    }

    #[test]
    fn what_has_no_shape_is_not_lost_between_words() {
        let text = Pair::new("Open\u{202e} daily", "Open\u{202e} weekly\u{200d}");
        let edits = [
            Edit { op: EditOp::Equal, old: Span::new(0, 4), new: Span::new(0, 4) },
            Edit { op: EditOp::Replace, old: Span::new(8, 13), new: Span::new(8, 14) },
        ];
        let shown = line(&both(text, ends(text), &edits));
        assert_eq!(shown, "Open\u{202e} [-daily-]{+weekly+}\u{200d}");
    }

    #[test]
    fn words_side_by_side_share_a_mark() {
        let text = "All members shall report.";
        let marks = [Span::new(4, 11), Span::new(12, 17)];
        let whole = Span::new(0, text.len());
        assert_eq!(line(&marked(text, whole, &marks, Mark::Removed)), "All [-members shall-] report.");
    }

    #[test]
    fn long_unchanged_text_loses_its_middle() {
        let text = "word ".repeat(200);
        let shown = line(&shortened(vec![Piece::plain(&text)]));
        assert!(shown.len() < LONG && shown.contains(" … "));
        let wide = "理".repeat(400);
        assert!(line(&shortened(vec![Piece::plain(&wide)])).contains('…'));
        let marked = Piece { mark: Mark::Added, text: &text };
        assert_eq!(shortened(vec![marked]), [marked], "what changed is never cut");
    }
}
