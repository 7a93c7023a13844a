//! Written numbers: `1,234.5`, `1.234,5`, `1 234`, `12k`, `(3)`, `١٢`.

use super::text::plain_digits;

/// A decimal number, digit by digit, so that money can be made of it without rounding twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decimal {
    pub negative: bool,
    /// Digits before the decimal sign, without leading zeros; may be empty.
    pub whole: String,
    /// Digits after it.
    pub fraction: String,
    /// Whether one sign could as well have been one of thousands: `1.234`, read with a decimal point.
    pub doubtful: bool,
}

impl Decimal {
    /// The nearest float; finite.
    pub(crate) fn to_f64(&self) -> Option<f64> {
        let sign = if self.negative { "-" } else { "" };
        format!("{sign}0{}.{}0", self.whole, self.fraction)
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite())
    }

    /// The number times ten to the `places`, rounded half away from zero; none when it does not fit.
    pub(crate) fn scaled(&self, places: usize) -> Option<i64> {
        let mut digits = self.whole.clone();
        let mut fraction = self.fraction.chars();
        for _ in 0..places {
            digits.push(fraction.next().unwrap_or('0'));
        }
        let up = fraction.next().is_some_and(|next| next >= '5');
        let number = if digits.is_empty() {
            0
        } else {
            digits.parse::<i64>().ok()?
        };
        let number = number.checked_add(i64::from(up))?;
        Some(if self.negative { -number } else { number })
    }
}

/// Words for powers of ten, as people put them after a number.
const SCALES: &[(&str, usize)] = &[
    ("thousand", 3),
    ("million", 6),
    ("millions", 6),
    ("billion", 9),
    ("tsd", 3),
    ("mio", 6),
    ("mrd", 9),
    ("mln", 6),
    ("mil", 3),
    ("crore", 7),
    ("lakh", 5),
    ("mm", 6),
    ("bn", 9),
    ("cr", 7),
    ("k", 3),
    ("m", 6),
    ("b", 9),
    ("万", 4),
    ("萬", 4),
    ("億", 8),
    ("亿", 8),
    ("만", 4),
    ("억", 8),
];

/// The word for a power of ten, when a lower-case word is one.
pub(super) fn scale(word: &str) -> Option<&'static str> {
    SCALES.iter().map(|(known, _)| *known).find(|known| *known == word)
}

/// Digits of a number that anybody means; longer ones are no amounts.
const MOST_DIGITS: usize = 40;

/// The number of a text that holds nothing else; none when it is no number.
pub(crate) fn read(text: &str, decimal_comma: bool) -> Option<Decimal> {
    let plain = plain_digits(text).to_lowercase();
    let mut rest = plain.trim();
    let mut negative = false;
    if let Some(inner) = rest.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        negative = true;
        rest = inner.trim();
    }
    if let Some(after) = rest.strip_prefix('-').or_else(|| rest.strip_suffix('-')) {
        if negative {
            return None;
        }
        negative = true;
        rest = after.trim();
    } else if let Some(after) = rest.strip_prefix('+') {
        rest = after.trim();
    }
    let mut shift = 0;
    if let Some(at) = rest.find(|c: char| c.is_alphabetic()) {
        let word = rest[at..].trim_end_matches('.');
        shift = SCALES.iter().find(|(known, _)| *known == word)?.1;
        rest = rest[..at].trim();
    }
    let mut number = digits(rest, decimal_comma)?;
    number.negative = negative && !(is_zero(&number.whole) && is_zero(&number.fraction));
    if shift > 0 {
        number.doubtful = false;
        for _ in 0..shift {
            let next = if number.fraction.is_empty() {
                '0'
            } else {
                number.fraction.remove(0)
            };
            number.whole.push(next);
        }
    }
    number.whole = number.whole.trim_start_matches('0').to_owned();
    Some(number)
}

fn is_zero(digits: &str) -> bool {
    digits.bytes().all(|digit| digit == b'0')
}

fn digits(text: &str, decimal_comma: bool) -> Option<Decimal> {
    let is_gap = |c: char| matches!(c, ' ' | '\'' | '’' | '_' | '`');
    if text.len() > MOST_DIGITS * 2 || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if !text
        .chars()
        .all(|c| c.is_ascii_digit() || is_gap(c) || matches!(c, '.' | ','))
    {
        return None;
    }
    let points = text.matches('.').count();
    let commas = text.matches(',').count();
    let (decimal, doubtful) = match (points, commas) {
        (0, 0) => (None, false),
        // Both: the later one is the decimal sign, and there is one of it.
        (_, 1) if points > 0 && text.rfind(',') > text.rfind('.') => (Some(','), false),
        (1, _) if commas > 0 && text.rfind('.') > text.rfind(',') => (Some('.'), false),
        (1, 0) | (0, 1) => lone_sign(text, if points == 1 { '.' } else { ',' }, decimal_comma),
        // One sign many times parts thousands.
        (0, _) | (_, 0) => (None, false),
        _ => return None,
    };
    let (whole, fraction) = match decimal.and_then(|sign| text.rsplit_once(sign)) {
        Some((whole, fraction)) => (whole, fraction),
        None => (text, ""),
    };
    if !fraction.bytes().all(|digit| digit.is_ascii_digit()) || !well_grouped(whole) {
        return None;
    }
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    if whole.is_empty() && fraction.is_empty() || whole.len() > MOST_DIGITS || fraction.len() > MOST_DIGITS {
        return None;
    }
    Some(Decimal {
        negative: false,
        whole,
        fraction: fraction.to_owned(),
        doubtful,
    })
}

