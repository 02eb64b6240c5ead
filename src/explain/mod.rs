//! Alignment → changes: what a reader is told, in order of rank.
//!
//! ```text
//! links ─weave─▶ runs ─┬─edit──────▶ edits
//!                      └─sentence───┐
//! unlinked ───presence, section─────┤
//! names ──────term──────────────────┼─▶ drafts ─rank─▶ ─headline─▶ changes
//! places ─────page──────────────────┘
//! ```

mod about;
mod context;
mod draft;
mod edit;
mod fingerprint;
mod headline;
mod name;
mod page;
mod presence;
mod quote;
mod rank;
mod section;
mod sentence;
mod summary;
mod term;
mod weave;

pub use about::{about, naming};
pub(crate) use context::discourse::antecedent;
pub use fingerprint::fingerprint;
pub(crate) use headline::{presence as presence_headline, section_again};
pub(crate) use name::id;
pub(crate) use summary::of_counts as verdict;

use rayon::prelude::*;

use crate::model::{Alignment, Annotated, Comparison, Link, Note, Pair, Side};

use context::Context;
use draft::Draft;
use page::{stamp, structure, target, visibility};
use presence::{clause, counterpart, mention};
use rank::group;
use section::Told;
use term::names::Names;
use term::{ledger, relation, stated, substitution, succession};
use weave::unit::Reading;
use weave::{Weave, is_laid};

/// Explains an alignment.
pub fn explain(sides: Pair<Annotated>, alignment: Alignment) -> Comparison {
    let (edits, changes, ledger, summary, bounds) = {
        let context = Context::new(sides.as_ref(), &alignment);
        let links = &alignment.links;
        let lay = |link: &Link| match is_laid(&context, link) {
            false => Weave::default(),
            true => Weave::new(&context, link, Reading::Written),
        };
        let (names, weaves): (_, Vec<Weave>) =
            rayon::join(|| Names::new(&context), || links.par_iter().map(lay).collect());
        let (edits, terms) = rayon::join(
            || links.par_iter().zip(&weaves).map(|(link, weave)| edit::edits(&context, link, weave)).collect(),
            || substitution::learn(&context, links, &weaves),
        );
        let again = |(link, weave): (&Link, Weave)| match is_laid(&context, link) {
            false => Weave::default(),
            true => weave.again(&context, link, &terms),
        };
        let weaves: Vec<Weave> = links.par_iter().zip(weaves).map(again).collect();
        let laid = links.par_iter().zip(&weaves).filter(|(link, _)| is_laid(&context, link));
        let sentences = || laid.map(|(link, weave)| sentence::explain(&context, link, weave)).collect::<Vec<_>>();
        let parties = || {
            let mut parties = Vec::new();
            succession::explain(&context, &names, &mut parties);
            relation::explain(&context, &names, &mut parties);
            parties
        };
        let shapes = || {
            let mut shapes = Vec::new();
            structure::explain(&context, &mut shapes);
            target::explain(&context, &mut shapes);
            visibility::explain(&context, &mut shapes);
            (shapes, substitution::exchanges(&context, links, &weaves))
        };
        let (((shapes, exchanges), parties), (counterparts, sentences)) =
            rayon::join(|| rayon::join(shapes, parties), || rayon::join(|| counterpart::pairs(&context), sentences));
        let mut drafts: Vec<Draft> = sentences.into_iter().flatten().collect();
        stated::quieten(&parties, &mut drafts);
        drafts.extend(parties);
        // What is not asked any more is given back meanwhile.
        rayon::join(|| ledger::explain(&context, &names, &exchanges, &mut drafts), || drop(weaves));
        let mut told = Told::new(&context);
        let drafted = counterparts.par_iter().map(|link| {
            let weave = Weave::new(&context, link, Reading::Meant(&terms));
            // What two claims that may be strangers have in common says nothing of what one of them dropped.
            let weave = if link.confidence < counterpart::SURE { weave.apart() } else { weave };
            sentence::explain(&context, link, &weave)
        });
        let (ledger, drafted) =
            rayon::join(|| ledger::entries(&context, &names, &drafts), || drafted.collect::<Vec<_>>());
        drafts.extend(shapes);
        for (link, drafted) in counterparts.iter().zip(drafted) {
            for (side, segment) in [(Side::Old, link.old[0]), (Side::New, link.new[0])] {
                if drafted.iter().flat_map(|d| d.on(side)).any(|e| e.segment == segment) {
                    told.mark(side, segment);
                }
            }
            drafts.extend(drafted);
        }
        for (side, segment) in clause::of_clauses(&context, &mut drafts) {
            told.mark(side, segment);
        }
        mention::explain(&context, &told, &mut drafts);
        section::explain(&context, &terms, &mut told, &mut drafts);
        presence::explain(&context, &told, &mut drafts);
        let summary = summary::summary(&context);
        stamp::explain(&context, summary::changed(&summary.claims), &mut drafts);
        let ranked = rank::rank(&context, group::group(&context, drafts), &summary.claims);
        let bounds: Vec<(Side, Note)> = context.notes().collect();
        (edits, name::finish(&context, ranked), ledger, summary, bounds)
    };
    let of_side = |side: Side| sides.get(side).document.notes.iter().map(move |note| (Some(side), note.clone()));
    let of_both = alignment.notes.iter().map(|note| (None, note.clone()));
    let bounds = bounds.into_iter().map(|(side, note)| (Some(side), note));
    let notes = Side::BOTH.into_iter().flat_map(of_side).chain(of_both).chain(bounds).collect();
    Comparison { sides, alignment, edits, changes, ledger, summary, notes }
}
