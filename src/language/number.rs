//! Numerals: amounts in digits and in words, with fractions and scales ("5-1/4", "40 billion", "two thirds",
//! "einundzwanzig"). What they count is the business of [`super::quantity`].

use super::amount::Amount;
use super::calendar::is_counted;
use super::casing::Shape;
use super::family::Family;
use super::lexicon::Lexicon;
use super::passage::Passage;
use crate::model::TokenKind;

/// An amount as it stands in a text.
#[derive(Debug, Clone, Copy)]
pub struct Numeral {
    /// How much.
    pub amount: Amount,
    /// The token after it.
    pub end: usize,
    /// The scale word that multiplied it ("billion"), if there is one.
    pub scale: Option<Amount>,
    /// Whether it is only a word for one or an article: no amount without something counted.
    pub is_bare_one: bool,
}

/// The numeral that begins at a token.
pub fn numeral(passage: &Passage<'_>, at: usize) -> Option<Numeral> {
    let mut numeral = match passage.tokens.get(at)?.kind {
        TokenKind::Number => in_digits(passage, at)?,
        TokenKind::Word => in_words(passage, at)?,
        TokenKind::Mark => return None,
    };
    while let Some((end, scale)) = scale(passage, numeral.end).filter(|_| !passage.is_glued(numeral.end)) {
        numeral.amount = numeral.amount.times(scale)?;
        numeral.scale = Some(numeral.scale.map_or(Some(scale), |inner| inner.times(scale))?);
        numeral.is_bare_one = false;
        numeral.end = end;
    }
    if let Some(end) = in_brackets(passage, &numeral) {
        numeral.is_bare_one = false;
        numeral.end = end;
    }
    Some(numeral)
}

/// The token behind the same amount in brackets: "three (3)".
fn in_brackets(passage: &Passage<'_>, numeral: &Numeral) -> Option<usize> {
    let opens = passage.is_mark(numeral.end, "(") && passage.is(numeral.end + 1, TokenKind::Number);
    let again = in_digits(passage, numeral.end + 1).filter(|_| opens)?;
    (again.amount == numeral.amount && passage.is_mark(again.end, ")")).then_some(again.end + 1)
}

/// Whether a number belongs to something else: an identifier ("COVID-19", "C4", "#5"), an address, a version.
fn is_part_of_identifier(passage: &Passage<'_>, at: usize) -> bool {
    if !passage.is_glued(at) {
        return false;
    }
    let before = passage.form(at - 1);
    match passage.tokens[at - 1].kind {
        TokenKind::Word => !super::token::is_unspaced(before.chars().next().unwrap_or(' ')),
        TokenKind::Number => true,
        TokenKind::Mark => match before {
            "-" => at > 1 && passage.is_glued(at - 1) && passage.is(at - 2, TokenKind::Word),
            "/" | "\\" | "_" | "=" | "?" | "&" | "#" | "@" | "." | "%" | ":" => true,
            _ => false,
        },
    }
}

fn in_digits(passage: &Passage<'_>, at: usize) -> Option<Numeral> {
    // "0010" is the name of a document, or a telephone number.
    let raw = passage.raw(at);
    let code = raw.len() > 2 && raw.starts_with('0') && raw.bytes().all(|b| b.is_ascii_digit());
    if code || is_part_of_identifier(passage, at) {
        return None;
    }
    let decimal = passage.lexicon.conventions.decimal;
    let end = grouped_by_space(passage, at);
    let mut numeral = if end > at + 1 {
        let digits: String = (at..end).map(|i| passage.raw(i)).collect();
        Numeral { amount: Amount::of_digits(&digits, decimal)?, end, scale: None, is_bare_one: false }
    } else {
        Numeral { amount: Amount::of_digits(passage.raw(at), decimal)?, end, scale: None, is_bare_one: false }
    };
    if let Some((end, fraction)) = fraction_in_digits(passage, at) {
        numeral = Numeral { amount: fraction, end, ..numeral };
    } else if numeral.amount.as_whole().is_some() {
        // "5-1/4", "5 1/4"
        let dash = usize::from(passage.is_mark(end, "-") && passage.is_glued(end) && passage.is_glued(end + 1));
        if let Some((end, fraction)) = fraction_in_digits(passage, end + dash) {
            numeral = Numeral { amount: numeral.amount.plus(fraction)?, end, ..numeral };
        }
    }
    // "3/2020", "1-2-3": more than a number.
    let goes_on = passage.is_glued(numeral.end)
        && matches!(passage.form(numeral.end), "/" | "_" | "=" | "@")
        && passage.is_glued(numeral.end + 1);
    if goes_on {
        return None;
    }
    // "-5" after a space is negative; "2-5" is a range.
    if is_signed(passage, at) {
        numeral.amount = numeral.amount.negated();
    }
    Some(numeral)
}

