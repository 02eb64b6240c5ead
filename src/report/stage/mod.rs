//! Every stage of the pipeline as readable text, for people who want to know why a result is as it is.
//! A stage is one function here and one line in [`STAGES`].

mod document;
mod pair;

use std::io::{self, Write};

use crate::model::{Annotated, Comparison};

/// What a stage shows.
#[derive(Clone, Copy)]
pub enum Shows {
    /// One snapshot.
    Snapshot(fn(&Annotated, &mut dyn Write) -> io::Result<()>),
    /// A pair of snapshots.
    Pair(fn(&Comparison, &mut dyn Write) -> io::Result<()>),
}

/// A stage by its name.
#[derive(Clone, Copy)]
pub struct Stage {
    /// How the user asks for it.
    pub name: &'static str,
    /// Writes it.
    pub shows: Shows,
}

/// All stages in the order of the pipeline.
pub const STAGES: &[Stage] = &[
    Stage { name: "document", shows: Shows::Snapshot(document::document) },
    Stage { name: "sections", shows: Shows::Snapshot(document::sections) },
    Stage { name: "sentences", shows: Shows::Snapshot(document::sentences) },
    Stage { name: "segments", shows: Shows::Snapshot(document::segments) },
    Stage { name: "tokens", shows: Shows::Snapshot(document::tokens) },
    Stage { name: "facets", shows: Shows::Snapshot(document::facets) },
    Stage { name: "align", shows: Shows::Pair(pair::align) },
    Stage { name: "changes", shows: Shows::Pair(pair::changes) },
];

/// The stage of that name.
pub fn stage(name: &str) -> Option<Stage> {
    STAGES.iter().find(|stage| stage.name == name).copied()
}
