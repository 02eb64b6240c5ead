//! Verbs that change their time: "directs" becomes "directed". Which endings tell it is known to the lexicon.

use crate::language::lexicon::Lexicon;
use crate::language::token::fold;
use crate::model::{FacetKind, Kind, Link, Pair, Side};

use super::Told;
use super::cancel::is_one;
use crate::explain::context::Context;
use crate::explain::draft::Draft;
use crate::explain::quote;
use crate::explain::term::substitution::is_inflected;
use crate::explain::weave::unit::Unit;
use crate::explain::weave::{Run, Weave};

/// What is left of a verb without its ending has at least so many bytes.
const SHORTEST_STEM: usize = 3;

/// Tells runs in which one verb changed its time, and nothing else beside it.
pub(super) fn explain<'w>(context: &Context<'_>, link: &Link, weave: &'w Weave, open: Vec<&'w Run>) -> Told<'w> {
    let language = context.sides.new.document.language.as_deref();
    let endings = Lexicon::of(language).conventions.tense_endings;
    if endings.is_empty() || weave.rewritten {
        return Told { drafts: Vec::new(), open };
    }
    let mut draft: Option<Draft> = None;
    let (told, open): (Vec<&Run>, Vec<&Run>) =
        open.into_iter().partition(|run| changes_time(context, weave, run, endings));
    for run in told {
        let quotes = quote::of_run(context, weave, run);
        let words = Side::BOTH.map(|side| Some(weave.text(context, side, run.of(side))));
        let [old, new] = words;
        let one =
            Draft { words: Pair::new(old, new), ..Draft::new(Kind::Tense, quotes.old, quotes.new, link.confidence) };
        match &mut draft {
            Some(draft) => draft.absorb(one),
            None => draft = Some(one),
        }
    }
    let drafts = draft.filter(|d| !d.on(Side::Old).is_empty() || !d.on(Side::New).is_empty());
    Told { drafts: drafts.into_iter().collect(), open }
}

fn changes_time(context: &Context<'_>, weave: &Weave, run: &Run, endings: &[(&str, &str)]) -> bool {
    let says = |side: Side| weave.units.get(side)[run.of(side)].iter().any(|unit| unit.topical);
    if !says(Side::Old) || !says(Side::New) {
        return false;
    }
    // "The Harbour Commission directs", "the Commission directed": one name in two forms.
    let names = Pair::new(Side::Old, Side::New).map(|side| {
        let facets = weave.facets(context, side, run.of(side)).filter(|facet| facet.kind == FacetKind::Name);
        facets.collect::<Vec<_>>()
    });
    let is_named = |side: Side, unit: &Unit| {
        let there = names.get(side.other());
        let mut here = names.get(side).iter().filter(|name| name.span.overlaps(unit.span));
        here.any(|name| there.iter().any(|other| is_one(name, other)))
    };
    let heavy = |side: Side| -> Vec<&Unit> {
        let units = weave.units.get(side)[run.of(side)].iter();
        units.filter(|unit| unit.topical && !is_named(side, unit)).collect()
    };
    let (old, new) = (heavy(Side::Old), heavy(Side::New));
    if old.is_empty() || new.is_empty() || old.len().max(new.len()) > 3 {
        return false;
    }
    let form = |side: Side, unit: &Unit| fold(context.text(side, unit.span));
    old.iter().any(|a| {
        new.iter().any(|b| {
            inflected(&form(Side::Old, a), &form(Side::New, b), endings)
                && !is_participle(context, weave, Side::Old, a)
                && !is_participle(context, weave, Side::New, b)
                && old.iter().filter(|u| u.span != a.span).all(|u| is_helper(context, Side::Old, u))
                && new.iter().filter(|u| u.span != b.span).all(|u| is_helper(context, Side::New, u))
        })
    })
}

