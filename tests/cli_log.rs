//! `recension log`, `blame` and `trace` as a user meets them.
#![cfg(feature = "cli")]

mod common;

use std::fs;
use std::path::Path;

use common::cli::{Run, assert_valid, run};
use common::series::{copy, listing, scratch};
use serde_json::Value;

/// Runs a command on a series of the fixtures, without leaving anything there.
fn on(command: &str, series: &str, more: &[&str]) -> Run {
    let path = format!("tests/fixtures/series/{series}");
    let done = run(&[&[command, &path, "--no-cache"], more].concat());
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    done
}

fn json(command: &str, series: &str, more: &[&str]) -> Value {
    let done = on(command, series, &[more, &["--format", "json"]].concat());
    let value: Value = serde_json::from_str(&done.out).expect("it is JSON");
    assert_valid(command, &value);
    value
}

fn kinds(entry: &Value) -> Vec<&str> {
    let changes = entry["changes"].as_array().expect("there are changes");
    changes.iter().map(|change| change["kind"].as_str().expect("a name")).collect()
}

#[test]
fn a_promise_that_comes_back_is_the_same_claim_with_a_reservation() {
    let traced = on("trace", "promise", &["We will never sell the movements of your ship"]);
    assert_eq!(
        traced.out,
        "\
We will never sell the movements of your ship to third parties, unless the law
requires it.

2020-03-02  first seen
            We will never sell the movements of your ship to third parties.

2021-06-14  dropped

2022-09-30  said again, for the last time before on 2020-03-02; reworded:
            condition
            We will never sell the movements of your ship to third parties{+,
            unless the law requires it+}.

2022-09-30  still stands
"
    );
    let log = json("log", "promise", &[]);
    let newest = &log["entries"][0];
    assert_eq!(newest["changes"][0]["kind"], "restored");
    assert_eq!(newest["changes"][0]["last_said"], 0);
    assert!(!kinds(newest).contains(&"added"), "what is said again is not told as new: {newest}");
    let claims = &newest["summary"]["claims"];
    assert_eq!((&claims["restored"], &claims["added"]), (&1.into(), &0.into()), "and not counted as such");
    let verdict = newest["summary"]["verdict"].as_str().expect("a sentence");
    assert!(verdict.ends_with("1 restored"), "{verdict}");
}

#[test]
fn a_section_that_comes_back_is_told_once() {
    let place = scratch();
    let rules = "# Rules\n\n## Gate\n\nThe gate of the harbour is open from Monday to Friday.\n\n\
                 Every visitor must sign the book at the gate.\n";
    let refunds = "\n## Refunds\n\nFees are refunded within thirty days after a written request.\n\n\
                   No refund is made for days on which the harbour was closed by ice.\n";
    let whole = format!("{rules}{refunds}");
    for (date, text) in [("2020-01-01", whole.as_str()), ("2021-01-01", rules), ("2022-01-01", &whole)] {
        fs::write(place.path().join(format!("{date}.md")), text).expect("it can be written");
    }
    let done = run(&["log", place.path().to_str().expect("plain"), "--no-cache", "--format", "json"]);
    let log: Value = serde_json::from_str(&done.out).expect("it is JSON");
    let newest = &log["entries"][0];
    assert_eq!(kinds(newest), ["restored"], "{newest}");
    let change = &newest["changes"][0];
    assert_eq!(change["headline"], "Says again the section “Refunds” with 2 claims");
    assert_eq!((&change["last_said"], change["old"].as_array().map(Vec::len)), (&0.into(), Some(3)));
    assert_eq!(newest["summary"]["claims"]["restored"], 2);
}

#[test]
fn a_claim_that_was_reworded_six_times_is_one_claim() {
    let blamed = json("blame", "fee", &[]);
    let fee = &blamed["lines"][2];
    assert_eq!((&fee["times"], &fee["first_seen"], &fee["last_changed"]), (&6.into(), &0.into(), &6.into()));
    let traced = on("trace", "fee", &["members pay the mooring fee of some euros"]);
    let told: Vec<&str> = traced.out.lines().filter(|line| line.starts_with("201")).collect();
    assert_eq!(
        told,
        [
            "2012-01-15  first seen",
            "2013-01-15  reworded: money",
            "2014-01-15  reworded: modality",
            "2015-01-15  reworded: number",
            "2016-01-15  reworded: scope",
            "2017-01-15  reworded: condition",
            "2018-01-15  reworded: modality, money",
            "2018-01-15  still stands",
        ]
    );
    assert!(traced.out.contains("Members [-must-]{+should+} pay"), "{}", traced.out);
}

#[test]
fn a_claim_moves_to_another_section_and_is_split_later() {
    let traced = on("trace", "quay", &["the crane lifts no more than 12 tonnes and is inspected"]);
    assert!(traced.out.contains("2017-05-01  moved from “Safety” to “Staff”"), "{}", traced.out);
    assert!(traced.out.contains("split; “It is inspected by the harbour master"), "{}", traced.out);
    let part = on("trace", "quay", &["It is inspected by the harbour master every spring."]);
    assert!(part.out.contains("2019-05-01  split off from “The crane lifts no more than 12 tonnes.”"), "{}", part.out);
}

