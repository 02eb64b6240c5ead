//! What a revisit refers to: the page that an earlier capture holds, found by the digest of its payload.
//!
//! Pages that were recorded are read again from the series. Of others, which were captured before what is wanted, only
//! the latest are held: memory is bounded, whatever the archive is.

use std::collections::{BTreeMap, VecDeque};

use super::super::super::store;
use super::super::Sink;
use super::http::Response;

/// Bytes of pages that are held at most.
const HELD: usize = 64 << 20;

/// The pages that were seen so far.
#[derive(Debug, Default)]
pub(super) struct Payloads {
    /// Of what was recorded the hash of its bytes and its type, by the digest of the payload.
    recorded: BTreeMap<String, (String, String)>,
    /// Of what was not the page itself, the latest last.
    held: VecDeque<(String, Response)>,
    /// The bytes in it.
    bytes: usize,
}

impl Payloads {
    /// A page is recorded.
    pub(super) fn recorded(&mut self, digest: Option<&str>, page: &Response) {
        if let Some(digest) = digest.filter(|&digest| !self.recorded.contains_key(digest)) {
            self.recorded.insert(digest.to_owned(), (store::hash(&page.body), page.content_type.clone()));
            self.bytes -= self.held.iter().find(|(held, _)| held == digest).map_or(0, |(_, page)| page.body.len());
            self.held.retain(|(held, _)| held != digest);
        }
    }

    /// A page is not recorded, but may be referred to.
    pub(super) fn hold(&mut self, digest: Option<&str>, page: Response) {
        let Some(digest) = digest.filter(|&digest| self.held.iter().all(|(held, _)| held != digest)) else { return };
        self.bytes += page.body.len();
        self.held.push_back((digest.to_owned(), page));
        while self.bytes > HELD {
            self.bytes -= self.held.pop_front().map_or(self.bytes, |(_, page)| page.body.len());
        }
    }

    /// The page with a payload of that digest, if it is at hand.
    pub(super) fn get(&self, digest: &str, sink: &Sink<'_>) -> Option<Response> {
        let page =
            |body: Vec<u8>, content_type: &str| Response { status: 200, content_type: content_type.to_owned(), body };
        match self.recorded.get(digest) {
            Some((hash, content_type)) => sink.bytes_of(hash).map(|body| page(body, content_type)),
            None => self.held.iter().find(|(held, _)| held == digest).map(|(_, page)| page.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_latest_pages_are_held() {
        let page = |size: usize| Response { status: 200, content_type: String::new(), body: vec![b'x'; size] };
        let mut payloads = Payloads::default();
        for digest in ["a", "b", "c"] {
            payloads.hold(Some(digest), page(HELD / 2));
        }
        payloads.hold(None, page(1));
        let held: Vec<&str> = payloads.held.iter().map(|(digest, _)| digest.as_str()).collect();
        assert_eq!((held, payloads.bytes), (vec!["b", "c"], HELD / 2 * 2));
        payloads.recorded(Some("b"), &page(HELD / 2));
        assert_eq!((payloads.held.len(), payloads.bytes), (1, HELD / 2));
    }
}
