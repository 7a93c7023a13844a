//! National numbers that are all digits. Each is verified as far as its form allows; one without check digits counts
//! only in the grouping that people write it in.

use super::checksum::{luhn, mod_11_10, remainder, verhoeff, weighted};
use super::number::Number;

pub(super) fn is_national(number: &Number<'_>) -> bool {
    FORMS.iter().any(|is| is(number))
}

impl Number<'_> {
    fn is(&self, lengths: &[usize], signs: &[char]) -> bool {
        self.lengths == lengths && (lengths.len() == 1 || self.sign().is_some_and(|sign| signs.contains(&sign)))
    }

    /// The value of some digits.
    fn value(&self, from: usize, to: usize) -> u64 {
        self.digits[from..to]
            .iter()
            .fold(0, |value, &digit| value * 10 + u64::from(digit))
    }

    fn is_day(&self, year: usize) -> bool {
        (1..=12).contains(&self.value(year + 2, year + 4)) && (1..=31).contains(&self.value(year + 4, year + 6))
    }
}

const FORMS: &[fn(&Number<'_>) -> bool] = &[
    united_states,
    canada,
    brazil,
    switzerland,
    germany,
    poland,
    india,
    sweden,
    france,
    china,
    britain,
];

/// Social security and individual taxpayer numbers.
fn united_states(n: &Number<'_>) -> bool {
    n.is(&[3, 2, 4], &['-', ' ']) && !matches!(n.value(0, 3), 0 | 666) && n.value(3, 5) != 0 && n.value(5, 9) != 0
}

/// Social insurance numbers.
fn canada(n: &Number<'_>) -> bool {
    n.is(&[3, 3, 3], &['-', ' ']) && luhn(n.digits) && n.digits[0] != 8
}

/// CPF: two check digits.
fn brazil(n: &Number<'_>) -> bool {
    let grouped = n.lengths == [3, 3, 3, 2];
    if !(grouped || n.lengths == [11]) || n.digits.iter().all(|digit| *digit == n.digits[0]) {
        return false;
    }
    let check = |weights: &[u32]| match weighted(n.digits, weights) * 10 % 11 {
        10 => 0,
        rest => rest,
    };
    check(&[10, 9, 8, 7, 6, 5, 4, 3, 2]) == u32::from(n.digits[9])
        && check(&[11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) == u32::from(n.digits[10])
}

/// AHV: 756 and the check digit of article numbers.
fn switzerland(n: &Number<'_>) -> bool {
    (n.is(&[3, 4, 4, 2], &['.', ' ']) || n.lengths == [13])
        && n.value(0, 3) == 756
        && weighted(n.digits, &[1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]).is_multiple_of(10)
}

/// Tax numbers.
fn germany(n: &Number<'_>) -> bool {
    if !(n.lengths == [11] || n.is(&[2, 3, 3, 3], &[' ', '/'])) || n.digits[0] == 0 || !mod_11_10(n.digits) {
        return false;
    }
    // Of the first ten digits one comes two or three times, and no other twice.
    let mut counts = [0_u8; 10];
    for &digit in &n.digits[..10] {
        counts[usize::from(digit % 10)] += 1;
    }
    counts.iter().filter(|count| **count > 1).count() == 1 && counts.iter().all(|count| *count <= 3)
}

/// PESEL: a birth date whose month carries the century.
fn poland(n: &Number<'_>) -> bool {
    n.lengths == [11]
        && (1..=12).contains(&(n.value(2, 4) % 20))
        && (1..=31).contains(&n.value(4, 6))
        && weighted(n.digits, &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]).is_multiple_of(10)
}

/// Aadhaar.
fn india(n: &Number<'_>) -> bool {
    (n.lengths == [12] || n.is(&[4, 4, 4], &[' ', '-'])) && n.digits[0] > 1 && verhoeff(n.digits)
}

/// Personal numbers, with the century or without.
fn sweden(n: &Number<'_>) -> bool {
    let long = n.is(&[8, 4], &['-']) || n.lengths == [12];
    let short = n.is(&[6, 4], &['-']);
    match (long, short) {
        (true, _) => (18..=20).contains(&n.value(0, 2)) && n.is_day(2) && luhn(&n.digits[2..]),
        (_, true) => n.is_day(0) && luhn(n.digits),
        _ => false,
    }
}

/// Social security numbers with their key.
fn france(n: &Number<'_>) -> bool {
    (n.lengths == [15] || n.is(&[13, 2], &[' ']) || n.is(&[1, 2, 2, 2, 3, 3, 2], &[' ']))
        && matches!(n.digits[0], 1..=4 | 7 | 8)
        && 97 - remainder(&n.digits[..13], 97) == n.value(13, 15)
}

/// Resident numbers whose check sign is a digit; the others are in `lettered`.
fn china(n: &Number<'_>) -> bool {
    n.lengths == [18] && resident(&n.digits[..17]) == u32::from(n.digits[17])
}

/// The check sign of the first seventeen digits; ten is written X.
pub(super) fn resident(digits: &[u8]) -> u32 {
    let sum = weighted(digits, &[7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]);
    (12 - sum % 11) % 11
}

/// National Health Service numbers.
fn britain(n: &Number<'_>) -> bool {
    n.is(&[3, 3, 4], &[' ', '-'])
        && (11 - weighted(n.digits, &[10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 11 == u32::from(n.digits[9])
}
