//! `recension batch` as a user meets it.
#![cfg(feature = "cli")]

mod common;

use std::fmt::Write as _;

use common::cli::{Run, assert_valid, recension, run, run_with};
use common::pairs;
use serde_json::{Value, json};

fn batch(args: &[&str], records: &[Value]) -> Run {
    let mut input = String::new();
    for record in records {
        writeln!(input, "{record}").expect("writing to a string");
    }
    run_with(recension(&[&["batch"], args].concat()), input)
}

fn lines(run: &Run) -> Vec<Value> {
    run.out.lines().map(|line| serde_json::from_str(line).expect("every line is JSON")).collect()
}

fn of_all_forms() -> Vec<Value> {
    vec![
        json!({"id": "text", "old": "The fee is 10 euros.", "new": "The fee is 12 euros."}),
        json!({"id": "path", "old": {"path": "tests/fixtures/library/old.md"},
               "new": {"path": "tests/fixtures/library/new.md"}, "old_date": "2021-03-01", "new_date": "2024"}),
        json!({"id": "claims", "old": ["A gate.", "", "A wall."], "new": ["A wall.", "A gate."], "lang": "en"}),
        json!({"id": "segments", "old": {"segments": [{"text": "Hours", "role": "heading", "section": "Hours"},
               {"text": "Open all day."}]}, "new": {"segments": []}}),
        json!({"id": 5, "old": "Mixed forms.", "new": ["Mixed forms."]}),
    ]
}

#[test]
fn every_form_of_input_is_answered_in_the_order_of_the_input() {
    for (emit, schema) in [("comparison", "batch-comparison"), ("changes", "batch-changes"), ("links", "batch-links")] {
        let done = batch(&["--emit", emit], &of_all_forms());
        assert_eq!((done.code, done.err.as_str()), (0, ""), "{}", done.out);
        let answers = lines(&done);
        let ids: Vec<&Value> = answers.iter().map(|answer| &answer["id"]).collect();
        assert_eq!(
            ids,
            ["text", "path", "claims", "segments"].map(Value::from).iter().chain(&[json!(5)]).collect::<Vec<_>>()
        );
        for answer in &answers {
            assert_valid(schema, answer);
        }
    }
    for record in of_all_forms() {
        assert_valid("batch-record", &record);
    }
}

#[test]
fn claims_that_are_given_keep_their_index() {
    let answer = &lines(&batch(&["--emit", "links"], &of_all_forms()[2..3]))[0];
    let ends: Vec<(&Value, &Value)> =
        answer["links"].as_array().expect("links").iter().map(|link| (&link["old"], &link["new"])).collect();
    assert!(ends.contains(&(&json!([0]), &json!([1]))), "{answer}");
    assert!(ends.contains(&(&json!([2]), &json!([0]))), "{answer}");
    assert!(ends.iter().all(|(old, _)| **old != json!([1])), "an empty claim states nothing: {answer}");
}

#[test]
fn a_comparison_is_what_diff_reports() {
    for (old, new) in pairs() {
        let record = json!({"id": 1, "old": {"path": old}, "new": {"path": new}});
        let mut answer = lines(&batch(&[], &[record]))[0].clone();
        answer.as_object_mut().expect("an object").remove("id");
        assert_eq!(answer, common::cli::json(&old, &new, &[]));
    }
}

#[test]
fn a_record_that_fails_is_answered_and_the_others_too() {
    let records = [
        json!({"id": "gone", "old": {"path": "no-such-file.txt"}, "new": "x"}),
        json!({"id": "folder", "old": {"path": "tests"}, "new": "x"}),
        json!({"id": "empty", "old": "", "new": "The gate is open."}),
        json!({"id": "shape", "old": 5, "new": "x"}),
        json!({"id": "date", "old": "A gate.", "new": "A gate.", "old_date": "yesterday"}),
        json!({"id": "good", "old": "A gate.", "new": "A gate."}),
    ];
    let done = batch(&["--emit", "links"], &records);
    assert_eq!(done.code, 1);
    let answers = lines(&done);
    let kinds: Vec<Option<&str>> = answers.iter().map(|answer| answer["error"]["kind"].as_str()).collect();
    assert_eq!(kinds, [Some("missing"), Some("directory"), Some("empty"), Some("record"), Some("record"), None]);
    let ids: Vec<&str> = answers.iter().filter_map(|answer| answer["id"].as_str()).collect();
    assert_eq!(ids, ["gone", "folder", "empty", "shape", "date", "good"]);
    for answer in answers.iter().filter(|answer| answer.get("error").is_some()) {
        assert_valid("batch-error", answer);
    }
}

#[test]
fn where_nothing_can_be_read_that_is_trouble() {
    assert_eq!(batch(&[], &[]).code, 2);
    assert_eq!(run_with(recension(&["batch"]), "no record\nnor this\n").code, 2);
    let gone = run(&["batch", "no-such-file.jsonl"]);
    assert_eq!(gone.code, 2);
    assert!(gone.err.contains("no-such-file.jsonl"), "{}", gone.err);
}

#[test]
fn the_answer_does_not_depend_on_the_number_of_threads() {
    let records: Vec<Value> = (0..3)
        .flat_map(|round| {
            pairs().into_iter().map(move |(old, new)| json!({"id": round, "old": {"path": old}, "new": {"path": new}}))
        })
        .collect();
    let alone = batch(&["--jobs", "1", "--no-text"], &records);
    for jobs in ["2", "8"] {
        assert_eq!(batch(&["--jobs", jobs, "--no-text"], &records).out, alone.out, "{jobs} jobs");
    }
}

#[test]
fn a_slow_producer_gets_each_answer_at_once() {
    use std::io::{BufRead, BufReader, Write};
    let mut child = recension(&["batch", "--emit", "links"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("the binary starts");
    let mut input = child.stdin.take().expect("it was asked for");
    let mut output = BufReader::new(child.stdout.take().expect("it was asked for"));
    for id in 0..3 {
        writeln!(input, "{}", json!({"id": id, "old": ["A gate."], "new": ["A gate."]})).expect("it listens");
        input.flush().expect("it listens");
        let mut answer = String::new();
        output.read_line(&mut answer).expect("it answers");
        assert!(answer.starts_with(&format!("{{\"id\":{id},")), "{answer}");
    }
    drop(input);
    assert!(child.wait().expect("it ends").success());
}
