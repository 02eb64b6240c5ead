//! A sentence turned round ("The board closes the quay", "The quay is closed by the board"), told by what else changed in it.

use crate::model::{FacetKind, Kind, Link, Side};

use super::voice::{self, Roles};
use super::{Explainer, changes, force, listing, roles, small, wording};
use crate::explain::context::Context;
use crate::explain::draft::Draft;
use crate::explain::presence::counterpart::SURE;
use crate::explain::weave::Weave;

/// Why a sentence turned round is no news.
const SAME: &str = "the same in another order";

/// What changed in a sentence that was turned round; nothing where it was not, or where its words laid side by side as they
/// stand tell more: who acts, what entered or left a list, what is denied in another form.
pub(super) fn explain(context: &Context<'_>, link: &Link, weave: &Weave) -> Option<Vec<Draft>> {
    // What two claims that may be strangers have in common says nothing of what one of them dropped.
    if weave.rewritten && link.confidence < SURE {
        return None;
    }
    let voice = voice::turns(context, link);
    let turned = weave.turned(context, voice)?;
    if let Some(draft) = voice::exchanged(context, link, weave) {
        return Some(vec![draft]);
    }
    let tells = |explainer: Explainer| !explainer(context, link, weave, weave.changed().collect()).drafts.is_empty();
    if tells(roles::explain)
        || tells(listing::items)
        || Side::BOTH.into_iter().all(|side| denies(context, &turned, side))
    {
        return None;
    }
    if turned.changed().next().is_none() {
        // The same words in another order may tell of other roles.
        let same = voice::roles(context, link, weave) == Roles::Kept && small::agree(context, link, weave, true);
        return voice.then(|| {
            let all = wording::wholes(context, link);
            let draft = Draft::new(Kind::Wording, all.old, all.new, link.confidence);
            vec![if same { draft.routine(SAME) } else { draft }]
        });
    }
    Some(changes(context, link, &turned, turned.changed().collect()))
}

/// Whether what a side alone has denies or forbids.
fn denies(context: &Context<'_>, turned: &Weave, side: Side) -> bool {
    turned.changed().any(|run| {
        let mut facets = turned.facets(context, side, run.of(side));
        facets.any(|facet| facet.kind == FacetKind::Negation || force::is_for(facet) == Some(false))
    })
}
