//! What a page hides in its text reaches no reader raw, in whatever format.
#![cfg(feature = "cli")]

mod common;

use common::cli::{json, run};
use common::series::scratch;

/// Characters that move a cursor, turn the order of a line around, or cannot be seen, each inside a word.
const HIDDEN: &str = "\u{1b}\u{7}\u{9b}\u{202e}\u{2066}\u{200b}\u{2060}\u{feff}\u{e0041}\u{2028}\u{200d}\u{34f}\u{3164}\u{206a}\u{fe0f}\u{e0101}\u{2800}";

fn pair() -> (tempfile::TempDir, String, String) {
    let place = scratch();
    let page = |duty: &str| {
        let words: String = HIDDEN.chars().map(|c| format!("The re{c}port {duty} be signed. ")).collect();
        format!("# Ru\u{202e}les\n\n{words}\n\n- =1+1 {duty} be paid, ::error::{duty}\n\n%0A::warning::{duty} be so.\n")
    };
    let [old, new] = [("old.md", page("must")), ("new.md", page("may"))].map(|(name, text)| {
        let path = place.path().join(name);
        std::fs::write(&path, text).expect("it can be written");
        path.to_str().expect("plain").to_owned()
    });
    (place, old, new)
}

#[test]
fn no_format_for_readers_or_for_a_log_hands_them_on() {
    let (_place, old, new) = pair();
    let run_of = |args: &[&str]| {
        let done = run(args);
        assert!(done.code < 2, "{args:?}: {}", done.err);
        done.out
    };
    for format in ["terminal", "markdown", "summary", "csv", "html"] {
        let report = run_of(&["diff", &old, &new, "--format", format, "--level", "minor"]);
        // Spreadsheets know a file as UTF-8 by the mark that it begins with.
        let report = report.strip_prefix('\u{feff}').unwrap_or(&report);
        for c in HIDDEN.chars() {
            assert!(!report.contains(c), "{format}: {c:?}");
        }
    }
    for format in ["terminal", "github", "gitlab", "junit", "sarif", "json"] {
        let report = run_of(&["check", &old, &new, "--format", format, "--force"]);
        assert!(report.contains("may"), "{format} tells something");
        let raw = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
        assert!(!report.contains(raw), "{format}: {report:?}");
        if matches!(format, "terminal" | "github") {
            assert!(!report.chars().any(|c| HIDDEN.contains(c)), "{format}: {report:?}");
        }
    }
}

#[test]
fn a_line_of_a_page_gives_github_no_order() {
    let (_place, old, new) = pair();
    let report = run(&["check", &old, &new, "--format", "github", "--force"]).out;
    for line in report.lines() {
        let orders = line.matches("::").count();
        assert!(
            line.starts_with("::error ") || line.starts_with("::warning ") || line.starts_with("::notice "),
            "{line}"
        );
        let head = line.split("::").nth(1).unwrap_or_default();
        assert!(!head.contains("%0A") && orders >= 2, "{line}");
    }
}

/// What services that run builds obey in a log, at its beginning or anywhere.
const ORDERS: [&str; 5] = ["::error::", "::add-mask::", "::stop-commands::x", "##[add-mask]", "##vso[task.complete]"];

#[test]
fn no_report_in_a_log_gives_an_order() {
    let place = scratch();
    let page = |duty: &str| {
        // Lines are wrapped, so that some of these begin one.
        let words: String = (0..40).map(|at| format!("{duty} {} the gate ", ORDERS[at % ORDERS.len()])).collect();
        format!("# ::error::Rules\n\n{words}.\n\n::warning::{duty} be signed.\n")
    };
    let [old, new] = [("2020-01-01.md", page("must")), ("2021-01-01.md", page("may"))].map(|(name, text)| {
        let path = place.path().join(name);
        std::fs::write(&path, text).expect("it can be written");
        path.to_str().expect("plain").to_owned()
    });
    let series = place.path().to_str().expect("plain");
    for args in [
        vec!["diff", &old, &new, "--level", "minor"],
        vec!["check", &old, &new, "--force"],
        vec!["log", series, "--level", "minor"],
        vec!["blame", series],
        vec!["trace", series, "must"],
        vec!["show", &old],
    ] {
        let done = run(&args);
        assert!(done.out.contains("gate"), "{args:?}: {}", done.err);
        for line in done.out.lines() {
            assert!(!line.trim_start().starts_with("::"), "{args:?}: {line}");
            assert!(!line.contains("##[") && !line.contains("##vso["), "{args:?}: {line}");
        }
    }
}

#[test]
fn soft_hyphens_part_no_word_for_who_searches_a_log() {
    let place = scratch();
    let page = |duty: &str| format!("The Ver\u{ad}trags\u{ad}partner {duty} sign. The fee is 1\u{ad}0 euros.\n");
    let [old, new] = [("old.txt", page("must")), ("new.txt", page("may"))].map(|(name, text)| {
        let path = place.path().join(name);
        std::fs::write(&path, text).expect("it can be written");
        path.to_str().expect("plain").to_owned()
    });
    for format in ["terminal", "markdown", "summary"] {
        let report = run(&["diff", &old, &new, "--format", format, "--level", "minor"]).out;
        assert!(!report.contains('\u{ad}'), "{format}: {report}");
        assert!(format == "summary" || report.contains("Vertragspartner"), "{format}: {report}");
    }
    let report = json(&old, &new, &[]);
    let notes: Vec<_> = report["notes"].as_array().expect("there are notes").iter().map(|note| &note["code"]).collect();
    assert_eq!(notes, ["hidden_characters", "soft_hyphens", "hidden_characters", "soft_hyphens"]);
    assert!(report["new"]["text"].as_str().is_some_and(|text| text.contains("Ver\u{ad}trag")), "the text is kept");
}

#[test]
fn they_are_counted_in_the_notes() {
    let (_place, old, new) = pair();
    let report = json(&old, &new, &[]);
    let notes = report["notes"].as_array().expect("there are notes");
    let sides = notes.iter().filter(|note| note["code"] == "hidden_characters").map(|note| note["side"].as_str());
    assert_eq!(sides.collect::<Vec<_>>(), [Some("old"), Some("new")]);
}
