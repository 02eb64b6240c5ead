//! Characters that cannot be seen, or that turn the order of others around: which ones writing needs where they stand,
//! and which ones hide something from a reader.

use unicode_script::{Script, UnicodeScript};

/// What a character does to the line that it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// It is seen, or shapes what is seen beside it, as its script and emoji need it.
    Seen,
    /// A soft hyphen between letters: it tells where a word may be parted, and is seen only there.
    SoftHyphen,
    /// A space or joiner without width that stands alone at the edge of a word: it tells where a line may end.
    Loose,
    /// A mark of direction that right-to-left text is written with: it turns nothing that stands around it.
    Direction,
    /// It cannot be seen, or does something to a terminal or to the order of what follows.
    Hidden,
}

/// The characters of a text with their places, and what each does there.
pub fn inks(text: &str) -> impl Iterator<Item = (usize, char, Ink)> + '_ {
    let mut before = None;
    text.char_indices().map(move |(at, c)| {
        let ink = match may_hide(c) {
            true => ink(before, c, text[at + c.len_utf8()..].chars().next()),
            false => Ink::Seen,
        };
        before = Some(c);
        (at, c, ink)
    })
}

/// Those characters of a text that are not simply seen, with their places.
pub fn unseen(text: &str) -> impl Iterator<Item = (usize, char, Ink)> + '_ {
    /// So many bytes are looked at together.
    const STRETCH: usize = 64;
    // Few characters begin with a byte that one of these begins with, and most stretches of a text have none of those.
    let may_begin = |byte: u8| matches!(byte, ..b' ' | 0x7f | 0xc2 | 0xcd | 0xd8 | 0xe1..) && byte != b'\n';
    let may_hold = move |stretch: &[u8]| stretch.iter().fold(false, |any, &byte| any | may_begin(byte));
    let stretches = text.as_bytes().chunks(STRETCH).enumerate().filter(move |(_, stretch)| may_hold(stretch));
    let bytes = stretches.flat_map(|(number, stretch)| (number * STRETCH..).zip(stretch));
    bytes.filter(move |&(_, &byte)| may_begin(byte)).filter_map(|(at, _)| {
        let c = text[at..].chars().next().filter(|&c| may_hide(c))?;
        let ink = ink(text[..at].chars().next_back(), c, text[at + c.len_utf8()..].chars().next());
        (ink != Ink::Seen).then_some((at, c, ink))
    })
}

