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

use crate::language::is_stop_word;
use crate::language::token::fold;
use crate::model::{Facet, FacetKind, Kind, Link, Pair, Side};

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
    let drafts = changes(context, link, &turned, turned.changed().collect());
    Some(framed(context, link, &turned, drafts))
}

/// A turned sentence takes other words to say the same ("A review takes place", "gives access to"): a word or two that one side
/// alone has, and that neither binds nor measures nor names anything, are told with both sentences, and not as added to one.
fn framed(context: &Context<'_>, link: &Link, turned: &Weave, drafts: Vec<Draft>) -> Vec<Draft> {
    /// So many words of substance make a frame.
    const FEW: usize = 2;
    let is_frame = |draft: &Draft| {
        let [old, new] = Side::BOTH.map(|side| draft.words.get(side).as_deref().unwrap_or_default());
        let (side, told) = if new.is_empty() { (Side::Old, old) } else { (Side::New, new) };
        let language = context.sides.get(side).document.language.as_deref();
        let words = told.split_whitespace().filter(|word| !is_stop_word(language, &fold(word))).count();
        let says = |facet: &Facet| !matches!(facet.kind, FacetKind::Tense | FacetKind::Voice);
        let bare = draft.on(side).iter().all(|quote| !context.facets_in(side, quote.span).any(says));
        let lone = old.is_empty() != new.is_empty() && matches!(draft.kind, Kind::Scope | Kind::Wording);
        lone && words <= FEW && bare && !is_put_between(context, turned, side, told)
    };
    let (frames, mut told): (Vec<Draft>, Vec<Draft>) =
        drafts.into_iter().partition(|draft| draft.routine.is_none() && is_frame(draft));
    let wording = told.iter().position(|draft| draft.kind == Kind::Wording && draft.routine.is_none());
    match wording {
        _ if frames.is_empty() => {}
        Some(at) => frames.into_iter().for_each(|frame| told[at].absorb(frame)),
        None => told.push(wording::reworded(context, link)),
    }
    told
}

/// Whether the words before and behind some others follow each other on the other side: "two active members", "two members".
fn is_put_between(context: &Context<'_>, turned: &Weave, side: Side, told: &str) -> bool {
    let (units, there) = (turned.units.get(side), turned.units.get(side.other()));
    let says = |run: &&Run| turned.text(context, side, run.of(side)) == told;
    turned.changed().filter(says).any(|run| {
        let range = run.of(side);
        let before = range.start.checked_sub(1).map(|at| &units[at]);
        let around = before.zip(units.get(range.end)).filter(|(one, other)| one.segment == other.segment);
        around.is_some_and(|(one, other)| there.windows(2).any(|two| two[0].key == one.key && two[1].key == other.key))
    })
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
