//! Where sentences begin in a text: the rules of `sentencex`, and what they do not know about pages.
//!
//! What is found here is only where; `segment` makes sentences of it, and its tests are those of both.

use std::borrow::Cow;
use std::cell::LazyCell;

use crate::language::family::Family;
use crate::language::lexicon::Lexicon;
use crate::language::note;

/// Where sentences begin, by the rules of a language; the first one at zero. A full stop that a bracket follows without
/// a space ends none: `config.[env].json`. Nor does one inside of code: `` `compose.Transformer` ``.
pub(super) fn boundaries(text: &str, language: &str) -> Vec<usize> {
    let glued = |at: usize| {
        let before = text[..at].chars().next_back();
        text[at..].starts_with(['[', '(', '{', '<']) && before.is_some_and(|c| !c.is_whitespace())
    };
    let mut code = Code::new(text);
    // To the rules of sentences ticks are quotation marks, and what stands between two pieces of code a quote.
    let quoted = unquoted(&even_quotes(text)).replace('`', "|");
    let found = by_rules(&quoted, language).into_iter();
    // What leads to a note belongs to the sentence before it.
    let begins = |at: usize| {
        let noted = || note::without(&text[..at]).len() < text[..at].trim_end().len();
        at == 0
            || (note::mark(text, at).is_none() && !(text[at..].trim_start().starts_with(char::is_lowercase) && noted()))
    };
    let capital = text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    let small = |at: usize| capital && goes_on_small(text, at);
    let mut found: Vec<usize> = found
        .filter(|&at| {
            begins(at)
                && !code.splits(at)
                && !glued(at)
                && !abbreviates(text, at)
                && !incorporates(text, at)
                && !small(at)
        })
        .collect();
    behind_brackets(text, &mut found);
    for at in without_space(text).chain(behind_quotes(text)).chain(behind_notes(text)) {
        if let Err(place) = found.binary_search(&at) {
            found.insert(place, at);
        }
    }
    found
}

/// Where sentences begin by the rules of a language. They look back and ahead at each mark, so a text is given to them in
/// pieces, each from the last beginning in the one before.
fn by_rules(text: &str, language: &str) -> Vec<usize> {
    const PIECE: usize = 8 << 10;
    let mut found = Vec::new();
    let mut from = 0;
    loop {
        let end = text.floor_char_boundary(from + PIECE);
        let all = sentencex::get_sentence_boundaries(language, &text[from..end]);
        // The first one is where the piece begins.
        found.extend(all.iter().map(|boundary| from + boundary.start_byte).skip(usize::from(from > 0)));
        if end == text.len() {
            return found;
        }
        from = found.last().copied().filter(|&last| last > from + PIECE / 2).unwrap_or(end);
    }
}

/// Where a sentence begins to which its author left no space: "… for leisure.Hotels may …". A small word stands before
/// the stop, and what follows it up to the next space is a word: neither is a name of a file, a host or a function.
fn without_space(text: &str) -> impl Iterator<Item = usize> {
    const SHORT: usize = 3;
    let is_stop = |byte: &u8| matches!(byte, b'.' | b'?' | b'!');
    // Nearly every stop has a space behind it, and nothing more is asked of those.
    let glued = |next: &u8| next.is_ascii_uppercase() || !next.is_ascii();
    // Nor of most texts, which is soon seen of many bytes at once.
    let pairs = text.as_bytes().iter().zip(text.as_bytes().iter().skip(1));
    let any = pairs.fold(false, |any, (byte, next)| any | (is_stop(byte) & glued(next)));
    let text = if any { text } else { "" };
    let mut behind = 0;
    let stops = std::iter::from_fn(move || {
        let at = behind + text.as_bytes()[behind..].iter().position(is_stop)?;
        behind = at + 1;
        Some(at)
    });
    stops.filter(move |at| text.as_bytes().get(at + 1).is_some_and(glued)).filter_map(|at| {
        // Read from the stop outwards, no further than the words go: a text may have no space at all.
        let opened = text[..at].trim_end_matches(char::is_lowercase);
        let small = text[opened.len()..at].chars().nth(SHORT - 1).is_some();
        let before = opened.trim_end_matches(['(', '"', '“', '‘']);
        let begins = before.is_empty() || before.ends_with(char::is_whitespace);
        let letters = text[at + 1..].strip_prefix(char::is_uppercase)?;
        let marks = letters.trim_start_matches(|c: char| c.is_lowercase() || c == '’');
        let behind = marks.trim_start_matches([',', ';', ':', '.', '"', '”']);
        (small && begins && behind.starts_with(char::is_whitespace)).then_some(at + 1)
    })
}

