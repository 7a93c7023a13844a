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
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn meaning(of: usize) -> Vec<f32> {
        let mut vector = vec![0.0; 384];
        vector[of] = 1.0;
        vector
    }

    fn document(num: i64, title: &str, long: &str) -> Document {
        Document {
            num,
            kind: "ticket".to_owned(),
            reference: format!("TIC-{num}"),
            title: title.to_owned(),
            context: String::new(),
            owner: String::new(),
            updated_at: 0,
            short: title.to_owned(),
            long: long.to_owned(),
            vector: Some(meaning(usize::try_from(num).unwrap())),
        }
    }

    /// Asks for something that only words find, only trigrams, and only meaning.
    pub(super) async fn first_by_each_leg(peer: &mut impl Peer) -> Vec<Option<i64>> {
        let questions = ["parc", "invoixe", "zz"].map(|text| Question {
            text: text.to_owned(),
            vector: Some(meaning(3)),
        });
        let page = [
            document(1, "Refund", "the parcel never came\nand a tab\tbefore it's \\ended"),
            document(2, "Invoice", "nothing to see"),
            document(3, "Other", "nothing at all"),
        ];
        peer.fill(&page).await.unwrap();
        peer.settle(&questions).await.unwrap();
        let mut firsts = Vec::new();
        for (at, question) in questions.iter().enumerate() {
            let rows = peer.ask((at, question), at == 2).await.unwrap();
            firsts.push(rows.first().map(|row| row.num));
        }
        firsts
    }

    #[test]
    fn an_address_is_its_words_as_a_tokenizer_sees_them() {
        assert_eq!(
            words_of("Ann.Lee@acme-7.example"),
            ["ann", "lee", "acme", "7", "example"]
        );
    }
}
