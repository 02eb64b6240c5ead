//! A citation as plain text.

use std::io::{self, Write};

use crate::report::phrase;
use crate::report::safe::terminal as safe;
use crate::series::cite::Citation;

use super::sources;

/// Writes the change, then each side with its words, its file and its links.
pub(super) fn render(citation: &Citation<'_>, out: &mut dyn Write) -> io::Result<()> {
    let change = citation.change;
    writeln!(out, "{}", safe(&change.headline))?;
    let confidence = phrase::confidence(change.confidence);
    writeln!(out, "{} · {confidence} · {}", phrase::kind(change.kind), change.id)?;
    for source in sources(citation) {
        writeln!(out, "\n{}", safe(&phrase::placed(source.version)))?;
        for cited in &source.cited {
            writeln!(out, "  “{}”", safe(&cited.quote))?;
            writeln!(out, "    {}", safe(&phrase::place(cited, &source.version.file)))?;
        }
        writeln!(out, "  {}", source.version.hash)?;
        for link in source.links() {
            writeln!(out, "  {}", safe(&link))?;
        }
    }
    for other in &citation.others {
        writeln!(out, "\nthe same change was made on {} too", safe(&phrase::moment(other)))?;
    }
    Ok(())
}
