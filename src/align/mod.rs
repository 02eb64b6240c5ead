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

use crate::model::{Alignment, Annotated, Note, Pair};

/// Probability of an anchor in the eyes of the other pairs.
pub const ANCHORED: f32 = 0.995;

/// The probability of each of a study's pairs, anchors included.
pub fn probabilities(study: &Study) -> Vec<f32> {
    let keep = |k: usize, p: f32| if study.fixed()[k] { ANCHORED } else { p };
    let first: Vec<f32> =
        study.features().iter().enumerate().map(|(k, f)| keep(k, coefficients::FIRST.probability(f))).collect();
    let again = |before: &[f32]| -> Vec<f32> {
        study.context(before).iter().enumerate().map(|(k, f)| keep(k, coefficients::SECOND.probability(f))).collect()
    };
    let second = again(&first);
    let third = again(&second);
    second.iter().zip(&third).map(|(a, b)| (a + b) / 2.0).collect()
}

/// Aligns two documents.
pub fn align(sides: Pair<&Annotated>) -> Alignment {
    let study = Study::of(sides);
    let probability = probabilities(&study);
    let links = link::links(sides, &study, &probability, &group(&study, &probability));
    let refused = link::refused(&study, &probability, &links);
    let sections = section::sections(sides, &links);
    let notes = if study.starved { vec![bounded()] } else { Vec::new() };
    Alignment { links, sections, refused, notes }
}

fn bounded() -> Note {
    Note {
        code: "candidates_bounded",
        message: "Some segments hold only words that stand almost everywhere; their counterparts were not looked for."
            .into(),
        span: None,
    }
}
