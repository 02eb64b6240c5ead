//! Exact amounts: what digits, separators and fractions denote, in one normal form.

use std::fmt;

/// An exact rational number in lowest terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    numerator: i128,
    denominator: i128,
}

impl Amount {
    /// Zero.
    pub const ZERO: Amount = Amount { numerator: 0, denominator: 1 };
    /// One.
    pub const ONE: Amount = Amount { numerator: 1, denominator: 1 };

    /// A whole number.
    pub const fn whole(value: u64) -> Amount {
        Amount { numerator: value as i128, denominator: 1 }
    }

    /// A fraction; none where the denominator is not positive.
    pub fn fraction(numerator: i128, denominator: i128) -> Option<Amount> {
        if denominator <= 0 {
            return None;
        }
        let divisor = gcd(numerator.unsigned_abs(), denominator.unsigned_abs()).max(1) as i128;
        Some(Amount { numerator: numerator / divisor, denominator: denominator / divisor })
    }

    /// The sum; none where it is too large.
    pub fn plus(self, other: Amount) -> Option<Amount> {
        let left = self.numerator.checked_mul(other.denominator)?;
        let right = other.numerator.checked_mul(self.denominator)?;
        Amount::fraction(left.checked_add(right)?, self.denominator.checked_mul(other.denominator)?)
    }

    /// The product; none where it is too large.
    pub fn times(self, other: Amount) -> Option<Amount> {
        Amount::fraction(self.numerator.checked_mul(other.numerator)?, self.denominator.checked_mul(other.denominator)?)
    }

    /// Its opposite.
    pub fn negated(self) -> Amount {
        Amount { numerator: -self.numerator, ..self }
    }

    /// What its fraction in lowest terms is divided by; one for whole numbers.
    pub const fn denominator(self) -> i128 {
        self.denominator
    }

    /// Whether it is less than another.
    pub fn is_less_than(self, other: Amount) -> bool {
        self.plus(other.negated()).is_some_and(|difference| difference.numerator < 0)
    }

    /// The whole number that it is, if it is one.
    pub fn as_whole(self) -> Option<u64> {
        (self.denominator == 1).then(|| u64::try_from(self.numerator).ok()).flatten()
    }

    /// Reads `3`, `0.01` and `1/3` as the lexicons write them.
    pub fn of_value(value: &str) -> Option<Amount> {
        match value.split_once('/') {
            Some((numerator, denominator)) => Amount::fraction(numerator.parse().ok()?, denominator.parse().ok()?),
            None => Amount::of_digits(value, Some('.')),
        }
    }

    /// Reads digits with the separators of a language: `1,000.50`, `1.000,50`, `1'000`, `5½`. Where the decimal mark
    /// is unknown, or groups of digits show that a mark is none, the groups decide. None for what is no amount, as
    /// `3.2.1` and `10:22`.
    pub fn of_digits(text: &str, decimal: Option<char>) -> Option<Amount> {
        /// More digits than any claim has; fewer than would overflow with a scale.
        const MOST_DIGITS: usize = 24;
        let (digits, vulgar) = split_vulgar(text);
        if digits.is_empty() {
            return vulgar;
        }
        if digits.len() > MOST_DIGITS + MOST_DIGITS / 3 {
            return None;
        }
        let last_mark = digits.char_indices().rfind(|&(_, c)| !c.is_ascii_digit());
        let (whole, after) = match last_mark {
            Some((at, mark)) if is_decimal(digits, at, mark, decimal)? => {
                (&digits[..at], &digits[at + mark.len_utf8()..])
            }
            _ => (digits, ""),
        };
        let mut numerator: i128 = 0;
        for c in whole.chars().chain(after.chars()) {
            if let Some(digit) = c.to_digit(10) {
                numerator = numerator.checked_mul(10)?.checked_add(i128::from(digit))?;
            }
        }
        let amount = Amount::fraction(numerator, 10_i128.checked_pow(u32::try_from(after.len()).ok()?)?)?;
        vulgar.map_or(Some(amount), |fraction| amount.plus(fraction))
    }
}

