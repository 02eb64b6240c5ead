//! What is said in other words, put in or left out.

use crate::language::address::is_address;
use crate::language::token::fold;
use crate::model::{Evidence, FacetKind, Kind, Link, Pair, Relation, Role, Side};

use super::Told;
use super::carried::uncarried;
use super::denial::denied_elsewhere;
use super::form::{is_form, is_in_address, is_numbering, is_respelled};
use super::frame::is_pointed_at;
use super::instead::{is_pronoun_for_name, is_restated, is_verb_for_verb};
use super::listing::{self, Separators};
use super::parted::{further, nearest, taken_up};
use super::quiet;
use super::reunited::crosses_figures;
use super::scrap::{is_scrap, leads, lone};
use super::typed::heavy;
use crate::explain::context::Context;
use crate::explain::context::discourse;
use crate::explain::draft::{Draft, NUMBERING};
use crate::explain::headline::BETWEEN;
use crate::explain::quote;
use crate::explain::rank::weights;
use crate::explain::weave::{Run, Weave};

/// A sentence with more open edits than this is shown whole.
const PIECES: usize = 3;

/// Why a change of form is no news.
const TYPOGRAPHY: &str = "typography";

/// Why words that only grammar needs are no news.
const INSUBSTANTIAL: &str = "no word of substance";

/// A run put in or left out with at least so many words of substance is told by itself, however much else changed.
pub(super) const CLAUSE: usize = 4;

/// The changed runs of a link that no typed change tells.
///
/// `is_silent` tells that nothing else is told of the link either.
pub(super) fn explain(context: &Context<'_>, link: &Link, weave: &Weave, open: &[&Run], is_silent: bool) -> Vec<Draft> {
    let told = |run: &Run| !is_silent && is_slight(weave, run);
    let open = open.iter().filter(|run| !is_joint(context, link, weave, run) && !told(run));
    let (form, words): (Vec<&Run>, Vec<&Run>) = open.partition(|run| is_form(context, weave, run));
    let Told { mut drafts, open: words } = quiet::explain(context, link, weave, words);
    let restated = words.len() <= PIECES && is_restated(context, weave, &words);
    let crossed = words.iter().any(|run| crosses_figures(context, link, weave, run));
    let whole = weave.rewritten || words.len() > PIECES || restated || crossed;
    let scraps = !whole && words.iter().any(|run| is_scrap(context, weave, run));
    let (clauses, replaced): (Vec<&Run>, Vec<&Run>) = words.into_iter().partition(|run| {
        let lone = lone(weave, run).is_some();
        // "Do not upload pictures", "pictures are not allowed": neither was dropped or put in.
        // A sentence of its own denies what it speaks of.
        let entire = || Side::BOTH.into_iter().any(|side| weave.covers_segment(side, run));
        let elsewhere = lone && !entire() && denied_elsewhere(context, weave, run, weave.changed()).is_some();
        !weave.rewritten
            && !restated
            && lone
            && !elsewhere
            && !is_verb_for_verb(context, weave, run)
            && !is_pronoun_for_name(context, weave, run)
            && !is_pointed_at(context, weave, run)
            && !(scraps && is_scrap(context, weave, run))
            && (!whole || heavy(weave, run) >= CLAUSE)
    });
    for run in clauses {
        if let Some(side) = weave.lone_side(run) {
            let item = listing::is_item(context, weave, side, run) && !turns(context, weave, side, run);
            let kind = match () {
                () if item => Kind::ListItem,
                () if leads(context, weave, side, run) => Kind::Wording,
                () => Kind::Scope,
            };
            drafts.push(clause(context, link, weave, (side, run), kind));
        }
    }
    if !replaced.is_empty() {
        let heaviest = replaced.iter().max_by_key(|run| heavy(weave, run));
        let scraps = scraps && heaviest.is_some_and(|run| is_scrap(context, weave, run));
        let all = wording(context, link, weave, &replaced, whole || scraps);
        // What took up the rest of a sentence is told with what it became.
        let told = |draft: &Draft, side: Side| match (draft.words.get(side), all.words.get(side)) {
            (Some(words), Some(all)) => all.split(BETWEEN).skip(1).any(|known| known == words),
            _ => false,
        };
        drafts.retain(|draft| draft.kind != Kind::Wording || !Side::BOTH.into_iter().any(|side| told(draft, side)));
        drafts.push(all);
    }
    let unchanged = || weave.changed().next().is_none() && weave.exchanged(context).next().is_none();
    if !form.is_empty() || (is_silent && unchanged()) {
        let (numbers, marks): (Vec<&Run>, Vec<&Run>) = form.iter().partition(|run| is_numbering(context, weave, run));
        for (runs, reason) in [(&numbers, NUMBERING), (&marks, TYPOGRAPHY)] {
            if !runs.is_empty() || (form.is_empty() && reason == TYPOGRAPHY) {
                // What a mark was put beside may be too long to be quoted as news.
                let of_runs = Some(collect(context, weave, runs)).filter(|q| !(q.old.is_empty() && q.new.is_empty()));
                let mut quotes = of_runs.unwrap_or_else(|| wholes(context, link));
                for side in Side::BOTH {
                    quotes.get_mut(side).retain(|quote| !quote.span.is_empty());
                }
                if quotes.old.is_empty() && quotes.new.is_empty() {
                    continue;
                }
                let mut draft = Draft::new(Kind::Cosmetic, quotes.old, quotes.new, link.confidence);
                if let [run] = runs[..]
                    && is_respelled(context, weave, run)
                {
                    let words = |side: Side| Some(weave.text(context, side, run.of(side)));
                    draft.words = Pair::new(words(Side::Old), words(Side::New));
                }
                drafts.push(draft.routine(reason));
            }
        }
    }
    drafts
}

