//! A sentence turned round: "The board may close the quay", "The quay may be closed by the board".
//!
//! Laid side by side, what changed its place is left out here and put in there, with all that stands between. What both
//! sides have, in whatever place or form, did not change; what is left of a turned sentence is what one side alone has.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::language::token::fold;
use crate::model::{Facet, FacetKind, Pair, Side, Span};

use super::{Run, Weave};
use crate::explain::context::{Context, discourse};
use crate::explain::sentence::force::is_for;
use crate::explain::sentence::is_one_word;
use crate::explain::weave::unit::Unit;

/// Sentences with more words of substance to be set against each other are left as they are: bounds the work.
const MOST: usize = 64;

/// A turned sentence has this share of the words of the side that says less on both sides …
const SHARED: f64 = 0.6;

/// … and this share of the words of the one that says more.
const OF_LONGER: f64 = 0.4;

/// Of what was laid aside as changed, this share stands on the other side too …
const CARRIED: f64 = 0.5;

/// … where the verb turned from active to passive, this.
const IN_OTHER_VOICE: f64 = 0.34;

/// What gives way to each other in a turned sentence has so many words of substance at most.
const PHRASE: usize = 3;

/// A word that one side has in a changed run.
struct Word<'c> {
    /// Its units: several where they express one thing, "shall not".
    units: Range<usize>,
    /// The changed run that it stands in.
    run: usize,
    /// What it is compared by.
    form: String,
    key: u64,
    stem: Option<u64>,
    term: bool,
    /// Whether it also stands where nothing changed: said again, it is no news by itself.
    again: bool,
    /// The facets it is part of that decide what a sentence says.
    facets: Vec<&'c Facet>,
    /// The word of the other side that it is.
    met: Option<usize>,
}

/// Words of one side alone that stand together.
struct Piece {
    run: usize,
    units: Range<usize>,
    /// The same with the small words that lead to them, and those that end their clause: "especially on the basis of who they
    /// are".
    led_by: Range<usize>,
    /// How many of them are of substance.
    heavy: usize,
    kinds: Vec<FacetKind>,
    /// Whether a preposition or such leads to them.
    led: bool,
    /// Whether they follow the word that introduces who acts in a passive sentence.
    acts: bool,
    /// Whether they open their sentence.
    opens: bool,
    /// Whether they are the one verb that is passive here: "must be carried out", "has to do".
    verb: bool,
}

impl Weave {
    /// The same words with what only changed its place or form left out of the changed runs; `None` where the sentence was
    /// not turned round. The runs that are left may cross each other.
    pub(in crate::explain) fn turned(&self, context: &Context<'_>, voice: bool) -> Option<Weave> {
        if self.columns.is_some() {
            return None;
        }
        let changed: Vec<&Run> = self.changed().collect();
        let mut words = Pair::new(Side::Old, Side::New).map(|side| words(context, self, side, &changed));
        if words.old.is_empty() || words.new.is_empty() || words.old.len().max(words.new.len()) > MOST {
            return None;
        }
        meet(context, &mut words);
        if exchanges(&words, voice) || denies_otherwise(&words) || !self.shares_enough(&words) {
            return None;
        }
        let several = self.segments(Side::Old) > 1 || self.segments(Side::New) > 1;
        let least = if voice { IN_OTHER_VOICE } else { CARRIED };
        let turns = carried(&words) >= least && crosses(&words, several) && !(several && self.loses_subject(&words));
        let pieces =
            Pair::new(Side::Old, Side::New).map(|side| pieces(context, self, side, &changed, (words.get(side), voice)));
        // "We process applications", "applications are dealt with": one verb stands for the other.
        let is_verb = |side: Side| matches!(&pieces.get(side)[..], [only] if only.heavy == 1);
        let exchanged = voice && !several && changed.len() > 1 && Side::BOTH.into_iter().all(is_verb);
        if !turns && !exchanged {
            return None;
        }
        let mut runs: Vec<Run> = self.runs.iter().filter(|run| run.kept).cloned().collect();
        runs.extend(paired(&changed, pieces));
        runs.sort_by_key(|run| (run.old.start, run.new.start, run.old.end, run.new.end));
        Some(Weave { units: self.units.clone(), runs, rewritten: false, columns: None, settled: false })
    }

