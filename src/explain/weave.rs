//! The words of a link laid side by side: what is kept, what is changed.

use std::hash::Hasher;
use std::ops::Range;

use rustc_hash::FxHasher;
use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::language::token::fold;
use crate::model::{Evidence, FacetKind, Link, Pair, Side, Span, TokenKind};

use super::context::{Context, letters};
use super::substitution::Substitutions;

/// Below this share of kept letters, of the side that keeps more, old and new are shown whole.
const KEPT_WHOLE: f64 = 0.25;

/// Below this share of kept letters of the longer side too.
const KEPT_OF_LONGER: f64 = 0.1;

/// A word, mark, number or name: the smallest thing that an edit may touch.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    /// The segment it stands in.
    pub(super) segment: usize,
    /// Its place in the reading text.
    pub(super) span: Span,
    /// Equal for equal units of both sides.
    key: u64,
    /// How many letters and digits it has; zero for marks.
    pub(super) letters: usize,
    /// Whether it is a number in digits.
    pub(super) number: bool,
    /// Whether it is a term that others replace throughout.
    pub(super) term: bool,
    /// Whether it is too slight to hold two changes apart: a mark, an article, a preposition.
    pub(super) light: bool,
}

/// A run of units that is kept, or changed from old to new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    /// Whether both sides have the same units here.
    pub(super) kept: bool,
    /// Indexes into the old units.
    pub(super) old: Range<usize>,
    /// Indexes into the new units.
    pub(super) new: Range<usize>,
}

impl Run {
    /// The indexes of one side.
    pub(super) fn of(&self, side: Side) -> Range<usize> {
        match side {
            Side::Old => self.old.clone(),
            Side::New => self.new.clone(),
        }
    }
}

/// The units of a link and how they run.
#[derive(Debug, Clone, Default)]
pub(super) struct Weave {
    /// The units of both sides in document order.
    pub(super) units: Pair<Vec<Unit>>,
    /// What is kept and what is changed, alternating, covering all units of both sides.
    pub(super) runs: Vec<Run>,
    /// Whether so little is kept that the two are shown whole.
    pub(super) rewritten: bool,
}

impl Weave {
    /// Lays the words of a link side by side. Terms that replace each other throughout count as the same.
    pub(super) fn new(context: &Context<'_>, link: &Link, terms: &Substitutions) -> Self {
        let units = Pair::new(units(context, Side::Old, &link.old, terms), units(context, Side::New, &link.new, terms));
        let runs = merge_confetti(&units, compare(&units));
        if too_little_kept(&units, &runs) {
            let all = Run { kept: false, old: 0..units.old.len(), new: 0..units.new.len() };
            return Weave { units, runs: vec![all], rewritten: true };
        }
        Weave { units, runs, rewritten: false }
    }

    /// Whether a term of the substitutions begins in its units.
    pub(super) fn touches(&self, context: &Context<'_>, terms: &Substitutions) -> bool {
        !terms.is_empty()
            && Side::BOTH.into_iter().any(|side| {
                let units = self.units.get(side);
                let tokens = units.iter().flat_map(|u| context.tokens_in(side, u.segment, u.span));
                terms.touch(tokens.map(|t| context.key(side, t)))
            })
    }

    /// The kept terms of which one stands for another.
    pub(super) fn exchanged<'w>(&'w self, context: &'w Context<'_>) -> impl Iterator<Item = (&'w Unit, &'w Unit)> {
        let kept = self.runs.iter().filter(|run| run.kept);
        kept.flat_map(|run| self.units.old[run.old.clone()].iter().zip(&self.units.new[run.new.clone()]))
            .filter(|(old, new)| old.term && new.term)
            .filter(|(old, new)| fold(context.text(Side::Old, old.span)) != fold(context.text(Side::New, new.span)))
    }

    /// The changed runs.
    pub(super) fn changed(&self) -> impl Iterator<Item = &Run> {
        self.runs.iter().filter(|r| !r.kept)
    }

    /// The words of a range of units, on one line.
    pub(super) fn text(&self, context: &Context<'_>, side: Side, range: Range<usize>) -> String {
        let parts: Vec<&str> = self.places(side, range).iter().map(|e| context.text(side, e.span)).collect();
        parts.iter().flat_map(|p| p.split_whitespace()).collect::<Vec<_>>().join(" ")
    }

    /// The places that a range of units covers, one for each segment.
    pub(super) fn places(&self, side: Side, range: Range<usize>) -> Vec<Evidence> {
        let mut places: Vec<Evidence> = Vec::new();
        for unit in &self.units.get(side)[range] {
            match places.last_mut() {
                Some(last) if last.segment == unit.segment => last.span.end = unit.span.end,
                _ => places.push(Evidence { segment: unit.segment, span: unit.span }),
            }
        }
        places
    }
}

