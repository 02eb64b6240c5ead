//! Reports on a pair of snapshots. A format is one file here and one line in [`FORMATS`].

mod contrast;
mod csv;
mod excerpt;
mod facts;
#[cfg(feature = "html")]
mod html;
mod json;
mod jsonl;
mod markdown;
mod passage;
mod places;
mod survey;
mod tally;
mod terminal;
mod view;

use std::io::{self, Write};

use crate::model::Comparison;

pub use view::View;

/// Whom a format is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// People: a pager may stand between.
    Reader,
    /// Programs.
    Program,
}

/// A way to write a comparison down.
#[derive(Clone, Copy)]
pub struct Format {
    /// How the user asks for it.
    pub name: &'static str,
    /// Whom it is for.
    pub audience: Audience,
    /// Writes it.
    pub render: fn(&Comparison, &View, &mut dyn Write) -> io::Result<()>,
}

/// All formats; the first is what a user gets who asks for none.
pub const FORMATS: &[Format] = &[
    Format { name: "terminal", audience: Audience::Reader, render: terminal::render },
    Format { name: "json", audience: Audience::Program, render: json::render },
    Format { name: "jsonl", audience: Audience::Program, render: jsonl::render },
    Format { name: "csv", audience: Audience::Program, render: csv::render },
    Format { name: "markdown", audience: Audience::Program, render: markdown::render },
    #[cfg(feature = "html")]
    Format { name: "html", audience: Audience::Program, render: html::render },
    Format { name: "summary", audience: Audience::Program, render: markdown::summary },
];

/// The format of that name.
pub fn format(name: &str) -> Option<Format> {
    FORMATS.iter().find(|format| format.name == name).copied()
}
