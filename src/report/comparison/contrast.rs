//! Two sentences that a change sets against each other although no link joins them: which words of each the other one
//! does not have.

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::language::token::fold;
use crate::model::{Pair, Side, Span};

/// Below this share of kept letters of the side that keeps more, all of a sentence is another.
const KEPT: f64 = 0.25;

/// Of sentences of so many words, the numbers of both multiplied, no words are set against each other: hostile ones take
/// that many steps.
const MOST: usize = 1 << 20;

/// The words of one side's sentence that the other one does not have in their order; all of it where little is kept.
pub(super) fn marks(texts: Pair<&str>, sentences: Pair<Span>, side: Side) -> Vec<Span> {
    let words = |side: Side| words(texts.get(side), *sentences.get(side));
    let words = Pair::new(words(Side::Old), words(Side::New));
    if words.old.len() * words.new.len() > MOST {
        return vec![*sentences.get(side)];
    }
    let keys = |side: Side| -> Vec<String> {
        let bare = |word: &Span| fold(word.of(texts.get(side)).trim_matches(|c: char| !c.is_alphanumeric()));
        words.get(side).iter().map(bare).collect()
    };
    let (mut kept, mut marks): (Pair<usize>, Vec<Span>) = (Pair::default(), Vec::new());
    for op in capture_diff_slices(Algorithm::Patience, &keys(Side::Old), &keys(Side::New)) {
        let (tag, old, new) = op.as_tag_tuple();
        if tag == DiffTag::Equal {
            kept.old += words.old[old].iter().map(|word| word.len()).sum::<usize>();
            kept.new += words.new[new].iter().map(|word| word.len()).sum::<usize>();
            continue;
        }
        let here = &words.get(side)[if side == Side::Old { old } else { new }];
        if let (Some(first), Some(last)) = (here.first(), here.last()) {
            marks.push(Span::new(first.start, last.end));
        }
    }
    let share = |side: Side| *kept.get(side) as f64 / sentences.get(side).len().max(1) as f64;
    if share(Side::Old).max(share(Side::New)) < KEPT { vec![*sentences.get(side)] } else { marks }
}

/// What of a sentence is between marked spans: the words that the other one has too.
pub(super) fn between(sentence: Span, marks: &[Span]) -> Vec<Span> {
    let starts = std::iter::once(sentence.start).chain(marks.iter().map(|mark| mark.end));
    let ends = marks.iter().map(|mark| mark.start).chain(std::iter::once(sentence.end));
    starts.zip(ends).filter(|(start, end)| start < end).map(|(start, end)| Span::new(start, end)).collect()
}

/// The words of a sentence, parted by white space.
fn words(text: &str, sentence: Span) -> Vec<Span> {
    let words = sentence.of(text).split_whitespace();
    let place = |word: &str| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        Span::new(start, start + word.len())
    };
    words.map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked<'a>(old: &'a str, new: &'a str) -> (Vec<&'a str>, Vec<&'a str>) {
        let whole = Pair::new(Span::new(0, old.len()), Span::new(0, new.len()));
        let of = |side: Side| marks(Pair::new(old, new), whole, side);
        (
            of(Side::Old).iter().map(|span| span.of(old)).collect(),
            of(Side::New).iter().map(|span| span.of(new)).collect(),
        )
    }

    #[test]
    fn what_the_other_sentence_does_not_have_is_marked() {
        let told = marked("Coats must be left at the desk.", "There is no longer a duty to leave coats at the desk.");
        assert_eq!(told, (vec!["must be left"], vec!["There is no longer a duty to leave"]));
    }

    #[test]
    fn sentences_with_little_in_common_are_marked_whole() {
        let (old, new) = ("Coats are left at the desk.", "Nobody may smoke in the reading room.");
        assert_eq!(marked(old, new), (vec![old], vec![new]));
    }

    #[test]
    fn sentences_without_end_are_marked_whole() {
        let (old, new) = ("tick tock ".repeat(1000), "tock tick tock ".repeat(1000));
        assert_eq!(marked(old.trim(), new.trim()), (vec![old.trim()], vec![new.trim()]));
    }
}
