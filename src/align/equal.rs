//! Anchors: equal text on both sides, unique text first, duplicates by their neighbours; then text that is equal but for
//! the numbers that a page gives its items and notes.

use rustc_hash::FxHashMap;

use crate::model::{Annotated, Pair, Role, TokenKind};

use super::link::numbering;
use crate::language::note::is_form;

/// Words and numbers that a text must have, besides its numbering, to be the same text under another number.
const TELLING: usize = 4;

/// What an anchored pair has in common.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Common {
    /// All of the text.
    #[default]
    Text,
    /// All but numbers of items and notes.
    ButNumbers,
    /// The label that an item begins with.
    Label,
    /// All but the figures that it tells.
    ButFigures,
}

/// Equal segments of two documents.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// For each old segment its equal counterpart.
    pub(super) of_old: Vec<Option<usize>>,
    /// For each new segment its equal counterpart.
    pub(super) of_new: Vec<Option<usize>>,
    /// For each old segment what it has in common with its counterpart.
    pub(super) by: Vec<Common>,
    /// Further copies of a text that is anchored already: (old, new), where one of the two is anchored elsewhere.
    pub(super) repeats: Vec<(usize, usize)>,
}

impl Anchors {
    pub(super) fn join(&mut self, old: usize, new: usize) {
        self.of_old[old] = Some(new);
        self.of_new[new] = Some(old);
    }

    pub(super) fn is_free(&self, old: usize, new: usize) -> bool {
        self.of_old[old].is_none() && self.of_new[new].is_none()
    }

    /// All pairs of equal text in order of the old side.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let of = |(old, new): (usize, &Option<usize>)| new.map(|new| (old, new));
        self.of_old.iter().enumerate().filter(|(old, _)| self.by[*old] == Common::Text).filter_map(of)
    }
}

/// What two segments must share to be the same text: their words, numbers and marks, with typography and case folded.
/// Empty segments are no text and get no key.
pub(super) fn keys(sides: Pair<&Annotated>, joint: &Pair<Vec<u32>>) -> Pair<Vec<Option<u64>>> {
    let of = |side: &Annotated, joint: &[u32]| {
        let key = |segment: usize| {
            let text = side.document.segment_text(segment);
            let tokens = side.segment_tokens(segment);
            match (text.is_empty(), tokens.is_empty()) {
                (true, _) => None,
                (_, true) => Some(text.bytes().fold(!START, |hash, byte| mix(hash, u64::from(byte)))),
                _ => Some(tokens.iter().fold(START, |hash, token| mix(hash, u64::from(joint[token.word as usize])))),
            }
        };
        (0..side.document.segments.len()).map(key).collect()
    };
    let (old, new) = rayon::join(|| of(sides.old, &joint.old), || of(sides.new, &joint.new));
    Pair::new(old, new)
}

const START: u64 = 0xcbf2_9ce4_8422_2325;

/// Adds an item to a hash. 64 bits: with fewer than 2^20 segments a chance collision has a probability below 2^-24.
fn mix(hash: u64, item: u64) -> u64 {
    let mixed = (hash ^ item).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}

/// Anchors what is left and stands once on both sides, but for the numbers of items and notes: where an item is put in,
/// all behind it count on, and none of them says anything new.
pub(super) fn anchor_renumbered(sides: Pair<&Annotated>, joint: &Pair<Vec<u32>>, anchors: &mut Anchors) {
    anchor_by(sides, joint, anchors, Common::ButNumbers, unnumbered);
}

/// Anchors what is left and has a key that stands once on both sides.
fn anchor_by(
    sides: Pair<&Annotated>,
    joint: &Pair<Vec<u32>>,
    anchors: &mut Anchors,
    common: Common,
    key: fn(&Annotated, usize, &[u32]) -> Option<u64>,
) {
    let left = |side: &Annotated, joint: &[u32], anchored: &[Option<usize>]| {
        let mut places: FxHashMap<u64, Option<usize>> = FxHashMap::default();
        for segment in (0..anchored.len()).filter(|&s| anchored[s].is_none()) {
            if let Some(key) = key(side, segment, joint) {
                places.entry(key).and_modify(|place| *place = None).or_insert(Some(segment));
            }
        }
        places
    };
    let old = left(sides.old, &joint.old, &anchors.of_old);
    let new = left(sides.new, &joint.new, &anchors.of_new);
    for (key, place) in old {
        if let (Some(old), Some(Some(new))) = (place, new.get(&key)) {
            anchors.join(old, *new);
            anchors.by[old] = common;
        }
    }
}

