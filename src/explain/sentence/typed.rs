//! What an edit does to the meaning: one change for each kind of thing that differs between the sides of a link.

use crate::language::token::fold;
use crate::model::{Evidence, Facet, FacetKind, Kind, Link, Pair, Side, Span};

use super::Told;
use super::act;
use super::apart;
use super::bid;
use super::difference::{CLAUSE, Difference, PHRASE, differences, row, says_more, touches};
use super::force;
use super::form::is_respelled;
use super::gathered::{ALONE, Found, Gathered};
use super::instead::{has_verb, is_pronoun_for_name};
use super::kinds::kinds;
use super::quoted::{instead_of_one, is_fact, words};
use super::rebound;
use super::recast;
use super::series;
use super::unlike;
use crate::explain::context::Context;
use crate::explain::context::{crossref, discourse};
use crate::explain::draft::Draft;
use crate::explain::headline::BETWEEN;
use crate::explain::quote;
use crate::explain::rank::weights;
use crate::explain::term::acronym::is_written_out;
use crate::explain::term::substitution::is_inflected;
use crate::explain::weave::{Run, Weave};

/// Compares the facets of the open runs of a link.
pub(in crate::explain) fn explain<'w>(
    context: &Context<'_>,
    link: &Link,
    weave: &'w Weave,
    runs: Vec<&'w Run>,
) -> Told<'w> {
    let mut gathered = Gathered::of(context, link);
    let compared = differences(context, link, weave, &runs);
    let mut told = compared.restated;
    if let Some(draft) = restated(context, link, weave, &runs, &told) {
        gathered.put(draft);
    }
    if let Some((draft, run)) = apart::explain(context, link, weave, &runs) {
        told[run] = true;
        gathered.put(draft);
    }
    // "Quay 4, 20457 Norland" that becomes "Tide Road 11, 20459 Norland" is another address, and no figure that grew.
    let exchanged = |kind: FacetKind| -> Vec<usize> {
        // Nothing stands at number 1.1 of a street.
        let whole = |d: &Difference<'_>| d.facets().all(|facet| kind == FacetKind::Name || !facet.normal.contains('.'));
        let all = compared.differences.iter().filter(|d| d.kind == kind && d.is_exchange() && whole(d));
        all.map(|difference| difference.run).collect()
    };
    let (names, numbers) = (exchanged(FacetKind::Name), exchanged(FacetKind::Number));
    let facts = compared.differences.iter().filter(|d| is_fact(d.kind) && d.is_exchange());
    let facts: Vec<(usize, u8)> = facts.map(|d| (d.run, row(d.kind))).collect();
    let mut differences = compared.differences;
    let alike = recast::denies_alike(context, link);
    let bid = bid::bids_alike(context, link, weave).is_some();
    differences.retain(|d| !(alike.contains(&d.kind) || (bid && d.kind == FacetKind::Modal)));
    let labels: Vec<bool> = differences.iter().map(|dates| series::are_labels(context, dates, &differences)).collect();
    let mut labels = labels.into_iter();
    differences.retain(|_| labels.next() != Some(true));
    for mut difference in differences {
        if difference.kind == FacetKind::Name && difference.is_exchange() {
            // What stands in both lists took nobody's place, nor did the title behind it.
            for side in Side::BOTH {
                if difference.facets.get(side).iter().any(|name| is_listed_on_both(context, link, side, name)) {
                    difference.facets.get_mut(side).clear();
                }
            }
            if difference.facets().next().is_none() {
                continue;
            }
        }
        let run = runs[difference.run];
        let stated = || Side::BOTH.into_iter().any(|side| has_verb(context, weave, side, run));
        let address = names.contains(&difference.run) && numbers.contains(&difference.run) && !stated();
        if address && difference.kind == FacetKind::Number {
            continue;
        }
        let clause = || link.old.len() + link.new.len() == 2 && is_of_clause(weave, run, &difference);
        let is_other = || clause() || is_of_statement(context, weave, run, &difference);
        if difference.kind == FacetKind::Name && (is_respelled(context, weave, run) || is_other()) {
            continue;
        }
        // "With a review in 2023", put in beside a date that gave way to another, is news of its own.
        let beside = || facts.iter().any(|(_, of)| *of == row(difference.kind));
        if difference.kind.is_figure() && is_of_clause(weave, run, &difference) && beside() {
            continue;
        }
        let longest = if weave.lone_side(run).is_some() { CLAUSE } else { PHRASE };
        let short = (heavy(weave, run) <= longest || weave.governs(run)) && !weave.rewritten;
        let mut quotes = match quoted(context, weave, &difference) {
            Some(quotes) => quotes,
            // Marks that come or go with their words are no news of their own.
            None if difference.kind == FacetKind::Quotation && !difference.is_exchange() => continue,
            None if short => quote::of_run(context, weave, run),
            None => around(context, link, weave, run, &difference),
        };
        // A figure that was found elsewhere is quoted from there.
        for side in Side::BOTH {
            let beyond = difference.facets.get(side).iter().filter(|f| !touches(weave, side, run.of(side), f));
            let found = beyond.filter(|f| f.kind.is_amount()).filter_map(|f| quote::of_facet(context, weave, side, f));
            quotes.get_mut(side).extend(found);
        }
        // "Through mid-2015" that gives way to "as long as it remains above 6 percent": each side gives a figure of its own.
        let stands =
            |other: &Facet| other.kind.is_figure() && difference.facets().any(|own| unlike::may_stand(own, other));
        let figure = |side: Side| weave.facets(context, side, run.of(side)).any(stands);
        let figures = figure(Side::Old) && figure(Side::New);
        let one = instead_of_one(context, weave, run, &difference);
        let gone =
            difference.kind.is_figure() && !figures && one.is_none() && is_gone(context, weave, run, &difference);
        told[difference.run] |= short && !gone && !(quotes.old.is_empty() && quotes.new.is_empty());
        let long = heavy(weave, run) > 2 * CLAUSE && !figures;
        let lone = long && difference.kind != FacetKind::Name;
        let exchanges = difference.is_exchange() || one.is_some();
        let words = one.unwrap_or_else(|| match address && difference.kind == FacetKind::Name {
            true => Pair::new(Side::Old, Side::New).map(|side| Some(weave.text(context, side, run.of(side)))),
            // "December 2013, eight" for "early 2014, former": the date stands for a date, and nothing for the figure. Of a
            // long passage that gives way to one without a figure, the figure went, and nothing took its place.
            false
                if is_fact(difference.kind)
                    && !difference.is_exchange()
                    && (facts.iter().any(|(run, _)| *run == difference.run) || lone || gone) =>
            {
                let alone =
                    |side: Side| difference.facets.get(side).first().map_or("", |f| series::labelled(context, side, f));
                Pair::new(Side::Old, Side::New).map(|side| Some(alone(side).to_owned()))
            }
            false => words(context, weave, run, &difference, short),
        });
        let one = |side: Side| words.get(side).as_deref().unwrap_or_default();
        let (before, after) = (one(Side::Old), one(Side::New));
        // A name that one version alone explains is the same name.
        if !before.is_empty() && fold(before) == fold(after) {
            continue;
        }
        let shifted = difference.kind == FacetKind::Reference && crossref::shifts(context, &difference.facets);
        let written_out = difference.kind == FacetKind::Name && is_written_out(before, after);
        let inflected = difference.kind == FacetKind::Name && is_inflected(before, after);
        let routine = match (shifted, written_out, inflected) {
            _ if series::closing(context, &difference).is_some() => Some("the year of a passage"),
            _ if force::asks_alike(&difference.facets) => Some("the same condition in another word"),
            (true, ..) => Some("a reference inside the page"),
            (_, true, _) => Some("an acronym and what it stands for"),
            (.., true) => Some("another form of the word"),
            _ => None,
        };
        for (kind, factor) in kinds(context, (weave, run), &difference) {
            let kind = if inflected { Kind::Wording } else { kind };
            let found = Found { difference: &difference, exchanges, factor, words: &words, quotes: &quotes };
            gathered.enter(context, weave, (kind, routine), &found);
        }
    }
    let Gathered { mut drafts, .. } = gathered;
    if !drafts.iter().any(|draft| matches!(draft.kind, Kind::Modality | Kind::Polarity)) {
        drafts.extend(rebound::explain(context, link, weave));
    }
    let acts = |draft: &Draft| draft.why.iter().any(|factor| factor.factor == act::DONE);
    let decided = drafts.iter().any(acts);
    for draft in &mut drafts {
        for side in Side::BOTH {
            let quotes = draft.evidence.get_mut(side);
            quotes.sort_unstable();
            quotes.dedup();
        }
        let exchanged = |side: Side| draft.words.get(side).as_deref().map_or(0, |words| words.split(BETWEEN).count());
        let further = exchanged(Side::Old).min(exchanged(Side::New)).saturating_sub(1);
        if further > 0 && matches!(draft.kind, Kind::Percent | Kind::Money) {
            draft.because(
                "several figures change",
                (weights::FURTHER_FIGURE * further as f64).min(weights::FURTHER_MOST),
            );
        }
        let figure = matches!(draft.kind, Kind::Percent | Kind::Money | Kind::Number);
        if decided && figure && !draft.why.iter().any(|factor| factor.factor == ALONE) {
            draft.because("what is decided", weights::ACT);
        }
        if weave.rewritten {
            draft.because("the sentence is rewritten around it", weights::REWRITTEN);
        }
    }
    drafts.retain(|d| !d.evidence.old.is_empty() || !d.evidence.new.is_empty());
    let open = runs.into_iter().zip(told).filter(|(_, told)| !told).map(|(run, _)| run).collect();
    Told { drafts, open }
}

