//! Quotes cut to the room that a line has.

use crate::language::numbering::numbering;
use crate::language::stop::is_stop_word;
use crate::language::token::fold;
use crate::model::{Evidence, Facet, FacetKind, Side};

use crate::explain::context::Context;
use crate::explain::sentence::force;

/// How many words two texts have in common at their beginnings, numbers of items and marks aside.
pub(super) fn parting(old: &str, new: &str) -> usize {
    let bare = |word: &str| fold(word.trim_matches(|c: char| !c.is_alphanumeric()));
    old.split(' ').zip(new.split(' ')).take_while(|(a, b)| bare(a) == bare(b)).count()
}

/// A text from a word on, a few words before it included.
pub(super) fn from_word(text: &str, word: usize) -> String {
    const BEFORE: usize = 3;
    let rest: Vec<&str> = text.split(' ').skip(word.saturating_sub(BEFORE)).collect();
    format!("… {}", rest.join(" "))
}

/// A quote on one line.
pub(super) fn plain(text: &str) -> String {
    // Most texts have single spaces already.
    let spaced = |text: &[u8]| text.windows(2).any(|two| two == b"  ") || text.iter().any(|&byte| byte < b' ');
    if text.is_ascii() && text.trim() == text && !spaced(text.as_bytes()) {
        return text.to_owned();
    }
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// How many characters a quote has on one line.
fn length(text: &str) -> usize {
    text.split_whitespace().map(|word| word.chars().count() + 1).sum::<usize>().saturating_sub(1)
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

/// How a line that announces a list ends: "… including claims that:".
pub(super) fn ending(line: &str) -> String {
    const ROOM: usize = 36;
    let length = line.chars().count();
    if length <= ROOM {
        return line.to_owned();
    }
    let start = line.char_indices().nth(length - ROOM + 2).map_or(0, |(at, _)| at);
    let word = line[start..].find(char::is_whitespace).map_or(start, |at| start + at);
    format!("… {}", line[word..].trim_start())
}

/// The words around a place, as many as there is room for, cut between words and marked where cut.
pub(super) fn around(context: &Context<'_>, side: Side, place: Evidence, room: usize) -> String {
    let whole = context.whole(side, place.segment).span;
    let text = context.text(side, whole);
    let words: Vec<(usize, &str)> = words_of(text);
    let inside = |&(at, word): &(usize, &str)| {
        at < place.span.end - whole.start && at + word.len() > place.span.start - whole.start
    };
    let Some(mut first) = words.iter().position(inside) else { return String::new() };
    let mut last = words.iter().rposition(inside).unwrap_or(first);
    let mut length: usize = words[first..=last].iter().map(|w| w.1.chars().count() + 1).sum::<usize>() + 4;
    loop {
        let before = first.checked_sub(1).map(|i| words[i].1.chars().count() + 1).filter(|l| length + l <= room);
        if let Some(more) = before {
            first -= 1;
            length += more;
        }
        let behind = words.get(last + 1).map(|w| w.1.chars().count() + 1).filter(|l| length + l <= room);
        if let Some(more) = behind {
            last += 1;
            length += more;
        }
        if before.is_none() && behind.is_none() {
            break;
        }
    }
    let quote: Vec<&str> = words[first..=last].iter().map(|w| w.1).collect();
    let quote = clip(&quote.join(" "), room.saturating_sub(4));
    let head = if first > 0 { "… " } else { "" };
    let tail = if last + 1 < words.len() && !quote.ends_with('…') { " …" } else { "" };
    format!("{head}{quote}{tail}")
}

/// The words of a text with their places.
fn words_of(text: &str) -> Vec<(usize, &str)> {
    text.split_whitespace().map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word)).collect()
}

