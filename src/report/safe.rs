//! Text of a page, made harmless for where it is shown.

use std::borrow::Cow;
use std::fmt::Write;

use crate::language::ink::{Ink, inks, may_hide};

/// Text for a terminal: control and bidirectional characters, which could move the cursor, change colours or turn
/// the reading order around, and characters without width, which could hide in it, are shown as `\u{…}`. Line ends and
/// tabs become spaces. What scripts and emoji are written with stays; soft hyphens between letters are left out, which a
/// terminal may show as hyphens or not at all, and which part a word that is searched for, and so are spaces and joiners
/// without width at the edge of a word. Notes count them. What
/// services that run builds obey where it stands in a log is shown with a code in it, `:\u{3a}error::`.
pub fn terminal(text: &str) -> Cow<'_, str> {
    let shown = visible(text, |ink| match ink {
        Ink::Seen => Shown::AsIs,
        Ink::SoftHyphen | Ink::Loose => Shown::Not,
        Ink::Direction | Ink::Hidden => Shown::ByCode,
    });
    match orders(&shown) {
        places if places.is_empty() => shown,
        places => Cow::Owned(by_code(&shown, &places)),
    }
}

/// Where the second colon or the bracket stands of what GitHub Actions and Azure Pipelines take for an order: `::name …::`
/// where a line begins, which may be after any space once lines are wrapped, and `##[name]` and `##vso[name]` anywhere.
fn orders(text: &str) -> Vec<usize> {
    let colons = text.match_indices("::").filter_map(|(at, _)| {
        let begins = text[..at].chars().next_back().is_none_or(char::is_whitespace);
        let rest = &text[at + 2..];
        let named = rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_alphabetic()) && rest.contains("::");
        (begins && named).then_some(at + 1)
    });
    let brackets =
        ["##[", "##vso["].into_iter().flat_map(|mark| text.match_indices(mark).map(move |(at, _)| at + mark.len() - 1));
    let mut places: Vec<usize> = colons.chain(brackets).collect();
    places.sort_unstable();
    places
}

/// A text with the characters at some places, ascending, by their codes.
fn by_code(text: &str, places: &[usize]) -> String {
    let mut shown = String::with_capacity(text.len() + 8 * places.len());
    let mut copied = 0;
    for &at in places {
        let c = text[at..].chars().next().expect("a place is one of a character");
        write!(shown, "{}{}", &text[copied..at], c.escape_unicode()).expect("writing to a string");
        copied = at + c.len_utf8();
    }
    shown.push_str(&text[copied..]);
    shown
}

/// Text for a report in a browser, which is to be escaped for HTML as well. As for a terminal, but for soft hyphens, which
/// a browser knows, and for the marks that right-to-left text is written with: they turn nothing around that stands
/// outside of an element of its own.
pub fn browser(text: &str) -> Cow<'_, str> {
    visible(text, |ink| if ink == Ink::Hidden { Shown::ByCode } else { Shown::AsIs })
}

/// How a character is handed on.
enum Shown {
    AsIs,
    ByCode,
    Not,
}

fn visible(text: &str, show: fn(Ink) -> Shown) -> Cow<'_, str> {
    if !text.chars().any(may_hide) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for (_, c, ink) in inks(text) {
        match show(ink) {
            _ if matches!(c, '\n' | '\r' | '\t') => shown.push(' '),
            Shown::AsIs => shown.push(c),
            Shown::ByCode => write!(shown, "{}", c.escape_unicode()).expect("writing to a string"),
            Shown::Not => {}
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

#[cfg(test)]
mod tests {
    use super::{browser, cell, markdown, terminal};

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
        assert_eq!(terminal("1\u{ad}0"), "1\\u{ad}0");
    }

    #[test]
    fn a_word_with_soft_hyphens_is_found_by_who_searches_for_it() {
        assert_eq!(terminal("Ver\u{ad}trags\u{ad}ende"), "Vertragsende");
        assert_eq!(browser("Ver\u{ad}trag"), "Ver\u{ad}trag");
    }

    #[test]
    fn no_text_is_an_order_to_what_reads_the_log() {
        assert_eq!(terminal("so ::error file=a::b"), "so :\\u{3a}error file=a::b");
        assert_eq!(terminal("##[group]x ##vso[task.x]"), "##\\u{5b}group]x ##vso\\u{5b}task.x]");
        assert_eq!(terminal("std::fmt, a :: b, ::before"), "std::fmt, a :: b, ::before");
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
