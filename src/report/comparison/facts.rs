//! What is said of a headline besides its words and quotes: where it stands, under which lines, how sure it is.

use std::collections::BTreeSet;

use crate::explain::antecedent;
use crate::model::{Change, Family, Kind, Role, Side};
use crate::report::phrase;

use super::excerpt::excerpt;
use super::passage::Mark;
use super::survey::Survey;

impl<'a> Survey<'a> {
    /// What is said of a headline besides its words: kind, section, places, confidence.
    pub(super) fn facts(&self, change: &Change) -> Vec<String> {
        let mut facts = vec![self.kinds(change)];
        // A section that comes or goes is its own place, and its headline counts its claims.
        let place = !matches!(change.kind, Kind::SectionAdded | Kind::SectionRemoved);
        let section = match place {
            // Where the page's own date stands is not where it was edited.
            true if change.kind == Kind::SilentEdit => None,
            true => self.section_of(change).filter(|title| !change.headline.contains(title.as_str())),
            false => self.branch(change),
        };
        facts.extend(section.map(|title| phrase::in_section(&title)));
        facts.extend(self.announced(change));
        facts.extend(self.antecedent(change));
        facts.extend(self.before(change));
        facts.extend(self.parts(change));
        facts.extend(self.still(change).map(|line| format!("dated by “{}”", phrase::excerpt(line))));
        // Of a succession it is the mentions of both names, which are no places of one change.
        let counted = !matches!(change.kind, Kind::Succession | Kind::Consolidation);
        if change.count > 1 && place && counted {
            facts.push(phrase::places(change.kind, change.count));
        }
        facts.push(phrase::confidence(change.confidence));
        facts
    }

    /// The title of the section in which a section stands whose title others have too.
    fn branch(&self, change: &Change) -> Option<String> {
        let side = if change.new.is_empty() { Side::Old } else { Side::New };
        let document = self.document(side);
        let section = document.segments[change.leading(side)?.segment].section;
        let title = &document.sections[section].title;
        let again = document.sections.iter().filter(|other| other.title == *title).count() > 1;
        document.sections[section].parent.filter(|_| again).and_then(|parent| self.titled(side, parent))
    }

    /// The lines that announce the lists in which items came or went: alone they may say the opposite of what they mean.
    fn announced(&self, change: &Change) -> Option<String> {
        let side = match change.kind {
            Kind::Added | Kind::Restored | Kind::SectionAdded => Side::New,
            Kind::Removed | Kind::SectionRemoved => Side::Old,
            // What changes in an item is what the line says of it.
            _ if change.count > 1 || change.new.is_empty() => return None,
            kind => match kind.family() {
                Family::Facts | Family::Force | Family::Voice => Side::New,
                _ => return None,
            },
        };
        let document = self.document(side);
        let items = change.representatives(side);
        let lines: BTreeSet<usize> = items.filter_map(|item| document.announcement(item.segment)).collect();
        let quoted = |line| format!("“{}”", phrase::excerpt(document.segment_text(line)));
        let lines: Vec<String> = lines.into_iter().map(quoted).collect();
        (!lines.is_empty()).then(|| format!("under {}", lines.join(" and ")))
    }

    /// The line that announced the list which an item was in that something else took the place of.
    fn before(&self, change: &Change) -> Option<String> {
        let lines = |side: Side| Some(self.document(side).announcement(change.leading(side)?.segment));
        let (old, new) = (lines(Side::Old)??, lines(Side::New)?);
        let text = |side: Side, line: usize| self.document(side).segment_text(line);
        let same = new.is_some_and(|new| text(Side::New, new) == text(Side::Old, old));
        let shown = change.kind == Kind::Wording && change.count <= 1 && !same;
        shown.then(|| format!("before that under “{}”", phrase::excerpt(text(Side::Old, old))))
    }

    /// All parts of a section that was split or merged, where the line has no room for them.
    fn parts(&self, change: &Change) -> Option<String> {
        let (side, evidence, word) = match change.kind {
            Kind::SectionSplit => (Side::New, &change.new, "into"),
            Kind::SectionMerged => (Side::Old, &change.old, "of"),
            _ => return None,
        };
        let document = self.document(side);
        let titles = evidence.iter().filter(|e| document.segments[e.segment].role == Role::Heading);
        let titles: Vec<&str> = titles.map(|title| title.span.of(&document.text)).collect();
        let unsaid = titles.iter().any(|title| !change.headline.contains(title));
        let quoted: Vec<String> = titles.iter().map(|title| format!("“{title}”")).collect();
        unsaid.then(|| format!("{word} {}", quoted.join(", ")))
    }

    /// What a sentence points at that begins with "this" or "they", unless it is quoted too.
    fn antecedent(&self, change: &Change) -> Option<String> {
        let side = if change.new.is_empty() { Side::Old } else { Side::New };
        let first = change.representatives(side).min()?.segment;
        let before = antecedent(self.comparison.sides.get(side), first)?;
        let quoted = change.representatives(side).any(|evidence| evidence.segment == before);
        let shown = !quoted && change.kind.family() != Family::Sections && change.count == 1;
        shown.then(|| format!("after “{}”", self.gist(side, before)))
    }

    /// A sentence by its beginning and what it turns on.
    fn gist(&self, side: Side, segment: usize) -> String {
        const ROOM: usize = 180;
        let document = self.document(side);
        let whole = document.segments[segment].span;
        let words = excerpt(&document.text, whole, (&self.telling(side, segment), &[]), Mark::of(side), ROOM);
        words.iter().map(|piece| piece.text).collect()
    }

    /// The line by which a page dates itself, where it was edited and that line stands as it did.
    pub(super) fn still(&self, change: &Change) -> Option<&'a str> {
        let line = |side: Side| Some(self.document(side).segment_text(change.leading(side)?.segment));
        line(Side::New).filter(|line_new| change.kind == Kind::SilentEdit && line(Side::Old) == Some(*line_new))
    }
}
