//! `recension schema`: the JSON Schemas of what recension writes and reads.

use clap::builder::PossibleValuesParser;
use recension::policy::Policy;
use recension::report::findings::FindingsWire;
use recension::report::wire::{BlameWire, ChangeWire, ComparisonWire, LogWire, TraceWire};
use schemars::{JsonSchema, Schema, schema_for};

use super::batch::{ChangesLine, ComparisonLine, ErrorLine, LinksLine, Record};
use super::exit::Exit;
use super::output;

/// A schema by its name.
struct Named {
    name: &'static str,
    schema: fn() -> Schema,
}

/// All schemas. A new output is one line here, and a file under `schema/` that a test keeps current.
const SCHEMAS: &[Named] = &[
    Named { name: "comparison", schema: of::<ComparisonWire> },
    Named { name: "findings", schema: of::<FindingsWire> },
    Named { name: "policy", schema: of::<Policy> },
    Named { name: "change", schema: of::<ChangeWire> },
    Named { name: "log", schema: of::<LogWire> },
    Named { name: "blame", schema: of::<BlameWire> },
    Named { name: "trace", schema: of::<TraceWire> },
    Named { name: "batch-record", schema: of::<Record> },
    Named { name: "batch-comparison", schema: of::<ComparisonLine> },
    Named { name: "batch-changes", schema: of::<ChangesLine> },
    Named { name: "batch-links", schema: of::<LinksLine> },
    Named { name: "batch-error", schema: of::<ErrorLine> },
];

fn of<T: JsonSchema>() -> Schema {
    schema_for!(T)
}

/// Print a JSON Schema of what recension writes or reads
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  recension schema                lists the names
  recension schema comparison     what `diff --format json` writes
  recension schema batch-record   what `batch` reads")]
pub(super) struct SchemaOf {
    /// Which one; the names are listed where none is given
    #[arg(value_parser = PossibleValuesParser::new(SCHEMAS.iter().map(|named| named.name)))]
    name: Option<String>,
}

impl SchemaOf {
    /// Prints the schema, or the names of all.
    pub(super) fn run(self) -> anyhow::Result<Exit> {
        output::to(None, |out| match &self.name {
            None => SCHEMAS.iter().try_for_each(|named| writeln!(out, "{}", named.name)),
            Some(name) => {
                for named in SCHEMAS.iter().filter(|named| named.name == name) {
                    serde_json::to_writer_pretty(&mut *out, &(named.schema)())?;
                    writeln!(out)?;
                }
                Ok(())
            }
        })?;
        Ok(Exit::Success)
    }
}
