//! One template per kind: what a change is told as, in one line.
//!
//! Present tense, neutral; quotes are exact; at most [`LIMIT`] characters. Where there is room, the sentence
//! around the words is quoted too, so that a line is clear alone.

mod clip;
mod room;
mod sentence;

use crate::language::numbering::numbering;
use crate::language::token::fold;
use crate::model::{Document, Evidence, Kind, Role, Side};

use super::context::Context;
use super::draft::{Draft, NUMBERING};
use super::page::{column, copied, turned};
use super::summary;
use super::term::succession::STATED;
use clip::{clip, ending, plain, turning};
use room::{change, one, two};
use sentence::in_sentence;

/// No headline has more characters.
pub(super) const LIMIT: usize = 140;

/// What parts the words of several quotes, as no text does: a sentence may hold “two”, “three” quotes of its own.
pub(super) const BETWEEN: char = '\u{1f}';

/// The same as a line shows it.
const QUOTED: &str = "”, “";

/// With less room than this the sentence around a change is not quoted.
const AROUND: usize = 30;

/// A title of no more words that has a digit says nothing of its section.
const BARE: usize = 2;

/// The headline of a change.
pub(super) fn headline(context: &Context<'_>, draft: &Draft) -> String {
    let old = words(context, draft, Side::Old);
    let new = words(context, draft, Side::New);
    let places = match draft.count {
        0 | 1 => String::new(),
        n => format!(" in {n} places"),
    };
    let line = match draft.kind {
        Kind::Added => claim(["Adds ", "Adds "], context, draft, Side::New, &new),
        Kind::Removed => claim(["No longer says ", "No longer lists "], context, draft, Side::Old, &old),
        Kind::Restored => presence(draft.kind, &new, draft.count),
        Kind::Moved => copy(context, draft, &new).unwrap_or_else(|| moved(context, draft, &new)),
        Kind::Scope if draft.why.iter().any(|factor| factor.factor == column::COLUMN) => {
            change("", ["Adds the column ", "Drops the column "], &old, "becomes", &new, "")
        }
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
        Kind::SectionMerged if old.contains(BETWEEN) => two("Merges the sections ", &old, "into", &new, ""),
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
        // What stands in many places still became nothing else.
        Kind::Term if draft.left > 0 && draft.count > 1 => {
            two(&format!("In {} places says ", draft.count), &new, "where it said", &old, &left(draft))
        }
        Kind::Term => two("", &old, "becomes", &new, &format!("{places}{}", left(draft))),
        Kind::LinkTarget => led(context, draft, &old, &new, &places),
        Kind::Visibility if is_hidden(context, draft) => one("Hides ", &new, &more(draft.count)),
        Kind::Visibility => one("Shows what was hidden: ", &new, &more(draft.count)),
        Kind::Cosmetic if draft.routine == Some(NUMBERING) => {
            plain(&format!("Gives other numbers to titles, items or notes{places}"))
        }
        Kind::Cosmetic if fold(&old) == fold(&new) => one("Writes ", &new, &format!(" with other marks{places}")),
        // Words are told where the same ones are written otherwise; of what else was joined the first says nothing.
        Kind::Cosmetic if draft.count <= 1 && draft.words.old.is_some() => {
            change("Writes ", ["Adds ", "Drops "], &old, "as", &new, "")
        }
        Kind::Cosmetic => plain(&format!("Changes only marks, spelling or small words{places}")),
        // Dates are told as dates, and not as the page writes them: they are no quotes.
        Kind::SilentEdit if draft.routine.is_some() => {
            plain(&format!("Moves its own date from {old} to {new} while no claim changes"))
        }
        Kind::SilentEdit => plain(&format!("{}{new}", silently(context, draft))),
        Kind::Capture => plain(&format!("{old}{new}")),
        _ => in_sentence(context, draft, &old, &new, &places),
    };
    if line.is_empty() { "Changes what cannot be quoted".into() } else { line }
}

/// A claim that comes or goes; of a long one what it turns on, of an item also how the line ends that announces its list.
/// The verb of an item is another one: what a page says of it stands in that line.
fn claim(verbs: [&str; 2], context: &Context<'_>, draft: &Draft, side: Side, words: &str) -> String {
    let first = draft.lead.get(side).first().or_else(|| draft.on(side).first());
    let document = &context.sides.get(side).document;
    let line = first.and_then(|place| announcing(document, draft.on(side), place.segment));
    // A line that is new itself is quoted, and not counted among its items.
    let quoted = |line: &usize| draft.on(side).iter().any(|quote| quote.segment == *line);
    let again = again(context, draft, side, draft.count - usize::from(line.as_ref().is_some_and(quoted)));
    let (verb, tail) = match line {
        Some(line) => (verbs[1], format!("{again} under “{}”", ending(&plain(document.segment_text(line))))),
        None => (verbs[0], again),
    };
    let room = LIMIT.saturating_sub(verb.chars().count() + tail.chars().count() + 2);
    let place = draft.lead.get(side).first().filter(|_| words.chars().count() > room);
    let turning = place.and_then(|&place| turning(context, side, place, room));
    one(verb, turning.as_deref().unwrap_or(words), &tail)
}

