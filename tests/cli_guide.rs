//! The guide to series: its commands, run one after the other as a reader would.
#![cfg(all(feature = "cli", feature = "html", feature = "atom", feature = "warc", unix))]

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use common::git::{commit, git};
use common::root;
use common::series::scratch;

fn page(fee: usize) -> String {
    format!("# Mooring\n\nMembers must pay the mooring fee of {fee} euros.\n\nThe jetty is open in summer.\n")
}

#[test]
fn the_commands_of_the_guide_lead_where_it_says() {
    let place = scratch();
    let html = |day: &str| {
        format!("<h1>Rules</h1><div class=teaser><p>Offers of the week.</p></div><p>The gate is shut on {day}.</p>")
    };
    fs::write(place.path().join("saved-2019-05-01.html"), html("Mondays")).expect("it can be written");
    fs::write(place.path().join("page.html"), html("Sundays")).expect("it can be written");
    fs::copy(root().join("tests/fixtures/warc/site.warc.gz"), place.path().join("crawl.warc.gz")).expect("it is there");
    let site = place.path().join("site");
    fs::create_dir_all(site.join("docs")).expect("it can be made");
    git(&site, &["init", "-q"], "2020-01-01T00:00:00Z");
    for (year, fee) in [(2020, 40), (2021, 45), (2022, 50)] {
        commit(&site, "docs/terms.md", &page(fee), "Raise the fee", &format!("{year}-03-01T10:00:00Z"));
    }
    let guide = fs::read_to_string(root().join("docs/series.md")).expect("the guide is there");
    let blocks: Vec<&str> = guide.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(blocks.len() > 5);
    let binary = Path::new(env!("CARGO_BIN_EXE_recension")).parent().expect("it is in a folder");
    let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap_or_default());
    let mut told = String::new();
    for block in blocks {
        let script = format!("set -e\n{block}");
        let done = Command::new("sh").args(["-c", &script]).env("PATH", &path).current_dir(place.path()).output();
        let done = done.expect("there is a shell");
        let err = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success() && err.is_empty(), "{block}{err}");
        told.push_str(&String::from_utf8_lossy(&done.stdout));
    }
    for words in [
        "terms: 3 snapshots recorded",
        "archived: 4 snapshots recorded",
        "becomes “50",
        "“mooring fee” stands in 3 of 3 snapshots",
        "2020-03-01  first seen",
        "rules: 2 snapshots, each as it was captured",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
    for file in ["history.html", "since-when.html", "feed.xml", "changes.csv", "terms/.recension/.gitignore"] {
        assert!(place.path().join(file).exists(), "{file}");
    }
}
