//! Captures out of web archive files: WARC, plain or gzip, and WACZ, which is a ZIP of them.

mod http;
mod members;
mod payload;
mod record;

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Seek};

use crate::model::Obtained;
use crate::read;

use super::super::{SeriesError, Writer};
use super::page::extension;
use super::{Imported, Query, Sink};
use http::{Response, response};
use members::Members;
use payload::Payloads;
use record::{Record, Records};

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
    let mut payloads = Payloads::default();
    let mut count = 0;
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
        let (name, wanted) = (|| format!("{address} of {day}"), query.spans(day));
        let digest = record.header("warc-payload-digest");
        let found = if record.kind() == "revisit" {
            if !wanted {
                return Ok(());
            }
            digest
                .and_then(|digest| payloads.get(digest, &sink))
                .map(Some)
                .ok_or_else(|| "it refers to a capture that is not at hand".to_owned())
        } else {
            page(&record)
        };
        let page = match found {
            Ok(Some(page)) => page,
            Ok(None) => return Ok(()),
            Err(reason) => {
                sink.skip(name(), reason);
                return Ok(());
            }
        };
        if !wanted {
            // What is wanted may refer to it.
            payloads.hold(digest, page);
            return Ok(());
        }
        let captured = moment.parse().ok();
        let entry = captured.and_then(|captured| {
            super::page::entry(address, captured, &page.content_type, Obtained::Warc, "WARC-Date")
        });
        match (read::check(&page.body), entry) {
            (Err(error), _) => sink.skip(name(), error.to_string()),
            (_, None) => sink.skip(name(), format!("'{moment}' is no date")),
            (Ok(()), Some(entry)) => {
                payloads.recorded(digest, &page);
                sink.take(entry, page.body)?;
            }
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
