//! What was meant by a text with slips of the fingers, for the leg that reads its meaning: a misspelt word means nothing.

use tantivy::{Searcher, Term};

use super::IsWord;
use super::expand::{allowed_edits, beginning_with, near};
use super::plan::{Clause, Plan, Wanted};
use crate::error::SearchError;
use crate::index::Fields;
use crate::text::words::WordKind;

/// Shorter words are near to too many others.
const SHORTEST: usize = 5;

/// The text with each word that nobody writes so, and that is one edit from a word of the index, put right; none when
/// there is none.
///
/// # Errors
/// The index is damaged or cannot be read.
pub fn mended(
    searcher: &Searcher,
    fields: &Fields,
    plan: &Plan,
    text: &str,
    is_word: IsWord<'_>,
) -> Result<Option<String>, SearchError> {
    let mut mended: Option<String> = None;
    for clause in &plan.wanted {
        let Clause::Word(wanted) = clause else {
            continue;
        };
        if let Some(right) = right(searcher, fields, wanted, is_word)? {
            let text = mended.as_deref().unwrap_or(text);
            mended = Some(text.replacen(wanted.typed.as_str(), &right, 1));
        }
    }
    Ok(mended)
}

fn right(
    searcher: &Searcher,
    fields: &Fields,
    wanted: &Wanted,
    is_word: IsWord<'_>,
) -> Result<Option<String>, SearchError> {
    let word = wanted.word.as_str();
    if wanted.kind != WordKind::Word || word.chars().count() < SHORTEST || is_word(word) {
        return Ok(None);
    }
    if searcher.doc_freq(&Term::from_field_text(fields.words, word))? > 0 {
        return Ok(None);
    }
    // The last word may only be unfinished.
    if wanted.prefix && !beginning_with(searcher, fields.words, word)?.is_empty() {
        return Ok(None);
    }
    let most_edits = allowed_edits(word).min(1);
    let nearest = near(searcher, fields.words, word, false, most_edits)?
        .into_iter()
        .next();
    Ok(nearest.filter(|nearest| nearest.edits == 1).map(|nearest| nearest.word))
}
