//! The words of the index as of one commit: which documents have one, which words begin alike, and which are a typo away.

use std::collections::HashMap;
use std::sync::Arc;

use parking_lot::Mutex;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::near::distance;
use crate::error::SearchError;
use crate::index::Fields;

/// At most this many words stand in for one.
const MOST: usize = 8;
/// Entries of one segment's dictionary looked at for near words.
const LOOKED_AT: usize = 2000;
/// A beginning that more words of one segment share says too little to look for them all.
const VAGUE: usize = 256;
/// Words whose near ones are remembered: those of some minutes' typing.
const REMEMBERED: usize = 512;

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

/// What is looked for when near words are.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Nearness {
    word: String,
    /// Whether it may be the beginning of a longer one.
    prefix: bool,
    edits: u8,
}

/// Near words found before: each key asks for those of all the words typed so far, and looking is what takes longest. What
/// one commit of the index answered is forgotten at the next.
#[derive(Debug, Default)]
pub struct NearWords {
    found: Mutex<Found>,
}

#[derive(Debug, Default)]
struct Found {
    /// Of the commit.
    generation: u64,
    near: HashMap<Nearness, Arc<[Candidate]>>,
}

impl NearWords {
    fn get(&self, generation: u64, nearness: &Nearness) -> Option<Arc<[Candidate]>> {
        let found = self.found.lock();
        found
            .near
            .get(nearness)
            .filter(|_| found.generation == generation)
            .cloned()
    }

    fn put(&self, generation: u64, nearness: Nearness, candidates: &Arc<[Candidate]>) {
        let mut found = self.found.lock();
        if found.generation > generation {
            return;
        }
        if found.generation < generation || found.near.len() >= REMEMBERED {
            found.generation = generation;
            found.near = HashMap::new();
        }
        found.near.insert(nearness, Arc::clone(candidates));
    }

    /// Forgets all words, as those of what was deleted for good.
    pub fn forget(&self) {
        self.found.lock().near = HashMap::new();
    }
}

/// The words of the index as of one commit.
pub struct Lexicon<'a> {
    /// Reads that commit.
    pub searcher: Searcher,
    /// Of the index.
    pub fields: Fields,
    near: &'a NearWords,
}

impl<'a> Lexicon<'a> {
    /// What `searcher` sees.
    #[must_use]
    pub const fn new(searcher: Searcher, fields: Fields, near: &'a NearWords) -> Self {
        Self { searcher, fields, near }
    }

    /// How many documents have this word.
    ///
    /// # Errors
    /// The index is damaged or cannot be read.
    pub fn documents_with(&self, field: Field, word: &str) -> Result<u64, SearchError> {
        Ok(self.searcher.doc_freq(&Term::from_field_text(field, word))?)
    }

    /// The most common words that begin so, without the word itself; none when they are too many to mean anything.
    ///
    /// # Errors
    /// The index is damaged or cannot be read.
    pub fn beginning_with(&self, prefix: &str) -> Result<Vec<Candidate>, SearchError> {
        let mut counts: HashMap<String, u64> = HashMap::new();
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(self.fields.words)?;
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

    /// The nearest words within so many edits, the most common first among equally near ones; one edit is tried before
    /// two. With `prefix`, words whose beginning is near.
    ///
    /// # Errors
    /// The index is damaged or cannot be read.
    pub fn near(&self, word: &str, prefix: bool, most_edits: u8) -> Result<Arc<[Candidate]>, SearchError> {
        let generation = self.searcher.generation().generation_id();
        for edits in 1..=most_edits {
            let nearness = Nearness {
                word: word.to_owned(),
                prefix,
                edits,
            };
            let found = match self.near.get(generation, &nearness) {
                Some(known) => known,
                None => {
                    let found = self.look_for(&nearness)?.into();
                    self.near.put(generation, nearness, &found);
                    found
                }
            };
            if !found.is_empty() {
                return Ok(found);
            }
        }
        Ok(Arc::default())
    }

    fn look_for(&self, nearness: &Nearness) -> Result<Vec<Candidate>, SearchError> {
        let Nearness { word, prefix, edits } = nearness;
        let term = Term::from_field_text(self.fields.words, word);
        let query = if *prefix {
            FuzzyTermQuery::new_prefix(term, *edits, true)
        } else {
            FuzzyTermQuery::new(term, *edits, true)
        };
        // Making it takes longer than running it over a segment.
        let automaton = query.automaton()?;
        let mut counts: HashMap<String, u64> = HashMap::new();
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(self.fields.words)?;
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
        Ok(best(counts, |found| distance(word, found, *prefix)))
    }
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
