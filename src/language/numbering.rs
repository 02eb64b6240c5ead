//! The marks and numbers that lists and laws put before a text: bullets, "1.", "(a)", "2.1", "§ 3", "第三条".

/// Bytes of the bullet at the beginning of `text` with the white space after it; zero where there is none.
pub fn bullet(text: &str) -> usize {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return 0 };
    let rest = chars.as_str();
    // Items that reStructuredText is to number.
    if let Some(item) = text.strip_prefix("#. ") {
        return text.len() - item.trim_start().len();
    }
    let spaced = rest.starts_with(char::is_whitespace);
    let is_bullet = match first {
        '•' | '‣' | '⁃' | '▪' | '▫' | '■' | '□' | '●' | '○' | '◦' | '◆' | '◇' | '➢' | '➤' | '►' | '✓' | '✔' | '·'
        | '∙' | '\u{f0b7}' | '\u{f0a7}' => true,
        '*' | '-' | '+' | '–' | '—' => spaced,
        // As plain text was typeset: "o  Added text".
        'o' => rest.starts_with("  "),
        _ => false,
    };
    if is_bullet { text.len() - rest.trim_start().len() } else { 0 }
}

/// Bytes of the numbering at the beginning of `text` with the white space after it; zero where there is none.
///
/// A numbering is a short counter that is set off by its form: `1.` `1)` `(1)` `2.1` `2.1.3.` `4a.` `(b)` `c)`
/// `iv.` `(IV)` `§ 3` `第三条` `1、` `（1）`. A number that begins a sentence ("12 months", "1.5 million") is none.
pub fn numbering(text: &str) -> usize {
    let end = counter(text);
    if end == 0 { 0 } else { text.len() - text[end..].trim_start().len() }
}

/// Bytes of the number at the beginning of a title, with the white space after it; zero where there is none. A title may
/// be numbered as no sentence is: "6 Jurisdiction".
pub fn title_number(title: &str) -> usize {
    const DIGITS: usize = 2;
    let rest = title.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = title.len() - rest.len();
    let words = rest.trim_start();
    let apart = words.len() < rest.len() && words.starts_with(char::is_uppercase);
    match numbering(title) {
        0 if (1..=DIGITS).contains(&digits) && apart => title.len() - words.len(),
        number => number,
    }
}

/// Bytes of the counter itself.
fn counter(text: &str) -> usize {
    let Some(first) = text.chars().next() else { return 0 };
    match first {
        '(' | '（' => enclosed(text, first.len_utf8()),
        '§' => section_sign(text),
        '第' => ordinal_clause(text),
        _ => open_counter(text),
    }
}

/// `(1)` `(a)` `(iv)` `（三）`.
fn enclosed(text: &str, open: usize) -> usize {
    let Some(close) = text.char_indices().take(8).find(|&(_, c)| matches!(c, ')' | '）')) else { return 0 };
    let inner = &text[open..close.0];
    let end = close.0 + close.1.len_utf8();
    let followed = text[end..].chars().next();
    let apart = close.1 == '）' || followed.is_none_or(char::is_whitespace);
    if apart && (is_value(inner) || inner.chars().all(is_han_digit)) && !inner.is_empty() { end } else { 0 }
}

/// `§ 3` `§ 3a.` `§§ 4`.
fn section_sign(text: &str) -> usize {
    let rest = text.trim_start_matches('§').trim_start();
    let start = text.len() - rest.len();
    let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.')).unwrap_or(rest.len());
    if length > 0 && length <= 8 && rest.starts_with(|c: char| c.is_ascii_digit()) { start + length } else { 0 }
}

/// `第三条` `第2章`.
fn ordinal_clause(text: &str) -> usize {
    for (taken, (at, c)) in text.char_indices().skip(1).enumerate() {
        if matches!(c, '条' | '章' | '节' | '款' | '部' | '編' | '節') && taken > 0 {
            return at + c.len_utf8();
        }
        if taken > 6 || !(c.is_ascii_digit() || is_han_digit(c) || c == ' ') {
            return 0;
        }
    }
    0
}

