//! Which of what stands in angle brackets inside of Markdown is markup.

/// Whether a tag is of an element of this name.
pub(super) fn is_tag_of(name: &str, tag: &str) -> bool {
    let inside = tag.trim_start_matches('<').trim_end_matches('>').trim_end_matches(['/', ' ']).trim();
    inside.split_whitespace().next().is_some_and(|written| written.eq_ignore_ascii_case(name))
}

/// Whether what stands in angle brackets is markup: a name in lower or upper case, alone or with values. A page may set
/// `<Harbour Guidelines>` as the name of a document, which to Markdown is a tag with an attribute.
pub(super) fn is_tag(words: &str) -> bool {
    let inside = words.trim_start_matches('<').trim_end_matches('>');
    let name = inside.split_whitespace().next().unwrap_or_default();
    let mixed = name.chars().any(char::is_uppercase) && name.chars().any(char::is_lowercase);
    !mixed || inside.contains(['=', '/']) || !inside.starts_with(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_of_an_element() {
        for tag in ["<br>", "<BR />", "<br class='a'>"] {
            assert!(is_tag_of("br", tag), "{tag}");
        }
        assert!(!is_tag_of("br", "<brand>"));
        assert!(is_tag_of("/sup", "</sup>"));
    }

    #[test]
    fn a_name_in_two_cases_is_no_tag() {
        for tag in ["<b>", "<IMG src=a>", "<Big class=\"a\">", "</Span>"] {
            assert!(is_tag(tag), "{tag}");
        }
        assert!(!is_tag("<Harbour Guidelines>"));
    }
}
