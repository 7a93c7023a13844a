//! Numbers, days, addresses, references and names in a text, each in one form only.

use std::ops::Range;

use workestra_core::EntityRef;

/// What stands at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// Digits with at most one point, no zeros at the end of a part.
    Number(String),
    /// `2026-11-25`; `--11-25` without a year.
    Day(String),
    /// In small letters.
    Address(String),
    /// `DEAL-7`
    Reference(String),
    /// Two words and more that begin with capitals.
    Name(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) at: Range<usize>,
    pub(super) what: What,
}

/// A word, with where it stands.
#[derive(Debug, Clone, Copy)]
struct Word<'a> {
    text: &'a str,
    start: usize,
    /// Whether a sentence or a line begins with it.
    first: bool,
}

impl Word<'_> {
    const fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// In the order of the text.
pub(super) fn find(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let heading = line.trim_start().starts_with('#');
        let words = words(line, offset);
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let (used, what) = match of(&words[at..], heading) {
                Some((used, what)) => (used, Some(what)),
                None => (1, None),
            };
            if let (Some(what), Some(last)) = (what, words.get(at + used - 1)) {
                found.push(Found {
                    at: word.start..last.end(),
                    what,
                });
            }
            at += used;
        }
        offset += line.len();
    }
    found
}

fn words(line: &str, offset: usize) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut first = true;
    let mut start = None;
    let ends = line
        .char_indices()
        .map(|(at, c)| (at, Some(c)))
        .chain([(line.len(), None)]);
    for (at, c) in ends {
        let inside =
            c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '-' | '@' | '_' | '+' | '\'' | '’'));
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let raw = &line[from..at];
                let text = raw.trim_matches(|c: char| !c.is_alphanumeric());
                if !text.is_empty() {
                    let lead = raw.len() - raw.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
                    words.push(Word {
                        text,
                        start: offset + from + lead,
                        first,
                    });
                    first = raw.ends_with('.');
                }
                start = None;
            }
            _ => {}
        }
        if c.is_some_and(|c| matches!(c, '!' | '?' | ':' | '|')) {
            first = true;
        }
    }
    words
}

/// What begins here, and how many words it takes.
fn of(words: &[Word<'_>], heading: bool) -> Option<(usize, What)> {
    let word = words.first()?;
    if word.text.contains('@') {
        return Some((1, What::Address(word.text.to_lowercase())));
    }
    if let Ok(reference) = word.text.parse::<EntityRef>() {
        return Some((1, What::Reference(reference.to_string())));
    }
    if let Some(day) = iso_day(word.text) {
        return Some((1, What::Day(day)));
    }
    if let Some(found) = written_day(words) {
        return Some(found);
    }
    if word.text.starts_with(|c: char| c.is_ascii_digit()) {
        // `1.` and `2)` before an item of a list.
        if word.first && word.text.len() <= 2 && words.get(1).is_some_and(|next| next.start > word.end() + 1) {
            return None;
        }
        return number(word.text).map(|value| (1, What::Number(value)));
    }
    if heading || !is_capital(word.text) {
        return None;
    }
    // What a sentence begins with may be any word.
    let skip = usize::from(word.first);
    let run = words.iter().skip(skip).take_while(|word| is_capital(word.text)).count();
    if skip == 1 && run < 2 {
        return None;
    }
    let near = |words: &[Word<'_>]| words.windows(2).all(|pair| pair[1].start <= pair[0].end() + 1);
    let name = words.get(skip..skip + run)?;
    if skip == 0 && run >= 2 && near(name) {
        let texts: Vec<&str> = name.iter().map(|word| word.text).collect();
        return Some((run, What::Name(texts.join(" "))));
    }
    None
}

fn is_capital(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.any(char::is_lowercase)
}

/// `2026-11-25`, also at the beginning of an instant.
fn iso_day(word: &str) -> Option<String> {
    let day = word.get(..10)?;
    let whole = word.len() == 10 || word.as_bytes().get(10) == Some(&b'T');
    let parsed: workestra_core::Date = day.parse().ok().filter(|_| whole)?;
    Some(parsed.to_string())
}

/// `25 November 2026`, `November 25, 2026`, `25 Nov`, `Nov 25`
fn written_day(words: &[Word<'_>]) -> Option<(usize, What)> {
    let text = |at: usize| words.get(at).map(|word| word.text);
    let day_of = |text: &str| {
        let digits = text.trim_end_matches(|c: char| c.is_alphabetic() || c == '.' || c == ',');
        digits.parse::<u8>().ok().filter(|day| (1..=31).contains(day))
    };
    let month_of = |text: &str| {
        let folded = text.to_lowercase();
        let meant = |month: &&str| folded.len() >= 3 && month.starts_with(folded.trim_end_matches('.'));
        MONTHS.iter().position(meant).map(|at| at + 1)
    };
    let (first, second) = (text(0)?, text(1)?);
    let (day, month) = match (day_of(first), month_of(second)) {
        (Some(day), Some(month)) => (day, month),
        _ => (day_of(second)?, month_of(first)?),
    };
    let year = text(2)
        .filter(|year| year.len() == 4)
        .and_then(|year| year.parse::<u16>().ok());
    Some(match year {
        Some(year) => (3, What::Day(format!("{year:04}-{month:02}-{day:02}"))),
        None => (2, What::Day(format!("--{month:02}-{day:02}"))),
    })
}

/// `12,000.50` and `12.000,5` as `12000.5`; `12,000` and `12.000` as `12000`, `1,5` as `1.5`.
fn number(word: &str) -> Option<String> {
    if !word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',')) {
        let digits: String = word
            .chars()
            .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
            .collect();
        let unit = &word[digits.len()..];
        let short = matches!(unit, "k" | "K" | "m" | "M" | "th" | "st" | "nd" | "rd" | "d" | "h");
        return if short && digits.len() < word.len() {
            number(&digits)
        } else {
            None
        };
    }
    let last = word.rfind(['.', ',']);
    let (whole, part) = match last {
        Some(at) => {
            let (whole, part) = (&word[..at], &word[at + 1..]);
            let once = word.matches(['.', ',']).count() == 1;
            let mixed = word.contains('.') && word.contains(',');
            if part.len() == 3 && (once || !mixed) {
                (word, "")
            } else {
                (whole, part)
            }
        }
        None => (word, ""),
    };
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let part = part.trim_end_matches('0');
    Some(if part.is_empty() {
        whole.to_owned()
    } else {
        format!("{whole}.{part}")
    })
}
