//! What only looks different: marks, spaces, spellings, numbers of lines.

use crate::language::address::is_address;
use crate::language::numbering::{numbering, title_number};
use crate::model::{Role, Side};

use crate::explain::context::Context;
use crate::explain::weave::unit::Unit;
use crate::explain::weave::{Run, Weave};

/// Whether a run changes nothing but marks, spaces inside words, or the number or letter that a line begins with.
pub(super) fn is_form(context: &Context<'_>, weave: &Weave, run: &Run) -> bool {
    let marks = |side: Side| weave.units.get(side)[run.of(side)].iter().all(|u| u.letters == 0);
    (marks(Side::Old) && marks(Side::New))
        || is_plural_mark(context, weave, run)
        || is_numbering(context, weave, run)
        || is_respelled(context, weave, run)
}

/// Whether a run but puts in or leaves out the ending of a plural in brackets: "the holder(s)".
fn is_plural_mark(context: &Context<'_>, weave: &Weave, run: &Run) -> bool {
    /// So many letters has the ending.
    const LETTERS: usize = 2;
    let [old, new] = Side::BOTH.map(|side| &weave.units.get(side)[run.of(side)]);
    let (side, units) = if old.is_empty() { (Side::New, new) } else { (Side::Old, old) };
    let ([open, ending, close], true) = (units, old.is_empty() != new.is_empty()) else { return false };
    let text = |unit: &Unit| context.text(side, unit.span);
    let before = context.sides.get(side).document.text[..open.span.start].chars().next_back();
    text(open) == "("
        && text(close) == ")"
        && ending.letters <= LETTERS
        && open.span.end == ending.span.start
        && before.is_some_and(char::is_alphabetic)
}

/// Whether a run changes nothing but the number or letter that a line begins with, or that leads to a note.
pub(super) fn is_numbering(context: &Context<'_>, weave: &Weave, run: &Run) -> bool {
    let numbers = |side: Side| {
        // Of what has no letters only what leads to a note has digits.
        let is_note = |u: &Unit| u.letters == 0 && context.text(side, u.span).contains(char::is_numeric);
        let mut units = weave.units.get(side)[run.of(side)].iter();
        units.all(|u| {
            let whole = context.whole(side, u.segment).span;
            let number = if context.role(side, u.segment) == Role::Heading { title_number } else { numbering };
            u.span.end <= whole.start + number(context.text(side, whole)) || is_note(u)
        })
    };
    numbers(Side::Old) && numbers(Side::New)
}

/// A contraction has at most so many letters less than what it stands for ("won't").
const CONTRACTED: usize = 3;

/// Whether a run has the same letters on both sides, with other capitals, spaces or hyphens, or contracted on one side.
pub(super) fn is_respelled(context: &Context<'_>, weave: &Weave, run: &Run) -> bool {
    let units = |side: Side| weave.units.get(side)[run.of(side)].iter().filter(|u| u.letters > 0);
    // Most runs differ in how much they say.
    let count = |side: Side| units(side).map(|u| u.letters).sum::<usize>();
    let (old, new) = (count(Side::Old), count(Side::New));
    let contracted = |side: Side| units(side).any(|u| context.text(side, u.span).contains(['\'', '’']));
    let alike = old == new || (old.abs_diff(new) <= CONTRACTED && Side::BOTH.into_iter().any(contracted));
    let letters = |side: Side| -> String {
        let words: Vec<&str> = units(side).map(|u| context.text(side, u.span)).collect();
        let levelled = context.levelled(side, &words.concat());
        // "U.S." and "US"; but "1.5" is not "15".
        if levelled.contains(|c: char| c.is_ascii_digit()) { levelled } else { levelled.replace('.', "") }
    };
    alike && old > 0 && new > 0 && letters(Side::Old) == letters(Side::New)
}

/// Whether a run changes a part of the address of a page. Whom to write to is another matter.
pub(super) fn is_in_address(context: &Context<'_>, weave: &Weave, run: &Run) -> bool {
    let within = |side: Side| {
        let units = &weave.units.get(side)[run.of(side)];
        let (Some(first), Some(last)) = (units.first(), units.last()) else { return true };
        let whole = context.whole(side, first.segment).span;
        let text = context.text(side, whole);
        let (start, end) = (first.span.start - whole.start, last.span.end.min(whole.end) - whole.start);
        let start = start - text[..start].rsplit(char::is_whitespace).next().map_or(0, str::len);
        let end = text[end..].find(char::is_whitespace).map_or(text.len(), |at| end + at);
        let word = &text[start..end];
        !word.contains(char::is_whitespace) && is_address(word) && !word.contains('@')
    };
    Side::BOTH.into_iter().all(within)
}
