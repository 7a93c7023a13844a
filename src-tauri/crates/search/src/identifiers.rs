//! The exact tier: what in a query may be an identifier.

use workestra_core::query::{Condition, Query};
use workestra_core::{EntityRef, Kind};
use workestra_store::IdentifierKey;

use crate::text::fold::fold;

/// Identifiers looked up for one query.
const MOST: usize = 12;

/// What a query may name exactly.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Identifiers {
    /// References: `DEAL-7`, `deal7`, `#deal-7`.
    pub references: Vec<EntityRef>,
    /// Everything else, the surest first.
    pub keys: Vec<IdentifierKey>,
}

impl Identifiers {
    /// The identifiers that a query may hold: the whole of its words, and those of its words that look like one.
    #[must_use]
    pub fn of(query: &Query) -> Self {
        let mut found = Self::default();
        for filter in query.filters.iter().filter(|filter| !filter.negated) {
            if let Condition::Reference { reference } = filter.condition {
                found.references.push(reference);
            }
        }
        let words: Vec<&str> = query
            .terms
            .iter()
            .filter(|term| !term.excluded)
            .flat_map(|term| term.text.split_whitespace())
            .take(32)
            .collect();
        let whole = words.join(" ");
        // A single letter names nothing, and is what every search begins with.
        if whole.chars().count() < 2 && whole.is_ascii() {
            return found;
        }
        found.references.extend(reference(&whole));
        for word in &words {
            let reference = reference(word);
            found
                .references
                .extend(reference.filter(|one| !found.references.contains(one)));
            let word = word.trim_matches(|c: char| matches!(c, '<' | '>' | '(' | ')' | ',' | ';' | '"' | '\''));
            let address = word.strip_prefix("mailto:").unwrap_or(word);
            if is_email(address) {
                found.add(IdentifierKey::Email(address.to_owned()));
            }
        }
        for phone in phones(&words) {
            // `+49 (0)170`: the zero is not dialled after the country's code.
            found.add(IdentifierKey::Phone(fold(&phone).replace("(0)", "")));
        }
        if words.len() <= 8 {
            found.add(IdentifierKey::Name(whole.clone()));
        }
        if let [word] = words[..]
            && let Some(domain) = domain(word)
        {
            found.add(IdentifierKey::Domain(domain.to_owned()));
        }
        found.add(IdentifierKey::Title(whole));
        found
    }

    fn add(&mut self, key: IdentifierKey) {
        if self.keys.len() < MOST && !self.keys.contains(&key) {
            self.keys.push(key);
        }
    }
}

/// For people: `email dana@acme.example`.
#[must_use]
pub fn describe(key: &IdentifierKey) -> String {
    match key {
        IdentifierKey::Email(text) => format!("email {text}"),
        IdentifierKey::Phone(text) => format!("phone {text}"),
        IdentifierKey::Name(text) => format!("name {text}"),
        IdentifierKey::Domain(text) => format!("domain {text}"),
        IdentifierKey::Title(text) => format!("title {text}"),
    }
}

/// Reads `DEAL-7`, `deal 7`, `deal7`, `#deal-7`.
fn reference(text: &str) -> Option<EntityRef> {
    let text = text.trim_start_matches(['#', '＃']);
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (prefix, number) = text.split_at(digits);
    let prefix = prefix.trim_end_matches(['-', '‐', '‑', '–', ' ']);
    let kind = Kind::ALL
        .into_iter()
        .find(|kind| kind.prefix().eq_ignore_ascii_case(prefix))?;
    if !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = number.parse().ok().filter(|&number| number > 0)?;
    Some(EntityRef { kind, number })
}

fn is_email(text: &str) -> bool {
    text.split_once('@')
        .is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.') && !domain.contains('@'))
}

/// The host of a web address, or a word that looks like one.
fn domain(word: &str) -> Option<&str> {
    if word.contains('@') && !word.starts_with('@') {
        return None;
    }
    let word = word.trim_start_matches('@');
    let rest = word.split_once("://").map_or(word, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let (name, top) = host.rsplit_once('.')?;
    let plausible = !name.is_empty()
        && top.chars().count() >= 2
        && top.chars().all(char::is_alphabetic)
        && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.'));
    plausible.then_some(host)
}

/// Runs of words that only a phone number is written with, of seven digits or more.
fn phones(words: &[&str]) -> Vec<String> {
    let is_part = |word: &str| {
        word.chars().any(|c| c.is_numeric())
            && word
                .chars()
                .all(|c| c.is_numeric() || matches!(c, '+' | '-' | '(' | ')' | '.' | '/' | '–' | '‑'))
            || matches!(word, "-" | "/" | "–")
    };
    let mut found = Vec::new();
    for run in words.chunk_by(|a, b| is_part(a) == is_part(b)) {
        let digits = run
            .iter()
            .flat_map(|word| word.chars())
            .filter(|c| c.is_numeric())
            .count();
        if run.first().is_some_and(|word| is_part(word)) && (7..=18).contains(&digits) {
            found.push(run.join(" "));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use workestra_core::query::Term;

    fn of(text: &str) -> Identifiers {
        let terms = text
            .split(' ')
            .map(|word| Term {
                text: word.to_owned(),
                phrase: false,
                fuzzy: false,
                excluded: false,
                prefix: false,
            })
            .collect();
        Identifiers::of(&Query {
            terms,
            ..Query::default()
        })
    }

    #[test]
    fn references_are_read_however_they_are_written() {
        let deal = EntityRef {
            kind: Kind::Deal,
            number: 7,
        };
        for text in ["DEAL-7", "deal7", "deal 7", "#Deal-7", "deal–7", "call about DEAL-7"] {
            assert_eq!(of(text).references, [deal], "{text}");
        }
        for text in [
            "deal",
            "dealer-7",
            "deal-7b",
            "deal-0",
            "7",
            "tic-",
            "deal-99999999999999999999",
        ] {
            assert!(of(text).references.is_empty(), "{text}");
        }
    }

    #[test]
    fn phones_are_read_in_any_format_and_dates_are_none() {
        for text in [
            "+49 170 1234567",
            "(0170) 123-45-67",
            "0170/1234567",
            "call +49 (170) 123 4567 now",
        ] {
            assert!(
                of(text).keys.iter().any(|key| matches!(key, IdentifierKey::Phone(_))),
                "{text}"
            );
        }
        for text in ["2026", "12.5", "room 1234567a", "123456"] {
            assert!(
                !of(text).keys.iter().any(|key| matches!(key, IdentifierKey::Phone(_))),
                "{text}"
            );
        }
    }

    #[test]
    fn addresses_and_domains_are_told_apart() {
        assert!(
            of("<Dana@Acme.example>")
                .keys
                .contains(&IdentifierKey::Email("Dana@Acme.example".into()))
        );
        for text in [
            "acme.example",
            "www.acme.example",
            "https://acme.example/about?x",
            "@acme.example",
        ] {
            assert!(
                of(text).keys.contains(&IdentifierKey::Domain("acme.example".into())),
                "{text}"
            );
        }
        for text in ["3.5", "acme.", ".example", "dana@acme.example", "e.g"] {
            assert!(
                !of(text).keys.iter().any(|key| matches!(key, IdentifierKey::Domain(_))),
                "{text}"
            );
        }
    }
}
