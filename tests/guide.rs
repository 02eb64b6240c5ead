//! The commands of docs/guide.md, run one after the other as a reader would run them.
#![cfg(all(feature = "cli", unix))]

mod common;

use std::path::Path;
use std::process::Command;

use common::root;
use common::series::scratch;

const OLD: &str = "<html lang=en><title>Terms</title><h1>Terms of the harbour</h1>\
<p>The Harbour Board keeps the quay. Boats pay a fee of 10 euros. Every owner must register a boat within 30 days.</p>\
<p>Dogs are kept on a lead. The gate closes at midnight.</p></html>\n";

#[test]
fn each_command_does_what_the_guide_says() {
    let text = std::fs::read_to_string(root().join("docs/guide.md")).expect("the guide is there");
    let blocks: Vec<&str> = text.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(blocks.len() > 10, "{} blocks", blocks.len());
    let place = scratch();
    let new = OLD.replace("10 euros", "14 euros").replace("must register", "should register");
    for (name, page) in [("old.html", OLD), ("new.html", &new)] {
        std::fs::write(place.path().join(name), page).expect("it can be written");
    }
    let binary = Path::new(env!("CARGO_BIN_EXE_recension")).parent().expect("it is in a folder");
    let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap_or_default());
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
    for block in blocks {
        // What one line keeps for the next is run as one.
        let scripts: Vec<&str> = if block.contains("$(") { vec![block] } else { block.lines().collect() };
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
