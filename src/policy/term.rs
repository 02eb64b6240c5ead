//! Terms that must stay or must not come.

use crate::explain::naming;
use crate::model::{Comparison, Finding, Side, Standing};

use super::file::{Must, Term};

/// What is flagged of the terms.
pub(super) fn check(terms: &[Term], comparison: &Comparison) -> Vec<Finding> {
    terms.iter().filter_map(|term| one(term, comparison)).collect()
}

fn one(term: &Term, comparison: &Comparison) -> Option<Finding> {
    let (old, new) = (naming(&comparison.sides.old, &term.text), naming(&comparison.sides.new, &term.text));
    let (message, place) = match term.must {
        Must::Stay if !old.is_empty() && new.is_empty() => {
            (format!("“{}” must stay, and is mentioned no more", term.text), (Side::Old, old[0]))
        }
        Must::NotAppear if !new.is_empty() => {
            (format!("“{}” must not appear, and is mentioned", term.text), (Side::New, new[0]))
        }
        _ => return None,
    };
    Some(Finding {
        rule: term.id.clone(),
        severity: term.level,
        message,
        standing: Standing::Open,
        change: None,
        place: Some(place),
        fingerprint: blake3::hash(format!("{}\n{}", term.id, term.text).as_bytes()).to_hex()[..16].to_owned(),
    })
}
