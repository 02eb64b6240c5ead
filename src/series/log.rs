//! What changed at each snapshot, over one page or many.

use std::collections::BTreeMap;

use crate::model::{Family, History, Kind, Level, Step, Told};

use super::trace::names;

/// What of the histories is told.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// Only snapshots of this day or later: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub since: Option<String>,
    /// Only snapshots of this day or earlier.
    pub until: Option<String>,
    /// The lowest level of changes to tell.
    pub level: Option<Level>,
    /// The only kinds to tell; all where this and `families` are empty. Snapshots without any are left out.
    pub kinds: Vec<Kind>,
    /// The only families to tell.
    pub families: Vec<Family>,
    /// Only changes that quote a sentence with this term.
    pub about: Option<String>,
    /// So many snapshots at most.
    pub limit: Option<usize>,
    /// The oldest first.
    pub reverse: bool,
}

/// What is told of one snapshot.
#[derive(Debug, Clone)]
pub struct Entry<'h> {
    /// The page.
    pub history: &'h History,
    /// What happened since the snapshot before; `None` of a page's first one.
    pub step: Option<&'h Step>,
    /// The snapshot: its index.
    pub version: usize,
    /// Its changes, in order of rank.
    pub changes: Vec<Item<'h>>,
    /// How many changes were told with another page already.
    pub told_elsewhere: usize,
}

/// A change, and the other pages that made it too.
#[derive(Debug, Clone)]
pub struct Item<'h> {
    /// The change.
    pub change: &'h Told,
    /// The name of each other page, and the date of its snapshot that shows the change.
    pub also: Vec<(&'h str, Option<&'h str>)>,
}

impl Query {
    fn shows(&self, change: &Told) -> bool {
        let any = self.kinds.is_empty() && self.families.is_empty();
        self.level.is_none_or(|level| change.level >= level)
            && self.about.as_deref().is_none_or(|term| names(change, term))
            && (any || self.kinds.contains(&change.kind) || self.families.contains(&change.kind.family()))
    }

    /// Whether a date lies in the time that is asked for; a month counts as a whole.
    fn spans(&self, date: Option<&str>) -> bool {
        let date = date.unwrap_or("9999");
        self.since.as_deref().is_none_or(|since| date >= since || since.starts_with(date))
            && self.until.as_deref().is_none_or(|until| date <= until || date.starts_with(until))
    }

    fn is_open(&self) -> bool {
        self.kinds.is_empty() && self.families.is_empty() && self.about.is_none()
    }
}

/// The log of one page or many: the newest snapshot first, of several of a day those of the page that comes first. An
/// edit that several pages made is told with the first snapshot of the log that shows it.
pub fn log<'h>(histories: &'h [History], query: &Query) -> Vec<Entry<'h>> {
    let mut entries: Vec<Entry<'h>> = histories.iter().flat_map(|history| entries(history, query)).collect();
    let key = |entry: &Entry<'_>| entry.history.versions[entry.version].date.value.clone().unwrap_or("9999".into());
    entries.sort_by(|a, b| {
        key(b).cmp(&key(a)).then_with(|| a.history.name.cmp(&b.history.name)).then(b.version.cmp(&a.version))
    });
    if query.reverse {
        entries.reverse();
    }
    if histories.len() > 1 {
        tell_once(&mut entries);
    }
    entries.truncate(query.limit.unwrap_or(usize::MAX));
    entries
}

fn entries<'h>(history: &'h History, query: &Query) -> Vec<Entry<'h>> {
    let of = |version: usize, step: Option<&'h Step>| {
        let changes = step.into_iter().flat_map(|step| &step.changes).filter(|change| query.shows(change));
        let changes: Vec<Item<'h>> = changes.map(|change| Item { change, also: Vec::new() }).collect();
        let wanted = query.spans(history.versions[version].date.value.as_deref());
        // Who asks for some kinds wants to know where they are, and not where they are not.
        (wanted && (query.is_open() || !changes.is_empty())).then_some(Entry {
            history,
            step,
            version,
            changes,
            told_elsewhere: 0,
        })
    };
    let first = (!history.versions.is_empty()).then(|| of(0, None)).flatten();
    first.into_iter().chain(history.steps.iter().filter_map(|step| of(step.new, Some(step)))).collect()
}

/// Moves edits that several pages made to the first entry that has them.
fn tell_once(entries: &mut [Entry<'_>]) {
    let mut first: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut moves = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        for (index, item) in entry.changes.iter().enumerate() {
            match first.get(item.change.id.as_str()) {
                Some(&(told, place)) if entries[told].history.name != entry.history.name => {
                    moves.push((at, item.change.id.as_str(), told, place));
                }
                Some(_) => {}
                None => {
                    first.insert(&item.change.id, (at, index));
                }
            }
        }
    }
    for &(at, _, told, place) in &moves {
        let history = entries[at].history;
        let date = history.versions[entries[at].version].date.value.as_deref();
        entries[told].changes[place].also.push((&history.name, date));
    }
    for (at, id, ..) in moves {
        let before = entries[at].changes.len();
        entries[at].changes.retain(|item| item.change.id != id);
        entries[at].told_elsewhere += before - entries[at].changes.len();
    }
}
