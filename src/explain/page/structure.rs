//! The same matter in another place or another shape: moved, split, merged.

use crate::model::{Kind, Link, Relation, Side};

use crate::explain::context::Context;
use crate::explain::draft::Draft;
use crate::explain::presence;

use super::{column, copied, turned};

/// How many moved neighbours are told as one move.
const MOVED_TOGETHER: usize = 8;

/// Moves, splits and merges of the alignment.
pub(in crate::explain) fn explain(context: &Context<'_>, drafts: &mut Vec<Draft>) {
    let mut run: Vec<&Link> = Vec::new();
    for link in &context.alignment.links {
        if link.relation == Relation::Repeat {
            continue;
        }
        if let Some(kind) = shape(link) {
            let (old, new) = (quotes(context, Side::Old, link), quotes(context, Side::New, link));
            let draft = Draft::new(kind, old, new, link.confidence);
            let same = substance(context, Side::Old, link) == substance(context, Side::New, link);
            drafts.push(if same { draft.routine("the same in another shape") } else { draft });
        }
        let turned = |old: usize, new: usize| turned::lines(context, old, new).is_some();
        if !link.moved || (link.old.len() + link.new.len() == 2 && turned(link.old[0], link.new[0])) {
            continue;
        }
        if run.last().is_some_and(|last| !follows(last, link)) || run.len() == MOVED_TOGETHER {
            drafts.extend(moved(context, &run));
            run.clear();
        }
        run.push(link);
    }
    drafts.extend(moved(context, &run));
    turned::explain(context, drafts);
    copied::explain(context, drafts);
    column::explain(context, drafts);
}

/// The words of substance of one side of a link, in any order.
fn substance(context: &Context<'_>, side: Side, link: &Link) -> Vec<u64> {
    let segments = link.ends(side);
    let tokens = segments.iter().flat_map(|&s| context.sides.get(side).segment_tokens(s));
    let mut keys: Vec<u64> = tokens.filter(|t| context.is_substance(side, t)).map(|t| context.key(side, t)).collect();
    keys.sort_unstable();
    keys
}

/// Whether most of what the longer side of a link says stands on both: what was put in other words besides is told by how, and
/// nothing but that went elsewhere.
pub(in crate::explain) fn keeps_words(context: &Context<'_>, link: &Link) -> bool {
    let (old, new) = (substance(context, Side::Old, link), substance(context, Side::New, link));
    // Both are sorted.
    let mut at = 0;
    let both = old.iter().filter(|word| {
        at += new[at..].iter().take_while(|other| other < word).count();
        let stands = new.get(at) == Some(*word);
        at += usize::from(stands);
        stands
    });
    let both = both.count();
    2 * both >= old.len().max(new.len())
}

/// Why a claim that went elsewhere in other words is no move.
pub(in crate::explain) const REWORDED: &str = "told by how it was reworded";

fn shape(link: &Link) -> Option<Kind> {
    match link.relation {
        Relation::Split => Some(Kind::Split),
        Relation::Merged => Some(Kind::Merged),
        Relation::Regrouped => Some(if link.new.len() >= link.old.len() { Kind::Split } else { Kind::Merged }),
        Relation::Equal | Relation::Cosmetic | Relation::Reworded | Relation::Repeat => None,
    }
}

/// Whether a link continues the move of the link before it on both sides.
fn follows(last: &Link, next: &Link) -> bool {
    last.old.last().zip(next.old.first()).is_some_and(|(a, b)| a + 1 == *b)
        && last.new.last().zip(next.new.first()).is_some_and(|(a, b)| a + 1 == *b)
}

fn moved(context: &Context<'_>, run: &[&Link]) -> Option<Draft> {
    let first = run.first()?;
    let collect = |side| run.iter().flat_map(|link| quotes(context, side, link)).collect();
    let confidence = run.iter().map(|l| l.confidence).fold(1.0, f64::min);
    let kind = if run.iter().all(|link| is_list_order(context, link)) { Kind::Order } else { Kind::Moved };
    let draft = Draft::new(kind, collect(Side::Old), collect(Side::New), confidence).times(run.len());
    let draft = if kind == Kind::Order { draft.routine("the same in another order") } else { draft };
    let draft = if run.iter().any(|link| keeps_words(context, link)) { draft } else { draft.routine(REWORDED) };
    let content = first.old.iter().all(|&s| context.role(Side::Old, s).is_content());
    Some(if content { draft } else { draft.routine("no part of what the page says") })
}

/// Whether a moved link is an item that changed its place in its list.
fn is_list_order(context: &Context<'_>, link: &Link) -> bool {
    let ([old], [new]) = (&link.old[..], &link.new[..]) else { return false };
    let items = presence::is_item(context, Side::Old, *old) && presence::is_item(context, Side::New, *new);
    items && context.same_part(*old, *new)
}

fn quotes(context: &Context<'_>, side: Side, link: &Link) -> Vec<crate::model::Evidence> {
    let segments = link.ends(side);
    segments.iter().map(|&s| context.whole(side, s)).collect()
}
