//! What changed inside a sentence, told with as much of the sentence as there is room for.

use crate::language::stop::is_stop_word;
use crate::language::token::fold;
use crate::model::{Evidence, FacetKind, Family, Kind, Side, Span};

use super::clip::{around, clip, plain};
use super::room::{change, one, two};
use super::{AROUND, BARE, BETWEEN, LIMIT, longest};
use crate::explain::context::{Context, row};
use crate::explain::draft::Draft;

/// So much of a sentence is quoted to tell which one it is.
const BEGINNING: usize = 44;

/// Sentences that are this sure to belong together, or less, are not said to have become each other: one stands where
/// the other stood.
const DOUBTFUL: f64 = 0.6;

/// A change inside a sentence, with the sentence.
pub(super) fn in_sentence(context: &Context<'_>, draft: &Draft, old: &str, new: &str, places: &str) -> String {
    let (add, drop) = match draft.kind {
        Kind::Money | Kind::Number | Kind::Percent | Kind::Date if !is_figure(context, draft, old, new) => {
            ("Adds ", "Drops ")
        }
        Kind::Money => ("Adds the amount ", "Drops the amount "),
        Kind::Number | Kind::Percent => ("Adds the figure ", "Drops the figure "),
        Kind::Date => ("Adds the date ", "Drops the date "),
        Kind::Name => ("Names ", "No longer names "),
        Kind::Agent => ("Says who acts: ", "No longer says who acts: "),
        Kind::Attribution => ("Attributes: ", "No longer attributes: "),
        Kind::Quotation => ("Puts in quotes ", "No longer puts in quotes "),
        _ => ("Adds ", "Drops "),
    };
    if draft.kind == Kind::Wording && draft.confidence < DOUBTFUL && !old.is_empty() && !new.is_empty() {
        return two("Instead of ", old, "says", new, places);
    }
    if let Some(line) = both_sentences(context, draft, old, new) {
        return line;
    }
    let line = change("", [add, drop], old, "becomes", new, places);
    let side = if draft.evidence.new.is_empty() || (new.is_empty() && !old.is_empty()) { Side::Old } else { Side::New };
    let joint = " in ";
    let (alone, tail) = match draft.count {
        0 | 1 => (line.clone(), String::new()),
        2 => (change("", [add, drop], old, "becomes", new, ""), " and another place".to_owned()),
        n => (change("", [add, drop], old, "becomes", new, ""), format!(" and {} more places", n - 1)),
    };
    let room = LIMIT.saturating_sub(alone.chars().count() + joint.len() + 2 + tail.chars().count());
    let told = if side == Side::New { new } else { old };
    // Of several places the first one is shown below the line.
    let shown = if draft.count > 1 { 1 } else { usize::MAX };
    let held: Vec<Evidence> = holding(context, draft.on(side), side, told).take(shown).copied().collect();
    let quotes = if held.is_empty() { draft.on(side) } else { &held };
    let holds = |quote: &&Evidence| plain(context.text(side, quote.span)).contains(told);
    let told_in = quotes.iter().find(holds).filter(|_| !told.is_empty());
    let place = if draft.count > 1 { quotes.first() } else { told_in.or_else(|| longest(quotes)) };
    let Some(&place) = place else { return line };
    // What is told may begin in a later cell than what is quoted.
    let at = context.text(side, place.span).find(told).unwrap_or(0);
    let cell = Evidence { span: Span::new(place.span.start + at, place.span.end), ..place };
    if let Some(cell) = in_cell(context, side, cell, room) {
        return format!("{alone}{cell}{tail}");
    }
    if room < AROUND && draft.kind.family() != Family::Form {
        return long_clause(context, draft, (side, place), [add, drop], [old, new]).unwrap_or(line);
    }
    if room < AROUND || line.is_empty() || draft.kind.family() == Family::Form {
        return line;
    }
    let around = around(context, side, place, room);
    if around.chars().count() <= old.chars().count().max(new.chars().count()) + 4 {
        return long_clause(context, draft, (side, place), [add, drop], [old, new]).unwrap_or(line);
    }
    format!("{alone}{joint}“{around}”{tail}")
}

