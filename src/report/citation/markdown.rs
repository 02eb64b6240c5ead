//! A citation as Markdown.

use std::io::{self, Write};

use crate::report::phrase;
use crate::report::safe::markdown as safe;
use crate::series::cite::Citation;

use super::sources;

/// Writes the change as a paragraph, and each side as a quotation with its source under it.
pub(super) fn render(citation: &Citation<'_>, out: &mut dyn Write) -> io::Result<()> {
    let change = citation.change;
    let confidence = phrase::confidence(change.confidence);
    writeln!(out, "**{}** ({}, {confidence}, `{}`)", safe(&change.headline), phrase::kind(change.kind), change.id)?;
    for source in sources(citation) {
        for cited in &source.cited {
            writeln!(out, "\n> {}", safe(&cited.quote))?;
            writeln!(
                out,
                ">\n> — {}, {}",
                safe(&phrase::placed(source.version)),
                safe(&phrase::place(cited, &source.version.file))
            )?;
        }
        writeln!(out, "\n`{}`", source.version.hash)?;
        for link in source.links() {
            writeln!(out, "{}", safe(&link))?;
        }
    }
    Ok(())
}