    /// How many segments a side of the link has.
    fn segments(&self, side: Side) -> usize {
        self.units.get(side).chunk_by(|one, other| one.segment == other.segment).count()
    }

    /// Whether a sentence begins with what the other side has nowhere: "The seller pays the cost of returning goods" is not
    /// said by "The buyer pays" it, though most of its words are.
    fn loses_subject(&self, words: &Pair<Vec<Word<'_>>>) -> bool {
        let loses = |side: Side| {
            let units = self.units.get(side);
            let own = |at: usize| words.get(side).iter().any(|word| word.units.contains(&at) && word.met.is_none());
            let first = |segment: usize| (0..units.len()).find(|&at| units[at].segment == segment && units[at].topical);
            let segments = units.chunk_by(|one, other| one.segment == other.segment).map(|units| units[0].segment);
            segments.filter_map(first).any(own)
        };
        Side::BOTH.into_iter().any(loses)
    }

    /// Whether both sides have most words in common, in whatever place.
    fn shares_enough(&self, words: &Pair<Vec<Word<'_>>>) -> bool {
        let share = |side: Side| {
            let units = self.units.get(side);
            let all = units.iter().filter(|unit| unit.topical).count();
            let own =
                words.get(side).iter().filter(|word| word.met.is_none() && units[word.units.start].topical).count();
            (all - own) as f64 / all.max(1) as f64
        };
        let (old, new) = (share(Side::Old), share(Side::New));
        old.max(new) >= SHARED && old.min(new) >= OF_LONGER
    }
}

/// Facets that decide what a sentence says: the same stand for each other, others for nothing.
fn decides(kind: FacetKind) -> bool {
    kind.is_figure()
        || matches!(
            kind,
            FacetKind::Modal
                | FacetKind::Negation
                | FacetKind::Condition
                | FacetKind::Quantifier
                | FacetKind::Certainty
                | FacetKind::Name
                | FacetKind::Reference
        )
}

/// The words of substance in the changed runs of a side, and those that decide.
fn words<'c>(context: &Context<'c>, weave: &Weave, side: Side, changed: &[&Run]) -> Vec<Word<'c>> {
    let units = weave.units.get(side);
    let mut words = Vec::new();
    let mut seen: Vec<&Facet> = Vec::new();
    // Of "must be inspected" the first word binds.
    let is_voice = |unit: &Unit| {
        let mut facets = context.facets_in(side, unit.span);
        facets.any(|facet| facet.kind == FacetKind::Voice && facet.span.end == unit.span.end)
    };
    let kept: FxHashSet<u64> =
        weave.runs.iter().filter(|run| run.kept).flat_map(|run| &units[run.of(side)]).map(|u| u.key).collect();
    for (run, range) in changed.iter().enumerate().map(|(at, run)| (at, run.of(side))) {
        let (mut next, end) = (range.start, range.end);
        for at in range {
            let unit = &units[at];
            if at < next {
                continue;
            }
            let facets: Vec<&Facet> = context.facets_in(side, unit.span).filter(|facet| decides(facet.kind)).collect();
            // "To" behind "have" is part of what that expresses.
            let news = facets.iter().any(|facet| !seen.iter().any(|known| std::ptr::eq(*known, *facet)));
            seen.extend(&facets);
            let cue = facets.iter().any(|facet| !facet.kind.is_figure() && facet.kind != FacetKind::Name);
            if unit.letters == 0 || !(news || (unit.topical && !cue)) {
                continue;
            }
            let reach = facets.iter().filter(|_| cue).map(|facet| facet.span.end).max().unwrap_or(unit.span.end);
            let more = units[at + 1..end].iter().take_while(|unit| unit.span.end <= reach && !is_voice(unit)).count();
            next = at + more + 1;
            let span = Span::new(unit.span.start, units[at + more].span.end);
            let tokens = context.tokens_in(side, unit.segment, span);
            let stem = if let [token] = tokens { Some(context.stem(side, token)) } else { None };
            let facets: Vec<&Facet> = context.facets_in(side, span).filter(|facet| decides(facet.kind)).collect();
            seen.extend(&facets);
            let form = fold(context.text(side, span));
            let again = facets.is_empty() && kept.contains(&unit.key);
            words.push(Word {
                units: at..at + more + 1,
                run,
                form,
                key: unit.key,
                stem,
                term: unit.term,
                again,
                facets,
                met: None,
            });
        }
    }
    words
}