/// The innermost line above a claim that announces all that is told with it below that line.
fn announcing(document: &Document, told: &[Evidence], claim: usize) -> Option<usize> {
    let above = |claim: usize| std::iter::successors(document.announcement(claim), |&line| document.announcement(line));
    let of_all = |line: &usize| told.iter().all(|one| one.segment <= *line || above(one.segment).any(|l| l == *line));
    above(claim).find(of_all)
}

/// A claim that stands in more places than one, and now in one less or more.
fn copy(context: &Context<'_>, draft: &Draft, claim: &str) -> Option<String> {
    let (old, new) = (draft.on(Side::Old).first()?.segment, draft.on(Side::New).first()?.segment);
    let links = [context.repeat.old[old], context.repeat.new[new]].into_iter().flatten();
    let mut copies = links.map(|link| &context.alignment.links[link]).filter(|link| context.is_copy(link));
    copies.find(|link| (link.old[0], link.new[0]) == (old, new))?;
    let less = context.extra(old) == Side::Old;
    let more = more(draft.count);
    let titles = copied::sections(context, old, new);
    let titles = titles.map(|(here, there)| (clip(&plain(here), AROUND), clip(&plain(there), AROUND)));
    Some(match titles {
        Some((here, there)) if less => {
            one(&format!("No longer says under “{here}”, as it does under “{there}”: "), claim, &more)
        }
        Some((here, there)) => one(&format!("Says under “{here}” too what it says under “{there}”: "), claim, &more),
        None if less => one("Says once less ", claim, &more),
        None => one("Says once more ", claim, &more),
    })
}

/// A claim that stands elsewhere, with both sections where their titles have room.
fn moved(context: &Context<'_>, draft: &Draft, claim: &str) -> String {
    // A number that it has got in its new place was not moved with it.
    let number = numbering(claim);
    let numbered = |quote: &Evidence| plain(context.text(Side::Old, quote.span)).starts_with(&claim[..number]);
    let claim = if draft.on(Side::Old).iter().any(numbered) { claim } else { &claim[number..] };
    let section = |side: Side| {
        let quote = longest(draft.on(side))?;
        Some(context.sides.get(side).document.segments[quote.segment].section)
    };
    let title = |side: Side| {
        let section = &context.sides.get(side).document.sections[section(side)?];
        (!section.inferred && !section.title.is_empty()).then(|| plain(&section.title))
    };
    // A section that got another title is the same one.
    let stays = || {
        let here = section(Side::Old).and_then(|section| context.section_counterpart(Side::Old, section));
        here.is_some() && here == section(Side::New)
    };
    let turned = || {
        let mut pairs = draft.on(Side::Old).iter().zip(draft.on(Side::New));
        let lines = pairs.find_map(|(old, new)| turned::lines(context, old.segment, new.segment))?;
        let line = |side: Side, line: usize| plain(context.sides.get(side).document.segment_text(line));
        Some(format!(" from “{}” to “{}”", line(Side::Old, lines.old), line(Side::New, lines.new)))
    };
    let tail = match (title(Side::Old), title(Side::New)) {
        _ if draft.words.new.is_some() => turned().unwrap_or_default(),
        (Some(old), Some(new)) if old != new && !stays() => format!(" from “{old}” to “{new}”"),
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

/// The words that stand for one side in the headline.
fn words(context: &Context<'_>, draft: &Draft, side: Side) -> String {
    // A line without any words would say nothing.
    let bare = Side::BOTH.into_iter().all(|side| draft.words.get(side).as_deref().is_some_and(|w| w.trim().is_empty()));
    match draft.words.get(side).as_deref() {
        Some(_) if bare => {
            let whole = longest(draft.on(side)).map(|place| context.whole(side, place.segment).span);
            whole.map_or(String::new(), |whole| plain(context.text(side, whole)))
        }
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
    let line = one(lead, title, &claims(draft, "its"));
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
    let mut line = format!("{verb} {count} sections{}, among them ", claims(draft, "their"));
    let room = LIMIT.saturating_sub(line.chars().count() + 2);
    let mut named = String::new();
    for title in titles.split(BETWEEN) {
        let joint = if named.is_empty() { "" } else { QUOTED };
        if named.is_empty() || named.chars().count() + joint.chars().count() + title.chars().count() <= room {
            named = format!("{named}{joint}{}", clip(title, room));
        }
    }
    line.push_str(&format!("“{named}”"));
    line
}

/// How much more there is than the quoted claim, of so many: the same in other places, or others beside it.
fn again(context: &Context<'_>, draft: &Draft, side: Side, count: usize) -> String {
    let mut said = draft.on(side).iter().map(|e| fold(context.text(side, e.span)));
    let first = said.next();
    let same = draft.count > 1 && said.all(|text| Some(text) == first);
    if same { format!(" in {} places", draft.count) } else { more(count) }
}

/// How many claims came or went with a section, and of how many; `whose` they are stands for one or for several.
fn claims(draft: &Draft, whose: &str) -> String {
    match (draft.count, draft.left, draft.kind) {
        (count, 0, _) => with(count),
        (count, left, Kind::SectionRemoved) => format!(" with {count} of {whose} {} claims", count + left),
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
