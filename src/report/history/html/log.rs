//! What changed at each snapshot: a timeline, every snapshot, then the claims that changed most as bands.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, Write};

use maud::{Markup, html};

use crate::model::{Event, History, Level, Lineage, Role};
use crate::report::phrase;
use crate::report::safe::browser as safe;
use crate::report::web::{self, LEVELS, level, sign};
use crate::series::log::Entry;

use super::super::{Log, View, title};
use super::band::band;
use super::change::change;
use super::timeline::timeline;
use super::{STYLE, foot, left_out, span};

/// Claims that are drawn as bands at most.
const BANDS: usize = 20;

/// Writes the page. Where no level is asked for it holds all changes, and shows the minor ones on request.
pub(in crate::report::history) fn render(log: &Log<'_>, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let name = match log.histories {
        [only] => title(only).to_owned(),
        many => phrase::count(many.len(), "page"),
    };
    let mut style = STYLE.to_owned();
    for name in LEVELS.map(level) {
        let _ = writeln!(style, "body:has(#f-{name}:not(:checked)) .{name}{{display:none}}");
    }
    let body = html! {
        header {
            a.skip href="#entries" { "Skip to the snapshots" }
            p.kicker { "History" }
            h1 dir="auto" { (safe(&name)) }
            @for history in log.histories {
                p.verdict { @if log.histories.len() > 1 { bdi { (safe(&history.name)) } ": " } (safe(&span(history))) }
                @if let Some(address) = &history.address { p.source { (safe(address)) } }
            }
        }
        main {
            @for (index, history) in log.histories.iter().enumerate() {
                (timeline(history, if log.histories.len() > 1 { index + 1 } else { 0 }, &|version| {
                    let entry = |entry: &Entry<'_>| std::ptr::eq(entry.history, history) && entry.version == version;
                    log.entries.iter().any(entry).then(|| anchor(index, version))
                }))
            }
            section #entries aria-labelledby="entries-title" {
                h2 #entries-title { "Snapshots" }
                (tools(log, view))
                (entries(log))
            }
            @for history in log.histories { (bands(history)) }
            (left_out(log.histories))
        }
        (foot(log.histories, view))
    };
    let page = web::page(&format!("History: {name}"), &style, None, &body);
    out.write_all(page.into_string().as_bytes())?;
    out.write_all(b"\n")
}

/// The anchor of a version's entry.
fn anchor(history: usize, version: usize) -> String {
    format!("s{history}-{version}")
}

/// Which levels are shown; it works by style sheet alone.
fn tools(log: &Log<'_>, view: &View) -> Markup {
    let counted = |level: Level| {
        log.entries.iter().flat_map(|entry| &entry.changes).filter(|item| item.change.level == level).count()
    };
    html! {
        div #tools {
            fieldset {
                legend { "Level" }
                @for one in LEVELS {
                    @let shown = one != Level::Minor || view.level == Some(Level::Minor);
                    label {
                        input #(format!("f-{}", level(one))) type="checkbox" checked[shown];
                        " " (sign(one)) " " (phrase::name(one)) " " span.quiet { (counted(one)) }
                    }
                }
            }
        }
    }
}

fn entries(log: &Log<'_>) -> Markup {
    let mut anchors: BTreeSet<&str> = BTreeSet::new();
    let number = |entry: &Entry<'_>| log.histories.iter().position(|one| std::ptr::eq(one, entry.history)).unwrap_or(0);
    html! {
        @for one in &log.entries {
            @let version = &one.history.versions[one.version];
            section.entry #(anchor(number(one), one.version)) {
                h3 {
                    (safe(&phrase::moment(version)))
                    @if log.histories.len() > 1 { " " bdi.quiet { (safe(&one.history.name)) } }
                }
                @match one.step {
                    Some(step) => {
                        p.said { (safe(&step.summary.verdict)) }
                        p.counts {
                            "since " (safe(&phrase::moment(&one.history.versions[step.old]))) " · "
                            (phrase::claims(&step.summary.claims))
                        }
                    }
                    None => p.counts { "the first snapshot, with " (phrase::count(version.claims, "claim")) },
                }
                @if let Some(revision) = &version.revision {
                    p.counts {
                        "commit " code { (safe(&revision.commit[..revision.commit.len().min(12)])) } " "
                        bdi { (safe(&revision.subject)) }
                    }
                }
                @for item in &one.changes {
                    @let fresh = anchors.insert(&item.change.id);
                    (change(one, item, fresh.then_some(item.change.id.as_str())))
                }
                @if one.told_elsewhere > 0 {
                    p.quiet { (phrase::count(one.told_elsewhere, "change")) " told with another page" }
                }
            }
        }
    }
}

/// The claims that something happened to most often, each with its band.
fn bands(history: &History) -> Markup {
    let turns = |lineage: &Lineage| lineage.events.len().saturating_sub(1);
    let mut told: Vec<(usize, &Lineage)> =
        history.lineages.iter().filter(|lineage| lineage.role == Role::Claim).map(|one| (turns(one), one)).collect();
    told.retain(|(turns, _)| *turns > 1);
    told.sort_by_key(|(turns, _)| std::cmp::Reverse(*turns));
    told.truncate(BANDS);
    html! {
        @if !told.is_empty() {
            section.bands {
                h2 { "Claims that changed most" @if told.len() == BANDS { ", the first " (BANDS) } }
                p.quiet {
                    "Each box is a wording, over the snapshots from " (safe(&phrase::moment(&history.versions[0])))
                    " on; where there is none, nothing says it."
                }
                ol {
                    @for (_, lineage) in told {
                        li {
                            (band(lineage, history.versions.len()))
                            @let form = lineage.forms.last();
                            p dir="auto" { (safe(form.map_or("", |form| &form.text))) }
                            details {
                                summary { "What happened to it, " (phrase::count(lineage.events.len(), "event")) }
                                ul.facts { @for event in &lineage.events { li { (safe(&happened(history, event))) } } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What happened to a claim, with its date.
fn happened(history: &History, event: &Event) -> String {
    let moment = history.versions.get(event.version).map_or_else(String::new, phrase::moment);
    format!("{moment} {}", phrase::what(history, event))
}
