//! As much of a sentence as shows what changed in it: the marked words with a few beside each, how it begins, and what
//! else there is room for.

use crate::model::Span;

use super::passage::{Mark, Piece, joined, marked, word_end, word_start};

/// An excerpt runs on where no more than this is left out otherwise.
const SLACK: usize = 16;

/// The words beside marked ones take so many bytes, on each end.
const BESIDE: usize = 32;

/// Marked words with so many letters are shown before those with fewer: the number of an item, a comma.
const TELLING: usize = 4;

/// A sentence with its marks, in about `room` bytes and half as many again where there are several `places` to be shown,
/// the first before the others; cut between words.
pub(super) fn excerpt<'a>(
    text: &'a str,
    whole: Span,
    (places, marks): (&[Span], &[Span]),
    mark: Mark,
    room: usize,
) -> Vec<Piece<'a>> {
    if whole.len() <= room + SLACK {
        return marked(text, whole, marks, mark);
    }
    // In one mark there may be several places; what is marked as one is shown as one.
    let joined = joined(text, whole, marks);
    let mark_of = |place: Span| joined.iter().find(|mark| mark.contains(place)).copied().unwrap_or(place);
    let mut places: Vec<Span> = places.iter().map(|&place| mark_of(place)).collect();
    let letters = |place: &Span| place.of(text).chars().filter(|c| c.is_alphabetic()).count();
    places.sort_by_key(|place| letters(place) < TELLING);
    if places.is_empty() {
        places.push(Span::new(whole.start, whole.start));
    }
    let room = if places.len() > 1 { room + room / 2 } else { room };
    let mut shown = Shown { text, whole, stretches: Vec::new(), room };
    for place in places {
        shown.show(place);
    }
    shown.open();
    shown.fill();
    let mut pieces = Vec::new();
    let mut end = whole.start;
    for stretch in shown.stretches {
        match stretch.start {
            start if start == whole.start => {}
            _ if end == whole.start => pieces.push(Piece::plain("… ")),
            _ => pieces.push(Piece::GAP),
        }
        pieces.extend(marked(text, stretch, marks, mark));
        end = stretch.end;
    }
    if end < whole.end {
        pieces.push(Piece::plain(" …"));
    }
    pieces
}

/// The stretches of a sentence that are shown, in order and apart, and the room that is left.
struct Shown<'a> {
    text: &'a str,
    whole: Span,
    stretches: Vec<Span>,
    room: usize,
}

impl Shown<'_> {
    /// Shows a place with the words beside it, or by itself, or as much of it as there is room for.
    fn show(&mut self, place: Span) {
        let Shown { text, whole, .. } = *self;
        let start = word_start(text, place.start, BESIDE, whole);
        let wide = Span::new(start, word_end(text, place.end + BESIDE, whole).max(place.end));
        if !self.add(wide) && !self.add(place) {
            let end = word_end(text, start + self.room, whole);
            if end > place.start + BESIDE {
                self.add(Span::new(start, end));
            }
            self.room = 0;
        }
    }

    /// Shows how the sentence begins.
    fn open(&mut self) {
        let begins = Span::new(self.whole.start, word_end(self.text, self.whole.start + BESIDE, self.whole));
        self.add(begins);
    }

    /// Fills the gaps, the one behind the beginning of the sentence last: what stands beside the places tells more.
    fn fill(&mut self) {
        while let Some((gap, opening)) = self.gap() {
            if gap.len() <= self.room + SLACK {
                self.room = self.room.max(gap.len());
                self.add(gap);
                continue;
            }
            let part = if opening {
                Span::new(word_start(self.text, gap.end, self.room, self.whole).max(gap.start), gap.end)
            } else {
                Span::new(gap.start, word_end(self.text, gap.start + self.room, self.whole).max(gap.start))
            };
            self.add(part);
            return;
        }
    }

    /// The next words that are not shown, and whether they stand behind the beginning of the sentence.
    fn gap(&self) -> Option<(Span, bool)> {
        let next = self.stretches.iter().skip(1).map(|stretch| stretch.start).chain([self.whole.end]);
        let gaps = self.stretches.iter().zip(next).map(|(stretch, next)| Span::new(stretch.end, next));
        let gaps: Vec<Span> = gaps.filter(|gap| !gap.of(self.text).trim().is_empty()).collect();
        let opens = self.stretches.first().is_some_and(|first| first.start == self.whole.start);
        let after_opening = |gap: &Span| {
            opens && self.stretches.len() > 1 && self.stretches.first().is_some_and(|first| first.end == gap.start)
        };
        let beside = gaps.iter().find(|gap| !after_opening(gap)).map(|gap| (*gap, false));
        beside.or_else(|| gaps.first().map(|gap| (*gap, true)))
    }

    /// Adds a stretch, if there is room for what of it is not shown yet.
    fn add(&mut self, stretch: Span) -> bool {
        let shared = |known: &Span| known.shared(stretch).map_or(0, |both| both.len());
        let cost = stretch.len() - self.stretches.iter().map(shared).sum::<usize>();
        if cost > self.room {
            return false;
        }
        self.room -= cost;
        self.stretches.push(stretch);
        self.stretches.sort_unstable();
        self.stretches.dedup_by(|next, last| {
            let meet = next.start <= last.end || self.text[last.end..next.start].trim().is_empty();
            if meet {
                last.end = last.end.max(next.end);
            }
            meet
        });
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::comparison::passage::tests::line;

    #[test]
    fn an_excerpt_keeps_the_marked_words_and_cuts_between_words() {
        let text = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen";
        let at = text.find("nine").expect("it is there");
        let (whole, place) = (Span::new(0, text.len()), Span::new(at, at + 4));
        let shown = line(&excerpt(text, whole, (&[place], &[place]), Mark::Added, 24));
        assert!(shown.contains("{+nine+}"), "{shown}");
        assert!(shown.starts_with("… ") && shown.ends_with(" …"), "{shown}");
        let unmarked = line(&excerpt(text, whole, (&[place], &[]), Mark::Added, 24));
        assert_eq!(unmarked, shown.replace("{+nine+}", "nine"), "a place without marks is shown too");
        for word in shown.replace(['{', '+', '}', '…'], "").split_whitespace() {
            assert!(text.split(' ').any(|whole| whole == word), "{word} in {shown}");
        }
    }

    #[test]
    fn all_that_is_marked_is_shown_where_there_is_room() {
        let text = "The licensee allows future users access to the full source code of the software, as it is kept by \
                    the licensor in the ordinary course of business, for a period of three years.";
        let span = |words: &str| {
            let at = text.find(words).expect("it is there");
            Span::new(at, at + words.len())
        };
        let (whole, marks) = (Span::new(0, text.len()), [span("future users"), span("for a period of three years")]);
        let shown = line(&excerpt(text, whole, (&marks, &marks), Mark::Added, 90));
        assert!(shown.contains("{+future users+}") && shown.contains("{+for a period of three years+}"), "{shown}");
        assert!(shown.contains(" … ") && shown.starts_with("The licensee"), "{shown}");
    }
}
