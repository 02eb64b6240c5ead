//! Terms and names that replace each other throughout, learnt from the edits of the whole document.
//!
//! A pair that is exchanged in several sentences is one event. Once learnt, both terms count as the same word, so
//! that each sentence shows what else changed in it.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::language::token::fold;
use crate::model::{Evidence, Facet, FacetKind, Link, Pair, Relation, Side, Span, Token, TokenKind};

use crate::explain::context::{Context, discourse};
use crate::explain::quote;
use crate::explain::weave::{Run, Weave};

/// In so many sentences the same exchange must happen to be one of the whole document.
const PLACES: usize = 2;

/// Terms have no more words than this.
const WORDS: usize = 4;

/// Terms that count as the same word: the keys of their words, and the key of the class they belong to.
#[derive(Debug, Default)]
pub(in crate::explain) struct Substitutions {
    /// For the first word of a term all terms that begin with it, longest first.
    terms: FxHashMap<u64, Vec<(Vec<u64>, u64)>>,
}

impl Substitutions {
    /// Whether a term begins with a word.
    pub(in crate::explain) fn begins(&self, key: u64) -> bool {
        !self.terms.is_empty() && self.terms.contains_key(&key)
    }

    /// The class of the longest known term at the beginning of `keys`, with its number of words. Whether so many words may
    /// be a term `may_end` tells.
    pub(in crate::explain) fn at(&self, keys: &[u64], may_end: impl Fn(usize) -> bool) -> Option<(u64, usize)> {
        let known = self.terms.get(keys.first()?)?;
        let fits = |(term, _): &&(Vec<u64>, u64)| keys.starts_with(term) && may_end(term.len());
        known.iter().find(fits).map(|(term, class)| (*class, term.len()))
    }
}

/// Learns from the edits of all links.
pub(in crate::explain) fn learn(context: &Context<'_>, links: &[Link], weaves: &[Weave]) -> Substitutions {
    let mut seen: BTreeMap<(Vec<u64>, Vec<u64>), Vec<usize>> = BTreeMap::new();
    let common = OnceCell::new();
    // Few documents have a name whose part gives way, and only there it is asked.
    let is_common = |side: Side, word: u32| {
        let small = common.get_or_init(|| Pair::new(Side::Old, Side::New).map(|side| written_small(context, side)));
        small.get(side).contains(&word)
    };
    for (index, (link, weave)) in links.iter().zip(weaves).enumerate() {
        if weave.rewritten || link.relation == Relation::Repeat {
            continue;
        }
        for run in weave.changed() {
            if let Some(pair) = exchange(context, weave, run, &is_common) {
                let places = seen.entry(pair).or_default();
                if places.last() != Some(&index) {
                    places.push(index);
                }
            }
        }
    }
    let mut classes: BTreeMap<Vec<u64>, u64> = BTreeMap::new();
    for ((old, new), places) in &seen {
        if places.len() < PLACES || seen.contains_key(&(new.clone(), old.clone())) {
            continue;
        }
        let known = [classes.get(old).copied(), classes.get(new).copied()];
        let class = known.into_iter().flatten().min().unwrap_or_else(|| old[0].min(new[0]) ^ SALT);
        for known in known.into_iter().flatten().filter(|&k| k != class) {
            classes.values_mut().filter(|c| **c == known).for_each(|c| *c = class);
        }
        classes.insert(old.clone(), class);
        classes.insert(new.clone(), class);
    }
    let kept = kept_tails(&seen).into_iter().filter_map(|(term, longer)| Some((longer, *classes.get(&term)?)));
    for (longer, class) in kept.collect::<Vec<_>>() {
        classes.entry(longer).or_insert(class);
    }
    let mut terms: FxHashMap<u64, Vec<(Vec<u64>, u64)>> = FxHashMap::default();
    for (term, class) in classes {
        terms.entry(term[0]).or_default().push((term, class));
    }
    for known in terms.values_mut() {
        known.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
    }
    Substitutions { terms }
}

/// Terms that are exchanged both for a name and for a longer one, with what the longer one adds: where "Facebook" gives
/// way to "Meta" and to "Meta Products", what becomes "Meta Products" may have been "Facebook Products" before.
fn kept_tails(seen: &BTreeMap<(Vec<u64>, Vec<u64>), Vec<usize>>) -> Vec<(Vec<u64>, Vec<u64>)> {
    let learnt =
        |old: &[u64], new: &[u64]| seen.get(&(old.to_vec(), new.to_vec())).is_some_and(|places| places.len() >= PLACES);
    let mut found = Vec::new();
    for (old, new) in seen.keys().filter(|(old, new)| learnt(old, new)) {
        for at in (1..new.len()).filter(|&at| learnt(old, &new[..at])) {
            found.push((old.clone(), [&old[..], &new[at..]].concat()));
        }
        for at in (1..old.len()).filter(|&at| learnt(&old[..at], new)) {
            found.push((new.clone(), [&new[..], &old[at..]].concat()));
        }
    }
    found
}

