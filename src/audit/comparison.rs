//! What must be true of a comparison, given its two documents.

use super::{Law, Violation, Violations, excerpt};
use crate::language::token::is_blank;
use crate::model::{Change, Comparison, Edit, EditOp, Evidence, Kind, Link, Relation, Side, Span};

/// Checks links, edits, the evidence of changes, and that nothing is silent.
pub fn comparison(comparison: &Comparison) -> Vec<Violation> {
    let mut found = Violations::default();
    links(comparison, &mut found);
    edits(comparison, &mut found);
    evidence(comparison, &mut found);
    silence(comparison, &mut found);
    found.0
}

fn ends(link: &Link, side: Side) -> &[usize] {
    match side {
        Side::Old => &link.old,
        Side::New => &link.new,
    }
}

fn quotes(change: &Change, side: Side) -> &[Evidence] {
    match side {
        Side::Old => &change.old,
        Side::New => &change.new,
    }
}

fn named(link: &Link) -> String {
    format!("the link {:?} – {:?}", link.old, link.new)
}

fn links(comparison: &Comparison, found: &mut Violations) {
    let mut taken = comparison.sides.as_ref().map(|side| vec![false; side.document.segments.len()]);
    for link in comparison.alignment.links.iter().filter(|link| link.relation != Relation::Repeat) {
        for side in Side::BOTH {
            for &segment in ends(link, side) {
                let free = taken.get_mut(side).get_mut(segment).is_some_and(|taken| !std::mem::replace(taken, true));
                found.unless(free, Law::Links, side, || format!("segment {segment} is linked twice or does not exist"));
            }
        }
    }
    for link in &comparison.alignment.links {
        let (old, new) = (link.old.len(), link.new.len());
        let ordered = Side::BOTH.into_iter().all(|side| ends(link, side).is_sorted_by(|a, b| a < b));
        let fits = match link.relation {
            Relation::Equal | Relation::Cosmetic | Relation::Reworded => (old, new) == (1, 1),
            Relation::Split => old == 1 && new > 1,
            Relation::Merged => old > 1 && new == 1,
            Relation::Regrouped => old > 1 && new > 1,
            Relation::Repeat => {
                let tied = |side: Side| ends(link, side).iter().any(|&s| taken.get(side).get(s) == Some(&true));
                old > 0 && new > 0 && (tied(Side::Old) || tied(Side::New))
            }
        };
        found.unless(ordered && fits, Law::Links, None, || format!("{} is not {:?}", named(link), link.relation));
        found.unless((0.0..=1.0).contains(&link.confidence), Law::Links, None, || {
            format!("{} has the confidence {}", named(link), link.confidence)
        });
    }
}

fn edits(comparison: &Comparison, found: &mut Violations) {
    let (links, edits) = (&comparison.alignment.links, &comparison.edits);
    found.unless(links.len() == edits.len(), Law::Edits, None, || {
        format!("{} links have {} lists of edits", links.len(), edits.len())
    });
    for (link, edits) in links.iter().zip(edits) {
        for side in Side::BOTH {
            found.unless(rebuilds(comparison, link, edits, side), Law::Edits, side, || {
                format!("the edits of {} are not its text", named(link))
            });
        }
        for edit in edits {
            let empty = (edit.old.is_empty(), edit.new.is_empty());
            let fits = match edit.op {
                EditOp::Delete => empty == (false, true),
                EditOp::Insert => empty == (true, false),
                EditOp::Equal | EditOp::Replace => empty == (false, false),
            };
            found.unless(fits, Law::Edits, None, || format!("{} has {edit:?}", named(link)));
        }
    }
}

/// Whether the spans of one side stand in order, inside the link's segments, and make up their text.
fn rebuilds(comparison: &Comparison, link: &Link, edits: &[Edit], side: Side) -> bool {
    let document = &comparison.sides.get(side).document;
    let of_side = |edit: &Edit| if side == Side::Old { edit.old } else { edit.new };
    let spans: Vec<Span> = edits.iter().map(of_side).filter(|span| !span.is_empty()).collect();
    let visible = |text: &str| text.chars().filter(|&c| !is_blank(c)).collect::<String>();
    let text = |span: &Span| document.text.get(span.start..span.end).map(visible);
    let Some(edited) = spans.iter().map(text).collect::<Option<String>>() else { return false };
    let whole: String = ends(link, side).iter().map(|&segment| visible(document.segment_text(segment))).collect();
    let inside = |span: &Span| ends(link, side).iter().any(|&s| document.segments[s].span.overlaps(*span));
    spans.is_sorted_by(|a, b| a.end <= b.start) && edited == whole && spans.iter().all(inside)
}

