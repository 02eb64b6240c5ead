//! The stages of one snapshot.

use std::io::{self, Write};

use crate::model::{Annotated, Dated};
use crate::report::phrase::name;
use crate::report::safe::terminal as safe;

/// What is known of the snapshot as a whole.
pub(super) fn document(side: &Annotated, out: &mut dyn Write) -> io::Result<()> {
    let document = &side.document;
    writeln!(out, "source    {}", safe(&document.source))?;
    writeln!(out, "hash      {}", document.hash)?;
    writeln!(out, "type      {}", document.media_type.as_str())?;
    writeln!(out, "title     {}", safe(document.title.as_deref().unwrap_or("-")))?;
    writeln!(out, "language  {}", document.language.as_deref().unwrap_or("-"))?;
    writeln!(out, "captured  {}", dated(&document.captured))?;
    writeln!(out, "stated    {}", dated(&document.stated))?;
    writeln!(out, "capture   {}", name(document.capture.verdict))?;
    for reason in &document.capture.reasons {
        writeln!(out, "          {}", safe(reason))?;
    }
    writeln!(
        out,
        "size      {} bytes of reading text, {} sections, {} segments, {} tokens, {} facets, {} hyperlinks",
        document.text.len(),
        document.sections.len(),
        document.segments.len(),
        side.tokens.len(),
        side.facets.len(),
        document.hyperlinks.len()
    )?;
    for note in &document.notes {
        writeln!(out, "note      {}: {}", note.code, safe(&note.message))?;
    }
    Ok(())
}

fn dated(dated: &Dated) -> String {
    let value = dated.value.as_deref().unwrap_or("unknown");
    format!("{value} ({}: {})", name(dated.confidence), safe(&dated.basis))
}

/// The sections as an outline.
pub(super) fn sections(side: &Annotated, out: &mut dyn Write) -> io::Result<()> {
    for (index, section) in side.document.sections.iter().enumerate() {
        let indent = "  ".repeat(section.level.saturating_sub(1));
        let (start, end) = section.segments;
        let inferred = if section.inferred { " (inferred)" } else { "" };
        let title = if section.title.is_empty() { "(untitled)" } else { &section.title };
        writeln!(out, "{index:>4}  {start:>5}..{end:<5}  {indent}{}{inferred}", safe(title))?;
    }
    Ok(())
}

/// The words of the segments alone, one to a line, with an empty line between blocks: what a line diff can compare.
pub(super) fn sentences(side: &Annotated, out: &mut dyn Write) -> io::Result<()> {
    let document = &side.document;
    for (index, segment) in document.segments.iter().enumerate() {
        if index > 0 && document.segments[index - 1].block != segment.block {
            writeln!(out)?;
        }
        writeln!(out, "{}", safe(document.segment_text(index)))?;
    }
    Ok(())
}

/// The segments with role, section and source lines.
pub(super) fn segments(side: &Annotated, out: &mut dyn Write) -> io::Result<()> {
    let document = &side.document;
    for (index, segment) in document.segments.iter().enumerate() {
        let (first, last) = segment.lines;
        let lines = if first == last { first.to_string() } else { format!("{first}-{last}") };
        let (role, text) = (name(segment.role), safe(document.segment_text(index)));
        writeln!(
            out,
            "{index:>5}  {role:<10}  s{:<3}  b{:<4}  line {lines:<9}  {text}",
            segment.section, segment.block
        )?;
    }
    Ok(())
}

/// The tokens of each segment in their folded form.
pub(super) fn tokens(side: &Annotated, out: &mut dyn Write) -> io::Result<()> {
    for index in 0..side.document.segments.len() {
        let forms: Vec<_> =
            side.segment_tokens(index).iter().map(|token| safe(side.vocabulary.form(token.word))).collect();
        writeln!(out, "{index:>5}  {}", forms.join(" · "))?;
    }
    Ok(())
}

/// What the words express, by segment.
pub(super) fn facets(side: &Annotated, out: &mut dyn Write) -> io::Result<()> {
    let text = &side.document.text;
    for index in 0..side.document.segments.len() {
        let facets = side.segment_facets(index);
        if facets.is_empty() {
            continue;
        }
        writeln!(out, "{index:>5}  {}", safe(side.document.segment_text(index)))?;
        for facet in facets {
            let (kind, quote) = (name(facet.kind), safe(facet.span.of(text)));
            writeln!(out, "       {kind:<12}  {quote}  =  {}", safe(&facet.normal))?;
        }
    }
    Ok(())
}
