//! Who does what to whom: the same words in other roles, and the one who acts left out.
//!
//! "Aland attacked Borg" and "Borg attacked Aland" have the same words; so have "On Monday, Aland attacked Borg" and
//! "Aland attacked Borg on Monday". In the first pair two parts of the sentence changed places around what stands
//! between them, in the second one part moved. Where the verb turns from active to passive it is the other way round:
//! then parts that change places keep their roles.

use std::ops::Range;

use crate::language::lexicon::Lexicon;
use crate::language::token::fold;
use crate::model::{Facet, FacetKind, Kind, Link, Pair, Side};

use super::Told;
use super::left_out;
use super::turned::small;
use super::turned::voice::{self, Roles};
use crate::explain::context::{Context, discourse};
use crate::explain::draft::Draft;
use crate::explain::weave::{Run, Weave};

/// All words without substance that come or go where others only change places have no more letters.
const SMALL_WORDS: usize = 16;

/// A word of the sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// Its index among the units.
    pub(super) at: usize,
    key: u64,
    /// Whether it is a word of substance.
    heavy: bool,
}

/// Tells a sentence whose words changed their roles, or only their places.
pub(super) fn explain<'w>(context: &Context<'_>, link: &Link, weave: &'w Weave, open: Vec<&'w Run>) -> Told<'w> {
    let whole = link.old.len() == 1 && link.new.len() == 1 && !open.is_empty();
    match whole.then(|| told(context, link, weave)).flatten() {
        Some(draft) => Told { drafts: vec![draft], open: Vec::new() },
        None => Told { drafts: Vec::new(), open },
    }
}

fn told(context: &Context<'_>, link: &Link, weave: &Weave) -> Option<Draft> {
    let count = |side: Side, sort: &str| voice::count(context, link, side, sort);
    let voice = Pair::new(count(Side::Old, voice::PASSIVE), count(Side::New, voice::PASSIVE));
    let letters = |side: Side| {
        weave.changed().flat_map(|run| &weave.units.get(side)[run.of(side)]).map(|u| u.letters).sum::<usize>()
    };
    if voice.old == voice.new && letters(Side::Old).abs_diff(letters(Side::New)) > SMALL_WORDS {
        return None;
    }
    let all = Pair::new(words(weave, Side::Old), words(weave, Side::New));
    let heavy = all.as_ref().map(|side| side.iter().copied().filter(|w| w.heavy).collect::<Vec<_>>());
    let draft = |kind, window: Pair<Range<usize>>| {
        let quotes = Pair::new(weave.places(Side::Old, window.old), weave.places(Side::New, window.new));
        Draft::new(kind, quotes.old, quotes.new, link.confidence)
    };
    if same_words(&all) {
        return match shuffle(&all)? {
            // "from 5 to 10" is a matter of figures.
            // "Bei Fieber wird die Impfung verschoben": when, and not who.
            Shuffle::Exchanged { window, middle }
                if is_adverbial(context, weave, &window) || only_ties(context, weave, &middle) =>
            {
                Some(draft(Kind::Order, window).routine("the same in another order"))
            }
            Shuffle::Mixed(window) if only_verb_moves(context, weave, &all) => {
                Some(draft(Kind::Order, window).routine("the same in another order"))
            }
            Shuffle::Exchanged { window, .. } => {
                (!measures(context, weave, &window)).then(|| draft(Kind::Agent, window))
            }
            Shuffle::Moved { window, block } if is_cue(context, weave, &block) => Some(draft(Kind::Scope, window)),
            Shuffle::Moved { window, .. } if small::agree(context, link, weave, false) => {
                Some(draft(Kind::Order, window).routine("the same in another order"))
            }
            // "First the jury, then the judge".
            Shuffle::Moved { window, .. } => Some(draft(Kind::Wording, window)),
            Shuffle::Mixed(window) => Some(draft(Kind::Wording, window)),
        };
    }
    let turned = voice.old != voice.new;
    if same_words(&heavy) {
        let order = shuffle(&heavy);
        return match (turned, order) {
            // The word that introduces the one who acts comes or goes with the passive.
            (true, None) if count(Side::Old, voice::BY) != count(Side::New, voice::BY) => {
                Some(draft(Kind::Agent, span(&heavy)?))
            }
            (true, Some(_)) if binds_alike(context, link) => match voice::roles(context, link, weave) {
                Roles::Exchanged => Some(voice::exchanged(link, weave)),
                Roles::Kept if small::agree(context, link, weave, true) => {
                    Some(draft(Kind::Wording, span(&heavy)?).routine("active or passive, it says the same"))
                }
                _ => Some(draft(Kind::Wording, span(&heavy)?)),
            },
            (false, Some(Shuffle::Moved { window, .. })) if !says_more(context, weave) => {
                Some(if small::agree(context, link, weave, false) {
                    draft(Kind::Order, window).routine("the same in another order")
                } else {
                    draft(Kind::Wording, span(&heavy)?)
                })
            }
            _ => None,
        };
    }
    if turned { left_out::left_out(context, link, weave, &heavy, &voice) } else { None }
}

