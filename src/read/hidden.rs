//! Characters of a page that cannot be seen, or that turn the order of others around.

use crate::model::{Note, Span};

/// Tells how many of them stand in a text. Marks that right-to-left text is written with, joiners and soft hyphens are
/// typography.
pub(super) fn note(text: &str) -> Option<Note> {
    // Few characters begin with a byte that one of these begins with.
    let may_hide = |byte: u8| matches!(byte, ..b' ' | 0x7f | 0xc2 | 0xe1.. ) && !matches!(byte, b'\n' | b'\t');
    let begins = text.bytes().enumerate().filter(|&(_, byte)| may_hide(byte));
    let of = |(at, _): (usize, u8)| text[at..].chars().next().map(|c| (at, c));
    let mut hidden = begins.filter_map(of).filter(|&(_, c)| is_hidden(c));
    let (at, first) = hidden.next()?;
    let message = format!(
        "Characters that cannot be seen, or that turn the order of others around: {}, the first one here; reports show \
         them by their codes.",
        hidden.count() + 1
    );
    Some(Note { code: "hidden_characters", message, span: Some(Span::new(at, at + first.len_utf8())) })
}

fn is_hidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        || matches!(c, '\u{180e}' | '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::note;

    #[test]
    fn what_hides_is_counted_and_typography_is_not() {
        for text in ["Fee: 10 €\n", "a\u{ad}b “c” d\u{a0}e", "می\u{200c}خواهم \u{200f}", "理事会", "👩\u{200d}🚀"]
        {
            assert_eq!(note(text), None, "{text}");
        }
        let found = note("pay\u{200b}ment \u{202e}x\u{1b}[0m").expect("there are three");
        assert!(found.message.contains(": 3,"), "{}", found.message);
        assert_eq!(found.span.map(|span| (span.start, span.end)), Some((3, 6)));
    }
}
