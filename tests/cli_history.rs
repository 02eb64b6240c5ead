//! The formats of `log` and `blame`, each read back by a parser that is not ours.
#![cfg(all(feature = "cli", feature = "html", feature = "atom"))]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::str::FromStr;

use common::cli::run;
use common::root;
use common::series::{copy, scratch};
use common::web::{assert_sound, text, words};
use recension::report::safe;
use serde_json::Value;

/// A report on series, without leaving anything there.
fn report(command: &str, series: &Path, format: &str, more: &[&str]) -> String {
    let path = series.to_str().expect("plain");
    let done = run(&[&[command, path, "--no-cache", "--format", format], more].concat());
    assert_eq!((done.code, done.err.as_str()), (0, ""), "{command} {path} {format}");
    done.out
}

fn json(command: &str, series: &Path, more: &[&str]) -> Value {
    serde_json::from_str(&report(command, series, "json", more)).expect("it is JSON")
}

/// All series of the fixtures, and one whose pages try to break out of every format.
fn series(place: &Path) -> Vec<std::path::PathBuf> {
    let mut all: Vec<_> = ["fee", "promise", "quay"].iter().map(|name| copy(name, place)).collect();
    let hostile = place.join("hostile");
    fs::create_dir(&hostile).expect("it can be made");
    for (date, side) in [("2020-01-01", "old"), ("2021-01-01", "new"), ("2022-01-01", "old")] {
        for extension in ["html", "txt"] {
            let from = root().join(format!("tests/fixtures/hostile/{side}.{extension}"));
            fs::copy(from, hostile.join(format!("{date}.{extension}"))).expect("the fixture is there");
        }
    }
    let settings = "title = \"]]></title><script>alert(1)</script> \\u001b[31m\"\naddress = \"javascript:alert(1)\"\n";
    fs::write(hostile.join("series.toml"), settings).expect("it can be written");
    all.push(hostile);
    all
}

/// The changes of a log, in the order in which they are told.
fn changes(log: &Value) -> Vec<&Value> {
    let entries = log["entries"].as_array().expect("there are entries");
    entries.iter().flat_map(|entry| entry["changes"].as_array().expect("a list")).collect()
}

#[test]
fn a_log_as_a_web_page_holds_every_change_and_nothing_of_a_page_is_markup() {
    let place = scratch();
    let mut all = series(place.path());
    all.push(place.path().to_owned());
    for one in all {
        let page = report("log", &one, "html", &[]);
        let elements = assert_sound(&page, &one.to_string_lossy());
        assert!(elements.iter().all(|element| element.name != "script"), "it needs no script");
        let told: Vec<String> = elements
            .iter()
            .filter(|element| element.name == "article")
            .map(|element| words(&text(&element.handle, "")))
            .collect();
        let log = json("log", &one, &[]);
        let wanted = changes(&log);
        assert_eq!(told.len(), wanted.len(), "{}", one.display());
        for (told, change) in told.iter().zip(wanted) {
            let headline = words(&safe::browser(change["headline"].as_str().expect("a line")));
            assert!(told.contains(&headline), "{headline}\n{told}");
        }
        let drawn = elements.iter().filter(|element| element.has_class("timeline")).count();
        assert_eq!(drawn, log["pages"].as_array().map_or(0, Vec::len), "each page has its timeline");
    }
}

#[test]
fn a_blame_as_a_web_page_holds_the_whole_text_each_claim_with_its_band() {
    let place = scratch();
    for one in series(place.path()) {
        let elements = assert_sound(&report("blame", &one, "html", &[]), &one.to_string_lossy());
        let blame = json("blame", &one, &[]);
        let lines: Vec<_> = elements.iter().filter(|element| element.has_class("line")).collect();
        let wanted = blame["lines"].as_array().expect("there are lines");
        assert_eq!(lines.len(), wanted.len());
        for (line, wanted) in lines.iter().zip(wanted) {
            let (told, claim) = (words(&text(&line.handle, "")), wanted["text"].as_str().expect("a text"));
            assert!(told.contains(&words(&safe::browser(claim))), "{claim}\n{told}");
        }
        assert_eq!(elements.iter().filter(|element| element.has_class("band")).count(), lines.len());
    }
}

