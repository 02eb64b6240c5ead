//! What is bid, or let be, otherwise where its words went to another sentence: "If you name nobody, or if you name several, you
//! may use the following" that becomes "If you name nobody, you must use the following. If you name several, you may …".

use std::ops::Range;

use crate::model::{Facet, FacetKind, Kind, Link, Side, Span};

use super::force;
use crate::explain::context::Context;
use crate::explain::draft::Draft;
use crate::explain::quote;
use crate::explain::rank::weights;
use crate::explain::weave::Weave;

/// So many words behind a verb are the same …
const SAME: usize = 2;

/// … and so many are compared at most.
const REACH: usize = 6;

/// Sentences that bind more often are not compared.
const MOST: usize = 8;

/// The one act that a split or merger binds otherwise, told by the words that both sides have behind the verb.
pub(super) fn explain(context: &Context<'_>, link: &Link, weave: &Weave) -> Option<Draft> {
    if link.old.len() + link.new.len() == 2 || weave.rewritten {
        return None;
    }
    let acts = |side: Side| {
        let facets = link.ends(side).iter().flat_map(|&segment| context.sides.get(side).segment_facets(segment));
        let binding = facets.filter(|facet| facet.kind == FacetKind::Modal && force::binds(facet));
        binding.map(|facet| (facet, behind(weave, side, facet))).collect::<Vec<(&Facet, Range<usize>)>>()
    };
    let (old, new) = (acts(Side::Old), acts(Side::New));
    if old.len().max(new.len()) > MOST {
        return None;
    }
    let mut pairs = old.iter().flat_map(|one| new.iter().map(move |other| (one, other))).filter(|(one, other)| {
        let stood = one.1.clone().next().and_then(|at| weave.kept(Side::Old, at)).is_some();
        !stood && is_one_act(weave, &one.1, &other.1)
    });
    let ((old, words), (new, others)) = pairs.next()?;
    if pairs.next().is_some() || old.normal == new.normal {
        return None;
    }
    let evidence = |side, facet| quote::of_facet(context, weave, side, facet);
    let mut draft =
        Draft::new(Kind::Modality, vec![evidence(Side::Old, old)?], vec![evidence(Side::New, new)?], link.confidence);
    let text = |side: Side, facet: &Facet, words: &Range<usize>| {
        let units = weave.units.get(side);
        let end = words.clone().nth(SAME).or(words.clone().next_back()).map_or(facet.span.end, |at| units[at].span.end);
        Some(context.text(side, Span::new(facet.span.start, end)).to_owned())
    };
    draft.words.old = text(Side::Old, old, words);
    draft.words.new = text(Side::New, new, others);
    draft.because("binds or lets go", weights::BINDS);
    Some(draft)
}

/// The words behind a verb, up to the next mark.
fn behind(weave: &Weave, side: Side, facet: &Facet) -> Range<usize> {
    let units = weave.units.get(side);
    let start = units.partition_point(|unit| unit.span.start < facet.span.end);
    let words = units[start..].iter().take(REACH);
    start..start + words.take_while(|unit| unit.segment == facet.segment && unit.letters > 0).count()
}

/// Whether the first words behind two verbs are the same, one of substance among them.
fn is_one_act(weave: &Weave, old: &Range<usize>, new: &Range<usize>) -> bool {
    let pairs = weave.units.old[old.clone()].iter().zip(&weave.units.new[new.clone()]);
    let same: Vec<bool> = pairs.take_while(|(one, other)| one.key == other.key).map(|(one, _)| one.topical).collect();
    same.len() >= SAME && same.contains(&true)
}
