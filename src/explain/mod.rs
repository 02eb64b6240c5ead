//! Alignment → changes: what a reader is told, in order of rank.
//!
//! ```text
//! links ─weave─▶ runs ─┬─edit─────▶ edits
//!                      └─wording─┐
//! unlinked ──────presence────────┼─▶ drafts ─rank─▶ ─headline─▶ changes
//! links ─────────structure───────┘
//! ```

mod context;
mod draft;
mod edit;
mod headline;
mod name;
mod presence;
mod quote;
mod rank;
mod structure;
mod summary;
mod weave;
mod weights;
mod wording;

use crate::model::{Alignment, Annotated, Comparison, Pair, Relation};

use context::Context;
use weave::Weave;

/// Explains an alignment.
pub fn explain(sides: Pair<Annotated>, alignment: Alignment) -> Comparison {
    let (edits, changes, summary) = {
        let context = Context::new(sides.as_ref(), &alignment);
        let weaves: Vec<Weave> = alignment
            .links
            .iter()
            .map(|link| match link.relation {
                Relation::Equal => Weave::default(),
                _ => Weave::new(&context, link),
            })
            .collect();
        let edits =
            alignment.links.iter().zip(&weaves).map(|(link, weave)| edit::edits(&context, link, weave)).collect();
        let mut drafts = Vec::new();
        for (link, weave) in alignment.links.iter().zip(&weaves).filter(|(link, _)| link.relation != Relation::Equal) {
            let open: Vec<_> = weave.changed().collect();
            drafts.extend(wording::explain(&context, link, weave, &open));
        }
        structure::explain(&context, &mut drafts);
        presence::explain(&context, &|_, _| false, &mut drafts);
        let summary = summary::summary(&context);
        let ranked = rank::rank(&context, drafts, summary::changed(&summary.claims));
        (edits, name::finish(&context, ranked), summary)
    };
    let notes = alignment.notes.iter().map(|note| (None, note.clone())).collect();
    Comparison { sides, alignment, edits, changes, ledger: Vec::new(), summary, notes }
}
