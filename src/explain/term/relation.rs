//! What is said to be between two named parties: "the Russia-Ukraine conflict" in one version, "Russia's war of
//! aggression against Ukraine" in the other.
//!
//! Such a change of words runs through a whole page, and hardly ever stands in two sentences that are linked: what
//! a page calls the matter decides how its sentences begin. So it is read off both documents, by the names that the
//! phrases tie together.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{Evidence, FacetKind, Kind, Pair, Relation, Side, Span, Token, TokenKind};

use super::names::Names;
use crate::explain::context::Context;
use crate::explain::context::discourse;
use crate::explain::draft::Draft;
use crate::explain::quote;
use crate::explain::rank::weights;

/// A phrase must stand so often on its side …
const TIMES: usize = 2;

/// … and so many times as often as on the other.
const TIMES_OTHER: usize = 4;

/// No more words stand between a name and the one that it is tied to.
const REACH: usize = 10;

/// A phrase behind two names joined by a hyphen has no more words ("conflict", "trade dispute").
const BEHIND: usize = 2;

/// How sure it is that two phrases mean the same matter.
const SURE: f64 = 0.8;

/// The words that decide what a phrase says, by their stems, with all its places.
type Phrases = BTreeMap<String, Vec<Evidence>>;

/// Phrases that tie the same two names together and of which each version has its own.
pub(in crate::explain) fn explain(context: &Context<'_>, names: &Names, drafts: &mut Vec<Draft>) {
    let (old, new) = rayon::join(|| phrases(context, names, Side::Old), || phrases(context, names, Side::New));
    for (parties, before) in &old {
        let Some(after) = new.get(parties) else { continue };
        let own = |here: &Phrases, there: &Phrases| {
            let times = |phrases: &Phrases, head: &str| phrases.get(head).map_or(0, Vec::len);
            let own = |head: &str| times(here, head) >= TIMES.max(TIMES_OTHER * times(there, head));
            let lone = here.iter().filter(|(head, _)| own(head));
            // Of phrases that are as frequent the longest one says most.
            let length = |places: &[Evidence]| places.iter().map(|e| e.span.len()).min();
            lone.max_by_key(|(_, places)| (places.len(), length(places))).map(|(_, places)| places.clone())
        };
        let (Some(before), Some(after)) = (own(before, after), own(after, before)) else { continue };
        let (old, new) = (quoted(context, Side::Old, &before), quoted(context, Side::New, &after));
        let (Some(from), Some(to)) = (written(context, Side::Old, &before), written(context, Side::New, &after)) else {
            continue;
        };
        if old.is_empty() || new.is_empty() || is_told(context, &before, &after) {
            continue;
        }
        let mut draft = Draft::new(Kind::Term, old, new, SURE).times(after.len());
        draft.words = Pair::new(Some(from), Some(to));
        (draft.before, draft.apart) = (before.len(), true);
        draft.because("says otherwise what is between two parties", weights::RELATION);
        drafts.push(draft);
    }
}

/// All phrases of one side, by the two names that they tie.
fn phrases(context: &Context<'_>, names: &Names, side: Side) -> BTreeMap<[String; 2], Phrases> {
    let annotated = *context.sides.get(side);
    let mut found: BTreeMap<[String; 2], Phrases> = BTreeMap::new();
    let known = |name: &str| names.count(Side::Old, name) + names.count(Side::New, name) > 0;
    for segment in (0..annotated.document.segments.len()).filter(|&s| context.role(side, s).is_content()) {
        let facets = annotated.segment_facets(segment).iter().filter(|f| f.kind == FacetKind::Name);
        let named: Vec<(&str, Span)> = facets.map(|f| (&*f.normal, f.span)).collect();
        let tokens = annotated.segment_tokens(segment);
        for (at, &(name, span)) in named.iter().enumerate() {
            let tied: Vec<(&str, &str, String, usize)> = match name.split_once('-') {
                Some((one, other)) if known(one) && known(other) => {
                    behind(context, side, tokens, span).map(|(head, end)| (one, other, head, end)).collect()
                }
                _ => {
                    let next = named.get(at + 1).filter(|(other, _)| *other != name);
                    let head = next.and_then(|&(other, to)| {
                        between(context, side, tokens, (span, to)).map(|head| (name, other, head, to.end))
                    });
                    head.into_iter().collect()
                }
            };
            for (one, other, head, end) in tied {
                let mut parties = [one.to_owned(), other.to_owned()];
                parties.sort_unstable();
                let place = Evidence { segment, span: Span::new(span.start, end) };
                found.entry(parties).or_default().entry(head).or_default().push(place);
            }
        }
    }
    found
}

