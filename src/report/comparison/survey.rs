//! A comparison with what every report for people looks up in it.

use rustc_hash::FxHashMap;

use crate::model::{Change, Comparison, Document, Edit, Evidence, FacetKind, Family, Level, Pair, Side, Span};
use crate::report::phrase;

use super::View;
use super::contrast;
use super::excerpt::excerpt;
use super::passage::{self, Mark, Piece};
use super::places::{Atlas, Places, Unit};

/// A comparison, what of it is shown, and where everything stands.
pub(super) struct Survey<'a> {
    /// The comparison.
    pub(super) comparison: &'a Comparison,
    /// The changes that are shown, by rank.
    pub(super) shown: Vec<&'a Change>,
    /// The changes that one line tells, by the line and the segments that it quotes first; by rank.
    lines: FxHashMap<Line<'a>, Vec<&'a Change>>,
    atlas: Atlas,
}

/// A line as a reader meets it: its words, and where those stand.
type Line<'a> = (&'a str, Option<usize>, Option<usize>);

fn line(change: &Change) -> Line<'_> {
    let segment = |side: Side| change.leading(side).map(|evidence| evidence.segment);
    (&change.headline, segment(Side::Old), segment(Side::New))
}

impl<'a> Survey<'a> {
    /// Looks over what `view` selects of a comparison.
    pub(super) fn new(comparison: &'a Comparison, view: &View) -> Self {
        let shown = view.changes(comparison);
        let mut lines: FxHashMap<Line<'_>, Vec<&Change>> = FxHashMap::default();
        shown.iter().for_each(|&change| lines.entry(line(change)).or_default().push(change));
        Survey { comparison, shown, lines, atlas: Atlas::new(comparison) }
    }

