//! What can go wrong with search, told apart where somebody acts on it.

use workestra_store::StoreError;

use crate::directory::IndexDamaged;

/// A search, or a part of its upkeep, that failed.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The text index failed.
    #[error("the search index cannot be used: {0}")]
    Index(#[from] tantivy::TantivyError),
    /// The folder of the index cannot be used.
    #[error("the folder of the search index cannot be used: {0}")]
    Folder(#[from] std::io::Error),
    /// The workspace could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The vectors could not be kept.
    #[error(transparent)]
    Write(#[from] workestra_store::WriteError),
    /// What makes the vectors failed.
    #[error(transparent)]
    Embedding(#[from] crate::embedding::EmbeddingError),
    /// The mirror of vectors refused one.
    #[error(transparent)]
    Mirror(#[from] crate::mirror::MirrorError),
    /// A background thread of search ended before its time.
    #[error("search has stopped working: open the workspace again")]
    Stopped,
}

impl SearchError {
    /// Whether building the index again is the remedy.
    #[must_use]
    pub fn asks_for_rebuild(&self) -> bool {
        match self {
            Self::Index(error) => IndexDamaged::is_behind(error),
            Self::Folder(error) => IndexDamaged::is_behind_io(error),
            _ => false,
        }
    }
}
