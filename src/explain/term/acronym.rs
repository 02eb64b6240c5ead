//! Acronyms that one version writes out: "FTC" and "U.S. Federal Trade Commission" name the same, although no page says so.

use rustc_hash::FxHashSet;

use super::names::Names;
use crate::explain::context::Context;
use crate::model::{Pair, Side};

/// An acronym has so many letters …
const SHORTEST: usize = 2;

/// … and where it stands for the end of a name so many: a shorter one may stand for too much.
const SHORTEST_END: usize = 3;

/// The initials of all names of each side, and of what each ends with: "USFTC", "FTC".
pub(super) struct Acronyms(Pair<FxHashSet<String>>);

impl Acronyms {
    /// Collects them.
    pub(super) fn new(context: &Context<'_>, names: &Names) -> Self {
        Acronyms(Pair::new(Side::Old, Side::New).map(|side| {
            let first = names.iter().filter_map(|(_, named)| named.places.get(side).first());
            first.flat_map(|place| endings(context.text(side, place.span))).collect()
        }))
    }

    /// Whether the other side writes out a name that is an acronym, or has the acronym of one that is written out.
    pub(super) fn explain(&self, names: &Names, side: Side, name: &str) -> bool {
        if is_acronym(name) {
            return self.0.get(side.other()).contains(name);
        }
        endings(name).any(|form| names.count(side.other(), &form.to_lowercase()) > 0)
    }
}

/// Whether one of two names is the acronym of the other, or of how it ends, or has it in the place of that: "Council of the
/// ECB", "Council of the European Central Bank".
pub(in crate::explain) fn is_written_out(old: &str, new: &str) -> bool {
    let stands_for = |short: &str, long: &str| is_acronym(short) && endings(long).any(|form| form == short);
    let (old, new) = unlike(old, new);
    stands_for(old, new) || stands_for(new, old)
}

/// What is left of two names without the words that both begin with, and those that both end with.
fn unlike<'n>(mut one: &'n str, mut other: &'n str) -> (&'n str, &'n str) {
    while let (Some((a, rest)), Some((b, behind))) = (one.split_once(' '), other.split_once(' '))
        && a == b
    {
        (one, other) = (rest, behind);
    }
    while let (Some((rest, a)), Some((before, b))) = (one.rsplit_once(' '), other.rsplit_once(' '))
        && a == b
    {
        (one, other) = (rest, before);
    }
    (one, other)
}

fn is_acronym(name: &str) -> bool {
    name.len() >= SHORTEST && name.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// What the capitals at the beginning of the words of a name make, from each of them on.
fn endings(name: &str) -> impl Iterator<Item = String> {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter_map(|word| word.chars().next());
    let letters: Vec<char> = words.filter(|letter| letter.is_uppercase()).collect();
    let whole = letters.len();
    let ends = (0..whole).map(move |at| letters[at..].iter().collect::<String>());
    ends.filter(|form| is_acronym(form) && (form.len() == whole || form.len() >= SHORTEST_END))
        .collect::<Vec<_>>()
        .into_iter()
}

#[cfg(test)]
mod tests {
    use super::{endings, is_written_out};

    #[test]
    fn a_name_ends_with_what_its_acronym_stands_for() {
        let all = |name| endings(name).collect::<Vec<_>>();
        assert_eq!(all("U.S. Federal Trade Commission"), ["USFTC", "SFTC", "FTC"]);
        assert_eq!(all("Bank of Ys"), ["BY"]);
        assert!(all("Bank").is_empty());
    }

    #[test]
    fn an_acronym_and_what_it_stands_for_are_one_name() {
        assert!(is_written_out("FTC", "Federal Trade Commission"));
        assert!(is_written_out("Union of Free Ports", "UFP"));
        assert!(!is_written_out("FTC", "Federal Communications Commission"));
        assert!(!is_written_out("Harbour Council", "Harbour Council"));
        assert!(is_written_out("Council of the UFP", "Council of the Union of Free Ports"));
        assert!(is_written_out("UFP Council", "Union of Free Ports Council"));
        assert!(!is_written_out("UFP Council", "Harbour Council"));
    }
}
