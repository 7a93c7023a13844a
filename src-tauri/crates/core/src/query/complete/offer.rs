//! Ways to go on, gathered and ranked.

use super::Completion;
use crate::parse::text::fold;
use crate::query::parse::token::{Body, Token};

/// Offers that are shown.
const MOST: usize = 20;

/// Gathers what fits the word at the caret; earlier and closer ones rank first.
pub(super) struct Offers {
    span: (usize, usize),
    /// What of the word stays behind what is replaced: the other values of a pair.
    stays: bool,
    /// What is typed, as it is compared.
    typed: String,
    found: Vec<(u8, Completion)>,
}

impl Offers {
    /// For a word with the caret at this byte of it. The whole word is replaced; of a pair with several values, all up
    /// to the end of the one at the caret.
    pub(super) fn new(token: &Token<'_>, caret: usize) -> Self {
        let end = match &token.body {
            Body::Pair(pair) => pair
                .pieces
                .iter()
                .map(|piece| piece.to)
                .find(|to| caret <= *to)
                .unwrap_or(token.raw.len()),
            _ => token.raw.len(),
        };
        let behind: usize = token.raw[end..].chars().map(char::len_utf16).sum();
        Self {
            span: (token.span.0, token.span.1 - behind),
            stays: behind > 0,
            typed: String::new(),
            found: Vec::new(),
        }
    }

    /// Says which part of the word the offers that follow must continue.
    pub(super) fn continuing(&mut self, typed: &str) {
        self.typed = words(typed);
    }

    /// Adds a way to go on, if its label continues what is typed.
    pub(super) fn add(&mut self, insert: &str, label: &str, detail: &str) {
        self.add_called(&[label], insert, label, detail);
    }

    /// Adds one that goes by several names.
    pub(super) fn add_called(&mut self, names: &[&str], insert: &str, label: &str, detail: &str) {
        let Some(rank) = names.iter().filter_map(|name| closeness(&self.typed, name)).min() else {
            return;
        };
        let insert = if self.stays { insert.trim_end() } else { insert };
        if self.found.iter().any(|(_, known)| known.insert == insert) {
            return;
        }
        let completion = Completion {
            insert: insert.to_owned(),
            label: label.to_owned(),
            detail: detail.to_owned(),
            span: self.span,
        };
        self.found.push((rank, completion));
    }

    pub(super) fn best(mut self) -> Vec<Completion> {
        self.found.sort_by_key(|(rank, _)| *rank);
        self.found.truncate(MOST);
        self.found.into_iter().map(|(_, completion)| completion).collect()
    }
}

/// How well a name continues what is typed, 0 best; none when it does not.
fn closeness(typed: &str, name: &str) -> Option<u8> {
    let name = words(name);
    if typed == name {
        return Some(0);
    }
    let at = name.match_indices(typed).map(|(at, _)| at);
    at.filter_map(|at| match at {
        0 => Some(1),
        at => name[..at].ends_with(' ').then_some(2),
    })
    .min()
}

/// Folded, with `_` and `-` as spaces, and without the signs that open a word.
fn words(text: &str) -> String {
    fold(text.trim_start_matches(['@', '#', '$', '＠', '＃', '＄'])).replace(['_', '-', '.'], " ")
}
