//! WARC records (ISO 28500), one after the other.

use std::io::{self, BufRead, Read};

/// Blocks of more bytes are not read: no page is that long.
const LONGEST: u64 = 64 << 20;
/// A record with more headers is none.
const HEADERS: usize = 1000;
/// Lines of more bytes are no headers.
const LINE: u64 = 64 << 10;

/// A record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Record {
    /// Its headers, names in lower case.
    headers: Vec<(String, String)>,
    /// What follows them.
    pub(super) block: Vec<u8>,
}

impl Record {
    /// The value of a header.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// What kind of record it is.
    pub(super) fn kind(&self) -> &str {
        self.header("warc-type").unwrap_or_default()
    }

    /// The address it was captured from; some writers put it into angle brackets.
    pub(super) fn address(&self) -> Option<&str> {
        self.header("warc-target-uri").map(|address| address.trim_start_matches('<').trim_end_matches('>'))
    }
}

/// Reads records until the source ends.
pub(super) struct Records<R> {
    source: R,
    /// A line that begins a record and was read already, while looking for one.
    begun: bool,
    /// Lines read so far.
    lines: u64,
    /// Whether the source failed before it gave another line: it would fail again and again.
    spent: bool,
}

impl<R: BufRead> Records<R> {
    pub(super) fn new(source: R) -> Self {
        Records { source, begun: false, lines: 0, spent: false }
    }

    /// The next record. After an error the one after the broken one follows.
    fn record(&mut self) -> io::Result<Option<Record>> {
        if !std::mem::take(&mut self.begun) && !self.find()? {
            return Ok(None);
        }
        let mut record = Record::default();
        loop {
            let line = self.line()?.ok_or(io::ErrorKind::UnexpectedEof)?;
            if line.is_empty() {
                break;
            }
            match line.split_once(':') {
                Some(_) if record.headers.len() == HEADERS => {
                    return Err(invalid(format!("it has more than {HEADERS} headers")));
                }
                Some((name, value)) => {
                    record.headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
                }
                // A folded header goes on.
                None if line.starts_with([' ', '\t']) => {
                    if let Some((_, value)) = record.headers.last_mut()
                        && value.len() < LINE as usize
                    {
                        value.push(' ');
                        value.push_str(line.trim());
                    }
                }
                None => return Err(invalid(format!("'{line}' is no header"))),
            }
        }
        let length: u64 = (record.header("content-length").and_then(|length| length.parse().ok()))
            .ok_or_else(|| invalid("it does not tell its length".into()))?;
        if length > LONGEST {
            io::copy(&mut self.source.by_ref().take(length), &mut io::sink())?;
            return Err(invalid(format!("it is {length} bytes long")));
        }
        let read = self.source.by_ref().take(length).read_to_end(&mut record.block)?;
        if (read as u64) < length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(Some(record))
    }

    /// Goes on to the line that begins a record; `false` where none does.
    fn find(&mut self) -> io::Result<bool> {
        while let Some(line) = self.line()? {
            if line.starts_with("WARC/") {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn line(&mut self) -> io::Result<Option<String>> {
        let mut line = Vec::new();
        if self.source.by_ref().take(LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        self.lines += 1;
        Ok(Some(String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']).to_owned()))
    }
}

fn invalid(message: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, message)
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = io::Result<Record>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.spent {
            return None;
        }
        let before = self.lines;
        let record = self.record();
        self.spent = record.is_err() && self.lines == before;
        record.transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_read_and_a_broken_one_is_skipped() {
        let archive = "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 3\r\n\r\none\r\n\r\n\
                       WARC/1.1\r\nWARC-Type: response\r\nContent-Length: many\r\n\r\nlost\r\n\r\n\
                       WARC/1.1\r\nWARC-Type: resource\r\nWARC-Target-URI: <http://x/>\r\nContent-Length: 3\r\n\r\ntwo\r\n\r\n\
                       WARC/1.1\r\nContent-Length: 30\r\n\r\ncut off";
        let read: Vec<io::Result<Record>> = Records::new(archive.as_bytes()).collect();
        let told: Vec<Option<&[u8]>> =
            read.iter().map(|record| record.as_ref().ok().map(|record| record.block.as_slice())).collect();
        assert_eq!(told, [Some(&b"one"[..]), None, Some(b"two"), None]);
        assert_eq!(read[2].as_ref().expect("it is whole").address(), Some("http://x/"));
    }

    #[test]
    fn a_source_that_only_fails_comes_to_an_end() {
        struct Torn;
        impl io::Read for Torn {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(invalid("the checksum is another one".into()))
            }
        }
        let read: Vec<io::Result<Record>> = Records::new(io::BufReader::new(Torn)).take(10).collect();
        assert_eq!(read.len(), 1);
    }

    #[test]
    fn a_record_of_headers_without_end_is_none() {
        let endless = format!("WARC/1.0\r\n{}\r\n", "a: b\r\n".repeat(5000));
        let next = "WARC/1.0\r\nContent-Length: 3\r\n\r\none\r\n\r\n";
        let archive = format!("{endless}{next}");
        let read: Vec<io::Result<Record>> = Records::new(archive.as_bytes()).collect();
        assert!(read[0].as_ref().is_err_and(|error| error.to_string().contains("1000 headers")));
        assert_eq!(read[1].as_ref().expect("it is sound").block, b"one");
    }
}