/// Whether a character may be anything but [`Ink::Seen`].
pub fn may_hide(c: char) -> bool {
    // Most characters are none of these, and most of those that are stand in few blocks.
    c.is_control()
        || c >= '\u{ad}'
            && matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
                | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
                | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
                | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

fn ink(before: Option<char>, c: char, after: Option<char>) -> Ink {
    let of = |script: Script| move |beside: Option<char>| beside.is_some_and(|c| c.script() == script);
    let seen = match c {
        '\u{ad}' if before.is_some_and(char::is_alphabetic) && after.is_some_and(char::is_alphabetic) => {
            return Ink::SoftHyphen;
        }
        '\u{61c}' | '\u{200e}' | '\u{200f}' => return Ink::Direction,
        // Inside a word one of them hides, and several could be a code.
        '\u{200b}' | '\u{2060}' | '\u{feff}' if is_loose(before, after) => return Ink::Loose,
        // Joiners: between plain letters there is nothing to join, and one of them is enough.
        '\u{200c}' | '\u{200d}' => [before, after].iter().all(|beside| beside.is_some_and(joins)),
        '\u{34f}' => of(Script::Hebrew)(before),
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => [before, after].into_iter().any(of(Script::Hangul)),
        '\u{17b4}' | '\u{17b5}' => of(Script::Khmer)(before),
        '\u{180b}'..='\u{180d}' | '\u{180f}' => of(Script::Mongolian)(before),
        '\u{2800}' => [before, after].into_iter().any(of(Script::Braille)),
        // Variants of a symbol, of a key, of a letter that has some.
        '\u{fe00}'..='\u{fe0f}' => before.is_some_and(|c| joins(c) || matches!(c, '0'..='9' | '#' | '*' | '©' | '®')),
        '\u{e0100}'..='\u{e01ef}' => of(Script::Han)(before),
        _ => false,
    };
    if seen { Ink::Seen } else { Ink::Hidden }
}

/// Whether a place is at the edge of a word and nothing unseen stands beside it.
fn is_loose(before: Option<char>, after: Option<char>) -> bool {
    let beside = [before, after];
    let inside = beside.iter().all(|beside| beside.is_some_and(char::is_alphanumeric));
    !inside && beside.into_iter().flatten().all(|c| c.is_whitespace() || !may_hide(c))
}

/// Whether a character takes on a shape beside a joiner or a selector: not the letters of scripts that stand apart.
fn joins(c: char) -> bool {
    let plain = matches!(
        c.script(),
        Script::Latin | Script::Greek | Script::Cyrillic | Script::Armenian | Script::Georgian | Script::Hebrew
    );
    let selects = matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0e}');
    !c.is_ascii() && !c.is_whitespace() && !plain && !selects
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<Ink> {
        inks(text).map(|(.., ink)| ink).filter(|&ink| ink != Ink::Seen).collect()
    }

    #[test]
    fn what_a_script_is_written_with_is_seen() {
        for text in [
            "Fee: 10 €",
            "理事会",
            "葛\u{e0100}城",
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "👩\u{200d}🚀",
            "❤\u{fe0f}",
            "👁\u{fe0f}\u{200d}🗨\u{fe0f}",
            "1\u{fe0f}\u{20e3}",
            "e\u{301}",
            "ᠠ\u{180b}",
            "a\u{a0}b",
        ] {
            assert_eq!(of(text), [], "{text}");
        }
    }

    #[test]
    fn the_same_hides_where_it_is_needed_for_nothing() {
        for text in [
            "pay\u{200d}ment",
            "пла\u{200d}та",
            "é\u{200c}é",
            "word\u{fe0f}s",
            "a\u{e0101}",
            "pay\u{34f}ment",
            "a\u{3164}b",
            "\u{2800}",
            "10\u{ad}0",
            "\u{ad}a",
            "a\u{206a}",
            "a\u{e0041}",
            "a\u{1b}",
            "\u{2028}",
            "\u{fff5}",
        ] {
            assert_eq!(of(text), [Ink::Hidden], "{text:?}");
        }
        assert_eq!(of("ک\u{200c}\u{200c}خ"), [Ink::Hidden; 2], "a code in joiners");
        assert_eq!(of("❤\u{fe0f}\u{fe01}\u{fe00}"), [Ink::Hidden], "a code in selectors");
    }

    #[test]
    fn a_text_is_looked_through_for_what_is_not_seen() {
        let text = "a\u{1b}b\u{7f}\u{ad}\tVer\u{ad}trag\u{34f} \u{61c}é\u{a0}“\u{115f}”\u{202e}\u{e0041}理\r";
        let all: Vec<_> = inks(text).filter(|&(_, c, ink)| ink != Ink::Seen && c != '\n').collect();
        assert_eq!(unseen(text).collect::<Vec<_>>(), all);
    }

    #[test]
    fn typography_is_told_apart() {
        assert_eq!(of("Ver\u{ad}trag"), [Ink::SoftHyphen]);
        assert_eq!(of("this form\u{2060}(new window)"), [Ink::Loose]);
        assert_eq!(of("\u{feff}Fees:\u{200b}"), [Ink::Loose; 2]);
        assert_eq!(of("fees\u{200b}\u{2060} "), [Ink::Hidden; 2], "a code");
        assert_eq!(of("pay\u{200b}ment"), [Ink::Hidden], "inside a word");
        assert_eq!(of("\u{200f}שלום"), [Ink::Direction]);
    }
}