#[test]
fn a_log_as_a_feed_is_one_to_a_reader_of_feeds() {
    let place = scratch();
    for one in series(place.path()) {
        let source = report("log", &one, "atom", &[]);
        let feed = atom_syndication::Feed::from_str(&source).unwrap_or_else(|error| panic!("{error}\n{source}"));
        let log = json("log", &one, &[]);
        let entries = log["entries"].as_array().expect("there are entries");
        assert_eq!(feed.entries().len(), entries.len());
        let ids: BTreeSet<&str> = feed.entries().iter().map(atom_syndication::Entry::id).collect();
        assert_eq!(ids.len(), entries.len(), "each entry has a name of its own");
        assert!(feed.authors().len() == 1 && feed.id().starts_with("urn:uuid:"), "{source}");
        assert_eq!(feed.updated(), feed.entries()[0].updated(), "as new as its newest entry");
        for (entry, wanted) in feed.entries().iter().zip(entries) {
            let content = entry.content().expect("it tells what changed");
            assert_eq!(content.content_type(), Some("html"));
            let told = content.value().expect("as text");
            let page = common::web::elements(&format!("<!DOCTYPE html><title>x</title>{told}"));
            for element in page.iter() {
                let plain = ["html", "head", "title", "body", "p", "ul", "li", "strong", "br"];
                assert!(plain.contains(&element.name.as_str()), "<{}> in {told}", element.name);
            }
            for change in wanted["changes"].as_array().expect("a list").iter().filter(|one| one["level"] != "minor") {
                assert!(told.contains(change["id"].as_str().expect("an id")), "{change}\n{told}");
            }
            let addresses = entry.links().iter().map(atom_syndication::Link::href);
            assert!(addresses.into_iter().all(|address| address.starts_with("http")), "{source}");
        }
        assert_eq!(report("log", &one, "atom", &[]), source, "the same feed each time");
    }
}

#[test]
fn a_log_and_a_blame_are_tables_for_spreadsheets() {
    let place = scratch();
    for one in series(place.path()) {
        for (command, rows) in [
            ("log", changes(&json("log", &one, &[])).len()),
            ("blame", json("blame", &one, &[])["lines"].as_array().map_or(0, Vec::len)),
        ] {
            let source = report(command, &one, "csv", &[]);
            let mut table = csv::Reader::from_reader(source.trim_start_matches('\u{feff}').as_bytes());
            let read: Vec<csv::StringRecord> = table.records().map(|row| row.expect("a row")).collect();
            assert_eq!(read.len(), rows, "{command} {}", one.display());
            let formula = |cell: &str| cell.starts_with(['=', '+', '-', '@']) && cell.parse::<f64>().is_err();
            assert!(!read.iter().flatten().any(formula), "{source}");
        }
    }
}

#[test]
fn a_log_as_markdown_stays_text() {
    let place = scratch();
    for one in series(place.path()) {
        let source = report("log", &one, "markdown", &["--level", "minor"]);
        let mut options = comrak::Options::default();
        options.extension.autolink = true;
        options.extension.strikethrough = true;
        options.render.r#unsafe = true;
        let page = common::web::elements(&format!(
            "<!DOCTYPE html><title>x</title>{}",
            comrak::markdown_to_html(&source, &options)
        ));
        let plain = ["html", "head", "title", "body", "h2", "p", "ul", "li", "strong", "br", "code"];
        for element in page.iter() {
            assert!(plain.contains(&element.name.as_str()), "<{}> in {source}", element.name);
        }
        let items = page.iter().filter(|element| element.name == "li").count();
        assert_eq!(items, changes(&json("log", &one, &[])).len());
    }
}
