//! Text → tokens: words, numbers and marks with their places and folded forms.
//!
//! A token's folded form is what two tokens are compared by: compatibility-normalised (NFKC), lower case,
//! invisible characters left out, typographic quotes and dashes made plain. The reading text itself is never
//! changed.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::note;
use crate::model::{Span, Token, TokenKind};

/// A token before it is entered into a vocabulary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawToken {
    /// Byte range in the text that was tokenised.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
}

/// Cuts `text` into tokens. Every visible character belongs to exactly one; white space and invisible
/// characters outside words belong to none.
///
/// A possessive ending ("'s") is a token of its own, so that a name is the same token with and without it.
/// So is an elided article or particle ("l'", "qu'"): an apostrophe before a Latin vowel ends a token.
/// In scripts that write no spaces each character is a token. What leads to a note is one mark, see [`note`].
pub fn tokenize(text: &str, mut emit: impl FnMut(RawToken)) {
    let mut start = 0;
    while let Some(first) = char_at(text, start) {
        let end = start + first.len_utf8();
        if is_blank(first) {
            start = end;
            continue;
        }
        let noted = if first == '[' || !first.is_ascii() { note::mark(text, start) } else { None };
        let (end, kind) = if let Some(end) = noted {
            (end, TokenKind::Mark)
        } else if is_digit(first) {
            (number_end(text, end), TokenKind::Number)
        } else if is_unspaced(first) {
            (text[end..].find(|c| !is_combining_mark(c)).map_or(text.len(), |at| end + at), TokenKind::Word)
        } else if is_letter(first) {
            (word_end(text, end), TokenKind::Word)
        } else if is_apostrophe(first) && possessive(&text[..start], &text[end..]) {
            (end + 1, TokenKind::Word)
        } else {
            (end, TokenKind::Mark)
        };
        emit(RawToken { span: Span::new(start, end), kind });
        start = end;
    }
}

/// Where the number ends that `text` has before `end`.
fn number_end(text: &str, mut end: usize) -> usize {
    while let Some(c) = char_at(text, end) {
        let continues = (is_digit(c) && note::plain(c) == c)
            || (matches!(c, '.' | ',' | ':') && text.as_bytes().get(end + 1).is_some_and(u8::is_ascii_digit));
        if !continues {
            break;
        }
        end += c.len_utf8();
    }
    end
}

/// Where the word ends that `text` has before `end`.
fn word_end(text: &str, mut end: usize) -> usize {
    loop {
        let plain = text.as_bytes()[end..].iter().take_while(|&&byte| byte.is_ascii_alphabetic() || byte == b'_');
        end += plain.count();
        let Some(c) = char_at(text, end) else { return end };
        // Most words end before a space, and no table is asked what that is.
        if c.is_ascii() && !is_apostrophe(c) {
            return end;
        }
        let after = end + c.len_utf8();
        let continues = (is_letter(c) && !is_unspaced(c))
            || is_combining_mark(c)
            || (is_invisible(c) && text[after..].starts_with(is_letter))
            || (is_apostrophe(c) && inner_apostrophe(&text[after..]));
        if !continues {
            return end;
        }
        end = after;
        if is_apostrophe(c) && text[end..].starts_with(follows_elision) {
            return end;
        }
    }
}

/// The character of `text` that begins at a byte.
fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(&byte) if byte.is_ascii() => Some(char::from(byte)),
        Some(_) => text[at..].chars().next(),
        None => None,
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || (!c.is_ascii() && c.is_numeric() && !c.is_alphabetic())
}

/// The folded form of `text`: itself where it is folded already, as most words are, else what is written into `room`.
pub fn folded<'t>(text: &'t str, room: &'t mut String) -> &'t str {
    if text.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return text;
    }
    fold_into(text, room);
    room
}

