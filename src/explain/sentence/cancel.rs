//! Facets that say the same on both sides, and so differ in nothing.

use crate::model::{Facet, FacetKind, Pair};

use super::difference::Difference;
use super::force;

/// Whether two facets say the same, or are one name in two forms.
pub(super) fn is_one(a: &Facet, b: &Facet) -> bool {
    let short = |short: &Facet, full: &Facet| {
        let rest = full.normal.strip_suffix(&*short.normal);
        rest.is_some_and(|rest| rest.ends_with([' ', '-']) && !rest.ends_with("& "))
    };
    // "The NATO-Ukraine Commission" and "the Commission" are one.
    let one_name = || a.kind == FacetKind::Name && (short(a, b) || short(b, a));
    // "50%", "half"
    let share = || shares(a).is_some() && shares(a) == shares(b);
    (a.kind == b.kind && (a.normal == b.normal || one_name()))
        || share()
        || force::lets_alike(a, b)
        || force::excludes_alike(a, b)
}

/// What a share comes to, with what stands before it: of a percentage its hundredth part, of a number less than one itself.
fn shares(facet: &Facet) -> Option<(&str, f64)> {
    let normal = facet.normal.strip_suffix(" %").unwrap_or(&facet.normal);
    let (before, amount) = normal.rsplit_once(' ').unwrap_or(("", normal));
    let amount: f64 = amount.parse().ok()?;
    match facet.kind {
        FacetKind::Percent => Some((before, amount / 100.0)),
        FacetKind::Number if amount < 1.0 => Some((before, amount)),
        _ => None,
    }
}

/// Takes out what a run has on both sides. As many on both sides stand for each other in order; else what both
/// have is the same.
pub(super) fn within(difference: &mut Difference<'_>, stays: &dyn Fn(&Facet, &Facet) -> bool) {
    // "Is no party" denies as "is not a party" does.
    let denies = |f: &Facet| f.kind == FacetKind::Negation && matches!(&*f.normal, "no" | "not");
    let alike = |a: &Facet, b: &Facet| stays(a, b) || (denies(a) && denies(b));
    let Pair { old, new } = &mut difference.facets;
    if old.len() == new.len() {
        (*old, *new) = old.iter().zip(&*new).filter(|(a, b)| !alike(a, b)).map(|(a, b)| (*a, *b)).unzip();
        return;
    }
    let mut index = 0;
    while index < old.len() {
        match new.iter().position(|f| stays(old[index], f)) {
            Some(there) => {
                new.remove(there);
                old.remove(index);
            }
            None => index += 1,
        }
    }
}

/// What one run leaves out and another puts in has only changed its place in the sentence. Where a thing alone stands for
/// another, it stands for that one, wherever else it is; `wordy` are the differences beside which more is said.
pub(super) fn across(found: &mut [Difference<'_>], wordy: &[bool], stays: &dyn Fn(&Facet, &Facet) -> bool) {
    for one in 0..found.len() {
        let mut index = 0;
        while index < found[one].facets.old.len() {
            let facet = found[one].facets.old[index];
            let twin = found.iter().enumerate().find_map(|(other, difference)| {
                let free = |at: usize| !found[at].is_exchange();
                let loose = |at: usize| free(at) || wordy[at];
                let lonely = other != one && (free(one) || free(other)) && loose(one) && loose(other);
                let place = difference.facets.new.iter().position(|f| stays(facet, f))?;
                lonely.then_some((other, place))
            });
            match twin {
                Some((other, place)) => {
                    found[other].facets.new.remove(place);
                    found[one].facets.old.remove(index);
                }
                None => index += 1,
            }
        }
    }
}
