//! Enumerations inside a sentence: items that come, go or change places.

use std::ops::Range;

use crate::model::{FacetKind, Kind, Link, Pair, Side};

use super::Told;
use crate::explain::context::Context;
use crate::explain::context::discourse;
use crate::explain::draft::Draft;
use crate::explain::quote;
use crate::explain::weave::{Run, Weave};

/// An item with more words of substance is a clause.
const LONGEST_ITEM: usize = 5;

/// Items that take each other's place have no more words.
const LONGEST_EXCHANGED: usize = 2;

/// One of two items has no more words of substance: what follows "and" may be a clause.
const LONGEST_OF_TWO: usize = 2;

/// What stands between two separators.
pub(super) struct Item {
    /// Its units, without marks at the ends.
    pub(super) range: Range<usize>,
    /// The keys of its words.
    keys: Vec<u64>,
}

/// Tells the changed runs of a sentence where together they are the same items in another order.
pub(super) fn order<'w>(context: &Context<'_>, link: &Link, weave: &'w Weave, open: Vec<&'w Run>) -> Told<'w> {
    let reordered = |list: List| list.reordered(weave, link);
    match List::new(context, link, weave, &open).and_then(reordered) {
        Some(draft) => Told { drafts: vec![draft], open: Vec::new() },
        None => Told { drafts: Vec::new(), open },
    }
}

/// Tells the changed runs of a sentence where together they are items of an enumeration that come or go.
pub(super) fn items<'w>(context: &Context<'_>, link: &Link, weave: &'w Weave, open: Vec<&'w Run>) -> Told<'w> {
    match List::new(context, link, weave, &open).and_then(|list| list.exchanged(context, weave, link)) {
        Some(drafts) => Told { drafts, open: Vec::new() },
        None => Told { drafts: Vec::new(), open },
    }
}

/// The part of a sentence from its first change to its last, as an enumeration on both sides.
struct List {
    window: Pair<Range<usize>>,
    items: Pair<Vec<Item>>,
    joints: Pair<Joints>,
}

impl List {
    fn new(context: &Context<'_>, link: &Link, weave: &Weave, open: &[&Run]) -> Option<List> {
        let ([_], [_], [first, .., last] | [first @ last]) = (&link.old[..], &link.new[..], open) else { return None };
        let window = Pair::new(first.old.start..last.old.end, first.new.start..last.new.end);
        let joints = |side: Side| joints(context, weave, side, window.get(side).clone());
        let joints = Pair::new(joints(Side::Old), joints(Side::New));
        if joints.old.separators + joints.new.separators == 0 || !joints.old.agrees(&joints.new) {
            return None;
        }
        let items = |side: Side| cut(context, weave, side, window.get(side).clone());
        let items = Pair::new(items(Side::Old), items(Side::New));
        Some(List { window, items, joints })
    }

    /// The items of each side that the other one does not have.
    fn lacking(&self) -> Pair<Vec<&Item>> {
        Pair::new(lacking(&self.items.old, &self.items.new), lacking(&self.items.new, &self.items.old))
    }

    fn reordered(&self, weave: &Weave, link: &Link) -> Option<Draft> {
        let lacking = self.lacking();
        let same = lacking.old.is_empty() && lacking.new.is_empty() && self.items.old.len() > 1;
        if !same || self.joints.old.words.len() != self.joints.new.words.len() {
            return None;
        }
        let places = |side: Side| weave.places(side, self.window.get(side).clone());
        let keys = self.items.as_ref().map(|side| side.iter().map(|item| &item.keys).collect::<Vec<_>>());
        let (kind, reason) = match keys.old == keys.new {
            true => (Kind::Cosmetic, "typography"),
            false => (Kind::Order, "the same in another order"),
        };
        Some(Draft::new(kind, places(Side::Old), places(Side::New), link.confidence).routine(reason))
    }

