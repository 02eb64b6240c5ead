//! Bringing one snapshot into a series: its date is told or found, and what contradicts what is known is refused.

use std::path::Path;

use crate::model::{Confidence, Dated, Document, MediaType, Obtained, Verdict};
use crate::read::{self, ReadError, ReadOptions, Revised};

use super::file_name::{FileName, is_extension, precision};
use super::manifest::Entry;
use super::writer::{Recorded, Writer};
use super::{SeriesError, Settings, store};

/// A snapshot that is to be added, with what the user knows of it.
#[derive(Debug, Clone)]
pub struct Offer<'a> {
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Its file's name, or `-` for standard input.
    pub source: &'a Path,
    /// When it was captured: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub date: Option<&'a str>,
    /// Where the page stands.
    pub address: Option<&'a str>,
    /// What to call the page, where the series is new.
    pub title: Option<&'a str>,
    /// ISO 639-1 code of its language, where the series is new.
    pub language: Option<&'a str>,
    /// Whether to add it in spite of what speaks against it.
    pub force: bool,
}

/// What became of an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Added {
    /// It is a new snapshot.
    Recorded(Entry),
    /// It lay in the folder and is listed now.
    Listed(Entry),
    /// The snapshot next to it in time holds the same bytes.
    Known(Entry),
}

/// Adds a snapshot to the series in a folder; begins the series where there is none.
///
/// # Errors
/// Where the bytes are no text, where something contradicts ([`SeriesError::Refused`]: the capture is no page, the
/// date lies before what the page says of itself, its name and its date disagree, it is in another language), and
/// where the series cannot be read or written.
pub fn add(folder: &Path, offer: &Offer<'_>) -> Result<Added, SeriesError> {
    let unreadable = |source: ReadError| SeriesError::Unreadable { path: offer.source.to_owned(), source };
    let known = Settings::load(folder)?;
    let language = offer.language.map(str::to_owned).or_else(|| known.language.clone());
    let name = offer.source.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let extension = offer.source.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    // Read without its date, so that what the page says of itself is not seen in the light of it.
    let options = known.options(&ReadOptions { language, ..ReadOptions::default() });
    let document = read::read(offer.bytes, &format!("page.{extension}"), &options).map_err(unreadable)?;
    let date = date(offer, &name, &document);
    if !offer.force {
        check(offer, &name, &document, &date, &known)?;
    }
    let settings = Settings {
        title: offer.title.map(str::to_owned).or_else(|| document.title.clone()),
        address: offer.address.map(str::to_owned),
        language: offer.language.map(str::to_owned),
        ..Settings::default()
    };
    let lies_there = lies_in(folder, offer.source);
    let extension = if is_extension(extension) { extension } else { extension_of(document.media_type) };
    let obtained = if offer.source == Path::new("-") { Obtained::StandardInput } else { Obtained::File };
    let mut entry = Entry::offered(extension, obtained, document.media_type.as_str(), date);
    let listed = |writer: &Writer| writer.series.snapshots.iter().find(|there| there.file == name).cloned();
    let was_listed = super::manifest::Manifest::load(folder)?.entries.iter().any(|there| there.file == name);
    let mut writer = Writer::open(folder, &settings)?;
    entry.address =
        offer.address.map(str::to_owned).filter(|address| writer.series.settings.address.as_ref() != Some(address));
    if lies_there && let Some(there) = listed(&writer) {
        if was_listed {
            return Ok(Added::Known(there));
        }
        // A first manifest lists all that lies there by itself.
        if !super::manifest::Manifest::load(folder)?.entries.iter().any(|listed| listed.file == name) {
            writer.list(&there)?;
        }
        return Ok(Added::Listed(there));
    }
    let mut recorded = writer.record(vec![(entry, offer.bytes.to_vec())])?;
    Ok(match recorded.pop().expect("one was offered") {
        Recorded::New(entry) => Added::Recorded(entry),
        Recorded::Known(entry) => Added::Known(entry),
    })
}

/// Whether a file lies in the folder of the series under the name of a snapshot.
fn lies_in(folder: &Path, source: &Path) -> bool {
    let name = source.file_name().and_then(|name| name.to_str()).and_then(FileName::parse);
    let parent = source.parent().map(|parent| if parent.as_os_str().is_empty() { Path::new(".") } else { parent });
    let same = || Some(std::fs::canonicalize(parent?).ok()? == std::fs::canonicalize(folder).ok()?);
    name.is_some() && store::plain(source).is_ok() && same() == Some(true)
}

/// When it was captured: as told, by its name, else by what the page says of itself.
fn date(offer: &Offer<'_>, name: &str, document: &Document) -> Dated {
    let told = offer.date.and_then(|date| Some((date.to_owned(), precision(date)?)));
    let given = |(value, precision), basis: &str| Dated {
        value: Some(value),
        precision,
        basis: basis.to_owned(),
        confidence: Confidence::Given,
    };
    told.map(|told| given(told, "told by the user"))
        .or_else(|| read::date_in_name(name).map(|found| given(found, "file name")))
        .unwrap_or_else(|| document.stated.clone())
}

fn check(
    offer: &Offer<'_>,
    name: &str,
    document: &Document,
    date: &Dated,
    known: &Settings,
) -> Result<(), SeriesError> {
    let refuse = |why: String| {
        let source = offer.source.display();
        Err(SeriesError::Refused(format!("{source}: {why}; add it all the same with --force")))
    };
    if document.capture.verdict == Verdict::Suspect {
        return refuse(format!("this is not the page: {}", document.capture.reasons.join("; ")));
    }
    if let (Some(told), Some((named, _))) = (offer.date, read::date_in_name(name))
        && !agree(told, &named)
    {
        return refuse(format!("its name says {named}, and you say {told}"));
    }
    if let (Some(value), Some(Revised { date: revised, .. })) = (&date.value, read::revised(document))
        && date.confidence == Confidence::Given
        && revised > *value
        && !agree(&revised, value)
    {
        return refuse(format!("the page says that it was last changed on {revised}, after {value} ({})", date.basis));
    }
    if let Some(expected) = &known.language
        && let Some(found) = read::other_language(&document.text, expected)
    {
        return refuse(format!("its text is in another language than the series ({found}, not {expected})"));
    }
    Ok(())
}

/// Whether two dates may be the same one, told more and less exactly.
fn agree(a: &str, b: &str) -> bool {
    a.starts_with(b) || b.starts_with(a)
}

const fn extension_of(media_type: MediaType) -> &'static str {
    match media_type {
        MediaType::Html => "html",
        MediaType::Markdown => "md",
        MediaType::Text | MediaType::Segments => "txt",
    }
}
