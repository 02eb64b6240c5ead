//! Reports on a pair of snapshots. A format is one file here and one line in [`FORMATS`].

mod json;
mod terminal;
mod view;

use std::io::{self, Write};

use crate::model::Comparison;

pub use view::View;

/// A way to write a comparison down.
#[derive(Clone, Copy)]
pub struct Format {
    /// How the user asks for it.
    pub name: &'static str,
    /// Writes it.
    pub render: fn(&Comparison, &View, &mut dyn Write) -> io::Result<()>,
}

/// All formats; the first is what a user gets who asks for none.
pub const FORMATS: &[Format] =
    &[Format { name: "terminal", render: terminal::render }, Format { name: "json", render: json::render }];

/// The format of that name.
pub fn format(name: &str) -> Option<Format> {
    FORMATS.iter().find(|format| format.name == name).copied()
}