/// Whether two words are one in two forms: of a verb, or with an ending more.
pub(super) fn is_one_word(language: Option<&str>, one: &str, other: &str) -> bool {
    let conventions = &Lexicon::of(language).conventions;
    if let Some(prefix) = conventions.participle_prefix
        && (is_participle_of(prefix, one, other) || is_participle_of(prefix, other, one))
    {
        return true;
    }
    // Most words are two, and those that begin otherwise are.
    let alike = one.as_bytes().first() == other.as_bytes().first();
    alike && (one == other || inflected(one, other, conventions.tense_endings) || is_inflected(one, other))
}

/// Whether a word is the participle of a verb: "gemeldet" of "melden", "aufgeführt" of "aufführen".
fn is_participle_of(prefix: &str, participle: &str, verb: &str) -> bool {
    /// A verb has so many letters at least without its ending.
    const SHORTEST: usize = 4;
    /// So many letters end a verb or its participle: "en", "et".
    const ENDING: usize = 2;
    let Some(at) = participle.find(prefix).filter(|&at| at <= 6 && verb.starts_with(&participle[..at])) else {
        return false;
    };
    let bare: String = [&participle[..at], &participle[at + prefix.len()..]].concat();
    let shared = bare.chars().zip(verb.chars()).take_while(|(a, b)| a == b).count();
    let longer = bare.chars().count().max(verb.chars().count());
    !verb.starts_with(participle) && shared >= at + SHORTEST && longer - shared <= ENDING
}

/// Whether two words are one verb in two tenses. An entry names the two endings, `s>ed`, or, where the present has as many
/// letters as a verb has, the two forms: `build>built`, with whatever the present ends in (`builds`).
fn inflected(one: &str, other: &str, endings: &[(&str, &str)]) -> bool {
    let same = |a: &str, b: &str| {
        endings.iter().any(|(present, past)| {
            // Most endings leave stems of different lengths, and no letters are compared.
            if a.len() + past.len() != b.len() + present.len() {
                return false;
            }
            let least = if present.len() >= SHORTEST_STEM { 0 } else { SHORTEST_STEM };
            let stems = a.strip_suffix(present).zip(b.strip_suffix(past));
            stems.is_some_and(|(x, y)| x == y && x.len() >= least)
        })
    };
    let third = |word: &'_ str| -> Option<usize> { word.strip_suffix('s').map(str::len) };
    let one_way = |a: &str, b: &str| same(a, b) || third(a).is_some_and(|end| same(&a[..end], b));
    one != other && (one_way(one, other) || one_way(other, one))
}

/// Whether a word follows the auxiliary of a passive: "is used" is no past of "uses".
fn is_participle(context: &Context<'_>, weave: &Weave, side: Side, unit: &Unit) -> bool {
    let units = weave.units.get(side);
    let at = units.partition_point(|u| u.span.start < unit.span.start);
    let Some(before) = at.checked_sub(1).map(|i| &units[i]) else { return false };
    let facets = context.sides.get(side).segment_facets(unit.segment).iter();
    let mut voice = facets.filter(|f| f.kind == FacetKind::Voice && f.normal == "passive");
    voice.any(|f| f.span.overlaps(before.span))
}

/// Whether a word only helps the verb: "continues to", "already".
fn is_helper(context: &Context<'_>, side: Side, unit: &Unit) -> bool {
    let facets = context.sides.get(side).segment_facets(unit.segment).iter();
    let mut helpers = facets
        .filter(|f| f.kind == FacetKind::Tense || (f.kind == FacetKind::Direction && f.normal.starts_with("course")));
    helpers.any(|f| f.span.overlaps(unit.span))
}

#[cfg(test)]
mod tests {
    use super::inflected;

    #[test]
    fn endings_tell_the_time_of_a_verb() {
        let english = [("s", "ed"), ("", "ed"), ("e", "ed"), ("es", "ed"), ("ies", "ied")];
        for (one, other) in
            [("directs", "directed"), ("provide", "provided"), ("passed", "passes"), ("carries", "carried")]
        {
            assert!(inflected(one, other, &english), "{one} {other}");
        }
        assert!(!inflected("us", "used", &english));
        assert!(!inflected("member", "members", &english));
    }
}
