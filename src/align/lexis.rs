//! The words of both documents in one numbering, with their stems, character n-grams and weights.

use rustc_hash::FxHashMap;

use crate::language::token::is_unspaced;
use crate::model::{Annotated, Pair, TokenKind};

/// Letters of a word that make its stem: enough to tell most words apart, few enough to drop most endings,
/// in any language (`research`: a stem of five letters did as well as Snowball on six gold sets).
const STEM: usize = 5;
/// Length of character n-grams.
const GRAM: usize = 4;
/// Least weight of a word that stands everywhere.
const FLOOR: f32 = 0.1;
/// Share of their weight that stop words keep.
const STOP: f32 = 0.15;

/// What is known of every different word of a pair of documents.
#[derive(Debug)]
pub(super) struct Lexis {
    /// Joint word → its stem; `None` for marks, possessive endings and stop words.
    pub(super) stem: Vec<Option<u32>>,
    /// The n-grams of every joint word one after the other, of stop words too: where retellings share little else, their
    /// "who, when, not" still tell pairs apart.
    grams: Vec<u32>,
    /// Joint word → where its n-grams begin in `grams`.
    gram_starts: Vec<u32>,
    /// Joint word → whether it counts as a word at all.
    pub(super) is_word: Vec<bool>,
    /// Weight of words, stems and n-grams: log((N + 1) / (df + ½)) over all segments of both sides.
    pub(super) word_weight: Vec<f32>,
    /// See `word_weight`.
    pub(super) stem_weight: Vec<f32>,
    /// See `word_weight`; the document frequency is bounded from above by those of the words that hold it.
    pub(super) gram_weight: Vec<f32>,
    /// In how many old and new segments a stem stands.
    pub(super) stem_places: Vec<Pair<u32>>,
    /// Segments of both sides.
    pub(super) segments: usize,
}

/// The words of both documents in one numbering.
#[derive(Debug)]
pub(super) struct Joint<'a> {
    /// For each side, from the index in its vocabulary to the joint index.
    pub(super) of: Pair<Vec<u32>>,
    forms: Vec<&'a str>,
}

impl<'a> Joint<'a> {
    /// Numbers the words of both documents.
    pub(super) fn of(sides: Pair<&'a Annotated>) -> Self {
        let most = sides.old.vocabulary.len() + sides.new.vocabulary.len();
        let mut ids: FxHashMap<&str, u32> = FxHashMap::with_capacity_and_hasher(most, rustc_hash::FxBuildHasher);
        let mut forms: Vec<&str> = Vec::with_capacity(most);
        let of = sides.map(|side| {
            let words = 0..side.vocabulary.len() as u32;
            let number = |word| {
                let form = side.vocabulary.form(word);
                *ids.entry(form).or_insert_with(|| {
                    forms.push(form);
                    (forms.len() - 1) as u32
                })
            };
            words.map(number).collect::<Vec<u32>>()
        });
        Joint { of, forms }
    }
}

impl Lexis {
    /// Weighs the words of both documents. Copies of a segment within its side, those that are not their own
    /// `originals`, do not make a word more common.
    pub(super) fn of(
        sides: Pair<&Annotated>,
        joint: &Joint<'_>,
        originals: &Pair<Vec<usize>>,
        is_stop_word: impl Fn(&str) -> bool + Sync,
    ) -> Self {
        let Joint { of: joint, forms } = joint;
        let count = forms.len();
        let mut is_word = vec![false; count];
        let mut is_number = vec![false; count];
        for (side, joint) in [(sides.old, &joint.old), (sides.new, &joint.new)] {
            for token in &side.tokens {
                let word = joint[token.word as usize] as usize;
                is_word[word] |= token.kind != TokenKind::Mark && forms[word] != "'s";
                is_number[word] |= token.kind == TokenKind::Number;
            }
        }

        let mut stems: FxHashMap<&str, u32> = FxHashMap::with_capacity_and_hasher(count, rustc_hash::FxBuildHasher);
        let mut gram_ids: FxHashMap<Gram, u32> =
            FxHashMap::with_capacity_and_hasher(3 * count, rustc_hash::FxBuildHasher);
        let mut stem = vec![None; count];
        let mut grams = Vec::with_capacity(6 * count);
        let mut gram_starts = Vec::with_capacity(count + 1);
        let mut last_word: Vec<usize> = Vec::with_capacity(3 * count);
        let mut stops = vec![false; count];
        for word in 0..count {
            gram_starts.push(grams.len() as u32);
            if !is_word[word] {
                continue;
            }
            let form = forms[word];
            stops[word] = is_stop_word(form);
            if !stops[word] {
                let next = stems.len() as u32;
                stem[word] = Some(*stems.entry(prefix(form, STEM)).or_insert(next));
            }
            windows(form, |gram| {
                let id = *gram_ids.entry(gram).or_insert(last_word.len() as u32);
                if id as usize == last_word.len() {
                    last_word.push(usize::MAX);
                }
                if std::mem::replace(&mut last_word[id as usize], word) != word {
                    grams.push(id);
                }
            });
        }
        gram_starts.push(grams.len() as u32);

        let distinct = |originals: &[usize]| originals.iter().enumerate().filter(|(at, first)| at == *first).count();
        let segments = distinct(&originals.old) + distinct(&originals.new);
        let (old, new) = rayon::join(
            || Places::of(sides.old, &joint.old, &originals.old, &stem, stems.len()),
            || Places::of(sides.new, &joint.new, &originals.new, &stem, stems.len()),
        );
        let word_places: Vec<u32> = old.words.iter().zip(&new.words).map(|(old, new)| old + new).collect();
        let stem_places: Vec<Pair<u32>> = old.stems.iter().zip(&new.stems).map(|(&o, &n)| Pair::new(o, n)).collect();
        let mut gram_places = vec![0_u32; gram_ids.len()];
        for word in 0..count {
            for &gram in &grams[gram_starts[word] as usize..gram_starts[word + 1] as usize] {
                gram_places[gram as usize] += word_places[word];
            }
        }

        let weight = |places: u32| (((segments + 1) as f32) / (places as f32 + 0.5)).ln().max(FLOOR);
        let word_weight = (0..count)
            .map(|word| {
                let length = forms[word].chars().take(5).count() as f32;
                let by_kind = if stops[word] {
                    STOP
                } else if is_number[word] {
                    1.2
                } else {
                    1.0
                };
                weight(word_places[word]) * ((length + 2.0) / 7.0).min(1.0) * by_kind
            })
            .collect();
        Lexis {
            stem_weight: stem_places.iter().map(|p| weight(p.old + p.new)).collect(),
            gram_weight: gram_places.iter().map(|&p| weight(p.min(segments as u32))).collect(),
            stem,
            grams,
            gram_starts,
            is_word,
            word_weight,
            stem_places,
            segments,
        }
    }

