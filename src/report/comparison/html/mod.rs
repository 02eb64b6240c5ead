//! The report as one web page: it loads nothing, and needs no script to be read.
//!
//! The first screen is the terminal's. Below it the sections, what happened in several places, and both texts in one
//! document order, which style sheets show side by side or one below the other. A policy in the page's head lets the
//! browser apply its own style and script, by their hashes, and nothing else; whatever a page had in it is text here.

mod change;
mod head;
mod map;
mod row;
mod text;
mod tools;

use std::fmt::Write as _;
use std::io::{self, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use crate::model::{Change, Comparison, Kind, Side};
use crate::report::phrase;
use crate::report::safe::browser as safe;

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
    // A browser reads line ends as it likes and hashes what it read.
    let style = format!("{}{}", STYLE.replace('\r', ""), tools::style(page));
    let script = SCRIPT.replace('\r', "");
    let title = format!("What changed: {}", head::title(page));
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy(&style, &script));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="generator" content={ "recension " (env!("CARGO_PKG_VERSION")) };
                title { (safe(&title)) }
                style { (PreEscaped(style)) }
            }
            body {
                (head::head(page))
                main {
                    (head::headlines(page))
                    (map::sections(page))
                    (text::several(page))
                    (text::both(page))
                    (notes(page))
                }
                (foot(page))
                script { (PreEscaped(script)) }
            }
        }
    }
}

/// What the browser may do: apply this style and this script.
fn policy(style: &str, script: &str) -> String {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(style),
        hash(script)
    )
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

/// The class that stands for a kind.
fn class(kind: Kind) -> String {
    format!("k-{}", phrase::name(kind).replace('_', "-"))
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

/// A headline. What it quotes from right to left is set apart, so that it does not turn the words around it.
fn told(headline: &str) -> Markup {
    let right_to_left = |c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    if !headline.contains(right_to_left) {
        return html! { (safe(headline)) };
    }
    html! {
        @for (quoted, text) in quotes(headline) {
            @if quoted { bdi { (safe(text)) } } @else { (safe(text)) }
        }
    }
}

/// A headline in parts: whether each stands inside of its outer quotation marks.
fn quotes(headline: &str) -> Vec<(bool, &str)> {
    let mut parts = Vec::new();
    let (mut depth, mut from) = (0_usize, 0);
    for (at, c) in headline.char_indices() {
        match c {
            '“' => {
                if depth == 0 {
                    parts.push((false, &headline[from..at + c.len_utf8()]));
                    from = at + c.len_utf8();
                }
                depth += 1;
            }
            '”' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    parts.push((true, &headline[from..at]));
                    from = at;
                }
            }
            _ => {}
        }
    }
    parts.push((depth > 0, &headline[from..]));
    parts
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

#[cfg(test)]
mod tests {
    use super::{quotes, told};

    #[test]
    fn what_is_quoted_from_right_to_left_is_set_apart() {
        assert_eq!(told("Adds “מועצה”").into_string(), "Adds “<bdi>מועצה</bdi>”");
        assert_eq!(told("Adds “<b>”").into_string(), "Adds “&lt;b&gt;”");
        assert_eq!(quotes("a “b “c” d” e"), [(false, "a “"), (true, "b “c” d"), (false, "” e")]);
        assert_eq!(quotes("a “b"), [(false, "a “"), (true, "b")]);
    }
}
