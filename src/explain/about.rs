//! All that concerns one name or term, under whatever name it goes.

use std::collections::BTreeSet;

use crate::language::token::{fold, tokenize};
use crate::model::{Annotated, Change, Comparison, FacetKind, Pair, Side};

/// The changes that concern a name or term, in order of rank: those that rest on a segment which names it, its
/// expansion or acronym, what took its place or what it took the place of.
pub fn about<'a>(comparison: &'a Comparison, term: &str) -> Vec<&'a Change> {
    let names = also_known_as(comparison, term);
    let naming = comparison.sides.as_ref().map(|side| segments_naming(side, &names));
    let rests = |side: Side, segment: usize| naming.get(side).binary_search(&segment).is_ok();
    let concerned = |change: &&Change| {
        change.old.iter().any(|evidence| rests(Side::Old, evidence.segment))
            || change.new.iter().any(|evidence| rests(Side::New, evidence.segment))
    };
    comparison.changes.iter().filter(concerned).collect()
}

/// The segments of a document that hold a term in its own words, ascending; its last word may have an ending.
pub fn naming(side: &Annotated, term: &str) -> Vec<usize> {
    segments_naming(side, &BTreeSet::from([fold(term.trim())]))
}

/// The folded forms of a term: itself, names with the same normal form, and what the ledger says took its place or
/// gave way to it.
fn also_known_as(comparison: &Comparison, term: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::from([fold(term.trim())]);
    names.extend(same_names(comparison, &names));
    let mut replaced = BTreeSet::new();
    for entry in &comparison.ledger {
        if let Some(becomes) = &entry.becomes {
            let both = Pair::new(fold(&entry.term), fold(becomes));
            if names.contains(&both.old) || names.contains(&both.new) {
                replaced.extend([both.old, both.new]);
            }
        }
    }
    names.extend(replaced);
    names.extend(same_names(comparison, &names));
    names
}

/// Names as the texts write them whose normal form a name in `names` has too: acronyms and their expansions.
fn same_names(comparison: &Comparison, names: &BTreeSet<String>) -> BTreeSet<String> {
    let facets = || {
        Side::BOTH.into_iter().flat_map(|side| {
            let annotated = comparison.sides.get(side);
            let names = annotated.facets.iter().filter(|facet| facet.kind == FacetKind::Name);
            names.map(|facet| (fold(facet.span.of(&annotated.document.text)), &*facet.normal))
        })
    };
    let normals: BTreeSet<&str> =
        facets().filter(|(name, normal)| names.contains(name) || names.contains(*normal)).map(|(_, n)| n).collect();
    facets().filter(|(_, normal)| normals.contains(normal)).map(|(name, _)| name).collect()
}

/// The segments that hold a name word by word, ascending. The last word may have an ending of its own ("Funds" holds
/// "Fund"), the others may not.
fn segments_naming(side: &Annotated, names: &BTreeSet<String>) -> Vec<usize> {
    let words: Vec<Vec<String>> = names.iter().map(|name| words(name)).filter(|words| !words.is_empty()).collect();
    let names_it = |segment: &usize| {
        let forms: Vec<&str> =
            side.segment_tokens(*segment).iter().map(|token| side.vocabulary.form(token.word)).collect();
        words.iter().any(|words| forms.windows(words.len()).any(|run| says(run, words)))
    };
    (0..side.document.segments.len()).filter(names_it).collect()
}

fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    tokenize(name, |token| words.push(token.span.of(name).to_owned()));
    words
}

/// Letters that an ending may add to a word.
const ENDING: usize = 2;

fn says(run: &[&str], words: &[String]) -> bool {
    let Some(((last, rest), (form, forms))) = words.split_last().zip(run.split_last()) else { return false };
    forms.iter().zip(rest).all(|(form, word)| form == word)
        && form.strip_prefix(last.as_str()).is_some_and(|ending| ending.chars().count() <= ENDING)
}

#[cfg(test)]
mod tests {
    use super::about;
    use crate::{ReadOptions, compare, read};

    fn told(old: &str, new: &str, term: &str) -> usize {
        let read = |text: &str| read::read(text.as_bytes(), "page.txt", &ReadOptions::default()).expect("it is a text");
        about(&compare(read(old), read(new)), term).len()
    }

    #[test]
    fn only_what_names_the_term_is_told() {
        let old = "The harbour fund pays for 10 boats.\n\nThe mill grinds 300 sacks a day.\n";
        let new = "The harbour fund pays for 14 boats.\n\nThe mill grinds 200 sacks a day.\n";
        assert_eq!(told(old, new, "Harbour Fund"), 1);
        assert_eq!(told(old, new, "boat"), 1, "a plural names it too");
        assert_eq!(told(old, new, "arbour fund"), 0, "a part of a word does not");
        assert_eq!(told(old, new, "refund"), 0);
        assert_eq!(told(old, new, ""), 0);
    }
}
