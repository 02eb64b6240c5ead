//! Two wordings of a claim in one: which words they share. Each format dresses the stretches in its own way.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Of two wordings that share less, each is easier to read by itself.
const KEPT: f64 = 0.4;

/// A stretch of both wordings: the same in both, or one for the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    /// The words of the old wording.
    pub(super) old: String,
    /// Those of the new one.
    pub(super) new: String,
}

impl Stretch {
    /// Whether both wordings have it.
    pub(super) fn is_kept(&self) -> bool {
        self.old == self.new
    }
}

/// Both wordings in stretches; two of them, one after the other, where little is kept.
pub(super) fn woven(old: &str, new: &str) -> Vec<Stretch> {
    let stretches = stretches(&words(old), &words(new));
    let kept: usize = stretches.iter().filter(|stretch| stretch.is_kept()).map(|stretch| stretch.old.len()).sum();
    if (kept as f64) < KEPT * old.len().max(new.len()) as f64 {
        return vec![Stretch { old: old.to_owned(), new: new.to_owned() }];
    }
    stretches
}

fn stretches(before: &[&str], after: &[&str]) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, before, after) {
        let stretch = Stretch { old: before[op.old_range()].concat(), new: after[op.new_range()].concat() };
        let same = matches!(op, DiffOp::Equal { .. });
        let blank = same && stretch.new.trim().is_empty();
        match stretches.last_mut() {
            // What differs on both sides of a space, or next to what differs, differs as one.
            Some(last) if !last.is_kept() && (blank || !same) => {
                last.old.push_str(&stretch.old);
                last.new.push_str(&stretch.new);
            }
            _ => stretches.push(stretch),
        }
    }
    stretches
}

/// Words, marks and white space, in order. A figure is one word, with all that stands in it: `5-1/4`, `1,000`.
fn words(text: &str) -> Vec<&str> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let class = |index: usize| {
        let c = chars[index].1;
        let beside = index.checked_sub(1).and_then(|before| chars.get(before)).zip(chars.get(index + 1));
        let inside = beside.is_some_and(|((_, a), (_, b))| {
            a.is_alphanumeric()
                && b.is_alphanumeric()
                && (matches!(c, '\'' | '’')
                    || (matches!(c, '-' | '‑' | '–' | '/' | '.' | ',' | ':') && (a.is_numeric() || b.is_numeric())))
        });
        match c {
            c if c.is_alphanumeric() || inside => 0,
            c if c.is_whitespace() => 1,
            _ => 2,
        }
    };
    let mut words = Vec::new();
    let (mut start, mut last) = (0, None);
    for (index, &(at, _)) in chars.iter().enumerate() {
        let class = class(index);
        if last.is_some_and(|last| last != class || last == 2) {
            words.push(&text[start..at]);
            start = at;
        }
        last = Some(class);
    }
    if start < text.len() {
        words.push(&text[start..]);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_one_word() {
        assert_eq!(words("to 5-1/4 (1,000)."), ["to", " ", "5-1/4", " ", "(", "1,000", ")", "."]);
        assert_eq!(words("Committee's long-term aim"), ["Committee's", " ", "long", "-", "term", " ", "aim"]);
        assert_eq!(words(""), [""; 0]);
    }

    #[test]
    fn nothing_is_lost_between_two_wordings() {
        for (old, new) in [("a b c d", "a x c d"), ("Boats moor here.", "Dogs stay out."), ("", "New."), ("x", "x")] {
            let woven = woven(old, new);
            let whole = |side: fn(&Stretch) -> &str| woven.iter().map(side).collect::<String>();
            assert_eq!((whole(|s| &s.old), whole(|s| &s.new)), (old.to_owned(), new.to_owned()));
        }
    }
}
