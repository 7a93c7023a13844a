use std::io;
use std::path::PathBuf;

use rten_gemm::GemmError;

/// Why no vector could be made.
#[derive(Debug, thiserror::Error)]
pub enum EmbedError {
    #[error("the embedding model's file {} is missing: run `cargo xtask setup` to fetch it", path.display())]
    Missing { path: PathBuf },

    #[error(
        "the embedding model's file {} is not the published one (SHA-256 {found}, expected {expected}): \
         delete it and run `cargo xtask setup`",
        path.display()
    )]
    WrongHash {
        path: PathBuf,
        found: String,
        expected: &'static str,
    },

    #[error("the embedding model's file {} is damaged ({what}): delete it and run `cargo xtask setup`", path.display())]
    Damaged { path: PathBuf, what: String },

    #[error("cannot read the embedding model's file {}: {source}", path.display())]
    Read { path: PathBuf, source: io::Error },

    #[error("cannot start a thread for embedding: {0}")]
    Thread(String),

    #[error("the embedding model refused a text: {0}")]
    Tokens(String),

    #[error("a matrix of the embedding model has the wrong shape: {0}")]
    Compute(#[from] GemmError),
}
