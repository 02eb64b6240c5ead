//! Token-level edits of a link, as the report shows them.

use crate::model::{Edit, EditOp, Link, Relation, Side, Span};

use super::context::Context;
use super::weave::{Weave, is_laid};

/// The edits of a link: their old spans tile its old segments in document order, their new spans the new ones.
/// No edit reaches over the end of a segment.
pub(super) fn edits(context: &Context<'_>, link: &Link, weave: &Weave) -> Vec<Edit> {
    if let ([old], [new], false) = (&link.old[..], &link.new[..], is_laid(context, link)) {
        let (old, new) = (context.whole(Side::Old, *old).span, context.whole(Side::New, *new).span);
        let op = if link.relation == Relation::Equal { EditOp::Equal } else { EditOp::Replace };
        return if old.is_empty() && new.is_empty() { vec![] } else { vec![Edit { op, old, new }] };
    }
    let mut edits: Vec<Edit> = Vec::new();
    // Where each side has been read up to: an edit without text on a side stands there.
    let begin = |side: Side, segments: &[usize]| segments.first().map_or(0, |&s| context.whole(side, s).span.start);
    let mut at = (begin(Side::Old, &link.old), begin(Side::New, &link.new));
    for run in &weave.runs {
        if run.kept {
            let mut last = None;
            for (old, new) in weave.units.old[run.old.clone()].iter().zip(&weave.units.new[run.new.clone()]) {
                let segments = (old.segment, new.segment);
                match edits.last_mut() {
                    Some(edit) if last == Some(segments) => {
                        edit.old.end = old.span.end;
                        edit.new.end = new.span.end;
                    }
                    _ => edits.push(Edit { op: EditOp::Equal, old: old.span, new: new.span }),
                }
                last = Some(segments);
                at = (old.span.end, new.span.end);
            }
            continue;
        }
        let old = weave.places(Side::Old, run.old.clone());
        let new = weave.places(Side::New, run.new.clone());
        for index in 0..old.len().max(new.len()) {
            let (old, new) = (old.get(index).map(|e| e.span), new.get(index).map(|e| e.span));
            let op = match (old, new) {
                (Some(_), Some(_)) => EditOp::Replace,
                (Some(_), None) => EditOp::Delete,
                _ => EditOp::Insert,
            };
            at = (old.map_or(at.0, |s| s.end), new.map_or(at.1, |s| s.end));
            edits.push(Edit {
                op,
                old: old.unwrap_or(Span::new(at.0, at.0)),
                new: new.unwrap_or(Span::new(at.1, at.1)),
            });
        }
    }
    edits
}
