//! What changes although the words may stay: where a claim stands, where it leads, whether it is shown, how it is dated.

mod address;
pub(super) mod column;
pub(super) mod copied;
pub(super) mod stamp;
pub(super) mod structure;
pub(super) mod target;
pub(super) mod turned;
pub(super) mod visibility;
