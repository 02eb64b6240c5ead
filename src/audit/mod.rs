//! The promises of a report, checked afresh: nothing lost, nothing invented, nothing silent.
//!
//! Each [`Law`] is checked against what a stage was given and what it made of it, without asking the stage. A
//! report that someone doubts can so be tested by anyone, and the tests and fuzzers hold the same laws.
//!
//! ```
//! use recension::{ReadOptions, audit, compare, read};
//!
//! let bytes = b"The fee is 10 euros.";
//! let document = read::read(bytes, "2020-01-01.txt", &ReadOptions::default())?;
//! assert!(audit::source(bytes, &document)?.is_empty());
//! assert!(audit::comparison(&compare(document.clone(), document)).is_empty());
//! # Ok::<(), recension::read::ReadError>(())
//! ```

mod comparison;
mod document;
mod mirror;
mod pieces;
mod source;

pub use comparison::comparison;
pub use document::document;
pub use mirror::mirror;
pub use source::source;

use crate::model::Side;

/// What must be true of every snapshot and every comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Law {
    /// Every text of the source stands in the reading text, and nothing else does.
    Source,
    /// Every visible character of the reading text belongs to exactly one segment.
    Segments,
    /// Every segment belongs to exactly one section, the one that it names.
    Sections,
    /// The ends of links fit their relations, and no segment is in two links but for repeats.
    Links,
    /// The edits of a link make up its segments on both sides, in order.
    Edits,
    /// Every quote stands in the segment that it names, and every change has one.
    Evidence,
    /// Every segment is in a link or in the evidence of a change.
    Silence,
    /// Seen from the other side, links and edits are the same, and what was added is removed.
    Mirror,
}

impl Law {
    /// All laws, in the order of the stages.
    pub const ALL: [Law; 8] =
        [Law::Source, Law::Segments, Law::Sections, Law::Links, Law::Edits, Law::Evidence, Law::Silence, Law::Mirror];

    /// The promise in plain words.
    pub const fn promise(self) -> &'static str {
        match self {
            Law::Source => "the reading text holds every text of the file, and nothing else",
            Law::Segments => "every visible character is in exactly one segment",
            Law::Sections => "every segment is in exactly one section",
            Law::Links => "no segment is linked twice, and links are what they are called",
            Law::Edits => "edits rebuild both sides",
            Law::Evidence => "every quote stands where it is said to stand",
            Law::Silence => "every segment is linked or told",
            Law::Mirror => "the sides exchanged, the answer is the same",
        }
    }
}

/// A place where a law does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The law.
    pub law: Law,
    /// The side it concerns, if it is one.
    pub side: Option<Side>,
    /// What was found, for people.
    pub detail: String,
}

/// Violations as they are found.
#[derive(Debug, Default)]
struct Violations(Vec<Violation>);

impl Violations {
    /// Enters a violation where a condition does not hold.
    fn unless(&mut self, holds: bool, law: Law, side: impl Into<Option<Side>>, detail: impl FnOnce() -> String) {
        if !holds {
            self.0.push(Violation { law, side: side.into(), detail: detail() });
        }
    }
}

/// The beginning of a text, for a message.
fn excerpt(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut chars = text.trim().chars();
    let head: String = chars.by_ref().take(LONGEST).collect();
    if chars.next().is_some() { format!("“{head}…”") } else { format!("“{head}”") }
}
