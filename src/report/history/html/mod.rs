//! Histories as web pages. They need no script.

mod band;
pub(super) mod blame;
mod change;
pub(super) mod log;
mod timeline;

use maud::{Markup, html};

use crate::model::History;
use crate::report::phrase;
use crate::report::safe::browser as safe;

use super::View;
use super::wording::woven;

const STYLE: &str = include_str!("style.css");

/// From when to when, and how many snapshots.
fn span(history: &History) -> String {
    let snapshots = phrase::count(history.versions.len(), "snapshot");
    match &history.versions[..] {
        [] => snapshots,
        [only] => format!("{snapshots}, {}", phrase::moment(only)),
        [first, .., last] => format!("{snapshots} from {} to {}", phrase::moment(first), phrase::moment(last)),
    }
}

/// A wording with what it changes about the one before.
fn rewording(old: &str, new: &str) -> Markup {
    html! {
        @for stretch in woven(old, new) {
            @if stretch.is_kept() {
                (safe(&stretch.new))
            } @else {
                @if !stretch.old.trim().is_empty() { del { (safe(&stretch.old)) } }
                @if !stretch.old.trim().is_empty() && !stretch.new.trim().is_empty() { " " }
                @if !stretch.new.trim().is_empty() { ins { (safe(&stretch.new)) } } @else { " " }
            }
        }
    }
}

/// What was left out, because it is not the page.
fn left_out(histories: &[History]) -> Markup {
    let files: Vec<(&str, &str, &str)> = histories
        .iter()
        .flat_map(|history| {
            history.left_out.iter().map(|(file, why)| (history.name.as_str(), file.as_str(), why.as_str()))
        })
        .collect();
    html! {
        @if !files.is_empty() {
            section #left-out aria-labelledby="left-out-title" {
                h2 #left-out-title { "Left out" }
                ul { @for (name, file, why) in files { li { (safe(name)) "/" (safe(file)) ": " (safe(why)) } } }
            }
        }
    }
}

/// What made the report from what.
fn foot(histories: &[History], view: &View) -> Markup {
    let mut line = format!("recension {}", env!("CARGO_PKG_VERSION"));
    for (name, value) in &view.options {
        line.push_str(&format!(" · {name}: {}", value.as_str().map_or_else(|| value.to_string(), str::to_owned)));
    }
    html! {
        footer {
            p { (safe(&line)) }
            @for history in histories {
                @if let Some(last) = history.versions.last() {
                    p.hash { (safe(&history.name)) "/" (safe(&last.file)) " " code { (last.hash) } }
                }
            }
        }
    }
}
