//! One change: what is told of it, how sure it is and why, under its permanent anchor.

use maud::{Markup, html};

use crate::model::{Change, Level, Side};
use crate::report::phrase;
use crate::report::safe::browser as safe;
use crate::report::web::{class, level, sign, told};

use super::{Page, why};

/// A change beside the place it stands in. There may be a thousand of them, so its parts have no names of their own.
pub(super) fn change(page: &Page<'_>, change: &Change) -> Markup {
    // What made a minor change minor is of use to few, and half of what would be said of it.
    let explained = change.level > Level::Minor || page.view.why;
    html! {
        article.change.(level(change.level)).(class(change.kind)) #(change.id) {
            p { (told(&change.headline)) }
            small {
                (sign(change.level)) " " (phrase::kind(change.kind))
                @if change.count > 1 { " · " (phrase::places(change.kind, change.count)) }
                " · " (phrase::confidence(change.confidence)) " · "
                a href={ "#" (change.id) } { "#" (&change.id[..change.id.len().min(4)]) }
            }
            @if explained || !change.nearest.is_empty() {
                details {
                    summary { "Why" }
                    @if explained { p { (phrase::name(change.level)) ", " (safe(&why(change))) } }
                    (nearest(page, change))
                }
            }
        }
    }
}

/// What came nearest to what is added or removed, and was refused.
fn nearest(page: &Page<'_>, change: &Change) -> Markup {
    let other = if change.new.is_empty() { Side::New } else { Side::Old };
    let text = &page.survey.document(other).text;
    html! {
        @if let Some(nearest) = change.nearest.first() {
            p {
                (phrase::nearest(other, nearest.score)) ": "
                q dir="auto" { (safe(nearest.span.of(text))) }
            }
        }
    }
}
