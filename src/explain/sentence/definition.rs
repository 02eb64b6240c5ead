//! Sentences that say what a term means: one change for each, of what it says of the term.

use crate::model::{Facet, FacetKind, Kind, Link, Side};

use crate::explain::context::Context;
use crate::explain::draft::Draft;
use crate::explain::headline::BETWEEN;
use crate::explain::weave::Weave;

/// Whether both sides define the same terms, be it with other marks around them: `"Berth" means` and "*Berth* means".
pub(super) fn stays(context: &Context<'_>, link: &Link, weave: &Weave) -> bool {
    let defined = |side: Side| {
        let facets = link.ends(side).iter().flat_map(move |&s| context.sides.get(side).segment_facets(s));
        facets.filter(move |facet| is_sentence(context, side, facet)).collect::<Vec<_>>()
    };
    let (old, new) = (defined(Side::Old), defined(Side::New));
    let same = old.iter().map(|facet| &facet.normal).eq(new.iter().map(|facet| &facet.normal));
    let both = [(Side::Old, &old), (Side::New, &new)];
    let mut all = both.into_iter().flat_map(|(side, facets)| facets.iter().map(move |facet| (side, *facet)));
    !(old.is_empty() && new.is_empty()) && (same || all.all(|(side, facet)| keeps_words(context, weave, side, facet)))
}

/// Whether a facet only says with which marks a term is set apart that both sides define in the same words.
pub(super) fn is_of_marks(context: &Context<'_>, weave: &Weave, side: Side, facet: &Facet) -> bool {
    let keeps = |facet: &Facet| keeps_words(context, weave, side, facet);
    match facet.kind {
        FacetKind::Definition => keeps(facet),
        FacetKind::Quotation if opens_entry(context, side, facet) => stands(weave, side, facet),
        FacetKind::Quotation => {
            let mut facets = context.facets_in(side, facet.span).filter(|f| f.kind == FacetKind::Definition);
            facets.any(|definition| definition.span.contains(facet.span) && keeps(definition))
        }
        _ => false,
    }
}

/// Whether a quotation is the term that an entry of a list explains: "‘The Licensor’: who distributes the work".
fn opens_entry(context: &Context<'_>, side: Side, facet: &Facet) -> bool {
    /// What is explained stands before the colon in so many bytes: "‘The Licensee’ or ‘You’:".
    const TERMS: usize = 60;
    let whole = context.whole(side, facet.segment).span;
    let colon = context.text(side, whole).find(':').filter(|&at| at <= TERMS);
    colon.is_some_and(|at| facet.span.end <= whole.start + at)
}

/// Whether a facet is a term with the verb that defines it: "(the “Services”)" only names what the sentence speaks of.
fn is_sentence(context: &Context<'_>, side: Side, facet: &Facet) -> bool {
    facet.kind == FacetKind::Definition && !context.text(side, facet.span).starts_with('(')
}

/// Whether a facet is such a term with its verb, and all its words stand on the other side.
fn keeps_words(context: &Context<'_>, weave: &Weave, side: Side, facet: &Facet) -> bool {
    is_sentence(context, side, facet) && stands(weave, side, facet)
}

/// Whether the words of a facet stand on the other side one after the other.
fn stands(weave: &Weave, side: Side, facet: &Facet) -> bool {
    let units = weave.units.get(side);
    let first = units.partition_point(|unit| unit.span.end <= facet.span.start);
    let inside = (first..units.len()).take_while(|&at| units[at].span.start < facet.span.end);
    let words = inside.filter(|&at| units[at].letters > 0);
    let Some(kept) = words.map(|at| weave.kept(side, at)).collect::<Option<Vec<usize>>>() else { return false };
    let there = weave.units.get(side.other());
    let next = |pair: &[usize]| pair[0] < pair[1] && there[pair[0] + 1..pair[1]].iter().all(|unit| unit.letters == 0);
    !weave.rewritten && !kept.is_empty() && kept.windows(2).all(next)
}

/// Tells an item beside others that came, or went, with it.
fn beside(definition: &mut Draft, item: &Draft) {
    for side in Side::BOTH {
        if let (Some(told), Some(words)) = (definition.words.get_mut(side), item.words.get(side))
            && !told.is_empty()
            && !words.is_empty()
        {
            *told = format!("{told}{BETWEEN}{words}");
        }
    }
}

/// A change inside a definition changes what the term means wherever it stands. Facts, duties and reversals are told
/// as such too.
pub(super) fn told(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut definition: Option<Draft> = None;
    let mut kept = Vec::new();
    let items = drafts.first().is_some_and(|draft| draft.kind == Kind::ListItem);
    for draft in drafts {
        use Kind::{Cosmetic, Date, Invisible, Modality, Money, Number, Order, Percent, Polarity};
        if draft.routine.is_some() || matches!(draft.kind, Cosmetic | Invisible | Order) {
            kept.push(draft);
            continue;
        }
        if matches!(draft.kind, Number | Money | Percent | Date | Modality | Polarity) {
            kept.push(draft.clone());
        }
        match &mut definition {
            Some(definition) => {
                if items && draft.kind == Kind::ListItem {
                    beside(definition, &draft);
                }
                definition.absorb(draft);
            }
            None => definition = Some(Draft { kind: Kind::Definition, ..draft }),
        }
    }
    kept.extend(definition);
    kept
}
