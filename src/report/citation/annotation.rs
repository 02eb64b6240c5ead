//! A citation as a W3C Web Annotation (<https://www.w3.org/TR/annotation-model/>).

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::model::Precision;
use crate::series::cite::{Citation, Cited, Source};

use super::sources;

/// Writes one annotation: its body is the change in words, its targets are the quotes of both sides.
pub(super) fn render(citation: &Citation<'_>, out: &mut dyn Write) -> io::Result<()> {
    let change = citation.change;
    let targets: Vec<Value> =
        sources(citation).flat_map(|source| source.cited.iter().map(move |cited| target(source, cited))).collect();
    let annotation = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": format!("urn:recension:{}", change.id),
        "type": "Annotation",
        "motivation": "describing",
        "body": { "type": "TextualBody", "value": change.headline, "format": "text/plain", "language": "en" },
        "target": targets,
    });
    serde_json::to_writer_pretty(&mut *out, &annotation)?;
    writeln!(out)
}

fn target(source: &Source<'_>, cited: &Cited) -> Value {
    let version = source.version;
    let mut state = json!({ "type": "TimeState" });
    if let (Some(value), Precision::Day) = (&version.date.value, version.date.precision) {
        state["sourceDate"] = format!("{value}T00:00:00Z").into();
    }
    if let Some(archived) = &version.archived {
        state["cached"] = archived.as_str().into();
    }
    let dated = state.as_object().is_some_and(|state| state.len() > 1);
    let mut target = json!({
        "type": "SpecificResource",
        "source": source.address.unwrap_or(&version.file),
        "selector": {
            "type": "TextQuoteSelector",
            "exact": cited.quote,
            "prefix": cited.prefix,
            "suffix": cited.suffix,
        },
    });
    if dated {
        target["state"] = state;
    }
    target
}
