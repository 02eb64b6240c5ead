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
    /// For each side, from the index in its vocabulary to the joint index.
    pub(super) joint: Pair<Vec<u32>>,
    /// Joint word → its stem; `None` for marks, possessive endings and stop words.
    pub(super) stem: Vec<Option<u32>>,
    /// Joint word → its n-grams, ascending; empty where it has no stem.
    pub(super) grams: Vec<Vec<u32>>,
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
        let mut ids: FxHashMap<&str, u32> = FxHashMap::default();
        let mut forms: Vec<&str> = Vec::new();
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
        joint: Joint<'_>,
        originals: &Pair<Vec<usize>>,
        is_stop_word: impl Fn(&str) -> bool,
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

        let mut stems = Interner::default();
        let mut gram_ids = Interner::default();
        let mut stem = vec![None; count];
        let mut grams = vec![Vec::new(); count];
        let mut stops = vec![false; count];
        let mut padded = String::new();
        for word in 0..count {
            if !is_word[word] {
                continue;
            }
            let form = forms[word];
            stops[word] = is_stop_word(form);
            if stops[word] {
                continue;
            }
            stem[word] = Some(stems.id(prefix(form, STEM)));
            padded.clear();
            padded.push('\u{2}');
            padded.push_str(form);
            padded.push('\u{2}');
            grams[word] = windows(&padded, GRAM).map(|gram| gram_ids.id(gram)).collect();
            grams[word].sort_unstable();
            grams[word].dedup();
        }

        let distinct = |originals: &[usize]| originals.iter().enumerate().filter(|(at, first)| at == *first).count();
        let segments = distinct(&originals.old) + distinct(&originals.new);
        let mut word_places = vec![0_u32; count];
        let mut stem_places = vec![Pair::new(0_u32, 0_u32); stems.len()];
        let (mut seen_word, mut seen_stem) = (vec![0_u32; count], vec![0_u32; stems.len()]);
        let mut stamp = 0;
        for (is_new, side, joint, originals) in
            [(false, sides.old, &joint.old, &originals.old), (true, sides.new, &joint.new, &originals.new)]
        {
            for (segment, &(start, end)) in side.token_ranges.iter().enumerate() {
                if originals[segment] != segment {
                    continue;
                }
                stamp += 1;
                for token in &side.tokens[start..end] {
                    let word = joint[token.word as usize] as usize;
                    if std::mem::replace(&mut seen_word[word], stamp) != stamp {
                        word_places[word] += 1;
                    }
                    if let Some(stem) = stem[word]
                        && std::mem::replace(&mut seen_stem[stem as usize], stamp) != stamp
                    {
                        let places = &mut stem_places[stem as usize];
                        *(if is_new { &mut places.new } else { &mut places.old }) += 1;
                    }
                }
            }
        }
        let mut gram_places = vec![0_u32; gram_ids.len()];
        for word in 0..count {
            for &gram in &grams[word] {
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
            joint,
            stem,
            grams,
            is_word,
            word_weight,
            stem_places,
            segments,
        }
    }
}

/// The first `length` characters of a word.
fn prefix(word: &str, length: usize) -> &str {
    word.char_indices().nth(length).map_or(word, |(end, _)| &word[..end])
}

/// All runs of `length` characters; the whole text where it is shorter. A word of an unspaced script is one character.
fn windows(text: &str, length: usize) -> impl Iterator<Item = &str> {
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let short = ends.len() <= length || text.chars().nth(1).is_some_and(is_unspaced);
    let count = if short { 1 } else { ends.len() - length };
    (0..count).map(move |k| if short { text } else { &text[ends[k]..ends[k + length]] })
}

#[derive(Default)]
struct Interner {
    ids: FxHashMap<Box<str>, u32>,
}

impl Interner {
    fn id(&mut self, text: &str) -> u32 {
        if let Some(&id) = self.ids.get(text) {
            return id;
        }
        let id = self.ids.len() as u32;
        self.ids.insert(text.into(), id);
        id
    }

    fn len(&self) -> usize {
        self.ids.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grams_mark_where_a_word_begins_and_ends() {
        assert_eq!(windows("\u{2}fees\u{2}", 4).collect::<Vec<_>>(), ["\u{2}fee", "fees", "ees\u{2}"]);
        assert_eq!(windows("\u{2}用\u{2}", 4).count(), 1);
        assert_eq!(prefix("überzeugen", STEM), "überz");
    }
}
