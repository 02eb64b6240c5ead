//! `recension diff --format html`, read back as a browser reads it.
#![cfg(all(feature = "cli", feature = "html"))]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use common::cli::{json, run};
use common::pairs;
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use recension::report::safe;
use sha2::{Digest, Sha256};

/// An element with its attributes, and all text below it.
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    handle: Handle,
}

impl Element {
    fn get(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    fn has_class(&self, class: &str) -> bool {
        self.get("class").split(' ').any(|one| one == class)
    }
}

fn report(old: &str, new: &str, more: &[&str]) -> String {
    let run = run(&[&["diff", "--format", "html", old, new], more].concat());
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{old}");
    run.out
}

/// A page's elements, in order. They lose what is in them when the tree goes.
struct Elements {
    all: Vec<Element>,
    _tree: RcDom,
}

impl Deref for Elements {
    type Target = [Element];

    fn deref(&self) -> &[Element] {
        &self.all
    }
}

fn elements(page: &str) -> Elements {
    let tree = parse_document(RcDom::default(), ParseOpts::default()).one(page);
    assert!(tree.errors.borrow().is_empty(), "{:?}", tree.errors.borrow());
    let mut all = Vec::new();
    collect(&tree.document, &mut all);
    Elements { all, _tree: tree }
}

fn collect(handle: &Handle, all: &mut Vec<Element>) {
    if let NodeData::Element { name, attrs, .. } = &handle.data {
        let attributes = attrs.borrow().iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect();
        all.push(Element { name: name.local.to_string(), attributes, handle: handle.clone() });
    }
    for child in handle.children.borrow().iter() {
        collect(child, all);
    }
}

/// The text below a node, without that of elements of a name.
fn text(handle: &Handle, without: &str) -> String {
    match &handle.data {
        NodeData::Text { contents } => contents.borrow().to_string(),
        NodeData::Element { name, .. } if &*name.local == without => String::new(),
        NodeData::Element { name, .. } if &*name.local == "br" => " ".to_owned(),
        _ => handle.children.borrow().iter().map(|child| text(child, without)).collect(),
    }
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

const ELEMENTS: &str = "a article bdi blockquote body br button code del details div fieldset footer h1 h2 h3 head header \
    html input ins label legend li main meta ol p path q script section small span style summary svg table tbody td th \
    thead title tr ul";
const ATTRIBUTES: &str = "aria-hidden aria-label aria-labelledby autocomplete charset checked class content d dir focusable \
    height hidden href http-equiv id lang name open preserveaspectratio preserveAspectRatio role scope spellcheck tabindex \
    type viewBox";

#[test]
fn nothing_of_a_page_is_markup_style_or_script() {
    for (old, new) in pairs() {
        let page = report(&old, &new, &[]);
        let elements = elements(&page);
        for element in elements.iter() {
            assert!(ELEMENTS.split_whitespace().any(|name| name == element.name), "{old}: <{}>", element.name);
            for (name, value) in &element.attributes {
                assert!(ATTRIBUTES.split_whitespace().any(|one| one == name), "{old}: {name}={value}");
                assert!(name != "href" || value.starts_with('#'), "{old}: a link to {value}");
            }
        }
        for name in ["script", "style", "title", "body"] {
            assert_eq!(elements.iter().filter(|element| element.name == name).count(), 1, "{old}: {name}");
        }
        assert!(!page.contains(['\u{1b}', '\u{7}', '\u{202e}', '\u{2066}']), "{old}");
    }
}

#[test]
fn the_policy_admits_its_own_style_and_script_alone() {
    for (old, new) in pairs() {
        let elements = elements(&report(&old, &new, &[]));
        let policy = elements.iter().find(|element| element.get("http-equiv") == "Content-Security-Policy");
        let policy = policy.expect("there is a policy").get("content");
        let mut directives = BTreeMap::new();
        for directive in policy.split("; ") {
            let (name, value) = directive.split_once(' ').expect("a directive has a value");
            directives.insert(name, value.to_owned());
        }
        let hash = |name: &str| {
            let element = elements.iter().find(|element| element.name == name).expect("it is there");
            let digest = Sha256::digest(text(&element.handle, "").as_bytes());
            format!("'sha256-{}'", STANDARD.encode(digest))
        };
        let none = || "'none'".to_owned();
        let expected = BTreeMap::from([
            ("base-uri", none()),
            ("default-src", none()),
            ("form-action", none()),
            ("script-src", hash("script")),
            ("style-src", hash("style")),
        ]);
        assert_eq!(directives, expected, "{old}");
    }
}

#[test]
fn both_texts_are_there_to_the_last_sentence() {
    for (old, new) in pairs() {
        let elements = elements(&report(&old, &new, &[]));
        let part = |side: &str| -> String {
            let cells = elements.iter().filter(|e| {
                ((e.name == "div" || e.name == "p") && e.has_class(side)) || e.has_class("same") || e.name == "h3"
            });
            // Where both sides are woven into one, what is struck out belongs to the other.
            let other = if side == "new" { "del" } else { "" };
            cells.map(|cell| words(&text(&cell.handle, other)) + "\n").collect()
        };
        let told = json(&old, &new, &[]);
        for side in ["old", "new"] {
            let shown = part(side);
            // What is the same on both sides is written once, in the new text's words.
            for segment in told[side]["segments"].as_array().expect("segments") {
                let sentence = words(&safe::browser(segment["text"].as_str().expect("a text")));
                assert!(shown.contains(&sentence), "{old} {side}: {sentence}\n{shown}");
            }
        }
    }
}

#[test]
fn every_change_has_its_anchor_and_every_link_its_target() {
    for (old, new) in pairs() {
        let elements = elements(&report(&old, &new, &[]));
        let ids: Vec<&str> = elements.iter().map(|element| element.get("id")).filter(|id| !id.is_empty()).collect();
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(unique.len(), ids.len(), "{old}");
        for element in elements.iter().filter(|element| element.name == "a") {
            assert!(unique.contains(&element.get("href")[1..]), "{old}: {}", element.get("href"));
        }
        let articles: BTreeMap<&str, String> = elements
            .iter()
            .filter(|element| element.name == "article")
            .map(|element| (element.get("id"), text(&element.handle, "")))
            .collect();
        let changes = json(&old, &new, &[]);
        let changes = changes["changes"].as_array().expect("changes");
        assert_eq!(articles.len(), changes.len(), "{old}");
        for change in changes {
            let told = &articles[change["id"].as_str().expect("an id")];
            let headline = safe::browser(change["headline"].as_str().expect("a headline")).into_owned();
            assert!(told.contains(&headline) && told.contains("sure"), "{old}: {told}");
        }
    }
}

#[test]
fn a_report_is_not_much_larger_than_its_texts() {
    for (old, new) in pairs() {
        let told = json(&old, &new, &[]);
        let text = |side: &str| told[side]["text"].as_str().expect("a text").len();
        let bound = 4 * (text("old") + text("new")) + 200_000;
        let size = report(&old, &new, &[]).len();
        assert!(size < bound, "{old}: {size} of {bound}");
    }
}

#[test]
fn a_report_holds_what_was_selected() {
    let (old, new) = ("tests/fixtures/library/old.md", "tests/fixtures/library/new.md");
    let page = report(old, new, &["--kind", "force", "--level", "notable"]);
    let elements = elements(&page);
    let articles = elements.iter().filter(|element| element.name == "article");
    let classes: BTreeSet<String> = articles.map(|article| article.get("class").to_owned()).collect();
    assert!(!classes.is_empty() && classes.iter().all(|class| !class.contains("l-minor")), "{classes:?}");
    assert!(!classes.iter().any(|class| class.contains("k-number")), "{classes:?}");
}
