//! A claim through all snapshots.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{Event, Form, Kind, Lineage, What};

pub(super) fn forms(lineage: &Lineage) -> Vec<FormWire<'_>> {
    lineage.forms.iter().map(FormWire::new).collect()
}

pub(super) fn events(lineage: &Lineage) -> Vec<EventWire> {
    lineage.events.iter().map(EventWire::new).collect()
}

/// A wording, and the snapshots that have it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Form")]
pub struct FormWire<'a> {
    /// The words.
    pub text: &'a str,
    /// The title of the section.
    pub section: &'a str,
    /// Whether it differs from the one before in typography alone.
    pub cosmetic: bool,
    /// First and last snapshot that has it.
    pub snapshots: [usize; 2],
}

impl<'a> FormWire<'a> {
    fn new(form: &'a Form) -> Self {
        FormWire {
            text: &form.text,
            section: &form.section,
            cosmetic: form.cosmetic,
            snapshots: [form.versions.0, form.versions.1],
        }
    }
}

/// Something that happened to a claim.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Event")]
pub struct EventWire {
    /// The snapshot that shows it first.
    pub snapshot: usize,
    /// What it is.
    #[serde(flatten)]
    pub what: WhatWire,
}

impl EventWire {
    fn new(event: &Event) -> Self {
        EventWire { snapshot: event.version, what: WhatWire::new(&event.what) }
    }
}

/// What happened to a claim. Other claims are told by the number of their lineage.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "What")]
#[serde(tag = "event", rename_all = "snake_case")]
#[allow(missing_docs, reason = "the model tells what each is")]
pub enum WhatWire {
    FirstSeen,
    SplitFrom { lineage: usize },
    Repeats { lineage: usize },
    Reworded { kinds: Vec<Kind> },
    Moved { from: String, to: String },
    SplitInto { lineages: Vec<usize> },
    Absorbs { lineages: Vec<usize> },
    MergedInto { lineage: usize },
    Dropped,
    Restored { last_said: usize },
}

impl WhatWire {
    fn new(what: &What) -> Self {
        match what.clone() {
            What::FirstSeen => WhatWire::FirstSeen,
            What::SplitFrom { lineage } => WhatWire::SplitFrom { lineage },
            What::Repeats { lineage } => WhatWire::Repeats { lineage },
            What::Reworded { kinds } => WhatWire::Reworded { kinds },
            What::Moved { from, to } => WhatWire::Moved { from, to },
            What::SplitInto { lineages } => WhatWire::SplitInto { lineages },
            What::Absorbs { lineages } => WhatWire::Absorbs { lineages },
            What::MergedInto { lineage } => WhatWire::MergedInto { lineage },
            What::Dropped => WhatWire::Dropped,
            What::Restored { last } => WhatWire::Restored { last_said: last },
        }
    }
}
