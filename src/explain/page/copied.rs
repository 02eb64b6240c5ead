//! Claims that stand in several sections and now in one more, or one less: a right that is dropped for visitors, and stays
//! for residents.

use crate::model::{Kind, Link, Role, Side};

use crate::explain::context::Context;
use crate::explain::draft::Draft;
use crate::explain::rank::weights;

/// Why it matters where a claim stands that stands elsewhere too.
pub(super) const COPIED: &str = "another section says it, or does not";

/// A claim with fewer words of substance ("See below.") is no news where it stands once more or less.
const WORDS: usize = 3;

/// What links of copies tell: nothing changed in the words of these.
pub(super) fn explain(context: &Context<'_>, drafts: &mut Vec<Draft>) {
    let copies = context.alignment.links.iter().filter(|link| context.is_copy(link));
    drafts.extend(copies.map(|link| draft(context, link)));
}

fn draft(context: &Context<'_>, link: &Link) -> Draft {
    let (old, new) = (context.whole(Side::Old, link.old[0]), context.whole(Side::New, link.new[0]));
    let mut draft = Draft::new(Kind::Moved, vec![old], vec![new], link.confidence);
    draft.words.new = Some(context.text(Side::New, new.span).to_owned());
    let side = context.extra(old.segment);
    let copy = if side == Side::Old { old.segment } else { new.segment };
    let telling = context.stems(side, copy).len() >= WORDS && context.role(side, copy) == Role::Claim;
    if !telling || sections(context, old.segment, new.segment).is_none() {
        return draft.routine("stated elsewhere as well");
    }
    draft.because(COPIED, weights::COPIED);
    draft
}

/// The titles of the section that says it no more, or only now, and of the one that says it in both versions; nothing
/// where they have none, or the first one came or went itself.
pub(in crate::explain) fn sections<'c>(context: &Context<'c>, old: usize, new: usize) -> Option<(&'c str, &'c str)> {
    let side = context.extra(old);
    let (copy, stands) = if side == Side::Old { (old, new) } else { (new, old) };
    let section = |side: Side, segment: usize| context.sides.get(side).document.segments[segment].section;
    let title = |side: Side, section: usize| -> Option<&'c str> {
        let section = &context.sides.get(side).document.sections[section];
        Some(section.title.as_str()).filter(|title| !section.inferred && !title.is_empty())
    };
    let here = section(side, copy);
    let there = context.section_counterpart(side, here)?;
    let other = section(side.other(), stands);
    let titles = (title(side, here)?, title(side.other(), other)?);
    (there != other && titles.0 != titles.1).then_some(titles)
}