/// Anchors what is left of sentences and stands once on both sides, but for its figures: of "Lorries of class B pay 20 euros"
/// and "Lorries of class C pay 30 euros" the second one is "Lorries of class C pay 35 euros", whatever became of the first.
pub(super) fn anchor_figured(sides: Pair<&Annotated>, joint: &Pair<Vec<u32>>, anchors: &mut Anchors) {
    anchor_by(sides, joint, anchors, Common::ButFigures, figureless);
}

/// What two sentences must share to be the same but for their figures; none where they tell none, or little else.
fn figureless(side: &Annotated, segment: usize, joint: &[u32]) -> Option<u64> {
    if side.document.segments[segment].role != Role::Claim {
        return None;
    }
    let tokens = &side.segment_tokens(segment)[numbering(side, segment)..];
    let (mut hash, mut telling, mut figures) = (START, 0, 0);
    for token in tokens {
        let figure = token.kind == TokenKind::Number;
        figures += usize::from(figure);
        telling += usize::from(token.kind == TokenKind::Word);
        hash = mix(hash, if figure { 0 } else { u64::from(joint[token.word as usize]) + 1 });
    }
    (telling >= TELLING && figures > 0).then_some(hash)
}

/// What two segments must share to be the same text under other numbers; none where little else is in it.
fn unnumbered(side: &Annotated, segment: usize, joint: &[u32]) -> Option<u64> {
    let tokens = &side.segment_tokens(segment)[numbering(side, segment)..];
    let (mut hash, mut telling) = (START, 0);
    for token in tokens.iter().filter(|token| !is_form(side.vocabulary.form(token.word))) {
        telling += usize::from(token.kind != TokenKind::Mark);
        hash = mix(hash, u64::from(joint[token.word as usize]));
    }
    (telling >= TELLING).then_some(hash)
}

/// For each segment the first one of its side with the same text, itself where there is none before it.
pub(super) fn originals(keys: &[Option<u64>]) -> Vec<usize> {
    let mut first: FxHashMap<u64, usize> = FxHashMap::default();
    let of = |(at, key): (usize, &Option<u64>)| key.map_or(at, |key| *first.entry(key).or_insert(at));
    keys.iter().enumerate().map(of).collect()
}

/// Anchors equal segments. The result mirrors when the sides are swapped.
pub(super) fn anchor(keys: &Pair<Vec<Option<u64>>>) -> Anchors {
    let mut anchors = Anchors {
        of_old: vec![None; keys.old.len()],
        of_new: vec![None; keys.new.len()],
        by: vec![Common::Text; keys.old.len()],
        repeats: Vec::new(),
    };
    let mut places: FxHashMap<u64, Pair<Vec<usize>>> = FxHashMap::default();
    let mut order = Vec::new();
    for (old, key) in keys.old.iter().enumerate() {
        let Some(key) = *key else { continue };
        let place = places.entry(key).or_default();
        if place.old.is_empty() {
            order.push(key);
        }
        place.old.push(old);
    }
    for (new, key) in keys.new.iter().enumerate() {
        if let Some(place) = key.as_ref().and_then(|key| places.get_mut(key)) {
            place.new.push(new);
        }
    }
    order.retain(|key| !places[key].new.is_empty());

    for key in &order {
        if let ([old], [new]) = (&places[key].old[..], &places[key].new[..]) {
            anchors.join(*old, *new);
        }
    }
    extend(keys, &mut anchors);
    for key in &order {
        pair_copies(&places[key], &mut anchors);
    }
    anchors
}

