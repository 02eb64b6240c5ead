//! Obligation, permission, prohibition: what a change of a modal verb is told as.

use std::borrow::Cow;

use crate::model::{Facet, FacetKind, Kind, Pair};

use crate::explain::rank::weights;

/// What a normal form of a modal says of the act: that it is bid or let be, or that it is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pole {
    For,
    Against,
}

/// The normal forms of the lexicon that bind, with their pole. All others (`prediction`, `conditional`, `ability`,
/// `possibility`) speak of what may come, and bind nobody.
const BINDING: [(&str, Pole); 9] = [
    ("obligation", Pole::For),
    (DUE, Pole::For),
    ("permission", Pole::For),
    ("recommendation", Pole::For),
    ("commitment", Pole::For),
    ("prohibition", Pole::Against),
    ("exclusion", Pole::Against),
    ("exemption", Pole::Against),
    ("discouragement", Pole::Against),
];

/// The normal form of what has to be paid: another word for a duty to pay, and none that came or went where the other side only
/// says that somebody pays.
const DUE: &str = "due";

/// The normal form of what somebody wants to do: a promise may become an aim.
const AIM: &str = "aim";

fn pole(facet: &Facet) -> Option<Pole> {
    match &*facet.normal {
        "inability" => Some(Pole::Against),
        "ability" | "prediction" | AIM => Some(Pole::For),
        normal => BINDING.iter().find(|(name, _)| *name == normal).map(|(_, pole)| *pole),
    }
}

/// Whether a modal says that the matter is bid, let be or to come; nothing where it leaves that open.
pub(in crate::explain) fn is_for(facet: &Facet) -> Option<bool> {
    pole(facet).map(|pole| pole == Pole::For)
}

/// How far what binds does so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::explain) enum Strength {
    /// It must be, or must not be.
    Duty,
    /// It is advised, or advised against.
    Advice,
    /// It may be, or need not be.
    Leave,
}

/// How far a modal binds; nothing where it binds nobody.
pub(in crate::explain) fn strength(facet: &Facet) -> Option<Strength> {
    match &*facet.normal {
        "obligation" | DUE | "commitment" | "prohibition" | "exclusion" => Some(Strength::Duty),
        "recommendation" | "discouragement" => Some(Strength::Advice),
        "permission" | "exemption" => Some(Strength::Leave),
        _ => None,
    }
}

/// Whether a facet denies, or forbids, what the verb of its sentence says, whatever verb that is.
pub(super) fn excludes(facet: &Facet) -> bool {
    facet.kind == FacetKind::Modal && facet.normal == "exclusion"
}

/// Whether two facets deny alike because one of them leaves the verb to the sentence: "in no event will we be liable" and
/// "we will not be liable", "under no circumstances will users post" and "users must not post".
pub(super) fn excludes_alike(one: &Facet, other: &Facet) -> bool {
    let denies = |f: &Facet| match f.kind {
        FacetKind::Negation => matches!(&*f.normal, "no" | "not" | "never"),
        FacetKind::Modal => f.normal == "prohibition",
        _ => false,
    };
    (excludes(one) && denies(other)) || (denies(one) && excludes(other))
}

/// What rules say for each other of what somebody may do, and may not: "you can", "you may", "no guest can", "no guest may".
const LETTING: [(&str, &str); 3] = [("ability", "permission"), ("inability", "prohibition"), ("obligation", DUE)];

/// Whether two modals bid, let do, or do not let do, the same.
pub(super) fn lets_alike(one: &Facet, other: &Facet) -> bool {
    let both =
        |(a, b): &(&str, &str)| (one.normal == *a && other.normal == *b) || (one.normal == *b && other.normal == *a);
    one.kind == FacetKind::Modal && other.kind == FacetKind::Modal && LETTING.iter().any(both)
}

/// Whether a modal only says that something has to be paid.
pub(super) fn is_due(facet: &Facet) -> bool {
    facet.kind == FacetKind::Modal && facet.normal == DUE
}

/// Whether a modal binds somebody or lets go.
pub(in crate::explain) fn binds(facet: &Facet) -> bool {
    BINDING.iter().any(|(name, _)| *name == facet.normal)
}

/// Whether a modal bids or forbids: what only lets be, or speaks of what is let be, is said in passing more often.
pub(in crate::explain) fn compels(facet: &Facet) -> bool {
    matches!(&*facet.normal, "obligation" | "prohibition" | "exclusion" | "exemption" | "commitment")
}

/// Conditions of which one is the other's reverse, by their normal forms.
const REVERSED: [(&str, &str); 4] =
    [("consent", "without consent"), ("if", "unless"), ("only if", "unless"), ("consent", "opt out")];

/// Conditions that rules say for each other: "if a report is late", "when a report is late".
const ALIKE: [&str; 2] = ["if", "when"];

/// Whether conditions that give way to each other ask the same.
pub(super) fn asks_alike(facets: &Pair<Vec<&Facet>>) -> bool {
    let alike = |side: &[&Facet]| {
        !side.is_empty() && side.iter().all(|f| f.kind == FacetKind::Condition && ALIKE.contains(&&*f.normal))
    };
    alike(&facets.old) && alike(&facets.new)
}

