//! `recension diff` as a user meets it.
#![cfg(feature = "cli")]

mod common;

use std::io::Read;
use std::process::Stdio;

use common::cli::{assert_valid, json, recension, run, run_with};
use common::{pairs, root};
use serde_json::Value;

const OLD: &str = "tests/fixtures/library/old.md";
const NEW: &str = "tests/fixtures/library/new.md";

#[test]
fn the_json_report_keeps_its_contract() {
    for (old, new) in pairs() {
        for more in [&[][..], &["--no-text"], &["--level", "notable", "--lang", "en"]] {
            assert_valid("comparison", &json(&old, &new, more));
        }
    }
}

#[test]
fn every_quote_is_the_reading_text_at_its_span_inside_its_segment() {
    for (old, new) in pairs() {
        let report = json(&old, &new, &[]);
        for side in ["old", "new"] {
            let text = report[side]["text"].as_str().expect("there is a reading text");
            for change in report["changes"].as_array().expect("there are changes") {
                for evidence in change[side].as_array().expect("there is evidence") {
                    let (start, end) = span(&evidence["span"]);
                    assert_eq!(evidence["quote"], text[start..end], "{old} {change}");
                    let segment = evidence["segment"].as_u64().expect("a number") as usize;
                    let (first, last) = span(&report[side]["segments"][segment]["span"]);
                    assert!(first <= start && end <= last, "{old} {evidence}");
                }
            }
        }
    }
}

#[test]
fn what_came_nearest_is_named_with_the_claim_it_came_nearest_to() {
    let mut named = 0;
    for (old, new) in pairs() {
        let report = json(&old, &new, &[]);
        for change in report["changes"].as_array().expect("there are changes") {
            let (here, there) = if change["new"] == serde_json::json!([]) { ("old", "new") } else { ("new", "old") };
            let mut last = 1.0;
            for nearest in change["nearest"].as_array().expect("a list") {
                let evidence = change[here].as_array().expect("there is evidence");
                assert!(evidence.iter().any(|evidence| evidence["segment"] == nearest["of"]), "{old} {change}");
                let at = nearest["segment"].as_u64().expect("a number") as usize;
                assert_eq!(nearest["quote"], report[there]["segments"][at]["text"], "{old} {nearest}");
                let score = nearest["score"].as_f64().expect("a number");
                assert!(score <= last, "{old} {change}");
                last = score;
                named += 1;
            }
        }
    }
    assert!(named > 0, "no claim came near another one");
}

#[test]
fn a_removal_shows_what_may_be_the_same_in_other_words() {
    for (format, line) in
        [("terminal", "    ≈ nearest in the new version ("), ("markdown", "> nearest in the new version (")]
    {
        let report = run(&["diff", "snapshots/nato-relations-with-ukraine", "--format", format]).out;
        assert!(report.contains(line), "{format}: {report}");
    }
}

fn span(value: &Value) -> (usize, usize) {
    let at = |index: usize| value[index].as_u64().expect("a span is two numbers") as usize;
    (at(0), at(1))
}

#[test]
fn a_sides_claims_are_the_sum_of_what_became_of_them() {
    for (old, new) in pairs() {
        let claims = &json(&old, &new, &["--no-text"])["summary"]["claims"];
        for (side, alone) in [("old", "removed"), ("new", "added")] {
            let relations = ["equal", "cosmetic", "reworded", "split", "merged", "regrouped", "repeat"];
            let linked: u64 = relations.iter().map(|relation| claims[relation][side].as_u64().expect("a count")).sum();
            let alone = claims[alone].as_u64().expect("a count");
            assert_eq!(claims[side].as_u64(), Some(linked + alone), "{old} {side} {claims}");
        }
    }
}

#[test]
fn reading_texts_can_be_left_out() {
    let report = json(OLD, NEW, &["--no-text"]);
    assert!(report["old"].get("text").is_none() && report["new"].get("text").is_none());
}

#[test]
fn options_that_shape_the_result_are_part_of_the_report() {
    let report = json(OLD, NEW, &["--lang", "en-GB", "--old-date", "2021-03", "--kind", "number,force"]);
    let options = &report["tool"]["options"];
    assert_eq!(options["lang"], "en");
    assert_eq!(options["old_date"], "2021-03");
    assert_eq!(options["kind"], serde_json::json!(["number", "force"]));
    assert_eq!(report["old"]["captured"]["value"], "2021-03");
    assert_eq!(report["old"]["captured"]["confidence"], "given");
}

