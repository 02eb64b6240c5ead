//! What is told of one link: each explainer tells what it can of the changed runs, and leaves the others to the next.

mod act;
mod amounts;
mod apart;
mod aside;
mod bearer;
mod bid;
mod cancel;
mod carried;
mod cell;
mod crossed;
mod definition;
mod denial;
mod difference;
mod enumerated;
pub(super) mod force;
mod form;
mod frame;
mod framing;
pub(super) mod gathered;
mod idle;
mod instead;
mod invisible;
pub(super) mod kinds;
mod label;
mod left_out;
mod listing;
mod parted;
mod phrase;
mod quiet;
mod quoted;
mod rebound;
mod recast;
mod reunited;
mod roles;
mod scrap;
mod series;
mod telling;
mod tense;
mod turned;
pub(super) mod typed;
mod unlike;
mod wording;

use crate::model::{Kind, Link, Role, Side};

use super::context::Context;
use super::draft::Draft;
use super::rank::group;
use super::weave::{Run, Weave};

/// What an explainer tells of a link, and the changed runs in which more changed than that.
pub(super) struct Told<'w> {
    /// One change for each kind.
    pub(super) drafts: Vec<Draft>,
    /// The runs left over.
    pub(super) open: Vec<&'w Run>,
}

type Explainer = for<'w> fn(&Context<'_>, &Link, &'w Weave, Vec<&'w Run>) -> Told<'w>;

/// From what decides the meaning of the whole sentence to what stands in a few words of it.
const EXPLAINERS: [Explainer; 11] = [
    invisible::explain,
    label::explain,
    listing::order,
    enumerated::explain,
    roles::explain,
    bearer::explain,
    phrase::explain,
    framing::explain,
    listing::items,
    tense::explain,
    typed::explain,
];

/// All that changed between the sides of a link.
pub(super) fn explain(context: &Context<'_>, link: &Link, weave: &Weave) -> Vec<Draft> {
    // A copy of a text has its words: that it is one is told of where it stands.
    if context.is_copy(link) {
        return Vec::new();
    }
    let cells = weave.cells(context).filter(|cells| !cells.is_empty() || weave.changed().next().is_some());
    let mut drafts = match cells {
        Some(cells) => cell::explain(context, link, &cells),
        None => in_clauses(context, link, weave),
    };
    if joins_title_with_sentence(context, link) {
        drafts.iter_mut().for_each(untitled);
    }
    if wording::is_titled(context, link) {
        drafts = retitled(context, link, drafts);
    }
    if is_picture(context, link) {
        return pictured(drafts);
    }
    if definition::stays(context, link, weave) {
        drafts = definition::told(drafts);
    }
    tell_once(&mut drafts);
    let quiet = drafts.into_iter().map(|draft| wording::quieten(context, link, draft));
    group::joined(quiet.collect())
}

/// What changed in a sentence, clauses that changed places each by itself; where nothing did, whether they hold together what
/// they held.
fn in_clauses(context: &Context<'_>, link: &Link, weave: &Weave) -> Vec<Draft> {
    let (clauses, runs) = crossed::clauses(context, weave);
    let drafts = by_clauses(context, link, weave, (&clauses, runs));
    // "If the buyer pays, the seller delivers": what each clause depends on stands between them.
    let single = link.old.len() == 1 && link.new.len() == 1;
    let depends = || single && !clauses.is_empty() && !turned::small::agree(context, link, weave, false);
    let quiet = drafts.iter().all(|draft| draft.routine.is_some() && draft.kind != Kind::Order);
    if quiet && (depends() || turned::clauses::are_mixed(context, link, weave)) {
        return vec![wording::reworded(context, link)];
    }
    drafts
}

/// What changed in the clauses of a sentence that changed places, and in its other runs.
fn by_clauses(context: &Context<'_>, link: &Link, weave: &Weave, (clauses, runs): (&[Weave], Vec<&Run>)) -> Vec<Draft> {
    if !clauses.is_empty() {
        // Items in another order are no clauses that changed places.
        let order = listing::order(context, link, weave, weave.changed().collect()).drafts;
        if !order.is_empty() {
            return order;
        }
        // A clause that went to the front takes the verb of the other one along, where verbs stand second.
        let whole = roles::explain(context, link, weave, weave.changed().collect()).drafts;
        if !whole.is_empty() {
            return whole;
        }
    }
    // Between an active and a passive sentence all of it changed places.
    if (clauses.is_empty() || turned::voice::turns(context, link))
        && let Some(drafts) = turned::explain(context, link, weave)
    {
        return drafts;
    }
    let mut drafts = changes(context, link, weave, runs);
    drafts.extend(clauses.iter().flat_map(|clause| changes(context, link, clause, clause.changed().collect())));
    drafts
}

