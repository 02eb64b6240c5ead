//! A record → its line of output.

use recension::align::align;
use recension::annotate::annotate_both;
use recension::compare;
use recension::read::Limits;
use recension::report::comparison::View;
use recension::report::wire::{ChangeWire, ComparisonWire, LinkWire, SummaryWire};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::cli::input::Trouble;

use super::record::Record;

/// The kind of error of a line that is no JSON object at all.
pub(super) const NO_RECORD: &str = "no_record";

/// What a line of output holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Emit {
    /// The whole comparison
    Comparison,
    /// The summary and the changes
    Changes,
    /// The links alone; nothing is explained, which saves time
    Links,
}

/// How records are answered.
pub(super) struct Answer {
    pub(super) emit: Emit,
    pub(super) limits: Limits,
    pub(super) view: View,
}

/// A line of output, and the kind of its error where it is one.
pub(super) struct Outcome {
    pub(super) line: Vec<u8>,
    pub(super) error: Option<&'static str>,
}

/// A whole comparison with the id of its record.
#[derive(Serialize, JsonSchema)]
pub(in crate::cli) struct ComparisonLine<'a> {
    /// As the record has it.
    id: &'a Value,
    #[serde(flatten)]
    comparison: ComparisonWire<'a>,
}

/// The changes of a record's pair.
#[derive(Serialize, JsonSchema)]
pub(in crate::cli) struct ChangesLine<'a> {
    /// As the record has it.
    id: &'a Value,
    /// The verdict and the counts.
    summary: SummaryWire<'a>,
    /// What changed, in order of rank.
    changes: Vec<ChangeWire<'a>>,
}

/// The links of a record's pair.
#[derive(Serialize, JsonSchema)]
pub(in crate::cli) struct LinksLine<'a> {
    /// As the record has it.
    id: &'a Value,
    /// Which segments state the same thing.
    links: Vec<LinkWire<'a>>,
}

/// What stood in the way of a record.
#[derive(Serialize, JsonSchema)]
pub(in crate::cli) struct ErrorLine<'a> {
    /// As the record has it; null where the line is no record.
    id: &'a Value,
    /// What stood in its way.
    error: ErrorBody<'a>,
}

#[derive(Serialize, JsonSchema)]
struct ErrorBody<'a> {
    /// A stable name: `no_record`, `record`, `missing`, `directory`, `empty`, `not_text`, `too_large`, `too_many` …
    kind: &'a str,
    /// One sentence for people.
    message: String,
}

impl Answer {
    /// The line of output for a line of input.
    pub(super) fn to(&self, line: &[u8]) -> Outcome {
        let most = longest_line(self.limits);
        if line.len() > most {
            return failure(&Value::Null, "too_large", format!("the line has more than {most} bytes"));
        }
        match serde_json::from_slice::<Record>(line) {
            Ok(record) => match self.compare(&record) {
                Ok(line) => Outcome { line, error: None },
                Err(trouble) => failure(&record.id, trouble.kind, trouble.to_string()),
            },
            Err(error) => {
                let object = serde_json::from_slice::<Value>(line).ok().filter(Value::is_object);
                let id = object.as_ref().map_or(&Value::Null, |object| &object["id"]);
                let kind = if object.is_some() { "record" } else { NO_RECORD };
                failure(id, kind, format!("the line is no record: {error}"))
            }
        }
    }

    fn compare(&self, record: &Record) -> Result<Vec<u8>, Trouble> {
        let documents = record.documents(self.limits)?;
        let id = &record.id;
        if self.emit == Emit::Links {
            let sides = annotate_both(documents);
            let alignment = align(sides.as_ref());
            let links = alignment.links.iter().map(|link| LinkWire::new(link, None)).collect();
            return Ok(bytes(&LinksLine { id, links }));
        }
        let comparison = compare(documents.old, documents.new);
        Ok(if self.emit == Emit::Changes {
            let changes =
                self.view.changes(&comparison).into_iter().map(|change| ChangeWire::new(change, &comparison)).collect();
            bytes(&ChangesLine { id, summary: SummaryWire::new(&comparison.summary), changes })
        } else {
            bytes(&ComparisonLine { id, comparison: ComparisonWire::new(&comparison, &self.view) })
        })
    }
}

/// A line may hold two texts, and escapes make one longer.
pub(super) fn longest_line(limits: Limits) -> usize {
    limits.bytes.saturating_mul(4)
}

fn failure(id: &Value, kind: &'static str, message: String) -> Outcome {
    Outcome { line: bytes(&ErrorLine { id, error: ErrorBody { kind, message } }), error: Some(kind) }
}

fn bytes(line: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(line).expect("wire types have string keys only")
}
