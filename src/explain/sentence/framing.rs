//! The same thing by a word that judges otherwise: a "conflict" that becomes an "aggression", "militants" that become
//! "rebels". The lexicon lists by topic what such things are called; a word of a topic that gives way to another one of
//! the same topic is told, one that comes or goes alone is not.

use crate::model::{Evidence, Facet, FacetKind, Kind, Link, Pair, Side};

use super::Told;
use super::difference::touches;
use crate::explain::context::Context;
use crate::explain::draft::Draft;
use crate::explain::rank::weights;
use crate::explain::weave::{Run, Weave};

/// Tells words that frame a thing and give way to others.
pub(super) fn explain<'w>(context: &Context<'_>, link: &Link, weave: &'w Weave, open: Vec<&'w Run>) -> Told<'w> {
    let mut framed = Pair::new(framings(context, weave, Side::Old), framings(context, weave, Side::New));
    if framed.old.is_empty() || framed.new.is_empty() {
        return Told { drafts: Vec::new(), open };
    }
    let all = framed.clone();
    for side in Side::BOTH {
        let changed = |f: &&Facet| open.iter().any(|run| touches(weave, side, run.of(side), f));
        let alone = |f: &&Facet| !all.get(side.other()).iter().any(|other| other.normal == f.normal);
        framed.get_mut(side).retain(|f| changed(f) && alone(f));
    }
    let left = framed.clone();
    for side in Side::BOTH {
        let answered = |f: &&Facet| left.get(side.other()).iter().any(|other| topic(other) == topic(f));
        framed.get_mut(side).retain(answered);
    }
    let mut drafts: Vec<(&str, Draft)> = Vec::new();
    for side in Side::BOTH {
        for &facet in framed.get(side) {
            let quote = Evidence { segment: facet.segment, span: facet.span };
            let known = drafts.iter().position(|(known, _)| *known == topic(facet)).unwrap_or_else(|| {
                let mut draft = Draft::new(Kind::Evaluation, vec![], vec![], link.confidence);
                if weave.rewritten {
                    draft.because("the sentence is rewritten around it", weights::REWRITTEN);
                }
                drafts.push((topic(facet), draft));
                drafts.len() - 1
            });
            let draft = &mut drafts[known].1;
            draft.words.get_mut(side).get_or_insert_with(|| context.text(side, facet.span).to_owned());
            draft.evidence.get_mut(side).push(quote);
        }
    }
    let open = open.into_iter().filter(|run| !is_nothing_else(weave, run, &framed)).collect();
    Told { drafts: drafts.into_iter().map(|(_, draft)| draft).collect(), open }
}

/// What frames something in the words of one side.
fn framings<'c>(context: &Context<'c>, weave: &Weave, side: Side) -> Vec<&'c Facet> {
    let mut found = Vec::new();
    for part in weave.units.get(side).chunk_by(|a, b| a.segment == b.segment) {
        let (first, last) = (part[0].span, part[part.len() - 1].span);
        let annotated = *context.sides.get(side);
        let within = |f: &&Facet| first.start <= f.span.start && f.span.end <= last.end;
        let facets = annotated.segment_facets(part[0].segment).iter();
        found.extend(facets.filter(|f| f.kind == FacetKind::Framing).filter(within));
    }
    found
}

/// What a word is a name for: the first word of its normal form.
fn topic(facet: &Facet) -> &str {
    facet.normal.split(' ').next().unwrap_or_default()
}

/// Whether nothing of substance changed in a run but the words that frame.
fn is_nothing_else(weave: &Weave, run: &Run, framed: &Pair<Vec<&Facet>>) -> bool {
    Side::BOTH.into_iter().all(|side| {
        let units = weave.units.get(side)[run.of(side)].iter();
        let mut heavy = units.filter(|u| u.topical).peekable();
        heavy.peek().is_some() && heavy.all(|u| framed.get(side).iter().any(|f| f.span.overlaps(u.span)))
    })
}
