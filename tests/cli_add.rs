//! `recension add` and `recension verify` as a user meets them.
#![cfg(feature = "cli")]

mod common;

use std::fs;
use std::path::Path;

use common::cli::{Run, recension, run, run_with};
use common::series::{copy, listing, manifest, scratch};
use serde_json::Value;

const PAGE: &str =
    "<html><body><h1>Rules</h1>\n<p>The gate of the harbour is open from Monday to Friday.</p></body></html>\n";
const NEXT: &str =
    "<html><body><h1>Rules</h1>\n<p>The gate of the harbour is open from Monday to Saturday.</p></body></html>\n";

fn add(series: &Path, text: &str, more: &[&str]) -> Run {
    let series = series.to_str().expect("a plain path");
    run_with(recension(&[&["add", series, "-"], more].concat()), text)
}

fn verify(series: &Path) -> Run {
    run(&["verify", series.to_str().expect("a plain path")])
}

#[test]
fn a_series_is_begun_with_its_settings_and_a_line_for_each_capture() {
    let place = scratch();
    let series = place.path().join("rules");
    let done = add(&series, PAGE, &["--date", "2020-01-02", "--address", "https://example.org/rules"]);
    assert_eq!((done.code, done.err.as_str()), (0, ""), "{}", done.out);
    add(&series, NEXT, &["--date", "2021-01"]);
    assert_eq!(listing(&series), ["2020-01-02.html", "2021-01.html", "manifest.jsonl", "series.toml"]);
    assert_eq!(fs::read_to_string(series.join("2021-01.html")).expect("it is there"), NEXT, "bytes as they came");
    let settings = fs::read_to_string(series.join("series.toml")).expect("it is there");
    assert!(settings.contains("title = \"Rules\"\naddress = \"https://example.org/rules\"\n"), "{settings}");
    let lines = manifest(&series);
    assert_eq!(lines[0]["obtained"], "standard_input");
    assert_eq!(lines[1]["date"]["value"], "2021-01");
    assert_eq!(lines[1]["hash"], format!("blake3:{}", blake3::hash(NEXT.as_bytes()).to_hex()));
    assert_eq!(verify(&series).code, 0);
}

#[test]
fn the_same_bytes_are_recorded_once_and_other_bytes_of_a_day_get_a_number() {
    let place = scratch();
    let series = place.path().join("rules");
    add(&series, PAGE, &["--date", "2020-01-02"]);
    let again = add(&series, PAGE, &["--date", "2020-06-01"]);
    assert_eq!(again.code, 0);
    assert!(again.out.starts_with("nothing new: the same bytes as"), "{}", again.out);
    add(&series, NEXT, &["--date", "2020-01-02"]);
    // A page that went back to what it was is a capture of its own.
    add(&series, PAGE, &["--date", "2020-01-03"]);
    let files: Vec<Value> = manifest(&series).iter().map(|line| line["file"].clone()).collect();
    assert_eq!(files, ["2020-01-02.html", "2020-01-02.2.html", "2020-01-03.html"]);
}

#[test]
fn what_contradicts_is_refused_with_the_reason_and_leaves_nothing() {
    let place = scratch();
    let series = place.path().join("rules");
    let dated = "Rules\n\nLast updated: 5 May 2021\n\nThe gate of the harbour is open on Mondays.\n";
    let wall = "<html><title>Just a moment...</title><body><p>Verify you are human.</p></body></html>";
    for (text, date, reason) in [
        (dated, "2020-01-02", "last changed on 2021-05-05, after 2020-01-02"),
        (wall, "2020-01-02", "this is not the page"),
        ("  \n", "2020-01-02", "it is empty"),
        ("a\0b\0c\0\u{1}\u{2}", "2020-01-02", "it is not text"),
    ] {
        let done = add(&series, text, &["--date", date]);
        assert_eq!(done.code, 2, "{text}");
        assert!(done.err.contains(reason), "{}", done.err);
        assert!(!series.exists(), "{text}");
    }
    assert_eq!(add(&series, dated, &["--date", "2020-01-02", "--force"]).code, 0);
    let named = place.path().join("2019-03-04.html");
    fs::write(&named, PAGE).expect("it can be written");
    let path = named.to_str().expect("a plain path");
    let done = run(&["add", series.to_str().expect("a plain path"), path, "--date", "2018"]);
    assert!(done.code == 2 && done.err.contains("its name says 2019-03-04, and you say 2018"), "{}", done.err);
    assert_eq!(run(&["add", series.to_str().expect("a plain path"), path, "--date", "2019"]).code, 0);
}

