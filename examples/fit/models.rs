//! The three models, and what they make of each pair.

use std::collections::{BTreeSet, HashMap};

use recension::align::{
    ALONE_NAMES, ANCHORED, CONTEXT_NAMES, Context, FEATURE_NAMES, Features, Model, Signs, group, signs,
};
use recension::model::Side;

use super::gold::{FOLDS, Item};
use super::logistic::fit;

/// Strength of the L2 penalty on standardised weights, for each of the three models.
const PENALTY: [f64; 3] = [5.0, 8.0, 3.0];

/// The seed pair counts for more than its few links: it is the one real pair of far versions whose sections are known.
const SEED: f64 = 3.0;

/// Probabilities of all pairs of each item, out of fold.
pub(super) struct Passes {
    pub(super) first: Vec<Vec<f32>>,
    pub(super) second: Vec<Vec<f32>>,
    pub(super) mean: Vec<Vec<f32>>,
}

/// Fits the models of pairs for each fold on the others, on the features whose names are kept.
pub(super) fn cross_validated(items: &[Item], keep: &dyn Fn(&str) -> bool) -> Passes {
    let others = |f: usize| (0..items.len()).filter(|&i| items[i].fold != f).collect::<Vec<_>>();
    let firsts: Vec<_> = (0..FOLDS).map(|f| fit_first(items, &others(f), keep)).collect();
    let first: Vec<_> = items.iter().map(|item| by_itself(item, &firsts[item.fold])).collect();
    let seconds: Vec<_> = (0..FOLDS).map(|f| fit_second(items, &others(f), &first, keep)).collect();
    let second: Vec<_> = items.iter().zip(&first).map(|(item, p)| again(item, p, &seconds[item.fold])).collect();
    let mean = items.iter().zip(&second).map(|(item, p)| mean(p, item, &seconds[item.fold])).collect();
    Passes { first, second, mean }
}

/// What the first model makes of each pair.
pub(super) fn by_itself(item: &Item, model: &Model<{ FEATURE_NAMES.len() }>) -> Vec<f32> {
    with_anchors(item, item.study.features().iter().map(|f| model.probability(f)).collect())
}

fn with_anchors(item: &Item, mut p: Vec<f32>) -> Vec<f32> {
    for (p, fixed) in p.iter_mut().zip(item.study.fixed()) {
        if *fixed {
            *p = ANCHORED;
        }
    }
    p
}

/// What the second model makes of each pair in the light of an earlier pass.
pub(super) fn again(item: &Item, before: &[f32], model: &Model<{ CONTEXT_NAMES.len() }>) -> Vec<f32> {
    let pass = item.study.pass(before.to_vec());
    with_anchors(item, (0..before.len()).map(|k| model.probability(&pass.context(k))).collect())
}

/// The mean of the second pass and of a third one that sees it.
pub(super) fn mean(second: &[f32], item: &Item, model: &Model<{ CONTEXT_NAMES.len() }>) -> Vec<f32> {
    second.iter().zip(again(item, second, model)).map(|(a, b)| (a + b) / 2.0).collect()
}

/// Weight of each set: its number of positives to the power of −½, so that large sets do not drown small ones.
fn set_weights(items: &[Item], which: &[usize]) -> HashMap<String, f64> {
    let mut count: HashMap<String, f64> = HashMap::new();
    for item in which.iter().map(|&i| &items[i]) {
        *count.entry(item.set.clone()).or_default() += item.gold.len() as f64;
    }
    let total: f64 = count.values().map(|c| c.sqrt()).sum::<f64>() / count.values().sum::<f64>();
    let weight = |set: &str, count: f64| count.max(1.0).powf(-0.5) / total * if set == "seed" { SEED } else { 1.0 };
    count.into_iter().map(|(set, c)| (set.clone(), weight(&set, c))).collect()
}

/// Fits the model of a pair by itself to some of the items.
pub(super) fn fit_first(
    items: &[Item],
    which: &[usize],
    keep: &dyn Fn(&str) -> bool,
) -> Model<{ FEATURE_NAMES.len() }> {
    let weights = set_weights(items, which);
    let mut rows: Vec<(Features, bool, f64)> = Vec::new();
    for item in which.iter().map(|&i| &items[i]) {
        for (k, f) in item.study.features().iter().enumerate().filter(|(k, _)| !item.study.fixed()[*k]) {
            rows.extend(item.label(item.study.pairs()[k]).map(|label| (*f, label, weights[&item.set])));
        }
    }
    fit(&rows, PENALTY[0], &FEATURE_NAMES.map(keep))
}

