//! The captures of a page in a web archive: the Internet Archive's Wayback Machine, pywb and their like.
//!
//! What is asked for is asked through [`Fetch`], and time passes through [`Clock`]: nothing here touches the network.

mod cdx;
mod polite;

use std::collections::BTreeSet;
use std::io;
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::DateTime;

use crate::model::Obtained;
use crate::read;

use super::super::{SeriesError, Writer};
use super::page::{entry, is_gzip, unpack};
use super::{Imported, Query, Sink};
use cdx::{Capture, captures};
use polite::Polite;

/// Redirections that are followed inside of an archive.
const REDIRECTIONS: usize = 5;

/// Where an archive answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archive {
    /// The address of its index of captures, a CDX server.
    pub index: String,
    /// The address under which captures are replayed: `/MOMENTid_/ADDRESS` follows it.
    pub replay: String,
}

impl Default for Archive {
    /// The Wayback Machine of the Internet Archive.
    fn default() -> Self {
        Archive { index: "https://web.archive.org/cdx/search/cdx".into(), replay: "https://web.archive.org/web".into() }
    }
}

impl Archive {
    /// An archive that replays captures at an address, and has its index beside them, as pywb has it: `/cdx`.
    pub fn at(replay: &str) -> Archive {
        let replay = replay.trim_end_matches('/');
        Archive { index: format!("{replay}/cdx"), replay: replay.to_owned() }
    }

    /// Where a person can look at a capture.
    fn shown(&self, capture: &Capture) -> String {
        format!("{}/{}/{}", self.replay, capture.moment, capture.address)
    }

    /// Where its bytes are as they were captured, without what an archive adds to a page.
    fn raw(&self, capture: &Capture) -> String {
        format!("{}/{}id_/{}", self.replay, capture.moment, escaped(&capture.address, b"%/:?&=+,;@!$'()*[]~"))
    }

    /// Where its captures of an address are listed.
    fn listing(&self, query: &Query) -> String {
        let digits = |date: &str| date.replace('-', "");
        let mut address = format!("{}?url={}", self.index, escaped(query.address.as_deref().unwrap_or_default(), b"~"));
        for (name, date) in [("from", &query.since), ("to", &query.until)] {
            if let Some(date) = date {
                address.push_str(&format!("&{name}={}", digits(date)));
            }
        }
        // A run of the same digest counts once: servers that know how need not send the others.
        address.push_str("&output=json&collapse=digest");
        address
    }
}

/// An address for the inside of another one: letters, digits, `-._` and what `kept` names stay as they are.
fn escaped(address: &str, kept: &[u8]) -> String {
    let mut escaped = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) || kept.contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}

/// What a server answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The headers in their order.
    pub headers: Vec<(String, String)>,
    /// The body as it was sent.
    pub body: Vec<u8>,
}

impl Answer {
    /// The value of a header, whose name may be written in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// What gets pages from the network.
pub trait Fetch {
    /// Asks for an address. Redirections are not followed, and no status is an error.
    ///
    /// # Errors
    /// Where there is no answer. What cannot be mended by asking again is `InvalidInput`, `InvalidData` or
    /// `Unsupported`.
    fn get(&mut self, address: &str) -> io::Result<Answer>;
}

/// What knows the time, and lets it pass.
pub trait Clock {
    /// Now.
    fn now(&self) -> Timestamp;
    /// Waits.
    fn wait(&mut self, pause: Duration);
}

/// How politely an archive is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Time between the end of a request and the beginning of the next.
    pub apart: Duration,
    /// How often a request is made at most, if the archive is busy or cannot be reached.
    pub tries: u32,
    /// Where the archive asks to wait longer, the import ends instead.
    pub patience: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Pace { apart: Duration::from_secs(4), tries: 6, patience: Duration::from_secs(15 * 60) }
    }
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// So many captures are to be fetched.
    Listed(usize),
    /// So many of them are done.
    Done(usize),
    /// The archive is busy; it will be asked again after so long.
    Waiting(Duration),
}

