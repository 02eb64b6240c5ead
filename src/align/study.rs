//! A pair of documents prepared for scoring: what the aligner computes before it decides, open to the script that
//! fits the model.

use crate::language::note::without;
use crate::language::stop::is_stop_word;
use crate::model::{Annotated, Document, Pair, Role, Segment, Side};

use super::candidate::{Candidates, candidates};
use super::context::Pass;
use super::equal::{Anchors, Common, anchor, anchor_figured, anchor_renumbered, keys, originals};
use super::facts::{Facts, facts};
use super::feature::{self, Looked};
use super::labelled::anchor_labelled;
use super::lexis::{Joint, Lexis};
use super::link::numbering;
use super::names::{self, Features};
use super::vector::Vectors;

/// What says the same again has this share of the words of the other, both ways, or this share of their stems: the least
/// of true repeats in eight page histories, above the most of those that add a topic (.74).
const SAID_AGAIN: (f32, f32) = (0.75, 0.95);

/// Share of the stems of a list item, by weight, that a sentence has which it was cut from.
const HELD: f32 = 0.8;

/// Share of its letter runs that a sentence has which holds its words in other forms, and so many times as many words.
const SPELT: f32 = 0.6;

/// See [`SPELT`].
const LONGER: f32 = 2.0;

/// So many stems, and such a share of those that a segment's counterpart left of it, has what takes up the rest of it; and
/// such a share of its own stems stood there.
const COMPLETED: (usize, f32, f32) = (2, 0.9, 0.7);

/// It stands within so many segments of the counterpart.
const BESIDE: usize = 2;

/// Share of the letter runs of the shorter segment that count as common ground without a common stem.
const COMMON_LETTERS: f32 = 0.25;

/// Candidates of a pair of documents with their features.
#[derive(Debug)]
pub struct Study {
    pub(super) anchors: Anchors,
    /// For each segment the first one of its side with the same text.
    pub(super) originals: Pair<Vec<usize>>,
    /// For each segment whether it is a heading.
    headings: Pair<Vec<bool>>,
    /// For each segment whether it is a field of front matter.
    fields: Pair<Vec<bool>>,
    /// For each segment whether it is a question.
    questions: Pair<Vec<bool>>,
    /// For each segment whether it does not end as a sentence does; one that announces something does not.
    labels: Pair<Vec<bool>>,
    /// For each segment that is a row of a table its section.
    rows: Pair<Vec<Option<usize>>>,
    /// For each item of a list that a line announces, and for that line, where the line stands.
    lists: Pair<Vec<Option<usize>>>,
    /// For each segment whether it is a heading with a number, which may stand before its text elsewhere.
    counted: Pair<Vec<bool>>,
    /// For each original how often its text stands on its side.
    copies: Pair<Vec<u32>>,
    pub(super) candidates: Candidates,
    pub(super) vectors: Vectors,
    pub(super) lexis: Lexis,
    looked: Looked,
    pub(super) equal_share: f32,
    /// Whether the bound on common features left a segment without candidates.
    pub(super) starved: bool,
}

