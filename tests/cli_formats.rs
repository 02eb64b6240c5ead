//! The formats of `recension diff` besides the terminal's and JSON, each read back by a parser of its own.
#![cfg(feature = "cli")]

mod common;

use std::collections::BTreeSet;

use common::cli::{assert_valid, json, run};
use common::pairs;
use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Options, parse_document};
use serde_json::Value;

/// What is written in a format.
fn written(old: &str, new: &str, more: &[&str]) -> String {
    let run = run(&[&["diff", old, new], more].concat());
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{old} {more:?}");
    run.out
}

fn headlines(changes: &Value) -> Vec<&str> {
    let changes = changes.as_array().expect("changes");
    changes.iter().map(|change| change["headline"].as_str().expect("a headline")).collect()
}

/// All of GitHub's extensions, so that whatever could be taken for markup is.
fn parse<'a>(arena: &'a Arena<'a>, text: &str) -> &'a AstNode<'a> {
    let mut options = Options::default();
    let on = &mut options.extension;
    (on.strikethrough, on.table, on.autolink, on.tasklist, on.footnotes) = (true, true, true, true, true);
    (on.math_dollars, on.math_code, on.alerts, on.superscript) = (true, true, true, true);
    parse_document(arena, text, &options)
}

/// The text of a node and all below it.
fn text<'a>(node: &'a AstNode<'a>) -> String {
    let mut all = String::new();
    for below in node.descendants() {
        match &below.data.borrow().value {
            NodeValue::Text(text) => all.push_str(text),
            NodeValue::SoftBreak | NodeValue::LineBreak => all.push(' '),
            _ => {}
        }
    }
    all.replace('\u{200b}', "")
}

#[test]
fn a_page_cannot_put_markup_into_a_markdown_report() {
    for (old, new) in pairs() {
        for more in [&["-f", "markdown", "--level", "minor", "--why"][..], &["-f", "summary"]] {
            let written = written(&old, &new, more);
            let arena = Arena::new();
            for node in parse(&arena, &written).descendants() {
                match &node.data.borrow().value {
                    NodeValue::HtmlInline(tag) => {
                        assert!(["<del>", "</del>", "<ins>", "</ins>"].contains(&tag.as_str()), "{old}: {tag}");
                    }
                    NodeValue::Code(code) => {
                        let name = code.literal.trim_start_matches("blake3:");
                        assert!(name.bytes().all(|byte| byte.is_ascii_hexdigit()), "{old}: {}", code.literal);
                    }
                    allowed @ (NodeValue::Document
                    | NodeValue::Paragraph
                    | NodeValue::Heading(_)
                    | NodeValue::List(_)
                    | NodeValue::Item(_)
                    | NodeValue::BlockQuote
                    | NodeValue::Table(_)
                    | NodeValue::TableRow(_)
                    | NodeValue::TableCell
                    | NodeValue::Strong
                    | NodeValue::ThematicBreak
                    | NodeValue::SoftBreak
                    | NodeValue::LineBreak) => {
                        let cells = if let NodeValue::Table(table) = allowed { table.num_columns } else { 4 };
                        assert!(cells == 4 || cells == 6, "{old}: a bar of the page parts a cell");
                    }
                    NodeValue::Text(_) => {}
                    other => panic!("{old}: {other:?} in {written}"),
                }
            }
        }
    }
}

#[test]
fn markdown_tells_every_headline_in_its_words() {
    for (old, new) in pairs() {
        let report = json(&old, &new, &["--level", "headline"]);
        let written = written(&old, &new, &["-f", "summary", "--level", "headline"]);
        let arena = Arena::new();
        let root = parse(&arena, &written);
        let strong = |node: &&AstNode<'_>| matches!(node.data.borrow().value, NodeValue::Strong);
        let told: Vec<String> = root.descendants().filter(strong).map(text).collect();
        let verdict = report["summary"]["verdict"].as_str().expect("a verdict");
        assert_eq!(told.first().map(String::as_str), Some(verdict), "{old}");
        let headlines = headlines(&report["changes"]);
        let suspect = told.len() - told.iter().filter(|line| !line.starts_with("Suspect capture")).count();
        // What one line says of two kinds is said once.
        let mut lines: Vec<String> =
            headlines.iter().map(|line| recension::report::safe::terminal(line).into()).collect();
        let mut seen = BTreeSet::new();
        lines.retain(|line| seen.insert(line.clone()));
        assert_eq!(told[1 + suspect..], lines[..lines.len().min(20)], "{old}");
    }
}

#[test]
fn a_line_of_json_is_a_change_as_the_report_has_it() {
    for (old, new) in pairs() {
        let report = json(&old, &new, &["--level", "notable"]);
        let lines = written(&old, &new, &["-f", "jsonl", "--level", "notable"]);
        let lines: Vec<Value> =
            lines.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect();
        assert_eq!(&lines, report["changes"].as_array().expect("changes"), "{old}");
        for line in &lines {
            assert_valid("change", line);
        }
    }
}

#[test]
fn a_row_of_csv_is_a_change_and_no_formula() {
    for (old, new) in pairs() {
        let report = json(&old, &new, &[]);
        let table = written(&old, &new, &["-f", "csv"]);
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let names = reader.headers().expect("a row of names").clone();
        assert_eq!(names.get(0), Some("id"), "the mark of the encoding is no part of a name");
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
        let column = |name: &str| names.iter().position(|one| one == name).expect("there is such a column");
        let rows: Vec<_> = reader.records().map(|row| row.expect("rows are even")).collect();
        let changes = report["changes"].as_array().expect("changes");
        assert_eq!(rows.len(), changes.len(), "{old}");
        for (row, change) in rows.iter().zip(changes) {
            assert_eq!(&row[0], change["id"].as_str().expect("an id"));
            assert_eq!(&row[column("kind")], change["kind"].as_str().expect("a kind"));
            for side in ["old", "new"] {
                let cell = &row[column(side)];
                for evidence in change[side].as_array().expect("evidence") {
                    let quote = recension::report::safe::terminal(evidence["quote"].as_str().expect("a quote"));
                    assert!(cell.contains(quote.as_ref()), "{old}: {quote} in {cell}");
                }
            }
            for cell in row.iter().filter(|cell| cell.parse::<f64>().is_err()) {
                assert!(!cell.trim_start().starts_with(['=', '+', '-', '@']), "{old}: {cell}");
                assert!(!cell.contains(['\u{1b}', '\u{7}', '\u{202e}', '\t']), "{old}: {cell:?}");
            }
        }
    }
}
