//! The two analyses of the index: words, and beginnings of words.

use tantivy::Index;
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer};

use crate::text::words::{For, Word, WordKind, Words};

/// Name of the analysis into words.
pub const WORDS: &str = "words";
/// Name of the analysis into beginnings.
pub const EDGES: &str = "edges";
/// Beginnings are made up to this many letters; longer ones are looked up among the words themselves.
pub const LONGEST_EDGE: usize = 15;

/// Makes both analyses known to an index.
pub fn register(index: &Index) {
    index.tokenizers().register(WORDS, TextAnalyzer::from(WordAnalysis));
    index.tokenizers().register(EDGES, TextAnalyzer::from(EdgeAnalysis));
}

#[derive(Clone)]
struct WordAnalysis;

struct WordStream<'a> {
    words: Words<'a>,
    token: Token,
}

impl Tokenizer for WordAnalysis {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        WordStream {
            words: Words::of(text, For::Index),
            token: Token::default(),
        }
    }
}

fn copy(word: &Word, token: &mut Token) {
    token.text.clear();
    token.text.push_str(&word.text);
    token.offset_from = word.from;
    token.offset_to = word.to;
    token.position = word.position;
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        match self.words.advance() {
            Some(word) => {
                copy(word, &mut self.token);
                true
            }
            None => false,
        }
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[derive(Clone)]
struct EdgeAnalysis;

struct EdgeStream<'a> {
    words: Words<'a>,
    /// The word whose beginnings are being made.
    word: Word,
    /// Ends of its beginnings not yet made, longest first.
    ends: Vec<usize>,
    token: Token,
}

impl Tokenizer for EdgeAnalysis {
    type TokenStream<'a> = EdgeStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> EdgeStream<'a> {
        EdgeStream {
            words: Words::of(text, For::Index),
            word: Word {
                text: String::new(),
                from: 0,
                to: 0,
                position: 0,
                kind: WordKind::Word,
            },
            ends: Vec::new(),
            token: Token::default(),
        }
    }
}

impl TokenStream for EdgeStream<'_> {
    fn advance(&mut self) -> bool {
        while self.ends.is_empty() {
            let Some(word) = self.words.advance() else { return false };
            self.word.clone_from(word);
            match word.kind {
                // Pairs are as short as they get: they and their first characters stand among the beginnings as they are.
                WordKind::Single | WordKind::Pair => self.ends.push(word.text.len()),
                WordKind::Word | WordKind::Extra => {
                    self.ends.extend(
                        word.text
                            .char_indices()
                            .map(|(at, c)| at + c.len_utf8())
                            .take(LONGEST_EDGE),
                    );
                    self.ends.reverse();
                }
            }
        }
        let Some(end) = self.ends.pop() else { return false };
        copy(&self.word, &mut self.token);
        self.token.text.truncate(end);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edges(text: &str) -> Vec<String> {
        let mut analysis = EdgeAnalysis;
        let mut stream = analysis.token_stream(text);
        let mut found = Vec::new();
        while stream.advance() {
            found.push(stream.token().text.clone());
        }
        found
    }

    #[test]
    fn every_beginning_of_a_word_is_there() {
        assert_eq!(edges("Ána Ło"), ["a", "an", "ana", "l", "lo"]);
        assert_eq!(edges("李小"), ["李", "李小", "小"]);
        assert_eq!(edges(&"x".repeat(40)).len(), LONGEST_EDGE);
        assert!(edges(" … ").is_empty());
    }
}
