//! The notation of the lexicons: `increas{e,es,ed}` stands for three words, `{will,shall} not` for two phrases,
//! `{,very }likely` for one with and one without the adverb, `darf ... nicht` for words with others between them,
//! `^consider` for a word at the beginning of a sentence only.

/// What stands for a gap of a few words in a phrase.
pub const GAP: &str = "...";

/// What stands before a phrase that must begin a sentence.
pub const OPENER: char = '^';

/// Calls `emit` with every phrase that a pattern stands for, in the order in which they are written. Braces do not
/// nest.
pub fn expand(pattern: &str, emit: &mut impl FnMut(&str)) {
    if !pattern.contains('{') {
        return emit(pattern);
    }
    expand_rest(pattern, &mut String::with_capacity(pattern.len()), emit);
}

fn expand_rest(rest: &str, phrase: &mut String, emit: &mut impl FnMut(&str)) {
    let length = phrase.len();
    match first_braces(rest) {
        Some((before, alternatives, after)) => {
            for alternative in alternatives.split(',') {
                phrase.push_str(before);
                phrase.push_str(alternative);
                expand_rest(after, phrase, emit);
                phrase.truncate(length);
            }
        }
        None => {
            phrase.push_str(rest);
            emit(phrase);
            phrase.truncate(length);
        }
    }
}

fn first_braces(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (alternatives, after) = rest.split_once('}')?;
    Some((before, alternatives, after))
}

#[cfg(test)]
mod tests {
    fn expand(pattern: &str) -> Vec<String> {
        let mut phrases = Vec::new();
        super::expand(pattern, &mut |phrase| phrases.push(phrase.to_owned()));
        phrases
    }

    #[test]
    fn braces_multiply() {
        assert_eq!(expand("must"), ["must"]);
        assert_eq!(expand("ris{e,ing}"), ["rise", "rising"]);
        assert_eq!(
            expand("{is,are} not {,very }likely"),
            ["is not likely", "is not very likely", "are not likely", "are not very likely"]
        );
    }

    #[test]
    fn an_open_brace_stands_for_itself() {
        assert_eq!(expand("a{b"), ["a{b"]);
    }
}
