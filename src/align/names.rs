//! What the features of a pair are called, and where in their order those stand that rules ask for.

/// Names of the features, in the order of [`Features`].
pub const NAMES: [&str; 47] = [
    "words alike",
    "stems alike",
    "stem pairs alike",
    "letters alike",
    "words contained",
    "words contained both ways",
    "stems contained",
    "stems contained both ways",
    "letters contained",
    "letters contained both ways",
    "same order",
    "same order, shorter side",
    "rarest shared word",
    "second rarest shared word",
    "word found only here",
    "numbers shared",
    "numbers clash",
    "names shared",
    "names clash",
    "neighbours alike",
    "surroundings alike",
    "found in surroundings",
    "found in surroundings both ways",
    "next sentence adds",
    "next sentence adds, other side",
    "rival adds",
    "rival adds, other side",
    "position",
    "position in near versions",
    "letters alike in near versions",
    "near versions",
    "length",
    "letters ahead of rivals",
    "letters behind a rival",
    "letters as share of rivals",
    "letters as share of rivals, other side",
    "stems ahead of rivals",
    "stems behind a rival",
    "stems as share of rivals",
    "stems as share of rivals, other side",
    "containment ahead of rivals",
    "containment behind a rival",
    "containment as share of rivals",
    "containment as share of rivals, other side",
    "same role",
    "opening words",
    "short",
];

/// Where in [`NAMES`] the likeness of stems and the containment of letters stand.
pub(super) const STEMS: usize = 1;
/// See [`STEMS`].
pub(super) const LETTERS: usize = 8;
/// Where in [`NAMES`] the containment of the shorter side's stems stands.
pub(super) const STEMS_CONTAINED: usize = 6;
/// Where in [`NAMES`] the containment of words and of stems in both directions stands, and the clash of numbers.
pub(super) const WORDS_BOTH_WAYS: usize = 5;
/// See [`WORDS_BOTH_WAYS`].
pub(super) const STEMS_BOTH_WAYS: usize = 7;
/// See [`WORDS_BOTH_WAYS`].
pub(super) const NUMBERS_CLASH: usize = 16;

/// One value for each of [`NAMES`].
pub type Features = [f32; NAMES.len()];