/// Whether a minus sign stands before a number.
pub fn is_signed(passage: &Passage<'_>, at: usize) -> bool {
    let minus = at > 1 && passage.is_glued(at) && matches!(passage.form(at - 1), "-" | "−");
    minus && !passage.is_glued(at - 1) && !passage.is(at - 2, TokenKind::Number)
}

/// Where a number ends whose digits are grouped by spaces: `40 000`.
fn grouped_by_space(passage: &Passage<'_>, at: usize) -> usize {
    let head = passage.raw(at);
    let mut end = at + 1;
    if head.len() > 3 || !head.bytes().all(|b| b.is_ascii_digit()) {
        return end;
    }
    let plain_space_groups = passage.lexicon.conventions.groups_by_space || counts_by_space(passage, at);
    while passage.is(end, TokenKind::Number) {
        let group = passage.raw(end);
        let digits = group.bytes().take_while(u8::is_ascii_digit).count();
        let between = &passage.text[passage.tokens[end - 1].span.end..passage.tokens[end].span.start];
        let groups = matches!(between, "\u{a0}" | "\u{202f}" | "\u{2009}") || (plain_space_groups && between == " ");
        if digits != 3 || !groups {
            break;
        }
        end += 1;
        if group.len() > 3 {
            break;
        }
    }
    end
}

/// Whether two numbers with a space between them are one, in a language that groups its digits otherwise as a rule: where a word
/// that they count follows, and none before that the first may be the number of ("28 600 cases", but "Section 28 600 words").
fn counts_by_space(passage: &Passage<'_>, at: usize) -> bool {
    /// No number that is written out has more groups of digits.
    const GROUPS: usize = 8;
    let groups = (at + 1..passage.len()).take(GROUPS);
    let groups = groups.take_while(|&at| passage.is(at, TokenKind::Number) && !passage.is_glued(at)).count();
    let end = at + 1 + groups;
    let named = at > 0 && (passage.shape(at - 1) != Shape::Plain || passage.is(at - 1, TokenKind::Number));
    let opens = at == 1 || (at > 1 && passage.is_mark(at - 2, "."));
    groups > 0
        && passage.is(end, TokenKind::Word)
        && !passage.is_glued(end)
        && !passage.is_stop(end)
        && (!named || opens)
}

/// `1/4`, with nothing glued to it.
fn fraction_in_digits(passage: &Passage<'_>, at: usize) -> Option<(usize, Amount)> {
    let whole = |i: usize| -> Option<i128> {
        passage.is(i, TokenKind::Number).then(|| passage.raw(i).parse::<u16>().ok()).flatten().map(i128::from)
    };
    if !(passage.is_mark(at + 1, "/") && passage.is_glued(at + 1) && passage.is_glued(at + 2)) {
        return None;
    }
    let (numerator, denominator) = (whole(at)?, whole(at + 2)?);
    let is_share = numerator < denominator && matches!(denominator, 2..=8 | 10 | 16 | 32 | 64 | 100);
    let goes_on = passage.is_glued(at + 3)
        && matches!(passage.form(at + 3), "/" | "." | "-")
        && passage.is_glued(at + 4)
        && passage.is(at + 4, TokenKind::Number);
    (is_share && !goes_on).then(|| Some((at + 3, Amount::fraction(numerator, denominator)?))).flatten()
}

