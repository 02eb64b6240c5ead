//! Snapshots of one page over the years: how they lie on disk, and what became of each claim.
//!
//! ```text
//! folder ─store─▶ Series ─┬─ verify   is every file what was captured?
//!                         ├─ select   SERIES@DATE, SERIES@first..last
//!  add, import ──writer──▶├─ follow   History: each version compared with the one before, and chained
//!                         └─────────▶ log, blame, trace, cite
//! ```
//!
//! A series is a folder of plain files that live well in git: `DATE[.n].EXT` and `undated[.n].EXT` hold the bytes as
//! captured, `series.toml` what is known of the page, `manifest.jsonl` one line for each capture. Captures are never
//! written anew. A folder of such files without a manifest is a series too.

pub mod add;
pub mod blame;
pub mod cache;
pub mod cite;
mod digest;
mod error;
pub mod file_name;
mod follow;
pub mod import;
mod lineage;
pub mod log;
pub mod manifest;
mod past;
mod restored;
mod select;
mod settings;
mod store;
pub mod trace;
mod verify;
mod writer;

pub use error::SeriesError;
pub use follow::follow;
pub use manifest::Entry;
pub use select::{Selection, select};
pub use settings::{Reading, Settings};
pub use store::{Series, folders};
pub use verify::verify;
pub use writer::{Recorded, Writer};