/// Cuts the segments of one side into units: names and quantities whole, everything else token by token.
fn units(context: &Context<'_>, side: Side, segments: &[usize], terms: &Substitutions) -> Vec<Unit> {
    let annotated = context.sides.get(side);
    let mut units = Vec::new();
    for &segment in segments {
        let tokens = annotated.segment_tokens(segment);
        let mut atoms = annotated.segment_facets(segment).iter().filter(|f| is_atom(f.kind)).map(|f| f.span).peekable();
        let keys: Vec<u64> = match terms.is_empty() {
            true => Vec::new(),
            false => tokens.iter().map(|t| context.key(side, t)).collect(),
        };
        let mut at = 0;
        while at < tokens.len() {
            if let Some((class, count)) = terms.at(keys.get(at..).unwrap_or_default()) {
                let span = Span::new(tokens[at].span.start, tokens[at + count - 1].span.end);
                let letters = letters(context.text(side, span));
                units.push(Unit { segment, span, key: class, letters, number: false, term: true, light: false });
                at += count;
                continue;
            }
            while atoms.next_if(|a| a.end <= tokens[at].span.start || a.start < tokens[at].span.start).is_some() {}
            let mut end = at + 1;
            if let Some(atom) = atoms.peek()
                && atom.start == tokens[at].span.start
            {
                end = at + tokens[at..].partition_point(|t| t.span.end <= atom.end).max(1);
            }
            let group = &tokens[at..end];
            let span = Span::new(group[0].span.start, group[group.len() - 1].span.end);
            let text = context.text(side, span);
            let key = match group {
                [one] => context.key(side, one),
                many => {
                    let mut hasher = FxHasher::default();
                    many.iter().for_each(|t| hasher.write_u64(context.key(side, t)));
                    hasher.finish()
                }
            };
            let light = group.len() == 1 && is_light(group[0].kind, text);
            let number = group.iter().all(|t| t.kind == TokenKind::Number);
            units.push(Unit { segment, span, key, letters: letters(text), number, term: false, light });
            at = end;
        }
    }
    units
}

/// Facets that are replaced as a whole or not at all.
fn is_atom(kind: FacetKind) -> bool {
    use FacetKind::{Date, Money, Name, Number, Percent, Reference};
    matches!(kind, Number | Money | Percent | Date | Name | Reference)
}

/// Marks, and words of up to three letters that are no acronym: in every language with spaces most of those
/// are articles, prepositions and conjunctions. In scripts without spaces a single character is as slight.
fn is_light(kind: TokenKind, text: &str) -> bool {
    match kind {
        TokenKind::Mark => true,
        TokenKind::Number => false,
        TokenKind::Word => text.chars().count() <= 3 && !text.chars().skip(1).any(char::is_uppercase),
    }
}

/// Compares the units. The result is the same, mirrored, with the sides exchanged.
fn compare(units: &Pair<Vec<Unit>>) -> Vec<Run> {
    let keys = units.as_ref().map(|side| side.iter().map(|u| u.key).collect::<Vec<_>>());
    let swapped = keys.old.cmp(&keys.new).is_gt();
    let (first, second) = if swapped { (&keys.new, &keys.old) } else { (&keys.old, &keys.new) };
    let mut runs: Vec<Run> = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, first, second) {
        let (tag, mut old, mut new) = op.as_tag_tuple();
        if swapped {
            (old, new) = (new, old);
        }
        push(&mut runs, Run { kept: tag == DiffTag::Equal, old, new });
    }
    runs
}

/// Adds a run, joined with the last one where both are kept or both are changed.
fn push(runs: &mut Vec<Run>, run: Run) {
    match runs.last_mut() {
        Some(last) if last.kept == run.kept => {
            last.old.end = run.old.end;
            last.new.end = run.new.end;
        }
        _ => runs.push(run),
    }
}

/// Joins changes that only slight kept words hold apart, so that a phrase is shown replaced as a phrase.
fn merge_confetti(units: &Pair<Vec<Unit>>, runs: Vec<Run>) -> Vec<Run> {
    let mut merged: Vec<Run> = Vec::with_capacity(runs.len());
    let heavy = |run: &Run| units.old[run.old.clone()].iter().chain(&units.new[run.new.clone()]).any(|u| !u.light);
    for (index, run) in runs.iter().enumerate() {
        let slight = run.kept && run.old.len() <= 2 && units.old[run.old.clone()].iter().all(|u| u.light);
        let between = index > 0 && index + 1 < runs.len() && heavy(&runs[index - 1]) && heavy(&runs[index + 1]);
        let one_segment = |side: Side, range: Range<usize>| {
            let units = &units.get(side)[range.start.saturating_sub(1)..(range.end + 1).min(units.get(side).len())];
            units.windows(2).all(|w| w[0].segment == w[1].segment)
        };
        let dissolve =
            slight && between && one_segment(Side::Old, run.old.clone()) && one_segment(Side::New, run.new.clone());
        push(&mut merged, Run { kept: run.kept && !dissolve, ..run.clone() });
    }
    merged
}

/// Whether a reader sees more in the two whole than in the words they share.
fn too_little_kept(units: &Pair<Vec<Unit>>, runs: &[Run]) -> bool {
    let weight = |units: &[Unit]| units.iter().filter(|u| !u.light).map(|u| u.letters).sum::<usize>() as f64;
    let kept: f64 = runs.iter().filter(|r| r.kept).map(|r| weight(&units.old[r.old.clone()])).sum();
    let (old, new) = (weight(&units.old), weight(&units.new));
    old > 0.0 && new > 0.0 && (kept < KEPT_WHOLE * old.min(new) || kept < KEPT_OF_LONGER * old.max(new))
}
