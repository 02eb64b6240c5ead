//! Text of a page, made harmless for where it is shown.

use std::borrow::Cow;
use std::fmt::Write;

/// Text for a terminal: control and bidirectional characters, which could move the cursor, change colours or turn
/// the reading order around, are shown as `\u{…}`. Line ends and tabs become spaces; no character is lost silently.
pub fn terminal(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => shown.push(' '),
            c if is_unsafe(c) => write!(shown, "{}", c.escape_unicode()).expect("writing to a string"),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// Whether a character does something to a terminal or to the order of what follows.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            | '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::terminal;

    #[test]
    fn plain_text_of_any_script_is_untouched() {
        for text in ["Fee: 10 €", "مجلس", "理事会", "e\u{301}"] {
            assert_eq!(terminal(text), text);
        }
    }

    #[test]
    fn what_moves_a_cursor_or_turns_the_reading_order_is_shown_as_its_code() {
        assert_eq!(terminal("a\u{1b}[31mb"), "a\\u{1b}[31mb");
        assert_eq!(terminal("a\u{202e}b"), "a\\u{202e}b");
        assert_eq!(terminal("a\nb\tc"), "a b c");
    }
}