/// Whether what came or went is a figure, with no more beside it than what it counts: "was suspended in April 2014" is no
/// date.
fn is_figure(context: &Context<'_>, draft: &Draft, old: &str, new: &str) -> bool {
    let (side, told) = if new.is_empty() { (Side::Old, old) } else { (Side::New, new) };
    let holds = |quote: &&Evidence| plain(context.text(side, quote.span)).contains(told);
    let Some(place) = draft.on(side).iter().find(holds) else { return true };
    let mut rest = told.to_owned();
    for facet in context.facets_in(side, place.span).filter(|facet| facet.kind.is_figure()) {
        rest = rest.replacen(&*plain(context.text(side, facet.span)), "", 1);
    }
    let language = context.sides.get(side).document.language.as_deref();
    let says = |word: &&str| word.chars().any(char::is_alphanumeric) && !is_stop_word(language, &fold(word));
    rest.split(' ').filter(says).count() <= usize::from(draft.kind != Kind::Date)
}

/// The quotes out of sentences that hold some words: what is told stands in the sentence that is quoted with it.
fn holding<'q>(
    context: &Context<'_>,
    quotes: &'q [Evidence],
    side: Side,
    words: &str,
) -> impl Iterator<Item = &'q Evidence> {
    let holds = move |quotes: &&[Evidence]| {
        plain(context.text(side, context.whole(side, quotes[0].segment).span)).contains(words)
    };
    // A long sentence may have many quotes.
    quotes.chunk_by(|a, b| a.segment == b.segment).filter(holds).flatten()
}

/// Where a cell of a table stands, if there is room to say it.
fn in_cell(context: &Context<'_>, side: Side, place: Evidence, room: usize) -> Option<String> {
    let (title, head) = row::place(context, side, place)?;
    let (title, head) = (plain(title), plain(head));
    let line = |title: &str| format!(" in “{title}”, column “{head}”");
    let beyond = line(&title).chars().count().saturating_sub(room);
    let length = title.chars().count();
    (beyond + AROUND.min(length) <= length).then(|| line(&clip(&title, length - beyond)))
}

/// A long clause that a sentence gains or loses, with how the sentence begins.
fn long_clause(
    context: &Context<'_>,
    draft: &Draft,
    (side, place): (Side, Evidence),
    [add, drop]: [&str; 2],
    [old, new]: [&str; 2],
) -> Option<String> {
    let (verb, clause, joint) = match (old.is_empty(), new.is_empty()) {
        (true, false) => (add, new, "to"),
        (false, true) => (drop, old, "from"),
        _ => return None,
    };
    let sentence = plain(context.text(side, context.whole(side, place.segment).span));
    let before = sentence.find(clause).filter(|&at| at > 0 && draft.count == 1)?;
    if draft.kind == Kind::Scope
        && is_fragment(context, (side, place), clause)
        && let Some(&there) = longest(draft.on(side.other()))
    {
        let other = plain(context.text(side.other(), context.whole(side.other(), there.segment).span));
        let (first, second) = if side == Side::Old { (&sentence, &other) } else { (&other, &sentence) };
        return Some(two("", first, "becomes", second, ""));
    }
    let beginning = clip(&sentence, BEGINNING);
    (beginning.len() < before + clause.len()).then(|| one(verb, clause, &format!(" {joint} “{beginning}”")))
}

/// Whether a clause is cut out of its sentence so that it says nothing alone: it begins with a verb whose subject stands,
/// or runs over a comma to a word that leads to what stands ("picked up, indicators of").
fn is_fragment(context: &Context<'_>, (side, place): (Side, Evidence), clause: &str) -> bool {
    use FacetKind::{Certainty, Modal, Tense};
    /// A longer clause says what it says though its end leads on, in so many bytes.
    const SHORT: usize = 80;
    let mut verbs = context.facets_in(side, place.span).filter(|f| matches!(f.kind, Tense | Modal | Certainty));
    let begins = verbs.any(|f| clause.starts_with(&*plain(context.text(side, f.span))));
    let last = clause.rsplit(' ').next().unwrap_or_default();
    let language = context.sides.get(side).document.language.as_deref();
    let leads = clause.contains(", ") && clause.len() <= SHORT;
    begins || (leads && last.starts_with(char::is_lowercase) && is_stop_word(language, last))
}

/// Whether nothing but words without substance came or went.
fn is_slight(context: &Context<'_>, old: &str, new: &str) -> bool {
    let (side, told) = if new.is_empty() { (Side::Old, old) } else { (Side::New, new) };
    let language = context.sides.get(side).document.language.as_deref();
    let slight = |word: &str| is_stop_word(language, &fold(word));
    told.split(' ').all(slight)
}

