//! From a plan to a query of the index.

use tantivy::Term;
use tantivy::query::{AllQuery, BooleanQuery, BoostQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

use super::lexicon::{Candidate, Lexicon, allowed_edits};
use super::plan::{Clause, Plan, Wanted};
use super::{IsWord, Reading};
use crate::error::SearchError;
use crate::index::analyzer::LONGEST_EDGE;
use crate::text::words::WordKind;

/// What the beginning of a word counts against the whole word.
const BEGINNING: f32 = 0.6;
/// What a word counts that only begins as typed, found in a long text.
const LONGER: f32 = 0.4;
/// What the plural counts for the singular, and the other way round.
const INFLECTED: f32 = 0.7;
/// What a word one edit away counts; each further edit counts as much less again.
const TYPO: f32 = 0.7;
/// Words that are looked up with typos in one query.
const MOST_EXPANDED: usize = 6;
/// A word in more than this share of the documents of a workspace need not match: it tells nothing apart.
const EVERYWHERE: f64 = 0.3;
/// In fewer documents than this no word is that common.
const ENOUGH_DOCUMENTS: u64 = 500;

/// Where near words stand in for typed ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typos {
    /// Nowhere.
    Never,
    /// Where the index does not know the word, or the person asked for it.
    WhereUnknown,
    /// For every word.
    Everywhere,
}

/// A query, and how it came about.
pub struct Built {
    /// None when it could match nothing.
    pub query: Option<Box<dyn Query>>,
    /// Whether words stand in for what was typed.
    pub stood_in: bool,
    /// How each clause was taken.
    pub readings: Vec<Reading>,
}

/// Builds the queries of one plan.
pub struct Builder<'a> {
    lexicon: &'a Lexicon<'a>,
    plan: &'a Plan,
    is_word: IsWord<'a>,
    documents: u64,
}

/// A word of the index to look for, and what it counts.
struct Alternative {
    field: Field,
    word: String,
    boost: f32,
}

#[derive(Default)]
struct Alternatives {
    any: Vec<Alternative>,
    reading: Reading,
    stood_in: bool,
    /// In so many documents that it tells nothing apart.
    common: bool,
}

impl<'a> Builder<'a> {
    /// For this plan on this state of the index.
    pub fn new(lexicon: &'a Lexicon<'a>, plan: &'a Plan, is_word: IsWord<'a>) -> Self {
        Self {
            lexicon,
            plan,
            is_word,
            documents: lexicon.searcher.num_docs(),
        }
    }

    /// The query of which all clauses must match, or any.
    pub fn build(&self, typos: Typos, all: bool) -> Result<Built, SearchError> {
        let mut built = Built {
            query: None,
            stood_in: false,
            readings: Vec::new(),
        };
        let mut parts: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        let mut optional: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        let mut impossible = false;
        let mut expanded = 0;
        for clause in &self.plan.wanted {
            match clause {
                Clause::Phrase { typed, words } => {
                    built.readings.push(Reading {
                        typed: typed.clone(),
                        matched: words.iter().map(|(_, word)| word.clone()).collect(),
                        prefix: None,
                    });
                    parts.push((Occur::Must, self.phrase(words)));
                }
                Clause::Word(wanted) => {
                    let typos = if expanded < MOST_EXPANDED { typos } else { Typos::Never };
                    let alternatives = self.alternatives(wanted, typos, all)?;
                    expanded += usize::from(alternatives.stood_in);
                    built.stood_in |= alternatives.stood_in;
                    built.readings.push(alternatives.reading);
                    if alternatives.any.is_empty() {
                        impossible |= all;
                    } else if !all {
                        parts.extend(alternatives.any.iter().map(|one| (Occur::Should, self.term(one))));
                    } else if alternatives.common {
                        optional.push((Occur::Should, self.any_of(&alternatives.any)));
                    } else {
                        parts.push((Occur::Must, self.any_of(&alternatives.any)));
                    }
                }
            }
        }
        // Nothing but words that are everywhere: then they are what was meant.
        if parts.is_empty() {
            optional.iter_mut().for_each(|(occur, _)| *occur = Occur::Must);
        }
        parts.append(&mut optional);
        if impossible || (parts.is_empty() && !self.plan.wanted.is_empty()) {
            return Ok(built);
        }
        if parts.is_empty() {
            parts.push((Occur::Must, Box::new(AllQuery)));
        }
        for clause in &self.plan.unwanted {
            let query = match clause {
                Clause::Phrase { words, .. } => self.phrase(words),
                Clause::Word(wanted) => self.term(&Alternative {
                    field: self.lexicon.fields.words,
                    word: wanted.word.clone(),
                    boost: 1.0,
                }),
            };
            parts.push((Occur::MustNot, query));
        }
        built.query = Some(Box::new(BooleanQuery::new(parts)));
        Ok(built)
    }

