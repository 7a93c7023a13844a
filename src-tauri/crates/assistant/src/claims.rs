//! Which numbers, dates, names, addresses and references in an answer nothing bears out that was read in the conversation.
//! It is a comparison of texts on this machine, not a second model: what it leaves unmarked need not be true.

mod find;

use std::collections::{BTreeSet, HashSet};

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use workestra_store::folded;

use find::{Found, What, find};

/// Something that nothing bears out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Claim {
    /// From where in the answer, in UTF-16 code units.
    pub from: usize,
    /// To where.
    pub to: usize,
    /// As it stands there.
    pub text: String,
}

/// What was read: answers of tools, what was in view, and what the person said; placeholders put back.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    numbers: HashSet<String>,
    days: HashSet<String>,
    words: HashSet<String>,
    references: BTreeSet<String>,
    text: String,
}

impl Evidence {
    /// Takes note of a text.
    pub fn add(&mut self, text: &str) {
        for found in find(text) {
            match found.what {
                What::Number(value) => {
                    self.numbers.insert(value);
                }
                What::Day(day) => {
                    self.days.insert(day);
                }
                What::Address(address) => {
                    self.words.insert(address);
                }
                What::Reference(reference) => {
                    self.references.insert(reference);
                }
                What::Name(_) => {}
            }
        }
        self.text.push(' ');
        self.text.push_str(&plain(text));
    }

    /// What in an answer none of it bears out.
    #[must_use]
    pub fn unsupported(&self, answer: &str) -> Vec<Claim> {
        find(answer)
            .into_iter()
            .filter(|found| !self.bears_out(found))
            .map(|found| {
                let from = answer[..found.at.start].encode_utf16().count();
                let text = &answer[found.at];
                Claim {
                    from,
                    to: from + text.encode_utf16().count(),
                    text: text.to_owned(),
                }
            })
            .collect()
    }

    fn bears_out(&self, found: &Found) -> bool {
        match &found.what {
            What::Number(value) => self.has_number(value),
            // A day without its year is one of those that were read, in whichever year.
            What::Day(day) => {
                self.days.contains(day)
                    || (day.starts_with("--") && self.days.iter().any(|known| known.ends_with(&day[1..])))
            }
            What::Address(address) => self.words.contains(address),
            What::Reference(reference) => self.references.contains(reference),
            What::Name(name) => self.text.contains(&plain(name)),
        }
    }

    /// The number itself, the same in minor units, or a count of no more than what was read.
    fn has_number(&self, value: &str) -> bool {
        if self.numbers.contains(value) {
            return true;
        }
        let minor = match value.split_once('.') {
            Some((whole, part)) => format!("{whole}{part:0<2}"),
            None => format!("{value}00"),
        };
        if self.numbers.contains(&minor) {
            return true;
        }
        let count: Option<usize> = value.parse().ok();
        count.is_some_and(|count| count <= self.references.len())
    }
}

/// Folded, with everything but letters and digits as one space.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in folded(text).chars() {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unsupported(read: &[&str], answer: &str) -> Vec<String> {
        let mut evidence = Evidence::default();
        for text in read {
            evidence.add(text);
        }
        evidence
            .unsupported(answer)
            .into_iter()
            .map(|claim| claim.text)
            .collect()
    }

    const READ: &str = r#"{"reference":"DEAL-7","title":"Acme renewal","amount":{"minor":1200050,"currency":"EUR"},
        "close_date":"2026-11-25","contact":"Kim Lee","email":"kim@example.org","probability":75}"#;

    #[test]
    fn what_was_read_is_borne_out_in_any_writing() {
        let answer = "**Kim Lee** (kim@example.org) wants DEAL-7, EUR 12,000.50 or 12.000,50 €, at 75 %, by 25 November 2026 \
            (2026-11-25, Nov 25). 1 deal in all.";
        assert_eq!(unsupported(&[READ], answer), Vec::<String>::new());
    }

    #[test]
    fn what_was_not_read_is_named() {
        let answer = "Talk to Kim Park at kim@example.com about DEAL-8: 13,000 EUR by 26 November 2026, 80 % sure.";
        assert_eq!(
            unsupported(&[READ], answer),
            [
                "Kim Park",
                "kim@example.com",
                "DEAL-8",
                "13,000",
                "26 November 2026",
                "80"
            ]
        );
    }

    #[test]
    fn places_are_in_the_windows_units() {
        let mut evidence = Evidence::default();
        evidence.add("nothing");
        let claims = evidence.unsupported("🙂 4711");
        assert_eq!((claims[0].from, claims[0].to), (3, 7));
    }

    #[test]
    fn lists_headings_and_beginnings_of_sentences_claim_nothing() {
        let answer = "# Next Steps\n1. Call them\n2) Write\n\nThe deal is open. Then Acme decides.";
        assert_eq!(unsupported(&["acme"], answer), Vec::<String>::new());
    }
}
