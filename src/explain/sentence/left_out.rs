//! Who acts left out where a sentence turned from active to passive: "The police shot two protesters", "Two protesters were
//! shot".

use crate::language::token::fold;
use crate::model::{FacetKind, Kind, Link, Pair, Side};

use super::roles::Word;
use super::scrap::leads_on;
use crate::explain::context::{Context, discourse};
use crate::explain::draft::Draft;
use crate::explain::quote;
use crate::explain::weave::Weave;
use crate::explain::weave::unit::Unit;

/// A passive verb may have another form than the active one: words are compared by so many of their first letters.
const STEM: usize = 4;

/// Who acts is named within so many words of substance before the verb.
const BESIDE: usize = 2;

/// So many words may stand between a passive's auxiliary and its participle.
const BETWEEN: usize = 1;

/// Who acts is named in at most so many words of substance.
const LONGEST_AGENT: usize = 6;

/// Who acts where the sentence is active, and is not named where it is passive.
pub(super) fn left_out(
    context: &Context<'_>,
    link: &Link,
    weave: &Weave,
    heavy: &Pair<Vec<Word>>,
    voice: &Pair<usize>,
) -> Option<Draft> {
    let passive = if voice.new > voice.old { Side::New } else { Side::Old };
    let active = passive.other();
    let stem = |side: Side, word: &Word| -> String {
        let text = context.text(side, weave.units.get(side)[word.at].span).to_lowercase();
        text.chars().take(STEM).collect()
    };
    let stems: Vec<String> = heavy.get(passive).iter().map(|w| stem(passive, w)).collect();
    let verb = stem(passive, heavy.get(passive).get(participle(context, link, weave, passive, heavy.get(passive))?)?);
    let own = heavy.get(active);
    let gone: Vec<usize> = (0..own.len()).filter(|&i| !stems.contains(&stem(active, &own[i]))).collect();
    let (&first, &last) = (gone.first()?, gone.last()?);
    let active_stems: Vec<String> = own.iter().map(|w| stem(active, w)).collect();
    let come = stems.iter().filter(|s| !active_stems.contains(s)).count();
    let acts = active_stems.iter().position(|s| *s == verb).is_some_and(|at| last < at && at - last <= BESIDE);
    let together = last - first + 1 == gone.len() && gone.len() <= LONGEST_AGENT;
    if !acts || !together || come > 0 {
        return None;
    }
    let range = own[first].at..own[last].at + 1;
    // "It shall wear a muzzle": what an article stands before is no verb, and nobody acts over a comma.
    let units = weave.units.get(active);
    let at = own[active_stems.iter().position(|stem| *stem == verb)?].at;
    let articles = &discourse::of(context.sides.get(active).document.language.as_deref()).articles;
    // "Probably", "only", "police believe" act on nobody.
    let cues = [
        FacetKind::Certainty,
        FacetKind::Attribution,
        FacetKind::Quantifier,
        FacetKind::Modal,
        FacetKind::Negation,
        FacetKind::Condition,
        FacetKind::Degree,
    ];
    if weave.expresses(context, active, range.clone(), &cues) {
        return None;
    }
    // "The army still occupies the port": who acts opens the clause, behind a date at most. In "We do not automatically" it is
    // not "automatically" who does.
    let segment = units[range.start].segment;
    let opening = units[..range.start].iter().rev().take_while(|unit| unit.letters > 0 && unit.segment == segment);
    let dated = |unit: &Unit| context.facets_in(active, unit.span).any(|facet| facet.kind == FacetKind::Date);
    if opening.clone().any(|unit| !dated(unit) && !leads_on(context, active, unit)) {
        return None;
    }
    let noun = articles.contains(&fold(context.text(active, units[at.saturating_sub(1)].span)));
    if noun || units[range.start..at].iter().any(|unit| context.text(active, unit.span) == ",") {
        return None;
    }
    // "You're" brings a verb of its own.
    let contracted = |unit: &Unit| {
        let word = context.text(active, unit.span);
        word.contains(['\'', '’']) && !word.ends_with(['s', 'S'])
    };
    if weave.units.get(active)[range.clone()].iter().any(contracted) {
        return None;
    }
    let here = quote::of_range(context, weave, active, range.clone());
    let changed = weave.changed().find(|run| !run.of(passive).is_empty())?;
    let there = quote::of_range(context, weave, passive, changed.of(passive));
    let evidence = if active == Side::Old { Pair::new(here, there) } else { Pair::new(there, here) };
    let mut draft = Draft::new(Kind::Agent, evidence.old, evidence.new, link.confidence);
    *draft.words.get_mut(active) = Some(weave.text(context, active, range));
    *draft.words.get_mut(passive) = Some(String::new());
    Some(draft)
}

/// The first word of substance behind the passive auxiliary that came or went.
fn participle(context: &Context<'_>, link: &Link, weave: &Weave, side: Side, heavy: &[Word]) -> Option<usize> {
    let segment = link.ends(side)[0];
    let units = weave.units.get(side);
    let changed =
        |span: crate::model::Span| weave.changed().any(|run| units[run.of(side)].iter().any(|u| u.span.overlaps(span)));
    let facets = context.sides.get(side).segment_facets(segment).iter();
    let mut turned = facets.filter(|f| f.kind == FacetKind::Voice && f.normal == "passive" && changed(f.span));
    let auxiliary = turned.next()?.span;
    let participle = heavy.iter().position(|w| units[w.at].span.start >= auxiliary.end)?;
    // "Is below the rate" is no passive: more words stand between than "not" or "also".
    let between = units[..heavy[participle].at].iter().rev().take_while(|unit| unit.span.start >= auxiliary.end);
    (between.filter(|unit| unit.letters > 0).count() <= BETWEEN).then_some(participle)
}
