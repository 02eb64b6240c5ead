//! What words express. Knows no documents: text → tokens → facets (a span, a kind and a normal form).
//!
//! [`token`] cuts text; [`lexicon`] holds what is known of each language, as data; [`facet`] is the table of
//! annotators, each of which looks at a [`passage`] and finds the facets of some kinds. Facets that say the same have
//! the same kind and normal form, so that two texts can be compared by what they say: "EUR 40 billion" and "€40bn"
//! are both `40000000000 EUR`.
//!
//! To add a language, see [`lexicon`]; to add an annotator, see [`facet`].

pub mod acronym;
pub mod address;
pub mod amount;
pub mod calendar;
pub mod casing;
pub mod cue;
pub mod date;
pub mod definition;
pub mod facet;
pub mod family;
pub mod field;
pub mod ink;
pub mod lexicon;
pub mod name;
pub mod note;
pub mod number;
pub mod numbering;
pub mod passage;
pub mod pattern;
pub mod quantity;
pub mod quotation;
pub mod reference;
pub mod slot;
pub mod spelling;
pub mod stop;
pub(crate) mod table;
pub mod token;
pub mod version;

pub use stop::is_stop_word;