/// Sets the keys of classes apart from those of words.
const SALT: u64 = 0x5eed_0f7e_4a11_d00d;

/// The two terms that a run exchanges, without the words they share at their ends; nothing where it changes a
/// quantity, or how strongly something is said.
fn exchange(
    context: &Context<'_>,
    weave: &Weave,
    run: &Run,
    is_common: &dyn Fn(Side, u32) -> bool,
) -> Option<(Vec<u64>, Vec<u64>)> {
    let tokens = |side: Side| -> Option<Vec<Token>> {
        let [place] = weave.places(side, run.of(side))[..] else { return None };
        let tokens = context.tokens_in(side, place.segment, place.span);
        Some(tokens.iter().filter(|t| t.kind != TokenKind::Mark).copied().collect())
    };
    let (old, new) = (tokens(Side::Old)?, tokens(Side::New)?);
    // "Colour" and "color" are one word.
    let meant = |(a, b): (&Token, &Token)| context.meant(Side::Old, a) == context.meant(Side::New, b);
    if old.len() == new.len() && old.iter().zip(&new).all(meant) {
        return None;
    }
    let key = |side: Side, token: &Token| context.key(side, token);
    let same = |(a, b): &(&Token, &Token)| key(Side::Old, a) == key(Side::New, b);
    let names = (name_of(context, Side::Old, &old), name_of(context, Side::New, &new));
    // What addresses have in common at their ends is no word that stays.
    let address = |side: Side, tokens: &[Token]| {
        let span = tokens.first().zip(tokens.last()).map(|(first, last)| Span::new(first.span.start, last.span.end));
        let text = span.map_or("", |span| context.text(side, span));
        text.contains(['.', '@', '/']) && !text.contains(char::is_whitespace)
    };
    let addresses = address(Side::Old, &old) && address(Side::New, &new);
    let head = match names {
        _ if addresses => 0,
        // A name and its acronym are one.
        (Some(old), Some(new)) if old.normal == new.normal => return None,
        // A name is known by how it begins: "Ministry of Trade" is told whole.
        (Some(_), Some(_)) => 0,
        _ => old.iter().zip(&new).take_while(same).count(),
    };
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(same).count();
    let tail = if addresses { 0 } else { tail };
    let (old, new) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    let whole = whole_names(context, Pair::new(old, new), is_common);
    let (old, new) = whole.as_ref().map_or((old, new), |names| (&names.old[..], &names.new[..]));
    // "And accompaniment of adoption" that stands for "of children" adds one thing and changes another.
    let joins = |side: Side, tokens: &[Token]| {
        let annotated = context.sides.get(side);
        let join = &discourse::of(annotated.document.language.as_deref()).join;
        tokens.first().is_some_and(|first| join.iter().any(|word| word == annotated.vocabulary.form(first.word)))
    };
    if joins(Side::Old, old) != joins(Side::New, new) {
        return None;
    }
    let term = |side: Side, tokens: &[Token]| {
        let (first, last) = (tokens.first()?, tokens.last()?);
        let span = Span::new(first.span.start, last.span.end);
        let substance = tokens.iter().any(|t| context.is_substance(side, t));
        let sober = tokens.iter().all(|t| t.kind == TokenKind::Word)
            && !context.facets_in(side, span).any(|f| is_force(f.kind) && f.span.overlaps(span));
        (tokens.len() <= WORDS && substance && sober).then(|| tokens.iter().map(|t| key(side, t)).collect())
    };
    Some((term(Side::Old, old)?, term(Side::New, new)?))
}

