//! Legends of pictures without markup that says so.

use crate::language::stop::is_stop_word;
use crate::read::block::Block;

use super::{Page, words};

impl Page {
    /// A line under a picture: by its wording, or because it only names people and has no verb.
    pub(super) fn is_caption(&self, block: &Block, folded: &str, text: &str) -> bool {
        let stands = |phrase: &str| {
            folded.starts_with(phrase)
                || folded.ends_with(phrase)
                || (phrase.starts_with('(') && folded.contains(phrase))
        };
        let worded = self.any(|w| w.caption.iter().any(|phrase| stands(phrase)));
        !block.listed && ((worded && words(folded) <= 60) || self.names_people(block.span.of(text), folded))
    }

    /// Whether a line names someone with a title, consists mostly of names, and has next to no other words: no
    /// verb can be among them.
    fn names_people(&self, line: &str, folded: &str) -> bool {
        const FEWEST: usize = 8;
        if line.trim_end_matches('.').contains(['.', ':', ';', '?', '!']) {
            return false;
        }
        let (mut names, mut small, mut other) = (0, 0, 0);
        for word in
            line.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\'' | '’')).filter(|w| !w.is_empty())
        {
            if word.starts_with(|c: char| c.is_uppercase() || c.is_numeric()) {
                names += 1;
            } else if self.any(|w| w.verb.contains(word)) {
                return false;
            } else if is_stop_word(self.language.as_deref(), word) {
                small += 1;
            } else {
                other += 1;
            }
        }
        let total = names + small + other;
        let titled = || self.any(|w| w.person.iter().any(|person| names_after(line, folded, person)));
        total >= FEWEST && names * 100 >= total * 45 && other * 6 <= total && titled()
    }
}

/// Whether a person's title stands before a name of two words: "Secretary General Mark Rutte".
fn names_after(line: &str, folded: &str, title: &str) -> bool {
    if folded.len() != line.len() {
        return folded.contains(title);
    }
    folded.match_indices(title).any(|(at, _)| {
        let before = folded[..at].ends_with(char::is_alphanumeric);
        let Some(after) = line.get(at + title.len()..).filter(|after| after.starts_with(' ')) else { return false };
        let capital = |word: &str| word.starts_with(char::is_uppercase);
        !before && after.split_whitespace().take(2).filter(|word| capital(word)).count() == 2
    })
}