#[test]
fn an_edit_under_a_date_that_stands_still_is_told_and_so_is_a_date_that_moves_alone() {
    let log = json("log", "promise", &["--kind", "silent_edit"]);
    let entries = log["entries"].as_array().expect("there are entries");
    assert_eq!(entries.len(), 1, "a page that rolls its date with its text is in order: {log}");
    let headline = entries[0]["changes"][0]["headline"].as_str().expect("a line");
    assert_eq!(headline, "Drops a claim while its own date stays 2020-03-02");
    let place = scratch();
    let page = |date: &str| format!("# Rules\n\nLast updated: {date}\n\nThe gate of the harbour is open on Mondays.\n");
    for (file, date) in [("2020-01-02.md", "1 January 2020"), ("2021-01-02.md", "1 January 2021")] {
        fs::write(place.path().join(file), page(date)).expect("it can be written");
    }
    let path = place.path().to_str().expect("plain");
    let done = run(&["log", path, "--kind", "silent_edit"]);
    let line = "Moves its own date from 2020-01-01 to 2021-01-01 while no claim changes";
    assert!(done.out.contains(line), "{}", done.out);
    let quiet = run(&["log", path]);
    assert!(!quiet.out.contains("Moves its own date"), "it is of level minor: {}", quiet.out);
}

#[test]
fn the_log_is_told_newest_first_or_the_other_way_and_in_the_time_that_is_asked_for() {
    let dates = |more: &[&str]| -> Vec<String> {
        let log = json("log", "fee", more);
        let snapshots = &log["pages"][0]["snapshots"];
        let index = |entry: &Value| entry["snapshot"].as_u64().expect("a number") as usize;
        let date = |entry: &Value| snapshots[index(entry)]["date"]["value"].as_str().expect("a date")[..4].to_owned();
        log["entries"].as_array().expect("there are entries").iter().map(date).collect()
    };
    assert_eq!(dates(&[]), ["2018", "2017", "2016", "2015", "2014", "2013", "2012"]);
    assert_eq!(dates(&["--reverse", "-n", "2"]), ["2012", "2013"]);
    assert_eq!(dates(&["--since", "2014", "--until", "2015-01-15"]), ["2015", "2014"]);
    assert_eq!(dates(&["--kind", "modality"]), ["2018", "2014"]);
    assert_eq!(dates(&["--about", "hardship"]), ["2018", "2017"]);
}

#[test]
fn the_same_edit_on_many_pages_is_told_once() {
    let place = scratch();
    for name in ["fee", "quay"] {
        copy(name, place.path());
    }
    fs::rename(place.path().join("fee"), place.path().join("east")).expect("it is there");
    copy("fee", place.path());
    fs::rename(place.path().join("fee"), place.path().join("west")).expect("it is there");
    let path = place.path().to_str().expect("plain");
    let done = run(&["log", path, "--no-cache", "--format", "json"]);
    let log: Value = serde_json::from_str(&done.out).expect("it is JSON");
    assert_valid("log", &log);
    let entries = log["entries"].as_array().expect("there are entries");
    let both: Vec<&Value> = entries.iter().filter(|entry| entry["snapshot"] == 2 && entry["page"] != 1).collect();
    assert_eq!(both.len(), 2);
    assert_eq!(both[0]["changes"][0]["also"], serde_json::json!([["west", "2014-01-15"]]));
    assert_eq!(both[1]["changes"].as_array().map(Vec::len), Some(0));
    assert_eq!(both[1]["told_elsewhere"], 1);
    let read = run(&["log", path, "--no-cache", "--since", "2014", "--until", "2014"]);
    assert!(read.out.contains("2014-01-15  east") && read.out.contains("also on west (2014-01-15)"), "{}", read.out);
}

#[test]
fn terms_are_counted_at_each_snapshot() {
    let traced = on("trace", "fee", &["hardship"]);
    assert!(traced.out.starts_with("“hardship” stands in 2 of 7 snapshots\n"), "{}", traced.out);
    assert!(traced.out.contains("2016-01-15  0\n2017-01-15  1 █\n"), "{}", traced.out);
    assert_eq!(json("trace", "fee", &["hardship"])["counts"], serde_json::json!([0, 0, 0, 0, 0, 1, 1]));
    let nothing = run(&["trace", "tests/fixtures/series/fee", "--no-cache", "a zebra on a unicycle"]);
    assert!(nothing.code == 2 && nothing.err.contains("no snapshot says anything like"), "{nothing:?}");
}

#[test]
fn an_earlier_snapshot_has_its_own_blame() {
    let blamed = json("blame", "fee@2014", &[]);
    assert_eq!(blamed["page"]["snapshots"].as_array().map(Vec::len), Some(3));
    assert_eq!(blamed["lines"][2]["times"], 2);
    let read = on("blame", "fee@2014", &[]);
    assert!(read.out.contains("2012-01-15  2014-01-15     ×2  Members should pay"), "{}", read.out);
}

