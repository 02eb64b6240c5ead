//! `recension import` as a user meets it.
#![cfg(feature = "cli")]

mod common;

use std::fs;
use std::path::Path;

use common::cli::{recension, run, run_with};
use common::git::{commit, git};
use common::series::{listing, manifest, scratch};
use serde_json::Value;

fn page(fee: usize) -> String {
    format!("# Mooring\n\nMembers must pay the mooring fee of {fee} euros.\n\nThe jetty is open in summer.\n")
}

#[test]
fn the_commits_of_a_file_become_snapshots() {
    let place = scratch();
    let repo = place.path().join("repo");
    fs::create_dir(&repo).expect("it can be made");
    git(&repo, &["init", "-q"], "2019-12-31T00:00:00Z");
    commit(&repo, "terms of use.md", &page(40), "Begin", "2020-01-02T10:00:00Z");
    commit(&repo, "other.md", "Other.\n", "Another file", "2020-02-02T10:00:00Z");
    commit(&repo, "terms of use.md", &page(45), "Raise the fee \u{1b}[31m", "2020-03-02T10:00:00Z");
    commit(&repo, "terms of use.md", &page(46), "Again", "2020-03-02T23:30:00-02:00");
    git(&repo, &["mv", "terms of use.md", "terms.md"], "2020-04-02T10:00:00Z");
    git(&repo, &["commit", "-q", "-m", "Rename"], "2020-04-02T10:00:00Z");
    git(&repo, &["checkout", "-q", "-b", "side"], "2020-04-03T10:00:00Z");
    commit(&repo, "terms.md", &page(48), "On a branch", "2020-04-04T10:00:00Z");
    git(&repo, &["checkout", "-q", "main"], "2020-04-05T10:00:00Z");
    commit(&repo, "other.md", "More.\n", "Meanwhile", "2020-04-06T10:00:00Z");
    git(&repo, &["merge", "-q", "--no-ff", "-m", "Merge side", "side"], "2020-05-02T10:00:00Z");
    commit(&repo, "terms.md", &page(50), "By a clock that is late", "2020-01-01T10:00:00Z");
    commit(&repo, "terms.md", "", "Empty it", "2020-06-02T10:00:00Z");

    let series = place.path().join("terms");
    let (from, to) = (repo.to_str().expect("plain"), series.to_str().expect("plain"));
    let done = run(&["import", "git", from, "terms.md", "--series", to, "--address", "https://example.org/terms"]);
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    assert!(done.out.contains("5 snapshots recorded, 1 already there or without a change"), "{}", done.out);
    assert!(done.out.contains("(Empty it): it is empty"), "{}", done.out);
    let told: Vec<(Value, Value)> =
        manifest(&series).iter().map(|line| (line["file"].clone(), line["revision"]["subject"].clone())).collect();
    let told: Vec<(&str, &str)> =
        told.iter().map(|(file, subject)| (file.as_str().expect("text"), subject.as_str().expect("text"))).collect();
    assert_eq!(
        told,
        [
            ("2020-01-02.md", "Begin"),
            ("2020-03-02.md", "Raise the fee \u{1b}[31m"),
            ("2020-03-03.md", "Again"),
            ("2020-05-02.md", "Merge side"),
            ("2020-05-02.2.md", "By a clock that is late"),
        ]
    );
    let late = &manifest(&series)[4];
    assert!(late["date"]["basis"].as_str().is_some_and(|basis| basis.contains("dated 2020-01-01")), "{late}");
    assert_eq!(manifest(&series)[0]["revision"]["path"], "terms of use.md");
    assert_eq!(run(&["verify", to]).code, 0);

    // The log shows commits, harmless for a terminal.
    let log = run(&["log", to, "--no-cache"]);
    assert!(log.out.contains("Raise the fee \\u{1b}[31m") && !log.out.contains('\u{1b}'), "{}", log.out);
    assert!(log.out.contains("“48 euros” becomes “50 euros” in “Members must"), "{}", log.out);

    // The same command brings the series up to date.
    commit(&repo, "terms.md", &page(60), "Another year", "2021-01-02T10:00:00Z");
    let again = run(&["import", "git", from, "terms.md", "--series", to]);
    assert!(again.out.contains("1 snapshot recorded"), "{}", again.out);
    assert_eq!(manifest(&series).len(), 6);
}

#[test]
fn a_range_of_commits_can_be_named() {
    let place = scratch();
    git(place.path(), &["init", "-q"], "2019-12-31T00:00:00Z");
    for (year, fee) in [(2018, 40), (2019, 41), (2020, 42)] {
        commit(place.path(), "terms.md", &page(fee), "Raise", &format!("{year}-01-02T10:00:00Z"));
        git(place.path(), &["tag", &format!("v{year}")], "2020-01-02T10:00:00Z");
    }
    let series = place.path().join("series");
    let mut command = recension(&["import", "git", ".", "terms.md", "--series", "series", "--range", "v2018..v2019"]);
    command.current_dir(place.path());
    let done = run_with(command, "");
    assert_eq!(done.code, 0, "{}", done.err);
    assert_eq!(listing(&series), ["2019-01-02.md", "manifest.jsonl", "series.toml"]);
}

