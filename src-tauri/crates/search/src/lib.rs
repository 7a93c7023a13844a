//! Finding entities: the text index, the vectors, their fusion, and the indexer that keeps them in step with the
//! workspace's changes.

pub mod api;
