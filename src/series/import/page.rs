//! What the archives of the web have in common: which captures are wanted, and pages as they were sent.

use std::io::Read;

use flate2::read::{DeflateDecoder, GzDecoder, ZlibDecoder};
use jiff::Timestamp;

use crate::model::{Confidence, Dated, Obtained, Precision};

use super::super::manifest::Entry;

/// A body that grows to more bytes is no page.
const LONGEST: u64 = 64 << 20;

/// Which captures are wanted.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// Of this address; the scheme, a fragment and a slash at the end make no difference. All where it is `None`.
    pub address: Option<String>,
    /// Of this day or later: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub since: Option<String>,
    /// Of this day or earlier.
    pub until: Option<String>,
}

impl Query {
    pub(super) fn is_of(&self, address: &str) -> bool {
        self.address.as_deref().is_none_or(|wanted| bare(wanted) == bare(address))
    }

    /// Whether a day, `YYYY-MM-DD`, lies in the time that is wanted.
    pub(super) fn spans(&self, day: &str) -> bool {
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

/// The extension for a content type, if it is one of a text.
pub(super) fn extension(content_type: &str) -> Option<&'static str> {
    match content_type.split(';').next().unwrap_or_default().trim() {
        "" | "text/html" | "application/xhtml+xml" => Some("html"),
        "text/plain" => Some("txt"),
        "text/markdown" => Some("md"),
        _ => None,
    }
}

/// What is known of a capture; `None` where its type is not one of a text.
pub(super) fn entry(
    address: &str,
    captured: Timestamp,
    content_type: &str,
    obtained: Obtained,
    basis: &str,
) -> Option<Entry> {
    let day = jiff::tz::Offset::UTC.to_datetime(captured).date().to_string();
    let date =
        Dated { value: Some(day), precision: Precision::Day, basis: basis.to_owned(), confidence: Confidence::Given };
    let media_type = if content_type.is_empty() { "text/html" } else { content_type };
    Some(Entry {
        address: Some(address.to_owned()),
        captured: Some(captured.to_string()),
        ..Entry::offered(extension(content_type)?, obtained, media_type, date)
    })
}

/// A body without a coding of its content, or what is wrong with it.
pub(super) fn unpack(coding: &str, body: Vec<u8>) -> Result<Vec<u8>, String> {
    let unpacked = |reader: &mut dyn Read| {
        let mut out = Vec::new();
        let read = reader.take(LONGEST + 1).read_to_end(&mut out);
        (read.is_ok() && out.len() as u64 <= LONGEST).then_some(out)
    };
    let broken = || format!("its body cannot be unpacked ({coding})");
    match coding {
        "" | "identity" => Ok(body),
        // Stored unpacked under the old header, as some writers do.
        "gzip" | "x-gzip" if !is_gzip(&body) => Ok(body),
        "gzip" | "x-gzip" => unpacked(&mut GzDecoder::new(&body[..])).ok_or_else(broken),
        "deflate" => unpacked(&mut ZlibDecoder::new(&body[..]))
            .or_else(|| unpacked(&mut DeflateDecoder::new(&body[..])))
            .ok_or_else(broken),
        other => Err(format!("its body is packed with {other}, which is not read")),
    }
}

/// Whether bytes are packed with gzip. No text begins so.
pub(super) fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b])
}
