//! `recension cite` as a user meets it.
#![cfg(feature = "cli")]

mod common;

use common::cli::run;
use common::series::{copy, scratch};
use serde_json::{Value, json};

/// The id of the first change of a kind in the log of a series, newest first.
fn id(series: &str, kind: &str) -> String {
    let done = run(&["log", series, "--kind", kind, "--format", "json"]);
    let log: Value = serde_json::from_str(&done.out).expect("it is JSON");
    log["entries"][0]["changes"][0]["id"].as_str().expect("there is such a change").to_owned()
}

#[test]
fn a_change_is_cited_with_words_dates_hashes_and_links() {
    let place = scratch();
    let series = copy("fee", place.path());
    let path = series.to_str().expect("plain");
    let file = format!("{path}/2012-01-15.txt");
    run(&["add", path, &file, "--address", "https://example.org/mooring#fees"]);
    let id = id(path, "condition");
    let hash = |name: &str| {
        let bytes = std::fs::read(series.join(name)).expect("it is there");
        format!("blake3:{}", blake3::hash(&bytes).to_hex())
    };
    let done = run(&["cite", path, &id[..6]]);
    assert_eq!(
        done.out,
        format!(
            "\
Adds “except in hardship” in “All members should pay the yearly mooring fee of 45 euros within 60 days, except in hardship.”
condition · 99\u{a0}%\u{a0}sure · {id}

2016-01-15 (file name): Mooring rules
  “45 euros within 60 days”
    § Mooring rules, line 5 of 2016-01-15.txt
  {}
  https://example.org/mooring#:~:text=45%20euros%20within%2060%20days

2017-01-15 (file name): Mooring rules
  “except in hardship”
    § Mooring rules, line 5 of 2017-01-15.txt
  {}
  https://example.org/mooring#:~:text=except%20in%20hardship
",
            hash("2016-01-15.txt"),
            hash("2017-01-15.txt")
        )
    );
    let markdown = run(&["cite", path, &id, "--format", "markdown"]);
    assert!(
        markdown.out.contains("\n> except in hardship\n>\n> — 2017\\-01\\-15")
            || markdown.out.contains("\n> except in hardship\n>\n> — 2017-01-15"),
        "{}",
        markdown.out
    );
    let annotation: Value =
        serde_json::from_str(&run(&["cite", path, &id, "--format", "annotation"]).out).expect("it is JSON");
    assert_eq!(annotation["@context"], "http://www.w3.org/ns/anno.jsonld");
    assert_eq!(
        annotation["target"][1],
        json!({
            "type": "SpecificResource",
            "source": "https://example.org/mooring#fees",
            "state": { "type": "TimeState", "sourceDate": "2017-01-15T00:00:00Z" },
            "selector": {
                "type": "TextQuoteSelector",
                "exact": "except in hardship",
                "prefix": "fee of 45 euros within 60 days, ",
                "suffix": ".\n\nDogs stay on a lead between t",
            },
        })
    );
}

#[test]
fn what_is_said_again_is_cited_from_the_snapshot_that_said_it_last() {
    let series = "tests/fixtures/series/promise";
    let done = run(&["log", series, "--no-cache", "--kind", "restored", "--format", "json"]);
    let log: Value = serde_json::from_str(&done.out).expect("it is JSON");
    let id = log["entries"][0]["changes"][0]["id"].as_str().expect("there is one");
    let done = run(&["cite", series, id, "--no-cache"]);
    assert!(done.out.contains("2020-03-02 (file name): Harbour data\n  “We will never sell"), "{}", done.out);
    assert!(
        done.out.contains("line 7 of 2020-03-02.md") && done.out.contains("line 7 of 2022-09-30.md"),
        "{}",
        done.out
    );
}

#[test]
fn an_id_that_names_no_change_or_several_is_trouble() {
    let series = "tests/fixtures/series/fee";
    for (id, reason) in [("zzzz", "no change of this series has that id"), ("", "no change of this series")] {
        let done = run(&["cite", series, id, "--no-cache"]);
        assert!(done.code == 2 && done.err.contains(reason), "{done:?}");
    }
}
