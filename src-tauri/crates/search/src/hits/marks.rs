//! Where in a text the words of a query are.

use std::collections::HashSet;

use crate::api::Span;
use crate::lexical::Reading;
use crate::lexical::plan::{Clause, Plan};
use crate::text::fold::fold;
use crate::text::words::{For, Word, Words};

/// At most so much of a text is looked at where no other bound is given, in bytes.
const READ: usize = 64 << 10;
/// At most so many marks in one text.
const MOST: usize = 64;

/// Finds the words of one query.
#[derive(Debug, Default)]
pub struct Marker {
    words: HashSet<String>,
    prefixes: Vec<String>,
}

/// A marked stretch of a text, in bytes, and which word it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// First byte.
    pub from: usize,
    /// Byte after the last.
    pub to: usize,
    /// The word, or the beginning of one, that matched.
    pub word: String,
}

/// The folded words of a text, as far as it is looked at.
pub fn words_of(text: &str) -> HashSet<String> {
    let mut found = HashSet::new();
    let mut words = Words::of(bounded(text, READ), For::Index);
    while let Some(word) = words.advance() {
        if !found.contains(&word.text) {
            found.insert(word.text.clone());
        }
    }
    found
}

/// The beginning of a text, cut between characters.
pub fn bounded(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

impl Marker {
    /// For the words of a plan and what the index took them for.
    #[must_use]
    pub fn new(plan: &Plan, readings: &[Reading]) -> Self {
        let mut marker = Self::default();
        // In a sentence the small words would be marked everywhere and say nothing.
        let counts = |word: &str| plan.all || word.len() > 3 || !word.is_ascii();
        for clause in &plan.wanted {
            match clause {
                Clause::Word(wanted) => {
                    if counts(&wanted.word) {
                        marker.words.insert(wanted.word.clone());
                    }
                    if wanted.prefix {
                        marker.prefixes.push(wanted.word.clone());
                    }
                }
                Clause::Phrase { words, .. } => marker.words.extend(words.iter().map(|(_, word)| word.clone())),
            }
        }
        for reading in readings {
            // Of a word that only begins as typed, the beginning is marked.
            let longer = |word: &str| {
                let prefix = reading.prefix.as_deref().filter(|&prefix| prefix != word);
                prefix.is_some_and(|prefix| word.starts_with(prefix))
            };
            let matched = reading.matched.iter().filter(|word| counts(word) && !longer(word));
            marker.words.extend(matched.cloned());
        }
        marker
    }

    /// Whether it can find nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.prefixes.is_empty()
    }

    fn matched(&self, text: &str, word: &Word) -> Option<Mark> {
        let whole = |to| Mark {
            from: word.from,
            to,
            word: word.text.clone(),
        };
        if self.words.contains(&word.text) {
            return Some(whole(word.to));
        }
        let prefix = self
            .prefixes
            .iter()
            .find(|prefix| word.text.starts_with(prefix.as_str()))?;
        Some(Mark {
            word: prefix.clone(),
            ..whole(word.from + beginning(&text[word.from..word.to], prefix.len()))
        })
    }

    /// The marks in a text, in order and apart from each other.
    #[must_use]
    pub fn marks(&self, text: &str) -> Vec<Mark> {
        let mut marks: Vec<Mark> = Vec::new();
        if self.is_empty() {
            return marks;
        }
        let mut words = Words::of(text, For::Index);
        while let Some(word) = words.advance() {
            let Some(mut mark) = self.matched(text, word) else {
                continue;
            };
            // Pairs overlap, and a compound comes after the parts that lie within it.
            while let Some(last) = marks.pop_if(|last| mark.from < last.to) {
                mark.from = mark.from.min(last.from);
                mark.to = mark.to.max(last.to);
            }
            marks.push(mark);
            if marks.len() == MOST {
                break;
            }
        }
        marks
    }

    /// The marks in a short text, in UTF-16.
    #[must_use]
    pub fn spans(&self, text: &str) -> Vec<Span> {
        spans(text, &self.marks(bounded(text, READ)))
    }
}

/// Byte marks as UTF-16 spans, in one pass.
pub fn spans(text: &str, marks: &[Mark]) -> Vec<Span> {
    let (mut byte, mut unit) = (0, 0);
    let mut at = |to: usize| {
        unit += text[byte..to].encode_utf16().count();
        byte = to;
        unit
    };
    marks
        .iter()
        .map(|mark| {
            let from = at(mark.from);
            Span((from, at(mark.to)))
        })
        .collect()
}

/// The bytes of a written word that fold to the first `folded` bytes of its folded form.
fn beginning(written: &str, folded: usize) -> usize {
    if written.is_ascii() {
        return folded.min(written.len());
    }
    let mut end = written.len();
    for (at, _) in written.char_indices() {
        if fold(&written[..at]).len() >= folded {
            end = at;
            break;
        }
    }
    // Marks that sit on the last letter belong to it.
    while let Some(c) = written[end..].chars().next()
        && fold(c.encode_utf8(&mut [0; 4])).is_empty()
    {
        end += c.len_utf8();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marker(words: &[&str], prefixes: &[&str]) -> Marker {
        Marker {
            words: words.iter().map(|&word| word.to_owned()).collect(),
            prefixes: prefixes.iter().map(|&word| word.to_owned()).collect(),
        }
    }

    /// The marked text with brackets, by cutting it as the window does.
    fn shown(text: &str, marker: &Marker) -> String {
        let units: Vec<u16> = text.encode_utf16().collect();
        let mut out = String::new();
        let mut at = 0;
        for Span((from, to)) in marker.spans(text) {
            out.push_str(&String::from_utf16_lossy(&units[at..from]));
            out.push('[');
            out.push_str(&String::from_utf16_lossy(&units[from..to]));
            out.push(']');
            at = to;
        }
        out.push_str(&String::from_utf16_lossy(&units[at..]));
        out
    }

    #[test]
    fn marks_stand_on_what_matched_in_any_script() {
        for (text, words, prefixes, expected) in [
            ("Dana Whitfield", &["dana"][..], &["whit"][..], "[Dana] [Whit]field"),
            ("Łukasz Żółć", &[], &["zol"], "Łukasz [Żół]ć"),
            ("😀 Müller", &["muller"], &[], "😀 [Müller]"),
            ("李小龙来了", &["小龙"], &[], "李[小龙]来了"),
            ("東京都庁", &["東京", "京都"], &[], "[東京都]庁"),
            ("Straße 5", &[], &["stras"], "[Straß]e 5"),
            ("a follow-up call", &["followup"], &[], "a [follow-up] call"),
            (
                "a follow-up call",
                &["follow", "up", "followup"],
                &[],
                "a [follow-up] call",
            ),
            ("e\u{301}te\u{301} x", &[], &["et"], "[e\u{301}t]e\u{301} x"),
            ("nothing here", &["dana"], &[], "nothing here"),
        ] {
            assert_eq!(shown(text, &marker(words, prefixes)), expected);
        }
    }
}
