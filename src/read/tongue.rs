//! The language of a document: given, declared, or detected from its text.

use std::cmp::Reverse;

use whatlang::Lang;

use crate::language::lexicon::Lexicon;
use crate::language::token::{fold, tokenize};

/// Bytes of text that detection looks at; more makes it no better.
const LOOK_AT: usize = 4096;

/// Fewer letters than this are not enough to tell a language.
const ENOUGH: usize = 40;

/// Too short a text, or one of lists and names, is in the language that so many of its words carry no topic in …
const FUNCTION_WORDS: usize = 2;

/// … and so many more than in any other one, or more at all where detection guesses the same.
const LEAD: usize = 2;

/// This many letters can tell that a declaration is wrong: templates declare English for pages in any language.
const ENOUGH_TO_OBJECT: usize = 400;

/// The language of a text as ISO 639-1 code: as given, as declared where the text does not speak against it, as
/// detected.
pub(super) fn of(given: Option<&str>, declared: Option<&str>, text: &str) -> Option<String> {
    if let Some(given) = given.and_then(primary) {
        return Some(given);
    }
    match declared.and_then(primary) {
        Some(declared) => {
            let other = detect(text, ENOUGH_TO_OBJECT).filter(|detected| !are_akin(detected, &declared));
            Some(other.map_or(declared, str::to_owned))
        }
        None => detect(text, ENOUGH).or_else(|| by_function_words(text)).map(str::to_owned),
    }
}

/// The language whose function words a text has, each counted once, where no other one comes near: "may" and "the" are
/// English, "de" and "la" may be French or Spanish.
fn by_function_words(text: &str) -> Option<&'static str> {
    let text = head(text);
    let mut words = Vec::new();
    tokenize(text, |token| words.push(fold(token.span.of(text))));
    words.sort_unstable();
    words.dedup();
    let count = |lexicon: &Lexicon| words.iter().filter(|word| lexicon.is_stop_word(lexicon.index(word))).count();
    let mut found: Vec<(usize, &str)> = Lexicon::all().map(|(code, lexicon)| (count(lexicon), code)).collect();
    found.sort_by_key(|&(count, code)| (Reverse(count), code));
    let &[(most, code), (next, _), ..] = &found[..] else { return None };
    let guessed = || whatlang::detect_lang(text).and_then(self::code) == Some(code);
    (most >= FUNCTION_WORDS && (most >= next + LEAD || (most > next && guessed()))).then_some(code)
}

/// What detection looks at.
fn head(text: &str) -> &str {
    let mut end = text.len().min(LOOK_AT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The language of a text that is clearly not in the one that was expected.
pub fn other_language(text: &str, expected: &str) -> Option<&'static str> {
    detect(text, ENOUGH_TO_OBJECT).filter(|detected| !are_akin(detected, expected))
}

/// Languages so close that detection mistakes one for the other.
fn are_akin(one: &str, other: &str) -> bool {
    const FAMILIES: [&[&str]; 6] = [
        &["no", "nb", "nn", "da", "sv"],
        &["cs", "sk"],
        &["hr", "sr", "bs", "sl", "mk", "bg"],
        &["ru", "uk", "be"],
        &["es", "pt", "ca", "gl", "it"],
        &["id", "ms", "jv"],
    ];
    one == other || FAMILIES.iter().any(|family| family.contains(&one) && family.contains(&other))
}

/// The two-letter code of a language tag: "en-GB", "de_DE" → "en", "de".
fn primary(tag: &str) -> Option<String> {
    let code = tag.trim().split(['-', '_', ',', ' ']).next()?.to_ascii_lowercase();
    (code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase())).then_some(code)
}

/// The language of a text that has at least so many letters.
fn detect(text: &str, enough: usize) -> Option<&'static str> {
    let head = head(text);
    let info = whatlang::detect(head)?;
    let letters = head.chars().filter(|c| c.is_alphabetic()).take(enough).count();
    let unspaced = matches!(info.lang(), Lang::Cmn | Lang::Jpn | Lang::Tha | Lang::Kor);
    ((letters >= enough && info.is_reliable()) || (unspaced && letters * 10 >= enough))
        .then(|| code(info.lang()))
        .flatten()
}

/// The ISO 639-1 code of a language; none where it has none.
fn code(language: Lang) -> Option<&'static str> {
    Some(match language {
        Lang::Epo => "eo",
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "no",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_or_declared_comes_first() {
        assert_eq!(of(Some("fr"), Some("de-DE"), "The text is English.").as_deref(), Some("fr"));
        assert_eq!(of(None, Some("de-DE"), "The text is English.").as_deref(), Some("de"));
        let long = "The text is English, whatever its template says of it, and there is a lot of it. ".repeat(8);
        assert_eq!(of(None, Some("de-DE"), &long).as_deref(), Some("en"));
        assert_eq!(of(Some("de"), None, &long).as_deref(), Some("de"));
    }

    #[test]
    fn a_line_is_in_the_language_of_its_function_words() {
        for (text, language) in [
            ("The virus may spread.", "en"),
            ("- Director: Anna Lund\n- Deputy director: Tom Field\n\nThey are elected for two years.", "en"),
            ("Der Eintritt ist frei.", "de"),
            ("Le musée est fermé.", "fr"),
        ] {
            assert_eq!(of(None, None, text).as_deref(), Some(language), "{text}");
        }
        for text in ["Anna Lund", "Café de la Paix", "Members vote.", "12 345"] {
            assert_eq!(of(None, None, text), None, "{text}");
        }
    }

    #[test]
    fn enough_text_is_detected() {
        let german = "Die Würde des Menschen ist unantastbar. Sie zu achten und zu schützen ist Verpflichtung aller.";
        assert_eq!(of(None, None, german).as_deref(), Some("de"));
        assert_eq!(of(None, Some("unknown"), "Hm. 12").as_deref(), None);
        assert_eq!(of(None, None, "用户可以随时停止使用本软件").as_deref(), Some("zh"));
    }
}