impl Study {
    /// Anchors equal text, finds candidates and computes their features.
    pub fn of(sides: Pair<&Annotated>) -> Self {
        let language = sides.new.document.language.as_deref().or(sides.old.document.language.as_deref());
        let joint = Joint::of(sides);
        let keys = keys(sides, &joint.of);
        let originals = Pair::new(originals(&keys.old), originals(&keys.new));
        let (anchors, lexis) = rayon::join(
            || {
                let mut anchors = anchor(&keys);
                anchor_renumbered(sides, &joint.of, &mut anchors);
                anchor_labelled(sides, &joint.of, &mut anchors);
                anchor_figured(sides, &joint.of, &mut anchors);
                anchors
            },
            || Lexis::of(sides, &joint, &originals, |form| is_stop_word(language, form)),
        );
        let (vectors, facts) = rayon::join(|| Vectors::of(sides, &joint.of, &lexis, &keys), || facts(sides));
        // A copy is aligned as its original is.
        let answers =
            originals.as_ref().map(|of| of.iter().enumerate().map(|(at, &first)| at == first).collect::<Vec<_>>());
        let asks = |answers: &[bool], originals: &[usize], anchored: &[Option<usize>]| {
            let mut asks = answers.to_vec();
            for (at, _) in anchored.iter().enumerate().filter(|(_, anchor)| anchor.is_some()) {
                asks[originals[at]] = false;
            }
            asks
        };
        let asks = Pair::new(
            asks(&answers.old, &originals.old, &anchors.of_old),
            asks(&answers.new, &originals.new, &anchors.of_new),
        );
        let (pairs, starved) = candidates(&vectors, &lexis, &asks, &answers);
        let sizes = sides.map(|s| s.document.segments.len());
        let candidates = Candidates::of(pairs, &anchors.of_old, sizes);
        let looked = feature::features(&candidates, &vectors, &lexis, &facts);
        let equal_share = 2.0 * anchors.pairs().count() as f32 / (sizes.old + sizes.new).max(1) as f32;
        let copies = originals.as_ref().map(|of| {
            let mut copies = vec![0; of.len()];
            of.iter().for_each(|&first| copies[first] += 1);
            copies
        });
        let of_role =
            |side: &[Facts], role: Role| -> Vec<bool> { side.iter().map(|facts| facts.role == role).collect() };
        let headings = facts.as_ref().map(|side| of_role(side, Role::Heading));
        let fields = facts.as_ref().map(|side| of_role(side, Role::Metadata));
        let all = |side: &Annotated, is: &dyn Fn(&str) -> bool| -> Vec<bool> {
            (0..side.document.segments.len()).map(|segment| is(side.document.segment_text(segment))).collect()
        };
        let asks = |text: &str| text.ends_with(['?', '？', '؟']);
        let questions = sides.map(|side| all(side, &asks));
        let ended = |c: char| matches!(c, '.' | '!' | '?' | '…' | ';' | ',' | '。' | '！' | '？' | '"' | '”' | ')');
        let mut labels = sides.map(|side| all(side, &|text| !without(text).trim_end().ends_with(ended)));
        // An item of a list may have been a sentence.
        for (side, labels) in [(sides.old, &mut labels.old), (sides.new, &mut labels.new)] {
            labels.iter_mut().zip(&side.document.segments).for_each(|(label, segment)| *label &= !segment.listed);
        }
        let counted = |side: &Annotated, headings: &[bool]| -> Vec<bool> {
            headings.iter().enumerate().map(|(at, &heading)| heading && numbering(side, at) > 0).collect()
        };
        let counted = Pair::new(counted(sides.old, &headings.old), counted(sides.new, &headings.new));
        let rows = sides.map(|side| {
            let row = |segment: &Segment| (segment.role == Role::Table).then_some(segment.section);
            side.document.segments.iter().map(row).collect()
        });
        Study {
            anchors,
            originals,
            headings,
            fields,
            questions,
            labels,
            rows,
            lists: sides.map(|side| lists(&side.document)),
            counted,
            copies,
            candidates,
            vectors,
            lexis,
            looked,
            equal_share,
            starved,
        }
    }

    /// The candidate pairs (old, new), ascending.
    pub fn pairs(&self) -> &[(u32, u32)] {
        &self.candidates.pairs
    }

    /// Whether a segment stands word for word on the other side too, and was anchored there.
    pub(super) fn stands(&self, side: Side, segment: usize) -> bool {
        let old = match side {
            Side::Old => self.anchors.of_old[segment].map(|_| segment),
            Side::New => self.anchors.of_new[segment],
        };
        old.is_some_and(|old| matches!(self.anchors.by[old], Common::Text | Common::ButFigures))
    }

    /// How many old and new segments there are.
    pub fn sizes(&self) -> (usize, usize) {
        (self.candidates.sizes.old, self.candidates.sizes.new)
    }

    /// Whether the texts of two segments stand once on their sides.
    pub(super) fn is_unique(&self, old: usize, new: usize) -> bool {
        self.copies.old[self.originals.old[old]] == 1 && self.copies.new[self.originals.new[new]] == 1
    }

