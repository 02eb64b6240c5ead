//! Snapshots of one page over the years: how they lie on disk, and what became of each claim.
//!
//! ```text
//! folder ─store─▶ Series ─┬─ verify   is every file what was captured?
//!                         ├─ select   SERIES@DATE, SERIES@first..last
//!  add, import ──writer──▶│
//! ```
//!
//! A series is a folder of plain files that live well in git: `DATE[.n].EXT` and `undated[.n].EXT` hold the bytes as
//! captured, `series.toml` what is known of the page, `manifest.jsonl` one line for each capture. Captures are never
//! written anew. A folder of such files without a manifest is a series too.

pub mod add;
mod error;
pub mod file_name;
pub mod manifest;
mod select;
mod settings;
mod store;
mod verify;
mod writer;

pub use error::SeriesError;
pub use manifest::Entry;
pub use select::{Selection, select};
pub use settings::Settings;
pub use store::{Series, folders};
pub use verify::verify;
pub use writer::{Recorded, Writer};
