//! A change to be cited. A format is one file here and one line in [`FORMATS`].

mod annotation;
mod markdown;
mod text;

use std::io::{self, Write};

use crate::series::cite::{Citation, Source};

pub use super::comparison::Audience;
pub use super::history::Format;

/// Writes a citation.
pub type Render = for<'h> fn(&Citation<'h>, &mut dyn Write) -> io::Result<()>;

/// All formats; the first is what a user gets who asks for none.
pub const FORMATS: &[Format<Render>] = &[
    Format { name: "text", audience: Audience::Reader, render: text::render },
    Format { name: "markdown", audience: Audience::Program, render: markdown::render },
    Format { name: "annotation", audience: Audience::Program, render: annotation::render },
];

/// Both sides, old first, those without a quote left out.
fn sources<'c, 'h>(citation: &'c Citation<'h>) -> impl Iterator<Item = &'c Source<'h>> {
    [&citation.old, &citation.new].into_iter().filter(|source| !source.cited.is_empty())
}