/// Whether a figure that one side of a run has went or came with more words than itself, or more than a word or two stand
/// for it: then nothing took its place.
fn is_gone(context: &Context<'_>, weave: &Weave, run: &Run, difference: &Difference<'_>) -> bool {
    /// "Approximately 30 days" may become "a reasonable time".
    const MOST: usize = 2;
    let side = if difference.facets.old.is_empty() { Side::New } else { Side::Old };
    let other = side.other();
    let more = says_more(weave, side, run, difference);
    let bare = weave.units.get(other)[run.of(other)].iter().all(|unit| unit.letters == 0);
    let gone = match weave.lone_side(run) {
        // "For" is nothing that "GDP is likely to grow by 3.5%" became.
        Some(_) => !bare && more && heavy(weave, run) > MOST,
        None => weave.rewritten || more || weave.substance(other, run) > MOST,
    };
    // "By 2010", "never": what denies is no date.
    let denies = || weave.expresses(context, other, run.of(other), &[FacetKind::Negation]);
    !difference.is_exchange() && (gone || denies())
}

/// Runs whose words were replaced by others of the same meaning ("shall" by "must").
fn restated(context: &Context<'_>, link: &Link, weave: &Weave, runs: &[&Run], same: &[bool]) -> Option<Draft> {
    let mut quotes: Pair<Vec<Evidence>> = Pair::default();
    for (run, _) in runs.iter().zip(same).filter(|(_, same)| **same) {
        let of_run = quote::of_run(context, weave, run);
        quotes.old.extend(of_run.old);
        quotes.new.extend(of_run.new);
    }
    if quotes.old.is_empty() && quotes.new.is_empty() {
        return None;
    }
    Some(Draft::new(Kind::Wording, quotes.old, quotes.new, link.confidence).routine("says the same in other words"))
}