/// Finds for each word the one of the other side that it is: by what it expresses, as it is written, in another form.
fn meet(context: &Context<'_>, words: &mut Pair<Vec<Word<'_>>>) {
    let language = context.sides.new.document.language.as_deref();
    let same_facets = |one: &Word<'_>, other: &Word<'_>| {
        one.facets.len() == other.facets.len()
            && one.facets.iter().zip(&other.facets).all(|(a, b)| a.kind == b.kind && a.normal == b.normal)
    };
    // A term that another one replaces throughout is told of by both.
    let exchanged = |one: &Word<'_>, other: &Word<'_>| one.term && other.term && one.form != other.form;
    type Test<'t> = &'t dyn Fn(&Word<'_>, &Word<'_>) -> bool;
    let tests: [Test<'_>; 4] = [
        &|one, other| one.key == other.key && same_facets(one, other) && !exchanged(one, other),
        &|one, other| !one.facets.is_empty() && same_facets(one, other),
        &|one, other| one.facets.is_empty() && other.facets.is_empty() && one.stem.is_some() && one.stem == other.stem,
        &|one, other| one.facets.is_empty() && other.facets.is_empty() && is_one_word(language, &one.form, &other.form),
    ];
    for test in tests {
        for old in 0..words.old.len() {
            if words.old[old].met.is_some() {
                continue;
            }
            // What stands in the same run is the nearer one.
            let free = |new: &usize| words.new[*new].met.is_none() && test(&words.old[old], &words.new[*new]);
            let run = words.old[old].run;
            let found = (0..words.new.len()).filter(free).min_by_key(|&new| (words.new[new].run != run, new));
            if let Some(new) = found {
                words.old[old].met = Some(new);
                words.new[new].met = Some(old);
            }
        }
    }
}

/// Whether the same is denied in other words: "Never take", "are forbidden". What is denied then depends on more than those.
fn denies_otherwise(words: &Pair<Vec<Word<'_>>>) -> bool {
    let denies = |word: &Word<'_>| {
        word.facets.iter().any(|facet| facet.kind == FacetKind::Negation || is_for(facet) == Some(false))
    };
    let met = words.old.iter().filter_map(|word| Some((word, &words.new[word.met?])));
    met.into_iter().any(|(old, new)| old.form != new.form && denies(old))
}

/// Which share of the changed words the other side has too.
fn carried(words: &Pair<Vec<Word<'_>>>) -> f64 {
    let all = words.old.len() + words.new.len();
    let met = words.old.iter().chain(&words.new).filter(|word| word.met.is_some()).count();
    met as f64 / all.max(1) as f64
}

/// Whether figures or names stand in another order among each other: then each may be of another thing. Where the verb turned
/// from active to passive, names change places and keep their roles.
fn exchanges(words: &Pair<Vec<Word<'_>>>, voice: bool) -> bool {
    let ordered = |wanted: &dyn Fn(FacetKind) -> bool| {
        let of_kind = |word: &&Word<'_>| word.facets.iter().any(|facet| wanted(facet.kind));
        let places: Vec<usize> = words.old.iter().filter(of_kind).filter_map(|word| word.met).collect();
        places.is_sorted()
    };
    // "Aland invaded Velmund": what stands in the place of what stands in its own place.
    let went: FxHashSet<(usize, usize)> = words
        .old
        .iter()
        .filter_map(|word| Some((word.run, words.new[word.met?].run)))
        .filter(|(from, to)| from != to)
        .collect();
    let swapped = went.iter().any(|&(from, to)| went.contains(&(to, from)));
    !ordered(&FacetKind::is_figure) || !(voice || (!swapped && ordered(&|kind| kind == FacetKind::Name)))
}

