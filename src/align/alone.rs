//! How sure it is that a segment without a link has no counterpart.
//!
//! One minus the best refused rival would be held too sure: it counts neither the other rivals nor counterparts that
//! share no word, of which versions far apart are full.

use crate::model::{Alone, Pair, Side};

use super::coefficients;
use super::link::rounded;
use super::logistic::log_odds;
use super::study::Study;

/// Names of the signs, in the order of [`Signs`].
pub const NAMES: [&str; 4] = ["rivals", "words", "equal share", "near versions"];

/// What is known of a segment in no link; one value for each of [`NAMES`].
pub type Signs = [f32; NAMES.len()];

/// The signs of every segment, where the pairs have these probabilities. A copy has those of the first one with its text.
pub fn signs(study: &Study, probability: &[f32]) -> Pair<Vec<Signs>> {
    let (olds, news) = study.sizes();
    let mut none = Pair::new(vec![1.0_f32; olds], vec![1.0_f32; news]);
    for (&(old, new), &p) in study.pairs().iter().zip(probability) {
        for (side, at) in [(Side::Old, old as usize), (Side::New, new as usize)] {
            none.get_mut(side)[at] *= 1.0 - p;
        }
    }
    let of = |side: Side| {
        let words = study.vectors.length.get(side);
        let one = |&first: &usize| {
            let length = (1.0 + words[first] as f32).ln();
            [log_odds(1.0 - none.get(side)[first]), length, study.equal_share, study.near()]
        };
        study.originals.get(side).iter().map(one).collect()
    };
    Pair::new(of(Side::Old), of(Side::New))
}

/// The segments that are not linked.
pub(super) fn alone(study: &Study, probability: &[f32], linked: &Pair<Vec<bool>>) -> Pair<Vec<Alone>> {
    let signs = signs(study, probability);
    let of = |side: Side| {
        let unlinked = linked.get(side).iter().enumerate().filter(|(_, linked)| !**linked);
        let one = |(segment, _): (usize, &bool)| {
            let sure = coefficients::ALONE.probability(&signs.get(side)[segment]);
            Alone { segment, confidence: rounded(f64::from(sure)) }
        };
        unlinked.map(one).collect()
    };
    Pair::new(of(Side::Old), of(Side::New))
}
