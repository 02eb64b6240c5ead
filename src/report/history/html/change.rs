//! One change of a snapshot, with the sentences that it rests on.

use maud::{Markup, html};

use crate::model::{Kind, Level, Quote};
use crate::report::safe::browser as safe;
use crate::report::web::{class, level, sign, told};
use crate::series::log::{Entry, Item};

use super::super::facts::facts;
use super::rewording;

/// Sentences of a side that are quoted.
const QUOTED: usize = 3;
/// Characters of a sentence that is quoted; what is longer can be read in the comparison.
const LONG: usize = 600;

/// A change. `anchor` is its own where the report has no earlier change of the same name.
pub(super) fn change(entry: &Entry<'_>, item: &Item<'_>, anchor: Option<&str>) -> Markup {
    let change = item.change;
    html! {
        article.change.(level(change.level)).(class(change.kind)) id=[anchor] {
            p { (told(&change.headline)) }
            @if let (Kind::Restored, [old, ..], [new, ..]) = (change.kind, &change.old[..], &change.new[..]) {
                blockquote.new dir="auto" { (rewording(&old.text, &new.text)) }
            } @else if change.level > Level::Minor {
                @for quote in change.old.iter().take(QUOTED) { (quoted(quote, "old", &change.headline)) }
                @for quote in change.new.iter().take(QUOTED) { (quoted(quote, "new", &change.headline)) }
            }
            small {
                (sign(change.level)) " "
                @for (index, fact) in facts(entry, item).iter().enumerate() {
                    @if index > 0 { " · " }
                    bdi { (safe(fact)) }
                }
                " · "
                @match anchor {
                    Some(id) => a href={ "#" (id) } { "#" (change.id) },
                    None => { "#" (change.id) }
                }
            }
        }
    }
}

/// The sentence of a quote with the quote marked, unless the headline says all of it.
fn quoted(quote: &Quote, side: &str, headline: &str) -> Markup {
    let sentence: String = quote.sentence.chars().take(LONG).collect();
    let shortened = sentence.len() < quote.sentence.len();
    let at = sentence.find(&quote.text).filter(|_| !quote.text.is_empty() && quote.text.len() < sentence.len());
    html! {
        @if !headline.contains(&quote.sentence) {
            blockquote.(side) dir="auto" {
                @match at {
                    Some(at) => {
                        (safe(&sentence[..at]))
                        @if side == "old" { del { (safe(&quote.text)) } } @else { ins { (safe(&quote.text)) } }
                        (safe(&sentence[at + quote.text.len()..]))
                    }
                    None => (safe(&sentence)),
                }
                @if shortened { " …" }
            }
        }
    }
}
