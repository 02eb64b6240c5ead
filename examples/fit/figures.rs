//! What is printed.

use std::collections::{BTreeMap, BTreeSet};

use recension::align::group;

use super::gold::{FOLDS, Item};
use super::models::{Left, fit_alone};

/// Prints F1 of links, changed links, added and removed for each set, as `score.py` counts them.
pub(super) fn report(title: &str, items: &[Item], probability: &[Vec<f32>]) {
    println!("== {title}");
    let mut sets: BTreeMap<&str, Vec<[[f64; 3]; 4]>> = BTreeMap::new();
    for (item, p) in items.iter().zip(probability) {
        let grouped = group(&item.study, p);
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
pub(super) fn reliability(items: &[Item], probability: &[Vec<f32>], left: &[Left]) {
    const BINS: [f32; 7] = [0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.01];
    let mut tables = [[(0.0_f64, 0_u32, 0_u32); 6], [(0.0, 0, 0); 6]];
    let mut note = |table: usize, p: f32, holds: bool| {
        let bin = &mut tables[table][BINS.windows(2).position(|bin| p < bin[1]).unwrap_or(5)];
        *bin = (bin.0 + f64::from(p), bin.1 + u32::from(holds), bin.2 + 1);
    };
    for (item, p) in items.iter().zip(probability) {
        let pairs = item.study.pairs();
        for k in (0..p.len()).filter(|&k| !item.study.fixed()[k]) {
            if let Some(label) = item.label(pairs[k]) {
                note(0, p[k], label);
            }
        }
    }
    for fold in 0..FOLDS {
        let model = fit_alone(left, &|l| l.fold != fold);
        left.iter().filter(|l| l.fold == fold).for_each(|l| note(1, model.probability(&l.signs), l.is_alone));
    }
    for (title, table) in ["links", "removals and additions"].iter().zip(tables) {
        println!("== how often {title} held this probable were right");
        for (sum, held, count) in table.into_iter().filter(|bin| bin.2 > 0) {
            println!("  held {:.2}  was {:.2}  of {count}", sum / f64::from(count), f64::from(held) / f64::from(count));
        }
    }
}
