//! Stop words: words that carry no topic.

use super::lexicon::Lexicon;

/// Whether a word, folded as [`super::token::fold`] does, is a stop word of the language with that ISO 639-1
/// code. Of an unknown language no word is one.
pub fn is_stop_word(language: Option<&str>, folded: &str) -> bool {
    let lexicon = Lexicon::of(language);
    lexicon.is_stop_word(lexicon.index(folded))
}

#[cfg(test)]
mod tests {
    use super::is_stop_word;

    #[test]
    fn stop_words_belong_to_a_language() {
        assert!(is_stop_word(Some("en"), "the"));
        assert!(is_stop_word(Some("de"), "der"));
        assert!(!is_stop_word(Some("de"), "the"));
        assert!(!is_stop_word(Some("xx"), "the"));
        assert!(!is_stop_word(None, "the"));
    }
}
