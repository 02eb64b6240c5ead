//! The bytes of an archive without its compression: gzip, one member for each record as a rule, or plain.

use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;

/// How a gzip member begins.
const MAGIC: [u8; 3] = [0x1f, 0x8b, 8];

/// Reads the members of a gzip file one after the other, and a plain file as it is. Of a broken member what could be
/// read is given, then an error, then the next member.
pub(super) struct Members<R: BufRead> {
    state: State<R>,
}

enum State<R: BufRead> {
    Between(R),
    Inside(Box<GzDecoder<R>>),
    Plain(R),
    Over,
}

impl<R: BufRead> Members<R> {
    pub(super) fn new(mut source: R) -> io::Result<Self> {
        let compressed = source.fill_buf()?.starts_with(&MAGIC[..2]);
        Ok(Members { state: if compressed { State::Between(source) } else { State::Plain(source) } })
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match std::mem::replace(&mut self.state, State::Over) {
                State::Over => return Ok(0),
                State::Plain(mut source) => {
                    let read = source.read(buffer);
                    self.state = State::Plain(source);
                    return read;
                }
                State::Between(mut source) => {
                    if !find_member(&mut source)? {
                        return Ok(0);
                    }
                    self.state = State::Inside(Box::new(GzDecoder::new(source)));
                }
                State::Inside(mut member) => match member.read(buffer) {
                    Ok(0) if !buffer.is_empty() => self.state = State::Between(member.into_inner()),
                    Ok(read) => {
                        self.state = State::Inside(member);
                        return Ok(read);
                    }
                    Err(error) => {
                        self.state = State::Between(member.into_inner());
                        return Err(io::Error::new(io::ErrorKind::InvalidData, error));
                    }
                },
            }
        }
    }
}

/// Goes on to where a member begins; `false` where none does.
fn find_member(source: &mut impl BufRead) -> io::Result<bool> {
    loop {
        let there = source.fill_buf()?;
        if there.is_empty() {
            return Ok(false);
        }
        if there.starts_with(&MAGIC) || (there.len() < MAGIC.len() && MAGIC.starts_with(there)) {
            return Ok(true);
        }
        let ahead = there[1..].iter().position(|&b| b == MAGIC[0]).map_or(there.len(), |at| at + 1);
        source.consume(ahead);
    }
}
