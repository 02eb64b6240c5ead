//! How quotes share the room of a line.

use super::clip::{clip, from_word, parting};
use super::{AROUND, BETWEEN, LIMIT, QUOTED};

/// A quote, or a list of them, between what leads to it and what follows.
pub(super) fn one(lead: &str, quote: &str, tail: &str) -> String {
    let room = LIMIT.saturating_sub(lead.chars().count() + tail.chars().count() + 2);
    if quote.is_empty() { String::new() } else { format!("{lead}{}{tail}", named(quote, room)) }
}

/// Old and new, or the one that is there behind its own verb.
pub(super) fn change(lead: &str, verbs: [&str; 2], old: &str, joint: &str, new: &str, tail: &str) -> String {
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
        format!("“{}”{more}", all[..count].join(QUOTED))
    };
    // The quotation marks are no part of the room.
    let fits = |&count: &usize| whole(count).chars().count() <= room + 2;
    // Of a long list most names are beyond the room, whatever stands behind them.
    let ends = all.iter().scan(0, |end, name| {
        let begin = if *end == 0 { 0 } else { *end + QUOTED.chars().count() };
        *end = begin + name.chars().count();
        Some(*end)
    });
    let most = ends.take_while(|&end| end <= room).count();
    let count = (1..=most).rev().find(fits);
    // The last one is cut before it is only counted.
    if let Some(count) = count.filter(|count| count + 1 == all.len()) {
        let before = all[..count].join(QUOTED);
        let left = room.saturating_sub(before.chars().count() + QUOTED.chars().count());
        if left >= AROUND {
            return format!("“{before}{QUOTED}{}”", clip(all[count], left));
        }
    }
    match count {
        Some(count) => whole(count),
        None if all.len() == 1 => format!("“{}”", clip(names, room)),
        None => format!("“{}” and {} more", clip(all[0], room.saturating_sub(" and 00 more".len())), all.len() - 1),
    }
}

/// Two quotes, or two lists of names, and what joins them: the longer one gets the room that the shorter one leaves.
pub(super) fn two(lead: &str, old: &str, joint: &str, new: &str, tail: &str) -> String {
    let fixed = lead.chars().count() + joint.chars().count() + tail.chars().count() + 6;
    let room = LIMIT.saturating_sub(fixed);
    let length = |names: &str| names.replace(BETWEEN, QUOTED).chars().count();
    let (a, b) = (length(old), length(new));
    // The shorter quote gives what it does not need to the longer one.
    let old_room = if a <= room / 2 { a } else { room - b.min(room / 2) };
    let new_room = room - a.min(old_room);
    let joint = match joint {
        "becomes" if old.contains(BETWEEN) => "become",
        joint => joint,
    };
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
        let names = ["Safety of crews", "Fees", "Lights and bells"].join(&BETWEEN.to_string());
        assert_eq!(named(&names, 60), "“Safety of crews”, “Fees”, “Lights and bells”");
        assert_eq!(named(&names, 40), "“Safety of crews”, “Fees” and 1 more");
        assert_eq!(named(&names, 30), "“Safety of crews” and 2 more");
        assert_eq!(named(&names, 22), "“Safety …” and 2 more");
        assert_eq!(named("Safety of crews", 12), "“Safety of …”");
    }

    #[test]
    fn quotes_inside_of_a_quote_are_not_counted() {
        let words = "the words “Service of the harbour”, “Site of the harbour”, “User of the harbour”, “Content of the \
                     harbour” and “Account of the harbour” mean what they say";
        let line = one("Adds ", words, "");
        assert!(line.ends_with(" …”") && !line.contains(" more"), "{line}");
    }

    #[test]
    fn a_short_quote_leaves_its_room_to_the_long_one() {
        let line = two("", &"old ".repeat(60), "becomes", "new", "");
        assert!(line.chars().count() <= LIMIT && line.ends_with("becomes “new”"), "{line}");
    }
}
