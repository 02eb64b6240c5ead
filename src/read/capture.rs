//! Whether a capture is the page, or what stood in its place: a bot wall, an error page, an empty or truncated body.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::language::token::fold;
use crate::model::{Capture, MediaType, Verdict};

use super::draft::Draft;

/// What failed captures say, see `lexicon/captures.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrases {
    bot_wall: Vec<String>,
    error_page: Vec<String>,
    placeholder: Vec<String>,
    /// Words that make what follows in a sentence a case and no event.
    condition: Vec<String>,
}

static PHRASES: LazyLock<Phrases> =
    LazyLock::new(|| toml::from_str(include_str!("../../lexicon/captures.toml")).expect("the tests parse it"));

/// Bytes of text up to which a page may be nothing but an error message: what says more is a page that speaks of
/// such things.
const FEW: usize = 1500;

/// Bytes of text that no page of a document is below.
const NEXT_TO_NOTHING: usize = 80;

/// A body whose markup is this many times its text has lost its text, from [`MUCH_MARKUP`] bytes on.
const MARKUP_TO_TEXT: usize = 200;
const MUCH_MARKUP: usize = 20_000;

/// Judges a capture by its source and what was read from it.
pub(super) fn judge(source: &str, media_type: MediaType, draft: &Draft) -> Capture {
    let mut reasons = Vec::new();
    let length = draft.text.len();
    if length <= FEW {
        let folded = fold(&draft.text);
        let title = fold(draft.meta.title.as_deref().unwrap_or_default());
        let says = |phrases: &[String]| {
            let found = phrases.iter().find(|phrase| title.contains(phrase.as_str()) || happens(&folded, phrase));
            found.cloned()
        };
        if let Some(phrase) = says(&PHRASES.bot_wall) {
            reasons.push(format!("it asks for a human visitor: '{phrase}'"));
        } else if let Some(phrase) = says(&PHRASES.error_page) {
            reasons.push(format!("it reads as an error page: '{phrase}'"));
        } else if let Some(phrase) = says(&PHRASES.placeholder) {
            reasons.push(format!("it is a placeholder: '{phrase}'"));
        }
    }
    if media_type == MediaType::Html {
        if length == 0 {
            reasons.push("its body holds no text".to_owned());
        } else if length < NEXT_TO_NOTHING && source.len() > MUCH_MARKUP {
            reasons.push(format!("its body holds next to no text ({length} bytes)"));
        } else if source.len() > MUCH_MARKUP && source.len() / length >= MARKUP_TO_TEXT {
            reasons.push(format!("its {} bytes of markup hold only {length} bytes of text", source.len()));
        }
        if length < FEW && !draft.meta.noscript.trim().is_empty() && says_scripts(&draft.meta.noscript) {
            reasons.push("its text comes by a script that did not run".to_owned());
        }
        if is_cut_off(source) {
            reasons.push("its markup ends in the middle: the capture is truncated".to_owned());
        }
    }
    let verdict = if reasons.is_empty() { Verdict::Sound } else { Verdict::Suspect };
    Capture { verdict, reasons }
}

/// Whether a text says something somewhere without a condition before it in the same sentence: "If your account has been
/// suspended, you may appeal" is a rule.
fn happens(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| {
        let sentence = text[..at].rsplit(['.', '!', '?', ':', '\n']).next().unwrap_or_default();
        let mut words = sentence.split(|c: char| !c.is_alphanumeric());
        !words.any(|word| PHRASES.condition.iter().any(|known| known == word))
    })
}

fn says_scripts(noscript: &str) -> bool {
    let folded = fold(noscript);
    PHRASES.placeholder.iter().any(|phrase| folded.contains(phrase.as_str()))
}

/// Whether a page that opened `<html>` never closed it and stops inside a tag or a text.
fn is_cut_off(source: &str) -> bool {
    let tail_start = source.len().saturating_sub(4096);
    let tail = String::from_utf8_lossy(&source.as_bytes()[tail_start..]).to_ascii_lowercase();
    let head = String::from_utf8_lossy(&source.as_bytes()[..source.len().min(4096)]).to_ascii_lowercase();
    let closed = tail.contains("</html") || tail.contains("</body") || !head.contains("<html");
    let inside_tag = tail.rfind('<') > tail.rfind('>');
    // End tags may be left out: what stops behind a sentence, or at the end of a line, was not cut off.
    let inside_text = !tail.ends_with(['>', '\n', '.', '!', '?']);
    !closed && (inside_tag || inside_text)
}

#[cfg(test)]
mod tests {
    use crate::model::{Capture, Verdict};
    use crate::read::{ReadOptions, read};

    fn capture(html: &str) -> Capture {
        read(html.as_bytes(), "page.html", &ReadOptions::default()).expect("it reads").capture
    }

    #[test]
    fn what_stands_in_place_of_a_page_is_suspect() {
        for html in [
            "<html><title>Just a moment...</title><body><p>Verify you are human by completing the action below.</body></html>",
            "<html><body><h1>Page not found</h1><p>The page you requested has moved.</p></body></html>",
            "<html><body><div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript></body></html>",
            "<html><body><h1>Seite nicht gefunden</h1></body></html>",
            "<html><body><p>The agreement begins on the first day of the mon",
        ] {
            assert_eq!(capture(html).verdict, Verdict::Suspect, "{html}");
        }
    }

    #[test]
    fn what_is_said_of_a_case_is_no_event() {
        let page = |text: &str| capture(&format!("<html><body><p>{text}</p></body></html>")).verdict;
        assert_eq!(page("If your account has been suspended, you may appeal by letter."), Verdict::Sound);
        assert_eq!(page("We tell you when a map is no longer available."), Verdict::Sound);
        assert_eq!(page("This account has been suspended."), Verdict::Suspect);
        assert_eq!(page("Ask us if you can. This account has been suspended."), Verdict::Suspect);
    }

    #[test]
    fn a_page_that_speaks_of_errors_is_sound() {
        let text =
            "We answer with error 404 where a page was not found, and log the request for thirty days. ".repeat(30);
        assert_eq!(capture(&format!("<html><body><p>{text}</p></body></html>")).verdict, Verdict::Sound);
    }
}
