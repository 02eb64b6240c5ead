//! The facets of single sentences, one table per language: `fixtures/facets/LANG.txt`.
//!
//! A line is `text ⇒ facets`, with the facets as `kind: normal form`, in the order of their places, divided by `;`.
//! A line `== kind kind ==` tells which kinds the lines below it are about; all others are left out of account.
//! ` | ` divides the text into segments, where it takes more than one to know a name. `#` begins a comment.

use recension::ReadOptions;
use recension::annotate::annotate;
use recension::model::Annotated;
use recension::read::{GivenSegment, given};

fn facets_of(text: &str, language: &str) -> Annotated {
    let segments = text.split(" | ").map(|text| GivenSegment { text: text.trim().to_owned(), ..Default::default() });
    let options = ReadOptions { language: Some(language.to_owned()), ..ReadOptions::default() };
    annotate(given(segments.collect(), "table", &options))
}
