//! The table of terms and names: how often each side has them, and what replaced what.

use std::cell::LazyCell;
use std::iter;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::language::token::fold;
use crate::model::{Evidence, Family, Kind, Pair, Side, TermEntry};

use super::acronym::Acronyms;
use super::collocation;
use super::names::Names;
use super::rename::{self, Rename, is_word};
use super::substitution::{Exchange, is_inflected};
use crate::explain::context::Context;
use crate::explain::draft::Draft;
use crate::explain::rank::weights;

/// A name must have been there so often for its going to be an event of its own.
const MENTIONS: usize = 2;

/// A term in so many places is one of the page's own: that another one took its place everywhere is an event.
const MANY: usize = 5;

/// The ledger holds no more entries than this.
const ENTRIES: usize = 200;

/// Exchanged terms, names and standing phrases that vanish or arrive, each told once.
pub(in crate::explain) fn explain(
    context: &Context<'_>,
    names: &Names,
    exchanges: &[Exchange],
    drafts: &mut Vec<Draft>,
) {
    let (renames, (acronyms, standing)) = rayon::join(
        || rename::folded(context, exchanges, drafts),
        || (Acronyms::new(context, names), collocation::standing(context)),
    );
    let mut stronger = Stronger::default();
    for rename in &renames {
        let Rename { terms, before, left, .. } = rename;
        let named = |term: &str| term.chars().any(char::is_uppercase);
        let inflected = is_inflected(&terms.old, &terms.new);
        let renamed = named(&terms.old) && named(&terms.new) && !inflected && rename.is_nearly_gone();
        let kind = if renamed { Kind::Renamed } else { Kind::Term };
        let places = rename.places.clone();
        let mut draft = Draft::new(kind, places.old, places.new, 0.95).times(rename.count);
        draft.words = terms.clone().map(Some);
        (draft.before, draft.left) = (*before, *left);
        let (told, turned) = stronger.tell(terms);
        if told {
            draft.because("another term tells it", weights::TERM_TOLD_ALREADY);
        }
        if kind == Kind::Term && named(&terms.old) && named(&terms.new) && !inflected && draft.count >= MANY {
            draft.because("one name for another in many places", weights::NAMED);
        }
        if draft.left == 0 && draft.before >= MANY {
            draft.because("gone from everywhere", weights::GONE);
        }
        // What gives way throughout takes its own name back where both were exchanged in one sentence.
        drafts.push(match (inflected, turned) {
            (true, _) => draft.routine("another form of the word"),
            (_, true) => draft.routine("the other way round throughout"),
            _ => draft,
        });
    }
    // A name that holds another one changes with it: "Harbour Rules" of a "Harbour" that became a "Port".
    let swaps = exchanges.iter().map(|exchange| exchange.terms.clone().map(|term| fold(&term))).collect::<Vec<_>>();
    let swapped = |side: Side, name: &str| {
        let whole = |name: &str, term: &str| name.match_indices(term).any(|(at, _)| is_word(name, at, term.len()));
        swaps.iter().any(|terms| {
            let (here, there) = (terms.get(side), terms.get(side.other()));
            whole(name, here) && names.count(side.other(), &name.replace(here.as_str(), there)) > 0
        })
    };
    let mut known: Vec<String> = drafts.iter().filter(|d| d.kind.family() == Family::Terms).flat_map(parties).collect();
    known.extend(
        renames.iter().flat_map(|rename| &rename.forms).flat_map(|forms| [forms.old.clone(), forms.new.clone()]),
    );
    known.sort_unstable();
    let begins_one = |name: &str| {
        let next = known.partition_point(|term| term.as_str() < name);
        known.get(next).is_some_and(|term| term.starts_with(name))
    };
    let mut lone: Vec<(Side, &[Evidence])> = Vec::new();
    let held = Pair::new(Side::Old, Side::New).map(|side| LazyCell::new(move || held_in_names(names, side)));
    for (normal, named) in names.iter() {
        for side in Side::BOTH {
            let (here, there) = (named.places.get(side), named.places.get(side.other()));
            if here.len() < MENTIONS || !there.is_empty() || stands_in_other(context, side, here) {
                continue;
            }
            // A name that another one gave way to, or took the place of, is told with it; so is one that begins such a
            // term.
            let written = context.text(side, here[0].span);
            let name = fold(written);
            // "Research Service" and "Research Services" are two ways to write one name.
            let plural = |name: &str| names.count(side.other(), &format!("{name}s")) > 0;
            let inflected =
                plural(&name) || name.strip_suffix('s').is_some_and(|one| names.count(side.other(), one) > 0);
            // "EU", where the other side writes of the "Council of the European Union".
            let inside = name != normal && normal.contains(' ') && held.get(side.other()).contains(normal);
            if inflected
                || inside
                || acronyms.explain(names, side, written)
                || swapped(side, &name)
                || known.binary_search(&name).is_ok()
                || begins_one(&format!("{name} "))
            {
                continue;
            }
            lone.push((side, here));
        }
    }
    drafts.extend(lone_names(context, &lone));
    let known: Vec<String> = drafts.iter().filter(|d| d.kind.family() == Family::Terms).flat_map(parties).collect();
    collocation::explain(context, standing, &known, drafts);
}

