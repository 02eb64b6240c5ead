//! The annotated documents: those of the directory, and the pages of the repository.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use recension::align::Study;
use recension::annotate::annotate;
use recension::model::{Pair, Role};
use recension::read::{GivenSegment, ReadOptions, from_segments};
use serde_json::Value;

pub(super) const FOLDS: usize = 4;

/// A pair of documents with its links.
pub(super) struct Item {
    pub(super) set: String,
    pub(super) fold: usize,
    pub(super) study: Study,
    pub(super) gold: BTreeSet<(usize, usize)>,
    pub(super) arguable: BTreeSet<(usize, usize)>,
    /// Old segments whose links are known; all where empty.
    pub(super) scope: BTreeSet<usize>,
    pub(super) same: BTreeSet<(usize, usize)>,
    pub(super) repeats_count: bool,
}

impl Item {
    /// Whether a pair is a link; none where that is not known or arguable.
    pub(super) fn label(&self, pair: (u32, u32)) -> Option<bool> {
        let pair = (pair.0 as usize, pair.1 as usize);
        if self.arguable.contains(&pair) || !(self.scope.is_empty() || self.scope.contains(&pair.0)) {
            return None;
        }
        Some(self.gold.contains(&pair))
    }
}

pub(super) fn load(directory: &Path) -> Result<Vec<Item>, Box<dyn std::error::Error>> {
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
    items.extend(pages()?);
    items.extend(seed(&directory.join("seed"))?);
    Ok(items)
}

/// The pairs of pages that the repository holds: `tests/gold/pages/README.md` says what is in its files.
fn pages() -> Result<Vec<Item>, Box<dyn std::error::Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold/pages");
    let mut pairs: Vec<_> =
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    pairs.retain(|path| path.is_dir());
    pairs.sort();
    let mut items = Vec::new();
    for (number, pair) in pairs.iter().enumerate() {
        let texts = |name: &str| -> std::io::Result<Vec<GivenSegment>> {
            Ok(std::fs::read_to_string(pair.join(name))?.lines().map(GivenSegment::claim).collect())
        };
        let (mut gold, mut arguable) = (BTreeSet::new(), BTreeSet::new());
        for line in std::fs::read_to_string(pair.join("links.tsv"))?.lines().skip(1) {
            let mut fields = line.split('\t');
            let mut end =
                || Ok::<_, Box<dyn std::error::Error>>(fields.next().ok_or("a link has ends")?.parse::<usize>()? - 1);
            let ends = (end()?, end()?);
            (if fields.next() == Some("arguable") { &mut arguable } else { &mut gold }).insert(ends);
        }
        let name = pair.file_name().unwrap_or_default().to_string_lossy();
        let language = name.split_once('-').map(|(code, _)| code);
        items.push(item(
            "pages",
            number % FOLDS,
            language,
            &texts("old.txt")?,
            &texts("new.txt")?,
            gold,
            arguable,
            BTreeSet::new(),
            false,
        ));
    }
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
