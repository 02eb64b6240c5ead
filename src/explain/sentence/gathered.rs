//! One change for each kind of thing that differs in a sentence: all that gave way, came or went of that kind stands in it
//! side by side.

use crate::model::{Evidence, Facet, FacetKind, Kind, Link, Pair, Side, Span};

use super::amounts::is_row;
use super::difference::Difference;
use super::quoted::{beside, is_fact, listed};
use crate::explain::context::Context;
use crate::explain::draft::Draft;
use crate::explain::rank::weights;
use crate::explain::weave::Weave;

/// Why a figure, a date or a name that came or went weighs less than one that gave way to another.
pub(super) const ALONE: &str = "stands on one side alone";

/// Why an ordinal weighs less than an amount.
pub(in crate::explain) const WHICH: &str = "says which one, and not how many";

/// A sentence with more names lists them.
const FEW: usize = 4;

/// The changes of a sentence so far.
pub(super) struct Gathered<'c> {
    pub(super) drafts: Vec<Draft>,
    /// The last facet that each tells of the new side.
    last: Vec<Option<&'c Facet>>,
    /// What each tells first, with what that bears on.
    first: Vec<Pair<Option<String>>>,
    confidence: f64,
    /// How many names the sentence has.
    names: usize,
}

/// What differs, as it is told.
pub(super) struct Found<'c, 'd> {
    pub(super) difference: &'d Difference<'c>,
    /// Whether something gave way to something.
    pub(super) exchanges: bool,
    /// What its explainer knows of its weight.
    pub(super) factor: Option<(&'static str, f64)>,
    pub(super) words: &'d Pair<Option<String>>,
    pub(super) quotes: &'d Pair<Vec<Evidence>>,
}

impl Found<'_, '_> {
    /// Whether it stands in a sentence that a change quotes.
    fn is_beside(&self, draft: &Draft) -> bool {
        let quoted = |side: Side, facet: &Facet| draft.on(side).iter().any(|quote| quote.segment == facet.segment);
        Side::BOTH.into_iter().any(|side| self.difference.facets.get(side).iter().any(|facet| quoted(side, facet)))
    }
}

impl<'c> Gathered<'c> {
    /// Nothing yet of a link.
    pub(super) fn of(context: &Context<'_>, link: &Link) -> Self {
        let facets = link.old.iter().flat_map(|&segment| context.sides.old.segment_facets(segment));
        let names = facets.filter(|facet| facet.kind == FacetKind::Name).count();
        Gathered { names, drafts: Vec::new(), last: Vec::new(), first: Vec::new(), confidence: link.confidence }
    }

    /// Adds a change as it is.
    pub(super) fn put(&mut self, draft: Draft) {
        self.drafts.push(draft);
        self.last.push(None);
        self.first.push(Pair::default());
    }

