//! Figures of which none can stand for the other: pounds for years, "first" for "23,000", a weekday for a year.

use crate::model::{Facet, FacetKind, Pair, Side};

use super::amounts::unit;
use super::difference::Difference;

/// The units of time, as normal forms have them.
const TIME: [&str; 7] = ["second", "minute", "hour", "day", "week", "month", "year"];

/// Parts each exchange of figures that cannot stand for each other: one went, and the other came.
pub(super) fn part<'c>(found: &mut Vec<Difference<'c>>) {
    let mut lone: Vec<Difference<'c>> = Vec::new();
    for difference in found.iter_mut().filter(|d| d.kind.is_figure() && d.is_exchange()) {
        let all = difference.facets.clone();
        for side in Side::BOTH {
            let stands = |figure: &Facet| all.get(side.other()).iter().any(|other| are_comparable(figure, other));
            let (stay, part): (Vec<_>, Vec<_>) = all.get(side).iter().partition(|figure| stands(figure));
            *difference.facets.get_mut(side) = stay;
            if !part.is_empty() {
                let mut facets = Pair::default();
                *facets.get_mut(side) = part;
                lone.push(Difference { facets, ..difference.clone() });
            }
        }
    }
    found.retain(|difference| difference.facets().next().is_some());
    found.extend(lone);
}

/// Whether a figure can stand where one of another kind stood: a date for an amount, but not for which one something is, or
/// how often.
pub(super) fn may_stand(one: &Facet, other: &Facet) -> bool {
    let ranks = |figure: &Facet| matches!(Class::of(figure), Class::Order | Class::Frequency);
    match (one.kind == FacetKind::Date) == (other.kind == FacetKind::Date) {
        true => are_comparable(one, other),
        false => !ranks(one) && !ranks(other),
    }
}

/// Whether one of two figures can stand for the other.
fn are_comparable(one: &Facet, other: &Facet) -> bool {
    let (class, against) = (Class::of(one), Class::of(other));
    class == against
        || match (class, against) {
            // "On Monday" may become "on 3 May", but not "in 2021".
            (Class::Weekday, Class::Day)
            | (Class::Day, Class::Weekday | Class::Period)
            | (Class::Period, Class::Day) => true,
            (Class::Frequency, Class::Time) | (Class::Time, Class::Frequency) => true,
            // "Five" may be days, or euros, as long as nothing says that it is not.
            (Class::Count, Class::Time | Class::Money | Class::Share) => true,
            (Class::Time | Class::Money | Class::Share, Class::Count) => true,
            (Class::Money, Class::Share) | (Class::Share, Class::Money) => true,
            _ => false,
        }
}

/// What a figure measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Order,
    Frequency,
    Time,
    Money,
    Share,
    Count,
    Clock,
    Weekday,
    Day,
    Period,
}

impl Class {
    fn of(figure: &Facet) -> Class {
        let normal = &*figure.normal;
        match figure.kind {
            FacetKind::Money => Class::Money,
            FacetKind::Percent => Class::Share,
            FacetKind::Date if normal.starts_with("weekday") => Class::Weekday,
            FacetKind::Date if normal.starts_with('T') => Class::Clock,
            FacetKind::Date if normal.len() == "2021-08-03".len() && normal.matches('-').count() == 2 => Class::Day,
            FacetKind::Date => Class::Period,
            _ if normal.starts_with('#') => Class::Order,
            _ if normal.starts_with("every ") => Class::Frequency,
            _ if TIME.contains(&unit(figure)) => Class::Time,
            _ => Class::Count,
        }
    }
}