/// Keeps quiet about what is no content, and about what is linked a second time.
pub(super) fn quieten(context: &Context<'_>, link: &Link, draft: Draft) -> Draft {
    let content = |side, segments: &[usize]| segments.iter().all(|&s| context.role(side, s).is_content());
    let stamp = |side, segments: &[usize]| segments.iter().all(|&s| context.is_stamp(side, s));
    if link.relation == Relation::Repeat {
        draft.routine("stated elsewhere as well")
    } else if stamp(Side::Old, &link.old) && stamp(Side::New, &link.new) {
        draft.routine("the page's own date")
    } else if Side::BOTH.into_iter().any(|side| names_columns(context, link, side)) {
        draft.routine("names columns")
    } else if content(Side::Old, &link.old) && content(Side::New, &link.new) {
        draft
    } else {
        draft.routine("no part of what the page says")
    }
}

/// Whether a side of a link is the row that names the columns of a table, and the other one is none: no row, or one below
/// such a row.
fn names_columns(context: &Context<'_>, link: &Link, side: Side) -> bool {
    let document = &context.sides.get(side).document;
    let is_row = |&segment: &usize| {
        let below = context.head(side.other(), segment).is_some_and(|head| head != segment);
        context.role(side.other(), segment) == Role::Table && !below
    };
    link.ends(side).iter().all(|&segment| document.names_columns(segment))
        && !link.ends(side.other()).iter().any(is_row)
}

