//! The words of a link laid side by side: what is kept, what is changed.

mod cell;
mod compare;
mod compound;
pub(super) mod figures;
mod gap;
mod qualifier;
mod recurring;
mod slide;
mod sole;
pub(super) mod unit;

use std::ops::Range;

use crate::language::token::fold;
use crate::model::{Evidence, Facet, FacetKind, Link, Pair, Relation, Side, Span};

use super::context::{Context, bracket};
use super::term::substitution::Substitutions;
use compare::{compare, merge_confetti, part_segments, too_little_kept};
use slide::slide;
use sole::sole;
use unit::{Reading, Unit, loose, units};

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

    /// The same to be set.
    pub(super) fn of_mut(&mut self, side: Side) -> &mut Range<usize> {
        match side {
            Side::Old => &mut self.old,
            Side::New => &mut self.new,
        }
    }
}

/// The units of a link and how they run.
#[derive(Debug, Clone, Default)]
pub(super) struct Weave {
    /// The units of both sides in document order.
    pub(super) units: Pair<Vec<Unit>>,
    /// What is kept and what is changed, covering all units of both sides. What one side alone has is parted where a
    /// segment ends.
    pub(super) runs: Vec<Run>,
    /// Whether so little is kept that the two are shown whole.
    pub(super) rewritten: bool,
    /// The column that each unit stands in, where both sides are rows of tables: numbered alike on both sides.
    pub(super) columns: Option<Pair<Vec<usize>>>,
    /// Whether any other reading cuts the same units, but for terms that replace each other.
    settled: bool,
}

/// The units of both sides of a link.
struct Cut {
    units: Pair<Vec<Unit>>,
    /// See [`Weave::columns`].
    columns: Option<Pair<Vec<usize>>>,
    /// See [`Weave::settled`].
    settled: bool,
}

impl Weave {
    /// Lays the words of a link side by side.
    pub(super) fn new(context: &Context<'_>, link: &Link, reading: Reading<'_>) -> Self {
        Weave::of(context, cut(context, link, reading))
    }

    /// The same link by what its words say.
    pub(super) fn again(mut self, context: &Context<'_>, link: &Link, terms: &Substitutions) -> Self {
        let written = keys(&self.units);
        // Most links read alike: comparing their words again would only find the same.
        if self.read_by_meaning(context, link, terms) {
            if same_pattern(&written, &keys(&self.units)) {
                return self;
            }
            return Weave::of(context, Cut { units: self.units, columns: None, settled: true });
        }
        let cut = cut(context, link, Reading::Meant(terms));
        if same_units(&self.units, &cut.units) && same_pattern(&written, &keys(&cut.units)) {
            return Weave { units: cut.units, ..self };
        }
        Weave::of(context, cut)
    }

    /// Gives the units the keys of what they say; whether that cuts no others.
    fn read_by_meaning(&mut self, context: &Context<'_>, link: &Link, terms: &Substitutions) -> bool {
        let begins = |side: Side| {
            let mut tokens =
                link.ends(side).iter().flat_map(|&segment| context.sides.get(side).segment_tokens(segment));
            tokens.any(|token| terms.begins(context.key(side, token)))
        };
        if !self.settled || Side::BOTH.into_iter().any(begins) {
            return false;
        }
        let units = &mut self.units;
        units.old.iter_mut().chain(&mut units.new).for_each(|unit| unit.key = unit.meant);
        if Side::BOTH.into_iter().any(|side| !loose(context, link, units, side).is_empty()) {
            return false;
        }
        figures::place(context, link, units);
        true
    }

    /// Lays units side by side, of two rows cell by cell.
    fn of(context: &Context<'_>, cut: Cut) -> Self {
        let Cut { mut units, columns, settled } = cut;
        let runs = part_segments(&units, merge_confetti(&units, slide(&units, sole(&units, compare(&units), compare))));
        if columns.is_none() && too_little_kept(&units, &runs) {
            return Weave { units, settled, ..Weave::default() }.apart();
        }
        let count = units.old.len();
        let runs = qualifier::keep(context, &mut units, runs);
        let settled = settled && units.old.len() == count;
        let runs = gap::part(context, &units, runs);
        let runs = match &columns {
            Some(columns) => cell::part(columns, &runs),
            None => runs,
        };
        Weave { units, runs, rewritten: false, columns, settled }
    }

    /// The same units, none of them kept.
    pub(super) fn apart(self) -> Self {
        let all = Run { kept: false, old: 0..self.units.old.len(), new: 0..self.units.new.len() };
        Weave { runs: vec![all], rewritten: true, ..self }
    }

    /// The same units with other runs, in whatever order those stand.
    pub(super) fn with_runs(&self, runs: Vec<Run>) -> Self {
        Weave { units: self.units.clone(), runs, rewritten: false, columns: None, settled: false }
    }

