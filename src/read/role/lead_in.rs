//! Lines that announce a list.

use crate::language::token::fold_into;
use crate::read::rules::{Wording, wordings};

/// Tells lead-ins: sentences that only announce the list after them, as "They include:".
pub(in crate::read) struct LeadIns {
    wordings: Vec<&'static Wording>,
}

impl LeadIns {
    /// For a language.
    pub(in crate::read) fn new(language: Option<&str>) -> Self {
        LeadIns { wordings: wordings(language) }
    }

    /// Whether a sentence is one.
    pub(in crate::read) fn is_one(&self, sentence: &str) -> bool {
        const LONGEST: (usize, usize) = (60, 6);
        let Some(line) = sentence.strip_suffix([':', '：']).filter(|line| line.len() <= LONGEST.0) else {
            return false;
        };
        let mut folded = String::new();
        fold_into(line, &mut folded);
        let said = || folded.split_whitespace();
        let announces =
            |w: &&Wording| said().any(|word| w.announces.contains(word)) && said().all(|word| w.lead_in.contains(word));
        said().count() <= LONGEST.1 && self.wordings.iter().copied().any(|w| announces(&w))
    }
}
