//! What several sentences begin or end with, and one says for all of them: "Do not bring glass. Do not bring food." and "Do
//! not bring glass or food."; the line above a list, and each of its items with its words.

use crate::language::token::fold;
use crate::model::{FacetKind, Role, Side, Span, Token};

use crate::explain::context::Context;
use crate::explain::context::discourse;
use crate::explain::weave::unit::Unit;
use crate::explain::weave::{Run, Weave, trim};

/// Whether a run, at an end of a sentence, has only words that are said once for several sentences on one of the sides:
/// another sentence of the link begins, or ends, with them and keeps them; the line above the list says them on the other
/// side; or they only name again what the sentence before speaks of, where both were one ("the office, which answers").
pub(super) fn is_shared(context: &Context<'_>, weave: &Weave, run: &Run) -> bool {
    let lone = weave.lone_side(run);
    let shared = |side: Side| {
        let another = |edge: Edge| Frame::of(weave, side, run, edge).is_some_and(|frame| frame.bounds_another(context));
        let opens = |frame: Frame| (lone == Some(side) && frame.is_announced(context)) || frame.resumes(context, run);
        (lone == Some(side) && (another(Edge::Beginning) || another(Edge::End)))
            || Frame::of(weave, side, run, Edge::Beginning).is_some_and(opens)
    };
    Side::BOTH.into_iter().any(shared)
}

/// Whether words at the beginning of a sentence gave way to one that points at what was said before, or stand for one: "The
/// board's decisions will", "They will".
pub(super) fn is_pointed_at(context: &Context<'_>, weave: &Weave, run: &Run) -> bool {
    let Some(side) = weave.lone_side(run) else { return false };
    let there = weave.units.get(side.other())[run.of(side.other())].iter().filter(|unit| unit.letters > 0);
    let mut there = there.peekable();
    there.peek().is_some()
        && there.all(|unit| is_pointer(context, side.other(), unit))
        && Frame::of(weave, side, run, Edge::Beginning).is_some()
}

/// Where in its sentence a run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    Beginning,
    End,
}

impl Edge {
    /// The units of a sentence that say anything, by their indexes, from this end inwards.
    fn inwards(self, sentence: &[Unit]) -> Vec<usize> {
        let mut spoken: Vec<usize> = (0..sentence.len()).filter(|&unit| sentence[unit].letters > 0).collect();
        if self == Edge::End {
            spoken.reverse();
        }
        spoken
    }
}

/// The words of a run that begins or ends a sentence.
struct Frame<'w> {
    weave: &'w Weave,
    side: Side,
    edge: Edge,
    units: &'w [Unit],
    /// The word beside them in their sentence, which both sides have.
    beside: &'w Unit,
    /// Their keys, from the end of the sentence inwards.
    words: Vec<u64>,
}

impl<'w> Frame<'w> {
    fn of(weave: &'w Weave, side: Side, run: &Run, edge: Edge) -> Option<Self> {
        let all = weave.units.get(side);
        let (start, end) = trim(all, run.of(side));
        let units = &all[start..end];
        let segment = units.first().filter(|_| units.iter().all(|unit| unit.segment == units[0].segment))?.segment;
        let here = |unit: &&Unit| unit.segment == segment;
        let before = &all[start - all[..start].iter().rev().take_while(here).count()..start];
        let behind = &all[end..end + all[end..].iter().take_while(here).count()];
        let spoken = |unit: &Unit| unit.letters > 0;
        let (outside, beside) = match edge {
            Edge::Beginning => (before, behind.iter().position(spoken).map(|at| end + at)),
            Edge::End => (behind, before.iter().rposition(spoken).map(|at| start - before.len() + at)),
        };
        let beside = beside.filter(|_| !outside.iter().any(spoken) && units.iter().any(spoken))?;
        weave.kept(side, beside)?;
        let words = edge.inwards(units).into_iter().map(|unit| units[unit].key).collect();
        Some(Frame { weave, side, edge, units, beside: &all[beside], words })
    }

