//! Account numbers (ISO 13616): two letters, two check digits, up to thirty letters and digits, grouped or not.

use super::{Class, Folded, Places};

pub(super) fn find(folded: &Folded, places: &mut Places) {
    let mut from = 0;
    while from < folded.chars.len() {
        match starts(folded, from).then(|| end(folded, from)).flatten() {
            Some(to) => {
                places.push((from, to, Class::Iban));
                from = to;
            }
            None => from += 1,
        }
    }
}

fn starts(folded: &Folded, at: usize) -> bool {
    let letter = |at: usize| folded.get(at).is_some_and(|c| c.is_ascii_alphabetic());
    letter(at) && letter(at + 1) && folded.is_digit(at + 2) && folded.is_digit(at + 3) && folded.breaks_before(at)
}

/// The end of the longest stretch whose check digits are right.
fn end(folded: &Folded, from: usize) -> Option<usize> {
    let mut ends = Vec::new();
    let mut rest = 0;
    let mut head = 0;
    let mut at = from;
    let mut taken = 0;
    while taken < 34 {
        let Some(c) = folded.get(at).filter(char::is_ascii_alphanumeric) else {
            let spaced = matches!(folded.get(at), Some(' ' | '-'))
                && folded.get(at + 1).is_some_and(|c| c.is_ascii_alphanumeric())
                && folded.before(at).is_some_and(|c| c.is_ascii_alphanumeric());
            if !spaced {
                break;
            }
            at += 1;
            continue;
        };
        at += 1;
        taken += 1;
        let value = c.to_digit(36).unwrap_or(0);
        // The first four move to the end before the remainder is taken.
        if taken <= 4 {
            head = append(head, value);
        } else {
            rest = append(rest, value);
            let shift = if taken >= 5 { 1_000_000 } else { 1 };
            let whole = (rest * shift % 97 + head) % 97;
            if taken >= 15 && whole == 1 && folded.breaks_before(at) {
                ends.push(at);
            }
        }
    }
    ends.pop()
}

/// The remainder with one more sign; letters count as two digits.
const fn append(rest: u64, value: u32) -> u64 {
    (rest * if value > 9 { 100 } else { 10 } + value as u64) % 97
}
