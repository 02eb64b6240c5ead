//! One template per kind: what a change is told as, in one line.
//!
//! Present tense, neutral; quotes are exact; at most [`LIMIT`] characters.

use crate::model::{Evidence, Kind, Side};

use super::context::Context;
use super::draft::Draft;

/// No headline has more characters.
pub(super) const LIMIT: usize = 140;

/// The headline of a change.
pub(super) fn headline(context: &Context<'_>, draft: &Draft) -> String {
    let old = words(context, draft, Side::Old);
    let new = words(context, draft, Side::New);
    let more = match draft.count {
        0 | 1 => String::new(),
        n => format!(" and {} more", n - 1),
    };
    match draft.kind {
        Kind::Added => one("Adds ", &new, &more),
        Kind::Removed => one("No longer says ", &old, &more),
        Kind::Moved => one("Moves ", &new, &more),
        Kind::Split => one("Says in several sentences what was one: ", &old, ""),
        Kind::Merged => one("Says in one sentence what were several: ", &new, ""),
        Kind::Cosmetic => two("Writes differently: ", &old, &new),
        _ => two("", &old, &new),
    }
}

/// The words that stand for one side in the headline.
fn words(context: &Context<'_>, draft: &Draft, side: Side) -> String {
    if let Some(words) = draft.words.get(side) {
        return plain(words);
    }
    let longest = |e: &&Evidence| (e.span.len(), std::cmp::Reverse(e.span.start));
    draft.on(side).iter().max_by_key(longest).map_or(String::new(), |e| plain(context.text(side, e.span)))
}

fn one(lead: &str, quote: &str, tail: &str) -> String {
    let room = LIMIT.saturating_sub(lead.chars().count() + tail.chars().count() + 2);
    format!("{lead}“{}”{tail}", clip(quote, room))
}

fn two(lead: &str, old: &str, new: &str) -> String {
    match (old.is_empty(), new.is_empty()) {
        (true, true) => lead.trim_end_matches([' ', ':']).to_owned(),
        (true, false) => one(if lead.is_empty() { "Adds " } else { lead }, new, ""),
        (false, true) => one(if lead.is_empty() { "Drops " } else { lead }, old, ""),
        (false, false) => {
            let room = LIMIT.saturating_sub(lead.chars().count() + " becomes ".len() + 4);
            let (a, b) = (old.chars().count(), new.chars().count());
            // The shorter quote gives what it does not need to the longer one.
            let half = room / 2;
            let old_room = if a <= half { a } else { room - b.min(half) };
            let new_room = room - a.min(old_room);
            format!("{lead}“{}” becomes “{}”", clip(old, old_room), clip(new, new_room))
        }
    }
}

/// A quote on one line.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// At most `room` characters of a quote, cut after a word and marked as cut.
pub(super) fn clip(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return text.to_owned();
    }
    let end = text.char_indices().nth(room.saturating_sub(2)).map_or(text.len(), |(at, _)| at);
    let cut = text[..end].rfind(char::is_whitespace).filter(|&at| at > end / 2).unwrap_or(end);
    format!("{} …", text[..cut].trim_end_matches([' ', ',', ';', ':']))
}
