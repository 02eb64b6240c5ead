//! Both texts in one document order, with the changes beside their places; and before them what happened in several.

use maud::{Markup, html};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{Change, Level, Side};
use crate::report::comparison::places::Unit;
use crate::report::phrase;
use crate::report::safe::browser as safe;
use crate::report::web::{class, level};

use super::change::change;
use super::map::section_anchor;
use super::{Page, head, row, tools};

/// Places of such a change that are quoted on each side.
const fn examples(level: Level) -> usize {
    match level {
        Level::Headline => 3,
        Level::Notable => 2,
        Level::Minor => 1,
    }
}

/// Places of one change that are linked to.
const LINKED: usize = 40;

/// What stays the same over more units than this is folded away, but for the sentence next to a change.
const FOLDED: usize = 4;

/// The changes that are told once for several places.
pub(super) fn several(page: &Page<'_>) -> Markup {
    let throughout = page.survey.places().throughout;
    html! {
        @if !throughout.is_empty() {
            section #several aria-labelledby="several-title" {
                h2 #several-title { "In several places" }
                @for one in throughout {
                    div.event.(level(one.level)).(class(one.kind)) {
                        (change(page, one))
                        div.examples {
                            @for (side, evidence) in page.survey.examples(one, examples(one.level)).0 {
                                (head::quote(page, one, side, &evidence))
                            }
                            (places(page, one))
                        }
                    }
                }
            }
        }
    }
}

/// Links to all places of a change.
fn places(page: &Page<'_>, one: &Change) -> Markup {
    let units = page.survey.units_of(one);
    html! {
        p.facts {
            "Places: "
            @for (index, &unit) in units.iter().take(LINKED).enumerate() {
                a href={ "#" (row::anchor(unit)) } { (index + 1) } " "
            }
            @if units.len() > LINKED { "… and " (units.len() - LINKED) " more" }
        }
    }
}

/// Units of one section, in order.
struct Group {
    section: Option<(Side, usize)>,
    units: Vec<Unit>,
}

/// Both texts.
pub(super) fn both(page: &Page<'_>) -> Markup {
    let mut notes: FxHashMap<Unit, Vec<&Change>> = FxHashMap::default();
    for place in page.survey.places().ordered {
        notes.entry(place.at).or_default().extend(place.changes);
    }
    let mut groups: Vec<Group> = Vec::new();
    for unit in page.survey.units() {
        let section = page.survey.section_index(unit);
        match groups.last_mut() {
            Some(group) if group.section == section => group.units.push(unit),
            _ => groups.push(Group { section, units: vec![unit] }),
        }
    }
    let mut seen = FxHashSet::default();
    html! {
        section #text aria-labelledby="text-title" {
            h2 #text-title { "Both texts" }
            (tools::tools(page))
            div.columns {
                p.old { "− old" span.quiet { " " (safe(&phrase::captured(&page.survey.document(Side::Old).captured))) } }
                p.new { "+ new" span.quiet { " " (safe(&phrase::captured(&page.survey.document(Side::New).captured))) } }
            }
            @for group in &groups {
                @let first = group.section.is_none_or(|section| seen.insert(section));
                (section(page, group, first, &notes))
            }
        }
    }
}

fn section(page: &Page<'_>, group: &Group, first: bool, notes: &FxHashMap<Unit, Vec<&Change>>) -> Markup {
    let titled = group.section.filter(|_| page.survey.comparison.alignment.sections.len() > 1);
    let title = titled.map(|(side, section)| page.survey.section_title(side, section));
    let anchor = group.section.filter(|_| first).map(|(side, section)| section_anchor(side, section));
    // The title stands above already, in the same words.
    let is_title = |unit: Unit| {
        !notes.contains_key(&unit) && title.as_deref().is_some_and(|title| row::is_heading(page, unit, title))
    };
    let units: Vec<Unit> = group.units.iter().copied().filter(|&unit| !is_title(unit)).collect();
    let quiet: Vec<bool> = units.iter().map(|unit| !notes.contains_key(unit) && row::is_quiet(page, *unit)).collect();
    html! {
        section.part id=[anchor] {
            @if let Some(title) = &title {
                h3 dir="auto" { (safe(title)) @if !first { span.quiet { " (continued)" } } }
            }
            @for run in runs(&quiet) {
                @match unread(page, run, &units) {
                    Run::Told(at) => (row::row(page, units[at], notes.get(&units[at]).map_or(&[], Vec::as_slice))),
                    Run::Same(from, to) => (row::same(page, &units[from..to])),
                    Run::Folded(from, to) => {
                        details.fold {
                            summary { (row::counted(page, &units[from..to])) }
                            (row::same(page, &units[from..to]))
                        }
                    },
                }
            }
        }
    }
}

/// A stretch of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Run {
    /// One that something is told of.
    Told(usize),
    /// Units without news, shown.
    Same(usize, usize),
    /// Units without news, folded away.
    Folded(usize, usize),
}

/// A stretch as it is, but folded away where all of it is ignored.
fn unread(page: &Page<'_>, run: Run, units: &[Unit]) -> Run {
    match run {
        Run::Same(from, to) if units[from..to].iter().all(|&unit| row::ignored(page, unit).is_some()) => {
            Run::Folded(from, to)
        }
        run => run,
    }
}

/// Parts units into those that are told and stretches of quiet ones; long stretches keep a neighbour of each change.
fn runs(quiet: &[bool]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < quiet.len() {
        if !quiet[at] {
            runs.push(Run::Told(at));
            at += 1;
            continue;
        }
        let end = at + quiet[at..].iter().take_while(|&&quiet| quiet).count();
        if end - at <= FOLDED {
            runs.push(Run::Same(at, end));
        } else {
            let from = at + usize::from(at > 0);
            let to = end - usize::from(end < quiet.len());
            let stretches = [Run::Same(at, from), Run::Folded(from, to), Run::Same(to, end)];
            runs.extend(stretches.into_iter().filter(|run| !matches!(run, Run::Same(from, to) if from == to)));
        }
        at = end;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::{Run, runs};

    #[test]
    fn long_quiet_stretches_are_folded_but_for_the_neighbours_of_a_change() {
        let quiet = [true, true, true, true, true, true, false, true, true, false];
        let parted = [Run::Folded(0, 5), Run::Same(5, 6), Run::Told(6), Run::Same(7, 9), Run::Told(9)];
        assert_eq!(runs(&quiet), parted);
        assert_eq!(runs(&[]), []);
    }
}
