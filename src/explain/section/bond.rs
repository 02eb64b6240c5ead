//! How much two sections have in common by their claims, and how sure it is that one is the other under a new title.

use crate::model::{Relation, Role, Side};

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
    /// How many of them are linked.
    links: usize,
    /// … counted by how sure that is.
    sure: f64,
}

impl Bond {
    fn new(context: &Context<'_>, old: usize, new: usize) -> Bond {
        let [(from, to), there] = [(Side::Old, old), (Side::New, new)].map(|(side, at)| range(context, side, at));
        let claims = |side: Side, (from, to): (usize, usize)| {
            (from..to).filter(move |&segment| {
                context.role(side, segment).is_content() && context.role(side, segment) != Role::Heading
            })
        };
        let of = [claims(Side::Old, (from, to)).count(), claims(Side::New, there).count()];
        let links = claims(Side::Old, (from, to)).filter_map(|segment| context.primary.old[segment]);
        let links = links.map(|link| &context.alignment.links[link]).filter(|link| {
            link.relation != Relation::Repeat && link.new.iter().any(|new| (there.0..there.1).contains(new))
        });
        let sure: Vec<f64> = links.map(|link| link.confidence).collect();
        Bond { of, links: sure.len(), sure: sure.iter().sum() }
    }

    /// Which shares of the claims of both are linked, the larger one first.
    fn shares(&self) -> (f64, f64) {
        let [old, new] = self.of.map(|count| (self.sure / count.max(1) as f64).min(1.0));
        (old.max(new), old.min(new))
    }
}

/// Whether the claims of two sections, or their titles, bear out that they are one.
pub(super) fn holds(context: &Context<'_>, old: usize, new: usize) -> bool {
    let bond = Bond::new(context, old, new);
    let (most, least) = bond.shares();
    let enough = bond.links >= FEW || bond.of.iter().all(|&count| count <= FEW);
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
