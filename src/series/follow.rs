//! Series → History: every version compared with the one before, and all of it chained.
//!
//! N snapshots cost N − 1 comparisons, of which a few are made at a time: the documents of those few are in memory, and
//! of everything else only digests.

use rayon::prelude::*;

use crate::align::align;
use crate::annotate::{annotate, in_one_language};
use crate::explain::explain;
use crate::model::{Annotated, History, Pair, Step, Verdict, Version};
use crate::read::ReadOptions;

use super::cache::{Cache, fetch, keep, key};
use super::digest::{Digest, Head};
use super::lineage::Weaver;
use super::manifest::Entry;
use super::{Series, SeriesError, restored};

/// Snapshots that are looked at together: enough to keep the cores busy, few enough to hold their documents.
const TOGETHER: usize = 8;

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
    let sides = in_one_language(Pair::new(side(series, old, options)?, side(series, new, options)?));
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
                restored::count(&mut summary, &restored, &self.weaver);
                restored::tell(&mut changes, &restored, &mut self.weaver, number, language);
            }
            self.history.steps.push(Step { old, new: number, summary, changes });
        }
    }

    fn finish(self) -> History {
        History { lineages: self.weaver.lineages, standing: self.weaver.standing, ..self.history }
    }
}
