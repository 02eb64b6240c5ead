//! What a statement that one thing gave way to another says already: of "the Maritime Court, which replaced the Tribunal"
//! nothing is news but that.

use crate::explain::draft::Draft;
use crate::model::{Evidence, Kind, Side};

/// Keeps quiet what only puts in words of such a statement.
pub(in crate::explain) fn quieten(parties: &[Draft], drafts: &mut [Draft]) {
    let states = |draft: &&Draft| matches!(draft.kind, Kind::Succession | Kind::Consolidation);
    let mut quotes: Vec<Evidence> =
        parties.iter().filter(states).flat_map(|draft| draft.on(Side::New)).copied().collect();
    if quotes.is_empty() {
        return;
    }
    quotes.sort_unstable();
    let stands = |e: &Evidence| {
        let of_segment = &quotes[quotes.partition_point(|quote| quote.segment < e.segment)..];
        of_segment.iter().take_while(|quote| quote.segment == e.segment).any(|quote| quote.span.contains(e.span))
    };
    let puts_in = |draft: &Draft| {
        let lone = draft.words.old.as_deref() == Some("") && !draft.on(Side::New).is_empty();
        let plain = matches!(
            draft.kind,
            Kind::Wording | Kind::Scope | Kind::Tense | Kind::ListItem | Kind::Name | Kind::Reference
        );
        lone && plain && draft.on(Side::New).iter().all(stands)
    };
    for draft in drafts.iter_mut().filter(|draft| puts_in(draft)) {
        draft.routine.get_or_insert("said by what gave way to what");
    }
}
