//! A version with the age of everything it says, each claim with its band and its earlier wordings.

use std::io::{self, Write};

use maud::{Markup, html};

use crate::model::{Lineage, Role};
use crate::report::safe::browser as safe;
use crate::report::{phrase, web};
use crate::series::blame::Line;

use super::super::{Blame, View, title};
use super::band::band;
use super::timeline::timeline;
use super::{STYLE, foot, rewording, span};

/// Writes the page.
pub(in crate::report::history) fn render(blame: &Blame<'_>, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let history = blame.history;
    let name = title(history);
    let body = html! {
        header {
            a.skip href="#text" { "Skip to the text" }
            p.kicker { "Since when it says what it says" }
            h1 dir="auto" { (safe(name)) }
            p.verdict { (safe(&span(history))) }
            @if let Some(address) = &history.address { p.source { (safe(address)) } }
        }
        main {
            (timeline(history, 0, &|_| None))
            section #text aria-labelledby="text-title" {
                h2 #text-title { "The text of " (safe(&history.versions.last().map_or_else(String::new, phrase::moment))) }
                p.quiet { "Each box of a band is a wording, over all snapshots; where there is none, nothing says it." }
                @for line in &blame.lines { (one(blame, line)) }
            }
            (super::left_out(std::slice::from_ref(history)))
        }
        (foot(std::slice::from_ref(history), view))
    };
    let page = web::page(&format!("Since when: {name}"), STYLE, None, &body);
    out.write_all(page.into_string().as_bytes())?;
    out.write_all(b"\n")
}

fn one(blame: &Blame<'_>, line: &Line<'_>) -> Markup {
    let versions = &blame.history.versions;
    let moment = |version: usize| versions.get(version).map_or_else(String::new, phrase::moment);
    html! {
        div.line.heading[line.lineage.role == Role::Heading] #{ "l" (line.index) } {
            p.since {
                (safe(&moment(line.first_seen)))
                @if line.times > 0 { span.changed { "changed ×" (line.times) ", " (safe(&moment(line.last_changed))) } }
                @if let Some(restored) = line.restored { span.changed { "said again " (safe(&moment(restored))) } }
            }
            div {
                p dir="auto" { (safe(line.text)) }
                @if line.lineage.forms.len() > 1 {
                    details {
                        summary { (phrase::count(line.lineage.forms.len(), "wording")) }
                        (wordings(blame, line.lineage))
                    }
                }
            }
            (band(line.lineage, versions.len()))
        }
    }
}

/// All wordings, the first one first, each with what it changes about the one before.
fn wordings(blame: &Blame<'_>, lineage: &Lineage) -> Markup {
    html! {
        ol {
            @for (index, form) in lineage.forms.iter().enumerate() {
                li {
                    span.facts { (safe(&phrase::moment(&blame.history.versions[form.versions.0]))) }
                    p dir="auto" {
                        @match index.checked_sub(1) {
                            Some(before) => (rewording(&lineage.forms[before].text, &form.text)),
                            None => (safe(&form.text)),
                        }
                    }
                }
            }
        }
    }
}