/// What stands inside of the names of a side, in normal form, of two words or some more.
fn held_in_names(names: &Names, side: Side) -> FxHashSet<&str> {
    /// What an acronym stands for has so many words at most.
    const WORDS: usize = 6;
    let mut held = FxHashSet::default();
    for (normal, _) in names.iter().filter(|(_, named)| !named.places.get(side).is_empty()) {
        let starts = iter::once(0).chain(normal.match_indices(' ').map(|(at, _)| at + 1));
        for rest in starts.map(|start| &normal[start..]) {
            let ends = rest.match_indices(' ').map(|(at, _)| at).chain([rest.len()]);
            held.extend(ends.skip(1).take(WORDS - 1).map(|end| &rest[..end]));
        }
    }
    held
}

/// Names that one side alone has, each with how often a reader meets it: inside a longer name too, and by its acronym.
fn lone_names(context: &Context<'_>, lone: &[(Side, &[Evidence])]) -> Vec<Draft> {
    let mut drafts = Vec::with_capacity(lone.len());
    let first = |side: Side, here: &[Evidence]| context.text(side, here[0].span);
    let written = |side: Side| {
        let names = lone.iter().filter(|(of, _)| *of == side).map(|(_, here)| first(side, here));
        let names: Vec<&str> = names.collect();
        let counts = Names::written(context, side, &names);
        names.into_iter().zip(counts).collect::<FxHashMap<&str, usize>>()
    };
    let (old, new) = rayon::join(|| written(Side::Old), || written(Side::New));
    let written = Pair::new(old, new);
    for &(side, here) in lone {
        let name = first(side, here);
        let otherwise = here.iter().filter(|place| !context.text(side, place.span).contains(name)).count();
        let count = here.len().max(written.get(side).get(name).map_or(0, |written| written + otherwise));
        let mut pair = Pair::default();
        *pair.get_mut(side) = here.to_vec();
        let mut draft = Draft::new(Kind::Term, pair.old, pair.new, 0.9).times(count);
        *draft.words.get_mut(side) = Some(name.to_owned());
        *draft.words.get_mut(side.other()) = Some(String::new());
        drafts.push(draft);
    }
    drafts
}

/// The words of a term, folded.
pub(super) fn words(term: &str) -> Vec<String> {
    term.split_whitespace().map(fold).collect()
}

/// The exchanges so far, by the words of their terms: a page may have as many as words.
#[derive(Default)]
struct Stronger<'t> {
    words: Vec<Pair<Vec<String>>>,
    /// Those with such an old and such a new word.
    with: FxHashMap<(String, String), Vec<usize>>,
    terms: FxHashSet<(&'t str, &'t str)>,
}

