//! `recension show` as a user meets it.
#![cfg(feature = "cli")]

mod common;

use common::cli::{recension, run, run_with};

const OLD: &str = "tests/fixtures/library/old.md";
const NEW: &str = "tests/fixtures/library/new.md";

#[test]
fn every_stage_of_one_snapshot_can_be_seen() {
    for (stage, sign) in [
        ("document", "blake3:"),
        ("sections", "Borrowing"),
        ("segments", "The reading room closes at 18:00 on weekdays."),
        ("tokens", "weekdays"),
        ("facets", ""),
    ] {
        let shown = run(&["show", OLD, "--stage", stage]);
        assert_eq!(shown.code, 0, "{stage}: {}", shown.err);
        assert!(shown.out.contains(sign), "{stage}: {}", shown.out);
    }
}

#[test]
fn every_stage_of_a_pair_can_be_seen() {
    for stage in ["document", "sections", "segments", "tokens", "facets", "align", "changes"] {
        let shown = run(&["show", OLD, NEW, "--stage", stage]);
        assert_eq!(shown.code, 0, "{stage}: {}", shown.err);
        assert!(!shown.out.is_empty(), "{stage}");
    }
}

#[test]
fn without_a_stage_one_snapshot_shows_its_segments_and_a_pair_its_links() {
    assert_eq!(run(&["show", OLD]).out, run(&["show", OLD, "--stage", "segments"]).out);
    assert_eq!(run(&["show", OLD, NEW]).out, run(&["show", OLD, NEW, "--stage", "align"]).out);
}

#[test]
fn links_show_both_ends() {
    let shown = run(&["show", OLD, NEW]).out;
    let same = "The reading room closes at 18:00 on weekdays.";
    let lines: Vec<&str> = shown.lines().filter(|line| line.ends_with(same)).collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].starts_with("  - ") && lines[1].starts_with("  + "), "{lines:?}");
}

#[test]
fn what_is_gone_is_shown_with_how_sure_that_is() {
    let shown = run(&["show", OLD, NEW]).out;
    let sure: Vec<f64> = shown.lines().filter_map(|line| line.strip_prefix("removed  ")?.parse().ok()).collect();
    assert!(!sure.is_empty() && sure.iter().all(|sure| (0.0..=1.0).contains(sure)), "{sure:?}");
}

#[test]
fn a_stage_of_a_pair_asks_for_the_second_snapshot() {
    let done = run(&["show", OLD, "--stage", "align"]);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("recension show OLD NEW --stage align"), "{}", done.err);
}

#[test]
fn a_snapshot_can_come_from_standard_input() {
    let shown = run_with(recension(&["show", "-"]), "The gate is open.\n");
    assert!(shown.out.contains("The gate is open."), "{}", shown.err);
}