/// A long claim by its beginning and the clause that it turns on, where its beginning does not reach that far: what
/// somebody must or may, else what is denied.
pub(super) fn turning(context: &Context<'_>, side: Side, claim: Evidence, room: usize) -> Option<String> {
    use FacetKind::{Modal, Name, Negation, Quotation, Reference};
    /// Characters of the beginning.
    const OPENING: usize = 32;
    /// Where a phrase ends before so many, it goes on to there: "a path to abuse" is not "a path to abuse resolution".
    const LONGEST_OPENING: usize = 48;
    let find = |wanted: &dyn Fn(&Facet) -> bool| context.facets_in(side, claim.span).find(|facet| wanted(facet));
    let facet = find(&|facet| facet.kind == Modal && force::compels(facet))
        .or_else(|| find(&|facet| facet.kind == Modal && force::binds(facet)))
        .or_else(|| find(&|facet| facet.kind == Negation))?;
    let text = context.text(side, claim.span);
    let (turn, end) = (facet.span.start - claim.span.start, facet.span.end - claim.span.start);
    if length(&text[..end]) + room / 4 <= room {
        return None;
    }
    let number = numbering(text);
    let cut = text[number..].char_indices().nth(OPENING).map_or(text.len(), |(at, _)| number + at);
    // "Section 3 (6)" is not cut to "Section 3".
    let within = |facet: &Facet| facet.span.start < claim.span.start + cut && facet.span.end > claim.span.start + cut;
    let whole = |facet: &Facet| facet.kind.is_figure() || matches!(facet.kind, Reference | Name | Quotation);
    let reached = context.facets_in(side, claim.span).filter(|facet| within(facet) && whole(facet));
    let reached = reached.map(|facet| facet.span.end - claim.span.start).max();
    let opening = match reached.filter(|&end| end < turn) {
        Some(end) => plain(&text[number..end]),
        None => {
            let language = context.sides.get(side).document.language.as_deref();
            let phrase = || text[number..cut].rsplit_once(char::is_whitespace).map_or("", |(words, _)| words);
            plain(phrases(&text[number..turn], language, LONGEST_OPENING.min(room * 2 / 5)).unwrap_or_else(phrase))
        }
    };
    let opening = opening.trim_end_matches([',', ';', ':']);
    // The clause begins behind the mark before it, unless that would leave its own turn out.
    let clause = text[..turn].rfind([',', ';', ':']).map_or(0, |mark| mark + 1);
    // What is left of it behind each word is not counted anew for each.
    let mut left = length(&text[clause..end]);
    let near = |&(_, word): &(usize, &str)| {
        let fits = left <= room / 2;
        left = left.saturating_sub(word.chars().count() + 1);
        fits
    };
    let start = words_of(&text[clause..turn]).into_iter().find(near).map_or(turn, |(at, _)| clause + at);
    let clause = plain(&text[start..]);
    if length(&text[..start]) <= opening.chars().count() {
        return None;
    }
    let left = room.saturating_sub(opening.chars().count() + 3);
    Some(format!("{opening} … {}", clip(&clause, left)))
}

/// As much of a text as ends with a phrase: before a comma, or a small word that begins the next phrase. Nothing where that
/// is too little to tell anything.
fn phrases<'t>(text: &'t str, language: Option<&str>, most: usize) -> Option<&'t str> {
    const FEWEST: usize = 26;
    let words = words_of(text);
    let ends = words.windows(2).filter(|pair| {
        let [(_, word), (_, next)] = pair else { return false };
        let bare = next.trim_matches(|c: char| !c.is_alphanumeric());
        !is_stop_word(language, &fold(word)) && (word.ends_with([',', ';']) || is_stop_word(language, &fold(bare)))
    });
    let mut ends = ends.map(|pair| pair[0].0 + pair[0].1.len());
    let fits = |&end: &usize| (FEWEST..=most).contains(&length(&text[..end]));
    ends.rfind(fits).map(|end| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_cut_between_words() {
        assert_eq!(clip("one two three four", 12), "one two …");
        assert_eq!(clip("short", 12), "short");
    }

    #[test]
    fn openings_end_with_their_phrases() {
        let text = "To facilitate a path to abuse resolution with project maintainers themselves, we recommend";
        assert_eq!(phrases(text, Some("en"), 48), Some("To facilitate a path to abuse resolution"));
        assert_eq!(phrases("Nobody who keeps boats", Some("en"), 48), None);
    }
}
