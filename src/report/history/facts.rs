//! What stands beside a change in every report for people: its kind, its place, how sure it is.

use crate::model::Kind;
use crate::report::phrase;
use crate::series::log::{Entry, Item};

/// The facts of a change, without its id.
pub(super) fn facts(entry: &Entry<'_>, item: &Item<'_>) -> Vec<String> {
    let change = item.change;
    let mut facts = vec![phrase::kind(change.kind)];
    if let Some(since) = change.since.and_then(|since| entry.history.versions.get(since)) {
        facts.push(format!("last said {}", phrase::moment(since)));
    }
    // Where the date of a silent edit stands and how much was changed is told by the headline.
    if change.kind != Kind::SilentEdit {
        let quote = change.new.first().or(change.old.first());
        if let Some(quote) = quote.filter(|quote| !quote.section.is_empty()) {
            facts.push(phrase::in_section(&phrase::excerpt(&quote.section)));
        }
        if change.count > 1 {
            facts.push(phrase::places(change.kind, change.count));
        }
        if !item.also.is_empty() {
            facts.push(format!("also on {}", phrase::pages(&item.also)));
        }
    }
    facts.push(phrase::confidence(change.confidence));
    facts
}
