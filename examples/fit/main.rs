//! Fits the aligner's models to annotated documents and writes `src/align/coefficients.rs`.
//!
//! ```text
//! cargo run --release --example fit -- EVAL_DIR            cross-validated figures only
//! cargo run --release --example fit -- EVAL_DIR --write    also refit on everything and write the table
//! cargo run --release --example fit -- EVAL_DIR --ablate   what is lost without each group of features, refitted
//! ```
//!
//! `EVAL_DIR/links/*/gold.jsonl` holds `{"id", "lang", "old": [..], "new": [..], "links": [[old, new, kind?], ..],
//! "arguable": [[old, new], ..]}`; `EVAL_DIR/seed` holds the annotated units of the seed pair. The pairs of pages under
//! `tests/gold/pages` are fitted to as well.
//!
//! Three logistic models with an L2 penalty, fitted by iteratively reweighted least squares on standardised features: of a
//! pair by itself, of a pair among the others, and of a segment without a link to have no counterpart. Probabilities that
//! the second and the third model see are out of fold. Folds go by document; a text and its shuffled twin share one.

#![allow(clippy::print_stdout, reason = "its output is what it is for")]

mod figures;
mod gold;
mod logistic;
mod models;

use std::path::Path;

use figures::{reliability, report};
use gold::{Item, load};
use models::{Left, again, by_itself, cross_validated, fit_alone, fit_first, fit_second, left, mean, table};

/// Groups of features by words that their names hold, to be left out one at a time.
const GROUPS: [(&str, &[&str]); 14] = [
    ("letters", &["letters"]),
    ("words and stems", &["words alike", "words contained", "stem"]),
    ("order of shared words", &["same order", "opening words"]),
    ("rare words", &["rarest", "only here"]),
    ("numbers and names", &["numbers", "names"]),
    ("surroundings", &["surroundings", "neighbours alike"]),
    ("what a further one adds", &["adds"]),
    ("position", &["position"]),
    ("rivals, alone and in context", &["of rivals", "behind a rival"]),
    ("rivals that are linked", &["taken", "rival says"]),
    ("order of links", &["fits the order", "chain", "crosses", "outside its gap"]),
    ("links around", &["links around", "diagonal"]),
    ("pieces and rests", &["further piece", "explains"]),
    ("how far apart", &["near versions", "equal share", "covered documents", "ordered documents"]),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let directory = arguments.next().ok_or("usage: fit EVAL_DIR [--write]")?;
    let option = arguments.next();
    let items = load(Path::new(&directory))?;
    if option.as_deref() == Some("--ablate") {
        for (title, names) in GROUPS {
            let passes = cross_validated(&items, &|name| !names.iter().any(|part| name.contains(part)));
            report(&format!("without {title}"), &items, &passes.mean);
        }
        return Ok(());
    }
    let passes = cross_validated(&items, &|_| true);
    report("first pass", &items, &passes.first);
    report("second pass", &items, &passes.second);
    report("mean of second and third pass", &items, &passes.mean);
    let left: Vec<Left> = items.iter().zip(&passes.mean).flat_map(|(item, p)| left(item, p)).collect();
    reliability(&items, &passes.mean, &left);
    if option.as_deref() == Some("--write") {
        let all: Vec<usize> = (0..items.len()).collect();
        let first = fit_first(&items, &all, &|_| true);
        let second = fit_second(&items, &all, &passes.first, &|_| true);
        let alone = fit_alone(&left, &|_| true);
        std::fs::write("src/align/coefficients.rs", table(&first, &second, &alone))?;
        let p = |item: &Item| mean(&again(item, &by_itself(item, &first), &second), item, &second);
        report("fitted on everything", &items, &items.iter().map(p).collect::<Vec<_>>());
    }
    Ok(())
}
