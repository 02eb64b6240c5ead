//! A sentence turned round ("The board may close the quay", "The quay may be closed by the board"), told by what else changed
//! in it.
//!
//! Laid side by side, what changed its place is left out here and put in there, with all that stands between. What both
//! sides have, in whatever place or form, did not change; what is left of a turned sentence is what one side alone has.

pub(super) mod clauses;
mod piece;
mod signs;
pub(super) mod small;
pub(super) mod voice;
mod word;

use crate::model::{Link, Pair, Side};

use super::{Explainer, changes, denial, listing, wording};
use crate::explain::context::Context;
use crate::explain::draft::Draft;
use crate::explain::presence::counterpart::SURE;
use crate::explain::weave::{Run, Weave};
use piece::{paired, pieces};
use voice::Roles;

/// Sentences with more words of substance to be set against each other are left as they are: bounds the work.
const MOST: usize = 64;

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
    let turned = turned(context, weave, voice)?;
    let roles = voice::roles(context, link, weave);
    if roles == Roles::Exchanged {
        return Some(vec![voice::exchanged(link, weave)]);
    }
    let tells = |explainer: Explainer| !explainer(context, link, weave, weave.changed().collect()).drafts.is_empty();
    if tells(super::roles::explain)
        || tells(listing::items)
        || Side::BOTH.into_iter().all(|side| denies(context, &turned, side))
    {
        return None;
    }
    if turned.changed().next().is_none() {
        // The same words in another order may tell of other roles.
        let same = roles == Roles::Kept && small::agree(context, link, weave, true);
        let draft = wording::reworded(context, link);
        return voice.then(|| vec![if same { draft.routine(SAME) } else { draft }]);
    }
    Some(changes(context, link, &turned, turned.changed().collect()))
}

/// Whether what a side alone has denies or forbids.
fn denies(context: &Context<'_>, turned: &Weave, side: Side) -> bool {
    turned.changed().any(|run| turned.facets(context, side, run.of(side)).any(denial::denies))
}

/// The same words with what only changed its place or form left out of the changed runs; `None` where the sentence was not
/// turned round. The runs that are left may cross each other.
fn turned(context: &Context<'_>, weave: &Weave, voice: bool) -> Option<Weave> {
    if weave.columns.is_some() {
        return None;
    }
    let changed: Vec<&Run> = weave.changed().collect();
    let mut words = Pair::new(Side::Old, Side::New).map(|side| word::words(context, weave, side, &changed));
    if words.old.is_empty() || words.new.is_empty() || words.old.len().max(words.new.len()) > MOST {
        return None;
    }
    word::meet(context, &mut words);
    if !signs::allow(weave, &words, voice) {
        return None;
    }
    let turns = signs::turns(weave, &words, voice);
    let pieces =
        Pair::new(Side::Old, Side::New).map(|side| pieces(context, weave, side, &changed, (words.get(side), voice)));
    // "We process applications", "applications are dealt with": one verb stands for the other.
    let is_verb = |side: Side| matches!(&pieces.get(side)[..], [only] if only.heavy == 1);
    let exchanged = voice && !signs::is_several(weave) && changed.len() > 1 && Side::BOTH.into_iter().all(is_verb);
    if !turns && !exchanged {
        return None;
    }
    let mut runs: Vec<Run> = weave.runs.iter().filter(|run| run.kept).cloned().collect();
    runs.extend(paired(&changed, pieces));
    runs.sort_by_key(|run| (run.old.start, run.new.start, run.old.end, run.new.end));
    Some(weave.with_runs(runs))
}
