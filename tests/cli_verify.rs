//! `recension verify --pair` as a user meets it. What `verify` tells of a series stands in `cli_add.rs`.
#![cfg(feature = "cli")]

mod common;

use common::cli::{recension, run, run_with};
use common::pairs;

#[test]
fn every_promise_is_named_and_holds() {
    for (old, new) in pairs() {
        let done = run(&["verify", "--pair", &old, &new]);
        assert_eq!(done.code, 0, "{old}: {}{}", done.out, done.err);
        assert_eq!(done.out.lines().count(), 8, "{}", done.out);
        assert!(done.out.lines().all(|line| line.starts_with("holds  ")), "{}", done.out);
    }
    let told = run(&["verify", "--pair", "tests/fixtures/library/old.md", "tests/fixtures/library/new.md"]).out;
    assert!(told.contains("holds   every segment is linked or told\n"), "{told}");
}

#[test]
fn one_side_can_come_from_standard_input() {
    let done = run_with(recension(&["verify", "--pair", "tests/fixtures/library/old.md", "-"]), "The gate is open.\n");
    assert_eq!(done.code, 0, "{}", done.err);
}

#[test]
fn what_cannot_be_compared_is_trouble() {
    let missing = run(&["verify", "--pair", "tests/fixtures/library/old.md", "nowhere.md"]);
    assert_eq!(missing.code, 2);
    assert!(missing.err.contains("nowhere.md: there is no such file"), "{}", missing.err);
    assert_eq!(run(&["verify"]).code, 2);
    assert_eq!(run(&["verify", "--pair", "one.md"]).code, 2);
}
