//! Reports on a page over its snapshots. A format is one file here and one line in a table for each report.

#[cfg(feature = "atom")]
mod atom;
mod csv;
mod facts;
#[cfg(feature = "html")]
mod html;
mod json;
mod markdown;
mod terminal;
mod wording;

use std::io::{self, Write};

use crate::model::History;
use crate::series::blame::Line;
use crate::series::log::Entry;
use crate::series::trace::Candidate;

pub use super::comparison::{Audience, View};

/// The log of one page or many.
#[derive(Debug, Clone)]
pub struct Log<'h> {
    /// The pages.
    pub histories: &'h [History],
    /// What happened, in the order in which it is told.
    pub entries: Vec<Entry<'h>>,
    /// Where nothing was asked for in particular, a report for people tells so many changes of a snapshot at most.
    pub brief: Option<usize>,
}

/// The last version of a history with the age of everything it says.
#[derive(Debug, Clone)]
pub struct Blame<'h> {
    /// The history.
    pub history: &'h History,
    /// Its lines.
    pub lines: Vec<Line<'h>>,
}

/// One claim or term through all versions.
#[derive(Debug, Clone)]
pub struct Trace<'h> {
    /// The history.
    pub history: &'h History,
    /// What was asked for.
    pub text: String,
    /// What was found.
    pub found: Found,
}

/// What a trace follows.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// A claim.
    Claim {
        /// All that the words may mean, the likeliest first.
        candidates: Vec<Candidate>,
        /// Index of the one that is followed.
        chosen: usize,
    },
    /// A term, with how often each version has it.
    Term {
        /// In the order of the versions.
        counts: Vec<usize>,
    },
}

/// What to call a page: its title, else that of its newest version, else the name of its series.
fn title(history: &History) -> &str {
    let last = history.versions.last().and_then(|version| version.title.as_deref());
    history.title.as_deref().or(last).filter(|title| !title.is_empty()).unwrap_or(&history.name)
}

/// A way to write a report down; `F` is the function that does.
#[derive(Debug, Clone, Copy)]
pub struct Format<F> {
    /// How the user asks for it.
    pub name: &'static str,
    /// Whom it is for.
    pub audience: Audience,
    /// Writes it.
    pub render: F,
}

/// Writes a log.
pub type RenderLog = for<'h> fn(&Log<'h>, &View, &mut dyn Write) -> io::Result<()>;
/// Writes a blame.
pub type RenderBlame = for<'h> fn(&Blame<'h>, &View, &mut dyn Write) -> io::Result<()>;
/// Writes a trace.
pub type RenderTrace = for<'h> fn(&Trace<'h>, &View, &mut dyn Write) -> io::Result<()>;

/// All formats of a log; the first is what a user gets who asks for none.
pub const LOG: &[Format<RenderLog>] = &[
    Format { name: "terminal", audience: Audience::Reader, render: terminal::log::render },
    Format { name: "json", audience: Audience::Program, render: json::log },
    Format { name: "csv", audience: Audience::Program, render: csv::log },
    Format { name: "markdown", audience: Audience::Program, render: markdown::log },
    #[cfg(feature = "html")]
    Format { name: "html", audience: Audience::Program, render: html::log::render },
    #[cfg(feature = "atom")]
    Format { name: "atom", audience: Audience::Program, render: atom::log },
];

/// All formats of a blame.
pub const BLAME: &[Format<RenderBlame>] = &[
    Format { name: "terminal", audience: Audience::Reader, render: terminal::blame::render },
    Format { name: "json", audience: Audience::Program, render: json::blame },
    Format { name: "csv", audience: Audience::Program, render: csv::blame },
    #[cfg(feature = "html")]
    Format { name: "html", audience: Audience::Program, render: html::blame::render },
];

/// All formats of a trace.
pub const TRACE: &[Format<RenderTrace>] = &[
    Format { name: "terminal", audience: Audience::Reader, render: terminal::trace::render },
    Format { name: "json", audience: Audience::Program, render: json::trace },
];
