//! Fits the aligner's models to annotated documents and writes `src/align/coefficients.rs`.
//!
//! ```text
//! cargo run --release --example fit -- EVAL_DIR            cross-validated figures only
//! cargo run --release --example fit -- EVAL_DIR --write    also refit on everything and write the table
//! ```
//!
//! `EVAL_DIR/links/*/gold.jsonl` holds `{"id", "lang", "old": [..], "new": [..], "links": [[old, new, kind?], ..],
//! "arguable": [[old, new], ..]}`; `EVAL_DIR/seed` holds the annotated units of the seed pair.
//!
//! Two logistic models with an L2 penalty, fitted by iteratively reweighted least squares on standardised features.
//! Probabilities that the second model sees are out of fold. Folds go by document; a text and its shuffled twin share one.

#![allow(clippy::print_stdout, reason = "its output is what it is for")]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use recension::align::{ANCHORED, CONTEXT_NAMES, Context, FEATURE_NAMES, Features, Model, Study, group};
use recension::annotate::annotate;
use recension::model::{Pair, Role};
use recension::read::{GivenSegment, ReadOptions, from_segments};
use serde_json::Value;

const FOLDS: usize = 4;
/// Strength of the L2 penalty on standardised weights, for the first and the second model.
const PENALTY: (f64, f64) = (5.0, 8.0);

/// The seed pair counts for more than its few links: it is the one real pair of far versions whose sections are known.
const SEED: f64 = 3.0;

struct Item {
    set: String,
    fold: usize,
    study: Study,
    gold: BTreeSet<(usize, usize)>,
    arguable: BTreeSet<(usize, usize)>,
    /// Old segments whose links are known; all where empty.
    scope: BTreeSet<usize>,
    same: BTreeSet<(usize, usize)>,
    repeats_count: bool,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let directory = arguments.next().ok_or("usage: fit EVAL_DIR [--write]")?;
    let write = arguments.next().as_deref() == Some("--write");
    let items = load(Path::new(&directory))?;
    let fold = |f: usize| items.iter().filter(move |i| i.fold != f).collect::<Vec<_>>();

    let firsts: Vec<Model<{ FEATURE_NAMES.len() }>> = (0..FOLDS).map(|f| fit_first(&fold(f))).collect();
    let first_of = |item: &Item| {
        with_anchors(item, item.study.features().iter().map(|f| firsts[item.fold].probability(f)).collect())
    };
    let seen: HashMap<*const Item, Vec<f32>> = items.iter().map(|i| (std::ptr::from_ref(i), first_of(i))).collect();
    let first_p = |item: &Item| seen[&std::ptr::from_ref(item)].clone();
    report("first pass", &items, &first_p);

    let seconds: Vec<Model<{ CONTEXT_NAMES.len() }>> = (0..FOLDS).map(|f| fit_second(&fold(f), &first_p)).collect();
    let second_p = |item: &Item| again(item, &first_p(item), &seconds[item.fold]);
    report("second pass", &items, &second_p);
    let mean_p = |item: &Item| mean(&second_p(item), item, &seconds[item.fold]);
    report("mean of second and third pass", &items, &mean_p);
    reliability(&items, &mean_p);
    if write {
        let all: Vec<&Item> = items.iter().collect();
        let first = fit_first(&all);
        let second = fit_second(&all, &first_p);
        std::fs::write("src/align/coefficients.rs", table(&first, &second))?;
        let p = |item: &Item| {
            let one = with_anchors(item, item.study.features().iter().map(|f| first.probability(f)).collect());
            mean(&again(item, &one, &second), item, &second)
        };
        report("fitted on everything", &items, &p);
    }
    Ok(())
}

fn with_anchors(item: &Item, mut p: Vec<f32>) -> Vec<f32> {
    for (p, fixed) in p.iter_mut().zip(item.study.fixed()) {
        if *fixed {
            *p = ANCHORED;
        }
    }
    p
}

fn again(item: &Item, before: &[f32], model: &Model<{ CONTEXT_NAMES.len() }>) -> Vec<f32> {
    let pass = item.study.pass(before.to_vec());
    with_anchors(item, (0..before.len()).map(|k| model.probability(&pass.context(k))).collect())
}