/// Whether what came or went opens its sentence and leads to words that stand: "The Bank does not publish the" is no statement.
fn opens(context: &Context<'_>, draft: &Draft, old: &str, new: &str) -> bool {
    let (side, told) = if new.is_empty() { (Side::Old, old) } else { (Side::New, new) };
    let language = context.sides.get(side).document.language.as_deref();
    let last = told.rsplit(' ').next().unwrap_or_default();
    let leads = |rest: &str| rest.starts_with(' ') && is_stop_word(language, &fold(last));
    let sentence = |quote: &Evidence| plain(context.text(side, context.whole(side, quote.segment).span));
    let opens = |quote: &Evidence| sentence(quote).strip_prefix(told).is_some_and(leads);
    draft.on(side).iter().any(opens)
}

/// A phrase with a verb and what took its place say little without their sentences: as much of both as there is room
/// for.
fn both_sentences(context: &Context<'_>, draft: &Draft, old: &str, new: &str) -> Option<String> {
    let words = |text: &str| text.split(' ').count();
    let verbs = match draft.kind {
        Kind::Modality | Kind::Polarity | Kind::Tense | Kind::Attribution => true,
        // One or two words for a long phrase say nothing alone.
        Kind::Wording => words(old).min(words(new)) <= BARE,
        _ => false,
    };
    let (Some(before), Some(after)) = (longest(draft.on(Side::Old)), longest(draft.on(Side::New))) else { return None };
    let phrases = words(old).max(words(new)) > 1;
    // Of a row the title and the column are told.
    let in_cell = row::place(context, Side::Old, *before).or_else(|| row::place(context, Side::New, *after)).is_some();
    // "Not" that went says nothing without what it denied, nor does "within" without what lay within.
    let plain_kind = verbs || matches!(draft.kind, Kind::Wording | Kind::Scope);
    let lone = old.is_empty() != new.is_empty();
    // Nor does a verb that came or went without what was done.
    let several = [old, new].iter().any(|text| text.contains(BETWEEN));
    let verb = matches!(draft.kind, Kind::Modality | Kind::Polarity) && old.len() + new.len() <= BEGINNING && !several;
    let slight = lone && plain_kind && (verb || is_slight(context, old, new) || opens(context, draft, old, new));
    let exchange = verbs && !old.is_empty() && !new.is_empty() && phrases;
    if !(exchange || slight) || draft.count > 1 || in_cell {
        return None;
    }
    let sentence = |side: Side, place: &Evidence| plain(context.text(side, context.whole(side, place.segment).span));
    let sentences = (sentence(Side::Old, before), sentence(Side::New, after));
    // Where nothing else changed, the word in its sentence says it all.
    if slight && !exchange {
        let (longer, shorter, told) = match new.is_empty() {
            true => (&sentences.0, &sentences.1, old),
            false => (&sentences.1, &sentences.0, new),
        };
        let rest = longer.replacen(told, "", 1);
        if rest.split_whitespace().eq(shorter.split_whitespace()) {
            return None;
        }
    }
    let length = |text: &str| text.chars().count();
    let room = LIMIT - length("“” becomes “”");
    // The shorter sentence gives what it does not need to the longer one.
    let left = room - length(&sentences.1).min(room / 2);
    let rooms = (left, room - length(&sentences.0).min(left));
    let shown = |side: Side, place: &Evidence, words: &str, sentence: &str, room: usize| {
        if length(sentence) <= room {
            return Some(sentence.to_owned());
        }
        let opens = sentence.find(words).is_some_and(|at| at < room / 2);
        let cut = Some(around(context, side, *place, room)).filter(|text| text.contains(words));
        cut.or_else(|| opens.then(|| clip(sentence, room)))
    };
    let old = shown(Side::Old, before, old, &sentences.0, rooms.0);
    let new = shown(Side::New, after, new, &sentences.1, rooms.1);
    Some(match (old, new) {
        (Some(old), Some(new)) => format!("“{old}” becomes “{new}”"),
        // Phrases too long to be shown in their sentences say less than these.
        _ => two("", &sentences.0, "becomes", &sentences.1, ""),
    })
}