fn evidence(comparison: &Comparison, found: &mut Violations) {
    let mut ids: Vec<&str> = Vec::new();
    for change in &comparison.changes {
        for side in Side::BOTH {
            let document = &comparison.sides.get(side).document;
            for evidence in quotes(change, side) {
                let segment = document.segments.get(evidence.segment);
                let inside = segment.is_some_and(|segment| segment.span.contains(evidence.span));
                let text = document.text.get(evidence.span.start..evidence.span.end);
                found.unless(inside && text.is_some_and(|text| !text.is_empty()), Law::Evidence, side, || {
                    format!("{} quotes what is not in segment {}", change.id, evidence.segment)
                });
            }
        }
        let quoted = !change.old.is_empty() || !change.new.is_empty() || change.kind == Kind::Capture;
        found.unless(quoted, Law::Evidence, None, || format!("{} quotes nothing", change.id));
        ids.push(&change.id);
    }
    ids.sort_unstable();
    for pair in ids.windows(2).filter(|pair| pair[0] == pair[1]) {
        found.unless(false, Law::Evidence, None, || format!("two changes have the id {}", pair[0]));
    }
}

fn silence(comparison: &Comparison, found: &mut Violations) {
    let mut told = comparison.sides.as_ref().map(|side| vec![false; side.document.segments.len()]);
    for side in Side::BOTH {
        let linked = comparison.alignment.links.iter().flat_map(|link| ends(link, side)).copied();
        let quoted = comparison.changes.iter().flat_map(|change| quotes(change, side)).map(|e| e.segment);
        for segment in linked.chain(quoted) {
            if let Some(told) = told.get_mut(side).get_mut(segment) {
                *told = true;
            }
        }
        let document = &comparison.sides.get(side).document;
        for (segment, told) in told.get(side).iter().enumerate() {
            // An empty item of a document that was given segmented states nothing.
            let text = document.segment_text(segment);
            found.unless(*told || text.is_empty(), Law::Silence, side, || {
                format!("segment {segment} is neither linked nor told: {}", excerpt(text))
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::comparison;
    use crate::audit::Law;
    use crate::model::{Comparison, Kind, Span};
    use crate::{ReadOptions, compare, read};

    fn sound() -> Comparison {
        let read = |text: &str| read::read(text.as_bytes(), "a.md", &ReadOptions::default()).expect("it reads");
        compare(
            read("The gate opens at noon. Visitors must register there. Dogs stay outside.\n"),
            read("The gate opens at noon. Visitors should register there. The museum has a shop.\n"),
        )
    }

    fn broken(broken: &Comparison) -> Vec<Law> {
        let mut laws: Vec<Law> = comparison(broken).into_iter().map(|violation| violation.law).collect();
        laws.dedup();
        laws
    }

    #[test]
    fn a_comparison_as_made_keeps_the_laws() {
        assert_eq!(comparison(&sound()), []);
    }

    #[test]
    fn a_claim_that_vanishes_from_the_report_is_found() {
        let mut silent = sound();
        silent.changes.retain(|change| change.kind != Kind::Removed);
        assert_eq!(broken(&silent), [Law::Silence]);
    }

    #[test]
    fn a_quote_out_of_place_is_found() {
        let mut misquoted = sound();
        let evidence = misquoted.changes.iter_mut().find_map(|change| change.old.first_mut()).expect("one quotes");
        evidence.span = Span::new(evidence.span.start, evidence.span.end + 40);
        assert_eq!(broken(&misquoted), [Law::Evidence]);
    }

    #[test]
    fn a_segment_that_is_linked_twice_is_found() {
        let mut twice = sound();
        let link = twice.alignment.links[0].clone();
        twice.alignment.links.push(link);
        twice.edits.push(twice.edits[0].clone());
        assert_eq!(broken(&twice), [Law::Links]);
    }

    #[test]
    fn an_edit_that_goes_missing_is_found() {
        let mut lossy = sound();
        let edits = lossy.edits.iter_mut().find(|edits| edits.len() > 1).expect("one link is reworded");
        edits.pop();
        assert_eq!(broken(&lossy), [Law::Edits]);
    }
}
