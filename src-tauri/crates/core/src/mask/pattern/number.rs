//! Runs of digits in groups, and what they are: a card, a national number, a phone number.

use std::ops::RangeInclusive;

use super::{Class, Folded, Places, checksum, identity, phone};

/// Signs that may stand between two groups of one number.
const SIGNS: [char; 6] = [' ', '-', '.', '/', '(', ')'];
/// How many of them: `+49 (0) 30`, `555 - 0142`.
const MOST_SIGNS: usize = 3;
/// Digits of the longest number that is looked for.
const MOST_DIGITS: usize = 19;

/// Groups of digits that stand together, read once for all the numbers that may be in them.
struct Run {
    /// First character and the one after the last, of each group.
    groups: Vec<(usize, usize)>,
    lengths: Vec<usize>,
    /// 0 to 9.
    digits: Vec<u8>,
    /// How many digits stand before each group, and before the end.
    before: Vec<usize>,
}

/// Neighbouring groups of a run, as one number.
#[derive(Clone, Copy)]
pub(super) struct Number<'a> {
    pub(super) folded: &'a Folded,
    groups: &'a [(usize, usize)],
    /// The number of digits in each group.
    pub(super) lengths: &'a [usize],
    /// 0 to 9.
    pub(super) digits: &'a [u8],
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
        at = run.groups.last().map_or(at + 1, |group| group.1);
        within(folded, &run, places);
    }
}

/// Entities' ids are no numbers, and the model needs them as they are.
fn uuid(folded: &Folded, digit: usize) -> Option<usize> {
    let mut from = digit;
    // The first group has eight.
    while digit - from < 8 && folded.before(from).is_some_and(|c| c.is_ascii_hexdigit()) {
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

fn run(folded: &Folded, start: usize) -> Run {
    let mut run = Run {
        groups: Vec::new(),
        lengths: Vec::new(),
        digits: Vec::new(),
        before: vec![0],
    };
    let mut at = start;
    loop {
        let from = at;
        while let Some(digit) = folded.get(at).and_then(|c| c.to_digit(10)) {
            run.digits.extend(u8::try_from(digit));
            at += 1;
        }
        run.groups.push((from, at));
        run.lengths.push(at - from);
        run.before.push(run.digits.len());
        let signs = folded.chars[at..]
            .iter()
            .take(MOST_SIGNS)
            .take_while(|c| SIGNS.contains(c))
            .count();
        if signs == 0 || !folded.is_digit(at + signs) {
            return run;
        }
        at += signs;
    }
}

/// How many digits a number may have, and where it is when it is one.
type Kind = (RangeInclusive<usize>, fn(&Number<'_>) -> Option<(usize, usize, Class)>);

const KINDS: [Kind; 3] = [(13..=MOST_DIGITS, card), (9..=18, identity), (7..=15, phone)];

/// Takes the longest number from the first group on, then from the next.
fn within(folded: &Folded, run: &Run, places: &mut Places) {
    let count = run.groups.len();
    let mut first = 0;
    while first < count {
        let digits = |last: usize| run.before[last] - run.before[first];
        let longest = (first + 1..=count)
            .take_while(|&last| digits(last) <= MOST_DIGITS)
            .last();
        let found = longest.and_then(|longest| {
            KINDS.iter().find_map(|(counts, is)| {
                let mut fitting = (first + 1..=longest)
                    .rev()
                    .filter(|&last| counts.contains(&digits(last)));
                fitting.find_map(|last| {
                    let number = Number {
                        folded,
                        groups: &run.groups[first..last],
                        lengths: &run.lengths[first..last],
                        digits: &run.digits[run.before[first]..run.before[last]],
                        follows: first > 0,
                    };
                    is(&number).map(|place| (last, place))
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

fn card(number: &Number<'_>) -> Option<(usize, usize, Class)> {
    let spaced = matches!(number.sign(), Some(' ' | '-' | '.'));
    (spaced && is_card_number(number.digits)).then(|| (number.from(), number.to(), Class::Card))
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