    /// One side's document.
    pub(super) fn document(&self, side: Side) -> &'a Document {
        &self.comparison.sides.get(side).document
    }

    /// The changes of level headline that are shown, ranked; each line once.
    pub(super) fn headlines(&self) -> Vec<&'a Change> {
        let headline = |change: &&Change| change.level == Level::Headline && !self.is_said_before(change);
        self.shown.iter().copied().filter(headline).collect()
    }

    /// The changes that are shown by their places.
    pub(super) fn places(&self) -> Places<'a> {
        self.atlas.places(self.shown.iter().copied(), &self.comparison.alignment)
    }

    /// Whether a change of higher rank says the same in the same words: what turns a sentence round may bind somebody, too.
    pub(super) fn is_said_before(&self, change: &Change) -> bool {
        self.lines.get(&line(change)).is_some_and(|all| all.first().is_some_and(|first| first.id != change.id))
    }

    /// The kinds that the line of a change tells.
    pub(super) fn kinds(&self, change: &Change) -> String {
        let all = self.lines.get(&line(change)).map_or(&[][..], Vec::as_slice);
        let mut kinds: Vec<String> = Vec::new();
        for kind in all.iter().map(|change| phrase::kind(change.kind)) {
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        kinds.join(", ")
    }

    /// The units that a change touches, in the order of its evidence.
    #[cfg(feature = "html")]
    pub(super) fn units_of(&self, change: &Change) -> Vec<Unit> {
        self.atlas.units(change)
    }

    /// Everything that stands on either side, in document order.
    #[cfg(feature = "html")]
    pub(super) fn units(&self) -> Vec<Unit> {
        self.atlas.all(&self.comparison.alignment)
    }

    /// The link of a segment, primary before repeat.
    #[cfg(feature = "html")]
    pub(super) fn link(&self, side: Side, segment: usize) -> Option<usize> {
        self.atlas.link(side, segment)
    }

    /// The edits of a link.
    pub(super) fn edits(&self, link: usize) -> &'a [Edit] {
        self.comparison.edits.get(link).map_or(&[], Vec::as_slice)
    }

    /// The title of a section: in quotation marks where it is an excerpt of an inferred one, in words where there is
    /// none.
    pub(super) fn section_title(&self, side: Side, section: usize) -> String {
        self.titled(side, section).unwrap_or_else(|| "(before the first heading)".to_owned())
    }

    /// The title of a section that has one.
    pub(super) fn titled(&self, side: Side, section: usize) -> Option<String> {
        let section = self.document(side).sections.get(section)?;
        match (section.title.as_str(), section.inferred) {
            ("", _) => None,
            (title, true) => Some(format!("“{title}”")),
            (title, false) => Some(title.to_owned()),
        }
    }

    /// The title of the section that a change stands in; of the new one, if it has a place there.
    pub(super) fn section_of(&self, change: &Change) -> Option<String> {
        let place = |side| change.leading(side).map(|evidence| (side, evidence.segment));
        let (side, segment) = place(Side::New).or_else(|| place(Side::Old))?;
        self.titled(side, self.document(side).segments[segment].section)
    }

    /// The section that a unit stands in: of old matter the one that its section became.
    pub(super) fn section_index(&self, unit: Unit) -> Option<(Side, usize)> {
        let (side, segment) = match unit {
            Unit::New(segment) => (Side::New, segment),
            Unit::Link(link) => (Side::New, *self.comparison.alignment.links[link].new.first()?),
            Unit::Old(segment) => (Side::Old, segment),
        };
        let section = self.document(side).segments[segment].section;
        let heir = || {
            let links = &self.comparison.alignment.sections;
            links.iter().find(|link| link.old.contains(&section))?.new.first().copied()
        };
        Some(match side {
            Side::Old => heir().map_or((side, section), |new| (Side::New, new)),
            Side::New => (side, section),
        })
    }

    /// The title of that section, where there is more than one.
    pub(super) fn unit_section(&self, unit: Unit) -> Option<String> {
        let (side, section) = self.section_index(unit)?;
        (self.document(side).sections.len() > 1).then(|| self.section_title(side, section))
    }

    /// A link's two sides in one text, where they read well so.
    pub(super) fn woven(&self, index: usize) -> Option<Vec<Piece<'a>>> {
        let link = &self.comparison.alignment.links[index];
        let edits = self.edits(index);
        if !passage::interwoven(link, edits) {
            return None;
        }
        let text = self.comparison.sides.as_ref().map(|side| side.document.text.as_str());
        let whole = Pair::new((Side::Old, link.old[0]), (Side::New, link.new[0]));
        let whole = whole.map(|(side, segment)| self.document(side).segments[segment].span);
        Some(passage::both(text, whole, edits))
    }

    /// A sentence as evidence of a change: about `room` bytes of it, its changed words marked.
    pub(super) fn excerpt(&self, change: &Change, side: Side, evidence: &Evidence, room: usize) -> Vec<Piece<'a>> {
        let document = self.document(side);
        let whole = document.segments[evidence.segment].span;
        let marks = self.marks(change, side, evidence);
        let mut places: Vec<Span> = marks.iter().filter_map(|mark| mark.shared(evidence.span)).collect();
        if places.is_empty() && evidence.span != whole {
            places.push(evidence.span);
        }
        places.extend(if places.is_empty() { self.telling(side, evidence.segment) } else { marks.clone() });
        excerpt(&document.text, whole, (&places, &marks), Mark::of(side), room)
    }

    /// What of a sentence is marked where it stands as evidence of a change: its words that its counterpart does not have.
    /// Evidence may only show a place, where the other side has words more; then nothing is marked. Where a term is
    /// spoken of, or the change sets the sentence against another one than its link does, that part is marked which is
    /// evidence, unless it is all, or the sentence stands unchanged.
    fn marks(&self, change: &Change, side: Side, evidence: &Evidence) -> Vec<Span> {
        let whole = self.document(side).segments[evidence.segment].span;
        let link = self.atlas.link(side, evidence.segment);
        let words = link.map(|link| passage::changed_words(self.edits(link), side));
        let part = || if evidence.span == whole { Vec::new() } else { vec![evidence.span] };
        match (link, words) {
            (Some(_), Some(words)) if change.kind.family() == Family::Terms => {
                // Evidence is wider than the term where the other version has it too.
                let inside: Vec<Span> = words.iter().filter_map(|words| words.shared(evidence.span)).collect();
                let marked: usize = inside.iter().map(|words| words.len()).sum();
                match self.named(change, side, evidence) {
                    Some(name) => vec![name],
                    None if words.is_empty() || marked * 2 > evidence.span.len() => inside,
                    None => part(),
                }
            }
            (Some(link), Some(words)) if self.joins(link, change) => {
                let text = &self.document(side).text;
                // The bullet of an item inside a sentence is no word that came or went.
                let bullet = |words: &Span| matches!(words.of(text).trim(), "-" | "–" | "•" | "·" | "*");
                words.into_iter().filter_map(|words| words.shared(whole)).filter(|words| !bullet(words)).collect()
            }
            _ => self.contrasted(change, side).unwrap_or_else(part),
        }
    }

    /// The name that gave way, where evidence is wider; of what took its place the words are marked that say so.
    fn named(&self, change: &Change, side: Side, evidence: &Evidence) -> Option<Span> {
        if side == Side::New {
            return None;
        }
        let text = evidence.span.of(&self.document(side).text);
        let mut quotes = phrase::quotes(&change.headline).into_iter().filter(|&(quoted, _)| quoted);
        let (at, name) = quotes.find_map(|(_, name)| Some((text.find(name)?, name)))?;
        let start = evidence.span.start + at;
        Some(Span::new(start, start + name.len()))
    }

    /// What is marked in a sentence that a change sets against another one which no link joins it with.
    fn contrasted(&self, change: &Change, side: Side) -> Option<Vec<Span>> {
        let (old, new) = (change.old.first()?.segment, change.new.first()?.segment);
        let one = change.old.iter().all(|e| e.segment == old) && change.new.iter().all(|e| e.segment == new);
        let set = !matches!(change.kind.family(), Family::Terms | Family::Sections | Family::Structure);
        let linked = self.atlas.link(Side::Old, old).is_some_and(|link| self.joins(link, change));
        if !one || !set || linked {
            return None;
        }
        let whole = |side: Side, segment: usize| self.document(side).segments[segment].span;
        let texts = self.comparison.sides.as_ref().map(|side| side.document.text.as_str());
        Some(contrast::marks(texts, Pair::new(whole(Side::Old, old), whole(Side::New, new)), side))
    }

    /// Whether a change sets sentences against each other that a link joins.
    fn joins(&self, link: usize, change: &Change) -> bool {
        let link = &self.comparison.alignment.links[link];
        let has = |evidence: &[Evidence], ends: &[usize]| {
            evidence.is_empty() || evidence.iter().any(|evidence| ends.contains(&evidence.segment))
        };
        has(&change.old, &link.old) && has(&change.new, &link.new)
    }

    /// What a sentence turns on: what must, may or will not be, and its first figure.
    pub(super) fn telling(&self, side: Side, segment: usize) -> Vec<Span> {
        use FacetKind::{Date, Modal, Money, Negation, Number, Percent};
        let facets = self.comparison.sides.get(side).segment_facets(segment);
        let first = |kinds: &[FacetKind]| facets.iter().find(|f| kinds.contains(&f.kind)).map(|f| f.span);
        first(&[Modal, Negation]).into_iter().chain(first(&[Money, Percent, Number, Date])).collect()
    }

    /// Whether a headline holds a whole segment's words already, so that quoting them would say them twice.
    fn is_said(&self, side: Side, evidence: &Evidence, headline: &str) -> bool {
        let document = self.document(side);
        evidence.span == document.segments[evidence.segment].span && headline.contains(evidence.span.of(&document.text))
    }

    /// Of a change in several places what is quoted of the first ones, and how many more there are.
    pub(super) fn examples(&self, change: &Change, count: usize) -> (Vec<(Side, Evidence)>, usize) {
        let places = self.atlas.evidence(change);
        let more = places.len().saturating_sub(count);
        (places.into_iter().take(count).flatten().collect(), more)
    }

    /// The words that a headline rests on, from each side that has some in document order, but for what it says itself.
    /// Of a few sentences that were split or merged all are quoted: what one does not have another one says.
    pub(super) fn quoted(&self, change: &Change) -> impl Iterator<Item = (Side, Evidence)> {
        let pieces = self.pieces(change);
        let quotes = Side::BOTH.into_iter().flat_map(move |side| {
            let mut quotes: Vec<Evidence> = change.representatives(side).collect();
            let missing = |segment: &&usize| quotes.iter().all(|quote| quote.segment != **segment);
            let whole = |&segment: &usize| Evidence { segment, span: self.document(side).segments[segment].span };
            let more: Vec<Evidence> = pieces.get(side).iter().filter(missing).map(whole).collect();
            quotes.extend(more);
            quotes.sort_unstable();
            quotes.into_iter().map(move |evidence| (side, evidence))
        });
        // A date that stood still neither came nor went; what was changed meanwhile is quoted.
        let still = self.still(change).is_some();
        let first = || self.first_told();
        let quotes = quotes.filter(move |_| !still).chain(still.then(first).flatten());
        // Of several claims all are quoted, so that none is taken for what the headline says.
        // Of a sentence that took another's place both are.
        let titled = matches!(change.kind.family(), Family::Sections | Family::Terms);
        let alone = change.count <= 1 && (titled || change.old.is_empty() || change.new.is_empty());
        quotes.filter(move |(side, evidence)| !alone || !self.is_said(*side, evidence, &change.headline))
    }

    /// What the first change rests on that is of claims themselves.
    fn first_told(&self) -> Option<(Side, Evidence)> {
        let told = |change: &&Change| !matches!(change.kind.family(), Family::Terms | Family::Time | Family::Capture);
        let first = self.comparison.changes.iter().find(told)?;
        Side::BOTH.into_iter().rev().find_map(|side| Some((side, first.leading(side)?)))
    }

    /// What came nearest on the other side to the claims that speak for an addition or removal: what it is, its side,
    /// and about `room` bytes of it around what both say. Nothing where no sentence came close.
    pub(super) fn nearest(&self, change: &Change, room: usize) -> Option<(String, Side, Vec<Piece<'a>>)> {
        let side = if change.new.is_empty() { Side::Old } else { Side::New };
        let shown = |of: usize| change.representatives(side).any(|evidence| evidence.segment == of);
        let nearest = change.nearest.iter().find(|nearest| nearest.is_close() && shown(nearest.of))?;
        let texts = self.comparison.sides.as_ref().map(|side| side.document.text.as_str());
        let here = self.document(side).segments[nearest.of].span;
        let pair = if side == Side::Old { Pair::new(here, nearest.span) } else { Pair::new(nearest.span, here) };
        let other = contrast::marks(texts, pair, side.other());
        let places = contrast::between(nearest.span, &other);
        let text = *texts.get(side.other());
        let words = excerpt(text, nearest.span, (&places, &[]), Mark::of(side.other()), room);
        Some((phrase::nearest(side.other(), nearest.score), side.other(), words))
    }

    /// The sentences of a split or merger that a change is inside of, where they are few.
    fn pieces(&self, change: &Change) -> Pair<&'a [usize]> {
        const FEW: usize = 4;
        let inside = !matches!(change.kind.family(), Family::Terms | Family::Sections | Family::Presence);
        let first = change.new.first().map(|e| (Side::New, e.segment));
        let first = first.or(change.old.first().map(|e| (Side::Old, e.segment)));
        let link = first.filter(|_| inside && change.count == 1).and_then(|(side, at)| self.atlas.link(side, at));
        let Some(link) = link.filter(|&link| self.joins(link, change)) else { return Pair::new(&[], &[]) };
        let link = &self.comparison.alignment.links[link];
        match link.old.len() + link.new.len() {
            3..=FEW => Pair::new(&link.old[..], &link.new[..]),
            _ => Pair::new(&[], &[]),
        }
    }

    /// What made the report, by which options, and how much of the comparison it shows.
    pub(super) fn colophon(&self, view: &View) -> String {
        let shown = self.shown.len();
        let hidden = self.comparison.changes.len() - shown;
        let mut line = format!("recension {}", env!("CARGO_PKG_VERSION"));
        if !view.options.is_empty() {
            let options: Vec<_> = view.options.iter().map(|(name, value)| format!("{name} {value}")).collect();
            line.push_str(&format!(" · {}", options.join(", ")));
        }
        line.push_str(&format!(" · {} shown", phrase::count(shown, "change")));
        if hidden > 0 {
            line.push_str(&format!(", {hidden} not"));
            if view.level != Some(Level::Minor) {
                line.push_str(" (--level minor shows all)");
            }
        }
        line
    }
}