/// Whether words went to another run, or before or behind another one: several, where a sentence may say again what another
/// one says.
fn crosses(words: &Pair<Vec<Word<'_>>>, several: bool) -> bool {
    let met = || words.old.iter().enumerate().filter_map(|(old, word)| Some((old, word.met?)));
    let went = |&(old, new): &(usize, usize)| words.old[old].run != words.new[new].run;
    let pairs: Vec<(usize, usize)> = met().collect();
    let turned = pairs.windows(2).filter(|pair| pair[1].1 < pair[0].1).count();
    pairs.iter().filter(|pair| went(pair)).count() + turned > usize::from(several)
}

/// The words that a side alone has, those together that nothing parts which both have.
fn pieces(
    context: &Context<'_>,
    weave: &Weave,
    side: Side,
    changed: &[&Run],
    (words, voice): (&[Word<'_>], bool),
) -> Vec<Piece> {
    let units = weave.units.get(side);
    let lead = &discourse::of(context.sides.get(side).document.language.as_deref()).preposition;
    let leads = |unit: &Unit| lead.contains(&fold(context.text(side, unit.span)));
    let mut pieces: Vec<Piece> = Vec::new();
    let mut open = false;
    // What is mostly new is told whole: "Removing the offending content", whatever else is said of content.
    let whole: Vec<bool> = (0..changed.len())
        .map(|run| {
            let own = |met: bool| words.iter().filter(|w| w.run == run && w.met.is_some() == met).count();
            !voice && own(false) > own(true)
        })
        .collect();
    for word in words {
        if word.met.is_some() && !(whole[word.run] && open) {
            open = false;
            continue;
        }
        let kinds = word.facets.iter().map(|facet| facet.kind);
        let heavy = usize::from(units[word.units.start].topical);
        let last = pieces.last_mut().filter(|last| {
            open && last.run == word.run
                && units[last.units.end - 1].segment == units[word.units.start].segment
                && units[last.units.end..word.units.start].iter().all(|unit| unit.letters > 0)
        });
        match last {
            Some(last) => {
                last.units.end = word.units.end;
                last.heavy += heavy;
                last.kinds.extend(kinds);
            }
            None if word.again => continue,
            None => {
                let start = changed[word.run].of(side).start;
                let before =
                    units[start..word.units.start].iter().rev().take_while(|unit| !unit.topical && unit.letters > 0);
                let by = |unit: &Unit| {
                    let mut facets = context.facets_in(side, unit.span);
                    facets.any(|facet| facet.kind == FacetKind::Voice && facet.normal == "by")
                };
                let segment = units[word.units.start].segment;
                let own = units[..word.units.start].iter().rev().take_while(|unit| unit.segment == segment);
                pieces.push(Piece {
                    run: word.run,
                    units: word.units.clone(),
                    led_by: word.units.clone(),
                    verb: false,
                    heavy,
                    kinds: kinds.collect(),
                    led: before.clone().any(leads),
                    acts: before.clone().any(by),
                    opens: own.clone().all(|unit| !unit.topical),
                });
            }
        }
        open = true;
    }
    for piece in &mut pieces {
        let (segment, run) = (units[piece.units.start].segment, changed[piece.run].of(side));
        // "Must be washed" that is said by "have to wash" leaves no "be".
        let is_voice = |at: usize| {
            let mut facets = context.facets_in(side, units[at].span);
            facets.any(|facet| facet.kind == FacetKind::Voice && facet.normal == "passive")
        };
        let met = |at: usize| words.iter().any(|word| word.met.is_some() && word.units.contains(&at));
        let small =
            |&at: &usize| units[at].letters > 0 && !units[at].topical && units[at].segment == segment && !met(at);
        let before = (run.start..piece.units.start).rev().take_while(small).take_while(|&at| !is_voice(at)).count();
        let start = piece.units.start;
        piece.verb = voice && piece.heavy == 1 && piece.kinds.is_empty() && start > run.start && is_voice(start - 1);
        let behind = (piece.units.end..run.end).take_while(small).count();
        let next = units[..run.end].get(piece.units.end + behind);
        let ends = next.is_none_or(|unit| unit.letters == 0 || unit.segment != segment);
        piece.led_by = piece.units.start - before..piece.units.end + if ends { behind } else { 0 };
    }
    pieces
}

/// The pieces of both sides as runs, those that gave way to each other in one.
fn paired(changed: &[&Run], pieces: Pair<Vec<Piece>>) -> Vec<Run> {
    let mut partner: Vec<Option<usize>> = vec![None; pieces.old.len()];
    let says = |old: &Piece, new: &Piece| old.heavy > 0 && new.heavy > 0;
    let alike = |old: &Piece, new: &Piece| {
        says(old, new) && old.led == new.led && old.heavy.abs_diff(new.heavy) <= 1 && old.heavy.max(new.heavy) <= PHRASE
    };
    let one = |found: Vec<usize>| if let [one] = found[..] { Some(one) } else { None };
    type Test<'t> = &'t dyn Fn(&Piece, &Piece) -> bool;
    let shared =
        |kind: FacetKind| move |old: &Piece, new: &Piece| old.kinds.contains(&kind) && new.kinds.contains(&kind);
    let (modal, money, percent, number, date, name) = (
        shared(FacetKind::Modal),
        shared(FacetKind::Money),
        shared(FacetKind::Percent),
        shared(FacetKind::Number),
        shared(FacetKind::Date),
        shared(FacetKind::Name),
    );
    let condition = shared(FacetKind::Condition);
    let acts = |old: &Piece, new: &Piece| says(old, new) && ((old.acts && new.opens) || (old.opens && new.acts));
    let in_run = |old: &Piece, new: &Piece| says(old, new) && old.run == new.run;
    let tests: [Test<'_>; 10] = [&modal, &condition, &money, &percent, &number, &date, &name, &acts, &in_run, &alike];
    for test in tests {
        let taken = |partner: &[Option<usize>], new: usize| partner.contains(&Some(new));
        for old in 0..pieces.old.len() {
            if partner[old].is_some() {
                continue;
            }
            let fits = |new: &usize| !taken(&partner, *new) && test(&pieces.old[old], &pieces.new[*new]);
            let Some(new) = one((0..pieces.new.len()).filter(fits).collect()) else { continue };
            let fits_too = |at: &usize| partner[*at].is_none() && test(&pieces.old[*at], &pieces.new[new]);
            if one((0..pieces.old.len()).filter(fits_too).collect()) == Some(old) {
                partner[old] = Some(new);
            }
        }
    }
    let mut runs = Vec::new();
    for (old, piece) in pieces.old.iter().enumerate() {
        let (old, new) = match partner[old] {
            Some(new) => (piece.units.clone(), pieces.new[new].units.clone()),
            None if piece.verb => continue,
            None => {
                let place = changed[piece.run].new.start;
                (piece.led_by.clone(), place..place)
            }
        };
        runs.push(Run { kept: false, old, new });
    }
    let lone = |(at, piece): &(usize, &Piece)| !partner.contains(&Some(*at)) && !piece.verb;
    for (_, piece) in pieces.new.iter().enumerate().filter(lone) {
        let place = changed[piece.run].old.start;
        let new = piece.led_by.clone();
        runs.push(Run { kept: false, old: place..place, new });
    }
    runs
}
