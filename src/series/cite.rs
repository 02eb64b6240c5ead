//! A change with all that a reader needs to check it: the exact words and where they stand, in files whose bytes are
//! named by their hashes, and links into the page.

use crate::model::{Document, History, Quote, Span, Told, Version};
use crate::read::ReadOptions;

use super::{Series, SeriesError};

/// Characters of the text around a quote that tell it from others like it.
const AROUND: usize = 32;
/// A quote of more words is named by its first and last ones.
const LONG: usize = 12;
/// So many of them on each side.
const ENDS: usize = 4;

/// Words of a snapshot with their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// Exactly as they stand there.
    pub quote: String,
    /// What stands before them.
    pub prefix: String,
    /// What stands behind them.
    pub suffix: String,
    /// The title of their section; empty before the first heading.
    pub section: String,
    /// First and last line in the file, from one.
    pub lines: (usize, usize),
}

/// One side of a change.
#[derive(Debug, Clone)]
pub struct Source<'h> {
    /// The snapshot.
    pub version: &'h Version,
    /// Where the page stood, if that is known.
    pub address: Option<&'h str>,
    /// What is quoted from it.
    pub cited: Vec<Cited>,
}

/// A change to be cited.
#[derive(Debug, Clone)]
pub struct Citation<'h> {
    /// The page.
    pub history: &'h History,
    /// The change.
    pub change: &'h Told,
    /// The earlier snapshot; of what is restored the one that said it last.
    pub old: Source<'h>,
    /// The later snapshot.
    pub new: Source<'h>,
    /// Other snapshots that show a change of the same name.
    pub others: Vec<&'h Version>,
}

/// Why a change cannot be cited.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CiteError {
    /// No change has that name.
    #[error("{0}: no change of this series has that id; `recension log SERIES` shows them")]
    NoSuch(String),
    /// The beginning of a name that several changes have.
    #[error("{0}: several changes begin so: {1}")]
    Ambiguous(String, String),
    /// A snapshot cannot be read.
    #[error(transparent)]
    Series(#[from] SeriesError),
}

/// Cites the change with a name, of which the beginning is enough. Where several snapshots show a change of that name,
/// the newest is cited.
///
/// # Errors
/// Where there is no such change, or more than one, and where its snapshots cannot be read.
pub fn cite<'h>(
    series: &Series,
    history: &'h History,
    id: &str,
    options: &ReadOptions,
) -> Result<Citation<'h>, CiteError> {
    let all = history.steps.iter().rev().flat_map(|step| step.changes.iter().map(move |change| (step, change)));
    let found: Vec<_> = all.filter(|(_, change)| !id.is_empty() && change.id.starts_with(id)).collect();
    let Some(&(step, change)) = found.first() else { return Err(CiteError::NoSuch(id.to_owned())) };
    let mut names: Vec<&str> = found.iter().map(|(_, change)| change.id.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    if names.len() > 1 {
        return Err(CiteError::Ambiguous(id.to_owned(), names.join(", ")));
    }
    let source = |version: usize, quotes: &[Quote]| -> Result<Source<'h>, CiteError> {
        let version = &history.versions[version];
        let entry = series.snapshots.iter().find(|entry| entry.file == version.file);
        let cited = match entry {
            Some(entry) if !quotes.is_empty() => {
                let document = series.read(entry, options)?;
                quotes.iter().map(|quote| cited(&document, quote)).collect()
            }
            _ => Vec::new(),
        };
        Ok(Source { version, address: version.address.as_deref().or(history.address.as_deref()), cited })
    };
    Ok(Citation {
        history,
        change,
        old: source(change.since.unwrap_or(step.old), &change.old)?,
        new: source(step.new, &change.new)?,
        others: found[1..].iter().map(|(step, _)| &history.versions[step.new]).collect(),
    })
}

fn cited(document: &Document, quote: &Quote) -> Cited {
    let is_there = |&segment: &usize| {
        document.segments.get(segment).is_some_and(|_| document.segment_text(segment) == quote.sentence)
    };
    let segment = Some(quote.segment).filter(is_there).or_else(|| (0..document.segments.len()).find(is_there));
    let place = segment.map(|segment| {
        let whole = document.segments[segment].span;
        let at = whole.of(&document.text).find(&quote.text).unwrap_or(0);
        (segment, Span::new(whole.start + at, (whole.start + at + quote.text.len()).min(whole.end)))
    });
    let around = |span: Span| {
        let before: String = document.text[..span.start].chars().rev().take(AROUND).collect();
        let after = document.text[span.end..].chars().take(AROUND).collect();
        (before.chars().rev().collect(), after)
    };
    let (prefix, suffix) = place.map(|(_, span)| around(span)).unwrap_or_default();
    Cited {
        quote: quote.text.clone(),
        prefix,
        suffix,
        section: quote.section.clone(),
        lines: place.map_or((1, 1), |(segment, _)| document.segments[segment].lines),
    }
}

impl Source<'_> {
    /// Links that lead to the first quote: into the archived capture, then into the page as it stands today.
    pub fn links(&self) -> Vec<String> {
        let Some(first) = self.cited.first() else { return Vec::new() };
        let fragment = fragment(&first.quote);
        let addresses = [self.version.archived.as_deref(), self.address].into_iter().flatten();
        addresses.map(|address| format!("{}{fragment}", address.split('#').next().unwrap_or_default())).collect()
    }
}

/// A text fragment that leads a browser to a quote: `#:~:text=first,last`.
pub fn fragment(quote: &str) -> String {
    let words: Vec<&str> = quote.split_whitespace().collect();
    let encoded = |words: &[&str]| encode(&words.join(" "));
    if words.len() <= LONG {
        return format!("#:~:text={}", encoded(&words));
    }
    format!("#:~:text={},{}", encoded(&words[..ENDS]), encoded(&words[words.len() - ENDS..]))
}

/// Percent-encodes all but letters and digits of ASCII and `.`, `_`, `~`: a dash, a comma or an ampersand would mean
/// something in a fragment.
fn encode(text: &str) -> String {
    use std::fmt::Write;
    let mut encoded = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'_' | b'~' => encoded.push(char::from(byte)),
            _ => write!(encoded, "%{byte:02X}").expect("memory"),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::fragment;

    #[test]
    fn fragments_name_short_quotes_whole_and_long_ones_by_their_ends() {
        assert_eq!(fragment("10 € - net, & gross"), "#:~:text=10%20%E2%82%AC%20%2D%20net%2C%20%26%20gross");
        let long = "one two three four five six seven eight nine ten eleven twelve thirteen";
        assert_eq!(fragment(long), "#:~:text=one%20two%20three%20four,ten%20eleven%20twelve%20thirteen");
    }
}