/// Whether a name is one of a list that the other side of the link has too, in whatever order.
fn is_listed_on_both(context: &Context<'_>, link: &Link, side: Side, name: &Facet) -> bool {
    let listed = |side: Side, name: &Facet| {
        let whole = context.whole(side, name.segment).span;
        let behind = context.text(side, Span::new(name.span.end, whole.end));
        let before = context.text(side, Span::new(whole.start, name.span.start)).trim_end();
        let join = &discourse::of(context.sides.get(side).document.language.as_deref()).join;
        let last = before.rsplit(char::is_whitespace).next().map(fold).unwrap_or_default();
        behind.starts_with([',', ';']) || before.ends_with([',', ';']) || join.contains(&last)
    };
    let there = *context.sides.get(side.other());
    let segments = link.ends(side.other());
    let mut names = segments.iter().flat_map(|&s| there.segment_facets(s)).filter(|f| f.kind == FacetKind::Name);
    listed(side, name) && names.any(|other| other.normal == name.normal && listed(side.other(), other))
}

/// Whether a name came or went with a clause that says more than it: "who partner with the Council".
fn is_of_clause(weave: &Weave, run: &Run, difference: &Difference<'_>) -> bool {
    let Some(side) = weave.lone_side(run) else { return false };
    !difference.is_exchange() && says_more(weave, side, run, difference)
}