    fn exchanged(&self, context: &Context<'_>, weave: &Weave, link: &Link) -> Option<Vec<Draft>> {
        let lacking = self.lacking();
        let common = self.items.old.len() - lacking.old.len();
        let short = |side: Side| lacking.get(side).iter().all(|item| is_short(context, weave, side, item));
        // What stands before the first comma of a sentence opens it, and is no item; and where items both come and go
        // most often a phrase was put in other words.
        let opens = self.window.old.start == 0 && self.window.new.start == 0;
        let both = !lacking.old.is_empty() && !lacking.new.is_empty();
        if common == 0 || opens || !short(Side::Old) || !short(Side::New) {
            return None;
        }
        // A figure that stands in the place of another is no item that came.
        let figured =
            |side: Side| lacking.get(side).iter().any(|item| weave.has_figure(context, side, item.range.clone()));
        if both && figured(Side::Old) && figured(Side::New) {
            return None;
        }
        let words = |side: Side| lacking.get(side).iter().map(|item| item.keys.len()).max().unwrap_or(0);
        if both && (words(Side::Old) > LONGEST_EXCHANGED || words(Side::New) > LONGEST_EXCHANGED) {
            return None;
        }
        let mut drafts = Vec::new();
        for side in Side::BOTH {
            for item in lacking.get(side) {
                let at = self.window.get(side.other()).start;
                let there = quote::of_range(context, weave, side.other(), at..at);
                let here = quote::of_range(context, weave, side, item.range.clone());
                if here.is_empty() {
                    return None;
                }
                let quotes = if side == Side::Old { Pair::new(here, there) } else { Pair::new(there, here) };
                let mut draft = Draft::new(Kind::ListItem, quotes.old, quotes.new, link.confidence);
                *draft.words.get_mut(side) = Some(weave.text(context, side, item.range.clone()));
                *draft.words.get_mut(side.other()) = Some(String::new());
                drafts.push(draft);
            }
        }
        Some(drafts)
    }
}

/// The items that have no counterpart among others.
fn lacking<'i>(items: &'i [Item], others: &[Item]) -> Vec<&'i Item> {
    let mut others: Vec<Option<&Vec<u64>>> = others.iter().map(|item| Some(&item.keys)).collect();
    let has = |item: &&Item| match others.iter_mut().find(|other| other.is_some_and(|keys| *keys == item.keys)) {
        Some(twin) => twin.take().is_none(),
        None => true,
    };
    items.iter().filter(has).collect()
}

/// Whether an item is none that says something by itself.
fn is_short(context: &Context<'_>, weave: &Weave, side: Side, item: &Item) -> bool {
    let units = &weave.units.get(side)[item.range.clone()];
    let decides = |segment: usize| {
        let facets = context.sides.get(side).segment_facets(segment).iter();
        let mut decisive =
            facets.filter(|f| matches!(f.kind, FacetKind::Negation | FacetKind::Modal | FacetKind::Condition));
        decisive.any(|f| units.iter().any(|u| u.span.overlaps(f.span)))
    };
    units.iter().filter(|u| !u.light).count() <= LONGEST_ITEM && !units.first().is_some_and(|u| decides(u.segment))
}

/// The items of a range of units.
pub(super) fn cut(context: &Context<'_>, weave: &Weave, side: Side, range: Range<usize>) -> Vec<Item> {
    let units = weave.units.get(side);
    let separators = Separators::new(context, weave, side);
    let mut items = Vec::new();
    let mut start = range.start;
    for at in range.start..=range.end {
        if at < range.end && !separators.has(at) {
            continue;
        }
        let words = (start..at).filter(|&i| units[i].letters > 0);
        if let (Some(first), Some(last)) = (words.clone().next(), words.clone().next_back()) {
            items.push(Item { range: first..last + 1, keys: words.map(|i| units[i].key).collect() });
        }
        start = at + 1;
    }
    items
}

/// What parts the items of a range.
struct Joints {
    separators: usize,
    /// The joining words, each once.
    words: Vec<u64>,
}

