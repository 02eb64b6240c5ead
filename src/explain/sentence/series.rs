//! Figures that have a label each: "0.4% for 2019, 1.1% for 2020" that becomes "3.2% for 2020, 2.6% for 2021" says of 2020
//! alone what became of it.

use std::collections::BTreeSet;

use crate::model::{Facet, FacetKind, Pair, Side, Span};

use super::difference::Difference;
use crate::explain::context::Context;
use crate::explain::weave::figures::label;

/// The text of a figure with its label.
pub(super) fn labelled<'c>(context: &Context<'c>, side: Side, figure: &Facet) -> &'c str {
    let end = label(context, side, figure).filter(|label| label.kind == FacetKind::Date).map(|label| label.span.end);
    context.text(side, Span::new(figure.span.start, end.unwrap_or(figure.span.end)))
}

/// Which figures of an exchange stand for each other because they are in one unit and have one label; nothing where no two
/// of several have.
pub(super) fn pairs(
    context: &Context<'_>,
    difference: &Difference<'_>,
    like: impl Fn(&Facet, &Facet) -> bool,
) -> Vec<Pair<usize>> {
    let labels = Pair::new(Side::Old, Side::New).map(|side| -> Vec<Option<&str>> {
        let figures = difference.facets.get(side).iter();
        figures.map(|figure| label(context, side, figure).map(|label| &*label.normal)).collect()
    });
    let several = labels.old.len() + labels.new.len() > 2;
    let mut taken = BTreeSet::new();
    let mut pairs = Vec::new();
    for (old, here) in labels.old.iter().enumerate().filter(|(_, label)| several && label.is_some()) {
        let alike = |&(new, there): &(usize, &Option<&str>)| {
            there == here && like(difference.facets.old[old], difference.facets.new[new]) && !taken.contains(&new)
        };
        if let Some((new, _)) = labels.new.iter().enumerate().find(alike) {
            taken.insert(new);
            pairs.push(Pair::new(old, new));
        }
    }
    pairs
}

/// Whether all dates of a difference are labels of figures that came or went with them; the differences stand in the order
/// of their runs.
pub(super) fn are_labels(context: &Context<'_>, dates: &Difference<'_>, all: &[Difference<'_>]) -> bool {
    let of_figure = |side: Side, date: &Facet| {
        let here = &all[all.partition_point(|other| other.run < dates.run)..];
        let beside = here.iter().take_while(|other| other.run == dates.run).filter(|other| other.kind.is_amount());
        let mut figures = beside.flat_map(|other| other.facets.get(side).iter());
        figures.any(|figure| label(context, side, figure).is_some_and(|label| std::ptr::eq(label, date)))
    };
    let labels = |side: Side| dates.facets.get(side).iter().all(|date| of_figure(side, date));
    dates.kind == FacetKind::Date && !dates.is_exchange() && Side::BOTH.into_iter().all(labels)
}

/// The years in brackets that close a passage on both sides: they say of when it is.
pub(super) fn closing(context: &Context<'_>, dates: &Difference<'_>) -> Option<Pair<usize>> {
    let closes = |side: Side, date: &Facet| {
        let whole = context.whole(side, date.segment).span;
        let before = context.text(side, Span::new(whole.start, date.span.start));
        let behind = context.text(side, Span::new(date.span.end, whole.end.max(date.span.end)));
        before.trim_end().len() > 1 && before.ends_with('(') && matches!(behind.trim_end(), ")" | ")." | ").”")
    };
    let place = |side: Side| dates.facets.get(side).iter().position(|date| closes(side, date));
    let exchanged = dates.kind == FacetKind::Date && dates.is_exchange();
    exchanged.then(|| Some(Pair::new(place(Side::Old)?, place(Side::New)?)))?
}
