//! What must be the same when the sides of a comparison are exchanged.

use super::{Law, Violation, Violations};
use crate::model::{Comparison, Kind, Relation, Side, Span};

/// Checks two comparisons of the same documents with their sides exchanged: links, moved marks, section relations,
/// edits, and added against removed claims. Kinds that have a direction (successions) and the ranking do not mirror.
pub fn mirror(there: &Comparison, back: &Comparison) -> Vec<Violation> {
    let mut found = Violations::default();
    found.unless(seen(there, false) == seen(back, true), Law::Mirror, None, || "links or edits differ".to_owned());
    found.unless(sections(there, false) == sections(back, true), Law::Mirror, None, || {
        "relations of sections differ".to_owned()
    });
    for (kind, side) in [(Kind::Added, Side::New), (Kind::Removed, Side::Old)] {
        let opposite = if kind == Kind::Added { Kind::Removed } else { Kind::Added };
        found.unless(presence(there, kind, side) == presence(back, opposite, side.other()), Law::Mirror, side, || {
            format!("what is {kind:?} one way is not {opposite:?} the other way")
        });
    }
    found.0
}

type Seen = (Vec<usize>, Vec<usize>, Relation, bool, Vec<[[usize; 2]; 2]>);

/// All links with their edits, as seen from this or from the other side.
fn seen(comparison: &Comparison, turned: bool) -> Vec<Seen> {
    let turn = |relation| match relation {
        Relation::Split => Relation::Merged,
        Relation::Merged => Relation::Split,
        same => same,
    };
    let mut all: Vec<Seen> = comparison
        .alignment
        .links
        .iter()
        .zip(&comparison.edits)
        .map(|(link, edits)| {
            // Where a deletion and an insertion meet, which of them comes first has no meaning: an empty span has no
            // place of its own.
            let place = |span: Span| if span.is_empty() { [0, 0] } else { [span.start, span.end] };
            let mut spans: Vec<[[usize; 2]; 2]> = edits
                .iter()
                .map(|edit| if turned { [edit.new, edit.old] } else { [edit.old, edit.new] }.map(place))
                .collect();
            spans.sort_unstable();
            match turned {
                false => (link.old.clone(), link.new.clone(), link.relation, link.moved, spans),
                true => (link.new.clone(), link.old.clone(), turn(link.relation), link.moved, spans),
            }
        })
        .collect();
    all.sort();
    all
}

fn sections(comparison: &Comparison, turned: bool) -> Vec<(Vec<usize>, Vec<usize>, String)> {
    use crate::model::SectionRelation::{Added, Merged, Removed, Split};
    let turn = |relation| match relation {
        Split => Merged,
        Merged => Split,
        Added => Removed,
        Removed => Added,
        same => same,
    };
    let mut all: Vec<_> = comparison
        .alignment
        .sections
        .iter()
        .map(|link| match turned {
            false => (link.old.clone(), link.new.clone(), format!("{:?}", link.relation)),
            true => (link.new.clone(), link.old.clone(), format!("{:?}", turn(link.relation))),
        })
        .collect();
    all.sort();
    all
}

/// The segments of one side that changes of that kind quote.
fn presence(comparison: &Comparison, kind: Kind, side: Side) -> Vec<usize> {
    let changes = comparison.changes.iter().filter(|change| change.kind == kind);
    let quotes = changes.flat_map(|change| if side == Side::Old { &change.old } else { &change.new });
    let mut segments: Vec<usize> = quotes.map(|evidence| evidence.segment).collect();
    segments.sort_unstable();
    segments
}