/// Lets anchors grow over equal neighbours, forwards then backwards. Every segment has one neighbour each way, so
/// that no two anchors ever compete.
fn extend(keys: &Pair<Vec<Option<u64>>>, anchors: &mut Anchors) {
    let (n, m) = (keys.old.len(), keys.new.len());
    for old in 0..n {
        if let Some(new) = anchors.of_old[old]
            && old + 1 < n
            && new + 1 < m
            && keys.old[old + 1].is_some()
            && keys.old[old + 1] == keys.new[new + 1]
            && anchors.is_free(old + 1, new + 1)
        {
            anchors.join(old + 1, new + 1);
        }
    }
    for old in (1..n).rev() {
        if let Some(new) = anchors.of_old[old]
            && new > 0
            && keys.old[old - 1].is_some()
            && keys.old[old - 1] == keys.new[new - 1]
            && anchors.is_free(old - 1, new - 1)
        {
            anchors.join(old - 1, new - 1);
        }
    }
}

/// Pairs the remaining copies of one text in order of occurrence; copies left over are repeats of the nearest one.
fn pair_copies(place: &Pair<Vec<usize>>, anchors: &mut Anchors) {
    let old: Vec<usize> = place.old.iter().copied().filter(|&o| anchors.of_old[o].is_none()).collect();
    let new: Vec<usize> = place.new.iter().copied().filter(|&n| anchors.of_new[n].is_none()).collect();
    for (&old, &new) in old.iter().zip(&new) {
        anchors.join(old, new);
    }
    let nearest = |all: &[usize], at: f64| {
        all.iter()
            .copied()
            .min_by(|a, b| (*a as f64 - at).abs().total_cmp(&(*b as f64 - at).abs()))
            .expect("both sides have the text")
    };
    let (n, m) = (anchors.of_old.len() as f64, anchors.of_new.len() as f64);
    for &extra in old.iter().skip(new.len()) {
        anchors.repeats.push((extra, nearest(&place.new, extra as f64 / n * m)));
    }
    for &extra in new.iter().skip(old.len()) {
        anchors.repeats.push((nearest(&place.old, extra as f64 / m * n), extra));
    }
}

#[cfg(test)]
mod tests {
    use crate::align::lexis::Joint;
    use crate::annotate::annotate;
    use crate::read::{ReadOptions, read};

    use super::*;

    fn anchored(old: &str, new: &str) -> Anchors {
        let keys = |text: &str| text.bytes().map(|b| Some(u64::from(b))).collect();
        anchor(&Pair::new(keys(old), keys(new)))
    }

    #[test]
    fn unique_text_is_anchored_across_any_distance() {
        assert_eq!(anchored("abc", "cab").pairs().collect::<Vec<_>>(), [(0, 1), (1, 2), (2, 0)]);
    }

    #[test]
    fn duplicates_follow_their_neighbours() {
        let anchors = anchored("axbxc", "bxcax");
        assert_eq!(anchors.pairs().collect::<Vec<_>>(), [(0, 3), (1, 4), (2, 0), (3, 1), (4, 2)]);
    }

    #[test]
    fn a_note_put_in_before_leaves_what_follows_the_same() {
        let side = |first: u32| {
            let text = format!(
                "{first}. The port opens at six in summer. [{}]\n\n{}. Boats pay at the gate.\n",
                first + 3,
                first + 1
            );
            annotate(read(text.as_bytes(), "port.txt", &ReadOptions::default()).expect("it reads"))
        };
        let (old, new) = (side(1), side(2));
        let sides = Pair::new(&old, &new);
        let joint = Joint::of(sides);
        let mut anchors = anchor(&keys(sides, &joint.of));
        assert_eq!(anchors.of_old, [None, None]);
        anchor_renumbered(sides, &joint.of, &mut anchors);
        assert_eq!((&anchors.of_old[..], &anchors.by[..]), (&[Some(0), Some(1)][..], &[Common::ButNumbers; 2][..]));
        assert_eq!(anchors.pairs().count(), 0, "they are not equal");
    }

    #[test]
    fn a_further_copy_is_a_repeat_and_never_new() {
        let anchors = anchored("abx", "abxx");
        assert_eq!(anchors.repeats, [(2, 3)]);
    }
}
