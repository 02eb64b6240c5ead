//! The fitted models. Written by `cargo run --release --example fit -- EVAL_DIR --write`; not to be edited by hand.

use super::{CONTEXT_NAMES, FEATURE_NAMES, Model};

/// A pair by itself.
#[rustfmt::skip]
pub(super) const FIRST: Model<{ FEATURE_NAMES.len() }> = Model {
    intercept: -2.9945407,
    weights: [
        -5.622901, // words alike
        0.8388547, // stems alike
        -1.7379031, // stem pairs alike
        0.8963843, // letters alike
        3.1938844, // words contained
        5.358955, // words contained both ways
        -0.03972588, // stems contained
        -2.0203795, // stems contained both ways
        -0.9145592, // letters contained
        -1.67346, // letters contained both ways
        1.6730038, // same order
        -0.34980547, // same order, shorter side
        -0.89720434, // rarest shared word
        0.5530206, // second rarest shared word
        0.49562368, // word found only here
        0.0, // numbers shared
        0.0, // numbers clash
        0.0, // names shared
        0.0, // names clash
        0.6131862, // neighbours alike
        2.3726957, // surroundings alike
        -0.6565983, // found in surroundings
        1.7104654, // found in surroundings both ways
        2.6678684, // next sentence adds
        -0.9613955, // next sentence adds, other side
        -0.682421, // rival adds
        -1.1959587, // rival adds, other side
        -2.6946619, // position
        3.249316, // position in near versions
        0.6083678, // letters alike in near versions
        -2.3874185, // near versions
        -0.230361, // length
        1.9201661, // letters ahead of rivals
        1.7945787, // letters behind a rival
        0.73222405, // letters as share of rivals
        0.5029081, // letters as share of rivals, other side
        2.3526566, // stems ahead of rivals
        0.28438827, // stems behind a rival
        0.24911608, // stems as share of rivals
        0.3866234, // stems as share of rivals, other side
        0.1147005, // containment ahead of rivals
        -0.304999, // containment behind a rival
        0.09867396, // containment as share of rivals
        0.36209407, // containment as share of rivals, other side
        0.0, // same role
        0.78674805, // opening words
        -0.12656839, // short
    ],
};

/// A pair among the others.
#[rustfmt::skip]
pub(super) const SECOND: Model<{ CONTEXT_NAMES.len() }> = Model {
    intercept: -5.945828,
    weights: [
        -3.5610342, // words alike
        0.24964628, // stems alike
        -1.4086155, // stem pairs alike
        0.6493285, // letters alike
        2.6572936, // words contained
        2.528495, // words contained both ways
        -0.6739586, // stems contained
        -0.5619038, // stems contained both ways
        0.013328563, // letters contained
        -0.69545203, // letters contained both ways
        0.44415486, // same order
        0.33626655, // same order, shorter side
        -0.6642689, // rarest shared word
        0.4065451, // second rarest shared word
        -0.048691206, // word found only here
        0.0, // numbers shared
        0.0, // numbers clash
        0.0, // names shared
        0.0, // names clash
        -0.7823183, // neighbours alike
        1.4582726, // surroundings alike
        -0.43218628, // found in surroundings
        2.2210958, // found in surroundings both ways
        1.3846214, // next sentence adds
        -1.0186979, // next sentence adds, other side
        -1.5483518, // rival adds
        -0.120664835, // rival adds, other side
        -1.3083397, // position
        2.8890932, // position in near versions
        2.069459, // letters alike in near versions
        -2.1676877, // near versions
        -0.3006182, // length
        0.22234486, // letters ahead of rivals
        0.7931695, // letters behind a rival
        0.51143235, // letters as share of rivals
        0.79740465, // letters as share of rivals, other side
        0.54736, // stems ahead of rivals
        0.5909247, // stems behind a rival
        0.66597104, // stems as share of rivals
        0.114289254, // stems as share of rivals, other side
        -0.43722227, // containment ahead of rivals
        -0.24078289, // containment behind a rival
        -0.03979975, // containment as share of rivals
        -0.3272433, // containment as share of rivals, other side
        0.0, // same role
        0.8192437, // opening words
        1.5005904, // short
        -0.19400571, // looked at alone
        -0.20833698, // looked at alone in covered documents
        2.2037044, // covered documents
        -0.05342511, // ahead of rivals
        -0.15049626, // behind a rival
        2.7410529, // share of rivals
        0.9628211, // share of rivals, other side
        -0.26776883, // taken
        -0.6955508, // taken, other side
        -1.5355182, // taken on both sides
        -0.47142455, // taken, near versions
        -0.21780893, // taken, other side, near versions
        -0.43327415, // taken on both sides, near versions
        -0.9310057, // share of rivals, near versions
        -0.04564492, // share of rivals, other side, near versions
        0.013576861, // fits the order
        0.2719613, // fits the order, in ordered documents
        0.13875458, // crosses
        -1.4567066, // crosses, in ordered documents
        0.79283035, // on the chain
        -1.41854, // on the chain, in ordered documents
        0.4746457, // beside the chain
        0.26446036, // beside the chain, in ordered documents
        -0.28416553, // chain uses its places
        -0.25534275, // chain uses its places, in ordered documents
        -0.2795782, // outside its gap
        0.16086571, // links around
        0.049079265, // links around, near versions
        0.8091458, // diagonal neighbours
        0.2070396, // further piece
        3.0269978, // further piece, other side
        1.9446633, // explains a rest
        0.8335775, // explains a rest, other side
        0.33739528, // explains rare words of a rest
        0.2065594, // explains rare words of a rest, other side
        -1.3149253, // equal share
        0.28888357, // ordered documents
    ],
};