/// The normal form of what holds an act to what is reasonable.
pub(super) const REASON: &str = "within reason";

/// The normal forms of what depends on whether somebody agrees.
const CONSENT: [&str; 3] = ["consent", "without consent", "opt out"];

/// Why a condition of consent weighs more than others.
pub(super) const ASKED: &str = "whether somebody is asked";

/// Whether a facet makes an act depend on whether somebody agrees.
pub(super) fn asks(facet: &Facet) -> bool {
    facet.kind == FacetKind::Condition && CONSENT.contains(&&*facet.normal)
}

/// The kinds of a change of conditions: a reversal where the one is what the other is not.
/// What has to be reasonable is a standard, which weighs more where it goes or comes with words around it (`replaced`).
pub(super) fn conditions(facets: &Pair<Vec<&Facet>>, replaced: bool) -> Vec<(Kind, Option<(&'static str, f64)>)> {
    let first = |side: &[&Facet]| side.first().map_or(Cow::Borrowed(""), |f| f.normal.clone());
    let (old, new) = (first(&facets.old), first(&facets.new));
    let reversed = REVERSED.iter().any(|&(a, b)| (a, b) == (&*old, &*new) || (b, a) == (&*old, &*new));
    let standard = replaced && facets.old.is_empty() != facets.new.is_empty() && [old, new].contains(&REASON.into());
    let factor = match () {
        () if standard => Some(("a standard", weights::STANDARD)),
        () if facets.old.iter().chain(&facets.new).any(|f| asks(f)) => Some((ASKED, weights::CONSENT)),
        () => None,
    };
    let condition = (Kind::Condition, factor);
    if reversed { vec![(Kind::Polarity, None), condition] } else { vec![condition] }
}

/// Whether of two modals beside a word that denies one only advises, and the other binds: "no boat should", "no boat may".
pub(super) fn advises_alone(facets: &Pair<Vec<&Facet>>) -> bool {
    let advice = |side: &[&Facet]| side.iter().any(|f| matches!(&*f.normal, "recommendation" | "discouragement"));
    let bids = |side: &[&Facet]| side.iter().any(|f| binds(f)) && !advice(side);
    (advice(&facets.old) && bids(&facets.new)) || (bids(&facets.old) && advice(&facets.new))
}

/// The kinds of a change of modals: a reversal where what was bid or let be no longer is, and a change of force. Nothing is
/// reversed where a word that stands on both sides has it `denied`.
pub(super) fn kinds(facets: &Pair<Vec<&Facet>>, denied: bool) -> Vec<(Kind, Option<(&'static str, f64)>)> {
    let poles = facets.as_ref().map(|side| side.first().and_then(|f| pole(f)));
    let binding = facets.old.iter().chain(&facets.new).any(|f| binds(f));
    let both = |one: &str, other: &str| {
        let has = |side: &[&Facet], normal: &str| side.first().is_some_and(|f| f.normal == normal);
        (has(&facets.old, one) && has(&facets.new, other)) || (has(&facets.old, other) && has(&facets.new, one))
    };
    let factor = if binding {
        Some(("binds or lets go", weights::BINDS))
    } else if both("prediction", AIM) {
        None
    } else {
        Some(("speaks of what may come", weights::BINDS_NOBODY))
    };
    // Advice is no answer to what somebody cannot do.
    let advice = |f: &Facet| matches!(&*f.normal, "recommendation" | "discouragement");
    let apart = |one: &[&Facet], other: &[&Facet]| {
        one.first().is_some_and(|f| advice(f)) && other.first().is_some_and(|f| !binds(f))
    };
    let comparable = !apart(&facets.old, &facets.new) && !apart(&facets.new, &facets.old);
    match (poles.old, poles.new) {
        (Some(old), Some(new)) if old != new && comparable && !denied => {
            vec![(Kind::Polarity, factor), (Kind::Modality, factor)]
        }
        _ => vec![(Kind::Modality, factor)],
    }
}

/// Whether modals say nothing but what will be.
pub(super) fn foretell(facets: &Pair<Vec<&Facet>>) -> bool {
    facets.old.iter().chain(&facets.new).all(|facet| facet.normal == "prediction")
}

/// The normal forms of the lexicon that say of a matter that it will hardly be.
const DENYING: [&str; 3] = ["not expected", "unlikely", "impossible"];

/// Whether a statement of certainty denies.
pub(super) fn denies(facet: &Facet) -> bool {
    DENYING.contains(&&*facet.normal)
}

/// The kinds of a change of certainty: a reversal too where one side alone denies.
pub(super) fn certainty(facets: &Pair<Vec<&Facet>>) -> Vec<(Kind, Option<(&'static str, f64)>)> {
    let denied = facets.as_ref().map(|side| side.iter().any(|f| denies(f)));
    match denied.old == denied.new {
        true => vec![(Kind::Certainty, None)],
        false => vec![(Kind::Polarity, None), (Kind::Certainty, None)],
    }
}
