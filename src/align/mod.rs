//! Two annotated documents → which segments state the same thing.
//!
//! 1. `equal`: equal text is anchored.
//! 2. `candidate`: an index proposes counterparts for the rest.
//! 3. `feature` looks at each pair by itself, `context` at what the other pairs say of it; `coefficients` weigh both.
//! 4. `solve`: one consistent n:m solution, which `link` and `section` tell as links and section relations.

mod candidate;
mod chain;
mod coefficients;
mod context;
mod equal;
mod facts;
mod feature;
mod lexis;
mod link;
mod logistic;
mod section;
mod solve;
mod study;
mod vector;

pub use context::{Context, NAMES as CONTEXT_NAMES};
pub use feature::{Features, NAMES as FEATURE_NAMES};
pub use logistic::Model;
pub use solve::{Grouped, group};
pub use study::Study;

use crate::model::{Alignment, Annotated, Link, Note, Pair, Refused, Relation, SectionLink, SectionRelation};

/// Probability of an anchor in the eyes of the other pairs.
pub const ANCHORED: f32 = 0.995;

/// The probability of each of a study's pairs, anchors included, with the features that decided.
pub fn probabilities(study: &Study) -> (Vec<f32>, Vec<Context>) {
    let keep = |k: usize, p: f32| if study.fixed()[k] { ANCHORED } else { p };
    let alone = study.features().iter().enumerate();
    let first: Vec<f32> = alone.map(|(k, f)| keep(k, coefficients::FIRST.probability(f))).collect();
    let again = |before: &[f32]| -> (Vec<f32>, Vec<Context>) {
        let context = study.context(before);
        let together = context.iter().enumerate();
        (together.map(|(k, f)| keep(k, coefficients::SECOND.probability(f))).collect(), context)
    };
    let (second, _) = again(&first);
    let (third, context) = again(&second);
    (second.iter().zip(&third).map(|(a, b)| (a + b) / 2.0).collect(), context)
}

/// Aligns two documents.
///
/// Swapping the sides mirrors the result exactly, ties and the last bits of sums included: the work is always done from
/// the side whose text sorts first.
pub fn align(sides: Pair<&Annotated>) -> Alignment {
    if sort_key(sides.old) <= sort_key(sides.new) { align_sorted(sides) } else { mirror(align_sorted(sides.swap())) }
}

fn sort_key(side: &Annotated) -> (&str, impl Ord + use<'_>) {
    let document = &side.document;
    (document.text.as_str(), document.segments.iter().map(|s| (s.span, s.role, s.section)).collect::<Vec<_>>())
}

fn align_sorted(sides: Pair<&Annotated>) -> Alignment {
    let study = Study::of(sides);
    let (probability, context) = probabilities(&study);
    let links = link::links(sides, &study, &probability, &context, &group(&study, &probability));
    let refused = link::refused(&study, &probability, &links);
    let sections = section::sections(sides, &links);
    let notes = if study.starved { vec![bounded()] } else { Vec::new() };
    Alignment { links, sections, refused, notes }
}

/// The same alignment seen from the other side.
fn mirror(alignment: Alignment) -> Alignment {
    let mut links: Vec<Link> = alignment
        .links
        .into_iter()
        .map(|link| {
            let relation = match link.relation {
                Relation::Split => Relation::Merged,
                Relation::Merged => Relation::Split,
                other => other,
            };
            Link { old: link.new, new: link.old, relation, ..link }
        })
        .collect();
    links.sort_by(link::in_order);
    let mut sections: Vec<SectionLink> = alignment
        .sections
        .into_iter()
        .map(|section| {
            let relation = match section.relation {
                SectionRelation::Split => SectionRelation::Merged,
                SectionRelation::Merged => SectionRelation::Split,
                SectionRelation::Added => SectionRelation::Removed,
                SectionRelation::Removed => SectionRelation::Added,
                other => other,
            };
            SectionLink { old: section.new, new: section.old, relation }
        })
        .collect();
    sections.sort_by(section::in_order);
    let mut refused: Vec<Refused> =
        alignment.refused.into_iter().map(|r| Refused { old: r.new, new: r.old, score: r.score }).collect();
    refused.sort_by(link::by_score);
    Alignment { links, sections, refused, notes: alignment.notes }
}

fn bounded() -> Note {
    Note {
        code: "candidates_bounded",
        message: "Some segments hold only words that stand almost everywhere; their counterparts were not looked for."
            .into(),
        span: None,
    }
}
