//! Edits that a reader cannot see: letters of another script that look the same, and characters without ink inside
//! words or such that turn the direction of the text. Soft hyphens, no-break spaces and marks between words are
//! typography.

use unicode_script::{Script, UnicodeScript};
use unicode_security::skeleton;

use crate::language::token::{fold, is_invisible};
use crate::model::{Evidence, Kind, Link, Pair, Side, Token};

use super::Told;
use crate::explain::context::Context;
use crate::explain::draft::Draft;
use crate::explain::weave::{Run, Weave};

/// Tells words that changed and look the same.
pub(super) fn explain<'w>(context: &Context<'_>, link: &Link, weave: &'w Weave, open: Vec<&'w Run>) -> Told<'w> {
    let mut quotes: Pair<Vec<Evidence>> = Pair::default();
    let (alike, open): (Vec<&Run>, Vec<&Run>) = open.into_iter().partition(|run| looks_alike(context, weave, run));
    for run in alike {
        quotes.old.extend(weave.places(Side::Old, run.old.clone()));
        quotes.new.extend(weave.places(Side::New, run.new.clone()));
    }
    if let Some(inkless) = inkless(context, link) {
        quotes.old.extend(inkless.old);
        quotes.new.extend(inkless.new);
    }
    let nothing = quotes.old.is_empty() && quotes.new.is_empty();
    let draft = Draft::new(Kind::Invisible, quotes.old, quotes.new, link.confidence);
    Told { drafts: if nothing { vec![] } else { vec![draft] }, open }
}

/// Whether a run has the same words on both sides to the eye, some of them in letters of other scripts.
fn looks_alike(context: &Context<'_>, weave: &Weave, run: &Run) -> bool {
    // Most runs have no letter of another script, and nothing more is asked of those.
    let is_plain =
        |side: Side| weave.places(side, run.of(side)).iter().all(|place| context.text(side, place.span).is_ascii());
    if is_plain(Side::Old) && is_plain(Side::New) {
        return false;
    }
    let text = |side: Side| weave.text(context, side, run.of(side));
    let (old, new) = (text(Side::Old), text(Side::New));
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split(' ').collect(), new.split(' ').collect());
    let spoofed = |(a, b): (&&str, &&str)| is_spoof(a, b);
    old.len() == new.len()
        && old.iter().zip(&new).all(|(a, b)| fold(a) == fold(b) || is_spoof(a, b))
        && old.iter().zip(&new).any(spoofed)
}

/// Whether two words look the same and are written in other scripts.
fn is_spoof(one: &str, other: &str) -> bool {
    fold(one) != fold(other) && skeleton(one).eq(skeleton(other)) && scripts(one) != scripts(other)
}

fn scripts(word: &str) -> Vec<Script> {
    let own = |script: &Script| !matches!(script, Script::Common | Script::Inherited);
    let mut scripts: Vec<Script> = word.chars().map(|c| c.script()).filter(own).collect();
    scripts.sort_by_key(|script| script.full_name());
    scripts.dedup();
    scripts
}

/// Words of a link in which only one side has characters without ink.
fn inkless(context: &Context<'_>, link: &Link) -> Option<Pair<Vec<Evidence>>> {
    let ([old], [new]) = (&link.old[..], &link.new[..]) else { return None };
    let marks = Pair::new(marks(context, Side::Old, *old), marks(context, Side::New, *new));
    let same = marks.old.iter().map(|m| m.0).eq(marks.new.iter().map(|m| m.0));
    if same {
        return None;
    }
    let places = |segment: usize, marks: &[(char, Token)]| {
        let mut places: Vec<Evidence> = marks.iter().map(|m| Evidence { segment, span: m.1.span }).collect();
        places.dedup();
        places
    };
    Some(Pair::new(places(*old, &marks.old), places(*new, &marks.new)))
}

/// The characters without ink that somebody put into words, or that turn the text, with the word that they stand in or
/// before.
fn marks(context: &Context<'_>, side: Side, segment: usize) -> Vec<(char, Token)> {
    let span = context.whole(side, segment).span;
    let text = context.text(side, span);
    if text.is_ascii() {
        return Vec::new();
    }
    let annotated = *context.sides.get(side);
    let turns_by_itself = matches!(annotated.document.language.as_deref(), Some("ar" | "fa" | "he" | "ur" | "yi"));
    let tokens = annotated.segment_tokens(segment);
    let mut marks = Vec::new();
    for (at, c) in text.char_indices().filter(|&(_, c)| is_invisible(c)) {
        let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') && !turns_by_itself;
        let tags = matches!(c, '\u{e0020}'..='\u{e007f}');
        let parts = matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}') && in_word(text, at, c);
        if turns || tags || parts {
            let index = tokens.partition_point(|t| t.span.end <= span.start + at);
            marks.extend(tokens.get(index).or(tokens.last()).map(|token| (c, *token)));
        }
    }
    marks
}

/// Whether letters of a script with spaces stand on both sides of a character.
fn in_word(text: &str, at: usize, c: char) -> bool {
    let letter =
        |c: Option<char>| c.is_some_and(|c| matches!(c.script(), Script::Latin | Script::Cyrillic | Script::Greek));
    letter(text[..at].chars().next_back()) && letter(text[at + c.len_utf8()..].chars().next())
}

#[cfg(test)]
mod tests {
    use super::is_spoof;

    #[test]
    fn only_letters_of_other_scripts_deceive() {
        assert!(is_spoof("Bаnk", "Bank"));
        assert!(!is_spoof("modern", "modem"), "both are plain Latin");
        assert!(!is_spoof("naïve", "naive"), "an accent can be seen");
        assert!(!is_spoof("Банк", "Bank"), "other letters look otherwise");
    }
}
