//! How a broken index is told apart from a broken machine: the first is rebuilt, the second is reported.

use std::error::Error;
use std::io;

use tantivy::TantivyError;
use tantivy::directory::error::OpenReadError;

/// A file of the index does not hold what was written to it: a bit has changed, its end is missing, it was put in
/// another file's place, or it was sealed under another key. Which of these cannot be told, and need not be: the index
/// derives from the workspace and is built again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the search index file {file} is damaged; the index has to be rebuilt")]
pub struct IndexDamaged {
    /// Name of the file inside the index folder.
    pub file: String,
}

impl IndexDamaged {
    /// Whether this error says that the index is unusable as it lies on disk, so that rebuilding it is the remedy.
    ///
    /// True for a chunk that fails its check, a file that the index lists and the folder lacks, and a format that this
    /// build cannot read. False for a full disk, a denied permission or a busy lock, which a rebuild would only meet again.
    pub fn is_behind(error: &TantivyError) -> bool {
        match error {
            TantivyError::IoError(source) => Self::is_behind_io(source),
            TantivyError::OpenReadError(source) => match source {
                OpenReadError::FileDoesNotExist(_) | OpenReadError::IncompatibleIndex(_) => true,
                OpenReadError::IoError { io_error, .. } => Self::is_behind_io(io_error),
            },
            TantivyError::DataCorruption(_) | TantivyError::IncompatibleIndex(_) => true,
            _ => false,
        }
    }

    /// The same question for a plain I/O error.
    pub fn is_behind_io(error: &io::Error) -> bool {
        let mut cause: Option<&(dyn Error + 'static)> = error.get_ref().map(|inner| inner as _);
        while let Some(current) = cause {
            if current.is::<IndexDamaged>() {
                return true;
            }
            cause = current.source();
        }
        // What tantivy itself reports when authentic bytes do not parse.
        matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof)
    }

    pub(super) fn error(file: &str) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidData, Self { file: file.to_owned() })
    }
}
