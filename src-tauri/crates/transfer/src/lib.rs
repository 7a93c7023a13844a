//! From files to drafts and from entities to files: what a CSV looks like, which column goes where, which rows
//! pass the checks. Nothing here writes a workspace.

pub mod api;
pub mod cancel;
mod contents;
pub mod draft;
pub mod duplicates;
pub mod error;
pub mod export;
pub mod guard;
pub mod inspect;
mod mapping;
mod records;
pub mod rejects;
pub mod rows;
mod text;

pub use cancel::Cancel;
pub use draft::{Drafter, RowDraft};
pub use duplicates::{DuplicateKey, duplicate_keys};
pub use error::TransferError;
pub use export::{CsvExport, Titles};
pub use inspect::{Inspected, inspect};
pub use rows::{Row, RowContent, Rows};
