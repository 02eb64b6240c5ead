//! The language of a document: given, declared, or detected from its text.

use whatlang::Lang;

/// Bytes of text that detection looks at; more makes it no better.
const LOOK_AT: usize = 4096;

/// Fewer letters than this are not enough to tell a language.
const ENOUGH: usize = 40;

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
        None => detect(text, ENOUGH).map(str::to_owned),
    }
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
    let mut end = text.len().min(LOOK_AT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = &text[..end];
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
    fn enough_text_is_detected() {
        let german = "Die Würde des Menschen ist unantastbar. Sie zu achten und zu schützen ist Verpflichtung aller.";
        assert_eq!(of(None, None, german).as_deref(), Some("de"));
        assert_eq!(of(None, Some("unknown"), "Hm. 12").as_deref(), None);
        assert_eq!(of(None, None, "用户可以随时停止使用本软件").as_deref(), Some("zh"));
    }
}
