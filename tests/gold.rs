//! The comparison of the snapshots against what two annotators found in them. The floors are what the tool reaches;
//! they are raised with it and never lowered without a word in docs/quality.md.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::root;
use recension::model::{Change, Comparison, Document, Evidence, Family, Kind, Level, Pair, Role, Side};
use recension::{ReadOptions, compare, read};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use unicode_normalization::UnicodeNormalization;

const SERIES: &str = "snapshots/nato-relations-with-ukraine";

/// What the annotators and the tool must agree on at least.
mod floor {
    /// F1 of the links.
    pub(crate) const LINKS: f64 = 0.75;
    /// Share of each side's text that stands in some segment.
    pub(crate) const TEXT_FOUND: f64 = 0.999;
    /// Share of units whose segment agrees whether they are claims.
    pub(crate) const CLAIM_OR_NOT: f64 = 0.98;
    /// Headline changes that are told.
    pub(crate) const HEADLINES_TOLD: usize = 10;
    /// Notable changes that are told.
    pub(crate) const NOTABLE_TOLD: usize = 16;
    /// Changes shown, in hundredths, whose words stand in the other version: this one is a ceiling.
    pub(crate) const FALSE_ALARMS: usize = 2;
}

#[derive(Deserialize)]
struct Unit {
    id: String,
    text: String,
    role: String,
}

impl Unit {
    fn is_claim(&self) -> bool {
        self.role == "claim"
    }
}

#[derive(Deserialize)]
struct GoldLink {
    old: String,
    new: String,
    strength: String,
}

#[derive(Deserialize)]
struct Fact {
    kind: String,
    rank: Level,
    headline: String,
    old_quote: Option<String>,
    new_quote: Option<String>,
}

fn gold<T: DeserializeOwned>(file: &str) -> T {
    let text = std::fs::read_to_string(root().join("tests/gold").join(file)).expect("the gold is there");
    if file.ends_with(".jsonl") {
        let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
        return serde_json::from_str(&format!("[{}]", lines.join(","))).expect("the gold is JSON Lines");
    }
    serde_json::from_str(&text).expect("the gold is JSON")
}

fn comparison() -> Comparison {
    let document = |name: &str| {
        let path = format!("{SERIES}/{name}");
        let bytes = std::fs::read(root().join(&path)).expect("the snapshot is there");
        read::read(&bytes, &path, &ReadOptions::default()).expect("it is a text")
    };
    compare(document("2017-07-11.txt"), document("undated.md"))
}

