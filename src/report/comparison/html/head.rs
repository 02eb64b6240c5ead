//! The first screen: the verdict, the snapshots with their dates and how they are known, the headlines with quotes.

use maud::{Markup, html};

use crate::model::{Change, Document, Evidence, Side, Verdict};
use crate::report::phrase;
use crate::report::safe::browser as safe;
use crate::report::web::told;

use super::{Page, language, pieces};

/// Headlines on the first screen; the others follow in the text.
const SHOWN: usize = 20;
/// Bytes of a quoted sentence, about.
const ROOM: usize = 420;

/// The page's title, the newer one where it was changed.
pub(super) fn title<'a>(page: &Page<'a>) -> &'a str {
    let titles = [Side::New, Side::Old].map(|side| own_title(page.survey.document(side)));
    titles.into_iter().flatten().next().unwrap_or(&page.survey.document(Side::New).source)
}

fn own_title(document: &Document) -> Option<&str> {
    document.title.as_deref().filter(|title| !title.is_empty())
}

/// The verdict, the counts it rests on, and both snapshots.
pub(super) fn head(page: &Page<'_>) -> Markup {
    let summary = &page.survey.comparison.summary;
    html! {
        header {
            a.skip href="#text" { "Skip to both texts" }
            p.kicker { "What changed" }
            h1 dir="auto" { (safe(title(page))) }
            p.verdict { (safe(&summary.verdict)) }
            p.counts { (phrase::claims(&summary.claims)) }
            div.snapshots {
                @for side in Side::BOTH { (snapshot(page, side)) }
            }
        }
    }
}

fn snapshot(page: &Page<'_>, side: Side) -> Markup {
    let document = page.survey.document(side);
    html! {
        div.snapshot.(phrase::side(side)) {
            p.side { (phrase::side(side)) }
            @if let Some(title) = own_title(document) { p.title dir="auto" { (safe(title)) } }
            p.source { (safe(&document.source)) }
            p { (safe(&phrase::captured(&document.captured))) }
            p { (safe(&phrase::stated(&document.stated))) }
            @if document.capture.verdict == Verdict::Suspect {
                p.suspect { "⚠ Suspect capture: " (safe(&document.capture.reasons.join("; "))) }
            }
        }
    }
}

/// The changes of level headline, ranked.
pub(super) fn headlines(page: &Page<'_>) -> Markup {
    let all = page.survey.headlines();
    html! {
        section #headlines aria-labelledby="headlines-title" {
            h2 #headlines-title { "Headlines" }
            @if all.is_empty() { p.quiet { "Nothing of weight changed." } }
            ol.headlines {
                @for change in all.iter().take(SHOWN) { (headline(page, change)) }
            }
            @if all.len() > SHOWN {
                p.quiet { "… and " (phrase::count(all.len() - SHOWN, "more headline")) " below" }
            }
        }
    }
}

fn headline(page: &Page<'_>, change: &Change) -> Markup {
    html! {
        li {
            h3 { a href={ "#" (change.id) } { (told(&change.headline)) } }
            @for (side, evidence) in page.survey.quoted(change) {
                (quote(page, change, side, &evidence))
            }
            @if let Some((label, side, words)) = page.survey.nearest(change, ROOM) {
                p.nearest {
                    (label) ": " q dir="auto" lang=[language(page, side)] { (pieces(&words)) }
                }
            }
            p.facts {
                @for (index, fact) in page.survey.facts(change).iter().enumerate() {
                    @if index > 0 { " · " }
                    bdi { (safe(fact)) }
                }
            }
        }
    }
}

/// One side's words in the sentence they stand in.
pub(super) fn quote(page: &Page<'_>, change: &Change, side: Side, evidence: &Evidence) -> Markup {
    let words = page.survey.excerpt(change, side, evidence, ROOM);
    html! {
        blockquote.(phrase::side(side)) dir="auto" lang=[language(page, side)] { (pieces(&words)) }
    }
}
