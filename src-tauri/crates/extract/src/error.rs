//! Why an attachment has no text.

use serde::{Deserialize, Serialize};

/// Why no text was read. The attachment itself is none the worse for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ExtractError {
    /// Nothing here reads this media type.
    #[error("no text can be read from {0}: attach a PDF, a DOCX or plain text to find it by its content")]
    Unsupported(String),
    /// A password is needed.
    #[error("the file is protected by a password: attach a copy without one to find it by its content")]
    Encrypted,
    /// It is not what it says it is, or broken.
    #[error("the file is damaged: save it anew in the program that made it and attach that")]
    Damaged,
    /// It, what is packed in it, or the memory that it takes to read is too much.
    #[error("the file is too large to be searched: attach a smaller one to find it by its content")]
    TooLarge,
    /// It took too long.
    #[error("the file takes too long to read: attach a simpler copy to find it by its content")]
    TooSlow,
    /// It was no longer wanted.
    #[error("reading the file was cancelled")]
    Cancelled,
    /// The reading process did not start or did not understand.
    #[error("cannot read files for search: install Workestra anew ({0})")]
    Unavailable(String),
}
