//! Spellings that say the same: "colour" and "color", "daß" and "dass".

use std::borrow::Cow;

use aho_corasick::{AhoCorasick, MatchKind};

use super::lexicon::Lexicon;

/// The variants of spelling of one language.
#[derive(Debug)]
pub struct Spelling {
    variants: Option<AhoCorasick>,
    plain: Vec<&'static str>,
}

impl Spelling {
    /// What the lexicon of a language knows of them.
    pub fn of(lexicon: &Lexicon) -> Spelling {
        let pairs: Vec<_> = lexicon.conventions.spelling.iter().filter_map(|pair| pair.split_once('>')).collect();
        let automaton = || {
            let variants = pairs.iter().map(|(variant, _)| variant);
            AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(variants).ok()
        };
        let variants = if pairs.is_empty() { None } else { automaton() };
        Spelling { variants, plain: pairs.into_iter().map(|(_, plain)| plain).collect() }
    }

    /// A folded word with its variants levelled.
    pub fn levelled<'w>(&self, form: &'w str) -> Cow<'w, str> {
        match &self.variants {
            Some(variants) if variants.is_match(form) => Cow::Owned(variants.replace_all(form, &self.plain)),
            _ => Cow::Borrowed(form),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_are_levelled_and_other_words_are_not() {
        let english = Spelling::of(Lexicon::of(Some("en")));
        assert_eq!(english.levelled("organisation"), english.levelled("organization"));
        assert_eq!(english.levelled("programme"), english.levelled("program"));
        assert_ne!(english.levelled("four"), english.levelled("for"));
        let german = Spelling::of(Lexicon::of(Some("de")));
        assert_eq!(german.levelled("muß"), german.levelled("muss"));
        assert_ne!(german.levelled("maße"), german.levelled("masse"));
    }
}
