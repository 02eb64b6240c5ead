//! What words express. Knows no documents: text → tokens and facets.

pub mod lexicon;
pub mod numbering;
pub mod stop;
pub mod token;

pub use stop::is_stop_word;
