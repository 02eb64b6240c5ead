//! Clauses that a sentence loses or gains and that another claim of the other version says.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::model::{Kind, Pair, Relation, Role, Side};

use super::counterpart::{COMMON, SHARED_WORDS, still_stands};
use crate::explain::context::Context;
use crate::explain::context::stems::Stems;
use crate::explain::draft::Draft;

/// A clause is said elsewhere where a claim has this share of its words.
const SAID_ELSEWHERE: f64 = 0.6;

/// A claim says a clause and nothing else where each has this share of the other's words.
const SAID_ANEW: f64 = 0.75;

/// A clause that a sentence loses or gains, and that another claim says in the other version that is new or changed
/// there, is told with that claim.
/// Returns the claims that say such a clause and nothing else.
pub(in crate::explain) fn of_clauses(context: &Context<'_>, drafts: &mut [Draft]) -> Vec<(Side, usize)> {
    let is_clause = |kind: Kind| matches!(kind, Kind::Condition | Kind::Scope | Kind::ListItem);
    let lone = |draft: &mut Draft| is_clause(draft.kind).then(|| lone_side(draft)).flatten();
    let clauses: Vec<(Side, &mut Draft)> = drafts.iter_mut().filter_map(|draft| Some((lone(draft)?, draft))).collect();
    let there = |side: Side| clauses.iter().any(|(lone, _)| *lone != side).then(|| Sayings::new(context, side));
    let (old, new) = rayon::join(|| there(Side::Old), || there(Side::New));
    let sayings = Pair::new(old, new);
    let anew = clauses.into_par_iter().filter_map(|(side, draft)| {
        let there = sayings.get(side.other()).as_ref()?;
        told_with_its_claim(context, draft, side, there)
    });
    anew.collect()
}

/// The side that alone has the words of a draft.
fn lone_side(draft: &Draft) -> Option<Side> {
    Side::BOTH.into_iter().find(|side| draft.words.get(side.other()).as_deref() == Some(""))
}

/// Tells a clause with the claim that says it; the claim, where it says nothing else.
fn told_with_its_claim(context: &Context<'_>, draft: &mut Draft, side: Side, there: &Sayings) -> Option<(Side, usize)> {
    let &clause = draft.on(side).iter().max_by_key(|e| (e.span.len(), std::cmp::Reverse(e.span.start)))?;
    // The words of an address say nothing of what else has them.
    if context.text(side, clause.span).contains(['@', '/']) {
        return None;
    }
    let sought = context.stems_in(side, [clause]);
    if sought.len() < SHARED_WORDS * 2 {
        return None;
    }
    let told = |segment: usize| draft.on(side.other()).iter().any(|e| e.segment == segment);
    let whole = |segment: usize| context.whole(side.other(), segment);
    // What a claim that still stands says it did not take over.
    let said = there.of(&sought).filter(|&segment| !told(segment));
    let stems = |segment: usize| context.stems(side.other(), segment);
    let stands = |segment: usize| still_stands(context, (side.other(), segment, stems(segment)));
    let said = said.filter(|&segment| !stands(segment)).map(whole);
    let said = said.filter(|&e| !context.stale(side.other(), e))?;
    draft.evidence.get_mut(side.other()).push(said);
    // Of one that says nothing else and has no other counterpart the clause became a claim of its own.
    let saying = stems(said.segment);
    let alone = sought.shared(saying) as f64 >= SAID_ANEW * sought.len().max(saying.len()) as f64;
    if !alone || !context.is_free(side.other(), said.segment) {
        return None;
    }
    *draft.words.get_mut(side.other()) = Some(context.text(side.other(), said.span).to_owned());
    draft.kind = Kind::Wording;
    Some((side.other(), said.segment))
}

/// The claims of one side that are not word for word in the other version, by their stems.
struct Sayings(FxHashMap<u64, Vec<usize>>);

impl Sayings {
    fn new(context: &Context<'_>, side: Side) -> Self {
        let equal = |segment: usize| {
            let link = context.primary.get(side)[segment].map(|l| &context.alignment.links[l]);
            link.is_some_and(|l| l.relation == Relation::Equal)
        };
        let mut index: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
        let all = 0..context.sides.get(side).document.segments.len();
        for segment in all.filter(|&s| context.role(side, s) == Role::Claim && !equal(s)) {
            for &stem in context.stems(side, segment).iter() {
                index.entry(stem).or_default().push(segment);
            }
        }
        Sayings(index)
    }

    /// The claim that says most of a clause, if one says enough of it.
    fn of(&self, clause: &Stems) -> Option<usize> {
        let mut shared: FxHashMap<usize, usize> = FxHashMap::default();
        let places = clause.iter().filter_map(|stem| self.0.get(stem)).filter(|places| places.len() <= COMMON);
        places.flatten().for_each(|&segment| *shared.entry(segment).or_default() += 1);
        let most = shared.into_iter().max_by_key(|&(segment, count)| (count, std::cmp::Reverse(segment)));
        most.filter(|&(_, count)| count as f64 >= SAID_ELSEWHERE * clause.len() as f64).map(|(segment, _)| segment)
    }
}
