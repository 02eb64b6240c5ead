//! Exchanges that are one rename: of a term, of its forms ("Tweet" and "Tweets"), and of what is made up with it ("Tweet
//! Archive", "non-Tweets").

use crate::language::address::is_address;
use crate::language::token::fold;
use crate::model::{Evidence, Kind, Pair, Side};

use super::ledger::words;
use super::substitution::{Exchange, is_inflected};
use crate::explain::context::Context;
use crate::explain::draft::Draft;

/// A term is nearly gone where no more than one in so many of its places is left.
const NEARLY: usize = 4;

/// So many renames, the commonest first, take in what other ones and the sentences tell of them: few pages have more.
const MOST: usize = 64;

/// A term that another one took the place of.
pub(super) struct Rename {
    /// Both terms, in the form that most of its places have.
    pub(super) terms: Pair<String>,
    /// How often it happened.
    pub(super) count: usize,
    /// Where it happened, as far as it can be quoted.
    pub(super) places: Pair<Vec<Evidence>>,
    /// In how many places the old term stood, in all forms of it that were exchanged.
    pub(super) before: usize,
    /// In how many places it still stands.
    pub(super) left: usize,
    /// All forms that were exchanged, folded.
    pub(super) forms: Vec<Pair<String>>,
}

impl Rename {
    /// Whether hardly anything is left of the old term.
    pub(super) fn is_nearly_gone(&self) -> bool {
        self.left * NEARLY <= self.before
    }

    /// Whether two terms are other forms of the terms of this one.
    fn inflects(&self, terms: &Pair<&str>) -> bool {
        let form = |one: &str, other: &str| one == other || is_inflected(one, other);
        form(&self.terms.old, terms.old) && form(&self.terms.new, terms.new)
    }

    /// Whether two terms, folded, are the same but for the terms of this one inside them.
    fn is_inside(&self, terms: &Pair<String>) -> bool {
        let same = |forms: &Pair<String>| swapped(&terms.old, forms).is_some_and(|swapped| swapped == terms.new);
        self.forms.iter().any(|forms| terms.old != forms.old && same(forms))
    }

    fn take(&mut self, places: Pair<&[Evidence]>, count: usize) {
        self.count += count;
        self.places.old.extend_from_slice(places.old);
        self.places.new.extend_from_slice(places.new);
    }
}

/// The exchanges, those of one rename together, with what the sentences tell of it: that is no more told by itself.
pub(super) fn folded(context: &Context<'_>, exchanges: &[Exchange], drafts: &mut Vec<Draft>) -> Vec<Rename> {
    let of = |side: Side| exchanges.iter().map(move |exchange| exchange.terms.get(side).as_str());
    let counts = context.counts(of(Side::Old).chain(of(Side::New)));
    let (counts, heirs) = counts.split_at(exchanges.len());
    let mut renames: Vec<Rename> = Vec::new();
    for (exchange, (count, heir)) in exchanges.iter().zip(counts.iter().zip(heirs)) {
        let terms = exchange.terms.as_ref().map(String::as_str);
        // The old term may stand in the new one.
        let within = if holds(terms.new, terms.old) { heir.new } else { 0 };
        let (before, left) = (count.old, count.new.saturating_sub(within));
        let forms = terms.map(fold);
        let known =
            renames.iter_mut().take(MOST).find(|rename| !is_inflected(terms.old, terms.new) && rename.inflects(&terms));
        if let Some(rename) = known {
            rename.take(exchange.places.as_ref().map(Vec::as_slice), exchange.count);
            // One old form may become several new ones.
            if rename.forms.iter().all(|known| known.old != forms.old) {
                rename.before += before;
                rename.left += left;
            }
            rename.forms.push(forms);
            continue;
        }
        let (terms, places) = (exchange.terms.clone(), exchange.places.clone());
        renames.push(Rename { terms, count: exchange.count, places, before, left, forms: vec![forms] });
    }
    let mut renames = joined(renames);
    drafts.retain(|draft| !is_told(&mut renames, draft));
    for side in renames.iter_mut().flat_map(|rename| [&mut rename.places.old, &mut rename.places.new]) {
        side.sort_unstable();
        side.dedup();
    }
    renames
}

/// The renames without those of compounds: each counts with its term, which is counted inside it already.
fn joined(renames: Vec<Rename>) -> Vec<Rename> {
    let mut roots: Vec<Rename> = Vec::with_capacity(renames.len());
    for rename in renames {
        let terms = compound(&rename.terms.as_ref().map(String::as_str));
        let inside = |root: &&mut Rename| terms.as_ref().is_some_and(|terms| root.is_inside(terms));
        match roots.iter_mut().take(MOST).find(inside) {
            Some(root) => root.take(rename.places.as_ref().map(Vec::as_slice), rename.count),
            None => roots.push(rename),
        }
    }
    roots
}

/// Whether all that a draft tells of its sentence is one of the renames, which takes it in.
fn is_told(renames: &mut [Rename], draft: &Draft) -> bool {
    let Pair { old: Some(old), new: Some(new) } = draft.words.as_ref().map(Option::as_deref) else { return false };
    let plain = matches!(draft.kind, Kind::Name | Kind::Wording) && draft.routine.is_none() && draft.count == 1;
    if !plain || Side::BOTH.into_iter().any(|side| draft.on(side).len() != 1) {
        return false;
    }
    let terms = Pair::new(old, new);
    let compound = compound(&terms);
    let inside = |rename: &Rename| compound.as_ref().is_some_and(|terms| rename.is_inside(terms));
    let tells = |rename: &&mut Rename| rename.inflects(&terms) || inside(rename);
    let Some(rename) = renames.iter_mut().take(MOST).find(tells) else { return false };
    rename.take(draft.evidence.as_ref().map(Vec::as_slice), 1);
    true
}

/// Two terms as they are looked through for other ones inside them. Where to write to, or what to look up, is another
/// matter.
fn compound(terms: &Pair<&str>) -> Option<Pair<String>> {
    let address = |term: &str| term.split_whitespace().any(is_address);
    (!address(terms.old) && !address(terms.new)).then(|| terms.map(fold))
}

/// A text with the new term wherever the old one stands as a word of it; nothing where it does not.
fn swapped(text: &str, terms: &Pair<String>) -> Option<String> {
    let places = text.match_indices(terms.old.as_str()).map(|(at, _)| at);
    let places: Vec<usize> = places.filter(|&at| is_word(text, at, terms.old.len())).collect();
    if terms.old.is_empty() || places.is_empty() {
        return None;
    }
    let mut out = String::new();
    let mut done = 0;
    for &at in &places {
        out.push_str(&text[done..at]);
        out.push_str(&terms.new);
        done = at + terms.old.len();
    }
    out.push_str(&text[done..]);
    Some(out)
}

/// Whether so many bytes of a text are whole words.
pub(super) fn is_word(text: &str, at: usize, length: usize) -> bool {
    !text[..at].ends_with(char::is_alphanumeric) && !text[at + length..].starts_with(char::is_alphanumeric)
}

/// Whether one term stands in another one.
fn holds(term: &str, part: &str) -> bool {
    let (term, part) = (words(term), words(part));
    !part.is_empty() && term.windows(part.len()).any(|run| run == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_exchanged_as_a_word_only() {
        let terms = Pair::new("pilot".to_owned(), "member".to_owned());
        assert_eq!(swapped("old pilot reports", &terms).as_deref(), Some("old member reports"));
        assert_eq!(swapped("non-pilot and pilot", &terms).as_deref(), Some("non-member and member"));
        assert_eq!(swapped("pilots", &terms), None);
    }
}