/// Lists the captures of an address, and records those that the series has not yet, one by one, the oldest first: an
/// import that ended before its time goes on where it stopped. Of a run of captures with the same payload only the first is
/// fetched.
///
/// # Errors
/// Where no address is asked for, the archive cannot be reached or does not answer as one, even when it is asked again;
/// and where the series cannot be written. What was recorded until then stays.
pub fn import(
    writer: &mut Writer,
    archive: &Archive,
    query: &Query,
    (fetch, clock): (&mut dyn Fetch, &mut dyn Clock),
    pace: Pace,
    progress: &mut dyn FnMut(Progress),
) -> Result<Imported, SeriesError> {
    let mut polite = Polite { fetch, clock, pace, last: None, reached: false };
    let unreachable = |address: &str| {
        let address = address.to_owned();
        move |message: String| SeriesError::Fetch { address, message }
    };
    let listing = archive.listing(query);
    let answer = polite.get(&listing, progress).map_err(unreachable(&listing))?;
    let listed = listed(&answer, query).map_err(unreachable(&listing))?;
    let there: BTreeSet<String> = writer.series.snapshots.iter().filter_map(|entry| entry.archived.clone()).collect();
    let mut sink = Sink::new(writer);
    let all = listed.len();
    let wanted: Vec<Capture> = listed.into_iter().filter(|capture| !there.contains(&archive.shown(capture))).collect();
    sink.done.known = all - wanted.len();
    progress(Progress::Listed(wanted.len()));
    for (index, capture) in wanted.iter().enumerate() {
        let address = archive.raw(capture);
        let answer = replayed(&mut polite, archive, capture, progress).map_err(unreachable(&address))?;
        match answer.and_then(|answer| page(archive, capture, answer)) {
            Ok((entry, bytes)) => {
                sink.take(entry, bytes)?;
                // What took seconds to fetch is not held back.
                sink.flush()?;
            }
            Err(reason) => sink.skip(format!("{} of {}", capture.address, capture.day()), reason),
        }
        progress(Progress::Done(index + 1));
    }
    sink.finish()
}

/// The captures that an index lists and that are wanted, the oldest first, of a run of the same payload the first.
fn listed(answer: &Answer, query: &Query) -> Result<Vec<Capture>, String> {
    if answer.status != 200 {
        return Err(format!("it answers {}; is this the index of a web archive?", answer.status));
    }
    let coding = answer.header("content-encoding").unwrap_or_default().to_ascii_lowercase();
    let body = unpack(&coding, answer.body.clone())?;
    let mut listed = captures(&String::from_utf8_lossy(&body))?;
    listed.retain(|capture| query.is_of(&capture.address) && query.spans(&capture.day()) && capture.may_be_a_page());
    listed.sort();
    listed.dedup_by(|next, before| {
        next.moment == before.moment || (!next.digest.is_empty() && next.digest == before.digest)
    });
    Ok(listed)
}

/// The answer to a capture's raw address; inside, why the archive has no such capture after all.
fn replayed(
    polite: &mut Polite<'_>,
    archive: &Archive,
    capture: &Capture,
    progress: &mut dyn FnMut(Progress),
) -> Result<Result<Answer, String>, String> {
    let mut address = archive.raw(capture);
    for _ in 0..REDIRECTIONS {
        let answer = polite.get(&address, progress)?;
        let to = match (answer.status, answer.header("location")) {
            (300..=399, Some(to)) => resolved(to, &archive.replay),
            _ => return Ok(Ok(answer)),
        };
        // To the same capture under another address: an archive leads to the nearest one where it has lost a capture.
        if !to.starts_with(&archive.replay) || !to.contains(&capture.moment) {
            return Ok(Err("the archive leads to another capture instead".into()));
        }
        address = to;
    }
    Ok(Err("the archive leads from one address to the next".into()))
}

/// Where a redirection leads, which may name no server.
fn resolved(to: &str, replay: &str) -> String {
    let scheme = replay.find("://").map_or(0, |at| at + 3);
    let server = replay[scheme..].find('/').map_or(replay.len(), |at| scheme + at);
    match to.strip_prefix("//") {
        Some(rest) => format!("{}{rest}", &replay[..scheme]),
        None if to.starts_with('/') => format!("{}{to}", &replay[..server]),
        None => to.to_owned(),
    }
}

/// The page in an answer, or why there is none.
fn page(archive: &Archive, capture: &Capture, answer: Answer) -> Result<(super::super::Entry, Vec<u8>), String> {
    if answer.status != 200 {
        return Err(format!("the archive answers {}", answer.status));
    }
    let header = |name: &str| answer.header(name).unwrap_or_default().trim().to_ascii_lowercase();
    // What the page's own server told comes before what the archive makes of it.
    let content_type = Some(header("x-archive-orig-content-type")).filter(|told| !told.is_empty());
    let content_type = content_type.unwrap_or_else(|| header("content-type"));
    let codings = header("content-encoding");
    let mut body = answer.body;
    for coding in codings.split(',').rev().map(str::trim) {
        body = unpack(coding, body)?;
    }
    if is_gzip(&body) {
        // A reference to an earlier capture may have lost the header that tells how it is packed.
        body = unpack("gzip", body)?;
    }
    read::check(&body).map_err(|error| error.to_string())?;
    let captured = moment(&capture.moment).ok_or_else(|| format!("'{}' is no date", capture.moment))?;
    let entry = entry(&capture.address, captured, &content_type, Obtained::Wayback, "web archive")
        .ok_or_else(|| format!("it is of type {content_type}"))?;
    Ok((super::super::Entry { archived: Some(archive.shown(capture)), ..entry }, body))
}

/// The moment that fourteen digits tell.
fn moment(digits: &str) -> Option<Timestamp> {
    let read = DateTime::strptime("%Y%m%d%H%M%S", digits).ok()?;
    jiff::tz::Offset::UTC.to_timestamp(read).ok()
}

#[cfg(test)]
mod tests;
