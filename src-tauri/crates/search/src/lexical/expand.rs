//! Other words of the index that may be meant: those that begin alike, and those a typo away.

use std::collections::HashMap;

use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::near::distance;
use crate::error::SearchError;

/// At most this many words stand in for one.
const MOST: usize = 8;
/// Entries of one segment's dictionary looked at for near words.
const LOOKED_AT: usize = 2000;
/// A beginning that more words of one segment share says too little to look for them all.
const VAGUE: usize = 256;

/// A word of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The word.
    pub word: String,
    /// Documents that have it.
    pub documents: u64,
    /// Edits from what was typed.
    pub edits: usize,
}

/// The most common words that begin so, without the word itself; none when they are too many to mean anything.
pub fn beginning_with(searcher: &Searcher, field: Field, prefix: &str) -> Result<Vec<Candidate>, SearchError> {
    let mut counts: HashMap<String, u64> = HashMap::new();
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(field)?;
        let mut stream = inverted.terms().range().gt(prefix).into_stream()?;
        for looked_at in 0.. {
            if !stream.advance() || !stream.key().starts_with(prefix.as_bytes()) {
                break;
            }
            if looked_at == VAGUE {
                return Ok(Vec::new());
            }
            if let Ok(word) = std::str::from_utf8(stream.key()) {
                let documents = u64::from(stream.value().doc_freq);
                *counts.entry(word.to_owned()).or_default() += documents;
            }
        }
    }
    Ok(best(counts, |_| 0))
}

/// The edits that a word of this length may have.
pub fn allowed_edits(word: &str) -> u8 {
    // A digit more or less is another number, not a typo.
    if word.chars().all(|c| c.is_ascii_digit()) {
        return 0;
    }
    match word.chars().count() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// The nearest words within so many edits, the most common first among equally near ones; one edit is tried before two.
/// With `prefix`, words whose beginning is near.
pub fn near(
    searcher: &Searcher,
    field: Field,
    word: &str,
    prefix: bool,
    most_edits: u8,
) -> Result<Vec<Candidate>, SearchError> {
    for edits in 1..=most_edits {
        let term = Term::from_field_text(field, word);
        let query = if prefix {
            FuzzyTermQuery::new_prefix(term, edits, true)
        } else {
            FuzzyTermQuery::new(term, edits, true)
        };
        // Making it takes longer than running it over a segment.
        let automaton = query.automaton()?;
        let mut counts: HashMap<String, u64> = HashMap::new();
        for segment in searcher.segment_readers() {
            let inverted = segment.inverted_index(field)?;
            let mut stream = inverted.terms().search(&automaton).into_stream()?;
            for _ in 0..LOOKED_AT {
                if !stream.advance() {
                    break;
                }
                if let Ok(found) = std::str::from_utf8(stream.key()) {
                    let documents = u64::from(stream.value().doc_freq);
                    *counts.entry(found.to_owned()).or_default() += documents;
                }
            }
        }
        counts.remove(word);
        let found = best(counts, |found| distance(word, found, prefix));
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

fn best(counts: HashMap<String, u64>, edits: impl Fn(&str) -> usize) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = counts
        .into_iter()
        .map(|(word, documents)| Candidate {
            edits: edits(&word),
            word,
            documents,
        })
        .collect();
    found.sort_unstable_by(|a, b| {
        (a.edits, std::cmp::Reverse(a.documents), &a.word).cmp(&(b.edits, std::cmp::Reverse(b.documents), &b.word))
    });
    found.truncate(MOST);
    found
}
