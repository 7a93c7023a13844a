//! What is wrong with a filter, before it is known where it stands.

use super::QueryIssue;
use super::token::{Piece, Token};

/// Why a word is no valid filter, and what could replace a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    message: String,
    /// The part of the token that is wrong, in bytes; all of it when absent.
    part: Option<(usize, usize)>,
    /// What that part could be instead, best first.
    instead: Vec<String>,
}

/// Replacements that are offered for one word.
const MOST_SUGGESTIONS: usize = 8;

impl Problem {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            part: None,
            instead: Vec::new(),
        }
    }

    /// With values that the piece could be.
    pub(crate) fn offering<S: AsRef<str>>(mut self, piece: &Piece<'_>, values: impl IntoIterator<Item = S>) -> Self {
        self.part = Some((piece.from, piece.to));
        self.instead = values
            .into_iter()
            .map(|value| quote_if_needed(value.as_ref()))
            .collect();
        self
    }

    /// With texts that the stretch of the token could be, as they are.
    pub(crate) fn replacing(mut self, part: (usize, usize), texts: Vec<String>) -> Self {
        self.part = Some(part);
        self.instead = texts;
        self
    }

    pub(crate) fn at(self, token: &Token<'_>) -> QueryIssue {
        let (from, to) = self.part.unwrap_or((0, token.raw.len()));
        let (before, after) = (&token.raw[..from], &token.raw[to..]);
        let mut suggestions: Vec<String> = Vec::new();
        for text in self.instead {
            let whole = format!("{before}{text}{after}");
            if !suggestions.contains(&whole) {
                suggestions.push(whole);
            }
        }
        suggestions.truncate(MOST_SUGGESTIONS);
        QueryIssue {
            span: token.span,
            message: self.message,
            suggestions,
        }
    }
}

/// A value as it must be typed: in quotes when it would fall apart without.
pub(crate) fn quote_if_needed(value: &str) -> String {
    if value.contains(|c: char| c.is_whitespace() || matches!(c, ',' | '，')) {
        format!("\"{value}\"")
    } else {
        value.to_owned()
    }
}
