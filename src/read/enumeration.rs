//! Long sentences that enumerate inside: "You will not (i) copy …; (ii) sell …; or (iii) rent …".
//!
//! Terms and laws say a page in one such sentence. Its items are what a reader compares.

use crate::model::Span;

/// Shorter sentences, and those with fewer items, stay whole.
const LONG: usize = 400;
const FEWEST: usize = 3;

/// What stands before the first item is a part only if it is longer than this: "If you (i) …" is one.
const HEAD: usize = 24;

/// The parts of a sentence: itself, or what stands before the first item and each of its items.
pub(super) fn parts(text: &str, sentence: Span) -> Vec<Span> {
    let mut starts = vec![sentence.start];
    if sentence.len() >= LONG {
        starts.extend(items(sentence.of(text)).into_iter().map(|at| sentence.start + at));
    }
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([sentence.end]).collect();
    let trimmed = |(start, end): (usize, usize)| Span::new(start, start + text[start..end].trim_end().len());
    starts.into_iter().zip(ends).map(trimmed).filter(|span| !span.is_empty()).collect()
}

/// Where the items of the outermost enumeration begin, without one that stands at the beginning.
fn items(sentence: &str) -> Vec<usize> {
    const LONGEST: usize = 5;
    let markers: Vec<(usize, &str)> = sentence
        .match_indices('(')
        .filter_map(|(at, _)| {
            let inner = &sentence[at + 1..];
            let end = inner.bytes().take(LONGEST + 1).position(|byte| byte == b')').filter(|&end| end > 0)?;
            // "except:(a) what was shared;(b) what was sold"
            let closed = |c: char| c.is_whitespace() || matches!(c, ':' | ';' | ',');
            let apart = at == 0 || sentence[..at].ends_with(closed);
            let follows = inner[end + 1..].starts_with(char::is_whitespace);
            (apart && follows).then_some((at, &inner[..end]))
        })
        .collect();
    let Some((first, count)) = markers.iter().enumerate().find_map(|(at, &(_, value))| {
        let count = series(value)?;
        Some((at, count))
    }) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut next = 0;
    for &(at, value) in &markers[first..] {
        if count(next) == value {
            next += 1;
            found.extend((at > HEAD).then_some(at));
        }
    }
    if next >= FEWEST { found } else { Vec::new() }
}

/// The counter of a series that begins with a value.
fn series(value: &str) -> Option<fn(usize) -> String> {
    const ROMAN: [&str; 20] = [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii",
        "xviii", "xix", "xx",
    ];
    fn letter(first: u8, at: usize) -> String {
        u8::try_from(at).ok().filter(|&at| at < 26).map(|at| char::from(first + at).to_string()).unwrap_or_default()
    }
    match value {
        "i" => Some(|at| ROMAN.get(at).copied().unwrap_or_default().to_owned()),
        "I" => Some(|at| ROMAN.get(at).copied().unwrap_or_default().to_uppercase()),
        "a" => Some(|at| letter(b'a', at)),
        "A" => Some(|at| letter(b'A', at)),
        "1" => Some(|at| (at + 1).to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        parts(text, Span::new(0, text.len())).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn items_need_no_space_before_them() {
        let item = "what others have shared with the public or with anybody else before you took it down from the page, or that they had a right to keep for as long as the law allows it to be kept";
        let text = format!("The licence ends when you delete it, except:(a) {item};(b) {item}; and (c) {item}.");
        assert_eq!(cut(&text).len(), 4);
    }

    #[test]
    fn a_long_enumeration_is_parted_at_its_items() {
        let item = "copy, rent, lease, sell, distribute or make available to others any part of the services or of the software in any form that is known today or later";
        let text =
            format!("You agree that you will not: (i) {item} (see (a) and (b) above); (ii) {item}; or (iii) {item}.");
        let parts = cut(&text);
        assert_eq!(parts.len(), 4);
        assert!(parts[2].starts_with("(ii) copy") && parts[2].ends_with("; or"));
    }

    #[test]
    fn short_ones_stay_whole() {
        assert_eq!(cut("We need (a) a name, (b) a date and (c) a place.").len(), 1);
    }
}