    /// Whether the two segments of a pair share a stem, or at least many letters. In a page of a few sentences each is the
    /// other's best candidate whatever they say; without common ground that is no evidence.
    pub(super) fn has_common_ground(&self, k: usize) -> bool {
        let features = &self.looked.features[k];
        self.candidates.fixed[k] || features[names::STEMS] > 0.0 || features[names::LETTERS] >= COMMON_LETTERS
    }

    /// Whether each of two segments says what the other says, but for little: what has a topic of its own beside it ("Eye
    /// surgery", "Surgery") is another claim, however probable the two are as a pair.
    pub(super) fn says_again(&self, k: usize) -> bool {
        let features = &self.looked.features[k];
        let alike =
            features[names::WORDS_BOTH_WAYS] >= SAID_AGAIN.0 || features[names::STEMS_BOTH_WAYS] >= SAID_AGAIN.1;
        self.candidates.fixed[k] || (alike && features[names::NUMBERS_CLASH] == 0.0)
    }

    /// Whether one of two segments holds nearly all words of the other.
    pub(super) fn is_held(&self, k: usize) -> bool {
        !self.candidates.fixed[k] && self.looked.features[k][names::STEMS_CONTAINED] >= HELD
    }

    /// Whether a segment of the other side is much longer than one and holds nearly all its words, be it in other forms
    /// ("sells drugs", "or sell drugs").
    pub(super) fn is_spelt_out(&self, (side, item): (Side, usize), sentence: usize, k: usize) -> bool {
        let length = |side: Side, segment: usize| self.vectors.length.get(side)[segment];
        let longer = length(side.other(), sentence) as f32 >= LONGER * length(side, item) as f32;
        let held = self.is_held(k) || self.looked.features[k][names::LETTERS] >= SPELT;
        longer && held && !self.candidates.fixed[k]
    }

    /// Whether a segment is of the same list as one of others of its side.
    pub(super) fn is_of_list(&self, side: Side, segment: usize, others: &[usize]) -> bool {
        let lists = self.lists.get(side);
        lists[segment].is_some() && others.iter().any(|&other| lists[other] == lists[segment])
    }

    /// Whether of two segments of the other side one has the counterpart's part of what a segment says and the `rest` holds
    /// what is left of it, and little else: "harass or threaten" that became "harass" and "threaten".
    pub(super) fn completes(&self, (side, whole): (Side, usize), counterpart: usize, rest: usize) -> bool {
        if counterpart.abs_diff(rest) > BESIDE {
            return false;
        }
        let (own, there) = (self.vectors.sequence.get(side).of(whole), self.vectors.sequence.get(side.other()));
        let (told, more) = (distinct(there.of(counterpart)), distinct(there.of(rest)));
        let own = distinct(own);
        let left: Vec<u32> = own.iter().copied().filter(|stem| told.binary_search(stem).is_err()).collect();
        let taken = left.iter().filter(|stem| more.binary_search(stem).is_ok()).count();
        let shared = more.iter().filter(|stem| own.binary_search(stem).is_ok()).count();
        taken >= COMPLETED.0
            && taken as f32 >= COMPLETED.1 * left.len() as f32
            && shared as f32 >= COMPLETED.2 * more.len() as f32
    }

    /// Whether one of two segments is a heading, and the other none, or one asks and the other answers.
    pub(super) fn are_of_two_forms(&self, old: usize, new: usize) -> bool {
        self.headings.old[old] != self.headings.new[new] || self.questions.old[old] != self.questions.new[new]
    }

    /// Whether one of two segments is a field of front matter, and the other none: what goes from the text does not stand
    /// in it any more, whatever the page tells machines of itself.
    pub(super) fn is_field_and_text(&self, old: usize, new: usize) -> bool {
        self.fields.old[old] != self.fields.new[new]
    }

    /// Whether of two segments one is a single word and the other a sentence: a label, or a link of a menu, says nothing of
    /// what a sentence became.
    pub(super) fn are_label_and_sentence(&self, old: usize, new: usize) -> bool {
        /// So many stems at most has the label, and so many at least the sentence.
        const STEMS: (usize, usize) = (1, 8);
        let sequence = &self.vectors.sequence;
        let lengths = (sequence.old.of(old).len(), sequence.new.of(new).len());
        let label = if lengths.0 < lengths.1 { self.labels.old[old] } else { self.labels.new[new] };
        label && lengths.0.min(lengths.1) <= STEMS.0 && lengths.0.max(lengths.1) >= STEMS.1
    }

