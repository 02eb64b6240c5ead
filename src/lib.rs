//! Compares dated snapshots of a page and reports what it *claims* now that it did not claim then.
//!
//! The stages, each a module and each a function between plain data types of [`model`]:
//!
//! ```text
//! bytes ─read─▶ Document ─annotate─▶ Annotated ┐
//!                                              ├─align─▶ Alignment ─explain─▶ Comparison ─report─▶ text
//! bytes ─read─▶ Document ─annotate─▶ Annotated ┘
//! ```
//!
//! [`series`] keeps the dated snapshots of a page, and follows them over the years.
//!
//! ```
//! use recension::{ReadOptions, compare, read};
//!
//! let options = ReadOptions::default();
//! let old = read::read(b"The fee is 10 euros.", "2020-01-01.txt", &options)?;
//! let new = read::read(b"The fee is 12 euros.", "2021-01-01.txt", &options)?;
//! let comparison = compare(old, new);
//! assert_eq!(comparison.sides.new.document.segments.len(), 1);
//! # Ok::<(), recension::read::ReadError>(())
//! ```

#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod align;
pub mod annotate;
#[cfg(feature = "audit")]
pub mod audit;
pub mod explain;
pub mod language;
pub mod model;
pub mod policy;
pub mod read;
pub mod report;
pub mod series;

pub use read::ReadOptions;

use model::{Comparison, Document, Pair};

/// Compares two documents: annotates and aligns them and explains what changed.
pub fn compare(old: Document, new: Document) -> Comparison {
    let sides = annotate::annotate_both(Pair::new(old, new));
    let alignment = align::align(sides.as_ref());
    explain::explain(sides, alignment)
}
