//! How words are written: what a capital tells in a sentence, and how a document writes a word elsewhere.

use super::family::Family;
use super::lexicon::Lexicon;
use super::passage::Passage;
use crate::model::TokenKind;

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// In small letters, or in a script without capitals.
    Plain,
    /// With a capital first: "Council".
    Capital,
    /// With more than one capital: "NATO", "GitHub", "NCOs".
    Upper,
}

/// The shape of a word.
pub fn shape(raw: &str) -> Shape {
    if let Some(first) = raw.bytes().next().filter(u8::is_ascii)
        && first.is_ascii_lowercase()
    {
        return Shape::Plain;
    }
    let mut chars = raw.chars();
    if !chars.next().is_some_and(char::is_uppercase) {
        return Shape::Plain;
    }
    let mut after = '\'';
    for c in chars {
        // "O'Brien" has one capital, as names go.
        if c.is_uppercase() && !matches!(after, '\'' | '’') {
            return Shape::Upper;
        }
        after = c;
    }
    Shape::Capital
}

/// How often a document writes a word small, and how often with a capital where none is due.
#[derive(Debug, Clone, Copy, Default)]
pub struct Use {
    /// In small letters.
    pub small: u32,
    /// With a capital inside a sentence.
    pub capital: u32,
}

/// The uses of all words of a document.
#[derive(Debug, Default)]
pub struct Casing {
    uses: Vec<Use>,
}

impl Casing {
    /// No uses yet of that many words.
    pub fn new(words: usize) -> Casing {
        Casing { uses: vec![Use::default(); words] }
    }

    /// Counts the words of a segment; capitals only where they can tell something.
    pub fn count(&mut self, passage: &Passage<'_>) {
        let is_sentence = style(passage) == Style::Sentence;
        for (at, token) in passage.tokens.iter().enumerate() {
            if token.kind != TokenKind::Word || is_in_address(passage, at) {
                continue;
            }
            let entry = &mut self.uses[token.word as usize];
            match passage.shape(at) {
                Shape::Plain => entry.small += 1,
                _ if is_sentence && !begins_sentence(passage, at) => entry.capital += 1,
                _ => {}
            }
        }
    }

    /// How a word is used, by its index in the vocabulary.
    pub fn of(&self, word: u32) -> Use {
        self.uses.get(word as usize).copied().unwrap_or_default()
    }
}

/// How a segment is written as a whole: what its capitals can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// A capital inside is a sign of a name.
    Sentence,
    /// Short, unfinished, and nearly all words but the small ones have a capital first.
    Title,
    /// Most words are in capitals throughout.
    Shouted,
}

/// The style of a segment.
pub fn style(passage: &Passage<'_>) -> Style {
    /// Longer segments with many capitals are lists of names.
    const LONGEST_TITLE: usize = 16;
    /// So many words in capitals throughout say something of the others.
    const SHOUTED: usize = 3;
    let Some(last) = passage.tokens.last() else { return Style::Sentence };
    let may_be_title = !passage.lexicon.conventions.capital_nouns
        && !matches!(passage.vocabulary.form(last.word), "." | ";" | ",")
        && !passage.raw(0).starts_with(char::is_lowercase);
    // Most segments are sentences, whose words need not be counted.
    let in_capitals = passage.shapes.iter().filter(|&&shape| shape == Shape::Upper).count();
    if !may_be_title && in_capitals < SHOUTED {
        return Style::Sentence;
    }
    let (mut words, mut topics, mut capital, mut longer, mut upper) = (0, 0, 0, 0, 0);
    for (at, token) in passage.tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Word) {
        let shape = passage.shape(at);
        words += 1;
        if !passage.is_stop(at) {
            topics += 1;
            capital += usize::from(shape != Shape::Plain);
        }
        if token.span.len() > 2 {
            longer += 1;
            upper += usize::from(shape == Shape::Upper);
        }
    }
    if upper >= SHOUTED && upper * 2 > longer {
        return Style::Shouted;
    }
    if may_be_title && words <= LONGEST_TITLE && topics > 0 && capital * 8 >= topics * 7 {
        Style::Title
    } else {
        Style::Sentence
    }
}

/// Whether a word belongs to an address ("nato.int/path"), where all is small.
fn is_in_address(passage: &Passage<'_>, at: usize) -> bool {
    let marks = |i: usize| matches!(passage.form(i), "." | "/" | "@" | "_" | "=" | "&" | "?" | "#");
    (passage.is_glued(at) && marks(at - 1)) || (passage.is_glued(at + 1) && marks(at + 1) && passage.is_glued(at + 2))
}

/// Whether a capital is due at a token because a sentence begins there.
pub fn begins_sentence(passage: &Passage<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return true };
    if passage.tokens[before].kind == TokenKind::Word {
        return false;
    }
    match passage.form(before) {
        "!" | "?" | ":" | "\"" | "•" | "*" | "#" => true,
        "." => !ends_abbreviation(passage, before),
        _ => !(0..at).any(|i| passage.is(i, TokenKind::Word) && passage.form(i).len() > 1),
    }
}

/// Whether a dot belongs to an initial, an acronym or a title ("Ben S.", "U.S.", "Dr.").
fn ends_abbreviation(passage: &Passage<'_>, dot: usize) -> bool {
    let Some(before) = dot.checked_sub(1) else { return false };
    let raw = passage.raw(before);
    // A small letter or a number before all others is the label of an item ("b. Copying maps").
    let is_label = before == 0 && raw.chars().all(|c| c.is_lowercase() || c.is_numeric());
    if is_label && raw.chars().all(char::is_numeric) {
        return false;
    }
    (raw.chars().count() == 1 && !is_label)
        || passage.phrase(before, Family::Title).is_some_and(|(end, _)| end == dot + 1)
        || passage.lexical(before) == Lexicon::UNKNOWN && raw.len() <= 2
}

#[cfg(test)]
mod tests {
    use super::{Shape, shape};

    #[test]
    fn shapes_are_told_by_capitals() {
        assert_eq!(shape("council"), Shape::Plain);
        assert_eq!(shape("Council"), Shape::Capital);
        assert_eq!(shape("O'Brien"), Shape::Capital);
        assert_eq!(shape("NATO"), Shape::Upper);
        assert_eq!(shape("GitHub"), Shape::Upper);
        assert_eq!(shape("Україна"), Shape::Capital);
        assert_eq!(shape("用"), Shape::Plain);
        assert_eq!(shape(""), Shape::Plain);
    }
}