/// Words put in or left out of a sentence that else stands.
pub(super) fn clause(
    context: &Context<'_>,
    link: &Link,
    weave: &Weave,
    (side, run): (Side, &Run),
    kind: Kind,
) -> Draft {
    let quotes = quote::of_run(context, weave, run);
    if quotes.get(side).is_empty() {
        return hushed(context, link);
    }
    let topical =
        |e: &Evidence| context.tokens_in(side, e.segment, e.span).iter().any(|token| context.is_substance(side, token));
    let heading = is_titled(context, link);
    let vague = heading || matches!(kind, Kind::Scope | Kind::ListItem);
    if vague && !weave.places(side, run.of(side)).iter().any(topical) {
        return Draft::new(Kind::Wording, quotes.old, quotes.new, link.confidence).routine(INSUBSTANTIAL);
    }
    let mut words = uncarried(context, weave, side, run);
    // "The Library and", put in before another item, is that item alone.
    let separators = Separators::new(context, weave, side);
    while kind == Kind::ListItem && words.len() > 1 && separators.has(words.end - 1) {
        words.end -= 1;
    }
    let text = weave.text(context, side, words);
    let said = fold(&text);
    let bare = said.trim_matches(|c: char| !c.is_alphanumeric());
    let known = &discourse::of(context.sides.get(side).document.language.as_deref()).labels;
    if known.iter().any(|label| label == bare) {
        return Draft::new(Kind::Wording, quotes.old, quotes.new, link.confidence).routine("says how a link opens");
    }
    let segment = weave.units.get(side)[run.of(side).start].segment;
    let entire = weave.covers_segment(side, run);
    if entire && context.stands(side, context.body(side, segment)).is_some() {
        return hushed(context, link);
    }
    if entire && let Some(other) = taken_up(context, link, weave, side, segment) {
        let mut draft = Draft::new(Kind::Wording, quotes.old, quotes.new, link.confidence);
        *draft.evidence.get_mut(side.other()) = vec![other];
        *draft.words.get_mut(side) = Some(text);
        *draft.words.get_mut(side.other()) = Some(context.text(side.other(), other.span).to_owned());
        return draft;
    }
    let kind = match side {
        Side::Old if entire => Kind::Removed,
        Side::New if entire => Kind::Added,
        _ if heading => Kind::SectionRenamed,
        _ => kind,
    };
    let mut draft = Draft::new(kind, quotes.old, quotes.new, link.confidence);
    if !text.contains(char::is_whitespace) && is_address(&text) {
        draft.because("an address beside what it belongs to", weights::ADDRESS);
    }
    if entire {
        draft.evidence.get_mut(side.other()).clear();
    }
    if kind == Kind::SectionRenamed {
        return titled(context, link, draft);
    }
    *draft.words.get_mut(side) = Some(text);
    *draft.words.get_mut(side.other()) = Some(String::new());
    draft
}

/// Whether a run begins with a word that turns against what was said ("but", "except").
fn turns(context: &Context<'_>, weave: &Weave, side: Side, run: &Run) -> bool {
    let contrast = &discourse::of(context.sides.get(side).document.language.as_deref()).contrast;
    let units = &weave.units.get(side)[run.of(side)];
    let first = units.iter().find(|u| u.letters > 0);
    first.is_some_and(|u| contrast.iter().any(|word| *word == fold(context.text(side, u.span))))
}

/// Whether a run only puts in or leaves out words without substance, as grammar demands it where others change.
fn is_slight(weave: &Weave, run: &Run) -> bool {
    let heavy = |side: Side| has_substance(weave, side, run);
    let words = |side: Side| weave.units.get(side)[run.of(side)].iter().any(|u| u.letters > 0);
    let lone = words(Side::Old) != words(Side::New);
    lone && !heavy(Side::Old) && !heavy(Side::New)
}

/// Whether a run has a word of substance on one side, however short.
pub(super) fn has_substance(weave: &Weave, side: Side, run: &Run) -> bool {
    weave.units.get(side)[run.of(side)].iter().any(|u| u.topical)
}

/// Whether a run only joins what was parted or parts what was joined: words without substance at the end of a sentence
/// that another one is merged with or split from.
fn is_joint(context: &Context<'_>, link: &Link, weave: &Weave, run: &Run) -> bool {
    let touches_end = |side: Side| {
        let (units, range) = (weave.units.get(side), run.of(side));
        let reach = &units[range.start.saturating_sub(1)..(range.end + 1).min(units.len())];
        reach.windows(2).any(|pair| pair[0].segment != pair[1].segment)
    };
    let slight = |side: Side| {
        weave.units.get(side)[run.of(side)].iter().all(|u| {
            let facets = context.sides.get(side).segment_facets(u.segment).iter();
            let mut decisive = facets.filter(|f| matches!(f.kind, FacetKind::Negation | FacetKind::Modal));
            !decisive.any(|f| f.span.overlaps(u.span)) && !u.topical
        })
    };
    let several = link.old.len() > 1 || link.new.len() > 1;
    several && Side::BOTH.into_iter().any(touches_end) && Side::BOTH.into_iter().all(slight)
}

