//! The report as one web page: it loads nothing, and needs no script to be read.
//!
//! The first screen is the terminal's. Below it the sections, what happened in several places, and both texts in one
//! document order, which style sheets show side by side or one below the other.

mod change;
mod head;
mod map;
mod row;
mod text;
mod tools;

use std::fmt::Write as _;
use std::io::{self, Write};

use maud::{Markup, html};

use crate::model::{Change, Comparison, Kind, Side};
use crate::report::safe::browser as safe;
use crate::report::{phrase, web};

use super::View;
use super::passage::{Mark, Piece};
use super::survey::Survey;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// What every part of the page draws on.
struct Page<'a> {
    survey: Survey<'a>,
    view: &'a View,
    /// The kinds of the changes that are shown, each once.
    kinds: Vec<Kind>,
}

/// Writes the page. Where no level is asked for it holds all changes, and shows the minor ones on request.
pub(super) fn render(comparison: &Comparison, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let survey = Survey::new(comparison, view);
    let mut kinds: Vec<Kind> = survey.shown.iter().map(|change| change.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let page = Page { survey, view, kinds };
    out.write_all(document(&page).into_string().as_bytes())?;
    out.write_all(b"\n")
}

fn document(page: &Page<'_>) -> Markup {
    let style = format!("{STYLE}{}", tools::style(page));
    let title = format!("What changed: {}", head::title(page));
    let body = html! {
        (head::head(page))
        main {
            (head::headlines(page))
            (map::sections(page))
            (text::several(page))
            (text::both(page))
            (notes(page))
        }
        (foot(page))
    };
    web::page(&title, &style, Some(SCRIPT), &body)
}

/// What was noticed on the way.
fn notes(page: &Page<'_>) -> Markup {
    let notes = &page.survey.comparison.notes;
    html! {
        @if !notes.is_empty() {
            section #notes aria-labelledby="notes-title" {
                h2 #notes-title { "Notes" }
                ul {
                    @for (side, note) in notes {
                        li {
                            @if let Some(side) = side { (phrase::side(*side)) ": " }
                            (safe(&note.message)) " " code { (note.code) }
                        }
                    }
                }
            }
        }
    }
}

/// What made the report from what.
fn foot(page: &Page<'_>) -> Markup {
    html! {
        footer {
            p { (safe(&page.survey.colophon(page.view))) }
            @for side in Side::BOTH {
                p.hash { (phrase::side(side)) " " code { (page.survey.document(side).hash) } }
            }
        }
    }
}

/// A sentence with its changed words marked.
fn pieces(pieces: &[Piece<'_>]) -> Markup {
    html! {
        @for piece in pieces {
            @match piece.mark {
                Mark::Plain => (safe(piece.text)),
                Mark::Removed | Mark::Apart => del { (safe(piece.text)) },
                Mark::Added => ins { (safe(piece.text)) },
            }
        }
    }
}

/// The language of one side's text, where it is not that of the whole report.
fn language<'a>(page: &Page<'a>, side: Side) -> Option<&'a str> {
    page.survey.document(side).language.as_deref().filter(|language| *language != "en")
}

/// How sure it is that a change is one, and what speaks for its place in the order.
fn why(change: &Change) -> String {
    let mut line = format!("{:.1}", change.score);
    for (index, factor) in change.why.iter().enumerate() {
        let joint = if index == 0 { ": " } else { ", " };
        let _ = write!(line, "{joint}{} {:+.1}", factor.factor, factor.points);
    }
    line
}