/// Leaves out what only says that words came, went or changed where another draft says of the same words what that means.
fn tell_once(drafts: &mut Vec<Draft>) {
    let plain = |kind: Kind| matches!(kind, Kind::Scope | Kind::Wording);
    let says = |draft: &Draft| {
        use Kind::{Attribution, Certainty, Condition, Degree, Evaluation, Modality, Polarity};
        matches!(draft.kind, Attribution | Certainty | Condition | Degree | Evaluation | Modality | Polarity)
    };
    let told = drafts.iter().filter(|draft| draft.routine.is_none() && says(draft));
    let told: Vec<_> = told.map(|draft| draft.words.clone()).filter(|words| words.old.is_some()).collect();
    drafts.retain(|draft| !plain(draft.kind) || draft.routine.is_some() || !told.contains(&draft.words));
}

/// What changed between words that were laid side by side, as each explainer tells it of these runs of them.
fn changes<'w>(context: &Context<'_>, link: &Link, weave: &'w Weave, runs: Vec<&'w Run>) -> Vec<Draft> {
    // A name without its capitals, a word with another hyphen, what is said once for several sentences: nothing that
    // explainers should look at.
    let says_nothing = |run: &&Run| form::is_respelled(context, weave, run) || frame::is_shared(context, weave, run);
    let (idle, open) = runs.into_iter().partition(says_nothing);
    let mut told = Told { drafts: Vec::new(), open };
    for explainer in EXPLAINERS {
        let next = explainer(context, link, weave, told.open);
        told.drafts.extend(next.drafts);
        told.open = next.open;
    }
    // A split or merger is told as such.
    let is_silent = told.drafts.is_empty() && link.old.len() == 1 && link.new.len() == 1;
    told.open.extend::<Vec<&Run>>(idle);
    told.open.sort_by_key(|run| (run.old.start, run.new.start));
    told.drafts.extend(wording::explain(context, link, weave, &told.open, is_silent));
    told.drafts
}

/// Whether a link joins a title with a sentence.
fn joins_title_with_sentence(context: &Context<'_>, link: &Link) -> bool {
    let all = |side: Side, role: Role| {
        let segments = link.ends(side);
        segments.iter().all(|&s| context.role(side, s) == role)
    };
    Side::BOTH.into_iter().any(|side| all(side, Role::Heading) && all(side.other(), Role::Claim))
}

/// What a title says of its section is no statement that a sentence could reverse or bind somebody otherwise by.
fn untitled(draft: &mut Draft) {
    if is_of_force(draft) {
        draft.kind = Kind::Wording;
    }
}

/// Whether a change says what is bid, denied, certain or conditional.
pub(super) fn is_of_force(draft: &Draft) -> bool {
    matches!(draft.kind, Kind::Polarity | Kind::Modality | Kind::Condition | Kind::Certainty)
}

/// A title names its section, and neither bids nor denies: "No betting" that becomes "Betting" under "Prohibited uses" is
/// another title.
fn retitled(context: &Context<'_>, link: &Link, drafts: Vec<Draft>) -> Vec<Draft> {
    let (forces, mut kept): (Vec<Draft>, Vec<Draft>) = drafts.into_iter().partition(is_of_force);
    let mut forces = forces.into_iter();
    if let Some(mut all) = forces.next() {
        all.kind = Kind::SectionRenamed;
        all.why.clear();
        forces.for_each(|draft| all.absorb(draft));
        if !kept.iter().any(|draft| draft.kind == Kind::SectionRenamed) {
            kept.push(wording::titled(context, link, all));
        }
    }
    kept
}

/// Whether both sides are alternative texts of pictures.
fn is_picture(context: &Context<'_>, link: &Link) -> bool {
    let all = |side: Side, segments: &[usize]| segments.iter().all(|&s| context.sides.get(side).document.is_picture(s));
    all(Side::Old, &link.old) && all(Side::New, &link.new)
}

/// What a picture shows is told in one change, whatever its words express.
fn pictured(drafts: Vec<Draft>) -> Vec<Draft> {
    let (form, words): (Vec<Draft>, Vec<Draft>) = drafts.into_iter().partition(|draft| draft.routine.is_some());
    let mut words = words.into_iter();
    let Some(mut all) = words.next() else { return form };
    all.kind = Kind::ImageText;
    words.for_each(|draft| all.absorb(draft));
    vec![all]
}
