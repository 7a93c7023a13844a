//! Finding entities: the text index, the vectors, their fusion, and the indexer that keeps them in step with the
//! workspace's changes.

pub mod api;
pub mod directory;
mod embedder;
mod embedding;
mod error;
mod filter;
mod fuse;
mod hits;
mod identifiers;
mod index;
mod indexer;
mod lexical;
pub mod mirror;
mod search;
mod semantic;
mod shared;
mod shelf;
mod text;

pub use embedding::{Embedding, EmbeddingError, ModelIdentity, Source};
pub use error::SearchError;
pub use search::{Among, NearestSentences, Search};
