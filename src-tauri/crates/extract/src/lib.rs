//! The text of attachments, for search: plain text, Markdown, PDF and DOCX.
//!
//! Attachments come from strangers, and readers of PDF recurse, loop and allocate on what strangers make. Plain text
//! is decoded at once; everything with a format is read by a process of its own, [`Extractor`]'s, which may open
//! neither file nor connection, has a bounded heap and is killed when it takes too long. On Windows only the time is
//! bounded so far.

mod child;
mod docx;
mod error;
mod extractor;
mod gather;
mod limits;
mod pdf;
mod plain;
mod salvage;
mod sniff;

pub use child::serve_if_asked;
pub use error::ExtractError;
pub use extractor::{Extracted, Extractor};
pub use limits::Limits;
