//! What is told already: changes of sentences that a stronger change tells, and claims that are said again.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::language::token::fold;
use crate::model::{Evidence, Factor, Family, Kind, Pair, Side, Span};

use super::Ranked;
use super::weights;
use crate::explain::context::Context;
use crate::explain::draft::Draft;
use crate::explain::sentence::gathered::WHICH;

/// Lowers changes of sentences that a stronger change tells already, so that one sentence does not fill the
/// first screen: the same sentence, or one that says nearly the same in another place. What is said again and again
/// is raised where it is told first.
pub(super) fn discount(context: &Context<'_>, ranked: &mut [Ranked]) {
    let mut told: FxHashSet<(Side, usize)> = FxHashSet::default();
    let mut quoted: FxHashSet<(Side, usize)> = FxHashSet::default();
    let mut spans: Spans = FxHashMap::default();
    let mut together: FxHashSet<(usize, usize)> = FxHashSet::default();
    let mut said: Vec<Said> = Vec::new();
    let mut named: FxHashSet<Pair<String>> = FxHashSet::default();
    let leading: Vec<_> = ranked.par_iter().map(|one| leading_words(context, &one.draft)).collect();
    for ((index, one), leading) in ranked.iter_mut().enumerate().zip(leading) {
        if one.draft.routine.is_some() || one.draft.kind.family() == Family::Terms {
            continue;
        }
        // Two sentences of which each is told by itself are not yet told together.
        let mut pairs = pairs(&one.draft).peekable();
        let paired = pairs.peek().is_none() || pairs.any(|pair| together.contains(&pair));
        let mut spoken = places(&one.draft).filter(|&(side, _)| speaks_of(&one.draft, side));
        // A claim that came or went is not told by where something else is missing.
        let lone = matches!(one.draft.kind, Kind::Added | Kind::Removed);
        let mut again =
            paired && spoken.all(|place| if lone { quoted.contains(&place) } else { told.contains(&place) });
        // Where one thing is the largest, and then the third largest, no other change of the sentence says so.
        again &= !(one.draft.why.iter().any(|factor| factor.factor == WHICH) && apart(&one.draft, &spans));
        let mut repeated = false;
        // A title may stand in several places.
        if let Some(titles) = titles(context, &one.draft) {
            again |= !named.insert(titles);
        }
        if let Some((side, words)) = leading {
            match said.iter().position(|known| known.side == side && known.has_most(&words)) {
                Some(known) => {
                    said[known].times += 1;
                    (again, repeated) = (true, said[known].is_nearly(&words));
                }
                None if said.len() < weights::LONGEST_SCREEN => said.push(Said { index, side, words, times: 1 }),
                None => {}
            }
        }
        if again {
            // A figure that stands for another is news however the sentence is told, and so is who or what else does.
            let fact = stands_for_another(&one.draft)
                && match one.draft.kind {
                    Kind::Money | Kind::Number | Kind::Percent | Kind::Date => true,
                    Kind::Wording | Kind::Name => is_phrase(context, &one.draft) && apart(&one.draft, &spans),
                    _ => false,
                };
            let points = match (fact, repeated) {
                (true, _) => weights::FACT_TOLD_ALREADY,
                (_, true) => weights::SAID_ALREADY,
                _ => weights::TOLD_ALREADY,
            };
            one.why.push(Factor { factor: "its sentence is told already", points });
        }
        let tells = one.draft.kind == Kind::SectionRenamed || one.draft.kind.family() != Family::Sections;
        if one.draft.kind != Kind::Moved && tells {
            // Where something is missing is shown with it.
            told.extend(places(&one.draft));
            for side in Side::BOTH {
                for quote in one.draft.on(side) {
                    spans.entry((side, quote.segment)).or_default().push(quote.span);
                }
            }
            quoted.extend(places(&one.draft).filter(|&(side, _)| speaks_of(&one.draft, side)));
            together.extend(self::pairs(&one.draft).take(weights::PAIRS));
        }
    }
    for repeated in said.iter().filter(|known| known.times > 1) {
        let points = (weights::BREADTH * (repeated.times as f64).log2()).min(weights::BREADTH_MOST);
        ranked[repeated.index].why.push(Factor { factor: "said in other places too", points });
    }
}

/// What a strong addition or removal says.
struct Said {
    /// Its index among the ranked.
    index: usize,
    side: Side,
    words: FxHashSet<u64>,
    /// How often it is said, once included.
    times: usize,
}

