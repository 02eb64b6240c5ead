//! The same denied in another form: "No berth is insured" and "The berths are not insured", "may not enter without a ticket"
//! and "may enter only with a ticket", "no stay exceeds ten days" and "a stay is at most ten days", "not for longer than ten years"
//! and "no longer than is necessary".

use crate::model::{Facet, FacetKind, Link, Pair, Side};

use super::force;
use crate::explain::context::Context;
use crate::explain::weave::unit::Unit;
use crate::explain::weave::{Run, Weave};

/// What a sentence denies of its subject, of its verb, and of what goes with the verb: normal forms of the lexicon.
const OF_SUBJECT: &str = "no";
/// See [`OF_SUBJECT`].
const OF_VERB: &str = "not";
/// See [`OF_SUBJECT`].
const OF_BOUND: &str = "bound";
/// See [`OF_SUBJECT`].
const OF_COMPANY: [&str; 2] = ["without", "unless"];

/// Normal forms of what binds nobody: a ban is more than advice against something.
const ADVICE: [&str; 2] = ["recommendation", "discouragement"];

/// A bound that is denied, and what that comes to, as normal forms of amounts begin with them.
const BOUNDS: [(&str, &str); 2] = [("over ", "at most "), ("under ", "at least ")];

/// What allows one thing alone begins so.
const ONLY: &str = "only";

/// The kinds of facets that differ between the sides of a link though both deny the same; none where they do not. A sentence
/// that binds twice may deny one thing here and another there.
pub(super) fn denies_alike(context: &Context<'_>, link: &Link) -> &'static [FacetKind] {
    use FacetKind::{Condition, Modal, Money, Negation, Number, Percent, Quantifier};
    if link.old.len() + link.new.len() > 2 {
        return &[];
    }
    let (old, new) = (Denials::of(context, Side::Old, link.old[0]), Denials::of(context, Side::New, link.new[0]));
    let among = |test: fn(&Denials, &Denials) -> bool| test(&old, &new) || test(&new, &old);
    match bounds_alike(context, link, Pair::new(&old, &new)) {
        Some(true) => return &[Negation, Modal, Number, Money, Percent],
        Some(false) => return &[Negation, Modal],
        None => {}
    }
    if old.modals > 1 || new.modals > 1 || old.advice != new.advice {
        &[]
    } else if among(|one, other| other.is_of_verb() && (one.is_of_subject() || (one.is_bound() && other.passed == 1))) {
        &[Negation, Modal]
    } else if among(|one, other| one.is_of_company() && other.is_exclusive()) {
        &[Negation, Modal, Condition, Quantifier]
    } else {
        &[]
    }
}

/// Whether one side denies once that an amount is passed where the other one sets a bound, and all other amounts are the same;
/// and whether the bound is.
fn bounds_alike(context: &Context<'_>, link: &Link, denials: Pair<&Denials>) -> Option<bool> {
    let amounts = |side: Side| {
        let facets = context.sides.get(side).segment_facets(link.ends(side)[0]).iter();
        facets.filter(|facet| facet.kind.is_amount()).collect::<Vec<&Facet>>()
    };
    let (old, new) = (amounts(Side::Old), amounts(Side::New));
    let own = |here: &[&Facet], there: &[&Facet]| -> Vec<String> {
        let stands = |facet: &Facet| there.iter().any(|other| other.normal == facet.normal);
        here.iter().filter(|facet| !stands(facet)).map(|facet| facet.normal.to_string()).collect()
    };
    let (own_old, own_new) = (own(&old, &new), own(&new, &old));
    let ([old], [new]) = (&own_old[..], &own_new[..]) else { return None };
    let comes_to = |denied: &str, set: &str| {
        BOUNDS.iter().find_map(|(passed, bound)| Some(denied.strip_prefix(passed)? == set.strip_prefix(bound)?))
    };
    let denies = denials.map(|side| side.subject + side.verb);
    match (denies.old, denies.new) {
        (1, 0) => comes_to(old, new),
        (0, 1) => comes_to(new, old),
        _ => None,
    }
}

/// Whether a run holds nothing but what its sentence denies, or allows, in another form on the other side.
pub(super) fn is_recast(context: &Context<'_>, link: &Link, weave: &Weave, run: &Run) -> bool {
    let kinds = denies_alike(context, link);
    let of_denial =
        |side: Side, unit: &Unit| context.facets_in(side, unit.span).any(|facet| kinds.contains(&facet.kind));
    let all = |side: Side| {
        let mut topical = weave.units.get(side)[run.of(side)].iter().filter(|unit| unit.topical);
        topical.all(|unit| of_denial(side, unit))
    };
    !kinds.is_empty() && all(Side::Old) && all(Side::New)
}

/// How often a sentence denies, by what it denies.
#[derive(Default)]
struct Denials {
    subject: usize,
    verb: usize,
    company: usize,
    other: usize,
    /// How often it sets a bound that no amount is given of: "no longer than is necessary".
    bounds: usize,
    /// How many amounts it speaks of passing: "for longer than ten years".
    passed: usize,
    only: usize,
    modals: usize,
    /// How often it only advises.
    advice: usize,
}

impl Denials {
    fn of(context: &Context<'_>, side: Side, segment: usize) -> Self {
        let mut all = Denials::default();
        context.sides.get(side).segment_facets(segment).iter().for_each(|facet| all.count(facet));
        all
    }

    fn count(&mut self, facet: &Facet) {
        let normal = &*facet.normal;
        match facet.kind {
            FacetKind::Modal => {
                self.modals += 1;
                self.advice += usize::from(ADVICE.contains(&normal));
                self.verb += usize::from(force::is_for(facet) == Some(false));
            }
            FacetKind::Negation | FacetKind::Condition if OF_COMPANY.contains(&normal) => self.company += 1,
            FacetKind::Negation if normal == OF_BOUND => self.bounds += 1,
            kind if kind.is_amount() => self.passed += usize::from(normal.starts_with("over ")),
            FacetKind::Negation if normal == OF_SUBJECT => self.subject += 1,
            FacetKind::Negation if normal == OF_VERB => self.verb += 1,
            FacetKind::Negation => self.other += 1,
            FacetKind::Condition | FacetKind::Quantifier if normal.starts_with(ONLY) => self.only += 1,
            _ => {}
        }
    }

    /// Whether it denies of its subject alone what it says; "neither … nor" does so twice.
    fn is_of_subject(&self) -> bool {
        self.subject > 0 && self.verb + self.company + self.other == 0
    }

    /// Whether it sets a bound, and denies nothing else.
    fn is_bound(&self) -> bool {
        self.bounds == 1 && self.subject + self.verb + self.company + self.other == 0
    }

    fn is_of_verb(&self) -> bool {
        self.verb == 1 && self.subject + self.company + self.other == 0
    }

    /// Whether it denies what goes without something else.
    fn is_of_company(&self) -> bool {
        self.verb == 1 && self.company == 1 && self.subject + self.other + self.only == 0
    }

    /// Whether it denies nothing, and allows one thing alone.
    fn is_exclusive(&self) -> bool {
        self.only == 1 && self.subject + self.verb + self.company + self.other == 0
    }
}