    fn term(&self, alternative: &Alternative) -> Box<dyn Query> {
        let term = Term::from_field_text(alternative.field, &alternative.word);
        let query = Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs));
        if (alternative.boost - 1.0).abs() < f32::EPSILON {
            query
        } else {
            Box::new(BoostQuery::new(query, alternative.boost))
        }
    }

    fn any_of(&self, alternatives: &[Alternative]) -> Box<dyn Query> {
        if let [one] = alternatives {
            return self.term(one);
        }
        let any = alternatives.iter().map(|one| (Occur::Should, self.term(one))).collect();
        Box::new(BooleanQuery::new(any))
    }

    fn phrase(&self, words: &[(usize, String)]) -> Box<dyn Query> {
        let terms = words
            .iter()
            .map(|(place, word)| (*place, Term::from_field_text(self.lexicon.fields.words, word)))
            .collect();
        Box::new(PhraseQuery::new_with_offset(terms))
    }

    /// What may stand for a word.
    fn alternatives(&self, wanted: &Wanted, typos: Typos, all: bool) -> Result<Alternatives, SearchError> {
        let mut found = Alternatives::default();
        found.reading.typed.clone_from(&wanted.typed);
        let known = self.lexicon.documents_with(self.lexicon.fields.words, &wanted.word)?;
        #[expect(clippy::cast_precision_loss, reason = "a share")]
        let share = known as f64 / self.documents.max(1) as f64;
        found.common = self.documents >= ENOUGH_DOCUMENTS && share > EVERYWHERE && !wanted.prefix;
        if known > 0 {
            found.push(self.lexicon.fields.words, wanted.word.clone(), 1.0);
        }
        let spaced = wanted.kind == WordKind::Word;
        if spaced && known > 0 && !(wanted.prefix && all) {
            self.add_inflected(&mut found, wanted, known)?;
        }
        // In a sentence a last word that the index knows is taken for finished.
        if wanted.prefix && spaced && (all || known == 0) {
            self.add_longer(&mut found, wanted)?;
        }
        let unknown = found.any.is_empty();
        let expand = match typos {
            Typos::Never => false,
            // In a sentence a word that is right and only not here has nothing to stand in for it but its meaning.
            Typos::WhereUnknown => wanted.fuzzy || (unknown && (all || !(self.is_word)(&wanted.word))),
            Typos::Everywhere => true,
        };
        if expand && spaced {
            self.add_near(&mut found, wanted, known, unknown)?;
        }
        Ok(found)
    }

    fn add_longer(&self, found: &mut Alternatives, wanted: &Wanted) -> Result<(), SearchError> {
        let letters = wanted.word.chars().count();
        if letters <= LONGEST_EDGE && self.lexicon.documents_with(self.lexicon.fields.edges, &wanted.word)? > 0 {
            found.any.push(Alternative {
                field: self.lexicon.fields.edges,
                word: wanted.word.clone(),
                boost: BEGINNING,
            });
            found.reading.prefix = Some(wanted.word.clone());
        }
        if letters >= 3 {
            let longer = self.lexicon.beginning_with(&wanted.word)?;
            if !longer.is_empty() {
                found.reading.prefix = Some(wanted.word.clone());
            }
            self.add_candidates(found, &longer, 0, |_| LONGER);
        }
        Ok(())
    }

    /// English number, the one ending that is as good as always the same word.
    fn add_inflected(&self, found: &mut Alternatives, wanted: &Wanted, known: u64) -> Result<(), SearchError> {
        let word = wanted.word.as_str();
        if word.len() < 4 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Ok(());
        }
        let other = match word.strip_suffix("ies") {
            Some(stem) => format!("{stem}y"),
            None => match (word.strip_suffix('s'), word.strip_suffix('y')) {
                (Some(stem), _) if !stem.ends_with(['s', 'u', 'i']) => stem.to_owned(),
                (Some(_), _) => return Ok(()),
                (None, Some(stem)) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
                (None, _) => format!("{word}s"),
            },
        };
        let documents = self.lexicon.documents_with(self.lexicon.fields.words, &other)?;
        if documents > 0 {
            // The rarer of the two forms would otherwise count for more than the typed one.
            let even = (self.rarity(known) / self.rarity(documents)).min(1.0);
            found.push(self.lexicon.fields.words, other, INFLECTED * even);
        }
        Ok(())
    }

    fn add_near(
        &self,
        found: &mut Alternatives,
        wanted: &Wanted,
        known: u64,
        unknown: bool,
    ) -> Result<(), SearchError> {
        let edits = allowed_edits(&wanted.word);
        let mut candidates = self.lexicon.near(&wanted.word, false, edits)?;
        if candidates.is_empty() && wanted.prefix && unknown {
            candidates = self.lexicon.near(&wanted.word, true, edits)?;
        }
        found.stood_in = !candidates.is_empty();
        self.add_candidates(found, &candidates, known, |edits| {
            TYPO.powi(i32::try_from(edits).unwrap_or(i32::MAX))
        });
        Ok(())
    }

    /// Adds words that all stand for the same one, which `known` documents have: the rarest of them must not outweigh the
    /// others for being rare.
    fn add_candidates(
        &self,
        found: &mut Alternatives,
        candidates: &[Candidate],
        known: u64,
        weight: impl Fn(usize) -> f32,
    ) {
        let commonest = candidates
            .iter()
            .map(|candidate| candidate.documents)
            .max()
            .unwrap_or(0)
            .max(known);
        for candidate in candidates {
            let even = self.rarity(commonest) / self.rarity(candidate.documents);
            found.push(
                self.lexicon.fields.words,
                candidate.word.clone(),
                weight(candidate.edits) * even,
            );
        }
    }

    /// The weight that BM25 gives a word in so many documents.
    fn rarity(&self, documents: u64) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a weight")]
        let (all, some) = (self.documents.max(documents) as f32, documents as f32);
        (1.0 + (all - some + 0.5) / (some + 0.5)).ln()
    }
}

impl Alternatives {
    fn push(&mut self, field: Field, word: String, boost: f32) {
        if self.any.iter().any(|one| one.field == field && one.word == word) {
            return;
        }
        self.reading.matched.push(word.clone());
        self.any.push(Alternative { field, word, boost });
    }
}
