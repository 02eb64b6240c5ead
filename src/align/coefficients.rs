//! The fitted models. Written by `cargo run --release --example fit -- EVAL_DIR --write`; not to be edited by hand.

use super::{ALONE_NAMES, CONTEXT_NAMES, FEATURE_NAMES, Model};

/// A pair by itself.
#[rustfmt::skip]
pub(super) const FIRST: Model<{ FEATURE_NAMES.len() }> = Model {
    intercept: -3.4025953,
    weights: [
        -4.527798, // words alike
        -0.24322614, // stems alike
        -1.0869516, // stem pairs alike
        2.0768828, // letters alike
        1.6900901, // words contained
        3.9925156, // words contained both ways
        0.2050476, // stems contained
        -2.1216757, // stems contained both ways
        1.6645982, // letters contained
        -0.18646131, // letters contained both ways
        1.2004502, // same order
        -0.24409868, // same order, shorter side
        -0.2761235, // rarest shared word
        0.28850093, // second rarest shared word
        0.62376213, // word found only here
        0.762788, // numbers shared
        0.110724434, // numbers clash
        1.0830561, // names shared
        -0.4503631, // names clash
        -0.7775923, // neighbours alike
        5.9540553, // surroundings alike
        -0.688496, // found in surroundings
        0.7691782, // found in surroundings both ways
        2.4727397, // next sentence adds
        -1.1821233, // next sentence adds, other side
        0.623164, // rival adds
        -0.5722693, // rival adds, other side
        -3.1131008, // position
        4.5676236, // position in near versions
        -5.114378, // letters alike in near versions
        -2.3607018, // near versions
        -0.26007116, // length
        3.0251105, // letters ahead of rivals
        2.285692, // letters behind a rival
        0.81916946, // letters as share of rivals
        0.29396212, // letters as share of rivals, other side
        2.8422413, // stems ahead of rivals
        1.5226378, // stems behind a rival
        -0.051320683, // stems as share of rivals
        0.68054616, // stems as share of rivals, other side
        0.07042407, // containment ahead of rivals
        -0.84697974, // containment behind a rival
        -0.39146292, // containment as share of rivals
        0.28565487, // containment as share of rivals, other side
        0.0, // same role
        0.53310823, // opening words
        -2.4289296, // short
    ],
};

/// A pair among the others.
#[rustfmt::skip]
pub(super) const SECOND: Model<{ CONTEXT_NAMES.len() }> = Model {
    intercept: -8.038148,
    weights: [
        -4.4192986, // words alike
        -1.0218201, // stems alike
        -1.1076905, // stem pairs alike
        3.122413, // letters alike
        1.9009279, // words contained
        3.6588466, // words contained both ways
        -0.032184485, // stems contained
        -0.6491245, // stems contained both ways
        3.487155, // letters contained
        1.1584742, // letters contained both ways
        0.06964961, // same order
        0.86196566, // same order, shorter side
        -0.67549527, // rarest shared word
        0.15853575, // second rarest shared word
        0.6643826, // word found only here
        1.7358612, // numbers shared
        0.20830332, // numbers clash
        1.7853848, // names shared
        -0.8108039, // names clash
        -0.33799106, // neighbours alike
        6.196135, // surroundings alike
        -1.233272, // found in surroundings
        2.2454545, // found in surroundings both ways
        3.5740874, // next sentence adds
        -1.6927786, // next sentence adds, other side
        -1.2336154, // rival adds
        -1.0889204, // rival adds, other side
        -3.2001731, // position
        5.661735, // position in near versions
        -2.9216847, // letters alike in near versions
        -4.9117627, // near versions
        -0.49826473, // length
        1.1981628, // letters ahead of rivals
        2.6536844, // letters behind a rival
        1.2287067, // letters as share of rivals
        0.70830405, // letters as share of rivals, other side
        1.0004711, // stems ahead of rivals
        1.8178275, // stems behind a rival
        0.6990402, // stems as share of rivals
        0.9345602, // stems as share of rivals, other side
        -0.1579905, // containment ahead of rivals
        -1.1141986, // containment behind a rival
        -0.9601934, // containment as share of rivals
        -0.2206688, // containment as share of rivals, other side
        0.0, // same role
        0.9090648, // opening words
        -3.0200005, // short
        -0.49279854, // looked at alone
        -0.6486145, // looked at alone in covered documents
        1.6560655, // covered documents
        -0.037431896, // ahead of rivals
        -0.15794873, // behind a rival
        2.1801286, // share of rivals
        1.1203837, // share of rivals, other side
        -0.037650738, // taken
        -0.12506944, // taken, other side
        -1.8703076, // taken on both sides
        -0.7432938, // taken, near versions
        0.41352043, // taken, other side, near versions
        -1.1476531, // taken on both sides, near versions
        -0.874191, // share of rivals, near versions
        0.19996291, // share of rivals, other side, near versions
        0.06457777, // fits the order
        0.17888483, // fits the order, in ordered documents
        0.82058865, // crosses
        -1.4083096, // crosses, in ordered documents
        1.0888419, // on the chain
        -1.7622977, // on the chain, in ordered documents
        0.46889845, // beside the chain
        -0.13980836, // beside the chain, in ordered documents
        0.26312545, // chain uses its places
        -1.4885017, // chain uses its places, in ordered documents
        -0.97218466, // outside its gap
        0.1673193, // links around
        -0.027761752, // links around, near versions
        0.78061366, // diagonal neighbours
        0.27882823, // further piece
        4.3919387, // further piece, other side
        1.5659176, // explains a rest
        -0.14009792, // explains a rest, other side
        0.38193873, // explains rare words of a rest
        0.32873896, // explains rare words of a rest, other side
        -0.6750371, // rival says the same
        -3.4316146, // rival says the same, other side
        0.55634946, // rival says something else
        -0.49347353, // rival says something else, other side
        -0.77040523, // equal share
        0.64953804, // ordered documents
    ],
};

/// A segment without a link, to have no counterpart.
#[rustfmt::skip]
pub(super) const ALONE: Model<{ ALONE_NAMES.len() }> = Model {
    intercept: -0.58272034,
    weights: [
        -0.67235744, // rivals
        0.27351904, // words
        3.7809691, // equal share
        -1.7207602, // near versions
    ],
};
