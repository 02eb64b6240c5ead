//! Parses pages with html5ever into a tree and does nothing with it: what reading HTML costs at least.
//!
//! ```text
//! cargo run --release --example parse_html -- old.html new.html
//! ```

use std::{env, fs, io};

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::RcDom;

fn main() -> io::Result<()> {
    for path in env::args().skip(1) {
        let page = fs::read(path)?;
        let dom = parse_document(RcDom::default(), ParseOpts::default()).from_utf8().one(page.as_slice());
        std::hint::black_box(dom);
    }
    Ok(())
}