#[test]
fn changes_can_be_selected_by_level_kind_and_family() {
    let kinds = |more: &[&str]| -> Vec<(String, String)> {
        let report = json(OLD, NEW, more);
        let name = |value: &Value| value.as_str().expect("a name").to_owned();
        let changes = report["changes"].as_array().expect("changes");
        changes.iter().map(|change| (name(&change["level"]), name(&change["family"]))).collect()
    };
    let all = kinds(&[]);
    assert!(all.len() > 3);
    assert!(kinds(&["--level", "notable"]).iter().all(|(level, _)| level != "minor"));
    let presence = kinds(&["--kind", "presence"]);
    assert!(!presence.is_empty() && presence.iter().all(|(_, family)| family == "presence"));
    assert_eq!(presence.len(), all.iter().filter(|(_, family)| family == "presence").count());
}

#[test]
fn a_report_can_be_about_one_name() {
    let (old, new) = ("tests/fixtures/harbour/old.txt", "tests/fixtures/harbour/new.txt");
    let told = |term: &str| json(old, new, &["--about", term])["changes"].as_array().expect("changes").len();
    let all = json(old, new, &[])["changes"].as_array().expect("changes").len();
    assert!((1..all).contains(&told("pilot fund")));
    assert_eq!(told("Harbour Commission"), told("Harbour Council"), "a body and its successor are one matter");
    assert_eq!(told("lighthouse"), 0);
}

#[test]
fn the_exit_code_tells_of_changes_only_when_asked() {
    assert_eq!(run(&["diff", OLD, NEW]).code, 0);
    assert_eq!(run(&["diff", OLD, NEW, "--exit-code"]).code, 1);
    assert_eq!(run(&["diff", OLD, OLD, "--exit-code"]).code, 0);
    assert_eq!(run(&["diff", OLD, NEW, "--exit-code", "--about", "nothing of that name"]).code, 0);
}

#[test]
fn one_side_can_come_from_standard_input() {
    let old = std::fs::read(root().join(OLD)).expect("the fixture is there");
    let piped = run_with(recension(&["diff", "-", NEW, "--format", "json"]), &old);
    let report: Value = serde_json::from_str(&piped.out).expect("it is JSON");
    assert_eq!(report["old"]["source"], "-");
    assert_eq!(report["old"]["hash"], json(OLD, NEW, &[])["old"]["hash"]);
    assert_eq!(run(&["diff", "-", "-"]).code, 2);
}

