//! The bytes of an archive without its compression: gzip, one member for each record as a rule, or plain.

use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;

/// How a gzip member begins.
const MAGIC: [u8; 3] = [0x1f, 0x8b, 8];

/// A member that unpacks to more bytes than this …
const LARGE: u64 = 64 << 20;
/// … and to so many times its own is no archive of pages: text is packed to a tenth, deflate does no better than a
/// thousandth.
const RATIO: u64 = 200;

/// Reads the members of a gzip file one after the other, and a plain file as it is. Of a broken member what could be
/// read is given, then an error, then the next member.
pub(super) struct Members<R: BufRead> {
    state: State<R>,
}

enum State<R: BufRead> {
    Between(R),
    Inside(Box<GzDecoder<Counted<R>>>, u64),
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
                    self.state = State::Inside(Box::new(GzDecoder::new(Counted { source, taken: 0 })), 0);
                }
                State::Inside(mut member, unpacked) => match member.read(buffer) {
                    Ok(0) if !buffer.is_empty() => self.state = State::Between(member.into_inner().source),
                    Ok(read) => {
                        let unpacked = unpacked + read as u64;
                        if unpacked > LARGE && unpacked / RATIO > member.get_ref().taken {
                            self.state = State::Between(member.into_inner().source);
                            let message = format!("it unpacks to more than {RATIO} times its bytes");
                            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
                        }
                        self.state = State::Inside(member, unpacked);
                        return Ok(read);
                    }
                    Err(error) => {
                        self.state = State::Between(member.into_inner().source);
                        return Err(io::Error::new(io::ErrorKind::InvalidData, error));
                    }
                },
            }
        }
    }
}

/// A source, and how many bytes were taken from it.
struct Counted<R> {
    source: R,
    taken: u64,
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        self.taken += read as u64;
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.source.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.taken += amount as u64;
        self.source.consume(amount);
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

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::write::{DeflateEncoder, GzEncoder};
    use flate2::{Compression, FlushCompress};

    use super::*;

    /// A member that unpacks to so many million bytes and takes a thousandth of them.
    fn bomb(millions: usize) -> Vec<u8> {
        let mut packer = flate2::Compress::new(Compression::best(), false);
        let mut block = Vec::with_capacity(1 << 16);
        packer.compress_vec(&vec![b'a'; 1 << 20], &mut block, FlushCompress::Full).expect("memory");
        let end = DeflateEncoder::new(Vec::new(), Compression::fast()).finish().expect("memory");
        [&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255][..], &block.repeat(millions), &end, &[0; 8]].concat()
    }

    #[test]
    fn a_member_that_unpacks_without_end_is_left_and_the_next_one_is_read() {
        let mut sound = GzEncoder::new(Vec::new(), Compression::fast());
        sound.write_all(b"WARC/1.0").expect("memory");
        let file = [bomb(500), sound.finish().expect("memory")].concat();
        assert!(file.len() < 2 << 20, "{}", file.len());
        let mut members = Members::new(&file[..]).expect("memory");
        let (mut buffer, mut unpacked) = (vec![0; 1 << 16], 0);
        let told = loop {
            match members.read(&mut buffer) {
                Ok(0) => panic!("it was read to its end"),
                Ok(read) => unpacked += read as u64,
                Err(error) => break error.to_string(),
            }
        };
        assert!(told.contains("200 times"), "{told}");
        assert!(unpacked <= LARGE + buffer.len() as u64, "{unpacked} bytes were unpacked");
        let mut rest = Vec::new();
        // What is left of it is no member, and is passed over.
        while members.read_to_end(&mut rest).is_err() {}
        assert!(rest.ends_with(b"WARC/1.0"), "{} bytes", rest.len());
    }
}
