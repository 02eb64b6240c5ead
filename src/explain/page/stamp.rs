//! The page's own word of its last change, held against what changed.

use crate::model::{Evidence, Kind, Pair, Relation, Role, Side};
use crate::read::{Revised, revised};

use crate::explain::context::Context;
use crate::explain::draft::Draft;

/// Without a date line of its own a page rarely says this by mistake.
const CONFIDENCE: f64 = 0.93;

/// An edit while the page's own date of its last change stood still, and a date that moved while nothing was edited.
/// `changed` is the number of claims that are not the same on both sides.
pub(in crate::explain) fn explain(context: &Context<'_>, changed: usize, drafts: &mut Vec<Draft>) {
    let said = context.sides.map(|side| revised(&side.document));
    let Pair { old: Some(old), new: Some(new) } = said else { return };
    let stood_still = old.date == new.date && changed > 0;
    let moved_alone = old.date < new.date && changed == 0 && is_all_linked(context);
    if !stood_still && !moved_alone {
        return;
    }
    let [before, after] = [(Side::Old, &old), (Side::New, &new)].map(|(side, said)| evidence(context, side, said));
    if before.is_empty() && after.is_empty() {
        return;
    }
    let draft = Draft::new(Kind::SilentEdit, before, after, CONFIDENCE);
    let mut draft = if stood_still { draft.times(changed) } else { draft.routine("the page's own date") };
    draft.words = Pair::new(Some(old.date), Some(new.date));
    drafts.push(draft);
}

/// The date where a side says it; where only metadata without a place in the text do, the first claim that changed.
fn evidence(context: &Context<'_>, side: Side, said: &Revised) -> Vec<Evidence> {
    let changed = || {
        let segments = &context.sides.get(side).document.segments;
        let is_changed = |&index: &usize| {
            let relation = context.primary.get(side)[index].map(|link| context.alignment.links[link].relation);
            segments[index].role == Role::Claim
                && !segments[index].span.is_empty()
                && !matches!(relation, Some(Relation::Equal | Relation::Cosmetic))
                && (relation.is_some() || context.is_free(side, index))
        };
        (0..segments.len()).find(is_changed).map(|index| context.whole(side, index))
    };
    said.place.map(|(segment, span)| Evidence { segment, span }).or_else(changed).into_iter().collect()
}

/// Whether nothing that is content came or went.
fn is_all_linked(context: &Context<'_>) -> bool {
    Side::BOTH.into_iter().all(|side| {
        let segments = &context.sides.get(side).document.segments;
        let content = segments.iter().enumerate().filter(|(_, s)| s.role.is_content() && !s.span.is_empty());
        content.map(|(index, _)| index).all(|index| !context.is_free(side, index))
    })
}
