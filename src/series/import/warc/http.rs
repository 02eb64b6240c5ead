//! The HTTP response inside a record: its status, its type, and its body as a browser would have it.

use super::super::page::unpack;

/// More headers than any server sends.
const HEADERS: usize = 256;

/// A response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Response {
    /// Its status code.
    pub(super) status: u16,
    /// The whole `Content-Type`; empty where it tells none.
    pub(super) content_type: String,
    /// Its body, without the codings of the transfer and the content.
    pub(super) body: Vec<u8>,
}

/// Reads a response, or says why it cannot be.
pub(super) fn response(block: &[u8]) -> Result<Response, String> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut parsed = httparse::Response::new(&mut headers);
    let mut config = httparse::ParserConfig::default();
    config.ignore_invalid_headers_in_responses(true).allow_obsolete_multiline_headers_in_responses(true);
    let start = match config.parse_response(&mut parsed, block) {
        Ok(httparse::Status::Complete(start)) => start,
        Ok(httparse::Status::Partial) => return Err("its HTTP headers are cut off".into()),
        Err(error) => return Err(format!("its HTTP headers cannot be read: {error}")),
    };
    let header = |name: &str| {
        let found = parsed.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name));
        found.map(|header| String::from_utf8_lossy(header.value).trim().to_ascii_lowercase())
    };
    let mut body = block[start..].to_vec();
    if header("transfer-encoding").is_some_and(|coding| coding.contains("chunked")) {
        // Many writers store the body without its chunks and leave the header.
        body = dechunk(&body).unwrap_or(body);
    }
    for coding in header("content-encoding").unwrap_or_default().split(',').rev().map(str::trim) {
        body = unpack(coding, body)?;
    }
    let content_type = header("content-type").unwrap_or_default();
    Ok(Response { status: parsed.code.unwrap_or(0), content_type, body })
}

/// A body without its chunks; `None` where it has none.
fn dechunk(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    loop {
        match httparse::parse_chunk_size(body) {
            Ok(httparse::Status::Complete((start, 0))) if start <= body.len() => return Some(whole),
            Ok(httparse::Status::Complete((start, size))) => {
                let end = start.checked_add(usize::try_from(size).ok()?)?;
                whole.extend_from_slice(body.get(start..end)?);
                body = body.get(end..)?.strip_prefix(b"\r\n")?;
            }
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn body(head: &str, body: &[u8]) -> Result<Vec<u8>, String> {
        response(&[format!("HTTP/1.1 200 OK\r\n{head}\r\n").as_bytes(), body].concat()).map(|response| response.body)
    }

    #[test]
    fn bodies_are_as_a_browser_has_them() {
        let chunked = "Transfer-Encoding: chunked\r\n";
        assert_eq!(body(chunked, b"3\r\none\r\n4;x=y\r\n two\r\n0\r\n\r\n").expect("sound"), b"one two");
        assert_eq!(body(chunked, b"<p>no chunks").expect("sound"), b"<p>no chunks");
        let mut packed = Vec::new();
        flate2::read::GzEncoder::new(&b"packed"[..], flate2::Compression::fast())
            .read_to_end(&mut packed)
            .expect("memory");
        assert_eq!(body("Content-Encoding: gzip\r\n", &packed).expect("sound"), b"packed");
        assert_eq!(body("Content-Encoding: gzip\r\n", b"unpacked").expect("sound"), b"unpacked");
        assert!(body("Content-Encoding: gzip\r\n", &packed[..packed.len() - 9]).is_err());
        assert!(body("Content-Encoding: br\r\n", b"x").expect_err("unknown").contains("br"));
        assert!(response(b"HTTP/1.1 200").is_err() && response(b"no http\r\n\r\n").is_err());
    }
}
