//! The notation of the lexicons: `increas{e,es,ed}` stands for three words, `{will,shall} not` for two phrases,
//! `{,very }likely` for one with and one without the adverb, `darf ... nicht` for words with others between them.

/// What stands for a gap of a few words in a phrase.
pub const GAP: &str = "...";

/// All phrases that a pattern stands for, in the order in which they are written. Braces do not nest.
pub fn expand(pattern: &str) -> Vec<String> {
    let mut phrases = vec![String::with_capacity(pattern.len())];
    let mut rest = pattern;
    while let Some((before, alternatives, after)) = first_braces(rest) {
        phrases = phrases
            .iter()
            .flat_map(|phrase| alternatives.split(',').map(move |one| format!("{phrase}{before}{one}")))
            .collect();
        rest = after;
    }
    for phrase in &mut phrases {
        phrase.push_str(rest);
    }
    phrases
}

fn first_braces(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (alternatives, after) = rest.split_once('}')?;
    Some((before, alternatives, after))
}

#[cfg(test)]
mod tests {
    use super::expand;

    #[test]
    fn braces_multiply() {
        assert_eq!(expand("must"), ["must"]);
        assert_eq!(expand("ris{e,ing}"), ["rise", "rising"]);
        assert_eq!(
            expand("{is,are} not {,very }likely"),
            ["is not likely", "is not very likely", "are not likely", "are not very likely"]
        );
    }
}
