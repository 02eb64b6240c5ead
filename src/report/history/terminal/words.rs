//! Two wordings of a claim in one, with the words marked that differ.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::report::paint::{Paint, Tone};
use crate::report::safe::terminal as safe;

/// The new wording with what it replaces and adds marked; one after the other where little is kept.
pub(super) fn marked(paint: Paint, old: &str, new: &str) -> String {
    /// Of two wordings that share less, each is easier to read by itself.
    const KEPT: f64 = 0.4;
    let (before, after) = (pieces(old), pieces(new));
    let runs = runs(&before, &after);
    let kept: usize = runs.iter().map(|run| if run.old == run.new { run.old.len() } else { 0 }).sum();
    if (kept as f64) < KEPT * old.len().max(new.len()) as f64 {
        let gone = paint.paint(Tone::RemovedWords, &safe(old));
        return format!("{gone} {}", paint.paint(Tone::AddedWords, &safe(new)));
    }
    let mut line = String::new();
    for run in runs {
        if run.old == run.new {
            line.push_str(&safe(&run.new));
            continue;
        }
        for (text, tone) in [(&run.old, Tone::StruckWords), (&run.new, Tone::AddedWords)] {
            // Marks stand at words, not at the spaces around them.
            let inner = text.trim();
            if !inner.is_empty() {
                let lead = if line.ends_with(' ') || line.is_empty() || text.starts_with(inner) { "" } else { " " };
                line.push_str(lead);
                line.push_str(&paint.paint(tone, &safe(inner)));
            }
        }
        if run.new.ends_with(' ') || run.old.ends_with(' ') {
            line.push(' ');
        }
    }
    line
}

/// A stretch of both wordings: the same in both, or one for the other.
struct Run {
    old: String,
    new: String,
}

fn runs(before: &[&str], after: &[&str]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, before, after) {
        let run = Run { old: before[op.old_range()].concat(), new: after[op.new_range()].concat() };
        let same = matches!(op, DiffOp::Equal { .. });
        let blank = same && run.new.trim().is_empty();
        match runs.last_mut() {
            // What differs on both sides of a space, or next to what differs, differs as one.
            Some(last) if last.old != last.new && (blank || !same) => {
                last.old.push_str(&run.old);
                last.new.push_str(&run.new);
            }
            _ => runs.push(run),
        }
    }
    runs
}

/// Words, marks and white space, in order.
fn pieces(text: &str) -> Vec<&str> {
    let class = |c: char| {
        if c.is_alphanumeric() {
            0
        } else if c.is_whitespace() {
            1
        } else {
            2
        }
    };
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut last = None;
    for (at, c) in text.char_indices() {
        if last.is_some_and(|last| last != class(c) || last == 2) {
            pieces.push(&text[start..at]);
            start = at;
        }
        last = Some(class(c));
    }
    if start < text.len() {
        pieces.push(&text[start..]);
    }
    pieces
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
    fn wordings_that_share_little_stand_one_after_the_other() {
        assert_eq!(marked(PLAIN, "Boats moor here.", "Dogs stay out."), "[-Boats moor here.-] {+Dogs stay out.+}");
    }
}
