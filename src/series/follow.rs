//! Series → History: every version compared with the one before, and all of it chained.
//!
//! N snapshots cost N − 1 comparisons, of which a few are made at a time: the documents of those few are in memory, and
//! of everything else only digests.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::align::align;
use crate::annotate::annotate;
use crate::explain::{self, explain};
use crate::language::token::fold;
use crate::model::{
    Annotated, Event, Form, History, Kind, Level, Pair, Quote, Role, Step, Summary, Told, Verdict, Version, What,
};
use crate::read::{self, GivenSegment, ReadOptions};

use super::cache::{Cache, fetch, keep, key};
use super::digest::{Digest, Head, kinds_of_words};
use super::lineage::{Restored, Weaver};
use super::manifest::Entry;
use super::{Series, SeriesError};

/// Snapshots that are looked at together: enough to keep the cores busy, few enough to hold their documents.
const TOGETHER: usize = 8;

/// What a restored claim is told with where the version that says it again does not tell it as added.
const SCORE: f64 = 2.0;

/// Follows a page through its snapshots, of which `snapshots` names the first ones, all where it is `None`.
/// Snapshots that are not the page (a bot wall, an error, no text) are left out and named in the history, with the
/// reason. `progress` hears how many snapshots are done.
///
/// # Errors
/// Where a file of the series cannot be read.
pub fn follow(
    series: &Series,
    snapshots: Option<usize>,
    options: &ReadOptions,
    cache: &dyn Cache,
    progress: &mut dyn FnMut(usize),
) -> Result<History, SeriesError> {
    let entries = &series.snapshots[..snapshots.unwrap_or(usize::MAX).min(series.snapshots.len())];
    let mut story = Story::new(series);
    let mut before: Option<Seen<'_>> = None;
    for (round, entries) in entries.chunks(TOGETHER).enumerate() {
        let look = |entry| look(series, entry, options, cache);
        let seen: Vec<(&Entry, Look)> =
            entries.par_iter().map(|entry| Ok((entry, look(entry)?))).collect::<Result<_, SeriesError>>()?;
        let mut sound: Vec<Seen<'_>> = before.take().into_iter().collect();
        let carried = sound.len();
        for (entry, look) in seen {
            match look {
                Err(reason) => story.history.left_out.push((entry.file.clone(), reason)),
                Ok((head, _)) if head.capture.verdict == Verdict::Suspect => {
                    story.history.left_out.push((entry.file.clone(), head.capture.reasons.join("; ")));
                }
                Ok((head, side)) => sound.push(Seen { entry, head, side }),
            }
        }
        if carried == 0 && !sound.is_empty() {
            story.add(&sound[0], &first(series, &sound[0], options, cache)?);
        }
        let pairs: Vec<&[Seen<'_>]> = sound.windows(2).collect();
        let digests = pairs.par_iter().map(|pair| step(series, &pair[0], &pair[1], options, cache));
        for (pair, digest) in pairs.iter().zip(digests.collect::<Result<Vec<_>, _>>()?) {
            story.add(&pair[1], &digest);
        }
        before = sound.pop();
        progress(round * TOGETHER + entries.len());
    }
    Ok(story.finish())
}

/// A snapshot that is the page.
struct Seen<'s> {
    entry: &'s Entry,
    head: Head,
    /// Its document, where it had to be read.
    side: Option<Annotated>,
}

/// What a look at a snapshot showed: what is kept of it, and its document where it had to be read, or why it is none.
type Look = Result<(Head, Option<Annotated>), String>;

/// What a snapshot's digests depend on.
fn parts(series: &Series, entry: &Entry, options: &ReadOptions) -> String {
    let language = options.language.as_ref().or(series.settings.language.as_ref());
    // The extension helps to tell the format.
    let extension = entry.file.rsplit('.').next().unwrap_or_default();
    let read = &series.settings.read;
    format!("{}\0{:?}\0{language:?}\0{extension}\0{}\0{read:?}", entry.hash, entry.date, entry.media_type)
}