impl Joints {
    /// Whether both sides join by the same words: "and" that becomes "or" is a change of its own.
    fn agrees(&self, other: &Joints) -> bool {
        self.words.is_empty() || other.words.is_empty() || self.words == other.words
    }
}

fn joints(context: &Context<'_>, weave: &Weave, side: Side, range: Range<usize>) -> Joints {
    let units = weave.units.get(side);
    let separators = Separators::new(context, weave, side);
    let mut joints = Joints { separators: 0, words: Vec::new() };
    for at in range.filter(|&at| separators.has(at)) {
        joints.separators += 1;
        joints.words.extend((units[at].letters > 0).then_some(units[at].key));
    }
    joints.words.sort_unstable();
    joints.words.dedup();
    joints
}

/// What parts the items of an enumeration in a language: commas, semicolons, joining words.
#[derive(Clone, Copy)]
pub(super) struct Separators<'c, 'a> {
    context: &'c Context<'a>,
    weave: &'c Weave,
    side: Side,
    join: &'static [String],
}

impl<'c, 'a> Separators<'c, 'a> {
    pub(super) fn new(context: &'c Context<'a>, weave: &'c Weave, side: Side) -> Self {
        let join = &discourse::of(context.sides.get(side).document.language.as_deref()).join;
        Separators { context, weave, side, join }
    }

    /// Whether a unit is one, or a word of one ("as well as").
    pub(super) fn has(&self, at: usize) -> bool {
        self.text(at).is_some_and(|text| {
            matches!(text, "," | ";" | "/" | "、" | "，" | "；")
                || self.join.iter().any(|join| self.joins(at, text, join))
        })
    }

    /// Whether a unit is one of the words that join.
    fn joins(&self, at: usize, text: &str, join: &str) -> bool {
        // Most words are longer than those that join, and nothing more is asked of them.
        if text.len() > join.len() {
            return false;
        }
        // As bytes, of which nothing must be sought to part so short a phrase.
        let words = || join.as_bytes().split(|&byte| byte == b' ').enumerate();
        let is = |at: usize, word: &[u8]| self.text(at).is_some_and(|text| word.eq_ignore_ascii_case(text.as_bytes()));
        let begins = |start: usize| words().all(|(word, text)| is(start + word, text));
        let places = words().filter(|(_, word)| word.eq_ignore_ascii_case(text.as_bytes()));
        places.filter_map(|(word, _)| at.checked_sub(word)).any(begins)
    }

    fn text(&self, at: usize) -> Option<&'c str> {
        Some(self.context.text(self.side, self.weave.units.get(self.side).get(at)?.span))
    }
}

/// Whether a run put in or left out is an item: it is parted from its neighbours on both ends, and the sentence has a
/// further separator.
pub(super) fn is_item(context: &Context<'_>, weave: &Weave, side: Side, run: &Run) -> bool {
    let units = weave.units.get(side);
    let range = run.of(side);
    // What has a verb of its own says something of what stands before it.
    if weave.expresses(context, side, range.clone(), &[FacetKind::Tense]) {
        return false;
    }
    let separators = Separators::new(context, weave, side);
    let parts = |at: usize| separators.has(at);
    let before = parts(range.start) || range.start.checked_sub(1).is_some_and(parts);
    let after = range.end.checked_sub(1).is_some_and(parts) || parts(range.end);
    let closes = units.get(range.end).is_none_or(|u| u.letters == 0);
    // "fishing and hunting" that loses one of the two.
    let joins = |at: usize| parts(at) && units[at].letters > 0;
    let paired = joins(range.start) != range.end.checked_sub(1).is_some_and(joins)
        && units[range.clone()].iter().filter(|u| !u.light).count() <= LONGEST_OF_TWO;
    paired || before && (after || closes) && (0..units.len()).filter(|&i| parts(i)).count() >= 2
}