    /// Parts of both sides, laid side by side by themselves.
    pub(super) fn part(&self, context: &Context<'_>, old: Range<usize>, new: Range<usize>) -> Self {
        let units = Pair::new(self.units.old[old].to_vec(), self.units.new[new].to_vec());
        Weave::of(context, Cut { units, columns: None, settled: false })
    }

    /// Indexes of kept terms of which one stands for another.
    pub(super) fn exchanged<'w>(&'w self, context: &'w Context<'_>) -> impl Iterator<Item = (usize, usize)> + 'w {
        let kept = self.runs.iter().filter(|run| run.kept);
        kept.flat_map(|run| run.old.clone().zip(run.new.clone())).filter(|&(old, new)| {
            let (old, new) = (&self.units.old[old], &self.units.new[new]);
            let differ = || fold(context.text(Side::Old, old.span)) != fold(context.text(Side::New, new.span));
            old.term && new.term && differ()
        })
    }

    /// The changed runs.
    pub(super) fn changed(&self) -> impl Iterator<Item = &Run> {
        self.runs.iter().filter(|r| !r.kept)
    }

    /// The index on the other side of a unit that both sides keep.
    pub(super) fn kept(&self, side: Side, unit: usize) -> Option<usize> {
        let run = self.runs.iter().find(|run| run.of(side).contains(&unit)).filter(|run| run.kept)?;
        Some(run.of(side.other()).start + unit - run.of(side).start)
    }

    /// The words of a range of units, on one line, without marks at the ends but for brackets that they open or close.
    pub(super) fn text(&self, context: &Context<'_>, side: Side, range: Range<usize>) -> String {
        let units = self.units.get(side);
        let (start, end) = trim(units, range);
        let whole = |place: &Evidence| context.text(side, bracket::balanced(context, side, *place).span);
        let parts: Vec<&str> = self.places(side, start..end).iter().map(whole).collect();
        parts.iter().flat_map(|p| p.split_whitespace()).collect::<Vec<_>>().join(" ")
    }

    /// The number of words of substance in a run, on one side.
    pub(super) fn substance(&self, side: Side, run: &Run) -> usize {
        self.units.get(side)[run.of(side)].iter().filter(|u| !u.light).count()
    }

    /// The side that alone has words of substance in a run.
    pub(super) fn lone_side(&self, run: &Run) -> Option<Side> {
        match (self.substance(Side::Old, run), self.substance(Side::New, run)) {
            (0, 0) => None,
            (0, _) => Some(Side::New),
            (_, 0) => Some(Side::Old),
            _ => None,
        }
    }

    /// Whether a run stands before kept words that depend on it: it begins a segment, no mark parts it from what
    /// follows ("The Committee does not expect that", put before what stood alone).
    pub(super) fn governs(&self, run: &Run) -> bool {
        let Some(side) = self.lone_side(run) else { return false };
        let units = self.units.get(side);
        let range = run.of(side);
        let begins = range.start == 0 || units[range.start - 1].segment != units[range.start].segment;
        let last = &units[range.end - 1];
        let follows = units.get(range.end).is_some_and(|next| next.segment == last.segment && next.letters > 0);
        begins && follows && last.letters > 0
    }

    /// Whether a run is all that a segment says.
    pub(super) fn covers_segment(&self, side: Side, run: &Run) -> bool {
        let units = self.units.get(side);
        let (start, end) = trim(units, run.of(side));
        let Some(segment) = units.get(start).map(|u| u.segment) else { return false };
        let outside = |u: &Unit| u.segment == segment && u.letters > 0;
        !units[..start].iter().rev().take_while(|u| u.segment == segment).any(outside)
            && !units[end..].iter().take_while(|u| u.segment == segment).any(outside)
    }

    /// Whether some unit of a range is part of a facet of these kinds.
    pub(super) fn expresses(
        &self,
        context: &Context<'_>,
        side: Side,
        range: Range<usize>,
        kinds: &[FacetKind],
    ) -> bool {
        let units = self.units.get(side)[range].iter();
        units.flat_map(|unit| context.facets_in(side, unit.span)).any(|facet| kinds.contains(&facet.kind))
    }

    /// Whether the units of two facets, of the old and of the new side, may stand for each other: not where one of them is
    /// kept apart from what is written like it.
    pub(super) fn is_one(&self, old: &Facet, new: &Facet) -> bool {
        let unit = |side: Side, facet: &Facet| {
            let units = self.units.get(side);
            let first = units.get(units.partition_point(|unit| unit.span.start < facet.span.start));
            first.filter(|unit| unit.figure && unit.span == facet.span)
        };
        let (Some(old), Some(new)) = (unit(Side::Old, old), unit(Side::New, new)) else { return true };
        let apart = |unit: &Unit| unit.key != unit.meant;
        old.key == new.key || !(apart(old) || apart(new))
    }

    /// The facets that touch a range of units.
    pub(super) fn facets<'c>(
        &self,
        context: &Context<'c>,
        side: Side,
        range: Range<usize>,
    ) -> impl Iterator<Item = &'c Facet> {
        self.places(side, range).into_iter().flat_map(move |place| context.facets_in(side, place.span))
    }

    /// Whether a range of units holds an amount or a date.
    pub(super) fn has_figure(&self, context: &Context<'_>, side: Side, range: Range<usize>) -> bool {
        self.facets(context, side, range).any(|facet| facet.kind.is_figure())
    }

    /// The cells that differ between two rows of tables, each laid side by side by itself; of columns that both tables
    /// have. `None` for what are no such rows.
    pub(super) fn cells(&self, context: &Context<'_>) -> Option<Vec<Weave>> {
        let columns = self.columns.as_ref()?;
        let cell = |(old, new): (Range<usize>, Range<usize>)| {
            let columns = Pair::new(columns.old[old.clone()].to_vec(), columns.new[new.clone()].to_vec());
            let units = Pair::new(self.units.old[old].to_vec(), self.units.new[new].to_vec());
            Weave::of(context, Cut { units, columns: Some(columns), settled: false })
        };
        Some(cell::shared(&self.units, columns).into_iter().map(cell).collect())
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

/// Repeats longer than this many words and marks are told whole.
const LONGEST: usize = 1024;

/// Whether the words of a link are laid side by side: not where they are the same, and not where a repeat ties something
/// to a text that is as long as a page. Such a text may have thousands of repeats, which would cost their product, and
/// what became of it is told by the link that is none.
pub(super) fn is_laid(context: &Context<'_>, link: &Link) -> bool {
    let length = |side: Side, segments: &[usize]| -> usize {
        segments.iter().map(|&segment| context.sides.get(side).segment_tokens(segment).len()).sum()
    };
    match link.relation {
        Relation::Equal => false,
        Relation::Repeat => length(Side::Old, &link.old).max(length(Side::New, &link.new)) <= LONGEST,
        _ => true,
    }
}

/// Cuts the words of a link.
fn cut(context: &Context<'_>, link: &Link, reading: Reading<'_>) -> Cut {
    let side = |side: Side, segments: &[usize], loose: &[Span]| units(context, side, segments, reading, loose);
    let whole = Pair::new(side(Side::Old, &link.old, &[]), side(Side::New, &link.new, &[]));
    let loose = Pair::new(loose(context, link, &whole, Side::Old), loose(context, link, &whole, Side::New));
    let none_loose = loose.old.is_empty() && loose.new.is_empty();
    let mut units = match none_loose {
        true => whole,
        false => Pair::new(side(Side::Old, &link.old, &loose.old), side(Side::New, &link.new, &loose.new)),
    };
    figures::place(context, link, &mut units);
    let columns = cell::tie(context, link, &mut units);
    let settled = none_loose && columns.is_none();
    Cut { units, columns, settled }
}

/// The keys of the units of both sides.
fn keys(units: &Pair<Vec<Unit>>) -> Pair<Vec<u64>> {
    units.as_ref().map(|side| side.iter().map(|unit| unit.key).collect())
}

/// Whether two cuts have the same units, whatever their keys.
fn same_units(one: &Pair<Vec<Unit>>, other: &Pair<Vec<Unit>>) -> bool {
    let same = |one: &[Unit], other: &[Unit]| {
        let same = |(a, b): (&Unit, &Unit)| (a.span, a.light, a.letters) == (b.span, b.light, b.letters);
        one.len() == other.len() && one.iter().zip(other).all(same)
    };
    same(&one.old, &other.old) && same(&one.new, &other.new)
}

/// Whether by two lists of keys the same of some units are equal.
fn same_pattern(one: &Pair<Vec<u64>>, other: &Pair<Vec<u64>>) -> bool {
    let pairs = || one.old.iter().chain(&one.new).zip(other.old.iter().chain(&other.new)).map(|(&a, &b)| (a, b));
    // Most keys stay as they are. Each of the others must stand for one, and for none that stays.
    let mut changed: Vec<(u64, u64)> = pairs().filter(|(a, b)| a != b).collect();
    changed.sort_unstable();
    changed.dedup();
    let (there, mut back): (Vec<u64>, Vec<u64>) = changed.into_iter().unzip();
    back.sort_unstable();
    let once = |keys: &[u64]| keys.is_sorted_by(|a, b| a < b);
    let stays = |key: u64| there.binary_search(&key).is_err() && back.binary_search(&key).is_err();
    once(&there) && once(&back) && pairs().filter(|(a, b)| a == b).all(|(a, _)| stays(a))
}

/// A range without marks at its ends, unless it is nothing but marks.
pub(super) fn trim(units: &[Unit], range: Range<usize>) -> (usize, usize) {
    let (mut start, mut end) = (range.start, range.end);
    while start < end && units[start].letters == 0 {
        start += 1;
    }
    while start < end && units[end - 1].letters == 0 {
        end -= 1;
    }
    if start == end { (range.start, range.end) } else { (start, end) }
}
