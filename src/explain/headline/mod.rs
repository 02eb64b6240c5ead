//! One template per kind: what a change is told as, in one line.
//!
//! Present tense, neutral; quotes are exact; at most [`LIMIT`] characters. Where there is room, the sentence
//! around the words is quoted too, so that a line is clear alone.

mod clip;

use crate::language::token::fold;
use crate::model::{Evidence, Family, Kind, Role, Side, Span};

use super::context::Context;
use super::context::row;
use super::draft::Draft;
use super::summary;
use super::term::succession::STATED;
use clip::{around, clip, from_word, parting, plain, turning};

/// No headline has more characters.
pub(super) const LIMIT: usize = 140;

/// What stands between quotes of several titles.
pub(super) const BETWEEN: &str = "”, “";

/// With less room than this the sentence around a change is not quoted.
const AROUND: usize = 30;

/// So much of a sentence is quoted to tell which one it is.
const BEGINNING: usize = 44;

/// A title of no more words that has a digit says nothing of its section.
const BARE: usize = 2;

/// Sentences that are this sure to belong together, or less, are not said to have become each other: one stands where
/// the other stood.
const DOUBTFUL: f64 = 0.6;

/// The headline of a change.
pub(super) fn headline(context: &Context<'_>, draft: &Draft) -> String {
    let old = words(context, draft, Side::Old);
    let new = words(context, draft, Side::New);
    let places = match draft.count {
        0 | 1 => String::new(),
        n => format!(" in {n} places"),
    };
    let line = match draft.kind {
        Kind::Added => claim("Adds ", context, draft, Side::New, &new),
        Kind::Removed => claim("No longer says ", context, draft, Side::Old, &old),
        Kind::Restored => presence(draft.kind, &new, draft.count),
        Kind::Moved => moved(context, draft, &new),
        Kind::Order => two("Reorders ", &old, "to", &new, &places),
        Kind::Split => one("Splits ", &old, &format!(" into {} sentences", draft.evidence.new.len().max(2))),
        Kind::Merged => one(&format!("Merges {} sentences into ", draft.evidence.old.len().max(2)), &new, ""),
        Kind::SectionAdded => section(context, draft, Side::New, "Adds the section ", &new),
        Kind::SectionRemoved if old.contains(BETWEEN) => sections(context, draft, Side::Old, "Drops", &old),
        Kind::SectionRemoved => section(context, draft, Side::Old, "Drops the section ", &old),
        Kind::SectionRenamed => {
            change("Renames the section ", ["Adds to a title ", "Drops from a title "], &old, "to", &new, "")
        }
        Kind::SectionMoved => one("Moves the section ", &new, ""),
        // What a section held may go into one that stands already, or begin a new one.
        Kind::SectionSplit if !new.contains(BETWEEN) => two("Moves part of what stood under ", &old, "to", &new, ""),
        Kind::SectionSplit => two("Splits the section ", &old, "into", &new, ""),
        Kind::SectionMerged => two("Merges the section ", &old, "into", &new, ""),
        // A statement alone, with the old name in as many places as before, takes none of them.
        Kind::Succession if draft.left > 0 && draft.left + STATED >= draft.before => {
            two("Says that ", &old, "gave way to", &new, &left(draft))
        }
        Kind::Succession => two("", &old, "gives way to", &new, &left(draft)),
        Kind::Consolidation => two("Consolidates ", &old, "into", &new, ""),
        Kind::Renamed => two("", &old, "becomes", &new, &format!("{places}{}", left(draft))),
        Kind::Term if old.is_empty() => one("Mentions ", &new, &format!(" for the first time, {}", times(draft.count))),
        Kind::Term if new.is_empty() => one("No longer mentions ", &old, &format!(" ({} before)", times(draft.count))),
        Kind::Term if draft.apart => {
            let joint = format!("({}) gives way to", times(draft.before));
            two("", &old, &joint, &new, &format!(" ({})", times(draft.count)))
        }
        Kind::Term => two("", &old, "becomes", &new, &format!("{places}{}", left(draft))),
        Kind::LinkTarget => led(context, draft, &old, &new, &places),
        Kind::Visibility if is_hidden(context, draft) => one("Hides ", &new, &more(draft.count)),
        Kind::Visibility => one("Shows what was hidden: ", &new, &more(draft.count)),
        Kind::Cosmetic => change("Writes ", ["Adds ", "Drops "], &old, "as", &new, &places),
        Kind::SilentEdit if draft.routine.is_some() => {
            two("Moves its own date from ", &old, "to", &new, " while no claim changes")
        }
        Kind::SilentEdit => one(&silently(context, draft), &new, ""),
        Kind::Capture => plain(&format!("{old}{new}")),
        _ => in_sentence(context, draft, &old, &new, &places),
    };
    if line.is_empty() { "Changes what cannot be quoted".into() } else { line }
}

