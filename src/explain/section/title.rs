//! Sections that one side alone has and whose titles say nearly the same: a new section under a title such as an old
//! one had is the old one, renamed.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::language::token::fold;
use crate::model::{Pair, Side};

use super::heading;
use crate::explain::context::Context;

/// Titles say nearly the same where they share so many words of substance …
const WORDS: usize = 2;

/// … and this share of those of the shorter one.
const SHARED: f64 = 0.66;

/// Words of titles of which one begins with the other are the same from so many bytes on.
const STEM: usize = 4;

/// Words in more titles than this lead to no candidate: bounds the work on pages of many chapters.
const COMMON: usize = 200;

/// The words of substance of a title.
type Words<'a> = BTreeSet<&'a str>;

/// Pairs of lonely sections behind the same section whose titles say nearly the same, those that share the most words
/// first, and the same ones whichever side is the old one. No section is in two of them or was `used` before.
pub(super) fn alike(
    context: &Context<'_>,
    lonely: Pair<&BTreeSet<usize>>,
    used: &mut Pair<BTreeSet<usize>>,
) -> Vec<(usize, usize)> {
    let groups = behind(context, lonely);
    let titles = Pair::new(Side::Old, Side::New).map(|side| -> BTreeMap<usize, Words<'_>> {
        lonely.get(side).iter().map(|&section| (section, words(context, side, section))).collect()
    });
    let mut found = Vec::new();
    for (link, there) in &groups.new {
        let Some(here) = groups.old.get(link) else { continue };
        let mut index: FxHashMap<&[u8], Vec<usize>> = FxHashMap::default();
        for &new in there {
            for stem in stems(&titles.new[&new]) {
                index.entry(stem).or_default().push(new);
            }
        }
        for &old in here {
            let title = &titles.old[&old];
            let shared = stems(title).into_iter().filter_map(|stem| index.get(stem)).filter(|all| all.len() <= COMMON);
            for new in shared.flatten().copied().collect::<BTreeSet<usize>>() {
                found.extend(kinship(title, &titles.new[&new]).map(|words| (words, old, new)));
            }
        }
    }
    found.sort_by_key(|&(words, old, new)| (Reverse(words), context.place(old, new)));
    let free = |&(_, old, new): &(usize, usize, usize)| {
        let free = !used.old.contains(&old) && !used.new.contains(&new);
        free && used.old.insert(old) && used.new.insert(new)
    };
    found.into_iter().filter(free).map(|(_, old, new)| (old, new)).collect()
}

/// Whether the titles of two sections say nearly the same, or one holds all words of the other.
pub(super) fn are_akin(context: &Context<'_>, old: usize, new: usize) -> bool {
    let (old, new) = (words(context, Side::Old, old), words(context, Side::New, new));
    let within = |one: &Words<'_>, other: &Words<'_>| !one.is_empty() && one.is_subset(other);
    within(&old, &new) || within(&new, &old) || kinship(&old, &new).is_some()
}

/// Whether the titles of two sections have a word of substance in common, be it in another form.
pub(super) fn share_a_word(context: &Context<'_>, old: usize, new: usize) -> bool {
    let (old, new) = (words(context, Side::Old, old), words(context, Side::New, new));
    stems(&old).intersection(&stems(&new)).any(|word| word.len() >= STEM)
}

/// Sections that one side alone has and whose whole title a renamed section took up, beside what that was itself: "Use"
/// and "Lending grant" become "Use and lending grant". By the index of the renamed one, the first of several; none takes up
/// two. With the sides exchanged, titles that came and are a part of the old one.
pub(super) fn taken_up(
    context: &Context<'_>,
    side: Side,
    alone: impl Iterator<Item = usize>,
    renamed: &[(usize, usize)],
) -> BTreeMap<usize, usize> {
    let titles: Vec<Pair<Words<'_>>> = renamed
        .iter()
        .map(|&(old, new)| Pair::new(words(context, Side::Old, old), words(context, Side::New, new)))
        .collect();
    let mut index: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (at, title) in titles.iter().enumerate() {
        for word in title.get(side.other()) {
            index.entry(word).or_default().push(at);
        }
    }
    let mut found: BTreeMap<usize, usize> = BTreeMap::new();
    for section in alone {
        let mut title = words(context, side, section);
        title.retain(|word| word.contains(char::is_alphabetic));
        // The word that fewest titles have leads to the candidates.
        let places = title.iter().map(|word| index.get(word)).min_by_key(|places| places.map_or(0, |all| all.len()));
        let Some(places) = places.flatten().filter(|all| title.len() >= WORDS && all.len() <= COMMON) else { continue };
        let takes_up = |at: &&usize| {
            let (own, there) = (titles[**at].get(side), titles[**at].get(side.other()));
            !found.contains_key(*at) && title.is_subset(there) && !title.is_subset(own)
        };
        if let Some(&at) = places.iter().find(takes_up) {
            found.insert(at, section);
        }
    }
    found
}

