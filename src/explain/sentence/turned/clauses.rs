//! What several sentences say, put together anew: "Cats may enter. Dogs may not." has all words of "Dogs may enter, cats may
//! not."

use std::collections::BTreeMap;

use crate::language::token::fold;
use crate::model::{FacetKind, Link, Side};

use crate::explain::context::{Context, discourse};
use crate::explain::weave::Weave;

/// Whether a clause of one side of a split or merger holds together what stood in two clauses of the other side, and in no
/// more than one each.
pub(in crate::explain::sentence) fn are_mixed(context: &Context<'_>, link: &Link, weave: &Weave) -> bool {
    if link.old.len() + link.new.len() == 2 {
        return false;
    }
    let (old, new) = (clauses(context, weave, Side::Old), clauses(context, weave, Side::New));
    // What one side has in one clause may well be said of several things on the other.
    old.len() > 1 && new.len() > 1 && mixes(&old, &new) && mixes(&new, &old)
}

/// What a clause says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Said<'c> {
    /// A word, by its stem.
    Word(u64),
    /// What it bids or denies, by its normal form.
    Cue(&'c str),
}

/// What is said in each clause of a side.
fn clauses<'c>(context: &Context<'c>, weave: &Weave, side: Side) -> Vec<Vec<Said<'c>>> {
    let join = &discourse::of(context.sides.get(side).document.language.as_deref()).join;
    let units = weave.units.get(side);
    let mut clauses: Vec<Vec<Said<'c>>> = vec![Vec::new()];
    for (at, unit) in units.iter().enumerate() {
        let ends = at > 0 && units[at - 1].segment != unit.segment;
        if ends || unit.letters == 0 || join.contains(&fold(context.text(side, unit.span))) {
            clauses.push(Vec::new());
        }
        let Some(clause) = clauses.last_mut() else { continue };
        let cues = context.facets_in(side, unit.span);
        let cues = cues.filter(|facet| matches!(facet.kind, FacetKind::Modal | FacetKind::Negation));
        clause.extend(cues.map(|facet| Said::Cue(&facet.normal)));
        if unit.topical
            && let [.., token] = context.tokens_in(side, unit.segment, unit.span)
        {
            clause.push(Said::Word(context.stem(side, token)));
        }
    }
    clauses.iter_mut().for_each(|clause| {
        clause.sort_unstable();
        clause.dedup();
    });
    clauses.retain(|clause| !clause.is_empty());
    clauses
}

/// Whether some clause has words that each stand in one clause alone on the other side, and in different ones.
fn mixes(here: &[Vec<Said<'_>>], there: &[Vec<Said<'_>>]) -> bool {
    let mut places: BTreeMap<Said<'_>, Vec<usize>> = BTreeMap::new();
    for (at, clause) in there.iter().enumerate() {
        clause.iter().for_each(|&word| places.entry(word).or_default().push(at));
    }
    here.iter().any(|clause| {
        let mut own = clause.iter().filter_map(|word| match places.get(word).map(Vec::as_slice) {
            Some(&[only]) => Some(only),
            _ => None,
        });
        own.next().is_some_and(|first| own.any(|other| other != first))
    })
}
