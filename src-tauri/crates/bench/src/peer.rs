//! What else could have been used: the same entities, the same keys, the same twenty rows, asked of databases that have
//! full text, trigrams and vectors, fused by reciprocal rank in SQL as their users do it.
//!
//! Where something had to be decided, it was decided for the peer: its file is not encrypted, it need not forgive typos
//! in long texts, and it is handed the vector of the query, which Workestra has to make.

#[cfg(unix)]
mod postgres;
mod sqlite;

#[cfg(unix)]
pub use postgres::Postgres;
pub use sqlite::Sqlite;

use crate::document::Document;

/// Candidates that each leg hands to the fusion.
const CANDIDATES: usize = 50;
/// Rows of an answer.
const ROWS: usize = 20;
/// Added to every rank before its reciprocal is taken.
const SOFTENING: usize = 60;

/// A key to answer.
#[derive(Debug, Clone)]
pub struct Question {
    /// What is typed so far.
    pub text: String,
    /// What it means; none to leave meaning out.
    pub vector: Option<Vec<f32>>,
}

impl Question {
    /// The words, without what is neither letter nor digit.
    fn words(&self) -> Vec<String> {
        words_of(&self.text)
    }
}

/// The words of a text: what splits them is neither letter nor digit.
fn words_of(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// A row of an answer, in the peer's order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The entity's number.
    pub num: i64,
    /// Its title; the other columns are read and thrown away.
    pub title: String,
}

/// A database that answers keys.
pub trait Peer {
    /// What it is made of, with versions.
    fn name(&self) -> String;

    /// Takes in a page of entities.
    async fn fill(&mut self, page: &[Document]) -> anyhow::Result<()>;

    /// Builds what is better built after filling. `questions` are those that will be asked.
    async fn settle(&mut self, questions: &[Question]) -> anyhow::Result<()>;

    /// Answers the question at this place of those given to [`Peer::settle`], by text and trigrams, and by meaning where
    /// the question has a vector and this is asked for.
    async fn ask(&mut self, question: (usize, &Question), meaning: bool) -> anyhow::Result<Vec<Row>>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_its_words_as_a_tokenizer_sees_them() {
        assert_eq!(
            words_of("Ann.Lee@acme-7.example"),
            ["ann", "lee", "acme", "7", "example"]
        );
    }
}
