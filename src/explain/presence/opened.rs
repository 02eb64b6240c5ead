//! Lines above lists whose words a sentence of the other version begins with: "Members may:" above two items, and "Members
//! may rent a boat and use the sauna."

use crate::model::{Evidence, FacetKind, Side, Span, TokenKind};

use crate::explain::context::Context;

/// Where the sentence that the items of a list became, or came from, begins with the words of the line above them. What
/// binds otherwise is another line.
pub(super) fn opens(context: &Context<'_>, side: Side, line: usize) -> Option<Evidence> {
    let document = &context.sides.get(side).document;
    let item = line + 1;
    let of_list = item < document.segments.len() && document.announcement(item) == Some(line);
    let link = of_list.then(|| context.primary.get(side)[item])??;
    let ends = context.alignment.links[link].ends(side.other()).iter();
    ends.filter_map(|&sentence| beginning(context, side, line, sentence)).next()
}

/// The words of a line at the beginning of a segment of the other side.
fn beginning(context: &Context<'_>, side: Side, line: usize, sentence: usize) -> Option<Evidence> {
    let other = side.other();
    let spoken = |side: Side, segment: usize| {
        let tokens = context.sides.get(side).segment_tokens(segment).iter();
        tokens.filter(|token| token.kind != TokenKind::Mark)
    };
    let mut words = spoken(other, sentence);
    let mut last = None;
    for own in spoken(side, line) {
        let word = words.next().filter(|word| context.meant(other, word) == context.meant(side, own))?;
        last = Some(word.span.end);
    }
    let start = context.body(other, sentence).span.start;
    let place = Evidence { segment: sentence, span: Span::new(start, last.filter(|&end| start < end)?) };
    let next = words.next()?;
    let mut facets = context.facets_in(other, next.span);
    let turned = facets.any(|facet| matches!(facet.kind, FacetKind::Negation | FacetKind::Modal));
    (!turned).then_some(place)
}