/// The mean of the second pass and of a third one that sees it.
fn mean(second: &[f32], item: &Item, model: &Model<{ CONTEXT_NAMES.len() }>) -> Vec<f32> {
    second.iter().zip(again(item, second, model)).map(|(a, b)| (a + b) / 2.0).collect()
}

fn load(directory: &Path) -> Result<Vec<Item>, Box<dyn std::error::Error>> {
    let mut items = Vec::new();
    let mut sets: Vec<_> = std::fs::read_dir(directory.join("links"))?.collect::<Result<_, _>>()?;
    sets.sort_by_key(std::fs::DirEntry::path);
    for set in sets {
        let name = set.file_name().to_string_lossy().into_owned();
        for (number, line) in std::fs::read_to_string(set.path().join("gold.jsonl"))?.lines().enumerate() {
            let record: Value = serde_json::from_str(line)?;
            let texts = |side: &str| -> Vec<GivenSegment> {
                record[side]
                    .as_array()
                    .expect("texts")
                    .iter()
                    .map(|t| GivenSegment::claim(t.as_str().expect("text")))
                    .collect()
            };
            let pairs = |key: &str| -> BTreeSet<(usize, usize)> {
                let list = record[key].as_array().map(Vec::as_slice).unwrap_or_default();
                list.iter()
                    .map(|l| (l[0].as_u64().expect("index") as usize, l[1].as_u64().expect("index") as usize))
                    .collect()
            };
            let (gold, mut arguable) = (pairs("links"), pairs("arguable"));
            arguable.retain(|p| !gold.contains(p));
            let fold = number % FOLDS;
            items.push(item(
                &name,
                fold,
                record["lang"].as_str(),
                &texts("old"),
                &texts("new"),
                gold,
                arguable,
                BTreeSet::new(),
                false,
            ));
        }
    }
    items.extend(seed(&directory.join("seed"))?);
    Ok(items)
}

