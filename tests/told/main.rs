//! What a pair of pages is told as: the kind of a change and the words it quotes.

mod claims;
mod figures;
mod items;
mod names;
mod sections;
mod sentences;
mod shapes;
mod tables;
mod turned;

use recension::model::{Change, Comparison, Edit, EditOp, Kind, Level, Side};
use recension::{ReadOptions, compare, read};

fn pages(old: &str, new: &str) -> Comparison {
    let options = ReadOptions { language: Some("en".into()), ..ReadOptions::default() };
    let read = |text: &str, name: &str| read::read(text.as_bytes(), name, &options).expect("a page that can be read");
    compare(read(old, "old.md"), read(new, "new.md"))
}

fn quotes(comparison: &Comparison, change: &Change, side: Side) -> Vec<String> {
    let evidence = if side == Side::Old { &change.old } else { &change.new };
    evidence.iter().map(|e| e.span.of(&comparison.sides.get(side).document.text).to_owned()).collect()
}

/// The first change of a kind above minor, with its old and new quotes.
fn told(comparison: &Comparison, kind: Kind) -> (Vec<String>, Vec<String>, String) {
    let change = comparison.changes.iter().find(|c| c.kind == kind && c.level > Level::Minor).unwrap_or_else(|| {
        let all: Vec<_> = comparison.changes.iter().map(|c| (c.kind, c.level, &c.headline)).collect();
        panic!("no {kind:?} among {all:?}")
    });
    (quotes(comparison, change, Side::Old), quotes(comparison, change, Side::New), change.headline.clone())
}

fn shown(comparison: &Comparison) -> Vec<Kind> {
    comparison.changes.iter().filter(|c| c.level > Level::Minor).map(|c| c.kind).collect()
}

/// Sentences that stay as they are, so that pages have something to be aligned by.
const FRAME: &str = "# Reading room\n\nThe reading room is open to every member of the society.\n\n\
    Coats and bags are left at the desk by the entrance.\n\n";

fn framed(text: &str) -> String {
    format!("{FRAME}{text}\n\nThe room closes at eight in the evening on all working days.\n")
}

/// The headlines of one kind above minor, of a sentence between others.
fn headlines_of(old: &str, new: &str, kind: Kind) -> Vec<String> {
    let comparison = pages(&framed(old), &framed(new));
    let shown = comparison.changes.iter().filter(|c| c.kind == kind && c.level > Level::Minor);
    shown.map(|change| change.headline.clone()).collect()
}

/// One headline of a kind is above minor, of a sentence between others, and begins so.
fn told_once(old: &str, new: &str, kind: Kind, beginning: &str) {
    let all = headlines_of(old, new, kind);
    assert!(all.len() == 1 && all[0].starts_with(beginning), "{all:?}");
}

/// All headlines above minor.
fn headlines(comparison: &Comparison) -> Vec<&str> {
    comparison.changes.iter().filter(|c| c.level > Level::Minor).map(|c| c.headline.as_str()).collect()
}