/// Whether both sides of a link bid, let be, deny and hold for sure the same, whatever they say.
fn binds_alike(context: &Context<'_>, link: &Link) -> bool {
    let binds = |side: Side| {
        let facets = link.ends(side).iter().flat_map(|&segment| context.sides.get(side).segment_facets(segment));
        let decides =
            |facet: &&Facet| matches!(facet.kind, FacetKind::Modal | FacetKind::Negation | FacetKind::Certainty);
        let mut normals: Vec<&str> = facets.filter(decides).map(|facet| &*facet.normal).collect();
        normals.sort_unstable();
        normals
    };
    binds(Side::Old) == binds(Side::New)
}

fn words(weave: &Weave, side: Side) -> Vec<Word> {
    let units = weave.units.get(side);
    let mut words = Vec::with_capacity(units.len());
    let spoken = units.iter().enumerate().filter(|(_, u)| u.letters > 0);
    words.extend(spoken.map(|(at, u)| Word { at, key: u.key, heavy: u.topical }));
    words
}

fn same_words(words: &Pair<Vec<Word>>) -> bool {
    let sorted = words.as_ref().map(|side| {
        let mut keys: Vec<u64> = side.iter().map(|w| w.key).collect();
        keys.sort_unstable();
        keys
    });
    sorted.old == sorted.new
}

/// How the same words stand in another order.
enum Shuffle {
    /// Two parts changed places around what stands between them.
    Exchanged { window: Pair<Range<usize>>, middle: Range<usize> },
    /// One part moved.
    Moved { window: Pair<Range<usize>>, block: Pair<Range<usize>> },
    /// Anything else.
    Mixed(Pair<Range<usize>>),
}

/// Compares two orders of the same words; nothing where they are the same. Windows are ranges of units.
fn shuffle(words: &Pair<Vec<Word>>) -> Option<Shuffle> {
    let (old, new) = (&words.old[..], &words.new[..]);
    let same = |(a, b): &(&Word, &Word)| a.key == b.key;
    let head = old.iter().zip(new).take_while(same).count();
    if head == old.len() {
        return None;
    }
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(same).count();
    let (old, new) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    let length = old.len();
    let units = |words: &[Word]| words[0].at..words[words.len() - 1].at + 1;
    let window = Pair::new(units(old), units(new));
    let equal = |a: &[Word], b: &[Word]| a.iter().map(|w| w.key).eq(b.iter().map(|w| w.key));
    if let Some(cut) =
        (1..length).find(|&k| equal(&old[k..], &new[..length - k]) && equal(&old[..k], &new[length - k..]))
    {
        // The shorter of the two is the one that moved.
        let block = if cut * 2 <= length {
            Pair::new(units(&old[..cut]), units(&new[length - cut..]))
        } else {
            Pair::new(units(&old[cut..]), units(&new[..length - cut]))
        };
        return Some(Shuffle::Moved { window, block });
    }
    // X M Y → Y M X: as many words of X at the beginning of old as at the end of new.
    for x in 1..length - 1 {
        for y in 1..length - x {
            let exchanged = equal(&old[..x], &new[length - x..])
                && equal(&old[length - y..], &new[..y])
                && equal(&old[x..length - y], &new[y..length - x]);
            if exchanged {
                return Some(Shuffle::Exchanged { window, middle: units(&old[x..length - y]) });
            }
        }
    }
    Some(Shuffle::Mixed(window))
}