/// `1.` `1)` `1.2` `4a.` `a)` `iv.` `1、` `三、`.
fn open_counter(text: &str) -> usize {
    let head = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || is_han_digit(c))).unwrap_or(text.len());
    let (value, rest) = text.split_at(head);
    let after = rest.chars().next();
    match after {
        Some('、') if is_value(value) || value.chars().all(is_han_digit) && !value.is_empty() => {
            return head + '、'.len_utf8();
        }
        Some(')') if is_value(value) => {
            let end = head + 1;
            let apart = text[end..].chars().next().is_none_or(char::is_whitespace);
            return if apart { end } else { 0 };
        }
        // "1- Object", but neither "1-2" nor "2- or 3-fold".
        Some('-') if value.bytes().all(|b| b.is_ascii_digit()) && value.len() < 3 => {
            let behind = rest[1..].strip_prefix(' ').and_then(|behind| behind.chars().next());
            return if !value.is_empty() && behind.is_some_and(char::is_uppercase) { head + 1 } else { 0 };
        }
        Some(c) if !c.is_whitespace() => return 0,
        _ => {}
    }
    // Most texts begin with a word, and no number has letters and no dot.
    if value.bytes().any(|b| b.is_ascii_alphabetic()) && !value.bytes().any(|b| b == b'.') {
        return 0;
    }
    let parts = value.trim_end_matches('.');
    let dotted = parts.len() < value.len();
    if value.ends_with("..") || !parts.split('.').all(is_value) {
        return 0;
    }
    if !parts.contains('.') {
        let alone = rest.trim().is_empty();
        let number = parts.bytes().all(|b| b.is_ascii_digit());
        return if dotted || (alone && number) { head } else { 0 };
    }
    // "2.1 Registration" counts, "1.5 million" and "3.14" do not: a title begins with a capital.
    let titled = rest
        .trim_start()
        .chars()
        .next()
        .is_none_or(|c| c.is_alphabetic() && !c.is_lowercase() || "“\"'‘(*_[".contains(c));
    let numeric = parts.starts_with(|c: char| c.is_ascii_digit());
    if numeric && (dotted || titled) { head } else { 0 }
}

/// Up to three digits with up to two letters behind them, one letter, or a small Roman number.
fn is_value(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let tail = &text[digits..];
    if digits > 0 {
        return digits <= 3 && tail.len() <= 2 && tail.bytes().all(|b| b.is_ascii_lowercase());
    }
    let letters = text.bytes().all(|b| b.is_ascii_lowercase()) || text.bytes().all(|b| b.is_ascii_uppercase());
    let roman = || text.len() <= 5 && text.bytes().all(|b| matches!(b.to_ascii_lowercase(), b'i' | b'v' | b'x' | b'l'));
    letters && (text.len() == 1 || (!text.is_empty() && roman()))
}

fn is_han_digit(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '〇')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> &str {
        &text[..numbering(text)]
    }

    #[test]
    fn a_title_may_have_a_number_without_a_mark() {
        assert_eq!(title_number("6 Jurisdiction"), 2);
        assert_eq!(title_number("6. Jurisdiction"), 3);
        for title in ["6 months", "2024 Budget", "Article 6", "6"] {
            assert_eq!(title_number(title), numbering(title), "{title}");
        }
    }

    #[test]
    fn counters_are_found() {
        for (text, found) in [
            ("1. Scope", "1. "),
            ("(2) All people", "(2) "),
            ("2.1 Registration", "2.1 "),
            ("2.1.3. free text", "2.1.3. "),
            ("4a. Complaints", "4a. "),
            ("(iv) the rest", "(iv) "),
            ("b) the rest", "b) "),
            ("IV. Der Bundesrat", "IV. "),
            ("§ 3 Geltung", "§ 3 "),
            ("第三条 用户", "第三条 "),
            ("1、导言", "1、"),
            ("（1）你仅能", "（1）"),
            ("1.4", "1.4"),
            ("2", "2"),
        ] {
            assert_eq!(number(text), found, "{text}");
        }
    }

    #[test]
    fn numbers_that_say_something_are_none() {
        for text in [
            "12 months",
            "1.5 million",
            "2017 was",
            "U.S. forces",
            "in 2.1",
            "(see below) text",
            "A dog",
            "3.14 is pi",
            "e.g. this",
        ] {
            assert_eq!(number(text), "", "{text}");
        }
    }

    #[test]
    fn bullets_need_a_space_where_they_have_other_uses() {
        assert_eq!(bullet("* item"), 2);
        assert_eq!(bullet("•item"), "•".len());
        assert_eq!(bullet("#. item"), 3);
        assert_eq!(bullet("-5 degrees"), 0);
        assert_eq!(bullet("**bold**"), 0);
    }
}
