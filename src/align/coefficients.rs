//! The fitted models. Written by `cargo run --release --example fit -- EVAL_DIR --write`; not to be edited by hand.

use super::{ALONE_NAMES, CONTEXT_NAMES, FEATURE_NAMES, Model};

/// A pair by itself.
#[rustfmt::skip]
pub(super) const FIRST: Model<{ FEATURE_NAMES.len() }> = Model {
    intercept: -3.2853763,
    weights: [
        -4.001697, // words alike
        0.026130047, // stems alike
        -1.3177968, // stem pairs alike
        2.673477, // letters alike
        1.2163367, // words contained
        4.6546097, // words contained both ways
        0.6963889, // stems contained
        -3.0677817, // stems contained both ways
        1.141017, // letters contained
        -0.7740162, // letters contained both ways
        1.7851157, // same order
        -0.5679671, // same order, shorter side
        -0.5178509, // rarest shared word
        0.12747033, // second rarest shared word
        0.6416334, // word found only here
        0.6520344, // numbers shared
        0.119216815, // numbers clash
        1.2447975, // names shared
        -0.45524886, // names clash
        -0.9165225, // neighbours alike
        5.6372237, // surroundings alike
        -0.6603232, // found in surroundings
        1.1334472, // found in surroundings both ways
        2.5976715, // next sentence adds
        -0.5885398, // next sentence adds, other side
        -0.7961745, // rival adds
        -0.44380495, // rival adds, other side
        -3.065718, // position
        5.193137, // position in near versions
        -4.651035, // letters alike in near versions
        -2.589802, // near versions
        -0.14748041, // length
        3.8824165, // letters ahead of rivals
        1.7316316, // letters behind a rival
        0.756086, // letters as share of rivals
        0.29009488, // letters as share of rivals, other side
        2.837277, // stems ahead of rivals
        0.4741829, // stems behind a rival
        -0.08453825, // stems as share of rivals
        0.8480943, // stems as share of rivals, other side
        0.06711117, // containment ahead of rivals
        -0.45081174, // containment behind a rival
        -0.28077793, // containment as share of rivals
        0.10482764, // containment as share of rivals, other side
        0.0, // same role
        0.52918315, // opening words
        -1.1800156, // short
    ],
};

/// A pair among the others.
#[rustfmt::skip]
pub(super) const SECOND: Model<{ CONTEXT_NAMES.len() }> = Model {
    intercept: -8.219616,
    weights: [
        -3.4401155, // words alike
        -0.846976, // stems alike
        -1.3420811, // stem pairs alike
        3.9391065, // letters alike
        1.5074669, // words contained
        3.2709498, // words contained both ways
        0.011945006, // stems contained
        -1.9592953, // stems contained both ways
        2.823063, // letters contained
        0.91424173, // letters contained both ways
        1.4722391, // same order
        0.3972928, // same order, shorter side
        -0.83497995, // rarest shared word
        -0.051801432, // second rarest shared word
        0.722954, // word found only here
        1.7575158, // numbers shared
        0.18501635, // numbers clash
        2.1318045, // names shared
        -0.85336536, // names clash
        -0.821437, // neighbours alike
        5.940286, // surroundings alike
        -1.067875, // found in surroundings
        2.989875, // found in surroundings both ways
        3.5215425, // next sentence adds
        -1.4912152, // next sentence adds, other side
        -2.801497, // rival adds
        -1.1109195, // rival adds, other side
        -3.2461896, // position
        6.087947, // position in near versions
        -2.482462, // letters alike in near versions
        -5.4918623, // near versions
        -0.4025743, // length
        2.5615084, // letters ahead of rivals
        1.9278823, // letters behind a rival
        1.2032956, // letters as share of rivals
        0.9131619, // letters as share of rivals, other side
        0.8871544, // stems ahead of rivals
        0.98207337, // stems behind a rival
        0.56929964, // stems as share of rivals
        1.234981, // stems as share of rivals, other side
        -0.29475358, // containment ahead of rivals
        -0.4470526, // containment behind a rival
        -0.83376557, // containment as share of rivals
        -0.40597638, // containment as share of rivals, other side
        0.0, // same role
        1.0112457, // opening words
        0.42544824, // short
        -0.5455028, // looked at alone
        -0.6314062, // looked at alone in covered documents
        2.1469903, // covered documents
        -0.06832252, // ahead of rivals
        -0.16774847, // behind a rival
        2.2907338, // share of rivals
        0.83200145, // share of rivals, other side
        0.19391146, // taken
        -0.49895442, // taken, other side
        -1.7533399, // taken on both sides
        -0.41182107, // taken, near versions
        -0.29881725, // taken, other side, near versions
        -0.91931754, // taken on both sides, near versions
        -0.82478964, // share of rivals, near versions
        0.61839694, // share of rivals, other side, near versions
        0.06401764, // fits the order
        0.10643322, // fits the order, in ordered documents
        0.21083377, // crosses
        -0.027216217, // crosses, in ordered documents
        0.8646754, // on the chain
        -1.1881516, // on the chain, in ordered documents
        0.4563911, // beside the chain
        0.20183785, // beside the chain, in ordered documents
        0.13135393, // chain uses its places
        -1.256751, // chain uses its places, in ordered documents
        -0.9689255, // outside its gap
        0.26036158, // links around
        0.018603606, // links around, near versions
        0.7092693, // diagonal neighbours
        0.0825951, // further piece
        5.7665443, // further piece, other side
        1.7228994, // explains a rest
        -0.7400107, // explains a rest, other side
        0.51615494, // explains rare words of a rest
        0.3451513, // explains rare words of a rest, other side
        -0.6723984, // rival says the same
        -3.8848546, // rival says the same, other side
        0.374065, // rival says something else
        -0.59588975, // rival says something else, other side
        -1.2042512, // equal share
        -0.10279762, // ordered documents
    ],
};

/// A segment without a link, to have no counterpart.
#[rustfmt::skip]
pub(super) const ALONE: Model<{ ALONE_NAMES.len() }> = Model {
    intercept: -0.08591181,
    weights: [
        -0.78054047, // rivals
        0.19733647, // words
        6.679391, // equal share
        -2.9358594, // near versions
    ],
};
