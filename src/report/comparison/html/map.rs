//! The sections: the two outlines with bands between what became what, and what became of the claims in each.

use std::fmt::Write;

use maud::{Markup, PreEscaped, html};
use rustc_hash::FxHashMap;

use crate::model::{SectionLink, SectionRelation, Side};
use crate::report::comparison::tally::{self, Line};
use crate::report::phrase;
use crate::report::safe::browser as safe;

use super::Page;

/// A map of more lines than this is folded away at first.
const LONG: usize = 40;
/// Height of a line of the map, in em; the style sheet has the same.
const LINE: f64 = 1.75;
/// Units of the drawing to a line, and the gap between two bands.
const UNIT: f64 = 20.0;
const GAP: f64 = 3.0;

/// The sections at a glance.
pub(super) fn sections(page: &Page<'_>) -> Markup {
    let lines = tally::sections(&page.survey);
    html! {
        @if page.survey.comparison.alignment.sections.len() > 1 {
            section #sections aria-labelledby="sections-title" {
                h2 #sections-title { "Sections" }
                (map(page))
                (table(page, &lines))
            }
        }
    }
}

/// The sections of a side that have a title.
fn outline(page: &Page<'_>, side: Side) -> Vec<usize> {
    (0..page.survey.document(side).sections.len())
        .filter(|&section| page.survey.titled(side, section).is_some())
        .collect()
}

fn map(page: &Page<'_>) -> Markup {
    let outlines = Side::BOTH.map(|side| outline(page, side));
    let rows = outlines[0].len().max(outlines[1].len());
    html! {
        @if rows > 0 {
            details.map open[rows <= LONG] {
                summary { "Map of the sections: what was kept, moved, split, merged or dropped" }
                div.outlines {
                    (list(page, Side::Old, &outlines[0]))
                    (PreEscaped(bands(page, &outlines, rows)))
                    (list(page, Side::New, &outlines[1]))
                }
            }
        }
    }
}

/// What became of each section of a side.
fn relations(page: &Page<'_>, side: Side) -> FxHashMap<usize, SectionRelation> {
    let links = &page.survey.comparison.alignment.sections;
    links.iter().flat_map(|link| ends(link, side).iter().map(|&section| (section, link.relation))).collect()
}

fn ends(link: &SectionLink, side: Side) -> &[usize] {
    match side {
        Side::Old => &link.old,
        Side::New => &link.new,
    }
}

fn list(page: &Page<'_>, side: Side, outline: &[usize]) -> Markup {
    let relations = relations(page, side);
    let sections = &page.survey.document(side).sections;
    let top = outline.iter().map(|&section| sections[section].level).min().unwrap_or(1);
    html! {
        ol.outline aria-label={ "Sections of the " (phrase::side(side)) " text" } {
            @for &section in outline {
                @let relation = relations.get(&section).copied().unwrap_or(SectionRelation::Kept);
                @let title = page.survey.section_title(side, section);
                @let depth = (sections[section].level - top).min(3);
                li.(format!("d{depth}")).(phrase::name(relation)) {
                    span.sign { (sign(relation)) } " " bdi { (safe(&title)) }
                }
            }
        }
    }
}

/// The sign of what became of a section, which tells it without colour.
const fn sign(relation: SectionRelation) -> &'static str {
    match relation {
        SectionRelation::Kept => "=",
        SectionRelation::Renamed => "≈",
        SectionRelation::Moved => "↕",
        SectionRelation::Split => "⑂",
        SectionRelation::Merged => "⑃",
        SectionRelation::Added => "+",
        SectionRelation::Removed => "−",
    }
}

/// A band for each old section and each new one that it became. The lists beside it tell the same in words.
fn bands(page: &Page<'_>, outlines: &[Vec<usize>; 2], rows: usize) -> String {
    let row = |outline: &[usize], section: usize| outline.iter().position(|&one| one == section);
    let mut svg = format!(
        "<svg aria-hidden=\"true\" focusable=\"false\" viewBox=\"0 0 100 {}\" height=\"{}em\" preserveAspectRatio=\"none\">",
        rows as f64 * UNIT,
        rows as f64 * LINE
    );
    for link in &page.survey.comparison.alignment.sections {
        for &old in &link.old {
            for &new in &link.new {
                if let (Some(old), Some(new)) = (row(&outlines[0], old), row(&outlines[1], new)) {
                    let (from, to) = (old as f64 * UNIT + GAP, new as f64 * UNIT + GAP);
                    let high = UNIT - 2.0 * GAP;
                    let _ = write!(
                        svg,
                        "<path class=\"{}\" d=\"M0 {from}C50 {from} 50 {to} 100 {to}V{}C50 {} 50 {} 0 {}Z\"/>",
                        phrase::name(link.relation),
                        to + high,
                        to + high,
                        from + high,
                        from + high
                    );
                }
            }
        }
    }
    svg.push_str("</svg>");
    svg
}

/// What became of the claims of each section.
fn table(page: &Page<'_>, lines: &[Line<'_>]) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label="Claims by section" {
            table {
                thead {
                    tr {
                        th scope="col" { "Section" }
                        @for name in ["same", "changed", "added", "removed"] { th scope="col" { (name) } }
                    }
                }
                tbody {
                    @for line in lines { (entry(page, line)) }
                }
            }
        }
    }
}

fn entry(page: &Page<'_>, line: &Line<'_>) -> Markup {
    let relation = line.link.relation;
    let became = (relation != SectionRelation::Kept).then(|| phrase::name(relation));
    html! {
        tr {
            th.(format!("d{}", line.depth.min(3))) scope="row" {
                a href={ "#" (anchor(line.link)) } { bdi { (safe(&tally::title(&page.survey, line.link))) } }
                @if let Some(became) = became { " " span.became { (sign(relation)) " " (became) } }
            }
            @for number in line.tally.columns() {
                td { @if number == 0 { "·" } @else { (number) } }
            }
        }
    }
}

/// The place of a section in the text: of the new one, unless it is gone.
fn anchor(link: &SectionLink) -> String {
    match (link.new.first(), link.old.first()) {
        (Some(&section), _) => section_anchor(Side::New, section),
        (None, Some(&section)) => section_anchor(Side::Old, section),
        (None, None) => "text".to_owned(),
    }
}

/// The anchor of a section of one side.
pub(super) fn section_anchor(side: Side, section: usize) -> String {
    format!("{}-{section}", if side == Side::Old { "so" } else { "sn" })
}