fn look(series: &Series, entry: &Entry, options: &ReadOptions, cache: &dyn Cache) -> Result<Look, SeriesError> {
    let key = key("head", &[&parts(series, entry, options)]);
    // The bytes are read and hashed every time: what is told of a file must be true of the file that lies there.
    if super::store::hash(&series.bytes(entry)?) == entry.hash
        && let Some(head) = fetch(cache, &key)
    {
        return Ok(Ok((head, None)));
    }
    match series.read(entry, options) {
        Ok(document) if document.hash != entry.hash => Err(SeriesError::Changed(series.folder.join(&entry.file))),
        Ok(document) => {
            let head = Head::new(&document);
            keep(cache, &key, &head);
            Ok(Ok((head, Some(annotate(document)))))
        }
        Err(SeriesError::Unreadable { source, .. }) => Ok(Err(source.to_string())),
        Err(error) => Err(error),
    }
}

fn side(series: &Series, seen: &Seen<'_>, options: &ReadOptions) -> Result<Annotated, SeriesError> {
    match &seen.side {
        Some(side) => Ok(side.clone()),
        None => Ok(annotate(series.read(seen.entry, options)?)),
    }
}

fn first(series: &Series, seen: &Seen<'_>, options: &ReadOptions, cache: &dyn Cache) -> Result<Digest, SeriesError> {
    let key = key("first", &[&parts(series, seen.entry, options)]);
    if let Some(digest) = fetch(cache, &key) {
        return Ok(digest);
    }
    let digest = Digest::first(&side(series, seen, options)?.document);
    keep(cache, &key, &digest);
    Ok(digest)
}

fn step(
    series: &Series,
    old: &Seen<'_>,
    new: &Seen<'_>,
    options: &ReadOptions,
    cache: &dyn Cache,
) -> Result<Digest, SeriesError> {
    let key = key("step", &[&parts(series, old.entry, options), &parts(series, new.entry, options)]);
    if let Some(digest) = fetch(cache, &key) {
        return Ok(digest);
    }
    let sides = Pair::new(side(series, old, options)?, side(series, new, options)?);
    let alignment = align(sides.as_ref());
    let digest = Digest::of(&explain(sides, alignment));
    keep(cache, &key, &digest);
    Ok(digest)
}

/// A history in the making.
struct Story {
    history: History,
    weaver: Weaver,
}

impl Story {
    fn new(series: &Series) -> Story {
        let history = History {
            name: series.name(),
            title: series.settings.title.clone(),
            address: series.settings.address.clone(),
            ..History::default()
        };
        Story { history, weaver: Weaver::default() }
    }

    fn add(&mut self, seen: &Seen<'_>, digest: &Digest) {
        let number = self.history.versions.len();
        let entry = seen.entry;
        self.history.versions.push(Version {
            file: entry.file.clone(),
            hash: entry.hash.clone(),
            title: seen.head.title.clone(),
            date: entry.date.clone(),
            stated: seen.head.stated.clone(),
            address: entry.address.clone(),
            archived: entry.archived.clone(),
            revision: entry.revision.clone(),
            claims: seen.head.claims,
        });
        let language = seen.head.language.as_deref();
        let restored = self.weaver.version(number, digest, language);
        if let Some(old) = number.checked_sub(1) {
            let (mut changes, mut summary) = (digest.changes.clone(), digest.summary.clone());
            if !restored.is_empty() {
                count_restored(&mut summary, &restored, &self.weaver);
                tell_restored(&mut changes, &restored, &mut self.weaver, number, language);
            }
            self.history.steps.push(Step { old, new: number, summary, changes });
        }
    }

    fn finish(self) -> History {
        History { lineages: self.weaver.lineages, standing: self.weaver.standing, ..self.history }
    }
}

/// Counts claims that are said again as such, and no longer as added.
fn count_restored(summary: &mut Summary, restored: &[Restored], weaver: &Weaver) {
    let claims = restored.iter().filter(|one| weaver.lineages[one.lineage].role == Role::Claim).count();
    summary.claims.restored = claims.min(summary.claims.added);
    summary.claims.added -= summary.claims.restored;
    summary.verdict = explain::verdict(&summary.claims);
}

/// Tells claims that are said again as such, and no longer as added.
fn tell_restored(
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

/// The kinds of change that the words of one sentence make against those of another.
fn kinds_between(old: &str, new: &str, language: Option<&str>) -> Vec<Kind> {
    let options = ReadOptions { language: language.map(str::to_owned), ..ReadOptions::default() };
    let read = |text: &str| read::from_segments(&[GivenSegment::claim(text)], "", &options);
    let comparison = crate::compare(read(old), read(new));
    let found: Vec<(Level, Kind)> = comparison.changes.iter().map(|change| (change.level, change.kind)).collect();
    kinds_of_words(&found)
}
