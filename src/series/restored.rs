//! What is said again after a gap: told and counted as such, and no longer as added.

use rustc_hash::FxHashSet;

use crate::explain;
use crate::language::token::fold;
use crate::model::{Event, Form, Kind, Level, Quote, Role, Summary, Told, What};
use crate::read::{self, GivenSegment, ReadOptions};

use super::digest::kinds_of_words;
use super::lineage::{Restored, Weaver};

/// What a restored claim is told with where the version that says it again does not tell it as added.
const SCORE: f64 = 2.0;

/// Counts claims that are said again as such, and no longer as added.
pub(super) fn count(summary: &mut Summary, restored: &[Restored], weaver: &Weaver) {
    let claims = restored.iter().filter(|one| weaver.lineages[one.lineage].role == Role::Claim).count();
    summary.claims.restored = claims.min(summary.claims.added);
    summary.claims.added -= summary.claims.restored;
    summary.verdict = explain::verdict(&summary.claims);
}

/// Tells claims that are said again as such, and no longer as added.
pub(super) fn tell(
    changes: &mut Vec<Told>,
    restored: &[Restored],
    weaver: &mut Weaver,
    version: usize,
    language: Option<&str>,
) {
    let again: FxHashSet<usize> = restored.iter().map(|one| one.segment).collect();
    let mut told = Vec::new();
    for one in restored {
        let lineage = &mut weaver.lineages[one.lineage];
        let [.., before, now] = &lineage.forms[..] else { continue };
        let added = changes.iter().find(|change| {
            matches!(change.kind, Kind::Added | Kind::SectionAdded)
                && change.new.iter().any(|q| q.segment == one.segment)
        });
        let same = fold(&before.text) == fold(&now.text);
        let kinds = if same { Vec::new() } else { kinds_between(&before.text, &now.text, language) };
        let quote = |form: &Form, segment| Quote {
            text: form.text.clone(),
            sentence: form.text.clone(),
            segment,
            section: form.section.clone(),
        };
        told.push(Told {
            id: explain::id(&format!("{:?}\n{}\n{}", Kind::Restored, fold(&before.text), fold(&now.text))),
            kind: Kind::Restored,
            level: added.map_or(Level::Notable, |added| added.level.max(Level::Notable)),
            score: added.map_or(SCORE, |added| added.score),
            confidence: added.map_or(0.9, |added| added.confidence),
            headline: explain::presence_headline(Kind::Restored, &now.text, 1),
            count: 1,
            old: vec![quote(before, 0)],
            new: vec![quote(now, one.segment)],
            since: Some(one.last),
        });
        if !same {
            lineage.events.push(Event { version, what: What::Reworded { kinds } });
        }
    }
    tell_sections(changes, &mut told);
    for change in changes.iter_mut().filter(|change| change.kind == Kind::Added) {
        let all = change.new.len();
        change.new.retain(|quote| !again.contains(&quote.segment));
        let gone = all - change.new.len();
        change.count = change.count.saturating_sub(gone).max(1);
        if gone > 0
            && let Some(longest) = change.new.iter().max_by_key(|quote| quote.text.len())
        {
            change.headline = explain::presence_headline(Kind::Added, &longest.text, change.count);
        }
    }
    changes.retain(|change| change.kind != Kind::Added || !change.new.is_empty());
    changes.extend(told);
    changes.sort_by(|a, b| b.level.cmp(&a.level).then(b.score.total_cmp(&a.score)));
}

/// Tells sections that come back as a whole once, and none of what stands in them by itself.
fn tell_sections(changes: &mut [Told], told: &mut Vec<Told>) {
    for change in changes.iter_mut().filter(|change| change.kind == Kind::SectionAdded && !change.new.is_empty()) {
        let of = |quote: &Quote| told.iter().find(|one| one.new[0].segment == quote.segment);
        let Some(parts) = change.new.iter().map(of).collect::<Option<Vec<&Told>>>() else { continue };
        let quotes: Vec<String> = change.new.iter().map(|quote| fold(&quote.text)).collect();
        change.id = explain::id(&format!("{:?}\n{}", Kind::Restored, quotes.join("\n")));
        change.kind = Kind::Restored;
        change.headline = explain::section_again(&change.new[0].section, change.count);
        change.old = parts.iter().flat_map(|part| part.old.clone()).collect();
        change.since = parts.iter().filter_map(|part| part.since).max();
        told.retain(|one| change.new.iter().all(|quote| quote.segment != one.new[0].segment));
    }
}

/// The kinds of change that the words of one sentence make against those of another.
fn kinds_between(old: &str, new: &str, language: Option<&str>) -> Vec<Kind> {
    let options = ReadOptions { language: language.map(str::to_owned), ..ReadOptions::default() };
    let read = |text: &str| read::from_segments(&[GivenSegment::claim(text)], "", &options);
    let comparison = crate::compare(read(old), read(new));
    let found: Vec<(Level, Kind)> = comparison.changes.iter().map(|change| (change.level, change.kind)).collect();
    kinds_of_words(&found)
}
