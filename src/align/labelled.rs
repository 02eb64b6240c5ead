//! Items that begin with the same label: "Law: …", "2. Law — …"; rows of tables with the same first cell.

use rustc_hash::FxHashMap;

use crate::model::{Annotated, Pair, Role, Token, TokenKind};

use super::equal::{Anchors, Common};
use super::link::numbering;

/// A word of so many bytes says what an item is about.
const TELLING_WORD: usize = 3;

/// Anchors what is left of items that begin with the same label, each once on its side ("Law: …", "2. Law — …"), and of
/// rows of tables that begin with the same cell, where a neighbour does so too: whatever is said of it now, it is said of
/// the same.
pub(super) fn anchor_labelled(sides: Pair<&Annotated>, joint: &Pair<Vec<u32>>, anchors: &mut Anchors) {
    /// Items of one list stand so near to each other.
    const NEAR: usize = 12;
    let left = |side: &Annotated, joint: &[u32]| {
        let mut places: FxHashMap<Vec<u32>, Option<usize>> = FxHashMap::default();
        let mut heads = None;
        for segment in 0..side.document.segments.len() {
            if side.document.names_columns(segment) {
                heads = Some(segment);
            } else if side.document.segments[segment].role != Role::Table {
                heads = None;
            }
            let label = label(side, segment, joint).or_else(|| title(side, segment, heads, joint));
            if let Some(label) = label {
                places.entry(label).and_modify(|place| *place = None).or_insert(Some(segment));
            }
        }
        places
    };
    let (old, new) = (left(sides.old, &joint.old), left(sides.new, &joint.new));
    let pairs = old.into_iter().filter_map(|(label, old)| Some((old?, (*new.get(&label)?)?)));
    let mut pairs: Vec<(usize, usize)> = pairs.collect();
    pairs.sort_unstable();
    let beside =
        |one: (usize, usize), other: (usize, usize)| one.0.abs_diff(other.0) <= NEAR && one.1.abs_diff(other.1) <= NEAR;
    let accompanied = |at: usize| {
        let before = at.checked_sub(1).is_some_and(|before| beside(pairs[before], pairs[at]));
        before || pairs.get(at + 1).is_some_and(|&next| beside(next, pairs[at]))
    };
    for at in (0..pairs.len()).filter(|&at| accompanied(at)) {
        let (old, new) = pairs[at];
        if anchors.is_free(old, new) {
            anchors.join(old, new);
            anchors.by[old] = Common::Label;
        }
    }
}

/// The words of the label that an item begins with, and what parts it from its text: ":", " — ".
fn label(side: &Annotated, segment: usize, joint: &[u32]) -> Option<Vec<u32>> {
    /// A label has no more words …
    const LABEL: usize = 5;
    /// … and so many stand behind it at least.
    const TEXT: usize = 3;
    if !side.document.segments[segment].listed {
        return None;
    }
    let tokens = &side.segment_tokens(segment)[numbering(side, segment)..];
    let form = |token: &Token| side.vocabulary.form(token.word);
    let end = tokens.iter().take(LABEL + 1).position(|token| token.kind == TokenKind::Mark)?;
    let (label, rest) = tokens.split_at(end);
    let apart = rest[0].span.start > label.last()?.span.end;
    let parts = form(&rest[0]) == ":" || (apart && form(&rest[0]) == "-");
    // "Concerning 4.1:" names a place, and many things are said of that.
    let telling = label.iter().all(|token| token.kind == TokenKind::Word)
        && label.iter().any(|token| token.span.len() >= TELLING_WORD);
    (parts && telling && rest.len() > TEXT).then(|| label.iter().map(|token| joint[token.word as usize]).collect())
}

/// The words of the first cell of a row, behind those of the row that names the columns: "Sunday" of one table is not
/// "Sunday" of another. Without such a row a name with its value ("Director", "Nora Quinn") is known by the name alone.
fn title(side: &Annotated, segment: usize, heads: Option<usize>, joint: &[u32]) -> Option<Vec<u32>> {
    if side.document.segments[segment].role != Role::Table || side.document.names_columns(segment) {
        return None;
    }
    let is_bar = |token: &Token| side.vocabulary.form(token.word) == "|";
    let tokens = side.segment_tokens(segment);
    let (cell, rest) = tokens.split_at(tokens.iter().position(is_bar)?);
    let telling = cell.iter().any(|token| token.kind == TokenKind::Word && token.span.len() >= TELLING_WORD);
    let count = |tokens: &[Token]| tokens.iter().filter(|token| is_bar(token)).count();
    let heads = heads.map_or(&[][..], |heads| side.segment_tokens(heads));
    let fits = if heads.is_empty() { count(rest) == 1 } else { count(heads) == count(rest) };
    let words = heads.iter().chain(cell).map(|token| joint[token.word as usize]);
    (telling && fits).then(|| words.collect())
}

#[cfg(test)]
mod tests {
    use crate::align::equal::{anchor, keys};
    use crate::align::lexis::Joint;
    use crate::annotate::annotate;
    use crate::read::{ReadOptions, read};

    use super::*;

    #[test]
    fn items_of_a_label_are_one_where_their_neighbours_are_too() {
        let side = |text: &str| annotate(read(text.as_bytes(), "port.md", &ReadOptions::default()).expect("it reads"));
        let labelled = |old: &str, new: &str| {
            let (old, new) = (side(old), side(new));
            let sides = Pair::new(&old, &new);
            let joint = Joint::of(sides);
            let mut anchors = anchor(&keys(sides, &joint.of));
            anchor_labelled(sides, &joint.of, &mut anchors);
            anchors.of_old
        };
        let old = "* Law: counsel on all your rights.\n* Care: choices of a cure.\n* News: text without an editor.\n";
        let new = "1. Law — a paper to be signed.\n2. Loans — the amount of a loan.\n3. Care — a drug or dose.\n";
        assert_eq!(labelled(old, new), [Some(0), Some(2), None]);
        assert_eq!(labelled("* Note: the gate is shut.\n", "* Note: boats pay at noon.\n"), [None]);
        let table = |heads: &str, rows: [&str; 2]| format!("{heads}\n|---|---|\n{}\n{}\n", rows[0], rows[1]);
        let old = table("| Day | Hours |", ["| Saturday | noon to five |", "| Sunday | shut |"]);
        let new = table("| Day | Hours |", ["| Saturday | shut |", "| Sunday | noon to five |"]);
        assert_eq!(labelled(&old, &new)[1..], [Some(1), Some(2)]);
        let other = table("| Day | Guide |", ["| Saturday | shut |", "| Sunday | noon to five |"]);
        assert_eq!(labelled(&old, &other)[1..], [None, None]);
    }
}
