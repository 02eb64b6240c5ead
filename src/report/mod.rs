//! Comparison, History → bytes: one file per format. No decisions are taken here, only words and shapes.
//!
//! A renderer writes to what it is given; whoever calls it chooses terminal, file or pager.

pub mod citation;
pub mod comparison;
pub mod findings;
pub mod history;
mod paint;
pub mod phrase;
pub mod safe;
mod sheet;
pub mod stage;
#[cfg(feature = "html")]
mod web;
pub mod wire;