#[test]
fn without_a_date_the_pages_own_one_counts_and_else_it_is_undated() {
    let place = scratch();
    let series = place.path().join("rules");
    add(&series, "Rules\n\nLast updated: 5 May 2021\n\nThe gate of the harbour is open on Mondays.\n", &[]);
    add(&series, "Rules\n\nThe gate was painted in June 2023. It is open on Mondays.\n", &[]);
    add(&series, "The gate is open.\n", &[]);
    let dates: Vec<(Value, Value)> =
        manifest(&series).iter().map(|line| (line["file"].clone(), line["date"]["confidence"].clone())).collect();
    let told = |file: &str, confidence: &str| (Value::from(file), Value::from(confidence));
    assert_eq!(
        dates,
        [told("2021-05-05.txt", "stated"), told("undated.txt", "bounded"), told("undated.2.txt", "unknown")]
    );
}

#[test]
fn a_folder_of_files_becomes_a_series_in_place() {
    let place = scratch();
    let series = copy("promise", place.path());
    let unlisted = verify(&series);
    assert_eq!(unlisted.code, 1);
    assert_eq!(unlisted.out.lines().filter(|line| line.contains("does not list it")).count(), 3, "{}", unlisted.out);
    let file = series.join("2020-03-02.md");
    let done = run(&["add", series.to_str().expect("plain"), file.to_str().expect("plain")]);
    assert!(done.code == 0 && done.out.starts_with("listed "), "{done:?}");
    assert_eq!(manifest(&series).len(), 3, "the first manifest lists all that lies there");
    let again = run(&["add", series.to_str().expect("plain"), file.to_str().expect("plain")]);
    assert!(again.out.starts_with("nothing new"), "{again:?}");
    let sound = verify(place.path());
    assert!(sound.code == 0 && sound.out.contains("3 snapshots, each as it was captured"), "{sound:?}");
}

#[test]
fn verify_tells_what_is_not_as_it_was_recorded() {
    let place = scratch();
    let series = place.path().join("rules");
    add(&series, PAGE, &["--date", "2020-01-02"]);
    add(&series, NEXT, &["--date", "2021-01-02"]);
    add(&series, PAGE, &["--date", "2022-01-02"]);
    fs::write(series.join("2020-01-02.html"), "The gate is shut.\n").expect("it can be written");
    fs::remove_file(series.join("2021-01-02.html")).expect("it is there");
    fs::write(series.join("2023-01-02.html"), PAGE).expect("it can be written");
    let done = verify(&series);
    assert_eq!(done.code, 1);
    for told in [
        "2020-01-02.html: it is not what was captured",
        "2021-01-02.html: it is listed",
        "2023-01-02.html: the manifest",
    ] {
        assert!(done.out.contains(told), "{}", done.out);
    }
    assert_eq!(done.out.lines().count(), 3, "{}", done.out);
}