/// Writes the folded form of `text` into `out`, replacing what it held.
pub fn fold_into(text: &str, out: &mut String) {
    out.clear();
    if text.is_ascii() {
        out.push_str(text);
        return out.make_ascii_lowercase();
    }
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| !byte.is_ascii()) {
        let (ascii, other) = rest.split_at(at);
        out.push_str(ascii);
        let mut chars = other.chars();
        if let Some(c) = chars.next() {
            match plain(c) {
                _ if c == '\u{a0}' => out.push(' '),
                _ if c == '…' => out.push_str("..."),
                // A double prime decomposes.
                Some(p) if c != '\u{2033}' => out.push(p),
                None if is_invisible(c) => {}
                // All other characters may compose with their neighbours.
                _ => {
                    out.clear();
                    fold_composed(text, out);
                    return;
                }
            }
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
    out.make_ascii_lowercase();
}

fn fold_composed(text: &str, out: &mut String) {
    if text.chars().all(is_composed) {
        return out.extend(text.chars().flat_map(char::to_lowercase));
    }
    for c in text.nfkc().filter(|&c| !is_invisible(c)) {
        match plain(c) {
            Some(p) => out.push(p),
            None => out.extend(c.to_lowercase()),
        }
    }
}

/// Whether a character is its own compatibility-normalised form, and no mark: the common letters of the Latin and
/// Cyrillic scripts. Not all such characters, only those that texts are full of.
fn is_composed(c: char) -> bool {
    c.is_ascii() || matches!(c, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ' | 'Ѐ'..='ҁ' | 'Ҋ'..='ӿ')
}

/// The folded form of `text`, see [`fold_into`].
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Whether a character is white space or invisible: part of no token.
pub fn is_blank(c: char) -> bool {
    if c.is_ascii() {
        return c <= ' ' || c == '\u{7f}';
    }
    c.is_whitespace() || c.is_control() || is_invisible(c)
}

/// Whether the tokens from `first` to `last` are part of an address or the name of a file: a mark with no space around it
/// ties them to another word ("help.harbour.org", "safe@quay.org"). A stop that a bracket or quotation mark follows ends a
/// sentence.
pub fn is_in_address(text: &str, tokens: &[Token], first: usize, last: usize) -> bool {
    let ties = |word: &Token, mark: &Token, other: &Token| {
        let glued = |a: &Token, b: &Token| a.span.end == b.span.start || b.span.end == a.span.start;
        let between = glued(word, mark) && glued(mark, other);
        // "E.g." is written of letters.
        let letters = word.span.len() == 1 && other.span.len() == 1;
        between && !letters && matches!(mark.span.of(text), "." | "@" | "_") && other.kind != TokenKind::Mark
    };
    let before = first > 1 && ties(&tokens[first], &tokens[first - 1], &tokens[first - 2]);
    before || matches!(&tokens[last..], [word, mark, other, ..] if ties(word, mark, other))
}

/// A letter without its accent, where it has one that is often left off capitals ("A compter", "À compter").
pub fn without_accent(letter: char) -> char {
    let mut parts = letter.nfd();
    match (parts.next(), parts.next()) {
        (Some(bare), Some('\u{300}'..='\u{302}' | '\u{327}')) => bare,
        _ => letter,
    }
}

/// Whether a character has no width and no ink: zero-width spaces and joiners, soft hyphens, byte order marks,
/// directional marks and embeddings, variation selectors.
pub fn is_invisible(c: char) -> bool {
    !c.is_ascii()
        && matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{e0000}'..='\u{e007f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether a character belongs to a script that writes no spaces between words (Han, Kana, Thai, Lao, Khmer,
/// Myanmar), where single characters are the tokens.
pub fn is_unspaced(c: char) -> bool {
    c >= '\u{0e00}'
        && matches!(c,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
        && c.is_alphanumeric()
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '_' || (!c.is_ascii() && c.is_alphabetic())
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2bc}')
}

/// An apostrophe inside a word that is no possessive ending: "don't", "l'accord", "O'Brien".
fn inner_apostrophe(after: &str) -> bool {
    after.starts_with(is_letter) && !ends_as_possessive(after)
}

/// Whether words lose their vowel before a letter: a Latin vowel, or an h that is not heard.
fn follows_elision(c: char) -> bool {
    matches!(
        c.to_ascii_lowercase(),
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'à'..='ï' | 'À'..='Ï' | 'ò'..='ö' | 'Ò'..='Ö' | 'ù'..='ü' | 'Ù'..='Ü' | 'œ' | 'Œ'
    )
}

fn possessive(before: &str, after: &str) -> bool {
    before.ends_with(|c: char| c.is_alphanumeric()) && ends_as_possessive(after)
}

fn ends_as_possessive(after: &str) -> bool {
    let mut chars = after.chars();
    matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(|c| c.is_alphanumeric() || c == '_')
}

/// The plain form of a typographic mark.
fn plain(c: char) -> Option<char> {
    Some(match c {
        '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{2bc}' | '\u{2039}' | '\u{203a}' => '\'',
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{ab}' | '\u{bb}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' => '-',
        '\u{2022}' | '\u{2023}' | '\u{2043}' | '\u{25cf}' | '\u{25aa}' | '\u{b7}' => '•',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut out = Vec::new();
        tokenize(text, |t| out.push(fold(t.span.of(text))));
        out
    }

    #[test]
    fn possessives_and_hyphens_leave_names_whole() {
        assert_eq!(words("NATO’s Ukraine-led don't"), ["nato", "'s", "ukraine", "-", "led", "don't"]);
    }

    #[test]
    fn elided_words_stand_alone() {
        assert_eq!(words("l’accord qu'il n'a pas"), ["l'", "accord", "qu'", "il", "n'", "a", "pas"]);
        assert_eq!(words("O'Brien об'єкт I'll"), ["o'brien", "об'єкт", "i'll"]);
    }

    #[test]
    fn numbers_keep_their_separators() {
        assert_eq!(
            words("5-1/4 to 1,000.50, at 10:22."),
            ["5", "-", "1", "/", "4", "to", "1,000.50", ",", "at", "10:22", "."]
        );
    }

    #[test]
    fn unspaced_scripts_are_cut_by_character() {
        assert_eq!(words("用户可以"), ["用", "户", "可", "以"]);
    }

    #[test]
    fn invisible_characters_do_not_part_words() {
        assert_eq!(words("co\u{ad}operation\u{200b} \u{feff}x\u{a0}y"), ["cooperation", "x", "y"]);
    }
}