    /// The different n-grams of a joint word.
    pub(super) fn grams(&self, word: usize) -> &[u32] {
        &self.grams[self.gram_starts[word] as usize..self.gram_starts[word + 1] as usize]
    }
}

/// In how many segments of one side the words and stems stand.
struct Places {
    words: Vec<u32>,
    stems: Vec<u32>,
}

impl Places {
    fn of(side: &Annotated, joint: &[u32], originals: &[usize], stem: &[Option<u32>], stems: usize) -> Self {
        let mut places = Places { words: vec![0; stem.len()], stems: vec![0; stems] };
        // The last segment in which each was seen, counted from one.
        let (mut seen_word, mut seen_stem) = (vec![0; stem.len()], vec![0; stems]);
        for (segment, _) in originals.iter().enumerate().filter(|(segment, first)| segment == *first) {
            for token in side.segment_tokens(segment) {
                let word = joint[token.word as usize] as usize;
                if std::mem::replace(&mut seen_word[word], segment + 1) == segment + 1 {
                    continue;
                }
                places.words[word] += 1;
                if let Some(stem) = stem[word]
                    && std::mem::replace(&mut seen_stem[stem as usize], segment + 1) != segment + 1
                {
                    places.stems[stem as usize] += 1;
                }
            }
        }
        places
    }
}

/// The first `length` characters of a word.
fn prefix(word: &str, length: usize) -> &str {
    word.char_indices().nth(length).map_or(word, |(end, _)| &word[..end])
}

/// Up to [`GRAM`] characters, the last one lowest.
type Gram = u128;

/// The mark that stands before and after every word.
const EDGE: u32 = 2;

/// Calls `each` with all runs of [`GRAM`] characters of a word between its edges; with the whole where that is shorter.
/// A character of a script without spaces is a word by itself, with the signs that combine with it.
fn windows(word: &str, mut each: impl FnMut(Gram)) {
    let shift = |gram: Gram, c: u32| (gram << 32) | Gram::from(c);
    let whole = word.starts_with(is_unspaced);
    let (mut gram, mut count) = (Gram::from(EDGE), 1);
    for c in word.chars().map(u32::from).chain([EDGE]) {
        gram = shift(gram, c);
        count += 1;
        if count >= GRAM && !whole {
            each(gram);
        }
    }
    if count < GRAM || whole {
        each(gram);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grams_mark_where_a_word_begins_and_ends() {
        let grams = |word: &str| {
            let mut all = Vec::new();
            windows(word, |gram| {
                let letters = (0..4).rev().map(|k| (gram >> (32 * k)) as u32).filter(|&c| c != 0);
                all.push(letters.map(|c| char::from_u32(c).expect("a letter")).collect::<String>());
            });
            all
        };
        assert_eq!(grams("fees"), ["\u{2}fee", "fees", "ees\u{2}"]);
        assert_eq!(grams("用"), ["\u{2}用\u{2}"]);
        assert_eq!(prefix("überzeugen", STEM), "überz");
    }
}