#[test]
fn a_writer_that_was_killed_leaves_nothing_that_counts_or_a_whole_capture() {
    let place = scratch();
    let series = place.path().join("rules");
    add(&series, PAGE, &["--date", "2020-01-02"]);
    add(&series, NEXT, &["--date", "2021-01-02"]);
    // Killed before the file got its name …
    fs::rename(series.join("2021-01-02.html"), series.join(".2021-01-02.html.new")).expect("it is there");
    assert_eq!(verify(&series).code, 0);
    let newest = run(&["show", &format!("{}@last", series.display())]);
    assert!(newest.out.contains("Monday to Saturday"), "{newest:?}");
    // … and in the middle of its line.
    let path = series.join("manifest.jsonl");
    let whole = fs::read(&path).expect("it is there");
    fs::write(&path, [&whole[..], br#"{"file":"2022-01"#].concat()).expect("it can be written");
    assert_eq!(verify(&series).code, 0);
    assert_eq!(add(&series, PAGE, &["--date", "2022-01-02"]).code, 0);
    assert_eq!(manifest(&series).len(), 3);
    assert_eq!(verify(&series).code, 0);
    assert!(series.join("2021-01-02.html").exists(), "the next writer gives it its name");
}

#[test]
fn many_writers_at_once_lose_nothing() {
    let place = scratch();
    let series = place.path().join("rules");
    let path = series.to_str().expect("plain").to_owned();
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let path = &path;
            scope.spawn(move || {
                for round in 0..3 {
                    let text = format!("# Rules\n\nGate {writer} opens {round} times a day for the boats.\n");
                    let done = run_with(recension(&["add", path, "-", "--date", "2020-01-02"]), text);
                    assert_eq!(done.code, 0, "{}", done.err);
                }
            });
        }
    });
    assert_eq!(manifest(&series).len(), 12);
    assert_eq!(verify(&series).code, 0);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_out_of_a_series() {
    let place = scratch();
    let series = place.path().join("rules");
    add(&series, PAGE, &["--date", "2020-01-02"]);
    let outside = place.path().join("secret.html");
    fs::write(&outside, NEXT).expect("it can be written");
    fs::remove_file(series.join("2020-01-02.html")).expect("it is there");
    std::os::unix::fs::symlink(&outside, series.join("2020-01-02.html")).expect("links can be made");
    let done = verify(&series);
    assert!(done.code == 1 && done.out.contains("it is no plain file"), "{done:?}");
    let shown = run(&["show", series.to_str().expect("plain")]);
    assert!(shown.code == 2 && shown.err.contains("links are not followed"), "{shown:?}");
}

#[test]
fn a_series_is_an_operand() {
    let series = "tests/fixtures/series/fee";
    let summary = |operands: &[&str]| {
        let done = run(&[&["diff", "--format", "json", "--no-text"], operands].concat());
        assert_eq!(done.code, 0, "{}", done.err);
        let report: Value = serde_json::from_str(&done.out).expect("it is JSON");
        let name =
            |side: &str| report[side]["source"].as_str().expect("it has a name").rsplit('/').next().map(str::to_owned);
        (name("old").expect("a file"), name("new").expect("a file"))
    };
    let at = |date: &str| format!("{series}@{date}");
    let pair = |old: &str, new: &str| (format!("{old}-01-15.txt"), format!("{new}-01-15.txt"));
    assert_eq!(summary(&[series]), pair("2017", "2018"));
    assert_eq!(summary(&[&at("2014")]), pair("2014", "2018"));
    assert_eq!(summary(&[&at("2014-12-31")]), pair("2014", "2018"), "the last one before a day");
    assert_eq!(summary(&[&at("first..last")]), pair("2012", "2018"));
    assert_eq!(summary(&[&at("..2015-01-15")]), pair("2012", "2015"));
    assert_eq!(summary(&[&at("2013"), series]), pair("2013", "2018"));
    assert_eq!(summary(&[&at("2013"), &format!("{series}/2016-01-15.txt")]), pair("2013", "2016"));
    for (operand, reason) in [
        (at("2011"), "there is no such snapshot; there are 7, from 2012-01-15 to 2018-01-15"),
        (at("last"), "this is the newest snapshot"),
        (format!("{series}/2016-01-15.txt"), "one operand must be a series"),
    ] {
        let done = run(&["diff", &operand]);
        assert!(done.code == 2 && done.err.contains(reason), "{}", done.err);
    }
    let shown = run(&["show", &at("2013"), "--stage", "document"]);
    assert!(shown.code == 0 && shown.out.contains("2013-01-15"), "{shown:?}");
}
