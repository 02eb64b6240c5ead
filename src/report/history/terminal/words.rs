//! Two wordings of a claim in one, with the words marked that differ.

use crate::report::history::wording::woven;
use crate::report::paint::{Paint, Tone};
use crate::report::safe::terminal as safe;

/// The new wording with what it replaces and adds marked; one after the other where little is kept.
pub(super) fn marked(paint: Paint, old: &str, new: &str) -> String {
    let stretches = woven(old, new);
    if let [all] = &stretches[..]
        && !all.is_kept()
    {
        let gone = paint.paint(Tone::RemovedWords, &safe(old));
        return format!("{gone} {}", paint.paint(Tone::AddedWords, &safe(new)));
    }
    let mut line = String::new();
    for stretch in stretches {
        if stretch.is_kept() {
            line.push_str(&safe(&stretch.new));
            continue;
        }
        for (text, tone) in [(&stretch.old, Tone::StruckWords), (&stretch.new, Tone::AddedWords)] {
            // Marks stand at words, not at the spaces around them.
            let inner = text.trim();
            if !inner.is_empty() {
                let lead = if line.ends_with(' ') || line.is_empty() || text.starts_with(inner) { "" } else { " " };
                line.push_str(lead);
                line.push_str(&paint.paint(tone, &safe(inner)));
            }
        }
        if stretch.new.ends_with(' ') || stretch.old.ends_with(' ') {
            line.push(' ');
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Paint = Paint { colour: false, width: 80 };

    #[test]
    fn what_differs_is_marked_by_words() {
        assert_eq!(
            marked(PLAIN, "A fee of 40 euros is due.", "A fee of 45 euros is due."),
            "A fee of [-40-]{+45+} euros is due."
        );
        assert_eq!(
            marked(PLAIN, "We never sell data.", "We never sell data, unless the law requires it."),
            "We never sell data{+, unless the law requires it+}."
        );
        assert_eq!(
            marked(PLAIN, "All members must pay the yearly fee.", "Members should pay the yearly fee."),
            "[-All members must-]{+Members should+} pay the yearly fee."
        );
    }

    #[test]
    fn figures_are_marked_as_a_whole() {
        assert_eq!(
            marked(PLAIN, "The rate stays at 5-1/4 to 5-1/2 percent.", "The rate stays at 4-3/4 to 5 percent."),
            "The rate stays at [-5-1/4-]{+4-3/4+} to [-5-1/2-]{+5+} percent."
        );
    }

    #[test]
    fn wordings_that_share_little_stand_one_after_the_other() {
        assert_eq!(marked(PLAIN, "Boats moor here.", "Dogs stay out."), "[-Boats moor here.-] {+Dogs stay out.+}");
    }
}