#[test]
fn the_report_can_go_to_a_file() {
    let folder = std::env::temp_dir().join(format!("recension-diff-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("the temporary folder can be written");
    let file = folder.join("report.txt");
    let path = file.to_str().expect("a plain path");
    let done = run(&["diff", OLD, NEW, "-o", path]);
    assert_eq!((done.code, done.out.as_str()), (0, ""));
    let written = std::fs::read_to_string(&file).expect("the report was written");
    assert_eq!(written, run(&["diff", OLD, NEW]).out);
    std::fs::remove_dir_all(&folder).expect("the temporary folder can be removed");

    let nowhere = run(&["diff", OLD, NEW, "-o", "no/such/folder/report.txt"]);
    assert_eq!(nowhere.code, 2);
    assert!(nowhere.err.contains("no/such/folder/report.txt"), "{}", nowhere.err);
}

#[test]
fn trouble_says_what_where_and_what_to_do() {
    let folder = std::env::temp_dir().join(format!("recension-trouble-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("the temporary folder can be written");
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        std::fs::write(&path, bytes).expect("a file can be written");
        path.to_str().expect("a plain path").to_owned()
    };
    let empty = write("empty.txt", b"");
    let binary = write("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x06\0\0\0\\r\xa8f");
    for (path, what) in
        [("no-such-file.txt", "no such file"), ("tests", "directory"), (empty.as_str(), "empty"), (&binary, "not text")]
    {
        let done = run(&["diff", OLD, path]);
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{path}");
        assert!(done.err.starts_with("recension: ") && done.err.contains(path), "{}", done.err);
        assert!(done.err.contains(what), "{}", done.err);
        assert_eq!(done.err.lines().count(), 1, "{}", done.err);
    }
    std::fs::remove_dir_all(&folder).expect("the temporary folder can be removed");
}

#[test]
fn bounds_are_told_and_can_be_raised() {
    let pair = ["diff", "tests/fixtures/harbour/old.txt", "tests/fixtures/harbour/new.txt"];
    for (limit, reason) in [("bytes=100", "it has more than 100 bytes"), ("segments=3", "it has more than 3 sentences")]
    {
        let done = run(&[&pair[..], &["--limit", limit]].concat());
        let name = limit.split('=').next().expect("it has one");
        assert!(done.code == 2 && done.err.contains(reason), "{done:?}");
        assert!(done.err.contains(&format!("--limit {name}=N reads more")), "{}", done.err);
    }
    let cut = run(&[&pair[..], &["--limit", "sentence=20,bytes=1M"]].concat());
    assert!(cut.code == 0 && cut.out.contains("long_sentence"), "{cut:?}");
    let wrong = run(&[&pair[..], &["--limit", "time=5"]].concat());
    assert!(wrong.code == 2 && wrong.err.contains("such as bytes=100M"), "{wrong:?}");
}

#[test]
fn the_terminal_report_fits_eighty_columns_without_colours() {
    for (old, new) in pairs() {
        let report = run(&["diff", &old, &new, "--level", "minor", "--why"]).out;
        assert!(!report.contains('\u{1b}'));
        for line in report.lines() {
            let columns = line.chars().count();
            assert!(columns <= 80, "{columns}: {line}");
        }
    }
}

#[test]
fn the_verdict_comes_first_and_the_hashes_last() {
    let report = run(&["diff", OLD, NEW]).out;
    let verdict = json(OLD, NEW, &[])["summary"]["verdict"].as_str().expect("a verdict").to_owned();
    assert_eq!(report.lines().next(), Some(verdict.as_str()));
    let last: Vec<&str> = report.lines().rev().take(2).collect();
    assert!(last[1].starts_with("old blake3:") && last[0].starts_with("new blake3:"), "{last:?}");
}

#[test]
fn colours_follow_the_options_and_the_environment() {
    let coloured = |args: &[&str], env: &[(&str, &str)]| {
        let mut command = recension(&[&["diff", OLD, NEW], args].concat());
        command.envs(env.iter().copied());
        run_with(command, "").out.contains('\u{1b}')
    };
    assert!(!coloured(&[], &[]));
    assert!(coloured(&["--color", "always"], &[]));
    assert!(coloured(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(coloured(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
}

#[test]
fn colours_change_nothing_but_the_looks() {
    let plain = run(&["diff", OLD, NEW, "--color", "always"]).out;
    let stripped = anstream::adapter::strip_str(&plain).to_string();
    let marks = |text: &str| text.replace("[-", "").replace("-]", "").replace("{+", "").replace("+}", "");
    let words = |text: &str| marks(text).split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(&stripped), words(&run(&["diff", OLD, NEW]).out));
}

#[test]
fn a_page_cannot_speak_to_the_terminal() {
    let old = "The gate is open.\n\nThe path is steep.\n";
    let page = "The gate is \u{1b}]0;owned\u{7}\u{1b}[31mclosed\u{202e} today.\n\nThe path is steep.\u{9b}31m\n";
    let file = std::env::temp_dir().join(format!("recension-escape-{}.txt", std::process::id()));
    std::fs::write(&file, old).expect("a file can be written");
    let path = file.to_str().expect("a plain path");
    for args in [&["diff", path, "-", "--level", "minor"][..], &["show", "-"], &["show", path, "-"]] {
        let shown = run_with(recension(args), page).out;
        assert!(!shown.is_empty());
        for c in ['\u{1b}', '\u{7}', '\u{202e}', '\u{9b}'] {
            assert!(!shown.contains(c), "{c:?} in {shown:?}");
        }
    }
    std::fs::remove_file(&file).expect("the temporary file can be removed");
}

#[test]
fn what_several_headlines_rest_on_is_quoted_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, format!("# Fees\n\n{text}\n\nThe gate opens at six.\n")).expect("it is written");
        path.to_str().expect("it is UTF-8").to_owned()
    };
    let old = page("old.md", "Visitors must pay 40 euros for each night in the harbour.");
    let new = page("new.md", "Visitors may pay 60 euros for each night in the harbour.");
    let out = run(&["diff", &old, &new, "--lang", "en"]).out;
    let headlines = out.split("CHANGES").next().expect("there are headlines");
    assert_eq!(headlines.matches("euros+} for each night").count(), 1, "{out}");
    assert_eq!(headlines.matches("    quoted under 1\n").count(), 1, "{out}");
}

#[test]
fn a_reader_that_leaves_early_is_no_trouble() {
    let mut child = recension(&["diff", "snapshots/nato-relations-with-ukraine/2017-07-11.txt", NEW, "-f", "json"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    drop(child.stdout.take());
    let mut err = String::new();
    child.stderr.take().expect("it was asked for").read_to_string(&mut err).expect("messages are UTF-8");
    assert_eq!((child.wait().expect("it ends").code(), err.as_str()), (Some(0), ""));
}

#[test]
fn the_answer_is_the_same_every_time() {
    for (old, new) in pairs() {
        let first = run(&["diff", &old, &new, "-f", "json"]).out;
        for _ in 0..10 {
            assert_eq!(run(&["diff", &old, &new, "-f", "json"]).out, first);
        }
    }
}