#[test]
fn trouble_with_git_is_told_in_its_words() {
    let place = scratch();
    git(place.path(), &["init", "-q"], "2019-12-31T00:00:00Z");
    commit(place.path(), "terms.md", &page(40), "Begin", "2020-01-02T10:00:00Z");
    let repo = place.path().to_str().expect("plain");
    let series = place.path().join("series");
    let to = series.to_str().expect("plain");
    for (args, reason) in [
        (["import", "git", repo, "nothing.md", "--series", to].to_vec(), "no commit in HEAD changed nothing.md"),
        (["import", "git", "/no/such/place", "terms.md", "--series", to].to_vec(), "git: "),
        (["import", "git", repo, "terms.md", "--series", to, "--range", "no-such-tag"].to_vec(), "no-such-tag"),
        (["import", "git", repo, "terms.md", "--series", to, "--range=--output=x"].to_vec(), "--output=x"),
    ] {
        let done = run(&args);
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{args:?}");
        assert!(done.err.contains(reason), "{}", done.err);
        assert!(!series.exists(), "{args:?}");
    }
    assert!(!place.path().join("x").exists());
}

#[cfg(feature = "warc")]
mod warc {
    use super::*;

    fn import(file: &str, series: &Path, more: &[&str]) -> common::cli::Run {
        let series = series.to_str().expect("plain");
        run(&[&["import", "warc", file, "--series", series], more].concat())
    }

    fn told(series: &Path) -> Vec<(String, String)> {
        let text = |line: &Value, name: &str| line[name].as_str().unwrap_or_default().to_owned();
        manifest(series).iter().map(|line| (text(line, "file"), text(line, "captured"))).collect()
    }

    #[test]
    fn captures_are_taken_out_of_archives_of_every_form() {
        for name in ["site.warc.gz", "site.warc", "site.wacz"] {
            let place = scratch();
            let series = place.path().join("rules");
            let address = ["--address", "https://harbour.example/rules"];
            let done = import(&format!("tests/fixtures/warc/{name}"), &series, &address);
            assert_eq!((done.code, done.err.as_str()), (0, ""), "{name}");
            assert!(done.out.contains("4 snapshots recorded"), "{name}: {}", done.out);
            assert!(done.out.contains("of 2022-05-01: its body is packed with br"), "{name}: {}", done.out);
            let dates: Vec<String> = told(&series).into_iter().map(|(_, moment)| moment).collect();
            let moment = |year: usize| format!("{year}-05-01T10:00:00Z");
            assert_eq!(dates, [moment(2019), moment(2020), moment(2021), moment(2023)], "{name}");
            let first = fs::read(series.join("2019-05-01.html")).expect("it is there");
            assert_eq!(first, fs::read(series.join("2021-05-01.html")).expect("it is there"), "a revisit");
            assert!(first.starts_with(b"<html>"), "unpacked");
            // The charset that the server told is kept, and used.
            assert_eq!(manifest(&series)[1]["media_type"], "text/html; charset=windows-1252");
            let shown = run(&["show", &format!("{}@2020", series.display())]);
            assert!(shown.out.contains("Mr Müller"), "{}", shown.out);
            assert_eq!(run(&["verify", series.to_str().expect("plain")]).code, 0);
            let again = import(&format!("tests/fixtures/warc/{name}"), &series, &address);
            assert!(again.out.contains("0 snapshots recorded"), "{name}: {}", again.out);
        }
    }

    #[test]
    fn a_time_can_be_named_and_an_address_must_be_where_there_are_several() {
        let place = scratch();
        let series = place.path().join("rules");
        let several = import("tests/fixtures/warc/site.warc", &series, &[]);
        assert_eq!(several.code, 2);
        for address in ["http://harbour.example/rules", "http://harbour.example/tides", "--address"] {
            assert!(several.err.contains(address), "{}", several.err);
        }
        assert!(!series.exists());
        let some = ["--address", "harbour.example/rules", "--since", "2020", "--until", "2021"];
        assert_eq!(import("tests/fixtures/warc/site.warc", &series, &some).code, 0);
        let files: Vec<String> = told(&series).into_iter().map(|(file, _)| file).collect();
        assert_eq!(files, ["2020-05-01.html", "2021-05-01.html"]);
    }

    #[test]
    fn of_a_broken_archive_the_rest_is_imported() {
        let place = scratch();
        let whole = fs::read("tests/fixtures/warc/site.warc.gz").expect("it is there");
        let address = ["--address", "http://harbour.example/rules"];
        // Bytes in the middle of the third record are spoilt, and the end is cut off.
        let mut spoilt = whole[..whole.len() - 40].to_vec();
        let third =
            whole.windows(3).enumerate().filter(|(_, bytes)| *bytes == [0x1f, 0x8b, 8]).nth(2).expect("there").0;
        spoilt[third + 60..third + 80].fill(0xff);
        let file = place.path().join("spoilt.warc.gz");
        fs::write(&file, spoilt).expect("it can be written");
        let series = place.path().join("rules");
        let done = import(file.to_str().expect("plain"), &series, &address);
        assert_eq!(done.code, 0, "{}", done.err);
        let files: Vec<String> = told(&series).into_iter().map(|(file, _)| file).collect();
        assert_eq!(files, ["2019-05-01.html", "2020-05-01.html", "2021-05-01.html"]);
        assert!(done.out.matches("left out record").count() >= 2, "{}", done.out);
    }

    #[test]
    fn what_is_no_archive_is_trouble() {
        let place = scratch();
        let series = place.path().join("rules");
        for (file, reason) in [("README.md", "hold no page"), ("no-such.warc", "it cannot be opened")] {
            let done = import(file, &series, &[]);
            assert!(done.code == 2 && done.err.contains(reason), "{done:?}");
        }
        let done = import("tests/fixtures/warc/site.warc", &series, &["--address", "http://elsewhere.example/"]);
        assert!(done.code == 2 && done.err.contains("no capture of it"), "{done:?}");
    }
}