impl Said {
    /// Whether some words are nearly all that is said, and it nearly all of them; of a long claim it suffices that they hold
    /// nearly all of it, and half as many besides at most.
    fn is_nearly(&self, words: &FxHashSet<u64>) -> bool {
        let shared = words.iter().filter(|w| self.words.contains(w)).count() as f64;
        let known = self.words.len();
        let restated = known >= weights::SAID_LONG && words.len() * 2 <= known * 3;
        let longer = if restated { known } else { known.max(words.len()) };
        shared >= weights::SAID_NEARLY * longer as f64
    }

    /// Whether most of some words are among those said, or most of what is said among them. An item of a few words is
    /// not said by a sentence that holds them.
    fn has_most(&self, words: &FxHashSet<u64>) -> bool {
        let shared = words.iter().filter(|w| self.words.contains(w)).count();
        let (here, known) = (words.len(), self.words.len());
        let within = shared as f64 >= weights::SAID_AGAIN * here as f64;
        let around = known >= weights::SAID_WORDS && shared as f64 >= weights::SAID_WITHIN * known as f64;
        around || (within && !(here < weights::SAID_WORDS && known >= weights::SAID_WORDS))
    }
}

/// What is told of each sentence.
type Spans = FxHashMap<(Side, usize), Vec<Span>>;

/// Whether words gave way to words.
fn stands_for_another(draft: &Draft) -> bool {
    Side::BOTH.into_iter().all(|side| draft.words.get(side).as_deref().is_some_and(|words| !words.is_empty()))
}

/// Whether what a change sets against each other is no more than a phrase, with a word of substance on both sides.
fn is_phrase(context: &Context<'_>, draft: &Draft) -> bool {
    /// A phrase has no more words.
    const WORDS: usize = 3;
    let short =
        |side: Side| draft.words.get(side).as_deref().is_some_and(|text| text.split_whitespace().count() <= WORDS);
    let says = |side: Side, quote: &Evidence| {
        context.tokens_in(side, quote.segment, quote.span).iter().any(|token| context.is_substance(side, token))
    };
    Side::BOTH.into_iter().all(|side| short(side) && draft.on(side).iter().any(|quote| says(side, quote)))
}

/// Whether nothing that a change quotes is told already.
fn apart(draft: &Draft, told: &Spans) -> bool {
    let known = |side: Side, quote: &Evidence| {
        let spans = told.get(&(side, quote.segment)).into_iter().flatten();
        spans.copied().any(|span| span.overlaps(quote.span))
    };
    !Side::BOTH.into_iter().any(|side| draft.on(side).iter().any(|quote| known(side, quote)))
}

/// The old and new sentences that a change puts side by side.
fn pairs(draft: &Draft) -> impl Iterator<Item = (usize, usize)> + '_ {
    draft.on(Side::Old).iter().flat_map(|o| draft.on(Side::New).iter().map(move |n| (o.segment, n.segment)))
}

/// The sentences that a change quotes.
fn places(draft: &Draft) -> impl Iterator<Item = (Side, usize)> + '_ {
    Side::BOTH.into_iter().flat_map(|side| draft.on(side).iter().map(move |e| (side, e.segment)))
}

/// Whether a change speaks of a side, and does not only show where something is missing there.
fn speaks_of(draft: &Draft, side: Side) -> bool {
    draft.words.get(side).as_deref() != Some("")
}

/// The whole sentences that a change sets against each other, where it is of their wording or of a title.
fn titles(context: &Context<'_>, draft: &Draft) -> Option<Pair<String>> {
    if !matches!(draft.kind, Kind::SectionRenamed | Kind::Wording) {
        return None;
    }
    let whole = |side: Side| {
        let place = draft.on(side).first()?;
        Some(fold(context.text(side, context.whole(side, place.segment).span)))
    };
    Some(Pair::new(whole(Side::Old)?, whole(Side::New)?))
}

/// The words of substance of the claim that an addition or removal is told by.
fn leading_words(context: &Context<'_>, draft: &Draft) -> Option<(Side, FxHashSet<u64>)> {
    let (side, evidence) = draft.leading().filter(|_| matches!(draft.kind, Kind::Added | Kind::Removed))?;
    let tokens = context.tokens_in(side, evidence.segment, evidence.span).iter();
    let words: FxHashSet<u64> =
        tokens.filter(|t| context.is_substance(side, t)).map(|t| context.key(side, t)).collect();
    (!words.is_empty()).then_some((side, words))
}
