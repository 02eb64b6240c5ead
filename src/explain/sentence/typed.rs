//! What an edit does to the meaning: one change for each kind of thing that differs between the sides of a link.

use crate::language::token::fold;
use crate::model::{Evidence, Facet, FacetKind, Kind, Link, Pair, Side, Span};

use super::Told;
use super::difference::{CLAUSE, Difference, PHRASE, differences, says_more};
use super::force;
use super::quoted::{beside, is_fact, is_row, words};
use super::wording::is_respelled;
use crate::explain::context::Context;
use crate::explain::context::{crossref, discourse};
use crate::explain::draft::Draft;
use crate::explain::headline::BETWEEN;
use crate::explain::quote;
use crate::explain::rank::weights;
use crate::explain::term::acronym::is_written_out;
use crate::explain::weave::{Run, Weave};

/// Compares the facets of the open runs of a link.
pub(in crate::explain) fn explain<'w>(
    context: &Context<'_>,
    link: &Link,
    weave: &'w Weave,
    runs: Vec<&'w Run>,
) -> Told<'w> {
    let mut drafts: Vec<Draft> = Vec::new();
    let compared = differences(context, link, weave, &runs);
    let mut told = compared.restated;
    if let Some(draft) = restated(context, link, weave, &runs, &told) {
        drafts.push(draft);
    }
    // "Quay 4, 20457 Norland" that becomes "Tide Road 11, 20459 Norland" is another address, and no figure that grew.
    let exchanged = |kind: FacetKind| -> Vec<usize> {
        let all = compared.differences.iter().filter(|d| d.kind == kind && d.is_exchange());
        all.map(|difference| difference.run).collect()
    };
    let (names, numbers) = (exchanged(FacetKind::Name), exchanged(FacetKind::Number));
    let facts = compared.differences.iter().filter(|d| is_fact(d.kind) && d.is_exchange());
    let facts: Vec<usize> = facts.map(|difference| difference.run).collect();
    for mut difference in compared.differences {
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
        let address = names.contains(&difference.run) && numbers.contains(&difference.run);
        if address && difference.kind == FacetKind::Number {
            continue;
        }
        let clause = || link.old.len() + link.new.len() == 2 && is_of_clause(weave, run, &difference);
        if difference.kind == FacetKind::Name && (is_respelled(context, weave, run) || clause()) {
            continue;
        }
        let longest = if weave.lone_side(run).is_some() { CLAUSE } else { PHRASE };
        let short = (heavy(weave, run) <= longest || weave.governs(run)) && !weave.rewritten;
        let quotes = match quoted(context, weave, &difference) {
            Some(quotes) => quotes,
            // Marks that come or go with their words are no news of their own.
            None if difference.kind == FacetKind::Quotation && !difference.is_exchange() => continue,
            None if short => quote::of_run(context, weave, run),
            None => around(context, link, weave, run, &difference),
        };
        told[difference.run] |= short && !(quotes.old.is_empty() && quotes.new.is_empty());
        // "Through mid-2015" that gives way to "as long as it remains above 6 percent": each side gives a figure of its own.
        let figure = |side: Side| weave.has_figure(context, side, run.of(side));
        let long = heavy(weave, run) > 2 * CLAUSE && !(figure(Side::Old) && figure(Side::New));
        let lone = long && difference.kind != FacetKind::Name;
        let words = match address && difference.kind == FacetKind::Name {
            true => Pair::new(Side::Old, Side::New).map(|side| Some(weave.text(context, side, run.of(side)))),
            // "December 2013, eight" for "early 2014, former": the date stands for a date, and nothing for the figure. Of a
            // long passage that gives way to one without a figure, the figure went, and nothing took its place.
            false
                if is_fact(difference.kind)
                    && !difference.is_exchange()
                    && (facts.contains(&difference.run) || lone) =>
            {
                let alone = |side: Side| difference.facets.get(side).first().map_or("", |f| context.text(side, f.span));
                Pair::new(Side::Old, Side::New).map(|side| Some(alone(side).to_owned()))
            }
            false => words(context, weave, run, &difference, short),
        };
        let one = |side: Side| words.get(side).as_deref().unwrap_or_default();
        let (before, after) = (one(Side::Old), one(Side::New));
        // A name that one version alone explains is the same name.
        if !before.is_empty() && fold(before) == fold(after) {
            continue;
        }
        let shifted = difference.kind == FacetKind::Reference && crossref::shifts(context, &difference.facets);
        let written_out = difference.kind == FacetKind::Name && is_written_out(before, after);
        let routine = match (shifted, written_out) {
            (true, _) => Some("a reference inside the page"),
            (_, true) => Some("an acronym and what it stands for"),
            _ => None,
        };
        for (kind, factor) in kinds(context, &difference) {
            // Who took whose place is not told with a name that only went.
            let both = |d: &Draft| [&d.words.old, &d.words.new].iter().all(|w| w.as_deref() != Some(""));
            let alike = |d: &Draft| kind != Kind::Name || both(d) == difference.is_exchange();
            let known = drafts.iter().position(|d| d.kind == kind && d.routine == routine && alike(d));
            let index = known.unwrap_or_else(|| {
                drafts.push(Draft { routine, ..Draft::new(kind, vec![], vec![], link.confidence) });
                drafts.len() - 1
            });
            let draft = &mut drafts[index];
            // Figures that take each other's place are told side by side, before one that came or went.
            let figure = is_fact(difference.kind) && difference.kind != FacetKind::Name && !is_row(context, weave);
            let exchange = figure && difference.is_exchange();
            if exchange && known.is_some() {
                beside(&mut draft.words, &words);
            } else if draft.words.old.is_none() {
                draft.words = words.clone();
                if let Some((name, points)) = factor {
                    draft.because(name, points);
                }
                if kind == Kind::Number && difference.facets().all(|facet| facet.normal.starts_with('#')) {
                    draft.because("says which one, and not how many", weights::WHICH);
                }
                if !difference.is_exchange() && is_fact(difference.kind) {
                    draft.because("stands on one side alone", weights::ONE_SIDED);
                }
            }
            draft.evidence.old.extend(&quotes.old);
            draft.evidence.new.extend(&quotes.new);
        }
    }
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
        if weave.rewritten {
            draft.because("the sentence is rewritten around it", weights::REWRITTEN);
        }
    }
    drafts.retain(|d| !d.evidence.old.is_empty() || !d.evidence.new.is_empty());
    let open = runs.into_iter().zip(told).filter(|(_, told)| !told).map(|(run, _)| run).collect();
    Told { drafts, open }
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

