//! Headings → sections.

use crate::language::numbering::numbering;
use crate::model::{Section, Segment};

use super::block::Kind;
use super::draft::Draft;
use super::topic;

/// A long document with fewer headings than this has lost them.
const FEW_HEADINGS: usize = 3;

/// Where a section begins.
#[derive(Debug)]
struct Start {
    segment: usize,
    title: String,
    level: usize,
    inferred: bool,
}

/// Builds the sections of a document and tells each segment the one it stands in.
pub(super) fn sections(draft: &Draft, segments: &mut [Segment]) -> Vec<Section> {
    let starts = with_inferred(headings(draft, segments), draft, segments);
    let mut sections: Vec<Section> = Vec::with_capacity(starts.len());
    let mut open: Vec<usize> = Vec::new();
    let mut numbers = Numbers::default();
    for (nth, start) in starts.iter().enumerate() {
        let end = starts.get(nth + 1).map_or(segments.len(), |next| next.segment);
        let mut level = start.level;
        if let Some(above) = dotted(&start.title).and_then(|number| numbers.enter(number, nth)) {
            level = level.max(sections[above].level + 1);
            if !open.contains(&above) {
                open.retain(|&s| sections[s].level < sections[above].level);
                open.push(above);
            }
        }
        while open.last().is_some_and(|&s| sections[s].level >= level) {
            open.pop();
        }
        let parent = if start.inferred && start.level == 1 { None } else { open.last().copied() };
        open.push(sections.len());
        sections.push(Section {
            title: start.title.clone(),
            level,
            inferred: start.inferred,
            parent,
            segments: (start.segment, end),
        });
        segments[start.segment..end].iter_mut().for_each(|segment| segment.section = nth);
    }
    sections
}

/// Where headings stand; what stands before the first one is a section without a title.
fn headings(draft: &Draft, segments: &[Segment]) -> Vec<Start> {
    let mut starts: Vec<Start> = Vec::new();
    for (index, segment) in segments.iter().enumerate() {
        let block = &draft.blocks[segment.block];
        let first_of_block = index == 0 || segments[index - 1].block != segment.block;
        let text = segment.span.of(&draft.text);
        let level = match block.kind {
            Kind::Heading(level) if first_of_block && segment.role.is_content() => Some(level),
            _ if first_of_block && block.title.is_some() => Some(block.title_level),
            _ => None,
        };
        match level {
            Some(level) => {
                // Anchors of titles are marked so on pages that generators make.
                let title = text.trim_end_matches(['.', '¶', ' ']).to_owned();
                starts.push(Start { segment: index, title, level, inferred: false });
            }
            None if starts.is_empty() => {
                starts.push(Start { segment: index, title: String::new(), level: 1, inferred: false });
            }
            None => {}
        }
    }
    starts
}

/// Parts sections that are too long to be one, where the topic shifts.
fn with_inferred(starts: Vec<Start>, draft: &Draft, segments: &[Segment]) -> Vec<Start> {
    let mut all = Vec::with_capacity(starts.len());
    let lost = starts.iter().filter(|start| !start.title.is_empty()).count() < FEW_HEADINGS;
    let ends: Vec<usize> = starts.iter().skip(1).map(|start| start.segment).chain([segments.len()]).collect();
    for (start, end) in starts.into_iter().zip(ends) {
        let (first, level) = (start.segment, start.level);
        // Where headings are lost, the one before says nothing of what stands far below it.
        let beside = lost || start.title.is_empty();
        all.push(start);
        for shift in topic::shifts(draft, segments, (first, end), lost) {
            let title = topic::excerpt(segments[shift].span.of(&draft.text));
            let level = if beside { level } else { level + 1 };
            all.push(Start { segment: shift, title, level, inferred: true });
        }
    }
    all
}

/// The numbers of the titles above: "2.3" stands in "2", whatever the markup makes of both.
#[derive(Debug, Default)]
struct Numbers(Vec<(String, usize)>);

impl Numbers {
    /// Enters the number of a section; gives the section that it is a part of, if that has the last number that is
    /// one step shorter.
    fn enter(&mut self, number: String, section: usize) -> Option<usize> {
        let steps = |number: &str| number.matches('.').count();
        while self.0.last().is_some_and(|(last, _)| steps(last) >= steps(&number)) {
            self.0.pop();
        }
        let above = number.rsplit_once('.').map(|(above, _)| above.to_owned());
        let part_of = self.0.last().filter(|(last, _)| Some(last) == above.as_ref()).map(|&(_, section)| section);
        self.0.push((number, section));
        part_of
    }
}

/// The dotted number of a title: "2.3" of "2.3 Cookies", "2" of "2. Information".
fn dotted(title: &str) -> Option<String> {
    let number = title[..numbering(title)].trim().trim_end_matches('.');
    let formed = !number.is_empty()
        && number.split('.').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
    formed.then(|| number.to_owned())
}