/// A claim that comes or goes; of a long one what it turns on.
fn claim(lead: &str, context: &Context<'_>, draft: &Draft, side: Side, words: &str) -> String {
    let tail = again(context, draft, side);
    let room = LIMIT.saturating_sub(lead.chars().count() + tail.chars().count() + 2);
    let place = draft.lead.get(side).first().filter(|_| words.chars().count() > room);
    let turning = place.and_then(|&place| turning(context, side, place, room));
    one(lead, turning.as_deref().unwrap_or(words), &tail)
}

/// A claim that stands elsewhere, with both sections where their titles have room.
fn moved(context: &Context<'_>, draft: &Draft, claim: &str) -> String {
    let title = |side: Side| {
        let document = &context.sides.get(side).document;
        let section = &document.sections[document.segments[draft.on(side).first()?.segment].section];
        (!section.inferred && !section.title.is_empty()).then(|| plain(&section.title))
    };
    let tail = match (title(Side::Old), title(Side::New)) {
        (Some(old), Some(new)) if old != new => format!(" from “{old}” to “{new}”"),
        _ => String::new(),
    };
    let more = more(draft.count);
    let room = LIMIT.saturating_sub("Moves “”".chars().count() + more.chars().count() + tail.chars().count());
    if room < AROUND.min(claim.chars().count()) {
        one("Moves ", claim, &more)
    } else {
        one("Moves ", claim, &(more + &tail))
    }
}

/// Words that lead elsewhere.
fn led(context: &Context<'_>, draft: &Draft, old: &str, new: &str, places: &str) -> String {
    let anchor = draft.on(Side::New).first().map_or("", |e| context.text(Side::New, e.span));
    let anchor = clip(&plain(anchor), AROUND);
    match (old.is_empty(), new.is_empty()) {
        (true, _) => one(&format!("Links “{anchor}” to "), new, places),
        (_, true) => one(&format!("No longer links “{anchor}” to "), old, places),
        _ => two(&format!("Links “{anchor}” to "), new, "instead of", old, places),
    }
}

/// Whether the new side of a change is hidden.
fn is_hidden(context: &Context<'_>, draft: &Draft) -> bool {
    draft.on(Side::New).first().is_some_and(|e| context.role(Side::New, e.segment) == Role::Hidden)
}

/// The headline of claims that come, or come back; `quote` is one of them.
pub(crate) fn presence(kind: Kind, quote: &str, count: usize) -> String {
    let verb = if kind == Kind::Restored { "Says again " } else { "Adds " };
    one(verb, &plain(quote), &more(count))
}

/// A section that an earlier version had, with so many claims.
pub(crate) fn section_again(title: &str, count: usize) -> String {
    one("Says again the section ", title, &with(count))
}

