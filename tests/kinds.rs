//! docs/kinds.md, the catalogue of the kinds of change, is written from the tables that the tests hold the tool to.
//!
//! ```text
//! UPDATE_DOCS=1 cargo test --test kinds
//! ```

mod common;

use std::collections::BTreeMap;
use std::fmt::Write;

use common::root;
use recension::model::{Family, Kind};
use serde_json::Value;

/// What the catalogue takes of a pair of sentences.
#[derive(Debug, Clone, serde::Deserialize)]
struct Pair {
    old: String,
    new: String,
    #[serde(default)]
    level: Option<String>,
    #[serde(default)]
    why: String,
}

/// The plainest example of each kind in a language.
fn examples(language: &str) -> BTreeMap<Kind, Pair> {
    let path = root().join(format!("tests/sentences/{language}.toml"));
    let text = std::fs::read_to_string(&path).expect("the table is there");
    let table: BTreeMap<Kind, Vec<Pair>> = toml::from_str(&text).expect("it is a table of pairs");
    table.into_iter().map(|(kind, pairs)| (kind, pairs[0].clone())).collect()
}

/// All kinds, as the schema of the JSON lists them.
fn kinds() -> Vec<Kind> {
    let text = std::fs::read_to_string(root().join("schema/change.json")).expect("the schema is there");
    let schema: Value = serde_json::from_str(&text).expect("a schema is JSON");
    serde_json::from_value(schema["$defs"]["Kind"]["enum"].clone()).expect("it lists the kinds")
}

fn name(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).expect("it has a name").as_str().expect("a text").to_owned()
}

fn quoted(out: &mut String, mark: char, text: &str) {
    for (at, line) in text.lines().enumerate() {
        let mark = if at == 0 { mark } else { ' ' };
        let _ = writeln!(out, "{}", format!("{mark} {line}").trim_end());
    }
}

fn catalogue() -> String {
    let tables: Vec<(&str, BTreeMap<Kind, Pair>)> =
        [("English", "en"), ("German", "de"), ("French", "fr")].map(|(title, code)| (title, examples(code))).into();
    let mut out = String::from(
        "# Kinds of change\n\n\
         What a change is told as, by families, each with the plainest of the pairs that the tests hold the tool to\n\
         (`tests/sentences`, from which this page is written: `UPDATE_DOCS=1 cargo test --test kinds`). `--kind` and\n\
         policies take kinds and families by these names. Families are closed; kinds may be added.\n",
    );
    let (mut family, mut without) = (None::<Family>, Vec::new());
    for kind in kinds() {
        let Some(pair) = tables[0].1.get(&kind) else {
            without.push(format!("`{}`", name(kind)));
            continue;
        };
        if family != Some(kind.family()) {
            family = Some(kind.family());
            let _ = write!(out, "\n## {}\n", name(kind.family()));
        }
        let tried: Vec<&str> =
            tables.iter().filter(|(_, pairs)| pairs.contains_key(&kind)).map(|(title, _)| *title).collect();
        let level = match pair.level.as_deref() {
            Some("headline") => "on the first screen",
            Some("minor") => "told on request",
            Some("none") => "not told",
            _ => "shown",
        };
        let _ = write!(out, "\n### {}\n\n{level} · tried in {}\n\n```diff\n", name(kind), tried.join(", "));
        quoted(&mut out, '-', &pair.old);
        quoted(&mut out, '+', &pair.new);
        out.push_str("```\n");
        if !pair.why.is_empty() {
            let _ = write!(out, "\n{}\n", pair.why);
        }
    }
    let _ = write!(
        out,
        "\n## Told of more than a pair of sentences\n\n{}: of chapters, of the page's own date, of the history of a \
         series,\nor of a capture that cannot be believed.\n",
        without.join(", ")
    );
    out
}

#[test]
fn the_catalogue_is_current() {
    let path = root().join("docs/kinds.md");
    let written = catalogue();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &written).expect("it can be written");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == written, "docs/kinds.md is not current; UPDATE_DOCS=1 cargo test --test kinds writes it anew");
}

#[test]
fn every_family_has_an_example() {
    let shown = examples("en");
    let families: Vec<Family> = kinds().into_iter().map(Kind::family).collect();
    for family in families {
        // These two are told of series and of captures.
        let of_pairs = !matches!(family, Family::Time | Family::Capture);
        assert!(!of_pairs || shown.keys().any(|kind| kind.family() == family), "{family:?}");
    }
}
