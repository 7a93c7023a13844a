//! What was meant by a text with slips of the fingers, for the leg that reads its meaning: a misspelt word means nothing.

use super::IsWord;
use super::lexicon::{Lexicon, allowed_edits};
use super::plan::{Clause, Plan, Wanted};
use crate::error::SearchError;
use crate::text::words::WordKind;

/// Shorter words are near to too many others.
const SHORTEST: usize = 5;

/// The text with each word that nobody writes so, and that is one edit from a word of the index, put right; none when
/// there is none.
///
/// # Errors
/// The index is damaged or cannot be read.
pub fn mended(
    lexicon: &Lexicon<'_>,
    plan: &Plan,
    text: &str,
    is_word: IsWord<'_>,
) -> Result<Option<String>, SearchError> {
    let mut mended: Option<String> = None;
    for clause in &plan.wanted {
        let Clause::Word(wanted) = clause else {
            continue;
        };
        if let Some(right) = right(lexicon, wanted, is_word)? {
            let text = mended.as_deref().unwrap_or(text);
            mended = Some(text.replacen(wanted.typed.as_str(), &right, 1));
        }
    }
    Ok(mended)
}

fn right(lexicon: &Lexicon<'_>, wanted: &Wanted, is_word: IsWord<'_>) -> Result<Option<String>, SearchError> {
    let word = wanted.word.as_str();
    if wanted.kind != WordKind::Word || word.chars().count() < SHORTEST || is_word(word) {
        return Ok(None);
    }
    if lexicon.documents_with(lexicon.fields.words, word)? > 0 {
        return Ok(None);
    }
    // The last word may only be unfinished.
    if wanted.prefix && !lexicon.beginning_with(word)?.is_empty() {
        return Ok(None);
    }
    let most_edits = allowed_edits(word).min(1);
    let near = lexicon.near(word, false, most_edits)?;
    let nearest = near.first().filter(|nearest| nearest.edits == 1);
    Ok(nearest.map(|nearest| nearest.word.clone()))
}
