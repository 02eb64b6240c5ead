//! How much two sections have in common by their claims, and how sure it is that one is the other under a new title.

use crate::model::{Link, Pair, Relation, Role, Side};

use super::{HELD, heading, title};
use crate::explain::context::Context;

/// A new title is the new name of an old section where this share of the claims under one of them is under the other …
const MOST: f64 = 0.5;

/// … and this share of those under that, which may hold others besides …
const LEAST: f64 = 0.2;

/// … and so many claims, where there are more on either side.
const FEW: usize = 2;

/// What links claims of two sections, the sections under them included.
struct Bond {
    /// How many claims each has.
    of: [usize; 2],
    /// How many of them are linked with claims of the other.
    linked: [usize; 2],
    /// … counted by how sure that is.
    sure: [f64; 2],
}

impl Bond {
    fn new(context: &Context<'_>, old: usize, new: usize) -> Bond {
        let ranges = Pair::new(range(context, Side::Old, old), range(context, Side::New, new));
        let is_claim =
            |side: Side, at: usize| context.role(side, at).is_content() && context.role(side, at) != Role::Heading;
        let mut bond = Bond { of: [0; 2], linked: [0; 2], sure: [0.0; 2] };
        for (at, side) in Side::BOTH.into_iter().enumerate() {
            let (there, range) = (side.other(), ranges.get(side.other()));
            for segment in (ranges.get(side).0..ranges.get(side).1).filter(|&segment| is_claim(side, segment)) {
                bond.of[at] += 1;
                let link = context.primary.get(side)[segment].map(|link| &context.alignment.links[link]);
                let within = |link: &&Link| {
                    let mut ends = link.ends(there).iter();
                    link.relation != Relation::Repeat
                        && ends.any(|&end| (range.0..range.1).contains(&end) && is_claim(there, end))
                };
                if let Some(link) = link.filter(within) {
                    bond.linked[at] += 1;
                    bond.sure[at] += link.confidence;
                }
            }
        }
        bond
    }

    /// Which shares of the claims of both are linked, the larger one first.
    fn shares(&self) -> (f64, f64) {
        let [old, new] = [0, 1].map(|at| self.sure[at] / self.of[at].max(1) as f64);
        (old.max(new), old.min(new))
    }
}

/// Whether the claims of two sections, or their titles, bear out that they are one.
pub(super) fn holds(context: &Context<'_>, old: usize, new: usize) -> bool {
    let bond = Bond::new(context, old, new);
    let (most, least) = bond.shares();
    let enough = bond.linked.iter().all(|&count| count >= FEW) || bond.of.iter().all(|&count| count <= FEW);
    (enough && most >= MOST && least >= LEAST) || agree(context, old, new) || title::share_a_word(context, old, new)
}

/// How sure it is that they are one.
pub(super) fn confidence(context: &Context<'_>, old: usize, new: usize) -> f64 {
    /// A word that both titles have says more than what was written anew under them.
    const NAMED_ALIKE: f64 = 0.6;
    if agree(context, old, new) {
        return HELD;
    }
    let (most, least) = Bond::new(context, old, new).shares();
    let named = if title::share_a_word(context, old, new) { NAMED_ALIKE } else { 0.0 };
    HELD.min((most + least) / 2.0).max(named)
}

/// Whether the titles of two sections say nearly the same, or a link joins them.
fn agree(context: &Context<'_>, old: usize, new: usize) -> bool {
    let link = |side: Side, section: usize| heading(context, side, section).and_then(|s| context.primary.get(side)[s]);
    let linked = link(Side::Old, old).is_some_and(|at| link(Side::New, new) == Some(at));
    linked || title::are_akin(context, old, new)
}

/// The segments of a section and of those under it.
fn range(context: &Context<'_>, side: Side, section: usize) -> (usize, usize) {
    let all = &context.sides.get(side).document.sections;
    let under = |&at: &usize| std::iter::successors(all[at].parent, |&parent| all[parent].parent).any(|p| p == section);
    let last = (section + 1..all.len()).take_while(under).last().unwrap_or(section);
    (all[section].segments.0, all[last].segments.1)
}