/// The units from the first to the last of some words.
fn span(words: &Pair<Vec<Word>>) -> Option<Pair<Range<usize>>> {
    let one = |words: &[Word]| Some(words.first()?.at..words.last()?.at + 1);
    Some(Pair::new(one(&words.old)?, one(&words.new)?))
}

/// Whether what changed places are figures.
fn measures(context: &Context<'_>, weave: &Weave, window: &Pair<Range<usize>>) -> bool {
    use FacetKind::{Date, Money, Number, Percent, Reference};
    let units = &weave.units.old[window.old.clone()];
    let is_figure = |unit: Option<&crate::explain::weave::unit::Unit>| {
        unit.is_some_and(|u| {
            let facets = context.sides.old.segment_facets(u.segment).iter();
            let mut figures = facets.filter(|f| matches!(f.kind, Date | Money | Number | Percent | Reference));
            figures.any(|f| f.span.overlaps(u.span))
        })
    };
    is_figure(units.first()) && is_figure(units.last())
}

/// Whether one of two parts that changed places begins with a preposition, and the other does not.
fn is_adverbial(context: &Context<'_>, weave: &Weave, window: &Pair<Range<usize>>) -> bool {
    let leads = |side: Side| {
        let known = &discourse::of(context.sides.get(side).document.language.as_deref()).preposition;
        let first = weave.units.get(side).get(window.get(side).start);
        first.is_some_and(|unit| known.contains(&fold(context.text(side, unit.span))))
    };
    leads(Side::Old) != leads(Side::New)
}

/// Whether what stands between two parts that changed places, in the old sentence, only ties them: "The officer is Ann Lee".
fn only_ties(context: &Context<'_>, weave: &Weave, middle: &Range<usize>) -> bool {
    let binds = [FacetKind::Modal, FacetKind::Negation, FacetKind::Degree];
    weave.units.old[middle.clone()].iter().all(|unit| !unit.topical)
        && !weave.expresses(context, Side::Old, middle.clone(), &binds)
}

/// Whether a part of the sentence moved and its verb with it, as in a language whose verb stands second whatever stands
/// first; there the forms of articles tell who does what.
fn only_verb_moves(context: &Context<'_>, weave: &Weave, all: &Pair<Vec<Word>>) -> bool {
    if !Lexicon::of(context.sides.new.document.language.as_deref()).conventions.capital_nouns {
        return false;
    }
    let without = Pair::new(Side::Old, Side::New).map(|side| {
        let verb = |word: &Word| {
            let mut facets = context.facets_in(side, weave.units.get(side)[word.at].span);
            facets.any(|facet| matches!(facet.kind, FacetKind::Modal | FacetKind::Tense))
        };
        all.get(side).iter().copied().filter(|word| !verb(word)).collect::<Vec<Word>>()
    });
    matches!(shuffle(&without), None | Some(Shuffle::Moved { .. }))
}

/// Whether what moved decides what the words behind it mean ("only", "not").
fn is_cue(context: &Context<'_>, weave: &Weave, block: &Pair<Range<usize>>) -> bool {
    let units = &weave.units.old[block.old.clone()];
    let cue = |u: &crate::explain::weave::unit::Unit| {
        let facets = context.sides.old.segment_facets(u.segment).iter();
        facets.clone().any(|f| matches!(f.kind, FacetKind::Quantifier | FacetKind::Negation) && f.span.overlaps(u.span))
    };
    // "Every week" says how often, wherever it stands.
    units.len() <= 2 && units.iter().any(cue) && !units.iter().any(|unit| unit.topical)
}

/// Whether the words that came or went say more than how the others are joined.
fn says_more(context: &Context<'_>, weave: &Weave) -> bool {
    use FacetKind::{Attribution, Certainty, Condition, Modal, Negation, Quantifier};
    Side::BOTH.into_iter().any(|side| {
        weave.changed().any(|run| {
            weave.units.get(side)[run.of(side)].iter().any(|u| {
                let facets = context.sides.get(side).segment_facets(u.segment).iter();
                let mut cues = facets
                    .filter(|f| matches!(f.kind, Attribution | Certainty | Condition | Modal | Negation | Quantifier));
                cues.any(|f| f.span.overlaps(u.span))
            })
        })
    })
}