/// Letters and digits only: what remains when markup, spaces and punctuation are ignored.
fn fold(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

/// The gold units that a segment holds, and how much of the gold text the segments hold together.
struct Located {
    units: Vec<BTreeSet<usize>>,
    covered: f64,
}

fn locate(units: &[Unit], document: &Document) -> Located {
    let mut whole = String::new();
    let ranges: Vec<(usize, usize)> = (units.iter())
        .map(|unit| {
            let start = whole.len();
            whole.push_str(&fold(&unit.text));
            (start, whole.len())
        })
        .collect();
    let mut covered = vec![false; whole.len()];
    let mut at = 0;
    let held = (0..document.segments.len()).map(|segment| {
        let text = fold(document.segment_text(segment));
        let place = whole[at..].find(&text).map(|place| at + place).or_else(|| whole.find(&text));
        let Some(start) = place.filter(|_| !text.is_empty()) else { return BTreeSet::new() };
        let end = start + text.len();
        at = at.max(end);
        covered[start..end].fill(true);
        let shares = |&(_, &(from, to)): &(usize, &(usize, usize))| {
            let common = to.min(end).saturating_sub(from.max(start));
            common > 0 && 2 * common >= text.len().min(to - from)
        };
        ranges.iter().enumerate().filter(shares).map(|(unit, _)| unit).collect()
    });
    let units = held.collect();
    let covered = covered.iter().filter(|&&covered| covered).count() as f64 / covered.len() as f64;
    Located { units, covered }
}

#[test]
fn the_text_is_found_and_claims_are_told_from_the_rest() {
    let comparison = comparison();
    for (side, file) in [(Side::Old, "old.units.jsonl"), (Side::New, "new.units.jsonl")] {
        let units: Vec<Unit> = gold(file);
        let document = &comparison.sides.get(side).document;
        let located = locate(&units, document);
        assert!(located.covered >= floor::TEXT_FOUND, "{side:?}: {:.4} of the text found", located.covered);
        let (mut right, mut all) = (0, 0);
        for (segment, held) in document.segments.iter().zip(&located.units) {
            for &unit in held {
                all += 1;
                right += usize::from((segment.role == Role::Claim) == units[unit].is_claim());
            }
        }
        let share = f64::from(right as u32) / f64::from(all);
        assert!(share >= floor::CLAIM_OR_NOT, "{side:?}: {share:.4} of the roles right");
    }
}

#[test]
fn links_agree_with_the_annotators() {
    let comparison = comparison();
    let units: [Vec<Unit>; 2] = [gold("old.units.jsonl"), gold("new.units.jsonl")];
    let located = [
        locate(&units[0], &comparison.sides.old.document).units,
        locate(&units[1], &comparison.sides.new.document).units,
    ];
    let scope: BTreeSet<String> = gold("scope.json");
    let mut linked = BTreeSet::new();
    for link in &comparison.alignment.links {
        for old in link.old.iter().flat_map(|&segment| &located[0][segment]).map(|&unit| &units[0][unit]) {
            for new in link.new.iter().flat_map(|&segment| &located[1][segment]).map(|&unit| &units[1][unit]) {
                if scope.contains(&old.id) && old.is_claim() && new.is_claim() {
                    linked.insert((old.id.clone(), new.id.clone()));
                }
            }
        }
    }
    let all: Vec<GoldLink> = gold("links.jsonl");
    let pairs = |core: bool| -> BTreeSet<(String, String)> {
        all.iter().filter(|l| !core || l.strength == "core").map(|l| (l.old.clone(), l.new.clone())).collect()
    };
    let precision = linked.intersection(&pairs(false)).count() as f64 / linked.len().max(1) as f64;
    let recall = linked.intersection(&pairs(true)).count() as f64 / pairs(true).len() as f64;
    let f1 = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
    assert!(f1 >= floor::LINKS, "link F1 {f1:.4}: precision {precision:.4}, recall {recall:.4}");
}

#[test]
fn what_changed_in_meaning_is_told() {
    let comparison = comparison();
    let all = folded(&comparison);
    let mut told: BTreeMap<Level, usize> = BTreeMap::new();
    let mut missed = Vec::new();
    for fact in gold::<Vec<Fact>>("changes.json") {
        let quotes = Pair::new(&fact.old_quote, &fact.new_quote).map(|quote| quote.as_deref().map(fold));
        if all.iter().any(|change| !change.false_alarm && tells(change, &fact, &quotes)) {
            *told.entry(fact.rank).or_default() += 1;
        } else {
            missed.push(format!("{:?} {}: {}", fact.rank, fact.kind, fact.headline));
        }
    }
    let told = |level| told.get(&level).copied().unwrap_or_default();
    assert!(told(Level::Headline) >= floor::HEADLINES_TOLD, "missed: {missed:#?}");
    assert!(told(Level::Notable) >= floor::NOTABLE_TOLD, "missed: {missed:#?}");
}

#[test]
fn what_stands_in_both_versions_is_not_told_as_changed() {
    let comparison = comparison();
    let all = folded(&comparison);
    let shown: Vec<&Folded> = all.iter().filter(|folded| folded.change.level != Level::Minor).collect();
    let alarms: Vec<&str> =
        shown.iter().filter(|folded| folded.false_alarm).map(|folded| folded.change.headline.as_str()).collect();
    assert!(alarms.len() * 100 <= floor::FALSE_ALARMS * shown.len(), "{alarms:#?}");
}

/// A change with its evidence folded.
struct Folded<'a> {
    change: &'a Change,
    /// The quoted words, and the segment that they stand in.
    evidence: Pair<Vec<(String, String)>>,
    /// Whether words that it quotes stand in the other version too.
    false_alarm: bool,
}