/// Where a sentence begins behind a stop that stands inside of the marks of a quote, as Americans set it: … like "parks.gov."
/// However, … A word of some length stands before the stop: it is no abbreviation.
fn behind_quotes(text: &str) -> impl Iterator<Item = usize> {
    const LONG: usize = 4;
    // Most blocks quote nothing, and are not looked through.
    let quoting = if text.contains('"') || text.contains('”') { text } else { "" };
    let stops = quoting.match_indices(['.', '!', '?']).map(|(at, stop)| (at, at + stop.len()));
    stops.filter_map(|(at, end)| {
        let behind = text[end..].strip_prefix(['"', '”'])?.strip_prefix(' ')?;
        let word = text[..at].rsplit(|c: char| !c.is_alphanumeric() && c != '.').next().unwrap_or_default();
        let abbreviated = word.split('.').all(|part| part.chars().count() < LONG - 1) || word.chars().count() < LONG;
        let begins = behind.starts_with(char::is_uppercase);
        (begins && !abbreviated).then_some(text.len() - behind.len())
    })
}

/// Where a sentence begins behind what leads to a note of the one before: `… was built.[1] It is open`, `… was built. [1] It`.
fn behind_notes(text: &str) -> impl Iterator<Item = usize> {
    let brackets = text.match_indices('[').map(|(at, _)| at);
    let raised = if text.is_ascii() { "" } else { text };
    let raised = raised.char_indices().filter(|&(_, c)| note::plain(c) != c).map(|(at, _)| at);
    brackets.chain(raised).filter_map(|at| {
        // Of several marks in a row the first one alone stands behind the stop.
        let stopped = text[..at].trim_end().trim_end_matches(['"', '”', '’', '»', ')']).ends_with(['.', '!', '?']);
        let mut end = note::mark(text, at).filter(|_| stopped)?;
        while let Some(next) = note::mark(text, end) {
            end = next;
        }
        let next = text[end..].trim_start();
        let spaced = next.len() < text.len() - end;
        let begins = next.starts_with(|c: char| c.is_uppercase() || !c.is_alphanumeric());
        (spaced && begins).then_some(text.len() - next.len())
    })
}

/// Whether a full stop before a place belongs to a short word that a small letter follows: "NovaBus sp. z o.o. et al."
fn abbreviates(text: &str, at: usize) -> bool {
    const SHORT: usize = 3;
    const LONGEST: usize = 32;
    if !text[at..].starts_with(char::is_lowercase) {
        return false;
    }
    let before = text[..at].trim_end();
    let from = before.char_indices().rev().take(LONGEST).last().map_or(0, |(from, _)| from);
    let last = before[from..].rsplit([' ', '\u{a0}', '(']).next().unwrap_or_default();
    let letters = |word: &str| word.chars().count() <= SHORT && word.chars().all(char::is_alphabetic);
    last.ends_with('.') && last.trim_end_matches('.').split('.').all(letters)
}

/// Whether a full stop before a place belongs to the form of a company, of which brackets say more: "Nova, Inc. (Velmund)".
fn incorporates(text: &str, at: usize) -> bool {
    let lexicon = Lexicon::of(None);
    let form = |word: &str| lexicon.begins(&word.to_lowercase(), Family::NameSuffix);
    let word = || text[..at].trim_end().strip_suffix('.')?.rsplit(|c: char| !c.is_alphabetic()).next();
    text[at..].starts_with('(') && word().is_some_and(form)
}

/// Whether a small word follows a full stop: where sentences begin with capitals, none begins there, be it that a note
/// with a stop of its own was put into it. A name may be written so: "eBay".
fn goes_on_small(text: &str, at: usize) -> bool {
    let end = text[at..].find(|c: char| !c.is_alphabetic()).map_or(text.len(), |end| at + end);
    let word = &text[at..end];
    // "e. Fees" and "iv) fees" are items.
    let item = text[end..].starts_with(['.', ')']) && word.len() < 5;
    let small = word.starts_with(char::is_lowercase) && !word.contains(char::is_uppercase);
    small && !item && text[..at].trim_end().ends_with('.')
}

/// Adds where a sentence begins behind one that stands in brackets of its own: "(Ask first.) Then copy."
fn behind_brackets(text: &str, found: &mut Vec<usize>) {
    let ends = |at: &usize| {
        let inside = text[*at..].strip_prefix('(')?;
        let close = inside.find(')').filter(|&close| inside[..close].ends_with(['.', '!', '?']))?;
        let behind = &inside[close + 1..];
        let next = behind.trim_start();
        let begins = next.len() < behind.len() && next.starts_with(|c: char| c.is_uppercase() || c == '(');
        begins.then_some(text.len() - next.len())
    };
    let mut at = 0;
    while at < found.len() {
        if let Some(place) = ends(&found[at]).filter(|place| found.get(at + 1).is_none_or(|next| place < next)) {
            found.insert(at + 1, place);
        }
        at += 1;
    }
}

