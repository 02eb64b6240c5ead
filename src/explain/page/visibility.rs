//! Text that becomes hidden, or that was hidden and is shown: under tabs, accordions and hidden attributes.

use crate::model::{Evidence, Kind, Link, Relation, Role, Side};

use crate::explain::context::Context;
use crate::explain::draft::Draft;

/// Why text that is shown now is no news.
const SHOWN: &str = "was there before, hidden";

/// Why text that is hidden now is no removal.
const HIDDEN: &str = "still there, hidden";

/// Links of which one side alone is hidden.
pub(in crate::explain) fn explain(context: &Context<'_>, drafts: &mut Vec<Draft>) {
    for link in context.alignment.links.iter().filter(|link| link.relation != Relation::Repeat) {
        let quotes = |side: Side, segments: &[usize]| segments.iter().map(|&s| context.whole(side, s)).collect();
        if let Some(reason) = turned(context, link) {
            let (old, new) = (quotes(Side::Old, &link.old), quotes(Side::New, &link.new));
            drafts.push(Draft::new(Kind::Visibility, old, new, link.confidence).routine(reason));
        }
    }
}

fn turned(context: &Context<'_>, link: &Link) -> Option<&'static str> {
    let hidden = |side: Side, segments: &[usize]| segments.iter().all(|&s| context.role(side, s) == Role::Hidden);
    match (hidden(Side::Old, &link.old), hidden(Side::New, &link.new)) {
        (true, false) => Some(SHOWN),
        (false, true) => Some(HIDDEN),
        _ => None,
    }
}

/// The same for text without a link that stands in the other version, if only one of the two is hidden.
pub(in crate::explain) fn of_places(
    context: &Context<'_>,
    old: Evidence,
    new: Evidence,
    confidence: f64,
) -> Option<Draft> {
    let hidden =
        (context.role(Side::Old, old.segment) == Role::Hidden, context.role(Side::New, new.segment) == Role::Hidden);
    let reason = match hidden {
        (true, false) => SHOWN,
        (false, true) => HIDDEN,
        _ => return None,
    };
    Some(Draft::new(Kind::Visibility, vec![old], vec![new], confidence).routine(reason))
}