/// A change inside a sentence, with the sentence.
fn in_sentence(context: &Context<'_>, draft: &Draft, old: &str, new: &str, places: &str) -> String {
    let (add, drop) = match draft.kind {
        Kind::Money => ("Adds the amount ", "Drops the amount "),
        Kind::Number | Kind::Percent => ("Adds the figure ", "Drops the figure "),
        Kind::Date => ("Adds the date ", "Drops the date "),
        Kind::Name => ("Names ", "No longer names "),
        Kind::Agent => ("Says who acts: ", "No longer says who acts: "),
        Kind::Attribution => ("Attributes: ", "No longer attributes: "),
        Kind::Quotation => ("Puts in quotes ", "No longer puts in quotes "),
        _ => ("Adds ", "Drops "),
    };
    if draft.kind == Kind::Wording && draft.confidence < DOUBTFUL && !old.is_empty() && !new.is_empty() {
        return two("Instead of ", old, "says", new, places);
    }
    if let Some(line) = both_sentences(context, draft, old, new) {
        return line;
    }
    let line = change("", [add, drop], old, "becomes", new, places);
    let side = if draft.evidence.new.is_empty() || (new.is_empty() && !old.is_empty()) { Side::Old } else { Side::New };
    let joint = " in ";
    let (alone, tail) = match draft.count {
        0 | 1 => (line.clone(), String::new()),
        2 => (change("", [add, drop], old, "becomes", new, ""), " and another place".to_owned()),
        n => (change("", [add, drop], old, "becomes", new, ""), format!(" and {} more places", n - 1)),
    };
    let room = LIMIT.saturating_sub(alone.chars().count() + joint.len() + 2 + tail.chars().count());
    // Of several places the first one is shown below the line.
    let place = if draft.count > 1 { draft.on(side).first() } else { longest(draft.on(side)) };
    let Some(&place) = place else { return line };
    // What is told may begin in a later cell than what is quoted.
    let told = if side == Side::New { new } else { old };
    let at = context.text(side, place.span).find(told).unwrap_or(0);
    let cell = Evidence { span: Span::new(place.span.start + at, place.span.end), ..place };
    if let Some(cell) = in_cell(context, side, cell, room) {
        return format!("{alone}{cell}{tail}");
    }
    if room < AROUND && draft.kind.family() != Family::Form {
        return long_clause(context, draft, (side, place), [add, drop], [old, new]).unwrap_or(line);
    }
    if room < AROUND || line.is_empty() || draft.kind.family() == Family::Form {
        return line;
    }
    let around = around(context, side, place, room);
    if around.chars().count() <= old.chars().count().max(new.chars().count()) + 4 {
        return long_clause(context, draft, (side, place), [add, drop], [old, new]).unwrap_or(line);
    }
    format!("{alone}{joint}“{around}”{tail}")
}

/// Where a cell of a table stands, if there is room to say it.
fn in_cell(context: &Context<'_>, side: Side, place: Evidence, room: usize) -> Option<String> {
    let (title, head) = row::place(context, side, place)?;
    let (title, head) = (plain(title), plain(head));
    let line = |title: &str| format!(" in “{title}”, column “{head}”");
    let beyond = line(&title).chars().count().saturating_sub(room);
    let length = title.chars().count();
    (beyond + AROUND.min(length) <= length).then(|| line(&clip(&title, length - beyond)))
}

/// A long clause that a sentence gains or loses, with how the sentence begins.
fn long_clause(
    context: &Context<'_>,
    draft: &Draft,
    (side, place): (Side, Evidence),
    [add, drop]: [&str; 2],
    [old, new]: [&str; 2],
) -> Option<String> {
    let (verb, clause, joint) = match (old.is_empty(), new.is_empty()) {
        (true, false) => (add, new, "to"),
        (false, true) => (drop, old, "from"),
        _ => return None,
    };
    let sentence = plain(context.text(side, context.whole(side, place.segment).span));
    let before = sentence.find(clause).filter(|&at| at > 0 && draft.count == 1)?;
    let beginning = clip(&sentence, BEGINNING);
    (beginning.len() < before + clause.len()).then(|| one(verb, clause, &format!(" {joint} “{beginning}”")))
}

