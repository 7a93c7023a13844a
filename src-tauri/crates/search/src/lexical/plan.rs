//! From the terms of a query to the words that the index is asked for.

use workestra_core::query::Query;

use crate::text::words::{For, WordKind, Words};

/// Up to so many words are taken for something typed to find a thing, of which every word must match. More are taken
/// for a sentence, of which most will do.
const TYPED_WORDS: f32 = 4.0;
/// More words of one query than this are not looked at.
const MOST_WORDS: usize = 64;

/// A word to find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// As typed.
    pub typed: String,
    /// Folded.
    pub word: String,
    /// A word, or a piece of a run without spaces.
    pub kind: WordKind,
    /// May be unfinished.
    pub prefix: bool,
    /// Typos allowed though the index knows the word.
    pub fuzzy: bool,
}

/// A word or several in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clause {
    /// A word.
    Word(Wanted),
    /// Words in this order, with their places.
    Phrase {
        /// As typed.
        typed: String,
        /// Place and word.
        words: Vec<(usize, String)>,
    },
}

/// What to ask the index for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// To be found.
    pub wanted: Vec<Clause>,
    /// Must not occur.
    pub unwanted: Vec<Clause>,
    /// Whether each of the wanted ones must occur.
    pub all: bool,
}

impl Plan {
    /// The plan for a query's terms.
    #[must_use]
    pub fn of(query: &Query) -> Self {
        let mut plan = Self::default();
        let mut weight = 0.0;
        let mut question = false;
        for term in &query.terms {
            let words = Words::of(&term.text, For::Query).collect();
            if plan.wanted.len() + plan.unwanted.len() + words.len() > MOST_WORDS {
                break;
            }
            let in_order = words.len() > 1 && (term.phrase || term.excluded);
            let side = if term.excluded {
                &mut plan.unwanted
            } else {
                &mut plan.wanted
            };
            if in_order {
                weight += 1.0;
                side.push(Clause::Phrase {
                    typed: term.text.clone(),
                    words: words.into_iter().map(|word| (word.position, word.text)).collect(),
                });
                continue;
            }
            if !term.excluded {
                question |= term.text.ends_with(['?', '？']);
            }
            let last = words.len().saturating_sub(1);
            for (at, word) in words.into_iter().enumerate() {
                weight += match word.kind {
                    WordKind::Word | WordKind::Extra => 1.0,
                    WordKind::Single | WordKind::Pair => 0.4,
                };
                side.push(Clause::Word(Wanted {
                    typed: term.text.get(word.from..word.to).unwrap_or(&term.text).to_owned(),
                    word: word.text,
                    kind: word.kind,
                    prefix: term.prefix && !term.phrase && at == last,
                    fuzzy: term.fuzzy,
                }));
            }
        }
        let mut seen = Vec::new();
        plan.wanted.retain(|clause| {
            let new = !seen.contains(clause);
            if new {
                seen.push(clause.clone());
            }
            new
        });
        plan.all = weight <= TYPED_WORDS && !(question && plan.wanted.len() > 2);
        plan
    }

    /// Whether there is nothing to ask.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.wanted.is_empty() && self.unwanted.is_empty()
    }
}
