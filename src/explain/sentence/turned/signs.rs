//! Whether a sentence was turned round, by which of its words both sides have, and in which order.

use rustc_hash::FxHashSet;

use crate::model::{FacetKind, Pair, Side};

use super::word::Word;
use crate::explain::sentence::denial;
use crate::explain::weave::Weave;

// The shares were chosen by hand on a hundred small pairs of turned sentences, so that the gold pages lose no fact
// (docs/quality.md, eighteenth reading).

/// A turned sentence has this share of the words of the side that says less on both sides …
const SHARED: f64 = 0.6;

/// … and this share of the words of the one that says more.
const OF_LONGER: f64 = 0.4;

/// Of what was laid aside as changed, this share stands on the other side too …
const CARRIED: f64 = 0.5;

/// … where the verb turned from active to passive, this.
const IN_OTHER_VOICE: f64 = 0.34;

/// Whether most of what changed by its place or form alone is on both sides, and went to another place; where the sentence
/// has another `voice`, less will do.
pub(super) fn turns(weave: &Weave, words: &Pair<Vec<Word<'_>>>, voice: bool) -> bool {
    let several = is_several(weave);
    let least = if voice { IN_OTHER_VOICE } else { CARRIED };
    carried(words) >= least && crosses(words, several) && !(several && loses_subject(weave, words))
}

/// Whether nothing speaks against a turn: the same is denied in the same words, figures and names keep their order, and both
/// sides say much the same.
pub(super) fn allow(weave: &Weave, words: &Pair<Vec<Word<'_>>>, voice: bool) -> bool {
    !exchanges(words, voice) && !denies_otherwise(words) && shares_enough(weave, words)
}

/// Whether a side of the link has several segments.
pub(super) fn is_several(weave: &Weave) -> bool {
    let several = |side: Side| weave.units.get(side).chunk_by(|one, other| one.segment == other.segment).count() > 1;
    Side::BOTH.into_iter().any(several)
}

/// Whether a sentence begins with what the other side has nowhere: "The seller pays the cost of returning goods" is not
/// said by "The buyer pays" it, though most of its words are.
fn loses_subject(weave: &Weave, words: &Pair<Vec<Word<'_>>>) -> bool {
    let loses = |side: Side| {
        let units = weave.units.get(side);
        let own = |at: usize| words.get(side).iter().any(|word| word.units.contains(&at) && word.met.is_none());
        let first = |segment: usize| (0..units.len()).find(|&at| units[at].segment == segment && units[at].topical);
        let segments = units.chunk_by(|one, other| one.segment == other.segment).map(|units| units[0].segment);
        segments.filter_map(first).any(own)
    };
    Side::BOTH.into_iter().any(loses)
}

/// Whether both sides have most words in common, in whatever place.
fn shares_enough(weave: &Weave, words: &Pair<Vec<Word<'_>>>) -> bool {
    let share = |side: Side| {
        let units = weave.units.get(side);
        let all = units.iter().filter(|unit| unit.topical).count();
        let own = words.get(side).iter().filter(|word| word.met.is_none() && units[word.units.start].topical).count();
        (all - own) as f64 / all.max(1) as f64
    };
    let (old, new) = (share(Side::Old), share(Side::New));
    old.max(new) >= SHARED && old.min(new) >= OF_LONGER
}

/// Whether the same is denied in other words: "Never take", "are forbidden". What is denied then depends on more than those.
fn denies_otherwise(words: &Pair<Vec<Word<'_>>>) -> bool {
    let denies = |word: &Word<'_>| word.facets.iter().any(|facet| denial::denies(facet));
    let mut met = words.old.iter().filter_map(|word| Some((word, &words.new[word.met?])));
    met.any(|(old, new)| old.form != new.form && denies(old))
}

/// Which share of the changed words the other side has too.
fn carried(words: &Pair<Vec<Word<'_>>>) -> f64 {
    let all = words.old.len() + words.new.len();
    let met = words.old.iter().chain(&words.new).filter(|word| word.met.is_some()).count();
    met as f64 / all.max(1) as f64
}

/// Whether figures or names stand in another order among each other: then each may be of another thing. Where the verb turned
/// from active to passive, names change places and keep their roles.
fn exchanges(words: &Pair<Vec<Word<'_>>>, voice: bool) -> bool {
    let ordered = |wanted: &dyn Fn(FacetKind) -> bool| {
        let of_kind = |word: &&Word<'_>| word.facets.iter().any(|facet| wanted(facet.kind));
        let places: Vec<usize> = words.old.iter().filter(of_kind).filter_map(|word| word.met).collect();
        places.is_sorted()
    };
    // "Aland invaded Velmund": what stands in the place of what stands in its own place.
    let went: FxHashSet<(usize, usize)> = words
        .old
        .iter()
        .filter_map(|word| Some((word.run, words.new[word.met?].run)))
        .filter(|(from, to)| from != to)
        .collect();
    let swapped = went.iter().any(|&(from, to)| went.contains(&(to, from)));
    !ordered(&FacetKind::is_figure) || !(voice || (!swapped && ordered(&|kind| kind == FacetKind::Name)))
}

/// Whether words went to another run, or before or behind another one: several, where a sentence may say again what another
/// one says.
fn crosses(words: &Pair<Vec<Word<'_>>>, several: bool) -> bool {
    // A figure that is said again of another case turns nothing round.
    let is_figure = |word: &Word<'_>| word.facets.iter().any(|facet| facet.kind.is_figure());
    let others = words.old.iter().filter(|word| !is_figure(word));
    let met: Vec<(&Word<'_>, usize)> = others.filter_map(|word| Some((word, word.met?))).collect();
    let went = met.iter().filter(|(word, new)| word.run != words.new[*new].run).count();
    let turned = met.windows(2).filter(|pair| pair[1].1 < pair[0].1).count();
    went + turned > usize::from(several)
}