    /// Adds what differs to the change of its kind.
    pub(super) fn enter(
        &mut self,
        context: &Context<'_>,
        weave: &Weave,
        (kind, routine): (Kind, Option<&'static str>),
        found: &Found<'c, '_>,
    ) {
        let difference = found.difference;
        // Which one something is is not told with how many there are.
        let which = kind == Kind::Number && difference.facets().all(|facet| facet.normal.starts_with('#'));
        let alike = |draft: &Draft| match kind {
            // Who took whose place is not told with a name that only went.
            Kind::Name => is_exchange(draft) == difference.is_exchange(),
            Kind::Number if draft.why.iter().any(|factor| factor.factor == WHICH) != which => false,
            // What went with another sentence of a merger gave way to nothing in this one.
            Kind::Money | Kind::Number | Kind::Percent => {
                found.exchanges || !is_exchange(draft) || found.is_beside(draft)
            }
            _ => true,
        };
        // "29,000 are housed; 140,000 live in camps": each clause has a figure of its own.
        let clause = |at: &usize| match (self.last[*at], difference.facets.new.first()) {
            (Some(last), Some(next)) if difference.kind.is_figure() => !is_parted(context, last, next),
            _ => true,
        };
        let known = self.drafts.iter().rposition(|d| d.kind == kind && d.routine == routine && alike(d));
        let known = known.filter(clause);
        let index = known.unwrap_or_else(|| {
            self.put(Draft { routine, ..Draft::new(kind, vec![], vec![], self.confidence) });
            self.drafts.len() - 1
        });
        self.last[index] = difference.facets.new.last().copied().or(self.last[index]);
        let draft = &mut self.drafts[index];
        let row = weave.columns.is_none() && is_row(context, weave);
        let figure = is_fact(difference.kind) && difference.kind != FacetKind::Name && !row;
        if draft.words.old.is_none() {
            draft.words = found.words.clone();
            self.first[index] = borne(context, weave, difference);
            if let Some((name, points)) = found.factor {
                draft.because(name, points);
            }
            if which {
                draft.because(WHICH, weights::WHICH);
            }
            if !found.exchanges && is_fact(difference.kind) {
                draft.because(ALONE, weights::ONE_SIDED);
            }
        } else if figure && found.exchanges {
            // Figures that take each other's place are told side by side, before one that came or went.
            if !is_exchange(draft) {
                draft.why.retain(|known| known.factor != ALONE);
            }
            beside(&mut draft.words, found.words);
        } else if !figure && !row && is_exchange(draft) && words_exchange(found.words) {
            // In a list of names the next one is of somebody else.
            let tells = if kind == Kind::Name { self.names <= FEW } else { are_short(found.words) };
            if tells {
                beside(&mut draft.words, found.words);
            }
        } else if !figure && !row && (kind != Kind::Name || self.names <= FEW) {
            // "Not", twice: what is denied tells one from the other.
            let next = borne(context, weave, difference);
            let again = draft.words == *found.words && next != self.first[index];
            if again && words_lone(&self.first[index]) {
                draft.words = self.first[index].clone();
                listed(&mut draft.words, &next);
            } else {
                listed(&mut draft.words, found.words);
            }
        }
        draft.evidence.old.extend(&found.quotes.old);
        draft.evidence.new.extend(&found.quotes.new);
    }
}

/// What came or went with the word that it bears on: "not refunded".
fn borne(context: &Context<'_>, weave: &Weave, difference: &Difference<'_>) -> Pair<Option<String>> {
    /// So many words behind it are asked.
    const NEAR: usize = 3;
    Pair::new(Side::Old, Side::New).map(|side| {
        let Some(facet) = difference.facets.get(side).first() else { return Some(String::new()) };
        let units = weave.units.get(side);
        let behind = &units[units.partition_point(|unit| unit.span.start < facet.span.end)..];
        let mut near = behind.iter().take(NEAR).take_while(|unit| unit.segment == facet.segment && unit.letters > 0);
        let end = near.find(|unit| unit.topical).map_or(facet.span.end, |unit| unit.span.end);
        Some(context.text(side, Span::new(facet.span.start, end)).to_owned())
    })
}

/// Whether both sides of an exchange are of few words.
fn are_short(words: &Pair<Option<String>>) -> bool {
    /// So many at most.
    const WORDS: usize = 3;
    let short = |side: Side| words.get(side).as_deref().is_none_or(|text| text.split_whitespace().count() <= WORDS);
    Side::BOTH.into_iter().all(short)
}

/// Whether words stand on one side alone.
fn words_lone(words: &Pair<Option<String>>) -> bool {
    let empty = |side: Side| words.get(side).as_deref().is_none_or(str::is_empty);
    empty(Side::Old) != empty(Side::New)
}

/// Whether a change tells what gave way to what.
fn is_exchange(draft: &Draft) -> bool {
    words_exchange(&draft.words)
}

fn words_exchange(words: &Pair<Option<String>>) -> bool {
    Side::BOTH.into_iter().all(|side| words.get(side).as_deref() != Some(""))
}

/// Whether a semicolon stands between two facets of the new side, which makes them parts of two clauses.
fn is_parted(context: &Context<'_>, last: &Facet, next: &Facet) -> bool {
    let between = (last.span.end, next.span.start);
    last.segment == next.segment
        && between.0 < between.1
        && context.text(Side::New, Span::new(between.0, between.1)).contains(';')
}