/// Whether a name stands in words that gave way to others as a whole: "runs the service" that becomes "was absorbed into the
/// Agency" has become no other name, nor has "The Institute" that becomes "which".
fn is_of_statement(context: &Context<'_>, weave: &Weave, run: &Run, difference: &Difference<'_>) -> bool {
    let words = |side: Side| weave.units.get(side)[run.of(side)].iter().any(|unit| unit.letters > 0);
    let more = |side: Side| !difference.facets.get(side).is_empty() && says_more(weave, side, run, difference);
    let verb = |side: Side| has_verb(context, weave, side, run);
    let differs =
        Side::BOTH.into_iter().any(|side| verb(side) || (more(side) && weave.substance(side.other(), run) > 0));
    let gives_way = words(Side::Old) && words(Side::New) && differs;
    !difference.is_exchange() && (gives_way || is_pronoun_for_name(context, weave, run))
}

/// Where quotation marks come or go around words that stay, those words.
fn quoted(context: &Context<'_>, weave: &Weave, difference: &Difference<'_>) -> Option<Pair<Vec<Evidence>>> {
    if difference.kind != FacetKind::Quotation || difference.is_exchange() {
        return None;
    }
    let mut quotes: Pair<Vec<Evidence>> = Pair::default();
    for side in Side::BOTH {
        for facet in difference.facets.get(side) {
            let Pair { old, new } = quote::of_quoted(context, weave, side, facet)?;
            quotes.old.push(old);
            quotes.new.push(new);
        }
    }
    Some(quotes)
}

/// The facets with the words beside them; on a side that has none, the words of the run.
fn around(
    context: &Context<'_>,
    link: &Link,
    weave: &Weave,
    run: &Run,
    difference: &Difference<'_>,
) -> Pair<Vec<Evidence>> {
    let one = |side: Side| -> Vec<Evidence> {
        let facets: &Vec<&Facet> = difference.facets.get(side);
        if !facets.is_empty() {
            return facets.iter().filter_map(|f| quote::of_facet(context, weave, side, f)).collect();
        }
        let range = run.of(side);
        if weave.rewritten || range.len() > 3 * PHRASE {
            let segments = link.ends(side);
            let wholes = segments.iter().map(|&s| context.whole(side, s));
            return wholes.filter(|&e| !context.stale(side, e)).collect();
        }
        quote::of_range(context, weave, side, range)
    };
    Pair::new(one(Side::Old), one(Side::New))
}

/// How many words of substance a run has, on the side that has more.
pub(super) fn heavy(weave: &Weave, run: &Run) -> usize {
    weave.substance(Side::Old, run).max(weave.substance(Side::New, run))
}
