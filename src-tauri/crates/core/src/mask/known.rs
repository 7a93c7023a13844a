//! Values that fields made known, found again in free text.

use std::collections::HashMap;

use super::pattern::{Folded, Found};

/// Letters and digits that a value needs before free text is searched for it: `Al` would hide half the words.
const LEAST: usize = 3;

/// The known values, by their first two letters.
#[derive(Default, Clone)]
pub(super) struct Known(HashMap<[char; 2], Vec<Value>>);

#[derive(Clone)]
struct Value {
    letters: Vec<char>,
    label: String,
}

impl Known {
    pub(super) fn add(&mut self, label: &str, text: &str) {
        let letters: Vec<char> = Folded::of(text.trim()).chars.iter().map(lower).collect();
        let telling = letters.iter().filter(|c| c.is_alphanumeric()).count();
        // Two Chinese or Japanese characters are a whole name.
        let least = if text.is_ascii() { LEAST } else { 2 };
        if telling < least {
            return;
        }
        if let Some(first) = letters.first_chunk() {
            let bucket = self.0.entry(*first).or_default();
            if !bucket.iter().any(|value| value.letters == letters) {
                bucket.push(Value {
                    letters,
                    label: label.to_owned(),
                });
            }
        }
    }

    /// Whole words only, in any case.
    pub(super) fn find(&self, folded: &Folded) -> Vec<Found> {
        let mut found = Vec::new();
        if self.0.is_empty() {
            return found;
        }
        for (at, first) in folded.chars.windows(2).enumerate() {
            if !folded.breaks_before(at) {
                continue;
            }
            let Some(bucket) = self.0.get(&[lower(&first[0]), lower(&first[1])]) else {
                continue;
            };
            for value in bucket {
                let end = at + value.letters.len();
                let same = folded
                    .chars
                    .get(at..end)
                    .is_some_and(|chars| chars.iter().map(lower).eq(value.letters.iter().copied()));
                if same && folded.breaks_before(end) {
                    found.push(Found {
                        range: folded.bytes(at, end),
                        label: value.label.clone(),
                        rank: 1,
                    });
                }
            }
        }
        found
    }
}

fn lower(c: &char) -> char {
    c.to_lowercase().next().unwrap_or(*c)
}
