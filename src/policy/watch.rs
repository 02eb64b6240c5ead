//! Claims that must stay, in whatever words.

use crate::explain::fingerprint;
use crate::language::token::{fold, tokenize};
use crate::model::{Annotated, Comparison, Finding, Relation, Side, Standing, TokenKind};

use super::file::Watch;

/// Share of words, of both together, that a claim and a sentence must have in common to be the same one in other words.
const ALIKE: f64 = 0.6;

/// What is flagged of the watched claims.
pub(super) fn check(watches: &[Watch], comparison: &Comparison) -> Vec<Finding> {
    watches.iter().flat_map(|watch| one(watch, comparison)).collect()
}

fn one(watch: &Watch, comparison: &Comparison) -> Vec<Finding> {
    let finding = |message: String, place: Option<(Side, usize)>| Finding {
        rule: watch.id.clone(),
        severity: watch.level,
        message,
        standing: Standing::Open,
        change: None,
        place,
        fingerprint: blake3::hash(format!("{}\n{}", watch.id, watch.claim).as_bytes()).to_hex()[..16].to_owned(),
    };
    let Some(old) = find(watch, &comparison.sides.old) else {
        // It may have come with the new snapshot.
        return match find(watch, &comparison.sides.new) {
            Some(_) => vec![],
            None => vec![finding(format!("neither snapshot says “{}”; is the watch out of date?", watch.claim), None)],
        };
    };
    let mut links = comparison.alignment.links.iter();
    let Some(link) = links.find(|link| link.relation != Relation::Repeat && link.old.contains(&old)) else {
        let told = comparison.sides.old.document.segment_text(old);
        return vec![finding(format!("no longer said: “{told}”"), Some((Side::Old, old)))];
    };
    let touches = |index: &usize| {
        let change = &comparison.changes[*index];
        !watch.allow.iter().any(|sort| sort.holds(change.kind))
            && (change.old.iter().any(|evidence| evidence.segment == old)
                || change.new.iter().any(|evidence| link.new.contains(&evidence.segment)))
    };
    let told = |index: usize| {
        let change = &comparison.changes[index];
        Finding {
            change: Some(index),
            fingerprint: fingerprint(comparison, change),
            ..finding(
                format!("a watched claim changed: {}", change.headline),
                link.new.first().map(|&new| (Side::New, new)),
            )
        }
    };
    (0..comparison.changes.len()).filter(touches).map(told).collect()
}

/// The segment that states a claim: the one that holds its words as they are, or the one that shares most of them.
fn find(watch: &Watch, side: &Annotated) -> Option<usize> {
    let claim = fold(watch.claim.trim());
    let document = &side.document;
    let segments = 0..document.segments.len();
    let own = segments.clone().find(|&segment| fold(document.segment_text(segment)).contains(&claim));
    let mut words = Vec::new();
    tokenize(&claim, |token| words.extend((token.kind == TokenKind::Word).then(|| token.span.of(&claim))));
    own.or_else(|| {
        let alike = segments.map(|segment| (segment, alike(&words, side, segment)));
        let best = alike.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
        (best.1 >= ALIKE).then_some(best.0)
    })
}

/// How many of the words of a claim and of a segment are shared, of one at most.
fn alike(claim: &[&str], side: &Annotated, segment: usize) -> f64 {
    let tokens = side.segment_tokens(segment).iter().filter(|token| token.kind == TokenKind::Word);
    let mut open: Vec<&str> = tokens.map(|token| side.vocabulary.form(token.word)).collect();
    let all = claim.len() + open.len();
    let mut shared = 0;
    for word in claim {
        if let Some(at) = open.iter().position(|form| form == word) {
            open.swap_remove(at);
            shared += 1;
        }
    }
    if all == 0 { 0.0 } else { 2.0 * f64::from(shared) / all as f64 }
}