/// A phrase with a verb and what took its place say little without their sentences: as much of both as there is room
/// for.
fn both_sentences(context: &Context<'_>, draft: &Draft, old: &str, new: &str) -> Option<String> {
    let words = |text: &str| text.split(' ').count();
    let verbs = match draft.kind {
        Kind::Modality | Kind::Polarity | Kind::Tense | Kind::Attribution => true,
        // One or two words for a long phrase say nothing alone.
        Kind::Wording => words(old).min(words(new)) <= BARE,
        _ => false,
    };
    let (Some(before), Some(after)) = (longest(draft.on(Side::Old)), longest(draft.on(Side::New))) else { return None };
    let phrases = words(old).max(words(new)) > 1;
    if !verbs || old.is_empty() || new.is_empty() || !phrases || draft.count > 1 {
        return None;
    }
    let sentence = |side: Side, place: &Evidence| plain(context.text(side, context.whole(side, place.segment).span));
    let sentences = (sentence(Side::Old, before), sentence(Side::New, after));
    let length = |text: &str| text.chars().count();
    let room = LIMIT - length("“” becomes “”");
    // The shorter sentence gives what it does not need to the longer one.
    let rooms = (room - length(&sentences.1).min(room / 2), room - length(&sentences.0).min(room / 2));
    let shown = |side: Side, place: &Evidence, words: &str, sentence: String, room: usize| {
        if length(&sentence) <= room {
            return Some(sentence);
        }
        let opens = sentence.find(words).is_some_and(|at| at < room / 2);
        let cut = Some(around(context, side, *place, room)).filter(|text| text.contains(words));
        cut.or_else(|| opens.then(|| clip(&sentence, room)))
    };
    let old = shown(Side::Old, before, old, sentences.0, rooms.0)?;
    let new = shown(Side::New, after, new, sentences.1, rooms.1)?;
    Some(format!("“{old}” becomes “{new}”"))
}

/// The words that stand for one side in the headline.
fn words(context: &Context<'_>, draft: &Draft, side: Side) -> String {
    match draft.words.get(side) {
        Some(words) => plain(words),
        None => longest(draft.on(side)).map_or(String::new(), |e| plain(context.text(side, e.span))),
    }
}

/// The evidence that a headline speaks of where nothing else is told.
pub(super) fn longest(evidence: &[Evidence]) -> Option<&Evidence> {
    evidence.iter().max_by_key(|e| (e.span.len(), std::cmp::Reverse(e.span.start)))
}

fn more(count: usize) -> String {
    if count > 1 { format!(" and {} more", count - 1) } else { String::new() }
}

/// A section by its title; where that is but a number ("Article 12a"), with its weightiest claim.
fn section(context: &Context<'_>, draft: &Draft, side: Side, lead: &str, title: &str) -> String {
    let line = one(lead, title, &claims(draft));
    let numbered = title.split_whitespace().count() <= BARE && title.contains(|c: char| c.is_ascii_digit());
    let room = LIMIT.saturating_sub(line.chars().count() + 4);
    match draft.lead.get(side).first().filter(|_| numbered && room >= AROUND) {
        Some(claim) => format!("{line}: “{}”", clip(&plain(context.text(side, claim.span)), room)),
        None => line,
    }
}

/// Several sections, by the titles of some of them: as many as there is room for.
fn sections(context: &Context<'_>, draft: &Draft, side: Side, verb: &str, titles: &str) -> String {
    let count = draft.on(side).iter().filter(|e| context.role(side, e.segment) == Role::Heading).count();
    let claims = claims(draft).replace(" its ", " their ");
    let mut line = format!("{verb} {count} sections{claims}, among them ");
    let room = LIMIT.saturating_sub(line.chars().count() + 2);
    let mut named = String::new();
    for title in titles.split(BETWEEN) {
        let joint = if named.is_empty() { "" } else { BETWEEN };
        if named.is_empty() || named.chars().count() + joint.chars().count() + title.chars().count() <= room {
            named = format!("{named}{joint}{}", clip(title, room));
        }
    }
    line.push_str(&format!("“{named}”"));
    line
}

/// How much more there is than the quoted claim: the same in other places, or others beside it.
fn again(context: &Context<'_>, draft: &Draft, side: Side) -> String {
    let mut said = draft.on(side).iter().map(|e| fold(context.text(side, e.span)));
    let first = said.next();
    let same = draft.count > 1 && said.all(|text| Some(text) == first);
    if same { format!(" in {} places", draft.count) } else { more(draft.count) }
}

/// How many claims came or went with a section, and of how many.
fn claims(draft: &Draft) -> String {
    match (draft.count, draft.left, draft.kind) {
        (count, 0, _) => with(count),
        (count, left, Kind::SectionRemoved) => format!(" with {count} of its {} claims", count + left),
        (count, _, _) if count > 1 => format!(" with {count} new claims"),
        _ => String::new(),
    }
}