    /// Whether a title and a text have nearly as many stems, or the title has a number: then it may only stand before
    /// its text in one line.
    pub(super) fn are_as_long(&self, old: usize, new: usize) -> bool {
        if self.counted.old[old] || self.counted.new[new] {
            return true;
        }
        let sequence = &self.vectors.sequence;
        let (old, new) = (sequence.old.of(old).len(), sequence.new.of(new).len());
        old.max(new) <= old.min(new) * 3 / 2 + 1
    }

    /// Whether all rows of tables among the members of groups are of one section on each side: rows of several tables say
    /// the same of several things.
    pub(super) fn are_of_one_table(&self, groups: [(&[usize], &[usize]); 2]) -> bool {
        let one = |rows: &[Option<usize>], ends: [&[usize]; 2]| {
            let mut rows = ends.into_iter().flatten().filter_map(|&segment| rows[segment]);
            rows.next().is_none_or(|first| rows.all(|other| other == first))
        };
        one(&self.rows.old, groups.map(|group| group.0)) && one(&self.rows.new, groups.map(|group| group.1))
    }

    /// Whether segments may be in one group of several: what became of a section is told of sections, and a title is no
    /// part of the sentence below it.
    pub(super) fn may_group(&self, (olds, news): (&[usize], &[usize])) -> bool {
        let heading = |side: &[bool], segments: &[usize]| segments.iter().any(|&segment| side[segment]);
        !heading(&self.headings.old, olds) && !heading(&self.headings.new, news)
    }

    /// The index of a pair among the candidates.
    pub(super) fn pair(&self, old: usize, new: usize) -> Option<usize> {
        let row = self.candidates.row(old as u32);
        let at = row.start + self.candidates.pairs[row.clone()].partition_point(|pair| (pair.1 as usize) < new);
        (at < row.end && self.candidates.pairs[at].1 as usize == new).then_some(at)
    }

    /// The index of the pair of what two segments say, each by the first segment of its side that says it.
    pub(super) fn pair_of_texts(&self, old: usize, new: usize) -> Option<usize> {
        self.pair(self.originals.old[old], self.originals.new[new])
    }

    /// For each pair whether it is an anchor, which no model decides.
    pub fn fixed(&self) -> &[bool] {
        &self.candidates.fixed
    }

    /// For each pair its features by itself; all zero for anchors.
    pub fn features(&self) -> &[Features] {
        &self.looked.features
    }

    /// Share of the segments that have an equal counterpart.
    pub fn equal_share(&self) -> f32 {
        self.equal_share
    }

    /// How near the two versions are: zero for strangers, one for copies.
    pub(super) fn near(&self) -> f32 {
        self.looked.near
    }

    /// How many entries of rows, words and stems and n-grams of segments, were looked at to compare the pairs one by one:
    /// the work that grows with the length of what is compared.
    pub fn steps(&self) -> u64 {
        self.looked.steps
    }

    /// Looks at all pairs in the light of earlier probabilities.
    pub fn pass(&self, probability: Vec<f32>) -> Pass<'_> {
        Pass::of(&self.candidates, &self.looked, probability, &self.vectors, &self.lexis, self.equal_share)
    }
}

/// The different stems of a segment, ascending.
fn distinct(stems: &[u32]) -> Vec<u32> {
    let mut stems = stems.to_vec();
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// For each item of a list that a line announces, and for that line, where the line stands. Articles with numbers are no
/// such items.
fn lists(document: &Document) -> Vec<Option<usize>> {
    let segments = &document.segments;
    let announces = |at: &usize| document.segment_text(*at).ends_with([':', '：']);
    let mut lists = vec![None; segments.len()];
    for at in (0..segments.len()).filter(|&at| segments[at].listed) {
        let before = at.checked_sub(1).filter(|&before| segments[before].section == segments[at].section);
        lists[at] = match before {
            Some(before) if segments[before].listed => lists[before],
            Some(before) if announces(&before) => {
                lists[before] = Some(before);
                lists[before]
            }
            _ => None,
        };
    }
    lists
}
