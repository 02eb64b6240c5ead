//! The fitted models. Written by `cargo run --release --example fit -- EVAL_DIR --write`; not to be edited by hand.

use super::{CONTEXT_NAMES, FEATURE_NAMES, Model};

/// A pair by itself.
#[rustfmt::skip]
pub(super) const FIRST: Model<{ FEATURE_NAMES.len() }> = Model {
    intercept: -4.1037927,
    weights: [
        -5.640213, // words alike
        0.43254006, // stems alike
        -1.0834814, // stem pairs alike
        3.136312, // letters alike
        3.7309082, // words contained
        5.127899, // words contained both ways
        -0.10117761, // stems contained
        -2.0210638, // stems contained both ways
        -1.0200548, // letters contained
        -1.9752891, // letters contained both ways
        1.9441787, // same order
        -0.6270357, // same order, shorter side
        -0.22932376, // rarest shared word
        0.49410146, // second rarest shared word
        0.5287508, // word found only here
        0.36237404, // numbers shared
        0.03714011, // numbers clash
        1.4096117, // names shared
        -0.38433352, // names clash
        0.032727502, // neighbours alike
        4.17052, // surroundings alike
        -0.26869953, // found in surroundings
        1.4163387, // found in surroundings both ways
        2.883911, // next sentence adds
        -0.9252084, // next sentence adds, other side
        -0.95373046, // rival adds
        -1.3804055, // rival adds, other side
        -2.633346, // position
        4.158772, // position in near versions
        -3.0709682, // letters alike in near versions
        -2.2199178, // near versions
        -0.046238814, // length
        1.9982138, // letters ahead of rivals
        1.979932, // letters behind a rival
        1.1703222, // letters as share of rivals
        0.054167476, // letters as share of rivals, other side
        2.887769, // stems ahead of rivals
        0.7049906, // stems behind a rival
        -0.46555918, // stems as share of rivals
        0.9839751, // stems as share of rivals, other side
        0.064398095, // containment ahead of rivals
        -0.7630503, // containment behind a rival
        0.23337714, // containment as share of rivals
        0.0067292894, // containment as share of rivals, other side
        0.0, // same role
        0.533312, // opening words
        -0.28180736, // short
    ],
};

/// A pair among the others.
#[rustfmt::skip]
pub(super) const SECOND: Model<{ CONTEXT_NAMES.len() }> = Model {
    intercept: -7.850973,
    weights: [
        -3.9540756, // words alike
        -0.16502753, // stems alike
        -0.80297506, // stem pairs alike
        1.7078696, // letters alike
        3.8431969, // words contained
        3.1307597, // words contained both ways
        -1.2184846, // stems contained
        -0.6875341, // stems contained both ways
        0.13989092, // letters contained
        -0.4959798, // letters contained both ways
        1.2363852, // same order
        0.23715863, // same order, shorter side
        -0.34880784, // rarest shared word
        0.42399615, // second rarest shared word
        0.2459729, // word found only here
        0.7716279, // numbers shared
        -0.007831017, // numbers clash
        1.8868932, // names shared
        -0.58967805, // names clash
        -0.42612123, // neighbours alike
        3.204895, // surroundings alike
        -0.2025311, // found in surroundings
        2.7811997, // found in surroundings both ways
        2.8009036, // next sentence adds
        -1.6147645, // next sentence adds, other side
        -2.4202201, // rival adds
        -0.97506654, // rival adds, other side
        -1.914324, // position
        3.3548927, // position in near versions
        -0.4986745, // letters alike in near versions
        -3.168802, // near versions
        -0.10283696, // length
        0.406507, // letters ahead of rivals
        1.4641095, // letters behind a rival
        1.2539676, // letters as share of rivals
        0.7061587, // letters as share of rivals, other side
        0.7534352, // stems ahead of rivals
        1.4848385, // stems behind a rival
        0.122940324, // stems as share of rivals
        0.93456835, // stems as share of rivals, other side
        -0.3854559, // containment ahead of rivals
        -0.75222397, // containment behind a rival
        -0.10355829, // containment as share of rivals
        -0.70726323, // containment as share of rivals, other side
        0.0, // same role
        0.6617599, // opening words
        1.6069983, // short
        -0.3252881, // looked at alone
        -0.50764966, // looked at alone in covered documents
        1.8802559, // covered documents
        -0.08114678, // ahead of rivals
        -0.106033064, // behind a rival
        2.308925, // share of rivals
        1.3916728, // share of rivals, other side
        0.87419844, // taken
        -1.2660761, // taken, other side
        -1.9651246, // taken on both sides
        -0.55398786, // taken, near versions
        -0.12745246, // taken, other side, near versions
        -0.39436248, // taken on both sides, near versions
        -0.6890442, // share of rivals, near versions
        0.22348109, // share of rivals, other side, near versions
        0.043502968, // fits the order
        0.16510281, // fits the order, in ordered documents
        0.44604164, // crosses
        -0.3311516, // crosses, in ordered documents
        0.39616904, // on the chain
        -0.71673584, // on the chain, in ordered documents
        0.8777126, // beside the chain
        -0.07966124, // beside the chain, in ordered documents
        -0.2539828, // chain uses its places
        -0.8809304, // chain uses its places, in ordered documents
        -0.9884367, // outside its gap
        0.2597341, // links around
        0.0077989195, // links around, near versions
        0.69922465, // diagonal neighbours
        0.009237364, // further piece
        3.2764747, // further piece, other side
        2.1142104, // explains a rest
        -0.60637796, // explains a rest, other side
        0.29920012, // explains rare words of a rest
        0.65938604, // explains rare words of a rest, other side
        -1.1361887, // equal share
        -0.30936015, // ordered documents
    ],
};
