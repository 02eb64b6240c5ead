//! Cells of two rows of tables: each is told by itself, and of the rest of its row nothing is quoted.

use crate::model::{Evidence, Kind, Link, Pair, Side};

use super::{changes, gathered};
use crate::explain::context::Context;
use crate::explain::draft::Draft;
use crate::explain::rank::weights;
use crate::explain::weave::Weave;

/// What changed in each of the cells that two rows share and in which they differ.
pub(super) fn explain(context: &Context<'_>, link: &Link, cells: &[Weave]) -> Vec<Draft> {
    let told = |cell: &Weave| {
        // Where the cell stands on each side, unless it is empty there.
        let place = |side: Side| cell.places(side, 0..cell.units.get(side).len()).into_iter().next();
        let places = Pair::new(Side::Old, Side::New).map(place);
        let drafts = changes(context, link, cell, cell.changed().collect());
        let drafts: Vec<Draft> = drafts.into_iter().map(|draft| within(context, &places, draft)).collect();
        match (places.old, places.new) {
            (Some(old), Some(new)) if cell.runs.iter().all(|run| !run.kept) => {
                exchanged(context, old, new, drafts).into_iter().collect()
            }
            _ => drafts,
        }
    };
    cells.iter().flat_map(told).collect()
}

/// One cell for another that has nothing of it: told once, by what says most of it.
fn exchanged(context: &Context<'_>, old: Evidence, new: Evidence, drafts: Vec<Draft>) -> Option<Draft> {
    let weight = |draft: &Draft| (draft.routine.is_none(), weights::kind(draft.kind));
    let heaviest = |one: &Draft, other: &Draft| {
        let ((a, one), (b, other)) = (weight(one), weight(other));
        a.cmp(&b).then(one.total_cmp(&other))
    };
    let mut draft = drafts.into_iter().rev().max_by(heaviest)?;
    draft.evidence = Pair::new(vec![old], vec![new]);
    let text = |side: Side, cell: Evidence| Some(context.text(side, cell.span).to_owned());
    draft.words = Pair::new(text(Side::Old, old), text(Side::New, new));
    // What a row is about has another name, whatever figure is part of that.
    let title = old.span.start == context.whole(Side::Old, old.segment).span.start;
    if title && draft.why.iter().any(|factor| factor.factor == gathered::ALONE) {
        draft.kind = Kind::Wording;
    }
    draft.why.retain(|factor| factor.factor != gathered::ALONE);
    Some(draft)
}

/// A change with the cell in the place of what it quotes beyond that.
fn within(context: &Context<'_>, cell: &Pair<Option<Evidence>>, mut draft: Draft) -> Draft {
    for side in Side::BOTH {
        let Some(cell) = *cell.get(side) else {
            draft.evidence.get_mut(side).clear();
            continue;
        };
        let quotes = draft.evidence.get_mut(side);
        for quote in quotes.iter_mut().filter(|quote| !cell.span.contains(quote.span)) {
            *quote = cell;
        }
        quotes.dedup();
        let text = context.text(side, cell.span);
        let words = draft.words.get_mut(side).iter_mut();
        words.filter(|words| !text.contains(words.as_str())).for_each(|words| *words = text.to_owned());
    }
    draft
}
