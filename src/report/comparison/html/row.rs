//! One place of both texts: what stands there on either side.

use maud::{Markup, html};

use crate::model::{Change, Relation, Role, Side};
use crate::report::comparison::passage::{self, Mark, Piece};
use crate::report::comparison::places::Unit;
use crate::report::phrase;
use crate::report::safe::browser as safe;

use super::change::change;
use super::{Page, language, pieces};

/// The anchor of a unit.
pub(super) fn anchor(unit: Unit) -> String {
    match unit {
        Unit::Link(index) => format!("l{index}"),
        Unit::Old(segment) => format!("o{segment}"),
        Unit::New(segment) => format!("n{segment}"),
    }
}

/// The segments of a unit on one side; of a repeat only those that stand nowhere else.
fn segments(page: &Page<'_>, unit: Unit, side: Side) -> Vec<usize> {
    match (unit, side) {
        (Unit::Old(segment), Side::Old) | (Unit::New(segment), Side::New) => vec![segment],
        (Unit::Old(_), Side::New) | (Unit::New(_), Side::Old) => vec![],
        (Unit::Link(index), side) => {
            let link = &page.survey.comparison.alignment.links[index];
            let ends = link.ends(side);
            ends.iter().copied().filter(|&segment| page.survey.link(side, segment) == Some(index)).collect()
        }
    }
}

/// The role of what stands in a unit, where it is no part of what the page says.
pub(super) fn ignored(page: &Page<'_>, unit: Unit) -> Option<Role> {
    let role = |side: Side| {
        segments(page, unit, side).into_iter().map(move |segment| page.survey.document(side).segments[segment].role)
    };
    let mut roles = role(Side::New).chain(role(Side::Old));
    let first = roles.next().filter(|role| !role.is_content())?;
    roles.all(|role| !role.is_content()).then_some(first)
}

/// Whether a unit holds no news: the same on both sides, or ignored.
pub(super) fn is_quiet(page: &Page<'_>, unit: Unit) -> bool {
    let equal = matches!(unit, Unit::Link(index) if {
        let link = &page.survey.comparison.alignment.links[index];
        link.relation == Relation::Equal && !link.moved
    });
    equal || ignored(page, unit).is_some()
}

/// Whether a unit is a heading of these words on both sides.
pub(super) fn is_heading(page: &Page<'_>, unit: Unit, title: &str) -> bool {
    let Unit::Link(index) = unit else { return false };
    let link = &page.survey.comparison.alignment.links[index];
    let document = page.survey.document(Side::New);
    let [segment] = link.new[..] else { return false };
    link.relation == Relation::Equal
        && !link.moved
        && document.segments[segment].role == Role::Heading
        && document.segment_text(segment) == title
}

/// What is folded away, in words.
pub(super) fn counted(page: &Page<'_>, units: &[Unit]) -> String {
    let ignored = units.iter().filter(|&&unit| ignored(page, unit).is_some()).count();
    let same = units.len() - ignored;
    let mut parts = Vec::new();
    if same > 0 {
        parts.push(format!("{} unchanged", phrase::count(same, "sentence")));
    }
    if ignored > 0 {
        parts.push(format!("{} ignored: menus, notices and the like", phrase::count(ignored, "line")));
    }
    parts.join(", ")
}

/// Units without news: unchanged sentences run on in their paragraphs, ignored lines stand apart as such.
pub(super) fn same(page: &Page<'_>, units: &[Unit]) -> Markup {
    let new = page.survey.document(Side::New);
    let block = |unit: Unit| segments(page, unit, Side::New).first().map(|&segment| new.segments[segment].block);
    let together = |a: &Unit, b: &Unit| {
        ignored(page, *a).is_none() && ignored(page, *b).is_none() && block(*a).is_some() && block(*a) == block(*b)
    };
    html! {
        div.same lang=[language(page, Side::New)] {
            @for run in units.chunk_by(together) {
                @if let (&[unit], Some(role)) = (run, ignored(page, run[0])) {
                    (aside(page, unit, role))
                } @else {
                    p dir="auto" {
                        @for (index, &unit) in run.iter().enumerate() {
                            @if index > 0 { " " }
                            span #(anchor(unit)) { (words(page, Side::New, &segments(page, unit, Side::New), &[])) }
                        }
                    }
                }
            }
        }
    }
}

