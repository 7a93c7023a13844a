//! Runs of digits in groups, and what they are: a card, a national number, a phone number.

use super::{Class, Folded, Places, checksum, identity, phone};

/// Signs that may stand between two groups of one number.
const SIGNS: [char; 6] = [' ', '-', '.', '/', '(', ')'];
/// How many of them: `+49 (0) 30`, `555 - 0142`.
const MOST_SIGNS: usize = 3;
/// Digits of the longest number that is looked for.
const MOST_DIGITS: usize = 19;

/// Neighbouring groups of digits, as one number.
pub(super) struct Number<'a> {
    pub(super) folded: &'a Folded,
    /// First character and the one after the last, of each group.
    pub(super) groups: &'a [(usize, usize)],
    /// 0 to 9.
    pub(super) digits: Vec<u8>,
    /// Whether groups of the same run stand before it.
    pub(super) follows: bool,
}

impl Number<'_> {
    pub(super) fn from(&self) -> usize {
        self.groups.first().map_or(0, |group| group.0)
    }

    pub(super) fn to(&self) -> usize {
        self.groups.last().map_or(0, |group| group.1)
    }

    /// The number of digits in each group.
    pub(super) fn lengths(&self) -> Vec<usize> {
        self.groups.iter().map(|(from, to)| to - from).collect()
    }

    /// The sign between all groups, when each gap is that one sign; a space for a single group.
    pub(super) fn sign(&self) -> Option<char> {
        let mut signs = self.groups.windows(2).map(|pair| {
            let gap = &self.folded.chars[pair[0].1..pair[1].0];
            if let [sign] = gap { Some(*sign) } else { None }
        });
        let first = signs.next().unwrap_or(Some(' '))?;
        signs.all(|sign| sign == Some(first)).then_some(first)
    }

    /// Whether neither letters nor digits touch it.
    pub(super) fn stands_alone(&self) -> bool {
        let touches = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
        !touches(self.folded.before(self.from())) && !touches(self.folded.get(self.to()))
    }
}

pub(super) fn find(folded: &Folded, places: &mut Places) {
    let mut at = 0;
    while at < folded.chars.len() {
        if !folded.is_digit(at) {
            at += 1;
            continue;
        }
        if let Some(after) = uuid(folded, at) {
            at = after;
            continue;
        }
        let run = run(folded, at);
        at = run.last().map_or(at + 1, |group| group.1);
        within(folded, &run, places);
    }
}

/// Entities' ids are no numbers, and the model needs them as they are.
fn uuid(folded: &Folded, digit: usize) -> Option<usize> {
    let mut from = digit;
    while folded.before(from).is_some_and(|c| c.is_ascii_hexdigit()) {
        from -= 1;
    }
    let mut at = from;
    for (place, length) in [8, 4, 4, 4, 12].into_iter().enumerate() {
        if place > 0 {
            if folded.get(at) != Some('-') {
                return None;
            }
            at += 1;
        }
        let hex = (at..at + length).all(|at| folded.get(at).is_some_and(|c| c.is_ascii_hexdigit()));
        if !hex {
            return None;
        }
        at += length;
    }
    (folded.breaks_before(from) && folded.breaks_before(at)).then_some(at)
}

fn run(folded: &Folded, start: usize) -> Vec<(usize, usize)> {
    let mut groups = Vec::new();
    let mut at = start;
    loop {
        let from = at;
        while folded.is_digit(at) {
            at += 1;
        }
        groups.push((from, at));
        let signs = folded.chars[at..]
            .iter()
            .take(MOST_SIGNS)
            .take_while(|c| SIGNS.contains(c))
            .count();
        if signs == 0 || !folded.is_digit(at + signs) {
            return groups;
        }
        at += signs;
    }
}

/// Takes the longest number from the first group on, then from the next.
fn within(folded: &Folded, run: &[(usize, usize)], places: &mut Places) {
    let mut first = 0;
    while first < run.len() {
        let longest = (first + 1..=run.len())
            .take_while(|&last| run[first..last].iter().map(|(from, to)| to - from).sum::<usize>() <= MOST_DIGITS)
            .last();
        let found = longest.and_then(|longest| {
            [card, identity, phone].into_iter().find_map(|is| {
                (first + 1..=longest).rev().find_map(|last| {
                    let number = number(folded, run, first, last);
                    is(&number).map(|(from, to, class)| (last, (from, to, class)))
                })
            })
        });
        match found {
            Some((last, place)) => {
                places.push(place);
                first = last;
            }
            None => first += 1,
        }
    }
}

fn number<'a>(folded: &'a Folded, run: &'a [(usize, usize)], first: usize, last: usize) -> Number<'a> {
    let groups = &run[first..last];
    let digits = groups
        .iter()
        .flat_map(|(from, to)| &folded.chars[*from..*to])
        .filter_map(|c| c.to_digit(10).and_then(|digit| u8::try_from(digit).ok()))
        .collect();
    Number {
        folded,
        groups,
        digits,
        follows: first > 0,
    }
}

fn card(number: &Number<'_>) -> Option<(usize, usize, Class)> {
    let spaced = matches!(number.sign(), Some(' ' | '-' | '.'));
    (spaced && is_card_number(&number.digits)).then(|| (number.from(), number.to(), Class::Card))
}

fn identity(number: &Number<'_>) -> Option<(usize, usize, Class)> {
    (number.stands_alone() && identity::is_national(number)).then(|| (number.from(), number.to(), Class::Identity))
}

fn phone(number: &Number<'_>) -> Option<(usize, usize, Class)> {
    phone::start(number).map(|from| (from, number.to(), Class::Phone))
}

/// Whether a text is a card's number and nothing else.
pub(in crate::mask) fn is_card(text: &str) -> bool {
    let digits: Option<Vec<u8>> = text
        .chars()
        .map(|c| c.to_digit(10).and_then(|digit| u8::try_from(digit).ok()))
        .collect();
    digits.is_some_and(|digits| is_card_number(&digits))
}

/// A known issuer's beginning, a length that it gives out, and the check digit.
fn is_card_number(digits: &[u8]) -> bool {
    let count = digits.len();
    if !(13..=MOST_DIGITS).contains(&count) {
        return false;
    }
    let begins = |length: usize| {
        digits[..length]
            .iter()
            .fold(0_u32, |value, &digit| value * 10 + u32::from(digit))
    };
    let issued = match (begins(1), begins(2), begins(3), begins(4)) {
        (4, ..) => matches!(count, 13 | 16 | 19),
        (_, 34 | 37, ..) => count == 15,
        (_, 51..=55, ..) | (.., 2221..=2720) => count == 16,
        (_, 36 | 38 | 39, ..) | (_, _, 300..=305, _) => (14..=19).contains(&count),
        (.., 3528..=3589) | (_, 50 | 56..=69, ..) | (.., 2200..=2204) => (16..=19).contains(&count),
        _ => false,
    };
    issued && checksum::luhn(digits)
}