/// Fits the model of a pair among the others.
pub(super) fn fit_second(
    items: &[Item],
    which: &[usize],
    before: &[Vec<f32>],
    keep: &dyn Fn(&str) -> bool,
) -> Model<{ CONTEXT_NAMES.len() }> {
    let weights = set_weights(items, which);
    let mut rows: Vec<(Context, bool, f64)> = Vec::new();
    for (item, before) in which.iter().map(|&i| (&items[i], &before[i])) {
        let pass = item.study.pass(before.clone());
        for k in (0..before.len()).filter(|&k| !item.study.fixed()[k]) {
            rows.extend(item.label(item.study.pairs()[k]).map(|label| (pass.context(k), label, weights[&item.set])));
        }
    }
    fit(&rows, PENALTY[1], &CONTEXT_NAMES.map(keep))
}

/// A segment without a link, whose counterparts are known.
pub(super) struct Left {
    pub(super) fold: usize,
    pub(super) signs: Signs,
    pub(super) is_alone: bool,
}

/// The segments without a link; in the seed pair of the old side only, where alone all links are known.
pub(super) fn left(item: &Item, p: &[f32]) -> Vec<Left> {
    let grouped = group(&item.study, p);
    let signs = signs(&item.study, p);
    let repeats = || grouped.repeats.iter().map(|r| (r.0, r.1)).chain(grouped.copies.iter().copied());
    let of = |side: Side| {
        let end = move |pair: (usize, usize)| if side == Side::Old { pair.0 } else { pair.1 };
        let groups = grouped.groups.iter().flat_map(|(old, new)| if side == Side::Old { old } else { new });
        let linked: BTreeSet<usize> = groups.copied().chain(repeats().map(end)).collect();
        let has_counterpart: BTreeSet<usize> = item.gold.union(&item.arguable).map(|&pair| end(pair)).collect();
        let known = |segment: &usize| item.scope.is_empty() || (side == Side::Old && item.scope.contains(segment));
        let all = signs.get(side).iter().copied().enumerate();
        all.filter(|(segment, _)| !linked.contains(segment) && known(segment))
            .map(|(segment, signs)| Left { fold: item.fold, signs, is_alone: !has_counterpart.contains(&segment) })
            .collect::<Vec<_>>()
    };
    Side::BOTH.into_iter().flat_map(of).collect()
}

/// Every segment counts the same, as it does in a report.
pub(super) fn fit_alone(left: &[Left], in_training: &dyn Fn(&Left) -> bool) -> Model<{ ALONE_NAMES.len() }> {
    let rows: Vec<_> = left.iter().filter(|l| in_training(l)).map(|l| (l.signs, l.is_alone, 1.0)).collect();
    fit(&rows, PENALTY[2], &[true; ALONE_NAMES.len()])
}

/// The models as source text.
pub(super) fn table(
    first: &Model<{ FEATURE_NAMES.len() }>,
    second: &Model<{ CONTEXT_NAMES.len() }>,
    alone: &Model<{ ALONE_NAMES.len() }>,
) -> String {
    fn entry<const N: usize>(about: &str, name: &str, names: &str, features: &[&str], model: &Model<N>) -> String {
        let rows = features.iter().zip(&model.weights).map(|(name, w)| format!("        {w:?}, // {name}\n"));
        format!(
            "\n/// {about}\n#[rustfmt::skip]\npub(super) const {name}: Model<{{ {names}.len() }}> = Model {{\n    \
             intercept: {:?},\n    weights: [\n{}    ],\n}};\n",
            model.intercept,
            rows.collect::<String>()
        )
    }
    "//! The fitted models. Written by `cargo run --release --example fit -- EVAL_DIR --write`; not to be edited by hand.\n\n\
     use super::{ALONE_NAMES, CONTEXT_NAMES, FEATURE_NAMES, Model};\n"
        .to_owned()
        + &entry("A pair by itself.", "FIRST", "FEATURE_NAMES", &FEATURE_NAMES, first)
        + &entry("A pair among the others.", "SECOND", "CONTEXT_NAMES", &CONTEXT_NAMES, second)
        + &entry("A segment without a link, to have no counterpart.", "ALONE", "ALONE_NAMES", &ALONE_NAMES, alone)
}