    /// Whether another sentence of the link begins, or ends, with the same words, and both sides have them there.
    fn bounds_another(&self, context: &Context<'_>) -> bool {
        let all = self.weave.units.get(self.side);
        let mut at = 0;
        all.chunk_by(|a, b| a.segment == b.segment).any(|sentence| {
            let first = at;
            at += sentence.len();
            let spoken = self.edge.inwards(sentence);
            let same = spoken.len() > self.words.len()
                && spoken.iter().zip(&self.words).all(|(&unit, word)| sentence[unit].key == *word);
            let is_kept = |unit: &usize| self.weave.kept(self.side, first + unit).is_some();
            sentence[0].segment != self.units[0].segment
                && same
                && spoken[..self.words.len()].iter().all(is_kept)
                && !self.binds_otherwise(context, &sentence[spoken[self.words.len()]])
        })
    }

    /// Whether what stands beside the same words elsewhere turns them round, as it does not here: "You must", "You must not".
    fn binds_otherwise(&self, context: &Context<'_>, beside: &Unit) -> bool {
        let mut facets = context.facets_in(self.side, beside.span);
        facets.any(|facet| is_of_force(facet.kind)) && self.beside.key != beside.key
    }

    /// Whether the line above the list on the other side says the words, and nothing besides that binds otherwise.
    fn is_announced(&self, context: &Context<'_>) -> bool {
        let there = self.side.other();
        let annotated = context.sides.get(there);
        let item = self.weave.units.get(there).first().map(|unit| unit.segment);
        let Some(line) = item.and_then(|item| annotated.document.announcement(item)) else { return false };
        let spoken = |side: Side, segment: usize, span: Span| {
            let tokens = context.tokens_in(side, segment, span).iter();
            tokens.filter(move |token| context.text(side, token.span).contains(char::is_alphanumeric))
        };
        let frame = Span::new(self.units[0].span.start, self.units[self.units.len() - 1].span.end);
        let said: Vec<u64> =
            spoken(self.side, self.units[0].segment, frame).map(|token| context.meant(self.side, token)).collect();
        let above: Vec<_> = spoken(there, line, context.whole(there, line).span).collect();
        let same = |window: &&[&Token]| window.iter().map(|token| context.meant(there, token)).eq(said.iter().copied());
        let Some(place) = above.windows(said.len().max(1)).find(same) else { return false };
        let place = Span::new(place[0].span.start, place[place.len() - 1].span.end);
        let mut forces = annotated.segment_facets(line).iter().filter(|facet| is_of_force(facet.kind));
        forces.all(|facet| facet.span.overlaps(place)) && context.role(there, line) != Role::Heading
    }

    /// Whether the words name what another sentence of the link names before it, and the other side has there no
    /// more than a word that points at it.
    fn resumes(&self, context: &Context<'_>, run: &Run) -> bool {
        let (weave, side) = (self.weave, self.side);
        let mut there = weave.units.get(side.other())[run.of(side.other())].iter().filter(|unit| unit.letters > 0);
        let own = self.units[0].segment;
        let before: Vec<u64> = weave.units.get(side).iter().filter(|u| u.segment < own).map(|u| u.key).collect();
        let mut named = self.units.iter().filter(|unit| unit.topical).peekable();
        named.peek().is_some()
            && named.all(|unit| before.contains(&unit.key))
            && there.all(|unit| unit.light || is_pointer(context, side.other(), unit))
            && !weave.expresses(
                context,
                side,
                run.of(side),
                &[FacetKind::Negation, FacetKind::Modal, FacetKind::Condition, FacetKind::Quantifier],
            )
    }
}

/// Whether a word only points at what is named before it, or joins a clause to it.
fn is_pointer(context: &Context<'_>, side: Side, unit: &Unit) -> bool {
    let known = discourse::of(context.sides.get(side).document.language.as_deref());
    let word = fold(context.text(side, unit.span));
    [&known.relative, &known.back, &known.join].into_iter().any(|words| words.contains(&word))
}

/// Whether cues of a kind decide whether something is so, or must be.
fn is_of_force(kind: FacetKind) -> bool {
    matches!(kind, FacetKind::Negation | FacetKind::Modal)
}
