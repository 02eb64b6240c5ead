//! Captures out of web archive files: WARC, plain or gzip, and WACZ, which is a ZIP of them.

mod http;
mod members;
mod record;

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Seek};

use crate::model::{Confidence, Dated, Obtained, Precision};
use crate::read;

use super::super::manifest::Entry;
use super::super::{SeriesError, Writer};
use super::{Imported, Sink};
use http::{Response, response};
use members::Members;
use record::{Record, Records};

/// So many bytes of captures are kept for those that refer to them.
const KEPT: usize = 256 << 20;

/// Which captures are wanted.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// Of this address; the scheme, a fragment and a slash at the end make no difference. All where it is `None`.
    pub address: Option<String>,
    /// Of this day or later.
    pub since: Option<String>,
    /// Of this day or earlier.
    pub until: Option<String>,
}

impl Query {
    fn is_of(&self, address: &str) -> bool {
        self.address.as_deref().is_none_or(|wanted| bare(wanted) == bare(address))
    }

    fn spans(&self, day: &str) -> bool {
        self.since.as_deref().is_none_or(|since| day >= since)
            && self.until.as_deref().is_none_or(|until| day <= until || day.starts_with(until))
    }
}

/// An address without what makes no other page of it.
fn bare(address: &str) -> &str {
    let address = address.split('#').next().unwrap_or_default();
    let address = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")).unwrap_or(address);
    address.strip_suffix('/').unwrap_or(address)
}

/// The addresses of pages in an archive, with how many captures there are of each.
///
/// # Errors
/// Where the archive cannot be read at all.
pub fn addresses(archive: impl Read + Seek) -> Result<BTreeMap<String, usize>, SeriesError> {
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    each(archive, &mut |record| {
        if let Ok(record) = record
            && let Some(address) = record.address()
            && page(&record).is_ok_and(|page| page.is_some())
        {
            *found.entry(address.to_owned()).or_default() += 1;
        }
        Ok(())
    })?;
    Ok(found)
}

/// Records the captures that are wanted. Broken records and captures that are no text are left out and named; `progress`
/// hears how many records were read.
///
/// # Errors
/// Where the archive cannot be read at all, or the series cannot be written.
pub fn import(
    writer: &mut Writer,
    archive: impl Read + Seek,
    query: &Query,
    progress: &mut dyn FnMut(usize),
) -> Result<Imported, SeriesError> {
    let mut sink = Sink::new(writer);
    // What a revisit refers to: the bytes of a capture by the digest of its payload, of which the last one is enough
    // where nothing changed, and all are needed where a page went back.
    let mut payloads: BTreeMap<String, (Vec<u8>, String)> = BTreeMap::new();
    let (mut kept, mut count) = (0, 0);
    each(archive, &mut |record| {
        count += 1;
        progress(count);
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                sink.skip(format!("record {count}"), error.to_string());
                return Ok(());
            }
        };
        let (Some(address), Some(moment)) = (record.address(), record.header("warc-date")) else { return Ok(()) };
        let day = moment.get(..10).unwrap_or_default();
        if !query.is_of(address) {
            return Ok(());
        }
        let name = || format!("{address} of {day}");
        let digest = record.header("warc-payload-digest").map(str::to_owned);
        let found = if record.kind() == "revisit" {
            match digest.as_ref().and_then(|digest| payloads.get(digest)) {
                Some((bytes, content_type)) => Some((bytes.clone(), content_type.clone())),
                None => {
                    sink.skip(
                        name(),
                        "it refers to a capture that is not in the archive, or too far back in it".into(),
                    );
                    None
                }
            }
        } else {
            match page(&record) {
                Ok(Some(page)) => {
                    kept += page.body.len();
                    if let Some(digest) = digest.filter(|_| kept <= KEPT) {
                        payloads.insert(digest, (page.body.clone(), page.content_type.clone()));
                    }
                    Some((page.body, page.content_type))
                }
                Ok(None) => None,
                Err(reason) => {
                    sink.skip(name(), reason);
                    None
                }
            }
        };
        // Not before: what is wanted may refer to a capture that is not.
        let Some((bytes, content_type)) = found.filter(|_| query.spans(day)) else { return Ok(()) };
        match (read::check(&bytes), entry(address, moment, &content_type)) {
            (Err(error), _) => sink.skip(name(), error.to_string()),
            (_, None) => sink.skip(name(), format!("'{moment}' is no date")),
            (Ok(()), Some(entry)) => sink.take(entry, bytes)?,
        }
        Ok(())
    })?;
    sink.finish()
}

