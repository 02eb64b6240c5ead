//! Two annotated documents → which segments state the same thing.
//!
//! 1. `equal`: equal text is anchored, and by `labelled` items of the same label.
//! 2. `candidate`: an index proposes counterparts for the rest.
//! 3. `feature` looks at each pair by itself (with `window`, what stands around it, and `gain`, what a further segment
//!    would add), `context` at what the other pairs say of it; `coefficients` weigh both.
//! 4. `solve`: one consistent n:m solution, with `twin` for the one of several equal texts that changed. `link` and `section`
//!    tell it as links and section relations, and `alone` says how sure it is that the rest has no counterpart.

mod alone;
mod candidate;
mod chain;
mod coefficients;
mod context;
mod equal;
mod facts;
mod feature;
mod gain;
mod kin;
mod labelled;
mod lexis;
mod link;
mod lists;
mod logistic;
mod marks;
mod names;
mod order;
mod section;
mod sequence;
mod solve;
mod study;
mod twin;
mod vector;
mod walk;
mod window;

pub use alone::{NAMES as ALONE_NAMES, Signs, signs};
pub use context::{Context, NAMES as CONTEXT_NAMES, Pass};
pub use logistic::Model;
pub use names::{Features, NAMES as FEATURE_NAMES};
pub use solve::{Grouped, group};
pub use study::Study;

use rayon::prelude::*;

use crate::model::{Alignment, Annotated, Document, Link, Note, Pair, Refused, Relation, SectionLink, SectionRelation};

use feature::SHARE;
use marks::Marks;

/// Probability of an anchor in the eyes of the other pairs.
pub const ANCHORED: f32 = 0.995;

/// What the passes made of a study's pairs.
#[derive(Debug)]
pub struct Judged<'a> {
    /// The probability of each pair, anchors included: the mean of two passes that each see the one before.
    pub probability: Vec<f32>,
    /// The last pass.
    pass: Pass<'a>,
    /// Mean of the context features over the pairs that the last pass judged.
    mean: Box<Context>,
}

/// Judges a study's pairs, first by themselves, then twice in the light of each other.
pub fn judge(study: &Study) -> Judged<'_> {
    let alone = study.features().par_iter().zip(study.fixed()).with_min_len(SHARE);
    let first: Vec<f32> =
        alone.map(|(f, &fixed)| if fixed { ANCHORED } else { coefficients::FIRST.probability(f) }).collect();
    let (second, _) = judge_again(&study.pass(first));
    let pass = study.pass(second.clone());
    let (third, mean) = judge_again(&pass);
    let probability = second.iter().zip(&third).map(|(a, b)| (a + b) / 2.0).collect();
    Judged { probability, pass, mean }
}

/// The probabilities in the light of an earlier pass, and the mean of what it says.
fn judge_again(pass: &Pass<'_>) -> (Vec<f32>, Box<Context>) {
    let fixed = pass.fixed();
    let numbers: Vec<usize> = (0..fixed.len()).collect();
    // Sums of floats depend on their order, so the shares must not depend on the number of threads.
    let judge = |marks: &mut Pair<Marks>, share: &[usize]| {
        let mut sum = Box::new([0.0; CONTEXT_NAMES.len()]);
        let one = |&k: &usize| {
            if fixed[k] {
                return ANCHORED;
            }
            let context = pass.look(k, marks);
            sum.iter_mut().zip(&context).for_each(|(sum, value)| *sum += value);
            coefficients::SECOND.probability(&context)
        };
        (share.iter().map(one).collect::<Vec<f32>>(), sum)
    };
    let shares = numbers.par_chunks(SHARE).map_init(|| pass.marks(), judge);
    let (mut probability, mut mean) = (Vec::with_capacity(fixed.len()), Box::new([0.0; CONTEXT_NAMES.len()]));
    for (share, sum) in shares.collect::<Vec<_>>() {
        probability.extend(share);
        mean.iter_mut().zip(sum.iter()).for_each(|(mean, sum)| *mean += sum);
    }
    let open = fixed.iter().filter(|fixed| !**fixed).count().max(1) as f32;
    mean.iter_mut().for_each(|mean| *mean /= open);
    (probability, mean)
}

/// Aligns two documents.
///
/// Swapping the sides mirrors the result exactly, ties and the last bits of sums included: the work is always done from
/// the side whose text sorts first.
pub fn align(sides: Pair<&Annotated>) -> Alignment {
    if in_order(sides) { align_sorted(sides) } else { mirror(align_sorted(sides.swap())) }
}

fn in_order(sides: Pair<&Annotated>) -> bool {
    let Pair { old, new } = sides.map(|side| &side.document);
    let cuts = |document: &Document| document.segments.iter().map(|s| (s.span, s.role, s.section)).collect::<Vec<_>>();
    old.text.cmp(&new.text).then_with(|| cuts(old).cmp(&cuts(new))).is_le()
}

fn align_sorted(sides: Pair<&Annotated>) -> Alignment {
    let study = Study::of(sides);
    let judged = judge(&study);
    let links = link::links(sides, &study, &judged, &group(&study, &judged.probability));
    let Judged { probability, pass, .. } = judged;
    drop(pass);
    let notes = if study.starved { vec![bounded()] } else { Vec::new() };
    let linked = link::linked(study.sizes(), &links);
    let left = move || {
        let left = (link::refused(&study, &probability, &linked), alone::alone(&study, &probability, &linked));
        // To give back what was studied takes as long as to look at the sections.
        drop(study);
        left
    };
    let ((refused, alone), sections) = rayon::join(left, || section::sections(sides, &links));
    Alignment { links, sections, refused, alone, notes }
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
    Alignment { links, sections, refused, alone: alignment.alone.swap(), notes: alignment.notes }
}

fn bounded() -> Note {
    Note {
        code: "candidates_bounded",
        message: "Some segments hold only words that stand almost everywhere; their counterparts were not looked for."
            .into(),
        span: None,
    }
}
