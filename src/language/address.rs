//! Addresses of pages and of people in the text: `https://example.org/may-2024` is neither a month nor a permission.

use super::facet::Found;
use super::passage::Passage;
use crate::model::Span;

/// Finds the addresses, so that nothing else is found in them.
pub fn annotate(passage: &Passage<'_>, found: &mut Found) {
    let (Some(first), Some(last)) = (passage.tokens.first(), passage.tokens.last()) else { return };
    let text = Span::new(first.span.start, last.span.end).of(passage.text);
    if !text.contains("://") && !text.contains("www.") && !text.contains('@') {
        return;
    }
    let mut at = 0;
    for word in text.split_whitespace().filter(|word| is_address(word)) {
        let start = first.span.start + (word.as_ptr() as usize - text.as_ptr() as usize);
        while passage.tokens.get(at).is_some_and(|token| token.span.start < start + word.len()) {
            if passage.tokens[at].span.end > start {
                found.mute(at);
            }
            at += 1;
        }
    }
}

/// Whether a word is the address of a page or of somebody.
pub fn is_address(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let mail = || bare.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    bare.contains("://") || bare.starts_with("www.") || mail()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_addresses_are_known() {
        for word in ["https://example.org/a", "(www.example.org)", "desk@example.org,"] {
            assert!(is_address(word), "{word}");
        }
        for word in ["and/or", "@desk", "3.5", "example.org"] {
            assert!(!is_address(word), "{word}");
        }
    }
}
