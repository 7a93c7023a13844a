//! What can stop a whole file; what is wrong with one row is a [`crate::rows::Row`]'s affair.

use std::io;
use std::path::{Path, PathBuf};

/// Why a file could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum TransferError {
    /// The system refused.
    #[error("cannot read {}: {}", path.display(), why(source))]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The system refused.
    #[error("cannot write the file: {0}")]
    Write(#[source] io::Error),
    /// Nothing is in it.
    #[error("the file {} has no rows: choose a file with a header and at least one row", .0.display())]
    Empty(PathBuf),
    /// The options name an encoding that nobody knows.
    #[error("“{0}” is no encoding: use a name like utf-8, utf-16le, shift_jis, big5 or windows-1252")]
    UnknownEncoding(String),
    /// The options name a delimiter that rows cannot be cut at.
    #[error("“{0}” cannot separate cells: use a comma, a semicolon, a tab or |")]
    BadDelimiter(char),
    /// The mapping names a field that cannot be written.
    #[error("column {} cannot go to “{field}”: choose one of the kind's fields, or leave the column out", column + 1)]
    UnknownField {
        /// Index of the column, from 0.
        column: usize,
        /// What the mapping says.
        field: String,
    },
    /// Two columns go where one value fits.
    #[error("two columns go to {field}, which holds one value: leave one of them out")]
    FieldTwice {
        /// The field's label.
        field: String,
    },
    /// The person stopped it.
    #[error("cancelled")]
    Cancelled,
}

impl TransferError {
    pub(crate) fn reading(path: &Path) -> impl Fn(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| Self::Read {
            path: path.clone(),
            source,
        }
    }
}

/// What the system said, and what to do where that is known.
fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file; check the path".to_owned(),
        io::ErrorKind::PermissionDenied => {
            "you may not read it; ask its owner or copy it to a folder of yours".to_owned()
        }
        io::ErrorKind::IsADirectory => "it is a folder; choose a file in it".to_owned(),
        _ => error.to_string(),
    }
}
