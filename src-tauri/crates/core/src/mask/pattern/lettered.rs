//! National numbers with letters in them.

use super::{Class, Folded, Places, identity};

/// Letters `L`, digits `D`, either `A`; a space is a space, a dash or nothing.
struct Form {
    signs: &'static str,
    holds: fn(&[char]) -> bool,
}

/// Signs of the longest form.
const LONGEST: usize = 18;

const FORMS: &[Form] = &[
    // British national insurance.
    Form {
        signs: "LL DD DD DD L",
        holds: |signs| {
            !signs[..2].iter().any(|c| "DFIQUV".contains(*c)) && signs[1] != 'O' && ('A'..='D').contains(&signs[8])
        },
    },
    // Spanish identity numbers of citizens and of residents.
    Form {
        signs: "DDDDDDDD L",
        holds: |signs| spanish(&signs[..8], signs[8]),
    },
    Form {
        signs: "L DDDDDDD L",
        holds: |signs| {
            let Some(first) = "XYZ".find(signs[0]).and_then(|at| char::from_digit(at as u32, 10)) else {
                return false;
            };
            let mut digits = vec![first];
            digits.extend_from_slice(&signs[1..8]);
            spanish(&digits, signs[8])
        },
    },
    // Italian tax codes; some digits may be letters where two people would share one.
    Form {
        signs: "LLL LLL AA L AA L AAA L",
        holds: italian,
    },
    // Chinese resident numbers whose check sign is X.
    Form {
        signs: "DDDDDDDDDDDDDDDDDL",
        holds: |signs| {
            let digits: Vec<u8> = signs[..17]
                .iter()
                .filter_map(|c| c.to_digit(10).and_then(|digit| u8::try_from(digit).ok()))
                .collect();
            signs[17] == 'X' && identity::resident(&digits) == 10
        },
    },
];

pub(super) fn find(folded: &Folded, places: &mut Places) {
    for from in 0..folded.chars.len() {
        let begins = folded.get(from).is_some_and(|c| c.is_ascii_alphanumeric()) && folded.breaks_before(from);
        if !begins {
            continue;
        }
        let to = FORMS.iter().find_map(|form| read(folded, from, form));
        if let Some(to) = to {
            places.push((from, to, Class::Identity));
        }
    }
}

/// The end of the form when the text has it here.
fn read(folded: &Folded, from: usize, form: &Form) -> Option<usize> {
    let mut at = from;
    let mut signs = ['0'; LONGEST];
    let mut taken = 0;
    for wanted in form.signs.chars() {
        let c = folded.get(at)?;
        let fits = match wanted {
            'L' => c.is_ascii_alphabetic(),
            'D' => c.is_ascii_digit(),
            'A' => c.is_ascii_alphanumeric(),
            _ => {
                at += usize::from(matches!(c, ' ' | '-'));
                continue;
            }
        };
        if !fits {
            return None;
        }
        *signs.get_mut(taken)? = c.to_ascii_uppercase();
        taken += 1;
        at += 1;
    }
    (folded.breaks_before(at) && (form.holds)(&signs[..taken])).then_some(at)
}

fn spanish(digits: &[char], letter: char) -> bool {
    let number = digits
        .iter()
        .filter_map(|c| c.to_digit(10))
        .fold(0, |value, digit| value * 10 + digit);
    "TRWAGMYFPDXBNJZSQVHLCKE".chars().nth(number as usize % 23) == Some(letter)
}

fn italian(signs: &[char]) -> bool {
    const ODD: [u32; 26] = [
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
    ];
    let Some((check, body)) = signs.split_last() else {
        return false;
    };
    let sum: u32 = body
        .iter()
        .enumerate()
        .map(|(place, c)| {
            let value = c.to_digit(10).unwrap_or_else(|| u32::from(*c) - u32::from('A'));
            if place % 2 == 0 {
                ODD.get(value as usize).copied().unwrap_or(0)
            } else {
                value
            }
        })
        .sum();
    let month = "ABCDEHLMPRST".contains(signs[8]);
    // Two people who would share one have letters for digits, of ten only; without this, one name in some hundreds is one.
    let digits = [6, 7, 9, 10, 12, 13, 14]
        .iter()
        .all(|&at: &usize| signs[at].is_ascii_digit() || "LMNPQRSTUV".contains(signs[at]));
    month && digits && char::from_digit(sum % 26 + 10, 36).map(|c| c.to_ascii_uppercase()) == Some(*check)
}
