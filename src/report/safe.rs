//! Text of a page, made harmless for where it is shown.

use std::borrow::Cow;
use std::fmt::Write;

/// Text for a terminal: control and bidirectional characters, which could move the cursor, change colours or turn
/// the reading order around, and characters without width, which could hide in it, are shown as `\u{…}`. Line ends and
/// tabs become spaces; no character is lost silently. Soft hyphens, and joiners between letters of scripts that join,
/// are typography and stay.
pub fn terminal(text: &str) -> Cow<'_, str> {
    visible(text, is_unsafe)
}

/// Text for a report in a browser, which is to be escaped for HTML as well. As for a terminal, but for the marks that
/// right-to-left text is written with: they turn nothing around that stands outside of an element of its own.
pub fn browser(text: &str) -> Cow<'_, str> {
    visible(text, |c| is_unsafe(c) && !matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}'))
}

fn visible(text: &str, hides: fn(char) -> bool) -> Cow<'_, str> {
    if !text.chars().any(|c| hides(c) || is_joiner(c)) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        // Between plain letters there is nothing to join.
        let idle = is_joiner(c) && (before.is_ascii() || chars.peek().is_none_or(char::is_ascii));
        before = c;
        match c {
            '\n' | '\r' | '\t' => shown.push(' '),
            c if hides(c) || idle => write!(shown, "{}", c.escape_unicode()).expect("writing to a string"),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// Text for the inside of a line of Markdown, CommonMark with GitHub's extensions: nothing in it becomes markup, HTML, a
/// link, a mention of a person, a reference to an issue or mathematics. Read as Markdown it is the same text, with what
/// [`terminal`] shows; only where an escape would not do, an invisible space parts `@` or `#` from what follows.
pub fn markdown(text: &str) -> String {
    let text = terminal(text);
    let mut shown = String::with_capacity(text.len() + text.len() / 8);
    let ordinal = text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    for (at, c) in text.char_indices() {
        let next = text[at + c.len_utf8()..].chars().next();
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '$' => shown.extend(['\\', c]),
            // A quote, a list or a heading begins with these.
            '#' | '+' | '-' | '=' if at == 0 => shown.extend(['\\', c]),
            '.' | ')' if at > 0 && at == text.len() - ordinal => shown.extend(['\\', c]),
            '&' if next.is_some_and(|c| c == '#' || c.is_ascii_alphabetic()) => shown.extend(['\\', c]),
            // What GitHub and others turn into links by themselves.
            ':' if next == Some('/') => shown.extend(['\\', c]),
            '.' if text[..at].to_ascii_lowercase().ends_with("www") => shown.extend(['\\', c]),
            '@' if next.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_')) => {
                shown.push_str("@&#8203;")
            }
            '#' if next.is_some_and(|c| c.is_ascii_digit()) => shown.push_str("#&#8203;"),
            c => shown.push(c),
        }
        if at == 0 && c == '#' && next.is_some_and(|c| c.is_ascii_digit()) {
            shown.push_str("&#8203;");
        }
    }
    shown
}

/// Text for a cell of a spreadsheet, which takes what begins like a formula for one, and runs it: an apostrophe before
/// it says that it is text. Control characters are shown as by [`terminal`].
pub fn cell(text: &str) -> Cow<'_, str> {
    let text = terminal(text);
    let begins = |c: char| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
    if text.trim_start().starts_with(begins) { Cow::Owned(format!("'{text}")) } else { text }
}

/// Joiners and non-joiners, which Persian, the scripts of India and emoji are written with.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Whether a character does something to a terminal or to the order of what follows, or has no width.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            | '\u{2028}' | '\u{2029}' | '\u{180e}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::{cell, markdown, terminal};

    #[test]
    fn plain_text_of_any_script_is_untouched() {
        for text in ["Fee: 10 €", "مجلس", "理事会", "e\u{301}", "می\u{200c}خواهم", "👩\u{200d}🚀"] {
            assert_eq!(terminal(text), text);
        }
    }

    #[test]
    fn what_moves_a_cursor_or_turns_the_reading_order_is_shown_as_its_code() {
        assert_eq!(terminal("a\u{1b}[31mb"), "a\\u{1b}[31mb");
        assert_eq!(terminal("a\u{202e}b"), "a\\u{202e}b");
        assert_eq!(terminal("a\nb\tc"), "a b c");
        assert_eq!(terminal("pay\u{200b}ment"), "pay\\u{200b}ment");
        assert_eq!(terminal("pay\u{200d}ment"), "pay\\u{200d}ment");
    }

    #[test]
    fn markdown_keeps_its_words_and_loses_its_powers() {
        assert_eq!(markdown("Fee: 10 € (net)"), "Fee: 10 € (net)");
        assert_eq!(markdown("a *b* <i>c</i> [d](e)"), r"a \*b\* \<i\>c\</i\> \[d\](e)");
        assert_eq!(markdown("2. Fees"), r"2\. Fees");
        assert_eq!(markdown("10.5 m"), r"10\.5 m");
        assert_eq!(markdown("- no"), r"\- no");
        assert_eq!(markdown("a@.b"), "a@&#8203;.b");
        assert_eq!(
            markdown("@anna #12 &amp; https://a.b www.c.d"),
            r"@&#8203;anna #&#8203;12 \&amp; https\://a.b www\.c.d"
        );
    }

    #[test]
    fn no_cell_is_a_formula() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "＝1"] {
            assert!(cell(text).starts_with('\''), "{text}");
        }
        assert_eq!(cell("a = b"), "a = b");
    }
}
