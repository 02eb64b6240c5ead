//! Web pages, read back as a browser reads them.

use std::collections::BTreeMap;
use std::ops::Deref;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use sha2::{Digest, Sha256};

/// An element with its attributes, and all text below it.
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) handle: Handle,
}

impl Element {
    pub(crate) fn get(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    pub(crate) fn has_class(&self, class: &str) -> bool {
        self.get("class").split(' ').any(|one| one == class)
    }
}

/// A page's elements, in order. They lose what is in them when the tree goes.
pub(crate) struct Elements {
    all: Vec<Element>,
    _tree: RcDom,
}

impl Deref for Elements {
    type Target = [Element];

    fn deref(&self) -> &[Element] {
        &self.all
    }
}

pub(crate) fn elements(page: &str) -> Elements {
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
pub(crate) fn text(handle: &Handle, without: &str) -> String {
    match &handle.data {
        NodeData::Text { contents } => contents.borrow().to_string(),
        NodeData::Element { name, .. } if &*name.local == without => String::new(),
        NodeData::Element { name, .. } if &*name.local == "br" => " ".to_owned(),
        _ => handle.children.borrow().iter().map(|child| text(child, without)).collect(),
    }
}

pub(crate) fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The elements that reports are made of, and their attributes.
const ELEMENTS: &str = "a article bdi blockquote body br button code del details div fieldset footer h1 h2 h3 head header \
    figcaption figure html input ins label legend li main meta ol p path q script section small span style summary svg table tbody td th \
    thead title tr ul";
const ATTRIBUTES: &str = "aria-hidden aria-label aria-labelledby autocomplete charset checked class content d dir focusable \
    height hidden href http-equiv id lang name open preserveaspectratio preserveAspectRatio role scope spellcheck tabindex \
    type viewBox";

/// Fails where a page has other elements or attributes than reports are made of, leads out of itself but to archived
/// copies, lets more run than its own style and script, or names two things alike.
pub(crate) fn assert_sound(page: &str, of: &str) -> Elements {
    let elements = elements(page);
    let mut ids = std::collections::BTreeSet::new();
    for element in elements.iter() {
        assert!(ELEMENTS.split_whitespace().any(|name| name == element.name), "{of}: <{}>", element.name);
        for (name, value) in &element.attributes {
            assert!(ATTRIBUTES.split_whitespace().any(|one| one == name), "{of}: {name}={value}");
            assert!(name != "href" || value.starts_with('#'), "{of}: a link to {value}");
            assert!(name != "id" || ids.insert(value.clone()), "{of}: two of {value}");
        }
    }
    for link in elements.iter().filter(|element| element.name == "a") {
        assert!(ids.contains(&link.get("href")[1..]), "{of}: {}", link.get("href"));
    }
    for name in ["style", "title", "body"] {
        assert_eq!(elements.iter().filter(|element| element.name == name).count(), 1, "{of}: {name}");
    }
    assert!(elements.iter().filter(|element| element.name == "script").count() <= 1, "{of}: scripts");
    assert!(!page.contains(['\u{1b}', '\u{7}', '\u{202e}', '\u{2066}']), "{of}");
    assert_eq!(directives(&elements), expected(&elements), "{of}");
    elements
}

/// The policy of a page.
fn directives(elements: &Elements) -> BTreeMap<&str, String> {
    let policy = elements.iter().find(|element| element.get("http-equiv") == "Content-Security-Policy");
    let policy = policy.expect("there is a policy").get("content");
    let directive = |directive: &'_ str| {
        let (name, value) = directive.split_once(' ').expect("a directive has a value");
        (name.to_owned(), value.to_owned())
    };
    let told: Vec<(String, String)> = policy.split("; ").map(directive).collect();
    let names = ["base-uri", "default-src", "form-action", "script-src", "style-src"];
    assert_eq!(told.len(), names.len(), "{policy}");
    names.into_iter().filter_map(|name| Some((name, told.iter().find(|(one, _)| one == name)?.1.clone()))).collect()
}

/// What it is to be.
fn expected(elements: &Elements) -> BTreeMap<&'static str, String> {
    let hash = |name: &str| {
        let element = elements.iter().find(|element| element.name == name);
        element.map_or_else(
            || "'none'".to_owned(),
            |element| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text(&element.handle, "").as_bytes()))),
        )
    };
    let none = || "'none'".to_owned();
    BTreeMap::from([
        ("base-uri", none()),
        ("default-src", none()),
        ("form-action", none()),
        ("script-src", hash("script")),
        ("style-src", hash("style")),
    ])
}