/// Whether the last mark among digits is the decimal one; none where the marks make no number.
fn is_decimal(digits: &str, at: usize, mark: char, decimal: Option<char>) -> Option<bool> {
    if !matches!(mark, '.' | ',' | '\'' | '\u{2019}') {
        return None;
    }
    let head = &digits[..at];
    let tail = digits.len() - at - mark.len_utf8();
    let mut marks_before = head.chars().filter(|c| !c.is_ascii_digit());
    let grouped = |text: &str, sign: char| {
        let mut groups = text.split(sign);
        groups.next().is_some_and(|first| (1..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_digit()))
            && groups.all(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()))
    };
    match marks_before.next_back() {
        // Two kinds of marks: the last one is decimal, the others group.
        Some(other) if other != mark => grouped(head, other).then_some(true),
        // One kind, more than once: all group.
        Some(_) => grouped(digits, mark).then_some(false),
        None if decimal == Some(mark) => Some(true),
        None if tail == 3 && grouped(digits, mark) && (decimal.is_some() || mark != '.') && !head.starts_with('0') => {
            Some(false)
        }
        None => Some(matches!(mark, '.' | ',')),
    }
}

/// Digits, and the vulgar fraction written after them as one character.
fn split_vulgar(text: &str) -> (&str, Option<Amount>) {
    let fraction = text.chars().next_back().and_then(|last| {
        let (numerator, denominator) = match last {
            '½' => (1, 2),
            '⅓' => (1, 3),
            '⅔' => (2, 3),
            '¼' => (1, 4),
            '¾' => (3, 4),
            '⅕' => (1, 5),
            '⅖' => (2, 5),
            '⅗' => (3, 5),
            '⅘' => (4, 5),
            '⅙' => (1, 6),
            '⅛' => (1, 8),
            '⅜' => (3, 8),
            '⅝' => (5, 8),
            '⅞' => (7, 8),
            _ => return None,
        };
        Some((last.len_utf8(), Amount::fraction(numerator, denominator)))
    });
    match fraction {
        Some((length, amount)) => (&text[..text.len() - length], amount),
        None => (text, None),
    }
}

impl fmt::Display for Amount {
    /// Decimal where that is exact (`5.25`), a fraction otherwise (`1/3`).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut places = 0_u32;
        let mut power: i128 = 1;
        while power % self.denominator != 0 {
            match power.checked_mul(10) {
                Some(next) if places < 12 => (places, power) = (places + 1, next),
                _ => return write!(f, "{}/{}", self.numerator, self.denominator),
            }
        }
        let Some(scaled) = self.numerator.checked_mul(power / self.denominator) else {
            return write!(f, "{}/{}", self.numerator, self.denominator);
        };
        let sign = if scaled < 0 { "-" } else { "" };
        let (whole, rest) =
            (scaled.unsigned_abs() / power.unsigned_abs(), scaled.unsigned_abs() % power.unsigned_abs());
        if places == 0 {
            write!(f, "{sign}{whole}")
        } else {
            write!(f, "{sign}{whole}.{rest:0width$}", width = places as usize)
        }
    }
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::Amount;

    fn read(text: &str, decimal: char) -> String {
        Amount::of_digits(text, Some(decimal)).map_or("none".into(), |amount| amount.to_string())
    }

    #[test]
    fn separators_are_read_by_language() {
        assert_eq!(read("1,000.50", '.'), "1000.5");
        assert_eq!(read("1.000,50", ','), "1000.5");
        assert_eq!(read("1,000", '.'), "1000");
        assert_eq!(read("1.000", ','), "1000");
        assert_eq!(read("1.000", '.'), "1");
        assert_eq!(read("1.5", ','), "1.5");
        assert_eq!(read("1,000,000", ','), "1000000");
        assert_eq!(read("0.25", '.'), "0.25");
        assert_eq!(read("1'000'000", '.'), "1000000");
    }

    #[test]
    fn unknown_conventions_are_read_by_their_groups() {
        let read = |text| Amount::of_digits(text, None).map(|amount| amount.to_string());
        assert_eq!(read("1,000").as_deref(), Some("1000"));
        assert_eq!(read("1.5").as_deref(), Some("1.5"));
        assert_eq!(read("1.234.567").as_deref(), Some("1234567"));
    }

    #[test]
    fn versions_times_and_dates_are_no_amounts() {
        assert_eq!(read("3.2.1", '.'), "none");
        assert_eq!(read("10:22", '.'), "none");
        assert_eq!(read("11.07.2017", '.'), "none");
        assert_eq!(read(&"9".repeat(60), '.'), "none");
    }

    #[test]
    fn amounts_are_exact() {
        assert_eq!(read("5½", '.'), "5.5");
        assert_eq!(Amount::of_value("1/3").unwrap().to_string(), "1/3");
        assert_eq!(Amount::of_value("1/8").unwrap().to_string(), "0.125");
        assert_eq!(Amount::of_value("0.01").unwrap().times(Amount::whole(50)).unwrap().to_string(), "0.5");
        let third = Amount::of_value("1/3").unwrap();
        assert_eq!(third.plus(third).unwrap().plus(third), Some(Amount::ONE));
    }
}