impl<'t> Stronger<'t> {
    /// Adds an exchange; whether one before it tells of it, and whether one before it is the other way round.
    fn tell(&mut self, terms: &'t Pair<String>) -> (bool, bool) {
        let words = terms.as_ref().map(|term| words(term));
        let both = || words.old.iter().flat_map(|old| words.new.iter().map(move |new| (old.clone(), new.clone())));
        let alike = both().filter_map(|both| self.with.get(&both)).flatten();
        let told = alike.into_iter().any(|&before| is_part(&self.words[before], &words));
        let turned = self.terms.contains(&(terms.new.as_str(), terms.old.as_str()));
        both().for_each(|both| self.with.entry(both).or_default().push(self.words.len()));
        self.terms.insert((&terms.old, &terms.new));
        self.words.push(words);
        (told, turned)
    }
}

/// Whether of two exchanges whose old and whose new terms have a word in common the second one puts in or leaves out what
/// the first one does: "Security Group" for "Security Response Group" tells of "Security" and "Security Response" too.
fn is_part(first: &Pair<Vec<String>>, second: &Pair<Vec<String>>) -> bool {
    let only = |terms: &Pair<Vec<String>>, side: Side| -> Vec<String> {
        terms.get(side).iter().filter(|word| !terms.get(side.other()).contains(word)).cloned().collect()
    };
    let same = |side: Side| {
        let alone = only(first, side.other()).is_empty() && only(second, side.other()).is_empty();
        let (one, two) = (only(first, side), only(second, side));
        alone && one.iter().any(|word| two.contains(word))
    };
    same(Side::Old) || same(Side::New)
}

/// The folded terms that a draft is about.
fn parties(draft: &Draft) -> impl Iterator<Item = String> {
    [&draft.words.old, &draft.words.new].into_iter().flatten().map(|words| fold(words)).collect::<Vec<_>>().into_iter()
}

/// Whether the words of a name stand in the other version, be it inside another name.
fn stands_in_other(context: &Context<'_>, side: Side, places: &[Evidence]) -> bool {
    places.iter().any(|&place| context.stands(side, place).is_some())
}

/// The table itself, largest difference first.
pub(in crate::explain) fn entries(context: &Context<'_>, names: &Names, drafts: &[Draft]) -> Vec<TermEntry> {
    let of_terms =
        drafts.iter().filter(|d| matches!(d.kind, Kind::Renamed | Kind::Term | Kind::Succession | Kind::Consolidation));
    let both = of_terms.filter_map(|d| d.words.old.as_ref().zip(d.words.new.as_ref()));
    let replaced: Vec<_> = both.filter(|(old, new)| !old.is_empty() && !new.is_empty()).collect();
    let counts = context.counts(replaced.iter().map(|(old, _)| old.as_str()));
    let entry = |(&(old, new), counts): (&(&String, &String), Pair<usize>)| TermEntry {
        term: old.clone(),
        old: counts.old,
        new: counts.new,
        becomes: Some(new.clone()),
    };
    let mut entries: Vec<TermEntry> = replaced.iter().zip(counts).map(entry).collect();
    let mut known: FxHashSet<String> = entries.iter().map(|entry| entry.term.clone()).collect();
    for (_, named) in names.iter() {
        let (old, new) = (named.places.old.len(), named.places.new.len());
        let side = if old > 0 { Side::Old } else { Side::New };
        let Some(first) = named.places.get(side).first() else { continue };
        let term = context.text(side, first.span).split_whitespace().collect::<Vec<_>>().join(" ");
        if old != new && known.insert(term.clone()) {
            entries.push(TermEntry { term, old, new, becomes: None });
        }
    }
    entries.sort_by(|a, b| {
        b.becomes
            .is_some()
            .cmp(&a.becomes.is_some())
            .then(b.old.abs_diff(b.new).cmp(&a.old.abs_diff(a.new)))
            .then_with(|| a.term.cmp(&b.term))
    });
    entries.truncate(ENTRIES);
    entries
}
