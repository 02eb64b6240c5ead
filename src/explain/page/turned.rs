//! Items that stand, word for word or nearly, below a line which binds otherwise: "dogs on a lead", once below "You may not
//! bring:", now below "You may bring:"; "a radio", once below "You should carry:", now below "You must carry:".

use std::collections::BTreeMap;

use crate::model::{Evidence, FacetKind, Kind, Link, Pair, Relation, Role, Side};

use crate::explain::context::Context;
use crate::explain::draft::Draft;
use crate::explain::rank::weights;
use crate::explain::sentence::force;

/// Items whose lines bind otherwise, those of the same two lines together.
pub(super) fn explain(context: &Context<'_>, drafts: &mut Vec<Draft>) {
    let mut turned: BTreeMap<(usize, usize), Vec<&Link>> = BTreeMap::new();
    let links = context.alignment.links.iter().filter(|link| link.relation != Relation::Repeat);
    for link in links {
        if let ([old], [new]) = (&link.old[..], &link.new[..])
            && let Some(lines) = lines(context, *old, *new)
        {
            turned.entry((lines.old, lines.new)).or_default().push(link);
        }
    }
    for ((old, new), links) in turned {
        let quotes = |side: Side, line: usize| -> Vec<Evidence> {
            let items = links.iter().flat_map(|link| link.ends(side)).copied();
            items.chain([line]).map(|segment| context.whole(side, segment)).collect()
        };
        let confidence = links.iter().map(|link| link.confidence).fold(1.0, f64::min);
        let draft = Draft::new(Kind::Moved, quotes(Side::Old, old), quotes(Side::New, new), confidence);
        let mut draft = draft.times(links.len());
        draft.words.new =
            links.first().map(|link| context.text(Side::New, context.whole(Side::New, link.new[0]).span).to_owned());
        draft.because("stands below a line that binds otherwise", weights::TURNED);
        drafts.push(draft);
    }
}

/// The lines above an old and a new item, where one bids or lets be what the other forbids, or binds more than it does, and
/// neither became the other.
pub(in crate::explain) fn lines(context: &Context<'_>, old: usize, new: usize) -> Option<Pair<usize>> {
    let lines = Pair::new(above(context, Side::Old, old)?, above(context, Side::New, new)?);
    let links = (context.primary.old[lines.old], context.primary.new[lines.new]);
    let apart = links.0.is_none() || links.0 != links.1;
    let (before, now) = (stance(context, Side::Old, lines.old)?, stance(context, Side::New, lines.new)?);
    let stronger = before.1.zip(now.1).is_some_and(|(before, now)| before != now);
    let bare = !binds(context, Side::Old, old) && !binds(context, Side::New, new);
    (apart && bare && (before.0 != now.0 || stronger)).then_some(lines)
}

/// The line that announces an item, or the title of its section.
fn above(context: &Context<'_>, side: Side, item: usize) -> Option<usize> {
    let document = &context.sides.get(side).document;
    if !document.segments[item].listed || document.segments[item].role != Role::Claim {
        return None;
    }
    let section = &document.sections[document.segments[item].section];
    let title = || Some(section.segments.0).filter(|&first| document.segments[first].role == Role::Heading);
    document.announcement(item).or_else(title)
}

/// Whether a line bids or lets be what is said below it, or forbids it, and how far; nothing where it leaves that open.
fn stance(context: &Context<'_>, side: Side, line: usize) -> Option<(bool, Option<force::Strength>)> {
    let facets = context.sides.get(side).segment_facets(line).iter();
    let modals = facets.clone().filter(|facet| facet.kind == FacetKind::Modal);
    let mut modals = modals.map(|facet| Some((force::is_for(facet)?, force::strength(facet))));
    let first = modals.next()??;
    let one = modals.all(|other| other == Some(first));
    // "If you are not a member, you may:" denies something else than what is let be.
    let denies = facets.clone().any(|facet| facet.kind == FacetKind::Negation);
    (one && (!denies || !first.0)).then_some(first)
}

/// Whether an item says for itself what is bid or denied.
fn binds(context: &Context<'_>, side: Side, item: usize) -> bool {
    let mut facets = context.sides.get(side).segment_facets(item).iter();
    facets.any(|facet| matches!(facet.kind, FacetKind::Modal | FacetKind::Negation))
}
