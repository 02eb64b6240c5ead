//! Versions of things: "5.1.0", "v18", "3.9.x".
//!
//! Normal form: the version as it is written, without the letter before it.

use super::facet::Found;
use super::passage::Passage;
use crate::model::{FacetKind, TokenKind};

/// Finds versions; each is a number.
pub fn annotate(passage: &Passage<'_>, found: &mut Found) {
    for at in 0..passage.len() {
        let free = passage.is(at, TokenKind::Number) && !found.is_claimed(at);
        let Some((start, end)) = free.then(|| version(passage, at)).flatten() else { continue };
        let letter = usize::from(start < at);
        let normal = passage.span(start + letter, end).of(passage.text).to_lowercase();
        found.add(passage, (start, end), FacetKind::Number, normal);
        found.claim(start, end);
    }
}

/// The tokens of the version whose first digits stand at a token.
fn version(passage: &Passage<'_>, at: usize) -> Option<(usize, usize)> {
    let lettered = at > 0 && passage.is_glued(at) && passage.form(at - 1) == "v" && !passage.is_glued(at - 1);
    let parts: Vec<&str> = passage.raw(at).split('.').collect();
    let digits = parts.iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
    // "1.000.000" is an amount, "2.4.1" at the beginning the number of a part.
    let grouped = parts.len() > 1 && parts[1..].iter().all(|part| part.len() == 3);
    let leads = (0..at).all(|before| passage.is(before, TokenKind::Mark));
    let dotted = parts.len() > 2 && !grouped && !leads && !passage.is_glued(at);
    if !digits || !(lettered || dotted) {
        return None;
    }
    let mut end = at + 1;
    let any = |end: usize| passage.is_mark(end, ".") && passage.is_glued(end) && passage.is_glued(end + 1);
    if any(end) && passage.form(end + 1) == "x" {
        end += 2;
    }
    // "v8engine", "1.2.3/x": more than a version.
    let goes_on = end < passage.len()
        && passage.is_glued(end)
        && (passage.is(end, TokenKind::Word) || matches!(passage.form(end), "/" | "_" | "=" | "@" | "-" | "+"));
    (!goes_on).then_some((at - usize::from(lettered), end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::facet::alone;

    fn told(text: &str) -> Vec<(String, String)> {
        let facets = alone(text, Some("en"), annotate);
        facets.iter().map(|facet| (facet.span.of(text).to_owned(), facet.normal.to_string())).collect()
    }

    #[test]
    fn versions_are_numbers() {
        let all = told("Needs Node v18, awk 5.1.0 or python 3.9.1.x, and at most V2.1.");
        let all: Vec<(&str, &str)> = all.iter().map(|(text, normal)| (text.as_str(), normal.as_str())).collect();
        assert_eq!(all, [("v18", "18"), ("5.1.0", "5.1.0"), ("3.9.1.x", "3.9.1.x"), ("V2.1", "2.1")]);
    }

    #[test]
    fn what_only_looks_like_one_is_none() {
        for text in ["2.4.1 Fees are due.", "It cost 1.000.000 crowns.", "See v8engine and rev18.", "Over 3.5 metres."]
        {
            assert!(told(text).is_empty(), "{text}: {:?}", told(text));
        }
    }
}