/// What a difference is told as, with a factor that its own facets know of.
fn kinds(context: &Context<'_>, difference: &Difference<'_>) -> Vec<(Kind, Option<(&'static str, f64)>)> {
    let one = |kind| vec![(kind, None)];
    match difference.kind {
        FacetKind::Number => one(Kind::Number),
        FacetKind::Money => one(Kind::Money),
        FacetKind::Percent => one(Kind::Percent),
        FacetKind::Date => one(Kind::Date),
        FacetKind::Name => one(Kind::Name),
        FacetKind::Negation => one(Kind::Polarity),
        FacetKind::Modal => force::kinds(&difference.facets),
        FacetKind::Quantifier => {
            let points = if is_only(difference) { weights::ONLY } else { weights::LIMITS };
            vec![(Kind::Scope, limits(difference).then_some(("limits or widens", points)))]
        }
        FacetKind::Condition => force::conditions(&difference.facets),
        FacetKind::Attribution => one(Kind::Attribution),
        FacetKind::Evaluation => one(Kind::Evaluation),
        FacetKind::Certainty => force::certainty(&difference.facets),
        FacetKind::Degree => one(Kind::Degree),
        FacetKind::Direction => one(Kind::Direction),
        FacetKind::Tense => one(Kind::Tense),
        FacetKind::Voice | FacetKind::Framing => Vec::new(),
        FacetKind::Quotation => vec![(
            Kind::Quotation,
            is_scare(context, difference).then_some(("takes distance from a word", weights::DISTANCE)),
        )],
        FacetKind::Reference => one(Kind::Reference),
        FacetKind::Definition => one(Kind::Definition),
    }
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

/// The normal forms of quantifiers that say little of how far a statement reaches.
const VAGUE: [&str; 4] = ["other", "same", "including", "in particular"];

/// Whether a quantifier that comes, goes or changes says how far a statement reaches.
fn limits(difference: &Difference<'_>) -> bool {
    let mut facets = difference.facets.old.iter().chain(&difference.facets.new);
    facets.any(|f| !VAGUE.contains(&&*f.normal))
}

/// Whether a word that lets one thing alone be done comes or goes.
fn is_only(difference: &Difference<'_>) -> bool {
    !difference.is_exchange() && difference.facets().all(|facet| facet.normal == "only")
}

/// Quotation marks around no more words than this, none of them a name or a defined term, are scare quotes.
const SCARE: usize = 2;

/// Whether quotation marks that come or go take distance from a word ("annexation").
fn is_scare(context: &Context<'_>, difference: &Difference<'_>) -> bool {
    let scare = |side: Side, facet: &Facet| {
        let words = context.text(side, facet.span).split_whitespace();
        let plain = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_lowercase);
        words.clone().count() <= SCARE && words.into_iter().all(plain)
    };
    !difference.is_exchange()
        && Side::BOTH.into_iter().any(|side| difference.facets.get(side).iter().any(|f| scare(side, f)))
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