fn folded(comparison: &Comparison) -> Vec<Folded<'_>> {
    let whole = comparison.sides.as_ref().map(|side| {
        (0..side.document.segments.len()).map(|index| fold(side.document.segment_text(index))).collect::<Vec<_>>()
    });
    let joined = whole.as_ref().map(|segments| segments.join("\n"));
    let structural = |change: &Change| {
        matches!(change.kind.family(), Family::Structure | Family::Sections | Family::Capture)
            && change.kind != Kind::ListItem
            || change.kind == Kind::Restored
    };
    let of_side = |evidence: &[Evidence], side: Side| -> Vec<(String, String)> {
        let text = &comparison.sides.get(side).document.text;
        evidence.iter().map(|e| (fold(e.span.of(text)), whole.get(side)[e.segment].clone())).collect()
    };
    (comparison.changes.iter())
        .map(|change| {
            let evidence = Pair::new(of_side(&change.old, Side::Old), of_side(&change.new, Side::New));
            let stands = |side: Side| {
                let mut words = evidence.get(side).iter().map(|(words, _)| words);
                words.any(|words| words.chars().count() >= 20 && joined.get(side.other()).contains(words.as_str()))
            };
            let false_alarm = !structural(change) && Side::BOTH.into_iter().any(stands);
            Folded { change, evidence, false_alarm }
        })
        .collect()
}

/// Whether a change of some weight quotes, on each side that the fact quotes, the fact's words.
fn tells(folded: &Folded, fact: &Fact, quotes: &Pair<Option<String>>) -> bool {
    let change = folded.change;
    let cannot = match fact.kind.as_str() {
        "added" => matches!(change.kind, Kind::Removed | Kind::SectionRemoved | Kind::Moved | Kind::Cosmetic),
        "removed" => matches!(change.kind, Kind::Added | Kind::SectionAdded | Kind::Moved | Kind::Cosmetic),
        "reworded" => matches!(change.kind, Kind::Moved | Kind::Cosmetic),
        _ => false,
    };
    let lump = folded.evidence.old.len().max(folded.evidence.new.len()) > 8
        && !matches!(change.kind, Kind::Term | Kind::Renamed | Kind::Name)
        && !matches!(change.kind.family(), Family::Presence | Family::Sections);
    if cannot || lump || (fact.rank != Level::Minor && change.level == Level::Minor) {
        return false;
    }
    Side::BOTH.into_iter().all(|side| {
        let Some(quote) = quotes.get(side).as_deref().filter(|quote| !quote.is_empty()) else { return true };
        folded.evidence.get(side).iter().any(|(words, segment)| {
            let length = |text: &str| text.chars().count();
            let common = common_run(quote, words);
            length(words) >= length(quote).min(3)
                && (2 * common >= length(quote) || 10 * common >= 8 * length(words))
                && 10 * common_run(quote, segment) >= 6 * length(quote).min(length(segment))
        })
    })
}

/// Characters of the longest run that two texts share.
fn common_run(a: &str, b: &str) -> usize {
    if a.contains(b) || b.contains(a) {
        return a.chars().count().min(b.chars().count());
    }
    let b: Vec<char> = b.chars().collect();
    let mut lengths = vec![0; b.len() + 1];
    let mut longest = 0;
    for c in a.chars() {
        for at in (0..b.len()).rev() {
            lengths[at + 1] = if b[at] == c { lengths[at] + 1 } else { 0 };
            longest = longest.max(lengths[at + 1]);
        }
    }
    longest
}
