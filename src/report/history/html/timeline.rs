//! The snapshots of a page in order of time, with what came, went and changed at each.

use std::fmt::Write;

use maud::{Markup, PreEscaped, html};

use crate::model::{ClaimCounts, History};
use crate::report::phrase;
use crate::report::safe::browser as safe;

/// A table of more snapshots is folded away at first.
const LONG: usize = 30;
/// Units of the drawing from the loudest step to the quietest, and the part of its place that a bar takes.
const HEIGHT: f64 = 100.0;
const WIDTH: f64 = 0.8;

/// What a step did to the claims, as it is drawn: the part above the line, from the line up, and the one below.
struct Bar {
    reworded: usize,
    restored: usize,
    added: usize,
    removed: usize,
}

impl Bar {
    fn new(claims: &ClaimCounts) -> Bar {
        Bar {
            reworded: claims.reworded.new + claims.split.new + claims.merged.new + claims.regrouped.new,
            restored: claims.restored,
            added: claims.added,
            removed: claims.removed,
        }
    }

    fn up(&self) -> usize {
        self.reworded + self.restored + self.added
    }
}

/// The timeline of a page; `anchor` is that of a version's entry, if the report has one.
pub(super) fn timeline(history: &History, number: usize, anchor: &dyn Fn(usize) -> Option<String>) -> Markup {
    let bars: Vec<(usize, Bar)> = history.steps.iter().map(|step| (step.new, Bar::new(&step.summary.claims))).collect();
    html! {
        @if !bars.is_empty() {
            section aria-labelledby={ "time-" (number) } {
                h2 #{ "time-" (number) } { "Timeline" @if number > 0 { " of " bdi { (safe(&history.name)) } } }
                figure {
                    (PreEscaped(drawing(&bars, history.versions.len())))
                    figcaption.quiet {
                        span { (phrase::moment(&history.versions[0])) }
                        span.keys {
                            span.added { "above the line: added" } ", " span.restored { "restored" } ", "
                            span.reworded { "reworded" } "; " span.removed { "below: removed" }
                        }
                        span { (phrase::moment(&history.versions[history.versions.len() - 1])) }
                    }
                }
                details open[bars.len() <= LONG] {
                    summary { "The same in figures" }
                    (table(history, &bars, anchor))
                }
            }
        }
    }
}

/// Bars over the versions. The table below tells the same in figures.
fn drawing(bars: &[(usize, Bar)], versions: usize) -> String {
    let most = |of: fn(&Bar) -> usize| bars.iter().map(|(_, bar)| of(bar)).max().unwrap_or(0) as f64;
    let (up, down) = (most(Bar::up), most(|bar| bar.removed));
    let unit = HEIGHT / (up + down).max(1.0);
    let line = up * unit;
    let mut svg = format!(
        "<svg class=\"timeline\" aria-hidden=\"true\" focusable=\"false\" viewBox=\"0 0 {versions} {HEIGHT}\" preserveAspectRatio=\"none\">"
    );
    for (version, bar) in bars {
        let left = *version as f64 + (1.0 - WIDTH) / 2.0;
        let mut top = line;
        for (class, number) in [("reworded", bar.reworded), ("restored", bar.restored), ("added", bar.added)] {
            top -= rectangle(&mut svg, class, left, top - number as f64 * unit, number as f64 * unit);
        }
        rectangle(&mut svg, "removed", left, line, bar.removed as f64 * unit);
    }
    let _ = write!(svg, "<path class=\"zero\" d=\"M0 {line:.1}H{versions}v.6H0Z\"/></svg>");
    svg
}

/// Draws a box, if it has a height, and gives the height.
fn rectangle(svg: &mut String, class: &str, left: f64, top: f64, height: f64) -> f64 {
    if height > 0.0 {
        let _ = write!(svg, "<path class=\"{class}\" d=\"M{left:.1} {top:.1}h{WIDTH}v{height:.1}h-{WIDTH}Z\"/>");
    }
    height
}

fn table(history: &History, bars: &[(usize, Bar)], anchor: &dyn Fn(usize) -> Option<String>) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label={ "Claims by snapshot of " (safe(&history.name)) } {
            table {
                thead {
                    tr {
                        th scope="col" { "Snapshot" }
                        @for name in ["claims", "reworded", "added", "restored", "removed"] { th scope="col" { (name) } }
                    }
                }
                tbody {
                    @for (version, bar) in bars.iter().rev() {
                        @let moment = phrase::moment(&history.versions[*version]);
                        tr {
                            th scope="row" {
                                @match anchor(*version) {
                                    Some(anchor) => a href={ "#" (anchor) } { (safe(&moment)) },
                                    None => (safe(&moment)),
                                }
                            }
                            td { (history.versions[*version].claims) }
                            @for number in [bar.reworded, bar.added, bar.restored, bar.removed] {
                                td { @if number == 0 { "·" } @else { (number) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
