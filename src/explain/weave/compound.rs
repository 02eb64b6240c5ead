//! Words that belong together: by marks without a space ("8-bit", "config.json", "example.org/terms"), or as a
//! thing and the letter that tells it from others of its name ("Plan B"). An edit replaces them whole, for a piece of one
//! says nothing.

use crate::model::{FacetKind, Token, TokenKind};

/// Marks that may stand inside a compound.
const INSIDE: &str = "-‐‑._@:/[]{}<>#%?=&~+$*";

/// Marks of which one at least holds two words together.
const HOLDING: &str = "-‐‑._@";

/// What only an address has; there every mark inside holds.
const ADDRESS: [&str; 2] = ["://", ":/"];

/// More marks in a row hold nothing together.
const MARKS: usize = 3;

/// Where the compound ends whose first tokens, a facet of this kind or one word, end at `end`: there, where it is none.
/// Nothing that begins at the byte `stop` or behind it belongs to it.
pub(super) fn end(text: &str, (tokens, stop): (&[Token], usize), mut end: usize, kind: Option<FacetKind>) -> usize {
    let Some(next) = tokens.get(end) else { return end };
    // Most words stand between spaces.
    if next.span.start > tokens[end - 1].span.end {
        let lettered = next.span.len() == 1 && matches!(kind, None | Some(FacetKind::Name));
        return end + usize::from(lettered && is_lettered(text, &tokens[end - 1..]));
    }
    if !matches!(kind, None | Some(FacetKind::Number)) {
        return end;
    }
    let mut address = false;
    loop {
        let marks = tokens[end..].iter().take_while(|token| token.kind == TokenKind::Mark).take(MARKS + 1).count();
        let Some(next) = tokens.get(end + marks).filter(|next| next.span.start < stop) else { return end };
        let last = &tokens[end - 1];
        let between = &text[last.span.end..next.span.start];
        address |= ADDRESS.iter().any(|sign| between.contains(sign));
        let inside = last.kind != TokenKind::Mark && !between.is_empty() && between.chars().all(|c| INSIDE.contains(c));
        // "1.Definitions" is a number and a title.
        let numbered = last.kind == TokenKind::Number && next.kind == TokenKind::Word && between.starts_with('.');
        let holds = address || (between.contains(|c| HOLDING.contains(c)) && !numbered);
        if !inside || !holds || marks > MARKS {
            return end;
        }
        end += marks + 1;
    }
}

/// Whether the first token is a word with a capital and the next one a single capital, neither an initial nor "I".
fn is_lettered(text: &str, tokens: &[Token]) -> bool {
    let [word, letter, rest @ ..] = tokens else { return false };
    let apart = text[word.span.end..letter.span.start].starts_with(char::is_whitespace);
    let begins_more = match rest {
        [mark, next, ..] if mark.span.of(text) == "." => next.kind == TokenKind::Word,
        [mark, ..] => ["-", "'", "’"].contains(&mark.span.of(text)),
        [] => false,
    };
    let written = letter.span.of(text);
    word.kind == TokenKind::Word
        && apart
        && word.span.len() > 1
        && word.span.of(text).starts_with(char::is_uppercase)
        && matches!(written.as_bytes(), [b'A'..=b'Z'])
        && written != "I"
        && !begins_more
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::token::tokenize;

    fn first(text: &str) -> &str {
        let mut tokens = Vec::new();
        tokenize(text, |token| tokens.push(Token { word: 0, span: token.span, kind: token.kind }));
        &text[..tokens[end(text, (&tokens, usize::MAX), 1, None) - 1].span.end]
    }

    #[test]
    fn what_marks_hold_together_is_one() {
        for whole in
            ["8-bit", "long-term", "config.[env].json", "https://example.org/terms?v=2#top", "name@example.org"]
        {
            assert_eq!(first(&format!("{whole}, and more")), whole);
            assert_eq!(first(&format!("{whole}. More")), whole);
        }
    }

    #[test]
    fn a_letter_belongs_to_its_word() {
        assert_eq!(first("Plan B, in short"), "Plan B");
        assert_eq!(first("Plan B."), "Plan B");
        for text in ["Should I go", "Plan B. Smith made", "plan B"] {
            assert_eq!(first(text), text.split(' ').next().unwrap_or_default(), "{text}");
        }
    }

    #[test]
    fn words_that_only_stand_side_by_side_are_several() {
        for (text, one) in
            [("and/or", "and"), ("1.Definitions", "1"), ("member(s)", "member"), ("so - it is", "so"), ("a:b", "a")]
        {
            assert_eq!(first(text), one);
        }
    }
}