/// The page that a record holds; `None` where it holds something else: a redirection, an error, a picture.
fn page(record: &Record) -> Result<Option<Response>, String> {
    let page = match record.kind() {
        "response" => response(&record.block)?,
        "resource" => {
            let content_type = record.header("content-type").unwrap_or_default().to_ascii_lowercase();
            Response { status: 200, content_type, body: record.block.clone() }
        }
        _ => return Ok(None),
    };
    Ok((page.status == 200 && extension(&page.content_type).is_some()).then_some(page))
}

/// The extension for a content type, if it is one of a text.
fn extension(content_type: &str) -> Option<&'static str> {
    match content_type.split(';').next().unwrap_or_default().trim() {
        "" | "text/html" | "application/xhtml+xml" => Some("html"),
        "text/plain" => Some("txt"),
        "text/markdown" => Some("md"),
        _ => None,
    }
}

fn entry(address: &str, moment: &str, content_type: &str) -> Option<Entry> {
    let captured: jiff::Timestamp = moment.parse().ok()?;
    let day = jiff::tz::Offset::UTC.to_datetime(captured).date().to_string();
    let media_type = if content_type.is_empty() { "text/html" } else { content_type };
    Some(Entry {
        file: format!("new.{}", extension(content_type)?),
        address: Some(address.to_owned()),
        archived: None,
        captured: Some(captured.to_string()),
        obtained: Obtained::Warc,
        revision: None,
        media_type: media_type.to_owned(),
        hash: String::new(),
        date: Dated {
            value: Some(day),
            precision: Precision::Day,
            basis: "WARC-Date".into(),
            confidence: Confidence::Given,
        },
    })
}

/// Hands each record of an archive to `take`, in order: of a WARC file, or of all that a WACZ file holds.
fn each(mut archive: impl Read + Seek, take: Take<'_>) -> Result<(), SeriesError> {
    let mut magic = [0; 4];
    let read = archive.read(&mut magic).map_err(trouble)?;
    archive.rewind().map_err(trouble)?;
    if &magic[..read] != b"PK\x03\x04" {
        return records(BufReader::new(archive), take);
    }
    let zipped = |error: zip::result::ZipError| trouble(io::Error::other(error));
    let mut zip = zip::ZipArchive::new(archive).map_err(zipped)?;
    for index in 0..zip.len() {
        let file = zip.by_index(index).map_err(zipped)?;
        let is_archive = file.name().is_ok_and(|name| name.ends_with(".warc.gz") || name.ends_with(".warc"));
        if is_archive {
            records(BufReader::new(file), take)?;
        }
    }
    Ok(())
}

fn records(source: impl BufRead, take: Take<'_>) -> Result<(), SeriesError> {
    let members = Members::new(source).map_err(trouble)?;
    for record in Records::new(BufReader::new(members)) {
        match record {
            // The disk, not the archive: nothing that follows can be read either.
            Err(error) if !matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof) => {
                return Err(trouble(error));
            }
            record => take(record)?,
        }
    }
    Ok(())
}

/// Takes a record, or what was wrong with one.
type Take<'t> = &'t mut dyn FnMut(io::Result<Record>) -> Result<(), SeriesError>;

fn trouble(source: io::Error) -> SeriesError {
    SeriesError::Io { path: "the archive".into(), source }
}