/// The lonely sections of both sides by what they stand behind: the link of the nearest section before them that is
/// related to one of the other side.
fn behind(context: &Context<'_>, lonely: Pair<&BTreeSet<usize>>) -> Pair<BTreeMap<Option<usize>, Vec<usize>>> {
    let mut links: Pair<BTreeMap<usize, usize>> = Pair::default();
    for (at, link) in context.alignment.sections.iter().enumerate() {
        links.old.extend(link.old.iter().map(|&section| (section, at)));
        links.new.extend(link.new.iter().map(|&section| (section, at)));
    }
    Pair::new(Side::Old, Side::New).map(|side| {
        let mut groups: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
        let mut link = None;
        for section in 0..context.sides.get(side).document.sections.len() {
            if lonely.get(side).contains(&section) {
                groups.entry(link).or_default().push(section);
            } else {
                link = links.get(side).get(&section).copied();
            }
        }
        groups
    })
}

fn words<'a>(context: &Context<'a>, side: Side, section: usize) -> Words<'a> {
    let Some(title) = heading(context, side, section) else { return BTreeSet::new() };
    let annotated = *context.sides.get(side);
    let tokens = annotated.segment_tokens(title).iter().filter(|t| context.is_substance(side, t));
    tokens.map(|t| annotated.vocabulary.form(t.word)).collect()
}

/// What two words that are one here have in common.
fn stems<'a>(words: &Words<'a>) -> BTreeSet<&'a [u8]> {
    words.iter().map(|word| &word.as_bytes()[..word.len().min(STEM)]).collect()
}

/// How many words two titles share, where that makes them say nearly the same.
fn kinship(title: &Words<'_>, other: &Words<'_>) -> Option<usize> {
    // "Work" and "working" are one word here.
    let kindred = |a: &str, b: &str| a == b || (a.len().min(b.len()) >= STEM && (a.starts_with(b) || b.starts_with(a)));
    let shared =
        |these: &Words<'_>, those: &Words<'_>| these.iter().filter(|a| those.iter().any(|b| kindred(a, b))).count();
    let shared = shared(title, other).min(shared(other, title));
    let shorter = title.len().min(other.len());
    (shared >= WORDS && shared as f64 >= SHARED * shorter as f64).then_some(shared)
}

/// Whether two titles are the same but for the number of a version ("2.0", "@10.9.0", "v3").
pub(in crate::explain) fn same_but_version(old: &str, new: &str) -> bool {
    let is_version = |word: &&str| {
        let number = word.trim_start_matches(['v', '@', '(']).trim_end_matches(')');
        let counts = number.split('.').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
        counts && (number.contains('.') || number.len() < word.len())
    };
    let (old, new) = (fold(old), fold(new));
    let bare = |title: &str| title.split_whitespace().filter(|word| !is_version(word)).collect::<Vec<_>>().join(" ");
    old != new && bare(&old) == bare(&new)
}

/// Whether one of two titles has all words of the other one: "What happens when you cancel?", "What happens when you cancel an
/// account?".
pub(in crate::explain) fn has_all_words(old: &str, new: &str) -> bool {
    let words = |title: &str| -> BTreeSet<String> {
        let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(fold).collect()
    };
    let (old, new) = (words(old), words(new));
    old.is_subset(&new) || new.is_subset(&old)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_may_get_more_words() {
        assert!(has_all_words("What happens when you cancel?", "What happens when you cancel an account?"));
        assert!(!has_all_words("No warranty", "Limited warranty"));
    }

    #[test]
    fn a_version_makes_no_other_title() {
        for (old, new) in
            [("Licence v1.0", "Licence v3.0"), ("registry", "registry @10.9.0"), ("Terms 2.0", "Terms 2.1")]
        {
            assert!(same_but_version(old, new), "{old}, {new}");
        }
        for (old, new) in [("Terms 2", "Terms 3"), ("Plan 2.0", "Programme 2.0"), ("Terms", "Terms")] {
            assert!(!same_but_version(old, new), "{old}, {new}");
        }
    }
}
