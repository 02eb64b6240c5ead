//! A log as an Atom feed (RFC 4287): an entry for each snapshot, for those who follow a page with a reader of feeds.
//!
//! Names of feeds and entries are made of the bytes of the snapshots, so that they stay the same wherever and whenever
//! the feed is written; times are those of the snapshots.

use std::io::{self, Write};

use maud::html;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::model::{History, Level, Version};
use crate::report::phrase;
use crate::report::safe::browser as safe;
use crate::series::log::Entry;

use super::facts::facts;
use super::{Log, View, title};

const NAMESPACE: &str = "http://www.w3.org/2005/Atom";
/// The time of what nothing dates: every feed and entry must have one.
const UNKNOWN: &str = "0001-01-01T00:00:00Z";

/// Writes the feed. Where no level is asked for, changes below `notable` are left out.
pub(super) fn log(log: &Log<'_>, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(out, b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let feed = xml.create_element("feed").with_attribute(("xmlns", NAMESPACE));
    feed.write_inner_content(|xml| {
        head(log, xml)?;
        for one in &log.entries {
            xml.create_element("entry").write_inner_content(|xml| entry(log, one, view, xml))?;
        }
        Ok(())
    })?;
    xml.into_inner().write_all(b"\n")
}

type Xml<'o> = Writer<&'o mut dyn Write>;

fn head(log: &Log<'_>, xml: &mut Xml<'_>) -> io::Result<()> {
    let names: Vec<&str> = log.histories.iter().map(|history| history.name.as_str()).collect();
    let newest = log.entries.iter().map(|entry| time(entry.history, entry.version)).max();
    text(xml, "id", &name(&["feed", &names.join("\n")]))?;
    text(xml, "title", &format!("What changed: {}", titles(log.histories)))?;
    text(xml, "updated", newest.as_deref().unwrap_or(UNKNOWN))?;
    xml.create_element("author").write_inner_content(|xml| text(xml, "name", "recension"))?;
    let generator = xml.create_element("generator").with_attribute(("version", env!("CARGO_PKG_VERSION")));
    generator.write_text_content(BytesText::new("recension"))?;
    if let [History { address: Some(address), .. }] = log.histories {
        link(xml, "alternate", address)?;
    }
    Ok(())
}

fn entry(log: &Log<'_>, entry: &Entry<'_>, view: &View, xml: &mut Xml<'_>) -> io::Result<()> {
    let version = &entry.history.versions[entry.version];
    let before = entry.step.map_or("", |step| &entry.history.versions[step.old].hash);
    let page = if log.histories.len() > 1 { format!("{}, ", entry.history.name) } else { String::new() };
    let verdict = entry.step.map_or("the first snapshot", |step| &step.summary.verdict);
    let (moment, updated) = (phrase::moment(version), time(entry.history, entry.version));
    text(xml, "id", &name(&["entry", &entry.history.name, &moment, before, &version.hash]))?;
    text(xml, "title", &format!("{page}{moment}: {verdict}"))?;
    text(xml, "updated", &updated)?;
    if let Some(address) = version.archived.as_ref().or(version.address.as_ref()).or(entry.history.address.as_ref()) {
        link(xml, "alternate", address)?;
    }
    let content = xml.create_element("content").with_attribute(("type", "html"));
    content.write_text_content(BytesText::new(&safe_xml(&told(entry, view)))).map(drop)
}

/// What changed, as HTML.
fn told(entry: &Entry<'_>, view: &View) -> String {
    let least = view.level.unwrap_or(Level::Notable);
    let shown: Vec<_> = entry.changes.iter().filter(|item| item.change.level >= least).collect();
    let rest = entry.changes.len() - shown.len();
    html! {
        @match entry.step {
            Some(step) => p { (phrase::claims(&step.summary.claims)) },
            None => p { (phrase::count(entry.history.versions[entry.version].claims, "claim")) },
        }
        @if !shown.is_empty() {
            ul {
                @for item in &shown {
                    li {
                        @if item.change.level == Level::Headline { strong { (safe(&item.change.headline)) } }
                        @else { (safe(&item.change.headline)) }
                        br;
                        (safe(&facts(entry, item).join(" · "))) " · " (item.change.id)
                    }
                }
            }
        }
        @if rest > 0 { p { (phrase::count(rest, "change")) " of a lower level" } }
    }
    .into_string()
}

fn text(xml: &mut Xml<'_>, name: &str, text: &str) -> io::Result<()> {
    xml.create_element(name).write_text_content(BytesText::new(&safe_xml(&safe(text)))).map(drop)
}

fn link(xml: &mut Xml<'_>, relation: &str, address: &str) -> io::Result<()> {
    // Only what leads to a page: nobody's reader is to run an address.
    if !address.starts_with("https://") && !address.starts_with("http://") {
        return Ok(());
    }
    let address = safe_xml(address);
    xml.create_element("link").with_attributes([("rel", relation), ("href", &*address)]).write_empty().map(drop)
}

/// Text without what XML cannot hold, however it is written.
fn safe_xml(text: &str) -> String {
    let holds = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().map(|c| if holds(&c) { c } else { '\u{fffd}' }).collect()
}

fn titles(histories: &[History]) -> String {
    histories.iter().map(title).collect::<Vec<_>>().join(", ")
}

/// The moment of a version as a feed wants it; of one that nothing dates that of the one before.
fn time(history: &History, version: usize) -> String {
    let dated = |version: &Version| version.date.value.clone();
    let date = history.versions[..=version].iter().rev().find_map(dated);
    match date.as_deref().map(str::len) {
        Some(4) => format!("{}-01-01T00:00:00Z", date.unwrap_or_default()),
        Some(7) => format!("{}-01T00:00:00Z", date.unwrap_or_default()),
        Some(_) => format!("{}T00:00:00Z", date.unwrap_or_default()),
        None => UNKNOWN.to_owned(),
    }
}

/// A name that is the same for the same parts: a UUID of version 8 (RFC 9562), whose bits are free to be a hash.
fn name(parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

#[cfg(test)]
mod tests {
    use super::{name, safe_xml};

    #[test]
    fn names_are_uuids_of_their_parts() {
        let one = name(&["a", "bc"]);
        assert_ne!(one, name(&["ab", "c"]));
        assert_eq!((one.len(), &one[23..24]), (45, "8"), "{one}");
    }

    #[test]
    fn what_xml_cannot_hold_is_replaced() {
        assert_eq!(safe_xml("a\u{1}b\u{fffe}c<"), "a\u{fffd}b\u{fffd}c<");
    }
}
