//! The facets of single sentences, one table per language: `fixtures/facets/LANG.txt`.
//!
//! A line is `text ⇒ facets`, with the facets as `kind: normal form`, ordered by place and divided by `; `. A line
//! `== kind kind ==` tells which kinds the lines below it are about; all others are left out of account there.
//! ` | ` divides a text into segments, where it takes more than one. Lines that begin with `#` are comments.

use recension::ReadOptions;
use recension::annotate::annotate;
use recension::read::{GivenSegment, from_segments};

/// The facets of some kinds in a text, as the tables write them.
fn facets(text: &str, language: &str, kinds: &[&str]) -> String {
    let segments: Vec<_> = text.split(" | ").map(|text| GivenSegment::claim(text.trim())).collect();
    let options = ReadOptions { language: Some(language.to_owned()), ..ReadOptions::default() };
    let annotated = annotate(from_segments(&segments, "table", &options));
    let facets = annotated.facets.iter().filter_map(|facet| {
        let kind = serde_json::to_value(facet.kind).ok()?.as_str()?.to_owned();
        kinds.contains(&&*kind).then(|| format!("{kind}: {}", facet.normal))
    });
    facets.collect::<Vec<_>>().join("; ")
}

fn check(language: &str, table: &str) {
    let mut kinds: Vec<&str> = Vec::new();
    let mut wrong = Vec::new();
    for (number, line) in table.lines().enumerate() {
        if let Some(heading) = line.strip_prefix("==") {
            kinds = heading.trim_end_matches('=').split_whitespace().collect();
        } else if !line.trim().is_empty() && !line.starts_with('#') {
            let (text, expected) = line.split_once('⇒').unwrap_or_else(|| panic!("line {}: no ⇒", number + 1));
            let told = facets(text.trim(), language, &kinds);
            if told != expected.trim() {
                wrong.push(format!(
                    "{language}.txt:{}: {}\n  wanted {}\n  found  {told}",
                    number + 1,
                    text.trim(),
                    expected.trim()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn english() {
    check("en", include_str!("fixtures/facets/en.txt"));
}

#[test]
fn german() {
    check("de", include_str!("fixtures/facets/de.txt"));
}

#[test]
fn french() {
    check("fr", include_str!("fixtures/facets/fr.txt"));
}

#[test]
fn spanish() {
    check("es", include_str!("fixtures/facets/es.txt"));
}

#[test]
fn ukrainian() {
    check("uk", include_str!("fixtures/facets/uk.txt"));
}

#[test]
fn a_language_without_a_lexicon_keeps_what_needs_no_words() {
    check("xx", include_str!("fixtures/facets/xx.txt"));
}
