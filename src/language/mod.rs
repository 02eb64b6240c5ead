//! What words express. Knows no documents: text in, tokens and facets out.

pub mod token;