fn wording(context: &Context<'_>, link: &Link, weave: &Weave, words: &[&Run], whole: bool) -> Draft {
    let mut quotes = if whole { wholes(context, link) } else { collect(context, weave, words) };
    quotes.old.retain(|&e| !context.stale(Side::Old, e));
    quotes.new.retain(|&e| !context.stale(Side::New, e));
    if quotes.old.is_empty() && quotes.new.is_empty() {
        return hushed(context, link);
    }
    let heading = is_titled(context, link);
    let kind = if heading { Kind::SectionRenamed } else { Kind::Wording };
    let mut draft = Draft::new(kind, quotes.old, quotes.new, link.confidence);
    if heading {
        return titled(context, link, draft);
    }
    if !whole && let Some(run) = words.iter().max_by_key(|run| (heavy(weave, run), std::cmp::Reverse(run.new.start))) {
        draft.words.old = Some(weave.text(context, Side::Old, run.old.clone()));
        draft.words.new = Some(weave.text(context, Side::New, run.new.clone()));
        let denied = || denied_elsewhere(context, weave, run, weave.changed());
        if let Some((side, other)) = weave.lone_side(run).and_then(|side| Some((side, denied()?))) {
            let words = weave.text(context, side.other(), other.of(side.other()));
            *draft.words.get_mut(side.other()) = Some(words);
        }
        let several = link.old.len() + link.new.len() > 2;
        for side in Side::BOTH.into_iter().filter(|_| several) {
            let more: Vec<String> =
                further(context, weave, side, run).map(|words| format!("{BETWEEN}{words}")).collect();
            draft.words.get_mut(side).iter_mut().for_each(|words| words.push_str(&more.concat()));
        }
        // Of several exchanges the largest alone may set against each other what did not give way to each other.
        let exchanges = words.iter().filter(|run| weave.lone_side(run).is_none() && heavy(weave, run) > 1).count();
        if let ([old], [new]) = (&link.old[..], &link.new[..])
            && exchanges > 1
        {
            let whole = |side: Side, segment: usize| context.text(side, context.body(side, segment).span).to_owned();
            draft.words = Pair::new(Some(whole(Side::Old, *old)), Some(whole(Side::New, *new)));
        }
    }
    if whole && let Some((old, new)) = nearest(weave, link) {
        let whole = |side: Side, segment: usize| Some(context.text(side, context.whole(side, segment).span).to_owned());
        draft.words = Pair::new(whole(Side::Old, old), whole(Side::New, new));
    }
    if !whole && words.iter().all(|run| is_in_address(context, weave, run)) {
        draft.because("inside of an address", weights::IN_ADDRESS);
    }
    let slight = !whole && words.iter().all(|run| is_slight(weave, run));
    if slight { draft.routine(INSUBSTANTIAL) } else { draft }
}

/// Whether a link joins titles: a line of text that gave way to a title was none.
pub(super) fn is_titled(context: &Context<'_>, link: &Link) -> bool {
    let titles = |side: Side, ends: &[usize]| ends.iter().all(|&s| context.role(side, s) == Role::Heading);
    titles(Side::Old, &link.old) && titles(Side::New, &link.new)
}

/// A change of a title is told by both titles whole.
pub(super) fn titled(context: &Context<'_>, link: &Link, mut draft: Draft) -> Draft {
    let title = |side: Side, segment: usize| Some(context.text(side, context.whole(side, segment).span).to_owned());
    draft.words = Pair::new(title(Side::Old, link.old[0]), title(Side::New, link.new[0]));
    draft
}

/// A change of words that all stand in both versions.
fn hushed(context: &Context<'_>, link: &Link) -> Draft {
    reworded(context, link).routine("its words stand in both versions")
}

/// Both sides of a link, set against each other whole.
pub(super) fn reworded(context: &Context<'_>, link: &Link) -> Draft {
    let all = wholes(context, link);
    Draft::new(Kind::Wording, all.old, all.new, link.confidence)
}

/// What is quoted of several runs.
pub(super) fn collect(context: &Context<'_>, weave: &Weave, runs: &[&Run]) -> Pair<Vec<Evidence>> {
    let mut all: Pair<Vec<Evidence>> = Pair::default();
    for run in runs {
        let quotes = quote::of_run(context, weave, run);
        all.old.extend(quotes.old);
        all.new.extend(quotes.new);
    }
    all
}

/// All segments of a link, as evidence.
pub(super) fn wholes(context: &Context<'_>, link: &Link) -> Pair<Vec<Evidence>> {
    let side = |side, segments: &[usize]| segments.iter().map(|&s| context.whole(side, s)).collect();
    Pair::new(side(Side::Old, &link.old), side(Side::New, &link.new))
}