fn with(count: usize) -> String {
    if count > 1 { format!(" with {count} claims") } else { String::new() }
}

fn silently(context: &Context<'_>, draft: &Draft) -> String {
    let claims = if draft.count == 1 { "a claim".into() } else { format!("{} claims", draft.count) };
    format!("{} {claims} while its own date stays ", summary::deed(context))
}

fn times(count: usize) -> String {
    if count == 1 { "once".into() } else { format!("{count} times") }
}

/// What became of the other places of a term that another one took the place of.
fn left(draft: &Draft) -> String {
    match draft.before {
        _ if draft.left > 0 => format!("; the old term remains {}", times(draft.left)),
        before if before > draft.count => format!("; the old term ({} before) is gone", times(before)),
        _ => String::new(),
    }
}

fn one(lead: &str, quote: &str, tail: &str) -> String {
    let room = LIMIT.saturating_sub(lead.chars().count() + tail.chars().count() + 2);
    if quote.is_empty() { String::new() } else { format!("{lead}“{}”{tail}", clip(quote, room)) }
}

/// Old and new, or the one that is there behind its own verb.
fn change(lead: &str, verbs: [&str; 2], old: &str, joint: &str, new: &str, tail: &str) -> String {
    match (old.is_empty(), new.is_empty()) {
        (true, true) => String::new(),
        (true, false) => one(verbs[0], new, tail),
        (false, true) => one(verbs[1], old, tail),
        (false, false) => two(lead, old, joint, new, tail),
    }
}

/// One or several names in quotation marks: as many as there is room for, the first in any case, and how many more.
fn named(names: &str, room: usize) -> String {
    let all: Vec<&str> = names.split(BETWEEN).collect();
    let whole = |count: usize| {
        let rest = all.len() - count;
        let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
        format!("“{}”{more}", all[..count].join(BETWEEN))
    };
    // The quotation marks are no part of the room.
    let fits = |&count: &usize| whole(count).chars().count() <= room + 2;
    match (1..=all.len()).rev().find(fits) {
        Some(count) => whole(count),
        None if all.len() == 1 => format!("“{}”", clip(names, room)),
        None => format!("“{}” and {} more", clip(all[0], room.saturating_sub(" and 00 more".len())), all.len() - 1),
    }
}

fn two(lead: &str, old: &str, joint: &str, new: &str, tail: &str) -> String {
    let fixed = lead.chars().count() + joint.chars().count() + tail.chars().count() + 6;
    let room = LIMIT.saturating_sub(fixed);
    let (a, b) = (old.chars().count(), new.chars().count());
    // The shorter quote gives what it does not need to the longer one.
    let old_room = if a <= room / 2 { a } else { room - b.min(room / 2) };
    let new_room = room - a.min(old_room);
    let shown = |old: &str, new: &str| format!("{lead}{} {joint} {}{tail}", named(old, old_room), named(new, new_room));
    let several = old.contains(BETWEEN) || new.contains(BETWEEN);
    if several || (a <= old_room && b <= new_room) {
        return shown(old, new);
    }
    // Two long sentences that begin alike are shown from where they part.
    let alike = parting(old, new);
    let beginning: usize = old.split(' ').take(alike).map(|word| word.chars().count() + 1).sum();
    if beginning * 2 > old_room.min(new_room) {
        return shown(&from_word(old, alike), &from_word(new, alike));
    }
    shown(old, new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_without_room_are_counted() {
        let names = ["Safety of crews", "Fees", "Lights and bells"].join(BETWEEN);
        assert_eq!(named(&names, 60), "“Safety of crews”, “Fees”, “Lights and bells”");
        assert_eq!(named(&names, 40), "“Safety of crews”, “Fees” and 1 more");
        assert_eq!(named(&names, 30), "“Safety of crews” and 2 more");
        assert_eq!(named(&names, 22), "“Safety …” and 2 more");
        assert_eq!(named("Safety of crews", 12), "“Safety of …”");
    }

    #[test]
    fn a_short_quote_leaves_its_room_to_the_long_one() {
        let line = two("", &"old ".repeat(60), "becomes", "new", "");
        assert!(line.chars().count() <= LIMIT && line.ends_with("becomes “new”"), "{line}");
    }
}