/// The text with as many bytes, without the marks of quotations that open with one kind of mark and close with another:
/// „so". To the rules of sentences they go on until a mark of the first kind comes.
fn even_quotes(text: &str) -> Cow<'_, str> {
    /// A quotation of more bytes may well be several sentences.
    const LONGEST: usize = 160;
    const OPENING: [char; 2] = ['„', '“'];
    // Many texts have no such mark, and are not looked through.
    if text.is_ascii() {
        return text.into();
    }
    let mut even = Cow::Borrowed(text);
    let mut behind = 0;
    while let Some(open) = text[behind..].find(OPENING).map(|at| behind + at) {
        behind = open + '„'.len_utf8();
        let closing = |c: char| matches!(c, '"' | '“' | '”') || OPENING.contains(&c);
        let Some(close) = text[behind..].find(closing).map(|at| behind + at) else { break };
        if text[close..].starts_with('"') && close - behind <= LONGEST {
            let marks = even.to_mut();
            marks.replace_range(open..behind, "|||");
            marks.replace_range(close..=close, "|");
        }
        if !text[close..].starts_with('„') {
            behind = close + text[close..].chars().next().map_or(1, char::len_utf8);
        }
    }
    even
}

/// The text with as many bytes, without the marks of a quotation that is all of it, be it that it goes on in the next
/// paragraph: its sentences are those of the page.
fn unquoted(text: &str) -> Cow<'_, str> {
    let mut chars = text.chars();
    let Some(open @ ('"' | '“' | '„' | '«')) = chars.next() else { return text.into() };
    let inside = chars.as_str();
    let close = inside.find(['"', '”', '“', '»']).map(|at| open.len_utf8() + at);
    let ends = close.map_or(text.len(), |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    if !text[ends..].trim().is_empty() {
        return text.into();
    }
    let mut bare = "|".repeat(open.len_utf8()) + inside;
    if let Some(close) = close {
        bare.replace_range(close..ends, &" ".repeat(ends - close));
    }
    bare.into()
}

/// The pieces of code in a block, as they are come by.
struct Code<'a> {
    text: &'a str,
    /// Where the last tick stands.
    last: Option<usize>,
    /// Of the piece that is open, how many ticks opened it: as many close it.
    open: Option<usize>,
    /// How far the text was read.
    read: usize,
}

impl<'a> Code<'a> {
    fn new(text: &'a str) -> Self {
        Code { text, last: text.rfind('`'), open: None, read: 0 }
    }

    /// Whether a place without a space before it is inside of a piece of code. Places are asked for in order, so that
    /// the text is read once however many there are.
    fn splits(&mut self, at: usize) -> bool {
        if self.last.is_none_or(|last| last < at) {
            return false;
        }
        while self.read < at
            && let Some(tick) = self.text[self.read..at].find('`')
        {
            let ticks = self.text[self.read + tick..].bytes().take_while(|&byte| byte == b'`').count();
            self.read += tick + ticks;
            match self.open {
                None => self.open = Some(ticks),
                Some(opened) if opened == ticks => self.open = None,
                Some(_) => {}
            }
        }
        self.read = self.read.max(at);
        self.open.is_some() && self.text[..at].ends_with(|c: char| !c.is_whitespace())
    }
}

/// Whether a text may hold more than one sentence: some mark of an end stands before its own end. Asking costs
/// nothing, the rules of a language cost a millisecond when they are first used.
pub(super) fn may_hold_two(text: &str) -> bool {
    let mut chars = text.char_indices().peekable();
    let last = LazyCell::new(|| text.rfind(char::is_alphanumeric).unwrap_or_default());
    while let Some((_, c)) = chars.next() {
        let Some(&(at, next)) = chars.peek() else { break };
        match c {
            '.' | '!' | '?' | '…' => {
                let spaced = next.is_whitespace()
                    || matches!(next, '"' | '\'' | '”' | '’' | ')' | ']' | '»' | '[')
                    || note::plain(next) != next;
                if spaced && at <= *last {
                    return true;
                }
            }
            '。' | '！' | '？' | '｡' | '।' | '؟' | '۔' | '։' | '።' | '။' => return true,
            _ => {}
        }
    }
    without_space(text).next().is_some()
}