/// The last words of the phrases behind a name, each with where it ends: "conflict", "conflict zone".
fn behind<'c>(
    context: &'c Context<'_>,
    side: Side,
    tokens: &'c [Token],
    name: Span,
) -> impl Iterator<Item = (String, usize)> + 'c {
    let start = tokens.partition_point(|t| t.span.start < name.end);
    let phrase = tokens[start..].iter().take(BEHIND).take_while(move |t| is_plain(context, side, t));
    phrase.map(move |last| (form(context, side, last), last.span.end))
}

/// The last word of a phrase that begins with a name and ends before another, between which stands nothing but the word
/// that introduces the other one ("Russia's war of aggression against Ukraine"), if that does not itself belong to what
/// follows ("against Ukraine-led forces", "in NATO's projects").
fn between(context: &Context<'_>, side: Side, tokens: &[Token], (from, to): (Span, Span)) -> Option<String> {
    let start = tokens.partition_point(|t| t.span.start < from.end);
    let end = tokens.partition_point(|t| t.span.start < to.start);
    let (head, joint) = match tokens.get(start..end)? {
        phrase @ [.., head, joint] if phrase.len() <= REACH => (head, joint),
        _ => return None,
    };
    let modifies =
        tokens.get(end..).and_then(|rest| rest.iter().find(|t| t.span.start >= to.end)).is_some_and(|next| {
            let joined = next.span.start == to.end && matches!(context.text(side, next.span), "-" | "‑" | "–");
            let owns = possessive(context.text(side, Span::new(to.start, next.span.end.max(to.end))));
            // What happens is no part of a name: "Sudland began".
            let verb = context.facets_in(side, next.span).any(|f| f.kind == FacetKind::Tense);
            owns || joined || (is_plain(context, side, next) && !verb)
        });
    let owns = possessive(context.text(side, Span::new(from.start, tokens[start].span.end)));
    let joins = &discourse::of(context.sides.get(side).document.language.as_deref()).join;
    let word = context.text(side, joint.span);
    let introduces = joint.kind == TokenKind::Word
        && !context.is_substance(side, joint)
        && !joins.iter().any(|join| join.eq_ignore_ascii_case(word));
    (owns && introduces && !modifies && is_plain(context, side, head)).then(|| form(context, side, head))
}

/// Whether a name ends in the mark of who owns or does something.
fn possessive(text: &str) -> bool {
    ["'s", "’s", "s'", "s’"].iter().any(|end| text.ends_with(end))
}

/// Whether a token is a word of substance in lower case.
fn is_plain(context: &Context<'_>, side: Side, token: &Token) -> bool {
    token.kind == TokenKind::Word
        && context.is_substance(side, token)
        && context.text(side, token.span).starts_with(char::is_lowercase)
}

fn form(context: &Context<'_>, side: Side, token: &Token) -> String {
    context.sides.get(side).vocabulary.form(token.word).to_owned()
}

/// Whether linked sentences show the exchange already.
fn is_told(context: &Context<'_>, before: &[Evidence], after: &[Evidence]) -> bool {
    let after: FxHashSet<usize> = after.iter().map(|e| e.segment).collect();
    let linked = |e: &&Evidence| {
        let link = context.primary.old[e.segment].map(|l| &context.alignment.links[l]);
        link.is_some_and(|l| l.relation == Relation::Reworded && l.new.iter().all(|s| after.contains(s)))
    };
    before.iter().filter(linked).count() >= TIMES
}

/// A phrase as it is most often written; of equals the shorter one.
fn written(context: &Context<'_>, side: Side, places: &[Evidence]) -> Option<String> {
    let mut counts: FxHashMap<String, usize> = FxHashMap::default();
    for place in places {
        let text = context.text(side, place.span).split_whitespace().collect::<Vec<_>>().join(" ");
        *counts.entry(text).or_default() += 1;
    }
    let order = |(text, count): &(String, usize)| (*count, std::cmp::Reverse((text.len(), text.clone())));
    counts.into_iter().max_by_key(order).map(|(text, _)| text)
}

/// The places that can be quoted: news to the other version.
fn quoted(context: &Context<'_>, side: Side, places: &[Evidence]) -> Vec<Evidence> {
    let mut quotes: Vec<Evidence> = places.iter().filter_map(|&place| quote::widened(context, side, place)).collect();
    quotes.dedup();
    quotes
}
