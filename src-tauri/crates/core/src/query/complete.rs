//! What could come next at the caret.

mod names;
mod offer;
mod values;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use self::offer::Offers;
use super::parse::token::{self, Body};
use super::parse::{QueryContext, scope_of};

/// One way to go on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Completion {
    /// What replaces the span: `stage:proposal `.
    pub insert: String,
    /// Shown first: `proposal`.
    pub label: String,
    /// Shown beside it: `Stage of deals`.
    pub detail: String,
    /// What it replaces, in UTF-16 code units.
    #[ts(type = "[number, number]")]
    pub span: (usize, usize),
}

/// Completions of filter names, operators, values, members and tags at the caret, best first, at most 20.
/// Empty when the word at the caret is plain text of fewer than two letters.
#[must_use]
pub fn complete(text: &str, caret_utf16: usize, context: &QueryContext<'_>, tags: &[String]) -> Vec<Completion> {
    let caret = byte_of(text, caret_utf16);
    let all = token::tokens(text);
    let Some(token) = all.iter().find(|token| token.start < caret && caret <= token.end()) else {
        return Vec::new();
    };
    let typed = &text[token.start..caret];
    let scope = scope_of(&all, context);
    // The word as far as the caret says what is being typed; what follows the caret is replaced too.
    let Some(begun) = token::tokens(typed).into_iter().next() else {
        return Vec::new();
    };
    let minus = if begun.negated { "-" } else { "" };
    let mut offers = Offers::new(token, caret - token.start);
    match &begun.body {
        Body::Word(word) if word.chars().count() >= 2 => {
            names::offer(&mut offers, word, minus, &scope);
            values::offer_of_any_field(&mut offers, word, minus, &scope, tags);
        }
        Body::At(name) => values::offer_people(&mut offers, name, minus, context),
        Body::Dollar(word) if !begun.negated => {
            offers.continuing(word);
            offers.add("$recent ", "$recent", "Recently opened first");
        }
        Body::Hash(word) => values::offer_prefixes(&mut offers, word, minus, &scope),
        Body::Pair(pair) => values::offer_of_pair(&mut offers, pair, typed, &scope, tags),
        Body::Word(_) | Body::Phrase { .. } | Body::Dollar(_) => {}
    }
    offers.best()
}

/// The byte at or before a place counted in UTF-16 code units.
fn byte_of(text: &str, utf16: usize) -> usize {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units > utf16 {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests;
