//! `recension diff --format html`, read back as a browser reads it.
#![cfg(all(feature = "cli", feature = "html"))]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::cli::{json, run};
use common::pairs;
use common::web::{assert_sound, elements, text, words};
use recension::report::safe;

fn report(old: &str, new: &str, more: &[&str]) -> String {
    let run = run(&[&["diff", "--format", "html", old, new], more].concat());
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{old}");
    run.out
}

#[test]
fn nothing_of_a_page_is_markup_style_or_script() {
    for (old, new) in pairs() {
        let elements = assert_sound(&report(&old, &new, &[]), &old);
        assert_eq!(elements.iter().filter(|element| element.name == "script").count(), 1, "{old}");
    }
}

#[test]
fn both_texts_are_there_to_the_last_sentence() {
    for (old, new) in pairs() {
        let elements = elements(&report(&old, &new, &[]));
        let part = |side: &str| -> String {
            let cells = elements.iter().filter(|e| {
                ((e.name == "div" || e.name == "p") && e.has_class(side)) || e.has_class("same") || e.name == "h3"
            });
            // Where both sides are woven into one, what is struck out belongs to the other.
            let other = if side == "new" { "del" } else { "" };
            cells.map(|cell| words(&text(&cell.handle, other)) + "\n").collect()
        };
        let told = json(&old, &new, &[]);
        for side in ["old", "new"] {
            let shown = part(side);
            // What is the same on both sides is written once, in the new text's words.
            for segment in told[side]["segments"].as_array().expect("segments") {
                let sentence = words(&safe::browser(segment["text"].as_str().expect("a text")));
                assert!(shown.contains(&sentence), "{old} {side}: {sentence}\n{shown}");
            }
        }
    }
}

#[test]
fn every_change_has_its_anchor() {
    for (old, new) in pairs() {
        let elements = elements(&report(&old, &new, &[]));
        let articles: BTreeMap<&str, String> = elements
            .iter()
            .filter(|element| element.name == "article")
            .map(|element| (element.get("id"), text(&element.handle, "")))
            .collect();
        let changes = json(&old, &new, &[]);
        let changes = changes["changes"].as_array().expect("changes");
        assert_eq!(articles.len(), changes.len(), "{old}");
        for change in changes {
            let told = &articles[change["id"].as_str().expect("an id")];
            let headline = safe::browser(change["headline"].as_str().expect("a headline")).into_owned();
            assert!(told.contains(&headline) && told.contains("sure"), "{old}: {told}");
        }
    }
}

#[test]
fn a_report_is_not_much_larger_than_its_texts() {
    for (old, new) in pairs() {
        let told = json(&old, &new, &[]);
        let text = |side: &str| told[side]["text"].as_str().expect("a text").len();
        let bound = 4 * (text("old") + text("new")) + 200_000;
        let size = report(&old, &new, &[]).len();
        assert!(size < bound, "{old}: {size} of {bound}");
    }
}

#[test]
fn a_report_holds_what_was_selected() {
    let (old, new) = ("tests/fixtures/library/old.md", "tests/fixtures/library/new.md");
    let page = report(old, new, &["--kind", "force", "--level", "notable"]);
    let elements = elements(&page);
    let articles = elements.iter().filter(|element| element.name == "article");
    let classes: BTreeSet<String> = articles.map(|article| article.get("class").to_owned()).collect();
    assert!(!classes.is_empty() && classes.iter().all(|class| !class.contains("l-minor")), "{classes:?}");
    assert!(!classes.iter().any(|class| class.contains("k-number")), "{classes:?}");
}
