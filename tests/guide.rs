//! The commands of docs/guide.md and docs/series.md, run one after the other as a reader would run them.
#![cfg(all(feature = "cli", feature = "html", feature = "atom", feature = "warc", unix))]

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use common::git::{commit, git};
use common::root;
use common::series::scratch;

const OLD: &str = "<html lang=en><title>Terms</title><h1>Terms of the harbour</h1>\
<p>The Harbour Board keeps the quay. Boats pay a fee of 10 euros. Every owner must register a boat within 30 days.</p>\
<p>Dogs are kept on a lead. The gate closes at midnight.</p></html>\n";

/// The blocks of commands on a page.
fn blocks(page: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join(page)).expect("the guide is there");
    text.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next()).map(str::to_owned).collect()
}

/// Where commands are looked for, recension first.
fn path() -> String {
    let binary = Path::new(env!("CARGO_BIN_EXE_recension")).parent().expect("it is in a folder");
    format!("{}:{}", binary.display(), std::env::var("PATH").unwrap_or_default())
}

#[test]
fn each_command_does_what_the_guide_says() {
    let blocks = blocks("docs/guide.md");
    assert!(blocks.len() > 10, "{} blocks", blocks.len());
    let place = scratch();
    let new = OLD.replace("10 euros", "14 euros").replace("must register", "should register");
    for (name, page) in [("old.html", OLD), ("new.html", &new)] {
        fs::write(place.path().join(name), page).expect("it can be written");
    }
    let path = path();
    let run = |script: &str| {
        let mut command = Command::new("sh");
        command.args(["-e", "-c", script]).current_dir(place.path()).env("PATH", &path);
        for role in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{role}_NAME"), "A Reader").env(format!("GIT_{role}_EMAIL"), "a@reader.example");
        }
        let done = command.output().expect("there is a shell");
        let told = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (done.status.code(), told(&done.stdout), told(&done.stderr))
    };
    assert_eq!(run("git init -q .").0, Some(0));
    let mut told = String::new();
    for block in &blocks {
        // What one line keeps for the next is run as one.
        let scripts: Vec<&str> = if block.contains("$(") { vec![block.as_str()] } else { block.lines().collect() };
        for script in scripts {
            let (code, out, err) = run(script);
            // A gate that flags something ends with 1.
            let may_find = script.starts_with("recension check") && !script.contains("--accept");
            assert!(code == Some(0) || (may_find && code == Some(1)), "{script}: {code:?}: {err}{out}");
            assert_eq!(err, "", "{script}");
            told.push_str(&out);
        }
    }
    for said in ["must", "should register", "14 euros", "holds ", "2021-03-01", "blake3:"] {
        assert!(told.contains(said), "nothing says {said}");
    }
    // What was accepted is no longer flagged.
    assert_eq!(run("recension check terms").0, Some(0));
    for file in ["report.html", "report.md", "findings.sarif", "terms/manifest.jsonl"] {
        assert!(place.path().join(file).is_file(), "{file}");
    }
}

fn page(fee: usize) -> String {
    format!("# Mooring\n\nMembers must pay the mooring fee of {fee} euros.\n\nThe jetty is open in summer.\n")
}

#[test]
fn the_commands_about_series_lead_where_the_page_says() {
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
    let (blocks, path) = (blocks("docs/series.md"), path());
    assert!(blocks.len() > 5);
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
