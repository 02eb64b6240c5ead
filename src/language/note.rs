//! The marks in a text that lead to its notes: `[12]`, `[3, 4]`, `⁷`. They say nothing, and where a note is put in, all
//! behind it count on.

/// A note's number has no more digits.
const DIGITS: usize = 4;

/// Numbers of several notes in one place take no more bytes.
const LONGEST: usize = 16;

/// A raised digit behind fewer letters is a power: `km²`.
const WORD: usize = 4;

/// Where the mark ends that begins at a byte of `text`, a sentence or a paragraph, if one does.
///
/// A number in brackets is a mark directly behind a word or the end of a sentence (`paid.[12] The`), behind a sentence
/// and a space (`paid. [12]`), and as the label that a note begins with (`[12] Paid since then.`). A year is none.
/// Raised digits are one directly behind a longer word, a bracket or a sentence (`paid.¹² The`).
///
/// No more is looked at than the mark and a few letters around it, however many stand in a row.
pub fn mark(text: &str, at: usize) -> Option<usize> {
    match text[at..].chars().next()? {
        '[' => bracketed(text, at).filter(|&end| leads_from(text, at, end)),
        c if plain(c) != c => {
            let before = &text[..at];
            let letters = before.chars().rev().take(WORD).take_while(|c| c.is_alphabetic()).count();
            let leads = letters == WORD || (letters == 0 && before.ends_with(is_closing));
            leads.then(|| text[at..].find(|c| plain(c) == c).map_or(text.len(), |length| at + length))
        }
        _ => None,
    }
}

/// Whether numbers in brackets stand where a mark does.
fn leads_from(text: &str, at: usize, end: usize) -> bool {
    let (before, behind) = (&text[..at], &text[end..]);
    match before.chars().next_back() {
        None => behind.starts_with(char::is_whitespace) && !behind.trim_start().is_empty(),
        // A sentence that a label begins is a note itself, and the next label belongs to the next note.
        Some(c) if c.is_whitespace() => {
            let apart = behind.is_empty() || behind.starts_with(char::is_whitespace);
            apart && !text.starts_with('[') && is_ended(before.trim_end())
        }
        Some(c) => {
            let ends = behind.chars().next().is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '(' | '[' | '_'));
            (ends || bracketed(text, end).is_some()) && (c.is_alphanumeric() || is_closing(c) || c == ']')
        }
    }
}

/// Raised digits that are a mark, as they are written in brackets: `[12]` for `¹²`. Nothing for what is written so, and
/// for other marks.
pub fn form(mark: &str) -> Option<String> {
    let raised = mark.starts_with(|c| plain(c) != c);
    raised.then(|| format!("[{}]", mark.chars().map(plain).collect::<String>()))
}

/// Whether the folded form of a token is that of a mark.
pub fn is_form(form: &str) -> bool {
    form.strip_prefix('[').is_some_and(|rest| rest.ends_with(']'))
}

/// A text without the marks at its end.
pub fn without(text: &str) -> &str {
    let mut rest = text;
    loop {
        let end = rest.trim_end();
        let open = match end.chars().next_back() {
            Some(']') => end.rfind('['),
            Some(c) if plain(c) != c => Some(end.trim_end_matches(|c| plain(c) != c).len()),
            _ => None,
        };
        match open.filter(|&open| mark(text, open) == Some(end.len())) {
            Some(open) => rest = &end[..open],
            None => return rest,
        }
    }
}

/// Whether what an element raises is a power or the number of a note, or several: "2", "3, 4".
pub fn is_number(text: &str) -> bool {
    let text = text.trim();
    text.len() <= LONGEST
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b' '))
}

/// Digits raised: `⁴` for `4`; other characters as they are.
pub fn raised(text: &str) -> String {
    let raise = |c: char| RAISED.iter().find(|(digit, _)| *digit == c).map_or(c, |&(_, raised)| raised);
    text.chars().map(raise).collect()
}

/// A raised digit on its line again: `4` for `⁴`; other characters as they are.
pub fn plain(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    RAISED.iter().find(|(_, raised)| *raised == c).map_or(c, |&(digit, _)| digit)
}

const RAISED: [(char, char); 10] = [
    ('0', '⁰'),
    ('1', '¹'),
    ('2', '²'),
    ('3', '³'),
    ('4', '⁴'),
    ('5', '⁵'),
    ('6', '⁶'),
    ('7', '⁷'),
    ('8', '⁸'),
    ('9', '⁹'),
];

/// Where the brackets end that open at a byte, if there are only numbers of notes between them: `[12]`, `[3, 4]`, `[5–7]`.
fn bracketed(text: &str, at: usize) -> Option<usize> {
    let inside = text[at..].strip_prefix('[')?;
    let close = inside.bytes().take(LONGEST).position(|byte| byte == b']')?;
    let mut numbers = inside[..close].split([',', '-', '–']).map(|number| number.trim_start_matches(' '));
    let is_year = |number: &str| number.len() == DIGITS && (number.starts_with("19") || number.starts_with("20"));
    let counts = |number: &str| {
        (1..=DIGITS).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit()) && !is_year(number)
    };
    numbers.all(counts).then_some(at + close + 2)
}

fn is_ended(text: &str) -> bool {
    text.trim_end_matches(is_quote).ends_with(['.', '!', '?', '…'])
}

fn is_closing(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…' | ')' | '%' | '€' | '$') || is_quote(c)
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '”' | '“' | '’' | '\'' | '»')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(text: &str) -> Vec<&str> {
        let ends = (0..text.len()).filter(|&at| text.is_char_boundary(at));
        ends.filter_map(|at| mark(text, at).map(|end| &text[at..end])).collect()
    }

    #[test]
    fn marks_stand_behind_words_and_sentences() {
        for (text, found) in [
            (
                "The port was built.[1] It is open to all,[2][3] and to yachts[14] too.",
                vec!["[1]", "[2]", "[3]", "[14]"],
            ),
            ("The port was built. [1]", vec!["[1]"]),
            ("The port was built. [1] It is open.", vec!["[1]"]),
            ("The port was built.[3, 4] It is open.[5–7]", vec!["[3, 4]", "[5–7]"]),
            ("[12] See the history of the port. [13] See the fees.", vec!["[12]"]),
            ("The port was built.¹² It is open² to all (yachts too)³.", vec!["¹²", "²", "³"]),
        ] {
            assert_eq!(marks(text), found, "{text}");
        }
    }

    #[test]
    fn powers_years_citations_and_other_brackets_are_none() {
        for text in [
            "The quay has 40 m² and 10⁶ stones.",
            "Port v Crew [2019] EWCA 12 and Quay Ltd. [2019] UKSC 3 were lost.",
            "As shown in [12] and by [Smith], the port grew.",
            "Call rows[0](now) or take rows[i].",
            "[1]",
            "“[T]he port” is open.",
        ] {
            assert_eq!(marks(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_text_ends_before_its_marks() {
        assert_eq!(without("The port was built.[1][2]"), "The port was built.");
        assert_eq!(without("The port was built.⁴ "), "The port was built.");
        assert_eq!(without("The port was built. [4]"), "The port was built. ");
        assert_eq!(without("As shown in [12]"), "As shown in [12]");
        assert_eq!(without("40 m²"), "40 m²");
    }

    #[test]
    fn raised_digits_are_written_as_numbers_in_brackets() {
        assert_eq!((form("¹²"), form("[12]"), form(".")), (Some("[12]".into()), None, None));
        assert!(is_form("[12]") && !is_form("["));
        assert_eq!((raised("49"), is_number(" 4, 9"), is_number("th")), ("⁴⁹".into(), true, false));
    }
}
