//! The fitted models. Written by `cargo run --release --example fit -- EVAL_DIR --write`; not to be edited by hand.

use super::{CONTEXT_NAMES, FEATURE_NAMES, Model};

/// A pair by itself.
#[rustfmt::skip]
pub(super) const FIRST: Model<{ FEATURE_NAMES.len() }> = Model {
    intercept: -3.7212348,
    weights: [
        -4.983681, // words alike
        0.3238694, // stems alike
        -0.92589295, // stem pairs alike
        2.4107788, // letters alike
        3.6243944, // words contained
        4.396389, // words contained both ways
        0.04695426, // stems contained
        -1.8950893, // stems contained both ways
        -0.67728686, // letters contained
        -1.5519191, // letters contained both ways
        1.618256, // same order
        -0.6349314, // same order, shorter side
        -0.17766151, // rarest shared word
        0.48902926, // second rarest shared word
        0.53203315, // word found only here
        0.3594753, // numbers shared
        0.10740165, // numbers clash
        1.4113444, // names shared
        -0.3934769, // names clash
        0.15753767, // neighbours alike
        4.0625896, // surroundings alike
        -0.39550567, // found in surroundings
        1.436532, // found in surroundings both ways
        2.6314163, // next sentence adds
        -0.67508405, // next sentence adds, other side
        -0.974256, // rival adds
        -1.3995196, // rival adds, other side
        -2.5672948, // position
        4.186057, // position in near versions
        -3.0733702, // letters alike in near versions
        -2.2044888, // near versions
        -0.21407668, // length
        1.8951571, // letters ahead of rivals
        2.1132376, // letters behind a rival
        0.99605185, // letters as share of rivals
        0.11193093, // letters as share of rivals, other side
        3.0685973, // stems ahead of rivals
        0.46753243, // stems behind a rival
        -0.3822096, // stems as share of rivals
        0.904245, // stems as share of rivals, other side
        0.079593986, // containment ahead of rivals
        -0.7324412, // containment behind a rival
        -0.064142555, // containment as share of rivals
        0.11156812, // containment as share of rivals, other side
        0.0, // same role
        0.56496847, // opening words
        -0.18846701, // short
    ],
};

/// A pair among the others.
#[rustfmt::skip]
pub(super) const SECOND: Model<{ CONTEXT_NAMES.len() }> = Model {
    intercept: -7.17209,
    weights: [
        -3.2158906, // words alike
        -0.25763783, // stems alike
        -0.49386188, // stem pairs alike
        1.4068804, // letters alike
        3.5532749, // words contained
        2.3505428, // words contained both ways
        -0.92096823, // stems contained
        -0.6981496, // stems contained both ways
        0.54132867, // letters contained
        -0.23220341, // letters contained both ways
        0.78153515, // same order
        0.24776997, // same order, shorter side
        -0.25763202, // rarest shared word
        0.40465984, // second rarest shared word
        0.24658956, // word found only here
        0.77945775, // numbers shared
        0.11823324, // numbers clash
        1.8387675, // names shared
        -0.5924584, // names clash
        -0.20578077, // neighbours alike
        2.9227917, // surroundings alike
        -0.37669238, // found in surroundings
        2.7419646, // found in surroundings both ways
        2.058667, // next sentence adds
        -0.97760755, // next sentence adds, other side
        -2.3877623, // rival adds
        -0.98654354, // rival adds, other side
        -1.6724055, // position
        3.3847618, // position in near versions
        -0.88235766, // letters alike in near versions
        -2.9187891, // near versions
        -0.35542762, // length
        0.28867882, // letters ahead of rivals
        1.4472499, // letters behind a rival
        0.95767313, // letters as share of rivals
        0.7528886, // letters as share of rivals, other side
        0.776303, // stems ahead of rivals
        1.1314276, // stems behind a rival
        0.24471445, // stems as share of rivals
        0.81841683, // stems as share of rivals, other side
        -0.41269693, // containment ahead of rivals
        -0.6226118, // containment behind a rival
        -0.47408146, // containment as share of rivals
        -0.5568902, // containment as share of rivals, other side
        0.0, // same role
        0.62482363, // opening words
        1.8991091, // short
        -0.28729975, // looked at alone
        -0.47092083, // looked at alone in covered documents
        2.0171766, // covered documents
        -0.103826046, // ahead of rivals
        -0.115115695, // behind a rival
        2.3508084, // share of rivals
        1.395797, // share of rivals, other side
        0.781348, // taken
        -1.3223474, // taken, other side
        -1.9792887, // taken on both sides
        -0.54725355, // taken, near versions
        -0.09492015, // taken, other side, near versions
        -0.36297712, // taken on both sides, near versions
        -0.6648188, // share of rivals, near versions
        0.2892294, // share of rivals, other side, near versions
        0.06596855, // fits the order
        0.14664751, // fits the order, in ordered documents
        0.1230532, // crosses
        -0.08399475, // crosses, in ordered documents
        0.41871217, // on the chain
        -0.85313076, // on the chain, in ordered documents
        0.8912223, // beside the chain
        -0.2009134, // beside the chain, in ordered documents
        -0.25147688, // chain uses its places
        -0.91467303, // chain uses its places, in ordered documents
        -0.8895749, // outside its gap
        0.21064475, // links around
        0.06651055, // links around, near versions
        0.6988002, // diagonal neighbours
        0.24877357, // further piece
        3.2916145, // further piece, other side
        1.9652565, // explains a rest
        -0.31463715, // explains a rest, other side
        0.3415493, // explains rare words of a rest
        0.5792284, // explains rare words of a rest, other side
        -1.3207585, // equal share
        -0.34693924, // ordered documents
    ],
};