/// The seed pair, once for each fold with a part of the annotated old claims in scope.
fn seed(directory: &Path) -> Result<Vec<Item>, Box<dyn std::error::Error>> {
    let read = |name: &str| -> Result<Vec<Value>, Box<dyn std::error::Error>> {
        let text = std::fs::read_to_string(directory.join(name))?;
        Ok(text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
    };
    let (mut texts, mut index) = (Vec::new(), Vec::new());
    for name in ["old.units.jsonl", "new.units.jsonl"] {
        let units = read(name)?;
        let claims: Vec<&Value> = units.iter().filter(|u| u["role"] == "claim").collect();
        let segment = |u: &&Value| GivenSegment {
            text: u["text"].as_str().expect("text").to_owned(),
            role: Role::Claim,
            section: u["section"].as_str().map(str::to_owned),
        };
        texts.push(claims.iter().map(segment).collect::<Vec<_>>());
        index.push(
            claims
                .iter()
                .enumerate()
                .map(|(k, u)| (u["id"].as_str().expect("id").to_owned(), k))
                .collect::<HashMap<_, _>>(),
        );
    }
    let scope: Vec<String> = serde_json::from_str(&std::fs::read_to_string(directory.join("scope.json"))?)?;
    let scope: Vec<usize> = scope.iter().filter_map(|id| index[0].get(id).copied()).collect();
    let (mut core, mut arguable) = (BTreeSet::new(), BTreeSet::new());
    for link in read("links.jsonl")? {
        let ends = (index[0].get(link["old"].as_str().expect("old")), index[1].get(link["new"].as_str().expect("new")));
        if let (Some(&old), Some(&new)) = ends {
            (if link["strength"] == "core" { &mut core } else { &mut arguable }).insert((old, new));
        }
    }
    let part = |fold: usize| -> BTreeSet<usize> {
        scope.iter().enumerate().filter(|(k, _)| k % FOLDS == fold).map(|(_, &old)| old).collect()
    };
    let within = |pairs: &BTreeSet<(usize, usize)>, scope: &BTreeSet<usize>| {
        pairs.iter().copied().filter(|p| scope.contains(&p.0)).collect()
    };
    Ok((0..FOLDS)
        .map(|fold| {
            let scope = part(fold);
            item(
                "seed",
                fold,
                Some("en"),
                &texts[0],
                &texts[1],
                within(&core, &scope),
                within(&arguable, &scope),
                scope,
                true,
            )
        })
        .collect())
}

#[allow(clippy::too_many_arguments)]
fn item(
    set: &str,
    fold: usize,
    language: Option<&str>,
    old: &[GivenSegment],
    new: &[GivenSegment],
    gold: BTreeSet<(usize, usize)>,
    arguable: BTreeSet<(usize, usize)>,
    scope: BTreeSet<usize>,
    repeats_count: bool,
) -> Item {
    let options = ReadOptions { language: language.map(str::to_owned), ..ReadOptions::default() };
    let sides = Pair::new(old, new).map(|segments| annotate(from_segments(segments, "", &options)));
    let study = Study::of(sides.as_ref());
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    for (k, segment) in new.iter().enumerate() {
        places.entry(words(&segment.text)).or_default().push(k);
    }
    let same = old
        .iter()
        .enumerate()
        .flat_map(|(o, s)| places.get(&words(&s.text)).into_iter().flatten().map(move |&n| (o, n)))
        .collect();
    Item { set: set.to_owned(), fold, study, gold, arguable, scope, same, repeats_count }
}

impl Item {
    fn label(&self, pair: (u32, u32)) -> Option<bool> {
        let pair = (pair.0 as usize, pair.1 as usize);
        if self.arguable.contains(&pair) || !(self.scope.is_empty() || self.scope.contains(&pair.0)) {
            return None;
        }
        Some(self.gold.contains(&pair))
    }
}

/// Weight of each set: its number of positives to the power of −½, so that large sets do not drown small ones.
fn set_weights(items: &[&Item]) -> HashMap<String, f64> {
    let mut count: HashMap<String, f64> = HashMap::new();
    for item in items {
        *count.entry(item.set.clone()).or_default() += item.gold.len() as f64;
    }
    let total: f64 = count.values().map(|c| c.sqrt()).sum::<f64>() / count.values().sum::<f64>();
    let weight = |set: &str, count: f64| count.max(1.0).powf(-0.5) / total * if set == "seed" { SEED } else { 1.0 };
    count.into_iter().map(|(set, c)| (set.clone(), weight(&set, c))).collect()
}

fn fit_first(items: &[&Item]) -> Model<{ FEATURE_NAMES.len() }> {
    let weights = set_weights(items);
    let mut rows: Vec<(Features, bool, f64)> = Vec::new();
    for item in items {
        for (k, f) in item.study.features().iter().enumerate().filter(|(k, _)| !item.study.fixed()[*k]) {
            rows.extend(item.label(item.study.pairs()[k]).map(|label| (*f, label, weights[&item.set])));
        }
    }
    fit(&rows, PENALTY.0)
}

fn fit_second(items: &[&Item], before: &dyn Fn(&Item) -> Vec<f32>) -> Model<{ CONTEXT_NAMES.len() }> {
    let weights = set_weights(items);
    let mut rows: Vec<(Context, bool, f64)> = Vec::new();
    for item in items {
        let before = before(item);
        let pass = item.study.pass(before.clone());
        for k in (0..before.len()).filter(|&k| !item.study.fixed()[k]) {
            rows.extend(item.label(item.study.pairs()[k]).map(|label| (pass.context(k), label, weights[&item.set])));
        }
    }
    fit(&rows, PENALTY.1)
}

/// L2-penalised logistic regression by iteratively reweighted least squares.
fn fit<const N: usize>(rows: &[([f32; N], bool, f64)], penalty: f64) -> Model<N> {
    let total: f64 = rows.iter().map(|r| r.2).sum();
    let mut mean = [0.0; N];
    let mut deviation = [0.0; N];
    for (f, _, w) in rows {
        for d in 0..N {
            mean[d] += w * f64::from(f[d]) / total;
        }
    }
    for (f, _, w) in rows {
        for d in 0..N {
            deviation[d] += w * (f64::from(f[d]) - mean[d]).powi(2) / total;
        }
    }
    let deviation = deviation.map(|v: f64| if v < 1e-12 { 0.0 } else { 1.0 / v.sqrt() });
    let size = N + 1;
    let mut beta = vec![0.0; size];
    let mut x = vec![1.0; size];
    for _ in 0..12 {
        let mut hessian = vec![vec![0.0; size]; size];
        let mut gradient = vec![0.0; size];
        for (f, label, w) in rows {
            for d in 0..N {
                x[d + 1] = (f64::from(f[d]) - mean[d]) * deviation[d];
            }
            let z: f64 = x.iter().zip(&beta).map(|(a, b)| a * b).sum();
            let p = 1.0 / (1.0 + (-z).exp());
            let (error, curve) = (w * (f64::from(u8::from(*label)) - p), (w * p * (1.0 - p)).max(1e-9));
            for a in 0..size {
                gradient[a] += error * x[a];
                let scaled = curve * x[a];
                for b in 0..=a {
                    hessian[a][b] += scaled * x[b];
                }
            }
        }
        for a in 1..size {
            hessian[a][a] += penalty;
            gradient[a] -= penalty * beta[a];
        }
        let step = solve(&mut hessian, gradient);
        let largest = step.iter().fold(0.0_f64, |m, s| m.max(s.abs()));
        for (b, s) in beta.iter_mut().zip(step) {
            *b += s * (4.0 / largest).min(1.0);
        }
        if largest < 1e-4 {
            break;
        }
    }
    let mut weights = [0.0; N];
    let mut intercept = beta[0];
    for d in 0..N {
        let weight = beta[d + 1] * deviation[d];
        weights[d] = weight as f32;
        intercept -= weight * mean[d];
    }
    Model { intercept: intercept as f32, weights }
}

/// Solves a symmetric positive definite system by Cholesky; only the lower triangle is read.
fn solve(matrix: &mut [Vec<f64>], mut right: Vec<f64>) -> Vec<f64> {
    let n = right.len();
    for a in 0..n {
        for b in 0..=a {
            let sum: f64 = (0..b).map(|k| matrix[a][k] * matrix[b][k]).sum();
            let value = matrix[a][b] - sum;
            matrix[a][b] = if a == b { value.max(1e-12).sqrt() } else { value / matrix[b][b] };
        }
    }
    for a in 0..n {
        let sum: f64 = (0..a).map(|k| matrix[a][k] * right[k]).sum();
        right[a] = (right[a] - sum) / matrix[a][a];
    }
    for a in (0..n).rev() {
        let sum: f64 = (a + 1..n).map(|k| matrix[k][a] * right[k]).sum();
        right[a] = (right[a] - sum) / matrix[a][a];
    }
    right
}

/// Prints F1 of links, changed links, added and removed for each set, as `score.py` counts them.
fn report(title: &str, items: &[Item], probability: &dyn Fn(&Item) -> Vec<f32>) {
    println!("== {title}");
    let mut sets: BTreeMap<&str, Vec<[[f64; 3]; 4]>> = BTreeMap::new();
    for item in items {
        let p = probability(item);
        let grouped = group(&item.study, &p);
        let mut found: BTreeSet<(usize, usize)> = grouped
            .groups
            .iter()
            .flat_map(|(olds, news)| olds.iter().flat_map(move |&o| news.iter().map(move |&n| (o, n))))
            .collect();
        if item.repeats_count {
            found.extend(grouped.repeats.iter().map(|r| (r.0, r.1)));
            found.retain(|p| item.scope.contains(&p.0));
        }
        found.retain(|p| !item.arguable.contains(p));
        let count = |a: &BTreeSet<usize>, b: &BTreeSet<usize>| {
            [a.intersection(b).count() as f64, b.difference(a).count() as f64, a.difference(b).count() as f64]
        };
        let pairs = |keep: &dyn Fn(&(usize, usize)) -> bool| {
            let (a, b): (BTreeSet<_>, BTreeSet<_>) =
                (item.gold.iter().filter(|p| keep(p)).collect(), found.iter().filter(|p| keep(p)).collect());
            [a.intersection(&b).count() as f64, b.difference(&a).count() as f64, a.difference(&b).count() as f64]
        };
        let unlinked = |side: fn(&(usize, usize)) -> usize, size: usize| {
            let of = |pairs: &BTreeSet<(usize, usize)>| -> BTreeSet<usize> {
                let linked: BTreeSet<usize> = pairs.iter().map(side).collect();
                (0..size).filter(|k| !linked.contains(k)).collect()
            };
            count(&of(&item.gold), &of(&found))
        };
        let (n, m) = item.study.sizes();
        sets.entry(&item.set).or_default().push([
            pairs(&|_| true),
            pairs(&|p| !item.same.contains(p)),
            unlinked(|p| p.1, m),
            unlinked(|p| p.0, n),
        ]);
    }
    for (set, counts) in sets {
        let mut line = format!("  {set:18}");
        for (k, name) in ["links", "changed", "added", "removed"].iter().enumerate() {
            let [tp, fp, fn_] = [0, 1, 2].map(|c| counts.iter().map(|x| x[k][c]).sum::<f64>());
            line += &format!(" {name} {:.4}", 2.0 * tp / (2.0 * tp + fp + fn_).max(1.0));
            if k == 0 {
                line += &format!(" (P {:.3} R {:.3})", tp / (tp + fp).max(1.0), tp / (tp + fn_).max(1.0));
            }
        }
        println!("{line}");
    }
}

/// Prints how often what was held this probable was so, for pairs to be links and for unlinked segments to have no
/// counterpart. Anchors are left out.
fn reliability(items: &[Item], probability: &dyn Fn(&Item) -> Vec<f32>) {
    const BINS: [f32; 7] = [0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.01];
    let mut tables = [[(0.0_f64, 0_u32, 0_u32); 6], [(0.0, 0, 0); 6]];
    let mut note = |table: usize, p: f32, holds: bool| {
        let bin = &mut tables[table][BINS.windows(2).position(|bin| p < bin[1]).unwrap_or(5)];
        *bin = (bin.0 + f64::from(p), bin.1 + u32::from(holds), bin.2 + 1);
    };
    for item in items {
        let p = probability(item);
        let pairs = item.study.pairs();
        for k in (0..p.len()).filter(|&k| !item.study.fixed()[k]) {
            if let Some(label) = item.label(pairs[k]) {
                note(0, p[k], label);
            }
        }
        let linked: BTreeSet<usize> = group(&item.study, &p).groups.into_iter().flat_map(|group| group.0).collect();
        let has_counterpart: BTreeSet<usize> = item.gold.union(&item.arguable).map(|pair| pair.0).collect();
        let mut doubt = vec![0.0_f32; item.study.sizes().0];
        pairs.iter().zip(&p).for_each(|(pair, &p)| doubt[pair.0 as usize] = doubt[pair.0 as usize].max(p));
        let known = |old: &usize| item.scope.is_empty() || item.scope.contains(old);
        for old in (0..doubt.len()).filter(|old| !linked.contains(old)).filter(known) {
            note(1, 1.0 - doubt[old], !has_counterpart.contains(&old));
        }
    }
    for (title, table) in ["links", "removals"].iter().zip(tables) {
        println!("== how often {title} held this probable were right");
        for (sum, held, count) in table.into_iter().filter(|bin| bin.2 > 0) {
            println!("  held {:.2}  was {:.2}  of {count}", sum / f64::from(count), f64::from(held) / f64::from(count));
        }
    }
}

fn table(first: &Model<{ FEATURE_NAMES.len() }>, second: &Model<{ CONTEXT_NAMES.len() }>) -> String {
    let rows = |names: &[&str], weights: &[f32]| -> String {
        names.iter().zip(weights).map(|(name, w)| format!("        {w:?}, // {name}\n")).collect()
    };
    format!(
        "//! The fitted models. Written by `cargo run --release --example fit -- EVAL_DIR --write`; not to be edited by hand.\n\n\
         use super::{{CONTEXT_NAMES, FEATURE_NAMES, Model}};\n\n\
         /// A pair by itself.\n#[rustfmt::skip]\n\
         pub(super) const FIRST: Model<{{ FEATURE_NAMES.len() }}> = Model {{\n    intercept: {:?},\n    weights: [\n{}    ],\n}};\n\n\
         /// A pair among the others.\n#[rustfmt::skip]\n\
         pub(super) const SECOND: Model<{{ CONTEXT_NAMES.len() }}> = Model {{\n    intercept: {:?},\n    weights: [\n{}    ],\n}};\n",
        first.intercept,
        rows(&FEATURE_NAMES, &first.weights),
        second.intercept,
        rows(&CONTEXT_NAMES, &second.weights)
    )
}