/// Whether the only sign of a number is its decimal sign. It is when the locale says so; the other sign is too,
/// unless three digits follow it, as they do in thousands.
fn lone_sign(text: &str, sign: char, decimal_comma: bool) -> (Option<char>, bool) {
    let is_locales = (sign == ',') == decimal_comma;
    let (whole, fraction) = text.rsplit_once(sign).unwrap_or((text, ""));
    let like_thousands = fraction.len() == 3
        && (1..=3).contains(&whole.len())
        && whole.bytes().all(|digit| digit.is_ascii_digit())
        && !whole.starts_with('0');
    if is_locales {
        (Some(sign), like_thousands)
    } else if like_thousands || (fraction.len() == 3 && whole.contains([' ', '\'', '’'])) {
        (None, false)
    } else {
        (Some(sign), false)
    }
}

/// Whether the signs in a whole number stand where thousands part: three digits in the last group, two (as in
/// India), three or four (as in China) in the middle ones.
fn well_grouped(whole: &str) -> bool {
    let groups: Vec<&str> = whole.trim().split(|c: char| !c.is_ascii_digit()).collect();
    match groups.as_slice() {
        [_] => true,
        [first, middle @ .., last] => {
            let fits = |group: &str, least: usize, most: usize| (least..=most).contains(&group.len());
            fits(first, 1, 4) && fits(last, 3, 4) && middle.iter().all(|group| fits(group, 2, 4))
        }
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str, decimal_comma: bool) -> Option<f64> {
        read(text, decimal_comma).and_then(|number| number.to_f64())
    }

    #[test]
    fn numbers_are_read_as_their_writers_meant_them() {
        for (text, with_point, with_comma) in [
            ("0", Some(0.0), Some(0.0)),
            ("12", Some(12.0), Some(12.0)),
            ("1234.5", Some(1234.5), Some(1234.5)),
            ("1234,5", Some(1234.5), Some(1234.5)),
            ("1,234.5", Some(1234.5), Some(1234.5)),
            ("1.234,5", Some(1234.5), Some(1234.5)),
            ("1.234", Some(1.234), Some(1234.0)),
            ("1,234", Some(1234.0), Some(1.234)),
            ("0.125", Some(0.125), Some(0.125)),
            ("1.234.567", Some(1_234_567.0), Some(1_234_567.0)),
            ("12,34,567.5", Some(1_234_567.5), Some(1_234_567.5)),
            ("1 234 567,8", Some(1_234_567.8), Some(1_234_567.8)),
            ("1\u{a0}234", Some(1234.0), Some(1234.0)),
            ("1\u{202f}234,50", Some(1234.5), Some(1234.5)),
            ("1'234'567.5", Some(1_234_567.5), Some(1_234_567.5)),
            (".5", Some(0.5), Some(0.5)),
            ("5.", Some(5.0), Some(5.0)),
            ("-3", Some(-3.0), Some(-3.0)),
            ("−3", Some(-3.0), Some(-3.0)),
            ("3-", Some(-3.0), Some(-3.0)),
            ("(3.5)", Some(-3.5), Some(-3.5)),
            ("+7", Some(7.0), Some(7.0)),
            ("12k", Some(12_000.0), Some(12_000.0)),
            ("1.5M", Some(1_500_000.0), Some(1_500_000.0)),
            ("2,5 Mio.", Some(2_500_000.0), Some(2_500_000.0)),
            ("3万", Some(30_000.0), Some(30_000.0)),
            ("１２３", Some(123.0), Some(123.0)),
            ("١٢٣", Some(123.0), Some(123.0)),
            ("१२३", Some(123.0), Some(123.0)),
            ("", None, None),
            (".", None, None),
            ("-", None, None),
            ("k", None, None),
            ("12x", None, None),
            ("1,2,3", None, None),
            ("1.2.3", None, None),
            ("1,23.45,6", None, None),
            ("--3", None, None),
            ("(-3)", None, None),
            ("nan", None, None),
            ("inf", None, None),
            ("1e5", None, None),
            ("3 4", None, None),
        ] {
            assert_eq!(value(text, false), with_point, "{text:?} with a decimal point");
            assert_eq!(value(text, true), with_comma, "{text:?} with a decimal comma");
        }
    }

    #[test]
    fn scaling_is_exact_and_says_when_it_does_not_fit() {
        let scaled = |text: &str, places| read(text, false).and_then(|number| number.scaled(places));
        assert_eq!(scaled("0.1", 2), Some(10));
        assert_eq!(scaled("1234.56", 2), Some(123_456));
        assert_eq!(scaled("-1.005", 2), Some(-101), "half goes away from zero");
        assert_eq!(scaled("12000", 0), Some(12_000));
        assert_eq!(scaled("1.2345", 3), Some(1235));
        assert_eq!(scaled("92233720368547758.07", 2), Some(i64::MAX));
        assert_eq!(scaled("92233720368547758.08", 2), None);
        assert_eq!(scaled("99999999999999999999999", 2), None);
    }

    #[test]
    fn a_minus_before_nothing_is_no_negative_zero() {
        assert_eq!(value("-0.00", false).map(f64::is_sign_negative), Some(false));
    }
}