/// A line that is no part of what the page says.
fn aside(page: &Page<'_>, unit: Unit, role: Role) -> Markup {
    let (old, new) = (segments(page, unit, Side::Old), segments(page, unit, Side::New));
    let equal = matches!(unit, Unit::Link(index)
        if page.survey.comparison.alignment.links[index].relation == Relation::Equal);
    html! {
        div.ignored #(anchor(unit)) {
            span.role { (phrase::ignored(role)) }
            @for (side, segments) in [(Side::Old, &old), (Side::New, &new)] {
                @if !segments.is_empty() && (side == Side::New || !equal || new.is_empty()) {
                    p.(if equal { "both" } else { phrase::side(side) }) dir="auto" { (words(page, side, segments, &[])) }
                }
            }
        }
    }
}

/// A unit that something is told of, or whose words differ.
pub(super) fn row(page: &Page<'_>, unit: Unit, notes: &[&Change]) -> Markup {
    let (old, new) = (segments(page, unit, Side::Old), segments(page, unit, Side::New));
    let woven = woven(page, unit);
    let marks = |side| match unit {
        Unit::Link(index) => passage::changed_words(page.survey.edits(index), side),
        _ => vec![],
    };
    let label = label(page, unit);
    html! {
        div.row.woven[woven.is_some()].ignored[ignored(page, unit).is_some()] #(anchor(unit)) {
            @if !notes.is_empty() || label.is_some() {
                div.notes {
                    @if let Some(label) = label { p.label { (safe(&label)) } }
                    @for note in notes { (change(page, note)) }
                }
            }
            @if !old.is_empty() {
                div.old dir="auto" lang=[language(page, Side::Old)] { (words(page, Side::Old, &old, &marks(Side::Old))) }
            }
            @if !new.is_empty() {
                div.new dir="auto" lang=[language(page, Side::New)] {
                    @match &woven {
                        Some(woven) => (pieces(woven)),
                        None => (words(page, Side::New, &new, &marks(Side::New))),
                    }
                }
            }
        }
    }
}

/// Both sides in one, where they read well so: the words that are gone are shown only where the old text is not.
fn woven<'a>(page: &Page<'a>, unit: Unit) -> Option<Vec<Piece<'a>>> {
    let Unit::Link(index) = unit else { return None };
    let link = &page.survey.comparison.alignment.links[index];
    page.survey.woven(index).filter(|_| link.relation != Relation::Repeat)
}

/// Segments of a side, the marked words among them; what stands between them elsewhere is left out and shown so.
fn words(page: &Page<'_>, side: Side, segments: &[usize], marks: &[crate::model::Span]) -> Markup {
    let document = page.survey.document(side);
    html! {
        @for (index, &segment) in segments.iter().enumerate() {
            @if index > 0 {
                @let before = segments[index - 1];
                @if before + 1 != segment { " […] " }
                @else if document.segments[before].block == document.segments[segment].block { " " }
                @else { br; }
            }
            (pieces(&passage::marked(&document.text, document.segments[segment].span, marks, Mark::of(side))))
        }
    }
}

/// What happened to a unit as a whole.
fn label(page: &Page<'_>, unit: Unit) -> Option<String> {
    let mut parts = Vec::new();
    if let Unit::Link(index) = unit {
        let link = &page.survey.comparison.alignment.links[index];
        match link.relation {
            Relation::Split => parts.push(format!("split into {}", link.new.len())),
            Relation::Merged => parts.push(format!("{} merged", link.old.len())),
            Relation::Regrouped => parts.push(format!("{} regrouped into {}", link.old.len(), link.new.len())),
            Relation::Repeat => parts.push("said again".to_owned()),
            Relation::Equal | Relation::Cosmetic | Relation::Reworded => {}
        }
        if let Some(&first) = link.old.first().filter(|_| link.moved) {
            let section = page.survey.document(Side::Old).segments[first].section;
            parts.push(format!("moved from {}", phrase::in_section(&page.survey.section_title(Side::Old, section))));
        }
    }
    if let Some(role) = ignored(page, unit) {
        parts.push(phrase::ignored(role));
    }
    (!parts.is_empty()).then(|| parts.join(", "))
}
