//! Characters of a page that cannot be seen, or that turn the order of others around.

use crate::language::ink::{Ink, unseen};
use crate::model::{Note, Span};

/// Tells how many of them stand in a text, and how many soft hyphens and characters without width at the edge of words,
/// which are typography and yet part words for those who search. Marks that right-to-left text is written with, and what shapes letters and emoji, are told by nobody.
pub(super) fn notes(text: &str) -> Vec<Note> {
    let unseen: Vec<_> = unseen(text).filter(|(_, c, _)| !matches!(c, '\r' | '\t')).collect();
    let note = |wanted: Ink, code: &'static str, told: fn(usize) -> String| {
        let of = || unseen.iter().filter(|(.., ink)| *ink == wanted);
        let &(at, first, _) = of().next()?;
        Some(Note { code, message: told(of().count()), span: Some(Span::new(at, at + first.len_utf8())) })
    };
    let hidden = |count: usize| {
        format!(
            "Characters that cannot be seen, or that turn the order of others around: {count}, the first one here; \
             reports show them by their codes."
        )
    };
    let soft = |count: usize| {
        format!(
            "Soft hyphens inside words: {count}, the first one here; reports for a terminal or a log leave them out."
        )
    };
    let loose = |count: usize| {
        format!(
            "Spaces and joiners without width at the edge of words: {count}, the first one here; reports for a terminal \
             or a log leave them out."
        )
    };
    let notes = [
        note(Ink::Hidden, "hidden_characters", hidden),
        note(Ink::SoftHyphen, "soft_hyphens", soft),
        note(Ink::Loose, "zero_width", loose),
    ];
    notes.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::notes;

    #[test]
    fn what_hides_is_counted_and_typography_is_not() {
        for text in ["Fee: 10 €\n", "“c” d\u{a0}e", "می\u{200c}خواهم \u{200f}", "理事会", "👩\u{200d}🚀"]
        {
            assert!(notes(text).is_empty(), "{text}");
        }
        let [found] = &notes("pay\u{200b}ment \u{202e}x\u{1b}[0m")[..] else { panic!("one note") };
        assert!(found.message.contains(": 3,"), "{}", found.message);
        assert_eq!(found.span.map(|span| (span.start, span.end)), Some((3, 6)));
        let [soft] = &notes("Ver\u{ad}trags\u{ad}ende")[..] else { panic!("one note") };
        assert!(soft.code == "soft_hyphens" && soft.message.contains(": 2,"), "{}", soft.message);
        let [loose] = &notes("this form\u{2060}(opens here)")[..] else { panic!("one note") };
        assert!(loose.code == "zero_width" && loose.message.contains(": 1,"), "{}", loose.message);
    }
}