#[test]
fn a_capture_that_is_no_page_is_left_out_and_named() {
    let place = scratch();
    let series = copy("fee", place.path());
    fs::write(
        series.join("2014-06-01.html"),
        "<html><title>Just a moment...</title><body><p>Verify you are human.</p></body></html>",
    )
    .expect("it can be written");
    fs::write(series.join("2014-07-01.txt"), "").expect("it can be written");
    let done = run(&["log", series.to_str().expect("plain"), "--format", "json"]);
    let log: Value = serde_json::from_str(&done.out).expect("it is JSON");
    let left_out = log["pages"][0]["left_out"].as_array().expect("a list");
    assert_eq!(left_out.len(), 2, "{left_out:?}");
    assert!(left_out[0][1].as_str().is_some_and(|reason| reason.contains("human visitor")), "{left_out:?}");
    assert_eq!(log["entries"].as_array().map(Vec::len), Some(7));
}

#[test]
fn what_is_kept_between_runs_changes_nothing_and_is_checked() {
    let place = scratch();
    let series = copy("fee", place.path());
    let path = series.to_str().expect("plain");
    let log = |more: &[&str]| {
        let done = run(&[&["log", path, "--format", "json"], more].concat());
        assert_eq!(done.code, 0, "{}", done.err);
        done.out
    };
    let fresh = log(&["--no-cache"]);
    assert_eq!(log(&[]), fresh);
    assert_eq!(log(&[]), fresh);
    let cache = series.join(".recension");
    assert_eq!(fs::read_to_string(cache.join(".gitignore")).expect("git is told"), "*\n");
    for name in listing(&cache).iter().filter(|name| name.contains('-')) {
        let path = cache.join(name);
        let spoilt = fs::read_to_string(&path).expect("it is text").replace("euros", "pence");
        fs::write(&path, spoilt).expect("it can be written");
    }
    assert_eq!(log(&[]), fresh);
    // A snapshot in between is compared with its new neighbours.
    fs::copy(series.join("2013-01-15.txt"), series.join("2012-06-01.txt")).expect("it can be copied");
    assert_eq!(log(&[]), log(&["--no-cache"]));
    // And one whose bytes are not what the manifest says is not read at all.
    run(&["add", path, &format!("{path}/2012-06-01.txt")]);
    fs::write(series.join("2015-01-15.txt"), "Something else.\n").expect("it can be written");
    let done = run(&["log", path]);
    assert!(done.code == 2 && done.err.contains("it is not what was captured"), "{done:?}");
}

#[test]
fn a_series_that_is_not_there_is_trouble() {
    for args in [["log", "tests/fixtures/library"], ["blame", "no/such"], ["blame", "README.md"]] {
        let done = run(&args);
        assert!(done.code == 2 && done.err.starts_with("recension: "), "{done:?}");
    }
    assert!(Path::new("tests/fixtures/series/fee").exists());
}

#[test]
fn what_the_settings_of_a_series_ignore_is_shown_as_such_and_changes_nothing() {
    let place = scratch();
    let page = |fee: usize, offer: &str| {
        format!(
            "<h1>Rules</h1><div class=teaser><p>Only today you must buy {offer} for your boat.</p></div>\
             <main><p>Members must pay a fee of {fee} euros.</p><p>The gate is shut at night.</p></main>"
        )
    };
    for (date, fee, offer) in
        [("2020-01-01", 40, "a rope"), ("2021-01-01", 40, "an anchor"), ("2022-01-01", 45, "a sail")]
    {
        fs::write(place.path().join(format!("{date}.html")), page(fee, offer)).expect("it can be written");
    }
    let path = place.path().to_str().expect("plain");
    let told = || run(&["log", path]).out;
    let settings = |text: &str| fs::write(place.path().join("series.toml"), text).expect("it can be written");
    assert!(told().contains("an anchor"), "{}", told());
    // What was compared by other settings is not told any more, whatever is kept of it.
    for text in ["[read]\nignore = ['.teaser']\n", "[read]\nkeep = ['h1', 'main']\n"] {
        settings(text);
        let log = told();
        assert!(!log.contains("anchor") && log.contains("becomes “45"), "{text}{log}");
        assert!(log.contains("2021-01-01\n  No claim changed"), "{text}{log}");
    }
    let shown = run(&["show", &format!("{path}@last"), "--stage", "segments"]);
    assert!(shown.out.contains("ignored") && shown.out.contains("a sail"), "{}", shown.out);
    let report = run(&["diff", path, "--format", "html"]);
    assert!(report.out.contains("ignored by a selector"), "it is no secret");
    settings("[read]\nignore = ['p:hover']\n");
    let done = run(&["log", path]);
    assert!(done.code == 2 && done.err.contains("series.toml") && done.err.contains("'p:hover'"), "{done:?}");
    settings("[read]\nignored = ['p']\n");
    assert!(run(&["log", path]).err.contains("unknown field `ignored`"));
}
