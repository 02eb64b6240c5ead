//! What each element of HTML is to a reader: the one table of names.

use html5ever::{LocalName, local_name};

/// What an element does to the text in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Runs on in the line: `a`, `span`, unknown elements.
    Inline,
    Bold,
    Link,
    Break,
    /// Parts blocks: `div`, `p`, `section`.
    Block,
    Ruler,
    Heading(usize),
    List,
    Item,
    Term,
    Definition,
    Quote,
    Pre,
    Caption,
    Table,
    Row,
    Cell,
    /// A control: button, menu of choices.
    Control,
    Picture,
    Svg,
    /// Not text: scripts, styles, templates, embedded media.
    Skip,
    Noscript,
    Title,
    Meta,
    Html,
    Time,
    Script,
}

/// The class of an element by its name; elements of drawings and formulas are not of HTML.
pub(super) fn class(name: &LocalName, html: bool) -> Class {
    if !html {
        return if *name == local_name!("svg") { Class::Svg } else { Class::Inline };
    }
    match *name {
        local_name!("b") | local_name!("strong") => Class::Bold,
        local_name!("a") => Class::Link,
        local_name!("br") => Class::Break,
        local_name!("h1") => Class::Heading(1),
        local_name!("h2") => Class::Heading(2),
        local_name!("h3") => Class::Heading(3),
        local_name!("h4") => Class::Heading(4),
        local_name!("h5") => Class::Heading(5),
        local_name!("h6") => Class::Heading(6),
        local_name!("ul") | local_name!("ol") | local_name!("menu") | local_name!("dir") => Class::List,
        local_name!("li") => Class::Item,
        local_name!("dt") => Class::Term,
        local_name!("dd") => Class::Definition,
        local_name!("blockquote") => Class::Quote,
        local_name!("pre") | local_name!("listing") | local_name!("xmp") | local_name!("plaintext") => Class::Pre,
        local_name!("figcaption") | local_name!("caption") => Class::Caption,
        local_name!("table") => Class::Table,
        local_name!("tr") => Class::Row,
        local_name!("td") | local_name!("th") => Class::Cell,
        local_name!("button") | local_name!("option") | local_name!("optgroup") | local_name!("select") => {
            Class::Control
        }
        local_name!("img") | local_name!("area") => Class::Picture,
        local_name!("hr") => Class::Ruler,
        local_name!("style")
        | local_name!("template")
        | local_name!("iframe")
        | local_name!("object")
        | local_name!("embed")
        | local_name!("audio")
        | local_name!("video")
        | local_name!("canvas")
        | local_name!("noembed")
        | local_name!("noframes")
        | local_name!("datalist")
        | local_name!("rp")
        | local_name!("map") => Class::Skip,
        local_name!("noscript") => Class::Noscript,
        local_name!("script") => Class::Script,
        local_name!("title") => Class::Title,
        local_name!("meta") => Class::Meta,
        local_name!("html") => Class::Html,
        local_name!("time") => Class::Time,
        local_name!("address")
        | local_name!("article")
        | local_name!("aside")
        | local_name!("body")
        | local_name!("center")
        | local_name!("details")
        | local_name!("dialog")
        | local_name!("div")
        | local_name!("dl")
        | local_name!("fieldset")
        | local_name!("figure")
        | local_name!("footer")
        | local_name!("form")
        | local_name!("header")
        | local_name!("hgroup")
        | local_name!("legend")
        | local_name!("main")
        | local_name!("nav")
        | local_name!("p")
        | local_name!("search")
        | local_name!("section")
        | local_name!("summary")
        | local_name!("tbody")
        | local_name!("tfoot")
        | local_name!("thead")
        | local_name!("textarea") => Class::Block,
        _ => Class::Inline,
    }
}