fn in_words(passage: &Passage<'_>, at: usize) -> Option<Numeral> {
    if let Some((end, value)) = passage.phrase(at, Family::Fraction) {
        return Some(Numeral { amount: Amount::of_value(value)?, end, scale: None, is_bare_one: false });
    }
    let Some((end, amount, scale)) = cardinal(passage, at) else {
        // "a million", "ein Drittel", "a half", "a third of"
        let (end, _) = passage.phrase(at, Family::Article)?;
        if let Some((end, value)) = passage.phrase(end, Family::Fraction) {
            return Some(Numeral { amount: Amount::of_value(value)?, end, scale: None, is_bare_one: false });
        }
        if let Some((end, value)) = passage.phrase(end, Family::Part)
            && (passage.phrase(end, Family::DateOf).is_some() || is_counted(passage, end))
        {
            return Some(Numeral { amount: Amount::of_value(value)?, end, scale: None, is_bare_one: false });
        }
        // "a year" counts nothing, "a million" does.
        let scaled = scale(passage, end).is_some();
        return scaled.then_some(Numeral { amount: Amount::ONE, end, scale: None, is_bare_one: true });
    };
    let dash = usize::from(passage.is_mark(end, "-") && passage.is_glued(end) && passage.is_glued(end + 1));
    let part = passage.phrase(end + dash, Family::Fraction).or_else(|| passage.phrase(end + dash, Family::Part));
    if let Some((end, value)) = part {
        let part = Amount::of_value(value)?;
        let share = amount.times(part)?;
        // "two thirds" is a share, "two quarters" are periods.
        if share.is_less_than(Amount::ONE) && share.denominator() == part.denominator() {
            return Some(Numeral { amount: share, end, scale: None, is_bare_one: false });
        }
    }
    Some(Numeral { amount, end, scale, is_bare_one: amount == Amount::ONE })
}

/// The whole number that number words spell, the token after them, and the scale it ends with.
fn cardinal(passage: &Passage<'_>, at: usize) -> Option<(usize, Amount, Option<Amount>)> {
    let (mut total, mut group, mut end) = (0_u64, 0_u64, at);
    // Only what is smaller than this may follow: tens take ones, a thousand takes hundreds.
    let mut room = u64::MAX;
    let mut last_scale = None;
    loop {
        let mut next = end;
        if end > at {
            let joins = (passage.is_mark(end, "-") && passage.is_glued(end) && passage.is_glued(end + 1))
                || (room > 1 && passage.phrase(end, Family::NumberJoin).is_some());
            next += usize::from(joins);
        }
        if let Some((after, value)) = simple(passage, next).filter(|&(_, value)| value < room) {
            group = group.checked_add(value)?;
            room = match value {
                60 | 80 => 20,
                20 | 30 | 40 | 50 | 70 | 90 => 10,
                100.. => 100,
                _ => 0,
            };
            (end, last_scale) = (after, None);
        } else if let Some((after, value)) = passage.phrase(end, Family::Scale).filter(|_| end > at && group > 0) {
            let value: u64 = value.parse().ok()?;
            if value < 1000 {
                group = group.checked_mul(value)?;
            } else {
                total = total.checked_add(group.checked_mul(value)?)?;
                group = 0;
                last_scale = Some(Amount::whole(value));
            }
            (end, room) = (after, value);
        } else {
            break;
        }
    }
    (end > at).then(|| (end, Amount::whole(total + group), last_scale))
}

/// One number word.
fn simple(passage: &Passage<'_>, at: usize) -> Option<(usize, u64)> {
    match passage.phrase(at, Family::Cardinal) {
        Some((end, value)) => Some((end, value.parse().ok()?)),
        None => Some((at + 1, passage.compound(at)?)),
    }
}

fn scale(passage: &Passage<'_>, at: usize) -> Option<(usize, Amount)> {
    let (end, value) = passage.phrase(at, Family::Scale)?;
    Some((end, Amount::of_value(value)?))
}

/// The value of a number word that is written as one (`dreihunderteinundzwanzig`), in languages that do so.
pub fn compound(form: &str, lexicon: &Lexicon) -> Option<u64> {
    let glue = lexicon.conventions.number_glue?;
    if let Some(value) = lexicon.value_of_word(form, &[Family::Cardinal, Family::Article]) {
        return value.parse().ok();
    }
    let part = |text: &str| if text.is_empty() { None } else { compound(text, lexicon) };
    if let Some((word, scale)) = lexicon.scales().iter().find(|(word, _)| form.contains(word)) {
        let scale = *scale;
        let (before, after) = form.split_once(word)?;
        let head = if before.is_empty() { 1 } else { part(before).filter(|&head| head < scale)? };
        let after = after.strip_prefix(glue).unwrap_or(after);
        let tail = if after.is_empty() { 0 } else { part(after).filter(|&tail| tail < scale)? };
        return head.checked_mul(scale)?.checked_add(tail);
    }
    form.match_indices(glue).find_map(|(at, _)| {
        let ones = lexicon.value_of_word(&form[..at], &[Family::Cardinal, Family::Article])?.parse::<u64>().ok()?;
        let tens = lexicon.value_of_word(&form[at + glue.len()..], &[Family::Cardinal])?.parse::<u64>().ok()?;
        (ones < 10 && tens % 10 == 0 && (20..100).contains(&tens)).then_some(tens + ones)
    })
}