/// The names whose parts give way to each other, where the rest of both is the same and a part alone is a word like any
/// other: "Data Policy" that becomes "Privacy Policy" leaves "data" as it is.
fn whole_names(
    context: &Context<'_>,
    parts: Pair<&[Token]>,
    is_common: &dyn Fn(Side, u32) -> bool,
) -> Option<Pair<Vec<Token>>> {
    let name = |side: Side| -> Option<(&[Token], usize)> {
        let (first, last) = (parts.get(side).first()?, parts.get(side).last()?);
        let span = Span::new(first.span.start, last.span.end);
        let name = context.facets_in(side, span).find(|f| f.kind == FacetKind::Name && f.span.contains(span))?;
        let tokens = context.tokens_in(side, name.segment, name.span);
        Some((tokens, tokens.iter().position(|token| token.span == first.span)?))
    };
    let ((old, before), (new, there)) = (name(Side::Old)?, name(Side::New)?);
    let keys = |side: Side, tokens: &[Token]| tokens.iter().map(|t| context.key(side, t)).collect::<Vec<u64>>();
    let rest = |side: Side, tokens: &[Token], at: usize| {
        (keys(side, &tokens[..at]), keys(side, &tokens[at + parts.get(side).len()..]))
    };
    let longer = old.len() > parts.old.len();
    let common = || Side::BOTH.into_iter().any(|side| parts.get(side).iter().any(|part| is_common(side, part.word)));
    (longer && common() && rest(Side::Old, old, before) == rest(Side::New, new, there))
        .then(|| Pair::new(old.to_vec(), new.to_vec()))
}

/// The words that a side writes small somewhere.
fn written_small(context: &Context<'_>, side: Side) -> FxHashSet<u32> {
    let annotated = context.sides.get(side);
    let small = |token: &&Token| annotated.document.text[token.span.start..].starts_with(char::is_lowercase);
    annotated.tokens.iter().filter(|token| token.kind == TokenKind::Word).filter(small).map(|t| t.word).collect()
}

/// Whether of two terms one is the other with an ending: more of them, or whose they are. Capitals at the end make
/// another acronym.
pub(in crate::explain) fn is_inflected(one: &str, other: &str) -> bool {
    /// An ending has no more letters.
    const ENDING: usize = 2;
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let ending = long.strip_prefix(short).filter(|ending| !ending.is_empty());
    ending.is_some_and(|ending| ending.chars().count() <= ENDING && ending.chars().all(char::is_lowercase))
}

/// The name that tokens make up, all of them.
fn name_of<'a>(context: &Context<'a>, side: Side, tokens: &[Token]) -> Option<&'a Facet> {
    let span = Span::new(tokens.first()?.span.start, tokens.last()?.span.end);
    context.facets_in(side, span).find(|f| f.kind == FacetKind::Name && f.span == span)
}

/// Facets whose change is news in every sentence anew.
fn is_force(kind: FacetKind) -> bool {
    !matches!(kind, FacetKind::Name | FacetKind::Evaluation | FacetKind::Attribution | FacetKind::Quotation)
}

/// One exchange of terms with all its places.
#[derive(Debug, Clone)]
pub(in crate::explain) struct Exchange {
    /// The terms as first written.
    pub(super) terms: Pair<String>,
    /// How often it happened.
    pub(super) count: usize,
    /// Where it happened, as far as it can be quoted.
    pub(super) places: Pair<Vec<Evidence>>,
}

/// All places where one term of a class stands for another, by the folded words of both.
pub(in crate::explain) fn exchanges(context: &Context<'_>, links: &[Link], weaves: &[Weave]) -> Vec<Exchange> {
    let mut found: BTreeMap<(String, String), Exchange> = BTreeMap::new();
    for (_, weave) in links.iter().zip(weaves).filter(|(link, _)| link.relation != Relation::Repeat) {
        for (at_old, at_new) in weave.exchanged(context) {
            let (old, new) = (weave.units.old[at_old], weave.units.new[at_new]);
            let terms = Pair::new(context.text(Side::Old, old.span), context.text(Side::New, new.span));
            let exchange = found.entry((fold(terms.old), fold(terms.new))).or_insert_with(|| Exchange {
                terms: terms.map(|t| t.split_whitespace().collect::<Vec<_>>().join(" ")),
                count: 0,
                places: Pair::default(),
            });
            exchange.count += 1;
            exchange.places.old.extend(quote::of_range(context, weave, Side::Old, at_old..at_old + 1));
            exchange.places.new.extend(quote::of_range(context, weave, Side::New, at_new..at_new + 1));
        }
    }
    let mut exchanges: Vec<Exchange> = found.into_values().collect();
    exchanges.sort_by_key(|e| std::cmp::Reverse(e.count));
    exchanges
}

#[cfg(test)]
mod tests {
    use super::is_inflected;

    #[test]
    fn more_of_the_same_is_no_other_term() {
        for (one, other) in [("VCS", "VCSes"), ("Tweets", "Tweet"), ("Rat", "Rates")] {
            assert!(is_inflected(one, other) && is_inflected(other, one), "{one}, {other}");
        }
        for (one, other) in [("CSR", "CSRD"), ("Tweet", "post"), ("Meta", "Metaverse"), ("Fund", "Fund")] {
            assert!(!is_inflected(one, other), "{one}, {other}");
        }
    }
}
