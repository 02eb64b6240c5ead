//! Words before a figure that both versions have: of "about 71 MB" and "about 76 MB" the figures alone are replaced.

use crate::language::token::fold;
use crate::model::{Pair, Side, Span};

use super::Run;
use super::compare::push;
use super::unit::Unit;
use crate::explain::context::{Context, letters};

/// Parts such words from the figures that they stand before, and keeps them.
pub(super) fn keep(context: &Context<'_>, units: &mut Pair<Vec<Unit>>, runs: Vec<Run>) -> Vec<Run> {
    let lone = |run: &Run| !run.kept && run.old.len() == 1 && run.new.len() == 1;
    let lengths: Vec<Option<Pair<usize>>> = runs
        .iter()
        .map(|run| lone(run).then(|| shared(context, &units.old[run.old.start], &units.new[run.new.start])).flatten())
        .collect();
    if lengths.iter().all(Option::is_none) {
        return runs;
    }
    let mut parted: Vec<Run> = Vec::with_capacity(runs.len() + 2);
    let mut more = 0;
    for (run, length) in runs.into_iter().zip(lengths) {
        let (old, new) = (run.old.start + more, run.new.start + more);
        let Some(length) = length else {
            let moved = Run { kept: run.kept, old: old..run.old.end + more, new: new..run.new.end + more };
            if run.kept {
                push(&mut parted, moved)
            } else {
                parted.push(moved)
            }
            continue;
        };
        for (side, at) in [(Side::Old, old), (Side::New, new)] {
            let unit = units.get(side)[at];
            let (before, figure) = split(context, side, unit, *length.get(side));
            units.get_mut(side).splice(at..=at, [before, figure]);
        }
        more += 1;
        push(&mut parted, Run { kept: true, old: old..old + 1, new: new..new + 1 });
        parted.push(Run { kept: false, old: old + 1..old + 2, new: new + 1..new + 2 });
    }
    parted
}

/// How many bytes of two units are the same words before a figure; none where there are none.
fn shared(context: &Context<'_>, old: &Unit, new: &Unit) -> Option<Pair<usize>> {
    let texts = (context.text(Side::Old, old.span), context.text(Side::New, new.span));
    let mut length = Pair::new(0, 0);
    for (one, two) in texts.0.split_inclusive(' ').zip(texts.1.split_inclusive(' ')) {
        let is_word = |text: &str| text.strip_suffix(' ').is_some_and(|word| word.chars().all(char::is_alphabetic));
        if !is_word(one) || !is_word(two) || fold(one) != fold(two) {
            break;
        }
        length = Pair::new(length.old + one.len(), length.new + two.len());
    }
    let figure = |text: &str, length: usize| text[length..].starts_with(|c: char| c.is_ascii_digit());
    (length.old > 0 && figure(texts.0, length.old) && figure(texts.1, length.new)).then_some(length)
}

fn split(context: &Context<'_>, side: Side, unit: Unit, length: usize) -> (Unit, Unit) {
    let text = context.text(side, unit.span);
    let end = unit.span.start + text[..length].trim_end().len();
    let part = |span: Span, light: bool| Unit { span, letters: letters(context.text(side, span)), light, ..unit };
    let before = Unit { topical: false, ..part(Span::new(unit.span.start, end), true) };
    (before, part(Span::new(unit.span.start + length, unit.span.end), unit.light))
}
