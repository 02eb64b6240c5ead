//! One claim or one term through all versions.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use crate::language::token::{fold, tokenize};
use crate::model::{History, Level, TokenKind, Told};

use super::past::words;

/// Claims that share less with a quote are not what it means.
const ALIKE: f64 = 0.3;
/// So many are listed at most.
const CANDIDATES: usize = 5;
/// More words than this make a sentence, fewer may be a term.
const TERM: usize = 3;
/// Letters that an ending may add to the last word of a term.
const ENDING: usize = 2;

/// A claim that a quote may mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Index of its lineage.
    pub lineage: usize,
    /// Index of the wording that is most like the quote.
    pub form: usize,
    /// How much they share, from zero to one.
    pub likeness: f64,
}

/// The claims that a quote may mean, the likeliest first; those whose words it is a part of come before others.
pub fn candidates(history: &History, quote: &str) -> Vec<Candidate> {
    let wanted: FxHashSet<u64> = words(quote, None).into_iter().collect();
    let folded = fold(quote.trim());
    let mut found: Vec<Candidate> = Vec::new();
    for (lineage, known) in history.lineages.iter().enumerate() {
        let likeness = |(form, words): (usize, &str)| (form, alike(&wanted, &folded, words));
        let texts = known.forms.iter().map(|form| form.text.as_str()).enumerate();
        // Of equals the latest wording is the one that is known.
        let Some((form, likeness)) = texts.map(likeness).max_by(|a, b| a.1.total_cmp(&b.1)) else { continue };
        if likeness >= ALIKE {
            found.push(Candidate { lineage, form, likeness });
        }
    }
    found.sort_by(|a, b| b.likeness.total_cmp(&a.likeness).then(a.lineage.cmp(&b.lineage)));
    found.truncate(CANDIDATES);
    found
}

/// How alike a quote and a claim are: the share of the words that either has and both have; a quote out of the claim
/// is at least half of it.
fn alike(wanted: &FxHashSet<u64>, folded: &str, claim: &str) -> f64 {
    let there = words(claim, None);
    let shared = there.iter().filter(|word| wanted.contains(word)).count();
    let either = there.len() + wanted.len() - shared;
    let share = shared as f64 / either.max(1) as f64;
    if !folded.is_empty() && fold(claim).contains(folded) { 0.5 + share / 2.0 } else { share * 0.99 }
}

/// Whether a text is to be taken as a term: it is short, and a version has it word for word.
pub fn is_term(history: &History, text: &str) -> bool {
    let term = forms(text);
    (1..=TERM).contains(&term.len())
        && history.lineages.iter().flat_map(|lineage| &lineage.forms).any(|form| count(&term, &form.text) > 0)
}

/// How often each version has a term, in the order of the versions. The last word of the term may have an ending.
pub fn counts(history: &History, term: &str) -> Vec<usize> {
    let term = forms(term);
    let mut counts = vec![0; history.versions.len()];
    for form in history.lineages.iter().flat_map(|lineage| &lineage.forms) {
        let times = count(&term, &form.text);
        if times > 0 {
            for at in &mut counts[form.versions.0..=form.versions.1] {
                *at += times;
            }
        }
    }
    counts
}

/// The changes of a step that concern a term: those that quote a sentence with it. Those whose line names it come
/// first, because a reader sees at once why they are told; what several changes tell in the same words is told once.
pub fn concerning<'h>(changes: &'h [Told], term: &str) -> Vec<&'h Told> {
    let wanted = forms(term);
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let mut found: Vec<&Told> = changes.iter().filter(|change| names(change, term)).collect();
    found.retain(|change| told.insert(&change.headline));
    found.sort_by_key(|change| (change.level == Level::Minor, count(&wanted, &change.headline) == 0));
    found
}

/// Whether a change quotes a sentence that has a term.
pub(super) fn names(change: &Told, term: &str) -> bool {
    let term = forms(term);
    change.old.iter().chain(&change.new).any(|quote| count(&term, &quote.sentence) > 0)
}

/// The folded words and numbers of a text.
fn forms(text: &str) -> Vec<String> {
    let mut forms = Vec::new();
    tokenize(text, |token| {
        if token.kind != TokenKind::Mark {
            forms.push(fold(token.span.of(text)));
        }
    });
    forms
}

fn count(term: &[String], text: &str) -> usize {
    let Some((last, before)) = term.split_last() else { return 0 };
    let says = |run: &&[String]| {
        let (end, start) = run.split_last().expect("a term has words");
        start == before && end.strip_prefix(last.as_str()).is_some_and(|ending| ending.chars().count() <= ENDING)
    };
    forms(text).windows(term.len()).filter(says).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Form, Lineage, Role};

    fn history(texts: &[&str]) -> History {
        let form =
            |text: &&str| Form { text: (*text).to_owned(), section: String::new(), cosmetic: false, versions: (0, 0) };
        let lineage = |text| Lineage { role: Role::Claim, forms: vec![form(text)], events: Vec::new() };
        History { lineages: texts.iter().map(lineage).collect(), ..History::default() }
    }

    #[test]
    fn a_quote_finds_its_claim_though_it_is_not_exact() {
        let history = history(&[
            "The office answers letters within a week.",
            "Members must pay the mooring fee of 40 euros within 30 days.",
            "The mooring fee is waived in winter.",
        ]);
        let found = candidates(&history, "members pay mooring fee of 45 euros");
        assert_eq!(found[0].lineage, 1);
        assert_eq!(candidates(&history, "answers letters")[0].lineage, 0, "a part is enough");
        assert!(candidates(&history, "zebra crossing").is_empty());
    }

    #[test]
    fn terms_are_counted_word_by_word() {
        let term = forms("trust fund");
        assert_eq!(count(&term, "Trust Funds and a trust fund; no distrust fund"), 2);
        assert_eq!(count(&forms(""), "anything"), 0);
    }
}
