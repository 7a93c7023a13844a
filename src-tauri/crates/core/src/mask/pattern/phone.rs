//! Phone numbers as people write them. Those of a country's own form are told from other numbers by their grouping,
//! by a leading zero, or by a word such as `tel` before them.

use super::Folded;
use super::number::Number;

/// Words that say that a number follows.
const WORDS: &[&str] = &[
    "tel",
    "phone",
    "telephone",
    "telefon",
    "telefono",
    "teléfono",
    "téléphone",
    "tél",
    "call",
    "mobile",
    "mobil",
    "mob",
    "cell",
    "handy",
    "fax",
    "whatsapp",
    "text",
    "ring",
    "sms",
    "portable",
    "celular",
    "電話",
    "电话",
    "手机",
];

/// Where the number begins, its plus and bracket included, when it is one.
pub(super) fn start(number: &Number<'_>) -> Option<usize> {
    let count = number.digits.len();
    let (from, plus) = opening(number);
    if !(7..=15).contains(&count) || is_date(number) {
        return None;
    }
    let labelled = is_labelled(number.folded, from);
    if plus || labelled {
        return Some(from);
    }
    if !loose(number, from)
        || number
            .folded
            .get(number.to())
            .is_some_and(|c| c.is_alphanumeric() || c == '_')
    {
        return None;
    }
    let lengths = number.lengths;
    let grouped = lengths.len() > 1;
    let bracketed = number.folded.chars[from..number.to()].contains(&')');
    let domestic = number.digits[0] == 0 && (9..=12).contains(&count) && lengths[0] > 1;
    let abroad = number.digits.starts_with(&[0, 0]) && count >= 9 && lengths[0] >= 2;
    (domestic || abroad || bracketed && (9..=13).contains(&count) || american(number, lengths))
        .then_some(from)
        .filter(|_| grouped || number.digits[0] == 0 || count == 10)
}

/// `212-555-0142`, `1 212 555 0142`, `2125550142`: an area and an exchange that begin with two or more.
fn american(number: &Number<'_>, lengths: &[usize]) -> bool {
    let national = match lengths {
        [3, 3, 4] | [3, 7] | [10] => number.digits,
        [1, 3, 3, 4] if number.digits[0] == 1 => &number.digits[1..],
        _ => return false,
    };
    national[0] > 1 && national[3] > 1
}

/// The first character of the number with its `+` or `(`, and whether there is a plus.
fn opening(number: &Number<'_>) -> (usize, bool) {
    let folded = number.folded;
    let mut from = number.from();
    let mut plus = false;
    while let Some(c) = folded.before(from) {
        match c {
            '(' => from -= 1,
            '+' => {
                plus = true;
                from -= 1;
            }
            ' ' if matches!(folded.before(from - 1), Some('+')) => from -= 1,
            _ => break,
        }
        if plus {
            break;
        }
    }
    // `(+44) 20`: the bracket outside the plus.
    if plus && folded.before(from) == Some('(') {
        from -= 1;
    }
    (from, plus)
}

/// Whether nothing that makes it part of a longer word or reference stands before it.
fn loose(number: &Number<'_>, from: usize) -> bool {
    match number.folded.before(from) {
        Some(c) if c.is_alphanumeric() || matches!(c, '_' | '#' | '=' | ',') => false,
        Some('-' | '.' | '/') => {
            !number.follows
                && !from
                    .checked_sub(1)
                    .and_then(|sign| number.folded.before(sign))
                    .is_some_and(char::is_alphanumeric)
        }
        _ => true,
    }
}

/// `2026-11-21` and `21.11.2026`, with a time after it or not.
fn is_date(number: &Number<'_>) -> bool {
    match number.lengths {
        [4, 2, 2, ..] => matches!(number.digits[0], 1 | 2) && number.digits[4] < 2 && number.digits[6] < 4,
        [1 | 2, 1 | 2, 4, rest @ ..] => rest.iter().all(|length| *length <= 2),
        _ => false,
    }
}

fn is_labelled(folded: &Folded, from: usize) -> bool {
    let mut end = from;
    while end > 0
        && from - end < 3
        && folded
            .before(end)
            .is_some_and(|c| matches!(c, ' ' | ':' | '.' | '#' | '☎' | '📞' | '('))
    {
        if matches!(folded.before(end), Some('☎' | '📞')) {
            return true;
        }
        end -= 1;
    }
    let start = (0..end)
        .rev()
        .take(10)
        .take_while(|&at| folded.get(at).is_some_and(char::is_alphabetic))
        .last();
    // The longest of the words has nine letters.
    start.filter(|start| end - start <= 9).is_some_and(|start| {
        let word: String = folded.chars[start..end].iter().flat_map(|c| c.to_lowercase()).collect();
        WORDS.contains(&word.as_str())
    })
}
