//! The aligner against the annotated links of real pages, years apart: `tests/gold/pages/README.md`. The floors are what
//! it reaches; they are raised with it and never lowered without a word in docs/quality.md.

mod common;

use std::collections::BTreeSet;
use std::path::Path;

use common::root;
use recension::align::align;
use recension::annotate::annotate;
use recension::model::{Pair, Relation};
use recension::read::{GivenSegment, ReadOptions, from_segments};

/// Least F1 of the links of all pairs, and of those in each language.
const FLOORS: [(&str, f64); 4] = [("", 0.785), ("de-", 0.91), ("en-", 0.81), ("fr-", 0.74)];

/// Least share of the links told that are right. A wrong link hides what is new.
const PRECISION: f64 = 0.885;

type Links = BTreeSet<(usize, usize)>;

/// How many links are right, wrong and missed.
#[derive(Debug, Default, Clone, Copy)]
struct Count {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Count {
    fn f1(self) -> f64 {
        2.0 * self.right as f64 / (2 * self.right + self.wrong + self.missed).max(1) as f64
    }

    fn precision(self) -> f64 {
        self.right as f64 / (self.right + self.wrong).max(1) as f64
    }
}

/// What the annotators linked, and what they left open.
fn annotated(pair: &Path) -> (Links, Links) {
    let (mut sure, mut arguable) = (Links::new(), Links::new());
    let table = std::fs::read_to_string(pair.join("links.tsv")).expect("the links are there");
    for line in table.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let end = |at: usize| fields[at].parse::<usize>().expect("a line is a number") - 1;
        (if fields[2] == "arguable" { &mut arguable } else { &mut sure }).insert((end(0), end(1)));
    }
    (sure, arguable)
}

/// What the aligner links.
fn linked(pair: &Path, language: &str) -> Links {
    let options = ReadOptions { language: Some(language.to_owned()), ..ReadOptions::default() };
    let sides = Pair::new("old.txt", "new.txt").map(|file| {
        let text = std::fs::read_to_string(pair.join(file)).expect("the units are there");
        let units: Vec<GivenSegment> = text.lines().map(GivenSegment::claim).collect();
        annotate(from_segments(&units, file, &options))
    });
    let alignment = align(sides.as_ref());
    let links = alignment.links.iter().filter(|link| link.relation != Relation::Repeat);
    links.flat_map(|link| link.old.iter().flat_map(|&o| link.new.iter().map(move |&n| (o, n)))).collect()
}

#[test]
fn far_versions_of_real_pages_are_linked_as_readers_link_them() {
    let mut pairs: Vec<_> = std::fs::read_dir(root().join("tests/gold/pages"))
        .expect("the pairs are there")
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| path.is_dir())
        .collect();
    pairs.sort();
    let mut counts = [Count::default(); FLOORS.len()];
    for pair in &pairs {
        let name = pair.file_name().and_then(|name| name.to_str()).expect("the pairs have plain names");
        let (sure, arguable) = annotated(pair);
        let found: Links = linked(pair, &name[..2]).difference(&arguable).copied().collect();
        for (count, (prefix, _)) in counts.iter_mut().zip(FLOORS).filter(|(_, (prefix, _))| name.starts_with(prefix)) {
            assert!(!sure.is_empty(), "{name} {prefix} has links");
            count.right += found.intersection(&sure).count();
            count.wrong += found.difference(&sure).count();
            count.missed += sure.difference(&found).count();
        }
    }
    for (count, (prefix, floor)) in counts.iter().zip(FLOORS) {
        assert!(count.f1() >= floor, "{prefix}: F1 {:.4} is below {floor}", count.f1());
    }
    assert!(counts[0].precision() >= PRECISION, "precision {:.4} is below {PRECISION}", counts[0].precision());
}
