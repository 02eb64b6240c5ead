//! What must be true of a document by itself.

use super::{Law, Violation, Violations, excerpt};
use crate::language::token::is_blank;
use crate::model::{Document, Span};

/// Checks that segments tile the reading text, and sections the segments.
pub fn document(document: &Document) -> Vec<Violation> {
    let mut found = Violations::default();
    segments(document, &mut found);
    sections(document, &mut found);
    found.0
}

fn segments(document: &Document, found: &mut Violations) {
    let mut end = 0;
    for (index, segment) in document.segments.iter().enumerate() {
        let Span { start, end: stop } = segment.span;
        let (gap, text) = (document.text.get(end..start), document.text.get(start..stop));
        found.unless(gap.is_some() && text.is_some(), Law::Segments, None, || {
            format!("segment {index} stands at {start}..{stop}, behind {end} and between characters")
        });
        let (Some(gap), Some(text)) = (gap, text) else { return };
        found.unless(gap.chars().all(is_blank), Law::Segments, None, || {
            format!("{} before segment {index} is in no segment", excerpt(gap))
        });
        found.unless(text.trim() == text, Law::Segments, None, || format!("segment {index} has blanks around it"));
        end = stop;
    }
    let rest = &document.text[end..];
    found.unless(rest.chars().all(is_blank), Law::Segments, None, || {
        format!("{} at the end is in no segment", excerpt(rest))
    });
}

fn sections(document: &Document, found: &mut Violations) {
    let mut held = 0;
    for (index, section) in document.sections.iter().enumerate() {
        let (start, end) = section.segments;
        let own = document.segments.get(start..end);
        held += own.map_or(0, <[_]>::len);
        found.unless(
            own.is_some_and(|own| own.iter().all(|segment| segment.section == index)),
            Law::Sections,
            None,
            || format!("section {index} says that it holds segments {start}..{end}, and they do not"),
        );
        found.unless(section.parent.is_none_or(|parent| parent < index), Law::Sections, None, || {
            format!("section {index} stands before the one that it is part of")
        });
    }
    found.unless(held == document.segments.len(), Law::Sections, None, || {
        format!("sections hold {held} of {} segments", document.segments.len())
    });
}

#[cfg(test)]
mod tests {
    use super::document;
    use crate::audit::Law;
    use crate::model::Document;
    use crate::read::{ReadOptions, read};

    fn sound() -> Document {
        read(b"# Fees\n\nVisitors pay. Crews do not.\n", "a.md", &ReadOptions::default()).expect("it reads")
    }

    fn broken(document: &Document) -> Vec<Law> {
        let mut laws: Vec<Law> = super::document(document).into_iter().map(|violation| violation.law).collect();
        laws.dedup();
        laws
    }

    #[test]
    fn a_document_as_read_keeps_the_laws() {
        assert_eq!(document(&sound()), []);
    }

    #[test]
    fn a_lost_segment_is_found() {
        let mut lossy = sound();
        lossy.segments.remove(1);
        assert_eq!(broken(&lossy), [Law::Segments, Law::Sections]);
    }

    #[test]
    fn a_segment_that_overlaps_the_one_before_is_found() {
        let mut twice = sound();
        twice.segments[2].span = twice.segments[1].span;
        assert_eq!(broken(&twice), [Law::Segments]);
    }

    #[test]
    fn a_segment_in_another_section_than_it_names_is_found() {
        let mut astray = sound();
        astray.segments[2].section = 7;
        assert_eq!(broken(&astray), [Law::Sections]);
    }
}
