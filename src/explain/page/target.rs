//! Links of the page: the same words, and they lead elsewhere.

use crate::language::token::fold;
use crate::model::{Evidence, Hyperlink, Kind, Link, Pair, Relation, Side};

use super::address::{Difference, difference};
use crate::explain::context::Context;
use crate::explain::draft::Draft;

/// Words whose link leads elsewhere, is new or is gone, while the words stand.
pub(in crate::explain) fn explain(context: &Context<'_>, drafts: &mut Vec<Draft>) {
    if context.sides.old.document.hyperlinks.is_empty() && context.sides.new.document.hyperlinks.is_empty() {
        return;
    }
    for link in context.alignment.links.iter().filter(|link| link.relation != Relation::Repeat) {
        compare(context, link, drafts);
    }
}

/// A link of the page with its words, folded.
struct Anchor<'a> {
    place: Evidence,
    link: &'a Hyperlink,
    words: String,
}

fn compare(context: &Context<'_>, link: &Link, drafts: &mut Vec<Draft>) {
    let (old, new) = (anchors(context, Side::Old, &link.old), anchors(context, Side::New, &link.new));
    let mut taken = vec![false; new.len()];
    let mut lost = Vec::new();
    for one in &old {
        let twin = new.iter().enumerate().position(|(at, other)| !taken[at] && other.words == one.words);
        match twin {
            Some(at) => {
                taken[at] = true;
                drafts.extend(led(context, link, one, &new[at]));
            }
            None => lost.push(one),
        }
    }
    let found = new.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|(anchor, _)| (Side::New, anchor));
    for (side, anchor) in lost.into_iter().map(|anchor| (Side::Old, anchor)).chain(found) {
        let others = link.ends(side.other());
        drafts.extend(bare(context, link, side, anchor, others));
    }
}

fn anchors<'a>(context: &Context<'a>, side: Side, segments: &[usize]) -> Vec<Anchor<'a>> {
    let document = &context.sides.get(side).document;
    let mut anchors = Vec::new();
    for &segment in segments {
        let span = context.whole(side, segment).span;
        // A link that reaches over several sentences belongs to the first.
        for link in document.hyperlinks_in(span).iter().filter(|link| span.contains(link.span)) {
            let words = fold(context.text(side, link.span));
            anchors.push(Anchor { place: Evidence { segment, span: link.span }, link, words });
        }
    }
    anchors
}

/// The same words with another address.
fn led(context: &Context<'_>, link: &Link, old: &Anchor<'_>, new: &Anchor<'_>) -> Option<Draft> {
    let difference = difference(&old.link.address, &new.link.address);
    if difference == Difference::None {
        return None;
    }
    let mut draft = Draft::new(Kind::LinkTarget, vec![old.place], vec![new.place], link.confidence);
    draft.words = Pair::new(Some(old.link.address.clone()), Some(new.link.address.clone()));
    let content = context.role(Side::New, new.place.segment).is_content();
    Some(match difference {
        Difference::Site if content => draft,
        Difference::Site => draft.routine("no part of what the page says"),
        _ => draft.routine("a link inside the same site"),
    })
}

/// Words that are a link on one side alone.
fn bare(context: &Context<'_>, link: &Link, side: Side, anchor: &Anchor<'_>, others: &[usize]) -> Option<Draft> {
    let there = others.iter().find_map(|&segment| {
        let span = context.whole(side.other(), segment).span;
        let words = context.stands(side, anchor.place).filter(|place| place.segment == segment);
        words.filter(|place| span.contains(place.span))
    })?;
    let evidence = if side == Side::Old { Pair::new(anchor.place, there) } else { Pair::new(there, anchor.place) };
    let mut draft = Draft::new(Kind::LinkTarget, vec![evidence.old], vec![evidence.new], link.confidence);
    *draft.words.get_mut(side) = Some(anchor.link.address.clone());
    *draft.words.get_mut(side.other()) = Some(String::new());
    Some(draft.routine("a link is put in or taken out"))
}
